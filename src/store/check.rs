//! Checking the log, the contents and the file.

use super::event::{self, StoredEvent};
use super::{Progress, Store, StoreError, open, row};
use crate::domain::{Digest, EventBody, Moment, chain_hash, content_digest};
use rusqlite::Connection;
use std::collections::BTreeMap;

const MISSING_CONTENTS: &str = "
    SELECT digest FROM (SELECT digest FROM template UNION SELECT digest FROM rule_set)
    EXCEPT SELECT digest FROM content ORDER BY digest";

/// What the check of the log found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChainReport {
    /// How many events were read.
    pub events: u64,
    /// How many of them had their body erased on legal demand; their digests still fit the chain.
    pub erased: u64,
    /// How many checkpoints stand in the log.
    pub checkpoints: u64,
    /// What is wrong. None means: nothing was changed, taken out or put in, up to what an owner of the machine can
    /// forge; signed checkpoints and exported reports bind it further.
    pub problems: Vec<ChainProblem>,
    /// Where the clock ran backwards. This is no fault of the log.
    pub clock_notes: Vec<ClockNote>,
}

/// What is wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainProblem {
    /// Events are missing.
    Gap {
        /// The first that is missing.
        first_seq: i64,
        /// The last that is missing.
        last_seq: i64,
    },
    /// The header, the body or the salt is not what the digest was taken over.
    Content {
        /// The event.
        seq: i64,
    },
    /// The event does not follow the one before it.
    Link {
        /// The event.
        seq: i64,
    },
    /// The hash does not follow from the link and the digest.
    Hash {
        /// The event.
        seq: i64,
    },
    /// A checkpoint signed another hash than the log has now.
    Checkpoint {
        /// The checkpoint.
        seq: i64,
        /// The event it covers.
        covers_seq: i64,
    },
}

/// An event that is dated before the one it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockNote {
    /// The event.
    pub seq: i64,
    /// Its time.
    pub at: Moment,
    /// By how much the clock went back, in milliseconds.
    pub back_ms: i64,
}

/// What is wrong with the file or its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntegrityProblem {
    /// A page, an index or a value, in the words of SQLite.
    Structure(String),
    /// A row names another that does not exist.
    Reference {
        /// The table of the row.
        table: String,
    },
    /// A table, index or guard is missing, added or changed.
    Schema {
        /// Its name.
        name: String,
    },
    /// The bytes of a checklist or rule set are not what their digest says.
    Content {
        /// The digest.
        digest: Digest,
    },
    /// A checklist or rule set was added, and its bytes are not there.
    ContentMissing {
        /// The digest.
        digest: Digest,
    },
}

impl Store {
    /// Computes every digest and hash of the log again.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`]; [`StoreError::Damaged`] when the log cannot be read to its end.
    pub fn verify_chain(&self, progress: &mut Progress<'_>) -> Result<ChainReport, StoreError> {
        self.read(|db| {
            let total: i64 = db.query_row("SELECT count(*) FROM event", [], |row| row.get(0))?;
            let mut report = ChainReport::default();
            let mut before: Option<StoredEvent> = None;
            event::each(db, |stored| {
                super::step(progress, report.events, total.unsigned_abs())?;
                judge(db, before.as_ref(), &stored, &mut report)?;
                before = Some(stored);
                Ok(())
            })?;
            Ok(report)
        })
    }

    /// Checks every page, index, reference, guard and content of the file.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the file cannot be read to its end.
    pub fn integrity(&self) -> Result<Vec<IntegrityProblem>, StoreError> {
        self.read(|db| {
            let mut problems = structure(db)?;
            problems.extend(references(db)?);
            problems.extend(schema(db)?);
            problems.extend(contents(db)?);
            Ok(problems)
        })
    }
}

