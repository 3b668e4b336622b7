//! The palette: every command, question and inspection by a few typed letters.

use crate::assets::icon;
use crate::domain::{InspectionId, InstancePath};
use crate::ui::command_table::UiCommand;
use crate::ui::theme::{Look, Tokens, body, small};
use egui::{Align2, Area, Button, Frame, Id, Key, Modifiers, Order, ScrollArea, Stroke, TextEdit, Ui, vec2};

/// Where an entry leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaletteTarget {
    /// A command.
    Command(UiCommand),
    /// A question of the open inspection.
    Question(InstancePath),
    /// An inspection of the list.
    Inspection(InspectionId),
}

/// One entry.
#[derive(Debug, Clone)]
pub struct PaletteItem {
    /// Its icon.
    pub icon: char,
    /// What is read and searched.
    pub text: String,
    /// Shown at the right: a shortcut, a number.
    pub hint: String,
    /// Where it leads.
    pub target: PaletteTarget,
}

/// What the palette keeps while it is open.
#[derive(Debug, Clone, Default)]
pub struct PaletteState {
    typed: String,
    chosen: usize,
    found_for: Option<String>,
    found: Vec<usize>,
}

/// More entries than these say "type more".
const MOST_SHOWN: usize = 60;

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaletteOutput {
    /// It stays open.
    Open,
    /// It was closed.
    Closed,
    /// An entry was chosen.
    Chosen(PaletteTarget),
}

/// Draws the palette over the screen.
pub fn palette_ui(ui: &Ui, look: &Look, items: &[PaletteItem], state: &mut PaletteState) -> PaletteOutput {
    search(items, state);
    let mut output = PaletteOutput::Open;
    let (up, down, enter, escape) = ui.ctx().input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::Enter),
            input.consume_key(Modifiers::NONE, Key::Escape),
        )
    });
    if escape {
        return PaletteOutput::Closed;
    }
    let last = state.found.len().saturating_sub(1);
    if down {
        state.chosen = (state.chosen + 1).min(last);
    }
    if up {
        state.chosen = state.chosen.saturating_sub(1);
    }
    let pick = |state: &PaletteState| state.found.get(state.chosen).map(|place| items[*place].target.clone());
    if enter && let Some(target) = pick(state) {
        return PaletteOutput::Chosen(target);
    }
    let area = Area::new(Id::unique("palette")).order(Order::Foreground).anchor(Align2::CENTER_TOP, vec2(0.0, 56.0));
    let shown = area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(Tokens::space(3.0)).show(ui, |ui| {
            ui.set_width((ui.ctx().content_rect().width() - 48.0).min(640.0));
            let edit =
                TextEdit::singleline(&mut state.typed).id(Id::unique("palette field")).desired_width(f32::INFINITY);
            let field = ui.add(edit.hint_text(look.text("palette-hint"))).accessible_name(look.text("palette-open"));
            if !field.has_focus() {
                field.request_focus();
            }
            ScrollArea::vertical().max_height(360.0).min_scrolled_height(360.0).show(ui, |ui| {
                for (row, place) in state.found.iter().enumerate() {
                    if item_ui(ui, look, &items[*place], row == state.chosen, up || down).clicked() {
                        output = PaletteOutput::Chosen(items[*place].target.clone());
                    }
                }
                if state.found.is_empty() {
                    ui.label(body(look.text("palette-none")).color(look.palette.text_weak));
                }
            });
        });
    });
    if output == PaletteOutput::Open && shown.response.clicked_elsewhere() {
        output = PaletteOutput::Closed;
    }
    output
}

fn item_ui(ui: &mut Ui, look: &Look, item: &PaletteItem, chosen: bool, moved: bool) -> egui::Response {
    let words = format!("{}\u{2002}{}", item.icon, item.text);
    let built = Button::selectable(chosen, words)
        .truncate()
        .stroke(Stroke::NONE)
        .min_size(vec2(ui.available_width(), 34.0))
        .right_text(small(&item.hint).color(look.palette.text_weak));
    let response = ui.add(built).accessible_name(&item.text);
    if chosen && moved {
        response.scroll_to_me(None);
    }
    response
}

/// Looks only when the letters changed: every typed word must stand in the entry.
fn search(items: &[PaletteItem], state: &mut PaletteState) {
    let wanted = format!("{}\u{0}{}", items.len(), state.typed.to_lowercase());
    if state.found_for.as_ref() == Some(&wanted) {
        return;
    }
    let typed = state.typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |item: &PaletteItem| {
        let text = format!("{} {}", item.text, item.hint).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    state.found =
        items.iter().enumerate().filter(|(_, item)| fits(item)).map(|(place, _)| place).take(MOST_SHOWN).collect();
    state.chosen = 0;
    state.found_for = Some(wanted);
}

/// The icon of a question among the entries.
pub const QUESTION_ICON: char = icon::CIRCLE_HELP;

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str, hint: &str) -> PaletteItem {
        let target = PaletteTarget::Command(UiCommand::Back);
        PaletteItem { icon: QUESTION_ICON, text: text.to_owned(), hint: hint.to_owned(), target }
    }

    #[test]
    fn every_typed_word_must_stand_in_the_entry_in_any_script() {
        let items = [item("Are emergency exits free", "ESG-HS-04"), item("安全出口是否畅通", "ESG-HS-05")];
        let mut state = PaletteState { typed: "exits 04".to_owned(), ..PaletteState::default() };
        search(&items, &mut state);
        assert_eq!(state.found, [0]);
        state.typed = "出口".to_owned();
        search(&items, &mut state);
        assert_eq!(state.found, [1]);
        state.typed = "出口 04".to_owned();
        search(&items, &mut state);
        assert!(state.found.is_empty());
    }
}
