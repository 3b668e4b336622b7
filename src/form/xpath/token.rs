//! From text to tokens (XPath 1.0, 3.7), with the `${name}` of XLSForm.

use super::error::{Problem, XpathError};
use std::ops::Range;

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Text(String),
    Number(f64),
    /// A name, with its prefix if it has one.
    Name(Option<String>, String),
    /// `prefix:*`.
    PrefixAny(String),
    /// `${name}`.
    Reference(String),
    /// A mark: `(`, `::`, `<=`, `..`, ...
    Mark(&'static str),
    /// An operator: `and`, `or`, `div`, `mod`, `*` between two operands, and the marks that are operators.
    Operator(&'static str),
}

/// A token and its place in the text, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) span: Range<usize>,
}

const MARKS: [&str; 12] = ["::", "..", "//", "(", ")", "[", "]", ".", "@", ",", "/", "*"];
const OPERATORS: [&str; 9] = ["!=", "<=", ">=", "=", "<", ">", "|", "+", "-"];
const WORDS: [&str; 4] = ["and", "or", "div", "mod"];

/// Reads all tokens.
pub(super) fn tokens(source: &str) -> Result<Vec<Placed>, XpathError> {
    let mut tokens: Vec<Placed> = Vec::new();
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let after_operand = tokens.last().is_some_and(|last| ends_operand(&last.token));
        let (token, length) = next(&source[at..], first, after_operand)
            .map_err(|problem| XpathError { span: at..at + first.len_utf8(), problem })?;
        tokens.push(Placed { token, span: at..at + length });
        at += length;
    }
    Ok(tokens)
}

/// Whether a `*` or a word after this token is an operator (3.7, disambiguation).
fn ends_operand(token: &Token) -> bool {
    match token {
        Token::Text(_) | Token::Number(_) | Token::Name(..) | Token::PrefixAny(_) | Token::Reference(_) => true,
        Token::Mark(mark) => matches!(*mark, ")" | "]" | "." | ".." | "*"),
        Token::Operator(_) => false,
    }
}

fn next(rest: &str, first: char, after_operand: bool) -> Result<(Token, usize), Problem> {
    if first == '\'' || first == '"' {
        let end = rest[1..].find(first).ok_or(Problem::OpenText)?;
        return Ok((Token::Text(rest[1..=end].to_owned()), end + 2));
    }
    if rest.starts_with("${") {
        let end = rest.find('}').ok_or(Problem::OpenReference)?;
        let name = rest[2..end].trim();
        // `last-saved#` asks for the answer of the record saved before.
        let own = name.strip_prefix("last-saved#").unwrap_or(name);
        let whole = !own.is_empty() && own.chars().all(|c| is_name(c) || c == ':');
        return if whole { Ok((Token::Reference(name.to_owned()), end + 1)) } else { Err(Problem::OpenReference) };
    }
    if let Some(name) = rest.strip_prefix('$') {
        // A variable of XPath: forms have none, so it stands for nothing when it is evaluated.
        let end = name.find(|c: char| !(is_name(c) || c == ':')).unwrap_or(name.len());
        return if end == 0 {
            Err(Problem::UnexpectedCharacter { character: '$' })
        } else {
            Ok((Token::Reference(rest[..=end].to_owned()), end + 1))
        };
    }
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
        let whole = digits(rest);
        let length = if rest[whole..].starts_with('.') { whole + 1 + digits(&rest[whole + 1..]) } else { whole };
        let number = rest[..length].parse().map_err(|_| Problem::UnexpectedCharacter { character: first })?;
        return Ok((Token::Number(number), length));
    }
    if is_name_start(first) {
        return Ok(name(rest, after_operand));
    }
    if after_operand && first == '*' {
        return Ok((Token::Operator("*"), 1));
    }
    if let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(**operator)) {
        return Ok((Token::Operator(operator), operator.len()));
    }
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
    mark.map(|mark| (Token::Mark(mark), mark.len())).ok_or(Problem::UnexpectedCharacter { character: first })
}

fn name(rest: &str, after_operand: bool) -> (Token, usize) {
    let length = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    let own = length(rest);
    let word = &rest[..own];
    // No name can follow an operand, so `1or2` and `5 divx` are an operator and what it applies to.
    if after_operand && let Some(operator) = WORDS.iter().find(|operator| word.starts_with(**operator)) {
        return (Token::Operator(operator), operator.len());
    }
    let behind = rest[own..].strip_prefix(':').filter(|behind| !behind.starts_with(':'));
    match behind {
        Some(behind) if behind.starts_with('*') => (Token::PrefixAny(word.to_owned()), own + 2),
        Some(behind) if behind.starts_with(is_name_start) => {
            let local = length(behind);
            (Token::Name(Some(word.to_owned()), behind[..local].to_owned()), own + 1 + local)
        }
        Some(_) | None => (Token::Name(None, word.to_owned()), own),
    }
}

fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}') || ('\u{300}'..='\u{36f}').contains(&c)
}
