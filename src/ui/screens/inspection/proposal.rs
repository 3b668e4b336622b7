//! What the auditor asks the reviewer to make of a critical finding, which stays critical.

use super::grade_form::severity_name;
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Finding, Severity};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::theme::{Look, small};
use crate::ui::widgets::{Emphasis, Field, action_button, button, card, choice_field, issue_line, pane_title};
use crate::words::Value;
use egui::{Label, Ui};

/// A proposal that is being written.
#[derive(Debug, Default)]
pub struct ProposalState {
    writing: Option<(Option<Severity>, String)>,
    waiting: Option<Tag>,
    issue: String,
}

/// Draws the proposal of a critical finding, or the way to one.
pub fn proposal_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    finding: &Finding,
    state: &mut ProposalState,
    actions: &mut Actions,
) {
    if finding.severity != Severity::Critical || view.inspection.report_seal.is_some() {
        return;
    }
    match actions.take(&mut state.waiting) {
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        Some(Answer::Done(_)) => state.writing = None,
        None => {}
    }
    let send = |severity, reason: &str, actions: &mut Actions| {
        let ask = InspectionCommand::ProposeGrade { finding_id: finding.id, severity, reason: reason.to_owned() };
        Some(actions.run_on(view.inspection.plan.id, ask))
    };
    if let Some(proposal) = view.inspection.proposal(finding) {
        card(ui, look, |ui| {
            ui.set_width(ui.available_width());
            pane_title(ui, &look.text("proposal"));
            let values = [
                ("severity", Value::Text(&severity_name(look, proposal.severity))),
                ("reason", Value::Text(&proposal.reason)),
                ("name", Value::Text(&proposal.proposed_by)),
            ];
            ui.add(Label::new(look.with("proposal-made", &values)).wrap());
            if button(ui, look, Emphasis::Quiet, &look.text("proposal-take-back")).clicked() {
                state.waiting = send(None, "", actions);
            }
        });
        return;
    }
    if state.writing.is_none() {
        if button(ui, look, Emphasis::Quiet, &look.text("proposal-begin")).clicked() {
            state.writing = Some((None, String::new()));
            state.issue.clear();
        }
        return;
    }
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        let Some((severity, reason)) = &mut state.writing else { return };
        ui.add(Label::new(small(look.text("proposal-help")).color(look.palette.text_weak)).wrap());
        let milder = &Severity::WORST_FIRST[1..];
        let names: Vec<String> = milder.iter().map(|one| severity_name(look, *one)).collect();
        let chosen = severity.and_then(|own| milder.iter().position(|other| *other == own));
        let label = look.text("proposal-severity");
        if let Some(place) = choice_field(ui, look, ("proposed", &label), chosen, &names, 260.0) {
            *severity = Some(milder[place]);
        }
        Field { label: &look.text("proposal-reason"), rows: 2, ..Field::default() }.show(ui, look, "proposal", reason);
        if !state.issue.is_empty() {
            issue_line(ui, look, &state.issue);
        }
        let mut keep = true;
        ui.horizontal(|ui| {
            let ready = severity.is_some() && !reason.trim().is_empty() && state.waiting.is_none();
            let words = look.text("proposal-send");
            if action_button(ui, look, Emphasis::Primary, Some(icon::FLAG), &words, ready).clicked() {
                state.waiting = send(*severity, reason, actions);
            }
            keep = !button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
        });
        if !keep {
            state.writing = None;
        }
    });
}