fn judge(
    db: &Connection,
    before: Option<&StoredEvent>,
    stored: &StoredEvent,
    report: &mut ChainReport,
) -> Result<(), StoreError> {
    let seq = stored.seq;
    let before = before.filter(|before| before.device_id == stored.device_id);
    let expected = before.map_or(1, |before| before.seq + 1);
    report.events += 1;
    if seq != expected {
        report.problems.push(ChainProblem::Gap { first_seq: expected, last_seq: seq - 1 });
    } else if stored.prev_hash != before.map(|before| before.hash) {
        report.problems.push(ChainProblem::Link { seq });
    }
    if stored.hash != chain_hash(stored.prev_hash.as_ref(), &stored.content_digest) {
        report.problems.push(ChainProblem::Hash { seq });
    }
    match is_intact(stored) {
        None => report.erased += 1,
        Some(true) => {}
        Some(false) => report.problems.push(ChainProblem::Content { seq }),
    }
    if stored.kind == "checkpoint_signed" {
        report.checkpoints += 1;
        if let Ok(Some(EventBody::CheckpointSigned(checkpoint))) = stored.event().map(|event| event.map(|e| e.body))
            && event::hash_at(db, &stored.device_id, checkpoint.seq)? != Some(checkpoint.hash)
        {
            report.problems.push(ChainProblem::Checkpoint { seq, covers_seq: checkpoint.seq });
        }
    }
    if let Some(before) = before.filter(|before| before.at_ms > stored.at_ms) {
        let at = Moment { utc_ms: stored.at_ms, utc_offset_min: stored.utc_offset_min };
        report.clock_notes.push(ClockNote { seq, at, back_ms: before.at_ms - stored.at_ms });
    }
    Ok(())
}

/// Whether the content is what the digest was taken over; none when it was erased.
pub(super) fn is_intact(stored: &StoredEvent) -> Option<bool> {
    let (body, salt) = stored.body.as_ref().zip(stored.salt.as_ref())?;
    let digest = |header| content_digest(&header, &stored.kind, stored.version, body.as_bytes(), salt);
    Some(stored.header().map(digest) == Some(stored.content_digest))
}

fn structure(db: &Connection) -> Result<Vec<IntegrityProblem>, StoreError> {
    let mut statement = db.prepare("PRAGMA integrity_check(100)")?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(said.into_iter().filter(|line| line != "ok").map(IntegrityProblem::Structure).collect())
}

fn references(db: &Connection) -> Result<Vec<IntegrityProblem>, StoreError> {
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let tables = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    Ok(tables.into_iter().map(|table| IntegrityProblem::Reference { table }).collect())
}

fn schema(db: &Connection) -> Result<Vec<IntegrityProblem>, StoreError> {
    let model = Connection::open_in_memory()?;
    model.execute_batch(open::SCHEMA)?;
    let (wanted, found) = (definitions(&model)?, definitions(db)?);
    let differs = |name: &&String| wanted.get(*name) != found.get(*name);
    let mut names: Vec<&String> = wanted.keys().chain(found.keys()).filter(differs).collect();
    names.sort_unstable();
    names.dedup();
    Ok(names.into_iter().map(|name| IntegrityProblem::Schema { name: name.clone() }).collect())
}

/// Every table, index and trigger by name, with its definition in one spacing.
pub(super) fn definitions(db: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    // Statistics are SQLite's own and may come and go.
    let mut statement =
        db.prepare("SELECT name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")?;
    let rows = statement.query_map([], |row| {
        let sql: String = row.get(1)?;
        Ok((row.get(0)?, sql.split_whitespace().collect::<Vec<_>>().join(" ")))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn contents(db: &Connection) -> Result<Vec<IntegrityProblem>, StoreError> {
    let mut statement = db.prepare("SELECT digest, bytes FROM content ORDER BY digest")?;
    let mut rows = statement.query([])?;
    let mut problems = Vec::new();
    while let Some(row) = rows.next()? {
        let digest = row::digest(row, 0)?;
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        if Digest::of(bytes) != digest {
            problems.push(IntegrityProblem::Content { digest });
        }
    }
    let mut statement = db.prepare(MISSING_CONTENTS)?;
    let missing = statement
        .query_and_then([], |row| Ok(IntegrityProblem::ContentMissing { digest: row::digest(row, 0)? }))?
        .collect::<Result<Vec<_>, StoreError>>()?;
    problems.extend(missing);
    Ok(problems)
}
