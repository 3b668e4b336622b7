//! A checklist: what a workbook is as sections, questions and tables, with the form that runs it.

use super::address::{self, Rows};
use super::audit::{self, Block, Entry, Outline, Table};
use super::engine::{Blueprint, Files, Instances};
use super::format_1;
use super::own::{self, OwnValue};
use super::question::{Question, QuestionKind};
use super::xlsform::definition::Definition;
use super::xlsform::{self, CellPlace, Checked, Fault, JsonProblem, MOST_QUESTIONS, Problem, Workbook};
use crate::domain::{BilingualText, Digest, InstancePath, Language};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A part of a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its code, `HS`.
    pub code: String,
    /// Its title.
    pub title: BilingualText,
    /// Its weight in the overall score, 0 to 1000; 0 is not scored.
    pub weight: u32,
}

/// A repeat of questions as it stands in a checklist: where rows can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The address of its rows, `/area`.
    pub path: InstancePath,
    /// The code of its section.
    pub section: String,
    /// Its title.
    pub title: BilingualText,
    /// Whether the number of its rows is calculated.
    pub is_counted: bool,
    /// Its rows in their order.
    pub rows: Vec<InstancePath>,
    /// The index of the first question behind it.
    pub before: usize,
}

/// A checklist, with the questions in repeats once for each row.
#[derive(Debug, Clone)]
pub struct Template {
    /// The stable identifier through all versions, `supplier-on-site-esg`.
    pub id: String,
    /// The version, `1.0.0`; empty where its author gave none.
    pub version: String,
    /// The title.
    pub title: BilingualText,
    /// The languages that its texts have.
    pub languages: Vec<Language>,
    /// The sections in their order.
    pub sections: Vec<Section>,
    /// The questions in their order.
    pub questions: Vec<Question>,
    /// The repeats of questions.
    pub repeats: Vec<Repeat>,
    /// The tables of records.
    pub tables: Vec<Table>,
    /// SHA-256 of the bytes that were read.
    pub digest: Digest,
    /// The rows that questions are there for.
    pub(super) rows: Rows,
    pub(super) shared: Arc<Shared>,
    /// The path of each question.
    pub(super) paths: Vec<InstancePath>,
    places: HashMap<InstancePath, (usize, Option<&'static str>)>,
}

/// What all states of filling in a checklist share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) blueprint: Blueprint,
    outline: Outline,
    /// What can be recorded, by its address without the ids of rows.
    slots: HashMap<String, Slot>,
    /// Whether the number of the rows of some repeat is calculated.
    pub(super) has_counted_repeats: bool,
    /// What the form records by itself.
    pub(super) own: Vec<OwnValue>,
}

/// What an address can hold.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Its place in the form without the numbers of rows, `/data/RT/wage[]/wage_base_pay`.
    pub(super) node: String,
    pub(super) kind: SlotKind,
}

/// See [`Slot`].
#[derive(Debug, Clone)]
pub(super) enum SlotKind {
    /// The answer to a question, or a cell of a table.
    Answer(QuestionKind),
    /// A part of an answer.
    Part(&'static str),
    /// A row of a repeat; whether the number of rows is calculated.
    Row(bool),
    /// A fact of the site's profile.
    Fact,
    /// A value that nobody types in: calculated, or known to the device.
    Own,
}

/// What a condition looks at in the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionSource {
    /// The answer to a question, by its index.
    Question(usize),
    /// A fact of the site's profile, by its name.
    Profile(String),
}

/// Why the bytes of a checklist cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// They are no workbook.
    #[error(transparent)]
    Workbook(#[from] JsonProblem),
    /// They are one, but no checklist.
    #[error("the checklist has {} problems", .0.len())]
    Problems(Vec<Problem>),
}

impl Template {
    /// The `format` of the stored bytes.
    pub const FORMAT: &str = Workbook::FORMAT;

    /// The workbook in the stored bytes of a checklist.
    ///
    /// # Errors
    /// [`TemplateError::Workbook`].
    pub fn workbook(bytes: &[u8]) -> Result<Workbook, TemplateError> {
        Ok(if format_1::is_it(bytes) { format_1::read(bytes)? } else { Workbook::from_json(bytes)? })
    }

    /// Reads the stored bytes of a checklist.
    ///
    /// # Errors
    /// What keeps it from being used, all problems at once.
    pub fn parse(bytes: &[u8]) -> Result<Self, TemplateError> {
        let workbook = Self::workbook(bytes)?;
        match Self::read(&workbook, "", Digest::of(bytes)) {
            Ok((template, _)) => Ok(template),
            Err(checked) => Err(TemplateError::Problems(checked.problems)),
        }
    }

