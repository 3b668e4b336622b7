//! The two seals, and what still stands in their way, each a link to its place.

use super::super::InspectionState;
use super::Step;
use crate::app::command::InspectionCommand;
use crate::app::view::{Blocker, InspectionView, Place};
use crate::assets::icon;
use crate::domain::{MeetingKind, SignatureRole};
use crate::ui::actions::{Actions, Answer, Spot};
use crate::ui::dialogs::Tag;
use crate::ui::router::{Screen, Tab};
use crate::ui::theme::{Look, Tokens, Tone, body};
use crate::ui::widgets::{Emphasis, Field, action_button, button, card, issue_line, line, mark, mark_with_text, modal};
use crate::words::Value;
use egui::{Label, Ui};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Closing,
    Report,
}

/// What is asked and typed here.
#[derive(Debug, Default)]
pub struct SealState {
    asking: Option<Which>,
    reopen: Option<String>,
    waiting: Option<Tag>,
    issue: String,
}

/// Draws both seals.
pub fn seal_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut InspectionState, actions: &mut Actions) {
    match actions.take(&mut state.closing.seal.waiting) {
        Some(Answer::Done(_)) => state.closing.seal = SealState::default(),
        Some(Answer::Failed(problem)) => state.closing.seal.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.heading(look.text("seal-closing"));
        ui.add(Label::new(body(look.text("seal-closing-text")).color(look.palette.text_weak)).wrap());
        match &view.inspection.closing_seal {
            Some(seal) => {
                let when = look.words.date_time(seal.sealed_at);
                mark_with_text(ui, look, Tone::Conforming, &look.with("sealed-at", &[("time", Value::Text(&when))]));
                leave_ui(ui, look, view, actions);
                reopen_ui(ui, look, view, &mut state.closing.seal, actions);
            }
            None => blockers_ui(ui, look, view, Which::Closing, &view.closing_blockers, state, actions),
        }
    });
    ui.add_space(Tokens::space(3.0));
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.heading(look.text("seal-report"));
        ui.add(Label::new(body(look.text("seal-report-text")).color(look.palette.text_weak)).wrap());
        match &view.inspection.report_seal {
            Some(seal) => {
                let when = look.words.date_time(seal.sealed_at);
                mark_with_text(ui, look, Tone::Conforming, &look.with("sealed-at", &[("time", Value::Text(&when))]));
                let words = look.text("tab-report");
                if action_button(ui, look, Emphasis::Primary, Some(icon::FILE_TEXT), &words, true).clicked() {
                    actions.go(Screen::Inspection(view.inspection.plan.id, Tab::Report));
                }
            }
            None => blockers_ui(ui, look, view, Which::Report, &view.report_blockers, state, actions),
        }
    });
    if !state.closing.seal.issue.is_empty() {
        issue_line(ui, look, &state.closing.seal.issue);
    }
    ask_ui(ui, look, view, &mut state.closing.seal, actions);
}

/// The short report to leave on site.
fn leave_ui(ui: &mut Ui, look: &Look, view: &InspectionView, actions: &mut Actions) {
    ui.add(Label::new(look.text("seal-leave")).wrap());
    if action_button(ui, look, Emphasis::Normal, Some(icon::FILE_DOWN), &look.text("seal-leave-do"), true).clicked() {
        actions.go(Screen::Inspection(view.inspection.plan.id, Tab::Report));
    }
}

/// What stands in the way, or the button that seals.
fn blockers_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    which: Which,
    blockers: &[Blocker],
    state: &mut InspectionState,
    actions: &mut Actions,
) {
    if !blockers.is_empty() {
        ui.label(look.count("seal-blocked", blockers.len()));
        for blocker in blockers {
            if blocker_ui(ui, look, view, blocker) {
                lead(view, blocker, state, actions);
            }
        }
        return;
    }
    let (key, n) = seal_words(view, which);
    let words = look.count(key, n);
    let ready = state.closing.seal.waiting.is_none();
    if action_button(ui, look, Emphasis::Primary, Some(icon::STAMP), &words, ready).clicked() {
        state.closing.seal.asking = Some(which);
    }
}

fn seal_words(view: &InspectionView, which: Which) -> (&'static str, usize) {
    match which {
        Which::Closing => ("seal-closing-do", view.shown_to_the_site().count()),
        Which::Report => ("seal-report-do", view.inspection.answers.len()),
    }
}

