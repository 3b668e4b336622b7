//! Regions, titles, hairlines.

use crate::ui::theme::{Look, Tokens, display_font};
use egui::{Frame, Id, InnerResponse, Margin, Response, RichText, Stroke, Ui, UiBuilder};

/// A part of a screen whose widgets keep their ids whatever is drawn before it.
pub fn region<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let id = ui.scope_id().with(name);
    ui.scope_builder(UiBuilder::new().scope_id(id), add)
}

/// A row of a list, named by what it stands for.
pub fn row_scope<R>(ui: &mut Ui, id: Id, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    ui.scope_builder(UiBuilder::new().scope_id(id), add)
}

/// The title of a screen.
pub fn screen_title(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).font(display_font()))
}

/// The title of a pane.
pub fn pane_title(ui: &mut Ui, text: &str) -> Response {
    ui.heading(text)
}

/// A line that separates without drawing a box.
pub fn hairline(ui: &mut Ui, look: &Look) {
    let height = Tokens::space(3.0);
    let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), height));
    let y = ui.painter().round_to_pixel_center(rect.center().y);
    ui.painter().hline(rect.x_range(), y, Stroke::new(1.0, look.palette.hairline));
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
