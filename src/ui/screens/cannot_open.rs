//! What is shown instead of everything else where the workspace cannot be opened.

use crate::app::problem::Problem;
use crate::assets::icon;
use crate::ui::theme::{Look, Tokens, Tone, body, icon_text, small};
use crate::ui::widgets::{Emphasis, action_button, button, card, page, screen_title};
use egui::{CentralPanel, Frame, Label, Margin, ScrollArea, Ui};

/// Draws the problem; returns whether the window is to be closed.
pub fn cannot_open_ui(ui: &mut Ui, look: &Look, problem: &Problem) -> bool {
    let mut close = false;
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::same(24));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            page(ui, 640.0, |ui| {
                card(ui, look, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = Tokens::space(3.0);
                    ui.label(icon_text(icon::OCTAGON_ALERT).size(34.0).color(look.tone(Tone::Critical).text));
                    screen_title(ui, &look.text("cannot-open"));
                    for text in [&problem.what, &problem.means, &problem.to_do] {
                        ui.add(Label::new(body(text)).wrap());
                    }
                    if !problem.details.is_empty() {
                        ui.add(Label::new(small(&problem.details).color(look.palette.text_weak)).wrap());
                    }
                    ui.horizontal(|ui| {
                        close = button(ui, look, Emphasis::Primary, &look.text("close")).clicked();
                        let copy = look.text("copy-details");
                        if action_button(ui, look, Emphasis::Normal, Some(icon::COPY), &copy, true).clicked() {
                            ui.ctx().copy_text(problem.text());
                        }
                    });
                });
            });
        });
    });
    close
}
