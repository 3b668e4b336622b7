//! A checklist from the reader into its stored form, into a spreadsheet and back: nothing is lost on the way.

use super::forms::{BAD, GOOD, STRICTER};
use crate::judges::Tool;
use fieldseal::assets::CHECKLISTS;
use fieldseal::form::xlsform::definition::{Definition, Item};
use fieldseal::form::xlsform::{
    Cell, Header, JsonProblem, Row, Sheet, Workbook, WriteProblem, check, read_file, read_folder,
};
use std::fs;
use std::path::Path;

fn read(markdown: &str) -> Workbook {
    read_file(markdown.as_bytes()).expect("it is a table")
}

/// A sheet of texts, the first row its header.
fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let cell = |(column, text): (usize, &&str)| Cell { column, text: (*text).to_owned(), is_error: false };
    Sheet::from_cells(name, rows.iter().map(|row| row.iter().enumerate().map(cell).collect()))
}

fn json(workbook: &Workbook) -> String {
    String::from_utf8(workbook.to_json().expect("it is only texts")).expect("JSON is UTF-8")
}

fn back(stored: &str) -> Workbook {
    Workbook::from_json(stored.as_bytes()).unwrap_or_else(|problem| panic!("{problem}: {stored:.300}"))
}

/// A form without the numbers of its rows, which close up when it is stored.
fn without_rows(mut form: Definition) -> Definition {
    fn clear(items: &mut [Item]) {
        for item in items {
            item.row = 0;
            clear(&mut item.items);
        }
    }
    clear(&mut form.items);
    form
}

/// Stores a workbook, writes it, and reads both again.
fn go_round(workbook: &Workbook, name: &str) -> Workbook {
    let stored = json(workbook);
    let loaded = back(&stored);
    assert_eq!(json(&loaded), stored, "{name}: stored again");
    let spreadsheet = workbook.to_xlsx().expect("it fits");
    assert_eq!(spreadsheet, loaded.to_xlsx().expect("it fits"), "{name}: the same checklist gives the same bytes");
    let read = read_file(&spreadsheet).expect("it is a spreadsheet");
    assert_eq!(json(&read), stored, "{name}: through a spreadsheet");
    loaded
}

fn same_form(workbook: &Workbook, name: &str) {
    let (before, after) = (check(workbook, "form"), check(&go_round(workbook, name), "form"));
    assert_eq!(before.is_usable(), after.is_usable(), "{name}: {:?} / {:?}", before.problems, after.problems);
    assert_eq!(without_rows(before.form), without_rows(after.form), "{name}");
}

#[test]
fn every_form_goes_round_without_loss() {
    for (name, markdown) in GOOD {
        same_form(&read(markdown), name);
    }
    for (code, _, markdown) in BAD.iter().chain(STRICTER) {
        same_form(&read(markdown), code);
    }
    same_form(&read_file(include_bytes!("walk.xls")).expect("it is a workbook"), "walk.xls");
    let csv = ("Questions".to_owned(), b"type,name,label\r\ntext,a,\"one\r\ntwo\"\r\n".to_vec());
    same_form(&read_folder(&[csv]).expect("it is a table"), "one CSV file");
}

#[test]
fn what_says_nothing_is_not_stored() {
    let mut workbook = Workbook::of(vec![
        sheet("notes", &[&["to do"], &["ask the union"]]),
        sheet("References", &[&["question", "note"], &["a", "第 36 条"]]),
        sheet("survey", &[&["type"], &["an older one"]]),
        sheet(
            "Survey",
            &[
                &[" type", "", "name", "label::English   (en)", "relevant", "relevant"],
                &[],
                &["text", "x", "a\u{a0}b "],
            ],
        ),
        sheet("choices", &[]),
        sheet("settings", &[&["form_id", "version"], &["", ""], &["late", "2"]]),
    ]);
    workbook.sheets[3].header.push(Header { column: 9, text: "2026".to_owned(), is_text: false });
    let twice = [(4, "first"), (5, "second"), (9, "under a number"), (30, "under nothing")];
    let cells = twice.map(|(column, text)| Cell { column, text: text.to_owned(), is_error: false });
    workbook.sheets[3].rows.push(Row { number: 9, cells: cells.to_vec() });
    let expected = r#"{"format":"fieldseal-checklist/2","sheets":{"references":{"columns":["question","note"],"rows":[{"note":"第 36 条","question":"a"}]},"settings":{"columns":["form_id","version"],"rows":[]},"survey":{"columns":["type","name","label::English (en)","relevant","relevant"],"rows":[{"name":"a b","type":"text"},{"relevant":"first"}]}}}"#;
    assert_eq!(json(&workbook), expected);
    same_form(&workbook, "a workbook with everything that is left out");
}

