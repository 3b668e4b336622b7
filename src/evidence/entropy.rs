//! Whether the picture data of a sequential JPEG holds exactly the blocks that its header promises (ITU-T T.81 §F.2).
//!
//! Decoders show something for nearly every row of bits. Only who counts the blocks knows that bits were changed, and
//! the auditor should know before the report is printed.

use super::huffman::{Bits, Huffman};
use super::jpeg::{Frame, Segment, Segments};
use memchr::memchr;

/// Equal bytes after the last block that are no damage: some cameras fill up to a whole unit of their memory.
const MAX_FILL_BYTES: usize = 64;

/// Whether the data of all scans is whole. What this cannot judge (progressive, arithmetic, lossless) counts as whole.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut tables = Tables::default();
    let mut frame = None;
    for segment in Segments::of(bytes) {
        match segment.marker {
            0xC0 | 0xC1 if frame.is_none() => frame = Frame::read(segment.marker, segment.content),
            0xC2..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return true,
            0xDA => match frame.as_ref().and_then(|frame| tables.scan(frame, segment)) {
                Some(true) => {}
                Some(false) | None => return false,
            },
            _ if tables.take(segment).is_none() => return false,
            _ => {}
        }
    }
    true
}

/// The Huffman tables and the restart interval in force.
#[derive(Default)]
pub(super) struct Tables {
    dc: [Option<Box<Huffman>>; 4],
    ac: [Option<Box<Huffman>>; 4],
    pub(super) restart_units: u32,
}

/// What is coded together: the blocks of a component in one unit, and its tables.
struct Part<'a> {
    blocks: u32,
    dc: &'a Huffman,
    ac: &'a Huffman,
}

impl Tables {
    /// Takes what a segment defines; none when that is damaged.
    pub(super) fn take(&mut self, segment: Segment<'_>) -> Option<()> {
        match segment.marker {
            0xC4 => self.define(segment.content)?,
            0xDD => {
                self.restart_units =
                    segment.content.get(..2).map_or(0, |two| u32::from(two[0]) << 8 | u32::from(two[1]));
            }
            _ => {}
        }
        Some(())
    }

    /// The tables of a component, as the header of a scan numbers them.
    pub(super) fn of(&self, numbers: u8) -> Option<(&Huffman, &Huffman)> {
        let dc = self.dc.get(usize::from(numbers >> 4))?.as_deref()?;
        Some((dc, self.ac.get(usize::from(numbers & 15))?.as_deref()?))
    }

    /// Takes the tables of one DHT segment (T.81 §B.2.4.2).
    fn define(&mut self, mut content: &[u8]) -> Option<()> {
        while let Some((kind, rest)) = content.split_first() {
            let (counts, rest) = rest.split_at_checked(16)?;
            let codes = counts.iter().map(|count| usize::from(*count)).sum();
            let (symbols, rest) = rest.split_at_checked(codes)?;
            let tables = if kind >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *tables.get_mut(usize::from(kind & 15))? = Some(Box::new(Huffman::new(counts, symbols)?));
            content = rest;
        }
        Some(())
    }

    /// Whether one scan has all its blocks and nothing after them; none when its header names what is not there.
    fn scan(&self, frame: &Frame, segment: Segment<'_>) -> Option<bool> {
        let (count, rest) = segment.content.split_first()?;
        let chosen = rest.get(..usize::from(*count) * 2)?;
        let (most_along, most_down) = frame.most_samples();
        let alone = *count == 1;
        let mut parts = Vec::new();
        let (mut units_along, mut units_down) =
            (frame.width_px.div_ceil(8 * most_along), frame.height_px.div_ceil(8 * most_down));
        for two in chosen.chunks_exact(2) {
            let component = frame.components.iter().find(|component| component.id == two[0])?;
            let (dc, ac) = self.of(two[1])?;
            let blocks = if alone { 1 } else { component.along * component.down };
            parts.push(Part { blocks, dc, ac });
            if alone {
                units_along = (frame.width_px * component.along).div_ceil(most_along).div_ceil(8);
                units_down = (frame.height_px * component.down).div_ceil(most_down).div_ceil(8);
            }
        }
        Some(self.count_blocks(&parts, u64::from(units_along) * u64::from(units_down), segment.data))
    }

    /// Whether `data` holds `units` units, with restart markers where they belong.
    fn count_blocks(&self, parts: &[Part<'_>], units: u64, data: &[u8]) -> bool {
        let per_interval = if self.restart_units == 0 { units } else { u64::from(self.restart_units) };
        let mut left = units;
        let mut intervals = Intervals::of(data);
        let mut unstuffed = Vec::new();
        while left > 0 {
            if !intervals.next_into(&mut unstuffed) {
                return false;
            }
            let mut bits = Bits::new(&unstuffed);
            let here = left.min(per_interval);
            for _ in 0..here {
                for part in parts {
                    for _ in 0..part.blocks {
                        if !bits.skip_block(part.dc, part.ac) {
                            return false;
                        }
                    }
                }
            }
            if bits.overran() || !is_fill(bits.unread()) {
                return false;
            }
            left -= here;
        }
        is_fill(intervals.rest())
    }
}

/// The pieces of picture data between restart markers.
pub(super) struct Intervals<'a> {
    data: &'a [u8],
    /// The number of the restart marker that comes next; none before the first piece.
    next_restart: Option<u8>,
}

