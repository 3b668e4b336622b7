//! What may not happen is refused, says why, and changes nothing.

use super::support::{Desk, PASSPHRASE, TestEnvironment, Until, open};
use fieldseal::app::command::{InspectionCommand, Passphrase, PhotoSource, SupplierDraft};
use fieldseal::app::problem::Problem;
use fieldseal::app::workspace::WorkspaceFolder;
use fieldseal::app::{App, AppError, Command, Outcome};
use fieldseal::domain::{Answer, InstancePath, Language};
use fieldseal::words::Words;

fn code(result: Result<fieldseal::app::Changes, AppError>) -> String {
    result.unwrap_err().code()
}

#[test]
fn a_sealed_inspection_takes_nothing_more() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ReportSealed);
    let path = InstancePath::of_question("esg_oe_02");
    let before = desk.app.inspection_view(id).unwrap().inspection;
    assert_eq!(code(desk.ask(id, InspectionCommand::Answer { path, answer: Answer::of("major") })), "refused-sealed");
    let note = InspectionCommand::SaveNote { id: None, text: "late".to_owned(), links: Vec::new() };
    assert_eq!(code(desk.ask(id, note)), "refused-sealed");
    let photos = InspectionCommand::AddPhotos { sources: Vec::new(), links: Vec::new() };
    assert_eq!(code(desk.ask(id, photos)), "refused-sealed");
    assert_eq!(code(desk.ask(id, InspectionCommand::SealReport)), "refused-sealed");
    assert_eq!(code(desk.ask(id, InspectionCommand::Undo)), "nothing_to_undo");
    assert_eq!(desk.app.inspection_view(id).unwrap().inspection, before);
}

#[test]
fn a_seal_lists_everything_that_stands_in_its_way() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Recorded);
    let Err(AppError::Blocked(blockers)) = desk.ask(id, InspectionCommand::SealClosing) else { panic!("sealed") };
    let kinds: Vec<&str> = blockers.iter().map(|blocker| blocker.kind.code()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "meeting_missing").count(), 2);
    assert_eq!(kinds.iter().filter(|kind| **kind == "signature_missing").count(), 2);
    assert!(kinds.contains(&"position_missing"));
    let Err(AppError::Blocked(blockers)) = desk.ask(id, InspectionCommand::SealReport) else { panic!("sealed") };
    assert!(blockers.iter().any(|blocker| blocker.kind.code() == "closing_not_sealed"));
}

#[test]
fn not_applicable_needs_a_reason() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    let path = InstancePath::of_question("esg_oe_02");
    let mut answer = Answer { status: fieldseal::domain::AnswerStatus::NotApplicable, ..Answer::default() };
    let ask = |answer: &Answer| InspectionCommand::Answer { path: path.clone(), answer: answer.clone() };
    assert_eq!(code(desk.ask(id, ask(&answer))), "refused-reason_missing");
    answer.reason = "no workshop on this site".to_owned();
    assert!(desk.ask(id, ask(&answer)).is_ok());
}

#[test]
fn a_value_that_does_not_fit_is_refused() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    let answer = |name: &str, value: &str| InspectionCommand::Answer {
        path: InstancePath::of_question(name),
        answer: Answer::of(value),
    };
    assert_eq!(code(desk.ask(id, answer("esg_oe_02", "excellent"))), "answer-unknown_code");
    assert_eq!(code(desk.ask(id, answer("esg_pr_04", "many"))), "answer-not_a_number");
    assert_eq!(code(desk.ask(id, answer("no_such_question", "yes"))), "answer-unknown_place");
}

#[test]
fn two_suppliers_with_one_number_are_one() {
    let mut desk = Desk::new();
    let draft = |name: &str| SupplierDraft {
        name: name.to_owned(),
        country: "cn".to_owned(),
        registration: "91350100 M000100Y43".to_owned(),
        ..SupplierDraft::default()
    };
    desk.run(Command::SaveSupplier(draft("First"))).unwrap();
    assert_eq!(code(desk.run(Command::SaveSupplier(draft("Second")))), "duplicate_supplier");
    let wrong = SupplierDraft { registration: "91350100M000100Y44".to_owned(), ..draft("Third") };
    assert_eq!(code(desk.run(Command::SaveSupplier(wrong))), "registration-check_character");
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let desk = Desk::new();
    let Desk { app, folder } = desk;
    app.close().unwrap();
    let mut app = open(folder.path());
    let mut unlock = |words: &str| {
        let passphrase = Passphrase::new(words.to_owned());
        app.complete(Command::Unlock { person_id: None, passphrase }, &mut fieldseal::app::job::Unwatched)
    };
    assert_eq!(code(unlock("wrong horse")), "signature-wrong_passphrase");
    assert!(unlock(PASSPHRASE).is_ok());
}

#[test]
fn a_second_process_is_refused_by_name() {
    let desk = Desk::new();
    let second = App::open(WorkspaceFolder::at(desk.folder.path()), Box::new(TestEnvironment::default()));
    let Err(error) = second else { panic!("two at once") };
    assert_eq!(error.code(), "workspace_in_use");
    let problem = Problem::of(&error, Words::of(Language::En));
    assert!(problem.what.contains(&format!("process {}", std::process::id())), "{}", problem.what);
}

#[test]
fn a_file_that_is_no_picture_does_not_stop_the_others() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    let bytes = |name: &str, bytes: &[u8]| PhotoSource::Bytes { file_name: name.to_owned(), bytes: bytes.to_vec() };
    let good = fieldseal::assets::example::PHOTOS[0];
    let sources = vec![
        bytes("notes.jpg", b"these are no pixels"),
        bytes(good.0, good.1),
        PhotoSource::File(desk.folder.path().join("gone.jpg")),
    ];
    let changes = desk.ask(id, InspectionCommand::AddPhotos { sources, links: Vec::new() }).unwrap();
    let Outcome::Photos(photos) = changes.outcome else { panic!("no outcome") };
    let codes: Vec<String> =
        photos.iter().map(|photo| photo.result.as_ref().map_or_else(AppError::code, |_| "ok".to_owned())).collect();
    assert_eq!(codes, ["evidence-not_a_picture", "ok", "file-not_found"]);
    assert_eq!(desk.app.inspection_view(id).unwrap().inspection.photos.len(), 1);
}

#[test]
fn nothing_is_written_without_an_unlocked_key() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    desk.run(Command::Lock).unwrap();
    let path = InstancePath::of_question("esg_oe_02");
    assert_eq!(code(desk.ask(id, InspectionCommand::Answer { path, answer: Answer::of("minor") })), "locked");
    assert_eq!(code(desk.run(Command::OpenExample)), "locked");
}