    /// Reads a workbook with its problems; `name` is used where it has no identifier, `digest` is that of its stored
    /// bytes.
    ///
    /// # Errors
    /// The form as far as it was understood and its problems, where one of them is an error.
    pub fn read(workbook: &Workbook, name: &str, digest: Digest) -> Result<(Self, Vec<Problem>), Box<Checked>> {
        Draft::of(xlsform::check(workbook, name), workbook).into_template(digest)
    }

    /// The same checklist with the questions of these rows.
    #[must_use]
    pub fn with_rows(&self, rows: Rows) -> Self {
        let shared = Arc::clone(&self.shared);
        let mut spread = Spread { rows: &rows, questions: Vec::new(), repeats: Vec::new() };
        let root = format!("/{}", shared.blueprint.form().root);
        spread.entries(&shared.outline.entries, "", &root, None);
        let Spread { questions, repeats, .. } = spread;
        let paths: Vec<InstancePath> = questions.iter().map(Question::path).collect();
        let places = places(&questions, &paths);
        Self { questions, repeats, paths, places, rows, ..self.clone() }
    }

    /// The rows that its questions are there for.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The question with this name.
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

    /// The section with this code.
    #[must_use]
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    /// The table with this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The questions of a section with their indices.
    pub fn questions_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (usize, &'a Question)> {
        self.questions.iter().enumerate().filter(move |(_, question)| question.section == section)
    }

    /// What decides whether the question at `index` is asked: the questions and profile facts that its condition
    /// rests on, also through calculated facts.
    #[must_use]
    pub fn condition_sources(&self, index: usize) -> BTreeSet<ConditionSource> {
        let Some(question) = self.questions.get(index) else { return BTreeSet::new() };
        let node = question.node.rsplit('/').next().unwrap_or_default();
        let source = |name: &str| {
            let asked = self.questions.iter().position(|own| own.node.rsplit('/').next() == Some(name));
            asked.map_or_else(|| ConditionSource::Profile(name.to_owned()), ConditionSource::Question)
        };
        self.shared.blueprint.condition_sources(node).into_iter().map(source).collect()
    }

    /// The names of the facts that somebody has to give: hidden nodes without a calculation.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        self.shared.blueprint.form().walk().filter(|item| item.is_type("hidden")).map(|item| item.name.as_str())
    }

    /// Whether the form records values by itself.
    #[must_use]
    pub fn records_itself(&self) -> bool {
        !self.shared.own.is_empty()
    }

    /// The form that runs it.
    #[must_use]
    pub fn form(&self) -> &Definition {
        self.shared.blueprint.form()
    }

    /// What can be recorded at an address without the ids of rows.
    pub(super) fn slot(&self, pattern: &str) -> Option<&Slot> {
        self.shared.slots.get(pattern)
    }
}

/// A checklist that was looked at and is not ready to run yet.
pub struct Draft {
    checked: Checked,
    instances: Instances,
    outline: Outline,
}

impl Draft {
    /// Looks at the audit columns of a workbook whose form was checked; its files are those that the workbook has.
    #[must_use]
    pub fn of(mut checked: Checked, workbook: &Workbook) -> Self {
        let instances = Instances::of(&checked.form, &Files::of(workbook));
        let outline = audit::outline(workbook, &checked.form, &instances, &mut checked.problems);
        let questions = audit::question_count(&outline.entries);
        if questions > MOST_QUESTIONS {
            let problem = Problem::new(CellPlace::row("survey", 1), Fault::TooManyQuestions, questions.to_string());
            checked.problems.push(problem.with_hint(MOST_QUESTIONS.to_string()));
        }
        xlsform::in_order(&mut checked.problems);
        Self { checked, instances, outline }
    }

    /// The form and all its problems.
    #[must_use]
    pub const fn checked(&self) -> &Checked {
        &self.checked
    }

    /// How many questions it has, those in repeats once.
    #[must_use]
    pub fn question_count(&self) -> usize {
        audit::question_count(&self.outline.entries)
    }

    /// Makes it ready to run; `digest` is that of the stored bytes of its workbook.
    ///
    /// # Errors
    /// The form as far as it was understood and its problems, where one of them is an error.
    pub fn into_template(self, digest: Digest) -> Result<(Template, Vec<Problem>), Box<Checked>> {
        let Self { checked, instances, outline } = self;
        if !checked.is_usable() {
            return Err(Box::new(checked));
        }
        let problems = checked.problems;
        let (id, version) = (checked.form.id.clone(), checked.form.version.clone());
        let blueprint = Blueprint::of(checked.form, &audit::EXPRESSIONS, instances);
        let mut slots = slots(&blueprint, &outline);
        let own = own::find(blueprint.form(), &mut slots);
        let has_counted_repeats = slots.values().any(|slot| matches!(slot.kind, SlotKind::Row(true)));
        let template = Template {
            id,
            version,
            title: outline.title.clone(),
            languages: outline.languages.clone(),
            sections: outline.sections.clone(),
            tables: outline.tables.clone(),
            questions: Vec::new(),
            repeats: Vec::new(),
            digest,
            rows: Rows::default(),
            paths: Vec::new(),
            places: HashMap::new(),
            shared: Arc::new(Shared { blueprint, outline, slots, has_counted_repeats, own }),
        };
        Ok((template.with_rows(Rows::default()), problems))
    }
}

