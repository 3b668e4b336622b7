//! What a checklist keeps of a workbook: its own sheets, without anything empty.

use super::workbook::{CHECKLIST_SHEETS, Cell, Sheet, Workbook, cell_text, header_text};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// A sheet without what says nothing: no empty cell, row or column, and no column without a name.
pub(super) struct Table<'a> {
    /// Its name in lower case.
    pub(super) name: &'static str,
    /// The names of its columns in their order.
    pub(super) columns: Vec<String>,
    /// The cells of each row by the index of their column.
    pub(super) rows: Vec<BTreeMap<usize, Cow<'a, str>>>,
}

/// The tables of a checklist in the order of [`CHECKLIST_SHEETS`], found as the reader of forms finds them.
pub(super) fn tables(workbook: &Workbook) -> Vec<Table<'_>> {
    let mut taken: Vec<&Sheet> = Vec::new();
    let mut tables = Vec::new();
    for name in CHECKLIST_SHEETS {
        // A single sheet of whatever name is a survey, and then nothing else.
        let sheet = workbook.sheet(name).filter(|sheet| !taken.iter().any(|other| std::ptr::eq(*other, *sheet)));
        let Some(sheet) = sheet else { continue };
        taken.push(sheet);
        let table = table(name, sheet);
        if !table.columns.is_empty() {
            tables.push(table);
        }
    }
    tables
}

fn table<'a>(name: &'static str, sheet: &'a Sheet) -> Table<'a> {
    let mut columns: Vec<String> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    for header in sheet.header.iter().filter(|header| header.is_text) {
        let text = header_text(&header.text);
        if text.is_empty() {
            continue;
        }
        // Of two columns of one name the first has the cells, as in `Columns::row`; the other name stays, so that
        // it is still told as a mistake.
        if *first.entry(text.clone()).or_insert(columns.len()) == columns.len() {
            places.entry(header.column).or_insert(columns.len());
        }
        columns.push(text);
    }
    let row = |cells: &'a [Cell]| -> BTreeMap<usize, Cow<'a, str>> {
        let texts = cells.iter().filter_map(|cell| Some((*places.get(&cell.column)?, cell_text(&cell.text))));
        texts.filter(|(_, text)| !text.is_empty()).collect()
    };
    let mut rows: Vec<_> = sheet.rows.iter().map(|one| row(&one.cells)).collect();
    // Settings stand in the first row. Where it is empty there are none, and none must come up from below.
    if name == "settings" && rows.first().is_some_and(BTreeMap::is_empty) {
        rows.clear();
    }
    rows.retain(|cells| !cells.is_empty());
    Table { name, columns, rows }
}
