//! Readings beside the limits that apply, with a chart of their ratio.

use super::answer_value::worded;
use super::kit::{NOTHING, cell, section_head, side_by_side, table_head};
use crate::domain::{InstancePath, RecordCopy};
use crate::form::{FlagLevel, Question, QuestionKind, Ratio, ReadingLine, RowResult, Table as Records};
use crate::report::layout::block::{Block, Cell, Column, Drawing, Outline, Row, Table};
use crate::report::layout::item::Segment;
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::{Align, RichText};
use crate::report::model::{Model, QuestionModel};
use crate::words::Value;

/// How wide the chart of one ratio is.
const CHART_PT: f32 = 96.0;
/// How high it is.
const CHART_HEIGHT_PT: f32 = 11.0;
/// The ratio at its right end; a larger one ends there.
const CHART_END: f32 = 1.5;

/// The blocks of all readings that were taken.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let questions = model.sections.iter().flat_map(|section| &section.questions);
    let mut rows: Vec<Row> = questions.flat_map(|question| rows(model, question)).collect();
    rows.extend(rows_of_tables(model));
    if rows.is_empty() {
        return Vec::new();
    }
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-readings"), "readings", false);
    blocks.push(side_by_side(&speaker.say("report-readings-lead"), TextStyle::SMALL));
    blocks.push(Block::Space(8.0));
    let at_end = |width_pt: f32| Column { align: Align::End, ..Column::points(width_pt) };
    let keys =
        ["report-col-reading", "report-col-limit", "report-col-compared", "report-col-ratio", "report-col-chart"];
    blocks.push(Block::Table(Table {
        columns: vec![Column::share(1.2), Column::share(1.2), at_end(56.0), at_end(36.0), Column::points(CHART_PT)],
        head: table_head(speaker, &keys),
        rows,
    }));
    blocks
}

/// One row for each limit of a reading; one row with the reason where there is none.
fn rows(model: &Model<'_>, question: &QuestionModel<'_>) -> Vec<Row> {
    let (Some(reading), QuestionKind::Reading(measurand)) = (&question.result.reading, &question.question.kind) else {
        return Vec::new();
    };
    let Some(measured) = measured(model, question) else { return Vec::new() };
    let unit = measurand.unit.as_str();
    let mut rows = Vec::new();
    for (place, line) in reading.lines.iter().enumerate() {
        let first = if place == 0 { named(model, question, &measured, unit) } else { Cell::of(Vec::new()) };
        let decides = reading.decisive == Some(place);
        let mut row = Row::of(vec![
            first.heading(),
            limit(model, line, unit),
            figure(line.value.as_deref()),
            figure(line.ratio.as_deref().or(line.margin.as_deref())),
            Cell::of(vec![chart(model, line.ratio.as_deref(), tone(line.status), decides)]),
        ]);
        row.continues = place > 0;
        rows.push(row);
    }
    if rows.is_empty() {
        let status = reading.obstacles.first().copied().unwrap_or("no_limit");
        let words = model.speaker.say(&format!("reading-status-{status}")).joined(" / ");
        rows.push(Row::of(vec![named(model, question, &measured, unit).heading(), cell(&words).over(4)]));
    }
    rows
}

/// What was measured, and the oxygen that it stands for.
fn measured(model: &Model<'_>, question: &QuestionModel<'_>) -> Option<(String, Option<String>)> {
    let node = |name: &str| {
        let path: InstancePath = question.question.path().child(name);
        model.input.inspection.answers.get(&path).and_then(|answer| answer.value.clone())
    };
    let [value, oxygen, ..] = Question::READING_NODES;
    Some((node(value)?, node(oxygen)))
}

