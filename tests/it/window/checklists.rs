//! Checklists as a person meets them: one brought along in a spreadsheet, tables of records, readings.

use super::harness::Setting;
use super::screens::Album;
use super::stage::Stage;
use crate::app::support::{Desk, planned};
use crate::evidence::fixtures::{Exif, corners, jpeg, with_exif};
use egui::{Event, Key, Modifiers};
use fieldseal::app::Command;
use fieldseal::domain::{Inspection, InstancePath, Severity};
use fieldseal::form::xlsform::{Cell, Sheet, Workbook};
use fieldseal::ui::dialogs::DialogReply;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The window on the questions of the only inspection.
pub fn answering(desk: Desk, setting: Setting) -> Stage {
    let mut stage = Stage::at(desk, setting);
    stage.open_row("RPT-2026-0001");
    stage.tab("tab-answers");
    stage
}

fn inspection(stage: &Stage) -> Arc<Inspection> {
    stage.harness.state().inspection().expect("an open inspection").inspection.clone()
}

fn value(stage: &Stage, path: &str) -> Option<String> {
    inspection(stage).answers.get(&InstancePath::from(path.to_owned())).and_then(|answer| answer.value.clone())
}

/// A sheet from lines of cells with `|` between them.
fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let cell = |(column, text): (usize, &str)| Cell { column, text: text.trim().to_owned(), is_error: false };
    Sheet::from_cells(name, lines.iter().map(|line| line.split('|').enumerate().map(cell).collect()))
}

/// A form as programmes have it: two languages, groups, a condition, a cascade, a repeat, a constraint, a calculation.
fn form(folder: &Path, name: &str, reference: &str) -> PathBuf {
    let condition = format!("${{{reference}}} = 'yes'");
    let survey = [
        "type|name|label::English (en)|label::Chinese (zh-CN)|required|relevant|constraint|constraint_message::English (en)|constraint_message::Chinese (zh-CN)|choice_filter|calculation".to_owned(),
        "begin_group|store|Store|仓库".to_owned(),
        "select_one yn|chemicals|Are chemicals stored?|是否储存化学品？|yes".to_owned(),
        format!("integer|drums|How many drums?|有多少桶？|yes|{condition}|. <= 40|At most 40 drums.|最多40桶。"),
        "calculate|litres||||||||| ${drums} * 200".to_owned(),
        format!("note|sum|That is ${{litres}} litres.|共${{litres}}升。||{condition}"),
        "end_group".to_owned(),
        "select_one region|region|Region|地区|yes".to_owned(),
        "select_one city|city|City|城市|yes|||||region = ${region}".to_owned(),
        "begin_repeat|room|Room|房间".to_owned(),
        "text|room_name|Name of the room|房间名称|yes".to_owned(),
        "end_repeat".to_owned(),
    ];
    let lines: Vec<&str> = survey.iter().map(String::as_str).collect();
    let choices = sheet(
        "choices",
        &[
            "list_name|name|label::English (en)|label::Chinese (zh-CN)|region",
            "yn|yes|Yes|是",
            "yn|no|No|否",
            "region|north|North|北区",
            "region|south|South|南区",
            "city|harbin|Harbin|哈尔滨|north",
            "city|foshan|Foshan|佛山|south",
            "city|zhuhai|Zhuhai|珠海|south",
        ],
    );
    let settings = sheet(
        "settings",
        &["form_title|form_id|version|default_language", "Store check|store-check|2026-1|English (en)"],
    );
    let workbook = Workbook::of(vec![sheet("survey", &lines), choices, settings]);
    let path = folder.join(name);
    std::fs::write(&path, workbook.to_xlsx().unwrap()).unwrap();
    path
}

