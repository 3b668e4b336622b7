//! What can be recorded where, and recorded answers as typed values.

use super::address;
use super::evaluation::{AnswerProblem, Sample};
use super::question::{DateRule, Field, NumberRule, Question, QuestionKind};
use super::ratio::Ratio;
use super::template::{SlotKind, Template, is_row_id, parts};
use crate::domain::{Answer, Grade, InstancePath, Severity};
use chrono::{NaiveDate, NaiveTime};

/// The value of a date question where there is no such date.
pub(super) const NO_DATE: &str = "none";

/// A recorded value as its kind understands it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    Grade(Grade),
    /// An answer that passes or fails by itself: yes, no, a code.
    Passes(bool),
    /// An answer that fails with a severity of its own.
    Fails(Severity),
    Number(Ratio, Option<&'a NumberRule>),
    Date(Option<NaiveDate>, Option<DateRule>),
    /// Nothing to judge: texts, counts, several codes.
    Plain,
}

impl Template {
    /// Whether `answer` can be recorded at `path`, also in a row that is not there yet. An answer without a value always
    /// can, where the path exists.
    ///
    /// # Errors
    /// What is wrong with the path or the value.
    pub fn check_answer(&self, path: &InstancePath, answer: &Answer) -> Result<(), AnswerProblem> {
        let unknown = || AnswerProblem::UnknownPlace { path: path.to_string() };
        let parts = parts(path).ok_or_else(unknown)?;
        let slot = self.slot(&parts.pattern).ok_or_else(unknown)?;
        for (repeat, id) in &parts.rows {
            let repeat = address::parts(repeat).map(|parts| format!("{}[]", parts.pattern)).unwrap_or_default();
            let is_counted = matches!(self.slot(&repeat).map(|slot| &slot.kind), Some(SlotKind::Row(true)));
            if !is_row_id(id, is_counted) {
                return Err(AnswerProblem::NotARow { id: (*id).to_owned() });
            }
        }
        let Some(text) = answer.value.as_deref().filter(|text| !text.is_empty()) else { return Ok(()) };
        match &slot.kind {
            SlotKind::Part(part) => check_part(part, text),
            SlotKind::Answer(kind) => value(kind, text).map(|_| ()),
            SlotKind::Row(false) if text == address::PRESENT => Ok(()),
            SlotKind::Row(_) | SlotKind::Own => Err(AnswerProblem::NoValueHere),
            SlotKind::Fact => Err(unknown()),
        }
    }
}

/// Whether a part of an answer can be `text`.
fn check_part(part: &str, text: &str) -> Result<(), AnswerProblem> {
    match part {
        Question::CRITICAL_ROW => boolean(text).map(|_| ()),
        Question::CHECKED | Question::FAILED => count(text).map(|_| ()),
        "value" | "permit_limit" => number(text).map(|_| ()),
        "oxygen" => oxygen(text).map(|_| ()),
        "measured_on" => day(text).map(|_| ()),
        _ => Ok(()),
    }
}

/// Reads the value of a question, other than one with parts.
pub(super) fn value<'a>(kind: &'a QuestionKind, text: &str) -> Result<Value<'a>, AnswerProblem> {
    let unknown = |code: &str| AnswerProblem::UnknownCode { code: code.to_owned() };
    let known = |code: &str| kind.options().iter().any(|option| option.code == code);
    let all_known = || match text.split_whitespace().find(|code| !known(code)) {
        Some(code) if !kind.options().is_empty() => Err(unknown(code)),
        Some(_) | None => Ok(()),
    };
    match kind {
        QuestionKind::Grade => Grade::from_code(text).map(Value::Grade).ok_or_else(|| unknown(text)),
        QuestionKind::YesNo { adverse } => match text {
            "yes" => Ok(Value::Passes(!adverse)),
            "no" => Ok(Value::Passes(*adverse)),
            _ => Err(unknown(text)),
        },
        QuestionKind::Number { unit, rule } => {
            let number = number(text)?;
            let share = (Ratio::ZERO..=Ratio::whole(100)).contains(&number);
            if unit == "%" && !share {
                return Err(AnswerProblem::NotAShare { value: text.to_owned() });
            }
            Ok(Value::Number(number, rule.as_ref()))
        }
        QuestionKind::Choice { options, .. } if !options.is_empty() && !known(text) => Err(unknown(text)),
        QuestionKind::Choice { failing, .. } => match failing.iter().find(|(code, _)| code == text) {
            None => Ok(Value::Passes(true)),
            Some((_, Some(severity))) => Ok(Value::Fails(*severity)),
            Some((_, None)) => Ok(Value::Passes(false)),
        },
        QuestionKind::Multi { least, wanted, .. } => {
            all_known()?;
            let chosen: Vec<&str> = text.split_whitespace().collect();
            let enough = least.is_none_or(|least| chosen.len() >= least as usize);
            let is_judged = least.is_some() || !wanted.is_empty();
            let all = wanted.iter().all(|code| chosen.contains(&code.as_str()));
            Ok(if is_judged { Value::Passes(enough && all) } else { Value::Plain })
        }
        QuestionKind::Rank { .. } | QuestionKind::LimitSets { .. } | QuestionKind::Quiz(_) => {
            all_known().map(|()| Value::Plain)
        }
        QuestionKind::Date { rule } if text == NO_DATE => Ok(Value::Date(None, *rule)),
        QuestionKind::Date { rule } => day(text).map(|date| Value::Date(Some(date), *rule)),
        QuestionKind::Text => Ok(Value::Plain),
        QuestionKind::Count => count(text).map(|_| Value::Plain),
        QuestionKind::Field(field) => check_field(field, text).map(|()| Value::Plain),
        QuestionKind::Photo { .. } | QuestionKind::Sampled { .. } | QuestionKind::Reading(_) => {
            Err(AnswerProblem::NoValueHere)
        }
    }
}

