//! Imports of photos: written down before the first file is read, so that what a crash kept from coming in is offered again.
//!
//! # Why
//! The log knows what was saved, not what was meant to be. A list in `imports/` says that: it is durable before the job
//! begins and goes when the job ends, done or cancelled. One that is there when a workspace is opened is an import that
//! was interrupted. What of it is saved is told by the log alone, by the events after the one with which the import
//! began, so the list is never written again while photos come in.
//! Contents that no event names are deleted only where the store knows that they arrived and were not recorded, and only
//! while no import runs or waits to be gone on with; everything else in the folder of photos stays for ever.

use super::command::PhotoSource;
use super::environment::new_id;
use super::verb::intake::captured_name;
use super::workspace::{WorkspaceFolder, write_whole};
use super::{App, AppError, Thing};
use crate::domain::{Digest, EventBody, EvidenceLink, ImportId, InspectionId, Moment, Stream};
use crate::evidence::{Arrival, ContentStore};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

const FORMAT: &str = "fieldseal-import/1";

/// An import that a crash or the end of the program interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterruptedImport {
    /// Which.
    pub id: ImportId,
    /// Into which inspection.
    pub inspection: InspectionId,
    /// How many files it was to take in.
    pub total: usize,
    /// How many of them are saved.
    pub saved: usize,
    /// How many can be taken in still.
    pub rest: usize,
}

/// What an import is to take in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ImportList {
    format: String,
    inspection: InspectionId,
    /// The last event before the import.
    after_seq: i64,
    any_file: bool,
    links: Vec<EvidenceLink>,
    files: Vec<ListedFile>,
}

/// A file that is to be taken in.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct ListedFile {
    name: String,
    /// None where it is not known before the file is read.
    size_bytes: Option<u64>,
    /// None for what came from the clipboard or another program, and cannot be read again.
    path: Option<PathBuf>,
}

/// The lists of this workspace.
#[derive(Debug)]
pub(super) struct Imports {
    folder: PathBuf,
    interrupted: BTreeMap<ImportId, ImportList>,
    running: BTreeSet<ImportId>,
}

/// A photo that the log says was taken in.
struct Added {
    seq: i64,
    file_name: String,
    size_bytes: u64,
    digest: Digest,
}

impl ImportList {
    /// Names the sources.
    pub(super) fn name(&mut self, sources: &[PhotoSource], now: Moment) {
        self.files = sources.iter().map(|source| ListedFile::of(source, now)).collect();
    }

    /// Makes the list durable in `folder`.
    pub(super) fn write(&self, folder: &Path, id: ImportId) -> Result<(), AppError> {
        let unreadable = |source| AppError::Unreadable { what: "the list of an import", source };
        write_whole(&list_path(folder, id), &serde_json::to_vec(self).map_err(unreadable)?)
    }

    /// The files that are not known to be saved. Files of the same name and size are all read again unless as many are
    /// saved as there are.
    fn rest(&self, added: &[Added]) -> Vec<&ListedFile> {
        let (listed, saved) = (self.listed(), self.saved(added));
        let is_saved = |file: &&ListedFile| file.key().is_some_and(|key| saved.get(&key) >= listed.get(&key));
        self.files.iter().filter(|file| !is_saved(file)).collect()
    }

    /// How many of the listed files the log has.
    fn saved_count(&self, added: &[Added]) -> usize {
        let saved = self.saved(added);
        self.listed().iter().map(|(key, listed)| saved.get(key).map_or(0, |saved| *saved.min(listed))).sum()
    }

    fn listed(&self) -> HashMap<Key<'_>, usize> {
        counted(self.files.iter().filter_map(ListedFile::key))
    }

    /// What was taken in since the import began.
    fn saved<'a>(&self, added: &'a [Added]) -> HashMap<Key<'a>, usize> {
        let since = added.iter().filter(|added| added.seq > self.after_seq);
        counted(since.map(|added| (added.file_name.as_str(), added.size_bytes)))
    }
}

/// What tells files of an import apart without reading them: name and size.
type Key<'a> = (&'a str, u64);

fn counted<'a>(keys: impl Iterator<Item = Key<'a>>) -> HashMap<Key<'a>, usize> {
    let mut counts = HashMap::new();
    keys.for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

