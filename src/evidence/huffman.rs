//! Huffman codes of JPEG (ITU-T T.81 annex F.2): tables that decide several symbols at once, and the bits of an interval.

/// The bits of a code that one look-up decides; longer codes are rare.
pub(super) const LOOKUP_BITS: u32 = 11;
/// The bits of codes with their values that one look-up decides: two symbols mostly, and the table stays small enough
/// for the processor's nearest memory.
const STEP_BITS: u32 = 11;

/// A Huffman table that gives lengths: of a code and of the bits behind it.
pub(super) struct Huffman {
    /// By the next bits: the bits to skip (low byte, 0 for a longer code) and the symbol (high byte).
    lookup: [u16; 1 << LOOKUP_BITS],
    /// By the next bits: an AC symbol with its value or two of them, where they hold them whole.
    steps: [Step; 1 << STEP_BITS],
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

/// One AC symbol with the value behind it, or two: the bits to skip (0 when the look-up does not hold one).
#[derive(Clone, Copy, Default)]
struct Step {
    first_value: i16,
    bits: u8,
    /// The coefficient that the first one is for, counted from the next one; [`END`] at the end of the block.
    first_ahead: u8,
    /// The same for the second, counted from the one after the first. Where there is no second, a 0 is put there and
    /// the next step overwrites it.
    second_ahead: u8,
    second_value: i8,
    /// How many coefficients lie behind both.
    ahead: u8,
}

impl Huffman {
    /// The table of T.81 annex C; none when the counts are no prefix code.
    pub(super) fn new(counts: &[u8], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            lookup: [0; 1 << LOOKUP_BITS],
            steps: [Step::default(); 1 << STEP_BITS],
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
        for next in 0..table.steps.len() {
            table.steps[next] = table.step(next);
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

    /// What the next bits `next` decide when they are AC symbols and their values.
    fn step(&self, next: usize) -> Step {
        let Some((bits, ahead, value)) = self.symbol(next, 0) else { return Step::default() };
        let mut step =
            Step { bits, first_ahead: ahead, first_value: value, ahead: ahead.saturating_add(1), ..Step::default() };
        if ahead == END {
            step.ahead = END;
        } else if let Some((bits, ahead, value)) = self.symbol(next, step.bits)
            && let Ok(value) = i8::try_from(value)
        {
            step.bits += bits;
            step.second_ahead = ahead;
            step.second_value = value;
            step.ahead += if ahead == END { END } else { ahead + 1 };
        }
        step
    }

    /// The AC symbol in `next` behind the bits that are `used`, if it is there with its value: its bits, the coefficient
    /// that it is for, its value.
    fn symbol(&self, next: usize, used: u8) -> Option<(u8, u8, i16)> {
        let rest = next << used & ((1 << STEP_BITS) - 1);
        let entry = self.lookup[rest << (LOOKUP_BITS - STEP_BITS)];
        let (bits, symbol) = ((entry & 0xFF) as u8, (entry >> 8) as u8);
        if entry == 0 || u32::from(used + bits) > STEP_BITS {
            return None;
        }
        let size = u32::from(symbol & 15);
        let magnitude = (rest as u32 >> (STEP_BITS - u32::from(bits))) & ((1 << size) - 1);
        let ahead = if symbol == 0x00 { END } else { symbol >> 4 };
        Some((bits, ahead, extend(magnitude, size) as i16))
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
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    place: usize,
    buffer: u64,
    filled: u32,
    invented: usize,
}

impl<'a> Bits<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, place: 0, buffer: 0, filled: 0, invented: 0 }
    }

    /// Whether bits after the end were needed.
    pub(super) fn overran(&self) -> bool {
        self.invented * 8 > self.filled as usize
    }

    /// The whole bytes that nobody asked for.
    pub(super) fn unread(&self) -> &'a [u8] {
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

    /// Reads the coefficients of one block up to the place `LAST` in zigzag order and perhaps some more, and steps over
    /// the others. `put` gets places, in their order, and values; places from 64 on are none. Gives the difference of
    /// the first one to the block before; none when the bits are no block.
    #[inline(always)]
    pub(super) fn read_block<const LAST: u8>(
        &mut self,
        dc: &Huffman,
        ac: &Huffman,
        mut put: impl FnMut(u8, i32),
    ) -> Option<i32> {
        // No two symbols from there lead beyond the block, so that the second one is never of the next block.
        const { assert!(LAST + 32 < 64) };
        self.refill();
        let (bits, symbol) = dc.decode((self.buffer >> 48) as u32)?;
        if symbol > 11 || self.invented > 8 {
            return None;
        }
        let size = u32::from(symbol & 15);
        let magnitude = ((self.buffer >> (64 - bits)) & ((1 << size) - 1)) as u32;
        self.skip(bits);
        let difference = extend(magnitude, size);
        let mut place = 1u8;
        while place <= LAST {
            // A symbol with its value is at most 31 bits.
            if self.filled < 32 {
                self.refill();
            }
            let step = ac.steps[(self.buffer >> (64 - STEP_BITS)) as usize];
            if step.bits != 0 {
                self.skip(u32::from(step.bits));
                let first = place + step.first_ahead;
                put(first, i32::from(step.first_value));
                put(first.wrapping_add(1 + step.second_ahead), i32::from(step.second_value));
                place += step.ahead;
                continue;
            }
            let (bits, symbol) = ac.decode((self.buffer >> 48) as u32)?;
            let size = u32::from(symbol & 15);
            let magnitude = ((self.buffer >> (64 - bits)) & ((1 << size) - 1)) as u32;
            self.skip(bits);
            if symbol == 0x00 {
                return Some(difference);
            }
            place += symbol >> 4;
            put(place, extend(magnitude, size));
            place += 1;
        }
        (place >= END || self.skip_rest(ac, place)).then_some(difference)
    }

    /// Steps over one block; false when its bits are no block.
    #[inline]
    pub(super) fn skip_block(&mut self, dc: &Huffman, ac: &Huffman) -> bool {
        self.refill();
        let Some((bits, symbol)) = dc.decode((self.buffer >> 48) as u32) else { return false };
        if symbol > 11 || self.invented > 8 {
            return false;
        }
        self.skip(bits);
        self.skip_rest(ac, 1)
    }

    /// Steps over the coefficients of a block from `place` on; false when its bits are no block.
    #[inline]
    fn skip_rest(&mut self, ac: &Huffman, mut place: u8) -> bool {
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

/// How far ahead the end of a block lies: beyond all that other symbols lead to.
const END: u8 = 128;

/// The value that `size` bits stand for (T.81 §F.2.2.1).
#[inline]
const fn extend(magnitude: u32, size: u32) -> i32 {
    let value = magnitude as i32;
    if size == 0 || value >> (size - 1) != 0 { value } else { value - (1 << size) + 1 }
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

    /// The table of T.81 for brightness of few symbols, and one with codes longer than any look-up.
    fn tables() -> [Huffman; 2] {
        let short = [0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07];
        let counts = [0, 2, 1, 3, 3, 2, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        let long = [0x00, 0x01, 0x11, 0xF0, 0x02, 0x0A, 0x24, 0x03, 0x71, 0xF1, 0x18];
        let long_counts = [0, 1, 2, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1];
        [Huffman::new(&counts, &short).unwrap(), Huffman::new(&long_counts, &long).unwrap()]
    }

    /// One block as T.81 tells it, symbol by symbol.
    fn one_by_one(bits: &mut Bits<'_>, dc: &Huffman, ac: &Huffman) -> Option<(i32, [i32; 64])> {
        let mut take = |table: &Huffman| {
            bits.refill();
            let (count, symbol) = table.decode((bits.buffer >> 48) as u32)?;
            let size = u32::from(symbol & 15);
            let magnitude = (bits.buffer >> (64 - count)) & ((1 << size) - 1);
            bits.skip(count);
            Some((symbol, extend(magnitude as u32, size)))
        };
        let (symbol, difference) = take(dc)?;
        let mut block = [0; 64];
        let mut place = 1;
        while symbol <= 11 && place < 64 {
            let (symbol, value) = take(ac)?;
            if symbol == 0x00 {
                break;
            }
            place += usize::from(symbol >> 4);
            *block.get_mut(place)? = value;
            place += 1;
        }
        (symbol <= 11).then_some((difference, block))
    }

    #[test]
    fn blocks_of_two_symbols_a_look_up_are_those_of_single_ones() {
        let (mut blocks, mut failed, mut number) = (0, 0, 1u32);
        let [short, long] = tables();
        for (dc, ac) in [(&short, &long), (&long, &short), (&short, &short)] {
            for _ in 0..300 {
                let bytes: Vec<u8> = (0..400)
                    .map(|_| {
                        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (number >> 24) as u8
                    })
                    .collect();
                let (mut fast, mut slow) = (Bits::new(&bytes), Bits::new(&bytes));
                while fast.unread().len() > 100 {
                    let mut low = [0; 256];
                    let found = fast.read_block::<24>(dc, ac, |place, value| low[usize::from(place)] = value);
                    let expected = one_by_one(&mut slow, dc, ac);
                    assert_eq!(found, expected.map(|(difference, _)| difference));
                    let Some((_, block)) = expected else {
                        failed += 1;
                        break;
                    };
                    assert_eq!(low[..25], block[..25]);
                    let at = |bits: &Bits<'_>| bits.place * 8 - bits.filled as usize;
                    assert_eq!(at(&fast), at(&slow));
                    blocks += 1;
                }
            }
        }
        assert!(blocks > 500 && failed > 10, "{blocks} {failed}");
    }
}
