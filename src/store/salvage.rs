//! Saving what is left of a damaged database.

use super::append;
use super::carve::{Address, Pages, Row};
use super::event::StoredEvent;
use super::replay::{self, SummaryOf};
use super::{Progress, Store, StoreError, open};
use crate::domain::{DeviceId, Digest, Moment};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What can be saved from a damaged database. Nothing is written before [`SalvagePlan::write`].
#[derive(Debug)]
pub struct SalvagePlan {
    path: PathBuf,
    pages: Pages,
    device_id: DeviceId,
    events: Vec<Address>,
    contents: Vec<Address>,
    lost: Vec<(i64, i64)>,
    last_at: Moment,
}

/// An event that was found, as far as choosing needs it.
struct Found {
    hash: Digest,
    prev_hash: Option<Digest>,
    at: Moment,
    address: Address,
}

impl SalvagePlan {
    /// Reads a damaged database, byte by byte and without changing it, for events and contents that prove themselves
    /// by their digests.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Io`]; [`StoreError::Damaged`] when no event is left;
    /// [`StoreError::Cancelled`].
    pub fn read(path: &Path, progress: &mut Progress<'_>) -> Result<Self, StoreError> {
        let disk = |error| StoreError::of_io(error, path);
        let mut pages = Pages::open(path).map_err(disk)?;
        let mut chains: BTreeMap<String, BTreeMap<i64, Vec<Found>>> = BTreeMap::new();
        let mut contents = BTreeMap::new();
        let count = pages.count().map_err(disk)?;
        for number in 0..count {
            super::step(progress, number, count)?;
            for (address, row) in pages.rows_on(number).map_err(disk)? {
                match row {
                    Row::Event(event) => take(&mut chains, *event, address),
                    Row::Content(bytes) => {
                        contents.entry(Digest::of(&bytes)).or_insert(address);
                    }
                }
            }
        }
        let nothing = || StoreError::Damaged { path: path.to_owned(), detail: "no event is left".to_owned() };
        let longest = chains.iter().max_by_key(|(_, chain)| chain.len()).map(|(device, _)| device);
        let device_id = longest.and_then(|device| device.parse().ok()).ok_or_else(nothing)?;
        let mut plan = Self {
            path: path.to_owned(),
            pages,
            device_id,
            events: Vec::new(),
            contents: contents.into_values().collect(),
            lost: Vec::new(),
            last_at: Moment { utc_ms: 0, utc_offset_min: 0 },
        };
        for chain in chains.into_values() {
            plan.choose(chain);
        }
        Ok(plan)
    }

    /// How many events can be saved.
    #[must_use]
    pub fn events(&self) -> usize {
        self.events.len()
    }

    /// The first and last number of each run of events that is lost. What was lost after the last event that can be
    /// saved is not known.
    #[must_use]
    pub fn lost(&self) -> &[(i64, i64)] {
        &self.lost
    }

    /// When the last event happened that can be saved.
    #[must_use]
    pub const fn last_at(&self) -> Moment {
        self.last_at
    }

    /// Writes what can be saved into a new database and opens it. The chain of the device goes on there; what is lost
    /// stays visible as a gap.
    ///
    /// # Errors
    /// [`StoreError::AlreadyThere`], [`StoreError::DiskFull`] and what else the disk refuses; then there is no new
    /// database.
    pub fn write(
        mut self,
        into: &Path,
        summary_of: &SummaryOf<'_>,
        progress: &mut Progress<'_>,
    ) -> Result<Store, StoreError> {
        open::create_with(into, self.device_id, |db| {
            self.fill(db)?;
            replay::replay(db, db, progress)?;
            replay::summarise(db, db, summary_of)
        })?;
        Store::open(into)
    }

    /// One event for each place: where there are several, the one that the next event follows.
    fn choose(&mut self, chain: BTreeMap<i64, Vec<Found>>) {
        let mut next: Option<(i64, Option<Digest>)> = None;
        let mut chosen = Vec::with_capacity(chain.len());
        for (seq, mut found) in chain.into_iter().rev() {
            let followed = next.filter(|(after, _)| *after == seq + 1).and_then(|(_, previous)| previous);
            found.sort_by_key(|found| (Some(found.hash) == followed, found.address));
            if let Some(best) = found.pop() {
                if let Some((after, _)) = next.filter(|(after, _)| *after > seq + 1) {
                    self.lost.push((seq + 1, after - 1));
                }
                next = Some((seq, best.prev_hash));
                self.last_at = self.last_at.max(best.at);
                chosen.push(best.address);
            }
        }
        if let Some((first, _)) = next.filter(|(first, _)| *first > 1) {
            self.lost.push((1, first - 1));
        }
        self.lost.sort_unstable();
        self.events.extend(chosen.into_iter().rev());
    }

    fn fill(&mut self, db: &Connection) -> Result<(), StoreError> {
        let gone = || StoreError::Damaged { path: self.path.clone(), detail: "it changed meanwhile".to_owned() };
        let gone = gone();
        // The guard takes only the next event of a chain; what was lost must stay a gap.
        let guard: String =
            db.query_row("SELECT sql FROM sqlite_master WHERE name = 'event_is_appended'", [], |row| row.get(0))?;
        db.execute_batch("DROP TRIGGER event_is_appended")?;
        for address in &self.contents {
            if let Some(Row::Content(bytes)) = self.pages.row_at(*address) {
                db.prepare_cached("INSERT INTO content (digest, bytes) VALUES (?1, ?2)")?
                    .execute(params![Digest::of(&bytes).as_bytes(), bytes])?;
            }
        }
        for address in &self.events {
            match self.pages.row_at(*address) {
                Some(Row::Event(event)) => append::insert_stored(db, &event)?,
                Some(Row::Content(_)) | None => return Err(gone),
            }
        }
        Ok(db.execute_batch(&guard)?)
    }
}

fn take(chains: &mut BTreeMap<String, BTreeMap<i64, Vec<Found>>>, event: StoredEvent, address: Address) {
    let at = Moment { utc_ms: event.at_ms, utc_offset_min: event.utc_offset_min };
    let same = chains.entry(event.device_id).or_default().entry(event.seq).or_default();
    let erased = event.body.is_none();
    let found = Found { hash: event.hash, prev_hash: event.prev_hash, at, address };
    // The same event lies in several places after its page was split or written again; what was erased stays erased.
    match same.iter_mut().find(|found| found.hash == event.hash) {
        Some(known) if erased => *known = found,
        Some(_) => {}
        None => same.push(found),
    }
}

/// Gives a damaged database and its write-ahead log another name, so that a new one can take its place; the new name.
///
/// # Errors
/// [`StoreError::NotFound`], [`StoreError::ReadOnly`] and what else the disk refuses.
pub fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let name = open::free_name(path, "damaged");
    fs::rename(path, &name).map_err(|error| StoreError::of_io(error, path))?;
    for (old, new) in open::companions(path).into_iter().zip(open::companions(&name)) {
        match fs::rename(&old, new) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::of_io(error, &old)),
        }
    }
    open::sync_folder(path).map_err(|error| StoreError::of_io(error, path))?;
    Ok(name)
}