impl ListedFile {
    fn of(source: &PhotoSource, now: Moment) -> Self {
        match source {
            PhotoSource::File(path) => Self {
                name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                size_bytes: fs::metadata(path).ok().map(|facts| facts.len()),
                // A path that is no Unicode cannot be written down; such a file is not offered again.
                path: std::path::absolute(path).ok().filter(|path| path.to_str().is_some()),
            },
            PhotoSource::Bytes { file_name, bytes } => {
                Self { name: file_name.clone(), size_bytes: Some(bytes.len() as u64), path: None }
            }
            PhotoSource::Pixels { .. } => {
                Self { name: PhotoSource::CLIPBOARD.to_owned(), size_bytes: None, path: None }
            }
            PhotoSource::Captured { jpeg, .. } => {
                Self { name: captured_name(now), size_bytes: Some(jpeg.len() as u64), path: None }
            }
            PhotoSource::Arrived(arrival) => {
                Self { name: arrival.file_name.clone(), size_bytes: arrival.size_bytes, path: None }
            }
        }
    }

    fn key(&self) -> Option<Key<'_>> {
        self.size_bytes.map(|size_bytes| (self.name.as_str(), size_bytes))
    }

    /// Where it can be read now: at its place, else what of it arrived before the import was interrupted.
    fn source(&self, arrivals: &[Arrival]) -> Option<PhotoSource> {
        if let Some(path) = self.path.as_ref().filter(|path| path.is_file()) {
            return Some(PhotoSource::File(path.clone()));
        }
        self.arrival(arrivals).map(|arrival| PhotoSource::Arrived(arrival.clone()))
    }

    fn arrival<'a>(&self, arrivals: &'a [Arrival]) -> Option<&'a Arrival> {
        let is_it = |arrival: &&Arrival| {
            let fits = self.size_bytes.is_none() || arrival.size_bytes == self.size_bytes;
            arrival.file_name == self.name && arrival.size_bytes.is_some() && fits
        };
        arrivals.iter().find(is_it)
    }
}

impl Imports {
    /// The lists that an earlier session left. One that cannot be read is another version's and stays as it is.
    pub(super) fn read(folder: PathBuf) -> Self {
        let mut interrupted = BTreeMap::new();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let id = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
            let list = || serde_json::from_slice(&fs::read(&path).ok()?).ok();
            if let Some((id, list)) = id.zip(list()).filter(|(_, list): &(_, ImportList)| list.format == FORMAT) {
                interrupted.insert(id, list);
            }
        }
        Self { folder, interrupted, running: BTreeSet::new() }
    }
}

impl App {
    /// Begins an import; it runs until [`App::end_import`]. Gives the list without files, and the folder of lists.
    pub(super) fn begin_import(
        &mut self,
        inspection: InspectionId,
        links: Vec<EvidenceLink>,
        any_file: bool,
    ) -> Result<(ImportId, ImportList, PathBuf), AppError> {
        let id = new_id(self.environment.as_mut(), ImportId::from_parts);
        let after_seq = self.store.head()?.map_or(0, |(seq, _)| seq);
        let list = ImportList { format: FORMAT.to_owned(), inspection, after_seq, any_file, links, files: Vec::new() };
        self.imports.running.insert(id);
        Ok((id, list, self.imports.folder.clone()))
    }

    /// Ends an import. With `stays` it is offered again.
    pub(super) fn end_import(&mut self, id: ImportId, stays: bool) {
        self.imports.running.remove(&id);
        if !stays {
            self.imports.interrupted.remove(&id);
            // Where it cannot be deleted now, nothing of it is left to take in and the next opening deletes it.
            let _ = fs::remove_file(list_path(&self.imports.folder, id));
        }
        // What cannot be tidied up now is tidied up later.
        let _ = self.discard_arrivals();
    }

