//! Thumbnails, pictures for the report, pixels for the window: upright, sRGB, on white, and rebuilt when lost.

use super::fixtures::{
    CORNERS, Exif, Workspace, corners, encoded, is_upright, jpeg, quarters, texture, with_exif, with_segment,
};
use fieldseal::domain::{Digest, PixelRect};
use fieldseal::evidence::{decode_rgba_bytes, encode_png};
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, Luma, Rgba, RgbaImage};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn all_eight_orientations_are_shown_upright() {
    for orientation in 1..=8u8 {
        // The way back from upright to stored: turning right undoes turning left, all others undo themselves.
        let undo = match orientation {
            6 => 8,
            8 => 6,
            other => other,
        };
        let mut stored = DynamicImage::ImageRgb8(corners(96, 64));
        stored.apply_orientation(Orientation::from_exif(undo).unwrap());
        let exif = Exif { orientation: Some(orientation.into()), ..Exif::default() };
        for bytes in [
            with_exif(&jpeg(stored.as_rgb8().unwrap()), &exif.bytes()),
            png_with_exif(&encoded(&stored, ImageFormat::Png), &exif.bytes()),
        ] {
            let workspace = Workspace::new();
            let taken = workspace.take_in(&bytes).unwrap();
            let what = format!("orientation {orientation}, {}", taken.facts.media_type);
            assert_eq!((taken.facts.width_px, taken.facts.height_px), (96, 64), "{what}");
            assert_eq!(taken.facts.orientation, orientation, "{what}");
            let report = workspace.store.report_image(&taken.digest).unwrap();
            assert_eq!((report.width_px, report.height_px, report.components), (96, 64, 3), "{what}");
            for path in [report.path, workspace.store.thumbnail(&taken.digest).unwrap()] {
                assert!(is_upright(&open(&path).to_rgb8()), "{what}: {}", path.display());
            }
            for longest_px in [48, 320, 1000, 4000] {
                let shown = workspace.store.decode_rgba(&taken.digest, longest_px).unwrap();
                let longest_px = longest_px.min(96);
                assert_eq!((shown.width_px, shown.height_px), (longest_px, longest_px * 2 / 3), "{what}");
                let shown = RgbaImage::from_raw(shown.width_px, shown.height_px, shown.rgba).unwrap();
                assert!(is_upright(&DynamicImage::ImageRgba8(shown).to_rgb8()), "{what} at {longest_px}");
            }
        }
    }
}

#[test]
fn a_small_upright_jpeg_is_printed_byte_for_byte() {
    let workspace = Workspace::new();
    let bytes = jpeg(&texture(1600, 900, 1));
    let taken = workspace.take_in(&bytes).unwrap();
    let report = workspace.store.report_image(&taken.digest).unwrap();
    assert!(report.is_original);
    assert_eq!((report.width_px, report.height_px, report.components), (1600, 900, 3));
    assert_eq!(report.length_bytes, bytes.len() as u64);
    assert_eq!(fs::read(&report.path).unwrap(), bytes);
}

#[test]
fn what_a_reader_of_pdf_would_show_wrongly_is_derived() {
    let small = jpeg(&texture(200, 100, 1));
    let turned = with_exif(&small, &Exif { orientation: Some(3), ..Exif::default() }.bytes());
    let with_more = [small.as_slice(), b"PK\x03\x04 a second file behind the picture"].concat();
    let cut_short = small[..small.len() - 2].to_vec();
    let wide_colours = with_segment(&small, 0xE2, &[b"ICC_PROFILE\0\x01\x01", display_p3().as_slice()].concat());
    for (what, bytes) in [
        ("too large", jpeg(&texture(1601, 900, 1))),
        ("turned", turned),
        ("said where", with_exif(&small, &Exif { make: Some("Example"), ..Exif::default() }.bytes())),
        ("commented", with_segment(&small, 0xFE, b"for the buyer only")),
        ("bytes behind", with_more),
        ("cut short", cut_short),
        ("wide colours", wide_colours),
        ("a PNG", encoded(&DynamicImage::ImageRgb8(texture(200, 100, 1)), ImageFormat::Png)),
    ] {
        let workspace = Workspace::new();
        let taken = workspace.take_in(&bytes).unwrap();
        let report = workspace.store.report_image(&taken.digest).unwrap();
        assert!(!report.is_original, "{what}");
        assert!(report.width_px.max(report.height_px) <= 1600, "{what}");
        assert_eq!(report.length_bytes, fs::metadata(&report.path).unwrap().len(), "{what}");
        let derived = open(&report.path);
        assert_eq!((derived.width(), derived.height()), (report.width_px, report.height_px), "{what}");
    }
}

