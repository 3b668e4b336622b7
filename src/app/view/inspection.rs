//! One inspection as a screen shows it.

use super::blocker::{Blocker, Judged, Place, closing_blockers, report_blockers};
use crate::app::InterruptedImport;
use crate::app::verb::checklist::ChecklistLine;
use crate::domain::{
    DueDates, EarlierFinding, Finding, FindingId, GradeChange, Inspection, PhotoNotes, RuleSet, Site, Supplier,
};
use crate::form::{Evaluation, Grading, Template};
use chrono::NaiveDate;
use std::sync::Arc;

/// What is computed about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingView {
    /// Which.
    pub id: FindingId,
    /// Its number: fixed, or the one it would get now.
    pub number: String,
    /// Its dates: fixed, or provisional from the closing meeting or the planned end.
    pub due: DueDates,
    /// Whether the closing seal fixed them.
    pub fixed: bool,
}

/// One inspection with all that follows from it.
#[derive(Debug, Clone)]
pub struct InspectionView {
    /// The inspection.
    pub inspection: Arc<Inspection>,
    /// Its checklist.
    pub template: Arc<Template>,
    /// Its rule set.
    pub rule_set: Arc<RuleSet>,
    /// Visibility, results, scores.
    pub evaluation: Arc<Evaluation>,
    /// Who is inspected.
    pub supplier: Supplier,
    /// Where.
    pub site: Site,
    /// Numbers and dates, in the order of `inspection.findings`.
    pub findings: Vec<FindingView>,
    /// What stands in the way of the closing seal.
    pub closing_blockers: Vec<Blocker>,
    /// What stands in the way of the report seal.
    pub report_blockers: Vec<Blocker>,
    /// Photos and notes that are linked to nothing.
    pub unlinked_evidence: usize,
    /// Whether a change of this session can be taken back.
    pub can_undo: bool,
    /// Whether it can be done again.
    pub can_redo: bool,
    /// The local date of the laptop.
    pub today: NaiveDate,
    /// Other versions of its checklist.
    pub other_versions: Vec<ChecklistLine>,
    /// Confirmed findings of earlier inspections of the site, the latest first.
    pub earlier: Vec<EarlierFinding>,
    /// What a reader should know about photos.
    pub photo_notes: PhotoNotes,
    /// Imports of photos that were interrupted.
    pub interrupted: Vec<InterruptedImport>,
}

impl InspectionView {
    /// How the severity of a finding comes about.
    #[must_use]
    pub fn grading(&self, finding: &Finding) -> Grading {
        Grading::of(finding, &self.template, &self.rule_set, &self.evaluation)
    }

    /// Whether the reviewer has something to decide about a finding: it was lowered, or that is proposed.
    #[must_use]
    pub fn is_for_the_reviewer(&self, finding: &Finding) -> bool {
        matches!(self.grading(finding).change, GradeChange::Lowered { .. })
            || self.inspection.proposal(finding).is_some()
    }

    /// The findings that the site may see.
    pub fn shown_to_the_site(&self) -> impl Iterator<Item = &Finding> {
        self.inspection.findings.iter().filter(|finding| !finding.sensitive)
    }

    /// How many things still stand in the way of the report seal, those of the closing among them.
    #[must_use]
    pub fn blockers_in_all(&self) -> usize {
        let own = self.report_blockers.iter().filter(|blocker| blocker.place != Place::Closing);
        let closing = if self.inspection.closing_seal.is_some() { 0 } else { self.closing_blockers.len() };
        own.count() + closing
    }
}

/// What goes into a view.
pub struct InspectionParts {
    /// The inspection.
    pub inspection: Arc<Inspection>,
    /// Its checklist.
    pub template: Arc<Template>,
    /// Its rule set.
    pub rule_set: Arc<RuleSet>,
    /// Visibility, results, scores.
    pub evaluation: Arc<Evaluation>,
    /// Who is inspected.
    pub supplier: Supplier,
    /// Where.
    pub site: Site,
}

impl InspectionView {
    /// Computes the view.
    #[must_use]
    pub fn of(parts: InspectionParts, can_undo: bool, can_redo: bool, today: NaiveDate) -> Self {
        let InspectionParts { inspection, template, rule_set, evaluation, supplier, site } = parts;
        let judged = Judged { inspection: &inspection, template: &template, rules: &rule_set, evaluation: &evaluation };
        let (closing_blockers, report_blockers) = (closing_blockers(judged), report_blockers(judged));
        let unlinked_photos = inspection.photos.iter().filter(|photo| photo.links.is_empty()).count();
        let unlinked_notes = inspection.notes.iter().filter(|note| note.links.is_empty()).count();
        let findings = finding_views(&inspection, &rule_set);
        Self {
            inspection,
            template,
            rule_set,
            evaluation,
            supplier,
            site,
            findings,
            closing_blockers,
            report_blockers,
            unlinked_evidence: unlinked_photos + unlinked_notes,
            can_undo,
            can_redo,
            today,
            other_versions: Vec::new(),
            earlier: Vec::new(),
            photo_notes: PhotoNotes::new(),
            interrupted: Vec::new(),
        }
    }

    /// What is computed about a finding.
    #[must_use]
    pub fn finding(&self, id: FindingId) -> Option<&FindingView> {
        self.findings.iter().find(|finding| finding.id == id)
    }
}

/// Numbers and dates of all findings, fixed or provisional.
#[must_use]
pub fn finding_views(inspection: &Inspection, rule_set: &RuleSet) -> Vec<FindingView> {
    let closing_on = closing_date(inspection);
    let view = |finding: &crate::domain::Finding| match inspection.fixed(finding.id) {
        Some(fixed) => FindingView { id: finding.id, number: fixed.number.clone(), due: fixed.due, fixed: true },
        None => FindingView {
            id: finding.id,
            number: inspection.finding_number(finding.id),
            due: rule_set.due_dates(finding, closing_on),
            fixed: false,
        },
    };
    inspection.findings.iter().map(view).collect()
}

/// The day from which due dates count: the closing meeting's local date, else the planned end.
#[must_use]
pub fn closing_date(inspection: &Inspection) -> NaiveDate {
    let closing = inspection.meetings.get(&crate::domain::MeetingKind::Closing);
    closing.map_or(inspection.plan.ends_on, |meeting| meeting.held_at.local_date())
}
