//! Imports that were interrupted, in the window: what is saved is said, and the rest is one press away.

use super::harness::Setting;
use super::stage::Stage;
use crate::app::imports::{card, files, interrupted};
use crate::app::support::{Desk, Until};
use egui_kittest::kittest::Queryable;
use fieldseal::words::Value;

/// The photos of the example's inspection, into which an import of five photos was interrupted after two.
fn offered(setting: Setting, folder: &std::path::Path) -> Stage {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    let mut desk = interrupted(desk, id, files(&card(folder, 5)), 2);
    let number = desk.app.inspection_view(id).unwrap().inspection.plan.number.clone();
    let mut stage = Stage::at(desk, setting);
    stage.open_row(&number);
    stage.tab("tab-photos");
    stage
}

fn photos(stage: &Stage) -> usize {
    stage.harness.state().inspection().unwrap().inspection.photos.len()
}

#[test]
fn the_rest_of_an_interrupted_import_is_taken_in_or_left_by_one_press() {
    for setting in Setting::BOTH {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = offered(setting, folder.path());
        let counts = [("total", Value::Number(5)), ("saved", Value::Number(2)), ("rest", Value::Number(3))];
        let said = stage.words.with("interrupted-what", &counts);
        assert!(stage.harness.query_by_label(&said).is_some(), "{said}");
        let rest = stage.words.with("interrupted-resume", &counts);
        stage.press(&rest);
        stage.settle();
        assert_eq!(photos(&stage), 5);
        assert!(stage.harness.query_by_label(&said).is_none());

        let other = tempfile::tempdir().unwrap();
        let mut stage = offered(setting, other.path());
        stage.press_key("interrupted-leave");
        stage.settle();
        assert_eq!(photos(&stage), 2);
        assert!(stage.harness.query_by_label(&said).is_none());
    }
}
