//! The checklists that can be used, and one of them as the auditor will see it.

use crate::app::verb::checklist::ChecklistLine;
use crate::assets::icon;
use crate::form::Template;
use crate::ui::actions::Actions;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_font, strong_text};
use crate::ui::widgets::{Emphasis, RowHeights, action_button, card, line, mark, page, screen_title, virtual_list};
use crate::words::Value;
use egui::{CentralPanel, Frame, Id, Label, Margin, RichText, ScrollArea, Ui};

/// Draws the library.
pub fn checklists_ui(ui: &mut Ui, look: &Look, lines: &[ChecklistLine], actions: &mut Actions) {
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            page(ui, 820.0, |ui| {
                screen_title(ui, &look.text("place-checklists"));
                ui.add(Label::new(body(look.text("checklists-text")).color(look.palette.text_weak)).wrap());
                for line in lines {
                    card(ui, look, |ui| {
                        ui.set_width(ui.available_width());
                        ui.label(strong_text(line.title.get(look.language())));
                        let values = [("version", Value::Text(&line.version))];
                        let version = look.with("checklist-version", &values);
                        let count = look.count("questions-count", line.questions);
                        ui.label(body(format!("{count}  ·  {version}")).color(look.palette.text_weak));
                        ui.label(RichText::new(line.digest.to_string()).monospace().color(look.palette.text_weak));
                        let words = look.text("checklist-preview");
                        if action_button(ui, look, Emphasis::Normal, Some(icon::EYE), &words, true).clicked() {
                            actions.go(Screen::Checklist(line.digest));
                        }
                    });
                    ui.add_space(Tokens::space(1.0));
                }
            });
        });
    });
}

/// What the preview keeps between frames.
#[derive(Debug, Default)]
pub struct ChecklistState {
    rows: RowHeights,
    language: crate::domain::Language,
}

/// Draws one checklist: every question with guidance, evidence, references.
pub fn checklist_ui(ui: &mut Ui, look: &Look, template: &Template, state: &mut ChecklistState) {
    if std::mem::replace(&mut state.language, look.language()) != look.language() {
        state.rows.reset();
    }
    let frame =
        Frame::new().fill(look.palette.surface).inner_margin(Margin { left: 24, right: 12, top: 16, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        screen_title(ui, template.title.get(look.language()));
        let count = look.count("questions-count", template.questions.len());
        let version = look.with("checklist-version", &[("version", Value::Text(&template.version))]);
        ui.label(body(format!("{count}  ·  {version}")).color(look.palette.text_weak));
        ui.add_space(Tokens::space(2.0));
        let row_id = |row: usize| Id::unique("preview").with(&template.questions[row].name);
        let count = template.questions.len();
        virtual_list(ui, ("preview", count, 120.0), &mut state.rows, None, row_id, |ui, row| {
            question_ui(ui, look, template, row);
        });
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
