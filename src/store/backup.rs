//! A copy of the whole database, consistent while it is in use.

use super::{Store, StoreError, event, open};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

impl Store {
    /// Writes a copy, checks it, and gives it its name: it is there whole and durable, or not at all.
    ///
    /// # Errors
    /// [`StoreError::AlreadyThere`], [`StoreError::DiskFull`], [`StoreError::ReadOnly`]; [`StoreError::Damaged`] when
    /// the copy is not sound.
    pub fn backup_into(&self, path: &Path) -> Result<(), StoreError> {
        self.read(|db| copy(db, path))
    }
}

/// Copies what `db` holds now to `path`.
pub(super) fn copy(db: &Connection, path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Err(StoreError::AlreadyThere { path: path.to_owned() });
    }
    let unfinished = open::beside(path, "new");
    open::discard(&unfinished)?;
    let name = unfinished.to_str().ok_or_else(|| {
        let error = std::io::Error::new(std::io::ErrorKind::InvalidInput, "the path is not valid Unicode");
        StoreError::of_io(error, path)
    })?;
    let copied = || {
        db.execute("VACUUM INTO ?1", [name])?;
        check(db, &unfinished)
    };
    if let Err(error) = copied() {
        open::discard(&unfinished)?;
        return Err(error.at(path));
    }
    open::give_name(&unfinished, path)
}

/// Reads the copy back: every page and index, and that its log ends where the original's log was.
fn check(original: &Connection, path: &Path) -> Result<(), StoreError> {
    let copy = open::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    open::refuse_foreign(&copy, path)?;
    let damaged = |detail: String| Err(StoreError::Damaged { path: path.to_owned(), detail });
    let said: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return damaged(said);
    }
    let device = copy.query_row("SELECT device_id FROM device", [], |row| row.get::<_, String>(0))?;
    let last: Option<i64> =
        copy.query_row("SELECT max(seq) FROM event WHERE device_id = ?1", [&device], |row| row.get(0))?;
    let last = last.unwrap_or_default();
    if event::hash_at(&copy, &device, last)? != event::hash_at(original, &device, last)? {
        return damaged("the copy's log does not end as the original's".to_owned());
    }
    Ok(())
}
