//! The structure of a JPEG (ITU-T T.81): what its markers say, without decoding a pixel.

use super::EvidenceError;
use super::limits::{MAX_HUFFMAN_BYTES, MAX_JPEG_SEGMENTS};
use memchr::memchr;

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
pub(super) struct Structure {
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
    /// The file ends before the picture does.
    pub(super) cut_short: bool,
    /// The bytes after the end of the picture.
    pub(super) trailing_bytes: usize,
    /// There is nothing but the picture: no EXIF, XMP, IPTC or comment that names a place, a camera or a person.
    pub(super) bare: bool,
}

/// What a frame header says (T.81 §B.2.2).
pub(super) struct Frame {
    pub(super) marker: u8,
    pub(super) width_px: u32,
    pub(super) height_px: u32,
    pub(super) components: Vec<Component>,
    pub(super) precision_bits: u8,
}

/// A component of a frame, with its samples along and down in the smallest unit of the picture.
pub(super) struct Component {
    pub(super) id: u8,
    pub(super) along: u32,
    pub(super) down: u32,
    /// The number of its table of quantisation.
    pub(super) factors: u8,
}

/// One marker with its content, and the picture data that follows a start of scan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment<'a> {
    pub(super) marker: u8,
    pub(super) content: &'a [u8],
    pub(super) data: &'a [u8],
}

/// The segments of a JPEG from its start to the end of its picture, as far as they are whole.
pub(super) struct Segments<'a> {
    bytes: &'a [u8],
    place: usize,
    /// The place after the end of the picture, once it was met.
    end: Option<usize>,
    /// Whether the picture itself is of interest; looking for the end of its data means reading all of it.
    with_picture: bool,
}

impl Structure {
    /// Walks over all markers of `bytes`.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, EvidenceError> {
        let (mut frame, mut adobe_transform) = (None, None);
        let (mut scans, mut data_bytes, mut bare) = (0u32, 0, true);
        let (mut count, mut huffman_bytes) = (0, 0);
        let mut segments = Segments::of(bytes);
        for segment in segments.by_ref() {
            count += 1;
            huffman_bytes += if segment.marker == 0xC4 { segment.content.len() } else { 0 };
            if count > MAX_JPEG_SEGMENTS || huffman_bytes > MAX_HUFFMAN_BYTES {
                return Err(EvidenceError::damaged("the JPEG has more segments or tables than any program writes"));
            }
            match segment.marker {
                0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF if frame.is_none() => {
                    frame = Frame::read(segment.marker, segment.content);
                }
                0xDA => {
                    scans = scans.saturating_add(1);
                    data_bytes += segment.data.len();
                }
                0xE1 | 0xED | 0xFE => bare = false,
                0xEE => adobe_transform = transform(segment.content).or(adobe_transform),
                _ => {}
            }
        }
        let frame = frame.ok_or_else(|| EvidenceError::damaged("the JPEG has no frame header"))?;
        if data_bytes == 0 {
            return Err(EvidenceError::damaged("the JPEG has no picture data"));
        }
        Ok(Self {
            width_px: frame.width_px,
            height_px: frame.height_px,
            colours: frame.colours(adobe_transform),
            common: matches!(frame.marker, 0xC0..=0xC2) && frame.precision_bits == 8,
            scans,
            coefficient_bytes: if scans > 1 || frame.marker == 0xC2 { frame.coefficient_bytes() } else { 0 },
            cut_short: segments.end.is_none(),
            bare,
            trailing_bytes: segments.end.map_or(0, |end| bytes.len() - end),
        })
    }
}

impl Frame {
    pub(super) fn read(marker: u8, content: &[u8]) -> Option<Self> {
        let [precision_bits, height_1, height_0, width_1, width_0, _, components @ ..] = content else { return None };
        let component = |three: &[u8]| Component {
            id: three[0],
            along: u32::from(three[1] >> 4).max(1),
            down: u32::from(three[1] & 15).max(1),
            factors: three[2],
        };
        Some(Self {
            marker,
            width_px: u32::from(u16::from_be_bytes([*width_1, *width_0])),
            height_px: u32::from(u16::from_be_bytes([*height_1, *height_0])),
            components: components.chunks_exact(3).map(component).collect(),
            precision_bits: *precision_bits,
        })
    }

