//! Answers and their addresses.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Where an answer lives inside an inspection: `/esg_hs_04`, `/esg_hs_05/checked`,
/// or, inside a repeat, `/area[018f…]/esg_oe_02` with the row's own UUID, never an ordinal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InstancePath(String);

impl InstancePath {
    /// The path of a question at the top of the checklist, from its node name.
    #[must_use]
    pub fn of_question(name: &str) -> Self {
        Self(format!("/{name}"))
    }

    /// The path of a node inside this one.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        Self(format!("{}/{name}", self.0))
    }

    /// The path without the ids of rows: `/area/esg_oe_02` for `/area[018f…]/esg_oe_02`.
    #[must_use]
    pub fn in_any_row(&self) -> String {
        let outside = self.0.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
        outside.collect()
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for InstancePath {
    fn from(path: String) -> Self {
        Self(path)
    }
}

impl fmt::Display for InstancePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a question was answered or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerStatus {
    /// The value is the answer.
    #[default]
    Answered,
    /// Does not apply to this site; a reason is owed.
    NotApplicable,
    /// Could not be verified; lowers coverage.
    NotVerified,
}

impl AnswerStatus {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NotApplicable => "not_applicable",
            Self::NotVerified => "not_verified",
        }
    }
}

/// What is recorded at one address. An [`Answer::is_empty`] answer is one that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// The XForms lexical value: `conforming`, `yes`, `42.5`, `2026-11-21`, `a b` for several choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Answered, not applicable or not verified.
    #[serde(default)]
    pub status: AnswerStatus,
    /// Why it does not apply or could not be verified.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The auditor's note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Answer {
    /// An answered value without a note.
    #[must_use]
    pub fn of(value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..Self::default() }
    }

    /// Whether nothing is recorded here: neither value, nor status, nor note.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.is_settled() && self.note.is_empty()
    }

    /// Whether the question needs no more: it has a value, or says why it has none.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self.status {
            AnswerStatus::Answered => self.value.as_deref().is_some_and(|value| !value.is_empty()),
            AnswerStatus::NotApplicable | AnswerStatus::NotVerified => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_the_same_in_any_row() {
        let path = |text: &str| InstancePath::from(text.to_owned()).in_any_row();
        assert_eq!(path("/area[018f]/shift[2]/esg_oe_02"), "/area/shift/esg_oe_02");
        assert_eq!(path("/esg_oe_02"), "/esg_oe_02");
    }
}
