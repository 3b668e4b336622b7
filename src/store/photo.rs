//! The photos that the workspace must hold.

use super::{Store, StoreError, row};
use crate::domain::Digest;

const PHOTO_FILES: &str = "
    SELECT digest, max(size_bytes), max(removed = 0) FROM photo GROUP BY digest ORDER BY digest";

/// The file of one or several photos.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoFile {
    /// The digest of the original bytes, which names the file.
    pub digest: Digest,
    /// The size of the original in bytes.
    pub size_bytes: u64,
    /// Whether any inspection still shows it; false when it was taken out everywhere.
    pub in_use: bool,
}

impl Store {
    /// Every photo file that was ever taken in, once, in the order of their digests.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn photo_files(&self) -> Result<Vec<PhotoFile>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(PHOTO_FILES)?;
            let rows = statement.query_and_then([], |row| {
                Ok(PhotoFile {
                    digest: row::digest(row, 0)?,
                    size_bytes: row.get::<_, i64>(1)?.unsigned_abs(),
                    in_use: row.get(2)?,
                })
            })?;
            rows.collect()
        })
    }
}
