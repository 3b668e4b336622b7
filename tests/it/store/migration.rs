//! Older databases, frozen with rows, and what becomes of them.

use super::append::{go_on, new_store};
use super::history::{self, summary_of};
use fieldseal::store::Store;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/databases")
}

fn version_of(db: &Connection) -> i64 {
    db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn every_frozen_database_becomes_exactly_the_schema_of_today() {
    let today = {
        let (_folder, store) = new_store();
        version_of(&Connection::open(store.path()).unwrap())
    };
    for version in 1..=today {
        let frozen = std::fs::read_to_string(folder().join(format!("v{version}.sql"))).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("fieldseal.sqlite");
        let db = Connection::open(&path).unwrap();
        db.execute_batch(&frozen).unwrap();
        assert_eq!(version_of(&db), version);
        let events: i64 = db.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap();
        drop(db);
        let store = Store::open(&path).unwrap();
        // Every table, index and guard is the one that `schema.sql` makes.
        assert_eq!(store.integrity().unwrap(), [], "version {version}");
        assert_eq!(store.projections_match(&summary_of, &mut go_on()).unwrap(), [], "version {version}");
        let report = store.verify_chain(&mut go_on()).unwrap();
        assert_eq!((report.problems, report.events), (Vec::new(), events.unsigned_abs()));
        assert!(events > 60);
        assert_eq!(store.inspection_rows(&Default::default()).unwrap().total, 3);
        assert!(!store.search("消防", 10).unwrap().is_empty());
        drop(store);
        let copies = std::fs::read_dir(scratch.path()).unwrap().count() - 1;
        assert_eq!(copies, usize::from(version < today), "a copy is kept beside what was changed");
    }
}

/// Writes the frozen database of this version, once, when the version is released:
/// `FIELDSEAL_FREEZE=1 cargo test --release freeze_this_version`.
#[test]
#[allow(clippy::disallowed_methods, reason = "run by hand, and told so by the environment")]
fn freeze_this_version() {
    if std::env::var_os("FIELDSEAL_FREEZE").is_none() {
        return;
    }
    let (_folder, path) = history::full();
    let db = Connection::open(path).unwrap();
    let path = folder().join(format!("v{}.sql", version_of(&db)));
    std::fs::write(path, dump(&db)).unwrap();
}

/// The schema as it is now, then all rows; those of the search index as SQLite keeps them.
fn dump(db: &Connection) -> String {
    let mut out = String::from(include_str!("../../../schema.sql"));
    out.push_str("\n-- The rows.\nDELETE FROM search_data; DELETE FROM search_config;\n");
    let mut tables = db
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'search' AND name NOT LIKE 'sqlite_%'
             ORDER BY rowid",
        )
        .unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for table in tables {
        let mut rows = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<String> = (0..columns).map(|column| literal(row.get_ref(column).unwrap())).collect();
            writeln!(out, "INSERT INTO {table} VALUES ({});", values.join(", ")).unwrap();
        }
    }
    out
}

fn literal(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => format!("'{}'", std::str::from_utf8(text).unwrap().replace('\'', "''")),
        ValueRef::Blob(bytes) => format!("x'{}'", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
    }
}
