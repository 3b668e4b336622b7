//! `fieldseal checklist`.

use super::BAD;
use super::args::ChecklistVerb;
use super::open::Context;
use super::output::Output;
use crate::app::verb::checklist::{ChecklistLine, ChecklistView, QuestionLine, built_in, find, line, view};
use crate::app::verb::checklist_file::{
    CheckedFile, ProblemLine, built_in_spreadsheet, check_file, import, read_checklist, spreadsheet,
};
use crate::app::verb::checklist_try::{Step, state_text, try_file};
use crate::app::verb::expression::{Evaluated, ExpressionFault, evaluate};
use crate::app::{App, AppError, Outcome, Thing};
use crate::words::{Value, Words};
use serde_json::{Map, json};
use std::path::Path;

pub fn run(ask: ChecklistVerb, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    match ask {
        ChecklistVerb::List => {
            let checklists = match workspace(context)? {
                Some(mut app) => app.checklists()?.to_vec(),
                None => built_in()?.iter().map(|(template, _)| line(template, true)).collect(),
            };
            let values: Vec<_> = checklists.iter().map(line_value).collect();
            output.answer(&json!({ "checklists": values }), |words| {
                checklists.iter().map(|line| line_text(line, words)).collect::<Vec<_>>().join("\n")
            });
        }
        ChecklistVerb::Check { file } => return check(&file, output),
        ChecklistVerb::Import { file } => return import_file(&file, context, output),
        ChecklistVerb::Export { id, file } => {
            let spreadsheet = match workspace(context)? {
                Some(mut app) => spreadsheet(&mut app, &id)?,
                None => built_in_spreadsheet(&id)?,
            };
            let files = spreadsheet.write_new(&file)?;
            let paths: Vec<String> = [file].iter().chain(&files).map(|path| path.display().to_string()).collect();
            output.answer(&json!({ "path": paths[0], "files": paths[1..] }), |words| {
                let line = |path: &String| words.with("written", &[("path", Value::Text(path))]);
                paths.iter().map(line).collect::<Vec<_>>().join("\n")
            });
        }
        ChecklistVerb::Try { file, script } => return run_script(&file, script.as_deref(), output),
        ChecklistVerb::Eval { expression, xml, node } => return eval(&expression, &xml, &node, output),
        ChecklistVerb::Show { id } => {
            let view = match workspace(context)? {
                Some(mut app) => view(&*app.checklist(&id)?),
                None => {
                    let all = built_in()?;
                    let lines: Vec<_> = all.iter().map(|(template, _)| line(template, true)).collect();
                    let digest = find(&lines, &id)?.digest;
                    let found = all.iter().find(|(template, _)| template.digest == digest);
                    found
                        .map(|(template, _)| view(template))
                        .ok_or_else(|| AppError::not_found(Thing::Checklist, &id))?
                }
            };
            output.answer(&view_value(&view), |words| {
                let mut lines = vec![line_text(&view.line, words)];
                lines.extend(view.questions.iter().map(|question| question_text(question, words)));
                lines.join("\n")
            });
        }
    }
    Ok(0)
}

/// The workspace, where there is one.
fn workspace(context: &Context) -> Result<Option<App>, AppError> {
    let is_there = context.folder().is_ok_and(|folder| folder.exists());
    if is_there { context.open().map(Some) } else { Ok(None) }
}

