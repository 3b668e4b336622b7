//! Audit columns that say what they cannot say: all problems at once, each with its cell.

use fieldseal::domain::Digest;
use fieldseal::form::xlsform::{Cell, Sheet, Workbook};
use fieldseal::form::{AUDIT_COLUMNS, Template, TemplateError};

/// A sheet from lines of cells with `|` between them.
fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let cell = |(column, text): (usize, &str)| Cell { column, text: text.trim().to_owned(), is_error: false };
    Sheet::from_cells(name, lines.iter().map(|line| line.split('|').enumerate().map(cell).collect()))
}

/// The cell and code of every problem.
fn problems(sheets: Vec<Sheet>) -> Vec<(String, &'static str)> {
    let problems = Template::read(&Workbook::of(sheets), "t", Digest::of(b"")).map(|(_, problems)| problems);
    let problems = problems.unwrap_or_else(|checked| checked.problems);
    let place = |problem: &fieldseal::form::xlsform::Problem| problem.place.address().unwrap_or_default();
    problems.iter().map(|problem| (place(problem), problem.fault.code())).collect()
}

fn found(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    pairs.iter().map(|(place, code)| ((*place).to_owned(), *code)).collect()
}

#[test]
fn a_file_of_another_kind_is_refused_with_the_reason() {
    let code = |bytes: &[u8]| match Template::parse(bytes).unwrap_err() {
        TemplateError::Workbook(problem) => problem.code(),
        TemplateError::Problems(problems) => panic!("{problems:?}"),
    };
    assert_eq!(code(b""), "not_json");
    assert_eq!(code(b"PK\x03\x04"), "not_json");
    assert_eq!(code(br#"{"format":"fieldseal-record/1"}"#), "other_format");
    assert_eq!(code(br#"{"format":"fieldseal-checklist/3"}"#), "later_version");
    assert_eq!(code(br#"{"format":"fieldseal-checklist/1","id":"t"}"#), "shape");
    assert_eq!(code("[".repeat(100_000).as_bytes()), "other_format");
}

#[test]
fn all_problems_of_audit_columns_are_listed_together() {
    let survey = sheet(
        "survey",
        &[
            "type|name|label|audit::kind|audit::severity|audit::weight|audit::element|audit::evidence|audit::wieght",
            "select_one yn|a|A|guess|||",
            "select_one yn|b|B|yes_no|awful|3|E9|photo! smell",
            "text|c|C||major||",
            "decimal|d|D|||200|",
            "decimal|e|E|||3|",
        ],
    );
    let choices = sheet("choices", &["list_name|name|label", "yn|yes|Yes", "yn|no|No"]);
    let references =
        sheet("references", &["question|label|verification", "a|Law 1|verified", "zz|Law 2|verified", "b|Law 3|sure"]);
    assert_eq!(
        problems(vec![survey, choices, references]),
        found(&[
            ("A3", "audit_reference"),
            ("C4", "audit_value"),
            ("I1", "audit_column"),
            ("D2", "audit_value"),
            ("E3", "audit_value"),
            ("F3", "audit_weight"),
            ("G3", "audit_value"),
            ("H3", "audit_value"),
            ("E4", "audit_nothing_fails"),
            ("F5", "audit_value"),
            ("F6", "audit_weight"),
        ])
    );
}

#[test]
fn an_interview_asks_for_no_photo() {
    let lines = [
        "type|name|label|audit::interview",
        "begin_group|iv|Interviews|yes",
        "image|p|Photo|",
        "text|t|Themes|",
        "end_group|||",
        "text|u|After it|",
        "file|f|Recording|yes",
    ];
    assert_eq!(problems(vec![sheet("survey", &lines)]), found(&[("D3", "audit_interview"), ("D7", "audit_interview")]));
}

#[test]
fn the_documentation_lists_every_audit_column_with_its_meaning() {
    let documentation = include_str!("../../docs/checklists.md");
    for (header, sheet, meaning) in AUDIT_COLUMNS {
        let sheet = format!("{sheet:?}").to_lowercase();
        let line = format!("| `{sheet}` | `{header}` | {meaning} |");
        assert!(documentation.contains(&line), "{line}");
    }
}
