//! What a form is as a checklist: sections, questions, tables of records, from its rows and their audit columns.
//!
//! # Invariants
//! - Any form is a checklist: without audit columns its questions are recorded and nothing is judged.
//! - An audit column that says something it cannot say is a problem with its cell, never passed over.
//!
//! # To change
//! - an audit column: `columns` (name and meaning), then where it is read: `question`, `kind`, `table`.
//!
//! # Why
//! Severities, weights, evidence duties and limits stand in columns beside the standard ones, so that a checklist is one
//! spreadsheet that every XLSForm tool can open. A file format of our own would have needed an editor of our own.

mod cell;
mod columns;
mod kind;
mod question;
mod table;

pub(super) use columns::{AT_LEAST, AT_MOST, EXPRESSIONS};
pub use columns::{AUDIT_COLUMNS, AuditSheet};
pub use table::{Column, Flag, FlagLevel, Table};

use super::address::addresses;
use super::engine::Instances;
use super::question::{Question, Reference};
use super::template::Section;
use super::xlsform::definition::{Definition, Item, ItemKind, Texts};
use super::xlsform::{Fault, Problem, Workbook};
use crate::domain::{BilingualText, Language};
use cell::Cells;
use std::collections::{BTreeMap, HashMap};

/// What a form is as a checklist, whatever was answered.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    pub(super) title: BilingualText,
    pub(super) languages: Vec<Language>,
    pub(super) sections: Vec<Section>,
    /// Questions and repeats in the order of the form.
    pub(super) entries: Vec<Entry>,
    pub(super) tables: Vec<Table>,
}

/// A question, or a repeat with what is in it. Addresses and places are relative to the repeat that it is in.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Question(Box<Question>),
    Repeat(Block),
}

/// A repeat whose rows are blocks of questions.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its address within the repeat that it is in.
    pub(super) address: String,
    /// Its place within the repeat that it is in, `HS/area`.
    pub(super) node: String,
    pub(super) section: String,
    pub(super) title: BilingualText,
    /// Whether the number of its rows is calculated.
    pub(super) is_counted: bool,
    pub(super) entries: Vec<Entry>,
}

/// How many questions there are, those in repeats once.
pub(super) fn question_count(entries: &[Entry]) -> usize {
    let count = |entry: &Entry| match entry {
        Entry::Question(_) => 1,
        Entry::Repeat(block) => question_count(&block.entries),
    };
    entries.iter().map(count).sum()
}

/// Reads the audit columns of a form; what is wrong goes to `problems`.
pub(super) fn outline(
    workbook: &Workbook,
    form: &Definition,
    instances: &Instances,
    problems: &mut Vec<Problem>,
) -> Outline {
    let languages = Languages::of(form);
    let cells = Cells::of(workbook);
    cells.unknown_columns(problems);
    let references = question::references(workbook, form, &languages, problems);
    let mut reader = Reader {
        form,
        instances,
        addresses: addresses(form),
        references,
        cells,
        problems,
        sections: Vec::new(),
        tables: Vec::new(),
        languages,
    };
    let root = Inside { place: format!("/{}", form.root), scope: format!("/{}", form.root), ..Inside::default() };
    let mut entries = reader.entries(&form.items, &root);
    reader.check_tables(&entries);
    table::count_critical(&mut entries, &reader.tables);
    let title = reader.languages.title(form);
    let Reader { sections, tables, languages, .. } = reader;
    Outline { title, languages: languages.known(), sections, entries, tables }
}

/// Where the reader is in the form.
#[derive(Debug, Clone, Default)]
struct Inside {
    /// The place of the group, `/data/HS`.
    place: String,
    /// The place of the innermost repeat, or of the root.
    scope: String,
    /// The code of the section; empty outside of all.
    section: String,
    /// The titles of the groups in the section.
    groups: Vec<BilingualText>,
    /// The conditions of the groups around.
    relevant: Option<String>,
    /// Whether people speak in confidence here.
    interview: bool,
}

impl Inside {
    /// The conditions of the groups around and of an item.
    fn and_relevant(&self, item: &Item) -> Option<String> {
        let own = item.bind.get("relevant");
        match (&self.relevant, own) {
            (Some(outer), Some(own)) => Some(format!("({outer}) and ({own})")),
            (outer, own) => outer.as_ref().or(own).cloned(),
        }
    }
}

struct Reader<'a> {
    form: &'a Definition,
    instances: &'a Instances,
    /// The address of each node by its place.
    addresses: HashMap<String, String>,
    references: BTreeMap<String, Vec<Reference>>,
    cells: Cells<'a>,
    problems: &'a mut Vec<Problem>,
    sections: Vec<Section>,
    tables: Vec<Table>,
    languages: Languages,
}

