//! The main job from the first start to a verified report, as a person does it: by what can be read on the screen.

use super::harness::Setting;
use super::stage::{Hand, Stage};
use crate::app::support::{Desk, PASSPHRASE, Until, open};
use egui::{Key, Modifiers};
use fieldseal::domain::{
    AnswerStatus, EvidenceLink, Inspection, InspectionState, InstancePath, PositionKind, SignatureRole,
};
use fieldseal::ui::dialogs::DialogReply;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A photo of the example, as a file that can be chosen.
fn photo(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    let bytes = fieldseal::assets::example::PHOTOS.iter().next().expect("a photo of the example").1;
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Both hands and both languages.
const HANDS: [(Hand, Setting); 4] = [
    (Hand::Mouse, Setting::EN_LIGHT),
    (Hand::Mouse, Setting::ZH_DARK),
    (Hand::Keyboard, Setting::EN_LIGHT),
    (Hand::Keyboard, Setting::ZH_DARK),
];

/// Steps 1 to 3 by the mouse: first start, a supplier with a site, a plan.
fn begin(setting: Setting) -> Stage {
    begin_with(Hand::Mouse, setting)
}

fn begin_with(hand: Hand, setting: Setting) -> Stage {
    let folder = TempDir::new().unwrap();
    let mut stage = Stage::over(open(folder.path()), folder, setting);
    stage.hand = hand;
    first_start(&mut stage);
    supplier_and_site(&mut stage);
    stage.press_key("place-inspections");
    stage.press_key("command-new-inspection");
    stage.press_key("plan-create");
    assert!(stage.shows("RPT-2026-0001"), "the inspection opens");
    stage
}

fn first_start(stage: &mut Stage) {
    stage.write_key("start-name", "Lin Yue 林越");
    stage.write_key("start-organisation", "Example Audit");
    stage.write_key("passphrase", PASSPHRASE);
    stage.write_key("passphrase-again", "something else");
    stage.press_key("start-create");
    assert!(stage.shows(&stage.text("passphrase-differs")), "two different passphrases are refused");
    stage.write_key("passphrase-again", PASSPHRASE);
    stage.press_key("start-create");
    assert!(stage.shows(&stage.text("inspections-empty")));
}

fn supplier_and_site(stage: &mut Stage) {
    stage.press_key("place-suppliers");
    stage.press_key("supplier-new");
    stage.write_key("supplier-name", "Example Castings Ltd.");
    stage.write_key("registration-cn", "91350100M000100Y44");
    let hint = stage.words.with("registration-check", &[("expected", fieldseal::words::Value::Text("3"))]);
    assert!(stage.shows(&hint), "the check character is checked while typing");
    stage.write_key("registration-cn", "91350100M000100Y43");
    stage.press_key("save");
    stage.press_key("site-new");
    stage.write_key("site-name", "Plant 1");
    stage.write_key("site-address", "1 Example Road");
    stage.press_key("site-save");
    assert!(stage.shows("Plant 1"));
}

fn inspection(stage: &Stage) -> Arc<Inspection> {
    stage.harness.state().inspection().expect("an open inspection").inspection.clone()
}

fn answer(stage: &Stage, name: &str) -> fieldseal::domain::Answer {
    inspection(stage).answers.get(&InstancePath::of_question(name)).cloned().unwrap_or_default()
}

#[test]
fn first_start_supplier_and_plan_by_mouse_and_by_keyboard() {
    for (hand, setting) in HANDS {
        let stage = begin_with(hand, setting);
        let inspection = inspection(&stage);
        assert_eq!(inspection.state, InspectionState::Planned);
        assert_eq!(inspection.plan.team[0].name, "Lin Yue 林越");
    }
}

#[test]
fn a_locked_workspace_is_unlocked_with_its_passphrase_only() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.keys(Modifiers::COMMAND, Key::L);
    stage.write_key("passphrase", "wrong passphrase");
    stage.press_key("unlock");
    assert!(!stage.shows("RPT-2026-0001"));
    stage.unlock();
    assert!(stage.shows("RPT-2026-0001"));
}

