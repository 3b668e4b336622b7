//! Recover what is left of a damaged database: the file is set aside, never deleted, and every event that proves
//! itself goes into a new one.

use super::check::with_summaries;
use crate::app::environment::Environment;
use crate::app::job::{Progress, Step};
use crate::app::workspace::WorkspaceFolder;
use crate::app::{App, AppError};
use crate::domain::{InspectionSummary, Moment};
use crate::evidence::ContentStore;
use crate::store::{SalvagePlan, Store, StoreError, set_aside};
use std::fs;
use std::path::PathBuf;

/// What was recovered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// How many events.
    pub events: usize,
    /// The first and last number of each run of events that is lost.
    pub lost: Vec<(i64, i64)>,
    /// When the last recovered event happened.
    pub last_at: Moment,
    /// Where the damaged file lies now.
    pub set_aside: PathBuf,
}

impl Recovered {
    /// How many events are known to be lost.
    #[must_use]
    pub fn lost_events(&self) -> i64 {
        self.lost.iter().map(|(first, last)| last - first + 1).sum()
    }
}

/// Recovers a workspace whose database cannot be opened; none when it can be, and nothing was done.
///
/// # Errors
/// [`AppError::WorkspaceInUse`]; what the store says when nothing is left, when the file is another program's or a
/// newer Fieldseal's, or when the disk refuses. The database then is where and as it was.
pub fn recover(
    folder: &WorkspaceFolder,
    environment: Box<dyn Environment>,
    progress: &mut dyn Progress,
) -> Result<Option<Recovered>, AppError> {
    let lock = folder.lock()?;
    let path = folder.database();
    match Store::open(&path) {
        Ok(_) => return Ok(None),
        Err(
            StoreError::Damaged { .. }
            | StoreError::NotADatabase { .. }
            | StoreError::Database(_)
            | StoreError::Unreadable { .. }
            | StoreError::Event(_),
        ) => {}
        Err(error) => return Err(error.into()),
    }
    let mut watch = |done, total| progress.step(Step { done, total });
    let plan = SalvagePlan::read(&path, &mut watch)?;
    let (events, lost, last_at) = (plan.events(), plan.lost().to_vec(), plan.last_at());
    let set_aside = set_aside(&path)?;
    let figures_later = |_: &_| InspectionSummary::default();
    if let Err(error) = plan.write(&path, &figures_later, &mut watch) {
        // Nothing came of it: the damaged file takes its place again, so that another try finds it.
        fs::rename(&set_aside, &path).map_err(|source| AppError::file(&path, source))?;
        return Err(error.into());
    }
    // What the damage took from the log cannot be told from what never was recorded: every photo stays.
    let photos = ContentStore::new(folder.photos(), folder.cache());
    for arrival in photos.arrivals()? {
        photos.mark_named(&arrival.digest)?;
    }
    drop(lock);
    let mut app = App::open(folder.clone(), environment)?;
    with_summaries(&mut app, |app, summary| {
        app.store.rebuild(summary, &mut |done, total| progress.step(Step { done, total }))
    })?;
    app.close()?;
    Ok(Some(Recovered { events, lost, last_at, set_aside }))
}
