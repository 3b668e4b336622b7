//! Checklists in spreadsheets: read with all that is wrong with them in words, kept, and written again.

use super::checklist::{self, built_in};
use super::checklist_companion::{self, companions, media_folder};
use crate::app::{App, AppError, Changes, Outcome, Thing, input};
use crate::assets;
use crate::domain::Digest;
use crate::form::xlsform::definition::{Definition, ItemKind};
use crate::form::xlsform::{
    CellPlace, Checked, Fault, Problem, Weight, Workbook, check, is_sheet_name, read_file, read_folder,
};
use crate::form::{Draft, Template, TemplateError};
use crate::words::{Value, Words};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of a file without its ending, for a form that gives no identifier.
fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The form in a file and its problems, those of the audit columns left out.
///
/// # Errors
/// As [`check_file`].
pub(super) fn read_form(path: &Path) -> Result<Checked, AppError> {
    Ok(check(&read(path)?, &stem(path)))
}

/// A checklist that was read from a file.
#[derive(Debug, Clone)]
pub struct ReadChecklist {
    /// The checklist; none where it cannot be used.
    pub template: Option<Arc<Template>>,
    /// The bytes that a workspace keeps; empty where it cannot be used.
    pub bytes: Vec<u8>,
    /// The sheets as they stand in the file, for showing problems in their place.
    pub workbook: Arc<Workbook>,
    /// What is said about it.
    pub file: CheckedFile,
}

/// Reads a checklist from a spreadsheet, a CSV file or folder, or Markdown tables. One without an identifier gets the
/// name of its file.
///
/// # Errors
/// As [`check_file`].
pub fn read_checklist(path: &Path, words: Words) -> Result<ReadChecklist, AppError> {
    let (workbook, draft, file) = draft(path, words)?;
    if !file.is_usable {
        return Ok(ReadChecklist { template: None, bytes: Vec::new(), workbook: Arc::new(workbook), file });
    }
    let bytes = workbook.to_json()?;
    let template = draft.into_template(Digest::of(&bytes)).ok().map(|(template, _)| Arc::new(template));
    Ok(ReadChecklist { template, bytes, workbook: Arc::new(workbook), file })
}

/// Looks at a checklist and the files that come with it.
fn draft(path: &Path, words: Words) -> Result<(Workbook, Draft, CheckedFile), AppError> {
    let mut workbook = read(path)?;
    workbook.name(&stem(path));
    let checked = check(&workbook, &stem(path));
    let files = companions(path, &checked.form);
    workbook.files = files.texts(&checked.form);
    let draft = Draft::of(checked, &workbook);
    let mut file = CheckedFile { questions: draft.question_count(), ..in_words(draft.checked(), words) };
    let in_files = files.problems(&draft.checked().form);
    file.problems.extend(in_files.iter().map(|problem| checklist_companion::line(problem, words)));
    Ok((workbook, draft, file))
}

/// Keeps a checklist that was read in the workspace; false where it is there already.
///
/// # Errors
/// [`AppError::Template`] for one that cannot be used, and what the store says.
pub fn import(app: &mut App, checklist: &ReadChecklist) -> Result<Changes, AppError> {
    let Some(template) = &checklist.template else {
        return Err(AppError::Template(TemplateError::Problems(Vec::new())));
    };
    let is_new = app.keep_checklist(template, &checklist.bytes)?;
    let outcome = Outcome::Checklist { digest: template.digest, is_new };
    Ok(Changes { saved_at: Some(app.environment.now()), workspace: true, outcome, ..Changes::default() })
}

/// A checklist as a spreadsheet, with the files that come with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spreadsheet {
    /// The workbook (.xlsx).
    pub bytes: Vec<u8>,
    /// The texts of the files by their names.
    pub files: BTreeMap<String, String>,
}

impl Spreadsheet {
    fn of(stored: &[u8]) -> Result<Self, AppError> {
        let workbook = Template::workbook(stored)?;
        Ok(Self { bytes: workbook.to_xlsx().map_err(AppError::Spreadsheet)?, files: workbook.files })
    }

