//! Photos much larger than what is shown of them: scaled while they are decoded, to what decoding all pixels would show.

use super::fixtures::{Exif, Workspace, with_exif, with_segment};
use fieldseal::evidence::IntakeWarning;
use image::imageops::{FilterType, resize};
use image::{DynamicImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Shapes of all scales.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = |value: u32, length: f32| (value as f32 / length).sin();
        let shape = wave(x, 211.0) * wave(y, 173.0) * 60.0 + wave(x + y, 19.0) * 24.0 + wave(x * 2 + y, 7.0) * 9.0;
        let level = 120.0 + shape;
        image::Rgb([level as u8, (level * 0.9) as u8, (230.0 - level * 0.7) as u8])
    })
}

fn jpeg(picture: &DynamicImage, sampling: SamplingFactor, restart: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(sampling);
    if restart > 0 {
        encoder.set_restart_interval(restart);
    }
    let colour = if picture.color().has_color() { ColorType::Rgb } else { ColorType::Luma };
    encoder.encode(picture.as_bytes(), picture.width() as u16, picture.height() as u16, colour).unwrap();
    bytes
}

/// The average difference of two pictures.
fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

/// The picture after it was saved as derived photos are.
fn saved(picture: &RgbImage) -> RgbImage {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 80);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.encode(picture.as_raw(), picture.width() as u16, picture.height() as u16, ColorType::Rgb).unwrap();
    image::load_from_memory(&bytes).unwrap().to_rgb8()
}

/// Takes the photo in and compares report size and thumbnail with what all its pixels show when they are scaled.
fn assert_shown(bytes: &[u8], orientation: u8, what: &str) {
    let mut expected = image::load_from_memory(bytes).unwrap();
    expected.apply_orientation(image::metadata::Orientation::from_exif(orientation).unwrap());
    let workspace = Workspace::new();
    let taken = workspace.take_in(bytes).unwrap();
    assert_eq!(taken.warnings, [], "{what}");
    assert_eq!((taken.facts.width_px, taken.facts.height_px), (expected.width(), expected.height()), "{what}");
    let report = workspace.store.report_image(&taken.digest).unwrap();
    for path in [report.path, workspace.store.thumbnail(&taken.digest).unwrap()] {
        let shown = image::load_from_memory(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(shown.color().has_color(), expected.color().has_color(), "{what}");
        let all_pixels = resize(&expected.to_rgb8(), shown.width(), shown.height(), FilterType::Lanczos3);
        // What is lost by saving at this quality is lost either way.
        let saved = saved(&all_pixels);
        let (found, unavoidable) = (difference(&shown.to_rgb8(), &all_pixels), difference(&saved, &all_pixels));
        assert!(found < unavoidable * 1.15 + 0.3, "{what}, {} px: {found}, not {unavoidable}", shown.width());
    }
}

#[test]
fn all_samplings_odd_sizes_and_restarts_are_shown_as_they_are() {
    let picture = DynamicImage::ImageRgb8(scene(3333, 2111));
    for (sampling, restart) in [
        (SamplingFactor::R_4_2_0, 0),
        (SamplingFactor::R_4_2_0, 7),
        (SamplingFactor::R_4_2_2, 0),
        (SamplingFactor::R_4_4_0, 0),
        (SamplingFactor::R_4_4_4, 100),
        (SamplingFactor::R_4_1_1, 0),
    ] {
        assert_shown(&jpeg(&picture, sampling, restart), 1, &format!("{sampling:?}, {restart}"));
    }
    let grey = DynamicImage::ImageLuma8(picture.to_luma8());
    assert_shown(&jpeg(&grey, SamplingFactor::R_4_4_4, 0), 1, "grey");
}

#[test]
fn a_quarter_and_an_eighth_are_enough_of_larger_ones() {
    for (width, height) in [(6500, 300), (13_000, 160)] {
        let picture = DynamicImage::ImageRgb8(scene(width, height));
        assert_shown(&jpeg(&picture, SamplingFactor::R_4_2_0, 0), 1, &format!("{width} px"));
    }
}

#[test]
fn turned_photos_are_upright() {
    let stored = jpeg(&DynamicImage::ImageRgb8(scene(3301, 701)), SamplingFactor::R_4_2_0, 0);
    for orientation in [2, 3, 5, 6, 7, 8] {
        let exif = Exif { orientation: Some(orientation.into()), ..Exif::default() };
        assert_shown(&with_exif(&stored, &exif.bytes()), orientation, &format!("orientation {orientation}"));
    }
}

#[test]
fn wide_colours_become_srgb_here_too() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let red = DynamicImage::ImageRgb8(RgbImage::from_pixel(3300, 800, image::Rgb([220, 40, 40])));
    let pieces = profile.split_at(profile.len() / 2);
    let plain = jpeg(&red, SamplingFactor::R_4_2_0, 0);
    // A profile in two pieces, the second one first.
    let segment = |number: u8, piece: &[u8]| [b"ICC_PROFILE\0", &[number, 2][..], piece].concat();
    let bytes = with_segment(&with_segment(&plain, 0xE2, &segment(1, pieces.0)), 0xE2, &segment(2, pieces.1));
    let workspace = Workspace::new();
    let taken = workspace.take_in(&bytes).unwrap();
    let path = workspace.store.report_image(&taken.digest).unwrap().path;
    let shown = image::load_from_memory(&std::fs::read(path).unwrap()).unwrap().to_rgb8();
    let middle = shown.get_pixel(800, 200).0;
    assert!(middle[0] > 228 && middle[1] < 40, "{middle:?}");
}

#[test]
fn damage_is_found_in_large_photos_too() {
    let picture = DynamicImage::ImageRgb8(scene(3333, 2111));
    let whole = jpeg(&picture, SamplingFactor::R_4_2_0, 0);
    let data = whole.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    let middle = data + (whole.len() - data) / 2;
    let mut zeros = whole.clone();
    zeros[middle..middle + 4096].fill(0);
    let lost = [&whole[..middle], &whole[middle + 4096..]].concat();
    let cut = whole[..middle].to_vec();
    for (bytes, warning) in
        [(zeros, IntakeWarning::PartlyDamaged), (lost, IntakeWarning::PartlyDamaged), (cut, IntakeWarning::CutShort)]
    {
        assert_eq!(Workspace::new().take_in(&bytes).unwrap().warnings, [warning]);
    }
}
