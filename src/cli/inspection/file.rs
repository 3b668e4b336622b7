//! Findings, meetings, signatures and actions from JSON files.

use super::{ask_of, finding_id, grade, inspection_id, question_path, saved};
use crate::app::command::{FindingDraft, InspectionCommand};
use crate::app::{App, AppError, Outcome, input};
use crate::cli::args::{ActionArguments, FileArguments};
use crate::cli::output::Output;
use crate::domain::{
    Attendee, Containment, CorrectiveAction, MeetingKind, Remedy, Severity, SignatureMark, SignatureRole,
};
use crate::words::Value;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Deserialize;
use serde_json::json;

/// `assets/schemas/finding.schema.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingFile {
    /// Number or identifier of the finding that is changed.
    #[serde(default)]
    finding: Option<String>,
    title: String,
    /// What answers and rules suggest, when it is left out.
    #[serde(default)]
    severity: Option<Severity>,
    #[serde(default)]
    severity_reason: String,
    #[serde(default)]
    repeats: String,
    #[serde(default)]
    contained: Option<Containment>,
    #[serde(default)]
    sensitive: bool,
    questions: Vec<String>,
    requirement: String,
    #[serde(default)]
    evidence: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    immediate_action: String,
    #[serde(default)]
    action: CorrectiveAction,
    #[serde(default)]
    remedy: Remedy,
    #[serde(default)]
    agreed_due_on: Option<NaiveDate>,
}

/// `assets/schemas/meeting.schema.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetingFile {
    kind: MeetingKind,
    /// ISO 8601 with offset.
    #[serde(default)]
    held_at: Option<DateTime<FixedOffset>>,
    attendees: Vec<Attendee>,
    #[serde(default)]
    notes: String,
}

/// `assets/schemas/signature.schema.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureFile {
    role: SignatureRole,
    name: String,
    #[serde(default)]
    function: String,
    mark: SignatureMark,
}

pub fn finding(ask: FileArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let file: FindingFile = input::read_object(&ask.file)?;
    let questions = file.questions.iter().map(|name| question_path(app, id, name)).collect::<Result<_, _>>()?;
    let changed = file.finding.as_deref().map(|name| finding_id(app, id, name)).transpose()?;
    let draft = FindingDraft {
        id: changed,
        title: file.title,
        severity: file.severity,
        severity_reason: file.severity_reason,
        repeats: file.repeats,
        contained: file.contained,
        sensitive: file.sensitive,
        questions,
        requirement: file.requirement,
        evidence: file.evidence,
        place: file.place,
        immediate_action: file.immediate_action,
        action: file.action,
        remedy: file.remedy,
        agreed_due_on: file.agreed_due_on,
    };
    let changes = ask_of(app, id, InspectionCommand::SaveFinding(Box::new(draft)))?;
    let Outcome::Finding(finding_id) = changes.outcome else { return Ok(()) };
    let view = app.inspection_view(id)?;
    let number = view.inspection.finding_number(finding_id);
    let Some(finding) = view.inspection.finding(finding_id) else { return Ok(()) };
    let mut value = grade::value(&view, finding);
    value["finding"] = json!(finding_id);
    value["number"] = json!(number);
    output.answer(&value, |words| {
        let mut lines = vec![words.with("finding-saved", &[("number", Value::Text(&number))])];
        lines.extend(grade::lines(&view, finding, words));
        lines.join("\n")
    });
    Ok(())
}

pub fn meeting(ask: FileArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let MeetingFile { kind, held_at, attendees, notes } = input::read_object(&ask.file)?;
    let held_at = held_at.map(Into::into);
    let changes = ask_of(app, id, InspectionCommand::RecordMeeting { kind, held_at, attendees, notes })?;
    saved(&changes, "saved", output);
    Ok(())
}

pub fn sign(ask: FileArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let SignatureFile { role, name, function, mark } = input::read_object(&ask.file)?;
    let changes = ask_of(app, id, InspectionCommand::GiveSignature { role, name, function, mark })?;
    saved(&changes, "saved", output);
    Ok(())
}

pub fn action(ask: ActionArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let finding_id = finding_id(app, id, &ask.finding)?;
    let action = input::read_object(&ask.file)?;
    let changes = ask_of(app, id, InspectionCommand::RecordAction { finding_id, action })?;
    saved(&changes, "saved", output);
    Ok(())
}
