//! Flags that rows raise and no grade counts.

use super::{Target, list, quiet};
use crate::app::view::InspectionView;
use crate::form::{Flag, FlagLevel, Table, UncountedFlags};
use crate::ui::theme::{Look, Tone, small};
use crate::ui::widgets::{hairline, line, mark};
use crate::words::Value;
use egui::{Label, Ui};

/// Draws the rows; a press leads to the sheet.
pub fn flags_ui(ui: &mut Ui, look: &Look, view: &InspectionView, gone: &mut Option<Target>) {
    quiet(ui, look, look.text("flags-about"));
    hairline(ui, look);
    list(ui, |ui| {
        for found in &view.evaluation.uncounted {
            let Some(table) = view.template.tables.get(found.table) else { continue };
            row_ui(ui, look, table, found, gone);
        }
    });
}

fn row_ui(ui: &mut Ui, look: &Look, table: &Table, found: &UncountedFlags, gone: &mut Option<Target>) {
    let flags: Vec<&Flag> = found.flags.iter().filter_map(|flag| table.flags.get(*flag)).collect();
    let worst = flags.iter().map(|flag| flag.level).max().unwrap_or(FlagLevel::Warning);
    line(ui, 22.0, |ui| {
        mark(ui, look, Tone::Unknown, 18.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            line(ui, 18.0, |ui| {
                if ui.link(small(place(look, table, found.row))).clicked() {
                    *gone = Some(Target::Row(table.name.clone(), found.row));
                }
                let level = look.text(&format!("flag-{}", worst.code()));
                ui.label(small(level).color(look.palette.text_weak));
            });
            let texts: Vec<&str> = flags.iter().map(|flag| flag.text.get(look.language())).collect();
            ui.add(Label::new(texts.join(&look.text("list-semicolon"))).wrap());
        });
    });
}

/// The table, and which row.
fn place(look: &Look, table: &Table, row: Option<usize>) -> String {
    let table = Value::Text(table.title.get(look.language()));
    match row {
        Some(row) => {
            let number = i64::try_from(row + 1).unwrap_or(i64::MAX);
            look.with("flags-row", &[("table", table), ("row", Value::Number(number))])
        }
        None => look.with("flags-all-rows", &[("table", table)]),
    }
}
