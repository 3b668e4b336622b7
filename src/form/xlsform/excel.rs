//! Sheets from `.xlsx`, `.xlsm` and `.xls` files.

use super::problem::CellPlace;
use super::read::{Limits, ReadProblem};
use super::workbook::{CHECKLIST_SHEETS, Cell, SheetBuilder, Workbook};
use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, Xls, XlsError, Xlsx, XlsxError};
use std::io::{self, Cursor, Read};

/// The first bytes of a compound file: `.xls`, and any workbook with a password (MS-OFFCRYPTO 2.3.4).
pub(super) const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
/// The name of the stream that holds an encrypted workbook, UTF-16 little-endian in the directory of a compound file.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// The sheets of a zipped workbook (ECMA-376).
pub(super) fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadProblem> {
    measure(bytes, limits)?;
    let mut file: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_problem)?;
    let names = sheet_names(&file);
    let mut left = Left::of(limits);
    let mut workbook = Workbook::default();
    for name in &names {
        let mut builder = SheetBuilder::new(name);
        if matters(name, names.len()) {
            let mut cells = file.worksheet_cells_reader(name).map_err(xlsx_problem)?;
            while let Some(cell) = cells.next_cell().map_err(xlsx_problem)? {
                let (row, column) = cell.get_position();
                let Some((text, is_text, is_error)) = content(cell.get_value()) else { continue };
                left.take(&text)?;
                let cell = Cell { column: column as usize, text, is_error };
                if !builder.add(row + 1, cell, is_text) {
                    break;
                }
            }
        }
        workbook.sheets.push(builder.finish());
    }
    Ok(workbook)
}

/// The sheets of a binary workbook (MS-XLS).
pub(super) fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadProblem> {
    if bytes.windows(ENCRYPTED.len()).any(|window| window == ENCRYPTED) {
        return Err(ReadProblem::Password);
    }
    let mut file: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| {
        if matches!(error, XlsError::Password) {
            ReadProblem::Password
        } else {
            ReadProblem::Damaged(error.to_string())
        }
    })?;
    let names = sheet_names(&file);
    let mut left = Left::of(limits);
    let mut workbook = Workbook::default();
    for name in &names {
        let mut builder = SheetBuilder::new(name);
        if matters(name, names.len()) {
            let range = file.worksheet_range(name).map_err(|error| ReadProblem::Damaged(error.to_string()))?;
            let (first_row, first_column) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                if let Data::DateTime(moment) = value
                    && !is_day(moment)
                {
                    let column_index = Some(first_column as usize + column);
                    let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first_row + 1);
                    let cell = CellPlace { column_index, ..CellPlace::row(name, row) }.address().unwrap_or_default();
                    return Err(ReadProblem::Damaged(format!("{name} {cell} holds no day of a calendar")));
                }
                let Some((text, is_text, is_error)) = content(&reference(value)) else { continue };
                left.take(&text)?;
                let cell = Cell { column: first_column as usize + column, text, is_error };
                let number = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first_row + 1);
                if !builder.add(number, cell, is_text) {
                    break;
                }
            }
        }
        workbook.sheets.push(builder.finish());
    }
    Ok(workbook)
}

/// What may still be read. A text that cells share lies in a file once and in memory as often as there are cells, so
/// each counts with its own.
struct Left {
    cells: usize,
    bytes: u64,
}

impl Left {
    const fn of(limits: &Limits) -> Self {
        Self { cells: limits.cells, bytes: limits.unpacked_bytes }
    }

    fn take(&mut self, text: &str) -> Result<(), ReadProblem> {
        self.cells = self.cells.checked_sub(1).ok_or(ReadProblem::TooLarge)?;
        self.bytes = self.bytes.checked_sub(text.len() as u64).ok_or(ReadProblem::TooLarge)?;
        Ok(())
    }
}

fn sheet_names<R: Reader<Cursor<T>>, T: AsRef<[u8]>>(file: &R) -> Vec<String>
where
    Cursor<T>: io::Read + io::Seek,
{
    let sheets = file.sheets_metadata().iter();
    sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect()
}

