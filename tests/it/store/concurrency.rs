//! Two writers, and an end in the middle.

use super::append::{go_on, new_store};
use super::history::{self, Dice, at, inspection_id};
use fieldseal::domain::{EventBody, Stream};
use fieldseal::store::{NewEvents, Store};
use std::sync::mpsc;
use std::time::Duration;

/// More megabytes than the cache of 16, so that pages reach the disk before the end.
const NOTES: i64 = 12;

fn setting(value: &str) -> [EventBody; 1] {
    [EventBody::SettingChanged { key: "k".to_owned(), value: value.to_owned() }]
}

#[test]
fn a_second_writer_waits_and_readers_do_not() {
    let (_folder, mut store) = new_store();
    // Opening asks for the right to write, so it comes before the writer that waits for us.
    let mut other = Store::open(store.path()).unwrap();
    let (inside, wait_inside) = mpsc::channel();
    let (go, wait_go) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut dice = Dice::new(1);
            let mut first = true;
            // The randomness is asked for in the middle of the transaction.
            let mut random = |bytes: &mut [u8]| {
                if std::mem::take(&mut first) {
                    inside.send(()).unwrap();
                    wait_go.recv().unwrap();
                    std::thread::sleep(Duration::from_millis(50));
                }
                dice.fill(bytes);
            };
            let bodies = setting("first");
            let new = NewEvents {
                stream: Stream::Workspace,
                actor_id: None,
                at: at(1),
                bodies: &bodies,
                summary: None,
                random: &mut random,
            };
            store.append(new).unwrap();
        });
        wait_inside.recv().unwrap();
        assert_eq!(other.head().unwrap(), None);
        go.send(()).unwrap();
        let mut dice = Dice::new(2);
        let bodies = setting("second");
        let new = NewEvents {
            stream: Stream::Workspace,
            actor_id: None,
            at: at(2),
            bodies: &bodies,
            summary: None,
            random: &mut |bytes| dice.fill(bytes),
        };
        assert_eq!(other.append(new).unwrap()[0].header.seq, 2);
        assert_eq!(other.settings().unwrap()["k"], "second");
        assert_eq!(other.verify_chain(&mut go_on()).unwrap().problems, []);
    });
}

#[test]
fn an_end_in_the_middle_of_a_transaction_leaves_nothing_of_it() {
    let (folder, mut store) = history::full_store();
    let head = store.head().unwrap();
    let bodies: Vec<EventBody> =
        (0..NOTES).map(|number| history::noted(&format!("q{number}"), &"x".repeat(1024 * 1024))).collect();
    let mut dice = Dice::new(3);
    let mut asked = 0;
    let (from, to) = (folder.path().to_owned(), tempfile::tempdir().unwrap());
    let mut random = |bytes: &mut [u8]| {
        asked += 1;
        if asked == 2 * NOTES {
            // What a power cut leaves: the files as they are at this moment.
            for name in ["fieldseal.sqlite", "fieldseal.sqlite-wal"] {
                std::fs::copy(from.join(name), to.path().join(name)).unwrap();
            }
        }
        dice.fill(bytes);
    };
    let new = NewEvents {
        stream: Stream::Inspection(inspection_id(2)),
        actor_id: None,
        at: at(150),
        bodies: &bodies,
        summary: None,
        random: &mut random,
    };
    store.append(new).unwrap();
    let cut = Store::open(&to.path().join("fieldseal.sqlite")).unwrap();
    assert!(std::fs::metadata(to.path().join("fieldseal.sqlite-wal")).unwrap().len() > 10 * 1024 * 1024);
    assert_eq!(cut.head().unwrap(), head);
    assert_eq!(cut.verify_chain(&mut go_on()).unwrap().problems, []);
    assert_eq!(cut.integrity().unwrap(), []);
    assert_eq!(cut.projections_match(&history::summary_of, &mut go_on()).unwrap(), []);
    assert_eq!(store.head().unwrap().unwrap().0, head.unwrap().0 + NOTES);
}

#[test]
fn a_panic_in_the_middle_leaves_nothing_and_the_store_goes_on() {
    let (_folder, mut store) = new_store();
    history::write_workspace(&mut store);
    let head = store.head().unwrap();
    let bodies = setting("never");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let new = NewEvents {
            stream: Stream::Workspace,
            actor_id: None,
            at: at(1),
            bodies: &bodies,
            summary: None,
            random: &mut |_| std::panic::resume_unwind(Box::new(())),
        };
        store.append(new)
    }));
    assert!(panicked.is_err());
    assert_eq!(store.head().unwrap(), head);
    history::checkpoint(&mut store, 5);
    assert_eq!(store.verify_chain(&mut go_on()).unwrap().problems, []);
}