#[test]
fn answers_are_given_by_keys_and_taken_back_by_undo() {
    for setting in Setting::BOTH {
        let mut stage = begin(setting);
        stage.find_question("ESG-HS-08");
        stage.key(Key::Num4);
        assert_eq!(answer(&stage, "esg_hs_08").value.as_deref(), Some("major"));
        assert!(stage.shows(&stage.text("finding-new")), "a failed answer asks for its finding");
        stage.keys(Modifiers::COMMAND, Key::Z);
        assert_eq!(answer(&stage, "esg_hs_08").value, None);
        stage.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
        assert_eq!(answer(&stage, "esg_hs_08").value.as_deref(), Some("major"));
        stage.key(Key::N);
        let note = stage.text("note");
        stage.write(&note, "消防 1234");
        stage.leave_fields();
        let kept = answer(&stage, "esg_hs_08");
        assert_eq!(kept.note, "消防 1234", "digits typed into a note are no answers");
        assert_eq!(kept.value.as_deref(), Some("major"));
    }
}

#[test]
fn not_applicable_is_kept_with_its_reason_only() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.find_question("ESG-HS-08");
    stage.key(Key::Num6);
    assert_eq!(answer(&stage, "esg_hs_08").status, AnswerStatus::Answered, "no reason, no answer");
    assert!(stage.shows(&stage.text("reason-owed")));
    stage.write_key("reason-not-applicable", "no machines on this site");
    stage.leave_fields();
    let kept = answer(&stage, "esg_hs_08");
    assert_eq!(kept.status, AnswerStatus::NotApplicable);
    assert_eq!(kept.reason, "no machines on this site");
}

#[test]
fn enter_leads_to_the_next_unanswered_question() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.find_question("ESG-HS-08");
    stage.key(Key::Num1);
    stage.key(Key::Enter);
    assert!(!stage.shows("ESG-HS-08\u{2002}"), "another question is shown");
    stage.key(Key::Num1);
    let answered = inspection(&stage).answers.len();
    assert_eq!(answered, 2, "the number answered the question that followed");
}

#[test]
fn photos_are_chosen_dropped_and_pasted_onto_the_question_that_is_shown() {
    let mut stage = begin(Setting::EN_LIGHT);
    let outside = TempDir::new().unwrap();
    stage.find_question("ESG-HS-08");
    stage.dialogs.push(DialogReply::Picked(vec![photo(outside.path(), "IMG_20261118_101502.jpg")]));
    stage.key(Key::P);
    assert_eq!(inspection(&stage).photos.len(), 1);
    let image = egui::ColorImage::filled([4, 3], egui::Color32::RED);
    stage.harness.event(egui::Event::PasteImage(Arc::new(image)));
    stage.settle();
    stage.drop_file(photo(outside.path(), "dropped.jpg"));
    let photos = inspection(&stage).photos.clone();
    assert_eq!(photos.len(), 3);
    assert_eq!((photos[1].facts.width_px, photos[1].facts.height_px), (4, 3));
    assert_eq!(photos[2].file_name, "dropped.jpg");
    let here = EvidenceLink::Question(InstancePath::of_question("esg_hs_08"));
    assert!(photos.iter().all(|photo| photo.links == [here.clone()]));
    stage.tab("tab-photos");
    assert!(stage.shows("Photo IMG_20261118_101502.jpg"));
}

#[test]
fn what_is_typed_and_left_unsaved_is_saved_all_the_same() {
    let mut stage = begin(Setting::EN_LIGHT);
    let outside = TempDir::new().unwrap();
    stage.find_question("ESG-HS-08");
    stage.key(Key::Num4);
    stage.write_key("finding-evidence", "Guard off, light curtain bridged.");
    stage.dialogs.push(DialogReply::Picked(vec![photo(outside.path(), "plain.jpg")]));
    stage.press_key("command-next-question");
    assert_eq!(inspection(&stage).findings[0].evidence, "Guard off, light curtain bridged.");
    stage.press_key("command-add-photo");
    stage.tab("tab-photos");
    stage.write_key("notes-new", "Night shift: lid of furnace 3 open");
    stage.press("Photo plain.jpg");
    stage.write_key("photo-caption", "Press 12");
    stage.press_key("command-back");
    stage.press_key("place-suppliers");
    stage.press_key("place-inspections");
    stage.open_row("RPT-2026-0001");
    let inspection = inspection(&stage);
    assert_eq!(inspection.photos[0].caption, "Press 12");
    assert_eq!(inspection.notes[0].text, "Night shift: lid of furnace 3 open");
}