fn named(
    model: &Model<'_>,
    question: &QuestionModel<'_>,
    (value, oxygen): &(String, Option<String>),
    unit: &str,
) -> Cell {
    let code = RichText::of(format!("{}\u{2002}", question.question.code), TextStyle::TABLE.semi_bold());
    let text = model.speaker.bilingual(&question.question.text).joined(" / ");
    let oxygen = oxygen.as_ref().map(|oxygen| format!(", O₂ {oxygen}%")).unwrap_or_default();
    let taken =
        model.speaker.say_with("report-measured", &[("value", Value::Text(&format!("{value} {unit}{oxygen}")))]);
    Cell::of(vec![
        Block::Text(code.and(text, TextStyle::TABLE)),
        Block::Text(RichText::of(taken.joined(" / "), TextStyle::SMALL.coloured(Colour::INK))),
    ])
}

/// The limit, where it is written, and how the reading came out.
fn limit(model: &Model<'_>, line: &ReadingLine, unit: &str) -> Cell {
    let speaker = &model.speaker;
    let bounds = [("report-at-least", &line.at_least), ("report-at-most", &line.at_most)];
    let bounds = bounds.into_iter().filter_map(|(key, bound)| {
        let bound = format!("{} {unit}", bound.as_ref()?);
        Some(speaker.say_with(key, &[("limit", Value::Text(&bound))]).joined(" / "))
    });
    let mut status = speaker.say(&format!("reading-status-{}", line.status)).joined(" / ");
    if line.to_be_confirmed {
        status = format!("{status} ({})", speaker.say("report-to-be-confirmed").joined(" / "));
    }
    let title = speaker.bilingual(&line.title).joined(" / ");
    let source = speaker.bilingual(&line.source).joined(" / ");
    let colour = tone(line.status);
    let mut blocks = vec![Block::Text(RichText::of(title, TextStyle::TABLE))];
    blocks.extend(bounds.map(|words| Block::Text(RichText::of(words, TextStyle::SMALL.coloured(Colour::INK)))));
    blocks.push(Block::Text(RichText::of(status, TextStyle::SMALL.semi_bold().coloured(colour))));
    blocks.push(Block::Text(RichText::of(source, TextStyle::TINY)));
    Cell::of(blocks)
}

fn figure(number: Option<&str>) -> Cell {
    Cell::text(RichText::of(number.unwrap_or(NOTHING), TextStyle::TABLE.tabular()))
}

fn tone(status: &str) -> Colour {
    match status {
        "inside" | "benchmark_met" => Colour::CONFORMING,
        "near" | "benchmark_missed" => Colour::MINOR,
        "exceeded" => Colour::MAJOR,
        "far_exceeded" => Colour::CRITICAL,
        _ => Colour::UNKNOWN,
    }
}

/// The readings in tables of records: those with a column for the value and one for the limit.
fn rows_of_tables(model: &Model<'_>) -> Vec<Row> {
    if model.input.copy == RecordCopy::Site {
        return Vec::new();
    }
    let tables = model.input.template.tables.iter().zip(&model.input.evaluation.tables);
    let readings = tables.filter(|(records, _)| records.flags.iter().any(|flag| flag.by_limit));
    readings.flat_map(|(records, result)| result.rows.iter().filter_map(|row| recorded(model, records, row))).collect()
}

