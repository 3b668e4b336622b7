//! One answer to an outcome.

use super::answering::{self, Sample, Value};
use super::compile::{Bound, Limits};
use super::evaluation::{AnswerProblem, LimitCheck, LimitResult, Outcome, Tag};
use super::facts::Facts;
use super::question::{DateRule, NumberRule, Question, QuestionKind, Verification};
use super::ratio::Ratio;
use super::{sampling, template::Template};
use crate::domain::{Answer, AnswerStatus, Grade, RuleSet};
use chrono::{Months, NaiveDate};
use std::borrow::Cow;

/// What an answer comes to.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    pub(super) outcome: Outcome,
    pub(super) tag: Option<Tag>,
    pub(super) limit: Option<LimitCheck>,
    pub(super) problem: Option<AnswerProblem>,
}

impl Judgement {
    fn of(outcome: Outcome) -> Self {
        Self { outcome, ..Self::default() }
    }
}

/// Judges the answer to the visible question at `index`.
pub(super) fn judge(
    template: &Template,
    index: usize,
    rules: &RuleSet,
    facts: &Facts<'_>,
    values: &[Cow<'_, str>],
) -> Judgement {
    let question = &template.questions[index];
    let path = &template.paths[index];
    let answer = facts.answers.get(path);
    match answer.map(|answer| answer.status) {
        Some(AnswerStatus::NotApplicable) => return Judgement::of(Outcome::NotApplicable),
        Some(AnswerStatus::NotVerified) => return Judgement::of(Outcome::NotVerified),
        Some(AnswerStatus::Answered) | None => {}
    }
    match &question.kind {
        QuestionKind::Photo { least } => {
            let present = facts.photo_counts.get(path).copied().unwrap_or(0);
            let reached = present >= *least;
            Judgement::of(if reached { passed(question, true) } else { Outcome::Unanswered })
        }
        QuestionKind::Sampled { .. } => {
            let part = |node: &str| facts.answers.get(&path.child(node)).and_then(recorded);
            let parts = Question::SAMPLED_NODES.map(part);
            match answering::sample(parts[0], parts[1], parts[2]) {
                Ok(Some(sample)) => judge_sample(question, sample, rules),
                Ok(None) => Judgement::default(),
                Err(problem) => Judgement { problem: Some(problem), ..Judgement::default() },
            }
        }
        QuestionKind::Grade
        | QuestionKind::YesNo { .. }
        | QuestionKind::Number { .. }
        | QuestionKind::Choice { .. }
        | QuestionKind::Multi { .. }
        | QuestionKind::Date { .. }
        | QuestionKind::Text
        | QuestionKind::Count => {
            let Some(text) = answer.and_then(recorded) else { return Judgement::default() };
            match answering::value(question, text) {
                Ok(value) => judge_value(question, text, value, &template.compiled.limits[index], facts.today, values),
                Err(problem) => Judgement { problem: Some(problem), ..Judgement::default() },
            }
        }
    }
}

/// The value of an answer, when there is one.
fn recorded(answer: &Answer) -> Option<&str> {
    answer.value.as_deref().filter(|value| !value.is_empty())
}

fn judge_sample(question: &Question, sample: Sample, rules: &RuleSet) -> Judgement {
    match (&question.kind, question.severity) {
        (QuestionKind::Sampled { sampling, .. }, Some(severity)) => {
            let (grade, tag) = sampling::grade(sample, severity, *sampling, &rules.sampling);
            Judgement { outcome: Outcome::Graded(grade), tag, ..Judgement::default() }
        }
        _ => Judgement::of(Outcome::Information),
    }
}

fn judge_value(
    question: &Question,
    text: &str,
    value: Value<'_>,
    limits: &Limits,
    today: NaiveDate,
    values: &[Cow<'_, str>],
) -> Judgement {
    match value {
        Value::Grade(grade) if question.is_graded() => Judgement::of(Outcome::Graded(grade)),
        Value::Passes(passes) => Judgement::of(passed(question, passes)),
        Value::Number(number, Some(rule)) => {
            judge_number(question, rule, &Reading { text, number, limits, today, values })
        }
        Value::Date(date, Some(rule)) => {
            Judgement::of(passed(question, date.is_some_and(|date| in_time(rule, date, today))))
        }
        Value::Grade(_) | Value::Number(_, None) | Value::Date(_, None) | Value::Plain => {
            Judgement::of(Outcome::Information)
        }
    }
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

/// A number with what is needed to know its limits.
struct Reading<'a> {
    text: &'a str,
    number: Ratio,
    limits: &'a Limits,
    today: NaiveDate,
    values: &'a [Cow<'a, str>],
}

impl Reading<'_> {
    /// A limit as text and number; `Err` when it is wanted, but not known.
    fn limit(&self, bound: Option<&Bound>) -> Result<Option<(String, Ratio)>, ()> {
        let Some(bound) = bound else { return Ok(None) };
        let text = bound.text(self.values, self.text, self.today);
        Ratio::parse(&text).map(|number| Some((text, number))).ok_or(())
    }
}

fn judge_number(question: &Question, rule: &NumberRule, reading: &Reading<'_>) -> Judgement {
    let limits = (reading.limit(reading.limits.at_most.as_ref()), reading.limit(reading.limits.at_least.as_ref()));
    let mut check = LimitCheck {
        value: reading.text.to_owned(),
        at_most: None,
        at_least: None,
        result: LimitResult::NoLimit,
        to_be_confirmed: rule.verification != Verification::Verified,
    };
    let (Ok(at_most), Ok(at_least)) = limits else {
        return Judgement { outcome: Outcome::NotVerified, limit: Some(check), ..Judgement::default() };
    };
    let near_by = reading.limits.near_by.unwrap_or(Ratio::ZERO);
    let number = reading.number;
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
