//! `fieldseal checklist`.

use super::args::ChecklistVerb;
use super::output::Output;
use crate::app::AppError;
use crate::app::verb::checklist::list;
use serde_json::json;

pub fn run(ask: ChecklistVerb, output: &mut Output<'_>) -> Result<u8, AppError> {
    match ask {
        ChecklistVerb::List => {
            let checklists = list()?;
            let language = output.words().language();
            let value: Vec<_> = checklists
                .iter()
                .map(|c| json!({
                    "id": c.id, "version": c.version, "title": c.title, "questions": c.questions, "digest": c.digest,
                }))
                .collect();
            output.answer(&json!({ "checklists": value }), |_| {
                let line = |c: &crate::app::verb::checklist::ChecklistLine| {
                    format!("{}  {}  {} ({})", c.id, c.version, c.title.get(language), c.questions)
                };
                checklists.iter().map(line).collect::<Vec<_>>().join("\n")
            });
            Ok(0)
        }
    }
}
