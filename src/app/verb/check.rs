//! Check a workspace: the database, the chain and its checkpoints, every photo, and the tables against a replay.

use crate::app::gate::summarise;
use crate::app::job::{Progress, Step};
use crate::app::{App, AppError, InterruptedImport};
use crate::domain::{Checkpoint, Digest, Inspection, InspectionSummary, Person};
use crate::evidence::Integrity;
use crate::form::{Facts, fill_in};
use crate::signature::verify_message;
use crate::store::{ChainProblem, Difference, IntegrityProblem, StoreError};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// What is wrong with one photo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhotoProblem {
    /// Its bytes are gone.
    #[error("{0} missing")]
    Missing(Digest),
    /// Its bytes are not those that were taken in.
    #[error("{0} altered")]
    Altered(Digest),
}

/// What is wrong with one checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointProblem {
    /// The log at that place is not what was signed.
    #[error("event {seq} differs from what was signed")]
    HeadDiffers {
        /// The place.
        seq: i64,
    },
    /// The signature is not that of the person's key.
    #[error("the signature over event {seq} is not that of a person of this workspace")]
    BadSignature {
        /// The place.
        seq: i64,
    },
}

/// What a check found.
#[derive(Debug, Default)]
pub struct CheckReport {
    /// What SQLite says about its file; empty when sound.
    pub database: Vec<IntegrityProblem>,
    /// What is wrong with the chain.
    pub chain: Vec<ChainProblem>,
    /// What is wrong with the signed checkpoints.
    pub checkpoints: Vec<CheckpointProblem>,
    /// What is wrong with photos.
    pub photos: Vec<PhotoProblem>,
    /// Where tables differ from a replay of the log.
    pub tables: Vec<Difference>,
    /// Imports of photos that were interrupted; nothing is wrong with them.
    pub interrupted: Vec<InterruptedImport>,
    /// Contents in the folder of photos that no event names; they are kept.
    pub unnamed: Vec<PathBuf>,
    /// Events looked at.
    pub events: u64,
    /// Photos looked at.
    pub photos_checked: usize,
    /// Checkpoints looked at.
    pub checkpoints_checked: usize,
}

impl CheckReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.database.is_empty()
            && self.chain.is_empty()
            && self.checkpoints.is_empty()
            && self.photos.is_empty()
            && self.tables.is_empty()
    }
}

/// Checks all of a workspace.
///
/// # Errors
/// When something cannot be read at all, or [`AppError::Cancelled`]; what is merely wrong is in the report.
pub fn check(app: &mut App, progress: &mut dyn Progress) -> Result<CheckReport, AppError> {
    let mut report = CheckReport { database: app.store.integrity()?, ..CheckReport::default() };
    let mut watch = |done, total| progress.step(Step { done, total });
    let chain = app.store.verify_chain(&mut watch)?;
    report.events = chain.events;
    report.chain = chain.problems;
    check_checkpoints(app, &mut report)?;
    check_photos(app, &mut report, progress)?;
    report.unnamed = unnamed(app)?;
    report.interrupted = app.interrupted_imports()?;
    report.tables = differences(app, progress)?;
    Ok(report)
}

fn check_checkpoints(app: &App, report: &mut CheckReport) -> Result<(), AppError> {
    let people: HashMap<_, Person> = app.store.people()?.into_iter().map(|person| (person.id, person)).collect();
    for signed in app.store.checkpoints()? {
        report.checkpoints_checked += 1;
        let checkpoint = signed.checkpoint;
        let seq = checkpoint.seq;
        if signed.hash_now != Some(checkpoint.hash) {
            report.checkpoints.push(CheckpointProblem::HeadDiffers { seq });
        }
        let genuine = people.get(&checkpoint.person_id).is_some_and(|person| is_signed_by(person, &checkpoint));
        if !genuine {
            report.checkpoints.push(CheckpointProblem::BadSignature { seq });
        }
    }
    Ok(())
}

fn is_signed_by(person: &Person, checkpoint: &Checkpoint) -> bool {
    let message = Checkpoint::message(checkpoint.seq, &checkpoint.hash);
    hex::decode(&checkpoint.signature_hex)
        .is_ok_and(|signature| verify_message(&person.certificate_pem, &message, &signature).is_ok())
}

fn check_photos(app: &App, report: &mut CheckReport, progress: &mut dyn Progress) -> Result<(), AppError> {
    let files = app.store.photo_files()?;
    let total = files.len() as u64;
    for (done, digest) in files.iter().map(|file| file.digest).enumerate() {
        if progress.step(Step { done: done as u64, total }).is_break() {
            return Err(AppError::Cancelled);
        }
        report.photos_checked += 1;
        match app.photos.verify(&digest)? {
            Integrity::Verified => {}
            Integrity::Missing => report.photos.push(PhotoProblem::Missing(digest)),
            Integrity::Altered { .. } => report.photos.push(PhotoProblem::Altered(digest)),
        }
    }
    Ok(())
}

/// The contents that no event names, without those that came in for an import that waits to be gone on with.
fn unnamed(app: &App) -> Result<Vec<PathBuf>, AppError> {
    let mut known: HashSet<Digest> = app.store.photo_files()?.into_iter().map(|file| file.digest).collect();
    known.extend(app.photos.arrivals()?.into_iter().map(|arrival| arrival.digest));
    let lying = app.photos.list()?.digests;
    Ok(lying.iter().filter(|digest| !known.contains(*digest)).map(|digest| app.photos.path(digest)).collect())
}

/// Where the tables differ from a replay of the log.
fn differences(app: &mut App, progress: &mut dyn Progress) -> Result<Vec<Difference>, AppError> {
    with_summaries(app, |app, summary| {
        app.store.projections_match(summary, &mut |done, total| progress.step(Step { done, total }))
    })
}

/// Does something with the log and the figures of the list that follow from it.
pub(super) fn with_summaries<T>(
    app: &mut App,
    work: impl FnOnce(&mut App, &dyn Fn(&Inspection) -> InspectionSummary) -> Result<T, StoreError>,
) -> Result<T, AppError> {
    let mut kits = HashMap::new();
    for id in app.store.inspection_ids()? {
        let loaded = app.load(id)?;
        let digest = loaded.inspection.plan.template_digest;
        kits.entry(digest).or_insert((loaded.template.clone(), loaded.rule_set.clone()));
    }
    let summary = |inspection: &Inspection| -> InspectionSummary {
        let Some((template, rule_set)) = kits.get(&inspection.plan.template_digest) else {
            return InspectionSummary::default();
        };
        let on = inspection.changed_at.local_date();
        summarise(&fill_in(template, rule_set, &Facts::of(inspection, on)).1)
    };
    Ok(work(app, &summary)?)
}
