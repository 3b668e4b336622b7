//! `fieldseal inspection answer`: one answer, a file of many, or a stream.

use super::photo::warning_values;
use super::{ask_of, inspection_id, question_path, saved};
use crate::app::command::{InspectionCommand, PhotoSource};
use crate::app::input::{self, Place};
use crate::app::problem::Problem;
use crate::app::{App, AppError, Command, Outcome};
use crate::cli::BAD;
use crate::cli::args::AnswerArguments;
use crate::cli::output::{Output, Quiet};
use crate::domain::{Answer, AnswerStatus, EvidenceLink, InspectionId, InstancePath};
use crate::words::Words;
use serde::Deserialize;
use serde::de::Error as _;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};

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
    /// The note that is there stays without it.
    #[serde(default)]
    note: Option<String>,
    /// Takes the answer back, with its note.
    #[serde(default)]
    clear: bool,
}

impl AnswerLine {
    /// The answer that is meant where `recorded` is the one that is there.
    fn answer(self, recorded: Option<&Answer>) -> Result<Answer, AppError> {
        let recorded = recorded.cloned().unwrap_or_default();
        let value = self.value.filter(|value| !value.is_empty());
        let settles = value.is_some() || self.status != AnswerStatus::Answered;
        match (self.clear, settles, self.note) {
            (true, false, None) => Ok(Answer::default()),
            (false, false, Some(note)) => Ok(Answer { note, ..recorded }),
            (false, true, note) => {
                let note = note.unwrap_or(recorded.note);
                Ok(Answer { value, status: self.status, reason: self.reason, note })
            }
            (false, false, None) => Err(AppError::Missing { field: "answer" }),
            (true, _, _) => {
                let source = serde_json::Error::custom("nothing else is given beside it");
                Err(AppError::Json { field: Some("clear".to_owned()), source })
            }
        }
    }
}

/// One photo of a stream.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhotoLine {
    photo: PathBuf,
    #[serde(default)]
    question: Option<String>,
}

pub fn run(ask: AnswerArguments, app: &mut App, output: &mut Output<'_>) -> Result<u8, AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    if ask.stdin {
        return stream(app, id, output);
    }
    let answers = if let Some(path) = &ask.file {
        // A later entry for the same place goes on from the earlier one and stands for both.
        let mut answers = BTreeMap::new();
        input::read_entries(path, |line| {
            let (path, answer) = read(app, id, line, &answers)?;
            answers.insert(path, answer);
            Ok(())
        })?;
        answers.into_iter().collect()
    } else {
        let (status, reason) = match (ask.not_applicable, ask.not_verified) {
            (Some(reason), _) => (AnswerStatus::NotApplicable, reason),
            (None, Some(reason)) => (AnswerStatus::NotVerified, reason),
            (None, None) => (AnswerStatus::Answered, String::new()),
        };
        let question = ask.question.unwrap_or_default();
        let line = AnswerLine { question, value: ask.value, status, reason, note: ask.note, clear: ask.clear };
        vec![read(app, id, line, &BTreeMap::new())?]
    };
    let changes = ask_of(app, id, InspectionCommand::AnswerMany(answers))?;
    saved(&changes, "saved", output);
    Ok(0)
}

/// Where an answer belongs and what it is, given those `before` it that are not saved yet.
fn read(
    app: &mut App,
    id: InspectionId,
    line: AnswerLine,
    before: &BTreeMap<InstancePath, Answer>,
) -> Result<(InstancePath, Answer), AppError> {
    let path = question_path(app, id, &line.question)?;
    let inspection = app.inspection_view(id)?.inspection;
    let answer = line.answer(before.get(&path).or_else(|| inspection.answers.get(&path)))?;
    app.check_answer(id, &path, &answer)?;
    Ok((path, answer))
}

/// Reads answers and photos line by line; each is acknowledged once it is durable, so a reader that saw the
/// acknowledgement can rely on it whatever happens to this process. A line that is wrong does not stop the others.
fn stream(app: &mut App, id: InspectionId, output: &mut Output<'_>) -> Result<u8, AppError> {
    let mut code = 0;
    for (number, line) in (1..).zip(std::io::stdin().lock().split(b'\n')) {
        let line = line.map_err(|source| AppError::file(Path::new("-"), source))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let acknowledgement = one(app, id, &line, output.words()).unwrap_or_else(|error| {
            code = BAD;
            let problem = Problem::of(&error.at(Place::Line(number)), output.words());
            json!({ "line": number, "problem": { "code": problem.code, "what": problem.what } })
        });
        output.line(&acknowledgement.to_string());
    }
    Ok(code)
}

fn one(app: &mut App, id: InspectionId, line: &[u8], words: Words) -> Result<Value, AppError> {
    let value: Value = input::object(line)?;
    match value.get("photo") {
        Some(_) => photo(app, id, input::fields(&value)?, words),
        None => answer(app, id, input::fields(&value)?),
    }
}

fn answer(app: &mut App, id: InspectionId, line: AnswerLine) -> Result<Value, AppError> {
    let (path, answer) = read(app, id, line, &BTreeMap::new())?;
    let changes = ask_of(app, id, InspectionCommand::Answer { path: path.clone(), answer })?;
    Ok(json!({ "saved_at": changes.saved_at.map(|at| at.iso()), "path": path }))
}

fn photo(app: &mut App, id: InspectionId, line: PhotoLine, words: Words) -> Result<Value, AppError> {
    let mut links = Vec::new();
    if let Some(question) = line.question {
        links.push(EvidenceLink::Question(question_path(app, id, &question)?));
    }
    let command = InspectionCommand::AddPhotos { sources: vec![PhotoSource::File(line.photo)], links };
    let changes = app.complete(Command::Inspection(id, command), &mut Quiet)?;
    let saved_at = changes.saved_at.map(|at| at.iso());
    let Outcome::Photos(photos) = changes.outcome else { return Ok(json!({ "saved_at": saved_at })) };
    let (mut digest, mut warnings) = (None, Vec::new());
    for photo in photos {
        warnings.extend(warning_values(&photo, words));
        let photo_id = photo.result?;
        digest = app.inspection_view(id)?.inspection.photo(photo_id).map(|photo| photo.digest);
    }
    Ok(json!({ "saved_at": saved_at, "sha256": digest, "warnings": warnings }))
}
