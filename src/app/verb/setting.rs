//! Change a setting.

use crate::app::{App, AppError, Changes};
use crate::domain::{EventBody, Stream};

/// The setting that says whether places of photos are kept: `on`, as without it, or `off`.
pub const PHOTO_PLACES: &str = "photo_places";

/// Changes a setting; known keys are listed in [`super::super::view::WorkspaceView`].
///
/// # Errors
/// What the store says.
pub fn set(app: &mut App, key: String, value: String) -> Result<Changes, AppError> {
    let saved_at = app.commit(Stream::Workspace, vec![EventBody::SettingChanged { key, value }])?;
    Ok(Changes { saved_at: Some(saved_at), workspace: true, ..Changes::default() })
}

impl App {
    /// Whether the places of photos are kept, which is the workspace's policy.
    ///
    /// # Errors
    /// What the store says.
    pub(in crate::app) fn keeps_places(&self) -> Result<bool, AppError> {
        Ok(self.store.settings()?.get(PHOTO_PLACES).is_none_or(|value| value != "off"))
    }
}
