//! First start, and unlocking a key: who works here.

use crate::app::Command;
use crate::app::command::Passphrase;
use crate::app::view::WorkspaceView;
use crate::assets::icon;
use crate::domain::{Language, Role};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::theme::{Look, Tokens, Tone, body, icon_text, small};
use crate::ui::widgets::{
    Emphasis, Field, action_button, button, card, choice_field, issue_line, line, meter, region, screen_title,
};
use egui::{CentralPanel, Frame, Key, Label, RichText, ScrollArea, Ui, vec2};
use zeroize::Zeroize;

/// What is typed before anybody is known.
#[derive(Default)]
pub struct StartState {
    name: String,
    organisation: String,
    role: Role,
    passphrase: String,
    repeated: String,
    person: usize,
    waiting: Option<Tag>,
    issue: String,
    tried: bool,
    new_person: bool,
    opened: bool,
}

impl std::fmt::Debug for StartState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StartState(…)")
    }
}

impl Drop for StartState {
    fn drop(&mut self) {
        self.forget();
    }
}

impl StartState {
    fn forget(&mut self) {
        self.passphrase.zeroize();
        self.repeated.zeroize();
    }
}

/// Draws first start or unlocking; returns the language that was chosen.
pub fn start_ui(
    ui: &mut Ui,
    look: &Look,
    view: &WorkspaceView,
    state: &mut StartState,
    actions: &mut Actions,
) -> Option<Language> {
    match actions.take(&mut state.waiting) {
        Some(Answer::Failed(problem)) => {
            state.issue = [problem.what, problem.to_do].join(" ");
            state.passphrase.zeroize();
            state.opened = false;
        }
        Some(Answer::Done(_)) => {
            state.forget();
            state.new_person = false;
            // The next time it is shown, after locking, the field has the focus again.
            state.opened = false;
        }
        None => {}
    }
    let mut language = None;
    CentralPanel::default().frame(Frame::new().fill(look.palette.ground)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let width = 480.0_f32.min(ui.available_width() - 32.0);
            let gap = (ui.available_width() - width) / 2.0;
            ui.add_space(Tokens::space(7.0));
            ui.horizontal_top(|ui| {
                ui.add_space(gap);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    language = languages_ui(ui, look);
                    card(ui, look, |ui| {
                        ui.spacing_mut().item_spacing.y = Tokens::space(3.0);
                        if view.people.is_empty() || state.new_person {
                            region(ui, "new person", |ui| new_person_ui(ui, look, view, state, actions));
                        } else {
                            region(ui, "unlock", |ui| unlock_ui(ui, look, view, state, actions));
                        }
                    });
                });
            });
        });
    });
    language
}

fn languages_ui(ui: &mut Ui, look: &Look) -> Option<Language> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.label(icon_text(icon::BADGE_CHECK).color(look.palette.accent).size(28.0));
        ui.label(RichText::new(look.text("app-name")).font(crate::ui::theme::strong_font(20.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (language, name) in [(Language::ZhCn, "中文"), (Language::En, "English")] {
                let here = look.language() == language;
                if ui.selectable_label(here, name).clicked() {
                    chosen = Some(language);
                }
            }
        });
    });
    ui.add_space(Tokens::space(2.0));
    chosen
}

fn new_person_ui(ui: &mut Ui, look: &Look, view: &WorkspaceView, state: &mut StartState, actions: &mut Actions) {
    let text = |key: &str| look.text(key);
    screen_title(ui, &text("start-title"));
    ui.add(Label::new(body(text("start-intro")).color(look.palette.text_weak)).wrap());
    let missing =
        |value: &str| if state.tried && value.trim().is_empty() { text("field-missing") } else { String::new() };
    let (name_issue, organisation_issue) = (missing(&state.name), missing(&state.organisation));
    let name =
        Field { label: &text("start-name"), help: &text("start-name-help"), issue: &name_issue, ..Field::default() }
            .show(ui, look, "name", &mut state.name);
    if !std::mem::replace(&mut state.opened, true) {
        name.request_focus();
    }
    Field { label: &text("start-organisation"), issue: &organisation_issue, ..Field::default() }.show(
        ui,
        look,
        "organisation",
        &mut state.organisation,
    );
    passphrase_ui(ui, look, state);
    if !state.issue.is_empty() {
        issue_line(ui, look, &state.issue);
    }
    ui.horizontal(|ui| {
        let ready = state.waiting.is_none();
        let pressed = action_button(ui, look, Emphasis::Primary, Some(icon::KEY_ROUND), &text("start-create"), ready);
        let enter = ui.input(|input| input.key_pressed(Key::Enter)) && !state.repeated.is_empty();
        if pressed.clicked() || (enter && ready) {
            create(look, state, actions);
        }
        if !view.people.is_empty() && button(ui, look, Emphasis::Normal, &text("cancel")).clicked() {
            state.new_person = false;
            state.forget();
        }
    });
    ui.add(Label::new(small(text("start-lost")).color(look.palette.text_weak)).wrap());
}

