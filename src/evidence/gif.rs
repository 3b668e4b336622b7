//! How many pictures a GIF holds, without decoding any (GIF89a).

use super::limits::MAX_GIF_BYTES;
use std::io::{BufRead, Seek};

/// Whether a second picture follows the first; a file that ends before counts as it stands. Leaves `source` at its start.
pub(super) fn has_second_picture<R: BufRead + Seek>(source: &mut R) -> bool {
    let found = count_to_two(&mut Bounded { source: &mut *source, left_bytes: MAX_GIF_BYTES }).unwrap_or(false);
    source.rewind().is_ok() && found
}

/// A source of which only so many bytes are looked at.
struct Bounded<'a, R> {
    source: &'a mut R,
    left_bytes: u64,
}

impl<R: BufRead + Seek> Bounded<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> Option<()> {
        self.left_bytes = self.left_bytes.checked_sub(bytes.len() as u64)?;
        self.source.read_exact(bytes).ok()
    }

    fn byte(&mut self) -> Option<u8> {
        let mut one = [0];
        self.read(&mut one)?;
        Some(one[0])
    }

    fn skip(&mut self, bytes: u16) -> Option<()> {
        self.left_bytes = self.left_bytes.checked_sub(u64::from(bytes))?;
        self.source.seek_relative(i64::from(bytes)).ok()
    }
}

fn count_to_two<R: BufRead + Seek>(source: &mut Bounded<'_, R>) -> Option<bool> {
    let mut screen = [0; 13];
    source.read(&mut screen)?;
    source.skip(colour_table_bytes(screen[10]))?;
    let mut pictures = 0;
    loop {
        match source.byte()? {
            // An image descriptor, its colours, the size of its codes, its data.
            0x2C => {
                pictures += 1;
                if pictures == 2 {
                    return Some(true);
                }
                let mut descriptor = [0; 9];
                source.read(&mut descriptor)?;
                source.skip(colour_table_bytes(descriptor[8]) + 1)?;
            }
            // An extension with its label.
            0x21 => source.skip(1)?,
            _ => return Some(false),
        }
        loop {
            match source.byte()? {
                0 => break,
                length => source.skip(u16::from(length))?,
            }
        }
    }
}

/// The bytes of the colour table that a packed field promises.
fn colour_table_bytes(packed: u8) -> u16 {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}
