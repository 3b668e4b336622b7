//! The dozen EXIF tags that evidence needs (EXIF 2.32, TIFF 6.0), read with fixed bounds.
//!
//! Three directories at most are visited, each once and never one that another names again; loops and huge counts
//! cost nothing.

use super::iptc;
use super::xmp::{self, MAX_PACKET_BYTES};
use std::io::{Read, Seek, SeekFrom};

/// The entries of one directory that are looked at.
const MAX_ENTRIES: usize = 1024;
/// The bytes of one value that are looked at.
const MAX_VALUE_BYTES: usize = 256;

/// The text of a tag, as it stands in the file.
type Text = Option<String>;

/// A time as it stands in the file, and its zone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Time {
    pub(super) local: String,
    pub(super) offset: Text,
}

/// What the tags say, uninterpreted but for their types.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tags {
    /// Orientation (0x0112), if it is one of 1 to 8.
    pub(super) orientation: Option<u8>,
    /// Make (0x010F).
    pub(super) make: Text,
    /// Model (0x0110).
    pub(super) model: Text,
    /// When it was taken, the most trusted first: `DateTimeOriginal` (0x9003) with `OffsetTimeOriginal` (0x9011), then
    /// `DateTimeDigitized` (0x9004) with `OffsetTimeDigitized` (0x9012), then what other sources add.
    pub(super) times: Vec<Time>,
    /// Degrees north, if reference and numbers make sense.
    pub(super) latitude_deg: Option<f64>,
    /// Degrees east, if reference and numbers make sense.
    pub(super) longitude_deg: Option<f64>,
    /// A TIFF file whose main picture is the data of a sensor.
    pub(super) camera_raw: bool,
    /// A TIFF file with another full picture after the first.
    pub(super) more_pages: bool,
    /// The strips or tiles that a TIFF file says it has.
    pub(super) pieces: u32,
}

impl Tags {
    /// Reads the tags of a TIFF structure: a block of EXIF or a whole TIFF file. What cannot be read is left out.
    pub(super) fn read<R: Read + Seek>(source: R) -> Self {
        let mut tags = Self::default();
        if let Some(mut tiff) = Tiff::open(source) {
            tags.read_all(&mut tiff);
        }
        tags
    }

    /// The orientation of the stored pixels, 1 where none is given.
    pub(super) fn orientation(&self) -> u8 {
        self.orientation.unwrap_or(1)
    }

    fn read_all<R: Read + Seek>(&mut self, tiff: &mut Tiff<R>) -> Option<()> {
        let first = u64::from(tiff.number(4, 4)?);
        let (entries, next) = tiff.directory(first)?;
        let (mut exif, mut gps, mut packet, mut iptc) = (None, None, None, None);
        let (mut reduced, mut sub_pictures) = (false, false);
        for entry in &entries {
            match entry.tag {
                0x00FE => reduced = tiff.uint(entry).is_some_and(|kind| kind & 1 == 1),
                0x010F => self.make = tiff.text(entry),
                0x0110 => self.model = tiff.text(entry),
                0x0112 => self.orientation = tiff.uint(entry).and_then(orientation),
                0x0111 | 0x0144 => self.pieces = self.pieces.max(entry.count),
                0x014A => sub_pictures = true,
                0x02BC => packet = tiff.raw(entry, MAX_PACKET_BYTES),
                0x83BB => iptc = tiff.raw(entry, MAX_PACKET_BYTES),
                0x8769 => exif = tiff.uint(entry),
                0x8825 => gps = tiff.uint(entry),
                0xC612 => self.camera_raw = true,
                _ => {}
            }
        }
        self.camera_raw |= reduced && sub_pictures;
        self.more_pages = next != 0 && next != first && tiff.is_full_picture(next);
        let exif = exif.map(u64::from).filter(|offset| *offset != first);
        if let Some((entries, _)) = exif.and_then(|offset| tiff.directory(offset)) {
            self.read_exif(tiff, &entries);
        }
        let gps = gps.map(u64::from).filter(|offset| *offset != first && Some(*offset) != exif);
        if let Some((entries, _)) = gps.and_then(|offset| tiff.directory(offset)) {
            self.read_gps(tiff, &entries);
        }
        if let Some(packet) = packet {
            xmp::add(self, &packet);
        }
        self.times.extend(iptc.as_deref().and_then(iptc::of_records));
        Some(())
    }

    fn read_exif<R: Read + Seek>(&mut self, tiff: &mut Tiff<R>, entries: &[Entry]) {
        let mut text = |tag: u16| {
            let entry = entries.iter().rev().find(|entry| entry.tag == tag)?;
            tiff.text(entry)
        };
        for (time, offset) in [(0x9003, 0x9011), (0x9004, 0x9012)] {
            if let Some(local) = text(time) {
                self.times.push(Time { local, offset: text(offset) });
            }
        }
    }

