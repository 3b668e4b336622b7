//! Tokens to objects.

use super::object::{Dictionary, Object, ObjectId, Real};
use super::token::{Halt, Lexer, Token};

/// How deep arrays and dictionaries may lie in each other.
const DEPTH: usize = 100;

/// Reads one object.
pub(super) fn object(lexer: &mut Lexer<'_>) -> Result<Object, Halt> {
    let token = lexer.next()?;
    value(lexer, token, 0)
}

fn value(lexer: &mut Lexer<'_>, token: Token<'_>, depth: usize) -> Result<Object, Halt> {
    let at = lexer.position();
    if depth > DEPTH {
        return Err(Halt::Bad { at, what: "objects nested too deeply" });
    }
    match token {
        Token::Integer(value) => Ok(reference(lexer, value)?.map_or(Object::Integer(value), Object::Reference)),
        Token::Real(text) => Ok(Object::Real(Real::from_text(text))),
        Token::Name(name) => Ok(Object::Name(name)),
        Token::String(string) => Ok(Object::String(string)),
        Token::ArrayStart => array(lexer, depth),
        Token::DictionaryStart => dictionary(lexer, depth),
        Token::Keyword(b"true") => Ok(Object::Boolean(true)),
        Token::Keyword(b"false") => Ok(Object::Boolean(false)),
        Token::Keyword(b"null") => Ok(Object::Null),
        Token::Keyword(_) | Token::ArrayEnd | Token::DictionaryEnd | Token::End => {
            Err(Halt::Bad { at, what: "an object" })
        }
    }
}

/// The reference that begins with the number just read, if it is one.
fn reference(lexer: &mut Lexer<'_>, number: i64) -> Result<Option<ObjectId>, Halt> {
    let Ok(number) = u32::try_from(number) else { return Ok(None) };
    let mut ahead = lexer.clone();
    let Token::Integer(generation) = lenient(ahead.next())? else { return Ok(None) };
    let Ok(generation) = u16::try_from(generation) else { return Ok(None) };
    if lenient(ahead.next())? != Token::Keyword(b"R") {
        return Ok(None);
    }
    lexer.seek(ahead.position());
    Ok(Some(ObjectId { number, generation }))
}

/// While looking ahead, bytes that are wrong only mean that this is no reference.
fn lenient<'a>(token: Result<Token<'a>, Halt>) -> Result<Token<'a>, Halt> {
    match token {
        Err(Halt::Bad { .. }) => Ok(Token::End),
        Err(Halt::NeedMore) | Ok(_) => token,
    }
}

fn array(lexer: &mut Lexer<'_>, depth: usize) -> Result<Object, Halt> {
    let mut items = Vec::new();
    loop {
        match lexer.next()? {
            Token::ArrayEnd => return Ok(Object::Array(items)),
            token => items.push(value(lexer, token, depth + 1)?),
        }
    }
}

fn dictionary(lexer: &mut Lexer<'_>, depth: usize) -> Result<Object, Halt> {
    let mut entries = Vec::new();
    loop {
        match lexer.next()? {
            Token::DictionaryEnd => {
                let twice = Halt::Bad { at: lexer.position(), what: "a dictionary that names each key once" };
                return Dictionary::from_parsed(entries).map(Object::Dictionary).ok_or(twice);
            }
            Token::Name(name) => {
                let token = lexer.next()?;
                entries.push((name, value(lexer, token, depth + 1)?));
            }
            _ => return Err(Halt::Bad { at: lexer.position(), what: "a key of a dictionary" }),
        }
    }
}

#[cfg(test)]
pub(super) fn parse(text: &[u8]) -> Result<Object, Halt> {
    object(&mut Lexer::new(text, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_from_numbers() {
        let parsed = parse(b"[1 0 R 2 3 4 0 R 5 0 6]").unwrap();
        let numbers: Vec<_> = parsed.as_array().unwrap().to_vec();
        assert_eq!(numbers.len(), 7);
        assert_eq!(numbers[0], Object::Reference(ObjectId::new(1)));
        assert_eq!(numbers[3], Object::Reference(ObjectId::new(4)));
        assert_eq!(numbers[6], Object::Integer(6));
    }

    #[test]
    fn a_key_that_comes_twice_is_refused_however_it_is_written() {
        assert!(parse(b"<</A 1/B 2/C 3>>").is_ok());
        assert!(parse(b"<</A 1/B 2/A 3>>").is_err());
        assert!(parse(b"<</A 1/B 2/#41 3>>").is_err());
    }

    #[test]
    fn deep_nesting_is_refused_without_a_crash() {
        let deep = "[".repeat(1_000_000);
        assert!(matches!(parse(deep.as_bytes()), Err(Halt::Bad { .. })));
        assert!(parse(b"<</A>>").is_err());
        assert!(parse(b"<<1 2>>").is_err());
    }
}
