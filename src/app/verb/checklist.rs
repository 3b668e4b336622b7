//! The checklists that can be used.

use crate::app::AppError;
use crate::assets;
use crate::domain::{BilingualText, Digest};
use crate::form::Template;

/// A checklist as lists show it.
#[derive(Debug, Clone)]
pub struct ChecklistLine {
    /// Its stable identifier.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: BilingualText,
    /// How many questions it has.
    pub questions: usize,
    /// The digest of its bytes.
    pub digest: Digest,
}

/// All built-in checklists.
///
/// # Errors
/// [`AppError::Template`] when one cannot be read; a test keeps that from happening.
pub fn list() -> Result<Vec<ChecklistLine>, AppError> {
    let line = |template: Template| ChecklistLine {
        id: template.id,
        version: template.version,
        title: template.title,
        questions: template.questions.len(),
        digest: template.digest,
    };
    assets::CHECKLISTS.iter().map(|(_, bytes)| Template::parse(bytes).map(line).map_err(AppError::Template)).collect()
}
