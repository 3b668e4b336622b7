//! Writing to the log: the only way in.

use super::{Store, StoreError, event, projection};
use crate::domain::{
    DeviceId, Digest, Event, EventBody, EventHeader, EventId, InspectionSummary, Moment, PersonId, Stream, chain_hash,
    content_digest,
};
use rusqlite::{Connection, params};

const INSERT: &str = "INSERT INTO event (device_id, seq, event_id, at_ms, utc_offset_min, actor_id, stream, kind, \
                      version, body, salt, content_digest, prev_hash, hash) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

/// What happened, to be written in one transaction.
pub struct NewEvents<'a> {
    /// What it is about.
    pub stream: Stream,
    /// Who did it.
    pub actor_id: Option<PersonId>,
    /// When, by the caller's clock.
    pub at: Moment,
    /// What happened, in order.
    pub bodies: &'a [EventBody],
    /// The figures of the inspection after these events; without them the list keeps the earlier ones.
    pub summary: Option<&'a InspectionSummary>,
    /// Fills a buffer with random bytes.
    pub random: &'a mut dyn FnMut(&mut [u8]),
}

impl std::fmt::Debug for NewEvents<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewEvents").field("stream", &self.stream).field("bodies", &self.bodies).finish_non_exhaustive()
    }
}

impl Store {
    /// Writes events and what follows from them to the tables, in one transaction. When it returns `Ok`, they are on
    /// the disk; when it returns an error, nothing of them is.
    ///
    /// # Errors
    /// [`StoreError::Misplaced`] when an event does not belong to the stream; [`StoreError::Busy`],
    /// [`StoreError::DiskFull`] and what else SQLite refuses.
    pub fn append(&mut self, new: NewEvents<'_>) -> Result<Vec<Event>, StoreError> {
        let device_id = self.device_id;
        self.write(|db| append(db, device_id, new))
    }
}

fn append(db: &Connection, device_id: DeviceId, new: NewEvents<'_>) -> Result<Vec<Event>, StoreError> {
    let mut head = event::head(db, device_id)?;
    let mut events = Vec::with_capacity(new.bodies.len());
    for body in new.bodies {
        let mut random = [0; 10];
        (new.random)(&mut random);
        let mut salt = [0; 16];
        (new.random)(&mut salt);
        let event = Event {
            header: EventHeader {
                device_id,
                seq: head.map_or(1, |(seq, _)| seq + 1),
                event_id: EventId::from_parts(u64::try_from(new.at.utc_ms).unwrap_or_default(), &random),
                at: new.at,
                actor_id: new.actor_id,
                stream: new.stream,
            },
            body: body.clone(),
        };
        let hash = insert(db, &event, head.map(|(_, hash)| hash), &salt)?;
        head = Some((event.header.seq, hash));
        if projection::project(db, &event)? == projection::Place::Nowhere {
            let kind = event.body.encode()?.0;
            return Err(StoreError::Misplaced { kind, stream: new.stream.to_string() });
        }
        events.push(event);
    }
    if let (Stream::Inspection(id), Some(summary)) = (new.stream, new.summary) {
        projection::summarise(db, id, summary)?;
    }
    Ok(events)
}

/// Writes one row of the log; the hash that the next one follows.
fn insert(db: &Connection, event: &Event, prev_hash: Option<Digest>, salt: &[u8; 16]) -> Result<Digest, StoreError> {
    let header = &event.header;
    let (kind, body) = event.body.encode()?;
    let version = EventBody::VERSION;
    let content = content_digest(header, &kind, version, &body, salt);
    let hash = chain_hash(prev_hash.as_ref(), &content);
    let body = String::from_utf8(body)
        .map_err(|error| StoreError::Unreadable { wanted: "a body in UTF-8", text: error.to_string() })?;
    db.prepare_cached(INSERT)?.execute(params![
        header.device_id.to_string(),
        header.seq,
        header.event_id.to_string(),
        header.at.utc_ms,
        header.at.utc_offset_min,
        header.actor_id.map(|id| id.to_string()),
        header.stream.to_string(),
        kind,
        version,
        body,
        salt,
        content.as_bytes(),
        prev_hash.as_ref().map(Digest::as_bytes),
        hash.as_bytes(),
    ])?;
    Ok(hash)
}
