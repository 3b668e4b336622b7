//! `fieldseal inspection`.

mod answer;
mod behind;
mod facts;
mod file;
mod grade;
mod photo;
mod show;

use super::BAD;
use super::args::{InspectionNew, InspectionVerb, NoteArguments, PositionArguments, SealWord, TypeWord};
use super::open::Context;
use super::output::{Output, Quiet};
use crate::app::command::{InspectionCommand, PlanDraft};
use crate::app::job::Unwatched;
use crate::app::{App, AppError, Changes, Command, Outcome, Thing};
use crate::domain::{
    EvidenceLink, FindingId, InspectionId, InspectionType, InstancePath, Position, PositionKind, TeamMember,
};
use crate::words::Value;
use serde_json::json;

pub fn run(ask: InspectionVerb, context: &Context, output: &mut Output<'_>) -> Result<u8, AppError> {
    match ask {
        InspectionVerb::List { search } => {
            show::list(&context.open()?, &search, output)?;
            return Ok(0);
        }
        InspectionVerb::Show { inspection } => {
            let mut app = context.open()?;
            let id = inspection_id(&mut app, &inspection)?;
            show::one(&mut app, id, output)?;
            return Ok(0);
        }
        InspectionVerb::New(_)
        | InspectionVerb::Answer(_)
        | InspectionVerb::Photo(_)
        | InspectionVerb::Facts(_)
        | InspectionVerb::Finding(_)
        | InspectionVerb::Propose(_)
        | InspectionVerb::Withdraw(_)
        | InspectionVerb::Note(_)
        | InspectionVerb::Position(_)
        | InspectionVerb::Meeting(_)
        | InspectionVerb::Sign(_)
        | InspectionVerb::Action(_)
        | InspectionVerb::Seal(_)
        | InspectionVerb::Reopen(_) => {}
    }
    let mut app = context.open_unlocked()?;
    let code = change(ask, &mut app, output)?;
    app.close()?;
    Ok(code)
}

fn change(ask: InspectionVerb, app: &mut App, output: &mut Output<'_>) -> Result<u8, AppError> {
    match ask {
        InspectionVerb::New(ask) => new(ask, app, output)?,
        InspectionVerb::Answer(ask) => return answer::run(ask, app, output),
        InspectionVerb::Photo(ask) => return photo::run(ask, app, output),
        InspectionVerb::Facts(ask) => facts::run(ask, app, output)?,
        InspectionVerb::Finding(ask) => file::finding(ask, app, output)?,
        InspectionVerb::Propose(ask) => grade::propose(ask, app, output)?,
        InspectionVerb::Withdraw(ask) => grade::withdraw(ask, app, output)?,
        InspectionVerb::Note(ask) => note(ask, app, output)?,
        InspectionVerb::Position(ask) => position(ask, app, output)?,
        InspectionVerb::Meeting(ask) => file::meeting(ask, app, output)?,
        InspectionVerb::Sign(ask) => file::sign(ask, app, output)?,
        InspectionVerb::Action(ask) => file::action(ask, app, output)?,
        InspectionVerb::Seal(ask) => {
            let id = inspection_id(app, &ask.inspection)?;
            let (command, key) = match ask.seal {
                SealWord::Closing => (InspectionCommand::SealClosing, "seal-closing-done"),
                SealWord::Report => (InspectionCommand::SealReport, "seal-report-done"),
            };
            match ask_of(app, id, command) {
                Err(AppError::Blocked(blockers)) => {
                    show::blockers(app, id, &blockers, output)?;
                    return Ok(BAD);
                }
                outcome => saved(&outcome?, key, output),
            }
        }
        InspectionVerb::Reopen(ask) => {
            let id = inspection_id(app, &ask.inspection)?;
            let changes = ask_of(app, id, InspectionCommand::ReopenClosing { reason: ask.reason })?;
            saved(&changes, "reopen-done", output);
        }
        InspectionVerb::List { .. } | InspectionVerb::Show { .. } => {}
    }
    Ok(0)
}

