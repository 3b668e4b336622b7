//! PDF dates, `D:20261121162000+08'00'` (ISO 32000-1 §7.9.4).

use crate::domain::Moment;
use chrono::{FixedOffset, NaiveDate, TimeZone};

/// A moment as PDF date.
pub(super) fn write(moment: Moment) -> String {
    let minutes = moment.local().offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    let time = moment.local().format("D:%Y%m%d%H%M%S");
    format!("{time}{sign}{:02}'{:02}'", minutes / 60, minutes % 60)
}

/// The moment of a PDF date; parts that are missing count as the first of their kind, no offset as UTC.
pub(super) fn read(text: &str) -> Option<Moment> {
    let text = text.trim().strip_prefix("D:").unwrap_or(text.trim());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, zone) = text.split_at(digits.min(14));
    let part = |from: usize, length: usize, default: u32| match digits.get(from..from + length) {
        Some(part) => part.parse().ok(),
        None if digits.len() <= from => Some(default),
        None => None,
    };
    let year: i32 = digits.get(..4)?.parse().ok()?;
    let date = NaiveDate::from_ymd_opt(year, part(4, 2, 1)?, part(6, 2, 1)?)?;
    let time = date.and_hms_opt(part(8, 2, 0)?, part(10, 2, 0)?, part(12, 2, 0)?)?;
    let offset = FixedOffset::east_opt(offset_seconds(zone)?)?;
    Some(Moment::from(offset.from_local_datetime(&time).single()?))
}

fn offset_seconds(zone: &str) -> Option<i32> {
    let sign = match zone.bytes().next() {
        None | Some(b'Z') => return Some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    let mut parts = zone.get(1..)?.split('\'');
    let hours: i32 = parts.next()?.parse().ok()?;
    let minutes: i32 = parts.next().filter(|part| !part.is_empty()).map_or(Some(0), |part| part.parse().ok())?;
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(sign * (hours * 60 + minutes) * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_back_with_their_offset() {
        for (utc_ms, utc_offset_min) in [(1_795_249_200_000, 480), (0, 0), (1_700_000_000_000, -210)] {
            let moment = Moment { utc_ms, utc_offset_min };
            assert_eq!(read(&write(moment)), Some(moment));
        }
        assert_eq!(write(Moment { utc_ms: 0, utc_offset_min: 330 }), "D:19700101053000+05'30'");
    }

    #[test]
    fn other_writers_dates_are_read() {
        let at = |text: &str| read(text).map(|moment| moment.iso());
        assert_eq!(at("D:2020").as_deref(), Some("2020-01-01T00:00:00+00:00"));
        assert_eq!(at("D:20200229120000Z").as_deref(), Some("2020-02-29T12:00:00+00:00"));
        assert_eq!(at("20200229120000+01'00").as_deref(), Some("2020-02-29T12:00:00+01:00"));
        for wrong in ["", "D:", "D:20201", "D:20201301", "D:20200101000000+99'00'", "D:20200101000000x"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
