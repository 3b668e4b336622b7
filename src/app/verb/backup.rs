//! Backup and restore: the whole workspace as one ZIP file that says what it holds.
//!
//! The database goes in first, as a consistent copy; photos are durable before the database names them, so whatever
//! the copy names is there. Keys stay encrypted as they are.

use crate::app::job::{Finish, Job, JobKind, Progress, Step};
use crate::app::workspace::{WorkspaceFolder, part_of, publish};
use crate::app::{App, AppError, Changes, Outcome, VERSION, input};
use crate::domain::{Digest, EventBody, Moment, Stream, StreamHash};
use crate::store::Store;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Component, Path, PathBuf};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

const FORMAT: &str = "fieldseal-backup/1";
const LIST_NAME: &str = "fieldseal-backup.json";
const DATABASE_NAME: &str = "fieldseal.sqlite";
/// The most bytes that the list of contents may have.
const MOST_LIST_BYTES: u64 = 64 << 20;

/// What a backup holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Contents {
    format: String,
    app_version: String,
    made_at: String,
    files: Vec<ContentFile>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ContentFile {
    path: String,
    size_bytes: u64,
    sha256: Digest,
}

/// A backup that was written and read back.
#[derive(Debug, Clone)]
pub struct BackedUp {
    /// Where it lies.
    pub path: PathBuf,
    /// How many files it holds.
    pub files: usize,
    /// Its size in bytes.
    pub size_bytes: u64,
}

/// Writes a backup beside the work; afterwards the workspace remembers when.
///
/// # Errors
/// [`AppError::Exists`] rather than overwrite.
pub fn job(app: &App, path: PathBuf) -> Result<Job, AppError> {
    let folder = app.folder.clone();
    let now = app.environment.now();
    if path.exists() {
        return Err(AppError::Exists { path });
    }
    let work = move |progress: &mut dyn Progress, emit: &mut dyn FnMut(Finish)| {
        let backed_up = write(&folder, &path, now, progress)?;
        emit(Box::new(move |app| {
            let (key, value) = ("last_backup_ms".to_owned(), now.utc_ms.to_string());
            let saved_at = app.commit(Stream::Workspace, vec![EventBody::SettingChanged { key, value }])?;
            let outcome = Outcome::BackedUp(backed_up);
            Ok(Changes { saved_at: Some(saved_at), workspace: true, outcome, ..Changes::default() })
        }));
        Ok(())
    };
    Ok(Job { kind: JobKind::Backup, work: Box::new(work) })
}

/// Writes the workspace in `folder` into one file and reads it back. The app may run meanwhile.
///
/// # Errors
/// [`AppError::Exists`] rather than overwrite, [`AppError::File`], or what the store says; nothing is left behind then.
pub fn write(
    folder: &WorkspaceFolder,
    path: &Path,
    now: Moment,
    progress: &mut dyn Progress,
) -> Result<BackedUp, AppError> {
    if path.exists() {
        return Err(AppError::Exists { path: path.to_owned() });
    }
    let part = part_of(path);
    let database = folder.cache().join("backup.sqlite");
    let outcome = write_parts(folder, &database, &part, now, progress).and_then(|()| verify(&part));
    fs::remove_file(&database).ok();
    match outcome {
        Ok(files) => {
            publish(&part, path)?;
            let size_bytes = fs::metadata(path).map_err(|source| AppError::file(path, source))?.len();
            Ok(BackedUp { path: path.to_owned(), files, size_bytes })
        }
        Err(error) => {
            fs::remove_file(&part).ok();
            Err(error)
        }
    }
}

fn write_parts(
    folder: &WorkspaceFolder,
    database: &Path,
    part: &Path,
    now: Moment,
    progress: &mut dyn Progress,
) -> Result<(), AppError> {
    fs::create_dir_all(folder.cache()).map_err(|source| AppError::file(&folder.cache(), source))?;
    fs::remove_file(database).ok();
    Store::open(&folder.database())?.backup_into(database)?;
    let mut sources = vec![(DATABASE_NAME.to_owned(), database.to_owned())];
    for kept in [folder.photos(), folder.keys(), folder.exports()] {
        collect(folder.root(), &kept, &mut sources)?;
    }
    let failed = |source| AppError::file(part, source);
    let zip_failed = |source: zip::result::ZipError| AppError::file(part, source.into());
    let mut zip = ZipWriter::new(BufWriter::new(File::create(part).map_err(failed)?));
    let mut files = Vec::with_capacity(sources.len());
    let total = sources.len() as u64;
    for (done, (name, source)) in sources.into_iter().enumerate() {
        if progress.step(Step { done: done as u64, total }).is_break() {
            return Err(AppError::Cancelled);
        }
        // Photos and reports are compressed already; the database shrinks a great deal.
        let method = if name == DATABASE_NAME { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method).large_file(true);
        zip.start_file(&name, options).map_err(zip_failed)?;
        let file = File::open(&source).map_err(|error| AppError::file(&source, error))?;
        let (sha256, size_bytes) = copy_hashed(&mut BufReader::new(file), &mut zip).map_err(failed)?;
        files.push(ContentFile { path: name, size_bytes, sha256 });
    }
    let contents = Contents { format: FORMAT.to_owned(), app_version: VERSION.to_owned(), made_at: now.iso(), files };
    let list =
        serde_json::to_vec_pretty(&contents).map_err(|source| AppError::Unreadable { what: "the backup", source })?;
    zip.start_file(LIST_NAME, SimpleFileOptions::default()).map_err(zip_failed)?;
    zip.write_all(&list).map_err(failed)?;
    let buffered = zip.finish().map_err(zip_failed)?;
    let file = buffered.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)
}

