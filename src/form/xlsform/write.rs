//! A checklist as a spreadsheet, for people and for other tools.

use super::problem::CellPlace;
use super::table::{Table, tables};
use super::workbook::{CHECKLIST_SHEETS, Workbook};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook as Spreadsheet, Worksheet, XlsxError,
};

/// What a sheet of a spreadsheet holds at most.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// What a cell holds at most, in units of UTF-16.
const CHARACTERS: usize = 32_767;
/// The number format of texts, `@`: what is typed into such a cell later stays a text too.
const TEXT_FORMAT: u8 = 49;
/// The width of columns, in digits.
const NARROWEST: usize = 10;
const WIDEST: usize = 50;

/// Why a checklist is no spreadsheet.
#[derive(Debug, thiserror::Error)]
pub enum WriteProblem {
    /// A text is longer than a cell can be.
    #[error("{}: {characters} characters, and a cell holds {CHARACTERS}", spot(.place))]
    CellTooLong {
        /// The cell.
        place: CellPlace,
        /// How long its text is, in units of UTF-16 as spreadsheets count.
        characters: usize,
    },
    /// There are more rows than a sheet can have.
    #[error("{}: a sheet has {ROWS} rows at most", spot(.place))]
    TooManyRows {
        /// The first cell that has no place.
        place: CellPlace,
    },
    /// There are more columns than a sheet can have.
    #[error("{}: a sheet has {COLUMNS} columns at most", spot(.place))]
    TooManyColumns {
        /// The first cell that has no place.
        place: CellPlace,
    },
    /// The file could not be put together.
    #[error("the spreadsheet could not be written")]
    Failed(#[from] XlsxError),
}

fn spot(place: &CellPlace) -> String {
    let sheet = place.sheet.as_deref().unwrap_or_default();
    format!("sheet {sheet}, cell {}", place.address().unwrap_or_default())
}

impl Workbook {
    /// The checklist as an `.xlsx` file (ECMA-376): the same sheets and texts as in the stored form, all cells texts.
    /// The same checklist always gives the same bytes.
    ///
    /// # Errors
    /// [`WriteProblem`] when it is larger than a spreadsheet can be.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, WriteProblem> {
        let mut tables = tables(self);
        // A file without any sheet is none, and one that has only another sheet would be taken for a survey.
        if tables.first().is_none_or(|table| table.name != CHECKLIST_SHEETS[0]) {
            tables.insert(0, Table { name: CHECKLIST_SHEETS[0], columns: Vec::new(), rows: Vec::new() });
        }
        let mut file = Spreadsheet::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        file.set_properties(&DocProperties::new().set_creation_datetime(&created));
        for table in &tables {
            check_size(table)?;
            write(file.add_worksheet(), table)?;
        }
        Ok(file.save_to_buffer()?)
    }
}

/// All cells of a sheet, those of the first row too: row (0 for the first), column, text.
fn cells<'a>(table: &'a Table<'_>) -> impl Iterator<Item = (usize, usize, &'a str)> {
    let head = table.columns.iter().enumerate().map(|(column, text)| (0, column, text.as_str()));
    let body = table.rows.iter().enumerate();
    head.chain(body.flat_map(|(row, cells)| cells.iter().map(move |(column, text)| (row + 1, *column, text.as_ref()))))
}

fn check_size(table: &Table<'_>) -> Result<(), WriteProblem> {
    for (row, column, text) in cells(table) {
        let place = || CellPlace {
            column: table.columns.get(column).cloned(),
            column_index: Some(column),
            ..CellPlace::row(table.name, u32::try_from(row + 1).unwrap_or(u32::MAX))
        };
        if row >= ROWS {
            return Err(WriteProblem::TooManyRows { place: place() });
        }
        if column >= COLUMNS {
            return Err(WriteProblem::TooManyColumns { place: place() });
        }
        let characters = text.encode_utf16().count();
        if characters > CHARACTERS {
            return Err(WriteProblem::CellTooLong { place: place(), characters });
        }
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, table: &Table<'_>) -> Result<(), XlsxError> {
    let body = Format::new().set_num_format_index(TEXT_FORMAT).set_text_wrap().set_align(FormatAlign::Top);
    let head = body.clone().set_bold();
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    let mut widths = vec![NARROWEST; table.columns.len()];
    for (row, column, text) in cells(table) {
        widths[column] = widths[column].max(width(text));
        let (row_number, column_number) = (number(row)?, number(column)?);
        let format = if row == 0 { &head } else { &body };
        if is_mistaken(text) {
            let escaped = text.replace("_x", "_x005F_x");
            let runs = [(&Format::default(), escaped.as_str())];
            sheet.write_rich_string_with_format(row_number, column_number, &runs, format)?;
        } else {
            sheet.write_string_with_format(row_number, column_number, text, format)?;
        }
    }
    for (column, width) in widths.iter().enumerate() {
        let width: u16 = number(*width.min(&WIDEST))?;
        sheet.set_column_width(number(column)?, width)?;
        sheet.set_column_format(number(column)?, &body)?;
    }
    if let (Some(last_row), Some(last_column)) = (table.rows.len().checked_sub(1), table.columns.len().checked_sub(1)) {
        // `2024.10` and `007` are meant as they are.
        let last = (number(last_row + 1)?, number(last_column)?);
        sheet.ignore_error_range(1, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

fn number<T: TryFrom<usize>>(index: usize) -> Result<T, XlsxError> {
    T::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Whether the writer of spreadsheets would make something else of a text: it takes one between `<r>` and `</r>` for
/// its own markup, and a character that it escapes behind `_x0041` completes an escape. As the one run of a formatted
/// text, with its own escapes escaped, it stays what it is.
fn is_mistaken(text: &str) -> bool {
    let is_escaped = |one: char| (one.is_control() && one != '\n') || matches!(one, '\u{fffe}' | '\u{ffff}');
    (text.starts_with("<r>") && text.ends_with("</r>")) || text.contains(is_escaped)
}

/// How wide the widest line of a text is, in digits; a Chinese character is as wide as two.
fn width(text: &str) -> usize {
    let of_line = |line: &str| line.chars().map(|letter| if letter < '\u{1100}' { 1 } else { 2 }).sum();
    text.lines().map(of_line).max().unwrap_or(0) + 2
}
