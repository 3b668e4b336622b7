//! Photos of a camera card and the questions that were being answered when they were taken.
//!
//! # Why
//! An auditor photographs, then answers: the question that a photo belongs to is the one answered next, a quarter of an
//! hour later at most; where none was, the one answered shortly before. It is a proposal, which the auditor confirms.

use crate::app::{App, AppError, Changes, Outcome};
use crate::domain::{
    Event, EventBody, EvidenceLink, InspectionId, InstancePath, Moment, Photo, PhotoId, Stream, TakenAt,
};
use chrono::{DateTime, NaiveDateTime};
use std::sync::Arc;

/// How long after a photo its question is answered at the latest, in milliseconds.
const MOST_AFTER_MS: i64 = 15 * 60_000;
/// How long before a photo its question was answered at the earliest, in milliseconds.
const MOST_BEFORE_MS: i64 = 5 * 60_000;

/// A photo that is not linked yet, and the question that it seems to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoMatch {
    /// The photo.
    pub photo: PhotoId,
    /// When it was taken, by the shifted clock of the camera.
    pub taken_at: Moment,
    /// The question that was answered nearest; none where nothing was answered around that time.
    pub question: Option<InstancePath>,
    /// How long after the photo it was answered, in seconds; negative for before.
    pub apart_s: i64,
}

/// Proposes a question for each photo of the tray that says when it was taken; never an interview. `clock_shift_min` is added to the time of
/// cameras whose clock was wrong. Nothing is written.
///
/// # Errors
/// What the store says.
pub fn propose(app: &mut App, id: InspectionId, clock_shift_min: i32) -> Result<Changes, AppError> {
    let events = app.store.events(Stream::Inspection(id))?;
    let loaded = app.load(id)?;
    let (inspection, template) = (Arc::clone(&loaded.inspection), Arc::clone(&loaded.template));
    let is_interview = |path: &InstancePath| template.question_at(path).is_some_and(|question| question.interview);
    let answered: Vec<(Moment, &InstancePath)> =
        events.iter().filter_map(answer).filter(|(_, path)| !is_interview(path)).collect();
    let offset_min = answered.first().map_or(inspection.changed_at.utc_offset_min, |(at, _)| at.utc_offset_min);
    let loose = inspection.photos.iter().filter(|photo| photo.links.is_empty());
    let matches = loose
        .filter_map(|photo| {
            let taken = taken_at(photo.facts.taken_at.as_ref()?, offset_min)?;
            let utc_ms = taken.utc_ms + i64::from(clock_shift_min) * 60_000;
            Some(matched(photo, Moment { utc_ms, ..taken }, &answered))
        })
        .collect();
    Ok(Changes { outcome: Outcome::Matched(matches), ..Changes::default() })
}

/// Links several photos at once, each to these and no others.
///
/// # Errors
/// A refusal; then none is linked.
pub fn link_many(
    app: &mut App,
    id: InspectionId,
    links: Vec<(PhotoId, Vec<EvidenceLink>)>,
) -> Result<Changes, AppError> {
    let bodies = links.into_iter().map(|(id, links)| EventBody::PhotoLinked { id, links }).collect();
    app.commit_inspection(id, bodies)
}

/// The time and place of an answer that was given, not taken back.
fn answer(event: &Event) -> Option<(Moment, &InstancePath)> {
    let EventBody::AnswerGiven { path, answer } = &event.body else { return None };
    (!answer.is_empty()).then_some((event.header.at, path))
}

fn taken_at(taken: &TakenAt, offset_min: i32) -> Option<Moment> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(&taken.local) {
        return Some(exact.into());
    }
    let local: NaiveDateTime = taken.local.parse().ok()?;
    let utc_ms = local.and_utc().timestamp_millis() - i64::from(offset_min) * 60_000;
    Some(Moment { utc_ms, utc_offset_min: offset_min })
}

fn matched(photo: &Photo, taken: Moment, answered: &[(Moment, &InstancePath)]) -> PhotoMatch {
    let apart = |at: &Moment| at.utc_ms - taken.utc_ms;
    let after =
        answered.iter().filter(|(at, _)| (0..=MOST_AFTER_MS).contains(&apart(at))).min_by_key(|(at, _)| at.utc_ms);
    let before = || {
        let near = answered.iter().filter(|(at, _)| (-MOST_BEFORE_MS..0).contains(&apart(at)));
        near.max_by_key(|(at, _)| at.utc_ms)
    };
    let nearest = after.or_else(before);
    PhotoMatch {
        photo: photo.id,
        taken_at: taken,
        question: nearest.map(|(_, path)| (*path).clone()),
        apart_s: nearest.map_or(0, |(at, _)| apart(at) / 1000),
    }
}
