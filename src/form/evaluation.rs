//! What a checklist and its answers come to: per question, per section, overall.

use super::indicators::InspectionIndicator;
use super::question::{EvidenceKind, Pillar};
use super::quiz::QuizScore;
use super::ratio::Ratio;
use super::reason::Reason;
use super::samples::SampleProgress;
use super::uncounted::UncountedFlags;
use crate::domain::{BilingualText, Grade, InstancePath, Letter, Severity};
use serde::{Deserialize, Serialize};

/// What an answer comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// The condition hides the question; a recorded answer is kept, but counts for nothing.
    Hidden,
    /// Nothing that could be judged is recorded.
    #[default]
    Unanswered,
    /// Does not apply to this site.
    NotApplicable,
    /// Could not be verified; lowers coverage.
    NotVerified,
    /// Answered, for information only.
    Information,
    /// Answered and judged; passing and failing answers alike.
    Graded(Grade),
}

impl Outcome {
    /// The grade, where there is one.
    #[must_use]
    pub const fn grade(self) -> Option<Grade> {
        match self {
            Self::Graded(grade) => Some(grade),
            Self::Hidden | Self::Unanswered | Self::NotApplicable | Self::NotVerified | Self::Information => None,
        }
    }
}

/// Why the value that is recorded cannot be an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerProblem {
    /// The code is none of those that can be chosen.
    #[error("`{code}` cannot be chosen here")]
    UnknownCode {
        /// The code.
        code: String,
    },
    /// Not a decimal number.
    #[error("`{value}` is not a decimal number")]
    NotANumber {
        /// The value.
        value: String,
    },
    /// A share that is less than nothing or more than all.
    #[error("`{value}` is not between 0 and 100 %")]
    NotAShare {
        /// The value.
        value: String,
    },
    /// Not a whole number of zero or more.
    #[error("`{value}` is not a whole number")]
    NotACount {
        /// The value.
        value: String,
    },
    /// Not an ISO date.
    #[error("`{value}` is not a date (YYYY-MM-DD)")]
    NotADate {
        /// The value.
        value: String,
    },
    /// Neither `true` nor `false`.
    #[error("`{value}` is neither true nor false")]
    NotABoolean {
        /// The value.
        value: String,
    },
    /// Not a whole number, below zero or above.
    #[error("`{value}` is not a whole number")]
    NotAWholeNumber {
        /// The value.
        value: String,
    },
    /// Not a time of day.
    #[error("`{value}` is not a time of day (HH:MM)")]
    NotATime {
        /// The value.
        value: String,
    },
    /// Not a date with a time.
    #[error("`{value}` is not a date with a time (YYYY-MM-DDTHH:MM)")]
    NotADateTime {
        /// The value.
        value: String,
    },
    /// Not a position.
    #[error("`{value}` is not a position (latitude and longitude in degrees)")]
    NotAPosition {
        /// The value.
        value: String,
    },
    /// Outside of the scale.
    #[error("`{value}` is not between {start} and {end}")]
    OutsideScale {
        /// The value.
        value: String,
        /// The least.
        start: String,
        /// The greatest.
        end: String,
    },
    /// The constraint of the checklist does not allow it.
    #[error("the checklist does not allow `{value}`")]
    NotAllowed {
        /// The value.
        value: String,
    },
    /// Not the id of a row.
    #[error("`{id}` is not the id of a row")]
    NotARow {
        /// The id.
        id: String,
    },
    /// A measured oxygen of so much cannot be converted.
    #[error("`{value}` % of oxygen cannot be converted: it is that of air")]
    TooMuchOxygen {
        /// The value.
        value: String,
    },
    /// Nothing was checked.
    #[error("at least one row has to be checked")]
    NothingChecked,
    /// More rows failed than were checked.
    #[error("{failed} of {checked} cannot have failed")]
    MoreFailedThanChecked {
        /// Rows checked.
        checked: u64,
        /// Rows failed.
        failed: u64,
    },
    /// A critical row, but no failed one.
    #[error("a critical row counts among the failed ones")]
    CriticalRowNotCounted,
    /// Photos and sampled rows have no value at their own path.
    #[error("this question takes no value here")]
    NoValueHere,
    /// The checklist has no such place.
    #[error("the checklist has nothing at `{path}`")]
    UnknownPlace {
        /// The path.
        path: String,
    },
}

