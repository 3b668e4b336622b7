//! JPEG at half, a quarter or an eighth of its size, straight from the coefficients, for pictures much larger than what
//! is shown of them (ITU-T T.81, sequential Huffman codes of 8 bits, grey or YCbCr).
//!
//! Of each block of 8 by 8 only the low frequencies are turned into pixels, which is what scaling down keeps. The same
//! pass counts the blocks: whoever gets a picture from here knows that the file is whole. All else gives none, and goes
//! the way of decoding every pixel.

use super::entropy::{Intervals, Tables, is_fill};
use super::huffman::{Bits, Huffman};
use super::jpeg::{Colours, Frame, Segment, Segments, Structure};
use super::pixels::{Layout, Pixels};
use super::planes::Planes;

/// Where the coefficients lie in a block of 8 by 8, in the order of the file (T.81 figure A.6).
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];
/// Fixed point of the transform.
const BITS: u32 = 12;
const ROOT_HALF: i64 = 2896;
const COS_1: i64 = 3784;
const COS_3: i64 = 1567;

/// The picture with its longest side at least `longest_px` but scaled as far as that allows, if the file is whole and of
/// the common kind.
pub(super) fn decode_scaled(bytes: &[u8], structure: &Structure, longest_px: u32) -> Option<Planes> {
    let longest = structure.width_px.max(structure.height_px);
    let side = [1, 2, 4].into_iter().find(|side| longest * side / 8 >= longest_px)?;
    if structure.cut_short || structure.scans != 1 || !matches!(structure.colours, Colours::Grey | Colours::YCbCr) {
        return None;
    }
    let mut tables = Tables::default();
    let mut factors = [[0; 64]; 4];
    let mut frame = None;
    for segment in Segments::of(bytes) {
        match segment.marker {
            0xC0 | 0xC1 if frame.is_none() => {
                let read = Frame::read(segment.marker, segment.content)?;
                frame = Some(read).filter(|frame| frame.precision_bits == 8);
            }
            0xC2..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return None,
            0xDB => define(&mut factors, segment.content)?,
            0xDA => {
                let scan = Scan::new(frame.as_ref()?, &tables, &factors, segment)?;
                return match side {
                    1 => scan.decode::<1>(segment.data, tables.restart_units),
                    2 => scan.decode::<2>(segment.data, tables.restart_units),
                    _ => scan.decode::<4>(segment.data, tables.restart_units),
                };
            }
            _ => tables.take(segment)?,
        }
    }
    None
}

/// Takes the tables of one DQT segment (T.81 §B.2.4.1).
fn define(factors: &mut [[i32; 64]; 4], mut content: &[u8]) -> Option<()> {
    while let Some((kind, rest)) = content.split_first() {
        let size = if kind >> 4 == 0 { 1 } else { 2 };
        let (values, rest) = rest.split_at_checked(64 * size)?;
        let table = factors.get_mut(usize::from(kind & 15))?;
        for (factor, value) in table.iter_mut().zip(values.chunks_exact(size)) {
            *factor = value.iter().fold(0, |all, byte| all << 8 | i32::from(*byte));
        }
        content = rest;
    }
    Some(())
}

/// A component of the scan.
struct Part<'a> {
    along: usize,
    down: usize,
    dc: &'a Huffman,
    ac: &'a Huffman,
    factors: &'a [i32; 64],
}

/// What becomes of a coefficient: by what it is multiplied, and where it goes among the 4 by 4 lowest ones; to
/// [`UNUSED`] when it is not needed.
#[derive(Clone, Copy)]
struct Slot {
    factor: i32,
    at: u8,
}

/// A place behind the 4 by 4 lowest coefficients.
const UNUSED: u8 = 16;

/// A scan of all components.
struct Scan<'a> {
    parts: Vec<Part<'a>>,
    width_px: usize,
    height_px: usize,
    units_along: usize,
    units_down: usize,
}

/// The samples of a component, in whole units.
struct Plane {
    stride: usize,
    samples: Vec<u8>,
}

impl<'a> Scan<'a> {
    fn new(frame: &Frame, tables: &'a Tables, factors: &'a [[i32; 64]; 4], segment: Segment<'_>) -> Option<Self> {
        let (count, rest) = segment.content.split_first()?;
        let chosen = rest.get(..usize::from(*count) * 2)?;
        if frame.components.len() != usize::from(*count) || !matches!(count, 1 | 3) {
            return None;
        }
        let mut parts = Vec::new();
        for (two, component) in chosen.chunks_exact(2).zip(&frame.components) {
            let (dc, ac) = tables.of(two[1])?;
            let factors = factors.get(usize::from(component.factors))?;
            let (along, down) = if *count == 1 { (1, 1) } else { (component.along, component.down) };
            if component.id != two[0] || along > 2 || down > 2 {
                return None;
            }
            parts.push(Part { along: along as usize, down: down as usize, dc, ac, factors });
        }
        // Chroma that is finer than luma is none of the usual samplings.
        let first = parts.first()?;
        let (along, down) = (first.along, first.down);
        if parts[1..].iter().any(|part| (part.along, part.down) != (1, 1)) {
            return None;
        }
        let (width_px, height_px) = (frame.width_px as usize, frame.height_px as usize);
        let (units_along, units_down) = (width_px.div_ceil(8 * along), height_px.div_ceil(8 * down));
        Some(Self { parts, width_px, height_px, units_along, units_down })
    }