/// One blocker; returns whether it was pressed.
fn blocker_ui(ui: &mut Ui, look: &Look, view: &InspectionView, blocker: &Blocker) -> bool {
    line(ui, 26.0, |ui| {
        mark(ui, look, Tone::Unknown, 16.0);
        let place = place_name(look, view, &blocker.place);
        let what = look.text(&format!("blocker-{}", blocker.kind.code()));
        let text = if place.is_empty() { what } else { format!("{place}: {what}") };
        ui.link(text).clicked()
    })
    .inner
}

fn place_name(look: &Look, view: &InspectionView, place: &Place) -> String {
    match place {
        Place::Question(path) => {
            let question = view.template.index_of(path).and_then(|index| view.template.questions.get(index));
            question.map(|question| question.code.clone()).unwrap_or_default()
        }
        Place::Finding(id) => view.finding(*id).map(|finding| finding.number.clone()).unwrap_or_default(),
        Place::Meeting(MeetingKind::Opening) => look.text("meeting-opening"),
        Place::Meeting(MeetingKind::Closing) => look.text("meeting-closing"),
        Place::Signature(SignatureRole::Auditor) => look.text("signature-auditor"),
        Place::Signature(SignatureRole::Site) => look.text("signature-site"),
        Place::Closing => String::new(),
    }
}

/// Shows the place where a blocker is put right.
fn lead(view: &InspectionView, blocker: &Blocker, state: &mut InspectionState, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    let position = blocker.kind == crate::app::view::BlockerKind::PositionMissing;
    if position {
        state.closing.step = Step::Meetings;
        return;
    }
    match (&blocker.place, Step::of(&blocker.place)) {
        (_, Some(step)) => state.closing.step = step,
        (Place::Question(path), None) => actions.show(id, Spot::Question(path.clone())),
        (Place::Finding(finding), None) => actions.go(Screen::Finding(id, *finding)),
        (Place::Meeting(_) | Place::Signature(_) | Place::Closing, None) => {}
    }
}

/// A seal cannot be taken back, so it is asked for once more, with the consequence in the button.
fn ask_ui(ui: &Ui, look: &Look, view: &InspectionView, state: &mut SealState, actions: &mut Actions) {
    let Some(which) = state.asking else { return };
    let left = modal(ui, "seal", 480.0, |ui| {
        let (title, text) = match which {
            Which::Closing => ("seal-closing", "seal-closing-ask"),
            Which::Report => ("seal-report", "seal-report-ask"),
        };
        ui.heading(look.text(title));
        ui.add(Label::new(look.text(text)).wrap());
        ui.add_space(Tokens::space(2.0));
        ui.horizontal(|ui| {
            let (key, n) = seal_words(view, which);
            if action_button(ui, look, Emphasis::Danger, Some(icon::STAMP), &look.count(key, n), true).clicked() {
                let command = match which {
                    Which::Closing => InspectionCommand::SealClosing,
                    Which::Report => InspectionCommand::SealReport,
                };
                state.issue.clear();
                state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
                state.asking = None;
            }
            if button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked() {
                state.asking = None;
            }
        });
    });
    if left {
        state.asking = None;
    }
}

/// The closing may be taken up again until the report seal; signatures and fixed dates fall.
fn reopen_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut SealState, actions: &mut Actions) {
    if view.inspection.report_seal.is_some() {
        return;
    }
    let Some(mut reason) = state.reopen.take() else {
        if button(ui, look, Emphasis::Quiet, &look.text("reopen")).clicked() {
            state.reopen = Some(String::new());
        }
        return;
    };
    ui.add(Label::new(look.text("reopen-text")).wrap());
    Field { label: &look.text("reopen-reason"), ..Field::default() }.show(ui, look, "reopen", &mut reason);
    let mut keep = true;
    ui.horizontal(|ui| {
        let ready = !reason.trim().is_empty() && state.waiting.is_none();
        if action_button(ui, look, Emphasis::Danger, Some(icon::LOCK_OPEN), &look.text("reopen-do"), ready).clicked() {
            let command = InspectionCommand::ReopenClosing { reason: reason.clone() };
            state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
        }
        keep = !button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
    });
    if keep {
        state.reopen = Some(reason);
    }
}
