//! Facts: a name and what is known, one below the other.

use crate::ui::theme::{Look, Tokens, body};
use egui::{RichText, Ui};

/// One fact; the name is quiet, the value can be selected and copied.
pub fn fact(ui: &mut Ui, look: &Look, name: &str, value: &str) {
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.label(RichText::new(name).size(Tokens::get().sizes.small_px).color(look.palette.text_weak));
    let value = body(value).color(look.palette.text);
    ui.add(egui::Label::new(value).selectable(true).wrap());
    ui.add_space(Tokens::space(2.0));
}

/// Several facts; empty values are left out.
pub fn facts(ui: &mut Ui, look: &Look, pairs: &[(String, String)]) {
    ui.scope(|ui| {
        for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            fact(ui, look, name, value);
        }
    });
}
