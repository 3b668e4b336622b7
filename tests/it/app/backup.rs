//! One file holds the whole workspace; what comes out of it is the same.

use super::support::{Desk, PASSPHRASE, TestEnvironment, Until, open};
use fieldseal::app::command::Passphrase;
use fieldseal::app::job::Unwatched;
use fieldseal::app::problem::Problem;
use fieldseal::app::verb::backup::{restore, verify, write};
use fieldseal::app::verb::check::check;
use fieldseal::app::verb::recover::recover;
use fieldseal::app::workspace::WorkspaceFolder;
use fieldseal::app::{App, Command, Outcome};
use fieldseal::domain::Language;
use fieldseal::words::Words;
use std::fs;

#[test]
fn a_backup_made_while_the_app_runs_restores_to_the_same_inspection() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Recorded);
    let target = desk.folder.path().join("out.fieldseal-backup");
    let Outcome::BackedUp(made) = desk.run(Command::Backup(target.clone())).unwrap().outcome else { panic!("none") };
    assert_eq!(verify(&made.path).unwrap(), made.files);
    let before = desk.app.inspection_view(id).unwrap().inspection;

    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("moved");
    restore(&target, &folder, &mut Unwatched).unwrap();
    let mut app = App::open(WorkspaceFolder::at(&folder), Box::new(TestEnvironment::default())).unwrap();
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    app.complete(Command::Unlock { person_id: None, passphrase }, &mut Unwatched).unwrap();
    assert_eq!(app.inspection_view(id).unwrap().inspection, before);
    assert!(check(&mut app, &mut Unwatched).unwrap().is_sound());
}

#[test]
fn a_backup_that_was_changed_or_cut_short_is_refused_and_leaves_nothing() {
    let mut desk = Desk::new();
    desk.example(Until::Recorded);
    let target = desk.folder.path().join("out.fieldseal-backup");
    let now = fieldseal::domain::Moment { utc_ms: 1_794_988_800_000, utc_offset_min: 0 };
    write(desk.app.folder(), &target, now, &mut Unwatched).unwrap();
    let whole = fs::read(&target).unwrap();

    let mut changed = whole.clone();
    let place = whole.len() / 2;
    changed[place] ^= 1;
    for bad in [&changed[..], &whole[..whole.len() / 2], b"no backup"] {
        let file = desk.folder.path().join("bad.fieldseal-backup");
        fs::write(&file, bad).unwrap();
        let folder = desk.folder.path().join("restored");
        assert_eq!(restore(&file, &folder, &mut Unwatched).unwrap_err().code(), "bad_backup");
        assert!(!folder.exists());
        assert!(!desk.folder.path().join("restored.part").exists());
    }
}

#[test]
fn a_damaged_database_is_recovered_and_the_damaged_file_is_kept() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Signed);
    let before = desk.app.inspection_view(id).unwrap();
    let Desk { app, folder, .. } = desk;
    app.close().unwrap();
    let path = folder.path().join("fieldseal.sqlite");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..4096].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let at = WorkspaceFolder::at(folder.path());
    let refused = App::open(at.clone(), Box::new(TestEnvironment::default())).err().unwrap();
    for language in Language::ALL {
        let problem = Problem::of(&refused, Words::of(language));
        assert_eq!(problem.code, "store-not_a_database");
        assert!(problem.what.contains(&path.display().to_string()), "{problem:?}");
        assert!(problem.to_do.contains("fieldseal recover"));
    }
    let recovered = recover(&at, Box::new(TestEnvironment::default()), &mut Unwatched).unwrap().unwrap();
    assert_eq!(recovered.lost_events(), 0);
    assert_eq!(std::fs::read(&recovered.set_aside).unwrap(), bytes, "what was damaged is kept as it was");
    assert_eq!(recover(&at, Box::new(TestEnvironment::default()), &mut Unwatched).unwrap(), None);
    let mut app = open(folder.path());
    assert!(check(&mut app, &mut Unwatched).unwrap().is_sound());
    let after = app.inspection_view(id).unwrap();
    assert_eq!(after.inspection.answers, before.inspection.answers);
    assert_eq!(after.inspection.findings, before.inspection.findings);
    assert_eq!(after.inspection.signatures, before.inspection.signatures);
}

#[test]
fn nothing_is_overwritten() {
    let desk = Desk::new();
    let taken = desk.folder.path().join("taken");
    fs::write(&taken, b"mine").unwrap();
    let now = fieldseal::domain::Moment { utc_ms: 1_794_988_800_000, utc_offset_min: 0 };
    assert_eq!(write(desk.app.folder(), &taken, now, &mut Unwatched).unwrap_err().code(), "exists");
    assert_eq!(fs::read(&taken).unwrap(), b"mine");
}
