//! Every main screen, looked at in both languages and themes.

use super::harness::Setting;
use super::stage::Stage;
use crate::app::support::{Desk, Until, open};
use egui_kittest::SnapshotResults;
use tempfile::TempDir;

/// Draws screens one after another and keeps a picture of each.
struct Album {
    results: SnapshotResults,
    setting: Setting,
}

impl Album {
    fn keep(&mut self, stage: &mut Stage, name: &str) {
        // The pointer would leave a hovered control behind.
        stage.harness.event(egui::Event::PointerGone);
        stage.leave_fields();
        stage.harness.snapshot(format!("{name}_{}", self.setting.suffix()));
        self.results.extend_harness(&mut stage.harness);
    }
}

fn album(setting: Setting) -> Album {
    Album { results: SnapshotResults::new(), setting }
}

#[test]
fn first_start_and_unlocking() {
    for setting in Setting::BOTH {
        let mut album = album(setting);
        let folder = TempDir::new().unwrap();
        let mut stage = Stage::over(open(folder.path()), folder, setting);
        album.keep(&mut stage, "start");
    }
}

#[test]
fn the_places_of_the_top_bar() {
    for setting in Setting::BOTH {
        let mut album = album(setting);
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
        stage.press_key("checklist-preview");
        album.keep(&mut stage, "checklist");
        stage.press_key("place-settings");
        album.keep(&mut stage, "settings");
        stage.press_key("place-inspections");
        stage.press_key("command-new-inspection");
        album.keep(&mut stage, "plan");
    }
}

#[test]
fn an_inspection_under_way() {
    for setting in Setting::BOTH {
        let mut album = album(setting);
        let mut desk = Desk::new();
        let id = desk.example(Until::Recorded);
        let number = desk.app.inspection_view(id).unwrap().inspection.plan.number.clone();
        let mut stage = Stage::at(desk, setting);
        stage.open_row(&number);
        album.keep(&mut stage, "answers");
        stage.press_key("score-why");
        album.keep(&mut stage, "why");
        stage.press_key("close");
        stage.press_key("tab-photos");
        album.keep(&mut stage, "photos");
        stage.press_key("tab-findings");
        album.keep(&mut stage, "findings");
        stage.press_key("tab-closing");
        album.keep(&mut stage, "closing_meetings");
        let step = format!("{}, {}", stage.text("closing-signatures"), stage.text("step-open"));
        stage.press(&step);
        album.keep(&mut stage, "closing_signatures");
        let step = format!("{}, {}", stage.text("closing-seal"), stage.text("step-open"));
        stage.press(&step);
        album.keep(&mut stage, "closing_seal");
        stage.keys(egui::Modifiers::COMMAND, egui::Key::K);
        album.keep(&mut stage, "palette");
    }
}
