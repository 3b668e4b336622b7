//! Take the record and the attachments out of a report, byte for byte.

use crate::app::workspace::{part_of, publish};
use crate::app::{AppError, Thing, input};
use crate::pdf::Reader;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The name of the record among the attachments.
pub const RECORD_NAME: &str = "fieldseal-record.json";

/// The most bytes that a record may have; a larger one is not read into memory.
const MOST_RECORD_BYTES: u64 = 512 << 20;

/// The exact bytes of the record; none when the file carries no record.
///
/// # Errors
/// When the file cannot be read as PDF.
pub fn read_record(path: &Path) -> Result<Option<Vec<u8>>, AppError> {
    let file = input::open(path)?;
    let mut reader = Reader::open(file)?;
    let attachments = reader.attachments()?;
    let Some(record) = attachments.iter().find(|attachment| attachment.name == RECORD_NAME) else { return Ok(None) };
    let mut bytes = Vec::new();
    reader.copy_decoded(&record.stream, &mut bytes, MOST_RECORD_BYTES)?;
    Ok(Some(bytes))
}

/// Writes all attachments of a report into a folder and says where they lie.
///
/// # Errors
/// [`AppError::NotFound`] when there are none, [`AppError::Exists`] rather than overwrite.
pub fn extract(path: &Path, folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let file = input::open(path)?;
    let mut reader = Reader::open(file)?;
    let attachments = reader.attachments()?;
    if attachments.is_empty() {
        return Err(AppError::not_found(Thing::Record, path.display()));
    }
    fs::create_dir_all(folder).map_err(|source| AppError::file(folder, source))?;
    let mut written = Vec::new();
    for attachment in &attachments {
        let target = folder.join(safe_name(&attachment.name));
        if target.exists() {
            return Err(AppError::Exists { path: target });
        }
        let part = part_of(&target);
        let mut out = File::create(&part).map_err(|source| AppError::file(&part, source))?;
        reader.copy_decoded(&attachment.stream, &mut out, u64::MAX)?;
        out.sync_all().map_err(|source| AppError::file(&part, source))?;
        publish(&part, &target)?;
        written.push(target);
    }
    Ok(written)
}

/// A file name that stays inside its folder, whatever the report says.
fn safe_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let cleaned: String = name.chars().filter(|c| !c.is_control() && *c != ':').collect();
    if cleaned.is_empty() || cleaned.chars().all(|c| c == '.') { "attachment".to_owned() } else { cleaned }
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn names_stay_inside_the_folder() {
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name("C:\\x\\..\\y.json"), "y.json");
        assert_eq!(safe_name(".."), "attachment");
        assert_eq!(safe_name(""), "attachment");
    }
}
