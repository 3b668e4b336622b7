//! From bytes to the parts of a checklist, each problem with its place.

use super::issue::{TemplateIssue, TemplateProblem};
use super::question::{Question, QuestionKind, Reference};
use super::template::{Hidden, Section, Template};
use crate::domain::{BilingualText, Language};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The parts of a checklist as they stand in the file.
pub(super) struct Parts {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: BilingualText,
    pub(super) languages: Vec<Language>,
    pub(super) sections: Vec<Section>,
    pub(super) questions: Vec<Question>,
    pub(super) hidden: Vec<Hidden>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(rename = "format")]
    _format: String,
    id: String,
    version: String,
    title: BilingualText,
    languages: Vec<Language>,
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

/// Reads the parts and checks all that needs no expression.
pub(super) fn read(bytes: &[u8]) -> Result<Parts, Vec<TemplateIssue>> {
    let mut issues = Issues::default();
    let mut fields = object(bytes, &mut issues).ok_or_else(|| std::mem::take(&mut issues.0))?;
    let sections: Vec<Section> = list(&mut fields, "sections", "code", &mut issues);
    let questions: Vec<Question> = list(&mut fields, "questions", "code", &mut issues);
    let hidden: Vec<Hidden> = list(&mut fields, "hidden", "name", &mut issues);
    let head: Option<Head> = part(Value::Object(fields), "", None, &mut issues);
    let Some(head) = head else { return Err(issues.0) };
    let parts = Parts {
        id: head.id,
        version: head.version,
        title: head.title,
        languages: head.languages,
        sections,
        questions,
        hidden,
    };
    check(&parts, &mut issues);
    if issues.0.is_empty() { Ok(parts) } else { Err(issues.0) }
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
fn list<T: DeserializeOwned>(fields: &mut Map<String, Value>, name: &str, key: &str, issues: &mut Issues) -> Vec<T> {
    match fields.remove(name) {
        Some(Value::Array(entries)) => {
            let read = |(index, entry): (usize, Value)| {
                let subject = entry.get(key).and_then(Value::as_str).map(str::to_owned);
                part(entry, &format!("/{name}/{index}"), subject.as_deref(), issues)
            };
            entries.into_iter().enumerate().filter_map(read).collect()
        }
        None if name == "hidden" => Vec::new(),
        _ => {
            let detail = format!("`{name}` is not a list");
            issues.note(format!("/{name}"), None, TemplateProblem::Shape { detail });
            Vec::new()
        }
    }
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
    if parts.sections.is_empty() || parts.questions.is_empty() {
        let place = if parts.sections.is_empty() { "/sections" } else { "/questions" };
        issues.note(place, None, TemplateProblem::Empty);
    }
    check_text(&parts.title, &parts.languages, "/title", None, issues);
    let mut sections = HashSet::new();
    for (index, section) in parts.sections.iter().enumerate() {
        let place = format!("/sections/{index}");
        let subject = Some(section.code.as_str());
        check_unique(&mut sections, &section.code, &format!("{place}/code"), issues);
        check_text(&section.title, &parts.languages, &format!("{place}/title"), subject, issues);
        check_range(section.weight, 1000, &format!("{place}/weight"), subject, issues);
    }
    let mut names = HashSet::new();
    for (index, hidden) in parts.hidden.iter().enumerate() {
        check_name(&mut names, &hidden.name, &format!("/hidden/{index}/name"), issues);
    }
    let mut codes = HashSet::new();
    for (index, question) in parts.questions.iter().enumerate() {
        let place = format!("/questions/{index}");
        check_name(&mut names, &question.name, &format!("{place}/name"), issues);
        check_unique(&mut codes, &question.code, &format!("{place}/code"), issues);
        if !sections.contains(question.section.as_str()) {
            let problem = TemplateProblem::UnknownSection { section: question.section.clone() };
            issues.note(format!("{place}/section"), Some(&question.code), problem);
        }
        check_question(question, &parts.languages, &place, issues);
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
