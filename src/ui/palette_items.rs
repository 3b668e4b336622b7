//! What the palette offers: commands that make sense here, questions of the open inspection, inspections.

use super::command_table::{TABLE, UiCommand};
use super::router::Screen;
use super::shell::{PaletteItem, PaletteTarget, QUESTION_ICON};
use super::theme::Look;
use crate::app::view::{InspectionListView, InspectionView};
use crate::assets::icon;

/// All entries; questions come first while they are answered, because that is what is looked for then.
pub fn items(
    look: &Look,
    here: &Screen,
    list: &InspectionListView,
    inspection: Option<&InspectionView>,
) -> Vec<PaletteItem> {
    let open = inspection.filter(|view| here.inspection() == Some(view.inspection.plan.id));
    let questions = open.map(|view| questions(look, view)).unwrap_or_default();
    let inspections = list.rows.iter().map(|row| PaletteItem {
        icon: icon::CLIPBOARD_LIST,
        text: format!("{}  ·  {}", row.supplier_name, row.site_name),
        hint: row.number.clone(),
        target: PaletteTarget::Inspection(row.id),
    });
    questions.into_iter().chain(commands(look, here)).chain(inspections).collect()
}

fn commands(look: &Look, here: &Screen) -> Vec<PaletteItem> {
    TABLE
        .iter()
        .filter(|entry| entry.scope.holds_in(here.scope()))
        .filter(|entry| !matches!(entry.command, UiCommand::OpenPalette | UiCommand::Choose(_)))
        .map(|entry| PaletteItem {
            icon: entry.icon,
            text: look.text(entry.key),
            hint: String::new(),
            target: PaletteTarget::Command(entry.command),
        })
        .collect()
}

fn questions(look: &Look, view: &InspectionView) -> Vec<PaletteItem> {
    let shown = |index: usize| view.evaluation.questions.get(index).is_some_and(|result| result.shown());
    let all = view.template.questions.iter().enumerate().filter(|(index, _)| shown(*index));
    all.map(|(_, question)| PaletteItem {
        icon: QUESTION_ICON,
        text: question.text.get(look.language()).to_owned(),
        hint: question.code.clone(),
        target: PaletteTarget::Question(question.path()),
    })
    .collect()
}
