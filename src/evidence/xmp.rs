//! XMP (ISO 16684-1): the few properties that fill in where EXIF says nothing, found in the text of the packet.
//!
//! The packet is not parsed as XML: what is damaged still says what it says, and nothing in it can be expanded.

use super::tags::{Tags, Time};

/// What begins the segment of a JPEG that holds a packet.
pub(super) const JPEG_HEADER: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// The bytes of a packet that are looked at.
pub(super) const MAX_PACKET_BYTES: usize = 1024 * 1024;
/// The characters of a value that are looked at.
const MAX_VALUE_CHARS: usize = 256;
/// The times in a packet, the most trusted first.
const TIMES: [&str; 4] = ["exif:DateTimeOriginal", "photoshop:DateCreated", "exif:DateTimeDigitized", "xmp:CreateDate"];

/// Adds what the packet says and `tags` do not know yet.
pub(super) fn add(tags: &mut Tags, packet: &[u8]) {
    let packet = String::from_utf8_lossy(&packet[..packet.len().min(MAX_PACKET_BYTES)]);
    let of = |name: &str| value(&packet, name);
    if tags.orientation.is_none() {
        let number = of("tiff:Orientation").and_then(|number| number.parse().ok());
        tags.orientation = number.filter(|number| (1..=8).contains(number));
    }
    if tags.make.is_none() && tags.model.is_none() {
        tags.make = of("tiff:Make");
        tags.model = of("tiff:Model");
    }
    tags.times.extend(TIMES.iter().filter_map(|name| of(name)).filter_map(|time| with_seconds(&time)));
    if tags.latitude_deg.is_none() || tags.longitude_deg.is_none() {
        let latitude = of("exif:GPSLatitude").and_then(|text| degrees(&text, ['N', 'S'], 90.0));
        let longitude = of("exif:GPSLongitude").and_then(|text| degrees(&text, ['E', 'W'], 180.0));
        if latitude.is_some() && longitude.is_some() {
            (tags.latitude_deg, tags.longitude_deg) = (latitude, longitude);
        }
    }
}

/// The value of a simple property: of the attribute `name="…"`, or of the element `<name>…</name>`.
fn value(packet: &str, name: &str) -> Option<String> {
    let mut rest = packet;
    while let Some(place) = rest.find(name) {
        let before = rest[..place].chars().next_back();
        rest = &rest[place + name.len()..];
        let value = match before {
            Some('<') => rest.strip_prefix('>').and_then(|value| value.split('<').next()),
            Some(before) if before.is_whitespace() => quoted(rest),
            _ => None,
        };
        let plain = value.map(str::trim).filter(|value| !value.is_empty() && !value.contains('&'));
        if let Some(value) = plain {
            return Some(value.chars().take(MAX_VALUE_CHARS).filter(|c| !c.is_control()).collect());
        }
    }
    None
}

/// The value of an attribute, after its name.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start().strip_prefix('=')?.trim_start();
    let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    text[1..].split_once(mark).map(|(value, _)| value)
}

/// A date and time, its seconds 0 where they are left out; none for a date alone.
fn with_seconds(text: &str) -> Option<Time> {
    let minutes = text.get(..16)?;
    let local = if text[16..].starts_with(':') { text.to_owned() } else { format!("{minutes}:00{}", &text[16..]) };
    Some(Time { local, offset: None })
}

/// `48,12.5N` or `48,12,30N`: degrees, minutes and seconds with the letter of the half of the globe.
fn degrees(text: &str, letters: [char; 2], limit: f64) -> Option<f64> {
    let (numbers, letter) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let sign = match letters.iter().position(|known| letter.eq_ignore_ascii_case(&known.to_string()))? {
        0 => 1.0,
        _ => -1.0,
    };
    let mut degrees = 0.0;
    let mut unit = 1.0;
    for part in numbers.split(',') {
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        degrees += part.parse::<f64>().ok().filter(|_| plain && unit <= 3600.0)? / unit;
        unit *= 60.0;
    }
    Some(degrees).filter(|degrees| *degrees <= limit).map(|degrees| degrees * sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_and_elements_fill_in_what_exif_leaves_out() {
        let packet = br#"<x:xmpmeta><rdf:Description xmp:CreateDate='2026-11-21T16:20' tiff:Orientation="6"
            tiff:Make = "Xiaomi" other:GPSLatitude="1,0N" exif:GPSLatitude="48,12.5N">
            <exif:GPSLongitude>16,22,30W</exif:GPSLongitude>
            <photoshop:DateCreated>2026-11-21T16:20:05.25+08:00</photoshop:DateCreated></rdf:Description>"#;
        let mut tags = Tags::default();
        add(&mut tags, packet);
        assert_eq!((tags.orientation, tags.make.as_deref()), (Some(6), Some("Xiaomi")));
        assert_eq!((tags.latitude_deg, tags.longitude_deg), (Some(48.0 + 12.5 / 60.0), Some(-16.375)));
        let times: Vec<_> = tags.times.iter().map(|time| time.local.as_str()).collect();
        assert_eq!(times, ["2026-11-21T16:20:05.25+08:00", "2026-11-21T16:20:00"]);

        let mut known = Tags { orientation: Some(3), latitude_deg: Some(1.0), longitude_deg: Some(2.0), ..tags };
        add(&mut known, packet);
        assert_eq!((known.orientation, known.latitude_deg, known.longitude_deg), (Some(3), Some(1.0), Some(2.0)));
    }

    #[test]
    fn nonsense_adds_nothing() {
        for packet in [
            "",
            "tiff:Orientation",
            "<tiff:Orientation>9</tiff:Orientation>",
            " tiff:Orientation='",
            " exif:GPSLatitude='1,2,3,4N' exif:GPSLongitude='E'",
            " exif:GPSLatitude='91,0N' exif:GPSLongitude='1,0E'",
            " exif:GPSLatitude='-1,0N' exif:GPSLongitude='1,0\u{e9}'",
            " xmp:CreateDate='2026-11-21'",
        ] {
            let mut tags = Tags::default();
            add(&mut tags, packet.as_bytes());
            assert_eq!(tags, Tags::default(), "{packet}");
        }
    }
}
