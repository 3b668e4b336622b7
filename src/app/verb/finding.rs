//! Findings: raise, change, withdraw; and what the site does about them.

use super::supplier::required;
use crate::app::command::FindingDraft;
use crate::app::environment::new_id;
use crate::app::view::worst_answer;
use crate::app::{App, AppError, Changes, Outcome, Thing};
use crate::domain::{CorrectiveAction, EventBody, Finding, FindingId, InspectionId, Refusal, Severity};

/// Raises or changes a finding. A question belongs to one finding: it is taken out of any other.
///
/// # Errors
/// [`AppError::Missing`], [`AppError::NotFound`] for an unknown question, or a refusal; a critical finding is lowered
/// by a supervisor only.
pub fn save(app: &mut App, id: InspectionId, draft: FindingDraft) -> Result<Changes, AppError> {
    let title = required("title", &draft.title)?;
    let requirement = required("requirement", &draft.requirement)?;
    let finding_id = draft.id.unwrap_or_else(|| new_id(app.environment.as_mut(), FindingId::from_parts));
    let loaded = app.load(id)?;
    for path in &draft.questions {
        if loaded.template.index_of(path).is_none() {
            return Err(AppError::not_found(Thing::Question, path));
        }
    }
    let worst = worst_answer(&draft.questions, &loaded.template, &loaded.evaluation);
    let was = loaded.inspection.finding(finding_id).map(|finding| finding.severity);
    if worst.max(was) == Some(Severity::Critical) && draft.severity < Severity::Critical {
        return Err(Refusal::CriticalLowered.into());
    }
    let others = loaded.inspection.findings.iter().filter(|other| other.id != finding_id);
    let robbed = others.filter(|other| other.questions.iter().any(|path| draft.questions.contains(path)));
    let mut bodies: Vec<EventBody> = robbed
        .map(|other| {
            let mut other = other.clone();
            other.questions.retain(|path| !draft.questions.contains(path));
            EventBody::FindingSaved(other)
        })
        .collect();
    bodies.push(EventBody::FindingSaved(Finding {
        id: finding_id,
        title,
        severity: draft.severity,
        severity_reason: draft.severity_reason.trim().to_owned(),
        sensitive: draft.sensitive,
        questions: draft.questions,
        requirement,
        evidence: draft.evidence.trim().to_owned(),
        place: draft.place.trim().to_owned(),
        immediate_action: draft.immediate_action.trim().to_owned(),
        action: draft.action,
        remedy: draft.remedy,
        agreed_due_on: draft.agreed_due_on,
    }));
    let mut changes = app.commit_inspection(id, bodies)?;
    changes.outcome = Outcome::Finding(finding_id);
    Ok(changes)
}

/// Withdraws a finding before the closing seal; the log keeps it.
///
/// # Errors
/// A refusal without a reason, or after the closing seal.
pub fn withdraw(app: &mut App, id: InspectionId, finding_id: FindingId, reason: String) -> Result<Changes, AppError> {
    app.commit_inspection(id, vec![EventBody::FindingWithdrawn { id: finding_id, reason }])
}

/// Records what the site does about a finding; allowed at any time.
///
/// # Errors
/// A refusal when the finding does not exist.
pub fn record_action(
    app: &mut App,
    id: InspectionId,
    finding_id: FindingId,
    action: CorrectiveAction,
) -> Result<Changes, AppError> {
    app.commit_inspection(id, vec![EventBody::ActionRecorded { finding_id, action }])
}