    /// The most samples along and down that a component has.
    pub(super) fn most_samples(&self) -> (u32, u32) {
        self.components.iter().fold((1, 1), |(along, down), c| (along.max(c.along), down.max(c.down)))
    }

    /// The bytes of all coefficients, at two bytes each.
    fn coefficient_bytes(&self) -> u64 {
        let (along, down) = self.most_samples();
        let samples: u64 = self.components.iter().map(|c| u64::from(c.along * c.down)).sum();
        u64::from(self.width_px) * u64::from(self.height_px) * 2 * samples / u64::from(along * down)
    }

    /// How the components make colours; Adobe's marker says whether three of them are red, green and blue.
    fn colours(&self, adobe_transform: Option<u8>) -> Colours {
        let ids: Vec<u8> = self.components.iter().map(|component| component.id).collect();
        match ids.as_slice() {
            [_] => Colours::Grey,
            b"RGB" => Colours::Rgb,
            [_, _, _] if adobe_transform == Some(0) => Colours::Rgb,
            [_, _, _] => Colours::YCbCr,
            _ => Colours::Other,
        }
    }
}

impl<'a> Segments<'a> {
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, place: 2, end: None, with_picture: true }
    }

    /// Those before the picture.
    pub(super) const fn before_picture(bytes: &'a [u8]) -> Self {
        Self { bytes, place: 2, end: None, with_picture: false }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        let bytes = self.bytes;
        while self.end.is_none() {
            // Bytes that belong nowhere are stepped over, as decoders do; 0xFF may be repeated before a marker.
            self.place += bytes.get(self.place..)?.iter().position(|byte| *byte == 0xFF)?;
            self.place += bytes[self.place..].iter().position(|byte| *byte != 0xFF)?;
            let marker = bytes[self.place];
            self.place += 1;
            match marker {
                0xD9 => self.end = Some(self.place),
                0xDA if !self.with_picture => return None,
                0x00 | 0x01 | 0xD0..=0xD8 => {}
                _ => {
                    let length = [*bytes.get(self.place)?, *bytes.get(self.place + 1)?];
                    let after = self.place + usize::from(u16::from_be_bytes(length));
                    let content = bytes.get(self.place + 2..after)?;
                    let data = if marker == 0xDA { picture_data(&bytes[after..]) } else { &[] };
                    self.place = after + data.len();
                    return Some(Segment { marker, content, data });
                }
            }
        }
        None
    }
}

/// The ICC profile in the segments before the picture, put together from its numbered pieces (ICC.1 annex B.4).
pub(super) fn icc_profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let segments = Segments::before_picture(bytes).filter(|segment| segment.marker == 0xE2);
    let mut pieces: Vec<&[u8]> =
        segments.filter_map(|segment| segment.content.strip_prefix(b"ICC_PROFILE\0")).collect();
    pieces.sort_by_key(|piece| piece.first().copied());
    let count = usize::from(*pieces.first()?.get(1)?);
    let profile = pieces.iter().flat_map(|piece| piece.get(2..).unwrap_or_default()).copied().collect();
    (pieces.len() == count).then_some(profile)
}

/// The colour transform of an APP14 segment of Adobe.
fn transform(content: &[u8]) -> Option<u8> {
    content.strip_prefix(b"Adobe")?.get(6).copied()
}

/// The picture data at the start of `bytes`: up to the next marker that is no restart marker.
fn picture_data(bytes: &[u8]) -> &[u8] {
    let mut place = 0;
    while let Some(found) = memchr(0xFF, &bytes[place..]) {
        place += found;
        match bytes.get(place + 1) {
            Some(0x00 | 0xD0..=0xD7) => place += 2,
            Some(0xFF) => place += 1,
            Some(_) => return &bytes[..place],
            None => break,
        }
    }
    bytes
}
