//! The checklists that can be used, and one of them as the auditor will see it.

use crate::app::verb::checklist::ChecklistLine;
use crate::app::{Command, Outcome};
use crate::assets::icon;
use crate::domain::Digest;
use crate::form::{Template, differences};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::{DialogKind, DialogRequest, Tag};
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_font, strong_text};
use crate::ui::widgets::{
    Emphasis, Field, RowHeights, action_button, card, choice_field, line, mark, page, screen_title, virtual_list,
};
use crate::words::Value;
use egui::{CentralPanel, Frame, Id, Label, Margin, RichText, ScrollArea, Ui};
use std::sync::Arc;

mod import;
mod trial;

pub use import::{ImportState, import_ui};
pub use trial::{TrialState, trial_ui};

/// What the library keeps between frames.
#[derive(Debug, Default)]
pub struct LibraryState {
    search: String,
    saving: Option<(Digest, Option<Tag>)>,
    writing: Option<Tag>,
}

/// Draws the library.
pub fn checklists_ui(
    ui: &mut Ui,
    look: &Look,
    lines: &[ChecklistLine],
    state: &mut LibraryState,
    actions: &mut Actions,
) {
    save(look, state, actions);
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            page(ui, 820.0, |ui| {
                screen_title(ui, &look.text("place-checklists"));
                ui.add(Label::new(body(look.text("checklists-text")).color(look.palette.text_weak)).wrap());
                ui.horizontal(|ui| {
                    let label = look.text("checklists-search");
                    let field = Field { label: &label, width_px: Some(360.0), ..Field::default() };
                    field.show(ui, look, "search", &mut state.search);
                    let words = look.text("checklist-import");
                    if action_button(ui, look, Emphasis::Normal, Some(icon::FILE_SPREADSHEET), &words, true).clicked() {
                        actions.go(Screen::ImportChecklist);
                    }
                });
                ui.add_space(Tokens::space(2.0));
                let search = state.search.clone();
                for line in lines.iter().filter(|line| fits(line, &search)) {
                    line_ui(ui, look, line, state, actions);
                    ui.add_space(Tokens::space(1.0));
                }
            });
        });
    });
}

/// Whether a checklist has what is searched for in its title, identifier or digest.
fn fits(line: &ChecklistLine, search: &str) -> bool {
    let digest = line.digest.to_string();
    let texts = [&line.title.en, &line.title.zh_cn, &line.id, &line.version, &digest];
    let wanted = search.trim().to_lowercase();
    texts.iter().any(|text| text.to_lowercase().contains(&wanted))
}

fn line_ui(ui: &mut Ui, look: &Look, line: &ChecklistLine, state: &mut LibraryState, actions: &mut Actions) {
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        let title = line.title.get(look.language());
        ui.label(strong_text(title));
        ui.label(body(about(look, line)).color(look.palette.text_weak));
        let digest = line.digest.to_string();
        ui.label(RichText::new(&digest[..16]).monospace().color(look.palette.text_weak)).on_hover_text(&digest);
        ui.horizontal(|ui| {
            let words = look.text("checklist-preview");
            let preview = action_button(ui, look, Emphasis::Normal, Some(icon::EYE), &words, true);
            if name_it(preview, &format!("{words}: {title}")).clicked() {
                actions.go(Screen::Checklist(line.digest));
            }
            let words = look.text("checklist-export");
            let export = action_button(ui, look, Emphasis::Quiet, Some(icon::FILE_DOWN), &words, true);
            if name_it(export, &format!("{words}: {title}")).clicked() {
                let file_name = format!("{}-{}.xlsx", line.id, line.version);
                let request = DialogRequest {
                    kind: DialogKind::Save { file_name },
                    title: words,
                    filter: Some((look.text("dialog-spreadsheets"), vec!["xlsx"])),
                };
                state.saving = Some((line.digest, Some(actions.ask(request))));
            }
        });
    });
}

/// Gives a button a name that says which of several it is.
fn name_it(response: egui::Response, name: &str) -> egui::Response {
    let enabled = response.enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, enabled, name));
    response
}

