//! A checklist tried out on the screens of an inspection, without keeping anything.

use crate::app::command::InspectionCommand;
use crate::app::trial::Trial;
use crate::app::view::InspectionView;
use crate::app::{Command, Outcome};
use crate::domain::Digest;
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::screens::inspection::answers::{AnswersState, answers_ui};
use crate::ui::theme::{Look, small};
use crate::ui::widgets::choice_field;
use egui::{Frame, Margin, Panel, Ui};

/// What the screen keeps between frames.
#[derive(Default)]
pub struct TrialState {
    digest: Option<Digest>,
    opening: Option<Tag>,
    trial: Option<Trial>,
    view: Option<InspectionView>,
    answers: AnswersState,
    elsewhere: bool,
}

impl TrialState {
    /// Carries out what a screen asks of the trial; false for what a trial does not have.
    pub fn run(&mut self, command: &InspectionCommand) -> bool {
        let Some(trial) = &mut self.trial else { return false };
        let done = trial.run(command);
        self.view = Some(trial.view());
        done
    }

    fn begin(&mut self, template: std::sync::Arc<crate::form::Template>, look: &Look) {
        let country = if self.elsewhere { "DE" } else { "CN" };
        self.trial = Trial::of(template, country, look.today).ok();
        self.view = self.trial.as_ref().map(Trial::view);
        self.answers = AnswersState::default();
    }
}

/// Draws the screen.
pub fn trial_ui(ui: &mut Ui, look: &Look, digest: Digest, state: &mut TrialState, actions: &mut Actions) {
    if state.digest != Some(digest) {
        *state = TrialState { digest: Some(digest), elsewhere: state.elsewhere, ..TrialState::default() };
        state.opening = Some(actions.run(Command::OpenChecklist(digest)));
    }
    match actions.take(&mut state.opening) {
        Some(Answer::Done(changes)) => {
            if let Outcome::ChecklistOpened(template) = changes.outcome {
                state.begin(template, look);
            }
        }
        Some(Answer::Failed(problem)) => actions.say([problem.what, problem.to_do].join(" ")),
        None => {}
    }
    let frame = Frame::new().fill(look.tone(crate::ui::theme::Tone::Minor).soft).inner_margin(Margin::symmetric(16, 6));
    Panel::top("trial").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(small(look.text("trial-text")));
            let names = [look.text("trial-china"), look.text("trial-elsewhere")];
            let label = look.text("trial-site");
            let chosen = Some(usize::from(state.elsewhere));
            if let Some(place) = choice_field(ui, look, ("site", &label), chosen, &names, 200.0) {
                state.elsewhere = place == 1;
                state.opening = Some(actions.run(Command::OpenChecklist(digest)));
            }
        });
    });
    if let Some(view) = state.view.clone() {
        answers_ui(ui, look, &view, &mut state.answers, actions);
    }
}
