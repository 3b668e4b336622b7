//! Rule sets: dated, versioned data that grading, scoring and deadlines follow.
//!
//! The numbers live in `assets/rules/*.json`; an inspection keeps the digest of the set it started with.
//! Sections that came later have defaults, so that the exact bytes of earlier sets go on being read.

use super::rule_sample::least_people_shown;
use super::{
    DueDates, Finding, IndicatorPlan, Letter, ReadingRule, Remedy, SamplePlan, SampleSizeRule, Severity, TrainingRule,
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days from the closing meeting's local date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Until the corrective action plan is submitted.
    #[serde(default)]
    pub plan_days: Option<u32>,
    /// Until the failure is corrected.
    #[serde(default)]
    pub corrected_days: Option<u32>,
    /// Hours until the supervisor is told.
    #[serde(default)]
    pub notify_hours: Option<u32>,
}

/// What a letter asks for; the best letter whose conditions all hold is the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterRule {
    /// The letter.
    pub letter: Letter,
    /// The least overall score, in points of 100.
    pub least_score: u32,
    /// The least score of every section, in points of 100.
    pub least_section_score: u32,
    /// The most major findings; none when there is no such limit.
    #[serde(default)]
    pub most_major: Option<u32>,
}

/// How much must be verified, in percent of the applicable weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRule {
    /// Below this the letter is provisional and nothing is "passed".
    pub provisional_below_percent: u32,
    /// Below this there is no letter.
    pub not_rated_below_percent: u32,
}

/// When failed rows of a sample are isolated, spread or systemic (rule `SMP`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SamplingRule {
    /// Isolated needs at least this many checked.
    pub isolated_least_checked: u32,
    /// Isolated allows at most this many failed.
    pub isolated_most_failed: u32,
    /// Isolated needs a share below this, in percent.
    pub isolated_below_percent: u32,
    /// Systemic needs at least this many failed.
    pub systemic_least_failed: u32,
    /// Systemic needs at least this share, in percent.
    pub systemic_least_percent: u32,
    /// A minor question becomes major with at least this many checked.
    pub spread_least_checked: u32,
    /// A minor question becomes major with at least this share, in percent.
    pub spread_least_percent: u32,
}

/// A rule set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// `fieldseal-rules/1`.
    pub format: String,
    /// The stable identifier, `house`.
    pub id: String,
    /// The version, `1.0.0`.
    pub version: String,
    /// In force from this day.
    pub effective_from: NaiveDate,
    /// What an answer's grade counts, in thousandths of its weight.
    pub factors_permille: BTreeMap<super::Grade, u32>,
    /// With an open critical finding a section's score is at most this, in points of 100.
    pub section_cap_with_critical: u32,
    /// An unverified question of critical default allows at most this letter, marked provisional.
    pub best_letter_with_unverified_critical: Letter,
    /// The bands, best first.
    pub letters: Vec<LetterRule>,
    /// The letter when none of the bands fits, and with any critical finding.
    pub worst_letter: Letter,
    /// Coverage.
    pub coverage: CoverageRule,
    /// Sampled rows.
    pub sampling: SamplingRule,
    /// Weights of the E, S and G elements inside their pillar, `E1` to `G3`.
    pub element_weights: BTreeMap<String, u32>,
    /// The least pillar score to pass the ESG review, in points of 100.
    pub passed_least_pillar_score: u32,
    /// The least overall score to pass the ESG review, in points of 100.
    pub passed_least_score: u32,
    /// Deadlines by severity.
    pub deadlines: BTreeMap<Severity, Deadlines>,
    /// Readings against their limits.
    #[serde(default)]
    pub readings: ReadingRule,
    /// Limits and benchmarks for readings, in the format `fieldseal-limits/1`; null where there are none.
    #[serde(default)]
    pub limit_sets: serde_json::Value,
    /// Sample sizes.
    #[serde(default)]
    pub sample_size: SampleSizeRule,
    /// Whether a finding that repeats an earlier one is one level worse (rule `REPEAT`).
    #[serde(default = "yes")]
    pub raise_repeats: bool,
    /// What samples are taken of.
    #[serde(default)]
    pub samples: Vec<SamplePlan>,
    /// The indicators that an inspection can give.
    #[serde(default)]
    pub indicators: Vec<IndicatorPlan>,
    /// Tests.
    #[serde(default)]
    pub training: TrainingRule,
    /// Fewer people than this are merged or left out in whatever leaves the auditor's laptop.
    #[serde(default = "least_people_shown")]
    pub least_people_shown: u32,
}

const fn yes() -> bool {
    true
}

/// Why a rule set cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleSetError {
    /// Not a rule set, or a damaged one.
    #[error("this is not a rule set")]
    NotARuleSet(#[source] serde_json::Error),
    /// Another kind of file, or a later version.
    #[error("the format is `{found}`, expected `{expected}`", expected = RuleSet::FORMAT)]
    Format {
        /// What stands in `format`.
        found: String,
    },
}

impl RuleSet {
    /// The `format` of the file.
    pub const FORMAT: &str = "fieldseal-rules/1";

    /// Reads a rule set.
    ///
    /// # Errors
    /// [`RuleSetError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, RuleSetError> {
        let rules: Self = serde_json::from_slice(bytes).map_err(RuleSetError::NotARuleSet)?;
        if rules.format == Self::FORMAT { Ok(rules) } else { Err(RuleSetError::Format { found: rules.format }) }
    }

    /// The severity of a finding whose worst answer is this; one level worse where a failure comes back.
    #[must_use]
    pub fn suggest(&self, worst_answer: Option<Severity>, repeats: bool) -> Option<Severity> {
        let raised = |severity: &Severity| repeats && self.raise_repeats && *severity > Severity::Opportunity;
        worst_answer.map(|severity| if raised(&severity) { severity.one_worse() } else { severity })
    }

    /// What people name it by: identifier and version, `house 1.0.0`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.id, self.version)
    }

    /// The dates of `finding` counted from `closing_on`, the closing meeting's local date
    /// (or the planned end while there was no meeting). An earlier agreed date replaces the rule's.
    #[must_use]
    pub fn due_dates(&self, finding: &Finding, closing_on: NaiveDate) -> DueDates {
        self.due_dates_for(finding.severity, finding.remedy, finding.agreed_due_on, closing_on)
    }

    /// The same from the parts that decide.
    #[must_use]
    pub fn due_dates_for(
        &self,
        severity: Severity,
        remedy: Remedy,
        agreed_due_on: Option<NaiveDate>,
        closing_on: NaiveDate,
    ) -> DueDates {
        let deadlines = self.deadlines.get(&severity);
        let after = |days: Option<u32>| days.and_then(|days| closing_on.checked_add_days(Days::new(days.into())));
        let by_rule = match remedy {
            Remedy::Standard => after(deadlines.and_then(|d| d.corrected_days)),
            Remedy::StagedPlan | Remedy::ProtectAtOnce => None,
        };
        let corrected_on = match (by_rule, agreed_due_on) {
            (Some(rule), Some(agreed)) => Some(rule.min(agreed)),
            (rule, agreed) => rule.or(agreed),
        };
        DueDates { plan_on: after(deadlines.and_then(|d| d.plan_days)), corrected_on }
    }
}
