//! Imports that were interrupted: gone on with, or left.

use super::photo::Intake;
use crate::app::job::{Finish, Job, JobKind, Progress};
use crate::app::{App, AppError, Changes};
use crate::domain::{ImportId, InspectionId};

/// Takes in what an interrupted import left out. What the inspection has already is passed over; files that are not
/// there now, as those of a card that was taken out, are offered again afterwards.
///
/// # Errors
/// A refusal, [`AppError::NotFound`], or [`AppError::File`] with the first of the files when none of them is there.
pub fn resume(app: &mut App, id: InspectionId, import: ImportId) -> Result<Job, AppError> {
    let (links, any_file) = app.wanted_by_import(import)?;
    let mut intake = Intake::of(app, id, links, any_file)?;
    let resumed = app.resume_import(import)?;
    intake.saved = Some(resumed.saved);
    let (sources, stays) = (resumed.sources, resumed.stays);
    let work = move |progress: &mut dyn Progress, emit: &mut dyn FnMut(Finish)| {
        let outcome = intake.run(sources, progress, emit);
        emit(Box::new(move |app| {
            app.end_import(import, stays);
            Ok(Changes { inspection: Some(id), ..Changes::default() })
        }));
        outcome
    };
    Ok(Job { kind: JobKind::Photos, work: Box::new(work) })
}

/// Leaves what an interrupted import did not take in; the files stay where they came from.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn leave(app: &mut App, id: InspectionId, import: ImportId) -> Result<Changes, AppError> {
    app.leave_import(import)?;
    Ok(Changes { inspection: Some(id), ..Changes::default() })
}
