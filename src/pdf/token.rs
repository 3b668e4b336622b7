//! Bytes to tokens (ISO 32000-1 §7.2 and §7.3).

use super::object::{Name, PdfString};

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Integer(i64),
    Real(&'a str),
    Name(Name),
    String(PdfString),
    ArrayStart,
    ArrayEnd,
    DictionaryStart,
    DictionaryEnd,
    /// `obj`, `R`, `true`, `stream`, `trailer` and the like.
    Keyword(&'a [u8]),
    /// Nothing more in this range.
    End,
}

/// Why no token came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    /// The bytes at hand end in the middle; more of the file is needed.
    NeedMore,
    /// The bytes are wrong.
    Bad { at: usize, what: &'static str },
}

pub(super) const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

pub(super) const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

const fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !is_delimiter(byte)
}

/// Reads tokens from a piece of the file.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether the piece ends where the readable range ends.
    complete: bool,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(bytes: &'a [u8], complete: bool) -> Self {
        Self { bytes, at: 0, complete }
    }

    pub(super) const fn position(&self) -> usize {
        self.at
    }

    pub(super) const fn seek(&mut self, at: usize) {
        self.at = at;
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    pub(super) const fn is_complete(&self) -> bool {
        self.complete
    }

    const fn bad<T>(&self, what: &'static str) -> Result<T, Halt> {
        Err(Halt::Bad { at: self.at, what })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The end of the piece: `NeedMore`, or wrong when there is no more.
    const fn short<T>(&self, what: &'static str) -> Result<T, Halt> {
        if self.complete { self.bad(what) } else { Err(Halt::NeedMore) }
    }

    /// Skips white space and comments.
    pub(super) fn skip_white(&mut self) -> Result<(), Halt> {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_white(byte) {
                self.at += 1;
            } else {
                return Ok(());
            }
        }
        if self.complete { Ok(()) } else { Err(Halt::NeedMore) }
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>, Halt> {
        self.skip_white()?;
        let Some(byte) = self.peek() else { return Ok(Token::End) };
        match byte {
            b'/' => self.name(),
            b'(' => self.literal(),
            b'<' => match self.bytes.get(self.at + 1) {
                Some(b'<') => self.punctuation(2, Token::DictionaryStart),
                Some(_) => self.hexadecimal(),
                None => self.short("the file ends in a string"),
            },
            b'>' => match self.bytes.get(self.at + 1) {
                Some(b'>') => self.punctuation(2, Token::DictionaryEnd),
                Some(_) => self.bad("a lone `>`"),
                None => self.short("the file ends in a dictionary"),
            },
            b'[' => self.punctuation(1, Token::ArrayStart),
            b']' => self.punctuation(1, Token::ArrayEnd),
            b')' | b'{' | b'}' => self.bad("a delimiter out of place"),
            _ => self.regular(),
        }
    }

    const fn punctuation(&mut self, length: usize, token: Token<'a>) -> Result<Token<'a>, Halt> {
        self.at += length;
        Ok(token)
    }

    fn regular(&mut self) -> Result<Token<'a>, Halt> {
        let start = self.at;
        let length = self.rest().iter().take_while(|&&byte| is_regular(byte)).count();
        if start + length == self.bytes.len() && !self.complete {
            return Err(Halt::NeedMore);
        }
        let word = &self.bytes[start..start + length];
        self.at += length;
        if matches!(word[0], b'0'..=b'9' | b'+' | b'-' | b'.')
            && let Some(number) = number(word)
        {
            return Ok(number);
        }
        Ok(Token::Keyword(word))
    }

    fn name(&mut self) -> Result<Token<'a>, Halt> {
        let word = &self.bytes[self.at + 1..];
        let length = word.iter().take_while(|&&byte| is_regular(byte)).count();
        if length == word.len() && !self.complete {
            return Err(Halt::NeedMore);
        }
        let word = &word[..length];
        let mut name = Vec::with_capacity(length);
        let mut at = 0;
        while at < length {
            let escaped =
                (word[at] == b'#').then(|| Some((digit(*word.get(at + 1)?)?, digit(*word.get(at + 2)?)?))).flatten();
            if let Some((high, low)) = escaped {
                name.push(high << 4 | low);
                at += 3;
            } else {
                name.push(word[at]);
                at += 1;
            }
        }
        self.at += 1 + length;
        Ok(Token::Name(Name::from(name)))
    }

    fn hexadecimal(&mut self) -> Result<Token<'a>, Halt> {
        let mut bytes = Vec::new();
        let mut high = None;
        for (index, &byte) in self.bytes.iter().enumerate().skip(self.at + 1) {
            if byte == b'>' {
                if let Some(high) = high {
                    bytes.push(high << 4);
                }
                self.at = index + 1;
                return Ok(Token::String(PdfString::hexadecimal(bytes)));
            }
            if is_white(byte) {
                continue;
            }
            let Some(value) = digit(byte) else {
                return Err(Halt::Bad { at: index, what: "a hexadecimal digit" });
            };
            high = match high {
                None => Some(value),
                Some(high) => {
                    bytes.push(high << 4 | value);
                    None
                }
            };
        }
        self.short("the file ends in a string")
    }

    fn literal(&mut self) -> Result<Token<'a>, Halt> {
        let mut bytes = Vec::new();
        let mut depth = 1_usize;
        let mut at = self.at + 1;
        while let Some(&byte) = self.bytes.get(at) {
            at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    bytes.push(byte);
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at = at;
                        return Ok(Token::String(PdfString::literal(bytes)));
                    }
                    bytes.push(byte);
                }
                b'\\' => match self.escape(at) {
                    Some((value, next)) => {
                        bytes.extend(value);
                        at = next;
                    }
                    None => break,
                },
                b'\r' => {
                    // An end of line inside a string reads as a line feed.
                    bytes.push(b'\n');
                    match self.bytes.get(at) {
                        Some(b'\n') => at += 1,
                        Some(_) => {}
                        None => break,
                    }
                }
                _ => bytes.push(byte),
            }
        }
        self.short("the file ends in a string")
    }

    /// The byte of the escape whose first character lies at `at`, and where it ends; `None` when more is needed.
    fn escape(&self, at: usize) -> Option<(Option<u8>, usize)> {
        let byte = *self.bytes.get(at)?;
        let value = match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return Some((None, at + 1)),
            b'\r' => {
                let feed = *self.bytes.get(at + 1)? == b'\n';
                return Some((None, at + 1 + usize::from(feed)));
            }
            b'0'..=b'7' => {
                let mut value = 0_u16;
                let mut end = at;
                while end < at + 3 {
                    match *self.bytes.get(end)? {
                        digit @ b'0'..=b'7' => value = value * 8 + u16::from(digit - b'0'),
                        _ => break,
                    }
                    end += 1;
                }
                #[expect(clippy::cast_possible_truncation, reason = "high-order overflow is ignored, §7.3.4.2")]
                return Some((Some(value as u8), end));
            }
            other => other,
        };
        Some((Some(value), at + 1))
    }
}

