//! What other schemes call a severity, and what they lay down: for information, never a rating of theirs.

use super::{BilingualText, Severity};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a scheme calls findings of one severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeSeverity {
    /// The severity here.
    pub severity: Severity,
    /// The term there.
    pub term: BilingualText,
    /// Where that is written.
    pub source: BilingualText,
    /// Whether it was read at its source.
    pub verified: bool,
}

/// Something that a scheme lays down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeFact {
    /// What.
    pub text: BilingualText,
    /// Where that is written.
    pub source: BilingualText,
    /// Whether it was read at its source.
    pub verified: bool,
}

/// A scheme of social audits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its code, `rba`.
    pub code: String,
    /// Its name.
    pub name: BilingualText,
    /// Its terms.
    pub severities: Vec<SchemeSeverity>,
    /// What else it lays down.
    pub facts: Vec<SchemeFact>,
}

impl Scheme {
    /// What it calls a severity.
    #[must_use]
    pub fn term(&self, severity: Severity) -> Option<&SchemeSeverity> {
        self.severities.iter().find(|own| own.severity == severity)
    }
}

/// Schemes as they were known on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeSet {
    /// `fieldseal-schemes/1`.
    pub format: String,
    /// The version, `1.0.0`.
    pub version: String,
    /// Known on this day.
    pub effective_from: NaiveDate,
    /// The schemes.
    pub schemes: Vec<Scheme>,
}

impl SchemeSet {
    /// The `format` of the file.
    pub const FORMAT: &str = "fieldseal-schemes/1";
}
