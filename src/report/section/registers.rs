//! Good practices, limitations, documents and instruments, as they were registered during the inspection.

use super::kit::{NOTHING, cell, fact_text, plain, section_head, table_head};
use crate::domain::{EntryId, PhotoId, RecordCopy};
use crate::report::layout::block::{Block, Cell, Column, Row, Table};
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::RichText;
use crate::report::model::Model;
use crate::report::speak::Phrase;
use chrono::NaiveDate;

/// What is good beyond the requirements.
#[must_use]
pub fn good_practices(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = Vec::new();
    for (id, practice) in model.input.inspection.good_practices() {
        if !is_shown(model, id) {
            continue;
        }
        blocks.push(Block::Text(RichText::of(practice.fact.clone(), TextStyle::BODY.semi_bold())));
        blocks.extend(fact_text(speaker, "report-beyond", &practice.beyond));
        let shared = if practice.may_be_shared { "report-may-be-shared" } else { "report-not-shared" };
        blocks.extend(fact_text(speaker, "report-sharing", &speaker.say(shared).joined(" / ")));
        blocks.extend(fact_text(speaker, "report-photo-ref", &photo(model, practice.photo)));
        blocks.push(Block::Space(6.0));
    }
    section(&speaker.say("register-good_practices"), "good-practices", blocks)
}

/// What the inspection could not do, and what that means.
#[must_use]
pub fn limitations(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = Vec::new();
    for (id, limitation) in model.input.inspection.limitations() {
        if !is_shown(model, id) {
            continue;
        }
        let kind = speaker.say(&format!("limitation-{}", limitation.kind.code())).joined(" / ");
        blocks.push(Block::Text(RichText::of(kind, TextStyle::BODY.semi_bold())));
        blocks.push(plain(&limitation.words));
        blocks.extend(fact_text(speaker, "report-effect", &limitation.effect));
        blocks.push(Block::Space(6.0));
    }
    section(&speaker.say("register-limitations"), "limitations", blocks)
}

/// The documents that were seen, and the instruments with their calibration.
#[must_use]
pub fn annexes(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let inspection = model.input.inspection;
    let documents = inspection.documents().filter(|(id, _)| is_shown(model, *id)).map(|(_, document)| {
        let handling = speaker.say(&format!("handling-{}", document.handling.code())).joined(" / ");
        let held = photo(model, document.photo);
        Row::of(vec![
            cell(&document.title).heading(),
            cell(&document.number),
            cell(&day(model, document.dated_on)),
            cell(&handling),
            cell(&held),
        ])
    });
    let columns =
        [Column::share(1.6), Column::share(1.0), Column::points(70.0), Column::points(62.0), Column::points(52.0)];
    let keys =
        ["report-col-document", "report-col-number", "report-col-dated", "report-col-handling", "report-photo-ref"];
    let documents = table(model, "register-documents", "documents", (&columns, &keys), documents.collect());
    let last_day = inspection.plan.ends_on;
    let instruments = inspection.instruments().filter(|(id, _)| is_shown(model, *id)).map(|(_, instrument)| {
        let colour = if instrument.is_overdue(last_day) { Colour::CRITICAL } else { Colour::INK };
        let due = RichText::of(day(model, instrument.due_on), TextStyle::TABLE.coloured(colour));
        Row::of(vec![
            cell(&instrument.name).heading(),
            cell(&instrument.number),
            cell(&day(model, instrument.calibrated_on)),
            Cell::text(due),
        ])
    });
    let columns = [Column::share(1.6), Column::share(1.0), Column::points(92.0), Column::points(92.0)];
    let keys = ["report-col-instrument", "report-col-number", "report-col-calibrated", "report-col-calibration-due"];
    let instruments = table(model, "register-instruments", "instruments", (&columns, &keys), instruments.collect());
    [documents, instruments].concat()
}

fn table(
    model: &Model<'_>,
    title: &str,
    anchor: &str,
    (columns, keys): (&[Column], &[&str]),
    rows: Vec<Row>,
) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let head = table_head(&model.speaker, keys);
    section(&model.speaker.say(title), anchor, vec![Block::Table(Table { columns: columns.to_vec(), head, rows })])
}

/// A section of its own; none where there is nothing to say.
fn section(title: &Phrase, anchor: &str, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        return Vec::new();
    }
    let mut section = section_head(title, anchor, false);
    section.extend(blocks);
    section
}

/// Whether this copy shows the entry.
fn is_shown(model: &Model<'_>, id: EntryId) -> bool {
    let inspection = model.input.inspection;
    model.input.copy == RecordCopy::Internal
        || inspection.entry(id).is_some_and(|entry| inspection.entry_shown_to_site(entry))
}

/// The number of a photo of this copy.
fn photo(model: &Model<'_>, id: Option<PhotoId>) -> String {
    let shown = model.photos.iter().find(|photo| Some(photo.photo.id) == id);
    shown.map(|photo| photo.number.clone()).unwrap_or_default()
}

fn day(model: &Model<'_>, day: Option<NaiveDate>) -> String {
    day.map_or_else(|| NOTHING.to_owned(), |day| model.speaker.date(day))
}