/// The value of a hexadecimal digit.
pub(super) const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn number(word: &[u8]) -> Option<Token<'_>> {
    let text = std::str::from_utf8(word).ok()?;
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    match digits.bytes().filter(|&byte| byte == b'.').count() {
        // A whole number beyond 64 bits is kept as a real, as the file writes it.
        0 => Some(text.parse().map_or(Token::Real(text), Token::Integer)),
        1 if digits.len() > 1 => Some(Token::Real(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(text, true);
        let mut tokens = Vec::new();
        loop {
            match lexer.next().unwrap() {
                Token::End => return tokens,
                token => tokens.push(token),
            }
        }
    }

    #[test]
    fn strings_resolve_escapes() {
        let tokens = all(b"(a\\)b\\053\\5x(c)\\\r\nd\r\ne) <4 1 4>");
        assert_eq!(tokens[0], Token::String(PdfString::literal(b"a)b+\x05x(c)d\ne".to_vec())));
        assert_eq!(tokens[1], Token::String(PdfString::hexadecimal(b"A@".to_vec())));
    }

    #[test]
    fn numbers_and_names() {
        let tokens = all(b"-7 +.5 4. 99999999999999999999 /A#20B/ /#zz 1.2.3 %c\n0R");
        assert_eq!(tokens[0], Token::Integer(-7));
        assert_eq!(tokens[1], Token::Real("+.5"));
        assert_eq!(tokens[2], Token::Real("4."));
        assert_eq!(tokens[3], Token::Real("99999999999999999999"));
        assert_eq!(tokens[4], Token::Name(Name::from("A B")));
        assert_eq!(tokens[5], Token::Name(Name::from("")));
        assert_eq!(tokens[6], Token::Name(Name::from("#zz")));
        assert_eq!(tokens[7], Token::Keyword(b"1.2.3"));
        assert_eq!(tokens[8], Token::Keyword(b"0R"));
    }

    #[test]
    fn a_piece_that_ends_early_asks_for_more() {
        for text in ["12", "/Na", "(abc", "(a\\", "<41", "<", ">", "tru", "% comment", "  ", "(a\r"] {
            assert_eq!(Lexer::new(text.as_bytes(), false).next(), Err(Halt::NeedMore), "{text}");
        }
    }
}
