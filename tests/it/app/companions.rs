//! Lists of choices in files beside a checklist: kept with it, and there in an inspection.

use super::support::Desk;
use fieldseal::app::command::InspectionCommand;
use fieldseal::app::verb::checklist_file::{read_checklist, spreadsheet};
use fieldseal::domain::{Answer, InstancePath, Language};
use fieldseal::form::QuestionKind;
use fieldseal::words::Words;
use std::fs;

const WALK: &str = "
| survey |
| | type | name | label | choice_filter | calculation |
| | select_one_from_file towns.csv | town | Town | | |
| | select_one_from_file streets.geojson | street | Street | town = ${town} | |
| | integer | grade | Wage grade | | |
| | text | wage | Least wage | | pulldata('wages', 'least', 'grade', ${grade}) |
";
const TOWNS: &str = "name,label\nn,Northton\ns,Southton\n";
const STREETS: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","geometry":null,"properties":{"id":"hill","title":"Hill Street","town":"n"}},
    {"type":"Feature","geometry":null,"properties":{"id":"dock","title":"Dock Street","town":"s"}}]}"#;
const WAGES: &str = "grade,least\n1,2690\n2,3100\n";

/// A folder with the checklist and its files.
fn folder(desk: &Desk) -> std::path::PathBuf {
    let folder = desk.folder.path().join("walk");
    fs::create_dir_all(folder.join("walk-media")).unwrap();
    fs::write(folder.join("walk.md"), WALK).unwrap();
    fs::write(folder.join("towns.csv"), TOWNS).unwrap();
    fs::write(folder.join("walk-media/streets.geojson"), STREETS).unwrap();
    fs::write(folder.join("walk-media/wages.csv"), WAGES).unwrap();
    folder
}

#[test]
fn choices_and_tables_in_files_are_kept_and_work_in_an_inspection() {
    let mut desk = Desk::new();
    let folder = folder(&desk);
    desk.import(&folder.join("walk.md"));
    // The workspace holds them now: the files are not needed any more.
    fs::remove_dir_all(&folder).unwrap();
    let id = desk.plan("walk");
    let mut desk = desk.reopen();
    let mut give = |at: &str, value: &str| {
        let path = InstancePath::of_question(at);
        let answered = desk.ask(id, InspectionCommand::Answer { path, answer: Answer::of(value) });
        answered.map(|_| desk.app.inspection_view(id).unwrap())
    };
    assert_eq!(give("town", "west").unwrap_err().code(), "answer-unknown_code");
    let view = give("town", "s").unwrap();
    let QuestionKind::Choice { options, .. } = &view.template.question("town").unwrap().kind else { panic!() };
    assert_eq!(options.iter().map(|option| option.label.en.as_str()).collect::<Vec<_>>(), ["Northton", "Southton"]);
    let street = view.template.index_of(&InstancePath::of_question("street")).unwrap();
    assert_eq!(view.evaluation.questions[street].choices.as_deref(), Some(&["dock".to_owned()][..]));
    let view = give("grade", "2").unwrap();
    let wage = view.template.index_of(&InstancePath::of_question("wage")).unwrap();
    assert_eq!(view.evaluation.questions[wage].value.as_deref(), Some("3100"));
}

#[test]
fn an_exported_checklist_takes_its_files_along_and_comes_back_the_same() {
    let mut desk = Desk::new();
    desk.import(&folder(&desk).join("walk.md"));
    let digest = desk.app.checklist("walk").unwrap().digest;
    let out = desk.folder.path().join("out.xlsx");
    let written = spreadsheet(&mut desk.app, "walk").unwrap().write_new(&out).unwrap();
    let names: Vec<_> = written.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["streets.geojson", "towns.csv", "wages.csv"]);
    assert_eq!(fs::read_to_string(&written[1]).unwrap(), TOWNS);
    let back = read_checklist(&out, Words::of(Language::En)).unwrap();
    assert_eq!(back.template.unwrap().digest, digest);
    assert!(back.file.problems.is_empty(), "{:?}", back.file.problems);
    // Nothing is overwritten, and nothing is left of an export that cannot be whole.
    let other = desk.folder.path().join("other.xlsx");
    fs::create_dir(desk.folder.path().join("other-media")).unwrap();
    fs::write(desk.folder.path().join("other-media/wages.csv"), "mine").unwrap();
    let refused = spreadsheet(&mut desk.app, "walk").unwrap().write_new(&other).unwrap_err();
    assert_eq!(refused.code(), "exists");
    assert!(!other.exists());
}

#[test]
fn a_file_that_is_missing_or_no_text_is_named_and_the_rest_works() {
    let mut desk = Desk::new();
    let folder = folder(&desk);
    fs::remove_file(folder.join("walk-media/streets.geojson")).unwrap();
    fs::write(folder.join("towns.csv"), b"name,label\nn,N\xF6rdton\n").unwrap();
    let read = read_checklist(&folder.join("walk.md"), Words::of(Language::En)).unwrap();
    let named: Vec<_> = read.file.problems.iter().map(|problem| (problem.subject.as_str(), problem.code)).collect();
    assert_eq!(named, [("towns.csv", "file_encoding"), ("streets.geojson", "file_missing")]);
    assert_eq!(read.workbook.files.keys().collect::<Vec<_>>(), ["wages.csv"]);
    desk.import(&folder.join("walk.md"));
}

#[test]
fn more_questions_than_an_inspection_takes_are_refused() {
    let desk = Desk::new();
    let path = desk.folder.path().join("long.md");
    let rows: String = (0..20_001).map(|number| format!("| | text | q{number} | Question {number} |\n")).collect();
    fs::write(&path, format!("| survey |\n| | type | name | label |\n{rows}")).unwrap();
    let read = read_checklist(&path, Words::of(Language::En)).unwrap();
    assert!(read.template.is_none() && read.bytes.is_empty());
    let first = &read.file.problems[0];
    assert_eq!((first.code, first.weight), ("too_many_questions", "error"));
    assert!(first.text.contains("20001") || first.text.contains("20,001"), "{}", first.text);
}
