//! Flags that rows of tables raise and that no question counts: nothing raised goes unseen.

use super::audit::Table;
use super::evaluation::{QuestionResult, TableResult};
use super::question::{Question, QuestionKind};
use super::template::Template;

/// Flags of one row, or of all rows together, that change no grade. They suggest no severity by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncountedFlags {
    /// The index of the table.
    pub table: usize,
    /// The index of the row; none for all rows together.
    pub row: Option<usize>,
    /// The flags, by their index in the table.
    pub flags: Vec<usize>,
}

/// The raised flags that no question counts which is asked, judged by its table, and graded.
pub(super) fn flags(template: &Template, results: &[QuestionResult], tables: &[TableResult]) -> Vec<UncountedFlags> {
    let mut found = Vec::new();
    for (index, (table, result)) in template.tables.iter().zip(tables).enumerate() {
        if result.raised.is_empty() && result.rows.iter().all(|row| row.raised.is_empty()) {
            continue;
        }
        let readers = readers(template, results, table);
        let is_counted = |flag: &usize| readers.iter().any(|flags| Table::counts(flags, &table.flags[*flag].code));
        let mut add = |row: Option<usize>, raised: &[usize]| {
            let flags: Vec<usize> = raised.iter().copied().filter(|flag| !is_counted(flag)).collect();
            if !flags.is_empty() {
                found.push(UncountedFlags { table: index, row, flags });
            }
        };
        for (place, row) in result.rows.iter().enumerate() {
            add(Some(place), &row.raised);
        }
        add(None, &result.raised);
    }
    found
}

/// What each question counts whose grade follows from the table.
fn readers<'a>(template: &'a Template, results: &[QuestionResult], table: &Table) -> Vec<&'a [String]> {
    let flags = |(question, result): (&'a Question, &QuestionResult)| {
        let QuestionKind::Sampled { table: own, flags, .. } = &question.kind else { return None };
        let is_judged = result.shown() && result.outcome.grade().is_some();
        let reads = *own == table.name && result.sample.is_some_and(|sample| sample.from_table);
        (is_judged && reads).then_some(flags.as_slice())
    };
    template.questions.iter().zip(results).filter_map(flags).collect()
}