impl Reader<'_> {
    fn entries(&mut self, items: &[Item], inside: &Inside) -> Vec<Entry> {
        let mut entries = Vec::new();
        for item in items {
            let place = format!("{}/{}", inside.place, item.name);
            match &item.kind {
                ItemKind::Group if self.is_meta(item, inside) => {}
                ItemKind::Group if self.cells.kind(item).is_some() => {
                    entries.extend(self.question(item, &place, inside).map(Entry::Question));
                }
                ItemKind::Group => {
                    let inner = self.group(item, place, inside);
                    entries.extend(self.entries(&item.items, &inner));
                }
                ItemKind::Repeat if self.cells.kind(item) == Some("table") => self.table(item, &place, inside),
                ItemKind::Repeat => entries.push(self.repeat(item, &place, inside)),
                ItemKind::Question(_) => entries.extend(self.question(item, &place, inside).map(Entry::Question)),
                ItemKind::ExternalFile { .. } => {}
            }
        }
        entries
    }

    /// The group with what every record carries.
    fn is_meta(&self, item: &Item, inside: &Inside) -> bool {
        item.name == "meta" && inside.place == format!("/{}", self.form.root)
    }

    /// A group: a section where it is outermost, else a heading in one.
    fn group(&mut self, item: &Item, place: String, inside: &Inside) -> Inside {
        let title = self.languages.text(&item.label);
        let mut inner = Inside { place, ..inside.clone() };
        inner.relevant = inside.and_relevant(item);
        inner.interview |= self.cells.yes(item, columns::INTERVIEW, self.problems);
        if inside.section.is_empty() {
            inner.section = self.section(item, title);
        } else if !title.en.is_empty() {
            inner.groups.push(title);
        }
        inner
    }

    fn section(&mut self, item: &Item, title: BilingualText) -> String {
        let code = self.cells.text(item, columns::CODE).unwrap_or(&item.name).to_owned();
        let weight = self.cells.number(item, columns::WEIGHT, 1000, self.problems).unwrap_or(0);
        let title = if title.en.is_empty() { BilingualText::same(&item.name) } else { title };
        if self.sections.iter().all(|section| section.code != code) {
            self.sections.push(Section { code: code.clone(), title, weight });
        }
        code
    }

    /// The section of what stands outside of all groups: it is called like the checklist.
    fn loose_section(&mut self) -> String {
        let code = self.form.id.clone();
        if self.sections.iter().all(|section| section.code != code) {
            let title = self.languages.title(self.form);
            self.sections.push(Section { code: code.clone(), title, weight: 0 });
        }
        code
    }

    fn repeat(&mut self, item: &Item, place: &str, inside: &Inside) -> Entry {
        let title = self.languages.text(&item.label);
        let title = if title.en.is_empty() { BilingualText::same(&item.name) } else { title };
        let section = match inside.section.as_str() {
            "" => self.section(item, title.clone()),
            section => section.to_owned(),
        };
        let inner = Inside {
            place: place.to_owned(),
            scope: place.to_owned(),
            section: section.clone(),
            groups: inside.groups.clone(),
            relevant: inside.and_relevant(item),
            interview: inside.interview | self.cells.yes(item, columns::INTERVIEW, self.problems),
        };
        let entries = self.entries(&item.items, &inner);
        Entry::Repeat(Block {
            address: self.address(place),
            node: relative(place, inside),
            section,
            title,
            is_counted: item.control.contains_key("jr:count"),
            entries,
        })
    }

    fn address(&self, place: &str) -> String {
        self.addresses.get(place).cloned().unwrap_or_default()
    }

    /// A sampled question needs its table and the flags that it counts.
    fn check_tables(&mut self, entries: &[Entry]) {
        for entry in entries {
            match entry {
                Entry::Repeat(block) => self.check_tables(&block.entries),
                Entry::Question(question) => {
                    for (column, subject) in table::missing(question, &self.tables) {
                        let row = self.row_of(&question.node);
                        let place = self.cells.place(row, column);
                        self.problems.push(Problem::new(place, Fault::AuditTable, subject));
                    }
                }
            }
        }
    }

    fn row_of(&self, node: &str) -> u32 {
        let name = node.rsplit('/').next().unwrap_or_default();
        self.form.walk().find(|item| item.name == name).map_or(0, |item| item.row)
    }
}

/// A place from the repeat that it is in.
fn relative(place: &str, inside: &Inside) -> String {
    place.strip_prefix(&format!("{}/", inside.scope)).unwrap_or(place).to_owned()
}

/// Which languages of the form are English and Chinese.
struct Languages {
    en: Option<String>,
    zh_cn: Option<String>,
    default: String,
}

impl Languages {
    fn of(form: &Definition) -> Self {
        let find = |code: &str, name: &str| {
            let is_meant = |language: &&String| {
                let lower = language.to_lowercase();
                lower.contains(&format!("({code}")) || lower == code || lower.starts_with(name)
            };
            form.languages.iter().find(is_meant).cloned()
        };
        let default = form.languages.first().cloned().unwrap_or_default();
        let zh_cn = find("zh", "chinese").or_else(|| find("zh", "中文"));
        Self { en: find("en", "english"), zh_cn, default }
    }

    /// A text in both languages; where one has none, the other or the first language stands in both.
    fn text(&self, texts: &Texts) -> BilingualText {
        let get = |language: &Option<String>| language.as_ref().and_then(|language| texts.get(language));
        let any = texts.get(&self.default).or_else(|| texts.get("")).or_else(|| texts.values().next());
        let (en, zh_cn) = (get(&self.en), get(&self.zh_cn));
        let text = |own: Option<&String>, other: Option<&String>| own.or(other).or(any).cloned().unwrap_or_default();
        BilingualText { en: text(en, any), zh_cn: text(zh_cn, en) }
    }

    fn title(&self, form: &Definition) -> BilingualText {
        let own = |language: &Option<String>| {
            let key = format!("{}{}", columns::TITLE, language.as_deref().unwrap_or_default());
            form.settings.get(&key).cloned().unwrap_or_else(|| form.title.clone())
        };
        BilingualText { en: own(&self.en), zh_cn: own(&self.zh_cn) }
    }

    /// The languages that the program knows; both where the form names none.
    fn known(&self) -> Vec<Language> {
        let one = |known: &Option<String>, language| known.as_ref().map(|_| language);
        let known: Vec<Language> =
            one(&self.en, Language::En).into_iter().chain(one(&self.zh_cn, Language::ZhCn)).collect();
        if known.is_empty() { Language::ALL.to_vec() } else { known }
    }
}
