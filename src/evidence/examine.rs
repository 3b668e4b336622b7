//! What a file is, without keeping it.

use super::content::digest_of;
use super::decode::{decode, sign};
use super::derived::{REPORT_PX, Shown};
use super::facts::photo_facts;
use super::limits::MemoryGate;
use super::{EvidenceError, IntakeWarning};
use crate::domain::{Digest, PhotoFacts};
use std::io::{BufRead, Seek, SeekFrom};

/// A file that was looked at.
#[derive(Debug)]
pub struct Examined {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// What it says about itself; without width and height where it cannot be shown.
    pub facts: PhotoFacts,
    /// What the auditor would be told when it is taken in.
    pub warnings: Vec<IntakeWarning>,
    /// Why it would be refused as a photo.
    pub refusal: Option<EvidenceError>,
}

/// Looks at a file as [`super::ContentStore::take_in`] does where pictures are wanted.
///
/// # Errors
/// [`EvidenceError::SourceUnreadable`]; a file that would be refused is no error but the answer.
pub fn examine<R: BufRead + Seek>(mut source: R, file_name: &str) -> Result<Examined, EvidenceError> {
    let unreadable = |source| EvidenceError::SourceUnreadable { source };
    let memory = MemoryGate::new();
    let digest = digest_of(&mut source).map_err(unreadable)?;
    let size_bytes = source.stream_position().map_err(unreadable)?;
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let (picture, refusal) = match decode(&mut source, REPORT_PX, &memory) {
        Ok(picture) => (picture, None),
        Err(refusal) => {
            source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
            (sign(source, &memory)?, Some(refusal))
        }
    };
    let size_px = if refusal.is_some() { (0, 0) } else { picture.upright_px() };
    let mut facts = photo_facts(picture.media_type, size_bytes, size_px, &picture.tags, file_name);
    let warnings = picture.warnings.clone();
    if refusal.is_none() {
        facts.look_hash = Shown::of(picture).ok().and_then(|shown| shown.look_hash()).unwrap_or_default();
    }
    Ok(Examined { digest, facts, warnings, refusal })
}
