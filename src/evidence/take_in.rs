//! Taking a photo in: from any source to durable content with its facts.
//!
//! # Why
//! Waiting for the disk takes about as long as decoding. Both go on at the same time: while a photo is looked at its bytes
//! become durable, and while it gets its name its smaller copies are encoded.

use super::content::{CHUNK_BYTES, Integrity};
use super::decode::{Picture, decode, sign};
use super::derived::{REPORT_PX, Shown};
use super::facts::photo_facts;
use super::incoming::PartFile;
use super::kind::{HEAD_BYTES, Kind};
use super::limits::{MAX_FILE_BYTES, MemoryGate};
use super::{ContentStore, EvidenceError, file};
use crate::domain::{Digest, FileKind, Moment, PhotoFacts};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::thread;

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
    /// A picture that cannot be shown; it was kept byte for byte because that was wanted.
    NoPreview,
}

impl IntakeWarning {
    /// All warnings.
    pub const ALL: [Self; 5] =
        [Self::CutShort, Self::PartlyDamaged, Self::OnlyFirstFrame, Self::Restored, Self::NoPreview];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CutShort => "cut_short",
            Self::PartlyDamaged => "partly_damaged",
            Self::OnlyFirstFrame => "only_first_frame",
            Self::Restored => "restored",
            Self::NoPreview => "no_preview",
        }
    }
}

/// What is wanted of a source, and what is known of it beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The files that are taken; of one that is no picture a sign is shown.
    pub kind: FileKind,
    /// The name where it came from. It may carry a time; nothing else of it is believed.
    pub file_name: &'a str,
    /// How large the source says that it is: what is too large is refused before it is copied.
    pub size_hint_bytes: Option<u64>,
    /// Whether a picture that cannot be shown (damaged, too large, or of a kind or variant that is not decoded) is kept
    /// all the same, byte for byte, with a sign in its place and [`IntakeWarning::NoPreview`]. It is refused otherwise.
    pub even_undecodable: bool,
    /// Where the picture was taken with the laptop's camera, whose files say neither time nor maker.
    pub captured: Option<Captured<'a>>,
}

/// What is known of a picture that was taken here.
#[derive(Debug, Clone, Copy)]
pub struct Captured<'a> {
    /// When, by the laptop's clock.
    pub at: Moment,
    /// The name of the camera.
    pub camera: &'a str,
}

impl Wanted<'_> {
    /// Whether a file that is not decoded, and begins like this, may be taken.
    fn may_take(&self, head: &[u8]) -> bool {
        self.kind != FileKind::Picture || self.even_undecodable && self.kind.takes(file::media_type(head))
    }
}

/// Called after each piece with the bytes read so far; `Break` cancels.
pub type Watch<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

impl ContentStore {
    /// Takes a photo in, or whatever else is [`Wanted`].
    ///
    /// On success the original is on disk, read again and right, and the thumbnail and report size are in the cache as
    /// far as the cache can be written. May be called from several threads. New content is an [`super::Arrival`] until
    /// [`ContentStore::mark_named`] is called.
    ///
    /// # Errors
    /// Any [`EvidenceError`] but `missing`, `altered` and `other_content`; nothing stays behind then.
    pub fn take_in(
        &self,
        source: &mut dyn Read,
        wanted: &Wanted<'_>,
        watch: Watch<'_>,
    ) -> Result<TakenIn, EvidenceError> {
        if wanted.size_hint_bytes.is_some_and(|size| size > MAX_FILE_BYTES) {
            return Err(EvidenceError::TooManyBytes { limit_bytes: MAX_FILE_BYTES });
        }
        let mut part = PartFile::create(&self.in_use, &self.incoming_folder())?;
        let (digest, size_bytes) = copy(source, &mut part, Some(wanted), watch)?;
        let open = || File::open(part.path()).map_err(|source| EvidenceError::at(part.path(), source));
        let (looked_at, synced) = beside(|| part.sync(), || look_at(open, wanted, &self.memory));
        let LookedAt { picture, size_px } = looked_at?;
        synced?;
        let mut facts = photo_facts(picture.media_type, size_bytes, size_px, &picture.tags, wanted.file_name);
        if let Some(captured) = wanted.captured {
            captured.complete(&mut facts);
        }
        let mut warnings = picture.warnings.clone();
        let shown = Shown::of(picture).ok();
        if facts.is_picture() {
            facts.look_hash = shown.as_ref().and_then(Shown::look_hash).unwrap_or_default();
        }
        if watch(size_bytes).is_break() {
            return Err(EvidenceError::Cancelled);
        }
        let (encoded, kept) =
            beside(|| self.keep(digest, part, Some(wanted.file_name)), || shown.and_then(|shown| shown.encoded().ok()));
        let kept = kept?;
        if kept == Kept::Restored {
            warnings.push(IntakeWarning::Restored);
        }
        if let Some(encoded) = encoded {
            // The cache may be read-only or full: then it is derived again when it is needed.
            let _ = self.put_into_cache(&digest, &encoded);
        }
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
        self.keep(found, part, None).map(|_| ())
    }