    /// All blocks at `N` by `N` pixels; none when there are fewer or more of them than the header promises.
    fn decode<const N: usize>(&self, data: &[u8], restart_units: u32) -> Option<Planes> {
        let mut planes: Vec<Plane> = self.parts.iter().map(|part| self.plane(part, N)).collect();
        let units = self.units_along * self.units_down;
        let per_interval = if restart_units == 0 { units } else { restart_units as usize };
        let mut intervals = Intervals::of(data);
        let mut unstuffed = Vec::with_capacity(if restart_units == 0 { data.len() } else { 0 });
        let mut done = 0;
        while done < units {
            if !intervals.next_into(&mut unstuffed) {
                return None;
            }
            let mut bits = Bits::new(&unstuffed);
            let until = units.min(done + per_interval);
            self.interval::<N>(&mut bits, &mut planes, done..until)?;
            if bits.overran() || !is_fill(bits.unread()) {
                return None;
            }
            done = until;
        }
        is_fill(intervals.rest()).then(|| self.cut(planes, N))
    }

    fn interval<const N: usize>(
        &self,
        bits: &mut Bits<'_>,
        planes: &mut [Plane],
        units: std::ops::Range<usize>,
    ) -> Option<()> {
        let slots: Vec<[Slot; 256]> = self.parts.iter().map(|part| slots::<N>(part.factors)).collect();
        let mut before = [0i32; 3];
        for unit in units {
            let (column, row) = (unit % self.units_along, unit / self.units_along);
            let parts = self.parts.iter().zip(&slots).zip(planes.iter_mut()).zip(&mut before);
            for (((part, slots), plane), before) in parts {
                for block in 0..part.along * part.down {
                    let left = (column * part.along + block % part.along) * N;
                    let top = (row * part.down + block / part.along) * N;
                    let out = plane.samples.get_mut(top * plane.stride + left..)?;
                    part.block::<N>(bits, slots, before, out, plane.stride)?;
                }
            }
        }
        Some(())
    }

    fn plane(&self, part: &Part<'_>, side: usize) -> Plane {
        let stride = self.units_along * part.along * side;
        Plane { stride, samples: vec![0; stride * self.units_down * part.down * side] }
    }

    /// The planes without what fills them up to whole units.
    fn cut(&self, planes: Vec<Plane>, side: usize) -> Planes {
        let (along, down) = self.parts.first().map_or((1, 1), |part| (part.along, part.down));
        let cut = planes.into_iter().zip(&self.parts).map(|(plane, part)| {
            let width = (self.width_px * side * part.along).div_ceil(8 * along);
            let height = (self.height_px * side * part.down).div_ceil(8 * down);
            let mut bytes = plane.samples;
            for row in 0..height {
                bytes.copy_within(row * plane.stride..row * plane.stride + width, row * width);
            }
            bytes.truncate(width * height);
            Pixels { width_px: width as u32, height_px: height as u32, layout: Layout::Grey, bytes }
        });
        let exact = |px: usize| px as f64 * side as f64 / 8.0;
        Planes::of(cut.collect(), (exact(self.width_px), exact(self.height_px)), (along as f64, down as f64))
    }
}

impl Part<'_> {
    /// Reads one block and writes its `N` by `N` pixels.
    #[inline(always)]
    fn block<const N: usize>(
        &self,
        bits: &mut Bits<'_>,
        slots: &[Slot; 256],
        before: &mut i32,
        out: &mut [u8],
        stride: usize,
    ) -> Option<()> {
        // The second half takes what is not needed. Whatever has a meaning fits: 8 bits make at most 2^11, and
        // quantisation rounds up.
        let mut low = [0i16; 32];
        let mut changes = 0u32;
        let put = |place: u8, value: i32| {
            let slot = slots[usize::from(place)];
            low[usize::from(slot.at & 31)] = (value * slot.factor) as i16;
            changes |= 1 << (slot.at & 31);
        };
        let difference = match N {
            1 => bits.read_block::<0>(self.dc, self.ac, put)?,
            2 => bits.read_block::<4>(self.dc, self.ac, put)?,
            _ => bits.read_block::<24>(self.dc, self.ac, put)?,
        };
        *before = (*before + difference).clamp(-32_768, 32_767);
        low[0] = (*before * self.factors[0]) as i16;
        if changes & 0xFFFF == 0 || N == 1 {
            let level = (((i32::from(low[0]) + 4) >> 3) + 128).clamp(0, 255) as u8;
            write(out, stride, &[[level; N]; N]);
        } else if N == 2 {
            let [sum, across, down, both] = [low[0], low[1], low[4], low[5]].map(i32::from);
            write(out, stride, &two(sum + 4 + (128 << 3), [across, down, both]));
        } else {
            write(out, stride, &four(&low));
        }
        Some(())
    }
}