    /// The imports that were interrupted and can be gone on with, the earliest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn interrupted_imports(&self) -> Result<Vec<InterruptedImport>, AppError> {
        self.interrupted(None)
    }

    /// Those into one inspection.
    pub(super) fn interrupted(&self, of: Option<InspectionId>) -> Result<Vec<InterruptedImport>, AppError> {
        let waits = |(id, list): &(&ImportId, &ImportList)| {
            !self.imports.running.contains(id) && of.is_none_or(|of| of == list.inspection)
        };
        let lists: Vec<_> = self.imports.interrupted.iter().filter(waits).collect();
        if lists.is_empty() {
            return Ok(Vec::new());
        }
        let arrivals = self.photos.arrivals()?;
        let mut found = Vec::new();
        for (id, list) in lists {
            let added = self.added(list.inspection)?;
            let rest = list.rest(&added);
            let can_come = |file: &&&ListedFile| file.path.is_some() || file.arrival(&arrivals).is_some();
            let (total, saved) = (list.files.len(), list.saved_count(&added));
            let rest = rest.iter().filter(can_come).count().min(total - saved);
            found.push(InterruptedImport { id: *id, inspection: list.inspection, total, saved, rest });
        }
        Ok(found)
    }

    /// Goes on with an import; it runs until [`App::end_import`].
    pub(super) fn resume_import(&mut self, id: ImportId) -> Result<Resumed, AppError> {
        let list = self.interrupted_list(id)?.clone();
        let added = self.added(list.inspection)?;
        let arrivals = self.photos.arrivals()?;
        let rest = list.rest(&added);
        let (mut sources, mut gone) = (Vec::new(), None);
        for file in rest {
            match (file.source(&arrivals), &file.path) {
                (Some(source), _) => sources.push(source),
                (None, Some(path)) => gone = gone.or(Some(path.clone())),
                (None, None) => {}
            }
        }
        if let Some(path) = gone.as_ref().filter(|_| sources.is_empty()) {
            return Err(AppError::file(path, std::io::ErrorKind::NotFound.into()));
        }
        self.imports.running.insert(id);
        let saved = added.into_iter().map(|added| added.digest).collect();
        Ok(Resumed { sources, stays: gone.is_some(), saved })
    }

    /// What the photos of an interrupted import are evidence for, and whether it takes any file.
    pub(super) fn wanted_by_import(&self, id: ImportId) -> Result<(Vec<EvidenceLink>, bool), AppError> {
        self.interrupted_list(id).map(|list| (list.links.clone(), list.any_file))
    }

    /// Leaves the rest of an interrupted import; what of it arrived and was not recorded goes.
    pub(super) fn leave_import(&mut self, id: ImportId) -> Result<(), AppError> {
        self.interrupted_list(id)?;
        self.end_import(id, false);
        Ok(())
    }

    fn interrupted_list(&self, id: ImportId) -> Result<&ImportList, AppError> {
        let list = self.imports.interrupted.get(&id).filter(|_| !self.imports.running.contains(&id));
        list.ok_or_else(|| AppError::not_found(Thing::Import, id))
    }

    /// The photos that were ever taken into an inspection; none into one that is not there.
    fn added(&self, id: InspectionId) -> Result<Vec<Added>, AppError> {
        let mut added = Vec::new();
        for event in self.store.events(Stream::Inspection(id))? {
            if let EventBody::PhotoAdded(photo) = event.body {
                added.push(Added {
                    seq: event.header.seq,
                    file_name: photo.file_name,
                    size_bytes: photo.facts.size_bytes,
                    digest: photo.digest,
                });
            }
        }
        Ok(added)
    }

    /// Tidies up after a session that did not end: nothing runs yet, so whatever is unfinished stays so.
    pub(super) fn tidy_after_crash(&mut self) -> Result<(), AppError> {
        self.photos.remove_leftovers(&self.photos.leftovers()?)?;
        remove_unfinished(&self.folder, &self.imports.folder);
        let done: Vec<_> = self.interrupted_imports()?.into_iter().filter(|import| import.rest == 0).collect();
        for import in done {
            self.imports.interrupted.remove(&import.id);
            fs::remove_file(list_path(&self.imports.folder, import.id)).ok();
        }
        self.discard_arrivals()
    }

    /// Deletes the contents that arrived and were not recorded, unless an import runs or waits whose they may be.
    fn discard_arrivals(&self) -> Result<(), AppError> {
        let arrivals = self.photos.arrivals()?;
        if arrivals.is_empty() || !self.imports.running.is_empty() {
            return Ok(());
        }
        let named: HashSet<Digest> = self.store.photo_files()?.into_iter().map(|file| file.digest).collect();
        for arrival in &arrivals {
            if named.contains(&arrival.digest) {
                self.photos.mark_named(&arrival.digest)?;
            } else if self.imports.interrupted.is_empty() {
                self.photos.discard(arrival)?;
            }
        }
        Ok(())
    }
}

/// What is left of an import.
pub(super) struct Resumed {
    pub(super) sources: Vec<PhotoSource>,
    /// Whether files could not be found, so that the import is offered again afterwards.
    pub(super) stays: bool,
    /// The contents that the inspection has already.
    pub(super) saved: HashSet<Digest>,
}

/// Takes in that a photo was recorded.
pub(super) fn recorded(photos: &ContentStore, digest: &Digest) {
    // A note that stays is looked at again at the next opening, and the event is found.
    let _ = photos.mark_named(digest);
}

fn list_path(folder: &Path, id: ImportId) -> PathBuf {
    folder.join(format!("{id}.json"))
}

/// Reports, lists and copies of the database that a crash left half-way. None of them ever had its name.
fn remove_unfinished(workspace: &WorkspaceFolder, imports: &Path) {
    let copy = workspace.cache().join("backup.sqlite");
    for ending in ["", "-journal", "-wal", "-shm"] {
        let mut name = copy.clone().into_os_string();
        name.push(ending);
        fs::remove_file(PathBuf::from(name)).ok();
    }
    for (folder, ending) in [(workspace.exports().as_path(), ".pdf.part"), (imports, ".json.part")] {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().ends_with(ending) {
                fs::remove_file(entry.path()).ok();
            }
        }
    }
}
