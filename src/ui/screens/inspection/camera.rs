//! Photos taken with the laptop's camera: what it sees, the shutter, and what was taken.

use super::answers::photo_name;
use super::photos::link_name;
use crate::app::command::InspectionCommand;
use crate::app::problem::Problem;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{EvidenceLink, Photo, PhotoId};
use crate::ui::actions::Actions;
use crate::ui::command_table::UiCommand;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, body, icon_text, small};
use crate::ui::viewfinder::View;
use crate::ui::widgets::{Chip, Emphasis, action_button, chips, pane_title, region};
use crate::words::Value;
use egui::{Align, CentralPanel, Frame, Image, Label, Layout, Margin, Panel, ScrollArea, Ui, WidgetInfo, vec2};
use std::collections::BTreeSet;

/// What is photographed.
#[derive(Debug, Default)]
pub struct CameraState {
    links: Vec<EvidenceLink>,
    /// The photos that were there when the camera was opened; none when it is not known yet.
    before: Option<BTreeSet<PhotoId>>,
}

impl CameraState {
    /// The camera as it opens, for photos with these links.
    pub fn opened(links: Vec<EvidenceLink>) -> Self {
        Self { links, before: None }
    }
}

/// Draws the camera.
pub fn camera_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut CameraState, actions: &mut Actions) {
    let photos = &view.inspection.photos;
    let before = state.before.get_or_insert_with(|| photos.iter().map(|photo| photo.id).collect());
    let taken: Vec<&Photo> = photos.iter().rev().filter(|photo| !before.contains(&photo.id)).collect();
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::same(16));
    Panel::right("camera side").exact_size(300.0).frame(frame).show(ui, |ui| {
        side_ui(ui, look, view, &state.links, &taken, actions);
    });
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(16, 12));
    Panel::bottom("camera bar").frame(frame).show(ui, |ui| bar_ui(ui, look, view, state, actions));
    let frame = Frame::new().fill(look.palette.sunken).inner_margin(Margin::same(12));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let again = match actions.viewfinder.look() {
            View::Live(texture, size) => {
                let room = ui.available_rect_before_wrap();
                let shown = size * (room.width() / size.x).min(room.height() / size.y);
                let rect = egui::Rect::from_center_size(room.center(), shown);
                let response = ui.allocate_rect(rect, egui::Sense::hover());
                let name = look.text("camera-picture");
                response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Image, true, &name));
                Image::new((texture, size)).paint_at(ui, rect);
                false
            }
            View::Opening => {
                ui.centered_and_justified(|ui| ui.label(body(look.text("camera-opening"))));
                false
            }
            View::Lost(problem) => lost_ui(ui, look, problem),
        };
        if again {
            actions.viewfinder.open(None);
        }
    });
    if actions.take_pressed(UiCommand::TakeShot) {
        shoot(view, state, actions);
    }
    if actions.take_pressed(UiCommand::CloseCamera) {
        actions.back();
    }
}

/// Keeps what is seen right now.
fn shoot(view: &InspectionView, state: &CameraState, actions: &mut Actions) {
    let Some(shot) = actions.viewfinder.shot().filter(|_| view.inspection.report_seal.is_none()) else { return };
    let command = InspectionCommand::AddPhotos { sources: vec![shot], links: state.links.clone() };
    actions.send_to(view.inspection.plan.id, command);
}

/// The shutter, the other cameras, the way back.
fn bar_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &CameraState, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let ready = actions.viewfinder.shot().is_some() && view.inspection.report_seal.is_none();
        let words = UiCommand::TakeShot.text(look);
        let shutter = action_button(ui, look, Emphasis::Primary, Some(icon::CAMERA), &words, ready);
        if shutter.on_hover_text(UiCommand::TakeShot.tooltip(look)).clicked() {
            shoot(view, state, actions);
        }
        ui.label(small(look.text("camera-keys")).color(look.palette.text_weak));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if action_button(ui, look, Emphasis::Normal, None, &look.text("camera-done"), true).clicked() {
                actions.back();
            }
            let (names, chosen) = actions.viewfinder.cameras();
            if names.len() < 2 {
                return;
            }
            let chip = |(place, name): (usize, &String)| Chip { text: name.clone(), on: place == chosen, count: None };
            let all: Vec<Chip> = names.iter().enumerate().map(chip).collect();
            if let Some(pressed) = chips(ui, look, &all) {
                actions.viewfinder.open(Some(all[pressed].text.clone()));
            }
        });
    });
}

/// Why nothing is seen, and what to do; whether it is tried again.
fn lost_ui(ui: &mut Ui, look: &Look, problem: &Problem) -> bool {
    let mut again = false;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.2).clamp(16.0, 160.0));
        ui.label(icon_text(icon::CAMERA).size(44.0).color(look.palette.text_weak));
        ui.add_space(Tokens::space(2.0));
        ui.heading(&problem.what);
        ui.set_max_width(460.0);
        for text in [&problem.means, &problem.to_do] {
            ui.label(body(text).color(look.palette.text_weak));
        }
        ui.add_space(Tokens::space(4.0));
        let words = look.text("camera-again");
        again = action_button(ui, look, Emphasis::Normal, Some(icon::REFRESH_CW), &words, true).clicked();
    });
    again
}

/// What the photos are for, and those that were taken since the camera was opened, the newest first.
fn side_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    links: &[EvidenceLink],
    taken: &[&Photo],
    actions: &mut Actions,
) {
    pane_title(ui, &look.text("camera-title"));
    let names: Vec<String> = links.iter().map(|link| link_name(view, link)).collect();
    let text = if names.is_empty() {
        look.text("camera-unlinked")
    } else {
        look.with("camera-linked", &[("to", Value::Text(&names.join(&look.text("list-comma"))))])
    };
    ui.add(Label::new(body(text)).wrap());
    ui.add_space(Tokens::space(2.0));
    ui.label(small(look.count("camera-taken", taken.len())).color(look.palette.text_weak));
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        region(ui, "taken", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                for photo in taken {
                    let name = photo_name(look, photo);
                    let rendition = view.inspection.rendition(photo);
                    let size = vec2(124.0, 93.0);
                    let tile = actions.pictures.tile(ui, &rendition, size, look.palette.sunken, &name);
                    if tile.on_hover_text(&name).clicked() {
                        actions.go(Screen::Photo(view.inspection.plan.id, photo.id));
                    }
                }
            });
        });
    });
}
