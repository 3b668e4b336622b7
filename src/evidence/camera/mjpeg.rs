//! Frames as they come over the cable, made into files that any program opens.

use jpeg_encoder::{ColorType, Encoder};
use memchr::memmem;

/// The quality at which frames without compression are kept: nothing is seen of it.
const QUALITY: u8 = 95;

/// A frame of a camera that compresses, without what stands before and behind it; none when it is not whole.
///
/// Cameras pad a frame with zeros, and some leave the Huffman tables out, because in a film they are always the same
/// ones: those of ITU-T T.81, K.3. Such a frame gets them here, and not a byte else changes.
pub(super) fn whole_jpeg(frame: &[u8]) -> Option<Vec<u8>> {
    let begins = memmem::find(frame, &[0xFF, 0xD8, 0xFF])?;
    let ends = memmem::rfind(frame, &[0xFF, 0xD9])? + 2;
    let jpeg = frame.get(begins..ends)?;
    let Head { scan_at, has_tables } = head(jpeg)?;
    let mut whole = Vec::with_capacity(jpeg.len() + 432);
    whole.extend_from_slice(&jpeg[..scan_at]);
    if !has_tables {
        whole.extend(standard_tables());
    }
    whole.extend_from_slice(&jpeg[scan_at..]);
    Some(whole)
}

/// What stands before the picture data of a JPEG.
struct Head {
    /// Where the start of scan stands.
    scan_at: usize,
    has_tables: bool,
}

