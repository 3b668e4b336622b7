//! What was agreed before the visit, and what of it can still be changed.

use super::super::version::{VersionState, version_ui};
use crate::app::command::{InspectionCommand, PlanDraft};
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::screens::plan::PlanForm;
use crate::ui::screens::suppliers::supplier_name;
use crate::ui::theme::{Look, Tokens, small};
use crate::ui::widgets::{Emphasis, Field, action_button, button, card, facts, issue_line};
use crate::words::Value;
use egui::{Label, Ui};

/// What is typed here.
#[derive(Debug, Default)]
pub struct AgreedState {
    form: Option<PlanForm>,
    cancel_reason: Option<String>,
    waiting: Option<Tag>,
    issue: String,
}

/// Draws what was agreed, the version of the checklist, and the way out.
pub fn agreed_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    state: &mut AgreedState,
    version: &mut VersionState,
    actions: &mut Actions,
) {
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(_)) => *state = AgreedState::default(),
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
        match state.form.take() {
            Some(form) => form_ui(ui, look, view, form, state, actions),
            None => plan_ui(ui, look, view, state),
        }
        if !state.issue.is_empty() {
            issue_line(ui, look, &state.issue);
        }
    });
    ui.add_space(Tokens::space(3.0));
    version_ui(ui, look, view, version, actions);
    call_off_ui(ui, look, view, state, actions);
}

fn plan_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut AgreedState) {
    let plan = &view.inspection.plan;
    let pair = |key: &str, value: String| (look.text(key), value);
    let team: Vec<String> = plan
        .team
        .iter()
        .map(|member| {
            if member.function.is_empty() {
                member.name.clone()
            } else {
                format!("{} ({})", member.name, member.function)
            }
        })
        .collect();
    let title = view.template.title.get(look.language());
    let checklist = format!("{title} {}", view.template.version);
    facts(
        ui,
        look,
        &[
            pair("column-number", plan.number.clone()),
            pair("plan-supplier", supplier_name(look, &view.supplier).to_owned()),
            pair("plan-site", format!("{}, {}", view.site.name, view.site.address)),
            pair("plan-checklist", checklist),
            pair("plan-type", look.text(&format!("type-{}", plan.inspection_type.code()))),
            pair("column-dates", look.words.date_span(plan.starts_on, plan.ends_on)),
            pair("plan-team", team.join(&look.text("list-semicolon"))),
            pair("plan-scope", plan.scope.clone()),
        ],
    );
    let open = view.inspection.closing_seal.is_none() && view.inspection.report_seal.is_none();
    if action_button(ui, look, Emphasis::Normal, Some(icon::PENCIL), &look.text("plan-change"), open).clicked() {
        state.form = Some(PlanForm::of(plan));
        state.issue.clear();
    }
    if !open {
        ui.label(small(look.text("plan-fixed")).color(look.palette.text_weak));
    }
}

fn form_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    mut form: PlanForm,
    state: &mut AgreedState,
    actions: &mut Actions,
) {
    form.changeable_ui(ui, look, false);
    let mut keep = true;
    ui.horizontal(|ui| {
        // The team has a form of its own; what was changed there stays.
        let team = view.inspection.plan.team.clone();
        let draft = form.draft(&view.template.id).map(|draft| PlanDraft { team, ..draft });
        let ready = draft.is_some() && state.waiting.is_none();
        if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("save"), ready).clicked() {
            state.issue.clear();
            let id = view.inspection.plan.id;
            state.waiting = draft.map(|draft| actions.run_on(id, InspectionCommand::ChangePlan(draft)));
        }
        keep = !button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
    });
    if keep {
        state.form = Some(form);
    }
}

/// An inspection that will not take place.
fn call_off_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut AgreedState, actions: &mut Actions) {
    use crate::domain::InspectionState as Stage;
    if !matches!(view.inspection.state, Stage::Planned | Stage::InProgress) {
        return;
    }
    let Some(mut reason) = state.cancel_reason.take() else {
        if button(ui, look, Emphasis::Quiet, &look.text("call-off")).clicked() {
            state.cancel_reason = Some(String::new());
        }
        return;
    };
    let mut keep = true;
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.heading(look.text("call-off"));
        ui.add(Label::new(look.text("call-off-text")).wrap());
        Field { label: &look.text("call-off-reason"), ..Field::default() }.show(ui, look, "reason", &mut reason);
        ui.horizontal(|ui| {
            let ready = !reason.trim().is_empty() && state.waiting.is_none();
            let values = [("number", Value::Text(&view.inspection.plan.number))];
            let words = look.with("call-off-do", &values);
            if action_button(ui, look, Emphasis::Danger, Some(icon::BAN), &words, ready).clicked() {
                let command = InspectionCommand::Cancel { reason: reason.clone() };
                state.waiting = Some(actions.run_on(view.inspection.plan.id, command));
            }
            keep = !button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
        });
    });
    if keep {
        state.cancel_reason = Some(reason);
    }
}
