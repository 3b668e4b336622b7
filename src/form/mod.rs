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
//! - a kind of question: `question` (model), `answering` (what can be recorded), `grading` (what it comes to).
//! - a function of the expression language: `xpath::functions`; for the built-in checklist `expression::functions`.
//! - what comes from spreadsheets: `xlsform`; how it is filled in: `engine`.
//! - how results are computed: `sampling` (failed rows), `limits` (readings), `scoring` (points), `rating` (letters),
//!   `reason` (why); over many inspections: `indicator`, `small_cells`. How much is looked at: `sample_size`.
//!
//! # Why
//! Conditions are the XPath subset of ODK XForms, the language in which checklists travel as XLSForm. A language of
//! our own would have been smaller, and nobody could have brought a checklist along. Everything is evaluated anew
//! for each change: that costs well under a millisecond for a thousand questions and leaves no state to go stale.
//!
//! Two ways stand side by side for a while. A [`Template`], the built-in checklist, looks at answers by name with
//! `expression` and is evaluated anew for each change. A form from a spreadsheet is a `xlsform::definition`, run by
//! `engine` with `xpath` over instances, which does again only what depends on a change. The first joins the second
//! when checklists are imported.

mod answering;
mod compile;
mod covering;
mod decimal;
mod duties;
pub mod engine;
mod evaluate;
mod evaluation;
mod expression;
mod facts;
mod grading;
mod graph;
mod indicator;
mod issue;
pub mod limits;
mod question;
mod rating;
mod ratio;
mod reading;
mod reason;
mod sample_size;
mod sampling;
mod scoring;
mod small_cells;
mod summary;
mod template;
mod visibility;
pub mod xlsform;
pub mod xpath;

pub use decimal::{Decimal, NotDecimal};
pub use evaluate::evaluate;
pub use evaluation::{
    AnswerProblem, Duty, Evaluation, LimitCheck, LimitResult, Outcome, PillarScore, QuestionResult, Score,
    SectionResult, SeverityCounts, Tag,
};
pub use expression::{ExpressionError, ExpressionProblem};
pub use facts::Facts;
pub use indicator::{Indicator, IndicatorValue, Measure};
pub use issue::{TemplateIssue, TemplateProblem};
pub use question::{
    ChoiceOption, DateRule, Element, EvidenceDuty, EvidenceKind, NumberRule, Pillar, Question, QuestionKind, Reference,
    Sampling, Verification,
};
pub use ratio::Ratio;
pub use reason::{Bar, Reason};
pub use sample_size::{SampleBasis, SampleSize, sample_size};
pub use small_cells::{ShownCells, shown_cells};
pub use summary::{PillarSummary, ScoreSummary, SectionSummary};
pub use template::{ConditionSource, Hidden, Section, Template};
