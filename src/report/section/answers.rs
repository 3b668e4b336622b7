//! All questions with their answers, section by section.

use super::answer_value;
use super::kit::{NOTHING, grade, heading, mark_letter, marked, section_head, side_by_side, stacked, table_head};
use crate::domain::AnswerStatus;
use crate::form::{Outcome, Reference, Verification};
use crate::report::layout::block::{Block, Cell, Column, Columns, Row, Table, Width};
use crate::report::layout::mark::Mark;
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::{RichText, is_han};
use crate::report::model::{Model, QuestionModel, SectionModel};
use crate::words::Value;

/// The blocks of the results by section.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-answers"), "answers", true);
    blocks.push(side_by_side(&speaker.say("report-answers-lead"), TextStyle::SMALL));
    blocks.push(Block::Space(4.0));
    blocks.push(legend(model));
    for section in &model.sections {
        blocks.extend(section_blocks(model, section));
    }
    blocks
}

/// The marks and what they mean.
fn legend(model: &Model<'_>) -> Block {
    let marks = [
        (Mark::Conforming, "grade-conforming"),
        (Mark::Opportunity, "grade-opportunity"),
        (Mark::Minor, "grade-minor"),
        (Mark::Major, "grade-major"),
        (Mark::Critical, "grade-critical"),
        (Mark::NotApplicable, "status-not_applicable"),
        (Mark::NotVerified, "status-not_verified"),
    ];
    let entry = |(mark, key): (Mark, &str)| {
        let letter = mark_letter(&model.speaker, mark);
        let sign = Block::Text(RichText::of("", TextStyle::SMALL).and_mark(mark, letter, 9.0));
        let words = stacked(&model.speaker.say(key), TextStyle::SMALL);
        let columns = vec![(Width::Points(10.0), vec![sign]), (Width::Share(1.0), words)];
        // Long names get more room, so that the lines are about as long; Chinese characters are twice as wide.
        let wide = |words: &str| words.chars().map(|c| if is_han(c) { 2 } else { 1 }).sum::<u32>().min(16);
        let longest = model.speaker.say(key).parts.iter().map(|(_, words)| wide(words)).max();
        let room = 4.0 + longest.unwrap_or_default() as f32;
        (Width::Share(room), vec![Block::Columns(Columns { columns, gutter_pt: 3.0, unbroken: true })])
    };
    Block::Columns(Columns { columns: marks.into_iter().map(entry).collect(), gutter_pt: 8.0, unbroken: true })
}

fn section_blocks(model: &Model<'_>, section: &SectionModel<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let result = section.result;
    let points = result.points.map_or_else(|| NOTHING.to_owned(), |points| points.one_decimal());
    let coverage =
        result.coverage_percent.map_or_else(|| NOTHING.to_owned(), |share| format!("{}%", share.one_decimal()));
    let values = [
        ("points", Value::Text(points.as_str())),
        ("coverage", Value::Text(coverage.as_str())),
        ("answered", Value::Number(i64::from(result.answered))),
        ("asked", Value::Number(i64::from(result.asked))),
    ];
    let line = if result.points.is_some() { "report-section-line" } else { "report-section-line-unscored" };
    let title = speaker.bilingual(&section.section.title);
    let mut head = vec![Block::Space(18.0), heading(2, &title, &format!("section-{}", section.section.code))];
    head.push(side_by_side(&speaker.say_with(line, &values), TextStyle::SMALL));
    head.push(Block::Space(6.0));
    head.push(Block::Next);
    let mut blocks = vec![Block::Together(head)];
    if section.questions.is_empty() {
        blocks.push(side_by_side(&speaker.say("report-no-questions"), TextStyle::BODY));
    } else {
        blocks.push(Block::Table(table(model, section)));
    }
    if result.hidden > 0 {
        let hidden = [("count", Value::Number(i64::from(result.hidden)))];
        blocks.push(Block::Space(5.0));
        blocks.push(side_by_side(&speaker.say_with("report-hidden-questions", &hidden), TextStyle::SMALL));
    }
    blocks
}

fn table(model: &Model<'_>, section: &SectionModel<'_>) -> Table {
    let mut columns = vec![Column::points(58.0), Column::share(1.0)];
    let mut keys = vec!["report-col-code", "report-col-question"];
    if model.speaker.speaks_two() {
        columns.push(Column::share(1.0));
        keys.push("");
    }
    columns.push(Column::points(118.0));
    keys.push("report-col-result");
    let rows = section.questions.iter().flat_map(|question| rows(model, question)).collect();
    Table { columns, head: table_head(&model.speaker, &keys), rows }
}

