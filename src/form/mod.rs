//! The checklist language: what a checklist is, and what answers to it come to.
//!
//! # Invariants
//! - No I/O, no clock: bytes come in, `today` is an argument.
//! - No floating point in grades and scores ([`Ratio`]); expressions have the numbers of XPath.
//! - No sentences for people: reasons, duties and issues are data.
//! - No thresholds: they stand in the rule set (`assets/rules`) and in the checklist.
//! - Nothing is graded outside [`evaluate`].
//!
//! # To change
//! - a kind of question: `question` (model), `audit` (which rows of a form it is), `answering` (what can be recorded),
//!   `grading` (what it comes to).
//! - a function of the expression language: `xpath::functions`.
//! - what comes from spreadsheets: `xlsform`; how it is filled in: `engine`; what a form records by itself: `own`.
//! - how results are computed: `tables` and `sampling` (failed rows), `limits` (readings), `scoring` (points), `rating`
//!   (letters), `reason` (why), `uncounted` (flags that no grade counts), `quiz` (tests).
//! - what is counted besides: `figures` (where numbers stand), `samples` and `sample_size` (how much is looked at),
//!   `indicators`, `indicator` and `small_cells`.
//!
//! # Why
//! A checklist is an XLSForm workbook with audit columns: read by `xlsform`, looked at by `audit`, run by `engine`. A
//! language of our own would have been smaller, and nobody could have brought a checklist along. An inspection is
//! evaluated anew for each change, from its answers alone: that leaves no state to go stale, and costs some
//! microseconds for each question.

mod address;
mod answering;
mod audit;
mod covering;
mod decimal;
mod difference;
mod duties;
pub mod engine;
mod evaluate;
mod evaluation;
mod facts;
mod figures;
mod filled;
mod format_1;
mod grading;
mod graph;
mod indicator;
mod indicators;
pub mod limits;
mod measuring;
mod own;
mod paste;
mod question;
mod quiz;
mod rating;
mod ratio;
mod reason;
mod regrade;
mod sample_size;
mod samples;
mod sampling;
mod scoring;
mod small_cells;
mod summary;
mod tables;
mod template;
mod uncounted;
pub mod xlsform;
pub mod xpath;

pub use address::{PRESENT, Rows, rows_around};
pub use audit::{AUDIT_COLUMNS, AuditSheet, Column, Flag, FlagLevel, Table};
pub use decimal::{Decimal, NotDecimal};
pub use difference::{Aspect, Difference, differences, has_place};
pub use evaluate::{evaluate, fill_in};
pub use evaluation::{
    AnswerProblem, Duty, Evaluation, LimitCheck, LimitResult, Outcome, PillarScore, QuestionResult, ReadingLine,
    ReadingResult, RowResult, Sample, Score, SectionResult, SeverityCounts, TableResult, Tag,
};
pub use facts::Facts;
pub use figures::Place;
pub use indicator::{Indicator, IndicatorValue, Measure};
pub use indicators::InspectionIndicator;
pub use own::{end_values, own_values};
pub use paste::{PasteProblem, Pasted, paste, value as cell_value};
pub use question::{
    ChoiceOption, DateRule, Element, EvidenceDuty, EvidenceKind, Field, Measurand, NumberRule, Pillar, Question,
    QuestionKind, Quiz, Reference, Sampling, Verification,
};
pub use quiz::{QuizAnswer, QuizScore};
pub use ratio::Ratio;
pub use reason::{Bar, Reason};
pub use regrade::{GradeRule, GradeStep, Grading, worst_answer};
pub use sample_size::{SampleBasis, SampleSize, sample_size};
pub use samples::SampleProgress;
pub use small_cells::{ShownCells, shown_cells};
pub use summary::{PillarSummary, ScoreSummary, SectionSummary};
pub use template::{ConditionSource, Draft, Repeat, Section, Template, TemplateError};
pub use uncounted::UncountedFlags;
