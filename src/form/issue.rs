//! What is wrong with a checklist: every problem with its place.

use super::expression::ExpressionError;
use crate::domain::Language;

/// One problem of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct TemplateIssue {
    /// Where: a JSON Pointer (RFC 6901) into the file, `/questions/3/relevant`; empty for the whole file.
    pub place: String,
    /// The code or name of the question, section or node, where one is known.
    pub subject: Option<String>,
    /// What is wrong.
    pub problem: TemplateProblem,
}

/// What can be wrong with a checklist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateProblem {
    /// The file is no JSON.
    #[error("not JSON (line {line}, column {column})")]
    NotJson {
        /// 1 for the first line.
        line: usize,
        /// 1 for the first column.
        column: usize,
    },
    /// The file is JSON of another kind or of a later version.
    #[error("the format is `{found}`, expected `{expected}`", expected = super::Template::FORMAT)]
    Format {
        /// What stands in `format`.
        found: String,
    },
    /// A field is missing, unknown or of the wrong type.
    #[error("{detail}")]
    Shape {
        /// What the reader of the data says.
        detail: String,
    },
    /// A name or code is used twice.
    #[error("`{name}` is used twice")]
    Duplicate {
        /// The name or code.
        name: String,
    },
    /// A name that no node can have.
    #[error("`{name}` is not a name (letters, digits, `_`, `-` and `.`, a letter first)")]
    Name {
        /// The name.
        name: String,
    },
    /// The section of a question does not exist.
    #[error("there is no section `{section}`")]
    UnknownSection {
        /// The code of the section.
        section: String,
    },
    /// A text lacks a language that the checklist says it has.
    #[error("the text is missing in {}", language.code())]
    TextMissing {
        /// The language.
        language: Language,
    },
    /// An expression cannot be read.
    #[error("{0}")]
    Expression(ExpressionError),
    /// An expression names a node that does not exist.
    #[error("there is no question or fact `{name}`")]
    UnknownNode {
        /// The name.
        name: String,
        /// Where the name stands in the expression, in bytes.
        start: usize,
    },
    /// Values that depend on each other in a circle.
    #[error("these depend on each other: {}", names.join(", "))]
    Cycle {
        /// The names in the order of the circle.
        names: Vec<String>,
    },
    /// A failing code is none of the options.
    #[error("`{code}` is not one of the options")]
    UnknownOption {
        /// The code.
        code: String,
    },
    /// A number is outside its range.
    #[error("{value} is not between {least} and {most}")]
    Range {
        /// The number found.
        value: u32,
        /// The least allowed.
        least: u32,
        /// The most allowed.
        most: u32,
    },
    /// A severity on an answer that cannot fail, because its kind has no rule.
    #[error("nothing says when an answer fails, so it has no severity")]
    NothingFails,
    /// A weight without a severity, which could never be scored.
    #[error("a question for information only has no weight")]
    WeightWithoutSeverity,
    /// A text where a decimal number is expected.
    #[error("`{text}` is not a decimal number")]
    NotANumber {
        /// The text.
        text: String,
    },
    /// Nothing to ask.
    #[error("there is nothing in it")]
    Empty,
}

impl TemplateProblem {
    /// A stable code, for messages and machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not_json",
            Self::Format { .. } => "format",
            Self::Shape { .. } => "shape",
            Self::Duplicate { .. } => "duplicate",
            Self::Name { .. } => "name",
            Self::UnknownSection { .. } => "unknown_section",
            Self::TextMissing { .. } => "text_missing",
            Self::Expression(_) => "expression",
            Self::UnknownNode { .. } => "unknown_node",
            Self::Cycle { .. } => "cycle",
            Self::UnknownOption { .. } => "unknown_option",
            Self::Range { .. } => "range",
            Self::NothingFails => "nothing_fails",
            Self::WeightWithoutSeverity => "weight_without_severity",
            Self::NotANumber { .. } => "not_a_number",
            Self::Empty => "empty",
        }
    }
}
