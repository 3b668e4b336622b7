//! Fields of forms: a label above, what is wrong below.

use crate::assets::icon;
use crate::ui::theme::{Look, Tokens, Tone, body, small};
use egui::{ComboBox, Response, TextEdit, Ui};

/// A field for text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// Names the field on the screen and for screen readers.
    pub label: &'a str,
    /// An example or what the empty field means.
    pub hint: &'a str,
    /// Help below the field.
    pub help: &'a str,
    /// What is wrong with the content; empty when nothing is.
    pub issue: &'a str,
    /// Lines; one for a single line.
    pub rows: usize,
    /// Whether the characters are hidden.
    pub secret: bool,
    /// The width in points; all that is there when none is given.
    pub width_px: Option<f32>,
    /// Whether the content is shown and cannot be changed.
    pub fixed: bool,
}

impl Field<'_> {
    /// Draws the field; `salt` names it among its neighbours.
    pub fn show(self, ui: &mut Ui, look: &Look, salt: &str, text: &mut String) -> Response {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
            let width = self.width_px.unwrap_or_else(|| ui.available_width()).min(ui.available_width());
            let label = field_label(ui, look, self.label);
            let mut edit = if self.rows > 1 { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
            edit = edit.id(ui.make_persistent_id(salt)).desired_width(width).password(self.secret);
            if self.rows > 1 {
                edit = edit.desired_rows(self.rows);
            }
            if !self.hint.is_empty() {
                edit = edit.hint_text(body(self.hint).color(look.palette.text_weak));
            }
            let response = ui.add_enabled(!self.fixed, edit).labelled_by(label.id);
            if !self.issue.is_empty() {
                issue_line(ui, look, self.issue);
            } else if !self.help.is_empty() {
                ui.add(egui::Label::new(small(self.help).color(look.palette.text_weak)).wrap());
            }
            response
        })
        .inner
    }
}

/// The label above a field.
pub fn field_label(ui: &mut Ui, look: &Look, text: &str) -> Response {
    ui.label(small(text).color(look.palette.text_weak))
}

/// What is wrong, with its sign.
pub fn issue_line(ui: &mut Ui, look: &Look, text: &str) -> Response {
    let color = look.tone(Tone::Critical).text;
    ui.add(egui::Label::new(small(format!("{}\u{2002}{text}", icon::CIRCLE_ALERT)).color(color)).wrap())
}

/// A field for one of several; returns the chosen place in `options`, when it changed.
pub fn choice_field(
    ui: &mut Ui,
    look: &Look,
    (salt, label): (&str, &str),
    chosen: Option<usize>,
    options: &[String],
    width_px: f32,
) -> Option<usize> {
    let mut changed = None;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
        let name = field_label(ui, look, label);
        let shown = chosen.and_then(|index| options.get(index)).cloned().unwrap_or_else(|| look.text("choose"));
        let combo = ComboBox::from_id_salt(salt).selected_text(shown).width(width_px).truncate().show_ui(ui, |ui| {
            ui.set_min_width(width_px);
            for (index, option) in options.iter().enumerate() {
                if ui.selectable_label(chosen == Some(index), option).clicked() {
                    changed = Some(index);
                }
            }
        });
        combo.response.labelled_by(name.id);
    });
    changed
}

/// A box to tick; the whole line can be pressed.
pub fn switch(ui: &mut Ui, on: &mut bool, text: &str) -> Response {
    ui.checkbox(on, text)
}
