//! Appending and reading back.

use super::history::{self, at, device, inspection_id, write};
use fieldseal::domain::{Digest, EventBody, Inspection, Stream, chain_hash};
use fieldseal::store::{NewEvents, Store, StoreError};
use std::ops::ControlFlow;

pub fn new_store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("fieldseal.sqlite"), device()).unwrap();
    (folder, store)
}

pub fn go_on() -> impl FnMut(u64, u64) -> ControlFlow<()> {
    |_, _| ControlFlow::Continue(())
}

#[test]
fn what_was_written_is_read_back_in_order_also_after_reopening() {
    let (_folder, store) = history::full_store();
    let path = store.path().to_owned();
    let before = store.events(Stream::Inspection(inspection_id(1))).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    let events = store.events(Stream::Inspection(inspection_id(1))).unwrap();
    assert_eq!(events, before);
    let bodies: Vec<EventBody> = events.iter().map(|event| event.body.clone()).collect();
    assert_eq!(bodies, history::bodies(1));
    assert!(Inspection::replay(&events).unwrap().report_seal.is_some());
    assert_eq!(store.device_id(), device());
}

#[test]
fn the_domain_allows_the_history_that_these_tests_use() {
    let (_folder, store) = history::full_store();
    let events = store.events(Stream::Inspection(inspection_id(1))).unwrap();
    let mut inspection = Inspection::start(&events[0]).unwrap();
    for event in &events[1..] {
        assert_eq!(inspection.refuse(&event.body), None, "{:?}", event.body);
        inspection.apply(event);
    }
}

#[test]
fn the_chain_can_be_checked_from_the_record_alone() {
    let (_folder, mut store) = new_store();
    history::write_workspace(&mut store);
    let events = store.record_events(Stream::Workspace).unwrap();
    let mut before: Option<Digest> = None;
    for (seq, event) in (1..).zip(&events) {
        assert_eq!(event.seq, seq);
        assert_eq!(event.hash, chain_hash(before.as_ref(), &event.content_digest));
        assert_eq!(event.content.as_ref().unwrap().salt_hex.len(), 32);
        before = Some(event.hash);
    }
    assert_eq!(store.head().unwrap(), Some((events.len() as i64, before.unwrap())));
}

#[test]
fn an_event_of_another_stream_is_refused_and_leaves_nothing() {
    let (_folder, mut store) = new_store();
    history::write_workspace(&mut store);
    let head = store.head().unwrap();
    let unknown = Stream::Inspection(inspection_id(9));
    let bodies = [
        (Stream::Workspace, history::answered("q", "yes")),
        (unknown, history::answered("q", "yes")),
        (unknown, EventBody::SettingChanged { key: "k".to_owned(), value: "v".to_owned() }),
        (unknown, history::bodies(1).swap_remove(0)),
    ];
    for (stream, body) in bodies {
        let error = write(&mut store, stream, 1, body).unwrap_err();
        assert!(matches!(error, StoreError::Misplaced { .. }), "{error:?}");
    }
    assert_eq!(store.head().unwrap(), head);
}

#[test]
fn several_events_are_one_transaction() {
    let (_folder, mut store) = new_store();
    history::write_workspace(&mut store);
    let head = store.head().unwrap();
    let stream = Stream::Inspection(inspection_id(1));
    let first = history::bodies(1).swap_remove(0);
    let bodies = [first.clone(), history::answered("q", "yes"), first];
    let mut dice = history::Dice::new(7);
    let new =
        NewEvents { stream, actor_id: None, at: at(1), bodies: &bodies, summary: None, random: &mut |b| dice.fill(b) };
    assert!(matches!(store.append(new), Err(StoreError::Misplaced { .. })));
    assert_eq!(store.head().unwrap(), head);
    assert_eq!(store.events(stream).unwrap(), []);
    let new = NewEvents {
        stream,
        actor_id: None,
        at: at(1),
        bodies: &bodies[..2],
        summary: None,
        random: &mut |b| dice.fill(b),
    };
    assert_eq!(store.append(new).unwrap().len(), 2);
}

#[test]
fn the_same_log_gives_the_same_tables() {
    let (_folder, mut store) = history::full_store();
    assert_eq!(store.projections_match(&history::summary_of, &mut go_on()).unwrap(), []);
    store.rebuild(&history::summary_of, &mut go_on()).unwrap();
    assert_eq!(store.projections_match(&history::summary_of, &mut go_on()).unwrap(), []);
    let report = store.verify_chain(&mut go_on()).unwrap();
    assert_eq!((report.problems, report.clock_notes), (Vec::new(), Vec::new()));
    assert_eq!(store.integrity().unwrap(), []);
}
