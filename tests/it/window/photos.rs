//! Photos in the window: marked, redacted, put in order, compared.

use super::checklists::answering;
use super::harness::Setting;
use super::screens::{Album, opened};
use super::stage::Stage;
use crate::app::support::{Desk, Until};
use crate::evidence::fixtures::{corners, encoded, jpeg};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable;
use fieldseal::app::command::{InspectionCommand, PhotoSource};
use fieldseal::domain::{Consent, EvidenceLink, MarkShape, Overlay, Photo, RedactionReason};
use fieldseal::ui::dialogs::DialogReply;
use image::RgbImage;

/// The second photo of the example, large.
fn photo_shown(setting: Setting) -> Stage {
    let mut stage = opened(Until::Recorded, setting);
    stage.tab("tab-photos");
    let caption = photo(&stage).caption;
    stage.press_part(&caption);
    stage
}

fn photo(stage: &Stage) -> Photo {
    stage.harness.state().inspection().unwrap().inspection.photos[1].clone()
}

fn overlay(stage: &Stage) -> Overlay {
    photo(stage).overlay
}

fn canvas(stage: &Stage) -> Rect {
    let is_canvas = |node: &egui_kittest::kittest::AccessKitNode<'_>| node.role() == Role::Canvas;
    stage.harness.get_by(is_canvas).rect()
}

/// Draws with the pointer from one place of the canvas to another, given as shares of it.
fn drag(stage: &mut Stage, from: (f32, f32), to: (f32, f32)) {
    let rect = canvas(stage);
    let at = |(x, y): (f32, f32)| rect.min + rect.size() * egui::vec2(x, y);
    stage.harness.drag_at(at(from));
    stage.harness.run_ok();
    for step in 1..=6 {
        stage.harness.event(Event::PointerMoved(at(from).lerp(at(to), step as f32 / 6.0)));
        stage.harness.run_ok();
    }
    stage.harness.drop_at(at(to));
    stage.settle();
}

#[test]
fn a_photo_is_marked_by_the_pointer_and_each_step_is_undone() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut stage = photo_shown(setting);
        for (tool, to) in [("tool-arrow", (0.45, 0.45)), ("tool-rectangle", (0.6, 0.6)), ("tool-ellipse", (0.5, 0.7))] {
            stage.press_key(tool);
            drag(&mut stage, (0.3, 0.35), to);
        }
        stage.press_key("tool-freehand");
        stage.press_key("mark-colour-yellow");
        drag(&mut stage, (0.55, 0.3), (0.7, 0.35));
        stage.press_key("tool-number");
        drag(&mut stage, (0.65, 0.5), (0.65, 0.5));
        stage.press_key("tool-text");
        drag(&mut stage, (0.35, 0.75), (0.35, 0.75));
        stage.write_key("mark-words", "出口 B blocked");
        stage.press_key("mark-write");
        let shapes: Vec<&str> = overlay(&stage).marks.iter().map(|mark| mark.shape.code()).collect();
        assert_eq!(shapes, ["arrow", "rectangle", "ellipse", "freehand", "number", "text"]);
        stage.press_key("tool-block");
        drag(&mut stage, (0.7, 0.6), (0.8, 0.75));
        assert_eq!(overlay(&stage).redactions.len(), 1);
        stage.press_key("tool-hand");
        album.keep(&mut stage, "photo_marked");
        for left in (0..7).rev() {
            stage.leave_fields();
            stage.keys(Modifiers::COMMAND, Key::Z);
            let now = overlay(&stage);
            assert_eq!(now.marks.len() + now.redactions.len(), left);
        }
    }
}

