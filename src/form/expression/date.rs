//! Dates as texts, by the formats of ODK XForms.

use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `%Y %y %m %n %b %d %e %a`; times are those of midnight; an unknown letter stays as it is.
pub(super) fn format_date(date: NaiveDate, format: &str) -> String {
    let mut text = String::new();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('Y') => text.push_str(&format!("{:04}", date.year())),
            Some('y') => text.push_str(&format!("{:02}", date.year().rem_euclid(100))),
            Some('m') => text.push_str(&format!("{:02}", date.month())),
            Some('n') => text.push_str(&date.month().to_string()),
            Some('b') => text.push_str(MONTHS.get(date.month0() as usize).copied().unwrap_or_default()),
            Some('d') => text.push_str(&format!("{:02}", date.day())),
            Some('e') => text.push_str(&date.day().to_string()),
            Some('a') => text.push_str(&date.weekday().to_string()),
            Some('H' | 'M' | 'S') => text.push_str("00"),
            Some('h') => text.push('0'),
            Some('3') => text.push_str("000"),
            Some(other) => text.extend(['%', other]),
            None => text.push('%'),
        }
    }
    text
}
