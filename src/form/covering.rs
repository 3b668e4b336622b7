//! Findings and the answers that they cover: what is counted once, changed with a reason, or kept from the site.

use super::evaluation::{QuestionResult, SeverityCounts};
use super::facts::Facts;
use super::reason::Reason;
use super::regrade::{GradeStep, Grading};
use super::template::Template;
use crate::domain::{Finding, FindingId, Grade, RecordCopy, RuleSet, Severity};

/// The findings of one copy, and which questions they cover.
pub(super) struct Covering<'a> {
    /// The findings that this copy counts, with the indices of their questions.
    findings: Vec<(&'a Finding, Vec<usize>)>,
    /// For each question, whether a finding of this copy covers it.
    covered: Vec<bool>,
    /// For each question, whether a sensitive finding covers it, or people spoke there in confidence.
    sensitive: Vec<bool>,
    copy: RecordCopy,
    rules: &'a RuleSet,
}

impl<'a> Covering<'a> {
    /// Sorts the findings of an inspection for one copy.
    pub(super) fn of(template: &Template, rules: &'a RuleSet, facts: &Facts<'a>) -> Self {
        let none = vec![false; template.questions.len()];
        let sensitive = template.questions.iter().map(|question| question.interview).collect();
        let mut covering = Self { findings: Vec::new(), covered: none, sensitive, copy: facts.copy, rules };
        for finding in facts.findings {
            let questions: Vec<usize> = finding.questions.iter().filter_map(|path| template.index_of(path)).collect();
            for index in &questions {
                covering.sensitive[*index] |= finding.sensitive;
            }
            if finding.sensitive && facts.copy == RecordCopy::Site {
                continue;
            }
            for index in &questions {
                covering.covered[*index] = true;
            }
            covering.findings.push((finding, questions));
        }
        covering
    }

    /// Whether a finding of this copy covers the question.
    pub(super) fn covers(&self, index: usize) -> bool {
        self.covered[index]
    }

    /// Whether the site must not see the question: it is of an interview, a sensitive finding covers it, or one will.
    pub(super) fn withholds(&self, index: usize, proposes_sensitive: bool, fails: bool) -> bool {
        match self.copy {
            RecordCopy::Internal => false,
            RecordCopy::Site => self.sensitive[index] || (proposes_sensitive && fails && !self.covered[index]),
        }
    }

    /// Changes the grades that count by what findings say with a reason, as far as an auditor may, and by the rule for
    /// repeated findings. A lower severity lowers every answer above it; a higher one raises the worst answers, those
    /// that the finding stands for.
    pub(super) fn change_grades(&self, results: &mut [QuestionResult]) {
        for (finding, questions) in &self.findings {
            let grading = self.grading(finding, questions, results);
            let (Some(worst), Some(suggested)) = (grading.answers, grading.suggested) else { continue };
            let said = if grading.is_allowed(finding) { finding.severity } else { suggested };
            for index in questions {
                let result = &mut results[*index];
                match result.severity() {
                    Some(own) if own > said || own == worst => result.counted = Some(Grade::from(said)),
                    Some(_) | None => {}
                }
            }
        }
    }

    /// How the severity of a finding comes about.
    fn grading(&self, finding: &Finding, questions: &[usize], results: &[QuestionResult]) -> Grading {
        let shown = questions.iter().map(|index| &results[*index]).filter(|result| result.shown());
        Grading::between(shown.filter_map(QuestionResult::severity).max(), self.rules, finding)
    }

    /// The findings that count at another severity than their answers, with the steps that led there.
    pub(super) fn regraded(&self, results: &[QuestionResult]) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (finding, questions) in &self.findings {
            let grading = self.grading(finding, questions, results);
            if grading.is_allowed(finding) {
                let id = finding.id;
                reasons.extend(
                    grading.steps(finding).into_iter().map(|GradeStep { rule, from, to, .. }| Reason::Regraded {
                        finding: id,
                        rule,
                        from,
                        to,
                    }),
                );
            }
        }
        reasons
    }

    /// Findings by severity, and failed or improvable answers that no finding covers yet. With `within`, only those
    /// that touch one of its questions.
    pub(super) fn counts(&self, results: &[QuestionResult], within: Option<&dyn Fn(usize) -> bool>) -> SeverityCounts {
        let inside = |index: usize| within.is_none_or(|within| within(index));
        let mut counts = SeverityCounts::default();
        for (finding, questions) in &self.findings {
            if within.is_none() || questions.iter().any(|index| results[*index].shown() && inside(*index)) {
                counts.add(self.grading(finding, questions, results).counted(finding));
            }
        }
        for (index, result) in results.iter().enumerate() {
            if let Some(severity) = result.severity()
                && result.shown()
                && !self.covered[index]
                && inside(index)
            {
                counts.add(severity);
            }
        }
        counts
    }

    /// The critical findings, and the names of critical answers that none covers yet.
    pub(super) fn critical(&self, template: &Template, results: &[QuestionResult]) -> (Vec<FindingId>, Vec<String>) {
        let critical = |(finding, questions): &&(&Finding, Vec<usize>)| {
            self.grading(finding, questions, results).counted(finding) == Severity::Critical
        };
        let findings = self.findings.iter().filter(critical).map(|(finding, _)| finding.id).collect();
        let open = |(index, result): &(usize, &QuestionResult)| {
            result.shown() && !self.covered[*index] && result.severity() == Some(Severity::Critical)
        };
        let questions = results.iter().enumerate().filter(open);
        (findings, questions.map(|(index, _)| template.questions[index].name.clone()).collect())
    }
}
