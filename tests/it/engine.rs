//! Forms that are filled in: what each answer changes.

use crate::xpath::Shanghai;
use fieldseal::form::engine::{ActionProblem, NodeState, Session, Violation, changes};
use fieldseal::form::xlsform::{check, read_file};

fn begin(markdown: &str) -> Session {
    let checked = check(&read_file(markdown.as_bytes()).unwrap(), "form");
    assert!(checked.is_usable(), "{:?}", checked.problems);
    Session::begin(&checked.form, Box::new(Shanghai))
}

fn state(session: &Session, path: &str) -> NodeState {
    let found = session.states().into_iter().find(|(own, _)| own == path);
    found.unwrap_or_else(|| panic!("there is no {path}")).1
}

fn value(session: &Session, path: &str) -> String {
    state(session, path).value.unwrap_or_default()
}

#[test]
fn an_answer_changes_what_depends_on_it_and_nothing_else() {
    let mut session = begin(
        "| survey |\n| | type | name | label | relevant | calculation | constraint | required |\n| | integer | workers | W | | | . > 0 | yes |\n| | integer | women | F | ${workers} > 1 | | . <= ${workers} | |\n| | calculate | share | | | ${women} div ${workers} * 100 | | |\n| | note | said | ${share} % are women | ${share} != '' | | | |\n| | text | apart | A | | | | |\n",
    );
    assert_eq!(state(&session, "/data/workers").violation, Some(Violation::Required));
    assert!(!state(&session, "/data/women").is_relevant);
    session.answer("/data/workers", "20").unwrap();
    session.answer("/data/women", "5").unwrap();
    assert_eq!(value(&session, "/data/share"), "25");
    assert_eq!(state(&session, "/data/said").label.as_deref(), Some("25 % are women "));
    let before = session.states();
    session.answer("/data/apart", "x").unwrap();
    assert_eq!(changes(&before, &session.states()).len(), 1);
    session.answer("/data/women", "21").unwrap();
    assert_eq!(state(&session, "/data/women").violation, Some(Violation::Constraint));
}

#[test]
fn what_is_not_relevant_is_kept_but_counts_for_nothing() {
    let mut session = begin(
        "| survey |\n| | type | name | label | relevant | calculation |\n| | select_one yn | dorm | D | | |\n| | begin group | g | G | ${dorm} = 'yes' | |\n| | integer | beds | B | | |\n| | end group | | | | |\n| | calculate | twice | | | ${beds} * 2 |\n| choices |\n| | list_name | name | label |\n| | yn | yes | Yes |\n| | yn | no | No |\n",
    );
    session.answer("/data/dorm", "yes").unwrap();
    session.answer("/data/g/beds", "8").unwrap();
    assert_eq!(value(&session, "/data/twice"), "16");
    session.answer("/data/dorm", "no").unwrap();
    assert_eq!((value(&session, "/data/twice"), value(&session, "/data/g/beds")), (String::new(), String::new()));
    session.answer("/data/dorm", "yes").unwrap();
    assert_eq!((value(&session, "/data/twice"), value(&session, "/data/g/beds")), ("16".to_owned(), "8".to_owned()));
}

#[test]
fn repeats_have_values_of_their_own() {
    let mut session = begin(
        "| survey |\n| | type | name | label | calculation | default |\n| | begin repeat | row | Row | | |\n| | integer | pay | P | | |\n| | calculate | number | | position(..) | |\n| | calculate | double | | ${pay} * 2 | |\n| | text | currency | C | | concat('C', 'NY') |\n| | end repeat | | | | |\n| | calculate | total | | sum(${pay}) | |\n| | calculate | rows | | count(${row}) | |\n| | calculate | second | | indexed-repeat(${pay}, ${row}, 2) | |\n",
    );
    session.answer("/data/row[1]/pay", "100").unwrap();
    session.add_repeat("/data/row").unwrap();
    session.answer("/data/row[2]/pay", "30").unwrap();
    for (path, wanted) in [
        ("/data/row[1]/double", "200"),
        ("/data/row[2]/double", "60"),
        ("/data/row[2]/number", "2"),
        ("/data/row[2]/currency", "CNY"),
        ("/data/total", "130"),
        ("/data/rows", "2"),
        ("/data/second", "30"),
    ] {
        assert_eq!(value(&session, path), wanted, "{path}");
    }
}

#[test]
fn a_counted_repeat_follows_its_number() {
    let mut session = begin(
        "| survey |\n| | type | name | label | repeat_count |\n| | integer | stacks | S | |\n| | begin repeat | stack | Stack | ${stacks} |\n| | text | id | I | |\n| | end repeat | | | |\n| | text | after | A | |\n",
    );
    let count = |session: &Session| session.states().iter().filter(|(path, _)| path.ends_with("/id")).count();
    assert_eq!(count(&session), 0);
    session.answer("/data/stacks", "3").unwrap();
    session.answer("/data/stack[2]/id", "B").unwrap();
    assert_eq!(count(&session), 3);
    session.answer("/data/stacks", "2").unwrap();
    assert_eq!((count(&session), value(&session, "/data/stack[2]/id")), (2, "B".to_owned()));
    session.answer("/data/stacks", "1e9").unwrap();
    assert_eq!(count(&session), 10_000);
    assert_eq!(session.add_repeat("/data/stack"), Err(ActionProblem::NoRepeat("/data/stack".to_owned())));
    let paths: Vec<String> = session.states().into_iter().map(|(path, _)| path).collect();
    assert!(
        paths.iter().position(|path| path == "/data/after") > paths.iter().position(|path| path == "/data/stack[1]")
    );
}

