//! The checklists that can be used.

use crate::app::{AppError, Thing};
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

/// The built-in checklist with this digest.
///
/// # Errors
/// [`AppError::NotFound`] for another digest, [`AppError::Template`] when it cannot be read.
pub fn template(digest: &Digest) -> Result<Template, AppError> {
    let bytes = assets::CHECKLISTS.iter().map(|(_, bytes)| *bytes).find(|bytes| Digest::of(bytes) == *digest);
    let bytes = bytes.ok_or_else(|| AppError::not_found(Thing::Checklist, digest))?;
    Template::parse(bytes).map_err(AppError::Template)
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
