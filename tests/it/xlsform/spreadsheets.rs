//! Forms in real spreadsheets and folders: `walk.xls` was written for these tests, the others are made here.

use fieldseal::app::verb::checklist_file::check_file;
use fieldseal::domain::Language;
use fieldseal::form::xlsform::definition::Item;
use fieldseal::form::xlsform::{Checked, Fault, ReadProblem, check, read_file};
use fieldseal::words::Words;
use std::fs;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell of a sheet that is made here.
enum Content {
    Text(&'static str),
    Number(&'static str),
    Error(&'static str),
}

use Content::{Error, Number, Text};

/// A workbook (ECMA-376) with these sheets, and so many spaces behind the cells of the first one.
fn xlsx(sheets: &[(&str, &[&[Content]])], spaces: usize) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str, spaces: usize| {
        file.start_file(name, SimpleFileOptions::default()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let blank = vec![b' '; spaces.min(1 << 20)];
        for _ in 0..spaces / blank.len().max(1) {
            file.write_all(&blank).unwrap();
        }
    };
    let numbers = 1..=sheets.len();
    let named = numbers
        .clone()
        .zip(sheets)
        .map(|(number, (name, _))| format!(r#"<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>"#));
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{}</sheets></workbook>"#,
        named.collect::<String>()
    );
    let links = numbers.clone().map(|number| {
        format!(r#"<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#)
    });
    let links = format!(r#"<Relationships xmlns="{PACKAGE}">{}</Relationships>"#, links.collect::<String>());
    let root = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    part("_rels/.rels", &root, 0);
    part("xl/workbook.xml", &book, 0);
    part("xl/_rels/workbook.xml.rels", &links, 0);
    for (number, (_, rows)) in numbers.zip(sheets) {
        let rows = (1..).zip(*rows).map(|(row, cells)| {
            let cells = (b'A'..).zip(*cells).map(|(column, cell)| {
                let place = format!("{}{row}", char::from(column));
                match cell {
                    Text(text) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#),
                    Number(number) => format!(r#"<c r="{place}"><v>{number}</v></c>"#),
                    Error(error) => format!(r#"<c r="{place}" t="e"><v>{error}</v></c>"#),
                }
            });
            format!(r#"<row r="{row}">{}</row>"#, cells.collect::<String>())
        });
        let sheet =
            format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{}</sheetData></worksheet>"#, rows.collect::<String>());
        part(&format!("xl/worksheets/sheet{number}.xml"), &sheet, if number == 1 { spaces } else { 0 });
    }
    file.finish().unwrap().into_inner()
}

fn checked(bytes: &[u8]) -> Checked {
    check(&read_file(bytes).expect("it is a workbook"), "form")
}

fn item<'a>(checked: &'a Checked, name: &str) -> &'a Item {
    checked.form.walk().find(|item| item.name == name).expect("the item is there")
}

#[test]
fn the_old_spreadsheet_format_is_read() {
    let checked = checked(include_bytes!("walk.xls"));
    assert!(checked.is_usable(), "{:?}", checked.problems);
    let default = |name: &str| item(&checked, name).default.clone();
    assert_eq!((default("workers"), default("share")), ("12".to_owned(), "0.5".to_owned()));
    assert_eq!(default("seen"), "2026-11-26 00:00:00");
    assert_eq!(item(&checked, "workers").bind.get("required").map(String::as_str), Some("TRUE"));
    let warned: Vec<_> = checked.problems.iter().map(|problem| (problem.fault, problem.place.address())).collect();
    assert_eq!(warned, [(Fault::DefaultInvalid, Some("D4".to_owned()))]);
    let names: Vec<&str> = checked.form.choices["yn"].iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["1", "0"]);
}

#[test]
fn cells_of_every_kind_are_read_and_the_doubtful_are_named() {
    let survey: &[&[Content]] = &[
        &[Text("type"), Text("name"), Text("label"), Text("default"), Number("2026")],
        &[Text("integer"), Text("a"), Text("A"), Number("5.0"), Error("#REF!")],
        &[Text("decimal"), Text("b"), Text("B"), Number("0.00001"), Text("x")],
    ];
    let checked = checked(&xlsx(&[("survey", survey), ("notes", &[&[Text("nothing of ours")]])], 0));
    let found: Vec<(Fault, Option<String>)> =
        checked.problems.iter().map(|problem| (problem.fault, problem.place.address())).collect();
    assert!(found.contains(&(Fault::ColumnNotText, Some("E1".to_owned()))), "{found:?}");
    assert!(found.contains(&(Fault::FormulaError, Some("E2".to_owned()))), "{found:?}");
    assert_eq!((item(&checked, "a").default.as_str(), item(&checked, "b").default.as_str()), ("5", "1e-05"));
}

#[test]
fn what_unpacks_to_more_than_any_checklist_is_refused() {
    let survey: &[&[Content]] = &[&[Text("type"), Text("name"), Text("label")], &[Text("text"), Text("a"), Text("A")]];
    let bomb = xlsx(&[("survey", survey)], 420_000_000);
    assert!(bomb.len() < 2_000_000);
    assert_eq!(read_file(&bomb), Err(ReadProblem::TooLarge));
}

#[test]
fn a_workbook_with_a_password_says_so() {
    // The signature of a compound file, and the name of the stream that every encrypted workbook has.
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 1528]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read_file(&bytes), Err(ReadProblem::Password));
}

#[test]
fn a_folder_of_csv_files_is_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("survey.csv"), "\u{feff}type,name,label\nselect_one yn,a,\"A, or B\"\n").unwrap();
    fs::write(folder.path().join("choices.csv"), "list_name,name,label\nyn,yes,Yes\n").unwrap();
    fs::write(folder.path().join("readme.txt"), "not a sheet").unwrap();
    let file = check_file(folder.path(), Words::of(Language::En)).unwrap();
    assert!(file.is_usable && file.problems.is_empty(), "{:?}", file.problems);
    fs::remove_file(folder.path().join("choices.csv")).unwrap();
    let file = check_file(folder.path(), Words::of(Language::En)).unwrap();
    assert_eq!(file.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["choices_missing"]);
}

#[test]
fn of_very_many_problems_the_gravest_are_listed() {
    let rows = (0..12_000).map(|row| format!("| | text | 1q{row} | L | x |\n"));
    let markdown = format!("| survey |\n| | type | name | label | remark |\n{}", rows.collect::<String>());
    let checked = checked(markdown.as_bytes());
    assert_eq!(checked.problems.len(), 10_001);
    let last = checked.problems.last().unwrap();
    assert_eq!((last.fault, last.subject.as_str()), (Fault::More, "2001"));
    assert!(!checked.is_usable());
}

#[test]
fn damaged_spreadsheets_of_the_old_kind_are_refused() {
    let whole = include_bytes!("walk.xls");
    let number = |at: usize| u32::from_le_bytes(whole[at..at + 4].try_into().unwrap()) as usize;
    // The first sector of the folder of streams follows itself.
    let (table, folder) = (512 * (number(76) + 1), number(48));
    let mut circle = whole.to_vec();
    circle[table + 4 * folder..][..4].copy_from_slice(&whole[48..52]);
    assert!(matches!(read_file(&circle), Err(ReadProblem::Damaged(_))));
    // What is behind the last stream is padding: without it the sheets are the same.
    let sheets = read_file(whole).unwrap();
    for length in (8..whole.len()).step_by(61) {
        let read = read_file(&whole[..length]);
        assert!(read.is_err() || (length > 5120 && read == Ok(sheets.clone())), "{length}");
    }
}
