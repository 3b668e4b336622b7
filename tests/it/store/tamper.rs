//! What an owner of the file can try, and what finds it.

use super::append::{go_on, new_store};
use super::history::{self, inspection_id, summary_of};
use fieldseal::domain::{Digest, EventBody, Stream, chain_hash};
use fieldseal::store::{ChainProblem, DifferenceKind, IntegrityProblem, Store, StoreError};
use rusqlite::Connection;

/// A full database, closed, and a connection to it that is not ours.
fn attacked() -> (tempfile::TempDir, std::path::PathBuf, Connection) {
    let (folder, path) = history::full();
    let db = Connection::open(&path).unwrap();
    (folder, path, db)
}

fn without_guards(db: &Connection) {
    for guard in ["event_is_appended", "event_is_not_changed", "event_is_not_deleted"] {
        db.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
    }
}

fn chain_problems(path: &std::path::Path) -> Vec<ChainProblem> {
    Store::open(path).unwrap().verify_chain(&mut go_on()).unwrap().problems
}

#[test]
fn the_guards_refuse_every_way_to_change_the_log() {
    let (_folder, _path, db) = attacked();
    let row = "SELECT device_id, seq, event_id, at_ms, utc_offset_min, actor_id, stream, kind, version, '{}', salt, \
               content_digest, prev_hash, hash FROM event WHERE seq = 20";
    let other_id = row.replace("event_id", "'x' || event_id");
    let last = row.replace("seq = 20", "seq = (SELECT max(seq) FROM event)").replace("'{}'", "body");
    let next = last.replace("seq, event_id", "seq + 1, event_id || 'x'");
    for statement in [
        "UPDATE event SET body = '{}' WHERE seq = 20".to_owned(),
        "UPDATE event SET at_ms = at_ms + 1, body = NULL, salt = NULL WHERE seq = 20".to_owned(),
        "UPDATE event SET hash = zeroblob(32) WHERE seq = 20".to_owned(),
        "UPDATE OR REPLACE event SET seq = 21 WHERE seq = 20".to_owned(),
        "DELETE FROM event WHERE seq = 20".to_owned(),
        "DELETE FROM event".to_owned(),
        format!("INSERT OR REPLACE INTO event {row}"),
        format!("REPLACE INTO event {row}"),
        format!("INSERT OR REPLACE INTO event {other_id}"),
        format!("INSERT OR IGNORE INTO event {row}"),
        // The next place, but linked to the event before the last.
        format!("INSERT INTO event {next}"),
        "UPDATE content SET bytes = x'00'".to_owned(),
        "DELETE FROM content".to_owned(),
    ] {
        let refused = db.execute_batch(&statement).unwrap_err();
        assert!(refused.to_string().contains("event:") || refused.to_string().contains("content:"), "{statement}");
    }
    // A digest that is known keeps its bytes.
    db.execute_batch("INSERT OR REPLACE INTO content SELECT digest, x'00' FROM content").unwrap();
    let changed: i64 = db.query_row("SELECT count(*) FROM content WHERE bytes = x'00'", [], |row| row.get(0)).unwrap();
    assert_eq!(changed, 0);
}

#[test]
fn a_changed_body_is_found_and_so_is_the_missing_guard() {
    let (_folder, path, db) = attacked();
    without_guards(&db);
    db.execute_batch("UPDATE event SET body = replace(body, 'light', 'dark!') WHERE seq = 3").unwrap();
    drop(db);
    assert_eq!(chain_problems(&path), [ChainProblem::Content { seq: 3 }]);
    let guards = ["event_is_appended", "event_is_not_changed", "event_is_not_deleted"];
    let missing = guards.map(|name| IntegrityProblem::Schema { name: name.to_owned() });
    assert_eq!(Store::open(&path).unwrap().integrity().unwrap(), missing);
}

#[test]
fn every_column_of_an_event_is_covered() {
    for change in [
        "device_id = upper(device_id)",
        "event_id = upper(event_id)",
        "at_ms = at_ms + 1",
        "utc_offset_min = 0",
        "actor_id = NULL",
        "stream = 'workspace'",
        "kind = 'note_saved'",
        "version = 2",
        "salt = zeroblob(16)",
        "content_digest = zeroblob(32)",
        "prev_hash = zeroblob(32)",
        "hash = zeroblob(32)",
    ] {
        let (_folder, path, db) = attacked();
        without_guards(&db);
        db.execute_batch(&format!("UPDATE event SET {change} WHERE seq = 25")).unwrap();
        drop(db);
        assert_ne!(chain_problems(&path), [], "{change}");
    }
}

