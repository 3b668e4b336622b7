//! Opening and closing meeting with those present, and the site's positions.

use super::findings::no_position;
use super::kit::{cell, fact_text, heading, inline, section_head, side_by_side, table_head};
use crate::domain::ReportKind;
use crate::domain::{Meeting, MeetingKind, PositionKind};
use crate::report::layout::block::{Block, Cell, Column, Row, Table};
use crate::report::layout::style::TextStyle;
use crate::report::layout::text::RichText;
use crate::report::model::{FindingModel, Model};

/// The blocks of meetings and positions.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-meetings"), "meetings", false);
    let meetings = &model.input.inspection.meetings;
    if meetings.is_empty() {
        blocks.push(side_by_side(&speaker.say("report-no-meetings"), TextStyle::BODY));
    }
    for meeting in meetings.values() {
        blocks.extend(meeting_blocks(model, meeting));
    }
    // In the plan left on site each finding carries the position.
    if model.input.kind == ReportKind::Inspection && !model.findings.is_empty() {
        blocks.extend(positions(model));
    }
    blocks
}

fn meeting_blocks(model: &Model<'_>, meeting: &Meeting) -> Vec<Block> {
    let speaker = &model.speaker;
    let name = speaker.say(match meeting.kind {
        MeetingKind::Opening => "meeting-opening",
        MeetingKind::Closing => "meeting-closing",
    });
    let mut head = vec![heading(2, &name, ""), Block::Space(4.0)];
    head.extend(fact_text(speaker, "report-held-at", &speaker.moment(meeting.held_at)));
    let mut blocks = vec![Block::Together(head)];
    blocks.extend(fact_text(speaker, "report-said", &meeting.notes));
    if !meeting.attendees.is_empty() {
        let columns = vec![Column::share(1.0), Column::share(1.0)];
        let row = |attendee: &crate::domain::Attendee| {
            Row::of(vec![cell(&attendee.name).heading(), cell(&attendee.function)])
        };
        let rows = meeting.attendees.iter().map(row).collect();
        let head = table_head(speaker, &["report-col-name", "report-col-function"]);
        blocks.push(Block::Space(2.0));
        blocks.push(Block::Table(Table { columns, head, rows }));
    }
    blocks.push(Block::Space(16.0));
    blocks
}

fn positions(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let position_pt = if speaker.speaks_two() { 96.0 } else { 66.0 };
    let columns = vec![Column::points(40.0), Column::share(1.0), Column::points(position_pt), Column::share(1.0)];
    let keys = ["report-col-number", "report-col-finding", "report-position", "report-col-words"];
    let rows = model.findings.iter().map(|finding| position_row(model, finding)).collect();
    vec![
        Block::Together(vec![heading(2, &speaker.say("report-positions"), ""), Block::Space(6.0), Block::Next]),
        Block::Table(Table { columns, head: table_head(speaker, &keys), rows }),
    ]
}

fn position_row(model: &Model<'_>, finding: &FindingModel<'_>) -> Row {
    let (kind, words) = match finding.position {
        None => (no_position(finding), ""),
        Some(position) => (
            match position.kind {
                PositionKind::Agreed => "position-agreed",
                PositionKind::Disputed => "position-disputed",
            },
            position.words.as_str(),
        ),
    };
    Row::of(vec![
        Cell::text(RichText::of(finding.number.clone(), TextStyle::TABLE.semi_bold())).heading(),
        cell(&finding.finding.title),
        Cell::text(inline(&model.speaker.say(kind), TextStyle::TABLE)),
        cell(words),
    ])
}