fn head(jpeg: &[u8]) -> Option<Head> {
    let mut at = 2;
    let mut has_tables = false;
    loop {
        let [0xFF, marker, high, low] = *jpeg.get(at..at + 4)? else { return None };
        match marker {
            0xDA => return Some(Head { scan_at: at, has_tables }),
            0xC4 => has_tables = true,
            // Padding, and markers without content.
            0xFF => {
                at += 1;
                continue;
            }
            0x01 | 0xD0..=0xD8 => {
                at += 2;
                continue;
            }
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// Frames of two samples in four bytes: brightness, blueness, brightness, redness (YUYV), in the range of films.
#[derive(Debug, Clone, Copy)]
pub(super) struct FromYuyv {
    pub(super) width_px: u32,
    pub(super) height_px: u32,
    /// The bytes from one row to the next; 0 when the driver does not say.
    pub(super) row_bytes: u32,
}

impl FromYuyv {
    /// The frame as JPEG; none when it is not whole.
    pub(super) fn jpeg(self, frame: &[u8]) -> Option<Vec<u8>> {
        let (width, height) = (u16::try_from(self.width_px).ok()?, u16::try_from(self.height_px).ok()?);
        let needed = usize::from(width).div_ceil(2) * 4;
        let stride = (self.row_bytes as usize).max(needed);
        let mut samples = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
        for row in 0..usize::from(height) {
            let row = frame.get(row * stride..row * stride + needed)?;
            let of_row = samples.len();
            for &[first, blue, second, red] in row.as_chunks::<4>().0 {
                let (blue, red) = (full_colour(blue), full_colour(red));
                samples.extend([full_light(first), blue, red, full_light(second), blue, red]);
            }
            samples.truncate(of_row + usize::from(width) * 3);
        }
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, QUALITY).encode(&samples, width, height, ColorType::Ycbcr).ok()?;
        Some(jpeg)
    }
}

/// From the brightness of films, 16 to 235 (ITU-R BT.601), to that of JPEG, 0 to 255.
fn full_light(value: u8) -> u8 {
    stretched(i32::from(value) - 16, 219)
}

/// From the colours of films, 16 to 240 around 128, to those of JPEG.
fn full_colour(value: u8) -> u8 {
    stretched(i32::from(value) - 128 + 112, 224)
}

fn stretched(value: i32, range: i32) -> u8 {
    ((value * 255 + range / 2) / range).clamp(0, 255) as u8
}

/// The codes of each length from 1 to 16 bits, and what they stand for.
type Table = (u8, [u8; 16], &'static [u8]);

/// The four tables as one segment (T.81, K.3.3 and B.2.4.2).
fn standard_tables() -> Vec<u8> {
    let tables: [Table; 4] = [
        (0x00, [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], &DC),
        (0x10, [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D], &AC_LIGHT),
        (0x01, [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], &DC),
        (0x11, [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77], &AC_COLOUR),
    ];
    let mut content = Vec::new();
    for (class, counts, values) in tables {
        content.push(class);
        content.extend(counts);
        content.extend_from_slice(values);
    }
    let [high, low] = u16::try_from(content.len() + 2).unwrap_or_default().to_be_bytes();
    [vec![0xFF, 0xC4, high, low], content].concat()
}

const DC: [u8; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

#[rustfmt::skip]
const AC_LIGHT: [u8; 162] = [
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07,
    0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52, 0xD1, 0xF0,
    0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0A, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x25, 0x26, 0x27, 0x28,
    0x29, 0x2A, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49,
    0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
    0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
    0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7,
    0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3, 0xC4, 0xC5,
    0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xE1, 0xE2,
    0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8,
    0xF9, 0xFA,
];

#[rustfmt::skip]
const AC_COLOUR: [u8; 162] = [
    0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71,
    0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xA1, 0xB1, 0xC1, 0x09, 0x23, 0x33, 0x52, 0xF0,
    0x15, 0x62, 0x72, 0xD1, 0x0A, 0x16, 0x24, 0x34, 0xE1, 0x25, 0xF1, 0x17, 0x18, 0x19, 0x1A, 0x26,
    0x27, 0x28, 0x29, 0x2A, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
    0x49, 0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,
    0x69, 0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87,
    0x88, 0x89, 0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0xA2, 0xA3, 0xA4, 0xA5,
    0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3,
    0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA,
    0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8,
    0xF9, 0xFA,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::decode_rgba_bytes;

    /// Half dark red, half white, as a camera sends it: two pixels in four bytes.
    fn yuyv() -> Vec<u8> {
        let row = |_| [[65, 100, 65, 212].repeat(16), [235, 128, 235, 128].repeat(16)].concat();
        (0..48).flat_map(row).collect()
    }

    const PLAIN: FromYuyv = FromYuyv { width_px: 64, height_px: 48, row_bytes: 128 };

    #[test]
    fn plain_frames_keep_their_colours() {
        let jpeg = PLAIN.jpeg(&yuyv()).unwrap();
        let picture = decode_rgba_bytes(&jpeg, 64).unwrap();
        assert_eq!((picture.width_px, picture.height_px), (64, 48));
        let pixel = |x: usize| &picture.rgba[(24 * 64 + x) * 4..][..3];
        let near = |seen: &[u8], wanted: [u8; 3]| seen.iter().zip(wanted).all(|(one, other)| one.abs_diff(other) <= 6);
        // BT.601: red = 1.164 * (65 - 16) + 1.596 * (212 - 128), and so on.
        assert!(near(pixel(16), [191, 0, 1]), "{:?}", pixel(16));
        assert!(near(pixel(48), [255, 255, 255]), "{:?}", pixel(48));
        assert_eq!(PLAIN.jpeg(&yuyv()[..6000]), None, "half a frame is none");
    }

    #[test]
    fn a_frame_without_tables_gets_the_standard_ones_and_padding_goes() {
        let jpeg = PLAIN.jpeg(&yuyv()).unwrap();
        let tables_at = memmem::find(&jpeg, &[0xFF, 0xC4]).unwrap();
        let scan_at = head(&jpeg).unwrap().scan_at;
        let bare = [&jpeg[..tables_at], &jpeg[scan_at..]].concat();
        assert!(!head(&bare).unwrap().has_tables);
        let whole = whole_jpeg(&[&bare[..], &[0; 300]].concat()).unwrap();
        assert!(whole.ends_with(&[0xFF, 0xD9]));
        assert_eq!(decode_rgba_bytes(&whole, 64).unwrap(), decode_rgba_bytes(&jpeg, 64).unwrap());
        assert_eq!(whole_jpeg(&jpeg).as_deref(), Some(jpeg.as_slice()), "a whole frame stays as it is");
    }

    #[test]
    fn what_is_not_whole_is_no_frame() {
        let jpeg = PLAIN.jpeg(&yuyv()).unwrap();
        for cut in 0..jpeg.len() - 2 {
            assert_eq!(whole_jpeg(&jpeg[..cut]), None, "{cut} bytes");
        }
        assert_eq!(whole_jpeg(&[0xFF, 0xD8, 0xFF, 0xD9, 0, 0]), None);
    }
}
