//! `fieldseal extract`.

use super::args::ExtractArguments;
use super::output::Output;
use crate::app::AppError;
use crate::app::verb::extract::extract;
use serde_json::json;

pub fn run(ask: ExtractArguments, output: &mut Output<'_>) -> Result<u8, AppError> {
    let written = extract(&ask.file, &ask.out)?;
    output.answer(&json!({ "files": written }), |_| {
        written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}
