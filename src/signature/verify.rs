//! Verifying: every signature of a file, what it covers, who made it, and what was changed afterwards.

use super::byte_range::{self, Coverage};
use super::certificate::{self, CertificateFacts, Validity};
use super::changes::{self, Locks, Rules};
use super::cms_check::{self, Message};
use super::code::{Problem, VerdictCode};
use super::error::SignatureError;
use super::field;
use super::pdf_date;
use super::trust::TrustStore;
use super::verdict::{ChangeGrade, SignatureKind, SignatureVerdict, Trust, Verdict};
use crate::domain::Moment;
use crate::pdf::{Dictionary, Indirect, Object, PdfError, Reader, Span, decode_text};
use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

/// Objects named in a verdict.
const OBJECTS_NAMED: usize = 20;

/// Verifies a file. Whatever is wrong with it is the verdict; memory does not grow with it.
///
/// `progress` hears how many bytes of how many were hashed, over all signatures, and may break off.
///
/// # Errors
/// [`SignatureError::Io`] when reading fails, [`SignatureError::Cancelled`].
pub fn verify<F: Read + Seek>(
    mut file: F,
    trust: &TrustStore,
    now: Moment,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Verdict, SignatureError> {
    let length = file.seek(SeekFrom::End(0))?;
    match Reader::open(file).map_err(SignatureError::from).and_then(|mut reader| {
        let mut check = Check { reader: &mut reader, trust, now, progress, hashed: 0, to_hash: 0 };
        check.run()
    }) {
        Err(SignatureError::Pdf(error)) => refused(error, length),
        verdict => verdict,
    }
}

/// The verdict on a file that cannot be read to the end.
fn refused(error: PdfError, length: u64) -> Result<Verdict, SignatureError> {
    let (code, damaged_at) = match error {
        PdfError::Io(error) => return Err(SignatureError::Io(error)),
        PdfError::NotPdf => (VerdictCode::NotPdf, None),
        PdfError::Encrypted => (VerdictCode::Encrypted, None),
        PdfError::TooComplex { .. } => (VerdictCode::TooComplex, None),
        PdfError::Damaged { at, .. } => (VerdictCode::Damaged, Some(at)),
        PdfError::Unsupported { .. } | PdfError::Incomplete { .. } => (VerdictCode::Damaged, None),
    };
    let mut verdict = Verdict::without_signatures(code, length);
    verdict.damaged_at = damaged_at;
    Ok(verdict)
}

/// A signature as found in the form.
struct Found {
    field: String,
    value: Indirect,
    /// Whether the newest revision still has it.
    present: bool,
}

struct Check<'a, R> {
    reader: &'a mut Reader<R>,
    trust: &'a TrustStore,
    now: Moment,
    progress: &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    hashed: u64,
    to_hash: u64,
}

