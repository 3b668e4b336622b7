//! Whether the picture data of a sequential JPEG holds exactly the blocks that its header promises (ITU-T T.81 §F.2).
//!
//! Decoders show something for nearly every row of bits. Only who counts the blocks knows that bits were changed, and
//! the auditor should know before the report is printed.

use super::jpeg::{Frame, Segment, Segments};

/// The bits of a code that one look-up decides; longer codes are rare.
const LOOKUP_BITS: u32 = 11;
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
            0xC4 if tables.define(segment.content).is_none() => return false,
            0xDD => {
                tables.restart_units =
                    segment.content.get(..2).map_or(0, |two| u32::from(two[0]) << 8 | u32::from(two[1]))
            }
            0xDA => match frame.as_ref().and_then(|frame| tables.scan(frame, segment)) {
                Some(true) => {}
                Some(false) | None => return false,
            },
            _ => {}
        }
    }
    true
}

/// The Huffman tables and the restart interval in force.
#[derive(Default)]
struct Tables {
    dc: [Option<Box<Huffman>>; 4],
    ac: [Option<Box<Huffman>>; 4],
    restart_units: u32,
}

/// What is coded together: the blocks of a component in one unit, and its tables.
struct Part<'a> {
    blocks: u32,
    dc: &'a Huffman,
    ac: &'a Huffman,
}

impl Tables {
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
            let dc = self.dc.get(usize::from(two[1] >> 4))?.as_deref()?;
            let ac = self.ac.get(usize::from(two[1] & 15))?.as_deref()?;
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
        let mut intervals = Intervals { data, next_restart: None };
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
        is_fill(intervals.data)
    }
}

/// The pieces of picture data between restart markers.
struct Intervals<'a> {
    data: &'a [u8],
    /// The number of the restart marker that comes next; none before the first piece.
    next_restart: Option<u8>,
}

impl Intervals<'_> {
    /// Puts the next piece without its stuffed zeros into `piece`; false when there is none, or a marker is out of turn.
    fn next_into(&mut self, piece: &mut Vec<u8>) -> bool {
        piece.clear();
        if let Some(number) = self.next_restart {
            let [0xFF, marker, rest @ ..] = self.data else { return false };
            if *marker != 0xD0 + number {
                return false;
            }
            self.data = rest;
        }
        self.next_restart = Some(self.next_restart.map_or(0, |number| (number + 1) % 8));
        while let Some(found) = self.data.iter().position(|byte| *byte == 0xFF) {
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
fn is_fill(bytes: &[u8]) -> bool {
    bytes.len() <= 1 || bytes.len() <= MAX_FILL_BYTES && bytes.iter().all(|byte| *byte == bytes[0])
}

/// A Huffman table that gives lengths: of a code and of the bits behind it.
struct Huffman {
    /// By the next bits: the bits to skip (low byte, 0 for a longer code) and the symbol (high byte).
    lookup: [u16; 1 << LOOKUP_BITS],
    /// By the next bits: all AC symbols that they decide, at once.
    runs: [Run; 1 << LOOKUP_BITS],
    /// For each length of a code: the first number above its codes, moved up to 16 bits; and what to add to a code
    /// to find its symbol.
    above: [u32; 17],
    shift: [i32; 17],
    symbols: Vec<u8>,
}

/// Several AC symbols: the bits to skip (0 when the first code is longer than the look-up), the coefficients that they
/// stand for, and whether they end the block.
#[derive(Clone, Copy, Default)]
struct Run {
    bits: u8,
    coefficients: u8,
    ends: bool,
}

impl Huffman {
    /// The table of T.81 annex C; none when the counts are no prefix code.
    fn new(counts: &[u8], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            lookup: [0; 1 << LOOKUP_BITS],
            runs: [Run::default(); 1 << LOOKUP_BITS],
            above: [0; 17],
            shift: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut place) = (0u32, 0usize);
        for (length, count) in (1u32..).zip(counts) {
            table.shift[length as usize] = i32::try_from(place).ok()? - i32::try_from(code).ok()?;
            for _ in 0..*count {
                if length <= LOOKUP_BITS {
                    let symbol = *symbols.get(place)?;
                    let entry = u16::from(symbol) << 8 | (length as u16 + u16::from(symbol & 15));
                    let from = (code << (LOOKUP_BITS - length)) as usize;
                    table.lookup.get_mut(from..from + (1 << (LOOKUP_BITS - length)))?.fill(entry);
                }
                code += 1;
                place += 1;
            }
            if code > 1 << length {
                return None;
            }
            table.above[length as usize] = code << (16 - length);
            code <<= 1;
        }
        for next in 0..table.runs.len() {
            table.runs[next] = table.run(next);
        }
        Some(table)
    }

    /// What the next bits `next` decide when they are AC symbols.
    fn run(&self, next: usize) -> Run {
        let mut run = Run::default();
        while u32::from(run.bits) < LOOKUP_BITS && run.coefficients < 32 && !run.ends {
            let entry = self.lookup[next << run.bits & ((1 << LOOKUP_BITS) - 1)];
            let (bits, symbol) = ((entry & 0xFF) as u8, (entry >> 8) as u8);
            let code_bits = bits.saturating_sub(symbol & 15);
            if entry == 0 || u32::from(run.bits + code_bits) > LOOKUP_BITS {
                break;
            }
            run.bits += bits;
            run.ends = symbol == 0x00;
            run.coefficients += coefficients(symbol);
        }
        run
    }

    /// The bits to skip and the symbol for the next 16 bits; none when no code begins so.
    #[inline]
    fn decode(&self, next_16: u32) -> Option<(u32, u8)> {
        let entry = self.lookup[(next_16 >> (16 - LOOKUP_BITS)) as usize];
        if entry != 0 {
            return Some((u32::from(entry & 0xFF), (entry >> 8) as u8));
        }
        let length = (LOOKUP_BITS as usize + 1..=16).find(|length| next_16 < self.above[*length])?;
        let place = (next_16 >> (16 - length)) as i32 + self.shift[length];
        let symbol = *self.symbols.get(usize::try_from(place).ok()?)?;
        Some((length as u32 + u32::from(symbol & 15), symbol))
    }
}

/// Bits of one interval, the next one highest. After the end come ones, as encoders pad with them.
struct Bits<'a> {
    bytes: &'a [u8],
    place: usize,
    buffer: u64,
    filled: u32,
    invented: usize,
}

