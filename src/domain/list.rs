//! What lists of inspections and findings are asked for, and what their rows hold.

use super::{
    Digest, DueDates, FindingId, InspectionId, InspectionState, InspectionSummary, InspectionType, Moment,
    PositionKind, Remedy, Rendition, ReportId, Severity, SiteId, SupplierId,
};
use chrono::NaiveDate;

/// A part of a long list and the length of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows asked for, in order.
    pub rows: Vec<T>,
    /// How many rows there are without offset and limit.
    pub total: u64,
}

/// What the list is sorted by; ties go to the latest change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InspectionSort {
    /// When it was last saved.
    #[default]
    Changed,
    /// The report number.
    Number,
    /// The supplier's name.
    Supplier,
    /// The site's name.
    Site,
    /// The first day on site.
    StartsOn,
    /// The state, in the order of the work; cancelled ones last.
    State,
    /// The share of questions that are settled.
    Progress,
    /// The number of critical, then of major, then of minor findings.
    Findings,
    /// The overall letter; those without one last.
    Letter,
}

/// Which inspections, in which order, which part of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListQuery {
    /// Words that must all stand in one text of the inspection: its supplier, an answer's note, a finding.
    pub text: String,
    /// Only these states; any when empty.
    pub states: Vec<InspectionState>,
    /// Only with a finding of at least one of these severities; any when empty.
    pub severities: Vec<Severity>,
    /// Only of this supplier.
    pub supplier_id: Option<SupplierId>,
    /// Only at this site.
    pub site_id: Option<SiteId>,
    /// What to sort by.
    pub sort: InspectionSort,
    /// From the last to the first: the latest, the worst, Z.
    pub descending: bool,
    /// How many rows to leave out at the beginning.
    pub offset: u32,
    /// How many rows to give.
    pub limit: u32,
}

/// How many findings were raised and not withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FindingCounts {
    /// Critical ones.
    pub critical: u32,
    /// Major ones.
    pub major: u32,
    /// Minor ones.
    pub minor: u32,
    /// Opportunities for improvement.
    pub opportunity: u32,
}

/// One inspection as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of the plan and of the inspection, documented there")]
pub struct InspectionRow {
    pub id: InspectionId,
    pub number: String,
    pub report_id: ReportId,
    pub state: InspectionState,
    pub inspection_type: InspectionType,
    pub supplier_id: SupplierId,
    /// Empty when the supplier is unknown, as are the next two.
    pub supplier_name: String,
    pub supplier_name_local: String,
    pub site_name: String,
    pub site_id: SiteId,
    pub template_digest: Digest,
    /// Empty when the checklist was never added, as is its version.
    pub template_id: String,
    pub template_version: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// The names of the team, the lead auditor first.
    pub team: Vec<String>,
    pub summary: InspectionSummary,
    pub findings: FindingCounts,
    /// Photos that were not taken out.
    pub photos: u32,
    /// When the last event was committed.
    pub changed_at: Moment,
    /// The place of that event in the log; grows with every change.
    pub changed_seq: i64,
}

/// Which findings, which part of them. Worst first, then the latest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindingQuery {
    /// Words that must all stand in the finding.
    pub text: String,
    /// Only these severities; any when empty.
    pub severities: Vec<Severity>,
    /// Only of inspections in these states; any but cancelled ones when empty.
    pub states: Vec<InspectionState>,
    /// Only of this inspection.
    pub inspection_id: Option<InspectionId>,
    /// How many rows to leave out at the beginning.
    pub offset: u32,
    /// How many rows to give.
    pub limit: u32,
}

/// One finding as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of the finding and its inspection, documented there")]
pub struct FindingRow {
    pub inspection_id: InspectionId,
    pub inspection_number: String,
    pub inspection_state: InspectionState,
    /// The last day on site, from which due dates are provisional until a seal fixes them.
    pub inspection_ends_on: NaiveDate,
    pub rule_set_digest: Digest,
    pub supplier_name: String,
    pub site_name: String,
    pub id: FindingId,
    /// `F-01` or `S-01`: the one a seal fixed, else the one it would get now.
    pub number: String,
    pub title: String,
    pub severity: Severity,
    pub sensitive: bool,
    pub place: String,
    /// Who at the site answers for it, as recorded last.
    pub owner: String,
    pub remedy: Remedy,
    pub agreed_due_on: Option<NaiveDate>,
    /// The dates that a seal fixed; none before.
    pub fixed_due: Option<DueDates>,
    pub position: Option<PositionKind>,
    /// What is shown of the first photo linked to the finding, else to one of its questions.
    pub photo: Option<Rendition>,
}
