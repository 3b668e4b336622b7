//! Findings and the answers that they cover: what is counted once, changed with a reason, or kept from the site.

use super::evaluation::{QuestionResult, SeverityCounts};
use super::facts::Facts;
use super::template::Template;
use crate::domain::{Finding, FindingId, Grade, RecordCopy, Severity};

/// The findings of one copy, and which questions they cover.
pub(super) struct Covering<'a> {
    /// The findings that this copy counts, with the indices of their questions.
    findings: Vec<(&'a Finding, Vec<usize>)>,
    /// For each question, whether a finding of this copy covers it.
    covered: Vec<bool>,
    /// For each question, whether a sensitive finding covers it.
    sensitive: Vec<bool>,
    copy: RecordCopy,
}

impl<'a> Covering<'a> {
    /// Sorts the findings of an inspection for one copy.
    pub(super) fn of(template: &Template, facts: &Facts<'a>) -> Self {
        let none = vec![false; template.questions.len()];
        let mut covering = Self { findings: Vec::new(), covered: none.clone(), sensitive: none, copy: facts.copy };
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

    /// Whether the site must not see the question: a sensitive finding covers it, or one will.
    pub(super) fn withholds(&self, index: usize, proposes_sensitive: bool, fails: bool) -> bool {
        match self.copy {
            RecordCopy::Internal => false,
            RecordCopy::Site => self.sensitive[index] || (proposes_sensitive && fails && !self.covered[index]),
        }
    }

    /// Changes the grades that count by what findings say with a reason. A lower severity lowers every answer above
    /// it; a higher one raises the worst answers, those that the finding stands for.
    pub(super) fn change_grades(&self, results: &mut [QuestionResult]) {
        for (finding, questions) in &self.findings {
            if finding.severity_reason.trim().is_empty() {
                continue;
            }
            let failing = |index: &&usize| results[**index].shown() && results[**index].fails();
            let worst = questions.iter().filter(failing).filter_map(|index| results[*index].outcome.grade()).max();
            let (Some(worst), said) = (worst, Grade::from(finding.severity)) else { continue };
            for index in questions {
                let result = &mut results[*index];
                match result.outcome.grade() {
                    Some(grade) if grade.fails() && (grade > said || grade == worst) => result.counted = Some(said),
                    Some(_) | None => {}
                }
            }
        }
    }

    /// Findings by severity, and failed or improvable answers that no finding covers yet. With `within`, only those
    /// that touch one of its questions.
    pub(super) fn counts(&self, results: &[QuestionResult], within: Option<&dyn Fn(usize) -> bool>) -> SeverityCounts {
        let inside = |index: usize| within.is_none_or(|within| within(index));
        let mut counts = SeverityCounts::default();
        for (finding, questions) in &self.findings {
            if within.is_none() || questions.iter().any(|index| results[*index].shown() && inside(*index)) {
                counts.add(finding.severity);
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
        let critical = |(finding, _): &&(&Finding, Vec<usize>)| finding.severity == Severity::Critical;
        let findings = self.findings.iter().filter(critical).map(|(finding, _)| finding.id).collect();
        let open = |(index, result): &(usize, &QuestionResult)| {
            result.shown() && !self.covered[*index] && result.severity() == Some(Severity::Critical)
        };
        let questions = results.iter().enumerate().filter(open);
        (findings, questions.map(|(index, _)| template.questions[index].name.clone()).collect())
    }
}
