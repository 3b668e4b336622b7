//! How anyone can check the report without our software.

use super::kit::{label, section_head, side_by_side};
use super::signatures::grouped;
use crate::domain::ReportKind;
use crate::report::layout::block::{Block, Columns, Width};
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::RichText;
use crate::report::model::Model;
use crate::words::Value;

/// The steps; each has a message of its own.
const STEPS: [&str; 4] = ["report-check-signature", "report-check-record", "report-check-photos", "report-check-seal"];

/// The blocks of the page on checking.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-check"), "check", false);
    blocks.push(side_by_side(&speaker.say("report-check-lead"), TextStyle::BODY));
    blocks.push(Block::Space(8.0));
    let has_log = model.input.kind == ReportKind::Inspection && !model.photos.is_empty();
    let steps = STEPS.into_iter().filter(|step| *step != "report-check-photos" || has_log);
    for (place, key) in steps.enumerate() {
        let number = RichText::of((place + 1).to_string(), TextStyle::BODY.semi_bold().coloured(Colour::ACCENT));
        let columns = vec![
            (Width::Points(14.0), vec![Block::Text(number)]),
            (Width::Share(1.0), vec![side_by_side(&speaker.say(key), TextStyle::BODY)]),
        ];
        blocks.push(Block::Columns(Columns { columns, gutter_pt: 4.0, unbroken: true }));
        blocks.push(Block::Space(5.0));
    }
    if let Some(seal) = model.input.seal_digest {
        blocks.push(Block::Space(4.0));
        blocks.push(Block::Text(label(&speaker.say("report-seal-full"))));
        blocks.push(Block::Text(RichText::of(grouped(&seal.to_string()), TextStyle::SMALL.coloured(Colour::INK))));
    }
    let made = speaker.moment(model.input.generated_at);
    let values = [("version", Value::Text(model.input.app_version)), ("time", Value::Text(made.as_str()))];
    blocks.push(Block::Space(10.0));
    blocks.push(side_by_side(&speaker.say_with("report-made-with", &values), TextStyle::SMALL));
    // All of it on one page; the white space before it may vanish.
    let rest = blocks.split_off(1);
    blocks.push(Block::Together(rest));
    blocks
}