impl AnswerProblem {
    /// The text that cannot be an answer, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::UnknownCode { code: value }
            | Self::NotANumber { value }
            | Self::NotAShare { value }
            | Self::NotACount { value }
            | Self::NotADate { value }
            | Self::NotABoolean { value }
            | Self::NotAWholeNumber { value }
            | Self::NotATime { value }
            | Self::NotADateTime { value }
            | Self::NotAPosition { value }
            | Self::OutsideScale { value, .. }
            | Self::NotAllowed { value }
            | Self::NotARow { id: value }
            | Self::TooMuchOxygen { value } => Some(value),
            Self::NothingChecked
            | Self::MoreFailedThanChecked { .. }
            | Self::CriticalRowNotCounted
            | Self::NoValueHere
            | Self::UnknownPlace { .. } => None,
        }
    }

    /// A stable code, for messages and machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownCode { .. } => "unknown_code",
            Self::NotANumber { .. } => "not_a_number",
            Self::NotAShare { .. } => "not_a_share",
            Self::NotACount { .. } => "not_a_count",
            Self::NotADate { .. } => "not_a_date",
            Self::NotABoolean { .. } => "not_a_boolean",
            Self::NotAWholeNumber { .. } => "not_a_whole_number",
            Self::NotATime { .. } => "not_a_time",
            Self::NotADateTime { .. } => "not_a_date_time",
            Self::NotAPosition { .. } => "not_a_position",
            Self::OutsideScale { .. } => "outside_scale",
            Self::NotAllowed { .. } => "not_allowed",
            Self::NotARow { .. } => "not_a_row",
            Self::TooMuchOxygen { .. } => "too_much_oxygen",
            Self::NothingChecked => "nothing_checked",
            Self::MoreFailedThanChecked { .. } => "more_failed_than_checked",
            Self::CriticalRowNotCounted => "critical_row_not_counted",
            Self::NoValueHere => "no_value_here",
            Self::UnknownPlace { .. } => "unknown_place",
        }
    }
}

/// What is remarkable about a failed sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// So many and such a share that the system has failed.
    Systemic,
    /// Few, in a sample large enough to say so.
    Isolated,
}

impl Tag {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Systemic => "systemic",
            Self::Isolated => "isolated",
        }
    }
}

/// How a limit was applied to a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitCheck {
    /// The number as recorded.
    pub value: String,
    /// The greatest value that passes, as a decimal text.
    pub at_most: Option<String>,
    /// The least value that passes, as a decimal text.
    pub at_least: Option<String>,
    /// How it came out.
    pub result: LimitResult,
    /// Whether the limit is "to be confirmed", so that a failure is an opportunity at most.
    pub to_be_confirmed: bool,
}

/// How a number stands to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitResult {
    /// Inside.
    Inside,
    /// Inside, but close to the limit.
    Near,
    /// Outside.
    Exceeded,
    /// The limit is not known (yet): the answer counts as not verified.
    NoLimit,
}

impl LimitResult {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Near => "near",
            Self::Exceeded => "exceeded",
            Self::NoLimit => "no_limit",
        }
    }
}

/// What is still owed to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// An answer, or a word on why there is none.
    Answer,
    /// A value that can be read in place of the recorded one.
    Correction(AnswerProblem),
    /// More photos.
    Photos {
        /// Linked so far.
        present: u32,
        /// Wanted.
        least: u32,
    },
    /// A reason for "not applicable" or "not verified".
    Reason,
    /// A finding for the failed answer.
    Finding,
    /// A note or photo that shows the mandatory evidence of this kind; a reminder that blocks nothing.
    Evidence(EvidenceKind),
}

