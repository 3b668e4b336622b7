//! Who works at the site: the table of the workforce with a bar for each kind of employment.
//!
//! The table and its columns go by the names of the built-in checklists, as samples and indicators do. Its rows are
//! records about people and stay in the internal copy.

use super::answer_value::worded;
use super::kit::{NOTHING, cell, section_head, side_by_side, table_head};
use crate::domain::RecordCopy;
use crate::form::{Column as Field, RowResult, Table as Records};
use crate::report::layout::block::{Bar, Block, Cell, Column, Row, Table};
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::{Align, RichText};
use crate::report::model::Model;

/// The table's name.
const TABLE: &str = "workforce";
/// The columns with numbers of people, behind `workforce_`, and the words over them.
const COUNTS: [(&str, &str); 7] = [
    ("count", "report-col-people"),
    ("female", "report-col-women"),
    ("male", "report-col-men"),
    ("age16_17", "report-col-young"),
    ("local", "report-col-local"),
    ("rural", "report-col-rural"),
    ("migrant", "report-col-migrant"),
];

/// The blocks of the section.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let tables = model.input.template.tables.iter().zip(&model.input.evaluation.tables);
    let found = tables.into_iter().find(|(records, result)| records.name == TABLE && !result.rows.is_empty());
    let Some((records, result)) = found.filter(|_| model.input.copy == RecordCopy::Internal) else {
        return Vec::new();
    };
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-workforce"), "workforce", false);
    blocks.push(side_by_side(&speaker.say("report-workforce-lead"), TextStyle::SMALL));
    blocks.push(Block::Space(8.0));
    let at_end = Column { align: Align::End, ..Column::points(37.0) };
    let mut columns = vec![Column::share(1.0)];
    columns.extend(COUNTS.map(|_| at_end));
    columns.push(Column::points(70.0));
    let mut keys = vec!["report-col-employment"];
    keys.extend(COUNTS.map(|(_, key)| key));
    keys.push("report-col-share");
    let all: u64 = result.rows.iter().filter_map(|row| number(model, row, "count")).sum();
    let mut rows: Vec<Row> = result.rows.iter().map(|row| line(model, records, row, all)).collect();
    rows.push(total(model, &result.rows));
    blocks.push(Block::Table(Table { columns, head: table_head(speaker, &keys), rows }));
    blocks
}

fn value<'a>(model: &'a Model<'_>, row: &RowResult, column: &str) -> Option<&'a str> {
    model.input.inspection.answers.get(&row.path.child(&format!("{TABLE}_{column}")))?.value.as_deref()
}

fn number(model: &Model<'_>, row: &RowResult, column: &str) -> Option<u64> {
    value(model, row, column)?.parse().ok()
}

fn figure(number: Option<u64>, style: TextStyle) -> Cell {
    let words = number.map_or_else(|| NOTHING.to_owned(), |number| number.to_string());
    Cell::text(RichText::of(words, style.tabular()))
}

fn line(model: &Model<'_>, records: &Records, row: &RowResult, all: u64) -> Row {
    let said = |column: &str| {
        let field: Option<&Field> = records.columns.iter().find(|own| own.name == format!("{TABLE}_{column}"));
        field.zip(value(model, row, column)).map(|(field, value)| worded(model, &field.kind, value))
    };
    let names: Vec<String> = ["type", "shift"].into_iter().filter_map(said).collect();
    let mut cells = vec![cell(&names.join("  ·  ")).heading()];
    cells.extend(COUNTS.map(|(column, _)| figure(number(model, row, column), TextStyle::TABLE)));
    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    let share = number(model, row, "count").filter(|_| all > 0).map(|count| count as f32 / all as f32);
    let line_pt = TextStyle::TABLE.leading_pt;
    cells.push(Cell::of(vec![Block::Bar(Bar { share, colour: Colour::ACCENT, height_pt: 6.0, line_pt })]));
    Row::of(cells)
}

/// The sums; a column that some row leaves open has none.
fn total(model: &Model<'_>, rows: &[RowResult]) -> Row {
    let style = TextStyle::TABLE.semi_bold();
    let name = model.speaker.say("report-total").joined(" / ");
    let mut cells = vec![Cell::text(RichText::of(name, style)).heading()];
    let sum = |column: &str| rows.iter().map(|row| number(model, row, column)).sum::<Option<u64>>();
    cells.extend(COUNTS.map(|(column, _)| figure(sum(column), style)));
    cells.push(Cell::of(Vec::new()));
    Row { ground: Some(Colour::WASH), ..Row::of(cells) }
}
