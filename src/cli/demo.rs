//! `fieldseal demo`.

use super::args::DemoArguments;
use super::open::Context;
use super::output::{Output, Quiet};
use super::verify;
use crate::app::AppError;
use crate::app::demo::{DemoRequest, DemoResult, run as run_demo};
use crate::app::environment::SystemEnvironment;
use crate::words::{Value, Words};
use serde_json::json;

pub fn run(ask: DemoArguments, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    let language = context.language.unwrap_or_else(|| output.words().language());
    let request = DemoRequest { folder: ask.folder, photos: ask.photos, language };
    let result = run_demo(&request, Box::new(SystemEnvironment), &mut Quiet)?;
    output.answer(&value(&result), |words| text(&result, &context.program, words));
    Ok(result.exported.verification.exit_code())
}

fn value(result: &DemoResult) -> serde_json::Value {
    json!({
        "workspace": result.workspace,
        "report": result.report,
        "closing_plan": result.closing_plan,
        "certificate": result.certificate,
        "answers": result.answers,
        "photos": result.photos,
        "skipped_files": result.skipped,
        "findings": result.findings,
        "letter": result.letter.code(),
        "score": result.score,
        "events": result.events,
        "pages": result.exported.pages,
        "size_bytes": result.exported.size_bytes,
        "verification": verify::value_of(&result.exported.verification),
    })
}

fn text(result: &DemoResult, program: &str, words: Words) -> String {
    let report = result.report.display().to_string();
    let plan = result.closing_plan.display().to_string();
    let certificate = result.certificate.display().to_string();
    let workspace = result.workspace.display().to_string();
    let lines = [
        words.with(
            "demo-inspected",
            &[
                ("answers", Value::Number(result.answers as i64)),
                ("photos", Value::Number(result.photos as i64)),
                ("findings", Value::Number(result.findings as i64)),
            ],
        ),
        words.with(
            "demo-result",
            &[("letter", Value::Text(result.letter.code())), ("score", Value::Text(&result.score))],
        ),
        words.with("demo-checked", &[("events", Value::Number(result.events as i64))]),
        words.with(
            "demo-report",
            &[("path", Value::Text(&report)), ("pages", Value::Number(result.exported.pages as i64))],
        ),
        words.with("demo-closing-plan", &[("path", Value::Text(&plan))]),
        words.with("demo-certificate", &[("path", Value::Text(&certificate))]),
        String::new(),
        verify::text_of(&result.exported.verification, words),
        String::new(),
        words.with(
            "demo-next",
            &[
                ("program", Value::Text(program)),
                ("report", Value::Text(&report)),
                ("certificate", Value::Text(&certificate)),
                ("workspace", Value::Text(&workspace)),
            ],
        ),
    ];
    let mut lines = lines.to_vec();
    for path in &result.skipped {
        let path = path.display().to_string();
        lines.insert(1, words.with("demo-skipped", &[("path", Value::Text(&path))]));
    }
    lines.join("\n")
}
