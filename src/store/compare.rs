//! Comparing the derived tables of two databases, row by row.

use super::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, Rows};
use std::cmp::Ordering;

/// More differences than these are not collected: the tables are then to be rebuilt anyway.
const MOST: usize = 1_000;

/// A derived table as it is compared: its name, how many columns name a row, and the rows in the order of these.
const TABLES: [(&str, usize, &str); 17] = [
    ("person", 1, "SELECT * FROM person ORDER BY 1"),
    ("setting", 1, "SELECT * FROM setting ORDER BY 1"),
    ("supplier", 1, "SELECT * FROM supplier ORDER BY 1"),
    ("site", 1, "SELECT * FROM site ORDER BY 1"),
    ("template", 1, "SELECT * FROM template ORDER BY 1"),
    ("rule_set", 1, "SELECT * FROM rule_set ORDER BY 1"),
    ("inspection", 1, "SELECT * FROM inspection ORDER BY 1"),
    ("answer", 2, "SELECT * FROM answer ORDER BY 1, 2"),
    ("finding", 2, "SELECT * FROM finding ORDER BY 1, 2"),
    ("finding_question", 3, "SELECT * FROM finding_question ORDER BY 1, 2, 3"),
    ("finding_action", 2, "SELECT * FROM finding_action ORDER BY 1, 2"),
    ("photo", 2, "SELECT * FROM photo ORDER BY 1, 2"),
    ("note", 2, "SELECT * FROM note ORDER BY 1, 2"),
    ("evidence_link", 4, "SELECT * FROM evidence_link ORDER BY 1, 2, 3, 4"),
    ("export", 1, "SELECT * FROM export ORDER BY 1"),
    ("search_entry", 3, "SELECT inspection_id, kind, item_id, text FROM search_entry ORDER BY 1, 2, 3"),
    (
        "search",
        4,
        "SELECT e.inspection_id, e.kind, e.item_id, w.offset, w.term FROM temp.search_word w
         LEFT JOIN search_entry e ON e.id = w.doc ORDER BY 1, 2, 3, 4, 5",
    ),
];

/// Every word of the search index with its place.
const SEARCH_WORDS: &str =
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab (main, search, instance)";

/// A row that is not what the log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// The row's name: its identifiers, apart by spaces.
    pub row: String,
    /// What is different.
    pub kind: DifferenceKind,
}

/// How a row differs from what the log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It should be there.
    Missing,
    /// It should not be there.
    Surplus,
    /// A value is another one.
    Changed {
        /// The first column that differs.
        column: String,
    },
}

/// The differences between what should be there and what is, at most 1,000.
pub(super) fn tables(wanted: &Connection, found: &Connection) -> Result<Vec<Difference>, StoreError> {
    wanted.execute_batch(SEARCH_WORDS)?;
    found.execute_batch(SEARCH_WORDS)?;
    let mut differences = Vec::new();
    for (table, key, sql) in TABLES {
        compare(table, key, sql, (wanted, found), &mut differences)?;
        if differences.len() >= MOST {
            break;
        }
    }
    Ok(differences)
}

fn compare(
    table: &'static str,
    key: usize,
    sql: &str,
    (wanted, found): (&Connection, &Connection),
    differences: &mut Vec<Difference>,
) -> Result<(), StoreError> {
    let (mut wanted, mut found) = (wanted.prepare(sql)?, found.prepare(sql)?);
    let columns: Vec<String> = wanted.column_names().map(str::to_owned).collect();
    let (mut wanted, mut found) = (wanted.query([])?, found.query([])?);
    let (mut one, mut other) = (next(&mut wanted, columns.len())?, next(&mut found, columns.len())?);
    while differences.len() < MOST {
        let order = match (&one, &other) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => compare_keys(&one[..key], &other[..key]),
        };
        let (row, kind) = match order {
            Ordering::Less => (&one, Some(DifferenceKind::Missing)),
            Ordering::Greater => (&other, Some(DifferenceKind::Surplus)),
            Ordering::Equal => (&one, changed(one.as_deref(), other.as_deref(), &columns)),
        };
        if let (Some(row), Some(kind)) = (row, kind) {
            differences.push(Difference { table, row: name(&row[..key]), kind });
        }
        if order != Ordering::Greater {
            one = next(&mut wanted, columns.len())?;
        }
        if order != Ordering::Less {
            other = next(&mut found, columns.len())?;
        }
    }
    Ok(())
}

fn next(rows: &mut Rows<'_>, columns: usize) -> Result<Option<Vec<Value>>, StoreError> {
    match rows.next()? {
        Some(row) => Ok(Some((0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?)),
        None => Ok(None),
    }
}

fn changed(one: Option<&[Value]>, other: Option<&[Value]>, columns: &[String]) -> Option<DifferenceKind> {
    let place = one?.iter().zip(other?).position(|(one, other)| one != other)?;
    Some(DifferenceKind::Changed { column: columns.get(place).cloned().unwrap_or_default() })
}

/// The order in which SQLite sorts.
fn compare_keys(one: &[Value], other: &[Value]) -> Ordering {
    let ranked = |value: &Value| match value {
        Value::Null => (0, 0, Vec::new()),
        Value::Integer(number) => (1, *number, Vec::new()),
        // No key is a fraction.
        Value::Real(_) => (2, 0, Vec::new()),
        Value::Text(text) => (3, 0, text.clone().into_bytes()),
        Value::Blob(bytes) => (4, 0, bytes.clone()),
    };
    one.iter().map(ranked).cmp(other.iter().map(ranked))
}

fn name(key: &[Value]) -> String {
    let shown = |value: &Value| match value {
        Value::Null => "-".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => hex::encode(bytes),
    };
    key.iter().map(shown).collect::<Vec<_>>().join(" ")
}