#[test]
fn a_single_sheet_is_a_survey_and_nothing_else() {
    let survey: &[&[&str]] = &[&["type", "name", "label"], &["text", "a", "A"]];
    let stored = r#"{"format":"fieldseal-checklist/2","sheets":{"survey":{"columns":["type","name","label"],"rows":[{"label":"A","name":"a","type":"text"}]}}}"#;
    for name in ["survey", "SURVEY", "Blatt 1", "references"] {
        let workbook = Workbook::of(vec![sheet(name, survey)]);
        assert_eq!(json(&workbook), stored, "{name}");
        same_form(&workbook, name);
    }
    // Beside a sheet that is left out it is none, and does not become one.
    let mut workbook = Workbook::of(vec![sheet("references", survey), sheet("notes", survey)]);
    same_form(&workbook, "no survey");
    assert!(!check(&go_round(&workbook, "no survey"), "form").is_usable());
    workbook.sheets.clear();
    assert_eq!(json(&go_round(&workbook, "nothing")), r#"{"format":"fieldseal-checklist/2","sheets":{}}"#);
}

/// Texts of which a spreadsheet would like to make something else.
fn delicate() -> Vec<String> {
    let mut texts: Vec<String> = [
        "=1+1",
        "=HYPERLINK(\"https://example.org\")",
        "+1",
        "-1",
        "@SUM(A1)",
        "{=A1}",
        "'quoted",
        "\"quoted\"",
        "a \"b\" 'c'",
        "one\ntwo\n\n=three",
        "a\tb",
        "2024.10",
        "1e5",
        "TRUE",
        "false",
        "2026-11-26",
        "26/11",
        "007",
        "1/2",
        "12:30",
        "5 %",
        "1.",
        "https://example.org/a?b=c&d",
        "mailto:a@example.org",
        "#REF!",
        "#N/A",
        "<r><t>x</t></r>",
        "<r>1 & 2</r>",
        "<b>&amp;</b>",
        "]]>",
        "<!-- x -->",
        "_x0041_",
        "_x005F_x0041_",
        "_x0041\u{1}",
        "a\u{b}b",
        "a\u{fffe}_x000D_",
        "\u{feff}x",
        "厂区内是否存在童工？",
        "工资单：“基本工资”",
        "😀👩‍🏭",
        "\u{202e}abc",
        "e\u{301}",
        "a\u{2028}b\u{85}c",
        "\\n \\u0041 \\",
        "${a} = 'x'",
        "a  b",
        "NULL",
        "None",
    ]
    .map(str::to_owned)
    .into();
    texts.push("long 长，".chars().cycle().take(10_000).collect());
    texts.push("x".repeat(32_767));
    texts.push("😀".repeat(16_383));
    texts
}

#[test]
fn a_text_stays_the_text_that_it_is() {
    let texts = delicate();
    let mut rows =
        vec![vec!["type".to_owned(), "name".to_owned(), "label".to_owned(), "=1+1".to_owned(), "2026".to_owned()]];
    for (index, text) in texts.iter().enumerate() {
        rows.push(vec!["text".to_owned(), format!("q{index}"), text.clone(), text.clone(), text.clone()]);
    }
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let workbook = Workbook::of(vec![sheet("survey", &rows)]);
    let loaded = go_round(&workbook, "delicate texts");
    let read = read_file(&loaded.to_xlsx().unwrap()).unwrap();
    assert_eq!(read, loaded);
    for (text, row) in texts.iter().zip(&read.sheets[0].rows) {
        for cell in &row.cells[2..] {
            assert_eq!(&cell.text, text);
        }
    }
    let Some(python) = Tool::find(Tool::PYTHON) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("delicate.xlsx");
    fs::write(&file, loaded.to_xlsx().unwrap()).unwrap();
    let script = write_script(folder.path(), LOOK);
    assert_eq!(python.must([script.as_os_str(), file.as_os_str()]).trim(), "only texts");
}

/// Every cell is a text without a link and formatted as one; the first row is bold and stays in sight.
const LOOK: &str = "
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1])['survey']
assert sheet.freeze_panes == 'A2', sheet.freeze_panes
for row in sheet.iter_rows():
    for cell in row:
        assert cell.data_type == 's' and cell.hyperlink is None, (cell.coordinate, cell.data_type)
        assert cell.number_format == '@' and cell.alignment.wrap_text, (cell.coordinate, cell.number_format)
        assert cell.font.bold == (cell.row == 1), cell.coordinate
