//! Verify a report: the signature first, then whether the record inside is what was sealed.

use super::extract::read_record;
use crate::app::job::{Finish, Job, JobKind, Progress, Step};
use crate::app::{App, AppError, Changes, Outcome, input};
use crate::domain::{Digest, Moment, Record};
use crate::signature::{TrustStore, Verdict, VerdictCode, verify};
use std::io;
use std::path::{Path, PathBuf};

/// What the record inside a report is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordFinding {
    /// The file carries no record: it is not a Fieldseal report.
    Absent,
    /// It carries one that cannot be read, with the reason.
    Unreadable(String),
    /// The seal digest does not belong to the manifest inside.
    SealMismatch,
    /// Items that the seal does not hold, by kind and identifier.
    UnsealedItems(Vec<String>),
    /// Every item inside is held by the seal.
    Sealed(Box<RecordSummary>),
}

/// What a sealed record says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSummary {
    /// The number printed on every page.
    pub report_number: String,
    /// Which revision.
    pub revision: u32,
    /// Which copy.
    pub copy: crate::domain::RecordCopy,
    /// The seal.
    pub seal_digest: Digest,
    /// How many items it shows.
    pub items: usize,
}

/// What a report is worth.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The file.
    pub path: PathBuf,
    /// What the signatures say.
    pub verdict: Verdict,
    /// What the record says.
    pub record: RecordFinding,
}

impl Verification {
    /// Whether the signature holds and the record is what was sealed.
    #[must_use]
    pub fn is_genuine(&self) -> bool {
        self.is_signature_genuine() && matches!(self.record, RecordFinding::Sealed(_) | RecordFinding::Absent)
    }

    fn is_signature_genuine(&self) -> bool {
        matches!(self.verdict.code, VerdictCode::GenuineTrusted | VerdictCode::GenuineSignerUnknown)
    }

    /// 0 genuine and the signer trusted, 4 genuine but the signer not known here, 1 anything else.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        if self.is_genuine() { self.verdict.exit_code() } else { 1 }
    }

    /// The reason as a stable code; the signature's, unless only the record is wrong.
    #[must_use]
    pub fn code(&self) -> &'static str {
        if !self.is_signature_genuine() {
            return self.verdict.code.as_str();
        }
        match self.record {
            RecordFinding::Absent | RecordFinding::Sealed(_) => self.verdict.code.as_str(),
            RecordFinding::Unreadable(_) => "record_unreadable",
            RecordFinding::SealMismatch => "record_seal_mismatch",
            RecordFinding::UnsealedItems(_) => "record_not_sealed",
        }
    }
}

/// Verifies a file against certificates that are trusted.
///
/// # Errors
/// When the file cannot be read at all; everything that is wrong inside it is part of the verification.
pub fn verify_file(
    path: &Path,
    trust: &TrustStore,
    now: Moment,
    progress: &mut dyn Progress,
) -> Result<Verification, AppError> {
    let mut file = input::open(path)?;
    let verdict = verify(&mut file, trust, now, &mut |done, total| progress.step(Step { done, total }))?;
    let record = match read_record(path) {
        Ok(None) => RecordFinding::Absent,
        Ok(Some(bytes)) => judge(&bytes),
        Err(error) => RecordFinding::Unreadable(error.to_string()),
    };
    Ok(Verification { path: path.to_owned(), verdict, record })
}

/// Whether all items of a record are held by its seal.
fn judge(bytes: &[u8]) -> RecordFinding {
    let record = match Record::parse(bytes) {
        Ok(record) => record,
        Err(error) => return RecordFinding::Unreadable(error.to_string()),
    };
    if record.manifest.digest().ok() != Some(record.seal_digest) {
        return RecordFinding::SealMismatch;
    }
    let template = Digest::of(record.template.as_bytes());
    let rule_set = Digest::of(record.rule_set.as_bytes());
    if template != record.manifest.template_digest || rule_set != record.manifest.rule_set_digest {
        return RecordFinding::SealMismatch;
    }
    let unsealed = record.unsealed_items();
    if !unsealed.is_empty() {
        return RecordFinding::UnsealedItems(
            unsealed.iter().map(|item| format!("{:?} {}", item.kind, item.id)).collect(),
        );
    }
    RecordFinding::Sealed(Box::new(RecordSummary {
        report_number: record.report_number,
        revision: record.revision,
        copy: record.copy,
        seal_digest: record.seal_digest,
        items: record.items.len(),
    }))
}

/// The certificates in PEM files.
///
/// # Errors
/// When a file cannot be read or holds no certificate.
pub fn trust_from_files(files: &[PathBuf]) -> Result<TrustStore, AppError> {
    let mut trust = TrustStore::default();
    for path in files {
        let pem = io::read_to_string(input::open(path)?).map_err(|source| AppError::file(path, source))?;
        trust.add_pem(&pem)?;
    }
    Ok(trust)
}

/// Verifies as a job; the people of this workspace are trusted.
pub fn job(app: &App, path: PathBuf) -> Job {
    let people = app.store.people();
    let now = app.environment.now();
    let work = move |progress: &mut dyn Progress, emit: &mut dyn FnMut(Finish)| {
        let mut trust = TrustStore::default();
        for person in people? {
            trust.add_pem(&person.certificate_pem)?;
        }
        let verification = verify_file(&path, &trust, now, progress)?;
        emit(Box::new(move |_| {
            Ok(Changes { outcome: Outcome::Verified(Box::new(verification)), ..Changes::default() })
        }));
        Ok(())
    };
    Job { kind: JobKind::Verify, work: Box::new(work) }
}
