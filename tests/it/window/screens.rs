//! Every main screen, looked at in both languages and themes.

use super::harness::Setting;
use super::stage::Stage;
use crate::app::support::{Desk, Until, open};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable;
use fieldseal::app::environment::SystemEnvironment;
use fieldseal::app::problem::Problem;
use fieldseal::app::workspace::WorkspaceFolder;
use fieldseal::ui::screens::cannot_open::{CannotOpen, Rescue, cannot_open_ui};
use fieldseal::ui::theme::ThemeChoice;
use fieldseal::words::Words;
use tempfile::TempDir;

/// Draws screens one after another and keeps a picture of each.
#[derive(Default)]
pub struct Album {
    results: SnapshotResults,
}

impl Album {
    pub fn keep(&mut self, stage: &mut Stage, name: &str) {
        // The pointer would leave a hovered control behind.
        stage.harness.event(egui::Event::PointerGone);
        stage.leave_fields();
        let hidden: Vec<egui::Rect> = stage.changing_places();
        hidden.into_iter().for_each(|place| stage.harness.mask(place));
        stage.harness.snapshot(format!("{name}_{}", stage.setting.suffix()));
        self.results.extend_harness(&mut stage.harness);
    }
}

/// The example as far as `until` goes, its inspection open.
pub fn opened(until: Until, setting: Setting) -> Stage {
    let mut desk = Desk::new();
    let id = desk.example(until);
    let number = desk.app.inspection_view(id).unwrap().inspection.plan.number.clone();
    let mut stage = Stage::at(desk, setting);
    stage.open_row(&number);
    stage
}

#[test]
fn first_start() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let folder = TempDir::new().unwrap();
        let mut stage = Stage::over(open(folder.path()), folder, setting);
        album.keep(&mut stage, "start");
        let mut stage = Stage::at(Desk::new(), setting);
        stage.keys(egui::Modifiers::COMMAND, egui::Key::L);
        album.keep(&mut stage, "unlock");
    }
}

#[test]
fn what_keeps_the_workspace_shut_is_shown_in_a_window() {
    let mut album = Album::default();
    let desk = Desk::new();
    let second = fieldseal::app::App::open(WorkspaceFolder::at(desk.folder.path()), Box::new(SystemEnvironment));
    let error = second.err().expect("a second instance is refused");
    for setting in Setting::BOTH {
        let mut problem = Problem::of(&error, Words::of(setting.language));
        assert_eq!(problem.code, "workspace_in_use");
        let (folder, process) = (desk.folder.path().display().to_string(), std::process::id().to_string());
        for text in [&mut problem.what, &mut problem.details] {
            *text = text.replace(&folder, "/home/lin/fieldseal").replace(&process, "4711");
        }
        let close = Words::of(setting.language).get("close");
        let mut harness = setting.builder().build_ui_state(
            move |ui, closed: &mut bool| {
                let look = setting.look(ui.ctx());
                *closed |= cannot_open_ui(ui, &look, &problem, &Rescue::None) == CannotOpen::Close;
            },
            false,
        );
        harness.snapshot(format!("cannot_open_{}", setting.suffix()));
        harness.get_by_label(&close).click();
        harness.run();
        assert!(*harness.state());
        album.results.extend_harness(&mut harness);
    }
}

#[test]
fn the_places_of_the_top_bar() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut stage = Stage::at(Desk::new(), setting);
        album.keep(&mut stage, "inspections_empty");
        let mut desk = Desk::new();
        desk.example(Until::Recorded);
        let mut stage = Stage::at(desk, setting);
        album.keep(&mut stage, "inspections");
        stage.press_key("place-suppliers");
        album.keep(&mut stage, "suppliers");
        stage.press_key("place-findings");
        album.keep(&mut stage, "all_findings");
        stage.press_key("place-checklists");
        stage.press_part(&format!("{}: ", stage.text("checklist-preview")));
        album.keep(&mut stage, "checklist");
        stage.press_key("place-settings");
        album.keep(&mut stage, "settings");
        stage.key(egui::Key::F1);
        album.keep(&mut stage, "help");
        stage.press_key("close");
        stage.press_key("place-inspections");
        stage.press_key("command-new-inspection");
        album.keep(&mut stage, "plan");
    }
}

#[test]
fn an_inspection_under_way() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut stage = opened(Until::Recorded, setting);
        stage.find_question("ESG-OE-03a");
        album.keep(&mut stage, "answers");
        stage.press_key("score-why");
        album.keep(&mut stage, "why");
        stage.press_key("close");
        stage.tab("tab-plan");
        album.keep(&mut stage, "plan_tab");
        stage.tab("tab-photos");
        album.keep(&mut stage, "photos");
        let photo = stage.harness.state().inspection().unwrap().inspection.photos[1].caption.clone();
        stage.press_part(&photo);
        album.keep(&mut stage, "photo");
        stage.tab("tab-findings");
        album.keep(&mut stage, "findings");
        stage.tab("tab-closing");
        album.keep(&mut stage, "closing_meetings");
        stage.step("closing-signatures");
        album.keep(&mut stage, "closing_signatures");
        stage.step("closing-seal");
        album.keep(&mut stage, "closing_seal");
        stage.keys(egui::Modifiers::COMMAND, egui::Key::K);
        album.keep(&mut stage, "palette");
    }
}

#[test]
fn a_failed_answer_asks_for_its_finding_in_place() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut stage = opened(Until::Planned, setting);
        stage.find_question("ESG-HS-08");
        stage.key(egui::Key::Num4);
        let note = stage.text("note");
        stage.write(&note, "Guard of press 12 taken off, light curtain bridged 护罩已拆除");
        stage.leave_fields();
        album.keep(&mut stage, "failed_answer");
    }
}

#[test]
fn a_sealed_inspection_and_its_report() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut stage = opened(Until::ReportSealed, setting);
        album.keep(&mut stage, "report");
        stage.press_key("report-export");
        album.keep(&mut stage, "report_written");
        stage.press_key("place-verify");
        album.keep(&mut stage, "verify_empty");
        let name = format!("exports/RPT-2026-0001-report-{}.pdf", setting.language.code());
        let report = stage.folder.path().join(name);
        stage.drop_file(report.clone());
        album.keep(&mut stage, "verify_genuine");
        let mut bytes = std::fs::read(&report).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&report, bytes).unwrap();
        stage.drop_file(report);
        album.keep(&mut stage, "verify_altered");
        stage.press_key("command-back");
        stage.press_key("place-inspections");
        stage.open_row("RPT-2026-0001");
        stage.tab("tab-closing");
        stage.step("closing-signatures");
        album.keep(&mut stage, "closing_signed");
        stage.tab("tab-answers");
        album.keep(&mut stage, "answers_sealed");
    }
}

#[test]
fn a_narrow_window_folds_its_panes() {
    let mut album = Album::default();
    let setting = Setting { size: [700.0, 620.0], theme: ThemeChoice::HighContrast, ..Setting::EN_LIGHT };
    let mut stage = opened(Until::Recorded, setting);
    stage.find_question("ESG-OE-03a");
    album.keep(&mut stage, "narrow_answers");
}
