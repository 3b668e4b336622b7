//! Settings: each says what it changes.

use crate::app::Command;
use crate::app::verb::setting::PHOTO_PLACES;
use crate::app::view::WorkspaceView;
use crate::assets::icon;
use crate::domain::Language;
use crate::ui::actions::{Actions, Answer};
use crate::ui::command_table::UiCommand;
use crate::ui::dialogs::{DialogKind, DialogRequest, Tag};
use crate::ui::theme::{Look, ThemeChoice, Tokens, Tone, body, small};
use crate::ui::widgets::{
    Chip, Emphasis, action_button, card, chips, facts, issue_line, mark_with_text, page, pane_title, screen_title,
    switch,
};
use crate::words::Value;
use egui::{CentralPanel, Frame, Label, Margin, RichText, ScrollArea, Ui};

/// Days after which a backup is called for.
pub const BACKUP_AFTER_DAYS: i64 = 7;

/// The settings of the window as they are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowSettings {
    /// The theme.
    pub theme: ThemeChoice,
    /// Magnification in percent.
    pub zoom_percent: u16,
    /// No fades.
    pub reduced_motion: bool,
}

/// What is asked here.
#[derive(Debug, Default)]
pub struct SettingsState {
    picking: Option<Tag>,
    waiting: Option<Tag>,
    issue: String,
    done: String,
}

/// Draws the settings.
pub fn settings_ui(
    ui: &mut Ui,
    look: &Look,
    view: &WorkspaceView,
    window: WindowSettings,
    state: &mut SettingsState,
    actions: &mut Actions,
) {
    take_answers(look, state, actions);
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            page(ui, 760.0, |ui| {
                ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
                screen_title(ui, &look.text("place-settings"));
                section(ui, look, "settings-language", |ui| language_ui(ui, look, actions));
                section(ui, look, "settings-appearance", |ui| appearance_ui(ui, look, window, actions));
                section(ui, look, "settings-identity", |ui| identity_ui(ui, look, view, actions));
                section(ui, look, "settings-photos", |ui| photos_ui(ui, look, view, actions));
                section(ui, look, "settings-backup", |ui| backup_ui(ui, look, view, state, actions));
                section(ui, look, "settings-folder", |ui| folder_ui(ui, look, view, actions));
            });
        });
    });
}

fn section(ui: &mut Ui, look: &Look, key: &str, add: impl FnOnce(&mut Ui)) {
    crate::ui::widgets::region(ui, key, |ui| {
        card(ui, look, |ui| {
            ui.set_width(ui.available_width());
            pane_title(ui, &look.text(key));
            let help = look.text(&format!("{key}-text"));
            ui.add(Label::new(small(help).color(look.palette.text_weak)).wrap());
            add(ui);
        });
    });
}

fn set(actions: &mut Actions, key: &str, value: impl ToString) {
    actions.send(Command::Set { key: key.to_owned(), value: value.to_string() });
}

fn language_ui(ui: &mut Ui, look: &Look, actions: &mut Actions) {
    let options = [(Language::En, "English"), (Language::ZhCn, "简体中文")];
    let all =
        options.map(|(language, name)| Chip { text: name.to_owned(), on: look.language() == language, count: None });
    if let Some((language, _)) = chips(ui, look, &all).and_then(|pressed| options.get(pressed)) {
        set(actions, "language", language.code());
    }
}

fn appearance_ui(ui: &mut Ui, look: &Look, window: WindowSettings, actions: &mut Actions) {
    let all = ThemeChoice::ALL.map(|choice| Chip {
        text: look.text(&format!("theme-{}", choice.code())),
        on: window.theme == choice,
        count: None,
    });
    if let Some(choice) = chips(ui, look, &all).and_then(|pressed| ThemeChoice::ALL.get(pressed)) {
        set(actions, "theme", choice.code());
    }
    ui.horizontal(|ui| {
        ui.label(look.with("settings-zoom", &[("percent", Value::Number(window.zoom_percent.into()))]));
        for (command, glyph) in [(UiCommand::ZoomOut, icon::MINUS), (UiCommand::ZoomIn, icon::PLUS)] {
            let words = command.text(look);
            if action_button(ui, look, Emphasis::Normal, Some(glyph), &words, true).clicked() {
                actions.do_command(command);
            }
        }
    });
    let mut reduced = window.reduced_motion;
    if switch(ui, &mut reduced, &look.text("settings-motion")).changed() {
        set(actions, "reduced_motion", reduced);
    }
}

