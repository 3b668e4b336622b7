//! What may not happen is refused, says why, and changes nothing.

use super::support::{Desk, PASSPHRASE, TestEnvironment, Until, open};
use fieldseal::app::command::{FindingDraft, InspectionCommand, Passphrase, PhotoSource, SupplierDraft};
use fieldseal::app::job::Unwatched;
use fieldseal::app::problem::Problem;
use fieldseal::app::verb::check::check;
use fieldseal::app::view::BlockerKind;
use fieldseal::app::workspace::WorkspaceFolder;
use fieldseal::app::{App, AppError, Command, Outcome};
use fieldseal::domain::{
    Answer, InstancePath, Language, MeetingKind, Moment, ReportKind, ReportLanguages, ReportRequest,
};
use fieldseal::store::StoreError;
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
fn what_was_signed_is_signed_again_when_it_changes() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Signed);
    let view = desk.app.inspection_view(id).unwrap();
    assert!(view.closing_blockers.is_empty(), "{:?}", view.closing_blockers);
    let finding = view.inspection.findings.iter().find(|finding| !finding.sensitive).unwrap().clone();
    let draft = |evidence: &str| FindingDraft {
        id: Some(finding.id),
        title: finding.title.clone(),
        severity: Some(finding.severity),
        severity_reason: finding.severity_reason.clone(),
        repeats: String::new(),
        contained: None,
        sensitive: finding.sensitive,
        questions: finding.questions.clone(),
        requirement: finding.requirement.clone(),
        evidence: evidence.to_owned(),
        place: finding.place.clone(),
        immediate_action: finding.immediate_action.clone(),
        action: finding.action.clone(),
        remedy: finding.remedy,
        agreed_due_on: finding.agreed_due_on,
    };
    let mut action = draft(&finding.evidence);
    action.action.owner = "Shift leader".to_owned();
    desk.ask(id, InspectionCommand::SaveFinding(Box::new(action))).unwrap();
    let view = desk.app.inspection_view(id).unwrap();
    assert!(view.closing_blockers.is_empty(), "who answers for it at the site was not signed");
    desk.ask(id, InspectionCommand::SaveFinding(Box::new(draft("Something the site never saw")))).unwrap();
    let view = desk.app.inspection_view(id).unwrap();
    let kinds: Vec<_> = view.closing_blockers.iter().map(|blocker| blocker.kind).collect();
    let (unsigned, unplaced) = (BlockerKind::SignatureMissing, BlockerKind::PositionMissing);
    assert_eq!(kinds.iter().filter(|kind| **kind == unsigned).count(), 2, "{kinds:?}");
    assert_eq!(kinds.iter().filter(|kind| **kind == unplaced).count(), 1, "{kinds:?}");
    assert_eq!(code(desk.ask(id, InspectionCommand::SealClosing)), "blocked");
    assert!(check(&mut desk.app, &mut Unwatched).unwrap().is_sound(), "tables and replay agree about it");
}

#[test]
fn dates_that_cannot_be_and_texts_without_end_are_refused() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    let path = InstancePath::of_question("esg_hs_08");
    let note = "x".repeat(20_001);
    let answer = Answer { note, ..Answer::of("conforming") };
    assert_eq!(code(desk.ask(id, InspectionCommand::Answer { path, answer })), "refused-text_too_long");
    let meeting = |kind, day: &str| InspectionCommand::RecordMeeting {
        kind,
        held_at: Some(moment(day)),
        attendees: Vec::new(),
        notes: String::new(),
    };
    for day in ["1999-11-18", "9999-12-31", "2024-01-01"] {
        assert_eq!(code(desk.ask(id, meeting(MeetingKind::Closing, day))), "refused-implausible_date", "{day}");
    }
    desk.ask(id, meeting(MeetingKind::Opening, "2026-11-17")).unwrap();
    assert_eq!(code(desk.ask(id, meeting(MeetingKind::Closing, "2026-11-16"))), "refused-meetings_reversed");
}

fn moment(day: &str) -> Moment {
    let at: chrono::DateTime<chrono::FixedOffset> = format!("{day}T10:00:00+08:00").parse().unwrap();
    Moment { utc_ms: at.timestamp_millis(), utc_offset_min: 480 }
}

#[test]
fn an_export_never_takes_the_place_of_a_file() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ClosingSealed);
    for name in ["fieldseal.sqlite", "own.pdf"] {
        let path = desk.folder.path().join(name);
        if name == "own.pdf" {
            std::fs::write(&path, b"precious").unwrap();
        }
        let before = std::fs::read(&path).unwrap();
        let languages = ReportLanguages::One(Language::En);
        let export = InspectionCommand::Export {
            report: ReportRequest::usual(ReportKind::ClosingPlan, languages),
            to: Some(path.clone()),
        };
        assert_eq!(code(desk.ask(id, export)), "exists");
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}

#[test]
fn every_problem_of_the_database_names_what_it_speaks_of() {
    let path = || std::path::PathBuf::from("/somewhere/fieldseal.sqlite");
    let source = || Box::new(std::io::Error::other("fault"));
    let errors = vec![
        StoreError::NotFound { path: path() },
        StoreError::AlreadyThere { path: path() },
        StoreError::NotADatabase { path: path() },
        StoreError::NotOurs { path: path(), application_id: 7 },
        StoreError::Newer { path: path(), found: 9, known: 1 },
        StoreError::Damaged { path: path(), detail: "page 3".to_owned() },
        StoreError::ReadOnly { path: path() },
        StoreError::DiskFull { path: path() },
        StoreError::Busy { path: path() },
        StoreError::Io { path: path(), source: source() },
        StoreError::Upgrade { from: 1, to: 2, source: Box::new(StoreError::Cancelled) },
    ];
    for error in errors {
        let error = AppError::from(error);
        for language in Language::ALL {
            let problem = Problem::of(&error, Words::of(language));
            assert!(!problem.text().contains("{$"), "{}", problem.text());
        }
    }
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
    let Desk { app, folder, .. } = desk;
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
