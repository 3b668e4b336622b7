//! Tables of records: what each row raises, and what a question counts of it.

use super::address::Rows;
use super::answering;
use super::audit::{FlagLevel, Table};
use super::evaluation::{RowResult, Sample, TableResult};
use super::filled::Filled;
use super::template::Template;
use crate::domain::InstancePath;

/// Looks at all rows of all tables.
pub(super) fn results(template: &Template, rows: &Rows, filled: &Filled) -> Vec<TableResult> {
    template.tables.iter().map(|table| result(table, rows, filled)).collect()
}

fn result(table: &Table, rows: &Rows, filled: &Filled) -> TableResult {
    let address = format!("/{}", table.name);
    let is_true = |node: &str| filled.session.look(node).is_some_and(|look| look.value == "true");
    let row = |(number, id): (usize, &String)| {
        let node = format!("{}[{number}]", table.node());
        let mut result = RowResult {
            path: InstancePath::from(format!("{address}[{id}]")),
            raised: Vec::new(),
            missing: Vec::new(),
            problems: Vec::new(),
            calculated: Vec::new(),
        };
        for (index, column) in table.columns.iter().enumerate() {
            let look = filled.session.look(&format!("{node}/{}", column.name));
            let Some(look) = look.filter(|look| look.is_relevant) else { continue };
            if look.value.is_empty() {
                result.missing.extend((column.required || look.is_required).then_some(index));
            } else if column.kind.is_calculated() {
                result.calculated.push((index, look.value.to_owned()));
            } else if let Err(problem) = answering::value(&column.kind, look.value) {
                result.problems.push((index, problem));
            }
        }
        let own = table.flags.iter().enumerate().filter(|(_, flag)| !flag.over_all_rows);
        result.raised = own.filter(|(_, flag)| is_true(&format!("{node}/{}", flag.node))).map(|(at, _)| at).collect();
        result
    };
    let over_all = table.flags.iter().enumerate().filter(|(_, flag)| flag.over_all_rows);
    TableResult {
        rows: (1..).zip(rows.ids(&address)).map(row).collect(),
        raised: over_all.filter(|(_, flag)| is_true(&flag.node)).map(|(at, _)| at).collect(),
    }
}

/// What a question that counts `flags` sees of a table; none without rows. A flag over all rows counts as a row that
/// fails where none does by itself.
pub(super) fn sample(table: &Table, result: &TableResult, flags: &[String]) -> Option<Sample> {
    if result.rows.is_empty() {
        return None;
    }
    let worst = |raised: &[usize]| {
        let counted = raised.iter().map(|index| &table.flags[*index]).filter(|flag| Table::counts(flags, &flag.code));
        counted.map(|flag| flag.level).max()
    };
    let mut sample = Sample { from_table: true, ..Sample::default() };
    for row in &result.rows {
        sample.checked += 1;
        match worst(&row.raised) {
            None => {}
            Some(FlagLevel::Warning) => sample.warned += 1,
            Some(FlagLevel::Failed) => sample.failed += 1,
            Some(FlagLevel::Critical) => {
                sample.failed += 1;
                sample.critical_row = true;
            }
        }
    }
    match worst(&result.raised) {
        None => {}
        Some(FlagLevel::Warning) => sample.warned = sample.warned.max(1),
        Some(level @ (FlagLevel::Failed | FlagLevel::Critical)) => {
            sample.failed = sample.failed.max(1);
            sample.critical_row |= level == FlagLevel::Critical;
        }
    }
    Some(sample)
}