#[test]
fn a_form_is_imported_from_a_spreadsheet_and_completed() {
    let (desk, _) = planned("supplier-access");
    let mut stage = Stage::at(desk, Setting::EN_LIGHT);
    let folder = stage.folder.path().to_owned();
    stage.press_key("place-checklists");
    stage.press_key("checklist-import");
    stage.dialogs.push(DialogReply::Picked(vec![form(&folder, "wrong.xlsx", "chemicalz")]));
    stage.press_key("checklist-choose");
    assert!(stage.shows("Did you mean “chemicals”?"), "the problem with its guess");
    stage.press_part("Did you mean “chemicals”?");
    let mut album = Album::default();
    album.keep(&mut stage, "import_problems");
    stage.dialogs.push(DialogReply::Picked(vec![form(&folder, "right.xlsx", "chemicals")]));
    stage.press_key("checklist-choose");
    stage.press_key("checklist-keep");
    assert!(stage.shows("How many drums?"), "the preview of what was kept");

    stage.press_key("place-inspections");
    stage.press_key("command-new-inspection");
    let checklist = stage.text("plan-checklist");
    stage.press(&checklist);
    stage.press_part("Store check");
    stage.press_key("plan-create");
    assert!(stage.shows("RPT-2026-0002"), "the inspection opens");
    stage.tab("tab-answers");

    stage.find_question("chemicals");
    assert!(!stage.shows("How many drums?"));
    stage.key(Key::Num1);
    stage.find_question("drums");
    stage.write_key("answer-count", "50");
    stage.leave_fields();
    assert!(stage.shows("The checklist does not allow this value."), "the constraint");
    stage.write_key("answer-count", "30");
    stage.leave_fields();
    stage.find_question("sum");
    assert!(stage.shows("That is 6000 litres."), "the calculation");
    stage.find_question("region");
    stage.press("South");
    stage.find_question("city");
    assert!(stage.shows("Zhuhai") && !stage.shows("Harbin"), "the cascade");
    stage.press("Foshan");
    album.keep(&mut stage, "imported_form");
    stage.press_part("Add: Room");
    stage.find_question("room_name");
    stage.write_key("answer-text", "Paint store");
    stage.leave_fields();
    let rooms = |stage: &Stage| {
        inspection(stage)
            .answers
            .iter()
            .filter(|(path, one)| path.as_str().starts_with("/room[") && !one.is_empty())
            .count()
    };
    assert_eq!(rooms(&stage), 2, "the row and its name");
    let evaluation = stage.harness.state().inspection().unwrap().evaluation.clone();
    let (answered, asked) = evaluation.progress();
    assert_eq!((answered, asked), (5, 5));
    assert_eq!(evaluation.blocking().count(), 0, "the form is complete");

    stage.press_part("Take out Room");
    assert_eq!(rooms(&stage), 0);
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(rooms(&stage), 2, "taking a row out is undone");
}

/// Three months of wages as a spreadsheet puts them on the clipboard: the second below the minimum wage, the third with
/// an overtime of 60 hours.
const WAGES: &str = "Sample code\tMonth\tHow pay is reckoned\tWorking-hours scheme\tPay for normal hours\tNormal hours worked\tOvertime on workdays\tMinimum wage\tMinimum wage per
A-01\t2026/8\tMonthly\tStandard\t¥3,900\t174\t20\t2,265\tMonth
A-02\t2026/8\tMonthly\tStandard\t2,000\t174\t0\t2,265\tMonth
A-03\t2026/8\tMonthly\tStandard\tmuch\t174\t60\t2,265\tMonth
";

#[test]
fn a_block_of_wages_is_pasted_and_flagged() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let (desk, _) = planned("labour-and-employment");
        let mut stage = answering(desk, setting);
        let wages = stage.harness.state().inspection().unwrap().template.table("wage").unwrap().clone();
        let title = wages.title.get(setting.language).to_owned();
        stage.press(&title);
        stage.harness.event(Event::Paste(WAGES.to_owned()));
        stage.settle();
        let view = stage.harness.state().inspection().unwrap();
        let place = view.template.tables.iter().position(|table| table.name == "wage").unwrap();
        let raised = |row: usize| -> Vec<&str> {
            view.evaluation.tables[place].rows[row].raised.iter().map(|flag| wages.flags[*flag].code.as_str()).collect()
        };
        assert_eq!(view.evaluation.tables[place].rows.len(), 3);
        assert!(!raised(0).contains(&"below_minimum"), "{:?}", raised(0));
        assert!(raised(1).contains(&"below_minimum"), "{:?}", raised(1));
        assert!(raised(2).iter().any(|code| code.starts_with("overtime")), "{:?}", raised(2));
        let below = wages.flags.iter().find(|flag| flag.code == "below_minimum").unwrap();
        assert!(stage.shows(below.text.get(setting.language)), "the flag is on the screen");
        assert!(stage.shows("much"), "what could not be taken is named");
        album.keep(&mut stage, "wages");
        stage.keys(Modifiers::COMMAND, Key::Z);
        let view = stage.harness.state().inspection().unwrap();
        assert_eq!(view.evaluation.tables[place].rows.len(), 0, "one step takes the block back");
    }
}

