//! DER by hand (X.690): for what must be hashed as it stands, and for what no crate has a type.

/// One element: tag, content, and both together with the length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    pub(super) whole: &'a [u8],
}

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const UTF8_STRING: u8 = 0x0C;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;

impl<'a> Element<'a> {
    /// The elements inside a SEQUENCE; `None` when it is none or they are malformed.
    pub(super) fn sequence(&self) -> Option<Vec<Self>> {
        if self.tag == SEQUENCE { self.children() } else { None }
    }

    /// The elements inside a SET; `None` when it is none or they are malformed.
    pub(super) fn set(&self) -> Option<Vec<Self>> {
        if self.tag == SET { self.children() } else { None }
    }

    /// The elements inside a constructed element; `None` when they are malformed.
    pub(super) fn children(&self) -> Option<Vec<Self>> {
        let mut rest = self.content;
        let mut children = Vec::new();
        while !rest.is_empty() {
            let (child, after) = take(rest)?;
            children.push(child);
            rest = after;
        }
        Some(children)
    }
}

/// Takes the first element of `bytes`: definite lengths of at most four bytes, tags of one byte.
pub(super) fn take(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    if tag & 0x1F == 0x1F {
        return None;
    }
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7F => (usize::from(first), rest),
        0x81..=0x84 => {
            let count = usize::from(first & 0x7F);
            let length = rest.get(..count)?.iter().fold(0_usize, |length, &byte| length << 8 | usize::from(byte));
            (length, &rest[count..])
        }
        _ => return None,
    };
    let content = rest.get(..length)?;
    let after = &rest[length..];
    let whole = &bytes[..bytes.len() - after.len()];
    Some((Element { tag, content, whole }, after))
}

/// Encodes one element.
pub(super) fn encode(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = content.len();
    if let Ok(short @ 0..=0x7F) = u8::try_from(length) {
        out.push(short);
    } else {
        let bytes = length.to_be_bytes();
        let significant: Vec<u8> = bytes.iter().copied().skip_while(|&byte| byte == 0).collect();
        out.push(0x80 | u8::try_from(significant.len()).unwrap_or(8));
        out.extend(significant);
    }
    out.extend_from_slice(content);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_taken() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let content = vec![7; length];
            let encoded = [encode(SEQUENCE, &content), vec![9]].concat();
            let (element, rest) = take(&encoded).unwrap();
            assert_eq!((element.tag, element.content.len(), rest), (SEQUENCE, length, &[9][..]));
            assert_eq!(element.whole.len() + 1, encoded.len());
        }
    }

    #[test]
    fn malformed_lengths_are_refused() {
        for bytes in [&b""[..], b"\x30", b"\x30\x80\0\0", b"\x30\x05\x01", b"\x30\x85\0\0\0\0\x01", b"\x1f\x81\x01"] {
            assert_eq!(take(bytes), None);
        }
    }
}
