//! The one place that turns an error into words: what happened, what it means for the data, what to do.

use super::input::Place;
use super::{AppError, Thing};
use crate::domain::{MOST_CHARACTERS, Refusal, RegistrationProblem};
use crate::signature::SignatureError;
use crate::words::{Value, Words};
use std::error::Error;

/// An error in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable code, for scripts and for help.
    pub code: String,
    /// What happened.
    pub what: String,
    /// What it means for the data.
    pub means: String,
    /// What to do.
    pub to_do: String,
    /// The chain of technical causes, for a report to us.
    pub details: String,
}

impl Problem {
    /// The words for `error`.
    #[must_use]
    pub fn of(error: &AppError, words: Words) -> Self {
        if let AppError::At { place, source } = error {
            let problem = Self::of(source, words);
            return Self { what: said_at(place, &problem.what, words), details: chain(error), ..problem };
        }
        let code = error.code();
        let details = if let AppError::Blocked(blockers) = error {
            blockers.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        } else {
            chain(error)
        };
        let values = values(error, words);
        let mut named: Vec<(&'static str, Value<'_>)> =
            values.iter().map(|(name, text)| (*name, Value::Text(text))).collect();
        named.push(("detail", Value::Text(&details)));
        let part = |part: &str| {
            let own = format!("problem-{code}-{part}");
            if words.has(&own) {
                words.with(&own, &named)
            } else {
                words.with(&format!("problem-other-{part}"), &named)
            }
        };
        Self { what: part("what"), means: part("means"), to_do: part("do"), code, details }
    }

    /// All three parts as one text.
    #[must_use]
    pub fn text(&self) -> String {
        [&self.what, &self.means, &self.to_do].map(|part| part.as_str()).join("\n")
    }
}

impl AppError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::WrongUse { .. } => "wrong_use".to_owned(),
            Self::WorkspaceInUse { .. } => "workspace_in_use".to_owned(),
            Self::Locked => "locked".to_owned(),
            Self::Nobody => "nobody".to_owned(),
            Self::PassphraseTooShort => "passphrase_too_short".to_owned(),
            Self::Missing { .. } => "missing".to_owned(),
            Self::Country { .. } => "country".to_owned(),
            Self::DatesReversed => "dates_reversed".to_owned(),
            Self::NotFound { .. } => "not_found".to_owned(),
            Self::DuplicateSupplier { .. } => "duplicate_supplier".to_owned(),
            Self::Registration(problem) => format!("registration-{}", registration_code(*problem)),
            Self::Refused(refusal) => format!("refused-{}", refusal_code(*refusal)),
            Self::Blocked(_) => "blocked".to_owned(),
            Self::NothingToUndo => "nothing_to_undo".to_owned(),
            Self::Interview { .. } => "interview".to_owned(),
            Self::NoSuchCopy => "no_such_copy".to_owned(),
            Self::Answer(problem) => format!("answer-{}", problem.code()),
            Self::Template(_) => "template".to_owned(),
            Self::Spreadsheet(_) => "spreadsheet".to_owned(),
            Self::Unreadable { .. } => "unreadable".to_owned(),
            Self::Json { .. } => "json".to_owned(),
            Self::At { source, .. } => source.code(),
            Self::File { source, .. } => format!("file-{}", io_code(source)),
            Self::NotAFile { .. } => "not_a_file".to_owned(),
            Self::Workbook { problem, .. } => format!("workbook-{}", problem.code()),
            Self::Exists { .. } => "exists".to_owned(),
            Self::BadBackup { .. } => "bad_backup".to_owned(),
            Self::Unsound(_) => "unsound".to_owned(),
            Self::Cancelled => "cancelled".to_owned(),
            Self::Record(_) | Self::Signature(_) | Self::Pdf(_) | Self::Report(_) if is_disk_full(self) => {
                "disk_full".to_owned()
            }
            Self::Record(_) => "record".to_owned(),
            Self::Store(error) => format!("store-{}", error.code()),
            Self::Evidence(error) => format!("evidence-{}", error.code()),
            Self::Camera(error) => format!("camera-{}", error.code()),
            Self::Signature(SignatureError::WrongPassphrase) => "signature-wrong_passphrase".to_owned(),
            Self::Signature(_) => "signature".to_owned(),
            Self::Pdf(_) => "pdf".to_owned(),
            Self::Report(_) => "report".to_owned(),
            Self::Canonical(_) => "canonical".to_owned(),
        }
    }
}

const fn registration_code(problem: RegistrationProblem) -> &'static str {
    match problem {
        RegistrationProblem::Missing => "missing",
        RegistrationProblem::Length { .. } => "length",
        RegistrationProblem::Character { .. } => "character",
        RegistrationProblem::CheckCharacter { .. } => "check_character",
    }
}