/// The files below `folder`, named from `root`; unfinished ones are left out.
fn collect(root: &Path, folder: &Path, into: &mut Vec<(String, PathBuf)>) -> Result<(), AppError> {
    let failed = |source| AppError::file(folder, source);
    let mut entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, into)?;
        } else if path.extension().is_none_or(|ending| ending != "part") {
            let name = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = name.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            into.push((parts.join("/"), path));
        }
    }
    Ok(())
}

fn copy_hashed(from: &mut dyn Read, to: &mut dyn Write) -> std::io::Result<(Digest, u64)> {
    let mut hash = StreamHash::new();
    let mut buffer = vec![0; 1 << 18];
    let mut size_bytes = 0;
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok((hash.finish(), size_bytes));
        }
        hash.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
        size_bytes += read as u64;
    }
}

/// Reads a backup whole and compares every file with the list; says how many files it holds.
///
/// # Errors
/// [`AppError::BadBackup`] with the first thing that is wrong.
pub fn verify(path: &Path) -> Result<usize, AppError> {
    let (mut zip, contents) = open(path)?;
    for file in &contents.files {
        check_file(path, &mut zip, file, &mut std::io::sink())?;
    }
    Ok(contents.files.len())
}

/// Makes a new workspace from a backup; `folder` must not exist or must be empty.
///
/// # Errors
/// [`AppError::Exists`], [`AppError::BadBackup`]; the folder is then as it was.
pub fn restore(path: &Path, folder: &Path, progress: &mut dyn Progress) -> Result<usize, AppError> {
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() {
        return Err(AppError::Exists { path: folder.to_owned() });
    }
    let (mut zip, contents) = open(path)?;
    let part = part_of(folder);
    if part.exists() {
        return Err(AppError::Exists { path: part });
    }
    let total = contents.files.len() as u64;
    let unpacked = contents.files.iter().enumerate().try_for_each(|(done, file)| {
        if progress.step(Step { done: done as u64, total }).is_break() {
            return Err(AppError::Cancelled);
        }
        unpack(path, &mut zip, file, &part)
    });
    if let Err(error) = unpacked {
        fs::remove_dir_all(&part).ok();
        return Err(error);
    }
    if folder.exists() {
        fs::remove_dir(folder).map_err(|source| AppError::file(folder, source))?;
    }
    publish(&part, folder)?;
    WorkspaceFolder::at(folder).prepare()?;
    Ok(contents.files.len())
}

type Zip = ZipArchive<BufReader<File>>;

fn open(path: &Path) -> Result<(Zip, Contents), AppError> {
    let bad = |reason: String| AppError::BadBackup { path: path.to_owned(), reason };
    let file = input::open(path)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| bad(error.to_string()))?;
    let mut list = Vec::new();
    let entry = zip.by_name(LIST_NAME).map_err(|error| bad(error.to_string()))?;
    entry.take(MOST_LIST_BYTES).read_to_end(&mut list).map_err(|error| bad(error.to_string()))?;
    let contents: Contents = serde_json::from_slice(&list).map_err(|error| bad(error.to_string()))?;
    if contents.format != FORMAT {
        return Err(bad(format!("its format is `{}`, this Fieldseal reads `{FORMAT}`", contents.format)));
    }
    let names: HashSet<_> = contents.files.iter().map(|file| file.path.as_str()).collect();
    if !names.contains(DATABASE_NAME) || names.len() != contents.files.len() {
        return Err(bad("its list of files has no database, or names a file twice".to_owned()));
    }
    Ok((zip, contents))
}

fn check_file(path: &Path, zip: &mut Zip, file: &ContentFile, to: &mut dyn Write) -> Result<(), AppError> {
    let bad = |reason: String| AppError::BadBackup { path: path.to_owned(), reason };
    let entry = zip.by_name(&file.path).map_err(|error| bad(error.to_string()))?;
    // One byte more than promised is enough to see that it is not the file that was saved.
    let mut bounded = entry.take(file.size_bytes + 1);
    let (sha256, size_bytes) = copy_hashed(&mut bounded, to).map_err(|error| bad(error.to_string()))?;
    if sha256 != file.sha256 || size_bytes != file.size_bytes {
        return Err(bad(format!("`{}` is not what was saved", file.path)));
    }
    Ok(())
}

fn unpack(path: &Path, zip: &mut Zip, file: &ContentFile, root: &Path) -> Result<(), AppError> {
    let relative = Path::new(&file.path);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        let reason = format!("`{}` lies outside the workspace", file.path);
        return Err(AppError::BadBackup { path: path.to_owned(), reason });
    }
    let target = root.join(relative);
    let failed = |source| AppError::file(&target, source);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut out = File::create(&target).map_err(failed)?;
    check_file(path, zip, file, &mut out)?;
    out.sync_all().map_err(failed)
}
