//! A checklist: sections, questions and hidden facts, read once from canonical JSON.

use super::issue::{TemplateIssue, TemplateProblem};
use super::question::Question;
use crate::domain::{BilingualText, Digest, InstancePath, Language};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A part of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its code, `HS`.
    pub code: String,
    /// Its title.
    pub title: BilingualText,
    /// Its weight in the overall score, 0 to 1000; 0 is not scored.
    pub weight: u32,
}

/// A fact that nobody is asked for, but conditions can use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hidden {
    /// The name of its node, `site_country`, `profile_dormitory`.
    pub name: String,
    /// How it follows from answers; without it, it comes from the site's profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculate: Option<String>,
}

/// A checklist.
#[derive(Debug, Clone)]
pub struct Template {
    /// The stable identifier through all versions, `supplier-on-site-esg`.
    pub id: String,
    /// The version, `1.0.0`.
    pub version: String,
    /// The title.
    pub title: BilingualText,
    /// The languages that every text has.
    pub languages: Vec<Language>,
    /// The sections in their order.
    pub sections: Vec<Section>,
    /// The questions in their order.
    pub questions: Vec<Question>,
    /// Facts for conditions.
    pub hidden: Vec<Hidden>,
    /// SHA-256 of the exact bytes.
    pub digest: Digest,
    places: HashMap<InstancePath, usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    id: String,
    version: String,
    title: BilingualText,
    languages: Vec<Language>,
    sections: Vec<Section>,
    questions: Vec<Question>,
    #[serde(default)]
    hidden: Vec<Hidden>,
}

impl Template {
    /// The `format` of the file.
    pub const FORMAT: &str = "fieldseal-checklist/1";

    /// Reads a checklist.
    ///
    /// # Errors
    /// All problems, each with its place.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<TemplateIssue>> {
        let file: File = serde_json::from_slice(bytes).map_err(|error| {
            vec![TemplateIssue {
                place: String::new(),
                subject: None,
                problem: TemplateProblem::Shape { detail: error.to_string() },
            }]
        })?;
        let places = file.questions.iter().enumerate().map(|(index, question)| (question.path(), index)).collect();
        Ok(Self {
            id: file.id,
            version: file.version,
            title: file.title,
            languages: file.languages,
            sections: file.sections,
            questions: file.questions,
            hidden: file.hidden,
            digest: Digest::of(bytes),
            places,
        })
    }

    /// The question with this node name.
    #[must_use]
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.index_of(&InstancePath::of_question(name)).map(|index| &self.questions[index])
    }

    /// The index of the question whose answer lives at `path`.
    #[must_use]
    pub fn index_of(&self, path: &InstancePath) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// The questions of a section with their indices.
    pub fn questions_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (usize, &'a Question)> {
        self.questions.iter().enumerate().filter(move |(_, question)| question.section == section)
    }
}
