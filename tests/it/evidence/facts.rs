//! What is known about a photo: from EXIF, from its name, from nothing else.

use super::fixtures::{Exif, Workspace, corners, encoded, jpeg, with_exif};
use fieldseal::domain::TimeSource;
use image::{DynamicImage, ImageFormat};

#[test]
fn exif_gives_time_place_and_camera() {
    let workspace = Workspace::new();
    let exif = Exif {
        orientation: Some(6),
        make: Some("HUAWEI"),
        model: Some("ELE-AL00"),
        time: Some("2026:11:21 16:20:05"),
        offset: Some("+08:00"),
        place: Some([("N", [31, 13, 4950]), ("E", [121, 28, 2514])]),
    };
    let bytes = with_exif(&jpeg(&corners(80, 60)), &exif.bytes());
    let facts = workspace.take_in_as("IMG_20200101_000000.jpg", &bytes).unwrap().facts;
    let taken_at = facts.taken_at.unwrap();
    assert_eq!(taken_at.local, "2026-11-21T16:20:05+08:00");
    assert_eq!(taken_at.source, TimeSource::ExifWithOffset);
    let place = facts.place.unwrap();
    assert_eq!((place.latitude_deg.as_str(), place.longitude_deg.as_str()), ("31.2304167", "121.47365"));
    assert_eq!(facts.camera, "HUAWEI ELE-AL00");
    assert_eq!((facts.orientation, facts.width_px, facts.height_px), (6, 60, 80));
    assert_eq!((facts.media_type.as_str(), facts.size_bytes), ("image/jpeg", bytes.len() as u64));
}

#[test]
fn the_southern_and_western_half_have_signs() {
    let workspace = Workspace::new();
    let exif = Exif { place: Some([("S", [33, 30, 0]), ("W", [70, 45, 0])]), ..Exif::default() };
    let place = workspace.take_in(&with_exif(&jpeg(&corners(16, 16)), &exif.bytes())).unwrap().facts.place.unwrap();
    assert_eq!((place.latitude_deg.as_str(), place.longitude_deg.as_str()), ("-33.5", "-70.75"));
}

#[test]
fn a_photo_from_a_messenger_has_the_time_of_its_name() {
    let workspace = Workspace::new();
    let bytes = jpeg(&corners(16, 16));
    let taken_at = |name: &str| workspace.take_in_as(name, &bytes).unwrap().facts.taken_at;
    let named = taken_at("mmexport1795249205123.jpg").unwrap();
    assert_eq!((named.local.as_str(), named.source), ("2026-11-21T08:20:05+00:00", TimeSource::FileName));
    assert_eq!(taken_at("WeChat Image_20261121162005.jpg").unwrap().local, "2026-11-21T16:20:05");
    assert_eq!(taken_at("DSC_0001.JPG"), None);
}

#[test]
fn a_time_that_does_not_exist_is_not_taken_from_exif() {
    let workspace = Workspace::new();
    let exif = Exif { time: Some("2026:13:45 99:99:99"), offset: Some("+08:00"), ..Exif::default() };
    let bytes = with_exif(&jpeg(&corners(16, 16)), &exif.bytes());
    assert_eq!(workspace.take_in(&bytes).unwrap().facts.taken_at, None);
    let named = workspace.take_in_as("IMG_20261121_162005.jpg", &bytes).unwrap().facts.taken_at.unwrap();
    assert_eq!(named.source, TimeSource::FileName);
}

#[test]
fn the_kind_is_told_by_bytes_whatever_the_name_says() {
    let workspace = Workspace::new();
    let picture = DynamicImage::ImageRgb8(corners(16, 12));
    for (format, media_type) in [
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::Png, "image/png"),
        (ImageFormat::WebP, "image/webp"),
        (ImageFormat::Tiff, "image/tiff"),
        (ImageFormat::Bmp, "image/bmp"),
        (ImageFormat::Gif, "image/gif"),
    ] {
        let taken = workspace.take_in_as("photo.heic", &encoded(&picture, format)).unwrap();
        assert_eq!(taken.facts.media_type, media_type);
        assert_eq!((taken.facts.width_px, taken.facts.height_px), (16, 12));
        assert_eq!(taken.warnings, []);
    }
}
