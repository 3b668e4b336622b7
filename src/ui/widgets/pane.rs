//! Regions, titles, hairlines.

use crate::ui::theme::{Look, Tokens, display_font};
use egui::{
    Align, Frame, Id, InnerResponse, Layout, Margin, Panel, Rect, Response, RichText, Stroke, Ui, UiBuilder, pos2, vec2,
};

/// A part of a screen whose widgets keep their ids whatever is drawn before it.
pub fn region<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let id = ui.scope_id().with(name);
    ui.scope_builder(UiBuilder::new().scope_id(id), add)
}

/// A row of a list, named by what it stands for.
pub fn row_scope<R>(ui: &mut Ui, id: Id, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    ui.scope_builder(UiBuilder::new().scope_id(id), add)
}

/// A column in the middle of the place, for what is read or filled in from top to bottom.
pub fn page<R>(ui: &mut Ui, width_px: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let width = room.width().min(width_px);
    let left = room.left() + (room.width() - width) / 2.0;
    let place = Rect::from_min_size(pos2(left, room.top()), vec2(width, room.height()));
    let id = ui.scope_id().with("page");
    let column = ui.scope_builder(UiBuilder::new().scope_id(id).max_rect(place), |ui| {
        ui.set_width(width);
        add(ui)
    });
    column.inner
}

/// The title of a screen.
pub fn screen_title(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).font(display_font()))
}

/// The title of a pane.
pub fn pane_title(ui: &mut Ui, text: &str) -> Response {
    ui.heading(text)
}

/// Things beside each other, centred on a line of this height.
pub fn line<R>(ui: &mut Ui, height_px: f32, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let size = vec2(ui.available_width(), height_px);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().interact_size.y = height_px;
        add(ui)
    })
}

/// A line that separates without drawing a box.
pub fn hairline(ui: &mut Ui, look: &Look) {
    let height = Tokens::space(3.0);
    let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), height));
    let y = ui.painter().round_to_pixel_center(rect.center().y);
    ui.painter().hline(rect.x_range(), y, Stroke::new(1.0, look.palette.hairline));
}

/// The steps that end a form, at the bottom edge: in sight however long the form is. Drawn before the form.
pub fn step_bar(ui: &mut Ui, look: &Look, name: &str, width_px: f32, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(24, 10));
    Panel::bottom(Id::unique(name)).frame(frame).show(ui, |ui| {
        let gap = ((ui.available_width() - width_px) / 2.0).max(0.0);
        ui.horizontal(|ui| {
            ui.add_space(gap);
            add(ui);
        });
    });
}

/// A surface that holds what belongs together.
pub fn card<R>(ui: &mut Ui, look: &Look, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    Frame::new()
        .fill(look.palette.surface)
        .stroke(Stroke::new(1.0, look.palette.hairline))
        .corner_radius(Tokens::get().corner_radius_px)
        .inner_margin(Margin::same(16))
        .show(ui, add)
}
