//! `fieldseal backup` and `fieldseal restore`.

use super::args::{BackupArguments, RestoreArguments};
use super::open::Context;
use super::output::{Output, Quiet};
use crate::app::environment::{Environment, SystemEnvironment};
use crate::app::verb::backup;
use crate::app::{AppError, Thing};
use crate::words::Value;
use serde_json::json;

pub fn run(ask: BackupArguments, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    let folder = context.folder()?;
    if !folder.exists() {
        return Err(AppError::not_found(Thing::Workspace, folder.root().display()));
    }
    let made = backup::write(&folder, &ask.file, SystemEnvironment.now(), &mut Quiet)?;
    let path = made.path.display().to_string();
    output.answer(&json!({ "file": path, "files": made.files, "size_bytes": made.size_bytes }), |words| {
        words.with("backup-written", &[("path", Value::Text(&path)), ("count", Value::Number(made.files as i64))])
    });
    Ok(0)
}

pub fn restore(ask: RestoreArguments, output: &mut Output<'_>) -> Result<u8, AppError> {
    let files = backup::restore(&ask.file, &ask.folder, &mut Quiet)?;
    let path = ask.folder.display().to_string();
    output.answer(&json!({ "workspace": path, "files": files }), |words| {
        words.with("restore-done", &[("path", Value::Text(&path)), ("count", Value::Number(files as i64))])
    });
    Ok(0)
}
