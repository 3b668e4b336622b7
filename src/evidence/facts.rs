//! What a file says about itself, in the words of the domain.

use super::exif_time::{exif_local, exif_offset};
use super::file_name::time_in_name;
use super::tags::Tags;
use crate::domain::{GeoPoint, PhotoFacts, TakenAt, TimeSource};

/// The letters of a camera's name that are kept.
const MAX_CAMERA_CHARS: usize = 80;

/// The facts of a file; of a picture whose stored pixels are `width_px` by `height_px`.
pub(super) fn photo_facts(
    media_type: &str,
    size_bytes: u64,
    (width_px, height_px): (u32, u32),
    tags: &Tags,
    file_name: &str,
) -> PhotoFacts {
    let orientation = tags.orientation();
    let (width_px, height_px) = if orientation >= 5 { (height_px, width_px) } else { (width_px, height_px) };
    PhotoFacts {
        media_type: media_type.to_owned(),
        size_bytes,
        width_px,
        height_px,
        orientation,
        taken_at: taken_at(tags, file_name),
        place: place(tags),
        camera: camera(tags),
        look_hash: String::new(),
    }
}

/// The time of EXIF, else that of the file's name.
fn taken_at(tags: &Tags, file_name: &str) -> Option<TakenAt> {
    if let Some(local) = tags.time_original.as_deref().and_then(exif_local) {
        return Some(match tags.offset_original.as_deref().and_then(exif_offset) {
            Some(offset) => TakenAt { local: local + &offset, source: TimeSource::ExifWithOffset },
            None => TakenAt { local, source: TimeSource::Exif },
        });
    }
    time_in_name(file_name).map(|local| TakenAt { local, source: TimeSource::FileName })
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
        let tags = Tags { time_original: Some("2026:11:21 16:20:00".into()), ..Tags::default() };
        let taken = taken_at(&tags, "IMG_20250101_000000.jpg").unwrap();
        assert_eq!((taken.local.as_str(), taken.source), ("2026-11-21T16:20:00", TimeSource::Exif));
        let with_offset = Tags { offset_original: Some("+08:00".into()), ..tags.clone() };
        assert_eq!(taken_at(&with_offset, "").unwrap().local, "2026-11-21T16:20:00+08:00");
        let blank = Tags { time_original: Some("0000:00:00 00:00:00".into()), ..Tags::default() };
        assert_eq!(taken_at(&blank, "IMG_20250101_000000.jpg").unwrap().source, TimeSource::FileName);
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
