//! The severity of findings: how it came about, what is proposed to the reviewer, and findings that are withdrawn.

use super::{ask_of, finding_id, inspection_id, saved};
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::app::{App, AppError};
use crate::cli::args::{MilderWord, ProposeArguments, WithdrawArguments};
use crate::cli::output::Output;
use crate::domain::{Finding, REPEAT_RULE, Severity};
use crate::words::{Value, Words};
use serde_json::json;

pub fn propose(ask: ProposeArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let finding_id = finding_id(app, id, &ask.finding)?;
    let severity = ask.severity.map(|word| match word {
        MilderWord::Major => Severity::Major,
        MilderWord::Minor => Severity::Minor,
        MilderWord::Opportunity => Severity::Opportunity,
    });
    let reason = ask.reason.unwrap_or_default();
    let changes = ask_of(app, id, InspectionCommand::ProposeGrade { finding_id, severity, reason })?;
    saved(&changes, if ask.take_back { "saved" } else { "proposed" }, output);
    Ok(())
}

pub fn withdraw(ask: WithdrawArguments, app: &mut App, output: &mut Output<'_>) -> Result<(), AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let finding_id = finding_id(app, id, &ask.finding)?;
    let changes = ask_of(app, id, InspectionCommand::WithdrawFinding { id: finding_id, reason: ask.reason })?;
    saved(&changes, "saved", output);
    Ok(())
}

/// How the severity of a finding came about, for programs.
pub fn value(view: &InspectionView, finding: &Finding) -> serde_json::Value {
    let grading = view.grading(finding);
    json!({
        "severity": finding.severity,
        "answers_give": grading.answers,
        "suggested": grading.suggested,
        "change": grading.change.code(),
        "severity_reason": finding.severity_reason,
        "repeats": finding.repeats,
        "rule": grading.is_raised_by_rule().then_some(REPEAT_RULE),
        "for_reviewer": view.is_for_the_reviewer(finding),
        "proposal": view.inspection.proposal(finding),
        "state": finding.state(),
    })
}

/// The same in words, a line a step; nothing where the severity is that of the answers.
pub fn lines(view: &InspectionView, finding: &Finding, words: Words) -> Vec<String> {
    let name = |severity: Severity| words.get(&format!("severity-{}", severity.code()));
    let mut lines = Vec::new();
    for step in view.grading(finding).steps(finding) {
        let (from, to) = (name(step.from), name(step.to));
        let values = [
            ("from", Value::Text(&from)),
            ("to", Value::Text(&to)),
            ("reason", Value::Text(step.reason)),
            ("rule", Value::Text(REPEAT_RULE)),
        ];
        lines.push(format!("      {}", words.with(&format!("grade-step-{}", step.rule.code()), &values)));
    }
    if let Some(proposal) = view.inspection.proposal(finding) {
        let severity = name(proposal.severity);
        let values = [
            ("severity", Value::Text(&severity)),
            ("reason", Value::Text(&proposal.reason)),
            ("name", Value::Text(&proposal.proposed_by)),
        ];
        lines.push(format!("      {}", words.with("proposal-made", &values)));
    }
    if view.is_for_the_reviewer(finding) {
        lines.push(format!("      {}", words.get("grade-for-reviewer")));
    }
    lines
}