#[test]
fn a_photo_is_marked_and_redacted_by_the_keyboard() {
    let mut stage = photo_shown(Setting::EN_LIGHT);
    stage.press_key("tool-arrow");
    let name = photo(&stage).caption;
    let is_canvas = |node: &egui_kittest::kittest::AccessKitNode<'_>| node.role() == Role::Canvas;
    stage.harness.get_by(is_canvas).focus();
    stage.harness.run_ok();
    stage.key(Key::Enter);
    for _ in 0..5 {
        stage.key(Key::ArrowRight);
    }
    stage.key(Key::Enter);
    let MarkShape::Arrow { from, to } = overlay(&stage).marks[0].shape.clone() else { panic!("{name}") };
    assert_eq!((to.x - from.x, to.y - from.y), (500, 0));
    stage.press_key("tool-block");
    stage.harness.get_by(is_canvas).focus();
    stage.harness.run_ok();
    stage.key(Key::Enter);
    stage.keys(Modifiers::SHIFT, Key::ArrowRight);
    stage.keys(Modifiers::SHIFT, Key::ArrowDown);
    stage.key(Key::Enter);
    let block = overlay(&stage).redactions[0].clone();
    assert_eq!((block.to.x - block.from.x, block.to.y - block.from.y), (1_000, 1_000));
    assert_eq!(block.reason, RedactionReason::Person);
    stage.press_part("Take off: Arrow");
    assert!(overlay(&stage).marks.is_empty());
}

#[test]
fn a_mark_is_chosen_moved_and_deleted() {
    let mut stage = photo_shown(Setting::EN_LIGHT);
    stage.press_key("tool-rectangle");
    drag(&mut stage, (0.4, 0.4), (0.5, 0.5));
    let before = overlay(&stage).marks[0].shape.points();
    stage.press_key("tool-hand");
    drag(&mut stage, (0.45, 0.45), (0.55, 0.45));
    let after = overlay(&stage).marks[0].shape.points();
    assert!(after[0].x > before[0].x + 300 && (after[0].y - before[0].y).abs() < 30, "{before:?} {after:?}");
    stage.key(Key::Delete);
    assert!(overlay(&stage).is_empty());
}

#[test]
fn photos_are_put_in_order_compared_and_their_people_asked() {
    let mut album = Album::default();
    let mut stage = photo_shown(Setting::ZH_DARK);
    let (first, second) = {
        let inspection = stage.harness.state().inspection().unwrap().inspection.clone();
        (inspection.photos[0].id, inspection.photos[1].id)
    };
    stage.press_key("consent-given");
    assert_eq!(photo(&stage).consent, Consent::Given);
    stage.press_key("photo-compare");
    stage.press_key("photo-beside-next");
    stage.press_key("photo-zoom-in");
    album.keep(&mut stage, "photo_compared");
    stage.press_key("photo-compare");
    stage.press_key("photo-earlier");
    let order: Vec<_> =
        stage.harness.state().inspection().unwrap().inspection.photos.iter().map(|photo| photo.id).collect();
    assert_eq!(order[..2], [second, first]);
    stage.press_key("consent-withdrawn");
    let inspection = stage.harness.state().inspection().unwrap().inspection.clone();
    let shown = inspection.rendition(&inspection.photos[0]);
    assert_eq!(shown.overlay.redactions.len(), 1, "all of it is hidden");
}

#[test]
fn photos_are_dragged_onto_what_they_show_and_into_order() {
    let mut stage = opened(Until::Recorded, Setting::EN_LIGHT);
    stage.tab("tab-photos");
    let inspection = |stage: &Stage| stage.harness.state().inspection().unwrap().inspection.clone();
    let (first, second) = (inspection(&stage).photos[0].clone(), inspection(&stage).photos[1].clone());
    let place = |stage: &Stage, label: &str| stage.harness.get_all_by_label_contains(label).next().unwrap().rect();
    stage.press_key("drop-title");
    stage.write_key("link-search", "ESG-HS-04");
    Album::default().keep(&mut stage, "photos_linking");
    let (from, to) = (place(&stage, &second.caption), place(&stage, "ESG-HS-04  "));
    drag_between(&mut stage, from, to);
    let links = inspection(&stage).photo(second.id).unwrap().links.clone();
    assert_eq!(links.len(), second.links.len() + 1, "{links:?}");
    let (from, to) = (place(&stage, &second.caption), place(&stage, &first.caption));
    drag_between(&mut stage, from, to);
    let order: Vec<_> = inspection(&stage).photos.iter().map(|photo| photo.id).collect();
    assert_eq!(order[..2], [second.id, first.id]);
}

