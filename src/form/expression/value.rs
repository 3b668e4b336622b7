//! Values of expressions and their conversions (XPath 1.0, 3.2 to 4.4; dates as in ODK XForms).

use chrono::{Days, NaiveDate};
use std::borrow::Cow;

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::form) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Boolean(bool),
    Date(NaiveDate),
    /// The values of the nodes referred to, in the order of the form. An unanswered question is a node without text.
    Nodes(Vec<&'a str>),
}

impl<'a> Value<'a> {
    /// A text that the expression itself made.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(Cow::Owned(text.into()))
    }

    /// As a text: the first node's, numbers without exponent, dates as `YYYY-MM-DD`.
    pub(in crate::form) fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => Cow::Owned(number_text(number)),
            Self::Boolean(boolean) => Cow::Borrowed(if boolean { "true" } else { "false" }),
            Self::Date(date) => Cow::Owned(date.format("%Y-%m-%d").to_string()),
            Self::Nodes(nodes) => Cow::Borrowed(nodes.first().copied().unwrap_or_default()),
        }
    }

    /// As a number: days since 1970-01-01 for dates and texts that are dates; NaN for what is no number.
    pub(in crate::form) fn number(&self) -> f64 {
        match self {
            Self::Text(text) => text_number(text),
            Self::Number(number) => *number,
            Self::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Self::Date(date) => f64::from(days(*date)),
            Self::Nodes(nodes) => text_number(nodes.first().copied().unwrap_or_default()),
        }
    }

    /// As a truth: a text is true when it is not empty (the text `false` too), a number when neither 0 nor NaN,
    /// nodes when any of them has a text.
    pub(in crate::form) fn truth(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Boolean(boolean) => *boolean,
            Self::Date(_) => true,
            Self::Nodes(nodes) => nodes.iter().any(|node| !node.is_empty()),
        }
    }

    /// As a date: ISO dates, the date part of a date and time, days since 1970-01-01.
    pub(super) fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Text(text) => text_date(text).or_else(|| number_date(text_number(text))),
            Self::Nodes(nodes) => {
                let text = nodes.first().copied().unwrap_or_default();
                text_date(text).or_else(|| number_date(text_number(text)))
            }
            Self::Number(number) => number_date(*number),
            Self::Boolean(_) => None,
        }
    }
}

/// A number as XPath writes it: no exponent, no trailing zeros, no negative zero.
pub(super) fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        number.to_string()
    }
}

/// The number that a text says; dates count in days; NaN for all else.
fn text_number(text: &str) -> f64 {
    let text = text.trim();
    let numeric = !text.is_empty()
        && !text.starts_with(['+', 'e', 'E'])
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    if numeric && let Ok(number) = text.parse() {
        return number;
    }
    text_date(text).map_or(f64::NAN, |date| f64::from(days(date)))
}

/// The date at the start of an ISO date or date and time.
pub(in crate::form) fn text_date(text: &str) -> Option<NaiveDate> {
    let date = text.trim().split('T').next()?;
    let mut parts = date.splitn(3, '-');
    let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let month = parts.next().filter(|part| part.len() <= 2)?.parse().ok()?;
    let day = parts.next().filter(|part| part.len() <= 2)?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn number_date(days: f64) -> Option<NaiveDate> {
    if !days.is_finite() || days.abs() > 3_000_000.0 {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be small and whole")]
    let whole = days.abs().floor() as u64;
    let epoch = NaiveDate::default();
    if days >= 0.0 {
        epoch.checked_add_days(Days::new(whole))
    } else {
        let up = u64::from(days.fract() != 0.0);
        epoch.checked_sub_days(Days::new(whole + up))
    }
}

fn days(date: NaiveDate) -> i32 {
    i32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
}
