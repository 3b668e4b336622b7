//! XLSForms: what can be used, what is wrong with the others, and what the field's reference converter says of both.

mod forms;
mod round_trip;
mod rules;
mod spreadsheets;

use crate::judges::Tool;
use fieldseal::app::verb::checklist_file::check_file;
use fieldseal::domain::Language;
use fieldseal::form::xlsform::{Checked, Fault, ReadProblem, Weight, check, read_file};
use fieldseal::words::Words;
use forms::{BAD, GOOD, STRICTER};
use rules::{BROKEN, FOLLOWED};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;

fn checked(markdown: &str) -> Checked {
    check(&read_file(markdown.as_bytes()).expect("it is a table"), "form")
}

#[test]
fn forms_of_every_kind_can_be_used() {
    for (name, markdown) in GOOD.iter().chain(FOLLOWED) {
        let checked = checked(markdown);
        assert!(checked.is_usable(), "{name}: {:?}", checked.problems);
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (code, row, markdown) in BAD.iter().chain(BROKEN).chain(STRICTER) {
        let checked = checked(markdown);
        assert!(!checked.is_usable(), "{code}");
        let found = checked.problems.iter().find(|problem| problem.fault.code() == *code);
        let found = found.unwrap_or_else(|| panic!("{code} is not among {:?}", checked.problems));
        assert!(row.is_none() || found.place.row == *row, "{code}: {:?}", found.place);
    }
}

#[test]
fn every_fault_is_shown_by_a_form() {
    let shown: BTreeSet<Fault> = BAD
        .iter()
        .chain(BROKEN)
        .chain(STRICTER)
        .map(|(_, _, markdown)| *markdown)
        .chain(GOOD.iter().map(|(_, markdown)| *markdown))
        .flat_map(|markdown| checked(markdown).problems)
        .map(|problem| problem.fault)
        .collect();
    // Other tests show these: they need cells that a table of text does not have, or very many rows.
    let elsewhere =
        [Fault::ColumnNotText, Fault::FormulaError, Fault::More, Fault::NestedTooDeep, Fault::TooManyQuestions];
    // Those of the audit columns are shown by `template`.
    let is_ours = |fault: &&Fault| !fault.code().starts_with("audit_");
    let missing: Vec<_> = Fault::ALL
        .iter()
        .filter(is_ours)
        .filter(|fault| !shown.contains(fault) && !elsewhere.contains(fault))
        .collect();
    assert!(missing.is_empty(), "no form shows {missing:?}");
}

#[test]
fn all_problems_come_at_once_with_what_was_meant() {
    let markdown = "| survey |\n| | type | name | label | relevent |\n| | interger | a | A | |\n| | select_one colour | b | | ${c} |\n| | begin group | g | G | |\n| choices |\n| | list_name | name | label |\n| | colours | red | |\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("walk.md");
    fs::write(&path, markdown).unwrap();
    for (language, hint) in [(Language::En, "Did you mean “integer”?"), (Language::ZhCn, "是否应为“integer”？")]
    {
        let file = check_file(&path, Words::of(language)).unwrap();
        let codes: BTreeSet<_> = file.problems.iter().map(|problem| problem.code).collect();
        for code in
            ["type_unknown", "list_unknown", "label_missing", "begin_without_end", "choice_label", "column_misspelt"]
        {
            assert!(codes.contains(code), "{code} is not among {codes:?}");
        }
        let first = file.problems.iter().find(|problem| problem.code == "type_unknown").unwrap();
        assert!(first.text.contains(hint), "{}", first.text);
        assert_eq!(first.place.address().as_deref(), Some("A2"));
    }
}

/// The errors of a form with their rows.
fn errors(checked: &Checked) -> Vec<(Fault, Option<u32>)> {
    let grave = checked.problems.iter().filter(|problem| problem.fault.weight() == Weight::Error);
    grave.map(|problem| (problem.fault, problem.place.row)).collect()
}

#[test]
fn groups_stand_in_each_other_so_often_and_no_more() {
    let nested = |depth: usize, is_closed: bool| {
        let begins = (0..depth).map(|level| format!("| | begin group | g{level} | G |\n"));
        let ends = "| | end group | | |\n".repeat(if is_closed { depth } else { 0 });
        format!("| survey |\n| | type | name | label |\n{}| | text | a | A |\n{ends}", begins.collect::<String>())
    };
    assert!(errors(&checked(&nested(300, true))).is_empty());
    for depth in [301, 20_000] {
        assert_eq!(errors(&checked(&nested(depth, true))), [(Fault::NestedTooDeep, Some(302))]);
    }
    // It holds for a form that is refused for something else as well.
    let errors = errors(&checked(&nested(5000, false)));
    assert!(errors.contains(&(Fault::NestedTooDeep, Some(302))) && errors.len() == 5001);
}

#[test]
fn loops_stop_where_an_inspection_has_too_many_questions() {
    let looped = |depth: usize, choices: usize| {
        let begins = (0..depth).map(|level| format!("| | begin loop over l | g{level} | G |\n")).collect::<String>();
        let ends = "| | end loop | | |\n".repeat(depth);
        let choices = (0..choices).map(|choice| format!("| | l | c{choice} | C |\n")).collect::<String>();
        format!(
            "| survey |\n| | type | name | label |\n{begins}| | text | a | A |\n{ends}| choices |\n| | list_name | name | label |\n{choices}"
        )
    };
    assert!(errors(&checked(&looped(1, 9000))).is_empty());
    for (depth, choices) in [(1, 20_001), (30, 2), (200, 100)] {
        let errors = errors(&checked(&looped(depth, choices)));
        assert!(errors.iter().any(|(fault, _)| *fault == Fault::TooManyQuestions), "{depth}, {choices}: {errors:?}");
    }
}

#[test]
fn a_file_is_a_markdown_table_only_where_a_line_begins_with_a_bar() {
    let table = "survey,,,,\n,type,name,label,hint\n,text,a,A,1 | 2 | 3 | 4 | 5 | 6\n";
    assert!(check(&read_file(table.as_bytes()).unwrap(), "form").is_usable());
}

#[test]
fn what_is_no_spreadsheet_is_refused() {
    for (bytes, problem) in [
        (b"Dear colleague,\n".to_vec(), ReadProblem::NotAWorkbook),
        (vec![0, 159, 146, 150], ReadProblem::NotAWorkbook),
        (vec![b'a', 0xff, b'|'], ReadProblem::Encoding),
        (Vec::new(), ReadProblem::NotAWorkbook),
    ] {
        assert_eq!(read_file(&bytes), Err(problem));
    }
    assert!(matches!(read_file(b"PK\x03\x04 but nothing else"), Err(ReadProblem::Damaged(_))));
    assert!(read_file(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).is_err());
}

#[test]
fn the_reference_converter_says_the_same() {
    let Some(python) = Tool::find(Tool::PYTHON) else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("convert.py");
    let mut file = fs::File::create(&script).unwrap();
    file.write_all(
        b"import json, sys\nfrom pyxform.xls2xform import convert\nfor form in json.load(open(sys.argv[1])):\n    try:\n        convert(form, file_type='.md')\n        print('ok')\n    except Exception as error:\n        print('no', type(error).__name__, str(error).replace(chr(10), ' '))\n",
    )
    .unwrap();
    let all: Vec<(&str, &str, bool)> = GOOD
        .iter()
        .chain(FOLLOWED)
        .map(|(name, markdown)| (*name, *markdown, true))
        .chain(BAD.iter().chain(BROKEN).map(|(name, _, markdown)| (*name, *markdown, false)))
        .chain(STRICTER.iter().map(|(name, _, markdown)| (*name, *markdown, true)))
        .collect();
    let texts: Vec<&str> = all.iter().map(|(_, markdown, _)| *markdown).collect();
    let forms = folder.path().join("forms.json");
    fs::write(&forms, serde_json::to_vec(&texts).unwrap()).unwrap();
    let said = python.run([script.as_os_str(), forms.as_os_str()]);
    let lines: Vec<&str> = said.text.lines().filter(|line| line.starts_with("ok") || line.starts_with("no ")).collect();
    assert_eq!(lines.len(), all.len(), "{}", said.text);
    for ((name, markdown, usable), line) in all.iter().zip(lines) {
        assert_eq!(line == "ok", *usable, "{name}: {line}\n{markdown}");
    }
}

#[test]
fn every_fault_has_words() {
    for language in [Language::En, Language::ZhCn] {
        for fault in Fault::ALL {
            let key = format!("xlsform-{}", fault.code());
            assert!(Words::of(language).has(&key), "{key}");
        }
    }
}