#[test]
fn a_note_is_dragged_onto_what_it_belongs_to() {
    let mut stage = opened(Until::Recorded, Setting::EN_LIGHT);
    stage.tab("tab-photos");
    stage.write_key("notes-new", "Ask for the drill records");
    stage.press_key("notes-save");
    let note = |stage: &Stage| {
        let notes = stage.harness.state().inspection().unwrap().inspection.notes.clone();
        notes.into_iter().find(|note| note.text == "Ask for the drill records").unwrap()
    };
    assert_eq!(note(&stage).links, []);
    let drag = stage.text("note-drag");
    let grip = stage.harness.get_all_by_label(&drag).next().unwrap().rect();
    stage.harness.drag_at(grip.center());
    stage.harness.run_ok();
    stage.harness.event(Event::PointerMoved(grip.center() + egui::vec2(-20.0, 20.0)));
    stage.harness.run_ok();
    // What it can be dragged onto has come up by itself; the first is a finding.
    let finding = stage.harness.state().inspection().unwrap().inspection.findings[0].clone();
    let target = stage.harness.get_by_label_contains(&finding.title).rect().center();
    stage.harness.event(Event::PointerMoved(target));
    stage.harness.run_ok();
    stage.harness.drop_at(target);
    stage.settle();
    assert_eq!(note(&stage).links, [EvidenceLink::Finding(finding.id)]);
}

fn drag_between(stage: &mut Stage, from: Rect, to: Rect) {
    stage.harness.drag_at(from.center());
    stage.harness.run_ok();
    for step in 1..=6 {
        stage.harness.event(Event::PointerMoved(from.center().lerp(to.center(), step as f32 / 6.0)));
        stage.harness.run_ok();
    }
    stage.harness.drop_at(to.center());
    stage.settle();
}

#[test]
fn a_camera_card_is_brought_in_and_sorted_by_time() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut desk = Desk::new();
        desk.plan_form("| survey |\n| | type | name | label |\n| | text | gate | Is the gate closed? |\n");
        let mut stage = answering(desk, setting);
        stage.write_key("answer-text", "Open");
        stage.leave_fields();
        let inspection = |stage: &Stage| stage.harness.state().inspection().unwrap().inspection.clone();
        let answered_at = inspection(&stage).changed_at.local();
        let card = stage.folder.path().join("DCIM");
        std::fs::create_dir(&card).unwrap();
        for (seed, minutes) in [(1, -4), (2, 2), (3, 200)] {
            let time = answered_at + chrono::TimeDelta::minutes(minutes);
            let name = time.format("IMG_%Y%m%d_%H%M%S.jpg").to_string();
            std::fs::write(card.join(name), jpeg(&corners(64 + seed, 48))).unwrap();
        }
        stage.tab("tab-photos");
        stage.dialogs.push(DialogReply::Picked(vec![card]));
        stage.press_key("photos-add-folder");
        assert_eq!(inspection(&stage).photos.len(), 3);
        stage.press_key("by-time-open");
        album.keep(&mut stage, "photos_by_time");
        stage.press_count("by-time-confirm", 2);
        let linked = inspection(&stage).photos.iter().filter(|photo| !photo.links.is_empty()).count();
        assert_eq!(linked, 2);
        assert!(stage.shows(&stage.text("photos-tray")), "back at the grid");
    }
}

#[test]
fn a_photo_larger_than_any_texture_is_seen_pixel_by_pixel() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Planned);
    // Every other column is black: in any smaller picture they melt into grey.
    let columns = RgbImage::from_fn(6000, 48, |x, _| image::Rgb([if x % 2 == 0 { 0 } else { 255 }; 3]));
    let bytes = encoded(&columns.into(), image::ImageFormat::Png);
    let sources = vec![PhotoSource::Bytes { file_name: "columns.png".to_owned(), bytes }];
    desk.ask(id, InspectionCommand::AddPhotos { sources, links: Vec::new() }).unwrap();
    let mut stage = answering(desk, Setting::EN_LIGHT);
    stage.tab("tab-photos");
    stage.press_part("columns.png");
    stage.press_key("photo-zoom-pixels");
    stage.settle();
    let seen = stage.harness.render().unwrap();
    let middle = canvas(&stage).center();
    let row: Vec<u8> = (0..60).map(|x| seen.get_pixel(middle.x as u32 - 30 + x, middle.y as u32).0[0]).collect();
    assert!(row.windows(2).all(|pair| pair[0].abs_diff(pair[1]) > 150), "{row:?}");
}