/// Questions, tables, version, languages, and whether it comes with the program.
fn about(look: &Look, line: &ChecklistLine) -> String {
    let mut parts = vec![look.count("questions-count", line.questions)];
    if line.tables > 0 {
        parts.push(look.count("tables-count", line.tables));
    }
    if !line.version.is_empty() {
        parts.push(look.with("checklist-version", &[("version", Value::Text(&line.version))]));
    }
    let languages: Vec<String> =
        line.languages.iter().map(|language| look.text(&format!("language-{}", language.code()))).collect();
    parts.push(languages.join(&look.text("list-semicolon")));
    parts.push(look.text(if line.built_in { "checklist-built-in" } else { "checklist-own" }));
    parts.join("  ·  ")
}

/// Writes the spreadsheet once its place is chosen.
fn save(look: &Look, state: &mut LibraryState, actions: &mut Actions) {
    if let Some((digest, mut picking)) = state.saving.take() {
        match actions.picked(&mut picking) {
            Some(paths) => {
                if let Some(to) = paths.into_iter().next() {
                    state.writing = Some(actions.run(Command::ExportChecklist { digest, to }));
                }
            }
            None => state.saving = Some((digest, picking)),
        }
    }
    match actions.take(&mut state.writing) {
        Some(Answer::Done(changes)) => {
            if let Outcome::Written(path) = changes.outcome {
                let path = path.display().to_string();
                actions.say(look.with("checklist-written", &[("path", Value::Text(&path))]));
            }
        }
        Some(Answer::Failed(problem)) => actions.say([problem.what, problem.to_do].join(" ")),
        None => {}
    }
}

/// What the preview keeps between frames.
#[derive(Debug, Default)]
pub struct ChecklistState {
    digest: Option<Digest>,
    opening: Option<Tag>,
    template: Option<Arc<Template>>,
    comparing: Option<Tag>,
    other: Option<Arc<Template>>,
    rows: RowHeights,
    language: crate::domain::Language,
}

impl ChecklistState {
    /// Opens what is to be shown.
    fn follow(&mut self, digest: Digest, actions: &mut Actions) {
        if self.digest != Some(digest) {
            *self = Self { digest: Some(digest), ..Self::default() };
            self.opening = Some(actions.run(Command::OpenChecklist(digest)));
        }
        if let Some(template) = opened(actions, &mut self.opening) {
            self.template = Some(template);
        }
        if let Some(template) = opened(actions, &mut self.comparing) {
            self.other = Some(template);
        }
    }
}

fn opened(actions: &mut Actions, waiting: &mut Option<Tag>) -> Option<Arc<Template>> {
    match actions.take(waiting) {
        Some(Answer::Done(changes)) => {
            if let Outcome::ChecklistOpened(template) = changes.outcome {
                Some(template)
            } else {
                None
            }
        }
        Some(Answer::Failed(problem)) => {
            actions.say([problem.what, problem.to_do].join(" "));
            None
        }
        None => None,
    }
}

/// Draws one checklist: every question with guidance, evidence, references; or what differs from another version.
pub fn checklist_ui(
    ui: &mut Ui,
    look: &Look,
    (digest, lines): (Digest, &[ChecklistLine]),
    state: &mut ChecklistState,
    actions: &mut Actions,
) {
    state.follow(digest, actions);
    let Some(template) = state.template.clone() else { return };
    if std::mem::replace(&mut state.language, look.language()) != look.language() {
        state.rows.reset();
    }
    let frame =
        Frame::new().fill(look.palette.surface).inner_margin(Margin { left: 24, right: 12, top: 16, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        screen_title(ui, template.title.get(look.language()));
        if let Some(line) = lines.iter().find(|line| line.digest == digest) {
            ui.label(body(about(look, line)).color(look.palette.text_weak));
        }
        let words = look.text("checklist-try");
        if action_button(ui, look, Emphasis::Normal, Some(icon::PLAY), &words, true).clicked() {
            actions.go(Screen::TryChecklist(digest));
        }
        compare_choice_ui(ui, look, (digest, lines), &template, state, actions);
        ui.add_space(Tokens::space(2.0));
        if let Some(other) = state.other.clone() {
            differences_ui(ui, look, &other, &template);
            return;
        }
        let row_id = |row: usize| Id::unique("preview").with(&template.questions[row].name);
        let count = template.questions.len();
        virtual_list(ui, ("preview", count, 120.0), &mut state.rows, None, row_id, |ui, row| {
            question_ui(ui, look, &template, row);
        });
    });
}

