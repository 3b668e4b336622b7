//! Deriving the tables from the log again, to compare or to mend them.

use super::compare::{self, Difference};
use super::{Progress, Store, StoreError, event, open, projection};
use crate::domain::{Inspection, InspectionId, InspectionSummary, Stream};
use rusqlite::Connection;

/// Computes the figures of the list from an inspection, as the caller does when it appends.
pub type SummaryOf<'a> = dyn Fn(&Inspection) -> InspectionSummary + 'a;

impl Store {
    /// Replays the log into an empty database and compares all derived tables, the search index among them. None
    /// means that the tables say what the log says. The database itself is not changed.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`], [`StoreError::Event`], and what SQLite refuses.
    pub fn projections_match(
        &self,
        summary_of: &SummaryOf<'_>,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Difference>, StoreError> {
        self.read(|db| {
            // One view of the log and the tables, whatever is written meanwhile.
            let view = db.unchecked_transaction()?;
            // A nameless database lives in memory and on disk as far as memory does not reach, and is gone afterwards.
            let mut replica = Connection::open("")?;
            replica.execute_batch(open::SCHEMA)?;
            replica.pragma_update(None, "foreign_keys", true)?;
            let filled = replica.transaction()?;
            replay(&filled, &view, progress)?;
            summarise(&filled, &view, summary_of)?;
            filled.commit()?;
            compare::tables(&replica, &view)
        })
    }

    /// Drops what the derived tables hold and replays the log into them, in one transaction.
    ///
    /// # Errors
    /// As [`Store::projections_match`]; the tables are then as they were.
    pub fn rebuild(&mut self, summary_of: &SummaryOf<'_>, progress: &mut Progress<'_>) -> Result<(), StoreError> {
        self.write(|db| {
            projection::clear(db)?;
            replay(db, db, progress)?;
            summarise(db, db, summary_of)
        })
    }
}

/// Writes what follows from every event of `log` into the empty tables of `tables`.
pub(super) fn replay(tables: &Connection, log: &Connection, progress: &mut Progress<'_>) -> Result<(), StoreError> {
    let total: i64 = log.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
    let mut done = 0;
    event::each(log, |stored| {
        super::step(progress, done, total.unsigned_abs())?;
        done += 1;
        if let Some(event) = stored.event()? {
            projection::project(tables, &event)?;
        }
        Ok(())
    })
}

/// Writes the figures of every inspection.
pub(super) fn summarise(tables: &Connection, log: &Connection, summary_of: &SummaryOf<'_>) -> Result<(), StoreError> {
    let mut statement = tables.prepare("SELECT id FROM inspection ORDER BY id")?;
    let ids = statement.query_and_then([], |row| super::row::parsed(row, 0, "an inspection id"))?;
    for id in ids.collect::<Result<Vec<InspectionId>, StoreError>>()? {
        let mut events = Vec::new();
        event::each_of_stream(log, Stream::Inspection(id), |stored| {
            events.extend(stored.event()?);
            Ok(())
        })?;
        if let Some(inspection) = Inspection::replay(&events) {
            projection::summarise(tables, id, &summary_of(&inspection))?;
        }
    }
    Ok(())
}
