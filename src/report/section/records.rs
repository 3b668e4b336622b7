//! The rows of tables of records, with the flags that they raise. They are about people and stay in the internal copy.

use super::answer_value::worded;
use super::kit::{heading, inline, mark_letter, section_head, side_by_side, table_head};
use crate::domain::RecordCopy;
use crate::form::{FlagLevel, RowResult, Table as Records, TableResult};
use crate::report::layout::block::{Block, Cell, Column, Row, Table};
use crate::report::layout::mark::Mark;
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::RichText;
use crate::report::model::Model;
use crate::words::Value;

/// The blocks of all tables that have rows.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let (template, evaluation) = (model.input.template, model.input.evaluation);
    let filled: Vec<_> =
        template.tables.iter().zip(&evaluation.tables).filter(|(_, result)| !result.rows.is_empty()).collect();
    if model.input.copy == RecordCopy::Site || filled.is_empty() {
        return Vec::new();
    }
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-records"), "records", true);
    blocks.push(side_by_side(&speaker.say("report-records-lead"), TextStyle::SMALL));
    for (records, result) in filled {
        blocks.extend(of_table(model, records, result));
    }
    blocks
}

fn of_table(model: &Model<'_>, records: &Records, result: &TableResult) -> Vec<Block> {
    let speaker = &model.speaker;
    let flagged = result.rows.iter().filter(|row| !row.raised.is_empty()).count();
    let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let counts = [("rows", number(result.rows.len())), ("flagged", number(flagged))];
    let head = vec![
        Block::Space(16.0),
        heading(2, &speaker.bilingual(&records.title), ""),
        side_by_side(&speaker.say_with("report-records-count", &counts), TextStyle::SMALL),
        Block::Space(6.0),
        Block::Next,
    ];
    let mut blocks = vec![Block::Together(head)];
    let rows = (1..).zip(&result.rows).map(|(number, row)| of_row(model, records, number, row)).collect();
    blocks.push(Block::Table(Table {
        columns: vec![Column::points(24.0), Column::share(1.7), Column::share(1.0)],
        head: table_head(speaker, &["report-col-number", "report-col-record", "report-col-flags"]),
        rows,
    }));
    if !result.raised.is_empty() {
        blocks.push(Block::Space(5.0));
        blocks.extend(flags(model, records, &result.raised));
    }
    blocks
}

fn of_row(model: &Model<'_>, records: &Records, number: usize, row: &RowResult) -> Row {
    let label_style = TextStyle::TABLE.coloured(Colour::QUIET);
    let mut facts = RichText::default();
    for (index, column) in records.columns.iter().enumerate() {
        let calculated = row.calculated.iter().find(|(at, _)| *at == index).map(|(_, value)| value.as_str());
        let answer = model.input.inspection.answers.get(&row.path.child(&column.name));
        let value = calculated.or(answer.and_then(|answer| answer.value.as_deref())).unwrap_or_default();
        if value.is_empty() {
            continue;
        }
        let label = speaker_label(model, &column.label);
        let between = if facts.spans.is_empty() { "" } else { "  ·  " };
        facts = facts.and(format!("{between}{label}\u{a0}"), label_style);
        facts = facts.and(worded(model, &column.kind, value), TextStyle::TABLE);
    }
    let number = RichText::of(number.to_string(), TextStyle::TABLE.tabular());
    Row::of(vec![Cell::text(number).heading(), Cell::text(facts), Cell::of(flags(model, records, &row.raised))])
}

fn speaker_label(model: &Model<'_>, label: &crate::domain::BilingualText) -> String {
    model.speaker.bilingual(label).joined(" / ")
}

/// The flags with their marks, the worst first.
fn flags(model: &Model<'_>, records: &Records, raised: &[usize]) -> Vec<Block> {
    let mut raised: Vec<_> = raised.iter().filter_map(|index| records.flags.get(*index)).collect();
    raised.sort_by_key(|flag| std::cmp::Reverse(flag.level));
    let line = |flag: &&crate::form::Flag| {
        let mark = match flag.level {
            FlagLevel::Critical => Mark::Critical,
            FlagLevel::Failed => Mark::Major,
            FlagLevel::Warning => Mark::Opportunity,
        };
        let style = TextStyle::TABLE;
        let mut text = RichText::default();
        text = text.and_mark(mark, mark_letter(&model.speaker, mark), style.size_pt * 1.2).and("\u{2002}", style);
        text.spans.extend(inline(&model.speaker.bilingual(&flag.text), style).spans);
        Block::Text(text)
    };
    raised.iter().map(line).collect()
}
