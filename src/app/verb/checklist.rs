//! The checklists that can be used.

use crate::app::{App, AppError, Thing};
use crate::assets;
use crate::domain::{BilingualText, Digest, EventBody, Grade, Language, Stream};
use crate::form::{ChoiceOption, Question, QuestionKind, Template};
use crate::words::Words;
use std::sync::Arc;

/// A checklist as lists show it.
#[derive(Debug, Clone)]
pub struct ChecklistLine {
    /// Its stable identifier.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: BilingualText,
    /// The languages that its texts have.
    pub languages: Vec<Language>,
    /// How many questions it has.
    pub questions: usize,
    /// How many tables of records it has.
    pub tables: usize,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Whether it comes with the program.
    pub built_in: bool,
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

/// The checklists that come with the program, with their exact bytes.
///
/// # Errors
/// [`AppError::Template`] when one cannot be read; a test keeps that from happening.
pub fn built_in() -> Result<Vec<(Template, &'static [u8])>, AppError> {
    assets::CHECKLISTS.iter().map(|(_, bytes)| Ok((Template::parse(bytes)?, *bytes))).collect()
}

/// The checklist of a list that an identifier or the beginning of a digest (8 letters at least) names: of several with
/// the same identifier that of the highest version, of equal ones the last that was added.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn find<'a>(lines: &'a [ChecklistLine], id: &str) -> Result<&'a ChecklistLine, AppError> {
    let by_id = lines.iter().filter(|line| line.id == id).max_by_key(|line| version_key(&line.version));
    let by_digest = || lines.iter().find(|line| id.len() >= 8 && line.digest.to_string().starts_with(id));
    by_id.or_else(by_digest).ok_or_else(|| AppError::not_found(Thing::Checklist, id))
}

/// Versions in their order: numbers as numbers, `1.10` behind `1.9`.
fn version_key(version: &str) -> Vec<(u64, String)> {
    let part = |part: &str| {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        (part[..digits].parse().unwrap_or(0), part[digits..].to_owned())
    };
    version.split(['.', '-', '_', ' ']).map(part).collect()
}

/// A checklist question by question.
#[must_use]
pub fn view(template: &Template) -> ChecklistView {
    let questions = template.questions.iter().map(question_line).collect();
    ChecklistView { line: line(template, true), questions }
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
        QuestionKind::Choice { .. }
        | QuestionKind::Multi { .. }
        | QuestionKind::Rank { .. }
        | QuestionKind::LimitSets { .. }
        | QuestionKind::Quiz(_) => kind.options().to_vec(),
        QuestionKind::Number { .. }
        | QuestionKind::Date { .. }
        | QuestionKind::Text
        | QuestionKind::Count
        | QuestionKind::Photo { .. }
        | QuestionKind::Reading(_)
        | QuestionKind::Field(_)
        | QuestionKind::Sampled { .. } => Vec::new(),
    }
}

/// What lists show of a checklist.
#[must_use]
pub fn line(template: &Template, built_in: bool) -> ChecklistLine {
    ChecklistLine {
        id: template.id.clone(),
        version: template.version.clone(),
        title: template.title.clone(),
        languages: template.languages.clone(),
        questions: template.questions.len(),
        tables: template.tables.len(),
        digest: template.digest,
        built_in,
    }
}

impl App {
    /// All checklists that can be used here: those of the program, then those of the workspace in the order they were
    /// added.
    ///
    /// # Errors
    /// What the store says; a checklist of the workspace that cannot be read.
    pub fn checklists(&mut self) -> Result<Arc<Vec<ChecklistLine>>, AppError> {
        if let Some(library) = &self.library {
            return Ok(Arc::clone(library));
        }
        let mut lines = Vec::new();
        for (template, _) in built_in()? {
            lines.push(line(&template, true));
            self.templates.entry(template.digest).or_insert_with(|| Arc::new(template));
        }
        for stored in self.store.templates()? {
            if lines.iter().all(|line| line.digest != stored.digest) {
                lines.push(line(&*self.template(&stored.digest)?, false));
            }
        }
        let library = Arc::new(lines);
        self.library = Some(Arc::clone(&library));
        Ok(library)
    }

    /// The checklist that an identifier or the beginning of a digest names; see [`find`].
    ///
    /// # Errors
    /// [`AppError::NotFound`], and as [`App::checklists`].
    pub fn checklist(&mut self, id: &str) -> Result<Arc<Template>, AppError> {
        let digest = find(&self.checklists()?, id)?.digest;
        self.template(&digest)
    }

    /// Keeps a checklist in the workspace; false where it is there already.
    pub(in crate::app) fn keep_checklist(&mut self, template: &Template, bytes: &[u8]) -> Result<bool, AppError> {
        let digest = template.digest;
        if self.store.templates()?.iter().any(|stored| stored.digest == digest) {
            return Ok(false);
        }
        self.store.put_content(bytes)?;
        let (id, version) = (template.id.clone(), template.version.clone());
        self.commit(Stream::Workspace, vec![EventBody::TemplateAdded { digest, id, version }])?;
        self.library = None;
        Ok(true)
    }
}