#[test]
fn an_event_taken_out_is_a_gap_and_one_at_the_end_is_known_to_the_checkpoint() {
    let (_folder, path, db) = attacked();
    without_guards(&db);
    db.execute_batch("DELETE FROM event WHERE seq IN (21, 22)").unwrap();
    drop(db);
    assert_eq!(chain_problems(&path), [ChainProblem::Gap { first_seq: 21, last_seq: 22 }]);

    // The last events before the checkpoint go, and the checkpoint is linked to what is left.
    let (_folder, path, db) = attacked();
    let store = Store::open(&path).unwrap();
    let [checkpoint] = store.checkpoints().unwrap().try_into().unwrap();
    assert_eq!(checkpoint.hash_now, Some(checkpoint.checkpoint.hash));
    drop(store);
    without_guards(&db);
    let seq = checkpoint.seq;
    db.execute("DELETE FROM event WHERE seq = ?1", [seq - 1]).unwrap();
    let (previous, content): ([u8; 32], [u8; 32]) = db
        .query_row(
            "SELECT (SELECT hash FROM event WHERE seq = ?1 - 2), content_digest FROM event WHERE seq = ?1",
            [seq],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let hash = chain_hash(Some(&Digest::from_bytes(previous)), &Digest::from_bytes(content));
    db.execute(
        "UPDATE event SET seq = seq - 1, prev_hash = ?2, hash = ?3 WHERE seq = ?1",
        (seq, previous, hash.as_bytes()),
    )
    .unwrap();
    drop(db);
    let problems = chain_problems(&path);
    assert!(problems.contains(&ChainProblem::Checkpoint { seq: seq - 1, covers_seq: seq - 1 }), "{problems:?}");
    let store = Store::open(&path).unwrap();
    let [checkpoint] = store.checkpoints().unwrap().try_into().unwrap();
    assert_ne!(checkpoint.hash_now, Some(checkpoint.checkpoint.hash));
}

#[test]
fn an_erased_body_leaves_a_chain_that_verifies_and_is_gone_everywhere() {
    let (_folder, mut store) = history::full_store();
    let stream = Stream::Inspection(inspection_id(1));
    let secret = "Ask for the fire drill record";
    let seqs: Vec<i64> = store
        .events(stream)
        .unwrap()
        .iter()
        .filter(|event| matches!(&event.body, EventBody::NoteSaved(note) if note.text == secret))
        .map(|event| event.header.seq)
        .collect();
    assert_eq!(seqs.len(), 2);
    assert_eq!(store.search("fire drill", 10).unwrap().len(), 1);
    store.erase(&seqs, &summary_of, &mut go_on()).unwrap();
    let report = store.verify_chain(&mut go_on()).unwrap();
    assert_eq!((report.erased, report.problems), (2, Vec::new()));
    assert_eq!(store.integrity().unwrap(), []);
    assert_eq!(store.projections_match(&summary_of, &mut go_on()).unwrap(), []);
    assert_eq!(store.search("fire drill", 10).unwrap(), []);
    assert_eq!(store.record_events(stream).unwrap().iter().filter(|event| event.content.is_none()).count(), 2);
    let path = store.path().to_owned();
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
}

#[test]
fn a_changed_table_is_found_and_mended() {
    let (_folder, path, db) = attacked();
    db.execute_batch(
        "UPDATE inspection SET letter = 'A' WHERE number = 'RPT-2026-0001';
         DELETE FROM finding_question WHERE path = '/esg_hs_04';
         INSERT INTO setting (key, value) VALUES ('policy', 'lax');
         INSERT OR REPLACE INTO search (rowid, words) SELECT id, 'nothing' FROM search_entry WHERE kind = 'note';",
    )
    .unwrap();
    drop(db);
    let mut store = Store::open(&path).unwrap();
    let found = store.projections_match(&summary_of, &mut go_on()).unwrap();
    let tables: std::collections::BTreeSet<&str> = found.iter().map(|difference| difference.table).collect();
    assert_eq!(Vec::from_iter(tables), ["finding_question", "inspection", "search", "setting"]);
    let changed = DifferenceKind::Changed { column: "letter".to_owned() };
    assert!(found.iter().any(|d| d.kind == changed && d.row == inspection_id(1).to_string()));
    assert!(found.iter().any(|d| d.kind == DifferenceKind::Surplus && d.row == "policy"));
    assert!(found.iter().any(|d| d.kind == DifferenceKind::Missing && d.table == "finding_question"));
    store.rebuild(&summary_of, &mut go_on()).unwrap();
    assert_eq!(store.projections_match(&summary_of, &mut go_on()).unwrap(), []);
}

#[test]
fn a_clock_that_ran_backwards_is_noted_and_is_no_problem() {
    let (_folder, mut store) = new_store();
    for minute in [10, 4] {
        let body = EventBody::SettingChanged { key: "k".to_owned(), value: minute.to_string() };
        history::write(&mut store, Stream::Workspace, minute, body).unwrap();
    }
    let report = store.verify_chain(&mut go_on()).unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(report.clock_notes.len(), 1);
    assert_eq!((report.clock_notes[0].seq, report.clock_notes[0].back_ms), (2, 6 * 60_000));
}

#[test]
fn a_checklist_that_was_changed_or_taken_out_is_found() {
    let (_folder, path, db) = attacked();
    let (template, rules) = (Digest::of(history::TEMPLATE), Digest::of(history::RULE_SET));
    db.execute_batch("DROP TRIGGER content_is_not_changed; DROP TRIGGER content_is_not_deleted").unwrap();
    db.execute("UPDATE content SET bytes = x'7B7D' WHERE digest = ?1", [template.as_bytes()]).unwrap();
    db.execute("DELETE FROM content WHERE digest = ?1", [rules.as_bytes()]).unwrap();
    drop(db);
    let store = Store::open(&path).unwrap();
    let problems = store.integrity().unwrap();
    assert!(problems.contains(&IntegrityProblem::Content { digest: template }));
    assert!(problems.contains(&IntegrityProblem::ContentMissing { digest: rules }));
    assert!(matches!(store.content(&template), Err(StoreError::Damaged { .. })));
    assert_eq!(store.content(&rules).unwrap(), None);
}