#[test]
fn a_table_is_filled_by_the_keyboard() {
    let (desk, _) = planned("labour-and-employment");
    let mut stage = answering(desk, Setting::EN_LIGHT);
    let wages = stage.harness.state().inspection().unwrap().template.table("wage").unwrap().clone();
    stage.press(&wages.title.en);
    for text in ["A-01", "2026-08"] {
        stage.harness.event(Event::Text(text.to_owned()));
        stage.settle();
        stage.key(Key::Tab);
    }
    stage.harness.event(Event::Text("piece rate".to_owned()));
    stage.settle();
    stage.key(Key::Enter);
    let answers = inspection(&stage).answers.clone();
    let value = |name: &str| {
        let found = answers.iter().find(|(path, _)| path.as_str().ends_with(name));
        found.and_then(|(_, answer)| answer.value.clone())
    };
    assert_eq!(value("/wage_ref_no").as_deref(), Some("A-01"));
    assert_eq!(value("/wage_period").as_deref(), Some("2026-08"));
    assert_eq!(value("/wage_pay_basis").as_deref(), Some("piece_rate"), "a choice by its label");
}

#[test]
fn a_reading_above_its_limit_becomes_a_finding_of_the_right_severity() {
    for (reading, limit, severity) in [("42", "35", Severity::Major), ("75", "35", Severity::Critical)] {
        let (desk, _) = planned("environment-readings");
        let mut stage = answering(desk, Setting::EN_LIGHT);
        stage.find_question("ENV-AE-01");
        stage.press("Coal-fired power");
        stage.find_question("ENV-AE-03");
        stage.write_key("reading-value", reading);
        stage.write_key("reading-oxygen", "6");
        stage.write_key("reading-permit_limit", limit);
        stage.press_key("averaging-one_hour");
        stage.write_key("reading-measured_on", "2026-11-10");
        stage.write_key("reading-method", "HJ 57-2017");
        stage.write_key("reading-source", "Laboratory report 4711");
        stage.leave_fields();
        assert_eq!(value(&stage, "/env_ae_03/value").as_deref(), Some(reading));
        assert!(stage.shows("Exceeds the limit.") || stage.shows("Far above the limit."));
        assert!(stage.shows(&stage.text("finding-new")), "a failed answer asks for its finding");
        if severity == Severity::Major {
            Album::default().keep(&mut stage, "reading");
        }
        stage.write_key("finding-evidence", "SO2 above the permit");
        stage.press_key("command-next-question");
        let findings = inspection(&stage).findings.clone();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].severity, severity);
    }
}

#[test]
fn a_checklist_is_tried_out_and_nothing_is_kept() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let (desk, _) = planned("supplier-access");
        let mut stage = Stage::at(desk, setting);
        stage.press_key("place-checklists");
        album.keep(&mut stage, "library");
        let search = stage.text("checklists-search");
        stage.write(&search, "ehs-walk");
        let preview = stage.text("checklist-preview");
        stage.press_part(&preview);
        stage.press_key("checklist-try");
        let adverse = stage.text("status-not_verified");
        stage.press(&adverse);
        assert!(stage.shows(&stage.text("trial-text")));
        album.keep(&mut stage, "trial");
    }
}

#[test]
fn an_inspection_goes_on_with_another_version_after_what_differs_was_shown() {
    let (mut desk, id) = planned("responsible-minerals");
    let newer = desk.folder.path().join("newer.xlsx");
    let bytes = fieldseal::app::verb::checklist_file::spreadsheet(&mut desk.app, "responsible-minerals").unwrap().bytes;
    let mut workbook = fieldseal::form::xlsform::read_file(&bytes).unwrap();
    let sheet = workbook.sheets.iter_mut().find(|sheet| sheet.name == "survey").unwrap();
    let label = sheet.header.iter().find(|header| header.text == "label::English (en)").unwrap().column;
    let name = sheet.header.iter().find(|header| header.text == "name").unwrap().column;
    let row =
        sheet.rows.iter_mut().find(|row| row.cells.iter().any(|cell| cell.column == name && cell.text == "min_m1_01"));
    let cell = row.unwrap().cells.iter_mut().find(|cell| cell.column == label).unwrap();
    cell.text = "Is there a policy on minerals that everybody can read?".to_owned();
    let settings = workbook.sheets.iter_mut().find(|sheet| sheet.name == "settings").unwrap();
    let version = settings.header.iter().find(|header| header.text == "version").unwrap().column;
    settings.rows[0].cells.iter_mut().find(|cell| cell.column == version).unwrap().text = "1.1.0".to_owned();
    std::fs::write(&newer, workbook.to_xlsx().unwrap()).unwrap();
    let words = fieldseal::words::Words::of(fieldseal::domain::Language::En);
    let read = fieldseal::app::verb::checklist_file::read_checklist(&newer, words).unwrap();
    desk.run(Command::ImportChecklist(Box::new(read))).unwrap();
    let before = desk.app.inspection_view(id).unwrap().template.digest;
    let mut stage = answering(desk, Setting::EN_LIGHT);
    stage.tab("tab-plan");
    let other = stage.text("version-other");
    stage.press(&other);
    stage.press_part("1.1.0");
    assert!(stage.shows("Is there a policy on minerals that everybody can read?"), "what differs");
    Album::default().keep(&mut stage, "version");
    assert_eq!(stage.harness.state().inspection().unwrap().template.digest, before, "nothing has changed yet");
    stage.press_key("version-change");
    assert_ne!(stage.harness.state().inspection().unwrap().template.digest, before);
}

