//! The checklists that can be used.

use crate::app::{AppError, Thing};
use crate::assets;
use crate::domain::{BilingualText, Digest, Grade, Language};
use crate::form::{ChoiceOption, Question, QuestionKind, Template};
use crate::words::Words;

/// A checklist as lists show it.
#[derive(Debug, Clone)]
pub struct ChecklistLine {
    /// Its stable identifier.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: BilingualText,
    /// How many questions it has.
    pub questions: usize,
    /// The digest of its bytes.
    pub digest: Digest,
}

/// A checklist with its questions, as somebody who answers by commands needs it.
#[derive(Debug, Clone)]
pub struct ChecklistView {
    /// What lists show.
    pub line: ChecklistLine,
    /// Its questions in their order.
    pub questions: Vec<QuestionLine>,
}

/// A question and how it can be answered.
#[derive(Debug, Clone)]
pub struct QuestionLine {
    /// The code that people use.
    pub code: String,
    /// The code of its kind.
    pub kind: &'static str,
    /// What is asked.
    pub text: BilingualText,
    /// What can be chosen; empty where the answer is free.
    pub choices: Vec<ChoiceOption>,
    /// The unit of a number.
    pub unit: Option<String>,
    /// The nodes that hold the answer where it has several.
    pub parts: &'static [&'static str],
    /// Whether it is asked only under a condition.
    pub conditional: bool,
}

/// The newest built-in checklist with this identifier, and its exact bytes.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Template`] when one cannot be read.
pub fn newest(id: &str) -> Result<(Template, &'static [u8]), AppError> {
    let mut found = None;
    for (_, bytes) in assets::CHECKLISTS {
        let template = Template::parse(bytes).map_err(AppError::Template)?;
        if template.id == id {
            found = Some((template, *bytes));
        }
    }
    found.ok_or_else(|| AppError::not_found(Thing::Checklist, id))
}

/// The newest built-in checklist with this identifier, question by question.
///
/// # Errors
/// As [`newest`].
pub fn show(id: &str) -> Result<ChecklistView, AppError> {
    let (template, _) = newest(id)?;
    let questions = template.questions.iter().map(question_line).collect();
    Ok(ChecklistView { line: line(template), questions })
}

fn question_line(question: &Question) -> QuestionLine {
    QuestionLine {
        code: question.code.clone(),
        kind: question.kind.code(),
        text: question.text.clone(),
        choices: choices(&question.kind),
        unit: question.kind.unit().map(str::to_owned),
        parts: question.kind.parts(),
        conditional: question.relevant.is_some(),
    }
}

/// What can be chosen: the checklist's own options, or the words of the trade.
fn choices(kind: &QuestionKind) -> Vec<ChoiceOption> {
    let said = |code: &str, key: &str| {
        let [en, zh_cn] = [Language::En, Language::ZhCn].map(|language| Words::of(language).get(key));
        ChoiceOption { code: code.to_owned(), label: BilingualText { en, zh_cn } }
    };
    match kind {
        QuestionKind::Grade => {
            Grade::ALL.iter().map(|grade| said(grade.code(), &format!("grade-{}", grade.code()))).collect()
        }
        QuestionKind::YesNo { .. } => ["yes", "no"].map(|code| said(code, code)).to_vec(),
        QuestionKind::Choice { options, .. } | QuestionKind::Multi { options } => options.clone(),
        QuestionKind::Number { .. }
        | QuestionKind::Date { .. }
        | QuestionKind::Text
        | QuestionKind::Count
        | QuestionKind::Photo { .. }
        | QuestionKind::Sampled { .. } => Vec::new(),
    }
}

/// The built-in checklist with this digest.
///
/// # Errors
/// [`AppError::NotFound`] for another digest, [`AppError::Template`] when it cannot be read.
pub fn template(digest: &Digest) -> Result<Template, AppError> {
    let bytes = assets::CHECKLISTS.iter().map(|(_, bytes)| *bytes).find(|bytes| Digest::of(bytes) == *digest);
    let bytes = bytes.ok_or_else(|| AppError::not_found(Thing::Checklist, digest))?;
    Template::parse(bytes).map_err(AppError::Template)
}

/// All built-in checklists.
///
/// # Errors
/// [`AppError::Template`] when one cannot be read; a test keeps that from happening.
pub fn list() -> Result<Vec<ChecklistLine>, AppError> {
    assets::CHECKLISTS.iter().map(|(_, bytes)| Template::parse(bytes).map(line).map_err(AppError::Template)).collect()
}

fn line(template: Template) -> ChecklistLine {
    ChecklistLine {
        id: template.id,
        version: template.version,
        title: template.title,
        questions: template.questions.len(),
        digest: template.digest,
    }
}
