//! Photos: take in, caption, link, take out.

use super::intake::{self, Batch};
use crate::app::command::PhotoSource;
use crate::app::environment::new_id;
use crate::app::gate::refuse_interview;
use crate::app::imports::recorded;
use crate::app::job::{Finish, Job, JobKind, Progress, Step};
use crate::app::{App, AppError, Changes, Outcome};
use crate::domain::{
    Consent, Digest, EventBody, EvidenceLink, FileKind, InspectionId, Moment, Overlay, Photo, PhotoId,
};
use crate::evidence::{ContentStore, IntakeWarning, TakenIn, Wanted};
use crate::form::Template;
use std::collections::HashSet;
use std::sync::Arc;

/// What became of one photo.
#[derive(Debug)]
pub struct PhotoOutcome {
    /// The name of its file.
    pub file_name: String,
    /// What the auditor should know about a photo that was taken in nevertheless.
    pub warnings: Vec<IntakeWarning>,
    /// Its identifier when it was taken in, else why it was not.
    pub result: Result<PhotoId, AppError>,
}

/// Takes photos in, two at a time; each is saved as soon as its bytes are durable and those before it are, and one that
/// cannot be taken in does not stop the others. With `any_file` also documents, recordings and pictures that cannot be
/// shown are kept, whatever the linked question asks for. What a crash keeps from coming in is offered again.
///
/// # Errors
/// A refusal before anything is read, when the inspection takes no photos (any more).
pub fn add(
    app: &mut App,
    id: InspectionId,
    sources: Vec<PhotoSource>,
    links: Vec<EvidenceLink>,
    any_file: bool,
) -> Result<Job, AppError> {
    let intake = Intake::of(app, id, links.clone(), any_file)?;
    let (import, mut list, folder) = app.begin_import(id, links, any_file)?;
    let work = move |progress: &mut dyn Progress, emit: &mut dyn FnMut(Finish)| {
        let sources = intake::spread(sources);
        list.name(&sources, intake.now);
        let outcome = list.write(&folder, import).and_then(|()| intake.run(sources, progress, emit));
        emit(Box::new(move |app| {
            app.end_import(import, false);
            Ok(Changes::default())
        }));
        outcome
    };
    Ok(Job { kind: JobKind::Photos, work: Box::new(work) })
}

/// Files on their way into an inspection.
pub(super) struct Intake {
    photos: Arc<ContentStore>,
    inspection: InspectionId,
    links: Vec<EvidenceLink>,
    wanted: Wanted<'static>,
    keeps_places: bool,
    now: Moment,
    /// The contents that are not taken in again; none where everything that is chosen is meant.
    pub(super) saved: Option<HashSet<Digest>>,
}

impl Intake {
    /// Files for an inspection.
    ///
    /// # Errors
    /// A refusal when the inspection takes no photos (any more).
    pub(super) fn of(
        app: &mut App,
        id: InspectionId,
        links: Vec<EvidenceLink>,
        any_file: bool,
    ) -> Result<Self, AppError> {
        let loaded = app.load(id)?;
        let kind = if any_file { FileKind::Any } else { wanted(&loaded.template, &links) };
        if loaded.inspection.state == crate::domain::InspectionState::Sealed {
            return Err(crate::domain::Refusal::Sealed.into());
        }
        refuse_interview(&loaded.template, &links)?;
        let wanted = Wanted { kind, even_undecodable: any_file, ..Wanted::default() };
        let (photos, keeps_places, now) = (app.photos(), app.keeps_places()?, app.environment.now());
        Ok(Self { photos, inspection: id, links, wanted, keeps_places, now, saved: None })
    }

    /// Takes the sources in and hands over what became of each.
    ///
    /// # Errors
    /// [`AppError::Cancelled`]; what was handed over before is durable.
    pub(super) fn run(
        self,
        sources: Vec<PhotoSource>,
        progress: &mut dyn Progress,
        emit: &mut dyn FnMut(Finish),
    ) -> Result<(), AppError> {
        let Self { photos, inspection, links, wanted, keeps_places, now, mut saved } = self;
        let total = sources.len() as u64;
        let mut done = 0;
        let mut each = |(file_name, taken): (String, Result<TakenIn, AppError>)| {
            done += 1;
            if let (Some(saved), Ok(taken)) = (&mut saved, &taken)
                && !saved.insert(taken.digest)
            {
                return;
            }
            let links = links.clone();
            let taken = taken.map(|taken| if keeps_places { taken } else { without_place(taken) });
            emit(Box::new(move |app| Ok(finish(app, inspection, file_name, taken, links))));
        };
        intake::take_in_all(&Batch { photos: &photos, wanted, now }, sources, progress, &mut each)?;
        // Everything is done; a wish to stop that comes now changes nothing.
        let _ = progress.step(Step { done, total });
        Ok(())
    }
}

