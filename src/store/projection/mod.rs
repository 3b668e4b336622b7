//! What each event does to the derived tables.
//!
//! # Invariants
//! - Only the event and the tables decide: the same log gives the same tables, on every machine.
//! - An event whose inspection is unknown changes nothing (its planning was erased, or lost with a damaged disk).
//!
//! # To change
//! - a new kind of event: the match in [`project`] and its file; then the rich history of `tests/it/store` wants it.

mod answer;
mod evidence;
mod finding;
mod inspection;
mod search;
mod workspace;

pub(super) use inspection::summarise;

use super::StoreError;
use crate::domain::{Event, EventBody, InspectionId, Stream};
use rusqlite::Connection;

/// The derived tables, those that others point to last.
pub(super) const TABLES: [&str; 17] = [
    "search",
    "search_entry",
    "export",
    "evidence_link",
    "note",
    "photo",
    "finding_action",
    "finding_question",
    "finding",
    "answer",
    "inspection",
    "rule_set",
    "template",
    "site",
    "supplier",
    "setting",
    "person",
];

/// Whether an event found its place in the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It was taken in.
    Found,
    /// It belongs to another stream, or to an inspection that was never planned.
    Nowhere,
}

impl Place {
    const fn of(found: bool) -> Self {
        if found { Self::Found } else { Self::Nowhere }
    }
}

/// Writes what follows from an event.
pub(super) fn project(db: &Connection, event: &Event) -> Result<Place, StoreError> {
    match event.header.stream {
        Stream::Workspace => project_workspace(db, event),
        Stream::Inspection(id) => project_inspection(db, id, event),
    }
}

/// Empties the derived tables.
pub(super) fn clear(db: &Connection) -> Result<(), StoreError> {
    for table in TABLES {
        match table {
            // The one way to empty a table without content.
            "search" => db.execute_batch("INSERT INTO search (search) VALUES ('delete-all')")?,
            table => db.execute_batch(&format!("DELETE FROM {table}"))?,
        }
    }
    Ok(())
}

fn project_workspace(db: &Connection, event: &Event) -> Result<Place, StoreError> {
    let seq = event.header.seq;
    match &event.body {
        EventBody::PersonSaved(person) => workspace::save_person(db, person, seq)?,
        EventBody::SettingChanged { key, value } => workspace::change_setting(db, key, value)?,
        EventBody::SupplierSaved(supplier) => workspace::save_supplier(db, supplier)?,
        EventBody::SupplierArchived { id } => workspace::archive_supplier(db, *id)?,
        EventBody::SiteSaved(site) => workspace::save_site(db, site)?,
        EventBody::SiteArchived { id } => workspace::archive_site(db, *id)?,
        EventBody::TemplateAdded { digest, id, version } => workspace::add_template(db, digest, id, version, seq)?,
        EventBody::RuleSetAdded { digest, id, version } => workspace::add_rule_set(db, digest, id, version, seq)?,
        // Checkpoints are read from the log itself.
        EventBody::CheckpointSigned(_) => {}
        EventBody::InspectionPlanned { .. }
        | EventBody::PlanChanged(_)
        | EventBody::InspectionCancelled { .. }
        | EventBody::ProfileSet { .. }
        | EventBody::AnswerGiven { .. }
        | EventBody::PhotoAdded(_)
        | EventBody::PhotoCaptioned { .. }
        | EventBody::PhotoLinked { .. }
        | EventBody::PhotoOverlaid { .. }
        | EventBody::PhotoConsentTaken { .. }
        | EventBody::PhotoSecretSet { .. }
        | EventBody::PhotoPlaced { .. }
        | EventBody::PhotoRemoved { .. }
        | EventBody::PhotoRestored(_)
        | EventBody::NoteSaved(_)
        | EventBody::NoteRemoved { .. }
        | EventBody::ScopeRecorded(_)
        | EventBody::EntrySaved { .. }
        | EventBody::EntryRemoved { .. }
        | EventBody::FindingSaved(_)
        | EventBody::FindingWithdrawn { .. }
        | EventBody::GradeProposed { .. }
        | EventBody::PositionTaken { .. }
        | EventBody::MeetingRecorded(_)
        | EventBody::SignatureGiven(_)
        | EventBody::ClosingSealed(_)
        | EventBody::ClosingReopened { .. }
        | EventBody::ReportSealed(_)
        | EventBody::ReportExported { .. }
        | EventBody::ActionRecorded { .. } => return Ok(Place::Nowhere),
    }
    Ok(Place::Found)
}

