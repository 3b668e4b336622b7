//! A path typed or pasted, where the desktop has no dialog to show.

use crate::ui::dialogs::{DialogKind, DialogReply, DialogRequest, Tag};
use crate::ui::theme::{Look, body};
use crate::ui::widgets::{Emphasis, Field, button, modal};
use egui::{Key, Ui};
use std::path::PathBuf;

/// A question to the desktop that the person answers by typing.
#[derive(Debug, Clone)]
pub struct TypedPath {
    /// Whose question it is.
    pub tag: Tag,
    /// What was asked.
    pub request: DialogRequest,
    text: String,
    opened: bool,
}

impl TypedPath {
    /// Takes over a question that no dialog can answer.
    #[must_use]
    pub fn new(tag: Tag, request: DialogRequest) -> Self {
        let text = match &request.kind {
            DialogKind::Save { file_name } => file_name.clone(),
            DialogKind::Open { .. } | DialogKind::Folder => String::new(),
        };
        Self { tag, request, text, opened: false }
    }
}

/// Draws the question over the screen; returns the answer once there is one.
pub fn typed_path_ui(ui: &Ui, look: &Look, state: &mut TypedPath) -> Option<DialogReply> {
    let mut reply = None;
    let several = state.request.kind == DialogKind::Open { several: true };
    let left = modal(ui, "typed path", 520.0, |ui| {
        ui.heading(&state.request.title);
        ui.label(body(look.text("path-why")).color(look.palette.text_weak));
        let label = look.text(if several { "path-several" } else { "path-one" });
        let field = Field {
            label: &label,
            hint: &look.text("path-hint"),
            rows: if several { 4 } else { 1 },
            ..Field::default()
        };
        let response = field.show(ui, look, "path", &mut state.text);
        if !std::mem::replace(&mut state.opened, true) {
            response.request_focus();
        }
        let enter = !several && response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let paths: Vec<PathBuf> =
                state.text.lines().map(clean).filter(|path| !path.is_empty()).map(PathBuf::from).collect();
            let ready = !paths.is_empty();
            if (button(ui, look, Emphasis::Primary, &look.text("path-take")).clicked() || enter) && ready {
                reply = Some(DialogReply::Picked(paths));
            }
            if button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked() {
                reply = Some(DialogReply::Cancelled);
            }
        });
    });
    if reply.is_none() && left {
        reply = Some(DialogReply::Cancelled);
    }
    reply
}

/// A path as file managers copy it: with quotes, or as a `file://` address.
fn clean(line: &str) -> String {
    let line = line.trim().trim_matches(['"', '\'']);
    line.strip_prefix("file://").unwrap_or(line).replace("%20", " ")
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_path_is_taken_as_file_managers_copy_it() {
        assert_eq!(clean(" \"/home/a b/c.jpg\" "), "/home/a b/c.jpg");
        assert_eq!(clean("file:///home/a%20b/c.jpg"), "/home/a b/c.jpg");
    }
}
