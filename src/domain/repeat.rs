//! Findings that come back: the same root cause as in an earlier inspection of the site.

use super::{FindingId, InspectionId, InstancePath, Severity};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a finding counts as repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepeatBasis {
    /// The same question failed in the previous inspection.
    Question,
    /// The previous inspection named the same root cause.
    RootCause,
    /// The auditor says so.
    Named,
}

impl RepeatBasis {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::RootCause => "root_cause",
            Self::Named => "named",
        }
    }
}

/// The earlier finding that a finding repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// The number of its report and its own, `RPT-2025-0007 F-02`, or how the auditor names it.
    pub reference: String,
    /// The finding itself, where this workspace has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding_id: Option<FindingId>,
    /// Why it counts as repeated.
    pub basis: RepeatBasis,
}

/// A finding of an earlier inspection of the same site that was confirmed: sealed, or agreed by the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierFinding {
    /// The inspection that found it.
    pub inspection_id: InspectionId,
    /// Whether that is the previous inspection by the same checklist.
    pub of_previous: bool,
    /// The last day of that inspection.
    pub found_on: NaiveDate,
    /// The finding.
    pub id: FindingId,
    /// The number of its report and its own, `RPT-2025-0007 F-02`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// How bad it was.
    pub severity: Severity,
    /// Whether it is kept from everything the site sees.
    pub sensitive: bool,
    /// Its questions.
    pub questions: Vec<InstancePath>,
    /// Why the system allowed it, as the site said.
    pub root_cause: String,
}

impl EarlierFinding {
    /// Whether a finding that is sensitive or not may name this one: what the site reads names nothing sensitive.
    #[must_use]
    pub const fn may_be_named(&self, sensitive: bool) -> bool {
        sensitive || !self.sensitive
    }

    /// This one as what another repeats.
    #[must_use]
    pub fn repeated(&self, basis: RepeatBasis) -> Repeat {
        Repeat { reference: self.reference.clone(), finding_id: Some(self.id), basis }
    }

    fn basis(&self, questions: &[InstancePath], root_cause: &str) -> Option<RepeatBasis> {
        let asked = |path: &InstancePath| self.questions.iter().any(|own| own.in_any_row() == path.in_any_row());
        let same_cause = || {
            let own = self.root_cause.trim();
            !own.is_empty() && own.to_lowercase() == root_cause.trim().to_lowercase()
        };
        if questions.iter().any(asked) {
            Some(RepeatBasis::Question)
        } else {
            same_cause().then_some(RepeatBasis::RootCause)
        }
    }
}

/// The finding of the previous inspection that one on these questions, or with this root cause, repeats.
/// What could only be better does not come back as a failure.
#[must_use]
pub fn find_repeat(
    earlier: &[EarlierFinding],
    questions: &[InstancePath],
    root_cause: &str,
    sensitive: bool,
) -> Option<Repeat> {
    let failed = |one: &&EarlierFinding| one.of_previous && one.severity > Severity::Opportunity;
    let named = earlier.iter().filter(failed).filter(|one| one.may_be_named(sensitive));
    let mut found = named.filter_map(|one| Some(one.repeated(one.basis(questions, root_cause)?)));
    found.next()
}