/// The other versions of the checklist.
fn compare_choice_ui(
    ui: &mut Ui,
    look: &Look,
    (digest, lines): (Digest, &[ChecklistLine]),
    template: &Template,
    state: &mut ChecklistState,
    actions: &mut Actions,
) {
    let others: Vec<&ChecklistLine> =
        lines.iter().filter(|line| line.id == template.id && line.digest != digest).collect();
    if others.is_empty() {
        return;
    }
    let mut names = vec![look.text("compare-none")];
    names.extend(others.iter().map(|line| {
        look.with(
            "checklist-version",
            &[("version", Value::Text(&format!("{} ({})", line.version, &line.digest.to_string()[..8])))],
        )
    }));
    let shown = state.other.as_ref().and_then(|other| others.iter().position(|line| line.digest == other.digest));
    let chosen = shown.map_or(0, |place| place + 1);
    let label = look.text("compare-with");
    if let Some(place) = choice_field(ui, look, ("compare", &label), Some(chosen), &names, 320.0) {
        match place.checked_sub(1).and_then(|place| others.get(place)) {
            Some(line) => state.comparing = Some(actions.run(Command::OpenChecklist(line.digest))),
            None => state.other = None,
        }
    }
}

/// What `new` has that differs from `old`.
pub fn differences_ui(ui: &mut Ui, look: &Look, old: &Template, new: &Template) {
    let differences = differences(old, new);
    ui.label(strong_text(look.count("differences-count", differences.len())));
    ScrollArea::vertical().id_salt("differences").auto_shrink([false, false]).show(ui, |ui| {
        for one in &differences {
            let question =
                one.new.and_then(|at| new.questions.get(at)).or_else(|| one.old.and_then(|at| old.questions.get(at)));
            let text = question.map_or("", |question| question.text.get(look.language()));
            let what = match (one.old, one.new) {
                (None, _) => look.text("difference-added"),
                (_, None) => look.text("difference-removed"),
                (Some(_), Some(_)) => {
                    let parts = one.changed.iter().map(|aspect| look.text(&format!("difference-{}", aspect.code())));
                    parts.collect::<Vec<_>>().join(&look.text("list-semicolon"))
                }
            };
            ui.add_space(Tokens::space(1.0));
            ui.label(small(format!("{}  ·  {what}", one.code)).font(strong_font(13.0)));
            ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
        }
    });
}

fn question_ui(ui: &mut Ui, look: &Look, template: &Template, row: usize) {
    let question = &template.questions[row];
    ui.set_max_width(ui.available_width().min(860.0));
    ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
    let begins = row == 0 || template.questions[row - 1].section != question.section;
    if begins && let Some(section) = template.sections.iter().find(|section| section.code == question.section) {
        ui.add_space(Tokens::space(3.0));
        ui.label(RichText::new(section.title.get(look.language())).font(strong_font(18.0)).color(look.palette.accent));
    }
    line(ui, 22.0, |ui| {
        ui.label(small(&question.code).font(strong_font(13.0)).color(look.palette.text_weak));
        let kind = look.text(&format!("kind-{}", question.kind.code()));
        ui.label(small(kind).color(look.palette.text_weak));
        if let Some(severity) = question.severity {
            mark(ui, look, Tone::from(severity), 16.0);
            let name = look.text(&format!("severity-{}", severity.code()));
            ui.label(small(name).color(look.tone(Tone::from(severity)).text));
        }
    });
    ui.add(Label::new(strong_text(question.text.get(look.language()))).wrap());
    let guidance = question.guidance.get(look.language());
    if !guidance.is_empty() {
        ui.add(Label::new(body(guidance).color(look.palette.text_weak)).wrap());
    }
    let options: Vec<&str> = question.kind.options().iter().map(|option| option.label.get(look.language())).collect();
    if !options.is_empty() {
        ui.add(Label::new(small(options.join(&look.text("list-semicolon")))).wrap());
    }
    let references: Vec<&str> = question.references.iter().map(|one| one.label.get(look.language())).collect();
    if !references.is_empty() {
        let list = references.join(&look.text("list-semicolon"));
        let text = look.with("question-references", &[("list", Value::Text(&list))]);
        ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
    }
    ui.add_space(Tokens::space(2.0));
}
