//! The corrective action plan: one row a finding.

use super::kit::{NOTHING, cell, label, section_head, severity, side_by_side, stacked, table_head};
use crate::report::layout::block::{Block, Cell, Column, Row, Table};
use crate::report::layout::style::TextStyle;
use crate::report::layout::text::RichText;
use crate::report::model::{FindingModel, Model};

/// The blocks of the plan.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-plan"), "plan", true);
    if model.findings.is_empty() {
        blocks.push(side_by_side(&speaker.say("report-no-findings"), TextStyle::BODY));
        return blocks;
    }
    blocks.push(side_by_side(&speaker.say("report-plan-lead"), TextStyle::SMALL));
    blocks.push(Block::Space(8.0));
    let keys = ["report-col-finding", "report-root-cause", "report-col-action", "report-owner", "report-col-due"];
    let columns =
        vec![Column::points(126.0), Column::share(1.0), Column::share(1.1), Column::points(62.0), Column::points(64.0)];
    let rows = model.findings.iter().map(|finding| row(model, finding)).collect();
    blocks.push(Block::Table(Table { columns, head: table_head(speaker, &keys), rows }));
    blocks
}

fn row(model: &Model<'_>, finding: &FindingModel<'_>) -> Row {
    let speaker = &model.speaker;
    let number = RichText::of(format!("{}\u{2002}", finding.number), TextStyle::TABLE.semi_bold());
    let what = vec![
        Block::Text(severity(speaker, finding.finding.severity, TextStyle::SMALL)),
        Block::Text(number.and(finding.finding.title.clone(), TextStyle::TABLE)),
    ];
    let mut action = Vec::new();
    for (key, words) in [
        ("report-correction", &finding.action.correction),
        ("report-corrective-action", &finding.action.corrective_action),
    ] {
        if !words.trim().is_empty() {
            action.push(Block::Text(label(&speaker.say(key))));
            action.push(Block::Text(RichText::of(words.clone(), TextStyle::TABLE)));
        }
    }
    let mut due = Vec::new();
    for (key, date) in [("report-due-plan", finding.due.plan_on), ("report-due-corrected", finding.due.corrected_on)] {
        if let Some(date) = date {
            due.extend(stacked(&speaker.say(key), TextStyle::TINY));
            due.push(Block::Text(RichText::of(speaker.date(date), TextStyle::TABLE.semi_bold())));
        }
    }
    for blocks in [&mut action, &mut due] {
        if blocks.is_empty() {
            blocks.push(Block::Text(RichText::of(NOTHING, TextStyle::TABLE)));
        }
    }
    Row::of(vec![
        Cell::of(what).heading(),
        cell(&finding.action.root_cause),
        Cell::of(action),
        cell(&finding.action.owner),
        Cell::of(due),
    ])
}