/// Whether a sheet has to do with the checklist; a workbook with one sheet is that sheet.
fn matters(name: &str, sheets: usize) -> bool {
    sheets == 1 || CHECKLIST_SHEETS.contains(&name.to_lowercase().as_str())
}

/// Refuses what is no archive, and what would unpack to more than the limits allow: sizes written in an archive can
/// lie, so it is unpacked once and only counted.
fn measure(bytes: &[u8], limits: &Limits) -> Result<(), ReadProblem> {
    let damaged = |error: &dyn std::fmt::Display| ReadProblem::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
        if !name.ends_with(".xml") {
            continue;
        }
        let is_texts = name.ends_with("sharedStrings.xml");
        let bound = if is_texts { left.min(limits.text_bytes) } else { left };
        let length = io::copy(&mut entry.take(bound + 1), &mut io::sink()).map_err(|error| damaged(&error))?;
        if length > bound {
            return Err(ReadProblem::TooLarge);
        }
        left -= length;
    }
    Ok(())
}

fn xlsx_problem(error: XlsxError) -> ReadProblem {
    ReadProblem::Damaged(error.to_string())
}

fn reference(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A cell as a text, whether it was one, and whether it shows an error.
fn content(value: &DataRef<'_>) -> Option<(String, bool, bool)> {
    Some(match value {
        DataRef::String(text) => (text.clone(), true, false),
        DataRef::SharedString(text) => ((*text).to_owned(), true, false),
        DataRef::Int(number) => (number.to_string(), false, false),
        DataRef::Float(number) => (number_text(*number), false, false),
        DataRef::Bool(truth) => (if *truth { "TRUE" } else { "FALSE" }.to_owned(), false, false),
        DataRef::DateTime(moment) => (moment_text(moment), false, false),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), false, false),
        DataRef::Error(error) => (error.to_string(), true, true),
        DataRef::Empty => return None,
    })
}

/// A number as it is written by hand: whole ones without a point.
fn number_text(number: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT {
        return format!("{number:.0}");
    }
    let small = number != 0.0 && number.abs() < 1e-4;
    if small || number.abs() >= 1e16 { exponent_text(number) } else { number.to_string() }
}

/// `1e-05`, `1.5e+16`: a sign and two digits.
fn exponent_text(number: f64) -> String {
    let text = format!("{number:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

/// Whether a date of an `.xls` file is one: spreadsheets take 1900 for a leap year, so its first two months are not
/// clear, and they know no day before it and none behind the year 9999.
fn is_day(moment: &ExcelDateTime) -> bool {
    let value = moment.as_f64();
    (0.0..1.0).contains(&value) || (61.0..2_958_466.0).contains(&value)
}

/// A date with its time, or a time alone.
fn moment_text(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if !moment.is_duration() && value >= 1.0 {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    } else if value < 1.0 {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        number_text(value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::workbook::Sheet;
    use super::*;

    #[test]
    fn a_text_that_many_cells_share_counts_for_each() {
        let cells = |text: &str| vec![Cell { column: 0, text: text.to_owned(), is_error: false }];
        let rows = std::iter::repeat_with(|| cells(&"x".repeat(10_000))).take(100);
        let survey = Sheet::from_cells("survey", std::iter::once(cells("note")).chain(rows));
        let file = Workbook::of(vec![survey]).to_xlsx().expect("it fits");
        let limits = |unpacked_bytes| Limits { unpacked_bytes, text_bytes: 100_000, cells: 1000 };
        assert_eq!(read_xlsx(&file, &limits(900_000)), Err(ReadProblem::TooLarge));
        assert!(read_xlsx(&file, &limits(1_100_000)).is_ok());
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        for (number, text) in [
            (5.0, "5"),
            (-3.0, "-3"),
            (0.1, "0.1"),
            (1e-5, "1e-05"),
            (1.5e17, "1.5e+17"),
            (100_000_000.0, "100000000"),
            (2.5, "2.5"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }
}
