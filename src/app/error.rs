//! Why an operation failed. `problem` turns each into words.

use super::input::Place;
use super::verb::check::CheckReport;
use super::view::Blocker;
use crate::domain::{RecordError, Refusal, RegistrationProblem};
use crate::evidence::{CameraError, EvidenceError};
use crate::form::xlsform::{ReadProblem, WriteProblem};
use crate::form::{AnswerProblem, TemplateError};
use crate::pdf::PdfError;
use crate::report::ReportError;
use crate::signature::SignatureError;
use crate::store::StoreError;
use std::io;
use std::path::{Path, PathBuf};

/// A thing that is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A workspace.
    Workspace,
    /// A person.
    Person,
    /// A supplier.
    Supplier,
    /// A site.
    Site,
    /// An inspection.
    Inspection,
    /// A question.
    Question,
    /// A finding.
    Finding,
    /// A photo.
    Photo,
    /// An entry of a register.
    Entry,
    /// An import that was interrupted.
    Import,
    /// A checklist.
    Checklist,
    /// A rule set.
    RuleSet,
    /// The record inside a report.
    Record,
}

impl Thing {
    /// The code, for messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Person => "person",
            Self::Supplier => "supplier",
            Self::Site => "site",
            Self::Inspection => "inspection",
            Self::Question => "question",
            Self::Finding => "finding",
            Self::Photo => "photo",
            Self::Entry => "entry",
            Self::Import => "import",
            Self::Checklist => "checklist",
            Self::RuleSet => "rule_set",
            Self::Record => "record",
        }
    }
}

/// Why an operation failed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Words that are none of the command line.
    #[error("{reason}")]
    WrongUse {
        /// What the parser says.
        reason: String,
    },
    /// Another process writes in the workspace.
    #[error("the workspace {root} is in use by {holder}", root = root.display())]
    WorkspaceInUse {
        /// The workspace.
        root: PathBuf,
        /// What the other process says about itself.
        holder: String,
    },
    /// No key is unlocked.
    #[error("no key is unlocked")]
    Locked,
    /// Nobody has a key in this workspace yet.
    #[error("nobody has a key here yet")]
    Nobody,
    /// A passphrase too short to protect a key.
    #[error("the passphrase is too short")]
    PassphraseTooShort,
    /// Something that must be given is missing.
    #[error("`{field}` is missing")]
    Missing {
        /// The field's code.
        field: &'static str,
    },
    /// Not the two letters of a country.
    #[error("`{code}` is not a country code of two letters")]
    Country {
        /// What was given.
        code: String,
    },
    /// The last day lies before the first.
    #[error("the last day lies before the first")]
    DatesReversed,
    /// Something does not exist.
    #[error("there is no such {}", thing.code())]
    NotFound {
        /// What.
        thing: Thing,
        /// How it was named.
        name: String,
    },
    /// Another supplier of that country has this registration number.
    #[error("another supplier has this registration number: {name}")]
    DuplicateSupplier {
        /// Its name.
        name: String,
    },
    /// A registration number that cannot be right.
    #[error(transparent)]
    Registration(#[from] RegistrationProblem),
    /// The inspection does not allow it now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something stands in the way of a seal.
    #[error("{} things stand in the way of the seal", .0.len())]
    Blocked(Vec<Blocker>),
    /// There is nothing to take back or to do again.
    #[error("there is nothing to undo or redo")]
    NothingToUndo,
    /// A photo or another file for an interview, of which nothing is kept but what is written down.
    #[error("no photo or file is kept of an interview ({code})")]
    Interview {
        /// The code of the question.
        code: String,
    },
    /// A report that does not exist as the copy that was asked for.
    #[error("this report does not exist as this copy")]
    NoSuchCopy,
    /// A value that does not fit its question.
    #[error(transparent)]
    Answer(#[from] AnswerProblem),
    /// A checklist that no spreadsheet can hold.
    #[error(transparent)]
    Spreadsheet(WriteProblem),
    /// A checklist that cannot be used.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A file that is no workbook.
    #[error("{}: {problem}", path.display())]
    Workbook {
        /// The file.
        path: PathBuf,
        /// What keeps it from being one.
        problem: ReadProblem,
    },
    /// A rule set or another file of ours that cannot be read.
    #[error("{what}")]
    Unreadable {
        /// What.
        what: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// JSON from outside that is not as its schema says.
    #[error("{}", field.as_deref().unwrap_or("JSON"))]
    Json {
        /// The field whose value does not fit; none where the reason names it.
        field: Option<String>,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// Something is wrong at a place in what was handed in.
    #[error("{place}")]
    At {
        /// Where.
        place: Place,
        /// What.
        #[source]
        source: Box<AppError>,
    },
    /// A file or folder that cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A folder, a pipe or a device where a file is needed.
    #[error("{path} is not a file", path = path.display())]
    NotAFile {
        /// Which.
        path: PathBuf,
    },
    /// The file or folder is there already and would be overwritten.
    #[error("{path} exists already", path = path.display())]
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// A backup that is not one, or is not whole.
    #[error("the backup {path} cannot be used: {reason}", path = path.display())]
    BadBackup {
        /// Which.
        path: PathBuf,
        /// Why, in technical words.
        reason: String,
    },
    /// A workspace that a check found not to be sound.
    #[error("the workspace is not sound: {0:?}")]
    Unsound(Box<CheckReport>),
    /// Cancelled by the person.
    #[error("cancelled")]
    Cancelled,
    /// The record inside a report.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// From the store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// From the evidence.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// From a camera.
    #[error(transparent)]
    Camera(#[from] CameraError),
    /// From the signature.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// From the PDF reader or writer.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// From the report.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A value that cannot be written.
    #[error(transparent)]
    Canonical(#[from] crate::domain::CanonicalError),
}

impl AppError {
    /// A failed file operation.
    #[must_use]
    pub fn file(path: &Path, source: io::Error) -> Self {
        Self::File { path: path.to_owned(), source }
    }

    /// The same error with the place where it was met.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self::At { place, source: Box::new(self) }
    }

    /// Whether what an opened workspace holds is at fault: its database, or what its log rests on.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Store(error) => error.is_damage(),
            Self::Template(_) | Self::Unreadable { .. } => true,
            Self::NotFound { thing, .. } => *thing != Thing::Workspace,
            Self::WrongUse { .. }
            | Self::WorkspaceInUse { .. }
            | Self::Locked
            | Self::Nobody
            | Self::PassphraseTooShort
            | Self::Missing { .. }
            | Self::Country { .. }
            | Self::DatesReversed
            | Self::DuplicateSupplier { .. }
            | Self::Registration(_)
            | Self::Refused(_)
            | Self::Blocked(_)
            | Self::NothingToUndo
            | Self::Interview { .. }
            | Self::NoSuchCopy
            | Self::Answer(_)
            | Self::Json { .. }
            | Self::At { .. }
            | Self::File { .. }
            | Self::NotAFile { .. }
            | Self::Workbook { .. }
            | Self::Exists { .. }
            | Self::BadBackup { .. }
            | Self::Unsound(_)
            | Self::Cancelled
            | Self::Record(_)
            | Self::Evidence(_)
            | Self::Camera(_)
            | Self::Signature(_)
            | Self::Pdf(_)
            | Self::Report(_)
            | Self::Canonical(_)
            | Self::Spreadsheet(_) => false,
        }
    }

    /// Something that does not exist.
    #[must_use]
    pub fn not_found(thing: Thing, name: impl ToString) -> Self {
        Self::NotFound { thing, name: name.to_string() }
    }
}
