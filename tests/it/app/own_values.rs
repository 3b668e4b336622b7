//! Values that a checklist records by itself: first values, and those that react to others.

use super::support::Desk;
use fieldseal::app::command::InspectionCommand;
use fieldseal::domain::{Answer, InspectionId, InstancePath};
use fieldseal::form::PRESENT;

const WALK: &str = "
| survey |
| | type | name | label | calculation | default | trigger |
| | start | began | | | | |
| | end | ended | | | | |
| | username | who | | | | |
| | integer | floors | Floors | | 2 | |
| | text | gate | Gate | | | |
| | calculate | gate_at | | now() | | ${gate} |
| | dateTime | seen | Seen | | now() | |
| | text | double | Twice | ${floors} * 2 | | |
| | text | remark | Remark | concat('floors: ', ${double}) | | ${double} |
| | begin_repeat | room | Room | | | |
| | text | name | Name | | concat('room ', position(..)) | |
| | text | state | State | | good | |
| | calculate | state_at | | now() | | ${state} |
| | end_repeat | | | | | |
";

fn path(text: &str) -> InstancePath {
    InstancePath::from(text.to_owned())
}

fn give(desk: &mut Desk, id: InspectionId, at: &str, value: &str) {
    desk.ask(id, InspectionCommand::Answer { path: path(at), answer: Answer::of(value) }).unwrap();
}

fn value(desk: &mut Desk, id: InspectionId, at: &str) -> Option<String> {
    let view = desk.app.inspection_view(id).unwrap();
    view.inspection.answers.get(&path(at)).and_then(|answer| answer.value.clone())
}

#[test]
fn first_values_are_recorded_when_the_inspection_begins() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    assert_eq!(value(&mut desk, id, "/floors").as_deref(), Some("2"));
    assert_eq!(value(&mut desk, id, "/who").as_deref(), Some("Lin Example"));
    assert_eq!(value(&mut desk, id, "/remark").as_deref(), Some("floors: 4"));
    let began = value(&mut desk, id, "/began").unwrap();
    assert!(began.starts_with("2026-11-18T16:00:") && began.ends_with("+08:00"), "{began}");
    assert_eq!(value(&mut desk, id, "/ended"), None);
    assert_eq!(value(&mut desk, id, "/gate_at"), None);
    // Time goes on, and what was recorded stays, also in a new session.
    let seen = value(&mut desk, id, "/seen").unwrap();
    let mut desk = desk.reopen();
    assert_eq!(value(&mut desk, id, "/seen"), Some(seen));
    // A first value that was taken out does not come back.
    desk.ask(id, InspectionCommand::Answer { path: path("/floors"), answer: Answer::default() }).unwrap();
    give(&mut desk, id, "/gate", "north");
    assert_eq!(value(&mut desk, id, "/floors"), None);
    let view = desk.app.inspection_view(id).unwrap();
    let floors = view.template.index_of(&path("/floors")).unwrap();
    assert_eq!(view.evaluation.questions[floors].value, None);
}

#[test]
fn what_reacts_to_an_answer_is_recorded_with_it_and_undone_with_it() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    give(&mut desk, id, "/gate", "north");
    let first = value(&mut desk, id, "/gate_at").unwrap();
    give(&mut desk, id, "/floors", "5");
    assert_eq!(value(&mut desk, id, "/remark").as_deref(), Some("floors: 10"));
    assert_eq!(value(&mut desk, id, "/gate_at").as_ref(), Some(&first), "the gate did not change");
    give(&mut desk, id, "/remark", "my own words");
    give(&mut desk, id, "/gate", "south");
    assert_eq!(value(&mut desk, id, "/remark").as_deref(), Some("my own words"));
    let second = value(&mut desk, id, "/gate_at").unwrap();
    assert_ne!(first, second);
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(value(&mut desk, id, "/gate").as_deref(), Some("north"));
    assert_eq!(value(&mut desk, id, "/gate_at"), Some(first));
    desk.ask(id, InspectionCommand::Redo).unwrap();
    assert_eq!(value(&mut desk, id, "/gate_at"), Some(second));
}

#[test]
fn time_that_goes_on_is_no_change() {
    let mut desk = Desk::new();
    let id = desk.plan_form(
        "| survey |\n| | type | name | label | calculation | trigger |\n\
         | | text | clock | Clock | concat(now(), random()) | |\n\
         | | calculate | seen_at | | now() | ${clock} |\n| | text | gate | Gate | | |\n",
    );
    let seen = value(&mut desk, id, "/seen_at");
    assert!(seen.is_some());
    give(&mut desk, id, "/gate", "north");
    assert_eq!(value(&mut desk, id, "/seen_at"), seen);
}

