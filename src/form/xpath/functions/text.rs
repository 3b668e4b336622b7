//! Functions of texts.

use super::super::value::Value;
use super::{Arguments, Outcome};
use crate::form::xpath::error::{Problem, XpathError};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

pub(super) fn string(arguments: &Arguments<'_>) -> Outcome<Value> {
    arguments.text_or_context().map(Value::Text)
}

pub(super) fn concat(arguments: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Text(arguments.texts_from(0)?.concat()))
}

pub(super) fn join(arguments: &Arguments<'_>) -> Outcome<Value> {
    let between = arguments.text(0)?;
    Ok(Value::Text(arguments.texts_from(1)?.join(&between)))
}

fn both(arguments: &Arguments<'_>) -> Outcome<(String, String)> {
    Ok((arguments.text(0)?, arguments.text(1)?))
}

pub(super) fn starts_with(arguments: &Arguments<'_>) -> Outcome<Value> {
    both(arguments).map(|(text, part)| Value::Boolean(text.starts_with(&part)))
}

pub(super) fn ends_with(arguments: &Arguments<'_>) -> Outcome<Value> {
    both(arguments).map(|(text, part)| Value::Boolean(text.ends_with(&part)))
}

pub(super) fn contains(arguments: &Arguments<'_>) -> Outcome<Value> {
    both(arguments).map(|(text, part)| Value::Boolean(text.contains(&part)))
}

pub(super) fn substring_before(arguments: &Arguments<'_>) -> Outcome<Value> {
    let (text, part) = both(arguments)?;
    Ok(Value::Text(text.split_once(&part).map(|(before, _)| before.to_owned()).unwrap_or_default()))
}

pub(super) fn substring_after(arguments: &Arguments<'_>) -> Outcome<Value> {
    let (text, part) = both(arguments)?;
    Ok(Value::Text(text.split_once(&part).map(|(_, after)| after.to_owned()).unwrap_or_default()))
}

/// From a place, counted from 1, so many characters; both are rounded (XPath 1.0, 4.2).
pub(super) fn substring(arguments: &Arguments<'_>) -> Outcome<Value> {
    let text = arguments.text(0)?;
    let half_up = |number: f64| (number + 0.5).floor();
    let first = half_up(arguments.number(1)?);
    let end = if arguments.count() > 2 { first + half_up(arguments.number(2)?) } else { f64::INFINITY };
    let inside = |place: usize| {
        #[expect(clippy::cast_precision_loss, reason = "a place in a text")]
        let place = (place + 1) as f64;
        place >= first && place < end
    };
    Ok(Value::Text(text.chars().enumerate().filter(|(place, _)| inside(*place)).map(|(_, c)| c).collect()))
}

/// From a place, counted from 0, up to another; negative ones count from the end.
pub(super) fn substr(arguments: &Arguments<'_>) -> Outcome<Value> {
    let characters: Vec<char> = arguments.text(0)?.chars().collect();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a text, bounded by its length"
    )]
    let place = |number: f64| {
        let length = characters.len() as f64;
        let from_start = if number < 0.0 { length + number } else { number };
        if from_start.is_nan() { 0 } else { from_start.clamp(0.0, length) as usize }
    };
    let first = place(arguments.number(1)?);
    let end = if arguments.count() > 2 { place(arguments.number(2)?) } else { characters.len() };
    Ok(Value::Text(characters.get(first..end).unwrap_or_default().iter().collect()))
}

pub(super) fn string_length(arguments: &Arguments<'_>) -> Outcome<Value> {
    let text = arguments.text_or_context()?;
    #[expect(clippy::cast_precision_loss, reason = "the length of a text")]
    let length = text.encode_utf16().count() as f64;
    Ok(Value::Number(length))
}

pub(super) fn normalize_space(arguments: &Arguments<'_>) -> Outcome<Value> {
    let text = arguments.text_or_context()?;
    let words: Vec<&str> = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect();
    Ok(Value::Text(words.join(" ")))
}

pub(super) fn translate(arguments: &Arguments<'_>) -> Outcome<Value> {
    let (text, from, to) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let to: Vec<char> = to.chars().collect();
    let translated = |c: char| match from.chars().position(|own| own == c) {
        Some(place) => to.get(place).copied(),
        None => Some(c),
    };
    Ok(Value::Text(text.chars().filter_map(translated).collect()))
}

/// A random UUID (version 4), or so many random letters and digits.
pub(super) fn uuid(arguments: &Arguments<'_>) -> Outcome<Value> {
    let fill = |bytes: &mut [u8]| arguments.context.host.fill_random(bytes);
    if arguments.count() == 0 {
        let mut bytes = [0; 16];
        fill(&mut bytes);
        return Ok(Value::Text(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()));
    }
    const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just here")]
    let length = arguments.number(0)?.clamp(0.0, 10_000.0) as usize;
    let mut bytes = vec![0; length];
    fill(&mut bytes);
    Ok(Value::Text(bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect()))
}

/// A digest of a text: MD5, SHA-1, SHA-256, SHA-384 or SHA-512, in base64 or hexadecimal.
pub(super) fn digest(arguments: &Arguments<'_>) -> Outcome<Value> {
    let (text, algorithm) = (arguments.text(0)?, arguments.text(1)?);
    let encoding = if arguments.count() > 2 { arguments.text(2)? } else { "base64".to_owned() };
    let bytes = match algorithm.to_uppercase().as_str() {
        "MD5" => Md5::digest(text).to_vec(),
        "SHA-1" => Sha1::digest(text).to_vec(),
        "SHA-256" => Sha256::digest(text).to_vec(),
        "SHA-384" => Sha384::digest(text).to_vec(),
        "SHA-512" => Sha512::digest(text).to_vec(),
        _ => return Err(arguments.refuse(algorithm)),
    };
    match encoding.to_lowercase().as_str() {
        "hex" => Ok(Value::Text(hex::encode(bytes))),
        "base64" => Ok(Value::Text(STANDARD.encode(bytes))),
        _ => Err(arguments.refuse(encoding)),
    }
}

pub(super) fn base64_decode(arguments: &Arguments<'_>) -> Outcome<Value> {
    let text: String = arguments.text(0)?.split_whitespace().collect();
    let bytes = STANDARD.decode(text).ok();
    Ok(Value::Text(bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()))
}

/// Whether the whole text matches.
pub(super) fn regex(arguments: &Arguments<'_>) -> Outcome<Value> {
    let (text, pattern) = both(arguments)?;
    let whole = format!("^(?:{pattern})$");
    let built = regex::RegexBuilder::new(&whole).size_limit(1 << 22).build();
    let expression = built.map_err(|_| XpathError { span: 0..0, problem: Problem::Pattern { pattern } })?;
    Ok(Value::Boolean(expression.is_match(&text)))
}