#[test]
fn the_tray_takes_photos_and_notes_first_and_they_are_linked_later() {
    for (hand, setting) in HANDS {
        let mut stage = begin_with(hand, setting);
        let outside = TempDir::new().unwrap();
        stage.tab("tab-photos");
        let several = vec![photo(outside.path(), "one.jpg"), photo(outside.path(), "two.jpg")];
        stage.dialogs.push(DialogReply::Picked(several));
        stage.press_key("photos-add");
        stage.write_key("notes-new", "Exit sign of hall 2 dark");
        stage.press_key("notes-save");
        stage.press_key("link-to");
        stage.write_key("link-search", "HS-08");
        stage.press_part("ESG-HS-08");
        stage.key(Key::Escape);
        stage.press_part("two.jpg");
        stage.press_key("link-to");
        stage.write_key("link-search", "HS-08");
        stage.press_part("ESG-HS-08");
        stage.key(Key::Escape);
        let here = [EvidenceLink::Question(InstancePath::of_question("esg_hs_08"))];
        let inspection = inspection(&stage);
        assert_eq!(inspection.notes[0].links, here);
        assert_eq!((inspection.photos[0].links.len(), &inspection.photos[1].links[..]), (0, &here[..]));
        stage.press_part("ESG-HS-08");
        assert!(stage.shows("ESG-HS-08"), "the link leads to the question");
    }
}

#[test]
fn the_report_is_sealed_exported_in_both_languages_and_verified() {
    for (hand, setting) in HANDS {
        let mut desk = Desk::new();
        let id = desk.example(Until::ClosingSealed);
        let answers = desk.app.inspection_view(id).unwrap().inspection.answers.len();
        let mut stage = Stage::at(desk, setting);
        stage.hand = hand;
        stage.open_row("RPT-2026-0001");
        stage.tab("tab-closing");
        stage.step("closing-seal");
        let answers = i64::try_from(answers).unwrap();
        stage.press_count("seal-report-do", answers);
        stage.press_key("cancel");
        assert_eq!(inspection(&stage).state, InspectionState::FieldworkDone, "asked once more before it is done");
        stage.press_count("seal-report-do", answers);
        stage.press_count("seal-report-do", answers);
        assert_eq!(inspection(&stage).state, InspectionState::Sealed);
        stage.tab("tab-report");
        stage.press_key("language-both");
        stage.press_key("report-export");
        assert!(stage.shows(&stage.text("verdict-genuine_trusted")));
        assert!(stage.shows(&stage.text("open-folder")));
        let report = stage.folder.path().join("exports/RPT-2026-0001-report-en-zh-CN.pdf");
        stage.drop_file(report);
        assert!(stage.shows(&stage.text("verify-title")), "a dropped report is verified wherever one is");
        assert!(stage.shows(&stage.text("verdict-genuine_trusted-means")));
    }
}

#[test]
fn what_blocks_the_seal_leads_to_its_place() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.find_question("ESG-PR-01");
    stage.key(Key::Num1);
    let blockers = stage.harness.state().inspection().unwrap().blockers_in_all();
    stage.press_count("answers-blockers", i64::try_from(blockers).unwrap());
    stage.press_part("ESG-HS-08");
    stage.key(Key::Num1);
    assert_eq!(answer(&stage, "esg_hs_08").value.as_deref(), Some("conforming"));
}

#[test]
fn numbers_are_typed_as_people_write_them_and_wrong_ones_stay_to_be_corrected() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.find_question("ESG-PR-04");
    let field = stage.words.with("answer-number", &[("unit", fieldseal::words::Value::Text("%"))]);
    stage.write(&field, "350");
    assert!(stage.shows(&stage.text("answer-problem-not_a_share")));
    assert_eq!(answer(&stage, "esg_pr_04").value, None, "what cannot be is not recorded");
    stage.press_key("command-next-question");
    stage.press_key("command-previous-question");
    assert!(!stage.field_is_empty(&field), "what was typed is there to be corrected");
    stage.write(&field, "12,5");
    stage.key(Key::Enter);
    assert_eq!(answer(&stage, "esg_pr_04").value.as_deref(), Some("12.5"));
    // Enter went on to the next question, whose field has the focus: digits are the answer, not a choice.
    stage.harness.event(egui::Event::Text("60".to_owned()));
    stage.settle();
    let kept = answer(&stage, "esg_pr_05");
    assert_eq!((kept.value.as_deref(), kept.status), (Some("60"), AnswerStatus::Answered));
}

