//! A form of facts: typed, on its way into the inspection, saved.

use crate::app::command::{FactsDraft, InspectionCommand};
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::theme::Look;
use crate::ui::widgets::{Emphasis, action_button, button, issue_line, step_bar};
use egui::Ui;

/// What a form gives when it is saved.
pub trait FactsForm {
    /// Whether it can be saved.
    fn is_ready(&self) -> bool;
    /// What is saved.
    fn draft(&self) -> FactsDraft;
}

/// A form where one is open; it closes itself when it is saved, and says what was wrong when it is not.
#[derive(Debug)]
pub struct FormState<F> {
    form: Option<F>,
    waiting: Option<Tag>,
    issue: String,
}

impl<F> Default for FormState<F> {
    fn default() -> Self {
        Self { form: None, waiting: None, issue: String::new() }
    }
}

impl<F: FactsForm> FormState<F> {
    /// Opens a form; what was typed in another one before it is given up.
    pub fn open(&mut self, form: F) {
        *self = Self { form: Some(form), ..Self::default() };
    }

    /// The form that is open.
    pub fn form(&mut self) -> Option<&mut F> {
        self.form.as_mut()
    }

    /// Whether a form is open.
    pub const fn is_open(&self) -> bool {
        self.form.is_some()
    }

    /// Closes the form once it is saved; whether that happened now.
    pub fn take(&mut self, actions: &mut Actions) -> bool {
        match actions.take(&mut self.waiting) {
            Some(Answer::Done(_)) => {
                *self = Self::default();
                true
            }
            Some(Answer::Failed(problem)) => {
                self.issue = [problem.what, problem.to_do].join(" ");
                false
            }
            None => false,
        }
    }

    /// The steps that end the form, at the bottom edge.
    pub fn steps_ui(&mut self, ui: &mut Ui, look: &Look, view: &InspectionView, actions: &mut Actions) {
        let Some(form) = &self.form else { return };
        let ready = form.is_ready() && self.waiting.is_none();
        let (mut save, mut cancel) = (false, false);
        step_bar(ui, look, "plan part steps", super::WIDTH_PX, |ui| {
            save = action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("save"), ready).clicked();
            cancel = button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
            if !self.issue.is_empty() {
                issue_line(ui, look, &self.issue);
            }
        });
        if save {
            let command = InspectionCommand::RecordFacts(Box::new(form.draft()));
            self.issue.clear();
            self.waiting = Some(actions.run_on(view.inspection.plan.id, command));
        } else if cancel {
            *self = Self::default();
        }
    }
}
