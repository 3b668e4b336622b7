//! What a file says about itself, in the words of the domain.

use super::exif_time::{exif_local, exif_offset};
use super::file_name::time_in_name;
use super::tags::Tags;
use super::take_in::Captured;
use crate::domain::{GeoPoint, PhotoFacts, TakenAt, TimeSource};

/// The letters of a camera's name that are kept.
const MAX_CAMERA_CHARS: usize = 80;

/// The facts of a file; of a picture that is `width_px` by `height_px` when it is upright.
pub(super) fn photo_facts(
    media_type: &str,
    size_bytes: u64,
    (width_px, height_px): (u32, u32),
    tags: &Tags,
    file_name: &str,
) -> PhotoFacts {
    PhotoFacts {
        media_type: media_type.to_owned(),
        size_bytes,
        width_px,
        height_px,
        orientation: tags.orientation(),
        taken_at: taken_at(tags, file_name),
        place: place(tags),
        camera: camera(tags),
        look_hash: String::new(),
    }
}

impl Captured<'_> {
    /// Says what the file does not: who took it here, and when.
    pub(super) fn complete(&self, facts: &mut PhotoFacts) {
        if facts.camera.is_empty() {
            facts.camera = self.camera.chars().take(MAX_CAMERA_CHARS).collect();
        }
        if facts.taken_at.as_ref().is_none_or(|taken| taken.source == TimeSource::FileName) {
            facts.taken_at = Some(TakenAt { local: self.at.iso(), source: TimeSource::Capture });
        }
    }
}

/// The first time in the file that exists, else that of the file's name.
fn taken_at(tags: &Tags, file_name: &str) -> Option<TakenAt> {
    let stamped = tags.times.iter().find_map(|time| {
        let local = exif_local(&time.local)?;
        let offset = time.offset.as_deref().and_then(exif_offset).or_else(|| exif_offset(zone_within(&time.local)));
        Some((local, offset))
    });
    match stamped {
        Some((local, Some(offset))) => Some(TakenAt { local: local + &offset, source: TimeSource::ExifWithOffset }),
        Some((local, None)) => Some(TakenAt { local, source: TimeSource::Exif }),
        None => time_in_name(file_name).map(|local| TakenAt { local, source: TimeSource::FileName }),
    }
}

/// The zone that stands behind a time in the same text, after parts of a second.
fn zone_within(text: &str) -> &str {
    text.get(19..).unwrap_or_default().trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())
}

/// The place of EXIF. Exactly 0, 0 is what cameras write that have found no satellite yet.
fn place(tags: &Tags) -> Option<GeoPoint> {
    let (latitude, longitude) = (tags.latitude_deg?, tags.longitude_deg?);
    if latitude == 0.0 && longitude == 0.0 {
        return None;
    }
    Some(GeoPoint { latitude_deg: degree_text(latitude), longitude_deg: degree_text(longitude) })
}

/// Degrees with at most seven places (a centimetre), without zeros at the end.
fn degree_text(degrees: f64) -> String {
    let text = format!("{degrees:.7}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Maker and model; many models begin with their maker already.
fn camera(tags: &Tags) -> String {
    let make = tags.make.as_deref().unwrap_or("");
    let model = tags.model.as_deref().unwrap_or("");
    let repeated = model.to_lowercase().starts_with(&make.to_lowercase());
    let camera = if repeated { model.to_owned() } else { format!("{make} {model}").trim_end().to_owned() };
    camera.chars().take(MAX_CAMERA_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tags::Time;
    use super::*;

    #[test]
    fn degrees_have_seven_places_at_most() {
        assert_eq!(degree_text(31.230_416_666_6), "31.2304167");
        assert_eq!(degree_text(-33.5), "-33.5");
        assert_eq!(degree_text(120.0), "120");
        assert_eq!(degree_text(-0.000_000_001), "0");
    }

    #[test]
    fn the_maker_is_named_once() {
        let named = |make: &str, model: &str| {
            camera(&Tags { make: Some(make.to_owned()), model: Some(model.to_owned()), ..Tags::default() })
        };
        assert_eq!(named("HUAWEI", "ELE-AL00"), "HUAWEI ELE-AL00");
        assert_eq!(named("Canon", "Canon EOS 80D"), "Canon EOS 80D");
        assert_eq!(camera(&Tags { make: Some("Xiaomi".into()), ..Tags::default() }), "Xiaomi");
        assert_eq!(camera(&Tags::default()), "");
    }

    #[test]
    fn exif_time_comes_before_the_name() {
        let time = |local: &str, offset: Option<&str>| Time { local: local.into(), offset: offset.map(str::to_owned) };
        let taken = |times: Vec<Time>| {
            let taken = taken_at(&Tags { times, ..Tags::default() }, "IMG_20250101_000000.jpg").unwrap();
            (taken.local, taken.source)
        };
        let plain = time("2026:11:21 16:20:00", None);
        assert_eq!(taken(vec![plain.clone()]), ("2026-11-21T16:20:00".to_owned(), TimeSource::Exif));
        for zoned in [time("2026:11:21 16:20:00", Some("+08:00")), time("2026-11-21T16:20:00.25+08:00", None)] {
            let expected = ("2026-11-21T16:20:00+08:00".to_owned(), TimeSource::ExifWithOffset);
            assert_eq!(taken(vec![zoned, plain.clone()]), expected);
        }
        let blank = time("0000:00:00 00:00:00", Some("+08:00"));
        assert_eq!(taken(vec![blank.clone()]).1, TimeSource::FileName);
        assert_eq!(taken(vec![blank, plain]).1, TimeSource::Exif);
    }

    #[test]
    fn no_satellite_is_no_place() {
        let at = |latitude: f64, longitude: f64| {
            place(&Tags { latitude_deg: Some(latitude), longitude_deg: Some(longitude), ..Tags::default() })
        };
        assert_eq!(at(0.0, 0.0), None);
        assert!(at(0.0, 6.5).is_some());
    }
}