/// Keeps a checklist in the workspace; says what is wrong with one that cannot be used.
fn import_file(file: &Path, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    let read = read_checklist(file, output.words())?;
    let Some(template) = &read.template else { return Ok(say_checked(&read.file, output)) };
    let (id, version, digest) = (template.id.clone(), template.version.clone(), template.digest.to_string());
    let mut app = context.open()?;
    let changes = import(&mut app, &read)?;
    let is_new = matches!(changes.outcome, Outcome::Checklist { is_new: true, .. });
    let problems: Vec<_> = read.file.problems.iter().map(problem_value).collect();
    let value = json!({
        "id": id, "version": version, "digest": digest, "new": is_new, "questions": read.file.questions,
        "problems": problems,
    });
    output.answer(&value, |words| {
        let key = if is_new { "checklist-imported" } else { "checklist-known" };
        let values = [("id", Value::Text(&id)), ("version", Value::Text(&version)), ("digest", Value::Text(&digest))];
        let lines = read.file.problems.iter().map(|problem| problem_text(problem, words));
        lines.chain([words.with(key, &values)]).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

/// Everything that is wrong with a checklist in a file.
fn check(file: &Path, output: &mut Output<'_>) -> Result<u8, AppError> {
    let checked = check_file(file, output.words())?;
    Ok(say_checked(&checked, output))
}

fn say_checked(checked: &CheckedFile, output: &mut Output<'_>) -> u8 {
    let problems: Vec<_> = checked.problems.iter().map(problem_value).collect();
    let value = json!({
        "ok": checked.is_usable, "id": checked.id, "version": checked.version, "title": checked.title,
        "questions": checked.questions, "errors": checked.errors, "problems": problems,
    });
    output.answer(&value, |words| check_text(checked, words));
    if checked.is_usable { 0 } else { BAD }
}

fn problem_value(problem: &ProblemLine) -> serde_json::Value {
    let mut value = json!({
        "weight": problem.weight, "code": problem.code, "sheet": problem.place.sheet, "row": problem.place.row,
        "column": problem.place.column, "cell": problem.place.address(), "subject": problem.subject,
        "hint": problem.hint, "text": problem.text,
    });
    if let Some(line) = problem.line {
        value["line"] = json!(line);
    }
    value
}

fn problem_text(problem: &ProblemLine, words: Words) -> String {
    let weight = words.get(&format!("weight-{}", problem.weight));
    words.with("xlsform-weighed", &[("weight", Value::Text(&weight)), ("problem", Value::Text(&problem.placed))])
}

fn check_text(checked: &CheckedFile, words: Words) -> String {
    let title = ("title", Value::Text(&checked.title));
    let last = if checked.is_usable {
        words.with("xlsform-usable", &[title, ("questions", Value::Number(checked.questions as i64))])
    } else {
        words.with("xlsform-not_usable", &[title, ("errors", Value::Number(checked.errors as i64))])
    };
    let lines = checked.problems.iter().map(|problem| problem_text(problem, words));
    lines.chain([last]).collect::<Vec<_>>().join("\n")
}

/// What the actions of a script change in a checklist; its problems where it cannot be used.
fn run_script(file: &Path, script: Option<&Path>, output: &mut Output<'_>) -> Result<u8, AppError> {
    let trial = match try_file(file, script, output.words())? {
        Ok(trial) => trial,
        Err(checked) => return Ok(say_checked(&checked, output)),
    };
    let initial: Map<_, _> = trial.initial.iter().map(|(path, state)| (path.clone(), json!(state))).collect();
    let steps: Vec<_> = trial.steps.iter().map(step_value).collect();
    let mut value = json!({ "languages": trial.languages, "initial": initial, "steps": steps });
    if !trial.problems.is_empty() {
        value["problems"] = trial.problems.iter().map(problem_value).collect();
    }
    output.answer(&value, |words| {
        let problems = trial.problems.iter().map(|problem| problem_text(problem, words));
        let initial = trial.initial.iter().map(|(path, state)| format!("{path}  {}", state_text(state)));
        problems.chain(initial).chain(trial.steps.iter().map(step_text)).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

fn step_value(step: &Step) -> serde_json::Value {
    let changes: Map<_, _> = step
        .changes
        .iter()
        .map(|(path, before, after)| (path.clone(), json!({ "before": before, "after": after })))
        .collect();
    let mut value = json!({ "action": step.action, "changes": changes });
    if let Some(problem) = &step.problem {
        value["problem"] = json!(problem);
    }
    value
}

fn step_text(step: &Step) -> String {
    let asked = [&step.action.input, &step.action.select, &step.action.add_repeat].into_iter().flatten();
    let head = format!("{} {}", asked.cloned().collect::<String>(), step.action.value.as_deref().unwrap_or_default());
    let changes = step
        .changes
        .iter()
        .map(|(path, _, after)| format!("  {path}  {}", after.as_ref().map_or_else(|| "-".to_owned(), state_text)));
    std::iter::once(head).chain(step.problem.clone()).chain(changes).collect::<Vec<_>>().join("\n")
}

/// What an expression comes to, or what is wrong with it.
fn eval(expression: &str, xml: &Path, node: &str, output: &mut Output<'_>) -> Result<u8, AppError> {
    match evaluate(expression, xml, node)? {
        Ok(evaluated) => {
            output.answer(&evaluated_value(&evaluated), |_| match &evaluated.nodes {
                Some(nodes) => nodes.join("\n"),
                None => evaluated.text.clone(),
            });
            Ok(0)
        }
        Err(fault) => {
            let place = fault.character(expression);
            let text = fault_text(&fault, place, &output.words());
            output.answer(&json!({ "error": { "code": fault.code(), "text": text, "at": place } }), |_| text.clone());
            Ok(BAD)
        }
    }
}

fn fault_text(fault: &ExpressionFault, place: Option<usize>, words: &Words) -> String {
    let problem = words.with(&format!("expression-{}", fault.code()), &[("what", Value::Text(&fault.subject()))]);
    match place {
        Some(place) => {
            words.with("expression-at", &[("problem", Value::Text(&problem)), ("place", Value::Number(place as i64))])
        }
        None => problem,
    }
}

fn evaluated_value(evaluated: &Evaluated) -> serde_json::Value {
    let number = if evaluated.number.is_finite() { json!(evaluated.number) } else { json!(evaluated.number_text) };
    let value = match evaluated.kind {
        "nodeset" => json!(evaluated.nodes),
        "number" => number.clone(),
        "boolean" => json!(evaluated.truth),
        _ => json!(evaluated.text),
    };
    json!({
        "type": evaluated.kind,
        "value": value,
        "string": evaluated.text,
        "number": number,
        "boolean": evaluated.truth,
        "nodes": evaluated.nodes,
    })
}

fn line_value(line: &ChecklistLine) -> serde_json::Value {
    json!({
        "id": line.id, "version": line.version, "title": line.title, "questions": line.questions, "tables": line.tables,
        "languages": line.languages, "built_in": line.built_in, "digest": line.digest,
    })
}

fn line_text(line: &ChecklistLine, words: Words) -> String {
    format!("{}  {}  {} ({})", line.id, line.version, line.title.get(words.language()), line.questions)
}

fn view_value(view: &ChecklistView) -> serde_json::Value {
    let questions: Vec<_> = view
        .questions
        .iter()
        .map(|question| {
            let choices: Vec<_> =
                question.choices.iter().map(|one| json!({ "code": one.code, "label": one.label })).collect();
            json!({
                "code": question.code, "kind": question.kind, "text": question.text, "choices": choices,
                "unit": question.unit, "parts": question.parts, "conditional": question.conditional,
            })
        })
        .collect();
    let mut value = line_value(&view.line);
    value["questions"] = questions.into();
    value
}

fn question_text(question: &QuestionLine, words: Words) -> String {
    let language = words.language();
    let mut lines = vec![format!("{}  {}  {}", question.code, question.kind, question.text.get(language))];
    let mut more = |key: &str, list: &str| {
        if !list.is_empty() {
            lines.push(format!("    {}", words.with(key, &[("list", Value::Text(list))])));
        }
    };
    let choices = question.choices.iter().map(|one| format!("{} ({})", one.code, one.label.get(language)));
    more("checklist-choices", &choices.collect::<Vec<_>>().join(", "));
    more("checklist-unit", question.unit.as_deref().unwrap_or_default());
    let parts = question.parts.iter().map(|part| format!("{}/{part}", question.code));
    more("checklist-parts", &parts.collect::<Vec<_>>().join(", "));
    if question.conditional {
        lines.push(format!("    {}", words.get("checklist-conditional")));
    }
    lines.join("\n")
}
