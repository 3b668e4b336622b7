//! The two seals: the closing seal fixes findings, dates and positions; the report seal fixes the inspection.

use crate::app::gate::{Loaded, given};
use crate::app::view::{InspectionParts, closing_blockers, closing_date, finding_views, report_blockers};
use crate::app::{App, AppError, Changes};
use crate::domain::{
    Digest, EventBody, FixedFinding, Inspection, InspectionId, InstancePath, Item, ItemKind, ItemSalt, Manifest,
    RuleSet, Seal, item_digest, seal_items,
};
use crate::form::{Evaluation, Grading, Ratio, Template, end_values};
use std::sync::Arc;

/// Fixes findings, dates and positions.
///
/// # Errors
/// [`AppError::Blocked`] with all that stands in the way, or a refusal.
pub fn seal_closing(app: &mut App, id: InspectionId) -> Result<Changes, AppError> {
    let loaded = app.load(id)?;
    let blockers = closing_blockers(loaded.judged());
    if !blockers.is_empty() {
        return Err(AppError::Blocked(blockers));
    }
    let seal = make_seal(app, id)?;
    let changes = app.commit_inspection(id, vec![EventBody::ClosingSealed(seal)])?;
    app.checkpoint()?;
    Ok(changes)
}

/// Takes the closing up again before the report seal; signatures are to be given anew.
///
/// # Errors
/// A refusal: no reason, no closing seal, or the report seal is there.
pub fn reopen_closing(app: &mut App, id: InspectionId, reason: String) -> Result<Changes, AppError> {
    app.commit_inspection(id, vec![EventBody::ClosingReopened { reason }])
}

/// Fixes the inspection; nothing in it can be changed afterwards.
///
/// # Errors
/// [`AppError::Blocked`] with all that stands in the way, or a refusal.
pub fn seal_report(app: &mut App, id: InspectionId) -> Result<Changes, AppError> {
    let loaded = app.load(id)?;
    let blockers = report_blockers(loaded.judged());
    if !blockers.is_empty() {
        return Err(AppError::Blocked(blockers));
    }
    if loaded.template.records_itself() {
        let (inspection, template) = (Arc::clone(&loaded.inspection), Arc::clone(&loaded.template));
        let ends = given(&inspection, end_values(&template, app.environment.now().local()));
        app.commit_inspection(id, ends)?;
    }
    let seal = make_seal(app, id)?;
    let changes = app.commit_inspection(id, vec![EventBody::ReportSealed(seal)])?;
    app.checkpoint()?;
    Ok(changes)
}

impl App {
    /// All items of an inspection as it stands: what its log holds, supplier, site, profile and result.
    pub(in crate::app) fn items(&mut self, id: InspectionId, fixed: &[FixedFinding]) -> Result<Vec<Item>, AppError> {
        let InspectionParts { inspection, template, rule_set, evaluation, supplier, site } = self.parts(id)?;
        let mut items = seal_items(&inspection)?;
        items.retain(|item| item.kind != ItemKind::Answer || is_asked(&template, &evaluation, &item.id));
        items.push(Item::of(ItemKind::Supplier, supplier.id.to_string(), &supplier)?);
        items.push(Item::of(ItemKind::Site, site.id.to_string(), &site)?);
        for (name, value) in &inspection.profile {
            items.push(Item::of(ItemKind::Profile, name, value)?);
        }
        for finding in fixed {
            items.push(Item::of(ItemKind::FixedFinding, finding.id.to_string(), finding)?);
        }
        let mut result = result_of(&evaluation);
        result["grade_changes"] = grade_changes(&inspection, &template, &rule_set, &evaluation);
        items.push(Item::of(ItemKind::Result, "result", &result)?);
        Ok(items)
    }
}

/// Whether the question that has an answer at this address is asked. An answer to one that is not is kept in the log,
/// but is no part of the result (ODK XForms 1.0, relevance).
fn is_asked(template: &Template, evaluation: &Evaluation, address: &str) -> bool {
    let index = template.index_of(&InstancePath::from(address.to_owned()));
    index.and_then(|index| evaluation.questions.get(index)).is_none_or(|result| result.visible)
}

/// The seal of an inspection as it stands now.
fn make_seal(app: &mut App, id: InspectionId) -> Result<Seal, AppError> {
    let sealed_at = app.environment.now();
    let Loaded { inspection, rule_set, .. } = app.load(id)?;
    let closing_on = closing_date(inspection);
    let (plan, report_id) = (inspection.plan.clone(), inspection.report_id);
    let findings: Vec<FixedFinding> = finding_views(inspection, rule_set)
        .into_iter()
        .map(|view| FixedFinding { id: view.id, number: view.number, due: view.due })
        .collect();
    let items = app.items(id, &findings)?;
    let mut salts = Vec::with_capacity(items.len());
    let mut item_digests = Vec::with_capacity(items.len().next_multiple_of(Manifest::PADDING));
    for item in &items {
        let mut salt = [0; 16];
        app.environment.fill_random(&mut salt);
        let salt_hex = hex::encode(salt);
        item_digests.push(item_digest(item, &salt_hex));
        salts.push(ItemSalt { kind: item.kind, id: item.id.clone(), salt_hex });
    }
    for _ in 0..Manifest::padding_for(items.len()) {
        let mut bytes = [0; 32];
        app.environment.fill_random(&mut bytes);
        item_digests.push(Digest::from_bytes(bytes));
    }
    item_digests.sort_unstable();
    let (head_seq, head_hash) = app.store.head()?.unwrap_or((0, Digest::from_bytes([0; 32])));
    let manifest = Manifest {
        format: Manifest::FORMAT.to_owned(),
        report_id,
        inspection_id: id,
        template_digest: plan.template_digest,
        rule_set_digest: plan.rule_set_digest,
        device_id: app.store.device_id(),
        head_seq,
        head_hash,
        item_digests,
    };
    Ok(Seal { manifest, salts, sealed_at, closing_on, findings })
}

/// The findings that count at another severity than their answers, and what the auditor proposes: for the reviewer.
fn grade_changes(
    inspection: &Inspection,
    template: &Template,
    rules: &RuleSet,
    evaluation: &Evaluation,
) -> serde_json::Value {
    let mut changes = Vec::new();
    for finding in &inspection.findings {
        let grading = Grading::of(finding, template, rules, evaluation);
        for step in grading.steps(finding) {
            changes.push(serde_json::json!({
                "finding": finding.id, "change": step.rule.code(), "from": step.from, "to": step.to,
                "reason": step.reason,
            }));
        }
        if let Some(proposal) = inspection.proposal(finding) {
            changes.push(serde_json::json!({
                "finding": finding.id, "change": "proposed", "from": finding.severity, "to": proposal.severity,
                "reason": proposal.reason, "proposed_by": proposal.proposed_by, "proposed_at": proposal.proposed_at,
            }));
        }
    }
    changes.into()
}

/// The result as the record carries it: numbers that people rely on are decimal texts.
fn result_of(evaluation: &Evaluation) -> serde_json::Value {
    let score = &evaluation.score;
    let sections: Vec<_> = evaluation
        .sections
        .iter()
        .map(|section| {
            serde_json::json!({
                "code": section.code,
                "score": section.points.map(Ratio::one_decimal),
                "answered": section.answered,
                "asked": section.asked,
            })
        })
        .collect();
    serde_json::json!({
        "score": score.points.map(Ratio::one_decimal),
        "letter": score.letter.code(),
        "provisional": score.provisional,
        "coverage_percent": score.coverage_percent.one_decimal(),
        "passed_esg_review": score.passed_esg_review,
        "sections": sections,
    })
}
