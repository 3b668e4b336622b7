//! Bringing older databases to the schema of this version.
//!
//! # To change
//! - Change `schema.sql` and raise its `user_version` and [`VERSION`] by one.
//! - Write `migrations/NNNN_what.sql`, NNNN being the new version: it brings the one before to exactly the new schema.
//! - Name it in [`STEPS`]; say `replay: true` when derived tables are to be filled from the log.
//! - Freeze a database of the version before under `tests/fixtures/databases/`, with rows (its README says how).

use super::{StoreError, backup, open, projection, replay};
use rusqlite::{Connection, TransactionBehavior, params};
use std::ops::ControlFlow;
use std::path::Path;

/// The schema version that this code writes: `user_version` of `schema.sql`.
pub(super) const VERSION: i64 = 1;

/// One step from a version to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// The version that it brings.
    pub to: i64,
    /// What it executes.
    pub sql: &'static str,
    /// Whether derived tables are emptied and filled again from the log.
    pub replay: bool,
}

/// All steps, the earliest first.
const STEPS: &[Step] = &[];

/// Brings a database of `version` to [`VERSION`], after a backup beside it.
pub(super) fn upgrade(db: &mut Connection, path: &Path, version: i64) -> Result<(), StoreError> {
    if version >= VERSION {
        return Ok(());
    }
    backup::copy(db, &backup_path(path, version))?;
    run(db, version, STEPS).map_err(|source| StoreError::Upgrade {
        from: version,
        to: VERSION,
        source: Box::new(source.at(path)),
    })
}

/// Where the copy of the older database goes; an earlier copy is kept.
fn backup_path(path: &Path, version: i64) -> std::path::PathBuf {
    let first = open::beside(path, &format!("version-{version}"));
    let more = (2..).map(|number| open::beside(path, &format!("version-{version}-{number}")));
    std::iter::once(first.clone()).chain(more).find(|path| !path.exists()).unwrap_or(first)
}

/// All steps after `version` in one transaction.
fn run(db: &mut Connection, version: i64, steps: &[Step]) -> Result<(), StoreError> {
    // Tables that are made anew must not take others with them.
    db.pragma_update(None, "foreign_keys", false)?;
    let done = steps_after(db, version, steps);
    db.pragma_update(None, "foreign_keys", true)?;
    done
}

fn steps_after(db: &mut Connection, version: i64, steps: &[Step]) -> Result<(), StoreError> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let due: Vec<&Step> = steps.iter().filter(|step| step.to > version).collect();
    for step in &due {
        transaction.execute_batch(step.sql)?;
        transaction.pragma_update(None, "user_version", step.to)?;
    }
    if due.iter().any(|step| step.replay) {
        fill_again(&transaction)?;
    }
    Ok(transaction.commit()?)
}

/// Fills the derived tables from the log. The figures of the list come from the app, not from the log, and are kept.
fn fill_again(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch("CREATE TEMP TABLE figures AS SELECT id, answered, asked, letter FROM inspection")?;
    projection::clear(db)?;
    replay::replay(db, db, &mut |_, _| ControlFlow::Continue(()))?;
    let mut statement = db.prepare(
        "UPDATE inspection SET (answered, asked, letter) = (SELECT answered, asked, letter FROM temp.figures f
         WHERE f.id = inspection.id) WHERE id IN (SELECT id FROM temp.figures)",
    )?;
    statement.execute(params![])?;
    Ok(db.execute_batch("DROP TABLE temp.figures")?)
}