impl Duty {
    /// Whether the inspection cannot be sealed before it is done.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        match self {
            Self::Answer | Self::Correction(_) | Self::Photos { .. } | Self::Reason | Self::Finding => true,
            Self::Evidence(_) => false,
        }
    }

    /// The code in data.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Correction(_) => "correction",
            Self::Photos { .. } => "photos",
            Self::Reason => "reason",
            Self::Finding => "finding",
            Self::Evidence(_) => "evidence",
        }
    }
}

/// What one question comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionResult {
    /// Whether its condition lets it be asked.
    pub visible: bool,
    /// Whether it is left out of this copy, because it belongs to a sensitive finding. Never shown, never counted.
    pub withheld: bool,
    /// Whether it needs no more answer: it has one, or says why not.
    pub settled: bool,
    /// What the answer comes to.
    pub outcome: Outcome,
    /// The grade that counts in the score: that of the outcome, unless a finding changed it with a reason.
    pub counted: Option<Grade>,
    /// What is remarkable about a failed sample.
    pub tags: Vec<Tag>,
    /// How the limit was applied.
    pub limit: Option<LimitCheck>,
    /// What was checked of a sampled question.
    pub sample: Option<Sample>,
    /// How a reading stands to the limits.
    pub reading: Option<ReadingResult>,
    /// What is still owed.
    pub duties: Vec<Duty>,
    /// Whether it can stay without an answer.
    pub optional: bool,
    /// Whether its answer cannot be changed.
    pub read_only: bool,
    /// A value that nobody gave: calculated, or the first value.
    pub value: Option<String>,
    /// What is asked, where the text names answers; none where it stands in the checklist as it is.
    pub text: Option<BilingualText>,
    /// The codes that can be chosen now; none where that depends on nothing.
    pub choices: Option<Vec<String>>,
}

/// What was checked of a sampled question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sample {
    /// Rows checked.
    pub checked: u64,
    /// Rows that failed.
    pub failed: u64,
    /// Rows that passed with a warning.
    pub warned: u64,
    /// Whether a row is critical.
    pub critical_row: bool,
    /// Whether the rows stand in a table of records; otherwise somebody counted them.
    pub from_table: bool,
}

/// How a reading stands to the limits that are ticked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadingResult {
    /// The limits, then the benchmarks.
    pub lines: Vec<ReadingLine>,
    /// The line that decides.
    pub decisive: Option<usize>,
    /// Why it does not count, by codes.
    pub obstacles: Vec<&'static str>,
    /// Why a critical grade is proposed that a supervisor confirms or lowers, by its code.
    pub proposed_critical: Option<&'static str>,
}

/// A reading beside one limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingLine {
    /// What people call the limit set.
    pub title: BilingualText,
    /// Where it is written.
    pub source: BilingualText,
    /// The greatest value that passes.
    pub at_most: Option<String>,
    /// The least value that passes.
    pub at_least: Option<String>,
    /// The oxygen that the value was converted to, in percent.
    pub oxygen_percent: Option<String>,
    /// The value that was compared, with two places.
    pub value: Option<String>,
    /// Value over limit, with two places.
    pub ratio: Option<String>,
    /// What is left up to the limit, for noise.
    pub margin: Option<String>,
    /// The code of how it came out, or of what keeps the two from being compared.
    pub status: &'static str,
    /// Whether it gives an opportunity at most.
    pub to_be_confirmed: bool,
    /// Whether it is a range.
    pub is_range: bool,
}

/// What one table of records comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableResult {
    /// Its rows in their order.
    pub rows: Vec<RowResult>,
    /// The flags that all rows together raise, by their index.
    pub raised: Vec<usize>,
}

/// What one row of a table comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowResult {
    /// Its address.
    pub path: InstancePath,
    /// The flags that it raises, by their index.
    pub raised: Vec<usize>,
    /// Columns that are required and empty, by their index.
    pub missing: Vec<usize>,
    /// Values that cannot be what their column holds, by its index.
    pub problems: Vec<(usize, AnswerProblem)>,
    /// Values that are calculated, by the index of their column.
    pub calculated: Vec<(usize, String)>,
}