#[test]
fn a_choice_is_found_among_very_many() {
    let mut desk = Desk::new();
    let towns: String = (0..3000).map(|number| format!("t{number},Town {number}\n")).collect();
    std::fs::write(desk.folder.path().join("towns.csv"), format!("name,label\n{towns}")).unwrap();
    desk.plan_form("| survey |\n| | type | name | label |\n| | select_one_from_file towns.csv | town | Town |\n");
    let mut stage = answering(desk, Setting::EN_LIGHT);
    assert!(stage.shows("Town 39") && !stage.shows("Town 40"), "no more than anybody reads");
    assert!(stage.shows("2960 more choices: type a part of the one you want."));
    stage.write_key("choices-search", "own 2718");
    stage.press("Town 2718");
    assert_eq!(inspection(&stage).answers.values().next().unwrap().value.as_deref(), Some("t2718"));
    stage.write_key("choices-search", "own 41");
    assert!(stage.shows("Town 2718"), "what is chosen stays in sight");
}

#[test]
fn a_section_of_hundreds_of_questions_is_walked_in_blocks() {
    let mut desk = Desk::new();
    let rows: String =
        (1..=130).map(|number| format!("| | text | q{number} | Item {number} of the walk |\n")).collect();
    desk.plan_form(&format!("| survey |\n| | type | name | label |\n{rows}"));
    let mut stage = answering(desk, Setting::EN_LIGHT);
    assert!(stage.shows("1 to 48 of 130") && stage.shows("q48: Not answered"));
    assert!(!stage.shows("q49: Not answered"), "no wall of marks");
    Album::default().keep(&mut stage, "long_section");
    assert!(stage.shows("0 of 130 answered"), "no question is required, so each is asked");
    stage.press_key("strip-after");
    assert!(stage.shows("Item 49 of the walk") && stage.shows("49 to 96 of 130"));
    stage.find_question("q130");
    assert!(stage.shows("97 to 130 of 130"));
    stage.press_key("strip-before");
    assert!(stage.shows("Item 49 of the walk"));
    stage.find_question("q48");
    stage.key(Key::ArrowDown);
    assert!(stage.shows("49 to 96 of 130"), "the keyboard walks into the next block");
}

#[test]
fn a_position_is_taken_from_a_photo_of_the_question() {
    let mut desk = Desk::new();
    desk.plan_form("| survey |\n| | type | name | label |\n| | geopoint | gate | Gate |\n");
    let exif = Exif { place: Some([("N", [31, 13, 4944]), ("E", [121, 28, 2532])]), ..Exif::default() };
    let path = desk.folder.path().join("gate.jpg");
    std::fs::write(&path, with_exif(&jpeg(&corners(32, 24)), &exif.bytes())).unwrap();
    let mut stage = answering(desk, Setting::EN_LIGHT);
    let hint = stage.text("position-from-photo");
    assert!(stage.shows(&hint));
    stage.dialogs.push(DialogReply::Picked(vec![path]));
    stage.key(Key::P);
    stage.press("Take the location of Photo gate.jpg");
    let answer = inspection(&stage).answers.values().next().unwrap().value.clone().unwrap();
    assert!(answer.starts_with("31.23") && answer.ends_with(" 0 0"), "{answer}");
}
