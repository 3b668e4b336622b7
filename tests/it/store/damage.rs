//! Files that are missing, foreign, newer or damaged, and what is saved from them.

use super::append::go_on;
use super::history::{self, device, inspection_id, summary_of};
use fieldseal::domain::{Digest, Inspection, Language, Stream};
use fieldseal::store::{ChainProblem, SalvagePlan, Store, StoreError, set_aside};
use fieldseal::words::{Value, Words};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

const PAGE_BYTES: usize = 4096;

fn refused(path: &Path) -> StoreError {
    let before = fs::read(path).ok();
    let error = Store::open(path).unwrap_err();
    assert_eq!(fs::read(path).ok(), before, "a refused file is left as it was");
    error
}

/// Overwrites the page on which `text` stands.
fn wipe_page_with(path: &Path, text: &str) {
    let mut bytes = fs::read(path).unwrap();
    let at = bytes.windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
    let start = at / PAGE_BYTES * PAGE_BYTES;
    bytes[start..start + PAGE_BYTES].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn what_cannot_be_opened_is_named_rightly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fieldseal.sqlite");
    assert!(matches!(refused(&path), StoreError::NotFound { .. }));
    fs::write(&path, b"").unwrap();
    assert!(matches!(refused(&path), StoreError::Damaged { .. }));
    fs::write(&path, b"Dear reader, this is a letter and no database.\n".repeat(100)).unwrap();
    assert!(matches!(refused(&path), StoreError::NotADatabase { .. }));
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    assert!(matches!(refused(&path), StoreError::NotOurs { application_id: 0, .. }));
}

#[test]
fn every_code_has_its_words_in_both_languages() {
    for code in StoreError::CODES {
        for part in ["what", "means", "do"] {
            let key = format!("problem-store-{code}-{part}");
            assert!(Language::ALL.into_iter().all(|language| Words::of(language).has(&key)), "{key}");
        }
    }
    let error = refused(Path::new("/nowhere/fieldseal.sqlite"));
    assert!(StoreError::CODES.contains(&error.code()));
    let values = error.values();
    let values: Vec<(&'static str, Value<'_>)> = values.iter().map(|(name, text)| (*name, Value::Text(text))).collect();
    let what = Words::of(Language::En).with("problem-store-not_found-what", &values);
    assert_eq!(what, "There is no database at /nowhere/fieldseal.sqlite.");
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let (_folder, path) = history::full();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(refused(&path), StoreError::Newer { found: 99, .. }));
}

#[test]
fn an_existing_file_is_not_written_over() {
    let (_folder, path) = history::full();
    assert!(matches!(Store::create(&path, device()), Err(StoreError::AlreadyThere { .. })));
    Store::open(&path).unwrap();
}