impl<R: Read + Seek> Check<'_, R> {
    fn run(&mut self) -> Result<Verdict, SignatureError> {
        let (found, empty_fields) = self.find()?;
        let mut covered = Vec::new();
        for signature in found {
            let coverage = byte_range::check(self.reader, &signature.value)?;
            self.to_hash += coverage.map_or(0, |coverage| coverage.end - coverage.gap.len());
            covered.push((signature, coverage));
        }
        let mut signatures = Vec::new();
        for (signature, coverage) in &covered {
            signatures.push(self.signature(signature, *coverage)?);
        }
        signatures.sort_by_key(|signature| signature.covered_bytes);
        let worst = signatures.iter().map(|signature| signature.code).max();
        let trailing = self.reader.trailing();
        // A file that goes on behind its last revision and has no signature is likely to have lost the rest.
        let cut = worst.is_none() && !trailing.is_empty();
        let unsigned = if cut { VerdictCode::Damaged } else { VerdictCode::NotSigned };
        Ok(Verdict {
            code: worst.unwrap_or(unsigned),
            signatures,
            empty_fields,
            file_bytes: self.reader.length(),
            revisions: self.reader.revisions().len(),
            bytes_after_end: trailing.len(),
            damaged_at: cut.then_some(trailing.start),
        })
    }

    /// The signatures of all revisions, and the fields that the newest one leaves empty.
    fn find(&mut self) -> Result<(Vec<Found>, Vec<String>), SignatureError> {
        let newest = self.reader.newest();
        let mut found = Vec::new();
        let mut empty = Vec::new();
        let mut seen = HashSet::new();
        for revision in (0..=newest).rev() {
            let fields = match field::fields(self.reader, revision) {
                Ok(fields) => fields,
                Err(PdfError::Io(error)) => return Err(error.into()),
                Err(error) if revision == newest => return Err(error.into()),
                // A revision that nobody sees any more may be broken; the signatures on it then do not match.
                Err(_) => continue,
            };
            for field in fields.into_iter().filter(field::Field::is_signature) {
                if revision == newest && field.is_empty_signature() {
                    empty.push(field.name.clone());
                }
                let Some(value) = self.value(revision, &field)? else { continue };
                if seen.insert((value.id, value.location.map(|span| span.start))) {
                    found.push(Found { field: field.name, value, present: revision == newest });
                }
            }
        }
        Ok((found, empty))
    }

    fn value(&mut self, revision: usize, field: &field::Field) -> Result<Option<Indirect>, SignatureError> {
        match field.dictionary.get("V") {
            None | Some(Object::Null) => Ok(None),
            Some(Object::Reference(id)) => {
                let value = self.reader.get_at(revision, *id)?;
                Ok((!value.object.is_null()).then_some(value))
            }
            // A direct value has no place of its own, so nothing can be said to be exactly it.
            Some(direct) => {
                let value = Indirect { id: field.id, object: direct.clone(), stream: None, location: None, revision };
                Ok(Some(value))
            }
        }
    }

    fn signature(
        &mut self,
        found: &Found,
        coverage: Result<Coverage, Problem>,
    ) -> Result<SignatureVerdict, SignatureError> {
        let empty = Dictionary::new();
        let dictionary = found.value.dictionary().unwrap_or(&empty).clone();
        let rules = self.rules(&dictionary)?;
        let mut verdict = described(found, &dictionary, rules.permits);
        let mut problems = Vec::new();
        match coverage {
            Ok(coverage) => {
                verdict.covered_bytes = coverage.end;
                verdict.covers_whole_file = coverage.whole_file;
                verdict.revision = coverage.revision.map(|revision| revision + 1);
                self.later(&mut verdict, coverage, &rules, &mut problems)?;
            }
            Err(problem) => problems.push(problem),
        }
        if !found.present {
            problems.push(Problem::SignatureRemoved);
        }
        if self.reader.revisions().iter().any(|revision| revision.hybrid) {
            problems.push(Problem::HybridFile);
        }
        match message(&dictionary) {
            Ok(message) => self.message(&mut verdict, &message, coverage.ok(), &mut problems)?,
            Err(problem) => problems.push(problem),
        }
        problems.sort_unstable();
        problems.dedup();
        let unproven = |problem: &Problem| {
            *problem == Problem::DigestMismatch
                || matches!(problem.verdict(), VerdictCode::InvalidSignature | VerdictCode::UnsupportedAlgorithm)
        };
        verdict.intact = verdict.signer.is_some() && !problems.iter().any(unproven);
        let worst = problems.iter().map(|problem| problem.verdict()).max();
        verdict.code = worst.unwrap_or(VerdictCode::GenuineTrusted);
        verdict.problems = problems;
        Ok(verdict)
    }

    /// What came after the signed bytes.
    fn later(
        &mut self,
        verdict: &mut SignatureVerdict,
        coverage: Coverage,
        rules: &SignatureRules,
        problems: &mut Vec<Problem>,
    ) -> Result<(), SignatureError> {
        if coverage.whole_file {
            return Ok(());
        }
        if !self.reader.trailing().is_empty() {
            problems.push(Problem::BytesAfterEnd);
        }
        let Some(revision) = coverage.revision else {
            problems.push(Problem::RevisionNotCovered);
            verdict.changes_after = ChangeGrade::Other;
            return Ok(());
        };
        if self.reaches_outside(revision, coverage.end) {
            problems.push(Problem::ObjectOutside);
        }
        let changes = changes::after(self.reader, revision, &rules.changes)?;
        verdict.changes_after = changes.grade;
        verdict.changed_objects =
            changes.objects.iter().take(OBJECTS_NAMED).map(|number| format!("{number} 0")).collect();
        match changes.grade {
            ChangeGrade::Nothing | ChangeGrade::TimestampsOrValidationData => {}
            ChangeGrade::FormFillingAndSignatures if rules.permits == Some(1) => {
                problems.push(Problem::MoreThanPermitted);
            }
            ChangeGrade::FormFillingAndSignatures => {}
            ChangeGrade::Other => problems.push(Problem::ChangedAfterSigning),
        }
        Ok(())
    }

    /// Whether the signed revision names objects that lie behind its end, where anyone could have put them.
    fn reaches_outside(&self, revision: usize, end: u64) -> bool {
        use crate::pdf::Entry;
        self.reader.entries(revision).values().any(|entry| matches!(entry, Entry::At { offset, .. } if *offset >= end))
    }

    fn message(
        &mut self,
        verdict: &mut SignatureVerdict,
        message: &Message,
        coverage: Option<Coverage>,
        problems: &mut Vec<Problem>,
    ) -> Result<(), SignatureError> {
        let signer = &message.signer;
        verdict.signer = Some(CertificateFacts::of(&signer.certificate, &signer.der));
        if let Some(coverage) = coverage {
            let digest = self.hash(message, coverage)?;
            problems.extend(message.check(&digest));
        }
        verdict.trust = self.trust.assess(signer, &message.certificates, self.now);
        if verdict.trust == Trust::Unknown {
            problems.push(Problem::SignerUnknown);
        }
        if !certificate::may_sign_documents(&signer.certificate) {
            problems.push(Problem::CertificateNotForSigning);
        }
        match certificate::validity(&signer.certificate, self.now) {
            Validity::NotYet => problems.push(Problem::CertificateNotYetValid),
            Validity::Valid => {}
            Validity::Over => problems.push(Problem::CertificateExpired),
        }
        match verdict.claimed_time.map(|claimed| certificate::validity(&signer.certificate, claimed)) {
            Some(Validity::NotYet) => problems.push(Problem::SignedBeforeValidity),
            Some(Validity::Valid) | None => {}
            Some(Validity::Over) => problems.push(Problem::SignedAfterValidity),
        }
        Ok(())
    }

    fn hash(&mut self, message: &Message, coverage: Coverage) -> Result<Vec<u8>, SignatureError> {
        let gap = coverage.gap;
        let mut out =
            Progress { hasher: message.hash.hasher(), done: self.hashed, total: self.to_hash, report: self.progress };
        for part in [Span { start: 0, end: gap.start }, Span { start: gap.end, end: coverage.end }] {
            match self.reader.copy_raw(part, &mut out) {
                Err(PdfError::Io(error)) if error.get_ref().is_some_and(|inner| inner.is::<Stopped>()) => {
                    return Err(SignatureError::Cancelled);
                }
                other => other?,
            }
        }
        self.hashed = out.done;
        Ok(out.hasher.finish())
    }

    /// What the signature itself says about later changes (ISO 32000-1 §12.8.2).
    fn rules(&mut self, signature: &Dictionary) -> Result<SignatureRules, SignatureError> {
        let newest = self.reader.newest();
        let mut rules = SignatureRules { permits: None, changes: Rules::default() };
        let Object::Array(references) = self.reader.value_at(newest, signature, "Reference")? else {
            return Ok(rules);
        };
        for reference in references.iter().take(16) {
            let Object::Dictionary(reference) = self.reader.resolve_at(newest, reference)? else { continue };
            let parameters = match self.reader.value_at(newest, &reference, "TransformParams")? {
                Object::Dictionary(parameters) => parameters,
                _ => Dictionary::new(),
            };
            if reference.is_name("TransformMethod", "DocMDP") {
                let level = parameters.integer("P").unwrap_or(2).clamp(1, 3);
                rules.permits = u8::try_from(level).ok();
                rules.changes.certified = true;
            } else if reference.is_name("TransformMethod", "FieldMDP") {
                let names = self.reader.value_at(newest, &parameters, "Fields")?;
                rules.changes.locks = locks(&parameters, &names);
            }
        }
        Ok(rules)
    }
}

