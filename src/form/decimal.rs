//! A decimal number as it was written: limits and readings are shown with the places that they have.

use super::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// A decimal text and the number it stands for; in data it is the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    text: String,
    number: Ratio,
}

/// A text that is no decimal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a decimal number")]
pub struct NotDecimal(String);

impl Decimal {
    /// Reads `-12.50`; see [`Ratio::parse`].
    ///
    /// # Errors
    /// [`NotDecimal`] with the text.
    pub fn parse(text: &str) -> Result<Self, NotDecimal> {
        let text = text.trim();
        let number = Ratio::parse(text).ok_or_else(|| NotDecimal(text.to_owned()))?;
        Ok(Self { text: text.to_owned(), number })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number.
    #[must_use]
    pub const fn number(&self) -> Ratio {
        self.number
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotDecimal;

    fn try_from(text: String) -> Result<Self, NotDecimal> {
        Self::parse(&text)
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.text
    }
}
