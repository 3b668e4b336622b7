//! Pictures made by code: every file that these tests use is made here.

use fieldseal::evidence::{ContentStore, EvidenceError, TakenIn, Wanted};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, Rgb, RgbImage};
use std::io::Cursor;
use std::ops::ControlFlow;
use tempfile::TempDir;

/// A store over a folder of its own.
pub struct Workspace {
    pub folder: TempDir,
    pub store: ContentStore,
}

impl Workspace {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = ContentStore::new(folder.path().join("photos"), folder.path().join("cache"));
        Self { folder, store }
    }

    pub fn take_in(&self, bytes: &[u8]) -> Result<TakenIn, EvidenceError> {
        self.take_in_as("photo", bytes)
    }

    pub fn take_in_as(&self, file_name: &str, mut bytes: &[u8]) -> Result<TakenIn, EvidenceError> {
        self.store.take_in(&mut bytes, &Wanted { file_name, ..Wanted::default() }, &mut |_| ControlFlow::Continue(()))
    }

    /// All files below the folder, relative to it.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.strip_prefix(self.folder.path()).unwrap().display().to_string());
                }
            }
        }
        found.sort();
        found
    }
}

/// The four corners of [`corners`]: left above, right above, left below, right below.
pub const CORNERS: [[u8; 3]; 4] = [[220, 40, 40], [40, 200, 60], [50, 70, 220], [230, 220, 70]];

/// A picture with a colour of its own in each quarter, so that every turn and mirror shows.
pub fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, y| Rgb(CORNERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)]),
    )
}

/// A picture with structure everywhere, like a photo, different for each seed.
pub fn texture(width: u32, height: u32, seed: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = (x * 7919 + y * 104_729 + seed * 7).wrapping_mul(2_654_435_761) >> 27;
        let wave = ((x + seed) as f32 / 17.0).sin() * 60.0 + (y as f32 / 23.0).cos() * 60.0;
        let level = 128.0 + wave;
        Rgb([(level as u32 + grain) as u8, (level * 0.8) as u8, (200.0 - level * 0.5) as u8 + grain as u8])
    })
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode(picture, width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

pub fn encoded(picture: &DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The average colour of the middle of each quarter, in the order of [`CORNERS`].
pub fn quarters(picture: &RgbImage) -> [[u8; 3]; 4] {
    let (width, height) = picture.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| picture.get_pixel(width * x / 4, height * y / 4).0)
}

/// Whether all quarters are those of [`corners`], as far as JPEG keeps colours.
pub fn is_upright(picture: &RgbImage) -> bool {
    let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 24);
    quarters(picture).into_iter().zip(CORNERS).all(|(found, wanted)| near(found, wanted))
}

/// The bytes of an EXIF block (big-endian), built of directories.
#[derive(Default)]
pub struct Exif {
    pub orientation: Option<u16>,
    pub make: Option<&'static str>,
    pub model: Option<&'static str>,
    pub time: Option<&'static str>,
    pub offset: Option<&'static str>,
    /// Reference, degrees, minutes and hundredths of seconds, for latitude and longitude.
    pub place: Option<[(&'static str, [u32; 3]); 2]>,
}

impl Exif {
    pub fn bytes(&self) -> Vec<u8> {
        let mut first = Directory::default();
        first.text(0x010F, self.make);
        first.text(0x0110, self.model);
        if let Some(orientation) = self.orientation {
            first.add(0x0112, 3, 1, &orientation.to_be_bytes());
        }
        let mut exif = Directory::default();
        exif.text(0x9003, self.time);
        exif.text(0x9011, self.offset);
        let mut gps = Directory::default();
        for (place, (reference, [degrees, minutes, hundredths])) in (0u16..).zip(self.place.into_iter().flatten()) {
            gps.text(1 + 2 * place, Some(reference));
            let numbers = [degrees, 1, minutes, 1, hundredths, 100];
            gps.add(2 + 2 * place, 5, 3, &numbers.map(u32::to_be_bytes).concat());
        }
        let exif_at = 8 + first.length() + 24;
        let gps_at = exif_at + exif.length();
        first.add(0x8769, 4, 1, &(exif_at as u32).to_be_bytes());
        first.add(0x8825, 4, 1, &(gps_at as u32).to_be_bytes());
        let mut bytes = b"MM\0\x2A\0\0\0\x08".to_vec();
        for directory in [first, exif, gps] {
            directory.write(&mut bytes);
        }
        bytes
    }
}

/// One directory of a TIFF structure, with the values that do not fit its entries behind it.
#[derive(Default)]
pub struct Directory {
    entries: Vec<(u16, u16, u32, Vec<u8>)>,
}

impl Directory {
    pub fn add(&mut self, tag: u16, kind: u16, count: u32, value: &[u8]) {
        self.entries.push((tag, kind, count, value.to_vec()));
    }

    fn text(&mut self, tag: u16, text: Option<&str>) {
        if let Some(text) = text {
            let value = [text.as_bytes(), b"\0"].concat();
            self.add(tag, 2, value.len() as u32, &value);
        }
    }

    fn length(&self) -> usize {
        let outside = self.entries.iter().map(|entry| entry.3.len()).filter(|length| *length > 4).sum::<usize>();
        2 + 12 * self.entries.len() + 4 + outside
    }

    pub fn write(self, bytes: &mut Vec<u8>) {
        let mut outside_at = bytes.len() + 2 + 12 * self.entries.len() + 4;
        let mut outside = Vec::new();
        bytes.extend((self.entries.len() as u16).to_be_bytes());
        for (tag, kind, count, mut value) in self.entries {
            bytes.extend(tag.to_be_bytes());
            bytes.extend(kind.to_be_bytes());
            bytes.extend(count.to_be_bytes());
            if value.len() > 4 {
                bytes.extend((outside_at as u32).to_be_bytes());
                outside_at += value.len();
                outside.extend(value);
            } else {
                value.resize(4, 0);
                bytes.extend(value);
            }
        }
        bytes.extend([0; 4]);
        bytes.extend(outside);
    }
}

/// A JPEG with a segment put in after its start.
pub fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, content, &jpeg[2..]].concat()
}

/// A JPEG with a block of EXIF.
pub fn with_exif(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    with_segment(jpeg, 0xE1, &[b"Exif\0\0", exif].concat())
}
