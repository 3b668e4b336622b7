//! The finding that a failed answer owes, written in place.

use super::super::finding_form::{FindingForm, short_title};
use super::AnswersState;
use crate::app::command::{FindingDraft, InspectionCommand};
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Finding, InstancePath};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, small, strong_text};
use crate::ui::widgets::{Emphasis, action_button, choice_field, issue_line, mark};
use egui::{Frame, Margin, Stroke, Ui};

/// What the card keeps between frames.
#[derive(Debug, Default)]
pub struct FindingCard {
    question: Option<InstancePath>,
    form: FindingForm,
    /// What was proposed; a form that differs was edited by a person.
    proposed: FindingForm,
    saving: Option<Tag>,
    issue: String,
    focus: bool,
}

impl FindingCard {
    /// Saves what a person wrote here and left without saving, while the answer still fails.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        let edited = self.form != self.proposed && self.saving.is_none() && !self.form.title.trim().is_empty();
        let Some(path) = self.question.take().filter(|_| edited) else { return };
        let owed = self.form.worst_answer(view).is_some() && view.inspection.finding_of(&path).is_none();
        if owed && view.inspection.closing_seal.is_none() {
            let command = InspectionCommand::SaveFinding(Box::new(self.form.draft()));
            self.saving = Some(actions.run_on(view.inspection.plan.id, command));
        }
    }

    /// Another question is shown: what was written for the one before is saved.
    pub fn follow(&mut self, view: &InspectionView, path: &InstancePath, actions: &mut Actions) {
        if self.question.as_ref().is_some_and(|own| own != path) {
            self.flush(view, actions);
        }
    }
}

/// Shows the finding of the question, or leads to the card that makes one.
pub fn open_or_focus(view: &InspectionView, index: usize, state: &mut AnswersState, actions: &mut Actions) {
    let path = view.template.questions[index].path();
    match view.inspection.finding_of(&path) {
        Some(finding) => actions.go(Screen::Finding(view.inspection.plan.id, finding.id)),
        None => state.card.focus = true,
    }
}

/// Draws the card of a failed answer.
pub fn finding_card_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    index: usize,
    state: &mut AnswersState,
    actions: &mut Actions,
) {
    let path = view.template.questions[index].path();
    match actions.take(&mut state.card.saving) {
        Some(Answer::Failed(problem)) => state.card.issue = [problem.what, problem.to_do].join(" "),
        Some(Answer::Done(_)) | None => {}
    }
    if view.inspection.finding_of(&path).is_some() {
        state.card.question = None;
        return;
    }
    if view.inspection.closing_seal.is_some() {
        issue_line(ui, look, &look.text("finding-after-closing"));
        return;
    }
    let note = state.draft.answer.note.clone();
    prepare(&mut state.card, look, view, index, &path, &note);
    let card = &mut state.card;
    let paint = look.tone(card.form.tone());
    let frame = Frame::new().stroke(Stroke::new(1.5, paint.solid)).corner_radius(Tokens::get().corner_radius_px);
    let drawn = frame.inner_margin(Margin::same(14)).show(ui, |ui| {
        ui.horizontal(|ui| {
            mark(ui, look, card.form.tone(), 20.0);
            ui.label(strong_text(look.text("finding-new")));
            ui.label(small(look.text("finding-new-help")).color(look.palette.text_weak));
        });
        card.form.rule_ui(ui, look, view);
        existing_ui(ui, look, view, &path, card, actions);
        card.form.short_ui(ui, look);
        if !card.issue.is_empty() {
            issue_line(ui, look, &card.issue);
        }
        ui.horizontal(|ui| {
            let ready = !card.form.title.trim().is_empty() && card.saving.is_none();
            let words = look.text("finding-save");
            if action_button(ui, look, Emphasis::Primary, Some(icon::FLAG), &words, ready).clicked() {
                card.issue.clear();
                let command = InspectionCommand::SaveFinding(Box::new(card.form.draft()));
                card.saving = Some(actions.run_on(view.inspection.plan.id, command));
            }
            ui.label(small(look.text("finding-later")).color(look.palette.text_weak));
        });
    });
    if std::mem::take(&mut card.focus) {
        drawn.response.scroll_to_me(None);
    }
}

/// Fills the card for another question; what the note says flows in until the card itself is edited.
fn prepare(card: &mut FindingCard, look: &Look, view: &InspectionView, index: usize, path: &InstancePath, note: &str) {
    let proposed = FindingForm::proposed(look, view, index, note);
    if card.question.as_ref() != Some(path) {
        card.question = Some(path.clone());
        card.form = proposed.clone();
        card.proposed = proposed;
        card.issue.clear();
        return;
    }
    card.form.severity = proposed.severity;
    if card.form.evidence == card.proposed.evidence {
        card.form.evidence.clone_from(&proposed.evidence);
    }
    let mut proposed = proposed;
    if note.trim().is_empty() && !card.form.evidence.trim().is_empty() {
        // What was seen names the finding better than the question does.
        proposed.title = short_title(&card.form.evidence);
    }
    if card.form.title == card.proposed.title {
        card.form.title.clone_from(&proposed.title);
    }
    card.proposed = proposed;
}

/// One cause, one finding: the answer may belong to a finding that exists.
fn existing_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    path: &InstancePath,
    card: &mut FindingCard,
    actions: &mut Actions,
) {
    let findings = &view.inspection.findings;
    if findings.is_empty() {
        return;
    }
    let name = |finding: &Finding| {
        let number = view.finding(finding.id).map(|own| own.number.clone()).unwrap_or_default();
        format!("{number}\u{2002}{}", finding.title)
    };
    let names: Vec<String> = findings.iter().map(name).collect();
    let label = look.text("finding-same-cause");
    if let Some(place) = choice_field(ui, look, ("same cause", &label), None, &names, 420.0) {
        let command = InspectionCommand::SaveFinding(Box::new(joined(view, &findings[place], path)));
        card.saving = Some(actions.run_on(view.inspection.plan.id, command));
    }
}

/// The finding with one more question; its severity stays where it may beside all the answers, else it follows them.
fn joined(view: &InspectionView, finding: &Finding, path: &InstancePath) -> FindingDraft {
    let mut form = FindingForm::of(finding, &finding.action);
    form.questions.push(path.clone());
    form.severity = form.settled_severity(view);
    form.draft()
}
