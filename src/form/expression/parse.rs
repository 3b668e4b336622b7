//! From tokens to a tree, by the precedence of XPath 1.0 (3.4, 3.5).

use super::functions::{FUNCTIONS, Function, Signature};
use super::token::{Operator, Token, tokens};
use super::{Expression, ExpressionError, ExpressionProblem, Named};
use regex::Regex;
use std::ops::Range;

/// A part of an expression.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Text(String),
    Number(f64),
    /// The `n`th reference of the expression.
    Reference(usize),
    /// `.`: the value of the node that the expression belongs to.
    Current,
    Negate(Box<Node>),
    /// Operators of one precedence from left to right; flat, so that long chains need no deep stack.
    Chain(Box<Node>, Vec<(Operator, Node)>),
    Call(Function, Vec<Node>),
    /// `regex` with a literal pattern, compiled once.
    Match(Box<Node>, Box<Regex>),
}

/// Deeper nesting than any expression that people write.
const MOST_LEVELS: usize = 100;

/// The operators of each precedence, loosest first.
const PRECEDENCE: [&[Operator]; 6] = [
    &[Operator::Or],
    &[Operator::And],
    &[Operator::Equal, Operator::NotEqual],
    &[Operator::Less, Operator::LessOrEqual, Operator::Greater, Operator::GreaterOrEqual],
    &[Operator::Add, Operator::Subtract],
    &[Operator::Multiply, Operator::Divide, Operator::Modulo],
];

/// Reads a whole expression.
pub(super) fn parse(source: &str) -> Result<Expression, ExpressionError> {
    let mut parser = Parser { source, tokens: tokens(source)?, next: 0, level: 0, references: Vec::new() };
    let root = parser.binary(0)?;
    match parser.tokens.get(parser.next) {
        None => Ok(Expression { root, references: parser.references }),
        Some((Token::Path, span)) => {
            Err(ExpressionError { span: span.clone(), problem: ExpressionProblem::UnsupportedPath })
        }
        Some((_, span)) => Err(parser.unexpected(span.clone())),
    }
}

struct Parser<'a> {
    source: &'a str,
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    level: usize,
    references: Vec<Named>,
}

impl Parser<'_> {
    fn binary(&mut self, precedence: usize) -> Result<Node, ExpressionError> {
        let Some(operators) = PRECEDENCE.get(precedence) else { return self.unary() };
        let first = self.binary(precedence + 1)?;
        let mut rest = Vec::new();
        while let Some((Token::Operator(operator), _)) = self.tokens.get(self.next) {
            let operator = *operator;
            if !operators.contains(&operator) {
                break;
            }
            self.next += 1;
            rest.push((operator, self.binary(precedence + 1)?));
        }
        Ok(if rest.is_empty() { first } else { Node::Chain(Box::new(first), rest) })
    }

    fn unary(&mut self) -> Result<Node, ExpressionError> {
        let mut negative = false;
        let mut signs = 0;
        while let Some((Token::Operator(Operator::Subtract), _)) = self.tokens.get(self.next) {
            self.next += 1;
            negative = !negative;
            signs += 1;
        }
        let operand = self.operand()?;
        Ok(match (signs, negative) {
            (0, _) => operand,
            (_, true) => Node::Negate(Box::new(operand)),
            // An even number of signs still makes a number of it.
            (_, false) => Node::Negate(Box::new(Node::Negate(Box::new(operand)))),
        })
    }

    fn operand(&mut self) -> Result<Node, ExpressionError> {
        let Some((token, span)) = self.tokens.get(self.next).cloned() else {
            let end = self.source.len();
            return Err(ExpressionError { span: end..end, problem: ExpressionProblem::UnexpectedEnd });
        };
        self.next += 1;
        match token {
            Token::Number(number) => Ok(Node::Number(number)),
            Token::Text(text) => Ok(Node::Text(text)),
            Token::Current => Ok(Node::Current),
            Token::Reference(name) => Ok(Node::Reference(self.refer(name, span))),
            Token::Open => self.nested(|parser| {
                let inside = parser.binary(0)?;
                parser.expect(&Token::Close)?;
                Ok(inside)
            }),
            Token::Name(name) if self.tokens.get(self.next).is_some_and(|(token, _)| *token == Token::Open) => {
                self.next += 1;
                self.nested(|parser| parser.call(&name, &span))
            }
            Token::Name(_) | Token::Path => Err(ExpressionError { span, problem: ExpressionProblem::UnsupportedPath }),
            Token::Operator(_) | Token::Close | Token::Comma => Err(self.unexpected(span)),
        }
    }

    fn call(&mut self, name: &str, span: &Range<usize>) -> Result<Node, ExpressionError> {
        let arguments = self.arguments()?;
        let problem = |problem| Err(ExpressionError { span: span.clone(), problem });
        let Some(signature) = FUNCTIONS.iter().find(|signature| signature.name == name) else {
            return problem(ExpressionProblem::UnknownFunction { name: name.to_owned() });
        };
        let Signature { function, least, most, .. } = *signature;
        if arguments.len() < least || most.is_some_and(|most| arguments.len() > most) {
            return problem(ExpressionProblem::ArgumentCount { name: name.to_owned(), given: arguments.len() });
        }
        let refers = |node: &Node| matches!(node, Node::Reference(_) | Node::Current);
        if function.needs_reference() && !arguments.iter().all(refers) {
            return problem(ExpressionProblem::NeedsReference { name: name.to_owned() });
        }
        match (function, arguments.as_slice()) {
            (Function::Regex, [text, Node::Text(pattern)]) => match super::functions::whole_match(pattern) {
                Some(regex) => Ok(Node::Match(Box::new(text.clone()), Box::new(regex))),
                None => problem(ExpressionProblem::Pattern { pattern: pattern.clone() }),
            },
            _ => Ok(Node::Call(function, arguments)),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Node>, ExpressionError> {
        let mut arguments = Vec::new();
        if self.take(&Token::Close) {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.binary(0)?);
            if !self.take(&Token::Comma) {
                self.expect(&Token::Close)?;
                return Ok(arguments);
            }
        }
    }

    fn nested(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Node, ExpressionError>,
    ) -> Result<Node, ExpressionError> {
        self.level += 1;
        if self.level > MOST_LEVELS {
            let span = self.tokens.get(self.next).map_or(0..0, |(_, span)| span.clone());
            return Err(ExpressionError { span, problem: ExpressionProblem::TooComplex });
        }
        let node = read(self)?;
        self.level -= 1;
        Ok(node)
    }

    fn refer(&mut self, name: String, span: Range<usize>) -> usize {
        self.references.push(Named { name, span });
        self.references.len() - 1
    }

    fn take(&mut self, token: &Token) -> bool {
        let there = self.tokens.get(self.next).is_some_and(|(next, _)| next == token);
        self.next += usize::from(there);
        there
    }

    fn expect(&mut self, token: &Token) -> Result<(), ExpressionError> {
        if self.take(token) {
            return Ok(());
        }
        let end = self.source.len();
        Err(match self.tokens.get(self.next) {
            None => ExpressionError { span: end..end, problem: ExpressionProblem::UnexpectedEnd },
            Some((Token::Path, span)) => {
                ExpressionError { span: span.clone(), problem: ExpressionProblem::UnsupportedPath }
            }
            Some((_, span)) => self.unexpected(span.clone()),
        })
    }

    fn unexpected(&self, span: Range<usize>) -> ExpressionError {
        let found = self.source.get(span.clone()).unwrap_or_default().to_owned();
        ExpressionError { span, problem: ExpressionProblem::UnexpectedToken { found } }
    }
}
