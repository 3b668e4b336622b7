//! What can be found: the texts as written, and the index over them.

use super::StoreError;
use crate::store::segment;
use rusqlite::{Connection, OptionalExtension, params};

const FIND: &str = "SELECT id, text FROM search_entry WHERE inspection_id = ?1 AND kind = ?2 AND item_id = ?3";
const ADD: &str = "INSERT INTO search_entry (inspection_id, kind, item_id, text) VALUES (?1, ?2, ?3, ?4)";
const CHANGE: &str = "UPDATE search_entry SET text = ?2 WHERE id = ?1";
const REMOVE: &str = "DELETE FROM search_entry WHERE id = ?1";
const INDEX: &str = "INSERT OR REPLACE INTO search (rowid, words) VALUES (?1, ?2)";
const UNINDEX: &str = "DELETE FROM search WHERE rowid = ?1";

// Line ends keep the parts apart, so that no phrase is found across two of them.
const INSPECTION_TEXT: &str = "
    SELECT concat_ws(char(10), i.number, p.name, nullif(p.name_local, ''), p.registration, s.name, s.address, i.team,
      nullif(i.scope, ''))
    FROM inspection i LEFT JOIN supplier p ON p.id = i.supplier_id LEFT JOIN site s ON s.id = i.site_id
    WHERE i.id = ?1";

const FINDING_TEXT: &str = "
    SELECT concat_ws(char(10), f.title, f.requirement, nullif(f.evidence, ''), nullif(f.place, ''),
      nullif(f.severity_reason, ''), nullif(f.immediate_action, ''), nullif(f.position_words, ''),
      nullif(coalesce(a.root_cause, f.root_cause), ''), nullif(coalesce(a.correction, f.correction), ''),
      nullif(coalesce(a.corrective_action, f.corrective_action), ''), nullif(coalesce(a.owner, f.owner), ''))
    FROM finding f LEFT JOIN finding_action a ON a.inspection_id = f.inspection_id AND a.finding_id = f.id
    WHERE f.inspection_id = ?1 AND f.id = ?2";

/// Makes a text findable instead of the one that stood for the same item; an empty text is not findable.
pub(super) fn put(db: &Connection, inspection: &str, kind: &str, item: &str, text: &str) -> Result<(), StoreError> {
    let known: Option<(i64, String)> = db
        .prepare_cached(FIND)?
        .query_row([inspection, kind, item], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match known {
        Some((_, old)) if old == text => {}
        Some((id, _)) if text.trim().is_empty() => {
            db.prepare_cached(UNINDEX)?.execute([id])?;
            db.prepare_cached(REMOVE)?.execute([id])?;
        }
        Some((id, _)) => {
            db.prepare_cached(CHANGE)?.execute(params![id, text])?;
            db.prepare_cached(INDEX)?.execute(params![id, segment::words(text)])?;
        }
        None if text.trim().is_empty() => {}
        None => {
            db.prepare_cached(ADD)?.execute([inspection, kind, item, text])?;
            let id = db.last_insert_rowid();
            db.prepare_cached(INDEX)?.execute(params![id, segment::words(text)])?;
        }
    }
    Ok(())
}

/// Makes an inspection findable by its number, supplier, site, team and scope.
pub(super) fn index_inspection(db: &Connection, inspection: &str) -> Result<(), StoreError> {
    let text: Option<String> =
        db.prepare_cached(INSPECTION_TEXT)?.query_row([inspection], |row| row.get(0)).optional()?;
    put(db, inspection, "inspection", "", &text.unwrap_or_default())
}

/// The same for all inspections of a supplier or site, whose names may have changed.
pub(super) fn index_inspections_where(db: &Connection, column: &'static str, id: &str) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(&format!("SELECT id FROM inspection WHERE {column} = ?1 ORDER BY id"))?;
    let inspections = statement.query_map([id], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    inspections.iter().try_for_each(|inspection| index_inspection(db, inspection))
}

/// Makes a finding findable, or no longer so when it was withdrawn.
pub(super) fn index_finding(db: &Connection, inspection: &str, finding: &str) -> Result<(), StoreError> {
    let text: Option<String> =
        db.prepare_cached(FINDING_TEXT)?.query_row([inspection, finding], |row| row.get(0)).optional()?;
    put(db, inspection, "finding", finding, &text.unwrap_or_default())
}