for letter, least, most in [('A', 10, 12), ('C', 50, 52)]:
    assert least <= sheet.column_dimensions[letter].width <= most, sheet.column_dimensions[letter].width
print('only texts')
";

fn write_script(folder: &Path, text: &str) -> std::path::PathBuf {
    let path = folder.join("script.py");
    fs::write(&path, text).unwrap();
    path
}

/// Converts each form as it was written and as it was exported, and says whether both come to the same.
const COMPARE: &str = "
import json, sys
from pyxform.xls2xform import convert
for markdown, path in json.load(open(sys.argv[1])):
    before = convert(markdown, file_type='.md')
    after = convert(open(path, 'rb').read(), file_type='.xlsx')
    same = (before.xform, before.itemsets) == (after.xform, after.itemsets)
    print('same' if same else 'differs ' + repr(before.xform) + ' -> ' + repr(after.xform))
";

#[test]
fn the_reference_converter_makes_the_same_of_the_exported_form() {
    let Some(python) = Tool::find(Tool::PYTHON) else { return };
    let folder = tempfile::tempdir().unwrap();
    let cycle = STRICTER.iter().filter(|(code, _, _)| *code == "cycle").map(|(code, _, markdown)| (*code, *markdown));
    let forms: Vec<(&str, &str)> = GOOD.iter().copied().chain(cycle).collect();
    let pairs: Vec<(&str, String)> = forms
        .iter()
        .enumerate()
        .map(|(index, (_, markdown))| {
            let path = folder.path().join(format!("{index}.xlsx"));
            fs::write(&path, go_round(&read(markdown), markdown).to_xlsx().unwrap()).unwrap();
            (*markdown, path.to_string_lossy().into_owned())
        })
        .collect();
    let list = folder.path().join("forms.json");
    fs::write(&list, serde_json::to_vec(&pairs).unwrap()).unwrap();
    let script = write_script(folder.path(), COMPARE);
    let said = python.must([script.as_os_str(), list.as_os_str()]);
    let lines: Vec<&str> =
        said.lines().filter(|line| line.starts_with("same") || line.starts_with("differs")).collect();
    assert_eq!(lines.len(), forms.len(), "{said}");
    for ((name, _), line) in forms.iter().zip(lines) {
        assert_eq!(line, "same", "{name}");
    }
}

