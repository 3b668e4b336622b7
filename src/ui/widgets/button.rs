//! Buttons: one obvious next step, the others quieter.

use crate::ui::theme::{Look, Tokens, Tone, body, strong_font};
use egui::{Button, Color32, Response, RichText, Stroke, Ui};

/// How much a button calls for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// The obvious next step; at most one on a screen.
    Primary,
    /// Any other step.
    Normal,
    /// A step beside the point: no frame until the pointer is over it.
    Quiet,
    /// A step that cannot be undone.
    Danger,
}

/// A button with a text.
pub fn button(ui: &mut Ui, look: &Look, emphasis: Emphasis, text: &str) -> Response {
    action_button(ui, look, emphasis, None, text, true)
}

/// A button with an icon and a text, enabled or not.
pub fn action_button(
    ui: &mut Ui,
    look: &Look,
    emphasis: Emphasis,
    icon: Option<char>,
    text: &str,
    enabled: bool,
) -> Response {
    let palette = look.palette;
    let words = match icon {
        Some(icon) => format!("{icon}\u{2002}{text}"),
        None => text.to_owned(),
    };
    let words = body(words);
    let built = match emphasis {
        Emphasis::Primary => filled(ui, words, palette.accent, palette.accent_strong, palette.on_accent),
        Emphasis::Danger => {
            let tone = palette.tone(Tone::Critical);
            filled(ui, words, tone.solid, tone.text, tone.on_solid)
        }
        Emphasis::Normal => Button::new(words),
        Emphasis::Quiet => Button::new(words.color(palette.accent)).frame_when_inactive(false).stroke(Stroke::NONE),
    };
    ui.add_enabled(enabled, built).accessible_name(text)
}

/// A filled button; darker under the pointer and with focus, which the frame shows too.
fn filled(ui: &Ui, words: RichText, fill: Color32, strong: Color32, on: Color32) -> Button<'static> {
    let words = words.color(on).font(strong_font(Tokens::get().sizes.body_px));
    let last = ui.read_response(ui.next_auto_id());
    let marked = last.as_ref().is_some_and(|last| last.hovered() || last.has_focus());
    let focused = last.as_ref().is_some_and(Response::has_focus);
    let edge = if focused { Stroke::new(2.0, on) } else { Stroke::NONE };
    Button::new(words).fill(if marked { strong } else { fill }).stroke(edge)
}

/// A tool that shows an icon alone: its name is the tooltip and what a screen reader says.
#[derive(Debug, Clone, Copy)]
pub struct IconButton<'a> {
    /// The icon.
    pub icon: char,
    /// What it does.
    pub name: &'a str,
    /// Whether it can be used now.
    pub enabled: bool,
    /// Whether it shows a state that is on.
    pub selected: bool,
}

/// An icon button.
pub fn icon_button(ui: &mut Ui, look: &Look, tool: IconButton<'_>) -> Response {
    let color = if tool.selected { look.palette.accent } else { look.palette.text };
    let text = RichText::new(tool.icon).size(Tokens::get().sizes.title_px).color(color);
    let side = Tokens::get().control_height_px;
    let mut built = Button::new(text).frame_when_inactive(tool.selected).min_size(egui::Vec2::splat(side));
    if !tool.selected {
        built = built.stroke(Stroke::NONE);
    }
    ui.add_enabled(tool.enabled, built).on_hover_text(tool.name).accessible_name(tool.name)
}

/// A text that leads somewhere.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    ui.link(text)
}
