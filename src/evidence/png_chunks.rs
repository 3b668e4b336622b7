//! The pieces of a PNG before it is decoded: whether there are not too many, and EXIF wherever it stands.

use super::EvidenceError;
use std::io::{BufRead, Read, Seek};

/// The pieces before the picture, and those after it that are looked at; programs write a dozen.
const MAX_OTHERS: usize = 8192;
/// The pieces of a picture: a picture of 256 MB in pieces of 4 KB has 65,536.
const MAX_PICTURE_PIECES: usize = 1 << 18;
/// The bytes of EXIF that are looked at.
const MAX_EXIF_BYTES: u32 = 1 << 20;
/// The bytes of a PNG before its first piece.
const SIGNATURE_BYTES: i64 = 8;

/// Reads the names and lengths of all pieces and gives the EXIF, which may stand behind the picture, where decoders do
/// not look. Leaves `source` at its start.
///
/// # Errors
/// [`EvidenceError::Damaged`] for more pieces than any program writes: the decoder would keep them all in memory.
pub(super) fn exif<R: BufRead + Seek>(source: &mut R) -> Result<Option<Vec<u8>>, EvidenceError> {
    let walked = walk(source);
    source.rewind().map_err(|source| EvidenceError::SourceUnreadable { source })?;
    match walked {
        Walked::TooMany => Err(EvidenceError::damaged("the PNG has more pieces than any program writes")),
        Walked::Exif(exif) => Ok(Some(exif)),
        Walked::End => Ok(None),
    }
}

enum Walked {
    Exif(Vec<u8>),
    TooMany,
    End,
}

/// Stops where the file ends or cannot be read: the decoder says what is wrong with it.
fn walk<R: BufRead + Seek>(source: &mut R) -> Walked {
    let (mut others, mut picture_pieces, mut exif) = (0, 0, None);
    if source.seek_relative(SIGNATURE_BYTES).is_err() {
        return Walked::End;
    }
    let mut head = [0; 8];
    while source.read_exact(&mut head).is_ok() {
        let [length_3, length_2, length_1, length_0, name @ ..] = head;
        let length = u32::from_be_bytes([length_3, length_2, length_1, length_0]);
        match &name {
            b"IEND" => break,
            b"IDAT" => picture_pieces += 1,
            _ => others += 1,
        }
        if others > MAX_OTHERS && picture_pieces > 0 {
            // An animation: nothing behind its first picture is read by the decoder.
            break;
        }
        if others > MAX_OTHERS || picture_pieces > MAX_PICTURE_PIECES {
            return Walked::TooMany;
        }
        let mut skip = i64::from(length) + 4;
        if &name == b"eXIf" && exif.is_none() && length <= MAX_EXIF_BYTES {
            let mut bytes = Vec::new();
            if source.by_ref().take(u64::from(length)).read_to_end(&mut bytes).is_err() {
                break;
            }
            exif = Some(bytes);
            skip = 4;
        }
        if source.seek_relative(skip).is_err() {
            break;
        }
    }
    exif.map_or(Walked::End, Walked::Exif)
}