    /// Gives a complete temporary file its name, durably, and reads it again. With the name of a file it is an arrival.
    fn keep(&self, digest: Digest, part: PartFile<'_>, arrives_as: Option<&str>) -> Result<Kept, EvidenceError> {
        let kept = match self.verify(&digest)? {
            Integrity::Verified => return Ok(Kept::AlreadyThere),
            Integrity::Missing => Kept::New,
            Integrity::Altered { .. } => Kept::Restored,
        };
        if let Some(file_name) = arrives_as.filter(|_| kept == Kept::New) {
            self.note_arrival(&digest, file_name)?;
        }
        self.write_whole(&digest, part).inspect_err(|_| {
            // Nothing came in.
            let _ = self.mark_named(&digest);
        })?;
        Ok(kept)
    }

    fn write_whole(&self, digest: &Digest, part: PartFile<'_>) -> Result<(), EvidenceError> {
        let path = self.path(digest);
        part.finish(&path)?;
        if self.verify(digest)? != Integrity::Verified {
            // What lies there was never promised to anyone; if it cannot be deleted, `check` finds it.
            let _ = fs::remove_file(&path);
            return Err(EvidenceError::WrittenWrong { digest: *digest });
        }
        Ok(())
    }
}

/// Waits for the disk on a thread of its own while this one works; gives what came of the work and of the wait.
fn beside<W: Send, T>(wait: impl FnOnce() -> W + Send, work: impl FnOnce() -> T) -> (T, W) {
    thread::scope(|scope| {
        let waiting = scope.spawn(wait);
        let done = work();
        (done, waiting.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// How content came under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    New,
    AlreadyThere,
    Restored,
}

/// What a file was found to be.
struct LookedAt<'a> {
    /// The picture, or the sign that stands for the file.
    picture: Picture<'a>,
    /// Width and height upright; 0 where there are no pixels.
    size_px: (u32, u32),
}

/// Decodes the file, or gives its sign where that is enough for what is wanted.
fn look_at<'a>(
    open: impl Fn() -> Result<File, EvidenceError>,
    wanted: &Wanted<'_>,
    memory: &'a MemoryGate,
) -> Result<LookedAt<'a>, EvidenceError> {
    let other_kind =
        |media_type: &str| EvidenceError::OtherKind { wanted: wanted.kind.code(), media_type: media_type.to_owned() };
    let error = match decode(BufReader::new(open()?), REPORT_PX, memory) {
        Ok(picture) if !wanted.kind.takes(picture.media_type) => return Err(other_kind(picture.media_type)),
        Ok(picture) => return Ok(LookedAt { size_px: picture.upright_px(), picture }),
        Err(error) => error,
    };
    let sign_is_enough = wanted.kind != FileKind::Picture && error.is_no_picture();
    let kept_anyway = wanted.even_undecodable && (error.is_no_picture() || error.is_undecodable());
    if !sign_is_enough && !kept_anyway {
        return Err(error);
    }
    let mut picture = sign(BufReader::new(open()?), memory)?;
    if !wanted.kind.takes(picture.media_type) {
        // Where a picture is wanted, the reason why this is none says more than its type.
        return Err(if wanted.kind == FileKind::Picture { error } else { other_kind(picture.media_type) });
    }
    if FileKind::Picture.takes(picture.media_type) {
        picture.warnings.push(IntakeWarning::NoPreview);
    }
    Ok(LookedAt { picture, size_px: (0, 0) })
}

/// Copies all bytes and hashes them on the way; where pictures are `wanted`, what is none is refused at its first bytes.
/// None is content that is known.
fn copy(
    source: &mut dyn Read,
    part: &mut PartFile<'_>,
    wanted: Option<&Wanted<'_>>,
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
            && let head = &piece[..count.min(HEAD_BYTES)]
            && let Err(error) = Kind::recognise(head)
            && !(error.is_no_picture() && wanted.may_take(head))
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