/// The slots of all places in the order of the file, of which 64 are some.
fn slots<const N: usize>(factors: &[i32; 64]) -> [Slot; 256] {
    let mut slots = [Slot { factor: 0, at: UNUSED }; 256];
    for ((slot, place), factor) in slots.iter_mut().zip(ZIGZAG).zip(factors) {
        if place % 8 < N as u8 && place / 8 < N as u8 {
            *slot = Slot { factor: *factor, at: place / 8 * 4 + place % 8 };
        }
    }
    slots
}

#[inline(always)]
fn write<const N: usize>(out: &mut [u8], stride: usize, pixels: &[[u8; N]; N]) {
    for (row, pixels) in pixels.iter().enumerate() {
        if let Some(to) = out.get_mut(row * stride..row * stride + N) {
            to.copy_from_slice(pixels);
        }
    }
}

/// Two by two pixels of the lowest coefficients, by their sums and differences.
#[inline(always)]
fn two(sum: i32, [across, down, both]: [i32; 3]) -> [[u8; 2]; 2] {
    // The lowest frequencies of 8 points at 2: cos(pi / 4), times two, over the root of two.
    let level = |value: i32| (value >> 3).clamp(0, 255) as u8;
    [
        [level(sum + across + down + both), level(sum - across + down - both)],
        [level(sum + across - down - both), level(sum - across - down + both)],
    ]
}

/// Two numbers in one, which is added and multiplied by constants as if each of them were: the second is worth 2^32. Each
/// stays well below 2^30, so that none is taken for the other.
#[inline(always)]
fn both(first: i16, second: i16) -> i64 {
    i64::from(first) + (i64::from(second) << 32)
}

/// The inverse transform of four points, without its factor of a half; of two rows or columns at a time.
#[inline(always)]
const fn transform(input: [i64; 4]) -> [i64; 4] {
    let (even, odd) = ((input[0] + input[2]) * ROOT_HALF, (input[0] - input[2]) * ROOT_HALF);
    let (low, high) = (input[1] * COS_1 + input[3] * COS_3, input[1] * COS_3 - input[3] * COS_1);
    [even + low, odd + high, odd - high, even - low]
}

/// Four by four pixels of the lowest coefficients. Written out: loops would not be unrolled everywhere.
#[inline(always)]
fn four(low: &[i16; 32]) -> [[u8; 4]; 4] {
    // Added to both numbers, so that neither is below 0 and their bits can be told apart; and what rounds.
    const BETWEEN: i64 = ((1 << 30) + (1 << (BITS - 3))) * 0x1_0000_0001;
    const AT_LAST: i64 = ((1 << 30) + (128 << (BITS + 4)) + (1 << (BITS + 3))) * 0x1_0000_0001;
    // What stands above the 8 bits of a level, and what it is where that is a level.
    const ABOVE: u64 = 0xFF00_0000 * 0x1_0000_0001;
    const NOTHING: i64 = (1 << 30) * 0x1_0000_0001;
    let columns = |column: usize| {
        let row = |row: usize| both(low[row * 4 + column], low[row * 4 + column + 1]);
        transform([row(0), row(1), row(2), row(3)])
    };
    let (left, right) = (columns(0), columns(2));
    // Two more bits are kept between the passes; what was added for the signs is above the 16 bits.
    let kept = |numbers: i64| {
        let numbers = numbers + BETWEEN;
        ((numbers >> (BITS - 2)) as i16, (numbers >> (BITS - 2 + 32)) as i16)
    };
    let rows = |row: usize| {
        let ((first, second), (third, fourth)) = (kept(left[row]), kept(right[row]));
        let ((below_1, below_2), (below_3, below_4)) = (kept(left[row + 1]), kept(right[row + 1]));
        let input = [both(first, below_1), both(second, below_2), both(third, below_3), both(fourth, below_4)];
        let points = transform(input);
        // Twice a half, and the two bits.
        [points[0] + AT_LAST, points[1] + AT_LAST, points[2] + AT_LAST, points[3] + AT_LAST]
    };
    let (upper, lower) = (rows(0), rows(2));
    let strange = |points: [i64; 4]| {
        (points[0] ^ NOTHING) | (points[1] ^ NOTHING) | (points[2] ^ NOTHING) | (points[3] ^ NOTHING)
    };
    if (strange(upper) | strange(lower)).cast_unsigned() & ABOVE == 0 {
        // Nearly always: all are levels already.
        let row = |points: [i64; 4], bits: u32| {
            [(points[0] >> bits) as u8, (points[1] >> bits) as u8, (points[2] >> bits) as u8, (points[3] >> bits) as u8]
        };
        return [row(upper, BITS + 4), row(upper, BITS + 36), row(lower, BITS + 4), row(lower, BITS + 36)];
    }
    let row = |points: [i64; 4], bits: u32| {
        points.map(|point| (i32::from((point >> bits) as u16) - (1 << (30 - BITS - 4))).clamp(0, 255) as u8)
    };
    [row(upper, BITS + 4), row(upper, BITS + 36), row(lower, BITS + 4), row(lower, BITS + 36)]
}
