//! `fieldseal inspection answer`: one answer, a file of many, or a stream.

use super::{ask_of, inspection_id, question_path, saved};
use crate::app::command::{InspectionCommand, PhotoSource};
use crate::app::problem::Problem;
use crate::app::{App, AppError, Command, Outcome, input};
use crate::cli::BAD;
use crate::cli::args::AnswerArguments;
use crate::cli::output::{Output, Quiet};
use crate::domain::{Answer, AnswerStatus, EvidenceLink, InspectionId, InstancePath};
use serde::Deserialize;
use serde_json::json;
use std::io::BufRead;
use std::path::PathBuf;

/// One answer of a file or stream: `assets/schemas/answers.schema.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerLine {
    /// Code, node name or path.
    question: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    status: AnswerStatus,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
}

/// One line of a stream: an answer, or a photo.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum StreamLine {
    Answer(AnswerLine),
    Photo {
        photo: PathBuf,
        #[serde(default)]
        question: Option<String>,
    },
}

pub fn run(ask: AnswerArguments, app: &mut App, output: &mut Output<'_>) -> Result<u8, AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    if ask.stdin {
        return stream(app, id, output);
    }
    let answers = if let Some(path) = &ask.file {
        let text = input::read(path)?;
        let lines: Vec<AnswerLine> = serde_json::from_slice(&text)
            .map_err(|source| AppError::Unreadable { what: "the file of answers", source })?;
        lines.into_iter().map(|line| read(app, id, line)).collect::<Result<_, _>>()?
    } else {
        let (status, reason) = match (ask.not_applicable, ask.not_verified) {
            (Some(reason), _) => (AnswerStatus::NotApplicable, reason),
            (None, Some(reason)) => (AnswerStatus::NotVerified, reason),
            (None, None) => (AnswerStatus::Answered, String::new()),
        };
        let question = ask.question.unwrap_or_default();
        vec![read(app, id, AnswerLine { question, value: ask.value, status, reason, note: ask.note })?]
    };
    let changes = ask_of(app, id, InspectionCommand::AnswerMany(answers))?;
    saved(&changes, "saved", output);
    Ok(0)
}

fn read(app: &mut App, id: InspectionId, line: AnswerLine) -> Result<(InstancePath, Answer), AppError> {
    let path = question_path(app, id, &line.question)?;
    Ok((path, Answer { value: line.value, status: line.status, reason: line.reason, note: line.note }))
}

/// Reads answers and photos line by line; each is acknowledged once it is durable, so a reader that saw the
/// acknowledgement can rely on it whatever happens to this process.
fn stream(app: &mut App, id: InspectionId, output: &mut Output<'_>) -> Result<u8, AppError> {
    let mut code = 0;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|source| AppError::file(&PathBuf::from("-"), source))?;
        if line.trim().is_empty() {
            continue;
        }
        match one(app, id, &line) {
            Ok(acknowledgement) => output.line(&acknowledgement.to_string()),
            Err(error) => {
                code = BAD;
                let problem = Problem::of(&error, output.words());
                output.line(&json!({ "problem": { "code": problem.code, "what": problem.what } }).to_string());
            }
        }
    }
    Ok(code)
}

fn one(app: &mut App, id: InspectionId, line: &str) -> Result<serde_json::Value, AppError> {
    let line: StreamLine =
        serde_json::from_str(line).map_err(|source| AppError::Unreadable { what: "the line", source })?;
    match line {
        StreamLine::Answer(line) => {
            let (path, answer) = read(app, id, line)?;
            let changes = ask_of(app, id, InspectionCommand::Answer { path: path.clone(), answer })?;
            Ok(json!({ "saved_at": changes.saved_at.map(|at| at.iso()), "path": path }))
        }
        StreamLine::Photo { photo, question } => {
            let mut links = Vec::new();
            if let Some(question) = question {
                links.push(EvidenceLink::Question(question_path(app, id, &question)?));
            }
            let command = InspectionCommand::AddPhotos { sources: vec![PhotoSource::File(photo)], links };
            let changes = app.complete(Command::Inspection(id, command), &mut Quiet)?;
            let saved_at = changes.saved_at.map(|at| at.iso());
            let Outcome::Photos(photos) = changes.outcome else { return Ok(json!({ "saved_at": saved_at })) };
            let mut digest = None;
            for photo in photos {
                let photo_id = photo.result?;
                digest = app.inspection_view(id)?.inspection.photo(photo_id).map(|photo| photo.digest);
            }
            Ok(json!({ "saved_at": saved_at, "sha256": digest }))
        }
    }
}
