//! What Fieldseal does: one verb a file, one gate for change, and the only clock and source of chance.
//!
//! # Invariants
//! - Nothing is written but through [`App::commit`] (events) and [`workspace::write_whole`] (files).
//! - "Saved" is said only with the [`Changes::saved_at`] of a commit that is durable.
//! - No text for people: errors become words in [`problem`].
//! - The window, the command line and tests send the same [`Command`]s.
//!
//! # To change
//! - a new verb: a variant in [`command`], a file in `verb`, an arm in [`verb::run`].
//! - a new thing that blocks a seal: [`view::BlockerKind`].
//! - a new error: [`AppError`], and its words in `assets/locales/*/problem.ftl`.
//!
//! # Why
//! Slow verbs return a [`job::Job`] instead of doing the work: it runs beside the workspace (photos, export, verify)
//! and hands its end back as a closure, so an answer never waits for a report. The command line runs the two parts
//! after one another; nothing is written twice.

pub mod camera;
pub mod changes;
pub mod command;
pub mod demo;
pub mod environment;
mod error;
mod gate;
mod here;
mod history;
mod imports;
pub mod input;
pub mod job;
pub mod problem;
mod record;
pub mod service;
mod session;
pub mod trial;
pub mod verb;
pub mod view;
pub mod workspace;

pub use changes::{Changes, Outcome};
pub use command::Command;
pub use error::{AppError, Thing};
pub use imports::InterruptedImport;

use crate::domain::{Digest, InspectionId, RuleSet};
use crate::evidence::{Cameras, ContentStore};
use crate::form::Template;
use crate::store::Store;
use environment::Environment;
use gate::Loaded;
use imports::Imports;
use job::{Done, Progress};
use session::Session;
use std::collections::HashMap;
use std::fs::File;
use std::sync::Arc;
use std::time::SystemTime;
use workspace::WorkspaceFolder;

/// The version of this build, printed in reports.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// An open workspace.
pub struct App {
    folder: WorkspaceFolder,
    store: Store,
    photos: Arc<ContentStore>,
    imports: Imports,
    environment: Box<dyn Environment>,
    session: Option<Session>,
    inspections: HashMap<InspectionId, Loaded>,
    templates: HashMap<Digest, Arc<Template>>,
    rule_sets: HashMap<Digest, Arc<RuleSet>>,
    /// The checklists that can be used here; none until somebody asks.
    library: Option<Arc<Vec<verb::checklist::ChecklistLine>>>,
    /// The photos of other inspections that those of one were compared with; none until somebody asks.
    other_photos: Option<view::OtherPhotos>,
    // The lock is given up last: fields are dropped in the order they stand here.
    lock: File,
}

impl App {
    /// Opens the workspace in `folder`, or makes one there.
    ///
    /// # Errors
    /// [`AppError::WorkspaceInUse`], [`AppError::File`], or what the store says about a damaged or newer database.
    pub fn open(folder: WorkspaceFolder, mut environment: Box<dyn Environment>) -> Result<Self, AppError> {
        folder.prepare()?;
        let lock = folder.lock()?;
        let store = open_store(&folder, environment.as_mut())?;
        let photos = Arc::new(ContentStore::new(folder.photos(), folder.cache()));
        let imports = Imports::read(folder.imports());
        let mut app = Self {
            folder,
            store,
            photos,
            imports,
            environment,
            session: None,
            inspections: HashMap::new(),
            templates: HashMap::new(),
            rule_sets: HashMap::new(),
            library: None,
            other_photos: None,
            lock,
        };
        // A folder that cannot be written is no reason not to open it; `commit` says so.
        let _ = app.tidy_after_crash();
        Ok(app)
    }

    /// Runs a command; slow work is handed back as a job.
    ///
    /// # Errors
    /// Whatever the verb says; nothing was written then.
    pub fn run(&mut self, command: Command) -> Result<Done, AppError> {
        verb::run(self, command)
    }

    /// Runs a command to its end, slow work included.
    ///
    /// # Errors
    /// Whatever the verb says. Parts of slow work that were finished before stay (photos that were taken in).
    pub fn complete(&mut self, command: Command, progress: &mut dyn Progress) -> Result<Changes, AppError> {
        let job = match self.run(command)? {
            Done::Now(changes) => return Ok(changes),
            Done::Later(job) => job,
        };
        // Each part is recorded as it comes: what happens to the next one takes nothing back.
        let mut all = Ok(Changes::default());
        let outcome = (job.work)(progress, &mut |finish| {
            if let Ok(changes) = &mut all {
                match finish(self) {
                    Ok(part) => changes.merge(part),
                    Err(error) => all = Err(error),
                }
            }
        });
        let all = all?;
        outcome.map(|()| all)
    }

    /// The folder of this workspace.
    #[must_use]
    pub fn folder(&self) -> &WorkspaceFolder {
        &self.folder
    }

    /// When this workspace was opened, by the clock of its file system.
    fn opened_at(&self) -> Result<SystemTime, AppError> {
        let written = self.lock.metadata().and_then(|facts| facts.modified());
        written.map_err(|source| AppError::file(self.folder.root(), source))
    }

    /// Photos and their derived pictures; shared, so that thumbnails can be made beside the workspace.
    #[must_use]
    pub fn photos(&self) -> Arc<ContentStore> {
        Arc::clone(&self.photos)
    }

    /// The cameras that can be looked through.
    #[must_use]
    pub fn cameras(&self) -> Arc<dyn Cameras> {
        self.environment.cameras()
    }

    /// Signs the log's head and closes the workspace.
    ///
    /// # Errors
    /// When the last checkpoint cannot be written; all that was saved before is safe.
    pub fn close(mut self) -> Result<(), AppError> {
        if self.session.is_some() { self.checkpoint().map(drop) } else { Ok(()) }
    }
}

/// Opens the database, or makes a new one for a device of its own.
fn open_store(folder: &WorkspaceFolder, environment: &mut dyn Environment) -> Result<Store, AppError> {
    if folder.exists() {
        return Ok(Store::open(&folder.database())?);
    }
    let device_id = environment::new_id(environment, crate::domain::DeviceId::from_parts);
    Ok(Store::create(&folder.database(), device_id)?)
}
