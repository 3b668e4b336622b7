//! How bad a finding is: what answers and rules suggest, what the auditor may make of it, and what that needs.

use super::finding_form::FindingForm;
use super::schemes;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{
    EarlierFinding, Finding, GradeChange, Photo, PhotoId, REPEAT_RULE, Repeat, RepeatBasis, Severity, auditor_choices,
    find_repeat,
};
use crate::form::{GradeRule, worst_answer};
use crate::ui::theme::{Look, Tokens, Tone, body, small};
use crate::ui::widgets::{Field, choice_field, issue_line, switch};
use crate::words::Value;
use egui::{Label, Ui};

impl FindingForm {
    /// The worst severity that the answers of its questions give.
    #[must_use]
    pub fn worst_answer(&self, view: &InspectionView) -> Option<Severity> {
        worst_answer(&self.questions, &view.template, &view.evaluation)
    }

    /// The earlier finding that is named, else the one that it repeats by itself.
    fn repeat(&self, view: &InspectionView) -> Option<Repeat> {
        let name = self.repeats.trim();
        if !name.is_empty() {
            let basis = self.basis.unwrap_or(RepeatBasis::Named);
            return Some(Repeat { reference: name.to_owned(), finding_id: None, basis });
        }
        self.worst_answer(view).filter(|worst| *worst > Severity::Opportunity)?;
        find_repeat(&view.earlier, &self.questions, &self.action.root_cause, self.sensitive)
    }

    /// What answers and rules suggest.
    #[must_use]
    pub fn suggested(&self, view: &InspectionView) -> Option<Severity> {
        view.rule_set.suggest(self.worst_answer(view), self.repeat(view).is_some())
    }

    fn change(&self, view: &InspectionView) -> GradeChange {
        self.severity.map_or(GradeChange::None, |own| GradeChange::between(self.suggested(view), own))
    }

    /// The severity as it can be saved without a question: what was chosen, when it has all that it needs; otherwise
    /// none, which takes the suggested one.
    #[must_use]
    pub fn settled_severity(&self, view: &InspectionView) -> Option<Severity> {
        let change = self.change(view);
        let said = change == GradeChange::None || !self.severity_reason.trim().is_empty();
        let proved = !matches!(change, GradeChange::Lowered { .. }) || !self.evidence.trim().is_empty();
        self.severity.filter(|own| said && proved && change.refuse(*own).is_none())
    }

    /// What may be chosen, worst first. What was made critical stays so.
    fn choices(&self, view: &InspectionView) -> Vec<Severity> {
        let stored = self.id.and_then(|id| view.inspection.finding(id));
        let made_critical =
            |own: &Finding| own.severity == Severity::Critical && own.suggested != Some(Severity::Critical);
        if stored.is_some_and(made_critical) { vec![Severity::Critical] } else { auditor_choices(self.suggested(view)) }
    }

    /// Severity, where it comes from, and the reason where it was changed.
    pub fn severity_ui(&mut self, ui: &mut Ui, look: &Look, view: &InspectionView) {
        let choices = self.choices(view);
        let names: Vec<String> = choices.iter().map(|one| severity_name(look, *one)).collect();
        let chosen = self.severity.and_then(|own| choices.iter().position(|other| *other == own));
        let label = look.text("finding-severity");
        if let Some(place) = choice_field(ui, look, ("severity", &label), chosen, &names, 260.0) {
            self.severity = Some(choices[place]);
        }
        if let Some(severity) = self.severity {
            schemes::severity_ui(ui, look, severity);
        }
        if let Some(suggested) = self.suggested(view).filter(|_| !self.rule_ui(ui, look, view)) {
            let text = look.with("finding-suggested", &[("severity", Value::Text(&severity_name(look, suggested)))]);
            ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
        }
        if chosen.is_none() {
            issue_line(ui, look, &look.text("finding-severity-not-allowed"));
        }
        let change = self.change(view);
        if change != GradeChange::None {
            let owed = self.severity_reason.trim().is_empty();
            let issue = if owed { look.text("finding-severity-owed") } else { String::new() };
            let label = look.text("finding-severity-reason");
            Field { label: &label, issue: &issue, ..Field::default() }.show(ui, look, "why", &mut self.severity_reason);
        }
        if let GradeChange::Lowered { from } = change {
            lowered_ui(ui, look, from);
        }
        if self.severity == Some(Severity::Critical) {
            let text = small(look.text("finding-critical-help")).color(look.palette.text_weak);
            ui.add(Label::new(text).wrap());
        }
    }

