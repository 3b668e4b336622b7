//! `fieldseal init`.

use super::args::InitArguments;
use super::open::Context;
use super::output::Output;
use crate::app::environment::SystemEnvironment;
use crate::app::job::Unwatched;
use crate::app::verb::person::check;
use crate::app::{App, AppError, Command};
use crate::domain::Role;
use crate::words::Value;
use serde_json::json;

pub fn run(ask: InitArguments, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    if context.passphrase_file.is_none() {
        return Err(AppError::Missing { field: "passphrase_file" });
    }
    let passphrase = context.passphrase()?;
    let (name, organisation) = (ask.name, ask.organisation);
    check(&name, &organisation, &passphrase)?;
    let mut app = App::open(context.folder()?, Box::new(SystemEnvironment))?;
    if !app.workspace_view()?.people.is_empty() {
        return Err(AppError::Exists { path: app.folder().root().to_owned() });
    }
    let language = context.language.unwrap_or_else(|| output.words().language());
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
