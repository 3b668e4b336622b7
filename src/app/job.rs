//! Slow work: progress, cancelling, and work that runs beside the workspace and is finished inside it.

use super::{App, AppError, Changes};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far slow work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Step {
    /// Units done: photos, pages or bytes.
    pub done: u64,
    /// Units in all; 0 when unknown.
    pub total: u64,
}

/// Receives steps, and says when to stop.
pub trait Progress: Send {
    /// Takes one step in; `Break` asks the work to stop where it leaves nothing half done.
    fn step(&mut self, step: Step) -> ControlFlow<()>;
}

/// Progress that nobody watches.
#[derive(Debug, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn step(&mut self, _: Step) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// A switch shared by those who may cancel and the work itself.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What slow work hands back to the workspace.
pub type Finish = Box<dyn FnOnce(&mut App) -> Result<Changes, AppError> + Send>;

/// The work of a [`Job`]: it may hand several finished parts over while it goes on.
pub type Work = Box<dyn FnOnce(&mut dyn Progress, &mut dyn FnMut(Finish)) -> Result<(), AppError> + Send>;

/// Work that needs no access to the workspace while it runs.
pub struct Job {
    /// What the work is.
    pub kind: JobKind,
    /// The work.
    pub work: Work,
}

/// What slow work is, for the status bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// Photos are taken in.
    Photos,
    /// A report is written and signed.
    Export,
    /// A report is verified.
    Verify,
    /// A backup is written.
    Backup,
}

impl JobKind {
    /// The code of the kind, for messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Photos => "photos",
            Self::Export => "export",
            Self::Verify => "verify",
            Self::Backup => "backup",
        }
    }
}

/// What a command led to.
pub enum Done {
    /// It is done and durable.
    Now(Changes),
    /// It goes on as a job.
    Later(Job),
}
