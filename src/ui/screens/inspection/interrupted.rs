//! Imports of photos that were interrupted: what is saved of each, and the rest to take in or to leave.

use crate::app::InterruptedImport;
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, body};
use crate::ui::widgets::{Emphasis, action_button, button, card, region};
use crate::words::Value;
use egui::{Label, Ui};

/// Offers the rest of each interrupted import; draws nothing where none was.
pub fn interrupted_ui(ui: &mut Ui, look: &Look, view: &InspectionView, actions: &mut Actions) {
    for import in &view.interrupted {
        region(ui, &import.id.to_string(), |ui| {
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                offer_ui(ui, look, view, import, actions);
            });
        });
        ui.add_space(Tokens::space(2.0));
    }
}

fn offer_ui(ui: &mut Ui, look: &Look, view: &InspectionView, import: &InterruptedImport, actions: &mut Actions) {
    let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let counts = [("total", number(import.total)), ("saved", number(import.saved)), ("rest", number(import.rest))];
    ui.add(Label::new(body(look.with("interrupted-what", &counts))).wrap());
    ui.horizontal(|ui| {
        let id = view.inspection.plan.id;
        let open = view.inspection.report_seal.is_none();
        let words = look.with("interrupted-resume", &counts);
        if action_button(ui, look, Emphasis::Primary, Some(icon::IMAGE_PLUS), &words, open).clicked() {
            actions.send_to(id, InspectionCommand::ResumeImport(import.id));
        }
        if button(ui, look, Emphasis::Normal, &look.text("interrupted-leave")).clicked() {
            actions.send_to(id, InspectionCommand::LeaveImport(import.id));
        }
    });
}
