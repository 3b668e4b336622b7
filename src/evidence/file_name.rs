//! The time that phones, cameras and messengers write into the names of files.

use super::exif_time::iso_local;
use chrono::{DateTime, Utc};

/// What stands before the milliseconds since 1970 in names that messengers give (WeChat, its camera, Facebook).
const MILLISECOND_NAMES: [&str; 5] = ["mmexport", "wx_camera_", "microMsg.", "FB_IMG_", "FB_VID_"];
/// What begins the names of cameras that write universal time (Google Pixel).
const UNIVERSAL_NAMES: [&str; 1] = ["PXL_"];

/// The local date and time in a file's name, ISO 8601, with its offset where the kind of name says it; none where the
/// name carries no whole date and time that exists.
///
/// Known are a date and time of 14 digits with or without signs between them (`IMG_20261121_162000.jpg`,
/// `WeChat Image_20261121162000.png`, `Screenshot 2026-11-21 at 4.20.00 PM.png`) and the milliseconds of messengers
/// (`mmexport1795249200000.jpg`: when it was saved).
pub(super) fn time_in_name(file_name: &str) -> Option<String> {
    let name = file_name.rsplit(['/', '\\']).next()?;
    if let Some(time) = milliseconds(name) {
        return Some(time);
    }
    let starts = name.char_indices().map(|(place, _)| place);
    let local = starts.filter(|place| begins_number(name, *place)).find_map(|place| date_and_time(&name[place..]))?;
    let universal = UNIVERSAL_NAMES.iter().any(|start| name.starts_with(start));
    Some(if universal { local + "+00:00" } else { local })
}

/// Milliseconds since 1970 after the beginning that a messenger writes.
fn milliseconds(name: &str) -> Option<String> {
    let rest = MILLISECOND_NAMES.iter().find_map(|start| name.strip_prefix(start))?;
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let time: DateTime<Utc> = DateTime::from_timestamp_millis(rest[..end].parse().ok().filter(|_| end == 13)?)?;
    Some(time.format("%Y-%m-%dT%H:%M:%S+00:00").to_string())
}

/// Whether a run of digits begins at `place`.
fn begins_number(name: &str, place: usize) -> bool {
    let digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    digit(name[place..].chars().next()) && !digit(name[..place].chars().next_back())
}

/// `yyyy mm dd hh mm ss` at the start of `text`, with the same signs between them that people and phones use.
fn date_and_time(text: &str) -> Option<String> {
    let mut rest = text;
    let mut parts = [0; 6];
    for (place, part) in parts.iter_mut().enumerate() {
        if place > 0 {
            rest = skip_between(rest, place == 3);
        }
        // Only the hour of a twelve-hour clock has one digit.
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = match place {
            0 => 4,
            3 if digits == 1 => 1,
            _ => 2,
        };
        *part = rest.get(..length).filter(|_| digits >= length)?.parse().ok()?;
        rest = &rest[length..];
    }
    // At most three digits of a second may follow; more means that this was another number.
    let more = rest.bytes().take_while(u8::is_ascii_digit).count();
    if more != 0 && more != 3 {
        return None;
    }
    parts[3] = twelve_hours(parts[3], &rest[more..])?;
    iso_local(parts)
}

/// What may stand between two numbers; between date and time more than one sign, or a word.
fn skip_between(text: &str, before_time: bool) -> &str {
    let sign = |character: char| matches!(character, '-' | '_' | '.' | ':' | ' ');
    if before_time {
        let text = text.trim_start_matches(sign);
        let text = text.strip_prefix(['T', 't']).or_else(|| text.strip_prefix("at ")).unwrap_or(text);
        return text.trim_start_matches(sign);
    }
    text.strip_prefix(sign).unwrap_or(text)
}

/// The hour of the day, where `rest` may begin with AM or PM (with a narrow space before it on a Mac).
fn twelve_hours(hour: u32, rest: &str) -> Option<u32> {
    let rest = rest.trim_start_matches([' ', '\u{202F}', '\u{A0}']);
    let half = rest.get(..2).map(str::to_ascii_uppercase);
    match half.as_deref() {
        Some("AM") if (1..=12).contains(&hour) => Some(hour % 12),
        Some("PM") if (1..=12).contains(&hour) => Some(hour % 12 + 12),
        _ => (hour < 24).then_some(hour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_phones_and_messengers_give_their_time() {
        for (name, time) in [
            ("IMG_20261121_162005.jpg", "2026-11-21T16:20:05"),
            ("IMG_20261121_162005_1.jpg", "2026-11-21T16:20:05"),
            ("IMG_20261121_162005123_HDR.jpg", "2026-11-21T16:20:05"),
            ("IMG20261121162005.jpg", "2026-11-21T16:20:05"),
            ("20261121_162005.heic", "2026-11-21T16:20:05"),
            ("PXL_20261121_082005123.jpg", "2026-11-21T08:20:05+00:00"),
            ("mmexport1795249205123.jpg", "2026-11-21T08:20:05+00:00"),
            ("wx_camera_1795249205123.jpg", "2026-11-21T08:20:05+00:00"),
            ("WeChat Image_20261121162005.jpg", "2026-11-21T16:20:05"),
            ("微信图片_20261121162005.jpg", "2026-11-21T16:20:05"),
            ("微信图片_20261121162005_12_345.png", "2026-11-21T16:20:05"),
            ("Screenshot_20261121-162005.png", "2026-11-21T16:20:05"),
            ("Screenshot_2026-11-21-16-20-05-123_com.tencent.mm.jpg", "2026-11-21T16:20:05"),
            ("Screenshot 2026-11-21 at 16.20.05.png", "2026-11-21T16:20:05"),
            ("Screenshot 2026-11-21 at 4.20.05\u{202F}PM.png", "2026-11-21T16:20:05"),
            ("Screen Shot 2026-11-21 at 12.20.05 AM.png", "2026-11-21T00:20:05"),
            ("屏幕截图 2026-11-21 162005.png", "2026-11-21T16:20:05"),
            ("WhatsApp Image 2026-11-21 at 16.20.05.jpeg", "2026-11-21T16:20:05"),
            ("photo_2026-11-21_16-20-05.jpg", "2026-11-21T16:20:05"),
            ("DJI_20261121162005_0001_D.JPG", "2026-11-21T16:20:05"),
            ("/DCIM/Camera/IMG_20261121_162005.jpg", "2026-11-21T16:20:05"),
            ("C:\\Fotos\\IMG_20261121_162005.jpg", "2026-11-21T16:20:05"),
            ("exit B, 2026-11-21T16:20:05.jpg", "2026-11-21T16:20:05"),
        ] {
            assert_eq!(time_in_name(name).as_deref(), Some(time), "{name}");
        }
    }

    #[test]
    fn other_names_give_none() {
        for name in [
            "",
            "DSC_0001.JPG",
            "IMG_1234.jpg",
            "IMG-20261121-WA0001.jpg",
            "20261121.jpg",
            "20261321_162005.jpg",
            "20261121_256005.jpg",
            "920261121162005.jpg",
            "2026112116200512345.jpg",
            "18980101_120000.jpg",
            "mmexport17952492.jpg",
            "mmexport99999999999999999999.jpg",
            "1795249205123.jpg",
            "照片.jpg",
        ] {
            assert_eq!(time_in_name(name), None, "{name}");
        }
    }
}
