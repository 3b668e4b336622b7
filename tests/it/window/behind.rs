//! What stands behind the figures of an inspection, as a person comes to see it.

use super::checklists::answering;
use super::harness::Setting;
use super::screens::Album;
use crate::app::behind::{add_rows, answer, sit};
use crate::app::support::{Desk, Until, planned};
use egui::Key;
use fieldseal::domain::Answer;
use fieldseal::words::Value;

#[test]
fn rows_with_flags_that_no_grade_counts_are_looked_at() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let (mut desk, id) = planned("labour-and-employment");
        let group = [("type", "own"), ("count", "10"), ("female", "4"), ("male", "4")];
        add_rows(&mut desk, id, "workforce", &[&group]);
        add_rows(&mut desk, id, "interview", &[&[("seq", "1"), ("mode", "group"), ("themes", "child_labour")]]);
        let mut stage = answering(desk, setting);
        stage.press_count("flags-count", 2);
        let view = stage.harness.state().inspection().unwrap();
        let table = view.template.table("workforce").unwrap().clone();
        let flag = table.flags.iter().find(|flag| flag.code == "total_not_sum").unwrap();
        assert!(stage.shows(flag.text.get(setting.language)));
        album.keep(&mut stage, "flags_to_look_at");
        let title = table.title.get(setting.language);
        stage.press_part(title);
        assert!(stage.shows(&stage.text("table-back")), "the press leads to the sheet");
    }
}

#[test]
fn a_test_is_looked_at() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let (mut desk, id) = planned("csr-training");
        sit(&mut desk, id, Some("TRN-TR-01"));
        let mut stage = answering(desk, setting);
        let words = if setting == Setting::EN_LIGHT { "Test not passed: " } else { "考核不合格：" };
        stage.press_part(words);
        assert!(stage.shows(&stage.text("test-failed")) && stage.shows(&stage.text("test-wrong")));
        album.keep(&mut stage, "test_result");
    }
}

#[test]
fn samples_stand_beside_the_score_and_over_the_sheet() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let (mut desk, id) = planned("labour-and-employment");
        let people = [("type", "own"), ("count", "80"), ("female", "40"), ("male", "40"), ("age16_17", "2")];
        add_rows(&mut desk, id, "workforce", &[&people]);
        add_rows(&mut desk, id, "interview", &[&[("seq", "1"), ("mode", "individual")]]);
        let mut stage = answering(desk, setting);
        let values = [("reached", Value::Number(0)), ("samples", Value::Number(6))];
        let short = stage.words.with("samples-short", &values);
        stage.press(&short);
        let name = stage.text("sample-interviews");
        let values = [("name", Value::Text(&name)), ("recorded", Value::Number(1)), ("wanted", Value::Number(9))];
        let interviews = stage.words.with("samples-known", &values);
        assert!(stage.shows(&interviews));
        album.keep(&mut stage, "samples");
        stage.press_key("close");
        let view = stage.harness.state().inspection().unwrap();
        let title = view.template.table("interview").unwrap().title.get(setting.language).to_owned();
        stage.press(&title);
        assert!(stage.shows(&interviews), "over the sheet too");
        album.keep(&mut stage, "interviews");
    }
}

#[test]
fn indicators_show_formula_and_numbers() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let (mut desk, id) = planned("labour-and-employment");
        answer(&mut desk, id, "lab_wf_03a", Answer::of("40"));
        add_rows(&mut desk, id, "workforce", &[&[("type", "own"), ("count", "60"), ("rural", "57")]]);
        let mut stage = answering(desk, setting);
        stage.key(Key::W);
        stage.press_key("indicators-title");
        assert!(stage.shows("95.00") && stage.shows(&stage.text("formula-rural_share")));
        let small = stage.words.with("indicators-small", &[("least", Value::Number(5))]);
        assert!(stage.shows(&small), "three people are not for the site");
        album.keep(&mut stage, "indicators");
    }
}

#[test]
fn other_schemes_are_one_press_from_the_score_and_from_a_severity() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut desk = Desk::new();
        desk.example(Until::Recorded);
        let mut stage = answering(desk, setting);
        stage.press_key("score-why");
        stage.press_key("schemes-title");
        assert!(stage.shows("amfori") && stage.shows(&stage.text("schemes-not-verified")));
        album.keep(&mut stage, "schemes");
        stage.press_key("close");
        stage.tab("tab-findings");
        assert!(!stage.shows("amfori"));
        stage.press_key("schemes-severity");
        assert!(stage.shows("amfori"), "under the severity of the finding");
        album.keep(&mut stage, "finding_schemes");
    }
}
