//! Sheets from texts: CSV files and Markdown tables.

use super::read::ReadProblem;
use super::workbook::{Cell, Sheet, Workbook};
use regex::Regex;
use std::sync::LazyLock;

/// How far a text is looked at to tell what it is, in bytes.
const SNIFFED: usize = 5000;
/// A separator or a comment behind a row of a Markdown table.
#[expect(clippy::expect_used, reason = "a constant that a test uses")]
static TRAILING_COMMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\A(.*)#[^|]+\z").expect("a pattern of our own is well formed"));

/// Reads Markdown tables, or one CSV file with the names of its sheets in the first column.
pub(super) fn read(text: &str, mut cells: usize) -> Result<Workbook, ReadProblem> {
    let head = &text.as_bytes()[..text.len().min(SNIFFED)];
    let count = |byte: u8| head.iter().filter(|&&one| one == byte).count();
    // A cell of a CSV file can hold bars too, but no line of it begins with one.
    if count(b'|') >= 5 && text.lines().any(|line| line.trim_start().starts_with('|')) {
        markdown(text, &mut cells)
    } else if count(b',') >= 4 {
        joined_csv(text, &mut cells)
    } else {
        Err(ReadProblem::NotAWorkbook)
    }
}

/// Reads a CSV file that is one sheet.
pub(super) fn read_sheet(name: &str, text: &str, left: &mut usize) -> Result<Sheet, ReadProblem> {
    let rows = csv_rows(text)?.into_iter().map(|row| to_cells(row.into_iter(), left)).collect::<Result<Vec<_>, _>>()?;
    Ok(Sheet::from_cells(name, rows))
}

fn csv_rows(text: &str) -> Result<Vec<Vec<String>>, ReadProblem> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().map(|record| {
        record
            .map(|record| record.iter().map(str::to_owned).collect())
            .map_err(|error| ReadProblem::Damaged(error.to_string()))
    });
    records.collect()
}

fn to_cells(row: impl Iterator<Item = String>, left: &mut usize) -> Result<Vec<Cell>, ReadProblem> {
    let cells: Vec<_> = row
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(column, text)| Cell { column, text, is_error: false })
        .collect();
    *left = left.checked_sub(cells.len()).ok_or(ReadProblem::TooLarge)?;
    Ok(cells)
}

/// A CSV file that begins each sheet with a row of its name, and leaves the first column empty below.
fn joined_csv(text: &str, left: &mut usize) -> Result<Workbook, ReadProblem> {
    let mut sheets: Vec<(String, Vec<Vec<Cell>>)> = Vec::new();
    for mut row in csv_rows(text)? {
        if row.is_empty() {
            continue;
        }
        let name = row.remove(0).trim().to_owned();
        if !name.is_empty() {
            sheets.push((name, Vec::new()));
        }
        let cells = to_cells(row.into_iter(), left)?;
        if let (Some((_, rows)), false) = (sheets.last_mut(), cells.is_empty()) {
            rows.push(cells);
        }
    }
    let sheets = sheets.into_iter().map(|(name, rows)| Sheet::from_cells(&name, rows)).collect();
    Ok(Workbook::of(sheets))
}

/// Tables whose first column names the sheet, as the tests of the reference converter write them.
fn markdown(text: &str, left: &mut usize) -> Result<Workbook, ReadProblem> {
    let mut sheets: Vec<(String, Vec<Vec<Cell>>)> = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with('#') {
            continue;
        }
        let line = TRAILING_COMMENT.captures(line).and_then(|found| found.get(1)).map_or(line, |kept| kept.as_str());
        let Some(inner) = line.trim().strip_prefix('|').and_then(|rest| rest.rsplit_once('|')).map(|(inner, _)| inner)
        else {
            continue;
        };
        if inner.chars().all(|one| one == '|' || one == '-') {
            continue;
        }
        let mut row = split_row(inner).into_iter();
        let name = row.next().unwrap_or_default().trim().to_owned();
        if !name.is_empty() {
            sheets.push((name, Vec::new()));
        }
        let cells = to_cells(row, left)?;
        if let (Some((_, rows)), false) = (sheets.last_mut(), cells.is_empty()) {
            rows.push(cells);
        }
    }
    let sheets = sheets.into_iter().map(|(name, rows)| Sheet::from_cells(&name, rows)).collect();
    Ok(Workbook::of(sheets))
}

/// The cells of a row; a pipe behind a backslash belongs to its cell.
fn split_row(inner: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for one in inner.chars() {
        match (one, escaped) {
            ('|', false) => cells.push(String::new()),
            ('|', true) => {
                if let Some(cell) = cells.last_mut() {
                    cell.pop();
                    cell.push('|');
                }
            }
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(one);
                }
            }
        }
        escaped = one == '\\';
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(workbook: &Workbook, sheet: &str) -> Vec<Vec<String>> {
        let rows = &workbook.sheet(sheet).expect("the sheet is there").rows;
        rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
    }

    #[test]
    fn tables_of_markdown_are_sheets() {
        let workbook = read(
            "| survey |\n|  | type | name | label | # a remark\n|--|--|\n|  | text | a | x \\| y |\n| choices |\n| | list_name | name |\n# gone\n| | l | 1 |\n",
            100,
        )
        .expect("it is a workbook");
        assert_eq!(texts(&workbook, "survey"), [["text", "a", "x | y"]]);
        assert_eq!(texts(&workbook, "choices"), [["l", "1"]]);
    }

    #[test]
    fn one_csv_file_can_hold_all_sheets() {
        let workbook = read("\"survey\"\n,\"type\",\"name\"\n,\"integer\",\"a\"\n,\"note\",\"b, c\"\n", 100)
            .expect("it is a workbook");
        assert_eq!(texts(&workbook, "survey"), [["integer", "a"], ["note", "b, c"]]);
    }

    #[test]
    fn a_text_without_tables_is_refused() {
        assert_eq!(read("Dear colleague", 100), Err(ReadProblem::NotAWorkbook));
        assert_eq!(read("|a|\n| |b|c|\n| |d|e|", 1), Err(ReadProblem::TooLarge));
    }
}
