//! All photos in small with what is known about them, and the full SHA-256 of each original.

use super::kit::{dotted, section_head, side_by_side, table_head};
use super::photo::{alternative, place, taken};
use crate::domain::{PhotoNote, RecordCopy};
use crate::report::layout::block::{Block, Cell, Column, Photo, Row, Table};
use crate::report::layout::style::TextStyle;
use crate::report::layout::text::RichText;
use crate::report::model::{Model, PhotoModel};
use crate::words::Value;

/// Width of a photo in the log.
const WIDTH_PT: f32 = 92.0;
/// The most that it is high.
const HEIGHT_PT: f32 = 64.0;

/// The blocks of the log.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-photo-log"), "photos", true);
    if model.photos.is_empty() {
        blocks.push(side_by_side(&speaker.say("report-no-photos"), TextStyle::BODY));
        return blocks;
    }
    let count = [("count", Value::Number(i64::try_from(model.photos.len()).unwrap_or(i64::MAX)))];
    blocks.push(side_by_side(&speaker.say_with("report-photo-log-lead", &count), TextStyle::SMALL));
    blocks.push(Block::Space(8.0));
    let rows = model.photos.iter().enumerate().map(|(index, photo)| row(model, index, photo)).collect();
    let columns = vec![Column::points(WIDTH_PT), Column::share(1.0)];
    let head = table_head(speaker, &["report-col-photo", "report-col-details"]);
    blocks.push(Block::Table(Table { columns, head, rows }));
    blocks
}

fn row(model: &Model<'_>, index: usize, photo: &PhotoModel<'_>) -> Row {
    let alternative = alternative(model, photo);
    let picture = Photo { index, aspect: photo.aspect, most_height_pt: HEIGHT_PT, alternative };
    let style = TextStyle::TABLE;
    let title = RichText::of(format!("{}\u{2002}", photo.number), style.semi_bold());
    let linked = if photo.linked.is_empty() {
        model.speaker.say("report-not-linked").joined(" / ")
    } else {
        let label = model.speaker.say("report-linked").joined(" ");
        format!("{label} {}", photo.linked.join(model.speaker.list_separator()))
    };
    let facts = &photo.photo.facts;
    let kind = if facts.is_picture() {
        format!("{} × {} px", facts.width_px, facts.height_px)
    } else {
        facts.media_type.clone()
    };
    let size = format!("{kind}, {}", size_text(facts.size_bytes));
    let small = |text: String| Block::Text(RichText::of(text, TextStyle::TINY));
    let mut words = vec![
        Block::Anchor(photo.anchor()),
        Block::Text(title.and(photo.photo.caption.clone(), style)),
        small(dotted(&[linked, taken(model, photo), place(photo)])),
        small(dotted(&[photo.photo.file_name.clone(), size, facts.camera.clone()])),
        small(photo.photo.digest.to_string()),
    ];
    words.extend(notes(model, photo).into_iter().map(small));
    Row::of(vec![Cell::of(vec![Block::Photo(picture)]), Cell::of(words)])
}

/// What a reader should know about the photo, as the file itself and the plan say; stands in the internal copy.
fn notes(model: &Model<'_>, photo: &PhotoModel<'_>) -> Vec<String> {
    if model.input.copy == RecordCopy::Site {
        return Vec::new();
    }
    let plan = &model.input.inspection.plan;
    let note = |note: &PhotoNote| match note {
        PhotoNote::OtherDay(_) => Some(model.speaker.say("report-photo-other-day").joined(" / ")),
        PhotoNote::NoCameraData => Some(model.speaker.say("report-photo-no-camera").joined(" / ")),
        // What other inspections of this workspace hold is not part of this one: a report is the same wherever it is made.
        PhotoNote::UsedIn(_) | PhotoNote::LooksLikeIn(_) => None,
    };
    photo.photo.facts.notes(plan).iter().filter_map(note).collect()
}

/// A size that people read; the full one stands in the record.
fn size_text(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