/// Spreads the entries of an outline over the rows that are there.
struct Spread<'a> {
    rows: &'a Rows,
    questions: Vec<Question>,
    repeats: Vec<Repeat>,
}

impl Spread<'_> {
    fn entries(&mut self, entries: &[Entry], address: &str, node: &str, row: Option<&InstancePath>) {
        for entry in entries {
            match entry {
                Entry::Question(question) => {
                    let mut question = Question::clone(question);
                    question.name = format!("{address}/{}", question.name).trim_start_matches('/').to_owned();
                    question.node = format!("{node}/{}", question.node);
                    question.row = row.cloned();
                    self.questions.push(question);
                }
                Entry::Repeat(block) => self.block(block, address, node),
            }
        }
    }

    fn block(&mut self, block: &Block, address: &str, node: &str) {
        let (address, node) = (format!("{address}/{}", block.address), format!("{node}/{}", block.node));
        let mut rows = Vec::new();
        for (number, id) in (1..).zip(self.rows.ids(&address)) {
            let own = InstancePath::from(format!("{address}[{id}]"));
            self.entries(&block.entries, own.as_str(), &format!("{node}[{number}]"), Some(&own));
            rows.push(own);
        }
        self.repeats.push(Repeat {
            path: InstancePath::from(address),
            section: block.section.clone(),
            title: block.title.clone(),
            is_counted: block.is_counted,
            rows,
            before: self.questions.len(),
        });
    }
}

fn places(questions: &[Question], paths: &[InstancePath]) -> HashMap<InstancePath, (usize, Option<&'static str>)> {
    let mut places = HashMap::new();
    for (index, (question, path)) in questions.iter().zip(paths).enumerate() {
        places.insert(path.clone(), (index, None));
        for node in question.kind.parts() {
            places.insert(path.child(node), (index, Some(*node)));
        }
    }
    places
}

/// Everything that can be recorded.
fn slots(blueprint: &Blueprint, outline: &Outline) -> HashMap<String, Slot> {
    let root = format!("/{}", blueprint.form().root);
    let mut slots = HashMap::new();
    for item in blueprint.form().items.iter().filter(|item| item.is_type("hidden")) {
        let node = format!("{root}/{}", item.name);
        slots.insert(format!("/{}", item.name), Slot { node, kind: SlotKind::Fact });
    }
    slots_of(&outline.entries, "", &root, &mut slots);
    for table in &outline.tables {
        let (address, node) = (format!("/{}[]", table.name), format!("{}[]", table.node()));
        slots.insert(address.clone(), Slot { node: node.clone(), kind: SlotKind::Row(false) });
        for column in &table.columns {
            let name = column.name.rsplit('/').next().unwrap_or_default();
            let kind = SlotKind::Answer(column.kind.clone());
            slots.insert(format!("{address}/{name}"), Slot { node: format!("{node}/{}", column.name), kind });
        }
    }
    slots
}

fn slots_of(entries: &[Entry], address: &str, node: &str, slots: &mut HashMap<String, Slot>) {
    for entry in entries {
        match entry {
            Entry::Question(question) => {
                let address = format!("{address}/{}", question.name);
                let node = format!("{node}/{}", question.node);
                for part in question.kind.parts() {
                    let slot = Slot { node: format!("{node}/{part}"), kind: SlotKind::Part(part) };
                    slots.insert(format!("{address}/{part}"), slot);
                }
                slots.insert(address, Slot { node, kind: SlotKind::Answer(question.kind.clone()) });
            }
            Entry::Repeat(block) => {
                let (address, node) = (format!("{address}/{}[]", block.address), format!("{node}/{}[]", block.node));
                slots.insert(address.clone(), Slot { node: node.clone(), kind: SlotKind::Row(block.is_counted) });
                slots_of(&block.entries, &address, &node, slots);
            }
        }
    }
}

/// Whether `id` can be that of a row: a UUID, or a number where the rows are counted.
pub(super) fn is_row_id(id: &str, is_counted: bool) -> bool {
    if is_counted { id.parse::<u32>().is_ok_and(|number| number > 0) } else { uuid::Uuid::parse_str(id).is_ok() }
}

/// The parts of an address; see [`address::parts`].
pub(super) fn parts(path: &InstancePath) -> Option<address::Parts<'_>> {
    address::parts(path.as_str())
}