#[test]
fn not_applicable_without_its_reason_waits_and_its_note_is_kept() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.find_question("ESG-HS-08");
    stage.key(Key::Num6);
    stage.write_key("note", "Presses were sold in May");
    stage.press_key("command-next-question");
    stage.press_key("command-previous-question");
    assert!(stage.shows(&stage.text("reason-owed")), "the choice is there again");
    let kept = answer(&stage, "esg_hs_08");
    assert_eq!((kept.note.as_str(), kept.value), ("Presses were sold in May", None));
}

#[test]
fn undo_has_a_button_and_the_sheet_of_a_finding_is_saved_when_it_is_left() {
    let mut stage = begin(Setting::EN_LIGHT);
    raise_a_finding(&mut stage);
    stage.tab("tab-findings");
    stage.write_key("finding-place", "Hall 2");
    stage.tab("tab-answers");
    assert_eq!(inspection(&stage).findings[0].place, "Hall 2");
    stage.press_key("command-undo");
    assert_eq!(inspection(&stage).findings[0].place, "Hall 1");
}

#[test]
fn a_meeting_is_written_down_with_the_time_it_was_held() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.tab("tab-closing");
    stage.press_at("meeting-record", &stage.text("meeting-opening"));
    stage.write_key("meeting-time", "nine");
    assert!(stage.shows(&stage.text("meeting-time-wrong")));
    stage.write_key("meeting-time", "8:45");
    stage.press_key("meeting-save");
    let meeting = inspection(&stage).meetings.values().next().cloned().expect("a meeting");
    assert!(meeting.held_at.iso().contains("T08:45:00"), "{}", meeting.held_at.iso());
}

#[test]
fn where_no_dialog_can_open_a_path_is_typed() {
    let mut stage = begin(Setting::EN_LIGHT);
    let outside = TempDir::new().unwrap();
    let path = photo(outside.path(), "plain.jpg");
    stage.find_question("ESG-HS-08");
    stage.dialogs.push(DialogReply::Unavailable);
    stage.key(Key::P);
    stage.write_key("path-several", &format!("\"{}\"", path.display()));
    stage.press_key("path-take");
    assert_eq!(inspection(&stage).photos.len(), 1);
}

#[test]
fn a_file_that_is_no_picture_is_named_with_what_to_do() {
    let mut stage = begin(Setting::EN_LIGHT);
    let outside = TempDir::new().unwrap();
    let path = outside.path().join("notes.jpg");
    std::fs::write(&path, b"not a picture at all").unwrap();
    stage.find_question("ESG-HS-08");
    stage.dialogs.push(DialogReply::Picked(vec![path]));
    stage.key(Key::P);
    assert!(inspection(&stage).photos.is_empty());
    assert!(stage.shows("notes.jpg: "), "the notice names the file");
}

#[test]
fn from_a_failed_answer_to_a_verified_report() {
    for (hand, setting) in HANDS {
        let mut stage = begin_with(hand, setting);
        raise_a_finding(&mut stage);
        hold_meetings(&mut stage);
        sign(&mut stage);
        seal_the_closing(&mut stage);
        export_and_verify(&mut stage);
    }
}

fn raise_a_finding(stage: &mut Stage) {
    stage.find_question("ESG-HS-08");
    stage.key(Key::Num4);
    stage.write_key("finding-title", "Guard of press 12 taken off");
    stage.write_key("finding-evidence", "17 Nov, 10:20, hall 1: guard off, light curtain bridged.");
    stage.write_key("finding-place", "Hall 1");
    stage.press_key("finding-save");
    let inspection = inspection(stage);
    assert_eq!(inspection.findings.len(), 1);
    assert_eq!(inspection.findings[0].title, "Guard of press 12 taken off");
    assert!(!inspection.findings[0].requirement.is_empty(), "the requirement was filled in");
}

