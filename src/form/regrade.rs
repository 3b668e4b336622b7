//! The severity of a finding beside what its answers and the rules suggest.

use super::evaluation::{Evaluation, QuestionResult};
use super::template::Template;
use crate::domain::{Finding, GradeChange, InstancePath, RuleSet, Severity};

/// Why a finding counts at another severity than its worst answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GradeRule {
    /// It repeats an earlier finding.
    Repeat,
    /// The auditor raised it, with a reason.
    Raised,
    /// The auditor lowered it, with a reason.
    Lowered,
}

impl GradeRule {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Repeat => "repeat",
            Self::Raised => "raised",
            Self::Lowered => "lowered",
        }
    }
}

/// One step from the worst answer of a finding to its severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeStep<'a> {
    /// Why.
    pub rule: GradeRule,
    /// What it was.
    pub from: Severity,
    /// What it became.
    pub to: Severity,
    /// The auditor's reason, or the earlier finding that is repeated.
    pub reason: &'a str,
}

/// How the severity of one finding comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grading {
    /// The worst of its answers; none where none is judged.
    pub answers: Option<Severity>,
    /// What answers and rules suggest.
    pub suggested: Option<Severity>,
    /// What was made of it.
    pub change: GradeChange,
}

impl Grading {
    /// How the severity of `finding` comes about.
    #[must_use]
    pub fn of(finding: &Finding, template: &Template, rules: &RuleSet, evaluation: &Evaluation) -> Self {
        Self::between(worst_answer(&finding.questions, template, evaluation), rules, finding)
    }

    pub(super) fn between(answers: Option<Severity>, rules: &RuleSet, finding: &Finding) -> Self {
        let suggested = rules.suggest(answers, finding.repeats.is_some());
        Self { answers, suggested, change: GradeChange::between(suggested, finding.severity) }
    }

    /// Whether the rule for repeated findings raised it.
    #[must_use]
    pub fn is_raised_by_rule(&self) -> bool {
        self.answers < self.suggested
    }

    /// The steps from the worst answer of `finding` to its severity.
    #[must_use]
    pub fn steps<'a>(&self, finding: &'a Finding) -> Vec<GradeStep<'a>> {
        let mut steps = Vec::new();
        if let (Some(from), Some(to)) = (self.answers, self.suggested)
            && from < to
        {
            steps.push(GradeStep { rule: GradeRule::Repeat, from, to, reason: finding.repeated() });
        }
        let rule = match self.change {
            GradeChange::None => return steps,
            GradeChange::Raised { .. } => GradeRule::Raised,
            GradeChange::Lowered { .. } => GradeRule::Lowered,
        };
        let (to, reason) = (finding.severity, finding.severity_reason.as_str());
        steps.extend(self.change.from().map(|from| GradeStep { rule, from, to, reason }));
        steps
    }

    /// The severity that counts: the finding's where an auditor may have chosen it, else no less than suggested.
    pub(super) fn counted(&self, finding: &Finding) -> Severity {
        let least = self.suggested.filter(|_| !self.is_allowed(finding));
        least.map_or(finding.severity, |least| least.max(finding.severity))
    }

    /// Whether the severity is the suggested one, or a change with a reason that an auditor may make.
    pub(super) fn is_allowed(&self, finding: &Finding) -> bool {
        let said = self.change == GradeChange::None || !finding.severity_reason.trim().is_empty();
        said && self.change.refuse(finding.severity).is_none()
    }
}

/// The severity of the worst answer among `questions`.
#[must_use]
pub fn worst_answer(questions: &[InstancePath], template: &Template, evaluation: &Evaluation) -> Option<Severity> {
    let results = questions.iter().filter_map(|path| evaluation.questions.get(template.index_of(path)?));
    results.filter_map(QuestionResult::severity).max()
}
