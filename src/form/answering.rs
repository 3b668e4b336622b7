//! What can be recorded where, and recorded answers as typed values.

use super::evaluation::AnswerProblem;
use super::expression::text_date;
use super::question::{DateRule, NumberRule, Question, QuestionKind};
use super::ratio::Ratio;
use super::template::Template;
use crate::domain::{Answer, Grade, InstancePath};
use chrono::NaiveDate;

/// The value of a date question where there is no such date.
pub(super) const NO_DATE: &str = "none";

/// A recorded value as its kind understands it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    Grade(Grade),
    /// An answer that passes or fails by itself: yes, no, a code.
    Passes(bool),
    Number(Ratio, Option<&'a NumberRule>),
    Date(Option<NaiveDate>, Option<DateRule>),
    /// Nothing to judge: texts, counts, several codes.
    Plain,
}

/// What was checked of a sampled question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) checked: u64,
    pub(super) failed: u64,
    pub(super) critical_row: bool,
}

impl Template {
    /// Whether `answer` can be recorded at `path`. An answer without a value always can, where the path exists.
    ///
    /// # Errors
    /// What is wrong with the path or the value.
    pub fn check_answer(&self, path: &InstancePath, answer: &Answer) -> Result<(), AnswerProblem> {
        let unknown = || AnswerProblem::UnknownPlace { path: path.to_string() };
        let (index, node) = self.place(path).ok_or_else(unknown)?;
        let question = self.questions.get(index).ok_or_else(unknown)?;
        let Some(text) = answer.value.as_deref().filter(|text| !text.is_empty()) else { return Ok(()) };
        match node {
            Some(Question::CRITICAL_ROW) => boolean(text).map(|_| ()),
            Some(_) => count(text).map(|_| ()),
            None => value(question, text).map(|_| ()),
        }
    }
}

/// Reads the value of a question, other than a sample.
pub(super) fn value<'a>(question: &'a Question, text: &str) -> Result<Value<'a>, AnswerProblem> {
    let unknown = |code: &str| AnswerProblem::UnknownCode { code: code.to_owned() };
    let known = |code: &str| question.kind.options().iter().any(|option| option.code == code);
    match &question.kind {
        QuestionKind::Grade => Grade::from_code(text).map(Value::Grade).ok_or_else(|| unknown(text)),
        QuestionKind::YesNo { adverse } => match text {
            "yes" => Ok(Value::Passes(!adverse)),
            "no" => Ok(Value::Passes(*adverse)),
            _ => Err(unknown(text)),
        },
        QuestionKind::Number { unit, rule } => {
            let number = Ratio::parse(text).ok_or_else(|| AnswerProblem::NotANumber { value: text.to_owned() })?;
            let share = (Ratio::ZERO..=Ratio::whole(100)).contains(&number);
            if unit == "%" && !share {
                return Err(AnswerProblem::NotAShare { value: text.to_owned() });
            }
            Ok(Value::Number(number, rule.as_ref()))
        }
        QuestionKind::Choice { .. } if !known(text) => Err(unknown(text)),
        QuestionKind::Choice { failing, .. } => Ok(Value::Passes(!failing.iter().any(|code| code == text))),
        QuestionKind::Multi { .. } => match text.split_whitespace().find(|code| !known(code)) {
            Some(code) => Err(unknown(code)),
            None => Ok(Value::Plain),
        },
        QuestionKind::Date { rule } if text == NO_DATE => Ok(Value::Date(None, *rule)),
        QuestionKind::Date { rule } => match text_date(text) {
            Some(date) if text.len() == "YYYY-MM-DD".len() => Ok(Value::Date(Some(date), *rule)),
            _ => Err(AnswerProblem::NotADate { value: text.to_owned() }),
        },
        QuestionKind::Text => Ok(Value::Plain),
        QuestionKind::Count => count(text).map(|_| Value::Plain),
        QuestionKind::Photo { .. } | QuestionKind::Sampled { .. } => Err(AnswerProblem::NoValueHere),
    }
}

/// Reads a sample from its three parts; none while it is not complete.
pub(super) fn sample(
    checked: Option<&str>,
    failed: Option<&str>,
    critical_row: Option<&str>,
) -> Result<Option<Sample>, AnswerProblem> {
    let checked = checked.map(count).transpose()?;
    let failed = failed.map(count).transpose()?;
    let critical_row = critical_row.map(boolean).transpose()?.unwrap_or(false);
    let (Some(checked), Some(failed)) = (checked, failed) else { return Ok(None) };
    if checked == 0 {
        return Err(AnswerProblem::NothingChecked);
    }
    if failed > checked {
        return Err(AnswerProblem::MoreFailedThanChecked { checked, failed });
    }
    if critical_row && failed == 0 {
        return Err(AnswerProblem::CriticalRowNotCounted);
    }
    Ok(Some(Sample { checked, failed, critical_row }))
}

fn count(text: &str) -> Result<u64, AnswerProblem> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let wrong = || AnswerProblem::NotACount { value: text.to_owned() };
    if digits { text.parse().map_err(|_| wrong()) } else { Err(wrong()) }
}

fn boolean(text: &str) -> Result<bool, AnswerProblem> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(AnswerProblem::NotABoolean { value: text.to_owned() }),
    }
}
