//! One photo, large: looked at, marked, redacted, compared, with what is known about it.

mod canvas;
mod paint;
mod side;
mod tools;

use super::InspectionState;
use super::answers::photo_name;
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Photo, PhotoId};
use crate::ui::actions::Actions;
use crate::ui::router::{Screen, Tab};
use crate::ui::theme::{Look, Tokens, body};
use crate::ui::widgets::{Emphasis, IconButton, action_button, icon_button, region};
use canvas::{Canvas, Zoom};
use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};
use tools::{Pencil, Tool, tools_ui};

/// What is typed and drawn here, and how the photo is looked at.
#[derive(Debug, Default)]
pub struct PhotoState {
    photo: Option<PhotoId>,
    caption: String,
    sent: String,
    pencil: Pencil,
    zoom: Zoom,
    /// Whether the original is shown without its overlay.
    bare: bool,
    /// The photo beside this one.
    beside: Option<PhotoId>,
}

impl PhotoState {
    /// Sends the caption and the words on the photo that are typed and not yet sent.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        let Some(id) = self.photo else { return };
        side::send_words(view, id, &mut self.pencil, actions);
        if self.caption.trim() == self.sent {
            return;
        }
        self.caption.trim().clone_into(&mut self.sent);
        let caption = self.sent.clone();
        actions.send_to(view.inspection.plan.id, InspectionCommand::CaptionPhoto { id, caption });
    }

    fn follow(&mut self, view: &InspectionView, photo: &Photo, actions: &mut Actions) {
        if self.photo != Some(photo.id) {
            self.flush(view, actions);
            let beside = self.beside.filter(|other| *other != photo.id);
            let (caption, sent) = (photo.caption.clone(), photo.caption.clone());
            *self = Self { photo: Some(photo.id), caption, sent, beside, ..Self::default() };
        }
    }
}

/// Draws one photo.
pub fn photo_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    id: PhotoId,
    state: &mut InspectionState,
    actions: &mut Actions,
) {
    let Some(place) = view.inspection.photos.iter().position(|photo| photo.id == id) else {
        actions.go(Screen::Inspection(view.inspection.plan.id, Tab::Photos));
        return;
    };
    let photo = &view.inspection.photos[place];
    let state = &mut state.photo;
    state.follow(view, photo, actions);
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::same(16));
    Panel::right("photo facts").exact_size(340.0).frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            side::side_ui(ui, look, view, photo, state, actions);
        });
    });
    let frame = Frame::new().fill(look.palette.sunken).inner_margin(Margin::same(12));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        bar_ui(ui, look, view, place, state, actions);
        let open = view.inspection.report_seal.is_none() && photo.facts.is_picture();
        let mut to_pixels = false;
        ui.horizontal_wrapped(|ui| {
            tools_ui(ui, look, &mut state.pencil, open);
            ui.add_space(Tokens::space(3.0));
            to_pixels = zoom_ui(ui, look, state);
        });
        let beside = state.beside.and_then(|other| view.inspection.photo(other));
        let room = ui.available_rect_before_wrap();
        let half = if beside.is_some() { (room.width() - 8.0) / 2.0 } else { room.width() };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.allocate_ui(egui::vec2(half, room.height()), |ui| {
                region(ui, "photo", |ui| {
                    let pencil = open.then_some(&mut state.pencil);
                    let bare = state.bare;
                    Canvas { view, photo, zoom: &mut state.zoom, to_pixels, pencil, bare }.show(ui, look, actions);
                });
            });
            if let Some(photo) = beside {
                region(ui, "beside", |ui| {
                    let mut zoom = state.zoom;
                    let bare = state.bare;
                    Canvas { view, photo, zoom: &mut zoom, to_pixels, pencil: None, bare }.show(ui, look, actions);
                });
            }
        });
    });
}

/// The way to the photos before and after it, and another one beside it.
fn bar_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    place: usize,
    state: &mut PhotoState,
    actions: &mut Actions,
) {
    let photos = &view.inspection.photos;
    let id = view.inspection.plan.id;
    ui.horizontal(|ui| {
        let words = look.text("photos-back");
        if action_button(ui, look, Emphasis::Quiet, Some(icon::LAYOUT_GRID), &words, true).clicked() {
            actions.go(Screen::Inspection(id, Tab::Photos));
        }
        let before = place.checked_sub(1).and_then(|place| photos.get(place));
        let after = photos.get(place + 1);
        let ways = [(before, icon::CHEVRON_LEFT, "photo-previous"), (after, icon::CHEVRON_RIGHT, "photo-next")];
        for (other, glyph, key) in ways {
            if tool_ui(ui, look, glyph, key, other.is_some(), false)
                && let Some(other) = other
            {
                actions.go(Screen::Photo(id, other.id));
            }
        }
        ui.label(body(format!("{} / {}", place + 1, photos.len())).color(look.palette.text_weak));
        ui.add_space(Tokens::space(3.0));
        beside_ui(ui, look, photos, place, &mut state.beside);
    });
}

/// Puts another photo beside this one, and walks through the others there.
fn beside_ui(ui: &mut Ui, look: &Look, photos: &[Photo], place: usize, beside: &mut Option<PhotoId>) {
    let other = beside.and_then(|id| photos.iter().position(|photo| photo.id == id));
    let next = |from: usize| (from + 1..photos.len()).chain(0..from).find(|other| *other != place);
    let last = |from: usize| (0..from).rev().chain((from + 1..photos.len()).rev()).find(|other| *other != place);
    if tool_ui(ui, look, icon::PANEL_LEFT, "photo-compare", photos.len() > 1, other.is_some()) {
        *beside = if other.is_some() { None } else { next(place).map(|other| photos[other].id) };
        return;
    }
    let Some(other) = other else { return };
    if tool_ui(ui, look, icon::CHEVRON_LEFT, "photo-beside-previous", true, false) {
        *beside = last(other).map(|other| photos[other].id);
    }
    if tool_ui(ui, look, icon::CHEVRON_RIGHT, "photo-beside-next", true, false) {
        *beside = next(other).map(|other| photos[other].id);
    }
    ui.label(body(format!("{} / {}", other + 1, photos.len())).color(look.palette.text_weak));
}

/// Going in and out, the original bare; true when one pixel is to have one of the screen.
fn zoom_ui(ui: &mut Ui, look: &Look, state: &mut PhotoState) -> bool {
    if tool_ui(ui, look, icon::ZOOM_OUT, "photo-zoom-out", true, false) {
        state.zoom.by(1.0 / 1.5);
    }
    if tool_ui(ui, look, icon::ZOOM_IN, "photo-zoom-in", true, false) {
        state.zoom.by(1.5);
    }
    if tool_ui(ui, look, icon::MAXIMIZE, "photo-zoom-fit", true, false) {
        state.zoom = Zoom::default();
    }
    let to_pixels = tool_ui(ui, look, icon::SCAN_LINE, "photo-zoom-pixels", true, false);
    let glyph = if state.bare { icon::EYE_OFF } else { icon::EYE };
    if tool_ui(ui, look, glyph, "photo-original", true, state.bare) {
        state.bare = !state.bare;
        state.pencil.take_up(Tool::Hand);
    }
    to_pixels
}

fn tool_ui(ui: &mut Ui, look: &Look, icon: char, key: &str, enabled: bool, selected: bool) -> bool {
    let name = look.text(key);
    icon_button(ui, look, IconButton { icon, name: &name, enabled, selected }).clicked()
}