/// A photo where the policy keeps no places: neither the log nor any report gets to know where it was taken.
fn without_place(mut taken: TakenIn) -> TakenIn {
    taken.facts.place = None;
    taken
}

/// Writes a caption.
///
/// # Errors
/// A refusal.
pub fn caption(app: &mut App, id: InspectionId, photo_id: PhotoId, caption: String) -> Result<Changes, AppError> {
    change(app, id, photo_id, EventBody::PhotoCaptioned { id: photo_id, caption: caption.trim().to_owned() })
}

/// Links a photo to these and no others.
///
/// # Errors
/// A refusal.
pub fn link(app: &mut App, id: InspectionId, photo_id: PhotoId, links: Vec<EvidenceLink>) -> Result<Changes, AppError> {
    change(app, id, photo_id, EventBody::PhotoLinked { id: photo_id, links })
}

/// Changes what is drawn over a photo.
///
/// # Errors
/// A refusal.
pub fn overlay(app: &mut App, id: InspectionId, photo_id: PhotoId, overlay: Overlay) -> Result<Changes, AppError> {
    change(app, id, photo_id, EventBody::PhotoOverlaid { id: photo_id, overlay })
}

/// Records how the people on a photo stand to it.
///
/// # Errors
/// A refusal.
pub fn consent(app: &mut App, id: InspectionId, photo_id: PhotoId, consent: Consent) -> Result<Changes, AppError> {
    change(app, id, photo_id, EventBody::PhotoConsentTaken { id: photo_id, consent })
}

/// Records whether the site calls a photo a trade secret.
///
/// # Errors
/// A refusal.
pub fn set_secret(app: &mut App, id: InspectionId, photo_id: PhotoId, secret: bool) -> Result<Changes, AppError> {
    change(app, id, photo_id, EventBody::PhotoSecretSet { id: photo_id, trade_secret: secret })
}

/// Puts a photo before another one, or behind all.
///
/// # Errors
/// A refusal.
pub fn place(app: &mut App, id: InspectionId, photo_id: PhotoId, before: Option<PhotoId>) -> Result<Changes, AppError> {
    change(app, id, photo_id, EventBody::PhotoPlaced { id: photo_id, before })
}

/// Takes a photo out; its bytes stay in the workspace.
///
/// # Errors
/// A refusal.
pub fn remove(app: &mut App, id: InspectionId, photo_id: PhotoId) -> Result<Changes, AppError> {
    change(app, id, photo_id, EventBody::PhotoRemoved { id: photo_id })
}

fn change(app: &mut App, id: InspectionId, photo_id: PhotoId, body: EventBody) -> Result<Changes, AppError> {
    let mut changes = app.commit_inspection(id, vec![body])?;
    changes.outcome = Outcome::Photo(photo_id);
    Ok(changes)
}

/// What the question takes that the files are for; photos where they are for none.
fn wanted(template: &Template, links: &[EvidenceLink]) -> FileKind {
    let question = links.iter().find_map(|link| match link {
        EvidenceLink::Question(path) => template.question_at(path),
        EvidenceLink::Finding(_) | EvidenceLink::Area(_) => None,
    });
    question.map_or(FileKind::Picture, |question| question.kind.files())
}

/// Saves one photo whose bytes are durable.
fn finish(
    app: &mut App,
    id: InspectionId,
    file_name: String,
    taken: Result<TakenIn, AppError>,
    links: Vec<EvidenceLink>,
) -> Changes {
    let mut saved_at = None;
    let mut warnings = Vec::new();
    let result = taken.and_then(|taken| {
        warnings = taken.warnings;
        let photo_id = new_id(app.environment.as_mut(), PhotoId::from_parts);
        let photo = Photo {
            id: photo_id,
            digest: taken.digest,
            file_name: file_name.clone(),
            facts: taken.facts,
            added_at: app.environment.now(),
            caption: String::new(),
            links,
            overlay: Overlay::default(),
            consent: Consent::default(),
            trade_secret: false,
        };
        saved_at = app.commit_inspection(id, vec![EventBody::PhotoAdded(photo)])?.saved_at;
        recorded(&app.photos, &taken.digest);
        Ok(photo_id)
    });
    let outcome = Outcome::Photos(vec![PhotoOutcome { file_name, warnings, result }]);
    Changes { saved_at, inspection: Some(id), outcome, ..Changes::default() }
}
