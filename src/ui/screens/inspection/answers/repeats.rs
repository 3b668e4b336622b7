//! Rows of repeats: added, named where their questions are, taken out.

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::InstancePath;
use crate::form::{Question, Repeat};
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, small, strong_font};
use crate::ui::widgets::{Emphasis, IconButton, action_button, icon_button, line};
use crate::words::Value;
use egui::Ui;

/// The repeats of all sections, where there is no question yet.
pub fn all_ui(ui: &mut Ui, look: &Look, view: &InspectionView, actions: &mut Actions) {
    for section in &view.template.sections {
        section_ui(ui, look, view, &section.code, actions);
    }
}

/// The repeats of a section: how many rows they have, and one more.
pub fn section_ui(ui: &mut Ui, look: &Look, view: &InspectionView, section: &str, actions: &mut Actions) {
    for repeat in view.template.repeats.iter().filter(|repeat| repeat.section == section && !repeat.is_counted) {
        let name = add_words(look, repeat);
        ui.horizontal(|ui| {
            let enabled = view.inspection.report_seal.is_none();
            if action_button(ui, look, Emphasis::Quiet, Some(icon::PLUS), &name, enabled).clicked() {
                add(view, repeat, actions);
            }
        });
    }
}

fn add_words(look: &Look, repeat: &Repeat) -> String {
    let outer = repeat.path.as_str().matches('[').count();
    let title = repeat.title.get(look.language());
    if outer == 0 {
        look.with("repeat-add", &[("title", Value::Text(title))])
    } else {
        look.with("repeat-add-in", &[("title", Value::Text(title)), ("path", Value::Text(repeat.path.as_str()))])
    }
}

fn add(view: &InspectionView, repeat: &Repeat, actions: &mut Actions) {
    let command = InspectionCommand::AddRows { repeat: repeat.path.clone(), rows: vec![Vec::new()] };
    actions.send_to(view.inspection.plan.id, command);
}

/// Which row a question is in, with the means to take it out.
pub fn row_ui(ui: &mut Ui, look: &Look, view: &InspectionView, question: &Question, actions: &mut Actions) {
    let Some(row) = &question.row else { return };
    let Some((repeat, number)) = place(view, row) else { return };
    line(ui, 26.0, |ui| {
        let count = |number: usize| Value::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let values = [
            ("title", Value::Text(repeat.title.get(look.language()))),
            ("number", count(number)),
            ("total", count(repeat.rows.len())),
        ];
        let text = look.with("repeat-row", &values);
        ui.label(small(&text).font(strong_font(13.0)).color(look.palette.accent));
        let enabled = view.inspection.report_seal.is_none() && !repeat.is_counted;
        if enabled {
            let name = look.with("repeat-remove", &[("row", Value::Text(&text))]);
            if icon_button(ui, look, IconButton { icon: icon::TRASH_2, name: &name, enabled, selected: false })
                .clicked()
            {
                actions.send_to(view.inspection.plan.id, InspectionCommand::RemoveRow(row.clone()));
            }
        }
    });
    for group in &question.groups {
        ui.label(small(group.get(look.language())).color(look.palette.text_weak));
    }
    ui.add_space(Tokens::space(1.0));
}

/// The repeat of a row, and its number from 1.
fn place<'a>(view: &'a InspectionView, row: &InstancePath) -> Option<(&'a Repeat, usize)> {
    view.template.repeats.iter().find_map(|repeat| {
        let at = repeat.rows.iter().position(|own| own == row)?;
        Some((repeat, at + 1))
    })
}
