//! The expression language: the XPath subset of ODK XForms, as XLSForm authors write it.
//!
//! `${name}` refers to a question or fact. An unanswered one is a node without text: it equals `''`, is no number
//! and is not true. Conversions are those of XPath 1.0; a text `false` is true. Reading can fail, evaluating cannot.

mod date;
mod evaluate;
mod functions;
mod parse;
mod token;
mod value;

#[cfg(test)]
mod tests;

pub(super) use value::{Value, text_date};

use chrono::NaiveDate;
use std::ops::Range;

/// What an expression looks at.
pub(super) trait Scope {
    /// The value of the node that the `reference`th reference stands for; empty while there is none.
    fn value(&self, reference: usize) -> &str;
    /// The value of the node that the expression belongs to.
    fn current(&self) -> &str;
    /// The day.
    fn today(&self) -> NaiveDate;
}

/// A reference by name, `${name}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The name.
    pub(super) name: String,
    /// Its place in the expression, in bytes.
    pub(super) span: Range<usize>,
}

/// An expression that was read once and is evaluated often.
#[derive(Debug, Clone)]
pub(super) struct Expression {
    root: parse::Node,
    references: Vec<Named>,
}

impl Expression {
    /// Reads an expression.
    pub(super) fn parse(source: &str) -> Result<Self, ExpressionError> {
        parse::parse(source)
    }

    /// The names that it refers to, in the order of [`Scope::value`].
    pub(super) fn references(&self) -> &[Named] {
        &self.references
    }

    /// What it comes to.
    pub(super) fn evaluate<'a>(&'a self, scope: &'a dyn Scope) -> Value<'a> {
        evaluate::evaluate(&self.root, scope)
    }
}

/// Why an expression cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at {})", span.start)]
pub struct ExpressionError {
    /// The place in the expression, in bytes.
    pub span: Range<usize>,
    /// What is wrong there.
    pub problem: ExpressionProblem,
}

/// What can be wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionProblem {
    /// A character that no expression has.
    #[error("unexpected character `{character}`")]
    UnexpectedCharacter {
        /// The character.
        character: char,
    },
    /// A text without its closing quotation mark.
    #[error("the text is not closed")]
    OpenText,
    /// `${` without a name and `}`.
    #[error("`${{` needs a name and `}}`")]
    OpenReference,
    /// A token where another belongs.
    #[error("`{found}` does not belong here")]
    UnexpectedToken {
        /// The token.
        found: String,
    },
    /// The expression ends too early.
    #[error("the expression ends too early")]
    UnexpectedEnd,
    /// A function that does not exist.
    #[error("there is no function `{name}`")]
    UnknownFunction {
        /// Its name.
        name: String,
    },
    /// Too few or too many arguments.
    #[error("`{name}` takes other arguments, not {given}")]
    ArgumentCount {
        /// The function.
        name: String,
        /// How many were given.
        given: usize,
    },
    /// A function that needs a reference to questions, not a value.
    #[error("`{name}` needs a reference such as ${{name}}")]
    NeedsReference {
        /// The function.
        name: String,
    },
    /// A regular expression that cannot be read.
    #[error("`{pattern}` is not a regular expression")]
    Pattern {
        /// The pattern.
        pattern: String,
    },
    /// A path, axis or predicate; only `${name}` and `.` are understood.
    #[error("only ${{name}} and `.` can be referred to")]
    UnsupportedPath,
    /// Nested or long beyond all use.
    #[error("the expression is too deep or too long")]
    TooComplex,
}

impl ExpressionProblem {
    /// A stable code, for messages and machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnexpectedCharacter { .. } => "unexpected_character",
            Self::OpenText => "open_text",
            Self::OpenReference => "open_reference",
            Self::UnexpectedToken { .. } => "unexpected_token",
            Self::UnexpectedEnd => "unexpected_end",
            Self::UnknownFunction { .. } => "unknown_function",
            Self::ArgumentCount { .. } => "argument_count",
            Self::NeedsReference { .. } => "needs_reference",
            Self::Pattern { .. } => "pattern",
            Self::UnsupportedPath => "unsupported_path",
            Self::TooComplex => "too_complex",
        }
    }
}
