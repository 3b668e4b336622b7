//! Change a setting.

use crate::app::{App, AppError, Changes};
use crate::domain::{EventBody, Stream};

/// Changes a setting; known keys are listed in [`super::super::view::WorkspaceView`].
///
/// # Errors
/// What the store says.
pub fn set(app: &mut App, key: String, value: String) -> Result<Changes, AppError> {
    let saved_at = app.commit(Stream::Workspace, vec![EventBody::SettingChanged { key, value }])?;
    Ok(Changes { saved_at: Some(saved_at), workspace: true, ..Changes::default() })
}
