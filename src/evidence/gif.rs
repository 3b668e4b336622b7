//! How many pictures a GIF holds, without decoding any (GIF89a).

use std::io::{BufRead, Read, Seek};

/// Whether a second picture follows the first; a file that ends before counts as it stands. Leaves `source` at its start.
pub(super) fn has_second_picture<R: BufRead + Seek>(source: &mut R) -> bool {
    let found = count_to_two(source).unwrap_or(false);
    source.rewind().is_ok() && found
}

fn count_to_two<R: BufRead + Seek>(source: &mut R) -> Option<bool> {
    let mut screen = [0; 13];
    source.read_exact(&mut screen).ok()?;
    skip(source, colour_table_bytes(screen[10]))?;
    let mut pictures = 0;
    loop {
        match byte(source)? {
            // An image descriptor, its colours, the size of its codes, its data.
            0x2C => {
                pictures += 1;
                if pictures == 2 {
                    return Some(true);
                }
                let mut descriptor = [0; 9];
                source.read_exact(&mut descriptor).ok()?;
                skip(source, colour_table_bytes(descriptor[8]) + 1)?;
            }
            // An extension with its label.
            0x21 => skip(source, 1)?,
            _ => return Some(false),
        }
        loop {
            match byte(source)? {
                0 => break,
                length => skip(source, i64::from(length))?,
            }
        }
    }
}

/// The bytes of the colour table that a packed field promises.
fn colour_table_bytes(packed: u8) -> i64 {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

fn byte<R: Read>(source: &mut R) -> Option<u8> {
    let mut one = [0];
    source.read_exact(&mut one).ok()?;
    Some(one[0])
}

fn skip<R: BufRead + Seek>(source: &mut R, bytes: i64) -> Option<()> {
    source.seek_relative(bytes).ok()
}