#[test]
fn sizes_are_1600_and_320_on_the_longest_side() {
    let workspace = Workspace::new();
    let taken = workspace.take_in(&jpeg(&texture(1500, 2000, 3))).unwrap();
    let report = workspace.store.report_image(&taken.digest).unwrap();
    assert_eq!((report.width_px, report.height_px), (1200, 1600));
    let thumbnail = open(&workspace.store.thumbnail(&taken.digest).unwrap());
    assert_eq!((thumbnail.width(), thumbnail.height()), (240, 320));
}

#[test]
fn grey_stays_grey_and_transparency_becomes_paper() {
    let workspace = Workspace::new();
    let grey = image::GrayImage::from_fn(2000, 1000, |x, _| Luma([(x / 8) as u8]));
    for picture in
        [DynamicImage::ImageLuma8(grey.clone()), DynamicImage::ImageLuma16(DynamicImage::ImageLuma8(grey).to_luma16())]
    {
        let taken = workspace.take_in(&encoded(&picture, ImageFormat::Png)).unwrap();
        let report = workspace.store.report_image(&taken.digest).unwrap();
        assert_eq!((report.width_px, report.components), (1600, 1));
        let shown = open(&report.path).to_luma8();
        assert!(shown.get_pixel(800, 400).0[0].abs_diff(125) < 4);
    }
    let glass = RgbaImage::from_fn(64, 64, |x, _| Rgba([0, 0, 0, if x < 32 { 0 } else { 255 }]));
    let taken = workspace.take_in(&encoded(&DynamicImage::ImageRgba8(glass), ImageFormat::Png)).unwrap();
    let shown = open(&workspace.store.report_image(&taken.digest).unwrap().path).to_rgb8();
    assert!(shown.get_pixel(8, 8).0[0] > 250 && shown.get_pixel(56, 8).0[0] < 5);
}

#[test]
fn colours_of_print_and_sixteen_bits_are_shown_as_they_are() {
    let workspace = Workspace::new();
    let inks: Vec<u8> = corners(64, 64).pixels().flat_map(|p| [255 - p.0[0], 255 - p.0[1], 255 - p.0[2], 0]).collect();
    let cmyk = |kind: jpeg_encoder::ColorType| {
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, 95).encode(&inks, 64, 64, kind).unwrap();
        bytes
    };
    let sixteen = DynamicImage::ImageRgb16(DynamicImage::ImageRgb8(corners(64, 64)).to_rgb16());
    for bytes in [
        cmyk(jpeg_encoder::ColorType::Cmyk),
        cmyk(jpeg_encoder::ColorType::CmykAsYcck),
        encoded(&sixteen, ImageFormat::Png),
        encoded(&sixteen, ImageFormat::Tiff),
    ] {
        let taken = workspace.take_in(&bytes).unwrap();
        let report = workspace.store.report_image(&taken.digest).unwrap();
        assert_eq!((report.components, report.is_original), (3, false));
        let shown = open(&report.path).to_rgb8();
        assert!(is_upright(&shown), "{}: {:?}", taken.facts.media_type, quarters(&shown));
    }
}

#[test]
fn the_wide_colours_of_a_phone_are_turned_into_srgb() {
    let workspace = Workspace::new();
    let plain = jpeg(&corners(64, 64));
    let bytes = with_segment(&plain, 0xE2, &[b"ICC_PROFILE\0\x01\x01", display_p3().as_slice()].concat());
    let taken = workspace.take_in(&bytes).unwrap();
    let shown = open(&workspace.store.report_image(&taken.digest).unwrap().path).to_rgb8();
    // Red of Display P3 is redder than sRGB can say with the same numbers.
    let red = quarters(&shown)[0];
    assert!(red[0] > CORNERS[0][0] + 8 && red[1] < CORNERS[0][1], "{red:?}");
}

#[test]
fn a_lost_or_spoilt_cache_comes_back_the_same() {
    let workspace = Workspace::new();
    let photos: Vec<Digest> = [texture(1700, 1000, 1), texture(400, 300, 2)]
        .iter()
        .map(|picture| workspace.take_in(&jpeg(picture)).unwrap().digest)
        .collect();
    let read = || -> Vec<Vec<u8>> {
        let paths = photos.iter().flat_map(|digest| {
            [workspace.store.report_image(digest).unwrap().path, workspace.store.thumbnail(digest).unwrap()]
        });
        paths.map(|path| fs::read(path).unwrap()).collect()
    };
    let before = read();
    fs::remove_dir_all(workspace.folder.path().join("cache")).unwrap();
    assert_eq!(read(), before);
    // What a crash leaves of files that were not synced: half of them, nothing, or zeros.
    for spoilt in ["half", "nothing", "zeros"] {
        for name in workspace.files().iter().filter(|name| name.starts_with("cache") && name.ends_with(".jpg")) {
            let path = workspace.folder.path().join(name);
            let mut bytes = fs::read(&path).unwrap();
            match spoilt {
                "half" => bytes.truncate(bytes.len() / 2),
                "nothing" => bytes.clear(),
                _ => bytes.fill(0),
            }
            fs::write(&path, bytes).unwrap();
        }
        assert_eq!(read(), before, "{spoilt}");
    }
}

