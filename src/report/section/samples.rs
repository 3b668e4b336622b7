//! What was sampled: how many there are, how many had to be looked at, and how many were.

use super::kit::{NOTHING, cell, section_head, side_by_side, table_head};
use crate::domain::SampleExtent;
use crate::form::SampleProgress;
use crate::report::layout::block::{Block, Cell, Column, Row, Table};
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::{Align, RichText};
use crate::report::model::Model;
use crate::words::Value;

/// The blocks of the samples; none in the site's copy, whose evaluation has none.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let samples: Vec<&SampleProgress> = model.input.evaluation.samples.iter().filter(|one| is_told(one)).collect();
    if samples.is_empty() {
        return Vec::new();
    }
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-samples"), "samples", false);
    blocks.push(side_by_side(&speaker.say("report-samples-lead"), TextStyle::SMALL));
    blocks.push(Block::Space(6.0));
    let at_end = |width_pt: f32| Column { align: Align::End, ..Column::points(width_pt) };
    let keys =
        ["report-col-sample", "report-col-population", "report-col-wanted", "report-col-recorded", "report-col-rule"];
    blocks.push(Block::Table(Table {
        columns: vec![Column::share(1.3), at_end(62.0), at_end(62.0), at_end(62.0), Column::share(1.6)],
        head: table_head(speaker, &keys),
        rows: samples.into_iter().map(|sample| row(model, sample)).collect(),
    }));
    blocks
}

/// Samples of which nothing is known are no news.
fn is_told(sample: &SampleProgress) -> bool {
    sample.recorded > 0 || sample.population.is_some()
}

fn row(model: &Model<'_>, sample: &SampleProgress) -> Row {
    let speaker = &model.speaker;
    let name = speaker.say(&format!("sample-{}", sample.code)).joined(" / ");
    let figure = |number: Option<u32>| {
        let words = number.map_or_else(|| NOTHING.to_owned(), |number| number.to_string());
        Cell::text(RichText::of(words, TextStyle::TABLE.tabular()))
    };
    let colour = match sample.is_reached() {
        Some(true) => Colour::CONFORMING,
        Some(false) => Colour::MAJOR,
        None => Colour::INK,
    };
    let style = TextStyle::TABLE.semi_bold().tabular().coloured(colour);
    let recorded = Cell::text(RichText::of(sample.recorded.to_string(), style));
    let rule = cell(&rule(model, sample));
    Row::of(vec![cell(&name).heading(), figure(sample.population), figure(sample.wanted), recorded, rule])
}

/// By what rule so many had to be looked at.
fn rule(model: &Model<'_>, sample: &SampleProgress) -> String {
    let speaker = &model.speaker;
    if let Some(table) = &sample.table {
        return speaker.bilingual(table).joined(" / ");
    }
    let size = &model.input.rule_set.sample_size;
    let phrase = match sample.extent {
        SampleExtent::Sample => {
            let values = [("least", Value::Number(size.least.into())), ("most", Value::Number(size.most.into()))];
            speaker.say_with("report-rule-root", &values)
        }
        SampleExtent::Individual => {
            let percent = Value::Number(size.individual_least_percent.into());
            speaker.say_with("report-rule-individual", &[("percent", percent)])
        }
        SampleExtent::All => speaker.say("samples-by-all"),
        SampleExtent::AtLeast(_) => speaker.say("samples-by-count"),
    };
    phrase.joined(" / ")
}
