//! `fieldseal check`.

use super::BAD;
use super::open::Context;
use super::output::{Output, Quiet};
use crate::app::AppError;
use crate::app::problem::Problem;
use crate::app::verb::check::{CheckReport, check};
use crate::words::{Value, Words};
use serde_json::json;

pub fn run(context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    let report = match look(context) {
        Ok(report) => report,
        // What cannot be read to its end was checked, and is bad.
        Err(error) if error.is_damage() => {
            output.problem(&Problem::of(&error, output.words()));
            return Ok(BAD);
        }
        Err(error) => return Err(error),
    };
    let list = |items: Vec<String>| items;
    let value = json!({
        "sound": report.is_sound(),
        "events": report.events,
        "checkpoints": report.checkpoints_checked,
        "photos": report.photos_checked,
        "problems": {
            "database": list(report.database.iter().map(|problem| format!("{problem:?}")).collect()),
            "chain": list(report.chain.iter().map(|problem| format!("{problem:?}")).collect()),
            "checkpoints": list(report.checkpoints.iter().map(ToString::to_string).collect()),
            "photos": list(report.photos.iter().map(ToString::to_string).collect()),
            "tables": list(report.tables.iter().map(|problem| format!("{problem:?}")).collect()),
        },
    });
    output.answer(&value, |words| text(&report, words));
    Ok(if report.is_sound() { 0 } else { BAD })
}

fn look(context: &Context) -> Result<CheckReport, AppError> {
    check(&mut context.open()?, &mut Quiet)
}

fn text(report: &CheckReport, words: Words) -> String {
    let mut lines = vec![words.get(if report.is_sound() { "check-sound" } else { "check-bad" })];
    lines.push(words.with(
        "check-counts",
        &[
            ("events", Value::Number(report.events.cast_signed())),
            ("checkpoints", Value::Number(report.checkpoints_checked as i64)),
            ("photos", Value::Number(report.photos_checked as i64)),
        ],
    ));
    let mut part = |key: &str, problems: Vec<String>| {
        for problem in problems {
            lines.push(words.with(key, &[("problem", Value::Text(&problem))]));
        }
    };
    part("check-database", report.database.iter().map(|problem| format!("{problem:?}")).collect());
    part("check-chain", report.chain.iter().map(|problem| format!("{problem:?}")).collect());
    part("check-checkpoint", report.checkpoints.iter().map(ToString::to_string).collect());
    part("check-photo", report.photos.iter().map(ToString::to_string).collect());
    part("check-table", report.tables.iter().map(|problem| format!("{problem:?}")).collect());
    lines.join("\n")
}
