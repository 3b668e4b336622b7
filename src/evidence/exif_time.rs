//! Dates and times as files write them, turned into ISO 8601 where they are real.

use chrono::NaiveDate;

/// A calendar date and time of day that exists, as `2026-11-21T16:20:00`.
pub(super) fn iso_local(parts: [u32; 6]) -> Option<String> {
    let [year, month, day, hour, minute, second] = parts;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let time = date.and_hms_opt(hour, minute, second)?;
    (1990..2100).contains(&year).then(|| time.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// `DateTimeOriginal`: `2026:11:21 16:20:00`; other signs between the numbers are forgiven.
pub(super) fn exif_local(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if !bytes.get(..19)?.is_ascii() || [4, 7, 10, 13, 16].iter().any(|place| bytes[*place].is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| number(&text[from..to]);
    iso_local([part(0, 4)?, part(5, 7)?, part(8, 10)?, part(11, 13)?, part(14, 16)?, part(17, 19)?])
}

/// `OffsetTimeOriginal`: `+08:00`, up to 14 hours; `Z` is `+00:00`.
pub(super) fn exif_offset(text: &str) -> Option<String> {
    if text == "Z" {
        return Some("+00:00".to_owned());
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':')?;
    if !matches!(sign, "+" | "-") || hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let real = number(hours)? <= 14 && number(minutes)? < 60;
    real.then(|| text.to_owned())
}

/// A text of decimal digits as a number.
pub(super) fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_times_that_exist_are_taken() {
        assert_eq!(exif_local("2026:11:21 16:20:00").as_deref(), Some("2026-11-21T16:20:00"));
        assert_eq!(exif_local("2026-11-21T16:20:00").as_deref(), Some("2026-11-21T16:20:00"));
        for wrong in [
            "0000:00:00 00:00:00",
            "2026:02:30 10:00:00",
            "    :  :     :  :  ",
            "2026:11:21",
            "2026:11:21 24:00:00",
            "二〇二六:11:21 16:20",
        ] {
            assert_eq!(exif_local(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn offsets_have_hours_and_minutes() {
        assert_eq!(exif_offset("+08:00").as_deref(), Some("+08:00"));
        assert_eq!(exif_offset("-03:30").as_deref(), Some("-03:30"));
        assert_eq!(exif_offset("Z").as_deref(), Some("+00:00"));
        for wrong in ["", "   :  ", "+8", "+99:00", "08:00", "+08:60", "é08:00"] {
            assert_eq!(exif_offset(wrong), None, "{wrong}");
        }
    }
}