    fn read_gps<R: Read + Seek>(&mut self, tiff: &mut Tiff<R>, entries: &[Entry]) {
        let (mut latitude, mut longitude, mut north, mut east) = (None, None, None, None);
        for entry in entries {
            match entry.tag {
                1 => north = tiff.text(entry),
                2 => latitude = tiff.degrees(entry),
                3 => east = tiff.text(entry),
                4 => longitude = tiff.degrees(entry),
                _ => {}
            }
        }
        self.latitude_deg = signed(latitude, north, ["N", "S"], 90.0);
        self.longitude_deg = signed(longitude, east, ["E", "W"], 180.0);
    }
}

/// A value that is one of the eight orientations.
fn orientation(value: u32) -> Option<u8> {
    u8::try_from(value).ok().filter(|value| (1..=8).contains(value))
}

/// Degrees with the sign of their reference. Without a known reference the half of the globe is unknown.
fn signed(degrees: Option<f64>, reference: Text, letters: [&str; 2], limit: f64) -> Option<f64> {
    let reference = reference?.to_ascii_uppercase();
    let sign = match letters.iter().position(|letter| reference.starts_with(letter))? {
        0 => 1.0,
        _ => -1.0,
    };
    degrees.filter(|degrees| (0.0..=limit).contains(degrees)).map(|degrees| degrees * sign)
}

/// One entry of a directory.
struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    /// Where the value field of the entry lies.
    field: u64,
}

impl Entry {
    /// The bytes of one value of this type (TIFF 6.0 §2).
    const fn unit_bytes(&self) -> Option<u64> {
        match self.kind {
            1 | 2 | 6 | 7 => Some(1),
            3 | 8 => Some(2),
            4 | 9 | 11 | 13 => Some(4),
            5 | 10 | 12 => Some(8),
            _ => None,
        }
    }
}

/// A TIFF structure that is read by offsets.
struct Tiff<R> {
    source: R,
    little_endian: bool,
}

impl<R: Read + Seek> Tiff<R> {
    fn open(mut source: R) -> Option<Self> {
        let mut magic = [0; 4];
        source.seek(SeekFrom::Start(0)).ok()?;
        source.read_exact(&mut magic).ok()?;
        match &magic {
            b"II\x2A\0" => Some(Self { source, little_endian: true }),
            b"MM\0\x2A" => Some(Self { source, little_endian: false }),
            _ => None,
        }
    }

