//! The cache without what nothing shows any more.
//!
//! # Why
//! Each derived picture can be made again from its original, so nothing is lost whatever goes. What is younger than the
//! session is left alone: it was made for a photo that came in, or for an overlay that was drawn, after it was decided
//! what is shown.

use super::arrival::remove;
use super::content::entries;
use super::{ContentStore, EvidenceError};
use crate::domain::{Digest, Rendition};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the cache is for.
#[derive(Debug, Clone, Default)]
pub struct ShownPhotos {
    /// The originals that an inspection shows.
    pub originals: Vec<Digest>,
    /// Those over which something is drawn, with what it is.
    pub drawn: Vec<Rendition>,
}

impl ContentStore {
    /// Deletes the derived pictures of all that is not `shown` and that were written before `opened`, those of earlier
    /// versions of the cache too; gives their number.
    ///
    /// # Errors
    /// When a folder cannot be read or a file not be deleted; what went before is gone then.
    pub fn tidy_cache(&self, shown: &ShownPhotos, opened: SystemTime) -> Result<usize, EvidenceError> {
        let mut wanted: HashSet<PathBuf> = shown.originals.iter().flat_map(|own| self.derived_paths(own)).collect();
        for rendition in &shown.drawn {
            wanted.extend(self.drawn_paths(rendition)?);
        }
        let mut deleted = 0;
        let incoming = self.cache_incoming_folder();
        for kind in folders(self.cache_folder())?.into_iter().filter(|kind| *kind != incoming) {
            for folder in folders(&kind)? {
                for entry in entries(&folder)? {
                    let path = entry.path();
                    let is_older = entry.metadata().and_then(|facts| facts.modified()).is_ok_and(|at| at < opened);
                    if is_older && !wanted.contains(&path) {
                        remove(path)?;
                        deleted += 1;
                    }
                }
                // It goes only when it is empty.
                let _ = fs::remove_dir(&folder);
            }
            let _ = fs::remove_dir(&kind);
        }
        Ok(deleted)
    }
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, EvidenceError> {
    Ok(entries(folder)?.iter().map(fs::DirEntry::path).filter(|path| path.is_dir()).collect())
}
