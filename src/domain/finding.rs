//! Findings: one cause, one finding.

use super::{FindingId, InstancePath, PhotoId, Repeat, Severity};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a failure of this kind is put right, which decides what its dates can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Corrected by the day that the severity gives.
    #[default]
    Standard,
    /// Working hours and wages: a staged plan, no single date that only breeds double books.
    StagedPlan,
    /// A person is to be protected at once; then a remediation plan with long monitoring, never a closing date.
    ProtectAtOnce,
}

/// What the site says to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PositionKind {
    /// The site agrees with the facts.
    Agreed,
    /// The site disputes them; its words are recorded.
    Disputed,
}

/// The site's position at the closing meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Agreed or disputed.
    pub kind: PositionKind,
    /// The site's own words.
    #[serde(default)]
    pub words: String,
}

/// When a finding's plan and correction are due, in local dates of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDates {
    /// The corrective action plan is to be submitted by this day.
    #[serde(default)]
    pub plan_on: Option<NaiveDate>,
    /// The failure is to be corrected by this day; none where the remedy allows no single date.
    #[serde(default)]
    pub corrected_on: Option<NaiveDate>,
}

impl DueDates {
    /// The date that people are reminded of: the correction's, else the plan's.
    #[must_use]
    pub fn main(&self) -> Option<NaiveDate> {
        self.corrected_on.or(self.plan_on)
    }
}

/// What the site does about a finding. Comes after the meeting, often days later; never blocks a seal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CorrectiveAction {
    /// Why the system allowed it.
    #[serde(default)]
    pub root_cause: String,
    /// Puts the case right.
    #[serde(default)]
    pub correction: String,
    /// Stops it coming back.
    #[serde(default)]
    pub corrective_action: String,
    /// Who at the site answers for it.
    #[serde(default)]
    pub owner: String,
}

/// Corrected on the spot: the danger is over, the severity is what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Containment {
    /// A photo of how it was found.
    pub before: PhotoId,
    /// A photo of how it was left.
    pub after: PhotoId,
}

/// How far a finding is when the auditor leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// As it was found.
    Open,
    /// Corrected on the spot; root cause and corrective action are still owed.
    Contained,
}

impl FindingState {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Contained => "contained",
        }
    }
}

/// A finding as the auditor writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The finding's identifier.
    pub id: FindingId,
    /// A short title.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Why the severity differs from what the answers give; empty when it does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub severity_reason: String,
    /// What answers and rules suggested when it was saved; none where nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested: Option<Severity>,
    /// The earlier finding that it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeat>,
    /// The photos of a correction on the spot; none where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contained: Option<Containment>,
    /// Whether it points at a person who spoke, or would put someone at risk: kept from everything the site sees.
    #[serde(default)]
    pub sensitive: bool,
    /// The failed questions with this one cause.
    pub questions: Vec<InstancePath>,
    /// What is required: own words and reference.
    pub requirement: String,
    /// What was seen: what, where, when, how many of how many; no names of workers.
    #[serde(default)]
    pub evidence: String,
    /// Where on site.
    #[serde(default)]
    pub place: String,
    /// What was done on the spot.
    #[serde(default)]
    pub immediate_action: String,
    /// What the site does about it.
    #[serde(default)]
    pub action: CorrectiveAction,
    /// How failures of this kind are put right.
    #[serde(default)]
    pub remedy: Remedy,
    /// A due date agreed at the meeting that is earlier than the rule's; none when the rule's holds.
    #[serde(default)]
    pub agreed_due_on: Option<NaiveDate>,
}

impl Finding {
    /// How far it is.
    #[must_use]
    pub const fn state(&self) -> FindingState {
        if self.contained.is_some() { FindingState::Contained } else { FindingState::Open }
    }

    /// The name of the earlier finding that it repeats; empty where there is none.
    #[must_use]
    pub fn repeated(&self) -> &str {
        self.repeats.as_ref().map_or("", |repeat| repeat.reference.as_str())
    }

    /// Whether the site and the auditor read the same in both: everything but what the site does about it later.
    /// What the site sees of neither counts as the same.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let unseen = self.sensitive && other.sensitive;
        // Of the finding that it repeats, its name is read out.
        let read_out = |finding: &Self| Self { action: CorrectiveAction::default(), repeats: None, ..finding.clone() };
        unseen || (read_out(self) == read_out(other) && self.repeated() == other.repeated())
    }
}

/// What the closing seal fixed about a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedFinding {
    /// Which finding.
    pub id: FindingId,
    /// Its number: `F-01`; sensitive findings count apart, `S-01`, so that the site's numbers have no gap.
    pub number: String,
    /// Its dates, from the closing meeting's local date.
    pub due: DueDates,
}