fn rows(model: &Model<'_>, question: &QuestionModel<'_>) -> Vec<Row> {
    let phrase = model.speaker.bilingual(&question.question.text);
    let code_style = TextStyle { leading_pt: TextStyle::TABLE.leading_pt, ..TextStyle::SMALL.sized(7.6) };
    let code = RichText::of(question.question.code.clone(), code_style.semi_bold().coloured(Colour::INK));
    let mut cells = vec![Cell::text(code).heading()];
    let columns = if model.speaker.speaks_two() { 2 } else { 1 };
    for (language, words) in &phrase.parts {
        cells.push(Cell::text(RichText::of(words.clone(), TextStyle::TABLE).spoken(*language)));
    }
    if phrase.parts.len() < columns
        && let Some(last) = cells.last_mut()
    {
        last.span = columns;
    }
    cells.push(Cell::of(result_blocks(model, question)));
    let mut rows = vec![Row::of(cells)];
    let remarks = remarks(model, question);
    if !remarks.is_empty() {
        let cells = vec![Cell::of(Vec::new()), Cell::of(remarks).over(columns + 1)];
        rows.push(Row { cells, continues: true, ground: None });
    }
    rows
}

/// Mark, value, findings, photos.
fn result_blocks(model: &Model<'_>, question: &QuestionModel<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let status = |mark, key: &str| Block::Text(marked(speaker, mark, &speaker.say(key), TextStyle::TABLE));
    let mut blocks = match question.result.outcome {
        Outcome::Graded(given) => vec![Block::Text(grade(speaker, given, TextStyle::TABLE))],
        Outcome::NotApplicable => vec![status(Mark::NotApplicable, "status-not_applicable")],
        Outcome::NotVerified => vec![status(Mark::NotVerified, "status-not_verified")],
        Outcome::Unanswered | Outcome::Hidden => vec![status(Mark::NotApplicable, "report-unanswered")],
        Outcome::Information => Vec::new(),
    };
    blocks.extend(answer_value::blocks(model, question));
    if blocks.is_empty() {
        blocks.push(status(Mark::Recorded, "report-recorded"));
    }
    let findings = question.findings.iter().filter_map(|place| model.findings.get(*place));
    let findings: Vec<Target> = findings.map(|finding| (finding.number.clone(), finding.anchor())).collect();
    blocks.extend(reference(model, "report-finding-ref", findings));
    let photos = question.photos.iter().filter_map(|place| model.photos.get(*place));
    let photos: Vec<Target> = photos.map(|photo| (photo.number.clone(), photo.anchor())).collect();
    blocks.extend(reference(model, "report-photo-ref", photos));
    blocks
}

/// A number and the anchor that it leads to.
type Target = (String, String);

fn reference(model: &Model<'_>, key: &str, targets: Vec<Target>) -> Option<Block> {
    let label = model.speaker.say(key).joined(" ");
    let mut text = RichText::default();
    for (place, (number, anchor)) in targets.into_iter().enumerate() {
        let before = if place == 0 { format!("{label}\u{a0}") } else { model.speaker.list_separator().to_owned() };
        text = text.and(before, TextStyle::SMALL);
        text = text.and_link(number, TextStyle::SMALL.coloured(Colour::ACCENT), anchor);
    }
    (!text.spans.is_empty()).then_some(Block::Text(text))
}

/// Reason, note and references, over the whole width of the question.
fn remarks(model: &Model<'_>, question: &QuestionModel<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        remark(model, "report-answer", &answer_value::long(model, question)).into_iter().collect();
    if let Some(answer) = question.answer {
        if answer.status != AnswerStatus::Answered {
            blocks.extend(remark(model, "report-reason", &answer.reason));
        }
        blocks.extend(remark(model, "report-note", &answer.note));
    }
    let references = question.question.references_in(&model.input.site.country);
    let references: Vec<String> = references.map(|reference| cited(model, reference)).collect();
    if !references.is_empty() {
        blocks.push(Block::Text(RichText::of(references.join("  ·  "), TextStyle::TINY)));
    }
    blocks
}

/// A reference as people cite it, and how far it was checked.
fn cited(model: &Model<'_>, reference: &Reference) -> String {
    let label = model.speaker.bilingual(&reference.label).joined(" / ");
    let note = reference.note.as_ref().map(|note| model.speaker.bilingual(note).joined(" / "));
    let checked = match reference.verification {
        Verification::Verified => None,
        Verification::ToBeConfirmed => Some(model.speaker.say("report-to-be-confirmed").joined(" / ")),
        Verification::Superseded => Some(model.speaker.say("report-superseded").joined(" / ")),
    };
    let remarks: Vec<String> = checked.into_iter().chain(note).collect();
    if remarks.is_empty() { label } else { format!("{label} ({})", remarks.join("; ")) }
}

fn remark(model: &Model<'_>, key: &str, words: &str) -> Option<Block> {
    let label = model.speaker.say(key).joined(" ");
    let label_style = TextStyle { leading_pt: TextStyle::TABLE.leading_pt, ..TextStyle::SMALL };
    let text = RichText::of(format!("{label}\u{2002}"), label_style).and(words, TextStyle::TABLE);
    (!words.trim().is_empty()).then_some(Block::Text(text))
}
