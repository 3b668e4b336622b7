//! The list of inspections.

use super::{Store, StoreError, row, segment};
use crate::domain::{
    FindingCounts, InspectionId, InspectionRow, InspectionSort, InspectionState, InspectionSummary, ListQuery, Page,
};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};
use std::collections::BTreeMap;

const SELECT: &str = "
    SELECT i.*, coalesce(p.name, '') AS supplier_name, coalesce(p.name_local, '') AS supplier_name_local,
      coalesce(s.name, '') AS site_name, coalesce(t.id, '') AS template_id, coalesce(t.version, '') AS template_version
    FROM inspection i LEFT JOIN supplier p ON p.id = i.supplier_id LEFT JOIN site s ON s.id = i.site_id
      LEFT JOIN template t ON t.digest = i.template_digest";

/// The rows asked for are found by what the order needs alone, and only these are read whole.
fn part(filter: &str, order: &str) -> String {
    format!(
        "{SELECT} WHERE i.id IN (SELECT i.id FROM inspection i LEFT JOIN supplier p ON p.id = i.supplier_id
           LEFT JOIN site s ON s.id = i.site_id WHERE {filter} ORDER BY {order} LIMIT ? OFFSET ?)
         ORDER BY {order}"
    )
}

const HOLDS_TEXT: &str = "i.id IN (SELECT e.inspection_id FROM search JOIN search_entry e ON e.id = search.rowid
    WHERE search MATCH ?)";

const LAST_NUMBER: &str = "
    SELECT number FROM inspection WHERE number >= ?1 AND number < ?1 || char(1114111)
    ORDER BY length(number) DESC, number DESC LIMIT 1";

impl Store {
    /// A part of the list of inspections, and how long the whole is.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn inspection_rows(&self, query: &ListQuery) -> Result<Page<InspectionRow>, StoreError> {
        let (filter, values) = filter(query);
        let order = order(query.sort, query.descending);
        self.read(|db| {
            let sql = format!("SELECT count(*) FROM inspection i WHERE {filter}");
            let total: i64 = db.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
            let mut statement = db.prepare_cached(&part(&filter, &order))?;
            let part = [Value::from(query.limit), Value::from(query.offset)];
            let rows = statement.query_and_then(params_from_iter(values.iter().chain(&part)), inspection)?;
            Ok(Page { rows: rows.collect::<Result<_, StoreError>>()?, total: total.unsigned_abs() })
        })
    }

    /// One inspection as the list shows it.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn inspection_row(&self, id: InspectionId) -> Result<Option<InspectionRow>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(&format!("{SELECT} WHERE i.id = ?1"))?;
            statement.query_and_then([id.to_string()], inspection)?.next().transpose()
        })
    }

    /// The inspection with this report number, in any case of letters; the latest when there are several.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn inspection_numbered(&self, number: &str) -> Result<Option<InspectionId>, StoreError> {
        self.read(|db| {
            let sql = "SELECT id FROM inspection WHERE number = ?1 COLLATE NOCASE ORDER BY changed_seq DESC";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_and_then([number], |row| row::parsed(row, 0, "an inspection id"))?.next().transpose()
        })
    }

    /// All inspections, the latest change first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn inspection_ids(&self) -> Result<Vec<InspectionId>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT id FROM inspection ORDER BY changed_seq DESC")?;
            statement.query_and_then([], |row| row::parsed(row, 0, "an inspection id"))?.collect()
        })
    }

    /// How many inspections are in each state; a state without any is left out.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn inspection_states(&self) -> Result<BTreeMap<InspectionState, u64>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached("SELECT state, count(*) FROM inspection GROUP BY state")?;
            let rows = statement
                .query_and_then([], |row| Ok((row::coded(row, 0, "a state")?, row.get::<_, i64>(1)?.unsigned_abs())))?;
            rows.collect()
        })
    }

    /// The highest report number with this beginning (`RPT-2026-`), a longer one counting as higher.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn last_number(&self, beginning: &str) -> Result<Option<String>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(LAST_NUMBER)?;
            Ok(statement.query_row([beginning], |row| row.get(0)).optional()?)
        })
    }
}

