//! Backups.

use super::append::{go_on, new_store};
use super::history::{self, inspection_id, summary_of};
use fieldseal::domain::Stream;
use fieldseal::store::{Store, StoreError};

#[test]
fn a_backup_is_a_whole_database_of_its_own() {
    let (folder, mut store) = history::full_store();
    let path = folder.path().join("backup.sqlite");
    store.backup_into(&path).unwrap();
    let head = store.head().unwrap();
    // What happens later is not in it.
    history::checkpoint(&mut store, 200);
    let copy = Store::open(&path).unwrap();
    assert_eq!(copy.head().unwrap(), head);
    assert_eq!(copy.device_id(), store.device_id());
    let stream = Stream::Inspection(inspection_id(1));
    assert_eq!(copy.record_events(stream).unwrap(), store.record_events(stream).unwrap());
    assert_eq!(copy.verify_chain(&mut go_on()).unwrap().problems, []);
    assert_eq!(copy.projections_match(&summary_of, &mut go_on()).unwrap(), []);
    assert_eq!(copy.integrity().unwrap(), []);
    assert_eq!(copy.search("消防", 10).unwrap().len(), store.search("消防", 10).unwrap().len());
}

#[test]
fn a_backup_overwrites_nothing_and_leaves_no_rest() {
    let (folder, mut store) = new_store();
    history::write_workspace(&mut store);
    let path = folder.path().join("backup.sqlite");
    std::fs::write(&path, b"mine").unwrap();
    assert!(matches!(store.backup_into(&path), Err(StoreError::AlreadyThere { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    let nowhere = folder.path().join("no such folder").join("backup.sqlite");
    store.backup_into(&nowhere).unwrap_err();
    assert!(!nowhere.exists());
}
