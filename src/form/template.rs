//! A checklist: sections, questions and hidden facts, read once from canonical JSON.

use super::compile::{Compiled, compile};
use super::issue::TemplateIssue;
use super::question::{Question, QuestionKind};
use super::reading::{Issues, read};
use crate::domain::{BilingualText, CanonicalError, Digest, InstancePath, Language, canonical_json};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

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
    /// SHA-256 of the exact bytes that were read.
    pub digest: Digest,
    pub(super) compiled: Compiled,
    /// The path of each question.
    pub(super) paths: Vec<InstancePath>,
    places: HashMap<InstancePath, (usize, Option<&'static str>)>,
}

/// What a condition looks at in the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionSource {
    /// The answer to a question, by its index.
    Question(usize),
    /// A fact of the site's profile, by its name.
    Profile(String),
}

impl Template {
    /// The `format` of the file.
    pub const FORMAT: &str = "fieldseal-checklist/1";

    /// Reads a checklist and all its expressions.
    ///
    /// # Errors
    /// All problems, each with its place.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<TemplateIssue>> {
        let mut issues = Issues::default();
        let read = read(bytes, &mut issues).map(|parts| {
            let compiled = compile(&parts, &mut issues);
            (parts, compiled)
        });
        let (Some((parts, compiled)), true) = (read, issues.0.is_empty()) else { return Err(issues.0) };
        let questions = parts.questions.entries;
        let paths: Vec<InstancePath> = questions.iter().map(Question::path).collect();
        Ok(Self {
            places: places(&questions, &paths),
            paths,
            compiled,
            digest: Digest::of(bytes),
            id: parts.head.id,
            version: parts.head.version,
            title: parts.head.title,
            languages: parts.head.languages,
            sections: parts.sections.entries,
            questions,
            hidden: parts.hidden.entries,
        })
    }

    /// The canonical bytes (RFC 8785).
    ///
    /// # Errors
    /// When a value cannot be written as JSON, which no checklist that was read has.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        #[derive(Serialize)]
        struct File<'a> {
            format: &'static str,
            id: &'a str,
            version: &'a str,
            title: &'a BilingualText,
            languages: &'a [Language],
            sections: &'a [Section],
            questions: &'a [Question],
            hidden: &'a [Hidden],
        }
        canonical_json(&File {
            format: Self::FORMAT,
            id: &self.id,
            version: &self.version,
            title: &self.title,
            languages: &self.languages,
            sections: &self.sections,
            questions: &self.questions,
            hidden: &self.hidden,
        })
    }

    /// The question with this node name.
    #[must_use]
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.question_at(&InstancePath::of_question(name))
    }

    /// The question that has its answer, or a part of it, at `path`.
    #[must_use]
    pub fn question_at(&self, path: &InstancePath) -> Option<&Question> {
        self.index_of(path).and_then(|index| self.questions.get(index))
    }

    /// The index of the question that has its answer, or a part of it, at `path`.
    #[must_use]
    pub fn index_of(&self, path: &InstancePath) -> Option<usize> {
        self.places.get(path).map(|(index, _)| *index)
    }

    /// The question at `path`, and the name of its part where it is no answer of its own.
    pub(super) fn place(&self, path: &InstancePath) -> Option<(usize, Option<&'static str>)> {
        self.places.get(path).copied()
    }

    /// The section with this code.
    #[must_use]
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    /// The questions of a section with their indices.
    pub fn questions_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (usize, &'a Question)> {
        self.questions.iter().enumerate().filter(move |(_, question)| question.section == section)
    }

    /// What decides whether the question at `index` is asked: the questions and profile facts that its condition
    /// rests on, also through calculated facts.
    #[must_use]
    pub fn condition_sources(&self, index: usize) -> BTreeSet<ConditionSource> {
        let mut sources = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<usize> =
            self.compiled.relevants.get(index).into_iter().flatten().flat_map(|bound| bound.nodes().to_vec()).collect();
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            match (self.hidden.get(node), self.compiled.calculates.get(node)) {
                (Some(_), Some(Some(calculate))) => open.extend(calculate.nodes()),
                (Some(hidden), _) => {
                    sources.insert(ConditionSource::Profile(hidden.name.clone()));
                }
                (None, _) => {
                    sources.insert(ConditionSource::Question(node - self.hidden.len()));
                }
            }
        }
        sources
    }
}

fn places(questions: &[Question], paths: &[InstancePath]) -> HashMap<InstancePath, (usize, Option<&'static str>)> {
    let mut places = HashMap::new();
    for (index, (question, path)) in questions.iter().zip(paths).enumerate() {
        places.insert(path.clone(), (index, None));
        if matches!(question.kind, QuestionKind::Sampled { .. }) {
            for node in Question::SAMPLED_NODES {
                places.insert(path.child(node), (index, Some(node)));
            }
        }
    }
    places
}