impl<'a> Bits<'a> {
    const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, place: 0, buffer: 0, filled: 0, invented: 0 }
    }

    /// Whether bits after the end were needed.
    fn overran(&self) -> bool {
        self.invented * 8 > self.filled as usize
    }

    /// The whole bytes that nobody asked for.
    fn unread(&self) -> &'a [u8] {
        let ready = (self.filled as usize / 8).saturating_sub(self.invented);
        &self.bytes[self.place - ready..]
    }

    /// Makes at least 48 bits ready.
    #[inline]
    fn refill(&mut self) {
        if self.filled > 56 {
            return;
        }
        if let Some(eight) = self.bytes.get(self.place..self.place + 8) {
            let next =
                u64::from_be_bytes([eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]]);
            let bytes = (64 - self.filled) / 8;
            // Bits below the whole bytes are filled again next time with the same values.
            self.buffer |= next >> self.filled;
            self.place += bytes as usize;
            self.filled += bytes * 8;
            return;
        }
        while self.filled <= 56 {
            let byte = self.bytes.get(self.place).copied();
            self.place += usize::from(byte.is_some());
            self.invented += usize::from(byte.is_none());
            self.buffer |= u64::from(byte.unwrap_or(0xFF)) << (56 - self.filled);
            self.filled += 8;
        }
    }

    #[inline]
    fn skip(&mut self, bits: u32) {
        self.buffer <<= bits;
        self.filled -= bits;
    }

    /// Steps over one block; false when its bits are no block.
    #[inline]
    fn skip_block(&mut self, dc: &Huffman, ac: &Huffman) -> bool {
        self.refill();
        let Some((bits, symbol)) = dc.decode((self.buffer >> 48) as u32) else { return false };
        if symbol > 11 || self.invented > 8 {
            return false;
        }
        self.skip(bits);
        let mut place = 1;
        while place < 64 {
            // Symbols of one look-up are at most 26 bits, a single one with a long code at most 31.
            if self.filled < 32 {
                self.refill();
            }
            let run = ac.runs[(self.buffer >> (64 - LOOKUP_BITS)) as usize];
            if run.bits != 0 && place + run.coefficients < 64 {
                self.skip(u32::from(run.bits));
                place += run.coefficients;
                if run.ends {
                    return true;
                }
                continue;
            }
            let Some((bits, symbol)) = ac.decode((self.buffer >> 48) as u32) else { return false };
            self.skip(bits);
            if symbol == 0x00 {
                return true;
            }
            place += coefficients(symbol);
        }
        place == 64
    }
}

/// The coefficients that an AC symbol stands for: a run of zeros and the one after it; 16 zeros; none at the end.
const fn coefficients(symbol: u8) -> u8 {
    match symbol {
        0x00 => 0,
        symbol => (symbol >> 4) + 1,
    }
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
