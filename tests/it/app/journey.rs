//! The main job through `app`: what was recorded is there, fixed, and checked.

use super::support::{Desk, Until};
use fieldseal::app::Outcome;
use fieldseal::app::command::InspectionCommand;
use fieldseal::app::job::Unwatched;
use fieldseal::app::verb::check::check;
use fieldseal::app::verb::extract::read_record;
use fieldseal::app::verb::verify::RecordFinding;
use fieldseal::domain::{
    Answer, InspectionState, InstancePath, ItemKind, Language, Record, RecordCopy, ReportKind, ReportLanguages,
    ReportRequest,
};

#[test]
fn what_was_recorded_survives_closing_and_opening() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Recorded);
    let before = desk.app.inspection_view(id).unwrap();
    let mut desk = desk.reopen();
    let after = desk.app.inspection_view(id).unwrap();
    assert_eq!(before.inspection, after.inspection);
    assert_eq!(before.evaluation, after.evaluation);
    let report = check(&mut desk.app, &mut Unwatched).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert!(report.photos_checked > 0 && report.checkpoints_checked > 0);
}

#[test]
fn undo_and_redo_write_the_earlier_and_the_later_value() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    let path = InstancePath::of_question("esg_oe_02");
    let answer = |value: &str| InspectionCommand::Answer { path: path.clone(), answer: Answer::of(value) };
    desk.ask(id, answer("conforming")).unwrap();
    desk.ask(id, answer("minor")).unwrap();
    let value = |desk: &mut Desk| {
        desk.app.inspection_view(id).unwrap().inspection.answers.get(&path).and_then(|answer| answer.value.clone())
    };
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(value(&mut desk).as_deref(), Some("conforming"));
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(value(&mut desk), None);
    desk.ask(id, InspectionCommand::Redo).unwrap();
    desk.ask(id, InspectionCommand::Redo).unwrap();
    assert_eq!(value(&mut desk).as_deref(), Some("minor"));
    assert_eq!(desk.ask(id, InspectionCommand::Redo).unwrap_err().code(), "nothing_to_undo");
}

#[test]
fn an_equal_answer_writes_nothing() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    let path = InstancePath::of_question("esg_oe_02");
    let command = InspectionCommand::Answer { path, answer: Answer::of("conforming") };
    assert!(desk.ask(id, command.clone()).unwrap().saved_at.is_some());
    assert!(desk.ask(id, command).unwrap().saved_at.is_none());
}

#[test]
fn a_sealed_inspection_exports_a_report_whose_record_is_what_was_sealed() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ReportSealed);
    let view = desk.app.inspection_view(id).unwrap();
    assert_eq!(view.inspection.state, InspectionState::Sealed);
    let export = InspectionCommand::Export {
        report: ReportRequest::usual(ReportKind::Inspection, ReportLanguages::One(Language::En)),
        to: None,
    };
    let Outcome::Exported(exported) = desk.ask(id, export).unwrap().outcome else { panic!("no report") };
    assert_eq!(exported.verification.code(), "genuine_trusted");
    let RecordFinding::Sealed(summary) = &exported.verification.record else { panic!("no sealed record") };
    assert_eq!(summary.copy, RecordCopy::Internal);
    let record = Record::parse(&read_record(&exported.path).unwrap().unwrap()).unwrap();
    assert_eq!(record.unsealed_items(), Vec::<&fieldseal::domain::RecordItem>::new());
    let answers = record.items.iter().filter(|item| item.kind == ItemKind::Answer).count();
    assert_eq!(answers, view.inspection.answers.len());
}

