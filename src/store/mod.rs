//! The database: one append-only event log, and the tables that are derived from it.
//!
//! # Invariants
//! - No other layer speaks SQL, and no SQL stands outside this folder and `schema.sql`.
//! - No event is changed or deleted here; [`Store::erase`] empties a body on legal demand and nothing else.
//! - [`Store::append`] is the only way in, one durable transaction a call; a projection is never written without it.
//! - No clock, no randomness, no words for people; nothing here decides whether an event may happen.
//! - A damaged file is never written to and never deleted.
//!
//! # To change
//! - a table: `schema.sql`, and a step in `migrations/` that brings older files there (`migration.rs` says how).
//! - what an event does to the tables: `projection/`, one file a noun.
//! - what lists and search can ask: `inspection_list.rs`, `finding_list.rs`, `earlier_finding.rs`, `supplier.rs`, `search.rs`.
//!
//! # Why
//! SQLite with `synchronous=FULL` rather than files of our own: atomic, durable and readable by everybody in thirty
//! years. Projections are written with the event rather than folded at each start, so that ten thousand inspections
//! are listed in a millisecond; the cost is a replay test that keeps both honest.

mod append;
mod backup;
mod carve;
mod check;
mod compare;
mod content;
mod earlier_finding;
mod erase;
mod error;
mod event;
mod finding_list;
mod inspection_list;
mod migration;
mod open;
mod person;
mod photo;
mod projection;
mod replay;
mod row;
mod salvage;
mod search;
mod segment;
mod supplier;
mod transaction;

pub use append::NewEvents;
pub use check::{ChainProblem, ChainReport, ClockNote, IntegrityProblem};
pub use compare::{Difference, DifferenceKind};
pub use content::{StoredRuleSet, StoredTemplate};
pub use error::StoreError;
pub use event::SignedCheckpoint;
pub use photo::{PhotoFile, PhotoUse};
pub use replay::SummaryOf;
pub use salvage::{SalvagePlan, set_aside};
pub use search::{HitKind, SearchHit};

use crate::domain::DeviceId;
use rusqlite::Connection;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// An open database. Several can be open on one file, also in several threads; a second writer waits for the first.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    device_id: DeviceId,
}

/// Told now and then how much is done of how much; `Break` cancels and leaves everything as it was.
pub type Progress<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// Tells progress every 1,024 rows.
fn step(progress: &mut Progress<'_>, done: u64, total: u64) -> Result<(), StoreError> {
    if done.is_multiple_of(1_024) && progress(done, total).is_break() {
        return Err(StoreError::Cancelled);
    }
    Ok(())
}
