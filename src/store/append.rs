//! Writing to the log: the only way in.

use super::event::{self, StoredEvent};
use super::{Store, StoreError, projection};
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

/// Writes one event; the hash that the next one follows.
fn insert(db: &Connection, event: &Event, prev_hash: Option<Digest>, salt: &[u8; 16]) -> Result<Digest, StoreError> {
    let header = &event.header;
    let (kind, body) = event.body.encode()?;
    let version = EventBody::VERSION;
    let content_digest = content_digest(header, &kind, version, &body, salt);
    let hash = chain_hash(prev_hash.as_ref(), &content_digest);
    let body = String::from_utf8(body)
        .map_err(|error| StoreError::Unreadable { wanted: "a body in UTF-8", text: error.to_string() })?;
    let stored = StoredEvent {
        device_id: header.device_id.to_string(),
        seq: header.seq,
        event_id: header.event_id.to_string(),
        at_ms: header.at.utc_ms,
        utc_offset_min: header.at.utc_offset_min,
        actor_id: header.actor_id.map(|id| id.to_string()),
        stream: header.stream.to_string(),
        kind,
        version,
        body: Some(body),
        salt: Some(*salt),
        content_digest,
        prev_hash,
        hash,
    };
    insert_stored(db, &stored)?;
    Ok(hash)
}

/// Writes one row of the log as it is.
pub(super) fn insert_stored(db: &Connection, event: &StoredEvent) -> Result<(), StoreError> {
    db.prepare_cached(INSERT)?.execute(params![
        event.device_id,
        event.seq,
        event.event_id,
        event.at_ms,
        event.utc_offset_min,
        event.actor_id,
        event.stream,
        event.kind,
        event.version,
        event.body,
        event.salt,
        event.content_digest.as_bytes(),
        event.prev_hash.as_ref().map(Digest::as_bytes),
        event.hash.as_bytes(),
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(store: &mut Store, value: String) -> Result<Vec<Event>, StoreError> {
        let bodies = [EventBody::SettingChanged { key: "k".to_owned(), value }];
        let mut last = 0;
        store.append(NewEvents {
            stream: Stream::Workspace,
            actor_id: None,
            at: Moment { utc_ms: 1_000, utc_offset_min: 0 },
            bodies: &bodies,
            summary: None,
            random: &mut |bytes| {
                last += 1;
                bytes.fill(last);
            },
        })
    }

    #[test]
    fn a_full_disk_is_named_and_leaves_nothing_and_later_it_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let device = DeviceId::from_parts(0, &[1; 10]);
        let mut store = Store::create(&folder.path().join("fieldseal.sqlite"), device).unwrap();
        let pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store.db.pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(())).unwrap();
        let error = setting(&mut store, "x".repeat(100_000)).unwrap_err();
        assert!(matches!(&error, StoreError::DiskFull { path } if path == store.path()), "{error:?}");
        assert_eq!(store.head().unwrap(), None);
        assert!(store.settings().unwrap().is_empty());
        setting(&mut store, "small".to_owned()).unwrap();
        assert_eq!(store.settings().unwrap()["k"], "small");
    }
}
