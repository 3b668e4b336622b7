//! Reading the log.

use super::{Store, StoreError, row};
use crate::domain::{
    Checkpoint, DeviceId, Digest, Event, EventBody, EventHeader, Moment, RecordEvent, RecordEventContent, Stream,
};
use rusqlite::{Connection, OptionalExtension, Row};

/// The columns of [`StoredEvent`], in its order.
pub(super) const COLUMNS: &str = "device_id, seq, event_id, at_ms, utc_offset_min, actor_id, stream, kind, version, \
                                  body, salt, content_digest, prev_hash, hash";

const HEAD: &str = "SELECT seq, hash FROM event WHERE device_id = ?1 ORDER BY seq DESC LIMIT 1";
const HASH_AT: &str = "SELECT hash FROM event WHERE device_id = ?1 AND seq = ?2";

/// A row of the log, with the exact stored texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoredEvent {
    pub device_id: String,
    pub seq: i64,
    pub event_id: String,
    pub at_ms: i64,
    pub utc_offset_min: i32,
    pub actor_id: Option<String>,
    pub stream: String,
    pub kind: String,
    pub version: i64,
    pub body: Option<String>,
    pub salt: Option<[u8; 16]>,
    pub content_digest: Digest,
    pub prev_hash: Option<Digest>,
    pub hash: Digest,
}

impl StoredEvent {
    /// Reads a row of [`COLUMNS`].
    pub(super) fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            device_id: row.get(0)?,
            seq: row.get(1)?,
            event_id: row.get(2)?,
            at_ms: row.get(3)?,
            utc_offset_min: row.get(4)?,
            actor_id: row.get(5)?,
            stream: row.get(6)?,
            kind: row.get(7)?,
            version: row.get(8)?,
            body: row.get(9)?,
            salt: row.get(10)?,
            content_digest: row::digest(row, 11)?,
            prev_hash: row::digest_or_null(row, 12)?,
            hash: row::digest(row, 13)?,
        })
    }

    /// The header as values; none where a text is not written as its type writes it.
    pub(super) fn header(&self) -> Option<EventHeader> {
        let header = EventHeader {
            device_id: self.device_id.parse().ok()?,
            seq: self.seq,
            event_id: self.event_id.parse().ok()?,
            at: Moment { utc_ms: self.at_ms, utc_offset_min: self.utc_offset_min },
            actor_id: self.actor_id.as_deref().map(str::parse).transpose().ok()?,
            stream: self.stream.parse().ok()?,
        };
        let as_written = header.device_id.to_string() == self.device_id
            && header.event_id.to_string() == self.event_id
            && header.actor_id.map(|id| id.to_string()) == self.actor_id
            && header.stream.to_string() == self.stream;
        as_written.then_some(header)
    }

    /// The event; none when its body was erased.
    pub(super) fn event(&self) -> Result<Option<Event>, StoreError> {
        let Some(body) = &self.body else { return Ok(None) };
        let header = self.header().ok_or_else(|| StoreError::Unreadable {
            wanted: "the header of an event",
            text: format!("{} {} {}", self.seq, self.event_id, self.stream),
        })?;
        Ok(Some(Event { header, body: EventBody::decode(&self.kind, self.version, body.as_bytes())? }))
    }

    fn record(self) -> RecordEvent {
        let content = self.body.zip(self.salt).map(|(body, salt)| RecordEventContent {
            device_id: self.device_id,
            event_id: self.event_id,
            at_ms: self.at_ms,
            utc_offset_min: self.utc_offset_min,
            actor_id: self.actor_id.unwrap_or_default(),
            stream: self.stream,
            kind: self.kind,
            version: self.version,
            body,
            salt_hex: hex::encode(salt),
        });
        RecordEvent { seq: self.seq, content_digest: self.content_digest, hash: self.hash, content }
    }
}

/// A checkpoint as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// Where it stands; it covers an earlier event.
    pub seq: i64,
    /// When it was written.
    pub at: Moment,
    /// What was signed, by whom.
    pub checkpoint: Checkpoint,
    /// The hash that the log has now at [`Checkpoint::seq`]; another one, or none, means that the log was changed.
    pub hash_now: Option<Digest>,
}

impl Store {
    /// The device whose chain this database continues.
    #[must_use]
    pub const fn device_id(&self) -> DeviceId {
        self.device_id
    }

    /// The events of a stream in order, without those whose body was erased.
    ///
    /// # Errors
    /// [`StoreError::Event`] when a later version wrote one of them; what SQLite refuses.
    pub fn events(&self, stream: Stream) -> Result<Vec<Event>, StoreError> {
        self.read(|db| {
            let mut events = Vec::new();
            each_of_stream(db, stream, |stored| {
                events.extend(stored.event()?);
                Ok(())
            })?;
            Ok(events)
        })
    }

    /// The events of a stream as the record embeds them: the exact stored bytes.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn record_events(&self, stream: Stream) -> Result<Vec<RecordEvent>, StoreError> {
        self.read(|db| {
            let mut events = Vec::new();
            each_of_stream(db, stream, |stored| {
                events.push(stored.record());
                Ok(())
            })?;
            Ok(events)
        })
    }

    /// The last event of this device's chain: its place and hash; none in a new database.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn head(&self) -> Result<Option<(i64, Digest)>, StoreError> {
        self.read(|db| head(db, self.device_id))
    }

    /// The signed checkpoints in order. The caller checks their signatures; that the log still has the hash that was
    /// signed is said by [`SignedCheckpoint::hash_now`].
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn checkpoints(&self) -> Result<Vec<SignedCheckpoint>, StoreError> {
        self.read(|db| {
            let mut found = Vec::new();
            each_of_stream(db, Stream::Workspace, |stored| {
                if stored.kind != "checkpoint_signed" {
                    return Ok(());
                }
                if let Some(Event { header, body: EventBody::CheckpointSigned(checkpoint) }) = stored.event()? {
                    let hash_now = hash_at(db, &stored.device_id, checkpoint.seq)?;
                    found.push(SignedCheckpoint { seq: header.seq, at: header.at, checkpoint, hash_now });
                }
                Ok(())
            })?;
            Ok(found)
        })
    }
}

/// The last event of a device's chain.
pub(super) fn head(db: &Connection, device: DeviceId) -> Result<Option<(i64, Digest)>, StoreError> {
    let mut statement = db.prepare_cached(HEAD)?;
    let found = statement.query_row([device.to_string()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.map(|(seq, hash)| (seq, Digest::from_bytes(hash))))
}

/// The hash that a chain has at a place.
pub(super) fn hash_at(db: &Connection, device: &str, seq: i64) -> Result<Option<Digest>, StoreError> {
    let mut statement = db.prepare_cached(HASH_AT)?;
    let found = statement.query_row((device, seq), |row| row.get(0)).optional()?;
    Ok(found.map(Digest::from_bytes))
}

/// Reads the whole log, one row at a time.
pub(super) fn each(
    db: &Connection,
    mut take: impl FnMut(StoredEvent) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM event ORDER BY device_id, seq"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(StoredEvent::read(row)?)?;
    }
    Ok(())
}

/// Reads one stream, one row at a time.
pub(super) fn each_of_stream(
    db: &Connection,
    stream: Stream,
    mut take: impl FnMut(StoredEvent) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM event WHERE stream = ?1 ORDER BY device_id, seq");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([stream.to_string()])?;
    while let Some(row) = rows.next()? {
        take(StoredEvent::read(row)?)?;
    }
    Ok(())
}
