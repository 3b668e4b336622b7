//! From bytes to the parts of a checklist, each problem with its place.

use super::issue::{TemplateIssue, TemplateProblem};
use super::question::{Question, QuestionKind, Reference};
use super::template::{Hidden, Section, Template};
use crate::domain::{BilingualText, Language};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// What stands before the lists of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    #[serde(rename = "format")]
    _format: String,
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: BilingualText,
    pub(super) languages: Vec<Language>,
}

/// The entries of a list that could be read, each with its place.
pub(super) struct List<T> {
    pub(super) entries: Vec<T>,
    pub(super) places: Vec<String>,
    /// The names of entries that could not be read, so that nobody calls them unknown.
    pub(super) lost: Vec<String>,
}

impl<T> List<T> {
    /// Whether the file has no entry at all.
    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.lost.is_empty()
    }

    /// The entries with their places.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.places.iter().map(String::as_str).zip(&self.entries)
    }
}

/// The parts of a checklist as they stand in the file.
pub(super) struct Parts {
    pub(super) head: Head,
    pub(super) sections: List<Section>,
    pub(super) questions: List<Question>,
    pub(super) hidden: List<Hidden>,
}

/// Collects issues.
#[derive(Default)]
pub(super) struct Issues(pub(super) Vec<TemplateIssue>);

impl Issues {
    /// Notes a problem.
    pub(super) fn note(&mut self, place: impl Into<String>, subject: Option<&str>, problem: TemplateProblem) {
        self.0.push(TemplateIssue { place: place.into(), subject: subject.map(str::to_owned), problem });
    }
}

/// Reads the parts and checks all that needs no expression; none when there is nothing to go on with.
pub(super) fn read(bytes: &[u8], issues: &mut Issues) -> Option<Parts> {
    let mut fields = object(bytes, issues)?;
    let sections = list(&mut fields, "sections", "code", issues);
    let questions = list(&mut fields, "questions", "code", issues);
    let hidden = list(&mut fields, "hidden", "name", issues);
    let head = part(Value::Object(fields), "", None, issues)?;
    let parts = Parts { head, sections, questions, hidden };
    check(&parts, issues);
    Some(parts)
}

fn object(bytes: &[u8], issues: &mut Issues) -> Option<Map<String, Value>> {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            issues.note("", None, TemplateProblem::NotJson { line: error.line(), column: error.column() });
            return None;
        }
    };
    let found = value.get("format").and_then(Value::as_str).unwrap_or_default().to_owned();
    match value {
        Value::Object(fields) if found == Template::FORMAT => Some(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            issues.note("/format", None, TemplateProblem::Format { found });
            None
        }
    }
}

/// The entries of a list that can be read; those that cannot are issues of their own.
fn list<T: DeserializeOwned>(fields: &mut Map<String, Value>, name: &str, key: &str, issues: &mut Issues) -> List<T> {
    let mut list = List { entries: Vec::new(), places: Vec::new(), lost: Vec::new() };
    let entries = match fields.remove(name) {
        Some(Value::Array(entries)) => entries,
        None if name == "hidden" => Vec::new(),
        _ => {
            let detail = format!("`{name}` is not a list");
            issues.note(format!("/{name}"), None, TemplateProblem::Shape { detail });
            Vec::new()
        }
    };
    for (index, entry) in entries.into_iter().enumerate() {
        let field = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        let (subject, own_name) = (field(key), field("name"));
        let place = format!("/{name}/{index}");
        match part(entry, &place, subject.as_deref(), issues) {
            Some(part) => {
                list.entries.push(part);
                list.places.push(place);
            }
            None => list.lost.extend(own_name.or(subject)),
        }
    }
    list
}

fn part<T: DeserializeOwned>(value: Value, place: &str, subject: Option<&str>, issues: &mut Issues) -> Option<T> {
    match serde_json::from_value(value) {
        Ok(part) => Some(part),
        Err(error) => {
            issues.note(place, subject, TemplateProblem::Shape { detail: error.to_string() });
            None
        }
    }
}

fn check(parts: &Parts, issues: &mut Issues) {
    let Parts { head, sections, questions, hidden } = parts;
    for (place, empty) in [("/sections", sections.is_empty()), ("/questions", questions.is_empty())] {
        if empty {
            issues.note(place, None, TemplateProblem::Empty);
        }
    }
    check_text(&head.title, &head.languages, "/title", None, issues);
    let mut codes: HashSet<&str> = sections.lost.iter().map(String::as_str).collect();
    for (place, section) in sections.iter() {
        let subject = Some(section.code.as_str());
        check_unique(&mut codes, &section.code, &format!("{place}/code"), issues);
        check_text(&section.title, &head.languages, &format!("{place}/title"), subject, issues);
        check_range(section.weight, 1000, &format!("{place}/weight"), subject, issues);
    }
    let mut names = HashSet::new();
    for (place, hidden) in hidden.iter() {
        check_name(&mut names, &hidden.name, &format!("{place}/name"), issues);
    }
    let mut question_codes = HashSet::new();
    for (place, question) in questions.iter() {
        check_name(&mut names, &question.name, &format!("{place}/name"), issues);
        check_unique(&mut question_codes, &question.code, &format!("{place}/code"), issues);
        if !codes.contains(question.section.as_str()) {
            let problem = TemplateProblem::UnknownSection { section: question.section.clone() };
            issues.note(format!("{place}/section"), Some(&question.code), problem);
        }
        check_question(question, &head.languages, place, issues);
    }
}

