//! Scope and method: what was covered and what was not, how, and by whose rules of conduct.

use super::form_state::FormState;
use super::scope_form::ScopeForm;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Exclusion, ScopeAndMethod};
use crate::ui::theme::{Look, Tokens};
use crate::ui::widgets::{Emphasis, action_button, card, facts};
use egui::Ui;

/// Draws scope and method, or the form.
pub fn scope_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut FormState<ScopeForm>) {
    if let Some(form) = state.form() {
        form.show(ui, look);
        return;
    }
    let known = view.inspection.scope != ScopeAndMethod::default();
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
        if known {
            known_ui(ui, look, view);
        } else {
            super::help_ui(ui, look, "scope-text");
        }
        let words = look.text(if known { "scope-edit" } else { "scope-record" });
        let open = super::is_open(view);
        if action_button(ui, look, Emphasis::Normal, Some(icon::PENCIL), &words, open).clicked() {
            state.open(ScopeForm::of(&view.inspection));
        }
    });
}

fn known_ui(ui: &mut Ui, look: &Look, view: &InspectionView) {
    let scope = &view.inspection.scope;
    let pair = |key: &str, value: String| (look.text(key), value);
    let exclusion = |one: &Exclusion| look.with("scope-excluded", &excluded(one));
    let exclusions: Vec<String> = scope.exclusions.iter().map(exclusion).collect();
    let methods: Vec<String> =
        scope.methods.iter().map(|method| look.text(&format!("method-{}", method.code()))).collect();
    let notice = view.inspection.notice().map(|notice| look.text(&format!("notice-{}", notice.code())));
    let statement = look.text(&format!("independence-{}", scope.independence.statement.code()));
    let covered = &scope.covered;
    facts(
        ui,
        look,
        &[
            pair("scope-purpose", view.inspection.purpose().to_owned()),
            pair("scope-buildings", covered.buildings.clone()),
            pair("scope-processes", covered.processes.clone()),
            pair("scope-workers", covered.workers.clone()),
            pair("scope-shifts", covered.shifts.clone()),
            pair("scope-period", covered.period.clone()),
            pair("scope-exclusions", exclusions.join("\n")),
            pair("scope-notice", notice.unwrap_or_default()),
            pair("scope-methods", methods.join(&look.text("list-comma"))),
            pair("scope-method-words", scope.method_words.clone()),
            pair("scope-independence", [statement, scope.independence.words.clone()].join("\n").trim().to_owned()),
            pair("scope-confidentiality", look.text(&format!("confidentiality-{}", scope.confidentiality.code()))),
            pair("scope-readers", scope.readers.clone()),
        ],
    );
}

fn excluded(one: &Exclusion) -> [(&'static str, crate::words::Value<'_>); 2] {
    [("what", crate::words::Value::Text(&one.what)), ("why", crate::words::Value::Text(&one.why))]
}
