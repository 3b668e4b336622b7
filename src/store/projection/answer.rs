//! Answers.

use super::{StoreError, inspection, search};
use crate::domain::{Answer, Grade, InspectionId, InstancePath};
use rusqlite::{Connection, params};

const GIVE: &str = "
    INSERT INTO answer (inspection_id, path, value, status, reason, note, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (inspection_id, path) DO UPDATE SET value = excluded.value, status = excluded.status,
      reason = excluded.reason, note = excluded.note, seq = excluded.seq";

const TAKE_BACK: &str = "DELETE FROM answer WHERE inspection_id = ?1 AND path = ?2";

pub(super) fn give(
    db: &Connection,
    inspection: InspectionId,
    path: &InstancePath,
    answer: &Answer,
    seq: i64,
) -> Result<(), StoreError> {
    inspection::begin(db, inspection)?;
    let id = inspection.to_string();
    if answer.is_empty() {
        db.prepare_cached(TAKE_BACK)?.execute([id.as_str(), path.as_str()])?;
    } else {
        db.prepare_cached(GIVE)?.execute(params![
            id,
            path.as_str(),
            answer.value,
            answer.status.code(),
            answer.reason,
            answer.note,
            seq,
        ])?;
    }
    search::put(db, &id, "answer", path.as_str(), &searchable(answer))
}

/// What a person wrote: not the codes of grades, which no one would search and every answer has.
fn searchable(answer: &Answer) -> String {
    let written = |value: &&str| Grade::from_code(value).is_none() && *value != "yes" && *value != "no";
    let value = answer.value.as_deref().filter(written).unwrap_or_default();
    let parts = [value, &answer.reason, &answer.note];
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n")
}
