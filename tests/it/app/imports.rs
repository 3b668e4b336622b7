//! Imports that end before their time: what is saved stays, the rest is offered, and nothing lies about for ever.

use super::support::{Desk, PASSPHRASE};
use crate::evidence::fixtures::{jpeg, texture};
use fieldseal::app::command::{InspectionCommand, Passphrase, PhotoSource};
use fieldseal::app::environment::SystemEnvironment;
use fieldseal::app::job::{Done, Unwatched};
use fieldseal::app::verb::check::check;
use fieldseal::app::verb::recover::recover;
use fieldseal::app::verb::tidy;
use fieldseal::app::workspace::WorkspaceFolder;
use fieldseal::app::{App, Command, InterruptedImport, Outcome};
use fieldseal::domain::{Digest, EvidenceLink, InspectionId, Overlay, Redaction, RedactionReason};
use std::fs;
use std::path::{Path, PathBuf};

const WALK: &str = "| survey |\n| | type | name | label |\n| | image | gate | Gate |\n";

pub fn card(folder: &Path, count: u32) -> Vec<PathBuf> {
    let write = |number: u32| {
        let path = folder.join(format!("{number:03}.jpg"));
        fs::write(&path, jpeg(&texture(64, 48, number))).unwrap();
        path
    };
    (0..count).map(write).collect()
}

pub fn files(paths: &[PathBuf]) -> Vec<PhotoSource> {
    paths.iter().cloned().map(PhotoSource::File).collect()
}

fn area() -> Vec<EvidenceLink> {
    vec![EvidenceLink::Area("Gate".to_owned())]
}

/// Takes photos in until so many are saved; then the program is gone, as after a crash: nothing is closed.
pub fn interrupted(mut desk: Desk, id: InspectionId, sources: Vec<PhotoSource>, saved: usize) -> Desk {
    let command = InspectionCommand::AddPhotos { sources, links: area() };
    let Done::Later(job) = desk.app.run(Command::Inspection(id, command)).unwrap() else { panic!() };
    let mut left = saved;
    (job.work)(&mut Unwatched, &mut |finish| {
        if left > 0 {
            left -= 1;
            finish(&mut desk.app).unwrap();
        }
    })
    .unwrap();
    opened_again(desk)
}

fn opened_again(desk: Desk) -> Desk {
    let Desk { app, folder, cameras } = desk;
    drop(app);
    let app = App::open(WorkspaceFolder::at(folder.path()), Box::new(SystemEnvironment)).unwrap();
    let mut desk = Desk { app, folder, cameras };
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    desk.run(Command::Unlock { person_id: None, passphrase }).unwrap();
    desk
}

fn offers(desk: &mut Desk, id: InspectionId) -> Vec<InterruptedImport> {
    desk.app.inspection_view(id).unwrap().interrupted
}

fn names(desk: &mut Desk, id: InspectionId) -> Vec<String> {
    desk.app.inspection_view(id).unwrap().inspection.photos.iter().map(|photo| photo.file_name.clone()).collect()
}

fn resume(desk: &mut Desk, id: InspectionId) -> usize {
    let import = offers(desk, id)[0].id;
    let outcome = desk.ask(id, InspectionCommand::ResumeImport(import)).unwrap().outcome;
    if let Outcome::Photos(photos) = outcome { photos.len() } else { 0 }
}

#[test]
fn the_rest_of_an_interrupted_import_comes_in_linked_as_it_was_meant() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let folder = tempfile::tempdir().unwrap();
    let paths = card(folder.path(), 10);
    let mut desk = interrupted(desk, id, files(&paths), 4);
    let offer = offers(&mut desk, id)[0].clone();
    assert_eq!((offer.total, offer.saved, offer.rest), (10, 4, 6));
    // One that was saved and taken out since is known all the same.
    let second = desk.app.inspection_view(id).unwrap().inspection.photos[1].id;
    desk.ask(id, InspectionCommand::RemovePhoto(second)).unwrap();
    assert_eq!(offers(&mut desk, id)[0].rest, 6);
    assert_eq!(resume(&mut desk, id), 6);
    let expected: Vec<String> =
        (0..10).filter(|number| *number != 1).map(|number| format!("{number:03}.jpg")).collect();
    assert_eq!(names(&mut desk, id), expected);
    assert!(desk.app.inspection_view(id).unwrap().inspection.photos.iter().all(|photo| photo.links == area()));
    assert!(offers(&mut desk, id).is_empty());
    assert!(offers(&mut opened_again(desk), id).is_empty());
}

