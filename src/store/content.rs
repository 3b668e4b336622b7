//! Checklists and rule sets: their exact bytes, and which were added.

use super::{Store, StoreError, row};
use crate::domain::Digest;
use rusqlite::{OptionalExtension, params};

/// A checklist of this workspace; its bytes are [`Store::content`] under `digest`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTemplate {
    /// The digest of the exact bytes.
    pub digest: Digest,
    /// The checklist's identifier through all its versions.
    pub id: String,
    /// The version that the checklist names.
    pub version: String,
}

/// A rule set of this workspace; its bytes are [`Store::content`] under `digest`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRuleSet {
    /// The digest of the exact bytes.
    pub digest: Digest,
    /// The rule set's identifier through all its versions.
    pub id: String,
    /// The version that the rule set names.
    pub version: String,
}

impl Store {
    /// Keeps bytes under their digest; the same bytes twice are nothing new. Durable when it returns.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn put_content(&mut self, bytes: &[u8]) -> Result<Digest, StoreError> {
        let digest = Digest::of(bytes);
        self.write(|db| {
            db.prepare_cached("INSERT INTO content (digest, bytes) VALUES (?1, ?2)")?
                .execute(params![digest.as_bytes(), bytes])?;
            Ok(digest)
        })
    }

    /// The bytes under a digest; none when they were never put here.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the bytes are no longer what the digest says; what SQLite refuses.
    pub fn content(&self, digest: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes: Option<Vec<u8>> = self.read(|db| {
            let mut statement = db.prepare_cached("SELECT bytes FROM content WHERE digest = ?1")?;
            Ok(statement.query_row([digest.as_bytes()], |row| row.get(0)).optional()?)
        })?;
        match &bytes {
            Some(found) if Digest::of(found) != *digest => {
                let detail = format!("the content {digest} was changed");
                Err(StoreError::Damaged { path: self.path.clone(), detail })
            }
            Some(_) | None => Ok(bytes),
        }
    }

    /// The checklists in the order they were added.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn templates(&self) -> Result<Vec<StoredTemplate>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT digest, id, version FROM template ORDER BY added_seq")?;
            let rows = statement.query_and_then([], |row| {
                Ok(StoredTemplate { digest: row::digest(row, 0)?, id: row.get(1)?, version: row.get(2)? })
            })?;
            rows.collect()
        })
    }

    /// The rule sets in the order they were added.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn rule_sets(&self) -> Result<Vec<StoredRuleSet>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT digest, id, version FROM rule_set ORDER BY added_seq")?;
            let rows = statement.query_and_then([], |row| {
                Ok(StoredRuleSet { digest: row::digest(row, 0)?, id: row.get(1)?, version: row.get(2)? })
            })?;
            rows.collect()
        })
    }
}
