//! The expression language: the XPath subset of ODK XForms, as XLSForm authors write it.

use std::ops::Range;

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
