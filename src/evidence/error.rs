//! Why evidence could not be taken in, found or shown.

use crate::domain::Digest;
use std::io;
use std::path::{Path, PathBuf};

/// The cause inside a decoder or encoder.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why an operation on evidence failed. In every case the workspace is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The bytes are no picture that anyone knows.
    #[error("the file is not a picture")]
    NotAPicture,
    /// A kind of file that is known but not taken in.
    #[error("files of the kind `{kind}` are not taken in")]
    KindNotTaken {
        /// What it is: `HEIC`, `PDF`, `camera raw`.
        kind: &'static str,
    },
    /// A file of another kind than the question takes.
    #[error("a file of the type {media_type} is not what is asked for ({wanted})")]
    OtherKind {
        /// The code of what is asked for: `audio`, `video`.
        wanted: &'static str,
        /// What the file is.
        media_type: String,
    },
    /// A rare variant of a known kind, such as a JPEG of 12 bits.
    #[error("this variant of the kind is not taken in")]
    VariantNotTaken {
        /// What the decoder says.
        #[source]
        source: Cause,
    },
    /// The file is larger than any photo.
    #[error("the file has more than {limit_bytes} bytes")]
    TooManyBytes {
        /// The most that is taken.
        limit_bytes: u64,
    },
    /// The header promises more pixels than are decoded.
    #[error("the picture is {width_px} x {height_px} pixels, at most {limit_px} pixels are taken")]
    TooManyPixels {
        /// Width in the header.
        width_px: u32,
        /// Height in the header.
        height_px: u32,
        /// The most that is taken.
        limit_px: u64,
    },
    /// Decoding would take more memory than is allowed for one picture.
    #[error("decoding {width_px} x {height_px} pixels takes {needed_bytes} bytes, {limit_bytes} are allowed")]
    TooMuchMemory {
        /// Width in the header.
        width_px: u32,
        /// Height in the header.
        height_px: u32,
        /// What decoding would take.
        needed_bytes: u64,
        /// What is allowed.
        limit_bytes: u64,
    },
    /// A known kind of which no pixel can be read.
    #[error("nothing of the picture can be read")]
    Damaged {
        /// What the decoder says.
        #[source]
        source: Cause,
    },
    /// The person cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The source stopped giving bytes: a card or phone was unplugged.
    #[error("the source cannot be read")]
    SourceUnreadable {
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// No space is left for it.
    #[error("no space is left for {}", path.display())]
    DiskFull {
        /// What was being written.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The folder cannot be written.
    #[error("{} cannot be written", path.display())]
    ReadOnly {
        /// What was being written.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// Any other fault of the file system.
    #[error("{} cannot be used", path.display())]
    Folder {
        /// What was being used.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// What was read again is not what was written: the disk is failing.
    #[error("{digest} was written, but other bytes were read again")]
    WrittenWrong {
        /// The digest of what was written.
        digest: Digest,
    },
    /// What was brought is not the content that was asked for.
    #[error("{expected} was expected, {found} was brought")]
    OtherContent {
        /// The content asked for.
        expected: Digest,
        /// The content brought.
        found: Digest,
    },
    /// The content is not in the workspace.
    #[error("{digest} is missing")]
    Missing {
        /// The content asked for.
        digest: Digest,
    },
    /// The bytes in the workspace are not those that were taken in.
    #[error("{digest} was altered: its bytes are {found}")]
    Altered {
        /// The content asked for.
        digest: Digest,
        /// The digest of the bytes found.
        found: Digest,
    },
    /// Pixels that cannot be written as a picture.
    #[error("the picture cannot be written")]
    NotEncoded {
        /// What the encoder says.
        #[source]
        source: Cause,
    },
}

impl EvidenceError {
    /// Every code, for the test that each has its words.
    pub const CODES: [&'static str; 19] = [
        "empty",
        "not_a_picture",
        "kind_not_taken",
        "other_kind",
        "variant_not_taken",
        "too_many_bytes",
        "too_many_pixels",
        "too_much_memory",
        "damaged",
        "cancelled",
        "source_unreadable",
        "disk_full",
        "read_only",
        "folder",
        "written_wrong",
        "other_content",
        "missing",
        "altered",
        "not_encoded",
    ];

    /// The stable code; `problem-evidence-<code>-what` and its sisters are the words.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotAPicture => "not_a_picture",
            Self::KindNotTaken { .. } => "kind_not_taken",
            Self::OtherKind { .. } => "other_kind",
            Self::VariantNotTaken { .. } => "variant_not_taken",
            Self::TooManyBytes { .. } => "too_many_bytes",
            Self::TooManyPixels { .. } => "too_many_pixels",
            Self::TooMuchMemory { .. } => "too_much_memory",
            Self::Damaged { .. } => "damaged",
            Self::Cancelled => "cancelled",
            Self::SourceUnreadable { .. } => "source_unreadable",
            Self::DiskFull { .. } => "disk_full",
            Self::ReadOnly { .. } => "read_only",
            Self::Folder { .. } => "folder",
            Self::WrittenWrong { .. } => "written_wrong",
            Self::OtherContent { .. } => "other_content",
            Self::Missing { .. } => "missing",
            Self::Altered { .. } => "altered",
            Self::NotEncoded { .. } => "not_encoded",
        }
    }

    /// The values that the words of this code may name, as texts without language.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let mega = |count: u64| (count / 1_000_000).to_string();
        match self {
            Self::KindNotTaken { kind } => vec![("kind", (*kind).to_owned())],
            Self::OtherKind { wanted, media_type } => {
                vec![("wanted", (*wanted).to_owned()), ("kind", media_type.clone())]
            }
            Self::TooManyBytes { limit_bytes } => vec![("limit_mb", mega(*limit_bytes))],
            Self::TooManyPixels { width_px, height_px, limit_px } => {
                vec![("width", width_px.to_string()), ("height", height_px.to_string()), ("limit_mp", mega(*limit_px))]
            }
            Self::TooMuchMemory { width_px, height_px, needed_bytes, limit_bytes } => vec![
                ("width", width_px.to_string()),
                ("height", height_px.to_string()),
                ("needed_mb", mega(*needed_bytes)),
                ("limit_mb", mega(*limit_bytes)),
            ],
            Self::DiskFull { path, .. } | Self::ReadOnly { path, .. } | Self::Folder { path, .. } => {
                vec![("path", path.display().to_string())]
            }
            Self::WrittenWrong { digest } | Self::Missing { digest } | Self::Altered { digest, .. } => {
                vec![("digest", digest.to_string())]
            }
            Self::OtherContent { expected, .. } => vec![("digest", expected.to_string())],
            Self::Empty
            | Self::NotAPicture
            | Self::VariantNotTaken { .. }
            | Self::Damaged { .. }
            | Self::Cancelled
            | Self::SourceUnreadable { .. }
            | Self::NotEncoded { .. } => Vec::new(),
        }
    }

    /// Whether the bytes are no picture that is taken in, so that a sign is shown where any file is wanted.
    pub(super) const fn is_no_picture(&self) -> bool {
        matches!(self, Self::KindNotTaken { .. } | Self::NotAPicture)
    }

    /// Whether the bytes are a picture of a known kind that cannot be shown.
    pub(super) const fn is_undecodable(&self) -> bool {
        matches!(
            self,
            Self::VariantNotTaken { .. }
                | Self::TooManyBytes { .. }
                | Self::TooManyPixels { .. }
                | Self::TooMuchMemory { .. }
                | Self::Damaged { .. }
        )
    }

    /// A fault of the file system at `path`, with a full disk and a read-only folder told apart.
    pub(super) fn at(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        let kind = source.kind();
        if matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::DiskFull { path, source }
        } else if matches!(kind, io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied) {
            Self::ReadOnly { path, source }
        } else {
            Self::Folder { path, source }
        }
    }

    /// A picture of which nothing can be read, for a reason of ours.
    pub(super) fn damaged(reason: &'static str) -> Self {
        Self::Damaged { source: reason.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_read_only_folder_are_told_apart() {
        let code = |kind: io::ErrorKind| EvidenceError::at(Path::new("x"), kind.into()).code();
        assert_eq!(code(io::ErrorKind::StorageFull), "disk_full");
        assert_eq!(code(io::ErrorKind::QuotaExceeded), "disk_full");
        assert_eq!(code(io::ErrorKind::PermissionDenied), "read_only");
        assert_eq!(code(io::ErrorKind::ReadOnlyFilesystem), "read_only");
        assert_eq!(code(io::ErrorKind::TimedOut), "folder");
    }
}
