//! Stream filters (ISO 32000-1 §7.4), decoded as a stream.

use super::error::PdfError;
use super::object::{Dictionary, Object};
use super::token::{digit, is_white};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{self, Read, Write};

/// A chain longer than this is hostile: every Flate step may multiply the length by a thousand.
const CHAIN: usize = 4;
/// The longest row of a predictor, in bytes.
const ROW_BYTES: i64 = 1 << 20;

/// `bytes` as a Flate stream, for a dictionary with `/Filter /FlateDecode`.
///
/// # Errors
/// Never in memory; the signature is that of the encoder.
pub fn deflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The filters of a stream, whose dictionary has direct values in `Filter` and `DecodeParms`.
pub(super) fn filters(dictionary: &Dictionary) -> Result<Vec<(String, Dictionary)>, PdfError> {
    let names = match dictionary.get("Filter") {
        None | Some(Object::Null) => Vec::new(),
        Some(Object::Array(items)) => items.clone(),
        Some(single) => vec![single.clone()],
    };
    if names.len() > CHAIN {
        return Err(PdfError::TooComplex { limit: "filters of a stream" });
    }
    let parameters = match dictionary.get("DecodeParms") {
        Some(Object::Array(items)) => items.clone(),
        Some(single) => vec![single.clone()],
        None => Vec::new(),
    };
    names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let name = name.as_name().ok_or(PdfError::damaged(0, "the name of a filter"))?.to_text();
            let parameters = parameters.get(at).and_then(Object::as_dictionary).cloned().unwrap_or_default();
            Ok((name, parameters))
        })
        .collect()
}

/// A reader of the decoded bytes of `raw`.
pub(super) fn decoder<'a>(
    mut raw: Box<dyn Read + 'a>,
    filters: &[(String, Dictionary)],
) -> Result<Box<dyn Read + 'a>, PdfError> {
    for (name, parameters) in filters {
        raw = match name.as_str() {
            "FlateDecode" | "Fl" => predicted(Box::new(ZlibDecoder::new(raw)), parameters)?,
            "ASCIIHexDecode" | "AHx" => Box::new(Hexadecimal { raw, done: false }),
            "Crypt" if parameters.is_name("Name", "Identity") || !parameters.contains("Name") => raw,
            _ => return Err(PdfError::Unsupported { feature: format!("filter {name}") }),
        };
    }
    Ok(raw)
}

fn predicted<'a>(raw: Box<dyn Read + 'a>, parameters: &Dictionary) -> Result<Box<dyn Read + 'a>, PdfError> {
    let number = |key, default| parameters.integer(key).unwrap_or(default);
    let predictor = number("Predictor", 1);
    if predictor == 1 {
        return Ok(raw);
    }
    if !(10..=15).contains(&predictor) {
        return Err(PdfError::Unsupported { feature: format!("predictor {predictor}") });
    }
    let bits_of = |colours: i64, bits: i64, columns: i64| colours.checked_mul(bits)?.checked_mul(columns);
    let (colours, bits, columns) = (number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1));
    let row_bits = bits_of(colours, bits, columns).filter(|_| colours > 0 && bits > 0 && columns > 0);
    let row_bytes = row_bits
        .and_then(|bits| bits.checked_add(7))
        .map(|bits| bits / 8)
        .filter(|&bytes| bytes <= ROW_BYTES)
        .ok_or(PdfError::TooComplex { limit: "row of a predictor" })?;
    let size = |value: i64| usize::try_from(value).unwrap_or(1);
    let pixel = size((colours * bits + 7) / 8);
    let row_bytes = size(row_bytes);
    Ok(Box::new(PngRows { raw, pixel, row: vec![0; row_bytes], above: vec![0; row_bytes], at: row_bytes }))
}

/// PNG prediction (RFC 2083 §6): every row begins with the type of its filter.
struct PngRows<'a> {
    raw: Box<dyn Read + 'a>,
    pixel: usize,
    row: Vec<u8>,
    above: Vec<u8>,
    at: usize,
}

