//! Numbers that stand in the answers of an inspection: answers to questions, columns and rows of tables.

use super::evaluation::{Outcome, QuestionResult, TableResult};
use super::filled::Filled;
use super::ratio::Ratio;
use super::template::Template;
use crate::domain::{InstancePath, RowCondition, Source};
use std::collections::BTreeSet;

/// Where a number stands in a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A question, by its index.
    Question(usize),
    /// A table, by its index.
    Table(usize),
    /// A column of a table, by their indices.
    Column(usize, usize),
}

/// The answers, as numbers are looked up in them.
pub(super) struct Figures<'a> {
    pub(super) template: &'a Template,
    pub(super) results: &'a [QuestionResult],
    pub(super) tables: &'a [TableResult],
    pub(super) filled: &'a Filled,
}

impl Figures<'_> {
    /// Where a number would stand; none where the checklist does not ask for it.
    pub(super) fn place(&self, source: &Source) -> Option<Place> {
        match source {
            Source::Question { question } => self.question(question).map(Place::Question),
            Source::Rows { table, .. } => self.table(table).map(Place::Table),
            Source::Sum { table, column } | Source::Distinct { table, column } => {
                let table = self.table(table)?;
                let columns = &self.template.tables[table].columns;
                Some(Place::Column(table, columns.iter().position(|own| own.name == *column)?))
            }
        }
    }

    /// A number; none where nothing is recorded that gives it.
    pub(super) fn number(&self, source: &Source) -> Option<Ratio> {
        match source {
            Source::Question { question } => self.answer(question),
            Source::Sum { table, column } => {
                let table = self.table(table)?;
                let cells = self.rows(table).filter_map(|row| self.cell_number(table, row, column));
                cells.reduce(Ratio::plus)
            }
            Source::Rows { table, conditions } => {
                let table = self.table(table)?;
                Some(count(self.rows(table).filter(|row| self.holds(table, *row, conditions)).count()))
            }
            Source::Distinct { table, column } => {
                let table = self.table(table)?;
                let values: BTreeSet<&str> = self.rows(table).filter_map(|row| self.cell(table, row, column)).collect();
                Some(count(values.len()))
            }
        }
    }

    /// The index of a table.
    pub(super) fn table(&self, name: &str) -> Option<usize> {
        self.template.tables.iter().position(|table| table.name == name)
    }

    /// The index of a question that is asked.
    pub(super) fn question(&self, name: &str) -> Option<usize> {
        self.template.index_of(&InstancePath::of_question(name)).filter(|index| self.results[*index].shown())
    }

    /// The number that answers a question.
    pub(super) fn answer(&self, name: &str) -> Option<Ratio> {
        let index = self.question(name)?;
        match self.results[index].outcome {
            Outcome::Information | Outcome::Graded(_) => {}
            Outcome::Hidden | Outcome::Unanswered | Outcome::NotApplicable | Outcome::NotVerified => return None,
        }
        Ratio::parse(self.filled.session.look(&self.template.questions[index].node)?.value)
    }

    /// The indices of the rows of a table.
    pub(super) fn rows(&self, table: usize) -> std::ops::Range<usize> {
        0..self.tables[table].rows.len()
    }

    /// The value of a cell.
    fn cell(&self, table: usize, row: usize, column: &str) -> Option<&str> {
        let node = format!("{}[{}]/{column}", self.template.tables[table].node(), row + 1);
        let look = self.filled.session.look(&node)?;
        (look.is_relevant && !look.value.is_empty()).then_some(look.value)
    }

    /// The number in a cell.
    pub(super) fn cell_number(&self, table: usize, row: usize, column: &str) -> Option<Ratio> {
        Ratio::parse(self.cell(table, row, column)?)
    }

    /// Whether all conditions hold of a row.
    pub(super) fn holds(&self, table: usize, row: usize, conditions: &[RowCondition]) -> bool {
        conditions.iter().all(|condition| {
            let Some(value) = self.cell(table, row, &condition.column) else { return false };
            let number = Ratio::parse(value);
            let reaches = |least: u32| number.is_some_and(|number| number >= Ratio::whole(least));
            let exceeds = |most: u32| number.is_none_or(|number| number > Ratio::whole(most));
            (condition.one_of.is_empty() || condition.one_of.iter().any(|code| code == value))
                && condition.at_least.is_none_or(reaches)
                && !condition.at_most.is_some_and(exceeds)
        })
    }

    /// Whether a row raises a flag.
    pub(super) fn raises(&self, table: usize, row: usize, code: &str) -> bool {
        let flags = &self.template.tables[table].flags;
        self.tables[table].rows[row].raised.iter().any(|flag| flags[*flag].code == code)
    }
}

/// A count as a number.
pub(super) fn count(count: usize) -> Ratio {
    Ratio::whole(i64::try_from(count).unwrap_or(i64::MAX))
}
