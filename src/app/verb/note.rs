//! Notes of the evidence tray.

use super::supplier::required;
use crate::app::environment::new_id;
use crate::app::{App, AppError, Changes, Outcome};
use crate::domain::{EventBody, EvidenceLink, InspectionId, Note, NoteId};

/// Writes or changes a note.
///
/// # Errors
/// [`AppError::Missing`] for an empty text, or a refusal.
pub fn save(
    app: &mut App,
    id: InspectionId,
    note_id: Option<NoteId>,
    text: String,
    links: Vec<EvidenceLink>,
) -> Result<Changes, AppError> {
    let text = required("text", &text)?;
    let written_at = app.environment.now();
    let note_id = note_id.unwrap_or_else(|| new_id(app.environment.as_mut(), NoteId::from_parts));
    let earlier = app.load(id)?.inspection.notes.iter().find(|note| note.id == note_id).map(|note| note.written_at);
    let note = Note { id: note_id, text, written_at: earlier.unwrap_or(written_at), links };
    let mut changes = app.commit_inspection(id, vec![EventBody::NoteSaved(note)])?;
    changes.outcome = Outcome::Note(note_id);
    Ok(changes)
}

/// Takes a note out.
///
/// # Errors
/// A refusal when it does not exist or the inspection is sealed.
pub fn remove(app: &mut App, id: InspectionId, note_id: NoteId) -> Result<Changes, AppError> {
    app.commit_inspection(id, vec![EventBody::NoteRemoved { id: note_id }])
}
