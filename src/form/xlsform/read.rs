//! From a file to a [`Workbook`]: what kind of file it is, and what keeps it from being one.

use super::workbook::Workbook;
use super::{compound, excel, text};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a file is no workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadProblem {
    /// It is neither a spreadsheet nor a table in a text.
    #[error("neither a spreadsheet nor a table")]
    NotAWorkbook,
    /// It is protected by a password.
    #[error("protected by a password")]
    Password,
    /// It is larger than any checklist, or unpacks to that.
    #[error("too large")]
    TooLarge,
    /// It is a spreadsheet, but broken.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A text is not UTF-8.
    #[error("not UTF-8")]
    Encoding,
}

impl ReadProblem {
    /// A stable code, for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAWorkbook => "not_a_workbook",
            Self::Password => "password",
            Self::TooLarge => "too_large",
            Self::Damaged(_) => "damaged",
            Self::Encoding => "encoding",
        }
    }
}

/// How much a workbook may hold, so that a hostile one cannot fill the memory.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Bytes of XML when unpacked, and then of the texts of all cells.
    pub(super) unpacked_bytes: u64,
    /// Bytes of shared texts when unpacked.
    pub(super) text_bytes: u64,
    /// Cells that are not empty, in all sheets.
    pub(super) cells: usize,
}

/// Far beyond 100,000 rows of questions.
pub(super) const LIMITS: Limits = Limits { unpacked_bytes: 400_000_000, text_bytes: 48_000_000, cells: 1_500_000 };
/// The largest file that is looked at.
pub(super) const FILE_BYTES: usize = 64_000_000;

/// Reads a file: `.xlsx`, `.xlsm`, `.xls`, a CSV file or Markdown tables, recognised by its content.
///
/// # Errors
/// [`ReadProblem`] when it is none of them.
pub fn read_file(bytes: &[u8]) -> Result<Workbook, ReadProblem> {
    if bytes.len() > FILE_BYTES {
        return Err(ReadProblem::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        return guarded(|| excel::read_xlsx(bytes, &LIMITS));
    }
    if bytes.starts_with(&excel::COMPOUND) {
        compound::check(bytes)?;
        return guarded(|| excel::read_xls(bytes, &LIMITS));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| if bytes.contains(&0) { ReadProblem::NotAWorkbook } else { ReadProblem::Encoding })?;
    text::read(text.trim_start_matches('\u{feff}'), LIMITS.cells)
}

/// What a reader of spreadsheets says. One that panics has a mistake that we do not know yet; the file is then damaged.
fn guarded(read: impl FnOnce() -> Result<Workbook, ReadProblem>) -> Result<Workbook, ReadProblem> {
    let damaged = || ReadProblem::Damaged("the reader gave up".to_owned());
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged()))
}

/// Reads a folder of CSV files, one a sheet, each given by its name without `.csv`.
///
/// # Errors
/// [`ReadProblem`] when one is no table, or none is there.
pub fn read_folder(files: &[(String, Vec<u8>)]) -> Result<Workbook, ReadProblem> {
    if files.is_empty() {
        return Err(ReadProblem::NotAWorkbook);
    }
    let mut workbook = Workbook::default();
    let mut left = LIMITS.cells;
    for (name, bytes) in files {
        let text = std::str::from_utf8(bytes).map_err(|_| ReadProblem::Encoding)?;
        workbook.sheets.push(text::read_sheet(name, text.trim_start_matches('\u{feff}'), &mut left)?);
    }
    Ok(workbook)
}