fn new(ask: InspectionNew, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let lead = app.person().map(|person| TeamMember::new(&person.name, "lead auditor"));
    let named: Vec<TeamMember> = ask
        .team
        .iter()
        .map(|member| {
            let (name, function) = member.split_once(':').unwrap_or((member, ""));
            TeamMember::new(name.trim(), function.trim())
        })
        .collect();
    let draft = PlanDraft {
        supplier_id: ask.supplier.parse().map_err(|_| AppError::not_found(Thing::Supplier, &ask.supplier))?,
        site_id: ask.site.parse().map_err(|_| AppError::not_found(Thing::Site, &ask.site))?,
        checklist_id: ask.checklist,
        inspection_type: match ask.inspection_type {
            TypeWord::Initial => InspectionType::Initial,
            TypeWord::Periodic => InspectionType::Periodic,
            TypeWord::FollowUp => InspectionType::FollowUp,
            TypeWord::Unannounced => InspectionType::Unannounced,
        },
        starts_on: ask.from,
        ends_on: ask.to.unwrap_or(ask.from),
        team: if named.is_empty() { lead.into_iter().collect() } else { named },
        scope: ask.scope,
    };
    let changes = app.complete(Command::PlanInspection(draft), &mut Unwatched)?;
    if let Outcome::Inspection(id) = changes.outcome {
        let number = app.inspection_view(id)?.inspection.plan.number.clone();
        let id = id.to_string();
        output.answer(&json!({ "inspection": id, "number": number }), |words| {
            words.with("inspection-planned", &[("number", Value::Text(&number)), ("id", Value::Text(&id))])
        });
    }
    Ok(())
}

fn note(ask: NoteArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let mut links = Vec::new();
    for question in &ask.question {
        links.push(EvidenceLink::Question(question_path(app, id, question)?));
    }
    let changes = ask_of(app, id, InspectionCommand::SaveNote { id: None, text: ask.text, links })?;
    saved(&changes, "saved", output);
    Ok(())
}

fn position(ask: PositionArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let finding_id = finding_id(app, id, &ask.finding)?;
    let kind = if ask.disputed.is_some() { PositionKind::Disputed } else { PositionKind::Agreed };
    let position = Position { kind, words: ask.disputed.unwrap_or_default() };
    let changes = ask_of(app, id, InspectionCommand::TakePosition { finding_id, position })?;
    saved(&changes, "saved", output);
    Ok(())
}

/// Sends a command of one inspection and waits for its end.
fn ask_of(app: &mut App, id: InspectionId, command: InspectionCommand) -> Result<Changes, AppError> {
    app.complete(Command::Inspection(id, command), &mut Quiet)
}

/// Prints that a change is durable, and when; or that there was nothing to change.
fn saved(changes: &Changes, key: &str, output: &mut Output<'_>) {
    let at = changes.saved_at.map(|at| at.iso());
    output.answer(&json!({ "saved_at": at }), |words| match &at {
        Some(at) => words.with(key, &[("time", Value::Text(at))]),
        None => words.get("nothing-changed"),
    });
}

/// The inspection that is meant: by identifier or by the number of its report.
pub fn inspection_id(app: &mut App, name: &str) -> Result<InspectionId, AppError> {
    let not_found = || AppError::not_found(Thing::Inspection, name);
    if let Ok(id) = name.parse::<InspectionId>() {
        return app.inspection_view(id).map(|_| id);
    }
    app.inspection_by_number(name)?.ok_or_else(not_found)
}

/// The question that is meant: by code (`ESG-HS-04`), node name (`esg_hs_04`) or address, also one in a row
/// (`/wage[018f…]/wage_base_pay`).
fn question_path(app: &mut App, id: InspectionId, name: &str) -> Result<InstancePath, AppError> {
    let view = app.inspection_view(id)?;
    let address = InstancePath::from(name.to_owned());
    if name.starts_with('/') && (name.contains('[') || view.template.index_of(&address).is_some()) {
        return Ok(address);
    }
    if let Some(question) = view.template.questions.iter().find(|own| own.code == name || own.name == name) {
        return Ok(question.path());
    }
    let wanted = name.trim_start_matches('/').to_lowercase();
    let (node, inside) = wanted.split_once('/').map_or((wanted.as_str(), None), |(node, inside)| (node, Some(inside)));
    let node = node.replace('-', "_");
    let question = view.template.question(&node).ok_or_else(|| AppError::not_found(Thing::Question, name))?;
    Ok(inside.map_or_else(|| question.path(), |inside| question.path().child(inside)))
}

/// The finding that is meant: by number (`F-01`) or identifier.
fn finding_id(app: &mut App, id: InspectionId, name: &str) -> Result<FindingId, AppError> {
    let view = app.inspection_view(id)?;
    let found = view.findings.iter().find(|f| f.number.eq_ignore_ascii_case(name) || f.id.to_string() == name);
    found.map(|finding| finding.id).ok_or_else(|| AppError::not_found(Thing::Finding, name))
}
