//! The inspection's own row, its meetings' words and its exports.

use super::{StoreError, search};
use crate::domain::{
    Event, EventBody, EventHeader, InspectionId, InspectionPlan, InspectionSummary, Letter, Meeting, ReportId,
};
use crate::store::row::code;
use rusqlite::{Connection, named_params, params};

const PLAN: &str = "
    INSERT INTO inspection (id, number, report_id, state, supplier_id, site_id, template_digest, rule_set_digest,
      inspection_type, starts_on, ends_on, team, scope, changed_at_ms, changed_offset_min, changed_seq)
    VALUES (:id, :number, :report_id, 'planned', :supplier_id, :site_id, :template_digest, :rule_set_digest,
      :inspection_type, :starts_on, :ends_on, :team, :scope, :at_ms, :offset_min, :seq)
    ON CONFLICT (id) DO NOTHING";

const CHANGE_PLAN: &str = "
    UPDATE inspection SET number = :number, supplier_id = :supplier_id, site_id = :site_id,
      template_digest = :template_digest, rule_set_digest = :rule_set_digest, inspection_type = :inspection_type,
      starts_on = :starts_on, ends_on = :ends_on, team = :team, scope = :scope
    WHERE id = :id";

const TOUCH: &str = "
    UPDATE inspection SET changed_at_ms = ?2, changed_offset_min = ?3, changed_seq = ?4, event_count = event_count + 1
    WHERE id = ?1";

const BEGIN: &str = "UPDATE inspection SET state = 'in_progress' WHERE id = ?1 AND state = 'planned'";

const SUMMARISE: &str = "UPDATE inspection SET answered = ?2, asked = ?3, letter = ?4 WHERE id = ?1";

const EXPORT: &str = "
    INSERT INTO export (seq, inspection_id, revision, copy, language, digest, file_name, exported_at_ms)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Whether the inspection is new, as it must be.
pub(super) fn plan(
    db: &Connection,
    plan: &InspectionPlan,
    report_id: ReportId,
    header: &EventHeader,
) -> Result<bool, StoreError> {
    let rows = db.prepare_cached(PLAN)?.execute(named_params! {
        ":id": plan.id.to_string(),
        ":number": plan.number,
        ":report_id": report_id.to_string(),
        ":supplier_id": plan.supplier_id.to_string(),
        ":site_id": plan.site_id.to_string(),
        ":template_digest": plan.template_digest.as_bytes(),
        ":rule_set_digest": plan.rule_set_digest.as_bytes(),
        ":inspection_type": plan.inspection_type.code(),
        ":starts_on": plan.starts_on.to_string(),
        ":ends_on": plan.ends_on.to_string(),
        ":team": team(plan),
        ":scope": plan.scope,
        ":at_ms": header.at.utc_ms,
        ":offset_min": header.at.utc_offset_min,
        ":seq": header.seq,
    })?;
    if rows == 1 {
        search::index_inspection(db, &plan.id.to_string())?;
    }
    Ok(rows == 1)
}

pub(super) fn change_plan(db: &Connection, id: InspectionId, plan: &InspectionPlan) -> Result<(), StoreError> {
    db.prepare_cached(CHANGE_PLAN)?.execute(named_params! {
        ":id": id.to_string(),
        ":number": plan.number,
        ":supplier_id": plan.supplier_id.to_string(),
        ":site_id": plan.site_id.to_string(),
        ":template_digest": plan.template_digest.as_bytes(),
        ":rule_set_digest": plan.rule_set_digest.as_bytes(),
        ":inspection_type": plan.inspection_type.code(),
        ":starts_on": plan.starts_on.to_string(),
        ":ends_on": plan.ends_on.to_string(),
        ":team": team(plan),
        ":scope": plan.scope,
    })?;
    search::index_inspection(db, &id.to_string())
}

fn team(plan: &InspectionPlan) -> String {
    plan.team.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join("\n")
}

/// Notes that an event of the inspection was committed; false when there is no such inspection.
pub(super) fn touch(db: &Connection, id: InspectionId, header: &EventHeader) -> Result<bool, StoreError> {
    let at = header.at;
    let rows = db.prepare_cached(TOUCH)?.execute(params![id.to_string(), at.utc_ms, at.utc_offset_min, header.seq])?;
    Ok(rows == 1)
}

/// Something was recorded: what was planned is now in progress.
pub(super) fn begin(db: &Connection, id: InspectionId) -> Result<(), StoreError> {
    db.prepare_cached(BEGIN)?.execute([id.to_string()])?;
    Ok(())
}

pub(super) fn set_state(db: &Connection, id: InspectionId, state: &str) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE inspection SET state = ?2 WHERE id = ?1")?.execute([id.to_string().as_str(), state])?;
    Ok(())
}

/// Writes the figures that the caller computed from checklist and answers.
pub(in crate::store) fn summarise(
    db: &Connection,
    id: InspectionId,
    summary: &InspectionSummary,
) -> Result<(), StoreError> {
    let letter = summary.letter.map(Letter::code);
    db.prepare_cached(SUMMARISE)?.execute(params![id.to_string(), summary.answered, summary.asked, letter])?;
    Ok(())
}

pub(super) fn hold_meeting(db: &Connection, id: InspectionId, meeting: &Meeting) -> Result<(), StoreError> {
    begin(db, id)?;
    let mut text = meeting.notes.clone();
    for attendee in &meeting.attendees {
        text.push_str(&format!("\n{} {}", attendee.name, attendee.function));
    }
    search::put(db, &id.to_string(), "meeting", &code(&meeting.kind), &text)
}

pub(super) fn export(db: &Connection, id: InspectionId, event: &Event) -> Result<(), StoreError> {
    let EventBody::ReportExported { revision, copy, language, digest, file_name } = &event.body else {
        return Ok(());
    };
    db.prepare_cached(EXPORT)?.execute(params![
        event.header.seq,
        id.to_string(),
        revision,
        code(copy),
        language.map(crate::domain::Language::code),
        digest.as_bytes(),
        file_name,
        event.header.at.utc_ms,
    ])?;
    Ok(())
}