const fn refusal_code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Sealed => "sealed",
        Refusal::ClosingSealed => "closing_sealed",
        Refusal::Cancelled => "cancelled",
        Refusal::NotClosed => "not_closed",
        Refusal::NotSealed => "not_sealed",
        Refusal::Unknown => "unknown",
        Refusal::IncompleteFinding => "incomplete_finding",
        Refusal::ReasonMissing => "reason_missing",
        Refusal::WordsMissing => "words_missing",
        Refusal::OverlayTooLarge => "overlay_too_large",
        Refusal::CriticalLowered => "critical_lowered",
        Refusal::CriticalWithdrawn => "critical_withdrawn",
        Refusal::RaisedTooFar => "raised_too_far",
        Refusal::LoweredTooFar => "lowered_too_far",
        Refusal::GradeReasonMissing => "grade_reason_missing",
        Refusal::LoweredWithoutEvidence => "lowered_without_evidence",
        Refusal::NothingToPropose => "nothing_to_propose",
        Refusal::RepeatsSensitive => "repeats_sensitive",
        Refusal::ContainmentIncomplete => "containment_incomplete",
        Refusal::ImplausibleDate => "implausible_date",
        Refusal::MeetingsReversed => "meetings_reversed",
        Refusal::TextTooLong => "text_too_long",
        Refusal::PersonDaysWrong => "person_days_wrong",
        Refusal::CertificateUnnamed => "certificate_unnamed",
        Refusal::ExclusionIncomplete => "exclusion_incomplete",
        Refusal::InterestsUnsaid => "interests_unsaid",
        Refusal::IncompleteEntry => "incomplete_entry",
        Refusal::Misplaced => "misplaced",
    }
}

/// What kind of failure the operating system reported.
#[expect(clippy::wildcard_enum_match_arm, reason = "the kinds are the standard library's and grow")]
fn io_code(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "not_found",
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => "read_only",
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => "disk_full",
        Kind::IsADirectory | Kind::NotADirectory => "not_a_file",
        _ => "other",
    }
}

/// Whether somewhere behind the error the disk is full: a report or a record cannot be written then.
fn is_disk_full(error: &AppError) -> bool {
    let mut source: Option<&dyn Error> = Some(error);
    while let Some(error) = source {
        if error.downcast_ref::<std::io::Error>().is_some_and(|error| io_code(error) == "disk_full") {
            return true;
        }
        source = error.source();
    }
    false
}

/// The values that a message may name.
fn values(error: &AppError, words: Words) -> Vec<(&'static str, String)> {
    let thing = |thing: &Thing| words.get(&format!("thing-{}", thing.code()));
    match error {
        AppError::WorkspaceInUse { root, holder } => {
            vec![("path", root.display().to_string()), ("holder", holder.clone())]
        }
        AppError::Missing { field } => vec![("field", words.get(&format!("field-{field}")))],
        AppError::NotFound { thing: what, name } => vec![("thing", thing(what)), ("name", name.clone())],
        AppError::Country { code: name } | AppError::DuplicateSupplier { name } => vec![("name", name.clone())],
        AppError::Registration(RegistrationProblem::Length { length }) => vec![("length", length.to_string())],
        AppError::Registration(RegistrationProblem::Character { character }) => {
            vec![("character", character.to_string())]
        }
        AppError::Registration(RegistrationProblem::CheckCharacter { expected }) => {
            vec![("character", expected.to_string())]
        }
        AppError::Interview { code } => vec![("code", code.clone())],
        AppError::Evidence(error) => error.values(),
        AppError::Store(error) => error.values(),
        AppError::Refused(Refusal::TextTooLong) => vec![("most", MOST_CHARACTERS.to_string())],
        AppError::Blocked(blockers) => vec![("count", blockers.len().to_string())],
        AppError::Template(error) => {
            use crate::form::TemplateError;
            let count = match error {
                TemplateError::Workbook(_) => 1,
                TemplateError::Problems(problems) => problems.len(),
            };
            vec![("count", count.to_string())]
        }
        AppError::File { path, .. }
        | AppError::NotAFile { path }
        | AppError::Workbook { path, .. }
        | AppError::Exists { path }
        | AppError::BadBackup { path, .. } => vec![("path", path.display().to_string())],
        AppError::Registration(RegistrationProblem::Missing)
        | AppError::WrongUse { .. }
        | AppError::Locked
        | AppError::Nobody
        | AppError::PassphraseTooShort
        | AppError::DatesReversed
        | AppError::Refused(_)
        | AppError::NothingToUndo
        | AppError::NoSuchCopy
        | AppError::Answer(_)
        | AppError::Unreadable { .. }
        | AppError::Json { .. }
        | AppError::At { .. }
        | AppError::Unsound(_)
        | AppError::Cancelled
        | AppError::Record(_)
        | AppError::Signature(_)
        | AppError::Pdf(_)
        | AppError::Report(_)
        | AppError::Camera(_)
        | AppError::Canonical(_) => Vec::new(),
        AppError::Spreadsheet(problem) => vec![("detail", problem.to_string())],
    }
}

/// What happened, after the place where it did.
fn said_at(place: &Place, what: &str, words: Words) -> String {
    let text = Value::Text;
    match place {
        Place::File(path) => {
            let path = path.display().to_string();
            words.with("problem-at-file", &[("path", text(&path)), ("what", text(what))])
        }
        Place::Entry(path, number) => {
            let (path, number) = (path.display().to_string(), number.to_string());
            words.with("problem-at-entry", &[("path", text(&path)), ("number", text(&number)), ("what", text(what))])
        }
        Place::Line(number) => {
            // The parser counts lines too; seen from here, it read only one.
            let what = what.replacen(" at line 1 column ", " at column ", 1);
            let number = number.to_string();
            words.with("problem-at-line", &[("number", text(&number)), ("what", text(&what))])
        }
    }
}

/// The error and its sources, outermost first.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text.push_str(": ");
            text.push_str(&next);
        }
        source = error.source();
    }
    text
}