fn project_inspection(db: &Connection, id: InspectionId, event: &Event) -> Result<Place, StoreError> {
    if let EventBody::InspectionPlanned { plan, report_id } = &event.body {
        let fits = plan.id == id && inspection::plan(db, plan, *report_id, &event.header)?;
        return Ok(Place::of(fits));
    }
    if !inspection::touch(db, id, &event.header)? {
        return Ok(Place::Nowhere);
    }
    let seq = event.header.seq;
    match &event.body {
        EventBody::PlanChanged(plan) => inspection::change_plan(db, id, plan)?,
        EventBody::InspectionCancelled { .. } => inspection::set_state(db, id, "cancelled")?,
        // A fact about the site, known before anybody is there: the inspection is still planned.
        EventBody::ProfileSet { .. } => {}
        EventBody::AnswerGiven { path, answer } => answer::give(db, id, path, answer, seq)?,
        EventBody::PhotoAdded(photo) | EventBody::PhotoRestored(photo) => evidence::add_photo(db, id, photo, seq)?,
        EventBody::PhotoCaptioned { id: photo, caption } => evidence::caption_photo(db, id, *photo, caption)?,
        EventBody::PhotoLinked { id: photo, links } => evidence::link_photo(db, id, *photo, links)?,
        EventBody::PhotoOverlaid { id: photo, overlay } => evidence::overlay_photo(db, id, *photo, overlay)?,
        EventBody::PhotoConsentTaken { id: photo, consent } => evidence::take_consent(db, id, *photo, *consent)?,
        EventBody::PhotoSecretSet { id: photo, trade_secret } => {
            evidence::set_photo_secret(db, id, *photo, *trade_secret)?;
        }
        // The order is the inspection's own; the list of photos of all inspections is by time.
        EventBody::PhotoPlaced { .. } => {}
        EventBody::PhotoRemoved { id: photo } => evidence::remove_photo(db, id, *photo)?,
        EventBody::NoteSaved(note) => evidence::save_note(db, id, note, seq)?,
        EventBody::NoteRemoved { id: note } => evidence::remove_note(db, id, *note)?,
        EventBody::FindingSaved(finding) => finding::save(db, id, finding, seq)?,
        EventBody::FindingWithdrawn { id: finding, .. } => finding::withdraw(db, id, *finding)?,
        EventBody::PositionTaken { finding_id, position } => finding::take_position(db, id, *finding_id, position)?,
        EventBody::ActionRecorded { finding_id, action } => finding::record_action(db, id, *finding_id, action, seq)?,
        EventBody::MeetingRecorded(meeting) => inspection::hold_meeting(db, id, meeting)?,
        EventBody::ClosingSealed(seal) => {
            inspection::set_state(db, id, "fieldwork_done")?;
            finding::fix(db, id, &seal.findings)?;
        }
        EventBody::ClosingReopened { .. } => {
            inspection::set_state(db, id, "in_progress")?;
            finding::fix(db, id, &[])?;
        }
        EventBody::ReportSealed(seal) => {
            inspection::set_state(db, id, "sealed")?;
            finding::fix(db, id, &seal.findings)?;
        }
        EventBody::ReportExported { .. } => inspection::export(db, id, event)?,
        // No list shows these; the inspection is folded from its events.
        EventBody::SignatureGiven(_)
        | EventBody::GradeProposed { .. }
        | EventBody::ScopeRecorded(_)
        | EventBody::EntrySaved { .. }
        | EventBody::EntryRemoved { .. } => {}
        EventBody::InspectionPlanned { .. }
        | EventBody::PersonSaved(_)
        | EventBody::CheckpointSigned(_)
        | EventBody::SettingChanged { .. }
        | EventBody::SupplierSaved(_)
        | EventBody::SupplierArchived { .. }
        | EventBody::SiteSaved(_)
        | EventBody::SiteArchived { .. }
        | EventBody::TemplateAdded { .. }
        | EventBody::RuleSetAdded { .. } => return Ok(Place::Nowhere),
    }
    Ok(Place::Found)
}
