//! HEIC of phones: all that the boxes say of turn, tiles, depth and damage. The files in `heic` were written by libheif.

use super::fixtures::{Exif, Workspace, corners, is_upright};
use fieldseal::domain::TimeSource;
use fieldseal::evidence::{IntakeWarning, decode_rgba_bytes};
use heifer::metadata::Metadata;
use heifer::{EncodeOptions, Image};
use image::{DynamicImage, RgbImage, RgbaImage};

macro_rules! heic {
    ($($name:literal),*) => { [$(($name, include_bytes!(concat!("heic/", $name, ".heic")).as_slice())),*] };
}

/// What the window shows of the file.
fn shown(bytes: &[u8]) -> RgbImage {
    let picture = decode_rgba_bytes(bytes, 4000).unwrap();
    let picture = RgbaImage::from_raw(picture.width_px, picture.height_px, picture.rgba).unwrap();
    DynamicImage::ImageRgba8(picture).to_rgb8()
}

/// A picture without grain.
fn waves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let level = 128.0 + (x as f32 / 23.0).sin() * 60.0 + (y as f32 / 31.0).cos() * 50.0;
        image::Rgb([level as u8, 255 - level as u8, 100])
    })
}

/// A picture in tiles, as phones write it, with EXIF.
fn tiled(width: u32, height: u32, exif: &Exif) -> Vec<u8> {
    let data = waves(width, height).pixels().flat_map(|p| [p.0[0], p.0[1], p.0[2], 255].map(u16::from)).collect();
    let image = Image { width, height, bit_depth: 8, has_alpha: false, data };
    let metadata = Metadata { exif: Some(exif.bytes()), ..Metadata::default() };
    heifer::encode_with_metadata(&image, &metadata, &EncodeOptions::default()).unwrap()
}

#[test]
fn the_turns_of_the_boxes_are_followed_and_those_of_exif_are_not_added() {
    let files = heic!["turn-1", "turn-2", "turn-3", "turn-4", "turn-5", "turn-6", "turn-7", "turn-8"];
    for ((name, bytes), orientation) in files.into_iter().zip(1u8..) {
        let workspace = Workspace::new();
        let taken = workspace.take_in(bytes).unwrap();
        assert_eq!(taken.warnings, [], "{name}");
        let facts = taken.facts;
        let upright = if orientation >= 5 { (64, 96) } else { (96, 64) };
        assert_eq!((facts.width_px, facts.height_px, facts.orientation), (upright.0, upright.1, orientation), "{name}");
        assert_eq!((facts.media_type.as_str(), facts.camera.as_str()), ("image/heic", "Apple iPhone 13"), "{name}");
        let taken_at = facts.taken_at.unwrap();
        assert_eq!(taken_at.local, "2026-11-21T16:20:05+08:00", "{name}");
        assert_eq!(taken_at.source, TimeSource::ExifWithOffset, "{name}");
        assert_eq!(facts.place.unwrap().latitude_deg, "31.2304167", "{name}");
        // The picture was stored as it is and its boxes say how to turn it; so the turn shows.
        let report = workspace.store.report_image(&taken.digest).unwrap();
        assert_eq!((report.width_px, report.height_px, report.is_original), (upright.0, upright.1, false), "{name}");
        let mut expected = DynamicImage::ImageRgb8(corners(96, 64));
        expected.apply_orientation(image::metadata::Orientation::from_exif(orientation).unwrap());
        assert_near(&shown(bytes), expected.as_rgb8().unwrap(), name);
    }
}

/// Whether the middles of the quarters agree.
fn assert_near(found: &RgbImage, expected: &RgbImage, what: &str) {
    assert_eq!(found.dimensions(), expected.dimensions(), "{what}");
    let quarters = |picture: &RgbImage| super::fixtures::quarters(picture);
    for (found, expected) in quarters(found).iter().zip(quarters(expected)) {
        assert!(found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 12), "{what}: {found:?} for {expected:?}");
    }
}

#[test]
fn odd_sizes_and_all_depths_are_shown() {
    for (name, bytes) in heic!["odd", "full-colours", "ten-bits", "twelve-bits"] {
        let taken = Workspace::new().take_in(bytes).unwrap();
        let size = if name == "odd" { (61, 47) } else { (96, 64) };
        assert_eq!((taken.facts.width_px, taken.facts.height_px, taken.warnings), (size.0, size.1, vec![]), "{name}");
        assert!(is_upright(&shown(bytes)), "{name}");
    }
    let grey = shown(heic!["grey"][0].1);
    assert!(grey.pixels().all(|p| p.0[0] == p.0[1] && p.0[1] == p.0[2]));
    // The left half is transparent: paper.
    let glass = shown(heic!["alpha"][0].1);
    assert!(glass.get_pixel(10, 10).0[1] > 240 && glass.get_pixel(80, 10).0[1] > 180);
    assert!(glass.get_pixel(80, 10).0[0] < 70);
}

#[test]
fn of_several_pictures_the_first_is_shown() {
    let taken = Workspace::new().take_in(heic!["two"][0].1).unwrap();
    assert_eq!((taken.facts.width_px, taken.warnings), (96, vec![IntakeWarning::OnlyFirstFrame]));
}

#[test]
fn tiles_make_one_picture_and_lost_ones_are_grey() {
    let exif = Exif { orientation: Some(1), time: Some("2026:11:21 16:20:05"), ..Exif::default() };
    let bytes = tiled(1100, 700, &exif);
    let taken = Workspace::new().take_in(&bytes).unwrap();
    assert_eq!((taken.facts.width_px, taken.facts.height_px, taken.warnings), (1100, 700, vec![]));
    assert_eq!(taken.facts.taken_at.unwrap().local, "2026-11-21T16:20:05");
    let whole = shown(&bytes);
    let far = |a: &RgbImage, b: &RgbImage| {
        a.pixels().zip(b.pixels()).filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 60)).count()
    };
    assert_eq!(far(&whole, &waves(1100, 700)), 0);

    let mut lost = bytes.clone();
    lost[bytes.len() * 2 / 5..bytes.len() * 4 / 5].fill(0);
    let taken = Workspace::new().take_in(&lost).unwrap();
    assert_eq!(taken.warnings, [IntakeWarning::PartlyDamaged]);
    let grey = far(&shown(&lost), &whole);
    assert!((1100 * 700 / 20..1100 * 700 * 4 / 5).contains(&grey), "{grey} pixels are lost");
    let header = bytes.len() / 100;
    assert_eq!(Workspace::new().take_in(&bytes[..header]).unwrap_err().code(), "damaged");
}

#[test]
fn boxes_that_lie_are_refused() {
    let (_, whole) = heic!["turn-1"][0];
    let size = whole.windows(4).position(|four| four == b"ispe").unwrap() + 8;
    let mut large = whole.to_vec();
    large[size..size + 8].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    assert_eq!(Workspace::new().take_in(&large).unwrap_err().code(), "too_many_pixels");
    let mut more = whole.to_vec();
    more[size..size + 8].copy_from_slice(&[0, 0, 4, 0, 0, 0, 4, 0]);
    assert_eq!(Workspace::new().take_in(&more).unwrap_err().code(), "damaged");
    let mut none = whole.to_vec();
    none[size..size + 8].fill(0);
    assert_eq!(Workspace::new().take_in(&none).unwrap_err().code(), "damaged");
}
