//! One answer to an outcome.

use super::answering::{self, Value};
use super::audit::{AT_LEAST, AT_MOST};
use super::evaluation::{AnswerProblem, LimitCheck, LimitResult, Outcome, ReadingResult, Sample, TableResult, Tag};
use super::facts::Facts;
use super::filled::Filled;
use super::limits::LimitSets;
use super::question::{DateRule, Field, NumberRule, Question, QuestionKind, Verification};
use super::ratio::Ratio;
use super::{sampling, tables, template::Template};
use crate::domain::{AnswerStatus, Grade, RuleSet};
use chrono::{Months, NaiveDate};

/// What an answer comes to.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    pub(super) outcome: Outcome,
    pub(super) tag: Option<Tag>,
    pub(super) limit: Option<LimitCheck>,
    pub(super) sample: Option<Sample>,
    pub(super) reading: Option<ReadingResult>,
    pub(super) problem: Option<AnswerProblem>,
}

impl Judgement {
    pub(super) fn of(outcome: Outcome) -> Self {
        Self { outcome, ..Self::default() }
    }

    pub(super) fn wrong(problem: AnswerProblem) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }
}

/// What answers are judged by.
pub(super) struct Judge<'a> {
    pub(super) template: &'a Template,
    pub(super) rules: &'a RuleSet,
    pub(super) facts: &'a Facts<'a>,
    pub(super) filled: &'a Filled,
    pub(super) tables: &'a [TableResult],
    /// The limits for readings; none where nothing is read.
    pub(super) limits: Option<&'a LimitSets>,
}