fn hold_meetings(stage: &mut Stage) {
    stage.tab("tab-closing");
    for meeting in ["meeting-opening", "meeting-closing"] {
        stage.press_at("meeting-record", &stage.text(meeting));
        let name = format!("{} 2", stage.text("team-name"));
        if stage.field_is_empty(&name) {
            stage.write(&name, "Wu Hao 吴昊");
        }
        stage.press_key("meeting-save");
    }
    assert_eq!(inspection(stage).meetings.len(), 2);
    stage.press_at("position-disputed", "F-01");
    stage.write_key("position-words", "The guard was off for cleaning.");
    stage.press_key("position-save");
    let position = inspection(stage).positions.values().next().cloned().expect("a position");
    assert_eq!(position.kind, PositionKind::Disputed);
}

fn sign(stage: &mut Stage) {
    stage.step("closing-signatures");
    stage.draw("pad-auditor");
    stage.press_at("signature-save", &stage.text("signature-auditor"));
    assert!(inspection(stage).signature(SignatureRole::Auditor).is_some());
    stage.press_key("refusal-instead");
    stage.write_key("refusal-reason", "Head office has to agree first");
    stage.write_key("refusal-witness", "Chen Example");
    stage.press_at("refusal-save", &stage.text("signature-site"));
    assert!(inspection(stage).signature(SignatureRole::Site).is_some());
}

fn seal_the_closing(stage: &mut Stage) {
    stage.step("closing-seal");
    stage.press_count("seal-closing-do", 1);
    stage.press_count("seal-closing-do", 1);
    assert_eq!(inspection(stage).state, InspectionState::FieldworkDone);
    assert!(stage.shows(&stage.text("blocker-unanswered")), "what blocks the report seal is listed");
}

fn export_and_verify(stage: &mut Stage) {
    stage.tab("tab-report");
    stage.press_key("report-export");
    assert!(stage.shows(&stage.text("verdict-genuine_trusted")), "the written report is verified at once");
    let exports = stage.folder.path().join("exports");
    let report = std::fs::read_dir(exports).unwrap().next().expect("a report").unwrap().path();
    stage.press_key("place-verify");
    stage.dialogs.push(DialogReply::Picked(vec![report.clone()]));
    stage.press_key("verify-choose");
    assert!(stage.shows(&stage.text("verdict-genuine_trusted")));
    let mut bytes = std::fs::read(&report).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let altered = stage.folder.path().join("altered.pdf");
    std::fs::write(&altered, bytes).unwrap();
    stage.dialogs.push(DialogReply::Picked(vec![altered]));
    stage.press_key("verify-choose");
    assert!(!stage.shows(&stage.text("verdict-genuine_trusted-means")), "one flipped bit is not genuine");
}

#[test]
fn settings_take_effect_and_a_backup_is_written() {
    let mut stage = begin(Setting::EN_LIGHT);
    stage.press_key("place-settings");
    stage.press_key("theme-dark");
    assert!(stage.harness.ctx.global_style().visuals.dark_mode);
    stage.keys(Modifiers::COMMAND, Key::Plus);
    assert!((stage.harness.ctx.zoom_factor() - 1.1).abs() < 0.01);
    stage.keys(Modifiers::COMMAND, Key::Num0);
    let outside = TempDir::new().unwrap();
    let path = outside.path().join("backup.zip");
    stage.dialogs.push(DialogReply::Picked(vec![path.clone()]));
    stage.press_key("backup-make");
    assert!(path.exists());
    stage.press("简体中文");
    let chinese = fieldseal::words::Words::of(fieldseal::domain::Language::ZhCn);
    assert!(stage.shows(&chinese.get("place-inspections")));
}

#[test]
fn the_example_opens_from_the_empty_list() {
    let folder = TempDir::new().unwrap();
    let mut stage = Stage::over(open(folder.path()), folder, Setting::EN_LIGHT);
    first_start(&mut stage);
    stage.press_key("command-open-example");
    assert!(inspection(&stage).findings.len() > 5, "the example is shown at once");
    stage.press_key("command-back");
    stage.open_row("RPT-2026-0001");
    stage.press_key("command-undo");
    stage.keys(Modifiers::COMMAND, Key::K);
    stage.harness.event(egui::Event::Text(stage.text("command-open-example")));
    stage.harness.run_ok();
    stage.key(Key::Enter);
    assert!(stage.shows("RPT-2026-0001") && !stage.shows("RPT-2026-0002"), "it is opened again, not made again");
}