    /// Writes the workbook, and the files into the folder beside it where they are looked for; gives the paths of these.
    ///
    /// # Errors
    /// [`AppError::Exists`] rather than overwrite, [`AppError::File`].
    pub fn write_new(&self, path: &Path) -> Result<Vec<PathBuf>, AppError> {
        let folder = media_folder(path);
        if let Some(there) = self.files.keys().map(|name| folder.join(name)).find(|file| file.exists()) {
            return Err(AppError::Exists { path: there });
        }
        write_new(path, &self.bytes)?;
        if !self.files.is_empty() {
            fs::create_dir_all(&folder).map_err(|source| AppError::file(&folder, source))?;
        }
        let mut written = Vec::new();
        for (name, text) in &self.files {
            let file = folder.join(name);
            write_new(&file, text.as_bytes())?;
            written.push(file);
        }
        Ok(written)
    }
}

/// The spreadsheet of a checklist of the workspace or of the program.
///
/// # Errors
/// [`AppError::NotFound`], and what the store says.
pub fn spreadsheet(app: &mut App, id: &str) -> Result<Spreadsheet, AppError> {
    let digest = app.checklist(id)?.digest;
    let kept = assets::CHECKLISTS.iter().map(|(_, bytes)| *bytes).find(|bytes| Digest::of(bytes) == digest);
    match kept {
        Some(bytes) => Spreadsheet::of(bytes),
        None => Spreadsheet::of(&app.content(&digest, Thing::Checklist)?),
    }
}

/// The spreadsheet of a checklist of the program, without any workspace.
///
/// # Errors
/// [`AppError::NotFound`].
pub fn built_in_spreadsheet(id: &str) -> Result<Spreadsheet, AppError> {
    let all = built_in()?;
    let lines: Vec<_> = all.iter().map(|(template, _)| checklist::line(template, true)).collect();
    let digest = checklist::find(&lines, id)?.digest;
    let bytes = all.iter().find(|(template, _)| template.digest == digest).map(|(_, bytes)| *bytes);
    Spreadsheet::of(bytes.unwrap_or_default())
}

/// Writes a file that is not there yet; nothing is left where that fails.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let mut file = match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(source) if source.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(AppError::Exists { path: path.to_owned() });
        }
        Err(source) => return Err(AppError::file(path, source)),
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|source| {
        // What is half written is no spreadsheet.
        fs::remove_file(path).ok();
        AppError::file(path, source)
    })
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
    /// What it is about, as its author wrote it; the name of a file that comes with the checklist.
    pub subject: String,
    /// The line of that file, from 1.
    pub line: Option<usize>,
    /// What was probably meant, or what is accepted instead; empty where nothing is known.
    pub hint: String,
    /// What it is and the way out.
    pub text: String,
    /// The same after its place.
    pub placed: String,
}

/// Reads a spreadsheet, a CSV file or folder, or Markdown tables as an XLSForm and names all its problems, and those of
/// the files that come with it.
///
/// # Errors
/// [`AppError::File`] and [`AppError::NotAFile`]; [`AppError::Workbook`] when it is no workbook.
pub fn check_file(path: &Path, words: Words) -> Result<CheckedFile, AppError> {
    draft(path, words).map(|(_, _, file)| file)
}

/// A form with its problems in words.
pub(super) fn in_words(checked: &Checked, words: Words) -> CheckedFile {
    CheckedFile {
        is_usable: checked.is_usable(),
        questions: questions(&checked.form),
        errors: checked.problems.iter().filter(|problem| problem.fault.weight() == Weight::Error).count(),
        problems: checked.problems.iter().map(|problem| line(problem, words)).collect(),
        id: checked.form.id.clone(),
        version: checked.form.version.clone(),
        title: checked.form.title.clone(),
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
            let bytes = input::read(&file)?;
            // A file that only comes with the checklist must not keep it from being read.
            if is_sheet_name(&name) || std::str::from_utf8(&bytes).is_ok() {
                files.push((name, bytes));
            }
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
        line: None,
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
pub(super) fn placed(place: &CellPlace, text: &str, words: Words) -> String {
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
