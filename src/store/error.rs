//! Why the database could not do what was asked.

use crate::domain::EventError;
use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why the database could not do what was asked. What was saved before is untouched by each of these.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("there is no database at {}", path.display())]
    NotFound {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Something is there already; it is not written over.
    #[error("{} is there already", path.display())]
    AlreadyThere {
        /// What would have been written over.
        path: PathBuf,
    },
    /// The file is no SQLite database, or its first page is destroyed.
    #[error("{} is not a database, or its beginning is destroyed", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is a database of another program.
    #[error("{} is a database of another program (application id {application_id})", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
        /// The application id found; 0 when it has none.
        application_id: i64,
    },
    /// A later version of Fieldseal wrote it.
    #[error("{} has schema version {found}, this Fieldseal reads up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema version found.
        found: i64,
        /// The newest version known.
        known: i64,
    },
    /// The file is damaged; it can be set aside and salvaged.
    #[error("{} is damaged: {detail}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite said first.
        detail: String,
    },
    /// The file or its folder cannot be written to.
    #[error("{} cannot be written to", path.display())]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// No space is left.
    #[error("no space is left on the disk of {}", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Another process kept the database locked for too long.
    #[error("{} is in use by another process", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The disk failed to read or write.
    #[error("the disk failed at {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// An older database could not be brought to this version; it is as it was, a copy lies beside it.
    #[error("the database could not be brought from version {from} to {to}")]
    Upgrade {
        /// The version it has.
        from: i64,
        /// The version it should have got.
        to: i64,
        /// What went wrong.
        #[source]
        source: Box<StoreError>,
    },
    /// The caller cancelled; everything is as it was.
    #[error("cancelled")]
    Cancelled,
    /// A stored event cannot be read by this version, or a new one cannot be written.
    #[error("an event cannot be read or written")]
    Event(#[from] EventError),
    /// The event does not belong to this stream, or its inspection was never planned.
    #[error("the event `{kind}` does not belong to `{stream}`")]
    Misplaced {
        /// What happened.
        kind: String,
        /// Where it was to be written.
        stream: String,
    },
    /// A stored value is none that this version knows.
    #[error("the database holds `{text}` where {wanted} is expected")]
    Unreadable {
        /// What should have been there.
        wanted: &'static str,
        /// What was found.
        text: String,
    },
    /// Anything else that SQLite refuses.
    #[error("the database refused")]
    Database(#[source] rusqlite::Error),
}

impl StoreError {
    /// All codes, in the order of the variants.
    pub const CODES: [&'static str; 15] = [
        "not_found",
        "already_there",
        "not_a_database",
        "not_ours",
        "newer",
        "damaged",
        "read_only",
        "disk_full",
        "busy",
        "io",
        "upgrade",
        "cancelled",
        "event",
        "misplaced",
        "database",
    ];

    /// The stable code; `problem-store-<code>-what`, `-means` and `-do` are its texts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::AlreadyThere { .. } => "already_there",
            Self::NotADatabase { .. } => "not_a_database",
            Self::NotOurs { .. } => "not_ours",
            Self::Newer { .. } => "newer",
            Self::Damaged { .. } => "damaged",
            Self::ReadOnly { .. } => "read_only",
            Self::DiskFull { .. } => "disk_full",
            Self::Busy { .. } => "busy",
            Self::Io { .. } => "io",
            Self::Upgrade { .. } => "upgrade",
            Self::Cancelled => "cancelled",
            Self::Event(_) | Self::Unreadable { .. } => "event",
            Self::Misplaced { .. } => "misplaced",
            Self::Database(_) => "database",
        }
    }

    /// Whether the database itself is at fault, and not its place or the moment.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        match self {
            Self::NotADatabase { .. }
            | Self::NotOurs { .. }
            | Self::Damaged { .. }
            | Self::Event(_)
            | Self::Misplaced { .. }
            | Self::Unreadable { .. }
            | Self::Database(_) => true,
            Self::NotFound { .. }
            | Self::AlreadyThere { .. }
            | Self::Newer { .. }
            | Self::ReadOnly { .. }
            | Self::DiskFull { .. }
            | Self::Busy { .. }
            | Self::Io { .. }
            | Self::Upgrade { .. }
            | Self::Cancelled => false,
        }
    }

    /// The values that the texts of this code may name, as texts without language.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let named = |path: &Path| ("path", path.display().to_string());
        match self {
            Self::NotFound { path }
            | Self::AlreadyThere { path }
            | Self::NotADatabase { path }
            | Self::NotOurs { path, .. }
            | Self::Damaged { path, .. }
            | Self::ReadOnly { path }
            | Self::DiskFull { path }
            | Self::Busy { path }
            | Self::Io { path, .. } => vec![named(path)],
            Self::Newer { path, found, known } => {
                vec![named(path), ("found", found.to_string()), ("known", known.to_string())]
            }
            Self::Upgrade { from, to, .. } => vec![("from", from.to_string()), ("to", to.to_string())],
            Self::Cancelled | Self::Event(_) | Self::Misplaced { .. } | Self::Unreadable { .. } | Self::Database(_) => {
                Vec::new()
            }
        }
    }

    /// What SQLite said, seen from the file at `path`.
    pub(super) fn of_sqlite(error: rusqlite::Error, path: &Path) -> Self {
        let path = path.to_owned();
        #[allow(clippy::wildcard_enum_match_arm, reason = "the codes are SQLite's, not ours")]
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, detail: error.to_string() },
            Some(ErrorCode::NotADatabase) => Self::NotADatabase { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen) => Self::ReadOnly { path: parent(&path) },
            Some(ErrorCode::SystemIoFailure) => Self::Io { path, source: Box::new(error) },
            _ => Self::Database(error),
        }
    }

    /// Names the file where it is not named yet.
    pub(super) fn at(mut self, file: &Path) -> Self {
        match &mut self {
            Self::NotADatabase { path }
            | Self::Damaged { path, .. }
            | Self::ReadOnly { path }
            | Self::DiskFull { path }
            | Self::Busy { path }
            | Self::Io { path, .. }
                if path.as_os_str().is_empty() =>
            {
                file.clone_into(path);
            }
            Self::NotFound { .. }
            | Self::AlreadyThere { .. }
            | Self::NotADatabase { .. }
            | Self::NotOurs { .. }
            | Self::Newer { .. }
            | Self::Damaged { .. }
            | Self::ReadOnly { .. }
            | Self::DiskFull { .. }
            | Self::Busy { .. }
            | Self::Io { .. }
            | Self::Upgrade { .. }
            | Self::Cancelled
            | Self::Event(_)
            | Self::Misplaced { .. }
            | Self::Unreadable { .. }
            | Self::Database(_) => {}
        }
        self
    }

    /// What the system said about the file or folder at `path`.
    pub(super) fn of_io(error: io::Error, path: &Path) -> Self {
        let path = path.to_owned();
        #[allow(clippy::wildcard_enum_match_arm, reason = "the kinds are the system's, not ours")]
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::AlreadyExists => Self::AlreadyThere { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Io { path, source: Box::new(error) },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    /// Without the file, which [`StoreError::at`] adds.
    fn from(error: rusqlite::Error) -> Self {
        Self::of_sqlite(error, Path::new(""))
    }
}

fn parent(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}
