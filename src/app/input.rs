//! What people hand in: files, opened only when they are files, and JSON, whose mistakes are named by their place.

use super::AppError;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess};
use serde_json::{Value, map};
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Where something is wrong in what was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Somewhere in a file.
    File(PathBuf),
    /// In one entry of a file; the first is 1.
    Entry(PathBuf, usize),
    /// In one line of a stream; the first is 1.
    Line(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Entry(path, number) => write!(f, "{}, entry {number}", path.display()),
            Self::Line(number) => write!(f, "line {number}"),
        }
    }
}

/// How deep folders are searched.
const MAX_DEPTH: usize = 32;

/// Adds the files in a folder and below it, in the order of their names; hidden ones are left out.
///
/// # Errors
/// [`AppError::File`] when a folder cannot be read; what was found before is kept.
pub fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), AppError> {
    collect(folder, 0, files)
}

/// The files of a folder and those below it; links to folders and hidden files are left out.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), AppError> {
    let failed = |source| AppError::file(folder, source);
    let entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    for path in paths.into_iter().filter(|path| !is_hidden(path)) {
        if !path.is_dir() {
            files.push(path);
        } else if depth < MAX_DEPTH && !path.is_symlink() {
            collect(&path, depth + 1, files)?;
        }
    }
    Ok(())
}

/// Opens a file for reading; a pipe or a device would keep us waiting.
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

/// The object in a JSON file.
///
/// # Errors
/// As [`open`]; [`AppError::Json`] at its place.
pub fn read_object<T: DeserializeOwned>(path: &Path) -> Result<T, AppError> {
    object(&read(path)?).map_err(|error| error.at(Place::File(path.to_owned())))
}

/// The objects in the array in a JSON file, each given to `take`.
///
/// # Errors
/// As [`open`]; [`AppError::Json`] and what `take` says, at the place of the entry.
pub fn read_entries<T: DeserializeOwned, U>(
    path: &Path,
    mut take: impl FnMut(T) -> Result<U, AppError>,
) -> Result<Vec<U>, AppError> {
    let entries: Vec<Value> = serde_json::from_slice(&read(path)?)
        .map_err(|source| AppError::Json { field: None, source }.at(Place::File(path.to_owned())))?;
    let mut taken = Vec::with_capacity(entries.len());
    for (number, entry) in (1..).zip(&entries) {
        let outcome = fields(entry).and_then(&mut take);
        taken.push(outcome.map_err(|error| error.at(Place::Entry(path.to_owned(), number)))?);
    }
    Ok(taken)
}

/// The object that `bytes` are in JSON.
///
/// # Errors
/// [`AppError::Json`].
pub fn object<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, AppError> {
    let value = serde_json::from_slice(bytes).map_err(|source| AppError::Json { field: None, source })?;
    fields(&value)
}

/// The object that `value` holds.
///
/// # Errors
/// [`AppError::Json`] with the field whose value does not fit; a field that is missing or unknown is named by the
/// reason.
pub fn fields<T: DeserializeOwned>(value: &Value) -> Result<T, AppError> {
    let Value::Object(entries) = value else {
        let source = serde_json::Error::custom("an object with named fields is needed");
        return Err(AppError::Json { field: None, source });
    };
    let mut walk = Fields { entries: entries.iter(), entry: None, field: None };
    T::deserialize(MapAccessDeserializer::new(&mut walk))
        .map_err(|source| AppError::Json { field: walk.field.map(str::to_owned), source })
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

/// Walks through the fields of an object and remembers the one whose value is being read.
struct Fields<'a> {
    entries: map::Iter<'a>,
    entry: Option<(&'a str, &'a Value)>,
    field: Option<&'a str>,
}

impl<'a> MapAccess<'a> for Fields<'a> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        let Some((name, value)) = self.entries.next() else { return Ok(None) };
        self.entry = Some((name, value));
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        let (name, value) = self.entry.take().ok_or_else(|| Self::Error::custom("a value without its name"))?;
        self.field = Some(name);
        let read = seed.deserialize(value)?;
        self.field = None;
        Ok(read)
    }
}