fn photos_ui(ui: &mut Ui, look: &Look, view: &WorkspaceView, actions: &mut Actions) {
    let mut kept = view.settings.get(PHOTO_PLACES).is_none_or(|value| value != "off");
    if switch(ui, &mut kept, &look.text("settings-photo-places")).changed() {
        set(actions, PHOTO_PLACES, if kept { "on" } else { "off" });
    }
}

fn identity_ui(ui: &mut Ui, look: &Look, view: &WorkspaceView, actions: &mut Actions) {
    let Some(session) = &view.session else { return };
    let pair = |key: &str, value: String| (look.text(key), value);
    facts(
        ui,
        look,
        &[
            pair("start-name", session.person.name.clone()),
            pair("start-organisation", session.person.organisation.clone()),
            pair(
                "identity-role",
                look.text(match session.person.role {
                    crate::domain::Role::Auditor => "role-auditor",
                    crate::domain::Role::Supervisor => "role-supervisor",
                    crate::domain::Role::Trainer => "role-trainer",
                }),
            ),
            pair("identity-fingerprint", session.fingerprint.to_string()),
        ],
    );
    if action_button(ui, look, Emphasis::Normal, Some(icon::LOCK), &look.text("command-lock"), true).clicked() {
        actions.do_command(UiCommand::Lock);
    }
}

fn backup_ui(ui: &mut Ui, look: &Look, view: &WorkspaceView, state: &mut SettingsState, actions: &mut Actions) {
    let (tone, text) = match view.days_since_backup {
        None => (Tone::Minor, look.text("backup-never")),
        Some(days) => {
            let tone = if days >= BACKUP_AFTER_DAYS { Tone::Minor } else { Tone::Conforming };
            (tone, look.with("backup-days", &[("n", Value::Number(days))]))
        }
    };
    mark_with_text(ui, look, tone, &text);
    let ready = state.waiting.is_none();
    let words = look.text("backup-make");
    if action_button(ui, look, Emphasis::Normal, Some(icon::HARD_DRIVE_DOWNLOAD), &words, ready).clicked() {
        state.picking = Some(actions.ask(DialogRequest {
            kind: DialogKind::Save { file_name: format!("fieldseal-{}.zip", look.today) },
            title: words,
            filter: Some((look.text("dialog-backup"), vec!["zip"])),
        }));
    }
    if !state.done.is_empty() {
        ui.add(Label::new(body(&state.done).color(look.tone(Tone::Conforming).text)).wrap());
    }
    if !state.issue.is_empty() {
        issue_line(ui, look, &state.issue);
    }
}

fn folder_ui(ui: &mut Ui, look: &Look, view: &WorkspaceView, actions: &mut Actions) {
    ui.add(Label::new(RichText::new(view.folder.display().to_string()).monospace()).wrap().selectable(true));
    if action_button(ui, look, Emphasis::Normal, Some(icon::FOLDER_OPEN), &look.text("open-folder"), true).clicked() {
        actions.reveal(view.folder.clone());
    }
}

fn take_answers(look: &Look, state: &mut SettingsState, actions: &mut Actions) {
    if let Some(path) = actions.picked(&mut state.picking).and_then(|paths| paths.into_iter().next()) {
        state.issue.clear();
        state.done.clear();
        state.waiting = Some(actions.run(Command::Backup(path)));
    }
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(changes)) => {
            if let crate::app::Outcome::BackedUp(backed_up) = changes.outcome {
                let path = backed_up.path.display().to_string();
                let files = Value::Number(i64::try_from(backed_up.files).unwrap_or(i64::MAX));
                state.done = look.with("backup-done", &[("path", Value::Text(&path)), ("n", files)]);
            }
        }
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
}
