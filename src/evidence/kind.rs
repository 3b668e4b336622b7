//! What a file is, told by its first bytes; its name and ending are never asked.

use super::{EvidenceError, file};

/// The bytes from the start that are needed to tell.
pub(super) const HEAD_BYTES: usize = 4096;

/// A kind of picture that is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// TIFF, no camera raw.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// GIF, its first picture.
    Gif,
    /// HEIC: HEVC in the boxes of HEIF.
    Heif,
}

impl Kind {
    /// The media type in data.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Tiff => "image/tiff",
            Self::Bmp => "image/bmp",
            Self::Gif => "image/gif",
            Self::Heif => "image/heic",
        }
    }

    /// Whether its decoder needs all bytes in memory.
    pub(super) const fn is_read_whole(self) -> bool {
        matches!(self, Self::Jpeg | Self::Heif)
    }

    /// Tells the kind by the file's first bytes, up to [`HEAD_BYTES`] of them.
    pub(super) fn recognise(head: &[u8]) -> Result<Self, EvidenceError> {
        if head.is_empty() {
            return Err(EvidenceError::Empty);
        }
        let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
        if at(0, b"\xFF\xD8") && head.get(2).is_none_or(|byte| *byte == 0xFF) {
            return Ok(Self::Jpeg);
        }
        if at(0, b"\x89PNG\r\n\x1A\n") {
            return Ok(Self::Png);
        }
        if at(0, b"RIFF") && at(8, b"WEBP") {
            return Ok(Self::WebP);
        }
        if at(0, b"GIF87a") || at(0, b"GIF89a") {
            return Ok(Self::Gif);
        }
        // `BM` alone begins many a text; the size of the second header follows it in a bitmap.
        if at(0, b"BM") && matches!(head.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0])) {
            return Ok(Self::Bmp);
        }
        if is_heic(head) {
            return Ok(Self::Heif);
        }
        if let Some(kind) = not_taken(head, at) {
            return Err(EvidenceError::KindNotTaken { kind });
        }
        if at(0, b"II\x2A\0") || at(0, b"MM\0\x2A") || at(0, b"II\x2B\0") || at(0, b"MM\0\x2B") {
            return Ok(Self::Tiff);
        }
        Err(EvidenceError::NotAPicture)
    }
}

/// Whether a file of boxes says that it holds pictures of HEVC, or pictures without saying that they are of AV1.
pub(super) fn is_heic(head: &[u8]) -> bool {
    if head.get(4..8) != Some(b"ftyp") {
        return false;
    }
    let length = head.first_chunk().map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let compatible = head.get(16..length.min(head.len())).unwrap_or_default().as_chunks::<4>().0;
    match head.get(8..12) {
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx") => true,
        Some(b"mif1" | b"mif2" | b"msf1") => !compatible.iter().any(|brand| matches!(brand, b"avif" | b"avis")),
        _ => false,
    }
}

/// The name of a kind that people bring but that is not taken in.
fn not_taken(head: &[u8], at: impl Fn(usize, &[u8]) -> bool) -> Option<&'static str> {
    if at(4, b"ftyp") {
        return Some(match head.get(8..12) {
            Some(b"avif" | b"avis" | b"mif1" | b"msf1") => "AVIF",
            Some(b"crx ") => "camera raw",
            _ => "video",
        });
    }
    let known: [(usize, &[u8], &'static str); 16] = [
        (0, b"\xFF\x0A", "JPEG XL"),
        (0, b"\0\0\0\x0CJXL ", "JPEG XL"),
        (0, b"\0\0\0\x0CjP  ", "JPEG 2000"),
        (0, b"\xFF\x4F\xFF\x51", "JPEG 2000"),
        (0, b"%PDF-", "PDF"),
        (0, b"8BPS", "PSD"),
        (0, b"\0\0\x01\0", "ICO"),
        (8, b"CR\x02", "camera raw"),
        (0, b"FUJIFILMCCD-RAW", "camera raw"),
        (0, b"IIRO", "camera raw"),
        (0, b"IIU\0", "camera raw"),
        (0, b"PK\x03\x04", "ZIP"),
        (0, b"\x1A\x45\xDF\xA3", "video"),
        (0, b"\xD0\xCF\x11\xE0", "Office"),
        (8, b"AVI ", "video"),
        (8, b"WAVE", "audio"),
    ];
    if let Some((_, _, kind)) = known.iter().find(|(offset, magic, _)| at(*offset, magic)) {
        return Some(kind);
    }
    file::is_svg(&String::from_utf8_lossy(head)).then_some("SVG")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_bytes() {
        assert_eq!(Kind::recognise(b"\xFF\xD8\xFF\xE0").unwrap(), Kind::Jpeg);
        assert_eq!(Kind::recognise(b"RIFF\x10\0\0\0WEBPVP8 ").unwrap(), Kind::WebP);
        assert_eq!(Kind::recognise(b"\0\0\0\x18ftypheic\0\0\0\0mif1").unwrap(), Kind::Heif);
        assert_eq!(Kind::recognise(b"\0\0\0\x1Cftypmif1\0\0\0\0mif1heicmiaf").unwrap(), Kind::Heif);
        assert_eq!(Kind::recognise(b"MM\0\x2A\0\0\0\x08").unwrap(), Kind::Tiff);
    }

    #[test]
    fn what_is_kept_out_is_named() {
        let name = |head: &[u8]| match Kind::recognise(head) {
            Err(EvidenceError::KindNotTaken { kind }) => kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(name(b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf"), "AVIF");
        assert_eq!(name(b"\0\0\0\x1Cftypavif"), "AVIF");
        assert_eq!(name(b"\0\0\0\x1Cftypisom"), "video");
        assert_eq!(name(b"%PDF-1.7"), "PDF");
        assert_eq!(name(b"II\x2A\0\x10\0\0\0CR\x02\0"), "camera raw");
        assert_eq!(name(b"<?xml version=\"1.0\"?>\n<!DOCTYPE x>\n<svg/>"), "SVG");
    }

    #[test]
    fn what_nobody_knows_is_no_picture() {
        assert_eq!(Kind::recognise(b"").unwrap_err().code(), "empty");
        assert_eq!(Kind::recognise(b"BMW is no bitmap, is it").unwrap_err().code(), "not_a_picture");
        assert_eq!(Kind::recognise(b"hello").unwrap_err().code(), "not_a_picture");
    }
}
