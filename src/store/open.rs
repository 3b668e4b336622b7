//! Making and opening a database.

use super::{Store, StoreError, migration, row};
use crate::domain::DeviceId;
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a new database executes.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
/// `FSEA` in ASCII, as `schema.sql` sets it.
pub(super) const APPLICATION_ID: i64 = 1_179_862_337;
/// How long a writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Above this size the quick check at opening would be felt; [`Store::integrity`] is for a background job then.
const QUICK_CHECK_MAX_BYTES: u64 = 64 * 1024 * 1024;

impl Store {
    /// Makes a new database for a device and opens it. It appears whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::AlreadyThere`], [`StoreError::ReadOnly`], [`StoreError::DiskFull`] and what else the disk refuses.
    pub fn create(path: &Path, device_id: DeviceId) -> Result<Self, StoreError> {
        create_with(path, device_id, |_| Ok(()))?;
        Self::open(path)
    }

    /// Opens a database; brings an older one to this version after a backup beside it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::NotADatabase`], [`StoreError::NotOurs`], [`StoreError::Newer`],
    /// [`StoreError::Damaged`], [`StoreError::ReadOnly`], [`StoreError::Busy`], [`StoreError::Upgrade`]. The file is
    /// as it was after each of these.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let size_bytes = writable_size(path)?;
        if size_bytes == 0 {
            return Err(StoreError::Damaged { path: path.to_owned(), detail: "the file is empty".to_owned() });
        }
        let store = || {
            let mut db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            let version = refuse_foreign(&db, path)?;
            configure(&db)?;
            if size_bytes <= QUICK_CHECK_MAX_BYTES {
                quick_check(&db, path)?;
            }
            refuse_read_only(&db, path)?;
            migration::upgrade(&mut db, path, version)?;
            let device_id =
                db.query_row_and_then("SELECT device_id FROM device", [], |row| row::parsed(row, 0, "a device id"))?;
            Ok(Self { db, path: path.to_owned(), device_id })
        };
        store().map_err(|error: StoreError| error.at(path))
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes a new database beside its final place, fills it, and gives it its name.
pub(super) fn create_with(
    path: &Path,
    device_id: DeviceId,
    fill: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    if path.exists() {
        return Err(StoreError::AlreadyThere { path: path.to_owned() });
    }
    let unfinished = beside(path, "new");
    discard(&unfinished)?;
    File::create_new(&unfinished).map_err(|error| StoreError::of_io(error, &unfinished))?;
    let make = || {
        let mut db = connect(&unfinished, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        configure(&db)?;
        let transaction = db.transaction()?;
        transaction.execute_batch(SCHEMA)?;
        transaction.execute("INSERT INTO device (only_row, device_id) VALUES (1, ?1)", [device_id.to_string()])?;
        fill(&transaction)?;
        transaction.commit()?;
        db.close().map_err(|(_, error)| StoreError::from(error))
    };
    if let Err(error) = make() {
        // It holds nothing yet that was acknowledged.
        discard(&unfinished)?;
        return Err(error.at(path));
    }
    give_name(&unfinished, path)
}

/// Opens without creating.
pub(super) fn connect(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// The schema version of one of our databases that this version reads.
pub(super) fn refuse_foreign(db: &Connection, path: &Path) -> Result<i64, StoreError> {
    let application_id: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application_id != APPLICATION_ID {
        return Err(StoreError::NotOurs { path: path.to_owned(), application_id });
    }
    let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > migration::VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: migration::VERSION });
    }
    Ok(found)
}

/// What each connection asks for; the reasons stand beside.
fn configure(db: &Connection) -> Result<(), StoreError> {
    // Readers and the writer do not wait for each other.
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // "Saved" means on the disk, also after a power cut.
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // A page that does not fit its own description is damage, not data.
    db.pragma_update(None, "cell_size_check", true)?;
    // A database from elsewhere must not make us run functions that it names.
    db.pragma_update(None, "trusted_schema", false)?;
    // The log file shrinks again after an import.
    db.pragma_update_and_check(None, "journal_size_limit", 16 * 1024 * 1024, |_| Ok(()))?;
    // 16 MiB of pages in memory: the list of 10,000 inspections fits.
    db.pragma_update(None, "cache_size", -16 * 1024)?;
    Ok(())
}

/// Reads all pages for damage of the structure; not the chain, not the indexes.
fn quick_check(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let said: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Damaged { path: path.to_owned(), detail: said }) }
}

/// Finds out before the first answer whether it could be saved.
fn refuse_read_only(db: &Connection, path: &Path) -> Result<(), StoreError> {
    if db.is_readonly("main")? {
        return Err(StoreError::ReadOnly { path: path.to_owned() });
    }
    Ok(db.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?)
}

/// The size in bytes of a file that can be written to.
fn writable_size(path: &Path) -> Result<u64, StoreError> {
    let file = OpenOptions::new().read(true).write(true).open(path);
    let size = file.and_then(|file| file.metadata()).map(|metadata| metadata.len());
    size.map_err(|error| StoreError::of_io(error, path))
}

/// `name.sqlite` with a word at its end: `name.sqlite.new`.
pub(super) fn beside(path: &Path, word: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(word);
    PathBuf::from(name)
}

/// A name beside a file that nothing has yet: `name.sqlite.damaged-1`.
pub(super) fn free_name(path: &Path, word: &str) -> PathBuf {
    let mut number = 1;
    loop {
        let name = beside(path, &format!("{word}-{number}"));
        if !name.exists() {
            return name;
        }
        number += 1;
    }
}

/// The files that SQLite keeps beside a database: the write-ahead log and its index.
pub(super) fn companions(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|end| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    })
}

/// Removes what an interrupted making left behind; never a database that was in use.
pub(super) fn discard(unfinished: &Path) -> Result<(), StoreError> {
    let [log, index] = companions(unfinished);
    for file in [unfinished.to_owned(), log, index] {
        match fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::of_io(error, &file)),
        }
    }
    Ok(())
}

/// Makes a finished file durable, then gives it its name.
pub(super) fn give_name(unfinished: &Path, path: &Path) -> Result<(), StoreError> {
    let named = || {
        File::open(unfinished)?.sync_all()?;
        fs::rename(unfinished, path)?;
        sync_folder(path)
    };
    named().map_err(|error| StoreError::of_io(error, path))
}

/// Makes the names in a file's folder durable.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Windows keeps names durable by itself and opens no folders.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
