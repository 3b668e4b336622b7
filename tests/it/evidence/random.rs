//! Pictures with random damage: whatever comes, the answer is a verdict, and the workspace stays right.

use super::fixtures::{Exif, Workspace, encoded, jpeg, texture, with_exif};
use chrono::{DateTime, NaiveDateTime};
use fieldseal::domain::PhotoFacts;
use fieldseal::evidence::{Integrity, decode_rgba_bytes};
use image::{DynamicImage, ImageFormat};

/// A sequence that looks random and is the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// Breaks the bytes off, flips bits, writes over single bytes of the header, or over a whole stretch.
    fn damage(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        match self.below(4) {
            0 => bytes.truncate(self.below(bytes.len())),
            1 => {
                for _ in 0..=self.below(8) {
                    let place = self.below(bytes.len());
                    bytes[place] ^= 1 << self.below(8);
                }
            }
            2 => {
                for _ in 0..=self.below(6) {
                    let place = self.below(bytes.len().min(600));
                    bytes[place] = self.below(256) as u8;
                }
            }
            _ => {
                let place = self.below(bytes.len());
                let end = (place + self.below(64)).min(bytes.len());
                bytes[place..end].fill([0, 0xFF, self.below(256) as u8][self.below(3)]);
            }
        }
        bytes
    }
}

/// One small picture of each kind, the JPEG and the TIFF with EXIF.
fn pictures() -> Vec<Vec<u8>> {
    let picture = DynamicImage::ImageRgb8(texture(72, 56, 4));
    let exif = Exif {
        orientation: Some(6),
        make: Some("HUAWEI"),
        model: Some("ELE-AL00"),
        time: Some("2026:11:21 16:20:05"),
        offset: Some("+08:00"),
        place: Some([("N", [31, 13, 4950]), ("E", [121, 28, 2514])]),
    };
    let mut progressive = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut progressive, 85);
    encoder.set_progressive(true);
    encoder.encode(picture.as_bytes(), 72, 56, jpeg_encoder::ColorType::Rgb).unwrap();
    let mut all = vec![with_exif(&jpeg(&texture(72, 56, 4)), &exif.bytes()), progressive];
    let deep = DynamicImage::ImageRgba16(picture.to_rgba16());
    all.push(encoded(&deep, ImageFormat::Png));
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::Gif] {
        all.push(encoded(&picture, format));
    }
    all
}

#[test]
fn damaged_pictures_never_panic_and_never_lie_about_their_size() {
    let mut chance = Chance(0x5EA1);
    let (mut shown, mut refused) = (0, 0);
    for picture in pictures() {
        for _ in 0..400 {
            match decode_rgba_bytes(&chance.damage(&picture), 64) {
                Ok(picture) => {
                    shown += 1;
                    assert!((1..=64).contains(&picture.width_px) && (1..=64).contains(&picture.height_px));
                    assert_eq!(picture.rgba.len(), (picture.width_px * picture.height_px * 4) as usize);
                    assert!(picture.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255), "paper is not transparent");
                }
                Err(error) => {
                    refused += 1;
                    assert!(!matches!(error.code(), "disk_full" | "read_only" | "folder" | "cancelled"), "{error}");
                }
            }
        }
    }
    // Neither answer may be the only one, or this test would say nothing.
    assert!(shown > 500 && refused > 500, "{shown} shown, {refused} refused");
}

#[test]
fn whatever_was_taken_in_is_whole_and_can_be_printed() {
    let mut chance = Chance(0xF1E1D);
    let workspace = Workspace::new();
    let mut kept = std::collections::BTreeSet::new();
    for picture in pictures() {
        for _ in 0..25 {
            let bytes = chance.damage(&picture);
            let Ok(taken) = workspace.take_in(&bytes) else { continue };
            kept.insert(taken.digest);
            assert_eq!(taken.facts.size_bytes, bytes.len() as u64);
            assert_sound(&taken.facts);
            assert_eq!(workspace.store.verify(&taken.digest).unwrap(), Integrity::Verified);
            let report = workspace.store.report_image(&taken.digest).unwrap();
            assert!(report.width_px.max(report.height_px) <= 1600);
            assert!(matches!(report.components, 1 | 3));
            assert_eq!(std::fs::metadata(report.path).unwrap().len(), report.length_bytes);
        }
    }
    let listing = workspace.store.list().unwrap();
    assert_eq!(listing.digests, Vec::from_iter(kept));
    assert!(listing.strangers.is_empty());
    assert!(workspace.store.leftovers().unwrap().files.is_empty());
}

#[test]
fn damaged_exif_gives_sound_facts_or_none() {
    let mut chance = Chance(0xE81F);
    let plain = jpeg(&texture(16, 16, 1));
    let exif = Exif {
        orientation: Some(3),
        make: Some("a maker with a long name"),
        model: Some("and a model"),
        time: Some("2026:11:21 16:20:05"),
        offset: Some("-03:30"),
        place: Some([("S", [33, 30, 0]), ("W", [70, 45, 0])]),
    };
    let exif = exif.bytes();
    let workspace = Workspace::new();
    let mut with_time = 0;
    for _ in 0..150 {
        let facts = workspace.take_in(&with_exif(&plain, &chance.damage(&exif))).unwrap().facts;
        assert_sound(&facts);
        with_time += usize::from(facts.taken_at.is_some());
    }
    assert!((20..150).contains(&with_time), "{with_time} of 150 have a time");
}

/// Facts that the record may carry: what is there has its form.
fn assert_sound(facts: &PhotoFacts) {
    assert!(facts.media_type.starts_with("image/"));
    assert!(facts.width_px > 0 && facts.height_px > 0 && (1..=8).contains(&facts.orientation));
    assert!(facts.camera.chars().count() <= 80 && !facts.camera.chars().any(char::is_control), "{:?}", facts.camera);
    if let Some(taken_at) = &facts.taken_at {
        let with_offset = DateTime::parse_from_rfc3339(&taken_at.local).is_ok();
        assert!(with_offset || taken_at.local.parse::<NaiveDateTime>().is_ok(), "{}", taken_at.local);
    }
    if let Some(place) = &facts.place {
        for (text, limit) in [(&place.latitude_deg, 90.0), (&place.longitude_deg, 180.0)] {
            let degrees: f64 = text.parse().unwrap();
            assert!(degrees.abs() <= limit, "{text}");
            assert!(text.split_once('.').is_none_or(|(_, places)| (1..=7).contains(&places.len())), "{text}");
        }
    }
}
