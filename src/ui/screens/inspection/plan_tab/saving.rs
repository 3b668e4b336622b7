//! A form that is on its way into the inspection.

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::theme::Look;
use crate::ui::widgets::{Emphasis, action_button, button, issue_line, step_bar};
use egui::Ui;

/// What was sent and has not come back, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Saving {
    waiting: Option<Tag>,
    issue: String,
}

/// What a person did at the end of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Stay,
    /// It is to be saved.
    Save,
    /// It is to be closed as it is.
    Cancel,
}

impl Saving {
    /// Whether what was sent is saved now.
    pub fn is_done(&mut self, actions: &mut Actions) -> bool {
        match actions.take(&mut self.waiting) {
            Some(Answer::Done(_)) => true,
            Some(Answer::Failed(problem)) => {
                self.issue = [problem.what, problem.to_do].join(" ");
                false
            }
            None => false,
        }
    }

    /// Sends the form.
    pub fn send(&mut self, view: &InspectionView, command: InspectionCommand, actions: &mut Actions) {
        self.issue.clear();
        self.waiting = Some(actions.run_on(view.inspection.plan.id, command));
    }

    /// The steps that end the form, at the bottom edge.
    pub fn steps_ui(&self, ui: &mut Ui, look: &Look, ready: bool) -> Step {
        let mut step = Step::Stay;
        step_bar(ui, look, "plan part steps", super::WIDTH_PX, |ui| {
            let ready = ready && self.waiting.is_none();
            if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("save"), ready).clicked() {
                step = Step::Save;
            }
            if button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked() {
                step = Step::Cancel;
            }
            if !self.issue.is_empty() {
                issue_line(ui, look, &self.issue);
            }
        });
        step
    }
}
