//! Values of expressions and their conversions (XPath 1.0, 3.2 to 4.4; dates as ODK web-forms has them).

use super::forest::Spot;
use super::stamp::Stamp;

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nodes in the order of their document.
    Nodes(Vec<Spot>),
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Days since 1970-01-01T00:00:00Z that came from a date: as a text it is the whole day.
    Days(f64),
    /// True or false.
    Boolean(bool),
    /// A date, with or without the time of day.
    Date(Stamp),
    /// What was to be a date and is none.
    NoDate,
}

impl Value {
    /// The nodes, if it is nodes.
    #[must_use]
    pub fn as_nodes(&self) -> Option<&[Spot]> {
        if let Self::Nodes(nodes) = self { Some(nodes) } else { None }
    }

    /// The name of its type: `nodeset`, `string`, `number`, `boolean`, `date`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Nodes(_) => "nodeset",
            Self::Text(_) => "string",
            Self::Number(_) | Self::Days(_) => "number",
            Self::Boolean(_) => "boolean",
            Self::Date(_) | Self::NoDate => "date",
        }
    }
}

/// A number as XPath writes it: no exponent, no trailing zeros, no negative zero.
#[must_use]
pub fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        number.to_string()
    }
}

/// The number that a text says by the grammar of XPath 1.0 (3.7); none for what is no number.
#[must_use]
pub fn plain_number(text: &str) -> Option<f64> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut points = digits.matches('.');
    let one_point = points.next().is_none() || points.next().is_none();
    let numeric = one_point
        && digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if numeric { text.parse().ok() } else { exponent_number(text) }
}

/// Numbers with an exponent, which answers of other programs carry: `1e3`.
fn exponent_number(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let whole = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let fits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let starts = mantissa.strip_prefix('-').unwrap_or(mantissa).starts_with(|c: char| c.is_ascii_digit());
    if fits && starts { text.parse().ok() } else { None }
}