    /// Says that the rule for repeated findings raises it, and why; returns whether it does.
    pub fn rule_ui(&self, ui: &mut Ui, look: &Look, view: &InspectionView) -> bool {
        let (worst, suggested) = (self.worst_answer(view), self.suggested(view));
        let (Some(worst), Some(suggested), Some(repeat)) = (worst, suggested, self.repeat(view)) else { return false };
        if worst == suggested {
            return false;
        }
        let values = [
            ("severity", Value::Text(&severity_name(look, suggested))),
            ("answers", Value::Text(&severity_name(look, worst))),
            ("reference", Value::Text(&repeat.reference)),
            ("because", Value::Text(&look.text(&format!("repeat-basis-{}", repeat.basis.code())))),
            ("rule", Value::Text(REPEAT_RULE)),
        ];
        let text = look.with("finding-suggested-repeat", &values);
        ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
        true
    }

    /// The earlier finding that it repeats: chosen from those of the site, or written.
    pub fn repeat_ui(&mut self, ui: &mut Ui, look: &Look, view: &InspectionView) {
        let earlier: Vec<&EarlierFinding> =
            view.earlier.iter().filter(|one| one.may_be_named(self.sensitive)).collect();
        if !earlier.is_empty() {
            let name = |one: &&EarlierFinding| format!("{}\u{2002}{}", one.reference, one.title);
            let names: Vec<String> = earlier.iter().map(name).collect();
            let chosen = earlier.iter().position(|one| one.reference == self.repeats);
            let label = look.text("finding-repeats");
            if let Some(place) = choice_field(ui, look, ("repeats", &label), chosen, &names, 420.0) {
                self.repeats.clone_from(&earlier[place].reference);
                self.basis = None;
            }
        }
        let (label, help) = (look.text("finding-repeats-reference"), look.text("finding-repeats-help"));
        let field = Field { label: &label, help: &help, width_px: Some(420.0), ..Field::default() };
        if field.show(ui, look, "repeats reference", &mut self.repeats).changed() {
            self.basis = None;
        }
    }

    /// Corrected on the spot, with the photos that show it.
    pub fn contained_ui(&mut self, ui: &mut Ui, look: &Look, photos: &[&Photo]) {
        let (before, after) = (&mut self.before, &mut self.after);
        switch(ui, &mut self.contained, &look.text("finding-contained"))
            .on_hover_text(look.text("finding-contained-help"));
        if !self.contained {
            return;
        }
        let names: Vec<String> = photos.iter().map(|photo| super::answers::photo_name(look, photo)).collect();
        for (key, chosen) in [("finding-contained-before", before), ("finding-contained-after", after)] {
            let place = chosen.and_then(|id: PhotoId| photos.iter().position(|photo| photo.id == id));
            let label = look.text(key);
            if let Some(place) = choice_field(ui, look, (key, &label), place, &names, 420.0) {
                *chosen = Some(photos[place].id);
            }
        }
        let shown = self.before.is_some() && self.after.is_some() && self.before != self.after;
        if !shown || self.immediate_action.trim().is_empty() {
            issue_line(ui, look, &look.text("finding-contained-owed"));
        }
    }
}

/// What people call a severity.
#[must_use]
pub fn severity_name(look: &Look, severity: Severity) -> String {
    look.text(&format!("severity-{}", severity.code()))
}

/// That a finding was lowered, in sight for everybody who opens it.
pub fn lowered_ui(ui: &mut Ui, look: &Look, from: Severity) {
    let text = look.with("finding-lowered", &[("from", Value::Text(&severity_name(look, from)))]);
    let color = look.tone(Tone::Minor).text;
    ui.add(Label::new(body(format!("{}\u{2002}{text}", icon::FLAG)).color(color)).wrap());
}

/// The steps from the worst answer to the severity of a stored finding, in words.
pub fn steps_ui(ui: &mut Ui, look: &Look, view: &InspectionView, finding: &Finding) {
    for step in view.grading(finding).steps(finding) {
        let values = [
            ("from", Value::Text(&severity_name(look, step.from))),
            ("to", Value::Text(&severity_name(look, step.to))),
            ("reason", Value::Text(step.reason)),
            ("rule", Value::Text(REPEAT_RULE)),
        ];
        let text = look.with(&format!("grade-step-{}", step.rule.code()), &values);
        ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
        if step.rule == GradeRule::Lowered {
            lowered_ui(ui, look, step.from);
        }
    }
    ui.add_space(Tokens::space(1.0));
}
