//! Tokens of an expression with their places (XPath 1.0, 3.7, and `${name}` of XLSForm).

use super::{ExpressionError, ExpressionProblem};
use std::ops::Range;

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// `${name}`.
    Reference(String),
    /// A name where an operator cannot stand: a function, an axis, a step.
    Name(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
    /// `.`
    Current,
    /// What only paths, axes, predicates, variables and unions have.
    Path,
}

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// More tokens than any expression that people write.
const MOST_TOKENS: usize = 20_000;

/// Splits `source` into tokens.
pub(super) fn tokens(source: &str) -> Result<Vec<(Token, Range<usize>)>, ExpressionError> {
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(character) = source[at..].chars().next() {
        if character.is_whitespace() {
            at += character.len_utf8();
            continue;
        }
        let operator_follows = tokens.last().is_some_and(|(token, _)| ends_operand(token));
        let (token, end) = next(source, at, character, operator_follows)?;
        tokens.push((token, at..end));
        at = end;
        if tokens.len() > MOST_TOKENS {
            return Err(ExpressionError { span: at..source.len(), problem: ExpressionProblem::TooComplex });
        }
    }
    Ok(tokens)
}

/// Whether an operator may stand after this token (XPath 1.0, 3.7, disambiguation).
fn ends_operand(token: &Token) -> bool {
    match token {
        Token::Number(_) | Token::Text(_) | Token::Reference(_) | Token::Name(_) | Token::Close | Token::Current => {
            true
        }
        Token::Operator(_) | Token::Open | Token::Comma | Token::Path => false,
    }
}

fn next(source: &str, at: usize, character: char, operator: bool) -> Result<(Token, usize), ExpressionError> {
    let rest = &source[at..];
    let problem = |problem, length: usize| ExpressionError { span: at..at + length, problem };
    let two = |token: Operator| Ok((Token::Operator(token), at + 2));
    let one = |token: Token| Ok((token, at + 1));
    match character {
        '\'' | '"' => match rest[1..].find(character) {
            Some(length) => Ok((Token::Text(rest[1..=length].to_owned()), at + length + 2)),
            None => Err(problem(ExpressionProblem::OpenText, rest.len())),
        },
        '$' if rest.starts_with("${") => reference(rest)
            .map(|(name, length)| (Token::Reference(name), at + length))
            .ok_or_else(|| problem(ExpressionProblem::OpenReference, 2)),
        '(' => one(Token::Open),
        ')' => one(Token::Close),
        ',' => one(Token::Comma),
        '=' => one(Token::Operator(Operator::Equal)),
        '!' if rest.starts_with("!=") => two(Operator::NotEqual),
        '<' if rest.starts_with("<=") => two(Operator::LessOrEqual),
        '>' if rest.starts_with(">=") => two(Operator::GreaterOrEqual),
        '<' => one(Token::Operator(Operator::Less)),
        '>' => one(Token::Operator(Operator::Greater)),
        '+' => one(Token::Operator(Operator::Add)),
        '-' => one(Token::Operator(Operator::Subtract)),
        '*' if operator => one(Token::Operator(Operator::Multiply)),
        '0'..='9' => Ok(number(rest, at)),
        '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => Ok(number(rest, at)),
        '.' if !rest.starts_with("..") => one(Token::Current),
        '.' | '/' | '@' | '[' | ']' | '|' | '*' | ':' | '$' => one(Token::Path),
        _ if starts_name(character) => Ok(name(rest, at, operator)),
        _ => Err(problem(ExpressionProblem::UnexpectedCharacter { character }, character.len_utf8())),
    }
}

fn reference(rest: &str) -> Option<(String, usize)> {
    let end = rest.find('}')?;
    let name = rest[2..end].trim();
    let whole = !name.is_empty() && name.chars().all(continues_name);
    whole.then(|| (name.to_owned(), end + 1))
}

fn number(rest: &str, at: usize) -> (Token, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(rest);
    if rest[length..].starts_with('.') {
        length += 1 + digits(&rest[length + 1..]);
    }
    (Token::Number(rest[..length].parse().unwrap_or(f64::NAN)), at + length)
}

/// Operators that are words. Where an operator has to come, they need no space behind them: `1mod2`.
const WORDS: [(&str, Operator); 4] =
    [("or", Operator::Or), ("and", Operator::And), ("div", Operator::Divide), ("mod", Operator::Modulo)];

fn name(rest: &str, at: usize, operator: bool) -> (Token, usize) {
    if operator && let Some((word, operator)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
        return (Token::Operator(*operator), at + word.len());
    }
    let mut length = rest.find(|c: char| !continues_name(c)).unwrap_or(rest.len());
    // One colon belongs to the name (`jr:choice-name`), two make an axis.
    let after = &rest[length..];
    if after.starts_with(':') && after[1..].starts_with(starts_name) {
        length += 1 + after[1..].find(|c: char| !continues_name(c)).unwrap_or(after.len() - 1);
    }
    (Token::Name(rest[..length].to_owned()), at + length)
}

fn starts_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn continues_name(character: char) -> bool {
    starts_name(character) || character.is_numeric() || matches!(character, '-' | '.')
}
