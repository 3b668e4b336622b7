//! All controls on one page: what they look like, and that each can be reached by its name.

use super::harness::Setting;
use egui_kittest::kittest::Queryable;
use fieldseal::assets::icon;
use fieldseal::ui::theme::{Look, ThemeChoice, Tone};
use fieldseal::ui::widgets::{
    Chip, Column, Emphasis, EmptyState, Field, IconButton, PadState, TableState, action_button, card, chips,
    date_field, empty_state, facts, icon_button, mark_with_text, meter, pane_title, progress_row, screen_title,
    signature_pad, switch, table,
};

#[derive(Default)]
struct Page {
    name: String,
    note: String,
    day: Option<chrono::NaiveDate>,
    on: bool,
    pad: PadState,
    table: TableState,
    opened: Option<usize>,
    pressed: usize,
}

fn page(ui: &mut egui::Ui, look: &Look, page: &mut Page) {
    egui::CentralPanel::default().show(ui, |ui| {
        ui.columns_const(|[left, middle, right]: &mut [egui::Ui; 3]| {
            screen_title(left, "Inspections 检查");
            for tone in Tone::ALL {
                mark_with_text(left, look, tone, &format!("{tone:?} 严重不符合"));
            }
            left.horizontal(|ui| {
                for (emphasis, name) in [
                    (Emphasis::Primary, "Seal"),
                    (Emphasis::Normal, "Open"),
                    (Emphasis::Quiet, "More"),
                    (Emphasis::Danger, "Delete"),
                ] {
                    if action_button(ui, look, emphasis, Some(icon::LOCK), name, true).clicked() {
                        page.pressed += 1;
                    }
                }
            });
            left.horizontal(|ui| {
                for (glyph, name) in [(icon::CAMERA, "Photo"), (icon::ZOOM_IN, "Larger"), (icon::TRASH_2, "Remove")] {
                    icon_button(ui, look, IconButton { icon: glyph, name, enabled: true, selected: name == "Larger" });
                }
            });
            let chip = |text: &str, on| Chip { text: text.to_owned(), on, count: Some(12) };
            chips(left, look, &[chip("In progress", true), chip("Sealed", false), chip("已计划", false)]);
            meter(left, look, 0.4, 160.0, None, "Answered");
            progress_row(left, look, "3 photos", Some(0.62), "Cancel");
            let steps = [(icon::PLUS, "Start an inspection"), (icon::BOOK_OPEN, "Open the example")];
            let empty = EmptyState {
                icon: icon::CLIPBOARD_LIST,
                title: "No inspections yet",
                text: "They will be listed here.",
                steps: &steps,
            };
            empty_state(left, look, &empty);
            pane_title(middle, "A form");
            Field { label: "Name", hint: "as it is signed", ..Field::default() }.show(
                middle,
                look,
                "name",
                &mut page.name,
            );
            Field { label: "Note", rows: 3, issue: "A note is needed.", ..Field::default() }.show(
                middle,
                look,
                "note",
                &mut page.note,
            );
            date_field(middle, look, ("day", "First day"), &mut page.day);
            switch(middle, &mut page.on, "Sensitive");
            signature_pad(middle, look, "Signature of the auditor", "Sign here", &mut page.pad);
            card(right, look, |ui| {
                facts(
                    ui,
                    look,
                    &[
                        ("Taken".to_owned(), "21 Nov 2026, 16:20".to_owned()),
                        ("Camera 相机".to_owned(), "X100".to_owned()),
                    ],
                );
            });
            let columns = [Column::fixed("State".to_owned(), 110.0), Column::share("Supplier".to_owned(), 1.0)];
            let output = table(
                right,
                look,
                ("rows", &columns),
                10_000,
                &mut page.table,
                |row| format!("Row {row}"),
                |cell| {
                    let text = format!("{} / {}", cell.row, cell.column);
                    cell.text(&text, egui::FontId::proportional(15.0), look.palette.text);
                },
            );
            page.opened = output.opened.or(page.opened);
        });
    });
}

fn harness(setting: Setting) -> egui_kittest::Harness<'static, Page> {
    let day = "2026-11-21".parse().ok();
    setting.builder().build_ui_state(
        move |ui, state: &mut Page| {
            let look = setting.look(ui.ctx());
            page(ui, &look, state);
        },
        Page { name: "Li Na 李娜".to_owned(), day, ..Page::default() },
    )
}

#[test]
fn the_controls_look_as_they_should() {
    let mut results = egui_kittest::SnapshotResults::new();
    for theme in [ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast] {
        let mut harness = harness(Setting { theme, ..Setting::EN_LIGHT });
        harness.snapshot(format!("gallery_{}", theme.code()));
        results.extend_harness(&mut harness);
    }
}

#[test]
fn every_control_is_reached_by_its_name() {
    let mut harness = harness(Setting::EN_LIGHT);
    harness.get_by_label("Seal").click();
    harness.run();
    assert_eq!(harness.state().pressed, 1);
    harness.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Note").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Note").type_text("消防通道");
    harness.run();
    assert_eq!(harness.state().note, "消防通道");
    harness.get_by_label("Row 3").click();
    harness.run();
    assert_eq!(harness.state().opened, Some(3));
    harness.get_by_label("Sort by Supplier").click();
    harness.run();
    assert_eq!(harness.state().table.sort.column, 1);
}

#[test]
fn a_signature_is_taken_as_it_is_drawn() {
    let mut harness = harness(Setting::EN_LIGHT);
    let rect = harness.get_by_label("Signature of the auditor").rect();
    harness.drag_at(rect.left_center() + egui::vec2(20.0, 0.0));
    harness.run();
    for step in 1..6 {
        harness.event(egui::Event::PointerMoved(rect.left_center() + egui::vec2(20.0 + 30.0 * step as f32, 8.0)));
        harness.run();
    }
    harness.drop_at(rect.left_center() + egui::vec2(200.0, 10.0));
    harness.run();
    let strokes = &harness.state().pad.strokes;
    assert_eq!(strokes.len(), 1, "{strokes:?}");
    assert!(strokes[0].0.len() >= 6, "{strokes:?}");
    let (x, _) = strokes[0].0[0];
    assert_eq!(x, (20.0 / rect.width() * 1000.0).round() as i32);
}
