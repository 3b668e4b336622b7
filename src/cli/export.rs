//! `fieldseal export`.

use super::args::{CopyWord, ExportArguments, ReportWord};
use super::inspection::inspection_id;
use super::open::Context;
use super::output::{Output, Quiet};
use super::verify;
use crate::app::command::InspectionCommand;
use crate::app::verb::export::Exported;
use crate::app::{AppError, Command, Outcome, Thing};
use crate::domain::{RecordCopy, ReportKind, ReportLanguages, ReportRequest};
use crate::words::Value;
use serde_json::json;

pub fn run(ask: ExportArguments, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    let mut app = context.open_unlocked()?;
    let id = inspection_id(&mut app, &ask.inspection)?;
    let kind = match ask.kind {
        ReportWord::Inspection => ReportKind::Inspection,
        ReportWord::ClosingPlan => ReportKind::ClosingPlan,
    };
    let copy = match ask.copy {
        Some(CopyWord::Site) => RecordCopy::Site,
        Some(CopyWord::Internal) => RecordCopy::Internal,
        None => kind.usual_copy(),
    };
    let languages = match (context.both_languages, context.language) {
        (true, _) => ReportLanguages::Both,
        (false, asked) => ReportLanguages::One(asked.unwrap_or_else(|| output.words().language())),
    };
    let report = ReportRequest { kind, copy, languages };
    let command = Command::Inspection(id, InspectionCommand::Export { report, to: ask.out });
    let Outcome::Exported(exported) = app.complete(command, &mut Quiet)?.outcome else {
        return Err(AppError::not_found(Thing::Inspection, ask.inspection));
    };
    app.close()?;
    show(&exported, output);
    Ok(0)
}

/// Prints where the report lies and what our own verifier says about it.
pub fn show(exported: &Exported, output: &mut Output<'_>) {
    let path = exported.path.display().to_string();
    let value = json!({
        "file": path,
        "pages": exported.pages,
        "size_bytes": exported.size_bytes,
        "sha256": exported.digest,
        "missing_characters": exported.missing_characters,
        "verification": verify::value_of(&exported.verification),
    });
    output.answer(&value, |words| {
        let done = words.with(
            "export-done",
            &[
                ("path", Value::Text(&path)),
                ("pages", Value::Number(exported.pages as i64)),
                ("digest", Value::Text(&exported.digest.to_string())),
            ],
        );
        let mut lines = vec![done];
        if let Some(list) = exported.missing_code_points() {
            lines.push(words.with("report-missing-characters", &[("list", Value::Text(&list))]));
        }
        lines.push(verify::text_of(&exported.verification, words));
        lines.join("\n")
    });
}
