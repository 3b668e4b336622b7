//! The list of findings over all inspections.

use super::{Store, StoreError, row, segment};
use crate::domain::{DueDates, FindingQuery, FindingRow, Overlay, Page, Rendition};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

// The number is the one a seal fixed, else the one it would get now: see `Inspection::finding_number`.
// The photo is the first that is linked to the finding, else to one of its questions.
const SELECT: &str = "
    SELECT f.*, i.number AS inspection_number, i.state, i.ends_on, i.rule_set_digest,
      coalesce(p.name, '') AS supplier_name, coalesce(s.name, '') AS site_name,
      coalesce(a.owner, f.owner) AS owner_now,
      coalesce(f.fixed_number, printf('%s-%02d', CASE f.sensitive WHEN 1 THEN 'S' ELSE 'F' END,
        (SELECT count(*) FROM finding o WHERE o.inspection_id = f.inspection_id AND o.sensitive = f.sensitive
          AND o.raised_seq <= f.raised_seq))) AS number,
      ph.digest AS photo_digest, ph.overlay AS photo_overlay, ph.consent AS photo_consent
    FROM finding f JOIN inspection i ON i.id = f.inspection_id
      LEFT JOIN finding_action a ON a.inspection_id = f.inspection_id AND a.finding_id = f.id
      LEFT JOIN supplier p ON p.id = i.supplier_id LEFT JOIN site s ON s.id = i.site_id
      LEFT JOIN photo ph ON ph.inspection_id = f.inspection_id AND ph.id = (
        SELECT ph.id FROM photo ph JOIN evidence_link l ON l.inspection_id = ph.inspection_id
          AND l.source = 'photo' AND l.source_id = ph.id
        WHERE ph.inspection_id = f.inspection_id AND ph.removed = 0 AND (l.finding_id = f.id OR l.path IN
          (SELECT q.path FROM finding_question q WHERE q.inspection_id = f.inspection_id AND q.finding_id = f.id))
        ORDER BY l.finding_id IS NULL, ph.added_seq LIMIT 1)";

const HOLDS_TEXT: &str = "EXISTS (SELECT 1 FROM search_entry e WHERE e.inspection_id = f.inspection_id
    AND e.kind = 'finding' AND e.item_id = f.id AND e.id IN (SELECT rowid FROM search WHERE search MATCH ?))";

impl Store {
    /// A part of the list of findings, and how long the whole is.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn findings_overview(&self, query: &FindingQuery) -> Result<Page<FindingRow>, StoreError> {
        let (filter, values) = filter(query);
        self.read(|db| {
            let sql =
                format!("SELECT count(*) FROM finding f JOIN inspection i ON i.id = f.inspection_id WHERE {filter}");
            let total: i64 = db.prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
            // The order of the alphabet is worst first. Only the rows asked for are read whole.
            let order = "f.severity, f.raised_seq DESC";
            let sql = format!(
                "{SELECT} WHERE (f.inspection_id, f.id) IN (SELECT f.inspection_id, f.id
                   FROM finding f CROSS JOIN inspection i ON i.id = f.inspection_id WHERE {filter}
                   ORDER BY {order} LIMIT ? OFFSET ?)
                 ORDER BY {order}"
            );
            let mut statement = db.prepare_cached(&sql)?;
            let part = [Value::from(query.limit), Value::from(query.offset)];
            let rows = statement.query_and_then(params_from_iter(values.iter().chain(&part)), finding)?;
            Ok(Page { rows: rows.collect::<Result<_, StoreError>>()?, total: total.unsigned_abs() })
        })
    }
}

/// The condition of a query and the values of its question marks.
fn filter(query: &FindingQuery) -> (String, Vec<Value>) {
    let mut conditions = Vec::new();
    let mut values = Vec::new();
    if let Some(text) = segment::query(&query.text) {
        conditions.push(HOLDS_TEXT.to_owned());
        values.push(Value::from(text));
    }
    if !query.severities.is_empty() {
        let codes: Vec<String> = query.severities.iter().map(|severity| format!("'{}'", severity.code())).collect();
        conditions.push(format!("f.severity IN ({})", codes.join(", ")));
    }
    if query.states.is_empty() {
        conditions.push("i.state <> 'cancelled'".to_owned());
    } else {
        let codes: Vec<String> = query.states.iter().map(|state| format!("'{}'", state.code())).collect();
        conditions.push(format!("i.state IN ({})", codes.join(", ")));
    }
    if let Some(id) = query.inspection_id {
        conditions.push("f.inspection_id = ?".to_owned());
        values.push(Value::from(id.to_string()));
    }
    (conditions.join(" AND "), values)
}

fn finding(row: &Row<'_>) -> Result<FindingRow, StoreError> {
    let fixed = row.get::<_, Option<String>>("fixed_number")?.is_some();
    let due = DueDates {
        plan_on: row::date_or_null(row, "fixed_plan_on")?,
        corrected_on: row::date_or_null(row, "fixed_corrected_on")?,
    };
    Ok(FindingRow {
        inspection_id: row::parsed(row, "inspection_id", "an inspection id")?,
        inspection_number: row.get("inspection_number")?,
        inspection_state: row::coded(row, "state", "a state")?,
        inspection_ends_on: row::date(row, "ends_on")?,
        rule_set_digest: row::digest(row, "rule_set_digest")?,
        supplier_name: row.get("supplier_name")?,
        site_name: row.get("site_name")?,
        id: row::parsed(row, "id", "a finding id")?,
        number: row.get("number")?,
        title: row.get("title")?,
        severity: row::coded(row, "severity", "a severity")?,
        sensitive: row.get("sensitive")?,
        place: row.get("place")?,
        owner: row.get("owner_now")?,
        remedy: row::coded(row, "remedy", "a remedy")?,
        agreed_due_on: row::date_or_null(row, "agreed_due_on")?,
        fixed_due: fixed.then_some(due),
        position: row::coded_or_null(row, "position", "a position")?,
        photo: photo(row)?,
    })
}

/// What is shown of the finding's photo, where it has one.
fn photo(row: &Row<'_>) -> Result<Option<Rendition>, StoreError> {
    let Some(digest) = row::digest_or_null(row, "photo_digest")? else { return Ok(None) };
    let overlay: String = row.get("photo_overlay")?;
    let drawn: Overlay = if overlay.is_empty() {
        Overlay::default()
    } else {
        serde_json::from_str(&overlay).map_err(|_| StoreError::Unreadable { wanted: "an overlay", text: overlay })?
    };
    let consent = row::coded(row, "photo_consent", "a consent")?;
    Ok(Some(Rendition { digest, overlay: drawn.under(consent) }))
}