#[test]
fn a_card_that_is_gone_stays_on_offer_until_it_is_back_or_left() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let folder = tempfile::tempdir().unwrap();
    let paths = card(folder.path(), 6);
    let mut desk = interrupted(desk, id, files(&paths), 2);
    let hidden = folder.path().join("hidden");
    fs::create_dir(&hidden).unwrap();
    for path in &paths[3..] {
        fs::rename(path, hidden.join(path.file_name().unwrap())).unwrap();
    }
    // All six had arrived when the program ended: what lies in the workspace is as good as the card.
    assert_eq!(resume(&mut desk, id), 4);
    assert_eq!(names(&mut desk, id).len(), 6);

    let again = desk.plan_again(id, "walk");
    let more = tempfile::tempdir().unwrap();
    let paths = card(more.path(), 8);
    let mut desk = interrupted(desk, again, files(&paths), 3);
    let lying = desk.app.photos().arrivals().unwrap();
    for arrival in &lying {
        desk.app.photos().discard(arrival).unwrap();
    }
    for path in &paths[2..7] {
        fs::remove_file(path).unwrap();
    }
    assert_eq!(resume(&mut desk, again), 1, "the last one is still there");
    assert_eq!(offers(&mut desk, again)[0].rest, 4);
    let import = offers(&mut desk, again)[0].id;
    let refused = desk.ask(again, InspectionCommand::ResumeImport(import)).unwrap_err();
    assert!(refused.to_string().contains("003.jpg"), "{refused}");
    desk.ask(again, InspectionCommand::LeaveImport(import)).unwrap();
    assert!(offers(&mut desk, again).is_empty());
    assert!(desk.ask(again, InspectionCommand::LeaveImport(import)).is_err());
}

#[test]
fn what_came_from_the_clipboard_is_offered_where_its_bytes_arrived() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let bytes = |number: u32| jpeg(&texture(64, 48, number));
    let dropped = (0..3).map(|number| PhotoSource::Bytes { file_name: format!("{number}.jpg"), bytes: bytes(number) });
    let pasted = PhotoSource::Pixels { width_px: 2, height_px: 1, rgba: vec![9, 9, 9, 255, 200, 9, 9, 255] };
    let mut desk = interrupted(desk, id, dropped.chain([pasted]).collect(), 1);
    assert_eq!(offers(&mut desk, id)[0].rest, 3);
    assert_eq!(resume(&mut desk, id), 3);
    assert_eq!(names(&mut desk, id), ["0.jpg", "1.jpg", "2.jpg", PhotoSource::CLIPBOARD]);
}

#[test]
fn an_import_whose_last_photo_was_saved_is_not_offered() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let folder = tempfile::tempdir().unwrap();
    let paths = card(folder.path(), 3);
    let mut desk = interrupted(desk, id, files(&paths), 3);
    assert!(offers(&mut desk, id).is_empty());
    assert!(fs::read_dir(desk.app.folder().imports()).unwrap().next().is_none());
    assert!(desk.app.photos().arrivals().unwrap().is_empty());
}

#[test]
fn only_what_arrived_and_was_left_is_ever_deleted() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let folder = tempfile::tempdir().unwrap();
    let paths = card(folder.path(), 5);
    let digest = |path: &PathBuf| Digest::of(&fs::read(path).unwrap());
    let digests: Vec<Digest> = paths.iter().map(digest).collect();
    // A file that no event names and that did not arrive: the trace of a photo whose event was lost.
    let lone = jpeg(&texture(64, 48, 77));
    let mut unwatched = |_| std::ops::ControlFlow::Continue(());
    desk.app.photos().put_back(&Digest::of(&lone), &mut lone.as_slice(), &mut unwatched).unwrap();
    let mut desk = interrupted(desk, id, files(&paths), 2);
    let photos = desk.app.photos();
    assert!(digests.iter().all(|digest| photos.contains(digest)), "what waits for the offer is kept");
    let taken_out = desk.app.inspection_view(id).unwrap().inspection.photos[0].id;
    desk.ask(id, InspectionCommand::RemovePhoto(taken_out)).unwrap();
    let import = offers(&mut desk, id)[0].id;
    desk.ask(id, InspectionCommand::LeaveImport(import)).unwrap();
    let there: Vec<bool> = digests.iter().map(|digest| photos.contains(digest)).collect();
    assert_eq!(there, [true, true, false, false, false]);
    let mut desk = opened_again(desk);
    let photos = desk.app.photos();
    assert!(photos.contains(&digests[0]) && photos.contains(&digests[1]) && photos.contains(&Digest::of(&lone)));
    let report = check(&mut desk.app, &mut Unwatched).unwrap();
    assert!(report.is_sound());
    assert_eq!(report.unnamed, [photos.path(&Digest::of(&lone))]);
}