#[test]
fn what_an_interrupted_creation_left_is_no_hindrance() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fieldseal.sqlite");
    fs::write(folder.path().join("fieldseal.sqlite.new"), b"half").unwrap();
    Store::create(&path, device()).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().filter(|e| e.as_ref().unwrap().path() != path).count(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_named() {
    let error = Store::create(Path::new("/sys/fieldseal.sqlite"), device()).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
}

#[test]
fn a_truncated_file_is_damaged() {
    let (_folder, path) = history::full();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert!(matches!(refused(&path), StoreError::Damaged { .. }));
}

#[test]
fn everything_is_saved_when_only_the_beginning_is_destroyed() {
    let (folder, path) = history::full();
    let before = Store::open(&path).unwrap().record_events(Stream::Inspection(inspection_id(1))).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[..PAGE_BYTES].fill(0);
    fs::write(&path, bytes).unwrap();
    assert!(matches!(refused(&path), StoreError::NotADatabase { .. }));
    let aside = set_aside(&path).unwrap();
    assert_eq!(aside, folder.path().join("fieldseal.sqlite.damaged-1"));
    let plan = SalvagePlan::read(&aside, &mut go_on()).unwrap();
    assert_eq!(plan.lost(), []);
    let store = plan.write(&path, &summary_of, &mut go_on()).unwrap();
    assert_eq!(store.record_events(Stream::Inspection(inspection_id(1))).unwrap(), before);
    assert_eq!(store.content(&Digest::of(history::TEMPLATE)).unwrap().unwrap(), history::TEMPLATE);
    assert_eq!(store.verify_chain(&mut go_on()).unwrap().problems, []);
    assert_eq!(store.integrity().unwrap(), []);
    assert_eq!(store.projections_match(&summary_of, &mut go_on()).unwrap(), []);
    assert!(aside.exists());
}

#[test]
fn what_is_left_is_saved_and_what_is_lost_stays_visible() {
    let (_folder, path) = history::full();
    let before = Store::open(&path).unwrap().head().unwrap().unwrap();
    // A page of the log; these words stand in an event's body before they stand in a table.
    wipe_page_with(&path, "\"note\":\"消防通道 3 m wide\"");
    assert!(matches!(refused(&path), StoreError::Damaged { .. }));
    let aside = set_aside(&path).unwrap();
    let damaged = fs::read(&aside).unwrap();
    let plan = SalvagePlan::read(&aside, &mut go_on()).unwrap();
    let lost: i64 = plan.lost().iter().map(|(first, last)| last - first + 1).sum();
    assert!(lost > 0 && plan.events() > 50);
    assert_eq!(plan.events() as i64 + lost, before.0);
    assert_eq!(plan.last_at(), history::at(124));
    let gaps: Vec<ChainProblem> =
        plan.lost().iter().map(|(first, last)| ChainProblem::Gap { first_seq: *first, last_seq: *last }).collect();
    let mut store = plan.write(&path, &summary_of, &mut go_on()).unwrap();
    assert_eq!(store.verify_chain(&mut go_on()).unwrap().problems, gaps);
    assert_eq!(store.head().unwrap(), Some(before));
    assert_eq!(store.integrity().unwrap(), []);
    assert_eq!(fs::read(&aside).unwrap(), damaged);
    // The chain goes on.
    history::checkpoint(&mut store, 200);
    assert_eq!(store.verify_chain(&mut go_on()).unwrap().problems, gaps);
}

#[test]
fn a_long_event_is_saved_whole_and_the_write_ahead_log_is_read() {
    let (folder, mut store) = history::full_store();
    let stream = Stream::Inspection(inspection_id(2));
    // Longer than a page: goes on over several.
    let long = history::noted("esg_hs_09", &"过道宽 1.2 m；".repeat(3_000));
    history::write(&mut store, stream, 130, long).unwrap();
    let before = store.record_events(stream).unwrap();
    // A copy while it is open, as after a power cut: much stands only in the write-ahead log.
    let copy = folder.path().join("copy.sqlite");
    let mut bytes = fs::read(store.path()).unwrap();
    bytes[..PAGE_BYTES].fill(0);
    fs::write(&copy, bytes).unwrap();
    fs::copy(folder.path().join("fieldseal.sqlite-wal"), folder.path().join("copy.sqlite-wal")).unwrap();
    let plan = SalvagePlan::read(&copy, &mut go_on()).unwrap();
    assert_eq!(plan.lost(), []);
    let saved = plan.write(&folder.path().join("saved.sqlite"), &summary_of, &mut go_on()).unwrap();
    assert_eq!(saved.record_events(stream).unwrap(), before);
    assert_eq!(saved.head().unwrap(), store.head().unwrap());
    assert!(Inspection::replay(&saved.events(stream).unwrap()).is_some());
}

#[test]
fn nothing_is_made_up_from_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("noise");
    let mut noise = vec![0; 64 * PAGE_BYTES];
    history::Dice::new(1).fill(&mut noise);
    fs::write(&path, noise).unwrap();
    assert!(matches!(SalvagePlan::read(&path, &mut go_on()), Err(StoreError::Damaged { .. })));
}
