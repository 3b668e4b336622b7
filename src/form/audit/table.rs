//! Tables of records: typed columns, and flags that are raised by rows.

use super::{Entry, Inside, Reader, columns};
use crate::domain::BilingualText;
use crate::form::question::{Question, QuestionKind, Verification};
use crate::form::xlsform::Fault;
use crate::form::xlsform::definition::{Item, ItemKind};
use serde::Deserialize;

/// A table of records, filled once for each inspection and read by several questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its code and the address of its rows without the first slash, `wage`.
    pub name: String,
    /// Its title.
    pub title: BilingualText,
    /// Its columns in their order.
    pub columns: Vec<Column>,
    /// The flags of its rows, then those of all rows together.
    pub flags: Vec<Flag>,
    /// Where its rows are in the form, `/data/RT/wage`.
    pub(super) node: String,
    pub(super) row: u32,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name of its node in a row, `wage_base_pay`.
    pub name: String,
    /// Its title.
    pub label: BilingualText,
    /// What to put in.
    pub hint: BilingualText,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Whether a row is not complete without it.
    pub required: bool,
}

/// How bad a row is on which a flag is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagLevel {
    /// The row passes; something should be looked at.
    Warning,
    /// The row fails.
    Failed,
    /// A zero-tolerance fact.
    Critical,
}

impl FlagLevel {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Critical => "critical",
        }
    }
}

/// Something about a row that calculates itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Its code, `below_minimum`.
    pub code: String,
    /// What it says.
    pub text: BilingualText,
    /// How bad the row is; never worse than a warning where the threshold is not verified.
    pub level: FlagLevel,
    /// Whether it compares a reading with its limit.
    pub by_limit: bool,
    /// How far its threshold was checked.
    pub verification: Verification,
    /// Whether it looks at all rows together.
    pub over_all_rows: bool,
    /// Where its node is: in a row, or in the form.
    pub(in crate::form) node: String,
}

impl Table {
    /// Where its rows are in the form.
    pub(in crate::form) fn node(&self) -> &str {
        &self.node
    }

    #[cfg(test)]
    pub(in crate::form) fn for_tests(name: &str, columns: Vec<Column>) -> Self {
        let (name, title) = (name.to_owned(), BilingualText::default());
        Self { node: format!("/data/{name}"), name, title, columns, flags: Vec::new(), row: 0 }
    }

    /// Whether a question with this list of `flags` counts the flag: codes, `*` at an end for any, `-` before those to
    /// leave out. An empty list means all.
    #[must_use]
    pub fn counts(flags: &[String], code: &str) -> bool {
        let fits = |pattern: &str| match pattern.strip_suffix('*') {
            Some(beginning) => code.starts_with(beginning),
            None => code == pattern,
        };
        let (without, with): (Vec<&String>, Vec<&String>) = flags.iter().partition(|flag| flag.starts_with('-'));
        let wanted = with.is_empty() || with.iter().any(|flag| fits(flag));
        wanted && !without.iter().any(|flag| fits(&flag[1..]))
    }
}

impl Reader<'_> {
    /// Takes a repeat of records.
    pub(super) fn table(&mut self, item: &Item, place: &str, inside: &Inside) {
        let mut table = Table {
            name: self.address(place),
            title: self.languages.text(&item.label),
            columns: Vec::new(),
            flags: Vec::new(),
            node: place.to_owned(),
            row: item.row,
        };
        self.columns_of(&item.items, "", &mut table);
        self.flags_over_all(inside, &mut table);
        if table.columns.is_empty() {
            self.cells.fault(item, columns::KIND, Fault::AuditIncomplete, &item.name, self.problems);
        }
        self.tables.push(table);
    }

    fn columns_of(&mut self, items: &[Item], within: &str, table: &mut Table) {
        for item in items {
            let node = format!("{within}{}", item.name);
            if self.cells.text(item, columns::FLAG).is_some() {
                let flag = self.flag(item, node, table, false);
                table.flags.extend(flag);
                continue;
            }
            match &item.kind {
                ItemKind::Group => self.columns_of(&item.items, &format!("{node}/"), table),
                ItemKind::Question(_) if item.is_type("calculate") => table.columns.push(Column {
                    name: node,
                    label: self.languages.text(&item.label),
                    hint: self.languages.text(&item.hint),
                    kind: QuestionKind::Field(crate::form::question::Field::Calculated),
                    required: false,
                }),
                ItemKind::Question(_) => {
                    let kind = self.question_kind(item);
                    table.columns.extend(kind.map(|kind| Column {
                        name: node,
                        label: self.languages.text(&item.label),
                        hint: self.languages.text(&item.hint),
                        kind,
                        required: item.bind.contains_key("required"),
                    }));
                }
                ItemKind::Repeat | ItemKind::ExternalFile { .. } => {
                    self.cells.fault(item, columns::KIND, Fault::AuditTable, &item.name, self.problems);
                }
            }
        }
    }

    /// Flags beside the table that look at all of its rows.
    fn flags_over_all(&mut self, inside: &Inside, table: &mut Table) {
        let items: Vec<Item> = self
            .form
            .walk()
            .filter(|item| self.cells.text(item, columns::FLAG).is_some())
            .filter(|item| self.cells.text(item, columns::TABLE) == Some(table.name.as_str()))
            .cloned()
            .collect();
        for item in items {
            let node = format!("{}/{}", inside.place, item.name);
            let flag = self.flag(&item, node, table, true);
            table.flags.extend(flag);
        }
    }

    fn flag(&mut self, item: &Item, node: String, table: &Table, over_all_rows: bool) -> Option<Flag> {
        let level: FlagLevel = self.cells.code(item, columns::FLAG, "critical, failed, warning", self.problems)?;
        let verification = self.verification(item);
        let level = if verification == Verification::Verified { level } else { FlagLevel::Warning };
        let beginning = format!("{}_flag_", table.name);
        Some(Flag {
            code: item.name.strip_prefix(&beginning).unwrap_or(&item.name).to_owned(),
            text: self.languages.text(&item.label),
            level,
            by_limit: self.cells.text(item, columns::RULE) == Some("limit"),
            verification,
            over_all_rows,
            node,
        })
    }
}