fn check_question(question: &Question, languages: &[Language], place: &str, issues: &mut Issues) {
    let subject = Some(question.code.as_str());
    check_text(&question.text, languages, &format!("{place}/text"), subject, issues);
    check_text(&question.guidance, languages, &format!("{place}/guidance"), subject, issues);
    for (index, reference) in question.references.iter().enumerate() {
        let Reference { label, note, .. } = reference;
        check_text(label, languages, &format!("{place}/references/{index}/label"), subject, issues);
        if let Some(note) = note {
            check_text(note, languages, &format!("{place}/references/{index}/note"), subject, issues);
        }
    }
    check_range(question.weight, 100, &format!("{place}/weight"), subject, issues);
    if question.weight > 0 && question.severity.is_none() {
        issues.note(format!("{place}/weight"), subject, TemplateProblem::WeightWithoutSeverity);
    }
    if question.severity.is_some() && !can_fail(&question.kind) {
        issues.note(format!("{place}/severity"), subject, TemplateProblem::NothingFails);
    }
    check_options(question, languages, place, issues);
}

/// Whether an answer of this kind can fail.
fn can_fail(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Grade
        | QuestionKind::YesNo { .. }
        | QuestionKind::Photo { .. }
        | QuestionKind::Sampled { .. } => true,
        QuestionKind::Number { rule, .. } => rule.is_some(),
        QuestionKind::Date { rule } => rule.is_some(),
        QuestionKind::Choice { failing, .. } => !failing.is_empty(),
        QuestionKind::Multi { .. } | QuestionKind::Text | QuestionKind::Count => false,
    }
}

fn check_options(question: &Question, languages: &[Language], place: &str, issues: &mut Issues) {
    let subject = Some(question.code.as_str());
    let options = question.kind.options();
    let mut codes = HashSet::new();
    for (index, option) in options.iter().enumerate() {
        let place = format!("{place}/kind/options/{index}");
        check_unique(&mut codes, &option.code, &format!("{place}/code"), issues);
        if option.code.is_empty() || option.code.contains(char::is_whitespace) {
            issues.note(format!("{place}/code"), subject, TemplateProblem::Name { name: option.code.clone() });
        }
        check_text(&option.label, languages, &format!("{place}/label"), subject, issues);
    }
    if let QuestionKind::Sampled { failing, critical, .. } = &question.kind {
        check_text(failing, languages, &format!("{place}/kind/failing"), subject, issues);
        if let Some(critical) = critical {
            check_text(critical, languages, &format!("{place}/kind/critical"), subject, issues);
        }
    }
    if let QuestionKind::Choice { failing, .. } = &question.kind {
        for (index, code) in failing.iter().enumerate().filter(|(_, code)| !codes.contains(code.as_str())) {
            let problem = TemplateProblem::UnknownOption { code: code.clone() };
            issues.note(format!("{place}/kind/failing/{index}"), subject, problem);
        }
    }
    if matches!(question.kind, QuestionKind::Choice { .. } | QuestionKind::Multi { .. }) && options.is_empty() {
        issues.note(format!("{place}/kind/options"), subject, TemplateProblem::Empty);
    }
}

fn check_unique<'a>(seen: &mut HashSet<&'a str>, name: &'a str, place: &str, issues: &mut Issues) {
    if !seen.insert(name) {
        issues.note(place, Some(name), TemplateProblem::Duplicate { name: name.to_owned() });
    }
}

fn check_name<'a>(seen: &mut HashSet<&'a str>, name: &'a str, place: &str, issues: &mut Issues) {
    let letter = |c: char| c.is_alphabetic() || c == '_';
    let good = name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_numeric() || matches!(c, '-' | '.'));
    if !good {
        issues.note(place, Some(name), TemplateProblem::Name { name: name.to_owned() });
    }
    check_unique(seen, name, place, issues);
}

fn check_text(text: &BilingualText, languages: &[Language], place: &str, subject: Option<&str>, issues: &mut Issues) {
    for language in languages {
        let own = match language {
            Language::En => &text.en,
            Language::ZhCn => &text.zh_cn,
        };
        if own.trim().is_empty() {
            let place = format!("{place}/{}", language.code());
            issues.note(place, subject, TemplateProblem::TextMissing { language: *language });
        }
    }
}

fn check_range(value: u32, most: u32, place: &str, subject: Option<&str>, issues: &mut Issues) {
    if value > most {
        issues.note(place, subject, TemplateProblem::Range { value, least: 0, most });
    }
}