#[test]
fn what_does_not_fit_into_a_spreadsheet_is_named() {
    let long = "😀".repeat(16_384);
    let workbook = Workbook::of(vec![sheet("choices", &[&["list_name", "name"], &["l", &long]])]);
    let problem = workbook.to_xlsx().expect_err("the cell is too long");
    assert_eq!(problem.to_string(), "sheet choices, cell B2: 32768 characters, and a cell holds 32767");
    let names: Vec<String> = (0..16_385).map(|index| format!("c{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let problem = Workbook::of(vec![sheet("survey", &[&names])]).to_xlsx().expect_err("there are too many columns");
    assert_eq!(problem.to_string(), "sheet survey, cell XFE1: a sheet has 16384 columns at most");
    let mut survey = sheet("survey", &[&["type"]]);
    let cell = || Cell { column: 0, text: "note".to_owned(), is_error: false };
    survey.rows = (2..=1_048_577).map(|number| Row { number, cells: vec![cell()] }).collect();
    let problem = Workbook::of(vec![survey]).to_xlsx().expect_err("there are too many rows");
    assert!(matches!(&problem, WriteProblem::TooManyRows { place } if place.address().as_deref() == Some("A1048577")));
}

#[test]
fn what_is_no_stored_checklist_says_why() {
    let survey = |text: &str| format!(r#"{{"format":"fieldseal-checklist/2","sheets":{{"survey":{text}}}}}"#);
    for (stored, code, says) in [
        (String::new(), "not_json", "line 1, column 0"),
        ("{\n  \"format\": \"fieldseal-checklist/2\",\n  sheets\n}".to_owned(), "not_json", "line 3, column 3"),
        (survey(r#"{"columns":["a"],"rows":["#), "not_json", "line 1"),
        (survey(r#"{"columns":[],"rows":[]}"#) + "x", "not_json", "trailing"),
        (survey(&("[".repeat(1000) + &"]".repeat(1000))), "not_json", "recursion"),
        ("[]".to_owned(), "other_format", ""),
        (r#"{"sheets":{}}"#.to_owned(), "other_format", ""),
        (r#"{"format":2}"#.to_owned(), "other_format", ""),
        (r#"{"format":"fieldseal-checklist/1"}"#.to_owned(), "other_format", "fieldseal-checklist/1"),
        (r#"{"format":"fieldseal-checklist/02"}"#.to_owned(), "other_format", "fieldseal-checklist/02"),
        (r#"{"format":"fieldseal-record/1"}"#.to_owned(), "other_format", "fieldseal-record/1"),
        (r#"{"format":"fieldseal-checklist/3","sheets":7}"#.to_owned(), "later_version", "version 3"),
        (r#"{"format":"fieldseal-checklist/2"}"#.to_owned(), "shape", "`sheets` is no object"),
        (r#"["fieldseal-checklist/2"]"#.to_owned(), "shape", "the whole is no object"),
        (r#"{"format":"fieldseal-checklist/2","sheets":{},"id":"x"}"#.to_owned(), "shape", "`id` in the whole"),
        (r#"{"format":"fieldseal-checklist/2","sheets":{"Survey":{}}}"#.to_owned(), "shape", "`Survey` in `sheets`"),
        (survey("[]"), "shape", "survey is no object"),
        (survey(r#"{"rows":[]}"#), "shape", "`columns` of survey is no list"),
        (survey(r#"{"columns":["a"]}"#), "shape", "`rows` of survey is no list"),
        (survey(r#"{"columns":["a"," "],"rows":[]}"#), "shape", "column 2 of survey is no text"),
        (survey(r#"{"columns":["a"],"rows":[{"a":"1"},["a"]]}"#), "shape", "row 2 of survey is no object"),
        (survey(r#"{"columns":["a"],"rows":[{"b":"1"}]}"#), "shape", "row 1 of survey has `b`, which is no column"),
        (survey(r#"{"columns":["a"],"rows":[{"a":["1"]}]}"#), "shape", "row 1 of survey has no text in `a`"),
        (survey(r#"{"columns":["a"],"rows":[{"a":"1","a":"2"}]}"#), "shape", "`a` twice"),
        (survey(r#"{"columns":["a"],"rows":[{"a":"1"," a":"2"}]}"#), "shape", "twice"),
        (survey(r#"{"columns":["a"],"rows":[{"a":5}]}"#), "shape", "invalid type: integer `5`"),
        (survey(r#"{"columns":["a"],"rows":[],"widths":[]}"#), "shape", "`widths` in survey"),
    ] {
        let problem = Workbook::from_json(stored.as_bytes()).expect_err(&stored);
        assert_eq!(problem.code(), code, "{stored:.200}: {problem}");
        assert!(problem.to_string().contains(says), "{stored:.200}: {problem}");
    }
}

#[test]
fn a_stored_form_may_be_laid_out_for_reading() {
    let laid_out = r#"{ "sheets": { "survey": { "rows": [ {}, { "label": " A ", "type": "text", "name": "a" }, {"name": ""} ],
        "columns": ["type", "name ", "label"] }, "choices": { "columns": [], "rows": [] } }, "format": "fieldseal-checklist/2" }"#;
    let workbook = back(laid_out);
    let expected = r#"{"format":"fieldseal-checklist/2","sheets":{"survey":{"columns":["type","name","label"],"rows":[{"label":"A","name":"a","type":"text"}]}}}"#;
    assert_eq!(json(&workbook), expected);
    assert!(check(&workbook, "form").is_usable());
}

#[test]
fn a_stored_form_beyond_any_checklist_is_refused() {
    let stored = |columns: &str, rows: &str| {
        format!(
            r#"{{"format":"fieldseal-checklist/2","sheets":{{"survey":{{"columns":[{columns}],"rows":[{rows}]}}}}}}"#
        )
    };
    let many = |item: &str, count: usize| vec![item; count].join(",");
    for (text, refused) in [
        (stored(r#""a""#, &many(r#"{"a":"\"{["}"#, 1_499_999)), false),
        (stored(r#""a""#, &many(r#"{"a":"b"}"#, 1_500_000)), true),
        (stored(&many(r#""""#, 5_000_000), ""), true),
        (stored(r#""a""#, &many("{}", 5_000_000)), true),
        (stored(&format!(r#""{}""#, "a".repeat(64_000_000)), ""), true),
    ] {
        assert_eq!(Workbook::from_json(text.as_bytes()).err() == Some(JsonProblem::TooLarge), refused, "{text:.100}");
    }
}

/// Says of each spreadsheet whether the reference converter makes a form of it.
const CONVERT: &str = "
import json, sys
from pyxform.xls2xform import convert
for path in json.load(open(sys.argv[1])):
    try:
        convert(open(path, 'rb').read(), file_type='.xlsx')
        print('converted')
    except Exception as error:
        print('refused', type(error).__name__, str(error).replace(chr(10), ' '))
";

#[test]
fn every_built_in_checklist_is_converted_by_the_reference_and_keeps_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    let export = |(name, bytes): &(&str, &[u8])| {
        let spreadsheet = Workbook::from_json(bytes).unwrap().to_xlsx().unwrap();
        assert!(read_file(&spreadsheet).unwrap().to_json().unwrap() == *bytes, "{name} keeps its digest");
        let path = folder.path().join(format!("{name}.xlsx"));
        fs::write(&path, spreadsheet).unwrap();
        path.to_string_lossy().into_owned()
    };
    let paths: Vec<String> = CHECKLISTS.iter().map(export).collect();
    assert_eq!(paths.len(), 8);
    let Some(python) = Tool::find(Tool::PYTHON) else { return };
    let list = folder.path().join("checklists.json");
    fs::write(&list, serde_json::to_vec(&paths).unwrap()).unwrap();
    let script = write_script(folder.path(), CONVERT);
    let said = python.must([script.as_os_str(), list.as_os_str()]);
    let answers: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(answers, ["converted"; 8], "{said}");
}

#[test]
fn a_form_gets_the_name_of_its_file_only_where_it_has_none() {
    let survey = || sheet("survey", &[&["type", "name", "label"], &["text", "a", "A"]]);
    for (settings, id) in [
        (None, "walk"),
        (Some(sheet("settings", &[&["version"], &["1"]])), "walk"),
        (Some(sheet("Settings", &[&["FORM_ID"], &["own"]])), "own"),
        (Some(sheet("settings", &[&["id_string", "version"], &["own", "1"]])), "own"),
        (Some(sheet("settings", &[&["form_id", "version"], &["", "1"]])), "walk"),
    ] {
        let mut workbook = Workbook::of([Some(survey()), settings].into_iter().flatten().collect());
        workbook.name("walk");
        let checked = check(&back(&json(&workbook)), "another");
        assert!(checked.is_usable(), "{:?}", checked.problems);
        assert_eq!(checked.form.id, id);
    }
}
