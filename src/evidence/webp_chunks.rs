//! What a WebP says beside its picture, read within bounds: its lengths are not believed, as the decoder would.

use super::xmp::MAX_PACKET_BYTES;
use std::io::{BufRead, Read, Seek};

/// The pieces that are looked at; a picture has half a dozen, and an animation says these things before or behind its
/// frames.
const MAX_PIECES: usize = 1 << 18;
/// The bytes of EXIF that are looked at.
const MAX_EXIF_BYTES: usize = 1 << 20;
/// The bytes of a colour profile that are looked at.
const MAX_PROFILE_BYTES: usize = 4 << 20;
/// The bytes before the first piece.
const HEAD_BYTES: i64 = 12;

/// What stands beside a picture, as bytes.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) exif: Option<Vec<u8>>,
    pub(super) xmp: Option<Vec<u8>>,
    pub(super) profile: Option<Vec<u8>>,
}

/// Reads what stands beside the picture as far as the file goes. Leaves `source` at its start if that can be reached.
pub(super) fn beside<R: BufRead + Seek>(source: &mut R) -> Beside {
    let mut beside = Beside::default();
    // Where the file ends or cannot be read, the decoder says what is wrong with it.
    let _ = walk(source, &mut beside);
    let _ = source.rewind();
    beside
}

fn walk<R: BufRead + Seek>(source: &mut R, beside: &mut Beside) -> Option<()> {
    source.seek_relative(HEAD_BYTES).ok()?;
    for _ in 0..MAX_PIECES {
        let mut head = [0; 8];
        source.read_exact(&mut head).ok()?;
        let [name @ .., length_0, length_1, length_2, length_3] = head;
        let length = u32::from_le_bytes([length_0, length_1, length_2, length_3]);
        let (slot, most) = match &name {
            b"EXIF" => (&mut beside.exif, MAX_EXIF_BYTES),
            b"XMP " => (&mut beside.xmp, MAX_PACKET_BYTES),
            b"ICCP" => (&mut beside.profile, MAX_PROFILE_BYTES),
            _ => {
                source.seek_relative(i64::from(length) + i64::from(length % 2)).ok()?;
                continue;
            }
        };
        let wanted = u64::from(length).min(most as u64);
        let mut bytes = Vec::new();
        source.by_ref().take(wanted).read_to_end(&mut bytes).ok()?;
        slot.get_or_insert(bytes);
        let left = i64::from(length) - i64::try_from(wanted).ok()?;
        source.seek_relative(left + i64::from(length % 2)).ok()?;
    }
    Some(())
}
