//! Dates and times of day as ODK XForms writes and reckons them.

use super::host::Host;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

/// Milliseconds of a day.
const DAY_MS: f64 = 86_400_000.0;

/// A date, or a date with its time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stamp {
    /// The moment; midnight of the local day where only the day is known.
    pub at: DateTime<FixedOffset>,
    /// Whether only the day is known.
    pub whole_day: bool,
}

impl Stamp {
    /// The local midnight of a day.
    #[must_use]
    pub fn of_day(day: NaiveDate, host: &dyn Host) -> Option<Self> {
        let at = local(day.and_time(NaiveTime::MIN), host)?;
        Some(Self { at, whole_day: true })
    }

    /// The moment so many days after 1970-01-01T00:00:00Z; the whole day where it is a local midnight.
    #[must_use]
    pub fn of_days(days: f64, host: &dyn Host) -> Option<Self> {
        let ms = (days * DAY_MS).round();
        if !ms.is_finite() || ms.abs() > 8.64e15 {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
        let utc = DateTime::from_timestamp_millis(ms as i64)?;
        let offset = host.offset_at(utc.naive_utc() + TimeDelta::seconds(host.now().offset().local_minus_utc().into()));
        let at = utc.with_timezone(&offset);
        Some(Self { at, whole_day: at.time() == NaiveTime::MIN })
    }

    /// Reads `2026-11-21`, `2026-1-2`, or a date and time with or without seconds, fraction and offset. Without an
    /// offset it is the time of the place.
    #[must_use]
    pub fn read(text: &str, host: &dyn Host) -> Option<Self> {
        let text = text.trim();
        let (day, rest) = match text.split_once('T') {
            Some((day, time)) => (read_day(day)?, Some(time)),
            None => (read_day(text)?, None),
        };
        let Some(rest) = rest else { return Self::of_day(day, host) };
        let (time, offset) = read_time(rest)?;
        let at = match offset {
            Some(offset) => offset.from_local_datetime(&day.and_time(time)).single()?,
            None => local(day.and_time(time), host)?,
        };
        Some(Self { at, whole_day: false })
    }

    /// Days since 1970-01-01T00:00:00Z, with their fraction.
    #[must_use]
    pub fn days(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of this era are below 2 to the 53rd")]
        let ms = self.at.timestamp_millis() as f64;
        ms / DAY_MS
    }

    /// As it is written: `2026-11-21`, `2026-11-21T16:20:05.000+08:00`.
    #[must_use]
    pub fn text(&self) -> String {
        let pattern = if self.whole_day { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S%.3f%:z" };
        self.at.format(pattern).to_string()
    }
}

fn local(at: NaiveDateTime, host: &dyn Host) -> Option<DateTime<FixedOffset>> {
    host.offset_at(at).from_local_datetime(&at).single()
}

fn read_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let number = |part: Option<&str>, widths: &[usize]| {
        let part = part.filter(|part| widths.contains(&part.len()))?;
        if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse::<u32>().ok() } else { None }
    };
    let year = number(parts.next(), &[4])?;
    let (month, day) = (number(parts.next(), &[1, 2])?, number(parts.next(), &[1, 2])?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Reads `16:20`, `16:20:05.123+08:00`, `16:20Z`: the time of day and the offset if one is given.
pub(super) fn read_time(text: &str) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let text = text.trim();
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (&text[..at], Some(read_offset(&text[at..])?)),
        None => (text, None),
    };
    let mut parts = clock.splitn(3, ':');
    let two = |part: &str| {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<u32>().ok() } else { None }
    };
    let (hour, minute) = (two(parts.next()?)?, two(parts.next()?)?);
    let (second, ms) = match parts.next() {
        None => (0, 0),
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
            let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
            (two(whole)?, digits.parse::<u32>().ok()?)
        }
    };
    Some((NaiveTime::from_hms_milli_opt(hour, minute, second, ms)?, offset))
}

fn read_offset(text: &str) -> Option<FixedOffset> {
    if text.eq_ignore_ascii_case("Z") {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = (if text.starts_with('-') { -1 } else { 1 }, &text[1..]);
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    // No place on earth is further away; engines of the field refuse more.
    ((0..=14).contains(&hours) && (0..60).contains(&minutes)).then_some(())?;
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}
