//! The verbs: one file each, and the one place that sends a command to its verb.

pub mod answer;
pub mod backup;
pub mod check;
pub mod checklist;
mod checklist_companion;
pub mod checklist_file;
pub mod checklist_try;
pub mod closing;
pub mod example;
pub mod export;
pub mod expression;
pub mod extract;
pub mod facts;
pub mod finding;
pub mod intake;
pub mod interrupted;
pub mod note;
pub mod person;
pub mod photo;
pub mod photo_check;
pub mod photo_match;
pub mod plan;
pub mod recover;
pub mod row;
pub mod seal;
pub mod setting;
pub mod supplier;
pub mod tidy;
pub mod undo;
pub mod verify;

use super::command::InspectionCommand as Ask;
use super::job::Done;
use super::{App, AppError, Changes, Command, Outcome};
use crate::domain::InspectionId;
use crate::words::Words;

/// Sends a command to its verb.
///
/// # Errors
/// What the verb says.
pub fn run(app: &mut App, command: Command) -> Result<Done, AppError> {
    let now = |changes: Result<Changes, AppError>| changes.map(Done::Now);
    match command {
        Command::CreatePerson { name, organisation, role, language, passphrase } => {
            now(person::create(app, person::PersonDraft { name, organisation, role, language }, &passphrase))
        }
        Command::Unlock { person_id, passphrase } => now(person::unlock(app, person_id, &passphrase)),
        Command::Lock => now(person::lock(app)),
        Command::Set { key, value } => now(setting::set(app, key, value)),
        Command::SaveSupplier(draft) => now(supplier::save(app, draft)),
        Command::ArchiveSupplier(id) => now(supplier::archive(app, id)),
        Command::SaveSite(draft) => now(supplier::save_site(app, draft)),
        Command::ArchiveSite(id) => now(supplier::archive_site(app, id)),
        Command::PlanInspection(draft) => now(plan::plan(app, draft)),
        Command::OpenExample => now(example::open(app)),
        Command::Inspection(id, ask) => run_inspection(app, id, ask),
        Command::ReadChecklist { path, language } => {
            let read = checklist_file::read_checklist(&path, Words::of(language))?;
            Ok(Done::Now(Changes { outcome: Outcome::ChecklistRead(Box::new(read)), ..Changes::default() }))
        }
        Command::ImportChecklist(read) => now(checklist_file::import(app, &read)),
        Command::OpenChecklist(digest) => {
            let template = app.template(&digest)?;
            Ok(Done::Now(Changes { outcome: Outcome::ChecklistOpened(template), ..Changes::default() }))
        }
        Command::ExportChecklist { digest, to } => {
            checklist_file::spreadsheet(app, &digest.to_string())?.write_new(&to)?;
            Ok(Done::Now(Changes { outcome: Outcome::Written(to), ..Changes::default() }))
        }
        Command::Verify(path) => Ok(Done::Later(verify::job(app, path))),
        Command::Backup(path) => Ok(Done::Later(backup::job(app, path)?)),
    }
}

fn run_inspection(app: &mut App, id: InspectionId, ask: Ask) -> Result<Done, AppError> {
    app.session()?;
    let now = |changes: Result<Changes, AppError>| changes.map(Done::Now);
    match ask {
        Ask::ChangePlan(draft) => now(plan::change(app, id, draft)),
        Ask::Cancel { reason } => now(plan::cancel(app, id, reason)),
        Ask::Answer { path, answer } => now(answer::answer_many(app, id, vec![(path, answer)])),
        Ask::AnswerMany(answers) => now(answer::answer_many(app, id, answers)),
        Ask::ChangeChecklist(digest) => now(plan::change_checklist(app, id, digest)),
        Ask::AddRows { repeat, rows } => now(row::add_rows(app, id, &repeat, rows)),
        Ask::RemoveRow(row) => now(row::remove_row(app, id, &row)),
        Ask::AddPhotos { sources, links } => photo::add(app, id, sources, links, false).map(Done::Later),
        Ask::AddFiles { sources, links } => photo::add(app, id, sources, links, true).map(Done::Later),
        Ask::ResumeImport(import) => interrupted::resume(app, id, import).map(Done::Later),
        Ask::LeaveImport(import) => now(interrupted::leave(app, id, import)),
        Ask::CaptionPhoto { id: photo_id, caption } => now(photo::caption(app, id, photo_id, caption)),
        Ask::LinkPhoto { id: photo_id, links } => now(photo::link(app, id, photo_id, links)),
        Ask::OverlayPhoto { id: photo_id, overlay } => now(photo::overlay(app, id, photo_id, overlay)),
        Ask::TakeConsent { id: photo_id, consent } => now(photo::consent(app, id, photo_id, consent)),
        Ask::SetPhotoSecret { id: photo_id, trade_secret } => now(photo::set_secret(app, id, photo_id, trade_secret)),
        Ask::PlacePhoto { id: photo_id, before } => now(photo::place(app, id, photo_id, before)),
        Ask::MatchPhotos { clock_shift_min } => now(photo_match::propose(app, id, clock_shift_min)),
        Ask::LinkPhotos(links) => now(photo_match::link_many(app, id, links)),
        Ask::RemovePhoto(photo_id) => now(photo::remove(app, id, photo_id)),
        Ask::SaveNote { id: note_id, text, links } => now(note::save(app, id, note_id, text, links)),
        Ask::RemoveNote(note_id) => now(note::remove(app, id, note_id)),
        Ask::RecordFacts(draft) => now(facts::record(app, id, *draft)),
        Ask::RemoveEntry(entry_id) => now(facts::remove(app, id, entry_id)),
        Ask::SaveFinding(draft) => now(finding::save(app, id, *draft)),
        Ask::ProposeGrade { finding_id, severity, reason } => {
            now(finding::propose(app, id, finding_id, severity, reason))
        }
        Ask::WithdrawFinding { id: finding_id, reason } => now(finding::withdraw(app, id, finding_id, reason)),
        Ask::RecordAction { finding_id, action } => now(finding::record_action(app, id, finding_id, action)),
        Ask::TakePosition { finding_id, position } => now(closing::take_position(app, id, finding_id, position)),
        Ask::RecordMeeting { kind, held_at, attendees, notes } => {
            now(closing::record_meeting(app, id, kind, held_at, attendees, notes))
        }
        Ask::GiveSignature { role, name, function, mark } => {
            now(closing::give_signature(app, id, role, closing::Signatory { name, function, mark }))
        }
        Ask::SealClosing => now(seal::seal_closing(app, id)),
        Ask::ReopenClosing { reason } => now(seal::reopen_closing(app, id, reason)),
        Ask::SealReport => now(seal::seal_report(app, id)),
        Ask::Export { report, to } => export::job(app, id, report, to).map(Done::Later),
        Ask::Undo => now(undo::undo(app, id)),
        Ask::Redo => now(undo::redo(app, id)),
    }
}
