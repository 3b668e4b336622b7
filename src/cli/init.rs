//! `fieldseal init`.

use super::args::InitArguments;
use super::open::Context;
use super::output::Output;
use crate::app::environment::SystemEnvironment;
use crate::app::job::Unwatched;
use crate::app::{App, AppError, Command};
use crate::domain::Role;
use crate::words::Value;
use serde_json::json;

pub fn run(ask: InitArguments, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    let passphrase = context.passphrase()?;
    let folder = context.folder()?;
    if folder.exists() {
        return Err(AppError::Exists { path: folder.root().to_owned() });
    }
    let language = context.language.unwrap_or_else(|| output.words().language());
    let mut app = App::open(folder, Box::new(SystemEnvironment))?;
    let (name, organisation) = (ask.name, ask.organisation);
    app.complete(
        Command::CreatePerson { name, organisation, role: Role::Auditor, language, passphrase },
        &mut Unwatched,
    )?;
    let view = app.workspace_view()?;
    let fingerprint = view.session.map(|session| session.fingerprint.to_string()).unwrap_or_default();
    let root = app.folder().root().display().to_string();
    app.close()?;
    output.answer(&json!({ "workspace": root, "fingerprint": fingerprint }), |words| {
        words.with("init-done", &[("path", Value::Text(&root)), ("fingerprint", Value::Text(&fingerprint))])
    });
    Ok(0)
}
