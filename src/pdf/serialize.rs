//! Objects to bytes.

use super::object::{Dictionary, Name, Object, PdfString};
use super::token::{is_delimiter, is_white};

/// The bytes of an object as they stand in a file.
#[must_use]
pub fn to_bytes(object: &Object) -> Vec<u8> {
    let mut out = Vec::new();
    write_object(object, &mut out);
    out
}

/// Appends the bytes of an object to `out`.
pub fn write_object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(true) => out.extend_from_slice(b"true"),
        Object::Boolean(false) => out.extend_from_slice(b"false"),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(real) => out.extend_from_slice(real.as_str().as_bytes()),
        Object::String(string) => write_string(string, out),
        Object::Name(name) => write_name(name, out),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                write_object(item, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(dictionary, out),
        Object::Reference(id) => out.extend_from_slice(format!("{id} R").as_bytes()),
    }
}

pub(super) fn write_dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (name, value) in dictionary.iter() {
        write_name(name, out);
        out.push(b' ');
        write_object(value, out);
    }
    out.extend_from_slice(b">>");
}

fn write_name(name: &Name, out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name.as_bytes() {
        if byte == b'#' || is_white(byte) || is_delimiter(byte) || !(0x21..=0x7E).contains(&byte) {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        } else {
            out.push(byte);
        }
    }
}

fn write_string(string: &PdfString, out: &mut Vec<u8>) {
    if string.hexadecimal {
        out.push(b'<');
        for byte in &string.bytes {
            out.extend_from_slice(format!("{byte:02X}").as_bytes());
        }
        out.push(b'>');
        return;
    }
    out.push(b'(');
    for &byte in &string.bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\n' => out.extend_from_slice(b"\\n"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn what_is_written_reads_the_same() {
        let text = b"<</A#20b [1 -2.50 true null (x\\(\\)\\\\\\r\\n\xFF) <00FF>]/C <</D 3 0 R/E /F#23>>>>";
        let object = parse(text).unwrap();
        let written = to_bytes(&object);
        assert_eq!(parse(&written).unwrap(), object);
        assert!(String::from_utf8_lossy(&written).contains("-2.50"), "a real number keeps its digits");
    }
}
