//! Findings: raise, change, withdraw, propose to the reviewer; and what the site does about them.

use super::supplier::required;
use crate::app::command::FindingDraft;
use crate::app::environment::new_id;
use crate::app::gate::Loaded;
use crate::app::{App, AppError, Changes, Outcome, Thing};
use crate::domain::{
    CorrectiveAction, EarlierFinding, EventBody, Finding, FindingId, GradeProposal, InspectionId, InstancePath,
    Refusal, Repeat, RepeatBasis, Severity, find_repeat,
};
use crate::form::worst_answer;

/// Raises or changes a finding. A question belongs to one finding: it is taken out of any other.
/// One that repeats a finding of the previous inspection is found to do so here, and raised by the rule.
///
/// # Errors
/// [`AppError::Missing`], [`AppError::NotFound`] for an unknown question, or a refusal; a critical finding is lowered
/// by the reviewer only.
pub fn save(app: &mut App, id: InspectionId, draft: FindingDraft) -> Result<Changes, AppError> {
    let title = required("title", &draft.title)?;
    let requirement = required("requirement", &draft.requirement)?;
    let finding_id = draft.id.unwrap_or_else(|| new_id(app.environment.as_mut(), FindingId::from_parts));
    let earlier = app.earlier_findings(id)?;
    let loaded = app.load(id)?;
    for path in &draft.questions {
        if loaded.template.index_of(path).is_none() {
            return Err(AppError::not_found(Thing::Question, path));
        }
    }
    let before = loaded.inspection.finding(finding_id);
    let answers = worst_answer(&draft.questions, &loaded.template, &loaded.evaluation);
    let repeats = repeat_of(&draft, before, answers, &earlier)?;
    let suggested = loaded.rule_set.suggest(answers, repeats.is_some());
    let severity = chosen(&draft, before, answers, suggested, repeats.is_some())?;
    if let Some(before) = before {
        let repeated = repeats.is_some() || before.repeats.is_some();
        let standing = loaded.rule_set.suggest(answers, repeated) == Some(Severity::Critical);
        let by_answers = before.suggested == Some(Severity::Critical) && !standing;
        if before.severity == Severity::Critical && severity < Severity::Critical && !by_answers {
            return Err(Refusal::CriticalLowered.into());
        }
    }
    let others = loaded.inspection.findings.iter().filter(|other| other.id != finding_id);
    let robbed = others.filter(|other| other.questions.iter().any(|path| draft.questions.contains(path)));
    let mut bodies: Vec<EventBody> = robbed
        .map(|other| without(other, &draft.questions, loaded).map(EventBody::FindingSaved))
        .collect::<Result<_, _>>()?;
    let unchanged = suggested == Some(severity);
    bodies.push(EventBody::FindingSaved(Finding {
        id: finding_id,
        title,
        severity,
        severity_reason: if unchanged { String::new() } else { draft.severity_reason.trim().to_owned() },
        suggested,
        repeats,
        contained: draft.contained,
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

/// The earlier finding that the draft names, else the one of the previous inspection that it repeats by itself.
fn repeat_of(
    draft: &FindingDraft,
    before: Option<&Finding>,
    answers: Option<Severity>,
    earlier: &[EarlierFinding],
) -> Result<Option<Repeat>, Refusal> {
    let name = draft.repeats.trim();
    let known = before.and_then(|before| before.repeats.as_ref()).filter(|repeat| repeat.reference == name);
    let is_meant = |one: &&EarlierFinding| one.reference.eq_ignore_ascii_case(name) || one.id.to_string() == name;
    let repeat = match (name.is_empty(), known) {
        (true, _) if answers.is_none_or(|answers| answers == Severity::Opportunity) => None,
        (true, _) => find_repeat(earlier, &draft.questions, &draft.action.root_cause, draft.sensitive),
        (false, Some(known)) => Some(known.clone()),
        (false, None) => Some(earlier.iter().find(is_meant).map_or_else(
            || Repeat { reference: name.to_owned(), finding_id: None, basis: RepeatBasis::Named },
            |one| one.repeated(RepeatBasis::Named),
        )),
    };
    let meant = repeat.as_ref().and_then(|repeat| earlier.iter().find(|one| repeat.finding_id == Some(one.id)));
    match meant {
        Some(one) if !one.may_be_named(draft.sensitive) => Err(Refusal::RepeatsSensitive),
        Some(_) | None => Ok(repeat),
    }
}

/// The severity that the draft comes to. The rule for repeated findings raises by itself what follows the answers.
fn chosen(
    draft: &FindingDraft,
    before: Option<&Finding>,
    answers: Option<Severity>,
    suggested: Option<Severity>,
    repeats: bool,
) -> Result<Severity, AppError> {
    let newly = repeats && before.is_none_or(|before| before.repeats.is_none());
    let follows = draft.severity == answers && draft.severity_reason.trim().is_empty();
    match draft.severity {
        Some(severity) if !(newly && follows) => Ok(severity),
        Some(_) | None => suggested.or(draft.severity).ok_or(AppError::Missing { field: "severity" }),
    }
}

/// A finding without questions that another takes over. Its severity follows what is left, as far as it followed the
/// answers before; a severity that an auditor may not choose any more becomes the suggested one.
fn without(other: &Finding, taken: &[InstancePath], loaded: &Loaded) -> Result<Finding, Refusal> {
    let suggest = |finding: &Finding| {
        let answers = worst_answer(&finding.questions, &loaded.template, &loaded.evaluation);
        loaded.rule_set.suggest(answers, finding.repeats.is_some())
    };
    let followed = suggest(other) == Some(other.severity);
    let mut left = other.clone();
    left.questions.retain(|path| !taken.contains(path));
    left.suggested = suggest(&left);
    let refused = loaded.inspection.refuse_grade(&left, left.suggested).is_some();
    if let Some(now) = left.suggested.filter(|_| followed || refused) {
        if !followed && left.severity == Severity::Critical {
            return Err(Refusal::CriticalLowered);
        }
        left.severity = now;
        left.severity_reason.clear();
    }
    left.contained = left.contained.filter(|_| loaded.inspection.refuse_containment(&left).is_none());
    Ok(left)
}

/// Withdraws a finding before the closing seal; the log keeps it.
///
/// # Errors
/// A refusal without a reason, after the closing seal, or for a finding that is critical by more than its answers.
pub fn withdraw(app: &mut App, id: InspectionId, finding_id: FindingId, reason: String) -> Result<Changes, AppError> {
    let loaded = app.load(id)?;
    if let Some(finding) = loaded.inspection.finding(finding_id).filter(|one| one.severity == Severity::Critical) {
        let answers = worst_answer(&finding.questions, &loaded.template, &loaded.evaluation);
        let by_answers = finding.suggested == Some(Severity::Critical) && finding.repeats.is_none();
        if answers != Some(Severity::Critical) && !by_answers {
            return Err(Refusal::CriticalWithdrawn.into());
        }
    }
    app.commit_inspection(id, vec![EventBody::FindingWithdrawn { id: finding_id, reason }])
}

/// Records what the auditor asks the reviewer to make of a critical finding, in the auditor's name; the finding stays
/// critical. Without a severity the proposal is taken back.
///
/// # Errors
/// A refusal without a reason, for a finding that is not critical, or after the report seal.
pub fn propose(
    app: &mut App,
    id: InspectionId,
    finding_id: FindingId,
    severity: Option<Severity>,
    reason: String,
) -> Result<Changes, AppError> {
    let proposed_by = app.session()?.person.name.clone();
    let proposed_at = app.environment.now();
    let proposal =
        severity.map(|severity| GradeProposal { severity, reason: reason.trim().to_owned(), proposed_by, proposed_at });
    app.commit_inspection(id, vec![EventBody::GradeProposed { finding_id, proposal }])
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