#[test]
fn choices_follow_their_filter() {
    let mut session = begin(
        "| survey |\n| | type | name | label | choice_filter |\n| | select_one province | p | P | |\n| | select_one city | c | C | province = ${p} |\n| choices |\n| | list_name | name | label | province |\n| | province | gd | Guangdong | |\n| | province | fj | Fujian | |\n| | city | sz | Shenzhen | gd |\n| | city | gz | Guangzhou | gd |\n| | city | xm | Xiamen | fj |\n",
    );
    let options = |session: &Session| state(session, "/data/c").options.unwrap_or_default();
    assert!(options(&session).is_empty());
    session.answer("/data/p", "gd").unwrap();
    assert_eq!(options(&session), ["sz", "gz"]);
    session.answer("/data/p", "fj").unwrap();
    assert_eq!(options(&session), ["xm"]);
}

#[test]
fn triggers_calculate_once_and_leave_the_value_free() {
    let mut session = begin(
        "| survey |\n| | type | name | label | calculation | trigger |\n| | integer | a | A | | |\n| | integer | b | B | ${a} + 1 | ${a} |\n",
    );
    assert_eq!(value(&session, "/data/b"), "");
    session.answer("/data/a", "4").unwrap();
    assert_eq!(value(&session, "/data/b"), "5");
    session.answer("/data/b", "9").unwrap();
    assert_eq!(value(&session, "/data/b"), "9");
}

#[test]
fn first_values_come_from_the_form_and_the_device() {
    let session = begin(
        "| survey |\n| | type | name | label | default | calculation |\n| | today | day | | | |\n| | date | visited | V | today() | |\n| | text | unit | U | mg/m3 | |\n| | calculate | late | | | ${visited} < ${day} |\n",
    );
    assert_eq!(value(&session, "/data/day"), "2026-11-21");
    assert_eq!(value(&session, "/data/visited"), "2026-11-21");
    assert_eq!(value(&session, "/data/unit"), "mg/m3");
    assert_eq!(value(&session, "/data/late"), "false");
    assert!(value(&session, "/data/meta/instanceID").starts_with("uuid:"));
}

#[test]
fn actions_that_cannot_be_done_change_nothing() {
    let mut session = begin(
        "| survey |\n| | type | name | label |\n| | begin group | g | G |\n| | text | a | A |\n| | end group | | |\n",
    );
    let before = session.states();
    assert_eq!(session.answer("/data/b", "1"), Err(ActionProblem::NoNode("/data/b".to_owned())));
    assert_eq!(session.answer("/data/g", "1"), Err(ActionProblem::NoValue("/data/g".to_owned())));
    assert_eq!(session.add_repeat("/data/g"), Err(ActionProblem::NoRepeat("/data/g".to_owned())));
    assert_eq!(session.answer("nonsense", "1"), Err(ActionProblem::NoNode("nonsense".to_owned())));
    assert_eq!(session.states(), before);
}

#[test]
fn conditions_that_turn_each_other_off_come_to_an_end() {
    let mut session = begin(
        "| survey |\n| | type | name | label | relevant |\n| | text | a | A | ${b} = '' |\n| | text | b | B | ${a} = '' |\n",
    );
    session.answer("/data/a", "x").unwrap();
    session.answer("/data/b", "y").unwrap();
    assert_eq!(session.states().len(), 4);
}

#[test]
fn a_group_has_no_value_whatever_its_row_says() {
    let mut session = begin(
        "| survey |\n| | type | name | label | calculation | default |\n| | begin group | g | G | 1 + 1 | x |\n| | text | a | A | | |\n| | end group | | | | |\n| | calculate | b | | ${a} | |\n",
    );
    session.answer("/data/g/a", "kept").unwrap();
    assert_eq!((value(&session, "/data/b"), value(&session, "/data/g")), ("kept".to_owned(), String::new()));
}

#[test]
fn places_are_kept_as_devices_give_them() {
    let mut session = begin(
        "| survey |\n| | type | name | label | constraint |\n| | geopoint | p | P | selected-at(., 0) > 30 |\n| | geoshape | s | S | |\n",
    );
    session.answer("/data/p", " 30.5 104.1  0 5.0").unwrap();
    assert_eq!(value(&session, "/data/p"), "30.5 104.1 0 5");
    session.answer("/data/p", "29 104").unwrap();
    assert_eq!(state(&session, "/data/p").violation, Some(Violation::Constraint));
    session.answer("/data/p", "somewhere").unwrap();
    assert_eq!(value(&session, "/data/p"), "");
    session.answer("/data/s", "1 2; 3 4; 5 6").unwrap();
    assert_eq!(value(&session, "/data/s"), "");
    session.answer("/data/s", "1 2; 3 4; 1 2").unwrap();
    assert_eq!(value(&session, "/data/s"), "1 2;3 4;1 2");
}

#[test]
fn counted_repeats_in_counted_repeats_end() {
    let session = begin(
        "| survey |\n| | type | name | label | repeat_count |\n| | begin repeat | a | A | 10000 |\n| | begin repeat | b | B | 10000 |\n| | text | c | C | |\n| | end repeat | | | |\n| | end repeat | | | |\n",
    );
    let count = session.states().len();
    assert!((100_000..300_000).contains(&count), "{count}");
}

#[test]
fn what_reacts_to_an_answer_sees_what_follows_from_it() {
    let mut session = begin(
        "| survey |\n| | type | name | label | calculation | trigger |\n\
         | | integer | n | N | | |\n| | calculate | twice | | ${n} * 2 | |\n\
         | | text | kept | Kept | ${twice} + 1 | ${n} |\n| | text | last | Last | concat('at ', ${kept}) | ${kept} |\n",
    );
    session.answer("/data/n", "20").unwrap();
    assert_eq!(value(&session, "/data/kept"), "41");
    assert_eq!(value(&session, "/data/last"), "at 41");
}