fn recorded(model: &Model<'_>, records: &Records, row: &RowResult) -> Option<Row> {
    let speaker = &model.speaker;
    let column = |name: &str| records.columns.iter().position(|own| own.name == format!("{}_{name}", records.name));
    let raw = |name: &str| {
        let index = column(name)?;
        let calculated = row.calculated.iter().find(|(at, _)| *at == index).map(|(_, value)| value.clone());
        let answer = model.input.inspection.answers.get(&row.path.child(&records.columns[index].name));
        calculated.or_else(|| answer?.value.clone())
    };
    let said = |name: &str| Some(worded(model, &records.columns[column(name)?].kind, &raw(name)?));
    let (value, limit) = (raw("value")?, raw("limit"));
    let compared = raw("converted").unwrap_or_else(|| value.clone());
    let unit = said("unit").unwrap_or_default();
    let over = |part: &str, whole: &str| {
        let (part, whole) = (Ratio::parse(part)?, Ratio::parse(whole)?);
        (whole != Ratio::ZERO).then(|| part.over(whole).decimals(2))
    };
    let ratio = limit.as_deref().and_then(|limit| over(&compared, limit));
    let raised = row.raised.iter().filter_map(|index| records.flags.get(*index));
    let worst = raised.clone().filter(|flag| flag.by_limit).map(|flag| flag.level).max();
    let colour = match worst {
        Some(FlagLevel::Critical) => Colour::CRITICAL,
        Some(FlagLevel::Failed) => Colour::MAJOR,
        Some(FlagLevel::Warning) => Colour::MINOR,
        None if ratio.is_some() && row.raised.is_empty() => Colour::CONFORMING,
        None => Colour::UNKNOWN,
    };
    let place = ["stack", "outlet", "pollutant", "pollutant_name"].into_iter().filter_map(said);
    let place: Vec<String> = place.collect();
    let measured = Value::Text(&format!("{value} {unit}"));
    let taken = speaker.say_with("report-measured", &[("value", measured)]).joined(" / ");
    let small = TextStyle::SMALL.coloured(Colour::INK);
    let named = Cell::of(vec![
        Block::Text(RichText::of(place.join("  ·  "), TextStyle::TABLE.semi_bold())),
        Block::Text(RichText::of(taken, small)),
    ]);
    let mut words = Vec::new();
    if let Some(limit) = limit {
        let bound = format!("{limit} {}", said("limit_unit").unwrap_or_default());
        let text = speaker.say_with("report-at-most", &[("limit", Value::Text(&bound))]).joined(" / ");
        words.push(Block::Text(RichText::of(text, small)));
    }
    for flag in raised {
        let text = speaker.bilingual(&flag.text).joined(" / ");
        words.push(Block::Text(RichText::of(text, TextStyle::SMALL.semi_bold().coloured(colour))));
    }
    words.extend(said("limit_source").map(|source| Block::Text(RichText::of(source, TextStyle::TINY))));
    let bar = Cell::of(vec![chart(model, ratio.as_deref(), colour, true)]);
    Some(Row::of(vec![named.heading(), Cell::of(words), figure(Some(&compared)), figure(ratio.as_deref()), bar]))
}

/// A bar that ends at the ratio, and a line where the limit is.
fn chart(model: &Model<'_>, ratio: Option<&str>, colour: Colour, decides: bool) -> Block {
    let number = ratio.and_then(|ratio| ratio.parse::<f32>().ok());
    let width = |ratio: f32| CHART_PT * (ratio / CHART_END).clamp(0.0, 1.0);
    let middle = CHART_HEIGHT_PT / 2.0;
    let mut paths = Vec::new();
    let mut alternative = String::new();
    if let Some((number, ratio)) = number.zip(ratio) {
        paths.push(filled(0.0, middle - 3.0, CHART_PT, 6.0, Colour::WASH));
        let half = if decides { 3.0 } else { 1.5 };
        paths.push(filled(0.0, middle - half, width(number).max(0.8), half * 2.0, colour));
        paths.push(filled(width(1.0) - 0.5, 0.0, 1.0, CHART_HEIGHT_PT, Colour::INK));
        model
            .speaker
            .say_with("report-chart-ratio", &[("ratio", Value::Text(ratio))])
            .main()
            .clone_into(&mut alternative);
    }
    Block::Drawing(Drawing { height_pt: CHART_HEIGHT_PT, paths, alternative })
}

fn filled(x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Outline {
    let segments = vec![
        Segment::MoveTo(x, y),
        Segment::LineTo(x + width, y),
        Segment::LineTo(x + width, y + height),
        Segment::LineTo(x, y + height),
        Segment::Close,
    ];
    Outline { segments, fill: Some(colour), stroke: None }
}
