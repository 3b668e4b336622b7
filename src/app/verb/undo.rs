//! Take the last change back, or do it again.

use crate::app::{App, AppError, Changes};
use crate::domain::InspectionId;

/// Takes the last change of this session back.
///
/// # Errors
/// [`AppError::NothingToUndo`], or a refusal when a seal came in between.
pub fn undo(app: &mut App, id: InspectionId) -> Result<Changes, AppError> {
    let step = app.load(id)?.history.next_undo().cloned().ok_or(AppError::NothingToUndo)?;
    let changes = app.commit_unremembered(id, &step.backward)?;
    if let Some(history) = app.history(id) {
        history.undone();
    }
    Ok(changes)
}

/// Does the last undone change again.
///
/// # Errors
/// [`AppError::NothingToUndo`], or a refusal when a seal came in between.
pub fn redo(app: &mut App, id: InspectionId) -> Result<Changes, AppError> {
    let step = app.load(id)?.history.next_redo().cloned().ok_or(AppError::NothingToUndo)?;
    let changes = app.commit_unremembered(id, &step.forward)?;
    if let Some(history) = app.history(id) {
        history.redone();
    }
    Ok(changes)
}
