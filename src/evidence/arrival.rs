//! Contents that came in and that nothing names yet: the store knows of each until it is told that an event does.
//!
//! # Why
//! A photo is durable before the event that names it, so a crash between the two leaves a content that no inspection
//! shows. That alone is no reason to delete one: after a database was recovered or put back from an older copy, the
//! only trace of a photo may be its file. So the store writes down of each new content, before it gets its name, that
//! nothing names it; only what stands written there, and was never shown as saved, may be taken out again. All other
//! contents are kept for ever.

use super::content::entries;
use super::{ContentStore, EvidenceError};
use crate::domain::Digest;
use std::fs;
use std::io;
use std::path::PathBuf;

/// How the note about an arrival ends. Backups leave out what ends like this.
const ENDING: &str = "part";

/// A content that came in and that no event was said to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its name in the store.
    pub digest: Digest,
    /// The name of the file that it came from.
    pub file_name: String,
    /// How large it is; none when the crash came before its bytes got their name.
    pub size_bytes: Option<u64>,
}

impl ContentStore {
    /// The contents that came in and that no event was said to name, in the order of their digests.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn arrivals(&self) -> Result<Vec<Arrival>, EvidenceError> {
        let mut arrivals = Vec::new();
        for entry in entries(&self.incoming_folder())? {
            let Some(digest) = arrival_digest(&entry.path()) else { continue };
            let file_name = fs::read(entry.path()).unwrap_or_default();
            let file_name = String::from_utf8_lossy(&file_name).into_owned();
            let size_bytes = fs::metadata(self.path(&digest)).ok().map(|facts| facts.len());
            arrivals.push(Arrival { digest, file_name, size_bytes });
        }
        arrivals.sort_by_key(|arrival| arrival.digest);
        Ok(arrivals)
    }

    /// Takes in that an event names this content: from now on it is never deleted.
    ///
    /// # Errors
    /// When the note cannot be deleted; the content is safe then, as whoever tidies up asks for its event.
    pub fn mark_named(&self, digest: &Digest) -> Result<(), EvidenceError> {
        remove(self.arrival_path(digest))
    }

    /// Deletes a content that no event names, and all that was derived from it. Does nothing to one that did not
    /// arrive, or that was said to be named.
    ///
    /// # Errors
    /// When a file cannot be deleted; it can be tried again then.
    pub fn discard(&self, arrival: &Arrival) -> Result<(), EvidenceError> {
        let note = self.arrival_path(&arrival.digest);
        if !note.is_file() {
            return Ok(());
        }
        for derived in self.derived_paths(&arrival.digest) {
            remove(derived)?;
        }
        remove(self.path(&arrival.digest))?;
        remove(note)
    }

    /// Writes down that nothing names this content, which is about to get its name.
    pub(super) fn note_arrival(&self, digest: &Digest, file_name: &str) -> Result<(), EvidenceError> {
        let path = self.arrival_path(digest);
        fs::write(&path, file_name).map_err(|source| EvidenceError::at(&path, source))
    }

    fn arrival_path(&self, digest: &Digest) -> PathBuf {
        self.incoming_folder().join(digest.to_string()).with_extension(ENDING)
    }
}

/// The content that a note is about; none for any other file.
pub(super) fn arrival_digest(path: &std::path::Path) -> Option<Digest> {
    path.extension().filter(|ending| *ending == ENDING)?;
    path.file_stem()?.to_str()?.parse().ok()
}

/// Deletes a file, which may be gone already.
pub(super) fn remove(path: PathBuf) -> Result<(), EvidenceError> {
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EvidenceError::at(&path, error)),
        Ok(()) | Err(_) => Ok(()),
    }
}
