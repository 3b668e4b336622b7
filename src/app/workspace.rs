//! The folder of a workspace, and the lock that lets one process write in it.

use super::AppError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Where things lie inside a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceFolder {
    root: PathBuf,
}

impl WorkspaceFolder {
    /// The workspace at `root`; nothing is touched yet.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.root.join("fieldseal.sqlite")
    }

    /// The original bytes of photos.
    #[must_use]
    pub fn photos(&self) -> PathBuf {
        self.root.join("photos")
    }

    /// The encrypted keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// Reports that left.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.root.join("exports")
    }

    /// Thumbnails and the like; may be deleted at any time.
    #[must_use]
    pub fn cache(&self) -> PathBuf {
        self.root.join("cache")
    }

    /// What imports are to take in, as long as they run.
    #[must_use]
    pub fn imports(&self) -> PathBuf {
        self.root.join("imports")
    }

    /// Whether there is a workspace here.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.database().is_file()
    }

    /// Makes the folders that are missing.
    ///
    /// # Errors
    /// [`AppError::File`] with the folder that cannot be made.
    pub fn prepare(&self) -> Result<(), AppError> {
        let parts = [self.photos(), self.keys(), self.exports(), self.imports(), self.cache()];
        for folder in [self.root.clone()].into_iter().chain(parts) {
            fs::create_dir_all(&folder).map_err(|source| AppError::file(&folder, source))?;
        }
        Ok(())
    }

    /// Takes the lock; it is held as long as the returned file is open.
    ///
    /// # Errors
    /// [`AppError::WorkspaceInUse`] with what the holder wrote about itself, [`AppError::File`] otherwise.
    pub fn lock(&self) -> Result<File, AppError> {
        let path = self.root.join("lock");
        let failed = |source| AppError::file(&path, source);
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = options.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // What the holder wrote helps people; without it the message still says that there is one.
                file.read_to_string(&mut holder).ok();
                return Err(AppError::WorkspaceInUse { root: self.root.clone(), holder: holder.trim().to_owned() });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
        writeln!(file, "process {}", std::process::id()).and_then(|()| file.sync_all()).map_err(failed)?;
        Ok(file)
    }
}

/// Writes `bytes` so that the file is either the old one or whole: temporary file, fsync, rename, fsync of the folder.
///
/// # Errors
/// [`AppError::File`].
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let part = part_of(path);
    let failed = |source| AppError::file(path, source);
    let mut file = File::create(&part).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    publish(&part, path)
}

/// The name of a file while it is being written.
#[must_use]
pub fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// Gives a finished and synchronised file its final name, durably.
///
/// # Errors
/// [`AppError::File`].
pub fn publish(part: &Path, path: &Path) -> Result<(), AppError> {
    fs::rename(part, path).map_err(|source| AppError::file(path, source))?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        sync_folder(folder)?;
    }
    Ok(())
}

/// Makes a rename in `folder` durable. Only Unix lets a folder be synchronised; elsewhere the file system does it.
fn sync_folder(folder: &Path) -> Result<(), AppError> {
    if cfg!(unix) {
        File::open(folder).and_then(|f| f.sync_all()).map_err(|source| AppError::file(folder, source))?;
    }
    Ok(())
}
