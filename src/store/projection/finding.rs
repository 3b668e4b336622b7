//! Findings, the site's positions, what seals fixed, what the site does.

use super::{StoreError, inspection, search};
use crate::domain::{CorrectiveAction, Finding, FindingId, FixedFinding, InspectionId, Position};
use crate::store::row::code;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, ToSql, params};

const SAVE: &str = "
    INSERT INTO finding (inspection_id, id, raised_seq, title, severity, severity_reason, suggested, repeats,
      contained_before, contained_after, sensitive, requirement, evidence, place, immediate_action, root_cause,
      correction, corrective_action, owner, remedy, agreed_due_on)
    VALUES (:inspection_id, :id, :seq, :title, :severity, :severity_reason, :suggested, :repeats,
      :contained_before, :contained_after, :sensitive, :requirement, :evidence, :place, :immediate_action, :root_cause,
      :correction, :corrective_action, :owner, :remedy, :agreed_due_on)
    ON CONFLICT (inspection_id, id) DO UPDATE SET title = excluded.title, severity = excluded.severity,
      severity_reason = excluded.severity_reason, suggested = excluded.suggested, repeats = excluded.repeats,
      contained_before = excluded.contained_before, contained_after = excluded.contained_after,
      sensitive = excluded.sensitive, requirement = excluded.requirement, evidence = excluded.evidence,
      place = excluded.place, immediate_action = excluded.immediate_action, root_cause = excluded.root_cause,
      correction = excluded.correction, corrective_action = excluded.corrective_action, owner = excluded.owner,
      remedy = excluded.remedy, agreed_due_on = excluded.agreed_due_on";

const READS_THE_SAME: &str = "
    SELECT title = :title AND severity = :severity AND severity_reason = :severity_reason AND suggested IS :suggested
      AND repeats = :repeats AND contained_before IS :contained_before AND contained_after IS :contained_after
      AND sensitive = :sensitive
      AND requirement = :requirement AND evidence = :evidence AND place = :place
      AND immediate_action = :immediate_action AND remedy = :remedy AND agreed_due_on IS :agreed_due_on
    FROM finding WHERE inspection_id = :inspection_id AND id = :id";

const COUNT: &str = "
    UPDATE inspection SET (critical_count, major_count, minor_count, opportunity_count) = (
      SELECT count(*) FILTER (WHERE severity = 'critical'), count(*) FILTER (WHERE severity = 'major'),
        count(*) FILTER (WHERE severity = 'minor'), count(*) FILTER (WHERE severity = 'opportunity')
      FROM finding WHERE inspection_id = ?1)
    WHERE id = ?1";

const ASK: &str = "INSERT INTO finding_question (inspection_id, finding_id, place, path) VALUES (?1, ?2, ?3, ?4)";

const TAKE_POSITION: &str =
    "UPDATE finding SET position = ?3, position_words = ?4 WHERE inspection_id = ?1 AND id = ?2";

const RECORD_ACTION: &str = "
    INSERT INTO finding_action (inspection_id, finding_id, root_cause, correction, corrective_action, owner, seq)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (inspection_id, finding_id) DO UPDATE SET root_cause = excluded.root_cause,
      correction = excluded.correction, corrective_action = excluded.corrective_action, owner = excluded.owner,
      seq = excluded.seq";

const UNFIX: &str =
    "UPDATE finding SET fixed_number = NULL, fixed_plan_on = NULL, fixed_corrected_on = NULL WHERE inspection_id = ?1";

const FIX: &str = "
    UPDATE finding SET fixed_number = ?3, fixed_plan_on = ?4, fixed_corrected_on = ?5
    WHERE inspection_id = ?1 AND id = ?2";

pub(super) fn save(db: &Connection, inspection: InspectionId, finding: &Finding, seq: i64) -> Result<(), StoreError> {
    inspection::begin(db, inspection)?;
    let (inspection, id) = (inspection.to_string(), finding.id.to_string());
    let changed = !reads_the_same(db, &inspection, &id, finding)?;
    let action = &finding.action;
    let unread = [
        (":seq", Value::from(seq)),
        (":root_cause", action.root_cause.clone().into()),
        (":correction", action.correction.clone().into()),
        (":corrective_action", action.corrective_action.clone().into()),
        (":owner", action.owner.clone().into()),
    ];
    let all: Vec<_> = as_read(&inspection, &id, finding).into_iter().chain(unread).collect();
    db.prepare_cached(SAVE)?.execute(&*named(&all))?;
    db.prepare_cached("DELETE FROM finding_question WHERE inspection_id = ?1 AND finding_id = ?2")?
        .execute([&inspection, &id])?;
    let mut ask = db.prepare_cached(ASK)?;
    for (place, path) in (0_i64..).zip(&finding.questions) {
        ask.execute(params![inspection, id, place, path.as_str()])?;
    }
    if changed {
        // The site's position was on what it was read out; the same rule stands in `Inspection::apply`.
        db.prepare_cached(
            "UPDATE finding SET position = NULL, position_words = NULL WHERE inspection_id = ?1 AND id = ?2",
        )?
        .execute([&inspection, &id])?;
    }
    db.prepare_cached(COUNT)?.execute([&inspection])?;
    search::index_finding(db, &inspection, &id)
}

