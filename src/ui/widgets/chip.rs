//! Filter chips: several small switches in a row.

use crate::ui::theme::{Look, Tokens};
use egui::{Button, CornerRadius, Response, RichText, Stroke, Ui};

/// One switch.
#[derive(Debug, Clone)]
pub struct Chip {
    /// What it filters by.
    pub text: String,
    /// Whether it is on.
    pub on: bool,
    /// How many it would show; none when that is not counted.
    pub count: Option<usize>,
}

/// A row of chips that wraps; returns the one that was pressed.
pub fn chips(ui: &mut Ui, look: &Look, chips: &[Chip]) -> Option<usize> {
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (index, chip) in chips.iter().enumerate() {
            if chip_button(ui, look, chip).clicked() {
                pressed = Some(index);
            }
        }
    });
    pressed
}

fn chip_button(ui: &mut Ui, look: &Look, chip: &Chip) -> Response {
    let palette = look.palette;
    let words = match chip.count {
        Some(count) => format!("{}  {count}", chip.text),
        None => chip.text.clone(),
    };
    let color = if chip.on { palette.accent } else { palette.text_weak };
    let built = Button::selectable(chip.on, RichText::new(words).size(Tokens::get().sizes.small_px).color(color))
        .frame_when_inactive(true)
        .corner_radius(CornerRadius::same(255))
        .stroke(Stroke::new(1.0, if chip.on { palette.accent } else { palette.hairline }))
        .min_size(egui::vec2(0.0, 30.0));
    ui.add(built).accessible_name(&chip.text)
}
