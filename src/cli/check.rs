//! `fieldseal check`.

use super::BAD;
use super::open::Context;
use super::output::{Output, Quiet};
use crate::app::problem::Problem;
use crate::app::verb::check::{CheckReport, check};
use crate::app::verb::tidy;
use crate::app::{AppError, InterruptedImport};
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
        "unnamed": report.unnamed.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "interrupted": report.interrupted.iter().map(interrupted_value).collect::<Vec<_>>(),
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
    let mut app = context.open()?;
    let report = check(&mut app, &mut Quiet)?;
    // The cache is no part of what is checked.
    let _ = tidy::cache(&app).and_then(|work| work());
    Ok(report)
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
    lines.extend(report.interrupted.iter().map(|import| interrupted_text(import, words)));
    if let Some(first) = report.unnamed.first() {
        let count = Value::Number(report.unnamed.len() as i64);
        lines.push(
            words.with("check-unnamed", &[("count", count), ("path", Value::Text(&first.display().to_string()))]),
        );
    }
    lines.join("\n")
}

fn interrupted_value(import: &InterruptedImport) -> serde_json::Value {
    let InterruptedImport { id: _, inspection, total, saved, rest } = import;
    json!({ "inspection": inspection, "total": total, "saved": saved, "rest": rest })
}

fn interrupted_text(import: &InterruptedImport, words: Words) -> String {
    let inspection = import.inspection.to_string();
    words.with(
        "check-interrupted",
        &[
            ("inspection", Value::Text(&inspection)),
            ("total", Value::Number(import.total as i64)),
            ("saved", Value::Number(import.saved as i64)),
            ("rest", Value::Number(import.rest as i64)),
        ],
    )
}