#[test]
fn rows_begin_with_their_first_values() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let rows = vec![Vec::new(), vec![("name".to_owned(), "store".to_owned()), ("state".to_owned(), "wet".to_owned())]];
    desk.ask(id, InspectionCommand::AddRows { repeat: path("/room"), rows }).unwrap();
    let view = desk.app.inspection_view(id).unwrap();
    let rows: Vec<String> = view.template.repeats[0].rows.iter().map(ToString::to_string).collect();
    assert_eq!(value(&mut desk, id, &rows[0]).as_deref(), Some(PRESENT));
    assert_eq!(value(&mut desk, id, &format!("{}/name", rows[0])).as_deref(), Some("room 1"));
    assert_eq!(value(&mut desk, id, &format!("{}/state", rows[0])).as_deref(), Some("good"));
    assert_eq!(value(&mut desk, id, &format!("{}/state_at", rows[0])), None, "a first value is no change");
    assert_eq!(value(&mut desk, id, &format!("{}/name", rows[1])).as_deref(), Some("store"));
    assert!(value(&mut desk, id, &format!("{}/state_at", rows[1])).is_some());
    // Taking the first row out changes nothing in the second.
    let before = value(&mut desk, id, &format!("{}/state_at", rows[1]));
    desk.ask(id, InspectionCommand::RemoveRow(path(&rows[0]))).unwrap();
    assert_eq!(value(&mut desk, id, &format!("{}/state_at", rows[1])), before);
    assert_eq!(value(&mut desk, id, &format!("{}/name", rows[0])), None);
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(value(&mut desk, id, &format!("{}/name", rows[0])).as_deref(), Some("room 1"));
}

#[test]
fn what_a_checklist_records_cannot_be_typed_in() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    for at in ["/began", "/who", "/gate_at", "/double"] {
        let command = InspectionCommand::Answer { path: path(at), answer: Answer::of("x") };
        assert_eq!(desk.ask(id, command).unwrap_err().code(), "answer-no_value_here", "{at}");
    }
}

#[test]
fn the_time_of_the_end_is_that_of_the_seal() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    desk.meet_and_sign(id);
    desk.ask(id, InspectionCommand::SealClosing).unwrap();
    assert_eq!(value(&mut desk, id, "/ended"), None);
    desk.ask(id, InspectionCommand::SealReport).unwrap();
    assert!(value(&mut desk, id, "/ended").is_some());
}

#[test]
fn the_worst_of_the_sample_is_filled_in_and_can_be_corrected() {
    let mut desk = Desk::new();
    let id = desk.plan("labour-and-employment");
    let cell = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let row = |week: &str, days: &str, base: &str, paid: &str| {
        vec![
            cell("wage_max_week_h", week),
            cell("wage_max_consecutive_days", days),
            cell("wage_base_pay", base),
            cell("wage_regular_h", "168"),
            cell("wage_min_wage", "20"),
            cell("wage_min_wage_kind", "hour"),
            cell("wage_pay_due_on", "2026-10-10"),
            cell("wage_paid_on", paid),
        ]
    };
    let rows = vec![
        row("58", "6", "3400", "2026-10-10"),
        row("66.5", "12", "3024", "2026-10-24"),
        Vec::new(),
        row("61", "7", "3360", "2026-10-09"),
    ];
    desk.ask(id, InspectionCommand::AddRows { repeat: path("/wage"), rows }).unwrap();
    let seen = |desk: &mut Desk| {
        ["/lab_wh_02c", "/lab_wh_05a", "/lab_py_02", "/lab_py_05"].map(|at| value(desk, id, at).unwrap_or_default())
    };
    assert_eq!(seen(&mut desk), ["66.5", "12", "90", "14"]);
    // A correction stays until the sample changes; the row of the worst value taken out, the next one counts.
    give(&mut desk, id, "/lab_wh_02c", "70");
    give(&mut desk, id, "/lab_wh_01", "conforming");
    assert_eq!(seen(&mut desk), ["70", "12", "90", "14"]);
    let second = desk.app.inspection_view(id).unwrap().template.rows().ids("/wage")[1].clone();
    desk.ask(id, InspectionCommand::RemoveRow(path(&format!("/wage[{second}]")))).unwrap();
    assert_eq!(seen(&mut desk), ["61", "7", "100", "0"]);
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(seen(&mut desk), ["70", "12", "90", "14"]);
}
