//! Say what photo files are and whether they would be taken in, without a workspace.

use crate::app::problem::Problem;
use crate::app::{AppError, input};
use crate::evidence::{Examined, IntakeWarning, examine};
use crate::words::Words;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// What becomes of a file that is brought in as a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoVerdict {
    /// It is taken in, and all of it is shown.
    Good,
    /// It is taken in; parts of the picture are missing or wrong.
    Damaged,
    /// It is not taken in.
    Refused,
}

impl PhotoVerdict {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Damaged => "damaged",
            Self::Refused => "refused",
        }
    }
}

/// A reason for a verdict, or something worth knowing beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoReason {
    /// The stable code.
    pub code: String,
    /// In words.
    pub text: String,
}

/// What was found about one file.
#[derive(Debug)]
pub struct CheckedPhoto {
    /// The file.
    pub path: PathBuf,
    /// What becomes of it.
    pub verdict: PhotoVerdict,
    /// Why, and what else is worth knowing.
    pub reasons: Vec<PhotoReason>,
    /// What it is; none where it cannot be read.
    pub found: Option<Examined>,
}

/// Looks at each file, and at each file in the folders below, in the order of their paths.
#[must_use]
pub fn check_photos(paths: &[PathBuf], words: Words) -> Vec<CheckedPhoto> {
    let mut checked = Vec::new();
    for path in paths {
        if !path.is_dir() {
            checked.push(check_photo(path, words));
            continue;
        }
        let mut files = Vec::new();
        if let Err(error) = input::files_below(path, &mut files) {
            checked.push(unreadable(path, &error, words));
        }
        checked.extend(files.iter().map(|file| check_photo(file, words)));
    }
    checked
}

fn check_photo(path: &Path, words: Words) -> CheckedPhoto {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let found = input::open(path).and_then(|file| Ok(examine(BufReader::new(file), &file_name)?));
    let mut found = match found {
        Ok(found) => found,
        Err(error) => return unreadable(path, &error, words),
    };
    let warnings = found.warnings.iter();
    let mut reasons: Vec<_> = warnings
        .map(|warning| PhotoReason {
            code: warning.code().to_owned(),
            text: words.get(&format!("evidence-warning-{}", warning.code())),
        })
        .collect();
    let is_damaged =
        |warning: &IntakeWarning| matches!(warning, IntakeWarning::CutShort | IntakeWarning::PartlyDamaged);
    let verdict = match found.refusal.take() {
        Some(refusal) => {
            let code = refusal.code().to_owned();
            let problem = Problem::of(&AppError::Evidence(refusal), words);
            reasons = vec![PhotoReason { code, text: format!("{} {}", problem.what, problem.to_do) }];
            PhotoVerdict::Refused
        }
        None if found.warnings.iter().any(is_damaged) => PhotoVerdict::Damaged,
        None => PhotoVerdict::Good,
    };
    CheckedPhoto { path: path.to_owned(), verdict, reasons, found: Some(found) }
}

/// A file or folder that cannot be read.
fn unreadable(path: &Path, error: &AppError, words: Words) -> CheckedPhoto {
    let problem = Problem::of(error, words);
    let reasons = vec![PhotoReason { code: problem.code, text: problem.what }];
    CheckedPhoto { path: path.to_owned(), verdict: PhotoVerdict::Refused, reasons, found: None }
}
