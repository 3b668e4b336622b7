//! Dates and times as each language writes them.

use super::{Value, Words};
use crate::domain::Moment;
use chrono::{Datelike, NaiveDate};

impl Words {
    /// A day: `21 Nov 2026`, `2026年11月21日`.
    #[must_use]
    pub fn date(&self, day: NaiveDate) -> String {
        self.date_as("date-day", day)
    }

    /// A day with its weekday, where a plan depends on it: `Sat 21 Nov 2026`, `2026年11月21日 周六`.
    #[must_use]
    pub fn date_with_weekday(&self, day: NaiveDate) -> String {
        self.date_as("date-weekday", day)
    }

    /// A month: `November 2026`, `2026年11月`.
    #[must_use]
    pub fn month(&self, day: NaiveDate) -> String {
        let month = self.month_name("month-long", day.month());
        let year = day.year().to_string();
        self.with("date-month", &[("month", Value::Text(&month)), ("year", Value::Text(&year))])
    }

    /// The short name of a weekday, 1 for Monday.
    #[must_use]
    pub fn weekday(&self, number: u32) -> String {
        self.with("weekday", &[("n", Value::Number(number.into()))])
    }

    /// The time of day, `16:20`.
    #[must_use]
    pub fn time(&self, moment: Moment) -> String {
        moment.local().format("%H:%M").to_string()
    }

    /// The time of day with seconds, `16:20:05`.
    #[must_use]
    pub fn time_with_seconds(&self, moment: Moment) -> String {
        moment.local().format("%H:%M:%S").to_string()
    }

    /// Day and time: `21 Nov 2026, 16:20`.
    #[must_use]
    pub fn date_time(&self, moment: Moment) -> String {
        let (date, time) = (self.date(moment.local_date()), self.time(moment));
        self.with("date-time", &[("date", Value::Text(&date)), ("time", Value::Text(&time))])
    }

    /// From the first to the last day; one day alone is written once.
    #[must_use]
    pub fn date_span(&self, from: NaiveDate, to: NaiveDate) -> String {
        if from == to {
            return self.date(from);
        }
        let (from, to) = (self.date(from), self.date(to));
        self.with("date-span", &[("from", Value::Text(&from)), ("to", Value::Text(&to))])
    }

    /// A day as seen from `today`: `in 12 days (3 Dec 2026)`.
    #[must_use]
    pub fn date_from_today(&self, day: NaiveDate, today: NaiveDate) -> String {
        let days = day.signed_duration_since(today).num_days();
        let date = self.date(day);
        let (key, n) = match days {
            0 => ("date-today", 0),
            1 => ("date-tomorrow", 1),
            -1 => ("date-yesterday", 1),
            later if later > 0 => ("date-in-days", later),
            earlier => ("date-days-ago", -earlier),
        };
        self.with(key, &[("n", Value::Number(n)), ("date", Value::Text(&date))])
    }

    fn date_as(&self, key: &str, day: NaiveDate) -> String {
        let month = self.month_name("month", day.month());
        let (number, year) = (day.day().to_string(), day.year().to_string());
        let weekday = self.weekday(day.weekday().number_from_monday());
        self.with(
            key,
            &[
                ("day", Value::Text(&number)),
                ("month", Value::Text(&month)),
                ("year", Value::Text(&year)),
                ("weekday", Value::Text(&weekday)),
            ],
        )
    }

    fn month_name(&self, key: &str, number: u32) -> String {
        let text = number.to_string();
        self.with(key, &[("n", Value::Number(number.into())), ("text", Value::Text(&text))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_language_writes_dates_its_own_way() {
        let (en, zh) = (Words::of(Language::En), Words::of(Language::ZhCn));
        let saturday = day("2026-11-21");
        assert_eq!(en.date(saturday), "21 Nov 2026");
        assert_eq!(zh.date(saturday), "2026年11月21日");
        assert_eq!(en.date_with_weekday(saturday), "Sat 21 Nov 2026");
        assert_eq!(zh.date_with_weekday(saturday), "2026年11月21日 周六");
        assert_eq!(en.month(saturday), "November 2026");
        assert_eq!(zh.month(saturday), "2026年11月");
        assert_eq!(en.date_span(saturday, saturday), "21 Nov 2026");
        assert_eq!(zh.date_span(saturday, day("2026-11-23")), "2026年11月21日至2026年11月23日");
    }

    #[test]
    fn near_days_are_called_by_their_distance() {
        let (en, zh) = (Words::of(Language::En), Words::of(Language::ZhCn));
        let today = day("2026-11-21");
        assert_eq!(en.date_from_today(day("2026-12-03"), today), "in 12 days (3 Dec 2026)");
        assert_eq!(zh.date_from_today(day("2026-12-03"), today), "12 天后（2026年12月3日）");
        assert_eq!(en.date_from_today(day("2026-11-22"), today), "tomorrow (22 Nov 2026)");
        assert_eq!(en.date_from_today(day("2026-11-19"), today), "2 days ago (19 Nov 2026)");
    }

    #[test]
    fn a_moment_is_shown_in_the_local_time_it_was_recorded_in() {
        let words = Words::of(Language::En);
        let moment = Moment { utc_ms: 1_795_248_005_000, utc_offset_min: 480 };
        assert_eq!(words.date_time(moment), "21 Nov 2026, 16:00");
        assert_eq!(words.time_with_seconds(moment), "16:00:05");
    }
}