/// What the site is read out of a finding, by the names of the statements.
fn as_read(inspection: &str, id: &str, finding: &Finding) -> Vec<(&'static str, Value)> {
    let text = |text: &str| Value::from(text.to_owned());
    vec![
        (":inspection_id", text(inspection)),
        (":id", text(id)),
        (":title", text(&finding.title)),
        (":severity", text(finding.severity.code())),
        (":severity_reason", text(&finding.severity_reason)),
        (":suggested", finding.suggested.map(|severity| severity.code().to_owned()).into()),
        (":repeats", text(finding.repeated())),
        (":contained_before", finding.contained.map(|photos| photos.before.to_string()).into()),
        (":contained_after", finding.contained.map(|photos| photos.after.to_string()).into()),
        (":sensitive", finding.sensitive.into()),
        (":requirement", text(&finding.requirement)),
        (":evidence", text(&finding.evidence)),
        (":place", text(&finding.place)),
        (":immediate_action", text(&finding.immediate_action)),
        (":remedy", text(&code(&finding.remedy))),
        (":agreed_due_on", finding.agreed_due_on.map(|date| date.to_string()).into()),
    ]
}

fn named<'a>(values: &'a [(&'static str, Value)]) -> Vec<(&'static str, &'a dyn ToSql)> {
    values.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
}

/// Whether the stored finding reads as this one does; a new one does not.
fn reads_the_same(db: &Connection, inspection: &str, id: &str, finding: &Finding) -> Result<bool, StoreError> {
    let read = as_read(inspection, id, finding);
    let same: Option<bool> =
        db.prepare_cached(READS_THE_SAME)?.query_row(&*named(&read), |row| row.get(0)).optional()?;
    let mut asked = db.prepare_cached(
        "SELECT path FROM finding_question WHERE inspection_id = ?1 AND finding_id = ?2 ORDER BY place",
    )?;
    let asked: Vec<String> = asked.query_map([inspection, id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let questions: Vec<&str> = finding.questions.iter().map(crate::domain::InstancePath::as_str).collect();
    Ok(same == Some(true) && asked == questions)
}

pub(super) fn withdraw(db: &Connection, inspection: InspectionId, finding: FindingId) -> Result<(), StoreError> {
    let (inspection, id) = (inspection.to_string(), finding.to_string());
    db.prepare_cached("DELETE FROM finding WHERE inspection_id = ?1 AND id = ?2")?.execute([&inspection, &id])?;
    db.prepare_cached(COUNT)?.execute([&inspection])?;
    search::index_finding(db, &inspection, &id)
}

pub(super) fn take_position(
    db: &Connection,
    inspection: InspectionId,
    finding: FindingId,
    position: &Position,
) -> Result<(), StoreError> {
    let (inspection, id) = (inspection.to_string(), finding.to_string());
    db.prepare_cached(TAKE_POSITION)?.execute(params![inspection, id, code(&position.kind), position.words])?;
    search::index_finding(db, &inspection, &id)
}

pub(super) fn record_action(
    db: &Connection,
    inspection: InspectionId,
    finding: FindingId,
    action: &CorrectiveAction,
    seq: i64,
) -> Result<(), StoreError> {
    let (inspection, id) = (inspection.to_string(), finding.to_string());
    db.prepare_cached(RECORD_ACTION)?.execute(params![
        inspection,
        id,
        action.root_cause,
        action.correction,
        action.corrective_action,
        action.owner,
        seq,
    ])?;
    search::index_finding(db, &inspection, &id)
}

/// Numbers and dates as the seal in force fixed them; of no finding when none is in force.
pub(super) fn fix(db: &Connection, inspection: InspectionId, findings: &[FixedFinding]) -> Result<(), StoreError> {
    let inspection = inspection.to_string();
    db.prepare_cached(UNFIX)?.execute([&inspection])?;
    let mut statement = db.prepare_cached(FIX)?;
    for fixed in findings {
        statement.execute(params![
            inspection,
            fixed.id.to_string(),
            fixed.number,
            fixed.due.plan_on.map(|date| date.to_string()),
            fixed.due.corrected_on.map(|date| date.to_string()),
        ])?;
    }
    Ok(())
}