/// The columns of a sampled question that name a table or flag which does not exist, and what they name.
pub(super) fn missing(question: &Question, tables: &[Table]) -> Vec<(&'static str, String)> {
    let QuestionKind::Sampled { table, flags, .. } = &question.kind else { return Vec::new() };
    if table == "tally" {
        return Vec::new();
    }
    let Some(table) = tables.iter().find(|own| own.name == *table) else {
        return vec![(columns::TABLE, table.clone())];
    };
    let is_unknown = |flag: &&String| {
        let pattern = flag.trim_start_matches('-').to_owned();
        !table.flags.iter().any(|own| Table::counts(std::slice::from_ref(&pattern), &own.code))
    };
    flags.iter().filter(is_unknown).map(|flag| (columns::FLAGS, flag.clone())).collect()
}

/// A critical flag that no question counts is counted by the first question of its table: a zero-tolerance fact is never
/// passed over.
pub(super) fn count_critical(entries: &mut [Entry], tables: &[Table]) {
    for table in tables {
        let critical = table.flags.iter().filter(|flag| flag.level == FlagLevel::Critical);
        let uncounted: Vec<String> =
            critical.filter(|flag| !is_counted(entries, table, &flag.code)).map(|flag| flag.code.clone()).collect();
        let Some(flags) = first_flags(entries, table) else { continue };
        // A list that only leaves flags out counts all others.
        let (without, with): (Vec<String>, Vec<String>) = flags.drain(..).partition(|flag| flag.starts_with('-'));
        let without = without.into_iter().filter(|flag| !uncounted.contains(&flag[1..].to_owned()));
        flags.extend(without);
        if !with.is_empty() {
            flags.extend(with.into_iter().chain(uncounted));
        }
    }
}

fn is_counted(entries: &[Entry], table: &Table, code: &str) -> bool {
    entries.iter().any(|entry| match entry {
        Entry::Repeat(block) => is_counted(&block.entries, table, code),
        Entry::Question(question) => matches!(&question.kind,
            QuestionKind::Sampled { table: own, flags, .. } if *own == table.name && Table::counts(flags, code)),
    })
}

/// The flags that the first question of a table counts.
fn first_flags<'a>(entries: &'a mut [Entry], table: &Table) -> Option<&'a mut Vec<String>> {
    entries.iter_mut().find_map(|entry| match entry {
        Entry::Repeat(block) => first_flags(&mut block.entries, table),
        Entry::Question(question) => match &mut question.kind {
            QuestionKind::Sampled { table: own, flags, .. } if *own == table.name => Some(flags),
            QuestionKind::Sampled { .. }
            | QuestionKind::Grade
            | QuestionKind::YesNo { .. }
            | QuestionKind::Number { .. }
            | QuestionKind::Choice { .. }
            | QuestionKind::Multi { .. }
            | QuestionKind::Rank { .. }
            | QuestionKind::LimitSets { .. }
            | QuestionKind::Reading(_)
            | QuestionKind::Quiz(_)
            | QuestionKind::Field(_)
            | QuestionKind::Date { .. }
            | QuestionKind::Text
            | QuestionKind::Count
            | QuestionKind::Photo { .. } => None,
        },
    })
}
