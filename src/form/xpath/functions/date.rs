//! Functions of dates and times.

use super::super::stamp::{Stamp, read_time};
use super::super::value::Value;
use super::{Arguments, Outcome};
use chrono::{Datelike, Timelike};

#[expect(clippy::unnecessary_wraps, reason = "one shape for all functions")]
pub(super) fn today(arguments: &Arguments<'_>) -> Outcome<Value> {
    let host = arguments.context.host;
    Ok(Stamp::of_day(host.now().date_naive(), host).map_or(Value::NoDate, Value::Date))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all functions")]
pub(super) fn now(arguments: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Date(Stamp { at: arguments.context.host.now(), whole_day: false }))
}

/// As a date, or date and time; a text or number that is none gives a date that is none.
pub(super) fn date(arguments: &Arguments<'_>) -> Outcome<Value> {
    let value = arguments.value(0)?;
    if arguments.context.text(&value).trim().is_empty() {
        return Ok(Value::Text(String::new()));
    }
    Ok(arguments.context.stamp(&value).map_or(Value::NoDate, Value::Date))
}

pub(super) fn decimal_date_time(arguments: &Arguments<'_>) -> Outcome<Value> {
    let value = arguments.value(0)?;
    Ok(Value::Number(arguments.context.stamp(&value).map_or(f64::NAN, |stamp| stamp.days())))
}

/// The time of day as a share of the day, as clocks of the place show it.
pub(super) fn decimal_time(arguments: &Arguments<'_>) -> Outcome<Value> {
    let value = arguments.value(0)?;
    let host = arguments.context.host;
    let text = arguments.context.text(&value);
    let seconds = |time: chrono::NaiveTime| {
        f64::from(time.num_seconds_from_midnight()) + f64::from(time.nanosecond()) / 1_000_000_000.0
    };
    if let Some(stamp) = Stamp::read(&text, host) {
        return Ok(Value::Number(seconds(stamp.at.time()) / 86_400.0));
    }
    let Some((time, offset)) = read_time(&text) else { return Ok(Value::Number(f64::NAN)) };
    let here = host.now().offset().local_minus_utc();
    let shift = offset.map_or(0, |offset| here - offset.local_minus_utc());
    Ok(Value::Number(((seconds(time) + f64::from(shift)).rem_euclid(86_400.0)) / 86_400.0))
}

/// `%Y %y %m %n %b %d %e %H %h %M %S %3 %a %W`; anything else stands for itself.
pub(super) fn format_date(arguments: &Arguments<'_>) -> Outcome<Value> {
    let value = arguments.value(0)?;
    let Some(stamp) = arguments.context.stamp(&value) else { return Ok(Value::Text(String::new())) };
    let pattern = arguments.text(1)?;
    let at = stamp.at;
    let mut text = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('Y') => text.push_str(&format!("{:04}", at.year())),
            Some('y') => text.push_str(&format!("{:02}", at.year().rem_euclid(100))),
            Some('m') => text.push_str(&format!("{:02}", at.month())),
            Some('n') => text.push_str(&at.month().to_string()),
            Some('b') => text.push_str(&at.format("%b").to_string()),
            Some('d') => text.push_str(&format!("{:02}", at.day())),
            Some('e') => text.push_str(&at.day().to_string()),
            Some('H') => text.push_str(&format!("{:02}", at.hour())),
            Some('h') => text.push_str(&at.hour().to_string()),
            Some('M') => text.push_str(&format!("{:02}", at.minute())),
            Some('S') => text.push_str(&format!("{:02}", at.second())),
            Some('3') => text.push_str(&format!("{:03}", at.timestamp_subsec_millis())),
            Some('a') => text.push_str(&at.format("%a").to_string()),
            Some('W') => text.push_str(&format!("{:02}", at.iso_week().week())),
            Some('%') => text.push('%'),
            Some(other) => {
                text.push('%');
                text.push(other);
            }
            None => text.push('%'),
        }
    }
    Ok(Value::Text(text))
}
