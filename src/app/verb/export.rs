//! Export: write the report, sign it, verify what was written, and only then give it its name.

use super::verify::{Verification, verify_file};
use crate::app::job::{Finish, Job, JobKind, Progress, Step};
use crate::app::record::RecordRequest;
use crate::app::view::InspectionParts;
use crate::app::workspace::{part_of, publish};
use crate::app::{App, AppError, Outcome, VERSION};
use crate::domain::{
    Digest, EventBody, InspectionId, Moment, Person, RecordCopy, Refusal, Rendition, ReportKind, ReportLanguages,
    ReportRequest, canonical_json,
};
use crate::evidence::ContentStore;
use crate::form::{Evaluation, Facts, evaluate};
use crate::report::{PagePlace, PhotoSource, ReportInput, ReportOutput, ReportPhoto, write_report};
use crate::signature::{CertifyOptions, FieldPlace, Identity, TrustStore, certify};
use crate::words::Words;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

/// A report that was written, signed and verified.
#[derive(Debug)]
pub struct Exported {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// Its number of pages.
    pub pages: usize,
    /// Its SHA-256.
    pub digest: Digest,
    /// Characters that no font has, printed as their code points.
    pub missing_characters: Vec<char>,
    /// What our own verifier says about the finished file.
    pub verification: Verification,
}

impl Exported {
    /// The missing characters as people look them up, `U+1F600 U+1F601`; none when every character has a font.
    #[must_use]
    pub fn missing_code_points(&self) -> Option<String> {
        let points: Vec<_> = self.missing_characters.iter().map(|one| format!("U+{:04X}", u32::from(*one))).collect();
        (!points.is_empty()).then(|| points.join(" "))
    }
}

/// All that the work needs, taken out of the workspace before it starts.
struct Work {
    parts: InspectionParts,
    site_evaluation: Option<Evaluation>,
    report: ReportRequest,
    revision: u32,
    record_json: Vec<u8>,
    seal_digest: Digest,
    person: Person,
    identity: Arc<Identity>,
    photos: Arc<ContentStore>,
    path: PathBuf,
    now: Moment,
}

/// Prepares an export; the work runs beside the workspace.
///
/// # Errors
/// A refusal before the seal that the report needs; [`AppError::Exists`] rather than overwrite.
pub fn job(app: &mut App, id: InspectionId, report: ReportRequest, to: Option<PathBuf>) -> Result<Job, AppError> {
    let ReportRequest { kind, copy, languages } = report;
    if !kind.copies().contains(&copy) {
        return Err(AppError::NoSuchCopy);
    }
    let session = app.session()?.clone();
    let parts = app.parts(id)?;
    let inspection = Arc::clone(&parts.inspection);
    let seal = match kind {
        ReportKind::ClosingPlan => inspection.closing_seal.clone().ok_or(Refusal::NotClosed)?,
        ReportKind::Inspection => inspection.report_seal.clone().ok_or(Refusal::NotSealed)?,
    };
    let earlier = inspection.exports.iter().filter(|export| export.copy == copy).count();
    let revision = u32::try_from(earlier).unwrap_or(u32::MAX - 1) + 1;
    let now = app.environment.now();
    let site_evaluation = (copy == RecordCopy::Site).then(|| {
        let facts = Facts::of(&inspection, now.local_date()).for_copy(RecordCopy::Site);
        evaluate(&parts.template, &parts.rule_set, &facts)
    });
    let request = RecordRequest { inspection_id: id, kind, copy, languages: languages.all(), revision };
    let record = app.record(request, &seal, site_evaluation.as_ref())?;
    let name = file_name(&inspection.plan.number, report, revision);
    let path = to.unwrap_or_else(|| app.folder.exports().join(name));
    if path.exists() {
        return Err(AppError::Exists { path });
    }
    let work = Work {
        site_evaluation,
        parts,
        report,
        revision,
        record_json: canonical_json(&record)?,
        seal_digest: record.seal_digest,
        person: session.person,
        identity: session.identity,
        photos: app.photos(),
        path,
        now,
    };
    let run = move |progress: &mut dyn Progress, emit: &mut dyn FnMut(Finish)| {
        let exported = export(&work, progress)?;
        let language = match work.report.languages {
            ReportLanguages::One(language) => Some(language),
            ReportLanguages::Both => None,
        };
        let (revision, copy) = (work.revision, work.report.copy);
        emit(Box::new(move |app| {
            let file_name = exported.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let digest = exported.digest;
            let body = EventBody::ReportExported { revision, copy, language, digest, file_name };
            let mut changes = app.commit_inspection(id, vec![body])?;
            changes.outcome = Outcome::Exported(Box::new(exported));
            Ok(changes)
        }));
        Ok(())
    };
    Ok(Job { kind: JobKind::Export, work: Box::new(run) })
}