fn check_field(field: &Field, text: &str) -> Result<(), AnswerProblem> {
    let value = || text.to_owned();
    let is_good = |good: bool, problem: AnswerProblem| if good { Ok(()) } else { Err(problem) };
    match field {
        Field::Text => Ok(()),
        Field::Integer => is_good(text.parse::<i64>().is_ok(), AnswerProblem::NotAWholeNumber { value: value() }),
        Field::Month => {
            let first = if text.len() == "YYYY-MM".len() { format!("{text}-01") } else { value() };
            day(&first).map(|_| ()).map_err(|_| AnswerProblem::NotADate { value: value() })
        }
        Field::Time => is_good(is_time(text), AnswerProblem::NotATime { value: value() }),
        Field::DateTime => {
            let good = text.split_once('T').is_some_and(|(date, time)| text_date(date).is_some() && is_time(time));
            is_good(good, AnswerProblem::NotADateTime { value: value() })
        }
        Field::Position => is_good(is_position(text), AnswerProblem::NotAPosition { value: value() }),
        Field::Scale { start, end, .. } => {
            let number = number(text)?;
            let (least, most) = if start <= end { (start, end) } else { (end, start) };
            let problem = AnswerProblem::OutsideScale { value: value(), start: least.decimal(), end: most.decimal() };
            is_good((*least..=*most).contains(&number), problem)
        }
        Field::Acknowledge => is_good(text == "OK", AnswerProblem::UnknownCode { code: value() }),
        Field::Note | Field::Calculated => Err(AnswerProblem::NoValueHere),
    }
}

/// A time of day as XForms writes it, with or without seconds and offset.
fn is_time(text: &str) -> bool {
    let clock = text.split(['Z', '+', '-']).next().unwrap_or_default();
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].iter().any(|format| NaiveTime::parse_from_str(clock, format).is_ok())
}

/// Latitude and longitude in degrees, then altitude and accuracy in metres (ODK XForms, geopoint).
fn is_position(text: &str) -> bool {
    let numbers: Option<Vec<f64>> = text.split_whitespace().map(|part| part.parse().ok()).collect();
    numbers.is_some_and(|numbers| match numbers.as_slice() {
        [latitude, longitude, rest @ ..] => {
            latitude.abs() <= 90.0
                && longitude.abs() <= 180.0
                && rest.len() <= 2
                && rest.iter().all(|one| one.is_finite())
        }
        _ => false,
    })
}

/// A decimal number.
pub(super) fn number(text: &str) -> Result<Ratio, AnswerProblem> {
    Ratio::parse(text).ok_or_else(|| AnswerProblem::NotANumber { value: text.to_owned() })
}

/// A measured oxygen in percent, less than that of air.
pub(super) fn oxygen(text: &str) -> Result<Ratio, AnswerProblem> {
    let number = number(text)?;
    if number < Ratio::ZERO || number >= Ratio::new(205, 10) {
        return Err(AnswerProblem::TooMuchOxygen { value: text.to_owned() });
    }
    Ok(number)
}

/// A day, `2026-11-21`.
pub(super) fn day(text: &str) -> Result<NaiveDate, AnswerProblem> {
    text_date(text)
        .filter(|_| text.len() == "YYYY-MM-DD".len())
        .ok_or_else(|| AnswerProblem::NotADate { value: text.to_owned() })
}

fn text_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
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
    Ok(Some(Sample { checked, failed, critical_row, ..Sample::default() }))
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
