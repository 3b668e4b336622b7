//! Help: every shortcut, from the command table.

use crate::ui::command_table::{Scope, TABLE, UiCommand};
use crate::ui::theme::{Look, body, small, strong_text};
use crate::ui::widgets::{Emphasis, button, modal};
use egui::{Grid, RichText, Ui};

/// Draws the help over the screen; returns whether it was closed.
pub fn help_ui(ui: &Ui, look: &Look) -> bool {
    let mut closed = false;
    let left = modal(ui, "help", 900.0, |ui| {
        ui.heading(look.text("command-help"));
        ui.label(body(look.text("help-keys")).color(look.palette.text_weak));
        ui.add_space(8.0);
        if ui.available_width() < 720.0 {
            Scope::ALL.into_iter().for_each(|scope| scope_ui(ui, look, scope));
        } else {
            let columns = [&[Scope::Anywhere][..], &[Scope::Inspection], &[Scope::Answering, Scope::Camera]];
            ui.columns_const(|places: &mut [Ui; 3]| {
                for (place, scopes) in places.iter_mut().zip(columns) {
                    scopes.iter().for_each(|scope| scope_ui(place, look, *scope));
                }
            });
        }
        ui.add_space(12.0);
        if button(ui, look, Emphasis::Primary, &look.text("close")).clicked() {
            closed = true;
        }
    });
    closed || left
}

/// The shortcuts of one scope.
fn scope_ui(ui: &mut Ui, look: &Look, scope: Scope) {
    ui.label(strong_text(look.text(scope.key())));
    ui.spacing_mut().interact_size.y = 22.0;
    Grid::new(("help", scope.key())).num_columns(2).spacing([12.0, 2.0]).show(ui, |ui| {
        for entry in TABLE.iter().filter(|entry| entry.scope == scope && !entry.shortcuts.is_empty()) {
            if matches!(entry.command, UiCommand::Choose(number) if number > 1) {
                continue;
            }
            let choice = matches!(entry.command, UiCommand::Choose(_));
            let keys = if choice { "1 … 9".to_owned() } else { entry.shortcut_text() };
            ui.label(RichText::new(keys).monospace().color(look.palette.accent));
            ui.label(small(look.text(entry.key)));
            ui.end_row();
        }
    });
    ui.add_space(8.0);
}
