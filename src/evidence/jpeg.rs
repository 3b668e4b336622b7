//! The structure of a JPEG (ITU-T T.81): what its markers say, without decoding a pixel.

use super::EvidenceError;

/// How the components of a frame make colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colours {
    /// One component.
    Grey,
    /// Three components, as nearly all photos have them.
    YCbCr,
    /// Three components of red, green and blue.
    Rgb,
    /// Any other number of components.
    Other,
}

/// What the markers of a JPEG say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Structure<'a> {
    /// Width of the stored pixels.
    pub(super) width_px: u32,
    /// Height of the stored pixels.
    pub(super) height_px: u32,
    /// How components make colours.
    pub(super) colours: Colours,
    /// Baseline, extended sequential or progressive with Huffman codes and 8 bits: what PDF readers decode too.
    pub(super) common: bool,
    /// The passes over the picture.
    pub(super) scans: u32,
    /// The bytes of all coefficients, which decoders keep when there are several scans.
    pub(super) coefficient_bytes: u64,
    /// The first block of EXIF, without its `Exif\0\0`.
    pub(super) exif: Option<&'a [u8]>,
    /// The file ends before the picture does.
    pub(super) cut_short: bool,
    /// The bytes after the end of the picture.
    pub(super) trailing_bytes: usize,
}

/// What a frame header says (T.81 §B.2.2).
struct Frame {
    marker: u8,
    precision_bits: u8,
    width_px: u32,
    height_px: u32,
    ids: Vec<u8>,
    coefficient_bytes: u64,
}

/// What has been met on the walk.
#[derive(Default)]
struct Walk<'a> {
    frame: Option<Frame>,
    adobe_transform: Option<u8>,
    exif: Option<&'a [u8]>,
    scans: u32,
}

impl<'a> Structure<'a> {
    /// Walks over all markers of `bytes`.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, EvidenceError> {
        let mut walk = Walk::default();
        let end = walk.reach_end(bytes);
        let frame = walk.frame.ok_or_else(|| EvidenceError::damaged("the JPEG has no frame header"))?;
        if walk.scans == 0 {
            return Err(EvidenceError::damaged("the JPEG has no picture data"));
        }
        let colours = match frame.ids.as_slice() {
            [_] => Colours::Grey,
            b"RGB" => Colours::Rgb,
            [_, _, _] if walk.adobe_transform == Some(0) => Colours::Rgb,
            [_, _, _] => Colours::YCbCr,
            _ => Colours::Other,
        };
        Ok(Self {
            width_px: frame.width_px,
            height_px: frame.height_px,
            colours,
            common: matches!(frame.marker, 0xC0..=0xC2) && frame.precision_bits == 8,
            scans: walk.scans,
            coefficient_bytes: if walk.scans > 1 || frame.marker == 0xC2 { frame.coefficient_bytes } else { 0 },
            exif: walk.exif,
            cut_short: end.is_none(),
            trailing_bytes: end.map_or(0, |end| bytes.len() - end),
        })
    }
}

impl<'a> Walk<'a> {
    /// Walks to the end of the picture and gives the place after it; none when the bytes end before.
    fn reach_end(&mut self, bytes: &'a [u8]) -> Option<usize> {
        let mut place = 2;
        loop {
            // Bytes that belong nowhere are stepped over, as decoders do; 0xFF may be repeated before a marker.
            place += bytes.get(place..)?.iter().position(|byte| *byte == 0xFF)?;
            place += bytes[place..].iter().position(|byte| *byte != 0xFF)?;
            let marker = bytes[place];
            place += 1;
            match marker {
                0xD9 => return Some(place),
                0x00 | 0x01 | 0xD0..=0xD8 => {}
                _ => {
                    let length = usize::from(u16::from_be_bytes([*bytes.get(place)?, *bytes.get(place + 1)?]));
                    self.segment(marker, bytes.get(place + 2..place + length)?);
                    place += length;
                    if marker == 0xDA {
                        place += picture_data(bytes.get(place..)?);
                    }
                }
            }
        }
    }

    fn segment(&mut self, marker: u8, content: &'a [u8]) {
        match marker {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF if self.frame.is_none() => {
                self.frame = Frame::read(marker, content);
            }
            0xDA => self.scans = self.scans.saturating_add(1),
            0xE1 if self.exif.is_none() && self.scans == 0 => self.exif = content.strip_prefix(b"Exif\0\0"),
            0xEE => {
                if let Some([.., transform]) = content.strip_prefix(b"Adobe").and_then(|rest| rest.get(..7)) {
                    self.adobe_transform = Some(*transform);
                }
            }
            _ => {}
        }
    }
}

impl Frame {
    fn read(marker: u8, content: &[u8]) -> Option<Self> {
        let [precision_bits, height_1, height_0, width_1, width_0, _, components @ ..] = content else { return None };
        let components: Vec<&[u8]> = components.chunks_exact(3).collect();
        let factors = components.iter().map(|component| (u64::from(component[1] >> 4), u64::from(component[1] & 15)));
        let (widest, highest) = factors.clone().fold((1, 1), |(w, h), (x, y)| (w.max(x), h.max(y)));
        let samples: u64 = factors.map(|(x, y)| x * y).sum();
        let width_px = u32::from(u16::from_be_bytes([*width_1, *width_0]));
        let height_px = u32::from(u16::from_be_bytes([*height_1, *height_0]));
        Some(Self {
            marker,
            precision_bits: *precision_bits,
            width_px,
            height_px,
            ids: components.iter().map(|component| component[0]).collect(),
            coefficient_bytes: u64::from(width_px) * u64::from(height_px) * 2 * samples / (widest * highest),
        })
    }
}

/// The bytes of picture data up to the next marker that is no restart marker.
fn picture_data(bytes: &[u8]) -> usize {
    let mut place = 0;
    while let Some(found) = bytes[place..].iter().position(|byte| *byte == 0xFF) {
        place += found;
        match bytes.get(place + 1) {
            Some(0x00 | 0xD0..=0xD7) => place += 2,
            Some(0xFF) => place += 1,
            Some(_) => return place,
            None => break,
        }
    }
    bytes.len()
}
