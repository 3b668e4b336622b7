//! The version of the checklist: what another one would change, before anything does.

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::app::{Command, Outcome};
use crate::assets::icon;
use crate::domain::InstancePath;
use crate::form::{Template, has_place};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::screens::checklists::differences_ui;
use crate::ui::theme::{Look, Tokens, Tone, body, small};
use crate::ui::widgets::{Emphasis, action_button, card, choice_field, mark_with_text, pane_title};
use crate::words::Value;
use egui::{Label, Ui};
use std::sync::Arc;

/// What is chosen here.
#[derive(Debug, Default)]
pub struct VersionState {
    opening: Option<Tag>,
    changing: Option<Tag>,
    other: Option<Arc<Template>>,
}

/// Draws the versions that there are, where there is more than one.
pub fn version_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut VersionState, actions: &mut Actions) {
    if let Some(Answer::Done(changes)) = actions.take(&mut state.opening)
        && let Outcome::ChecklistOpened(template) = changes.outcome
    {
        state.other = Some(template);
    }
    match actions.take(&mut state.changing) {
        Some(Answer::Done(_)) => *state = VersionState::default(),
        Some(Answer::Failed(problem)) => actions.say([problem.what, problem.to_do].join(" ")),
        None => {}
    }
    let open = view.inspection.closing_seal.is_none() && view.inspection.report_seal.is_none();
    if view.other_versions.is_empty() || !open {
        return;
    }
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        pane_title(ui, &look.text("version-title"));
        ui.add(Label::new(body(look.text("version-text")).color(look.palette.text_weak)).wrap());
        let names: Vec<String> = view
            .other_versions
            .iter()
            .map(|line| {
                let version = format!("{} ({})", line.version, &line.digest.to_string()[..8]);
                look.with("checklist-version", &[("version", Value::Text(&version))])
            })
            .collect();
        let digest = state.other.as_ref().map(|other| other.digest);
        let chosen = view.other_versions.iter().position(|line| Some(line.digest) == digest);
        let label = look.text("version-other");
        if let Some(place) = choice_field(ui, look, ("version", &label), chosen, &names, 320.0) {
            state.opening = Some(actions.run(Command::OpenChecklist(view.other_versions[place].digest)));
        }
        if let Some(other) = state.other.clone() {
            change_ui(ui, look, view, &other, state, actions);
        }
    });
    ui.add_space(Tokens::space(3.0));
}

/// What changes, which answers have no place any more, and the step itself.
fn change_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    other: &Template,
    state: &mut VersionState,
    actions: &mut Actions,
) {
    let without: Vec<&InstancePath> = view
        .inspection
        .answers
        .iter()
        .filter(|(path, answer)| !answer.is_empty() && has_place(&view.template, path) && !has_place(other, path))
        .map(|(path, _)| path)
        .collect();
    let text = look.count("version-without-place", without.len());
    let tone = if without.is_empty() { Tone::Conforming } else { Tone::Minor };
    mark_with_text(ui, look, tone, &text);
    for path in without.iter().take(20) {
        let question = view.template.question_at(path);
        let code = question.map_or(path.as_str(), |question| question.code.as_str());
        ui.label(small(code).color(look.palette.text_weak));
    }
    ui.scope(|ui| {
        ui.set_max_height(320.0);
        differences_ui(ui, look, &view.template, other);
    });
    let words = look.text("version-change");
    if action_button(ui, look, Emphasis::Normal, Some(icon::CHECK), &words, state.changing.is_none()).clicked() {
        let command = InspectionCommand::ChangeChecklist(other.digest);
        state.changing = Some(actions.run_on(view.inspection.plan.id, command));
    }
}
