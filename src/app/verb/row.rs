//! Add and take out rows of repeats and tables.
//!
//! # Why
//! The ids of rows begin with their time and are the order of the rows. Rows of one block get times that follow each
//! other, and never one before the last row that is there.

use super::answer::answer_many;
use crate::app::{App, AppError, Changes, environment};
use crate::domain::{Answer, Inspection, InspectionId, InstancePath};
use crate::form::PRESENT;
use uuid::Uuid;

/// Adds rows behind those that are there, in one transaction. A value that its column cannot hold is refused with the
/// whole.
///
/// # Errors
/// As [`answer_many`].
pub fn add_rows(
    app: &mut App,
    id: InspectionId,
    repeat: &InstancePath,
    rows: Vec<Vec<(String, String)>>,
) -> Result<Changes, AppError> {
    let last = app.load(id)?.template.rows().ids(repeat.as_str()).last().and_then(|id| Uuid::parse_str(id).ok());
    let mut time_ms = last.and_then(milliseconds).map_or(0, |last| last + 1);
    let mut answers = Vec::new();
    for values in rows {
        let make = |now_ms: u64, random: &[u8; 10]| (now_ms, *random);
        let (now_ms, random) = environment::new_id(app.environment.as_mut(), make);
        time_ms = time_ms.max(now_ms);
        let row_id = uuid::Builder::from_unix_timestamp_millis(time_ms, &random).into_uuid();
        time_ms += 1;
        let row = InstancePath::from(format!("{repeat}[{row_id}]"));
        answers.push((row.clone(), Answer::of(PRESENT)));
        answers.extend(values.into_iter().map(|(name, value)| (row.child(&name), Answer::of(value))));
    }
    answer_many(app, id, answers)
}

/// The time in an id, in milliseconds since 1970.
fn milliseconds(id: Uuid) -> Option<u64> {
    let (seconds, nanoseconds) = id.get_timestamp()?.to_unix();
    Some(seconds * 1000 + u64::from(nanoseconds) / 1_000_000)
}

/// Takes a row with everything in it out.
///
/// # Errors
/// As [`answer_many`].
pub fn remove_row(app: &mut App, id: InspectionId, row: &InstancePath) -> Result<Changes, AppError> {
    let answers = answers_in(&app.load(id)?.inspection, row);
    answer_many(app, id, answers)
}

/// Empty answers for a row and everything in it.
pub(in crate::app) fn answers_in(inspection: &Inspection, row: &InstancePath) -> Vec<(InstancePath, Answer)> {
    let within = format!("{row}/");
    let is_in = |path: &&InstancePath| *path == row || path.as_str().starts_with(&within);
    inspection.answers.keys().filter(is_in).map(|path| (path.clone(), Answer::default())).collect()
}
