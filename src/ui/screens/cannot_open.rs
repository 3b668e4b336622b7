//! What is shown instead of everything else where the workspace cannot be opened.

use crate::app::problem::Problem;
use crate::assets::icon;
use crate::ui::theme::{Look, Tokens, Tone, body, icon_text, small};
use crate::ui::widgets::{Emphasis, action_button, card, mark_with_text, page, screen_title};
use egui::{CentralPanel, Frame, Label, Margin, ScrollArea, Ui};

/// The way out of the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rescue {
    /// There is none that the program can go.
    None,
    /// What is left of a damaged database can be recovered.
    Offered,
    /// That is under way.
    Working,
    /// It is done; what came of it.
    Done(String),
}

/// What a person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotOpen {
    /// Nothing yet.
    Nothing,
    /// To leave.
    Close,
    /// To recover what is left.
    Recover,
}

/// Draws the problem and the way out.
pub fn cannot_open_ui(ui: &mut Ui, look: &Look, problem: &Problem, rescue: &Rescue) -> CannotOpen {
    let mut wanted = CannotOpen::Nothing;
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
                    rescue_ui(ui, look, rescue);
                    ui.horizontal(|ui| {
                        if *rescue == Rescue::Offered {
                            let words = look.text("recover-do");
                            if action_button(ui, look, Emphasis::Primary, Some(icon::HARD_DRIVE_DOWNLOAD), &words, true)
                                .clicked()
                            {
                                wanted = CannotOpen::Recover;
                            }
                        }
                        let ready = *rescue != Rescue::Working;
                        if action_button(ui, look, Emphasis::Normal, None, &look.text("close"), ready).clicked() {
                            wanted = CannotOpen::Close;
                        }
                        let copy = look.text("copy-details");
                        if action_button(ui, look, Emphasis::Quiet, Some(icon::COPY), &copy, true).clicked() {
                            ui.ctx().copy_text(format!("{}\n{}", problem.text(), problem.details));
                        }
                    });
                });
            });
        });
    });
    wanted
}

fn rescue_ui(ui: &mut Ui, look: &Look, rescue: &Rescue) {
    match rescue {
        Rescue::None | Rescue::Offered => {}
        Rescue::Working => {
            ui.add(Label::new(look.text("recover-working")).wrap());
        }
        Rescue::Done(told) => {
            mark_with_text(ui, look, Tone::Conforming, &look.text("recover-again"));
            ui.add(Label::new(body(told)).wrap());
        }
    }
}
