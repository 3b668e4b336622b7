//! Pictures that cannot be shown, and files that are none: refused with the reason, or kept byte for byte where that is
//! wanted.

use super::fixtures::{Exif, Workspace, corners, jpeg, texture, with_exif};
use fieldseal::domain::{FileKind, PhotoFacts};
use fieldseal::evidence::{EvidenceError, IntakeWarning, Integrity, TakenIn, Wanted, examine};
use std::io::Cursor;
use std::ops::ControlFlow;

fn take_in(workspace: &Workspace, bytes: &[u8], wanted: &Wanted<'_>) -> Result<TakenIn, EvidenceError> {
    workspace.store.take_in(&mut &bytes[..], wanted, &mut |_| ControlFlow::Continue(()))
}

/// Pictures that cannot be shown, with the code of the reason and their media type.
fn undecodable() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let exif = Exif { time: Some("2026:11:21 16:20:05"), make: Some("HUAWEI"), ..Exif::default() };
    let whole = with_exif(&jpeg(&corners(64, 48)), &exif.bytes());
    let data = whole.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    let mut large = whole.clone();
    let frame = large.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    large[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    vec![
        ("damaged", "image/jpeg", whole[..data].to_vec()),
        ("too_many_pixels", "image/jpeg", large),
        ("damaged", "image/png", b"\x89PNG\r\n\x1A\n and nothing".to_vec()),
        ("damaged", "image/heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        ("kind_not_taken", "image/avif", b"\0\0\0\x1Cftypavif\0\0\0\0mif1miafavif".to_vec()),
        ("kind_not_taken", "image/jxl", b"\xFF\x0A and more".to_vec()),
        (
            "kind_not_taken",
            "image/tiff",
            [b"MM\0\x2A\0\0\0\x08\0\x01\xC6\x12\0\x01\0\0\0\x04\x01\x04\0\0", &[0; 4][..]].concat(),
        ),
    ]
}

#[test]
fn what_cannot_be_shown_is_refused_unless_it_is_wanted_anyway() {
    for (code, media_type, bytes) in undecodable() {
        let workspace = Workspace::new();
        let refused = take_in(&workspace, &bytes, &Wanted::default()).unwrap_err();
        assert_eq!(refused.code(), code, "{media_type}");
        assert!(workspace.files().is_empty(), "{media_type}");

        let anyway = Wanted { even_undecodable: true, ..Wanted::default() };
        let taken = take_in(&workspace, &bytes, &anyway).unwrap();
        assert_eq!((taken.facts.media_type.as_str(), taken.facts.is_picture()), (media_type, false));
        assert_eq!(taken.warnings, [IntakeWarning::NoPreview], "{media_type}");
        assert_eq!(taken.facts.look_hash, "", "{media_type}");
        assert_eq!(workspace.store.verify(&taken.digest).unwrap(), Integrity::Verified);
        assert_eq!(std::fs::read(workspace.store.path(&taken.digest)).unwrap(), bytes);
        // A sign is shown in its place, also when the cache was lost.
        let report = workspace.store.report_image(&taken.digest).unwrap();
        assert_eq!((report.width_px, report.height_px, report.is_original), (480, 360, false), "{media_type}");
        std::fs::remove_dir_all(workspace.folder.path().join("cache")).unwrap();
        assert_eq!(workspace.store.report_image(&taken.digest).unwrap().width_px, 480, "{media_type}");
        assert!(workspace.store.thumbnail(&taken.digest).is_ok(), "{media_type}");
    }
}

#[test]
fn what_a_damaged_photo_says_of_itself_is_read_all_the_same() {
    let (_, _, bytes) = undecodable().remove(0);
    let anyway = Wanted { even_undecodable: true, ..Wanted::default() };
    let facts = take_in(&Workspace::new(), &bytes, &anyway).unwrap().facts;
    assert_eq!((facts.taken_at.unwrap().local.as_str(), facts.camera.as_str()), ("2026-11-21T16:20:05", "HUAWEI"));
}

#[test]
fn what_is_no_picture_is_no_photo_whatever_is_wanted() {
    let anyway = Wanted { even_undecodable: true, ..Wanted::default() };
    for (code, bytes) in [("empty", b"".as_slice()), ("not_a_picture", b"Dear Sir"), ("kind_not_taken", b"%PDF-1.7")] {
        let workspace = Workspace::new();
        assert_eq!(take_in(&workspace, bytes, &anyway).unwrap_err().code(), code);
        assert!(workspace.files().is_empty());
    }
    // What can be shown is shown.
    let taken = take_in(&Workspace::new(), &jpeg(&texture(64, 48, 1)), &anyway).unwrap();
    assert_eq!((taken.facts.width_px, taken.warnings), (64, vec![]));
}

#[test]
fn documents_are_kept_where_any_file_is_wanted() {
    let wanted = Wanted { kind: FileKind::Any, ..Wanted::default() };
    for (media_type, bytes) in [
        ("application/pdf", b"%PDF-1.7 and more".as_slice()),
        (
            "application/vnd.oasis.opendocument.text",
            b"PK\x03\x04..........................mimetypeapplication/vnd.oasis.opendocument.text",
        ),
        ("text/plain", b"Dear Sir"),
    ] {
        let taken = take_in(&Workspace::new(), bytes, &wanted).unwrap();
        assert_eq!((taken.facts.media_type.as_str(), taken.facts.width_px, taken.warnings), (media_type, 0, vec![]));
    }
    let audio = Wanted { kind: FileKind::Audio, ..Wanted::default() };
    let refused = take_in(&Workspace::new(), &jpeg(&corners(16, 16)), &audio).unwrap_err();
    assert_eq!(refused.code(), "other_kind");
    assert_eq!(take_in(&Workspace::new(), b"%PDF-1.7", &audio).unwrap_err().code(), "other_kind");
}

#[test]
fn looking_at_a_file_says_the_same_as_taking_it_in() {
    let mut files: Vec<Vec<u8>> = undecodable().into_iter().map(|(_, _, bytes)| bytes).collect();
    let whole = jpeg(&texture(400, 300, 1));
    files.extend([whole[..whole.len() / 2].to_vec(), whole, b"".to_vec(), b"Dear Sir".to_vec()]);
    for bytes in files {
        let seen = examine(Cursor::new(&bytes), "IMG_20261121_162005.jpg").unwrap();
        let wanted = Wanted { file_name: "IMG_20261121_162005.jpg", ..Wanted::default() };
        match take_in(&Workspace::new(), &bytes, &wanted) {
            Ok(taken) => {
                assert_eq!((seen.digest, &seen.facts, &seen.warnings), (taken.digest, &taken.facts, &taken.warnings));
                assert!(seen.refusal.is_none());
            }
            Err(error) => {
                assert_eq!(seen.refusal.map(|refusal| refusal.code()), Some(error.code()));
                assert!(!seen.facts.is_picture());
            }
        }
        assert_eq!(seen.facts.size_bytes, bytes.len() as u64);
    }
}

#[test]
fn a_photo_saved_anew_looks_like_itself_and_like_no_other() {
    let workspace = Workspace::new();
    let facts = |picture: &image::RgbImage, quality: u8| -> PhotoFacts {
        let mut bytes = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality);
        image::DynamicImage::ImageRgb8(picture.clone()).write_with_encoder(encoder).unwrap();
        workspace.take_in(&bytes).unwrap().facts
    };
    let scene = |seed: u32| {
        image::RgbImage::from_fn(1000, 750, |x, y| {
            let wave =
                |value: u32, length: u32| ((value + seed * 131) as f32 / (length + seed * 17) as f32).sin() * 50.0;
            let level = (128.0 + wave(x, 70) + wave(y, 90) + wave(x + 2 * y, 41) * 0.5) as u8;
            image::Rgb([level, level / 2 + 40, 200 - level / 2])
        })
    };
    let original = facts(&scene(0), 92);
    let smaller = image::imageops::resize(&scene(0), 480, 360, image::imageops::FilterType::Triangle);
    for other in [facts(&scene(0), 40), facts(&smaller, 75)] {
        assert!(original.looks_like(&other), "{} and {}", original.look_hash, other.look_hash);
    }
    for seed in 1..12 {
        let other = facts(&scene(seed), 92);
        assert!(!original.looks_like(&other), "{seed}: {} and {}", original.look_hash, other.look_hash);
    }
    let wall = facts(&image::RgbImage::from_pixel(800, 600, image::Rgb([240, 240, 236])), 90);
    assert!(wall.look_hash.is_empty() && !wall.looks_like(&wall));
}