/// The condition of a query and the values of its question marks.
fn filter(query: &ListQuery) -> (String, Vec<Value>) {
    let mut conditions = vec!["TRUE".to_owned()];
    let mut values = Vec::new();
    if let Some(text) = segment::query(&query.text) {
        conditions.push(HOLDS_TEXT.to_owned());
        values.push(Value::from(text));
    }
    if !query.states.is_empty() {
        let states: Vec<String> = query.states.iter().map(|state| format!("'{}'", state.code())).collect();
        // The plus keeps to the index that gives the order: most inspections are in one of two states.
        conditions.push(format!("+i.state IN ({})", states.join(", ")));
    }
    if !query.severities.is_empty() {
        let any: Vec<String> =
            query.severities.iter().map(|severity| format!("i.{}_count > 0", severity.code())).collect();
        conditions.push(format!("({})", any.join(" OR ")));
    }
    if let Some(id) = query.supplier_id {
        conditions.push("i.supplier_id = ?".to_owned());
        values.push(Value::from(id.to_string()));
    }
    if let Some(id) = query.site_id {
        conditions.push("i.site_id = ?".to_owned());
        values.push(Value::from(id.to_string()));
    }
    (conditions.join(" AND "), values)
}

fn order(sort: InspectionSort, descending: bool) -> String {
    let columns: &[&str] = match sort {
        InspectionSort::Changed => &["i.changed_seq"],
        InspectionSort::Number => &["i.number"],
        InspectionSort::Supplier => &["p.name COLLATE NOCASE"],
        InspectionSort::Site => &["s.name COLLATE NOCASE"],
        InspectionSort::StartsOn => &["i.starts_on"],
        InspectionSort::State => &["CASE i.state WHEN 'planned' THEN 1 WHEN 'in_progress' THEN 2 \
              WHEN 'fieldwork_done' THEN 3 WHEN 'sealed' THEN 4 ELSE 5 END"],
        InspectionSort::Progress => &["CAST(i.answered AS REAL) / max(i.asked, 1)"],
        InspectionSort::Findings => &["i.critical_count", "i.major_count", "i.minor_count"],
        InspectionSort::Letter => &["coalesce(i.letter, 'Z')"],
    };
    let direction = if descending { " DESC" } else { "" };
    let mut order: Vec<String> = columns.iter().map(|column| format!("{column}{direction}")).collect();
    if sort != InspectionSort::Changed {
        order.push("i.changed_seq DESC".to_owned());
    }
    order.join(", ")
}

fn inspection(row: &Row<'_>) -> Result<InspectionRow, StoreError> {
    Ok(InspectionRow {
        id: row::parsed(row, "id", "an inspection id")?,
        number: row.get("number")?,
        report_id: row::parsed(row, "report_id", "a report id")?,
        state: row::coded(row, "state", "a state")?,
        inspection_type: row::coded(row, "inspection_type", "a type of inspection")?,
        supplier_id: row::parsed(row, "supplier_id", "a supplier id")?,
        supplier_name: row.get("supplier_name")?,
        supplier_name_local: row.get("supplier_name_local")?,
        site_name: row.get("site_name")?,
        site_id: row::parsed(row, "site_id", "a site id")?,
        template_digest: row::digest(row, "template_digest")?,
        template_id: row.get("template_id")?,
        template_version: row.get("template_version")?,
        starts_on: row::date(row, "starts_on")?,
        ends_on: row::date(row, "ends_on")?,
        team: row.get::<_, String>("team")?.lines().map(str::to_owned).collect(),
        summary: InspectionSummary {
            answered: row.get("answered")?,
            asked: row.get("asked")?,
            letter: row::coded_or_null(row, "letter", "a letter")?,
        },
        findings: FindingCounts {
            critical: row.get("critical_count")?,
            major: row.get("major_count")?,
            minor: row.get("minor_count")?,
            opportunity: row.get("opportunity_count")?,
        },
        photos: row.get("photo_count")?,
        changed_at: row::moment(row, "changed_at_ms", "changed_offset_min")?,
        changed_seq: row.get("changed_seq")?,
    })
}