/// Writes, signs and verifies; the final name appears only for a whole and durable file.
fn export(work: &Work, progress: &mut dyn Progress) -> Result<Exported, AppError> {
    let part = part_of(&work.path);
    if let Some(folder) = work.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|source| AppError::file(folder, source))?;
    }
    let outcome = write_and_sign(work, &part, progress);
    if outcome.is_err() {
        // The unfinished file is of no use; when it cannot be removed, the error that matters is still the first.
        fs::remove_file(&part).ok();
    }
    let output = outcome?;
    publish(&part, &work.path)?;
    let trust = trusting(&work.person)?;
    let verification = verify_file(&work.path, &trust, work.now, progress)?;
    let (digest, size_bytes) = digest_of(&work.path)?;
    Ok(Exported {
        path: work.path.clone(),
        size_bytes,
        pages: output.pages,
        digest,
        missing_characters: output.missing_characters,
        verification,
    })
}

fn trusting(person: &Person) -> Result<TrustStore, AppError> {
    let mut trust = TrustStore::default();
    trust.add_pem(&person.certificate_pem)?;
    Ok(trust)
}

fn write_and_sign(work: &Work, part: &PathBuf, progress: &mut dyn Progress) -> Result<ReportOutput, AppError> {
    let failed = |source| AppError::file(part, source);
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(part);
    let mut file = open.map_err(failed)?;
    let input = ReportInput {
        kind: work.report.kind,
        copy: work.report.copy,
        languages: work.report.languages,
        inspection: &work.parts.inspection,
        template: &work.parts.template,
        evaluation: work.site_evaluation.as_ref().unwrap_or(&work.parts.evaluation),
        rule_set: &work.parts.rule_set,
        supplier: &work.parts.supplier,
        site: &work.parts.site,
        lead_auditor: &work.person,
        certificate_fingerprint: work.identity.fingerprint(),
        record_json: &work.record_json,
        seal_digest: Some(work.seal_digest),
        revision: work.revision,
        generated_at: work.now,
        app_version: VERSION,
    };
    let mut buffered = BufWriter::with_capacity(1 << 20, &mut file);
    let photos = Photos(&work.photos);
    let output = write_report(&input, &photos, &mut buffered, &mut |step| {
        progress.step(Step { done: step.done, total: step.total })
    })?;
    buffered.flush().map_err(failed)?;
    drop(buffered);
    let words = Words::of(work.person.language);
    let place = |name: &str, place: PagePlace| FieldPlace {
        name: name.to_owned(),
        tooltip: words.get(&format!("signature-field-{name}")),
        page_index: place.page_index,
        rect_pt: place.rect_pt,
        appearance: Vec::new(),
    };
    let options = CertifyOptions {
        signed_at: work.now,
        signer_name: work.person.name.clone(),
        reason: Some(work.parts.inspection.plan.number.clone()),
        location: Some(work.parts.site.name.clone()),
        signature_place: place("auditor", output.signature_places.auditor),
        supervisor_place: output.signature_places.supervisor.map(|at| place("supervisor", at)),
    };
    certify(&mut file, &work.identity, &options, &mut |_, _| ControlFlow::Continue(()))?;
    file.sync_all().map_err(failed)?;
    Ok(output)
}

/// Photos of the workspace as the report reads them.
struct Photos<'a>(&'a ContentStore);

impl PhotoSource for Photos<'_> {
    fn report_image(&self, rendition: &Rendition) -> Result<ReportPhoto, Box<dyn std::error::Error + Send + Sync>> {
        let image = self.0.drawn_report_image(rendition)?;
        Ok(ReportPhoto {
            width_px: image.width_px,
            height_px: image.height_px,
            components: image.components,
            length_bytes: image.length_bytes,
            reader: Box::new(File::open(&image.path)?),
        })
    }
}

/// `RPT-2026-0001-report-en.pdf`, with the copy where it is not the usual one and the revision from the second on.
fn file_name(number: &str, report: ReportRequest, revision: u32) -> String {
    let kind = match report.kind {
        ReportKind::ClosingPlan => "closing-plan",
        ReportKind::Inspection => "report",
    };
    let copy = if report.copy == report.kind.usual_copy() { "" } else { "-site" };
    let languages = report.languages.code();
    let revision = if revision > 1 { format!("-r{revision}") } else { String::new() };
    format!("{number}-{kind}{copy}-{languages}{revision}.pdf")
}

/// The SHA-256 and the size of a file, read once.
fn digest_of(path: &PathBuf) -> Result<(Digest, u64), AppError> {
    let failed = |source| AppError::file(path, source);
    let mut file = File::open(path).map_err(failed)?;
    let mut hash = crate::domain::StreamHash::new();
    let mut buffer = vec![0; 1 << 20];
    let mut size_bytes = 0;
    loop {
        let read = file.read(&mut buffer).map_err(failed)?;
        if read == 0 {
            return Ok((hash.finish(), size_bytes));
        }
        hash.update(&buffer[..read]);
        size_bytes += read as u64;
    }
}