#[test]
fn five_hundred_photos_would_be_prepared_side_by_side() {
    let workspace = Workspace::new();
    let mut photos: Vec<Digest> =
        (0..12).map(|seed| workspace.take_in(&jpeg(&texture(400, 300, seed))).unwrap().digest).collect();
    let missing = Digest::of(b"never taken in");
    photos.push(missing);
    fs::remove_dir_all(workspace.folder.path().join("cache")).unwrap();
    let calls = AtomicUsize::new(0);
    let prepared = workspace.store.prepare_all(&photos, 3, &|done, of| {
        calls.fetch_add(1, Ordering::SeqCst);
        assert!((1..=of).contains(&done) && of == 13);
        ControlFlow::Continue(())
    });
    assert_eq!((prepared.ready, prepared.cancelled, calls.into_inner()), (12, false, 13));
    assert_eq!(prepared.problems.len(), 1);
    assert_eq!((prepared.problems[0].digest, prepared.problems[0].error.code()), (missing, "missing"));
    assert_eq!(workspace.files().iter().filter(|name| name.contains("thumbnail")).count(), 12);

    fs::remove_dir_all(workspace.folder.path().join("cache")).unwrap();
    let prepared = workspace.store.prepare_all(&photos, 1, &|done, _| match done {
        4 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    assert_eq!((prepared.ready, prepared.cancelled), (4, true));
    assert_eq!(workspace.store.prepare_all(&[], 4, &|_, _| ControlFlow::Continue(())).ready, 0);
}

#[test]
fn a_picture_pasted_from_the_clipboard_is_kept_pixel_for_pixel() {
    let opaque = DynamicImage::ImageRgb8(texture(61, 37, 5)).to_rgba8();
    let png = encode_png(61, 37, opaque.as_raw()).unwrap();
    assert_eq!(image::load_from_memory(&png).unwrap(), DynamicImage::ImageRgb8(texture(61, 37, 5)));
    let shown = decode_rgba_bytes(&png, 100).unwrap();
    assert_eq!((shown.width_px, shown.height_px, shown.rgba), (61, 37, opaque.into_raw()));
    let glass = [1, 2, 3, 0, 4, 5, 6, 77];
    assert_eq!(image::load_from_memory(&encode_png(2, 1, &glass).unwrap()).unwrap().to_rgba8().into_raw(), glass);
    for (width, height) in [(0, 0), (2, 2), (u32::MAX, u32::MAX)] {
        assert_eq!(encode_png(width, height, &glass).unwrap_err().code(), "not_encoded");
    }
}

/// The picture in a file of any name.
fn open(path: &Path) -> DynamicImage {
    image::load_from_memory(&fs::read(path).unwrap()).unwrap()
}

/// A PNG with an `eXIf` chunk before its first data.
fn png_with_exif(png: &[u8], exif: &[u8]) -> Vec<u8> {
    let chunk = [b"eXIf", exif].concat();
    let header_end = 8 + 12 + 13;
    let length = (exif.len() as u32).to_be_bytes();
    let check = crc32(&chunk).to_be_bytes();
    [&png[..header_end], &length, &chunk, &check, &png[header_end..]].concat()
}

/// The check of PNG chunks (ISO 3309).
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

fn display_p3() -> Vec<u8> {
    moxcms::ColorProfile::new_display_p3().encode().unwrap()
}

#[test]
fn a_part_of_a_picture_is_the_original_pixel_for_pixel() {
    let workspace = Workspace::new();
    let picture = texture(300, 200, 7);
    let taken = workspace.take_in(&encoded(&picture.clone().into(), ImageFormat::Png)).unwrap();
    let part = |left_px, top_px, width_px, height_px| {
        let part = PixelRect { left_px, top_px, width_px, height_px };
        workspace.store.part_rgba(&taken.digest, part).unwrap()
    };
    let middle = part(120, 80, 50, 40);
    assert_eq!((middle.width_px, middle.height_px), (50, 40));
    for (at, pixel) in middle.rgba.chunks_exact(4).enumerate() {
        let (x, y) = (120 + at as u32 % 50, 80 + at as u32 / 50);
        assert_eq!(&pixel[..3], picture.get_pixel(x, y).0, "{x}, {y}");
    }
    let edge = part(290, 190, 512, 512);
    assert_eq!((edge.width_px, edge.height_px), (10, 10), "as far as the picture goes");
    assert_eq!(part(400, 400, 10, 10).rgba.len(), 0, "beyond it there is nothing");
}
