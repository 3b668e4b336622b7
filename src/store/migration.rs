//! Bringing older databases to the schema of this version.
//!
//! # To change
//! - Change `schema.sql` and raise its `user_version` and [`VERSION`] by one.
//! - Write `migrations/NNNN_what.sql`, NNNN being the new version: it brings the one before to exactly the new schema.
//! - Name it in [`STEPS`]; say `replay: true` when derived tables are to be filled from the log.
//! - Freeze a database of the version before under `tests/fixtures/databases/`, with rows (its README says how).

use super::{StoreError, backup, open, projection, replay};
use rusqlite::{Connection, TransactionBehavior};
use std::ops::ControlFlow;
use std::path::Path;

/// The schema version that this code writes: `user_version` of `schema.sql`.
pub(super) const VERSION: i64 = 3;

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
const STEPS: &[Step] = &[
    Step { to: 2, sql: include_str!("migrations/0002_grades.sql"), replay: true },
    Step { to: 3, sql: include_str!("migrations/0003_overlays.sql"), replay: true },
];

/// The figures of the list come from the app, not from the log: they are kept over a replay.
const KEEP_FIGURES: &str = "CREATE TEMP TABLE figures AS SELECT id, answered, asked, letter FROM inspection";
const TAKE_FIGURES: &str = "
    UPDATE inspection SET (answered, asked, letter) =
      (SELECT answered, asked, letter FROM temp.figures WHERE figures.id = inspection.id)
    WHERE id IN (SELECT id FROM temp.figures)";

/// Brings a database of `version` to [`VERSION`], after a backup beside it.
pub(super) fn upgrade(db: &mut Connection, path: &Path, version: i64) -> Result<(), StoreError> {
    if version >= VERSION {
        return Ok(());
    }
    // Earlier copies are kept: `fieldseal.sqlite.version-1-1`, then `-2`.
    backup::copy(db, &open::free_name(path, &format!("version-{version}")))?;
    run(db, version, STEPS).map_err(|source| StoreError::Upgrade {
        from: version,
        to: VERSION,
        source: Box::new(source.at(path)),
    })
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
    transaction.execute_batch(KEEP_FIGURES)?;
    for step in &due {
        transaction.execute_batch(step.sql)?;
        transaction.pragma_update(None, "user_version", step.to)?;
    }
    if due.iter().any(|step| step.replay) {
        projection::clear(&transaction)?;
        replay::replay(&transaction, &transaction, &mut |_, _| ControlFlow::Continue(()))?;
        transaction.execute_batch(TAKE_FIGURES)?;
    }
    transaction.execute_batch("DROP TABLE temp.figures")?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::*;
    use crate::store::{NewEvents, Store};
    use rusqlite::OpenFlags;

    const OTHER: Step = Step {
        to: VERSION + 1,
        sql: "ALTER TABLE setting ADD COLUMN length INTEGER GENERATED ALWAYS AS (length(value)); DELETE FROM inspection",
        replay: true,
    };
    const BROKEN: Step = Step { to: VERSION + 2, sql: "DROP TABLE setting; DROP TABLE no_such_table", replay: false };

    fn with_an_inspection(folder: &Path) -> (std::path::PathBuf, InspectionId) {
        let path = folder.join("fieldseal.sqlite");
        let mut store = Store::create(&path, DeviceId::from_parts(0, &[1; 10])).unwrap();
        let id = InspectionId::from_parts(0, &[2; 10]);
        let day = chrono::NaiveDate::default();
        let plan = InspectionPlan {
            id,
            number: "RPT-1".to_owned(),
            supplier_id: SupplierId::from_parts(0, &[3; 10]),
            site_id: SiteId::from_parts(0, &[4; 10]),
            template_digest: Digest::of(b"t"),
            rule_set_digest: Digest::of(b"r"),
            inspection_type: InspectionType::Initial,
            starts_on: day,
            ends_on: day,
            team: Vec::new(),
            scope: String::new(),
        };
        let bodies = [EventBody::InspectionPlanned { plan, report_id: ReportId::from_parts(0, &[5; 10]) }];
        let summary = InspectionSummary { answered: 7, asked: 94, letter: Some(Letter::B) };
        let new = NewEvents {
            stream: Stream::Inspection(id),
            actor_id: None,
            at: Moment { utc_ms: 0, utc_offset_min: 0 },
            bodies: &bodies,
            summary: Some(&summary),
            random: &mut |bytes| bytes.fill(9),
        };
        let event_id: EventId = store.append(new).unwrap()[0].header.event_id;
        assert_eq!(event_id, EventId::from_parts(0, &[9; 10]));
        (path, id)
    }

    fn version(db: &Connection) -> i64 {
        db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_step_changes_the_schema_and_fills_the_tables_again_with_the_figures_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = with_an_inspection(folder.path());
        let mut db = open::connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        run(&mut db, VERSION, &[OTHER]).unwrap();
        assert_eq!(version(&db), VERSION + 1);
        let row: (i64, i64, String) = db
            .query_row("SELECT answered, asked, letter FROM inspection", [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
            .unwrap();
        assert_eq!(row, (7, 94, "B".to_owned()));
        // A step that was done is not done again.
        run(&mut db, VERSION + 1, &[OTHER]).unwrap();
    }

    #[test]
    fn a_step_that_fails_takes_the_earlier_ones_back() {
        let folder = tempfile::tempdir().unwrap();
        let (path, id) = with_an_inspection(folder.path());
        let mut db = open::connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        run(&mut db, VERSION, &[OTHER, BROKEN]).unwrap_err();
        assert_eq!(version(&db), VERSION);
        drop(db);
        let store = Store::open(&path).unwrap();
        assert_eq!(store.inspection_row(id).unwrap().unwrap().summary.answered, 7);
        assert_eq!(store.integrity().unwrap(), []);
    }
}