    /// All `length` bytes at `offset`; `length` is bounded by who asks.
    fn bytes(&mut self, offset: u64, length: usize) -> Option<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.source.seek(SeekFrom::Start(offset)).ok()?;
        self.source.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Up to four bytes as a whole number.
    fn decode(&self, bytes: &[u8]) -> u32 {
        let add = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        if self.little_endian { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) }
    }

    fn number(&mut self, offset: u64, length: usize) -> Option<u32> {
        let bytes = self.bytes(offset, length)?;
        Some(self.decode(&bytes))
    }

    /// The entries of the directory at `offset` as far as they lie in the file, and the offset of the next one.
    fn directory(&mut self, offset: u64) -> Option<(Vec<Entry>, u64)> {
        let count = self.number(offset, 2)? as usize;
        let mut entries = Vec::new();
        for place in 0..count.min(MAX_ENTRIES) {
            let at = offset + 2 + 12 * place as u64;
            let Some(bytes) = self.bytes(at, 12) else { break };
            entries.push(Entry {
                tag: self.decode(&bytes[..2]) as u16,
                kind: self.decode(&bytes[2..4]) as u16,
                count: self.decode(&bytes[4..8]),
                field: at + 8,
            });
        }
        let next = self.number(offset + 2 + 12 * count as u64, 4).unwrap_or(0);
        Some((entries, u64::from(next)))
    }

    /// Whether a directory describes a picture that is no smaller copy of another.
    fn is_full_picture(&mut self, offset: u64) -> bool {
        let Some((entries, _)) = self.directory(offset) else { return false };
        let reduced = entries.iter().find(|entry| entry.tag == 0x00FE).and_then(|entry| self.uint(entry));
        reduced.is_none_or(|kind| kind & 1 == 0)
    }

    /// The bytes of a value, up to [`MAX_VALUE_BYTES`] of them.
    fn value(&mut self, entry: &Entry) -> Option<Vec<u8>> {
        self.raw(entry, MAX_VALUE_BYTES)
    }

    /// The bytes of a value, up to `limit` of them.
    fn raw(&mut self, entry: &Entry, limit: usize) -> Option<Vec<u8>> {
        let bytes = entry.unit_bytes()? * u64::from(entry.count);
        let offset = if bytes <= 4 { entry.field } else { u64::from(self.number(entry.field, 4)?) };
        self.bytes(offset, usize::try_from(bytes).ok()?.min(limit))
    }

    /// A single whole number.
    fn uint(&mut self, entry: &Entry) -> Option<u32> {
        let unit = match entry.kind {
            1 => 1,
            3 => 2,
            4 | 13 => 4,
            _ => return None,
        };
        let value = self.value(entry)?;
        value.get(..unit).map(|bytes| self.decode(bytes))
    }

    /// A text up to its first zero byte, without control characters and blanks around it; none when nothing is left.
    fn text(&mut self, entry: &Entry) -> Text {
        if !matches!(entry.kind, 1 | 2 | 7) {
            return None;
        }
        let value = self.value(entry)?;
        let end = value.iter().position(|byte| *byte == 0).unwrap_or(value.len());
        let text = String::from_utf8_lossy(&value[..end]);
        let text: String = text.chars().filter(|character| !character.is_control()).collect();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Degrees, minutes and seconds as one number; an absurd rational gives none.
    fn degrees(&mut self, entry: &Entry) -> Option<f64> {
        if !matches!(entry.kind, 5 | 10) {
            return None;
        }
        let value = self.value(entry)?;
        let mut degrees = 0.0;
        for (part, unit) in value.chunks_exact(8).zip([1.0, 60.0, 3600.0]) {
            let (above, below) = (self.decode(&part[..4]), self.decode(&part[4..]));
            // Minutes and seconds that were not measured are written as 0 / 0.
            if below == 0 && (above != 0 || unit == 1.0) {
                return None;
            }
            degrees += f64::from(above) / f64::from(below.max(1)) / unit;
        }
        (value.len() >= 8).then_some(degrees)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A big-endian TIFF structure of one directory, with a tail that its entries may point into.
    fn tiff(entries: &[(u16, u16, u32, u32)], tail: &[u8]) -> Vec<u8> {
        let mut bytes = b"MM\0\x2A\0\0\0\x08".to_vec();
        bytes.extend((entries.len() as u16).to_be_bytes());
        for (tag, kind, count, value) in entries {
            bytes.extend(tag.to_be_bytes());
            bytes.extend(kind.to_be_bytes());
            bytes.extend(count.to_be_bytes());
            bytes.extend(value.to_be_bytes());
        }
        bytes.extend([0; 4]);
        bytes.extend(tail);
        bytes
    }

    #[test]
    fn an_orientation_outside_one_to_eight_is_none() {
        let read = |value: u32| Tags::read(Cursor::new(tiff(&[(0x0112, 3, 1, value << 16)], b""))).orientation;
        assert_eq!(read(6), Some(6));
        assert_eq!(read(0), None);
        assert_eq!(read(9), None);
    }

    #[test]
    fn a_directory_that_names_itself_is_visited_once() {
        let tags = Tags::read(Cursor::new(tiff(&[(0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0x0112, 3, 1, 3 << 16)], b"")));
        assert_eq!(tags, Tags { orientation: Some(3), ..Tags::default() });
    }

    #[test]
    fn a_huge_count_reads_no_more_than_the_bound() {
        let tags = Tags::read(Cursor::new(tiff(&[(0x010F, 2, u32::MAX, 8), (0x0110, 2, 4, 0x4142_4300)], b"")));
        assert_eq!(tags.make, None);
        assert_eq!(tags.model.as_deref(), Some("ABC"));
    }

    #[test]
    fn a_rational_by_zero_or_outside_the_globe_is_no_place() {
        let place = |numbers: [u32; 6]| {
            let directory = 8 + 2 + 12 + 4;
            let values = directory + 2 + 24 + 4;
            let mut tail = 2u16.to_be_bytes().to_vec();
            for (tag, kind, count, value) in [(1u16, 2u16, 2u32, 0x5300_0000u32), (2, 5, 3, values)] {
                tail.extend(tag.to_be_bytes());
                tail.extend(kind.to_be_bytes());
                tail.extend(count.to_be_bytes());
                tail.extend(value.to_be_bytes());
            }
            tail.extend([0; 4]);
            tail.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
            Tags::read(Cursor::new(tiff(&[(0x8825, 4, 1, directory)], &tail))).latitude_deg
        };
        assert_eq!(place([33, 1, 30, 1, 0, 1]), Some(-33.5));
        assert_eq!(place([33, 0, 30, 1, 0, 1]), None);
        assert_eq!(place([u32::MAX, 1, 30, 1, 0, 1]), None);
    }
}