#[test]
fn the_sites_copy_of_the_report_is_genuine_and_its_record_holds_what_the_site_may_see() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ReportSealed);
    let view = desk.app.inspection_view(id).unwrap();
    let report =
        ReportRequest { copy: RecordCopy::Site, ..ReportRequest::usual(ReportKind::Inspection, ReportLanguages::Both) };
    let Outcome::Exported(exported) = desk.ask(id, InspectionCommand::Export { report, to: None }).unwrap().outcome
    else {
        panic!("no report")
    };
    assert_eq!(exported.verification.code(), "genuine_trusted");
    let text = String::from_utf8(read_record(&exported.path).unwrap().unwrap()).unwrap();
    let record = Record::parse(text.as_bytes()).unwrap();
    assert_eq!((record.copy, record.unsealed_items().len()), (RecordCopy::Site, 0));
    let answers = record.items.iter().filter(|item| item.kind == ItemKind::Answer).count();
    assert!(answers > 90 && answers < view.inspection.answers.len(), "{answers} answers");
    assert!(record.items.iter().all(|item| !matches!(item.kind, ItemKind::Note | ItemKind::Result)));
    for finding in view.inspection.findings.iter().filter(|finding| finding.sensitive) {
        assert!(!text.contains(&finding.id.to_string()) && !text.contains(&finding.title));
        for path in &finding.questions {
            assert!(!text.contains(&format!("\"id\":\"{path}\"")), "{path}");
        }
    }
    for note in &view.inspection.notes {
        assert!(!text.contains(&note.text));
    }
}

#[test]
fn an_item_that_was_changed_is_not_held_by_the_seal() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ReportSealed);
    let export = InspectionCommand::Export {
        report: ReportRequest::usual(ReportKind::Inspection, ReportLanguages::One(Language::En)),
        to: None,
    };
    let Outcome::Exported(exported) = desk.ask(id, export).unwrap().outcome else { panic!("no report") };
    let mut record = Record::parse(&read_record(&exported.path).unwrap().unwrap()).unwrap();
    let item = record.items.iter_mut().find(|item| item.kind == ItemKind::Finding).unwrap();
    item.body = item.body.replace("major", "minor").replace("critical", "minor");
    assert_eq!(record.unsealed_items().len(), 1);
}

#[test]
fn the_plan_left_on_site_holds_no_trace_of_a_sensitive_finding() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ClosingSealed);
    let view = desk.app.inspection_view(id).unwrap();
    let sensitive: Vec<_> = view.inspection.findings.iter().filter(|finding| finding.sensitive).collect();
    assert!(!sensitive.is_empty(), "the example has a sensitive finding");
    let export = InspectionCommand::Export {
        report: ReportRequest::usual(ReportKind::ClosingPlan, ReportLanguages::Both),
        to: None,
    };
    let Outcome::Exported(exported) = desk.ask(id, export).unwrap().outcome else { panic!("no plan") };
    let record = String::from_utf8(read_record(&exported.path).unwrap().unwrap()).unwrap();
    for finding in sensitive {
        assert!(!record.contains(&finding.id.to_string()));
        assert!(!record.contains(&finding.title));
        for path in &finding.questions {
            assert!(!record.contains(&format!("\"id\":\"{path}\"")));
        }
    }
    let record = Record::parse(record.as_bytes()).unwrap();
    assert!(record.items.iter().all(|item| !matches!(item.kind, ItemKind::Answer | ItemKind::Result | ItemKind::Note)));
    assert!(record.events.iter().all(|event| event.content.is_none()));
    let shown: Vec<String> = view
        .inspection
        .findings
        .iter()
        .filter(|finding| !finding.sensitive)
        .map(|finding| view.inspection.finding_number(finding.id))
        .collect();
    let expected: Vec<String> = (1..=shown.len()).map(|place| format!("F-{place:02}")).collect();
    assert_eq!(shown, expected, "the numbers that the site sees have no gap");
    assert_eq!(record.manifest.item_digests.len() % fieldseal::domain::Manifest::PADDING, 0);
}

#[test]
fn due_dates_count_from_the_closing_meeting_and_are_fixed_by_the_seal() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ClosingSealed);
    let view = desk.app.inspection_view(id).unwrap();
    let closing = view.inspection.meetings[&fieldseal::domain::MeetingKind::Closing].held_at.local_date();
    assert_eq!(view.inspection.closing_seal.as_ref().unwrap().closing_on, closing);
    for (finding, computed) in view.inspection.findings.iter().zip(&view.findings) {
        assert!(computed.fixed);
        assert_eq!(computed.due, view.rule_set.due_dates(finding, closing));
    }
}