struct SignatureRules {
    permits: Option<u8>,
    changes: Rules,
}

fn locks(parameters: &Dictionary, names: &Object) -> Locks {
    let names: Vec<String> = names
        .as_array()
        .unwrap_or_default()
        .iter()
        .filter_map(|name| name.as_string().map(|name| decode_text(&name.bytes)))
        .collect();
    match parameters.name("Action").map(crate::pdf::Name::to_text).as_deref() {
        Some("Include") => Locks::Only(names),
        Some("Exclude") => Locks::AllBut(names),
        // `All`, and what nobody knows.
        _ => Locks::All,
    }
}

/// Everything that the signature says of itself, before anything is checked.
fn described(found: &Found, dictionary: &Dictionary, permits: Option<u8>) -> SignatureVerdict {
    let text = |key: &str| dictionary.get(key).and_then(Object::as_string).map(|text| decode_text(&text.bytes));
    let kind = if dictionary.is_name("Type", "DocTimeStamp") || dictionary.is_name("SubFilter", "ETSI.RFC3161") {
        SignatureKind::TimeStamp
    } else if permits.is_some() {
        SignatureKind::Certification
    } else {
        SignatureKind::Approval
    };
    SignatureVerdict {
        field: found.field.clone(),
        kind,
        code: VerdictCode::InvalidSignature,
        problems: Vec::new(),
        intact: false,
        signer: None,
        trust: Trust::Unknown,
        claimed_time: text("M").and_then(|date| pdf_date::read(&date)),
        reason: text("Reason"),
        location: text("Location"),
        sub_filter: dictionary.name("SubFilter").map(crate::pdf::Name::to_text).unwrap_or_default(),
        revision: None,
        covered_bytes: 0,
        covers_whole_file: false,
        changes_after: ChangeGrade::Nothing,
        changed_objects: Vec::new(),
        permits,
    }
}

/// The message in `/Contents`, if it is of a form that is checked here.
fn message(dictionary: &Dictionary) -> Result<Message, Problem> {
    let contents = dictionary.get("Contents").and_then(Object::as_string).ok_or(Problem::ContentsMissing)?;
    match dictionary.name("SubFilter").map(crate::pdf::Name::to_text).as_deref() {
        Some("ETSI.CAdES.detached" | "adbe.pkcs7.detached") => cms_check::parse(&contents.bytes),
        // SHA-1 by definition.
        Some("adbe.pkcs7.sha1" | "adbe.x509.rsa_sha1") => Err(Problem::WeakDigest),
        _ => Err(Problem::SubFilterUnsupported),
    }
}

/// Hashes what is written and reports it.
struct Progress<'a> {
    hasher: super::algorithm::Hasher,
    done: u64,
    total: u64,
    report: &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>,
}

impl Write for Progress<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.hasher.write(bytes)?;
        self.done += count as u64;
        match (self.report)(self.done, self.total) {
            ControlFlow::Continue(()) => Ok(count),
            ControlFlow::Break(()) => Err(io::Error::other(Stopped)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Marks that the caller broke off.
#[derive(Debug, thiserror::Error)]
#[error("cancelled")]
struct Stopped;
