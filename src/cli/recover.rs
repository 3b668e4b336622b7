//! `fieldseal recover`.

use super::open::Context;
use super::output::{Output, Quiet};
use crate::app::environment::SystemEnvironment;
use crate::app::verb::recover::recover;
use crate::app::{AppError, Thing};
use crate::words::Value;
use serde_json::json;

pub fn run(context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    let folder = context.folder()?;
    if !folder.exists() {
        return Err(AppError::not_found(Thing::Workspace, folder.root().display()));
    }
    let Some(recovered) = recover(&folder, Box::new(SystemEnvironment), &mut Quiet)? else {
        output.answer(&json!({ "recovered": false }), |words| words.get("recover-not_needed"));
        return Ok(0);
    };
    let set_aside = recovered.set_aside.display().to_string();
    let value = json!({
        "recovered": true,
        "events": recovered.events,
        "lost_events": recovered.lost_events(),
        "last_at": recovered.last_at.iso(),
        "set_aside": set_aside,
    });
    output.answer(&value, |words| {
        let values = [
            ("events", Value::Number(i64::try_from(recovered.events).unwrap_or(i64::MAX))),
            ("lost", Value::Number(recovered.lost_events())),
            ("time", Value::Text(&words.date_time(recovered.last_at))),
            ("path", Value::Text(&set_aside)),
        ];
        words.with("recover-done", &values)
    });
    Ok(0)
}
