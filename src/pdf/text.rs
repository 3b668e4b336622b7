//! Text strings (ISO 32000-1 §7.9.2.2): PDFDocEncoding, UTF-16BE and UTF-8 with their marks.

use super::object::PdfString;

/// PDFDocEncoding where it differs from Latin-1 (Annex D.2); 0xFFFD where it has no character.
const LOW: [char; 8] = ['\u{02D8}', '\u{02C7}', '\u{02C6}', '\u{02D9}', '\u{02DD}', '\u{02DB}', '\u{02DA}', '\u{02DC}'];
const HIGH: [char; 34] = [
    '\u{2022}', '\u{2020}', '\u{2021}', '\u{2026}', '\u{2014}', '\u{2013}', '\u{0192}', '\u{2044}', '\u{2039}',
    '\u{203A}', '\u{2212}', '\u{2030}', '\u{201E}', '\u{201C}', '\u{201D}', '\u{2018}', '\u{2019}', '\u{201A}',
    '\u{2122}', '\u{FB01}', '\u{FB02}', '\u{0141}', '\u{0152}', '\u{0160}', '\u{0178}', '\u{017D}', '\u{0131}',
    '\u{0142}', '\u{0153}', '\u{0161}', '\u{017E}', '\u{FFFD}', '\u{20AC}', '\u{00A1}',
];

/// The text of a text string; what cannot be decoded becomes U+FFFD.
#[must_use]
pub fn decode_text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, u16::from_be_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes
        .iter()
        .map(|&byte| match byte {
            0x18..=0x1F => LOW[usize::from(byte - 0x18)],
            0x80..=0xA1 => HIGH[usize::from(byte - 0x80)],
            _ => char::from(byte),
        })
        .collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// A text as string: as it is when ASCII, else UTF-16BE with its mark.
#[must_use]
pub fn encode_text(text: &str) -> PdfString {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte) || byte == b'\n') {
        return PdfString::literal(text.as_bytes());
    }
    let mut bytes = vec![0xFE, 0xFF];
    for unit in text.encode_utf16() {
        bytes.extend_from_slice(&unit.to_be_bytes());
    }
    PdfString::hexadecimal(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        for text in ["Lin Wei", "审核员 林", "Zoë 😀", "", "a(b)\\c"] {
            assert_eq!(decode_text(&encode_text(text).bytes), text);
        }
    }

    #[test]
    fn pdfdocencoding_is_not_latin_1() {
        assert_eq!(decode_text(b"\x80 \x92 \xA0 \xE9"), "\u{2022} \u{2122} \u{20AC} é");
    }
}
