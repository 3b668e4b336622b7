//! Why an expression cannot be read or evaluated, and where.

use std::ops::Range;

/// Why an expression cannot be read or evaluated, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at {})", span.start)]
pub struct XpathError {
    /// The place in the expression, in bytes; empty where the whole of it is meant.
    pub span: Range<usize>,
    /// What is wrong there.
    pub problem: Problem,
}

/// What can be wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
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
    /// An axis that does not exist.
    #[error("there is no axis `{name}`")]
    UnknownAxis {
        /// Its name.
        name: String,
    },
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
    /// An argument that must be a path to nodes.
    #[error("`{name}` needs a path to nodes")]
    NeedsNodes {
        /// The function or operator.
        name: String,
    },
    /// A value that a function cannot take.
    #[error("`{name}` cannot take `{value}`")]
    BadArgument {
        /// The function.
        name: String,
        /// The value.
        value: String,
    },
    /// A regular expression that cannot be read.
    #[error("`{pattern}` is not a regular expression")]
    Pattern {
        /// The pattern.
        pattern: String,
    },
    /// An instance that the form does not have.
    #[error("there is no instance `{id}`")]
    UnknownInstance {
        /// Its identifier.
        id: String,
    },
    /// `${name}` where nothing says what it stands for.
    #[error("`${{{name}}}` stands for nothing here")]
    UnboundReference {
        /// Its name.
        name: String,
    },
    /// Nested or long beyond all use, or more work than any form.
    #[error("the expression is too deep, too long, or looks at too much")]
    TooComplex,
}

impl Problem {
    /// A stable code, for messages and machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnexpectedCharacter { .. } => "unexpected_character",
            Self::OpenText => "open_text",
            Self::OpenReference => "open_reference",
            Self::UnexpectedToken { .. } => "unexpected_token",
            Self::UnexpectedEnd => "unexpected_end",
            Self::UnknownAxis { .. } => "unknown_axis",
            Self::UnknownFunction { .. } => "unknown_function",
            Self::ArgumentCount { .. } => "argument_count",
            Self::NeedsNodes { .. } => "needs_nodes",
            Self::BadArgument { .. } => "bad_argument",
            Self::Pattern { .. } => "pattern",
            Self::UnknownInstance { .. } => "unknown_instance",
            Self::UnboundReference { .. } => "unbound_reference",
            Self::TooComplex => "too_complex",
        }
    }

    /// The name, value or character that it is about; empty where it is about none.
    #[must_use]
    pub fn subject(&self) -> String {
        match self {
            Self::UnexpectedCharacter { character } => character.to_string(),
            Self::UnexpectedToken { found: name }
            | Self::UnknownAxis { name }
            | Self::UnknownFunction { name }
            | Self::ArgumentCount { name, .. }
            | Self::NeedsNodes { name }
            | Self::BadArgument { name, .. }
            | Self::Pattern { pattern: name }
            | Self::UnknownInstance { id: name }
            | Self::UnboundReference { name } => name.clone(),
            Self::OpenText | Self::OpenReference | Self::UnexpectedEnd | Self::TooComplex => String::new(),
        }
    }
}
