//! Taking a photo in: from any source to durable content with its facts.

use super::content::{CHUNK_BYTES, Integrity};
use super::decode::{Picture, decode, is_other_file, sign};
use super::facts::photo_facts;
use super::incoming::PartFile;
use super::kind::{HEAD_BYTES, Kind};
use super::limits::MAX_FILE_BYTES;
use super::{ContentStore, EvidenceError};
use crate::domain::{Digest, FileKind, PhotoFacts};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;

/// A photo that lies in the workspace, durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// Its name.
    pub digest: Digest,
    /// What the file says.
    pub facts: PhotoFacts,
    /// Whether equal content lay in the workspace before; it is kept once.
    pub already_there: bool,
    /// What the auditor should know about the file; it was kept nevertheless.
    pub warnings: Vec<IntakeWarning>,
}

/// What is not as it should be with a photo that was kept. The words are `evidence-warning-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IntakeWarning {
    /// The file ends before the picture does; the rest is shown grey.
    CutShort,
    /// Parts of the picture cannot be read and are shown grey or wrong.
    PartlyDamaged,
    /// An animation or several pages; only the first is shown.
    OnlyFirstFrame,
    /// The workspace held altered bytes under this name; the right ones have taken their place.
    Restored,
}

impl IntakeWarning {
    /// All warnings.
    pub const ALL: [Self; 4] = [Self::CutShort, Self::PartlyDamaged, Self::OnlyFirstFrame, Self::Restored];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CutShort => "cut_short",
            Self::PartlyDamaged => "partly_damaged",
            Self::OnlyFirstFrame => "only_first_frame",
            Self::Restored => "restored",
        }
    }
}

/// Called after each piece with the bytes read so far; `Break` cancels.
pub type Watch<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

impl ContentStore {
    /// Takes a photo in, or a file of another `wanted` kind, of which a sign is shown. `size_hint_bytes` refuses a file that is too large before it is copied; `file_name` may carry
    /// a time and nothing else of it is believed.
    ///
    /// On success the original is on disk, read again and right, and the thumbnail and report size are in the cache as
    /// far as the cache can be written. May be called from several threads.
    ///
    /// # Errors
    /// Any [`EvidenceError`] but `missing`, `altered` and `other_content`; nothing stays behind then.
    pub fn take_in(
        &self,
        source: &mut dyn Read,
        size_hint_bytes: Option<u64>,
        file_name: &str,
        wanted: FileKind,
        watch: Watch<'_>,
    ) -> Result<TakenIn, EvidenceError> {
        if size_hint_bytes.is_some_and(|size| size > MAX_FILE_BYTES) {
            return Err(EvidenceError::TooManyBytes { limit_bytes: MAX_FILE_BYTES });
        }
        let mut part = PartFile::create(&self.in_use, &self.incoming_folder())?;
        let (digest, size_bytes) = copy(source, &mut part, Some(wanted), watch)?;
        let open = || File::open(part.path()).map_err(|source| EvidenceError::at(part.path(), source));
        let (picture, size_px) = match decode(BufReader::new(open()?), &self.memory) {
            Err(error) if wanted != FileKind::Picture && is_other_file(&error) => {
                (sign(open()?, &self.memory)?, (0, 0))
            }
            decoded => {
                let picture = decoded?;
                let size_px = picture.size_px();
                (picture, size_px)
            }
        };
        let facts = photo_facts(picture.media_type, size_bytes, size_px, &picture.tags, file_name);
        if !wanted.takes(&facts.media_type) {
            return Err(EvidenceError::OtherKind { wanted: wanted.code(), media_type: facts.media_type });
        }
        let mut warnings = picture.warnings.clone();
        if watch(size_bytes).is_break() {
            return Err(EvidenceError::Cancelled);
        }
        let kept = self.keep(digest, part)?;
        if kept == Kept::Restored {
            warnings.push(IntakeWarning::Restored);
        }
        self.derive_what_is_missing(&digest, picture);
        Ok(TakenIn { digest, facts, already_there: kept == Kept::AlreadyThere, warnings })
    }

    /// Puts content back whose digest is known, from a backup or another device. Its kind is not looked at.
    ///
    /// # Errors
    /// [`EvidenceError::OtherContent`] when the bytes are not the content, or a fault of source or disk; nothing stays
    /// behind then.
    pub fn put_back(&self, expected: &Digest, source: &mut dyn Read, watch: Watch<'_>) -> Result<(), EvidenceError> {
        let mut part = PartFile::create(&self.in_use, &self.incoming_folder())?;
        let (found, _) = copy(source, &mut part, None, watch)?;
        if found != *expected {
            return Err(EvidenceError::OtherContent { expected: *expected, found });
        }
        self.keep(found, part).map(|_| ())
    }

    /// Gives a complete temporary file its name, durably, and reads it again.
    fn keep(&self, digest: Digest, part: PartFile<'_>) -> Result<Kept, EvidenceError> {
        let kept = match self.verify(&digest)? {
            Integrity::Verified => return Ok(Kept::AlreadyThere),
            Integrity::Missing => Kept::New,
            Integrity::Altered { .. } => Kept::Restored,
        };
        let path = self.path(&digest);
        part.finish(&path)?;
        if self.verify(&digest)? != Integrity::Verified {
            // What lies there was never promised to anyone; if it cannot be deleted, `check` finds it.
            let _ = fs::remove_file(&path);
            return Err(EvidenceError::WrittenWrong { digest });
        }
        Ok(kept)
    }

    /// Derives what the cache lacks. The cache may be read-only or full: then it is derived again when it is needed.
    fn derive_what_is_missing(&self, digest: &Digest, picture: Picture<'_>) {
        let _ = self.derive(digest, picture);
    }
}

/// How content came under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    New,
    AlreadyThere,
    Restored,
}

/// Copies all bytes and hashes them on the way; where pictures are `wanted`, what is none is refused at its first bytes.
/// None is content that is known.
fn copy(
    source: &mut dyn Read,
    part: &mut PartFile<'_>,
    wanted: Option<FileKind>,
    watch: Watch<'_>,
) -> Result<(Digest, u64), EvidenceError> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut size_bytes = 0;
    loop {
        let count = fill(source, &mut chunk).map_err(|source| EvidenceError::SourceUnreadable { source })?;
        let piece = &chunk[..count];
        if size_bytes == 0
            && let Some(wanted) = wanted
            && let Err(error) = Kind::recognise(&piece[..count.min(HEAD_BYTES)])
            && (wanted == FileKind::Picture || !is_other_file(&error))
        {
            return Err(error);
        }
        if count == 0 {
            return Ok((Digest::from_bytes(hash.finalize().into()), size_bytes));
        }
        size_bytes += count as u64;
        if wanted.is_some() && size_bytes > MAX_FILE_BYTES {
            return Err(EvidenceError::TooManyBytes { limit_bytes: MAX_FILE_BYTES });
        }
        hash.update(piece);
        part.write(piece)?;
        if watch(size_bytes).is_break() {
            return Err(EvidenceError::Cancelled);
        }
    }
}

/// Reads until the chunk is full or the source ends.
fn fill(source: &mut dyn Read, chunk: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < chunk.len() {
        match source.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(again) if again.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(source),
        }
    }
    Ok(filled)
}
