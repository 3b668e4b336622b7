//! A workbook as the importer sees it: sheets of texts.

use super::columns::SETTINGS;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The sheets of an XLSForm, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// All sheets, also those that have nothing to do with the form.
    pub sheets: Vec<Sheet>,
    /// The texts of the files that come with it, by their names: choices and tables that its expressions look into.
    pub files: BTreeMap<String, String>,
}

/// One sheet. Cells that are empty or only spaces are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name as written.
    pub name: String,
    /// The cells of the first row.
    pub header: Vec<Header>,
    /// The rows below, those without any cell too, so that numbers stay true.
    pub rows: Vec<Row>,
}

/// A cell of the first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The column, 0 for A.
    pub column: usize,
    /// What it says, trimmed, with single spaces.
    pub text: String,
    /// Whether the cell holds a text; a number or a date is no name of a column.
    pub is_text: bool,
}

/// A row below the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet, 2 for the first below the header.
    pub number: u32,
    /// Its cells in the order of the columns.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The column, 0 for A.
    pub column: usize,
    /// Its content as a text: whole numbers without a point, `TRUE` and `FALSE`, dates as `2026-11-26 00:00:00`.
    pub text: String,
    /// Whether it shows an error of a formula, `#REF!`.
    pub is_error: bool,
}

/// The sheets that a form is made of.
pub(super) const SHEETS: [&str; 6] = ["survey", "choices", "settings", "external_choices", "osm", "entities"];
/// The sheets of a checklist: those of its form, and what its questions rest on.
pub(super) const CHECKLIST_SHEETS: [&str; 7] =
    ["survey", "choices", "settings", "external_choices", "osm", "entities", "references"];

/// After so many empty cells in the first row, the columns end.
const EMPTY_COLUMNS: usize = 20;
/// After so many empty rows, the sheet ends.
const EMPTY_ROWS: usize = 60;

impl Workbook {
    /// A workbook of these sheets, without files.
    #[must_use]
    pub const fn of(sheets: Vec<Sheet>) -> Self {
        Self { sheets, files: BTreeMap::new() }
    }

    /// How many bytes the files that come with it may have together.
    pub const MOST_FILE_BYTES: usize = 64_000_000;

    /// The sheet of this name, in any case of letters; the last one where there are two. A workbook with a single
    /// sheet of another name is a survey.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        let named = self.sheets.iter().rev().find(|sheet| sheet.name.to_lowercase() == name);
        match (named, self.sheets.as_slice()) {
            (None, [only]) if name == "survey" && !SHEETS.contains(&only.name.to_lowercase().as_str()) => Some(only),
            (named, _) => named,
        }
    }
}

impl Workbook {
    /// Gives a form without an identifier this one.
    pub fn name(&mut self, id: &str) {
        let settings = self.sheets.iter().rposition(|sheet| sheet.name.to_lowercase() == "settings");
        let place = settings.unwrap_or_else(|| {
            // A sheet that stands alone is the survey; beside another it is so by its name only.
            if let [only] = self.sheets.as_mut_slice()
                && !SHEETS.contains(&only.name.to_lowercase().as_str())
            {
                "survey".clone_into(&mut only.name);
            }
            self.sheets.push(Sheet { name: "settings".to_owned(), ..Sheet::default() });
            self.sheets.len() - 1
        });
        let sheet = &mut self.sheets[place];
        let is_id = |header: &&Header| SETTINGS.meaning(&header.text, true).1[0] == "id_string";
        let known = sheet.header.iter().find(is_id);
        let column = known.map(|header| header.column);
        let given = |row: &Row| column.is_some_and(|column| row.cells.iter().any(|cell| cell.column == column));
        if sheet.rows.first().is_some_and(given) {
            return;
        }
        let column = column.unwrap_or_else(|| {
            let next = sheet.header.last().map_or(0, |header| header.column + 1);
            sheet.header.push(Header { column: next, text: "form_id".to_owned(), is_text: true });
            next
        });
        if sheet.rows.is_empty() {
            sheet.rows.push(Row { number: 2, cells: Vec::new() });
        }
        let cells = &mut sheet.rows[0].cells;
        cells.push(Cell { column, text: id.to_owned(), is_error: false });
        cells.sort_by_key(|cell| cell.column);
    }
}

impl Sheet {
    /// A sheet of rows of cells; the first row holds the names of the columns.
    #[must_use]
    pub fn from_cells(name: &str, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        let mut builder = SheetBuilder::new(name);
        for (index, cells) in rows.into_iter().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            if !cells.into_iter().all(|cell| builder.add(number, cell, true)) {
                break;
            }
        }
        builder.finish()
    }
}

/// Whether a name is that of a file beside the form, and leads nowhere else.
pub(in crate::form) fn is_file_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0'])
}

/// The text of a cell: without spaces around it, with ordinary spaces, its lines parted by a line feed.
pub(super) fn cell_text(written: &str) -> Cow<'_, str> {
    let text = line_feeds(written.trim());
    if text.contains('\u{a0}') { Cow::Owned(text.replace('\u{a0}', " ")) } else { text }
}

/// The name of a column: as a cell, but with single spaces.
pub(super) fn header_text(written: &str) -> String {
    line_feeds(written.trim()).split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Every system has its own end of a line.
fn line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// Takes cells in the order of a file: row by row, column by column.
pub(super) struct SheetBuilder {
    sheet: Sheet,
}

impl SheetBuilder {
    pub(super) fn new(name: &str) -> Self {
        Self { sheet: Sheet { name: name.to_owned(), ..Sheet::default() } }
    }

    /// Takes a cell of row `number` (1 for the first). False when the sheet has ended.
    pub(super) fn add(&mut self, number: u32, cell: Cell, is_text: bool) -> bool {
        if cell.text.trim().is_empty() {
            return true;
        }
        if number == 1 {
            let last = self.sheet.header.last().map_or(0, |header| header.column + 1);
            if cell.column - last.min(cell.column) <= EMPTY_COLUMNS {
                let text = header_text(&cell.text);
                self.sheet.header.push(Header { column: cell.column, text, is_text });
            }
            return true;
        }
        if !self.sheet.header.iter().any(|header| header.column == cell.column) {
            return true;
        }
        let last = self.sheet.rows.last().map_or(1, |row| row.number);
        if number > last {
            if (number - last) as usize > EMPTY_ROWS + 1 {
                return false;
            }
            self.sheet.rows.extend((last + 1..=number).map(|number| Row { number, cells: Vec::new() }));
        }
        if let Some(row) = self.sheet.rows.last_mut() {
            row.cells.push(Cell { text: cell_text(&cell.text).into_owned(), ..cell });
        }
        true
    }

    pub(super) fn finish(self) -> Sheet {
        self.sheet
    }
}
