//! Files that are being written: complete and durable under their name, or gone.

use super::arrival::arrival_digest;
use super::{ContentStore, EvidenceError};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file that a crash left half-way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Where it lies.
    pub path: PathBuf,
    /// How large it is.
    pub size_bytes: u64,
}

/// What would be deleted: shown first, then given to [`ContentStore::remove_leftovers`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leftovers {
    /// The files, in the order of their paths.
    pub files: Vec<Leftover>,
}

impl Leftovers {
    /// What deleting them sets free.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size_bytes).sum()
    }
}

impl ContentStore {
    /// The temporary files that no running intake of this store owns. None of them was ever shown as saved.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn leftovers(&self) -> Result<Leftovers, EvidenceError> {
        let in_use = self.in_use.lock();
        let mut files = Vec::new();
        for folder in [self.incoming_folder(), self.cache_incoming_folder()] {
            for entry in super::content::entries(&folder)? {
                let path = entry.path();
                let facts = entry.metadata().map_err(|source| EvidenceError::at(&path, source))?;
                if facts.is_file() && !in_use.contains(&path) && arrival_digest(&path).is_none() {
                    files.push(Leftover { path, size_bytes: facts.len() });
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Leftovers { files })
    }

    /// Deletes what [`ContentStore::leftovers`] found, unless an intake took the name meanwhile; gives the bytes freed.
    ///
    /// # Errors
    /// When a file cannot be deleted; those before it are gone then.
    pub fn remove_leftovers(&self, plan: &Leftovers) -> Result<u64, EvidenceError> {
        let in_use = self.in_use.lock();
        let mut freed_bytes = 0;
        for file in plan.files.iter().filter(|file| !in_use.contains(&file.path)) {
            match fs::remove_file(&file.path) {
                Ok(()) => freed_bytes += file.size_bytes,
                Err(gone) if gone.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(EvidenceError::at(&file.path, source)),
            }
        }
        Ok(freed_bytes)
    }
}

/// The temporary files that running intakes own.
#[derive(Debug, Default)]
pub(super) struct InUse(Mutex<BTreeSet<PathBuf>>);

impl InUse {
    fn lock(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A temporary file in the same file system as its final place. Dropped, it is deleted.
#[derive(Debug)]
pub(super) struct PartFile<'a> {
    in_use: &'a InUse,
    path: PathBuf,
    file: File,
}

impl<'a> PartFile<'a> {
    /// Creates an empty file with a name of its own in `folder`.
    pub(super) fn create(in_use: &'a InUse, folder: &Path) -> Result<Self, EvidenceError> {
        create_folder(folder)?;
        let mut names = in_use.lock();
        let mut number = names.len();
        loop {
            let path = folder.join(format!("{number:06}.part"));
            // A name whose file was just renamed away still belongs to its intake, which deletes it once more.
            if names.contains(&path) {
                number += 1;
                continue;
            }
            match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => {
                    names.insert(path.clone());
                    return Ok(Self { in_use, path, file });
                }
                Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(source) => return Err(EvidenceError::at(&path, source)),
            }
        }
    }

    /// Where the bytes lie until they are complete.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), EvidenceError> {
        self.file.write_all(bytes).map_err(|source| EvidenceError::at(&self.path, source))
    }

    /// Makes the bytes durable, under the temporary name still.
    pub(super) fn sync(&self) -> Result<(), EvidenceError> {
        self.file.sync_all().map_err(|source| EvidenceError::at(&self.path, source))
    }

    /// Makes the bytes durable, and durable under the name `target`; replaces what lies there.
    pub(super) fn finish(self, target: &Path) -> Result<(), EvidenceError> {
        self.sync()?;
        self.finish_unsynced(target)?;
        sync_folder(target.parent().unwrap_or(Path::new(".")))
    }

    /// Gives the bytes the name `target` at once, but not durably: for a cache that notices what a crash spoilt.
    pub(super) fn finish_unsynced(self, target: &Path) -> Result<(), EvidenceError> {
        create_folder(target.parent().unwrap_or(Path::new(".")))?;
        fs::rename(&self.path, target).map_err(|source| EvidenceError::at(target, source))
    }
}

impl Drop for PartFile<'_> {
    fn drop(&mut self) {
        let mut names = self.in_use.lock();
        // After `finish` nothing lies here any more. What cannot be deleted is found as a leftover later.
        let _ = fs::remove_file(&self.path);
        names.remove(&self.path);
    }
}

/// Creates `folder` and those above it where they are missing, each durable in the one above.
fn create_folder(folder: &Path) -> Result<(), EvidenceError> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        create_folder(above)?;
        match fs::create_dir(folder) {
            Ok(()) => return sync_folder(above),
            Err(there) if there.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => return Ok(()),
            Err(source) => return Err(EvidenceError::at(folder, source)),
        }
    }
    fs::create_dir_all(folder).map_err(|source| EvidenceError::at(folder, source))
}

/// Makes the names in `folder` durable. Windows has no such call; NTFS journals its names.
fn sync_folder(folder: &Path) -> Result<(), EvidenceError> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|source| EvidenceError::at(folder, source))?;
    }
    Ok(())
}