#[test]
fn a_recovered_workspace_keeps_every_photo_that_arrived() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let folder = tempfile::tempdir().unwrap();
    let paths = card(folder.path(), 4);
    let Desk { app, folder: workspace, .. } = interrupted(desk, id, files(&paths), 1);
    let photos = app.photos();
    assert_eq!(photos.arrivals().unwrap().len(), 3);
    drop(app);
    let at = WorkspaceFolder::at(workspace.path());
    fs::remove_dir_all(at.imports()).unwrap();
    let mut bytes = fs::read(at.database()).unwrap();
    bytes[..4096].fill(0);
    fs::write(at.database(), bytes).unwrap();
    assert!(recover(&at, Box::new(SystemEnvironment), &mut Unwatched).unwrap().is_some());
    let app = App::open(at, Box::new(SystemEnvironment)).unwrap();
    assert_eq!(app.photos().list().unwrap().digests.len(), 4);
}

#[test]
fn a_cancelled_import_leaves_no_content_behind() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let folder = tempfile::tempdir().unwrap();
    let paths = card(folder.path(), 12);
    let command = InspectionCommand::AddPhotos { sources: files(&paths), links: Vec::new() };
    let mut steps = 0;
    let mut stop = StopAfter(&mut steps);
    assert!(desk.app.complete(Command::Inspection(id, command), &mut stop).is_err());
    let saved = names(&mut desk, id).len();
    assert_eq!(desk.app.photos().list().unwrap().digests.len(), saved);
    assert!(saved < 12 && offers(&mut desk, id).is_empty());
    assert!(offers(&mut opened_again(desk), id).is_empty());
}

struct StopAfter<'a>(&'a mut u32);

impl fieldseal::app::job::Progress for StopAfter<'_> {
    fn step(&mut self, step: fieldseal::app::job::Step) -> std::ops::ControlFlow<()> {
        *self.0 += 1;
        if step.done >= 3 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
    }
}

#[test]
fn the_cache_keeps_what_is_shown_and_nothing_else() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let folder = tempfile::tempdir().unwrap();
    let paths = card(folder.path(), 3);
    desk.ask(id, InspectionCommand::AddPhotos { sources: files(&paths), links: Vec::new() }).unwrap();
    let photos = desk.app.inspection_view(id).unwrap().inspection.photos.clone();
    let overlay = |reason| Overlay { redactions: vec![Redaction::of_everything(reason)], marks: Vec::new() };
    let cache = desk.app.folder().cache();
    let draw = |desk: &mut Desk, reason| {
        let overlay = overlay(reason);
        desk.ask(id, InspectionCommand::OverlayPhoto { id: photos[0].id, overlay }).unwrap();
        let inspection = desk.app.inspection_view(id).unwrap().inspection;
        desk.app.photos().drawn_report_image(&inspection.rendition(&inspection.photos[0])).unwrap().path
    };
    let earlier = draw(&mut desk, RedactionReason::Plate);
    let drawn = draw(&mut desk, RedactionReason::TradeSecret);
    assert!(earlier.is_file() && drawn.is_file() && earlier != drawn);
    desk.ask(id, InspectionCommand::RemovePhoto(photos[2].id)).unwrap();
    let old = cache.join("thumbnail-1").join("ab").join("old.jpg");
    fs::create_dir_all(old.parent().unwrap()).unwrap();
    fs::write(&old, b"of an earlier version").unwrap();
    // Nothing is younger than a session that is yet to begin.
    let tidied = |desk: &Desk| tidy::cache(&desk.app).unwrap()().unwrap();
    assert_eq!(tidied(&desk), 0, "what was made in this session stays");
    set_back(&cache);
    let desk = opened_again(desk);
    assert!(tidied(&desk) >= 4);
    assert!(drawn.is_file() && !earlier.exists() && !old.parent().unwrap().parent().unwrap().exists());
    let store = desk.app.photos();
    assert!(store.thumbnail(&photos[1].digest).unwrap().is_file());
    let names = |digest: &Digest| {
        all(&cache).iter().filter(|path| path.to_string_lossy().contains(&digest.to_string())).count()
    };
    assert_eq!((names(&photos[0].digest), names(&photos[2].digest)), (2, 0));
    assert!(store.thumbnail(&photos[2].digest).is_ok(), "it comes back where an undo shows it again");
    assert_eq!(tidied(&desk), 0);
}

/// Makes all files older than any session.
fn set_back(folder: &Path) {
    for path in all(folder) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000)).unwrap();
    }
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(all(&path)) } else { found.push(path) }
    }
    found
}
