//! Forms whose choices and tables stand in files beside them, filled in by `checklist try`.

use fieldseal::app::verb::checklist_file::{ProblemLine, check_file};
use fieldseal::app::verb::checklist_try::{Trial, try_file};
use fieldseal::domain::Language;
use fieldseal::form::engine::{FileFault, Files, NodeState, Session};
use fieldseal::form::xlsform::{check, read_file};
use fieldseal::words::Words;
use std::fs;
use std::path::Path;

const DISTRICTS: &str =
    "\u{feff}name,label,province\r\nsz,\"Shenzhen, \"\"SEZ\"\"\",gd\r\ngz,Guangzhou,gd\r\nxm,Xiamen,fj\r\n";

/// The name and content of a file, the code of its problem and the line.
type Broken = (&'static str, Option<&'static [u8]>, &'static str, Option<usize>);

/// A folder with a form and the files beside it.
fn folder(form: &str, files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("form.md"), form).unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn attempt(path: &Path, script: &str) -> Trial {
    let scripts = tempfile::tempdir().unwrap();
    let file = scripts.path().join("script.json");
    fs::write(&file, script).unwrap();
    let trial = try_file(path, Some(&file), Words::of(Language::En)).unwrap();
    trial.unwrap_or_else(|checked| panic!("{:#?}", checked.problems))
}

/// The trial of a form with files beside it.
fn run(form: &str, files: &[(&str, &[u8])], script: &str) -> Trial {
    let folder = folder(form, files);
    attempt(&folder.path().join("form.md"), script)
}

/// The state of a node after the whole script.
fn last<'a>(trial: &'a Trial, path: &str) -> &'a NodeState {
    let changes = trial.steps.iter().rev().flat_map(|step| &step.changes);
    let changed = changes.filter(|(own, _, _)| own == path).find_map(|(_, _, after)| after.as_ref());
    let initial = trial.initial.iter().find(|(own, _)| own == path).map(|(_, state)| state);
    changed.or(initial).unwrap_or_else(|| panic!("there is no {path}"))
}

fn options<'a>(trial: &'a Trial, path: &str) -> Vec<&'a str> {
    last(trial, path).options.iter().flatten().map(String::as_str).collect()
}

fn value<'a>(trial: &'a Trial, path: &str) -> &'a str {
    last(trial, path).value.as_deref().unwrap_or_default()
}

fn codes(problems: &[ProblemLine]) -> Vec<(&str, &str, Option<usize>)> {
    problems.iter().map(|problem| (problem.code, problem.subject.as_str(), problem.line)).collect()
}

#[test]
fn choices_come_from_a_table_beside_the_form() {
    let form = "| survey |\n| | type | name | label | choice_filter | calculation |\n| | text | p | P | | |\n| | select_one_from_file districts.csv | d | D | province = ${p} | |\n| | select_multiple_from_file districts.csv | e | E | | |\n| | calculate | said | | | instance('districts')/root/item[name = ${d}]/label |\n";
    let script = r#"[{"input": "/data/p", "value": "gd"}, {"select": "/data/d", "value": "sz"}, {"select": "/data/e", "value": "xm zz gz"}]"#;
    let trial = run(form, &[("districts.csv", DISTRICTS.as_bytes())], script);
    assert_eq!(codes(&trial.problems), []);
    assert_eq!(trial.initial.iter().find(|(path, _)| path == "/data/d").unwrap().1.options, Some(Vec::new()));
    assert_eq!(options(&trial, "/data/d"), ["sz", "gz"]);
    assert_eq!(options(&trial, "/data/e"), ["sz", "gz", "xm"]);
    assert_eq!(value(&trial, "/data/said"), "Shenzhen, \"SEZ\"");
    assert_eq!(value(&trial, "/data/e"), r#"["xm","gz"]"#);
}

#[test]
fn the_parameters_of_a_question_name_the_columns() {
    let form = "| survey |\n| | type | name | label | parameters |\n| | select_one_from_file sites.csv | s | S | value=code label=title |\n| | select_one_from_file sites.csv | t | T | value=code label=heading |\n";
    let checked = check(&read_file(form.as_bytes()).unwrap(), "form").form;
    let mut files = Files::default();
    files.add("sites.csv", b"code;title\n7;North gate\n8;\n".to_vec());
    let session = Session::with_files(&checked, Box::new(crate::xpath::Shanghai), &files);
    let choices = session.choices("/data/s").unwrap();
    let choices: Vec<_> = choices.iter().map(|choice| (choice.value.as_str(), choice.label.as_str())).collect();
    assert_eq!(choices, [("7", "North gate"), ("8", "8")]);
    let problems = session.file_problems();
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].row, &problems[0].fault), (3, &FileFault::Column("heading".to_owned())));
}

