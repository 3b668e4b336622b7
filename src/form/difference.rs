//! What differs between two versions of a checklist, for somebody who has to decide between them.

use super::question::Question;
use super::template::Template;
use crate::domain::InstancePath;

/// One question, table or section that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The code that people use, or the title of a table or section.
    pub code: String,
    /// The index of the question in the older version, where it has it.
    pub old: Option<usize>,
    /// The index of the question in the newer version, where it has it.
    pub new: Option<usize>,
    /// What differs, where both have it.
    pub changed: Vec<Aspect>,
}

/// What of a question can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// What is asked.
    Text,
    /// How an auditor finds out.
    Guidance,
    /// How it is answered.
    Kind,
    /// How bad a failure is.
    Severity,
    /// Its weight.
    Weight,
    /// When it is asked.
    Condition,
    /// What evidence is wanted.
    Evidence,
    /// Where the requirement is written.
    References,
    /// Its section or group.
    Place,
}

impl Aspect {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Guidance => "guidance",
            Self::Kind => "kind",
            Self::Severity => "severity",
            Self::Weight => "weight",
            Self::Condition => "condition",
            Self::Evidence => "evidence",
            Self::References => "references",
            Self::Place => "place",
        }
    }
}

/// The questions that differ, in the order of the newer version, those that are gone behind it. Questions are the same
/// where they have the same address.
#[must_use]
pub fn differences(old: &Template, new: &Template) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (at, question) in new.questions.iter().enumerate() {
        let before = old.index_of(&question.path());
        let changed = before.and_then(|before| old.questions.get(before)).map(|before| aspects(before, question));
        if changed.as_ref().is_none_or(|changed| !changed.is_empty()) {
            differences.push(Difference {
                code: question.code.clone(),
                old: before,
                new: Some(at),
                changed: changed.unwrap_or_default(),
            });
        }
    }
    for (at, question) in old.questions.iter().enumerate() {
        if new.index_of(&question.path()).is_none() {
            let code = question.code.clone();
            differences.push(Difference { code, old: Some(at), new: None, changed: Vec::new() });
        }
    }
    differences
}

/// Whether a checklist can record an answer at an address.
#[must_use]
pub fn has_place(template: &Template, path: &InstancePath) -> bool {
    super::template::parts(path).is_some_and(|parts| template.slot(&parts.pattern).is_some())
}

fn aspects(old: &Question, new: &Question) -> Vec<Aspect> {
    let differs = [
        (Aspect::Text, old.text != new.text || old.hint != new.hint),
        (Aspect::Guidance, old.guidance != new.guidance),
        (Aspect::Kind, old.kind != new.kind),
        (Aspect::Severity, old.severity != new.severity || old.zero_tolerance != new.zero_tolerance),
        (Aspect::Weight, old.weight != new.weight || old.element != new.element),
        (Aspect::Condition, old.relevant != new.relevant),
        (Aspect::Evidence, old.evidence != new.evidence),
        (Aspect::References, old.references != new.references),
        (Aspect::Place, old.section != new.section || old.groups != new.groups),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}