impl PngRows<'_> {
    /// Reads the next row; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        let mut kind = [0];
        if self.raw.read(&mut kind)? == 0 {
            return Ok(false);
        }
        std::mem::swap(&mut self.row, &mut self.above);
        let above = &self.above;
        let mut filled = 0;
        while filled < self.row.len() {
            match self.raw.read(&mut self.row[filled..])? {
                0 => break,
                count => filled += count,
            }
        }
        if filled == 0 {
            return Ok(false);
        }
        self.row[filled..].fill(0);
        for at in 0..self.row.len() {
            let left = if at >= self.pixel { self.row[at - self.pixel] } else { 0 };
            let corner = if at >= self.pixel { above[at - self.pixel] } else { 0 };
            let predicted = match kind[0] {
                0 => 0,
                1 => left,
                2 => above[at],
                #[expect(clippy::cast_possible_truncation, reason = "the mean of two bytes is a byte")]
                3 => u16::midpoint(u16::from(left), u16::from(above[at])) as u8,
                4 => paeth(left, above[at], corner),
                _ => return Err(io::Error::new(io::ErrorKind::InvalidData, "the type of a PNG row")),
            };
            self.row[at] = self.row[at].wrapping_add(predicted);
        }
        self.at = 0;
        Ok(true)
    }
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}

impl Read for PngRows<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.row.len() && !self.advance()? {
            return Ok(0);
        }
        let count = out.len().min(self.row.len() - self.at);
        out[..count].copy_from_slice(&self.row[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// `ASCIIHexDecode`.
struct Hexadecimal<'a> {
    raw: Box<dyn Read + 'a>,
    done: bool,
}

impl Hexadecimal<'_> {
    fn digit(&mut self) -> io::Result<Option<u8>> {
        let mut byte = [0];
        while !self.done {
            if self.raw.read(&mut byte)? == 0 || byte[0] == b'>' {
                self.done = true;
            } else if !is_white(byte[0]) {
                let wrong = || io::Error::new(io::ErrorKind::InvalidData, "a hexadecimal digit");
                return digit(byte[0]).map(Some).ok_or_else(wrong);
            }
        }
        Ok(None)
    }
}

impl Read for Hexadecimal<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        for (at, byte) in out.iter_mut().enumerate() {
            let Some(high) = self.digit()? else { return Ok(at) };
            *byte = high << 4 | self.digit()?.unwrap_or(0);
        }
        Ok(out.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(raw: &[u8], text: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let dictionary = super::super::parse::parse(text).map_err(|halt| format!("{halt:?}"))?;
        let filters = filters(dictionary.as_dictionary().unwrap())?;
        let mut out = Vec::new();
        decoder(Box::new(raw), &filters)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn flate_with_png_rows() {
        // Two rows of three bytes: the first as it is, the second `up`; then one `paeth` row.
        let rows = [0, 1, 2, 3, 2, 1, 1, 1, 4, 1, 0, 0];
        let raw = deflate(&rows).unwrap();
        let text = b"<</Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 3>>>>";
        assert_eq!(decode(&raw, text).unwrap(), [1, 2, 3, 2, 3, 4, 3, 3, 4]);
    }

    #[test]
    fn hexadecimal_then_flate() {
        let hex: String = deflate(b"hello").unwrap().iter().map(|byte| format!("{byte:02x} ")).collect();
        let text = b"<</Filter[/ASCIIHexDecode/FlateDecode]>>";
        assert_eq!(decode(format!("{hex}>").as_bytes(), text).unwrap(), b"hello");
    }

    #[test]
    fn hostile_parameters_are_refused() {
        for text in [
            &b"<</Filter/LZWDecode>>"[..],
            b"<</Filter[/Fl/Fl/Fl/Fl/Fl]>>",
            b"<</Filter/Fl/DecodeParms<</Predictor 12/Columns 9223372036854775807/Colors 9>>>>",
            b"<</Filter/Fl/DecodeParms<</Predictor 12/Columns -1>>>>",
            b"<</Filter/Fl/DecodeParms<</Predictor 2>>>>",
        ] {
            assert!(decode(b"", text).is_err(), "{}", String::from_utf8_lossy(text));
        }
    }
}
