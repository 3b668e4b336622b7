//! Checklists in spreadsheets: what is wrong with them, in words.

use crate::app::{AppError, input};
use crate::form::xlsform::definition::{Definition, ItemKind};
use crate::form::xlsform::{CellPlace, Checked, Fault, Problem, Weight, Workbook, check, read_file, read_folder};
use crate::words::{Value, Words};
use std::fs;
use std::path::Path;

/// The name of a file without its ending, for a form that gives no identifier.
fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The form in a file and its problems.
///
/// # Errors
/// As [`check_file`].
pub(super) fn read_form(path: &Path) -> Result<Checked, AppError> {
    Ok(check(&read(path)?, &stem(path)))
}

/// A checklist in a file, and everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct CheckedFile {
    /// Whether it can be used.
    pub is_usable: bool,
    /// Its identifier; the name of the file where it gives none.
    pub id: String,
    /// Its version; empty where it gives none.
    pub version: String,
    /// Its title.
    pub title: String,
    /// How many questions and values it has.
    pub questions: usize,
    /// How many of the problems keep it from being used.
    pub errors: usize,
    /// All problems in the order of the sheets.
    pub problems: Vec<ProblemLine>,
}

/// A problem in words.
#[derive(Debug, Clone)]
pub struct ProblemLine {
    /// `error`, `warning` or `note`.
    pub weight: &'static str,
    /// The stable code.
    pub code: &'static str,
    /// Where it is.
    pub place: CellPlace,
    /// What it is about, as its author wrote it.
    pub subject: String,
    /// What was probably meant, or what is accepted instead; empty where nothing is known.
    pub hint: String,
    /// What it is and the way out.
    pub text: String,
    /// The same after its place.
    pub placed: String,
}

/// Reads a spreadsheet, a CSV file or folder, or Markdown tables as an XLSForm and names all its problems.
///
/// # Errors
/// [`AppError::File`] and [`AppError::NotAFile`]; [`AppError::Workbook`] when it is no workbook.
pub fn check_file(path: &Path, words: Words) -> Result<CheckedFile, AppError> {
    read_form(path).map(|checked| in_words(checked, words))
}

/// A form with its problems in words.
pub(super) fn in_words(checked: Checked, words: Words) -> CheckedFile {
    CheckedFile {
        is_usable: checked.is_usable(),
        questions: questions(&checked.form),
        errors: checked.problems.iter().filter(|problem| problem.fault.weight() == Weight::Error).count(),
        problems: checked.problems.iter().map(|problem| line(problem, words)).collect(),
        id: checked.form.id,
        version: checked.form.version,
        title: checked.form.title,
    }
}

/// The sheets of a file, or of a folder of CSV files.
fn read(path: &Path) -> Result<Workbook, AppError> {
    let refused = |problem| AppError::Workbook { path: path.to_owned(), problem };
    if !path.is_dir() {
        return read_file(&input::read(path)?).map_err(refused);
    }
    let failed = |source| AppError::file(path, source);
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
            let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            files.push((name, input::read(&file)?));
        }
    }
    files.sort();
    read_folder(&files).map_err(refused)
}

fn questions(form: &Definition) -> usize {
    form.walk().filter(|item| matches!(item.kind, ItemKind::Question(_))).count()
}

fn line(problem: &Problem, words: Words) -> ProblemLine {
    let text = text(problem, words);
    ProblemLine {
        weight: problem.fault.weight().code(),
        code: problem.fault.code(),
        place: problem.place.clone(),
        subject: problem.subject.clone(),
        hint: problem.hint.clone(),
        placed: placed(&problem.place, &text, words),
        text,
    }
}

fn text(problem: &Problem, words: Words) -> String {
    let named = [("what", Value::Text(&problem.subject)), ("hint", Value::Text(&problem.hint))];
    let text = words.with(&format!("xlsform-{}", problem.fault.code()), &named);
    let is_guess = matches!(
        problem.fault,
        Fault::TypeUnknown | Fault::ListUnknown | Fault::ReferenceUnknown | Fault::ColumnMissing | Fault::SheetMissing
    );
    if is_guess && !problem.hint.is_empty() {
        words.with("xlsform-guess", &[("problem", Value::Text(&text)), ("hint", Value::Text(&problem.hint))])
    } else {
        text
    }
}

/// A text after the place that it is about.
fn placed(place: &CellPlace, text: &str, words: Words) -> String {
    let Some(sheet) = &place.sheet else { return text.to_owned() };
    let (sheet, problem) = (("sheet", Value::Text(sheet)), ("problem", Value::Text(text)));
    match (place.address(), place.row) {
        (Some(cell), _) => {
            let column = place.column.as_deref().unwrap_or_default();
            words.with("xlsform-cell", &[sheet, ("cell", Value::Text(&cell)), ("column", Value::Text(column)), problem])
        }
        (None, Some(row)) => words.with("xlsform-row", &[sheet, ("row", Value::Number(i64::from(row))), problem]),
        (None, None) => words.with("xlsform-sheet", &[sheet, problem]),
    }
}