impl Judge<'_> {
    /// Judges the answer to the visible question at `index`.
    pub(super) fn judge(&self, index: usize) -> Judgement {
        let question = &self.template.questions[index];
        let path = &self.template.paths[index];
        match self.facts.answers.get(path).map(|answer| answer.status) {
            Some(AnswerStatus::NotApplicable) => return Judgement::of(Outcome::NotApplicable),
            Some(AnswerStatus::NotVerified) => return Judgement::of(Outcome::NotVerified),
            Some(AnswerStatus::Answered) | None => {}
        }
        match &question.kind {
            QuestionKind::Photo { least, .. } => {
                let present = self.facts.photo_counts.get(path).copied().unwrap_or(0);
                let reached = present >= *least && (present > 0 || question.owed);
                Judgement::of(if reached { passed(question, true) } else { Outcome::Unanswered })
            }
            QuestionKind::Sampled { table, flags, .. } => match self.sample(question, table, flags) {
                Ok(Some(sample)) => judge_sample(question, sample, self.rules),
                Ok(None) => Judgement::default(),
                Err(problem) => Judgement::wrong(problem),
            },
            QuestionKind::Reading(measurand) => self.reading(question, measurand),
            QuestionKind::Field(Field::Note | Field::Calculated) => Judgement::default(),
            QuestionKind::Grade
            | QuestionKind::YesNo { .. }
            | QuestionKind::Number { .. }
            | QuestionKind::Choice { .. }
            | QuestionKind::Multi { .. }
            | QuestionKind::Rank { .. }
            | QuestionKind::LimitSets { .. }
            | QuestionKind::Quiz(_)
            | QuestionKind::Date { .. }
            | QuestionKind::Text
            | QuestionKind::Count
            | QuestionKind::Field(_) => self.value(question),
        }
    }

    /// The value of a part of an answer.
    pub(super) fn part(&self, question: &Question, part: &str) -> Option<String> {
        let look = self.filled.session.look(&format!("{}/{part}", question.node))?;
        Some(look.value.to_owned()).filter(|value| !value.is_empty())
    }

    /// What was checked: the rows of the table, or else what somebody counted.
    fn sample(&self, question: &Question, table: &str, flags: &[String]) -> Result<Option<Sample>, AnswerProblem> {
        let of_table = self.template.tables.iter().zip(self.tables).find(|(own, _)| own.name == table);
        if let Some(sample) = of_table.and_then(|(table, result)| tables::sample(table, result, flags)) {
            return Ok(Some(sample));
        }
        let [checked, failed, critical] = Question::SAMPLED_NODES.map(|node| self.part(question, node));
        answering::sample(checked.as_deref(), failed.as_deref(), critical.as_deref())
    }

    fn value(&self, question: &Question) -> Judgement {
        let look = self.filled.session.look(&question.node).filter(|look| !look.value.is_empty());
        let Some(look) = look else { return Judgement::default() };
        let text = look.value;
        if !look.is_allowed {
            return Judgement::wrong(AnswerProblem::NotAllowed { value: text.to_owned() });
        }
        let value = match answering::value(&question.kind, text) {
            Ok(value) => value,
            Err(problem) => return Judgement::wrong(problem),
        };
        match value {
            Value::Grade(grade) if question.is_graded() => Judgement::of(Outcome::Graded(grade)),
            Value::Passes(passes) => Judgement::of(passed(question, passes)),
            Value::Fails(severity) if question.is_graded() => Judgement::of(Outcome::Graded(severity.into())),
            Value::Number(number, Some(rule)) => self.number(question, rule, text, number),
            Value::Date(date, Some(rule)) => {
                let in_time = date.is_some_and(|date| in_time(rule, date, self.facts.today));
                Judgement::of(passed(question, in_time))
            }
            Value::Grade(_) | Value::Fails(_) | Value::Number(_, None) | Value::Date(_, None) | Value::Plain => {
                Judgement::of(Outcome::Information)
            }
        }
    }

    /// A limit as text and number; `Err` when it is wanted, but not known.
    fn limit(&self, question: &Question, wanted: bool, column: &str) -> Result<Option<(String, Ratio)>, ()> {
        if !wanted {
            return Ok(None);
        }
        let text = self.filled.session.extra(&question.node, column).ok_or(())?;
        Ratio::parse(&text).map(|number| Some((text, number))).ok_or(())
    }

    fn number(&self, question: &Question, rule: &NumberRule, text: &str, number: Ratio) -> Judgement {
        let limits = (self.limit(question, rule.at_most, AT_MOST), self.limit(question, rule.at_least, AT_LEAST));
        let mut check = LimitCheck {
            value: text.to_owned(),
            at_most: None,
            at_least: None,
            result: LimitResult::NoLimit,
            to_be_confirmed: rule.verification != Verification::Verified,
        };
        let (Ok(at_most), Ok(at_least)) = limits else {
            return Judgement { outcome: Outcome::NotVerified, limit: Some(check), ..Judgement::default() };
        };
        let near_by = rule.near_by.unwrap_or(Ratio::ZERO);
        let over = |by: Ratio| at_most.as_ref().is_some_and(|(_, most)| number.plus(by) > *most);
        let under = |by: Ratio| at_least.as_ref().is_some_and(|(_, least)| number.minus(by) < *least);
        check.result = if over(Ratio::ZERO) || under(Ratio::ZERO) {
            LimitResult::Exceeded
        } else if over(near_by) || under(near_by) {
            LimitResult::Near
        } else {
            LimitResult::Inside
        };
        let outcome = match (question.severity, check.result) {
            (None, _) => Outcome::Information,
            (Some(_), LimitResult::Exceeded) if check.to_be_confirmed => Outcome::Graded(Grade::Opportunity),
            (Some(severity), LimitResult::Exceeded) => Outcome::Graded(severity.into()),
            (Some(_), LimitResult::Near) => Outcome::Graded(Grade::Opportunity),
            (Some(_), LimitResult::Inside | LimitResult::NoLimit) => Outcome::Graded(Grade::Conforming),
        };
        check.at_most = at_most.map(|(text, _)| text);
        check.at_least = at_least.map(|(text, _)| text);
        Judgement { outcome, limit: Some(check), ..Judgement::default() }
    }
}

fn judge_sample(question: &Question, sample: Sample, rules: &RuleSet) -> Judgement {
    let judged = match (&question.kind, question.severity) {
        (QuestionKind::Sampled { sampling, .. }, Some(severity)) => {
            let (grade, tag) = sampling::grade(sample, severity, *sampling, &rules.sampling);
            Judgement { outcome: Outcome::Graded(grade), tag, ..Judgement::default() }
        }
        _ => Judgement::of(Outcome::Information),
    };
    Judgement { sample: Some(sample), ..judged }
}

/// Conforming when it passes, the question's own severity when it fails; information where there is none.
fn passed(question: &Question, passes: bool) -> Outcome {
    match question.severity {
        None => Outcome::Information,
        Some(_) if passes => Outcome::Graded(Grade::Conforming),
        Some(severity) => Outcome::Graded(severity.into()),
    }
}

fn in_time(rule: DateRule, date: NaiveDate, today: NaiveDate) -> bool {
    match rule {
        DateRule::NotPast => date >= today,
        DateRule::NotOlderThanMonths(months) => {
            date <= today && today.checked_sub_months(Months::new(months)).is_none_or(|oldest| date >= oldest)
        }
    }
}
