//! The files that come with a checklist in a spreadsheet: where they lie, and what is wrong with them in words.

use super::checklist_file::{ProblemLine, placed};
use crate::app::{AppError, input};
use crate::form::engine::{FileFault, FileProblem, Files};
use crate::form::xlsform::definition::Definition;
use crate::form::xlsform::{CellPlace, Weight};
use crate::words::{Value, Words};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads the files that come with the checklist at `path`: from its folder, or from the one beside it that Collect
/// keeps them in, `walk-media` for `walk.xlsx`.
pub(super) fn companions(path: &Path, form: &Definition) -> Files {
    let mut files = Files::default();
    let mut left = Files::MOST_BYTES;
    let folders = folders(path);
    for name in Files::wanted(form) {
        let places = folders.iter().map(|folder| folder.join(&name));
        let Some(found) = places.into_iter().find(|place| place.exists()) else { continue };
        match read(&found, left) {
            Ok(bytes) => {
                left = left.saturating_sub(bytes.len());
                files.add(&name, bytes);
            }
            Err(error) => files.refuse(&name, FileFault::Unreadable(error.to_string())),
        }
    }
    files
}

fn folders(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() {
        return vec![path.to_owned()];
    }
    vec![path.with_file_name(""), media_folder(path)]
}

/// The folder beside a checklist in which Collect keeps its files.
pub(super) fn media_folder(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}-media"))
}

/// The bytes of a file, or one more than may be left of one that has more.
fn read(path: &Path, left: usize) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
    input::open(path)?.take(most).read_to_end(&mut bytes).map_err(|source| AppError::file(path, source))?;
    Ok(bytes)
}

/// What is wrong with a file, at the row of the checklist that wants it.
pub(super) fn line(problem: &FileProblem, words: Words) -> ProblemLine {
    let subject = problem.fault.subject();
    let named = [("file", Value::Text(&problem.file)), ("what", Value::Text(&subject))];
    let text = words.with(&format!("xlsform-{}", problem.fault.code()), &named);
    let text = match problem.line {
        Some(line) => {
            let line = Value::Number(i64::try_from(line).unwrap_or(i64::MAX));
            let named = [("file", Value::Text(&problem.file)), ("line", line), ("problem", Value::Text(&text))];
            words.with("xlsform-file_line", &named)
        }
        None => text,
    };
    let place = CellPlace::row("survey", problem.row);
    ProblemLine {
        weight: Weight::Warning.code(),
        code: problem.fault.code(),
        subject: problem.file.clone(),
        line: problem.line,
        hint: subject,
        placed: placed(&place, &text, words),
        place,
        text,
    }
}