impl<'a> Intervals<'a> {
    pub(super) const fn of(data: &'a [u8]) -> Self {
        Self { data, next_restart: None }
    }

    /// What no piece was made of yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.data
    }

    /// Puts the next piece without its stuffed zeros into `piece`; false when there is none, or a marker is out of turn.
    pub(super) fn next_into(&mut self, piece: &mut Vec<u8>) -> bool {
        piece.clear();
        if let Some(number) = self.next_restart {
            let [0xFF, marker, rest @ ..] = self.data else { return false };
            if *marker != 0xD0 + number {
                return false;
            }
            self.data = rest;
        }
        self.next_restart = Some(self.next_restart.map_or(0, |number| (number + 1) % 8));
        while let Some(found) = memchr(0xFF, self.data) {
            match self.data.get(found + 1) {
                Some(0x00) => piece.extend_from_slice(&self.data[..=found]),
                Some(0xD0..=0xD7) => {
                    piece.extend_from_slice(&self.data[..found]);
                    self.data = &self.data[found..];
                    return true;
                }
                _ => piece.extend_from_slice(&self.data[..found]),
            }
            self.data = self.data.get(found + 2..).unwrap_or_default();
        }
        piece.extend_from_slice(self.data);
        self.data = &[];
        true
    }
}

/// Whether bytes after the last block are mere filling.
pub(super) fn is_fill(bytes: &[u8]) -> bool {
    bytes.len() <= 1 || bytes.len() <= MAX_FILL_BYTES && bytes.iter().all(|byte| *byte == bytes[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

    fn jpeg(restart: u16, sampling: SamplingFactor, (width, height): (u16, u16), colour: ColorType) -> Vec<u8> {
        let count = usize::from(width) * usize::from(height) * if colour == ColorType::Luma { 1 } else { 3 };
        let pixels: Vec<u8> =
            (0..count as u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 / 3 + (n % 97) as u8).collect();
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 85);
        encoder.set_sampling_factor(sampling);
        if restart > 0 {
            encoder.set_restart_interval(restart);
        }
        encoder.encode(&pixels, width, height, colour).unwrap();
        bytes
    }

    #[test]
    fn whole_pictures_of_all_samplings_are_whole() {
        for sampling in
            [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_0, SamplingFactor::R_4_2_2, SamplingFactor::R_4_1_1]
        {
            for size in [(64, 48), (61, 47), (8, 8), (1, 1)] {
                for restart in [0, 1, 3] {
                    let bytes = jpeg(restart, sampling, size, ColorType::Rgb);
                    assert!(is_whole(&bytes), "{sampling:?} {size:?} {restart}");
                }
            }
        }
        assert!(is_whole(&jpeg(0, SamplingFactor::R_4_4_4, (33, 17), ColorType::Luma)));
    }

    #[test]
    fn missing_blocks_and_strange_bytes_are_noticed() {
        let bytes = jpeg(0, SamplingFactor::R_4_2_0, (256, 256), ColorType::Rgb);
        let end = bytes.len() - 2;
        let mut shorter = bytes[..end - 500].to_vec();
        shorter.extend([0xFF, 0xD9]);
        assert!(!is_whole(&shorter), "500 bytes less");
        let mut longer = bytes[..end].to_vec();
        longer.extend([0x5A; 500]);
        longer.extend([0xFF, 0xD9]);
        assert!(!is_whole(&longer), "500 bytes more");
        let mut filled = bytes[..end].to_vec();
        filled.extend([0x00; 12]);
        filled.extend([0xFF, 0xD9]);
        assert!(is_whole(&filled), "filled up to a unit of memory");
    }

    #[test]
    fn a_lost_interval_is_noticed() {
        let bytes = jpeg(4, SamplingFactor::R_4_2_0, (256, 256), ColorType::Rgb);
        let markers: Vec<usize> =
            (0..bytes.len() - 1).filter(|n| bytes[*n] == 0xFF && matches!(bytes[n + 1], 0xD0..=0xD7)).collect();
        let lost = [&bytes[..markers[3]], &bytes[markers[4]..]].concat();
        assert!(is_whole(&bytes) && !is_whole(&lost));
    }

    #[test]
    fn many_a_changed_bit_is_noticed() {
        let bytes = jpeg(0, SamplingFactor::R_4_2_0, (256, 256), ColorType::Rgb);
        let start = bytes.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap() + 14;
        let step = (bytes.len() - start - 10) / 100;
        let noticed = (0..100).filter(|n| {
            let mut changed = bytes.clone();
            changed[start + n * step] ^= 1 << (n % 8);
            !is_whole(&changed)
        });
        assert!(noticed.count() > 15);
    }
}
