//! The photos that the workspace must hold.

use super::{Store, StoreError, row};
use crate::domain::{Digest, InspectionId, Overlay, Rendition};

const PHOTO_FILES: &str = "
    SELECT digest, max(size_bytes), max(removed = 0) FROM photo GROUP BY digest ORDER BY digest";

const SHOWN_PHOTOS: &str = "SELECT digest, overlay FROM photo WHERE removed = 0";

const PHOTOS_OF_OTHERS: &str = "
    SELECT i.number, p.digest, p.look_hash FROM photo p JOIN inspection i ON i.id = p.inspection_id
    WHERE p.inspection_id <> ?1 AND p.removed = 0 ORDER BY p.added_seq";

/// A photo in an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoUse {
    /// The report number of the inspection.
    pub number: String,
    /// The digest of the original bytes.
    pub digest: Digest,
    /// How it looks; empty where that says nothing.
    pub look_hash: String,
}

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

    /// Every photo that an inspection shows, with what is drawn over it.
    ///
    /// # Errors
    /// What SQLite refuses, or an overlay that cannot be read.
    pub fn shown_photos(&self) -> Result<Vec<Rendition>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(SHOWN_PHOTOS)?;
            let rows = statement.query_and_then([], |row| {
                let text: String = row.get(1)?;
                let unreadable = || StoreError::Unreadable { wanted: "what is drawn over a photo", text: text.clone() };
                let empty = text.is_empty();
                let overlay = if empty { Ok(Overlay::default()) } else { serde_json::from_str(&text) };
                Ok(Rendition { digest: row::digest(row, 0)?, overlay: overlay.map_err(|_| unreadable())? })
            })?;
            rows.collect()
        })
    }

    /// The photos of all other inspections that were not taken out, in the order in which they were taken in.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn photos_of_others(&self, inspection: InspectionId) -> Result<Vec<PhotoUse>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(PHOTOS_OF_OTHERS)?;
            let rows = statement.query_and_then([inspection.to_string()], |row| {
                Ok(PhotoUse { number: row.get(0)?, digest: row::digest(row, 1)?, look_hash: row.get(2)? })
            })?;
            rows.collect()
        })
    }
}
