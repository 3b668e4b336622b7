//! The form of scope and method.

use super::form_state::FactsForm;
use crate::app::command::FactsDraft;
use crate::assets::icon;
use crate::domain::{
    Confidentiality, Exclusion, IndependenceStatement, Inspection, Method, Notice, Refusal, ScopeAndMethod,
};
use crate::ui::screens::plan::bare;
use crate::ui::theme::{Look, Tokens};
use crate::ui::widgets::{
    Emphasis, Field, IconButton, action_button, card, choice_field, field_label, icon_button, issue_line, pane_title,
    switch,
};
use egui::Ui;

/// Scope and method as they are typed.
#[derive(Debug)]
pub struct ScopeForm {
    /// What is saved.
    pub scope: ScopeAndMethod,
    just_opened: bool,
}

impl FactsForm for ScopeForm {
    fn is_ready(&self) -> bool {
        self.scope.clone().tidied().refuse().is_none()
    }

    fn draft(&self) -> FactsDraft {
        FactsDraft { scope: Some(self.scope.clone()), ..FactsDraft::default() }
    }
}

impl ScopeForm {
    /// What is recorded; what the plan says of it is filled in.
    pub fn of(inspection: &Inspection) -> Self {
        let scope = ScopeAndMethod {
            purpose: inspection.purpose().to_owned(),
            notice: inspection.notice(),
            ..inspection.scope.clone()
        };
        Self { scope, just_opened: true }
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, look: &Look) {
        let parts: [fn(&mut Self, &mut Ui, &Look); 3] = [Self::scope_ui, Self::method_ui, Self::conduct_ui];
        for part in parts {
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
                part(self, ui, look);
            });
            ui.add_space(Tokens::space(2.0));
        }
    }

    fn scope_ui(&mut self, ui: &mut Ui, look: &Look) {
        pane_title(ui, &look.text("scope-title"));
        let label = look.text("scope-purpose");
        let field = Field { label: &label, rows: 2, ..Field::default() };
        let purpose = field.show(ui, look, "purpose", &mut self.scope.purpose);
        if std::mem::take(&mut self.just_opened) {
            purpose.request_focus();
        }
        let covered = &mut self.scope.covered;
        for (key, text) in [
            ("scope-buildings", &mut covered.buildings),
            ("scope-processes", &mut covered.processes),
            ("scope-workers", &mut covered.workers),
            ("scope-shifts", &mut covered.shifts),
            ("scope-period", &mut covered.period),
        ] {
            Field { label: &look.text(key), ..Field::default() }.show(ui, look, key, text);
        }
        self.exclusions_ui(ui, look);
    }

    fn exclusions_ui(&mut self, ui: &mut Ui, look: &Look) {
        field_label(ui, look, &look.text("scope-exclusions"));
        let mut gone = None;
        for (place, one) in self.scope.exclusions.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                let name = |key: &str| format!("{} {}", look.text(key), place + 1);
                let (what, why) = (look.text("exclusion-what"), look.text("exclusion-why"));
                bare(ui, &format!("what {place}"), &mut one.what, &name("exclusion-what"), &what, 250.0);
                bare(ui, &format!("why {place}"), &mut one.why, &name("exclusion-why"), &why, 400.0);
                let remove = name("exclusion-remove");
                let tool = IconButton { icon: icon::X, name: &remove, enabled: true, selected: false };
                if icon_button(ui, look, tool).clicked() {
                    gone = Some(place);
                }
            });
        }
        if let Some(place) = gone {
            self.scope.exclusions.remove(place);
        }
        if self.scope.clone().tidied().refuse() == Some(Refusal::ExclusionIncomplete) {
            issue_line(ui, look, &look.text("exclusion-owed"));
        }
        if action_button(ui, look, Emphasis::Quiet, Some(icon::PLUS), &look.text("exclusion-add"), true).clicked() {
            self.scope.exclusions.push(Exclusion::default());
        }
    }

    fn method_ui(&mut self, ui: &mut Ui, look: &Look) {
        pane_title(ui, &look.text("method-title"));
        let names = Notice::ALL.map(|notice| look.text(&format!("notice-{}", notice.code())));
        let chosen = Notice::ALL.iter().position(|notice| Some(*notice) == self.scope.notice);
        if let Some(place) = choice_field(ui, look, ("notice", &look.text("scope-notice")), chosen, &names, 320.0) {
            self.scope.notice = Some(Notice::ALL[place]);
        }
        field_label(ui, look, &look.text("scope-methods"));
        ui.horizontal_wrapped(|ui| {
            for method in Method::ALL {
                let mut used = self.scope.methods.contains(&method);
                if switch(ui, &mut used, &look.text(&format!("method-{}", method.code()))).changed() {
                    if used {
                        self.scope.methods.insert(method);
                    } else {
                        self.scope.methods.remove(&method);
                    }
                }
                ui.add_space(Tokens::space(2.0));
            }
        });
        let (label, hint) = (look.text("scope-method-words"), look.text("scope-method-hint"));
        let field = Field { label: &label, hint: &hint, rows: 3, ..Field::default() };
        field.show(ui, look, "method words", &mut self.scope.method_words);
    }

    fn conduct_ui(&mut self, ui: &mut Ui, look: &Look) {
        pane_title(ui, &look.text("conduct-title"));
        let all = IndependenceStatement::ALL;
        let names = all.map(|one| look.text(&format!("independence-{}", one.code())));
        let independence = &mut self.scope.independence;
        let chosen = all.iter().position(|one| *one == independence.statement);
        let label = look.text("scope-independence");
        if let Some(place) = choice_field(ui, look, ("independence", &label), chosen, &names, 420.0) {
            independence.statement = all[place];
        }
        let owed =
            independence.statement == IndependenceStatement::InterestsDisclosed && independence.words.trim().is_empty();
        let issue = if owed { look.text("independence-owed") } else { String::new() };
        let (label, hint) = (look.text("independence-words"), look.text("independence-hint"));
        let field = Field { label: &label, hint: &hint, issue: &issue, rows: 2, ..Field::default() };
        field.show(ui, look, "independence words", &mut independence.words);
        let all = Confidentiality::ALL;
        let names = all.map(|class| look.text(&format!("confidentiality-{}", class.code())));
        let chosen = all.iter().position(|class| *class == self.scope.confidentiality);
        let label = look.text("scope-confidentiality");
        if let Some(place) = choice_field(ui, look, ("confidentiality", &label), chosen, &names, 420.0) {
            self.scope.confidentiality = all[place];
        }
        Field { label: &look.text("scope-readers"), ..Field::default() }.show(
            ui,
            look,
            "readers",
            &mut self.scope.readers,
        );
    }
}
