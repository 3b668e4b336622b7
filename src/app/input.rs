//! Files that people hand in: opened only when they are files, so that a pipe or a device keeps nobody waiting.

use super::AppError;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Opens a file for reading.
///
/// # Errors
/// [`AppError::NotAFile`] for a folder, a pipe or a device, [`AppError::File`] otherwise.
pub fn open(path: &Path) -> Result<File, AppError> {
    let failed = |source| AppError::file(path, source);
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(AppError::NotAFile { path: path.to_owned() });
    }
    File::open(path).map_err(failed)
}

/// The bytes of a file.
///
/// # Errors
/// As [`open`].
pub fn read(path: &Path) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|source| AppError::file(path, source))?;
    Ok(bytes)
}
