//! Photos: take in, caption, link, take out.

use crate::app::command::PhotoSource;
use crate::app::environment::new_id;
use crate::app::job::{Finish, Job, JobKind, Progress, Step};
use crate::app::{App, AppError, Changes, Outcome, input};
use crate::domain::{Consent, EventBody, EvidenceLink, FileKind, InspectionId, Overlay, Photo, PhotoId};
use crate::evidence::{ContentStore, IntakeWarning, TakenIn, Wanted, encode_png};
use crate::form::Template;
use std::fs;
use std::io::Read;

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

/// Takes photos in, one after the other; each is saved as soon as its bytes are durable, and one that cannot be
/// taken in does not stop the others.
///
/// # Errors
/// A refusal before anything is read, when the inspection takes no photos (any more).
pub fn add(
    app: &mut App,
    id: InspectionId,
    sources: Vec<PhotoSource>,
    links: Vec<EvidenceLink>,
) -> Result<Job, AppError> {
    let loaded = app.load(id)?;
    let wanted = wanted(&loaded.template, &links);
    if loaded.inspection.state == crate::domain::InspectionState::Sealed {
        return Err(crate::domain::Refusal::Sealed.into());
    }
    let photos = app.photos();
    let work = move |progress: &mut dyn Progress, emit: &mut dyn FnMut(Finish)| {
        let total = sources.len() as u64;
        for (done, source) in sources.into_iter().enumerate() {
            let step = Step { done: done as u64, total };
            if progress.step(step).is_break() {
                return Err(AppError::Cancelled);
            }
            let (file_name, taken) = take_in(&photos, source, wanted, progress, step);
            let links = links.clone();
            emit(Box::new(move |app| Ok(finish(app, id, file_name, taken, links))));
        }
        // Everything is done; a wish to stop that comes now changes nothing.
        let _ = progress.step(Step { done: total, total });
        Ok(())
    };
    Ok(Job { kind: JobKind::Photos, work: Box::new(work) })
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

/// Reads one source into the content store.
fn take_in(
    photos: &ContentStore,
    source: PhotoSource,
    wanted: FileKind,
    progress: &mut dyn Progress,
    step: Step,
) -> (String, Result<TakenIn, AppError>) {
    match source {
        PhotoSource::File(path) => {
            let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let size_bytes = fs::metadata(&path).ok().map(|metadata| metadata.len());
            let taken = input::open(&path)
                .and_then(|mut file| store(photos, &mut file, size_bytes, (&file_name, wanted), progress, step));
            (file_name, taken)
        }
        PhotoSource::Bytes { file_name, bytes } => {
            let taken =
                store(photos, &mut bytes.as_slice(), Some(bytes.len() as u64), (&file_name, wanted), progress, step);
            (file_name, taken)
        }
        PhotoSource::Pixels { width_px, height_px, rgba } => {
            let file_name = "clipboard.png".to_owned();
            let png = encode_png(width_px, height_px, &rgba).map_err(AppError::from);
            let taken =
                png.and_then(|png| store(photos, &mut png.as_slice(), None, (&file_name, wanted), progress, step));
            (file_name, taken)
        }
    }
}

fn store(
    photos: &ContentStore,
    source: &mut dyn Read,
    size_bytes: Option<u64>,
    (file_name, wanted): (&str, FileKind),
    progress: &mut dyn Progress,
    step: Step,
) -> Result<TakenIn, AppError> {
    let wanted = Wanted { kind: wanted, file_name, size_hint_bytes: size_bytes, ..Wanted::default() };
    Ok(photos.take_in(source, &wanted, &mut |_| progress.step(step))?)
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
        Ok(photo_id)
    });
    let outcome = Outcome::Photos(vec![PhotoOutcome { file_name, warnings, result }]);
    Changes { saved_at, inspection: Some(id), outcome, ..Changes::default() }
}