#[test]
fn expressions_look_into_tables_and_documents() {
    let form = "| survey |\n| | type | name | label | calculation |\n| | text | code | C | |\n| | csv-external | stations | | |\n| | xml-external | limits | | |\n| | calculate | town | | pulldata('rates', 'town', 'code', ${code}) |\n| | calculate | most | | instance('limits')/root/item[@kind = 'dust']/value * 2 |\n| | calculate | how_many | | count(instance('stations')/root/item[open = 'yes']) |\n| | calculate | zone | | instance('zones')/root/item[id = ${code}]/geometry |\n";
    let files: &[(&str, &[u8])] = &[
        ("rates.csv", b"code,town\n1,Dongguan\n2,Foshan\n"),
        ("stations.csv", b"id\topen\na\tyes\nb\tno\nc\tyes"),
        ("limits.xml", b"<?xml version='1.0'?>\n<root>\n  <item kind='dust'><value>4</value></item>\n</root>\n"),
        ("zones.geojson", br#"{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 2, "geometry": {"type": "Point", "coordinates": [113.1, 23]}, "properties": null}]}"#),
    ];
    let trial = run(form, files, r#"[{"input": "/data/code", "value": "2"}]"#);
    assert_eq!(codes(&trial.problems), []);
    assert_eq!(value(&trial, "/data/town"), "Foshan");
    assert_eq!(value(&trial, "/data/most"), "8");
    assert_eq!(value(&trial, "/data/how_many"), "2");
    assert_eq!(value(&trial, "/data/zone"), "23 113.1 0 0");
}

#[test]
fn places_come_from_geojson() {
    let form = "| survey |\n| | type | name | label | calculation |\n| | select_one_from_file posts.geojson | p | P | |\n| | calculate | where | | instance('posts')/root/item[id = ${p}]/geometry |\n| | calculate | names | | join('~', instance('posts')/root/item[2]/*) |\n";
    let posts = br#"{"features": [
      {"geometry": {"coordinates": [104.06, 30.65, 500], "type": "Point"}, "type": "Feature", "properties": {"title": "Gate", "id": "inner"}, "id": "gate"},
      {"geometry": {"coordinates": [[[1, 2], [3.5, 4], [1, 2]]], "type": "Polygon"}, "type": "Feature", "properties": {"title": "Yard", "id": 9, "gone": null, "tags": ["a", 1], "open": true}},
      {"geometry": {"coordinates": [[1, 2], [3, 4]], "type": "LineString"}, "type": "Feature", "id": "wall", "properties": {"title": "Wall"}},
      {"geometry": null, "type": "Feature", "id": "nowhere", "properties": {"title": "?"}}
    ], "name": "posts", "type": "FeatureCollection"}"#;
    let trial = run(form, &[("posts.geojson", posts)], r#"[{"select": "/data/p", "value": "gate"}]"#);
    assert_eq!(codes(&trial.problems), []);
    assert_eq!(options(&trial, "/data/p"), ["gate", "9", "wall", "nowhere"]);
    assert_eq!(value(&trial, "/data/where"), "30.65 104.06 500 0");
    assert_eq!(value(&trial, "/data/names"), "2 1 0 0; 4 3.5 0 0; 2 1 0 0~9~Yard~~a,1~true");
}

#[test]
fn a_form_runs_without_files_that_are_missing_or_broken() {
    let form = "| survey |\n| | type | name | label | calculation |\n| | select_one_from_file FILE | s | S | |\n| | integer | n | N | |\n| | calculate | twice | | ${n} * 2 |\n| | calculate | size | | count(instance('a')/root/item) |\n";
    let cases: [Broken; 16] = [
        ("a.csv", None, "file_missing", None),
        ("below/a.csv", None, "file_name", None),
        ("a.csv", Some(b""), "file_header", Some(1)),
        ("a.csv", Some(b"name,label\na,\xc4\n"), "file_encoding", Some(2)),
        ("a.csv", Some(b"name,label\n\na,\"b\n\nc,d\n"), "file_quote", Some(3)),
        ("a.csv", Some(b"name,label\na,b,,\nb,c,d\n"), "file_cells", Some(3)),
        ("a.csv", Some(b"code,label\na,b\n"), "file_column", None),
        ("a.xml", Some(b"<root>\n<item>\n</root>"), "file_syntax", Some(3)),
        ("a.xml", Some(b"<data><row><name>a</name></row></data>"), "file_shape", None),
        ("a.xml", Some(b"<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><root><item><name>&e;</name></item></root>"), "file_syntax", None),
        ("a.geojson", Some(b"{\n]"), "file_syntax", Some(2)),
        ("a.geojson", Some(b"{\"type\": \"FeatureCollection\"}"), "file_shape", Some(1)),
        ("a.geojson", Some(b"[]"), "file_shape", Some(1)),
        ("a.geojson", Some(b"{\"type\": \"FeatureCollection\", \"features\": [\n{\"type\": \"Feature\", \"geometry\": {\"type\": \"MultiPoint\", \"coordinates\": [[1, 2]]}, \"properties\": {}}]}"), "file_feature", Some(2)),
        ("a.geojson", Some(b"{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, 2]], [[3, 4]]]}, \"properties\": {}}]}"), "file_feature", Some(1)),
        ("a.csv", Some(b"na\0me,label\n"), "file_encoding", Some(1)),
    ];
    for (file, bytes, code, line) in cases {
        let files: Vec<_> = bytes.map(|bytes| (file, bytes)).into_iter().collect();
        let folder = folder(&form.replace("FILE", file), &files);
        let path = folder.path().join("form.md");
        let trial = attempt(&path, r#"[{"input": "/data/n", "value": "4"}]"#);
        let found = codes(&trial.problems);
        assert_eq!(found.first(), Some(&(code, file, line)), "{file}: {found:?}");
        assert_eq!(trial.problems[0].place.row, Some(2), "{file}");
        assert_eq!(value(&trial, "/data/twice"), "8", "{file}");
        let is_empty = options(&trial, "/data/s").is_empty();
        assert!(is_empty, "{file}: {:?}", options(&trial, "/data/s"));
        for language in Language::ALL {
            let checked = check_file(&path, Words::of(language)).unwrap();
            assert!(checked.is_usable, "{file}");
            let said = checked.problems.iter().find(|problem| problem.code == code);
            let said = &said.unwrap_or_else(|| panic!("{code} is not among {:?}", checked.problems)).placed;
            assert!(said.contains("survey") && !said.contains("xlsform-"), "{said}");
            assert!(line.is_none_or(|line| said.contains(&line.to_string())), "{said}");
        }
    }
}

#[test]
fn files_lie_in_the_folder_of_tables_or_in_one_for_media() {
    let form = "| survey |\n| | type | name | label |\n| | select_one_from_file a.csv | s | S |\n";
    let trial = run(form, &[("form-media/a.csv", b"name,label\nx,X\n")], "[]");
    assert_eq!(options(&trial, "/data/s"), ["x"]);
    let tables = folder(
        form,
        &[
            ("survey.csv", b"type,name,label\nselect_one_from_file a.csv,s,S\nselect_one_from_file b.csv,t,T\n"),
            ("a.csv", b"name,label\nx,X\n"),
            ("b.csv", b"name,label\ny,\xff\n"),
        ],
    );
    let trial = attempt(tables.path(), "[]");
    assert_eq!(options(&trial, "/data/s"), ["x"]);
    assert_eq!(codes(&trial.problems), [("file_encoding", "b.csv", Some(2))]);
}

#[test]
fn external_choices_come_from_their_sheet_or_from_the_file_of_collect() {
    let form = "| survey |\n| | type | name | label | choice_filter |\n| | text | state | S | |\n| | select_one_external county | c | C | state = ${state} |\n| | select_one_external town | t | T | state = ${state} |\n| external_choices |\n| | list_name | name | label | state |\n| | county | king | King | wa |\n| | county | cook | Cook | il |\n";
    let checked = check(&read_file(form.as_bytes()).unwrap(), "form").form;
    let mut files = Files::default();
    assert!(Files::wanted(&checked).contains("itemsets.csv"));
    files.add("itemsets.csv", b"list_name,name,label,state\ntown,seattle,Seattle,wa\ncounty,none,None,wa\n".to_vec());
    let mut session = Session::with_files(&checked, Box::new(crate::xpath::Shanghai), &files);
    assert_eq!(session.file_problems(), []);
    session.answer("/data/state", "wa").unwrap();
    let values = |path: &str| session.choices(path).unwrap().into_iter().map(|choice| choice.value).collect::<Vec<_>>();
    assert_eq!(values("/data/c"), ["king"]);
    assert_eq!(values("/data/t"), ["seattle"]);
    assert_eq!(session.choices("/data/state"), None);
}

#[test]
fn files_beyond_all_use_are_not_read() {
    let form = "| survey |\n| | type | name | label |\n| | select_one_from_file a.xml | s | S |\n| | select_one_from_file b.csv | t | T |\n";
    let checked = check(&read_file(form.as_bytes()).unwrap(), "form").form;
    let mut files = Files::default();
    let attributes: String = (0..20_000).map(|number| format!("a{number}='' ")).collect();
    files.add("a.xml", format!("<root><item {attributes}/></root>").into_bytes());
    files.add("b.csv", format!("name{}\n{}", ",a".repeat(2_000), "x\n".repeat(1_000)).into_bytes());
    let faults = |files: &Files| files.problems(&checked).into_iter().map(|problem| problem.fault).collect::<Vec<_>>();
    assert_eq!(faults(&files), [FileFault::TooLarge, FileFault::TooLarge]);
    files.add("a.xml", vec![b' '; Files::MOST_BYTES]);
    assert_eq!(faults(&files), [FileFault::TooLarge, FileFault::TooLarge]);
}
