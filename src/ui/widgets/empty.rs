//! What an empty screen says: what will be here, and the step that brings it.

use super::button::{Emphasis, action_button};
use crate::ui::theme::{Look, Tokens, body, icon_text};
use egui::{Align, Layout, Ui};

/// The words of an empty screen.
#[derive(Debug, Clone)]
pub struct EmptyState<'a> {
    /// A large icon.
    pub icon: char,
    /// What is missing.
    pub title: &'a str,
    /// What it is good for.
    pub text: &'a str,
    /// Steps that fill it, the first one obvious: icon and words.
    pub steps: &'a [(char, &'a str)],
}

/// Draws an empty screen in the middle of the place; returns the step that was chosen.
pub fn empty_state(ui: &mut Ui, look: &Look, empty: &EmptyState<'_>) -> Option<usize> {
    let mut chosen = None;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.2).clamp(16.0, 160.0));
        ui.label(icon_text(empty.icon).size(44.0).color(look.palette.text_weak));
        ui.add_space(Tokens::space(2.0));
        ui.heading(empty.title);
        ui.set_max_width(460.0);
        ui.label(body(empty.text).color(look.palette.text_weak));
        ui.add_space(Tokens::space(4.0));
        // Buttons in a row have no known width before they are drawn; stacked they stay centred in any language.
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            for (index, (icon, words)) in empty.steps.iter().enumerate() {
                let emphasis = if index == 0 { Emphasis::Primary } else { Emphasis::Normal };
                if action_button(ui, look, emphasis, Some(*icon), words, true).clicked() {
                    chosen = Some(index);
                }
            }
        });
    });
    chosen
}
