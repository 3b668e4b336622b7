//! The question: what is asked, how to find out, the answer.

use super::walk::Walk;
use super::{AnswersState, finding_card, input, note, repeats};
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::Severity;
use crate::form::{Question, Verification};
use crate::ui::actions::Actions;
use crate::ui::command_table::UiCommand;
use crate::ui::theme::{Look, Tokens, Tone, body, icon_text, small, strong_font};
use crate::ui::widgets::{Emphasis, action_button, line, mark, region};
use crate::words::Value;
use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Stroke, Ui};

/// Draws the question and its answer.
pub fn question_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    walk: &Walk,
    index: usize,
    state: &mut AnswersState,
    actions: &mut Actions,
) {
    let question = &view.template.questions[index];
    region(ui, &question.name, |ui| {
        head_ui(ui, look, walk, index, question);
        repeats::row_ui(ui, look, view, question, actions);
        let filled = view.evaluation.questions.get(index).and_then(|result| result.text.as_ref());
        let text = filled.unwrap_or(&question.text).get(look.language());
        ui.add(Label::new(RichText::new(text).font(strong_font(18.0))).wrap());
        let hint = question.hint.get(look.language());
        if !hint.is_empty() {
            ui.add(Label::new(body(hint)).wrap());
        }
        let guidance = question.guidance.get(look.language());
        if !guidance.is_empty() {
            ui.add(Label::new(body(guidance).color(look.palette.text_weak)).wrap());
        }
        wanted_ui(ui, look, question);
        references_ui(ui, look, question, &view.site.country);
        ui.add_space(Tokens::space(3.0));
        let open = view.inspection.report_seal.is_none();
        ui.add_enabled_ui(open, |ui| {
            input::input_ui(ui, look, view, index, &mut state.draft, actions);
            ui.add_space(Tokens::space(3.0));
            note::note_ui(ui, look, state);
        });
        let Some(result) = view.evaluation.questions.get(index) else { return };
        if result.fails() {
            ui.add_space(Tokens::space(4.0));
            finding_card::finding_card_ui(ui, look, view, index, state, actions);
        }
    });
}

/// Which question, its code, how bad a failure is.
fn head_ui(ui: &mut Ui, look: &Look, walk: &Walk, index: usize, question: &Question) {
    line(ui, 24.0, |ui| {
        let quiet = |text: String| small(text).color(look.palette.text_weak);
        let place = match walk.number(index) {
            Some(number) => {
                let values = [("number", count(number)), ("total", count(walk.len()))];
                look.with("question-place", &values)
            }
            None => look.text("outcome-hidden"),
        };
        ui.label(quiet(place));
        ui.label(quiet("·".to_owned()));
        ui.label(small(&question.code).font(strong_font(13.0)).color(look.palette.text_weak));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(severity) = question.severity {
                default_severity_ui(ui, look, severity);
            }
            if question.zero_tolerance {
                ui.label(small(look.text("zero-tolerance")).color(look.tone(Tone::Critical).text));
            }
        });
    });
}

fn count(number: usize) -> Value<'static> {
    Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn default_severity_ui(ui: &mut Ui, look: &Look, severity: Severity) {
    let tone = Tone::from(severity);
    let name = look.text(&format!("severity-{}", severity.code()));
    let text = look.with("question-severity", &[("severity", Value::Text(&name))]);
    ui.label(small(text).color(look.tone(tone).text));
    mark(ui, look, tone, 16.0);
}

/// The kinds of evidence that are wanted; those that must be there carry a star.
fn wanted_ui(ui: &mut Ui, look: &Look, question: &Question) {
    if question.evidence.is_empty() {
        return;
    }
    let kinds: Vec<String> = question
        .evidence
        .iter()
        .map(|duty| {
            let star = if duty.mandatory { "*" } else { "" };
            format!("{}{star}", look.text(&format!("evidence-{}", duty.kind.code())))
        })
        .collect();
    let list = kinds.join(&look.text("list-comma"));
    let text = look.with("question-evidence", &[("kinds", Value::Text(&list))]);
    ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap())
        .on_hover_text(look.text("question-evidence-help"));
}

/// Where the requirement is written, and how far that was checked.
fn references_ui(ui: &mut Ui, look: &Look, question: &Question, country: &str) {
    let all: Vec<String> = question
        .references_in(country)
        .map(|reference| {
            let label = reference.label.get(look.language());
            match reference.verification {
                Verification::Verified => label.to_owned(),
                Verification::ToBeConfirmed | Verification::Superseded => {
                    let state = look.text(&format!("reference-{}", reference.verification.code()));
                    let note = reference.note.as_ref().map(|note| note.get(look.language())).unwrap_or_default();
                    if note.is_empty() {
                        return format!("{label} ({state})");
                    }
                    let values = [("state", Value::Text(&state)), ("note", Value::Text(note))];
                    format!("{label} ({})", look.with("reference-note", &values))
                }
            }
        })
        .collect();
    if all.is_empty() {
        return;
    }
    let list = all.join(&look.text("list-semicolon"));
    let text = look.with("question-references", &[("list", Value::Text(&list))]);
    ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
}

/// The way on: previous, next unanswered, search.
pub fn footer_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    walk: &Walk,
    index: usize,
    state: &mut AnswersState,
    actions: &mut Actions,
) {
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(0, 8)).stroke(Stroke::NONE);
    Panel::bottom("way on").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let text = |command: UiCommand| command.text(look);
            let previous = walk.previous(index);
            let words = text(UiCommand::PreviousQuestion);
            let glyph = Some(icon::CHEVRON_LEFT);
            if action_button(ui, look, Emphasis::Normal, glyph, &words, previous.is_some()).clicked() {
                state.current = previous.map(|place| view.template.questions[place].path());
            }
            let next = walk.next(index);
            let words = text(UiCommand::NextQuestion);
            let glyph = Some(icon::CHEVRON_RIGHT);
            if action_button(ui, look, Emphasis::Normal, glyph, &words, next.is_some()).clicked() {
                state.current = next.map(|place| view.template.questions[place].path());
            }
            let open = walk.next_open(view, index);
            let words = text(UiCommand::NextUnanswered);
            let glyph = Some(icon::ARROW_RIGHT);
            if action_button(ui, look, Emphasis::Primary, glyph, &words, open.is_some()).clicked() {
                state.current = open.map(|place| view.template.questions[place].path());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = text(UiCommand::SearchQuestions);
                if action_button(ui, look, Emphasis::Quiet, Some(icon::SEARCH), &words, true).clicked() {
                    actions.do_command(UiCommand::OpenPalette);
                }
                ui.label(icon_text(icon::KEYBOARD).color(look.palette.text_weak))
                    .on_hover_text(look.text("answers-keys"));
            });
        });
    });
}