fn passphrase_ui(ui: &mut Ui, look: &Look, state: &mut StartState) {
    let text = |key: &str| look.text(key);
    let too_short = state.tried && Passphrase::new(state.passphrase.clone()).is_too_short();
    let issue = if too_short { text("passphrase-short") } else { String::new() };
    Field {
        label: &text("passphrase"),
        help: &text("passphrase-help"),
        issue: &issue,
        secret: true,
        ..Field::default()
    }
    .show(ui, look, "passphrase", &mut state.passphrase);
    if !state.passphrase.is_empty() {
        let (share, tone, key) = strength(&state.passphrase);
        line(ui, 20.0, |ui| {
            meter(ui, look, share, 160.0, Some(tone), &text(key));
            ui.label(small(text(key)).color(look.tone(tone).text));
        });
    }
    let differs = !state.repeated.is_empty() && !state.passphrase.starts_with(&state.repeated);
    let unfinished = state.tried && state.repeated != state.passphrase;
    let issue = if differs || unfinished { text("passphrase-differs") } else { String::new() };
    Field { label: &text("passphrase-again"), issue: &issue, secret: true, ..Field::default() }.show(
        ui,
        look,
        "repeated",
        &mut state.repeated,
    );
}

/// How hard a passphrase is to guess: by its length and by how many kinds of characters it has. A hint, no proof.
fn strength(passphrase: &str) -> (f32, Tone, &'static str) {
    let length = passphrase.chars().count();
    let kinds = [char::is_lowercase, char::is_uppercase, char::is_numeric]
        .iter()
        .filter(|kind| passphrase.chars().any(kind))
        .count()
        + usize::from(passphrase.chars().any(|character| !character.is_alphanumeric()))
        + usize::from(!passphrase.is_ascii());
    match length + 2 * kinds.saturating_sub(1) {
        0..=9 => (0.25, Tone::Critical, "passphrase-weak"),
        10..=15 => (0.6, Tone::Minor, "passphrase-fair"),
        _ => (1.0, Tone::Conforming, "passphrase-strong"),
    }
}

fn create(look: &Look, state: &mut StartState, actions: &mut Actions) {
    state.tried = true;
    state.issue.clear();
    let named = !state.name.trim().is_empty() && !state.organisation.trim().is_empty();
    let passphrase = Passphrase::new(state.passphrase.clone());
    if !named || passphrase.is_too_short() || state.passphrase != state.repeated {
        return;
    }
    state.waiting = Some(actions.run(Command::CreatePerson {
        name: state.name.clone(),
        organisation: state.organisation.clone(),
        role: state.role,
        language: look.language(),
        passphrase,
    }));
}

fn unlock_ui(ui: &mut Ui, look: &Look, view: &WorkspaceView, state: &mut StartState, actions: &mut Actions) {
    let text = |key: &str| look.text(key);
    screen_title(ui, &text("unlock-title"));
    state.person = state.person.min(view.people.len() - 1);
    if view.people.len() > 1 {
        let names: Vec<String> =
            view.people.iter().map(|person| format!("{}, {}", person.name, person.organisation)).collect();
        let width = ui.available_width() - 24.0;
        if let Some(place) =
            choice_field(ui, look, ("person", &text("unlock-person")), Some(state.person), &names, width)
        {
            state.person = place;
        }
    } else {
        let person = &view.people[0];
        ui.label(body(format!("{}, {}", person.name, person.organisation)).color(look.palette.text_weak));
    }
    let field = Field { label: &text("passphrase"), issue: &state.issue, secret: true, ..Field::default() }.show(
        ui,
        look,
        "passphrase",
        &mut state.passphrase,
    );
    if !std::mem::replace(&mut state.opened, true) {
        field.request_focus();
    }
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        let ready = !state.passphrase.is_empty() && state.waiting.is_none();
        let pressed = action_button(ui, look, Emphasis::Primary, Some(icon::LOCK_OPEN), &text("unlock"), ready);
        if (pressed.clicked() || enter) && ready {
            state.issue.clear();
            let passphrase = Passphrase::new(state.passphrase.clone());
            let person_id = Some(view.people[state.person].id);
            state.waiting = Some(actions.run(Command::Unlock { person_id, passphrase }));
        }
        if button(ui, look, Emphasis::Quiet, &text("unlock-other")).clicked() {
            state.new_person = true;
            state.tried = false;
            state.opened = false;
            state.issue.clear();
            state.forget();
        }
    });
    ui.allocate_space(vec2(0.0, 0.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_makes_a_passphrase_strong() {
        assert_eq!(strength("apple").2, "passphrase-weak");
        assert_eq!(strength("apple pear 12").2, "passphrase-strong");
        assert_eq!(strength("applepearpl").2, "passphrase-fair");
        assert_eq!(strength("correct horse battery staple").2, "passphrase-strong");
    }
}
