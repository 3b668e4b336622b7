//! The findings of earlier inspections of a site.

use super::{Store, StoreError, row};
use crate::domain::{EarlierFinding, InspectionPlan, InstancePath};
use rusqlite::{Connection, Row, params};

// Confirmed: fixed by a seal, or agreed by the site. The previous inspection is the last one by the same checklist.
// The number is the one a seal fixed, else the one it would get now: see `Inspection::finding_number`.
const SELECT: &str = "
    WITH earlier AS (
      SELECT i.id, i.number, i.starts_on, i.ends_on, t.id AS checklist
      FROM inspection i LEFT JOIN template t ON t.digest = i.template_digest
      WHERE i.site_id = ?1 AND (i.starts_on, i.id) < (?2, ?3) AND i.state NOT IN ('planned', 'cancelled'))
    SELECT f.inspection_id, f.id, f.title, f.severity, f.sensitive, e.ends_on,
      coalesce(a.root_cause, f.root_cause) AS root_cause_now,
      f.inspection_id = (SELECT id FROM earlier WHERE checklist = (SELECT id FROM template WHERE digest = ?4)
        ORDER BY starts_on DESC, id DESC LIMIT 1) AS of_previous,
      e.number || ' ' || coalesce(f.fixed_number, printf('%s-%02d', CASE f.sensitive WHEN 1 THEN 'S' ELSE 'F' END,
        (SELECT count(*) FROM finding o WHERE o.inspection_id = f.inspection_id AND o.sensitive = f.sensitive
          AND o.raised_seq <= f.raised_seq))) AS reference
    FROM earlier e JOIN finding f ON f.inspection_id = e.id
      LEFT JOIN finding_action a ON a.inspection_id = f.inspection_id AND a.finding_id = f.id
    WHERE f.fixed_number IS NOT NULL OR f.position = 'agreed'
    ORDER BY e.starts_on DESC, e.id DESC, f.severity, f.raised_seq";

const QUESTIONS: &str = "SELECT path FROM finding_question WHERE inspection_id = ?1 AND finding_id = ?2 ORDER BY place";

impl Store {
    /// The confirmed findings of inspections of the same site before this plan, the latest inspection first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn earlier_findings(&self, plan: &InspectionPlan) -> Result<Vec<EarlierFinding>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(SELECT)?;
            let (site, day, id) = (plan.site_id.to_string(), plan.starts_on.to_string(), plan.id.to_string());
            let values = params![site, day, id, plan.template_digest.as_bytes()];
            statement.query_and_then(values, |row| finding(db, row))?.collect()
        })
    }
}

fn finding(db: &Connection, row: &Row<'_>) -> Result<EarlierFinding, StoreError> {
    let key: [String; 2] = [row.get("inspection_id")?, row.get("id")?];
    let mut questions = db.prepare_cached(QUESTIONS)?;
    let questions = questions.query_map(key, |row| row.get::<_, String>(0))?;
    Ok(EarlierFinding {
        inspection_id: row::parsed(row, "inspection_id", "an inspection id")?,
        of_previous: row.get::<_, Option<bool>>("of_previous")?.unwrap_or(false),
        found_on: row::date(row, "ends_on")?,
        id: row::parsed(row, "id", "a finding id")?,
        reference: row.get("reference")?,
        title: row.get("title")?,
        severity: row::coded(row, "severity", "a severity")?,
        sensitive: row.get("sensitive")?,
        questions: questions.map(|path| path.map(InstancePath::from)).collect::<Result<_, _>>()?,
        root_cause: row.get("root_cause_now")?,
    })
}