impl QuestionResult {
    /// Whether the answer fails, so that a finding is owed.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.outcome.grade().is_some_and(Grade::fails)
    }

    /// How bad the answer is; none when it conforms or is not judged.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.outcome.grade().and_then(Grade::severity)
    }

    /// Whether it stands in lists and counts of this copy.
    #[must_use]
    pub const fn shown(&self) -> bool {
        self.visible && !self.withheld
    }

    /// Whether something owed to it keeps the inspection from being sealed.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.duties.iter().any(Duty::blocks)
    }
}

/// What one section comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionResult {
    /// Its code.
    pub code: String,
    /// Questions that are asked.
    pub asked: u32,
    /// Questions that are settled.
    pub answered: u32,
    /// Questions that their condition hides.
    pub hidden: u32,
    /// Questions with a duty that blocks sealing.
    pub blocking: u32,
    /// The score in points of 100 after the cap; none where nothing is scored.
    pub points: Option<Ratio>,
    /// The score before the cap for critical findings.
    pub uncapped: Option<Ratio>,
    /// The scored part of the applicable weight, in percent; none where no weight applies.
    pub coverage_percent: Option<Ratio>,
}

/// How many of each severity: findings, and failed answers that no finding covers yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SeverityCounts {
    /// Critical.
    pub critical: u32,
    /// Major.
    pub major: u32,
    /// Minor.
    pub minor: u32,
    /// Opportunities for improvement.
    pub opportunity: u32,
}

impl SeverityCounts {
    /// The count of one severity.
    #[must_use]
    pub const fn of(&self, severity: Severity) -> u32 {
        match severity {
            Severity::Critical => self.critical,
            Severity::Major => self.major,
            Severity::Minor => self.minor,
            Severity::Opportunity => self.opportunity,
        }
    }

    /// Counts one more.
    pub const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Critical => self.critical += 1,
            Severity::Major => self.major += 1,
            Severity::Minor => self.minor += 1,
            Severity::Opportunity => self.opportunity += 1,
        }
    }
}

/// The rating of environment, social responsibility or governance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PillarScore {
    /// Which.
    pub pillar: Pillar,
    /// The score in points of 100; none where nothing is scored.
    pub points: Option<Ratio>,
    /// Its letter.
    pub letter: Letter,
}

/// The overall result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The score in points of 100, exact; none where nothing is scored. Shown by [`Ratio::one_decimal`].
    pub points: Option<Ratio>,
    /// The letter.
    pub letter: Letter,
    /// Whether too little is verified for the letter to be final.
    pub provisional: bool,
    /// The scored part of the applicable weight, in percent.
    pub coverage_percent: Ratio,
    /// E, S and G.
    pub pillars: Vec<PillarScore>,
    /// Whether the site passed the ESG review.
    pub passed_esg_review: bool,
    /// Findings, and failed answers that no finding covers yet.
    pub counts: SeverityCounts,
    /// Why this score: what lowers it, then what holds the letter.
    pub reasons: Vec<Reason>,
}

/// What a checklist and its answers come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// One for each question, in the template's order.
    pub questions: Vec<QuestionResult>,
    /// One for each section, in the template's order.
    pub sections: Vec<SectionResult>,
    /// One for each table of records, in the template's order.
    pub tables: Vec<TableResult>,
    /// What rows raise and no grade counts; never for the site.
    pub uncounted: Vec<UncountedFlags>,
    /// How far samples are taken; never for the site.
    pub samples: Vec<SampleProgress>,
    /// The indicators whose numbers are recorded; never for the site.
    pub indicators: Vec<InspectionIndicator>,
    /// The result of the test, where the checklist has test questions.
    pub quiz: Option<QuizScore>,
    /// The overall result.
    pub score: Score,
}

impl Evaluation {
    /// Questions that are settled, of all that are asked.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        self.sections
            .iter()
            .fold((0, 0), |(answered, asked), section| (answered + section.answered, asked + section.asked))
    }

    /// The indices of the questions that keep the inspection from being sealed.
    pub fn blocking(&self) -> impl Iterator<Item = usize> {
        self.questions
            .iter()
            .enumerate()
            .filter(|(_, result)| result.shown() && result.blocks())
            .map(|(index, _)| index)
    }
}
