//! One sheet a finding, most severe first, with its photos large enough to be evidence.

use super::grade;
use super::kit::{NOTHING, dotted, fact, fact_text, inline, plain, section_head, severity, side_by_side, stacked};
use super::photo::{alternative, place, taken};
use crate::domain::{PositionKind, Remedy};
use crate::report::layout::block::{Block, Columns, Heading, Panel, Photo, Width};
use crate::report::layout::mark::Mark;
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::RichText;
use crate::report::model::{FindingModel, Model, PhotoModel};

/// The most that a photo of a finding is high.
const PHOTO_PT: f32 = 196.0;

/// The blocks of all finding sheets.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let mut blocks = section_head(&model.speaker.say("report-findings"), "findings", true);
    if model.findings.is_empty() {
        blocks.push(side_by_side(&model.speaker.say("report-no-findings"), TextStyle::BODY));
    }
    for finding in &model.findings {
        blocks.push(Block::Section(sheet(model, finding)));
        blocks.push(Block::Space(24.0));
    }
    blocks
}

fn sheet(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Block> {
    let mut blocks = with_head(model, finding, facts(model, finding));
    blocks.extend(photos(model, finding));
    blocks
}

/// The head with the first facts on one page, and the last facts on one page.
#[must_use]
pub fn with_head(model: &Model<'_>, finding: &FindingModel<'_>, facts: Vec<Vec<Block>>) -> Vec<Block> {
    let count = facts.len();
    let mut first = vec![head(model, finding), Block::Space(8.0)];
    let mut middle = Vec::new();
    let mut last = Vec::new();
    for (place, fact) in facts.into_iter().enumerate() {
        if place < 2 {
            first.extend(fact);
        } else if place + 2 < count {
            middle.extend(fact);
        } else {
            last.extend(fact);
        }
    }
    let mut blocks = vec![Block::Together(first)];
    blocks.extend(middle);
    blocks.push(Block::Together(last));
    blocks
}

/// Severity, number and title on a ground, with a bar in the severity's colour.
fn head(model: &Model<'_>, finding: &FindingModel<'_>) -> Block {
    let colour = Mark::from(finding.finding.severity).colour();
    let style = TextStyle::HEADING_3.sized(11.0);
    let title = RichText::of(format!("{}\u{2002}", finding.number), style.coloured(colour));
    let mut severity = severity(&model.speaker, finding.finding.severity, TextStyle::SMALL);
    if finding.finding.sensitive {
        let sensitive = model.speaker.say("report-sensitive").joined(" / ");
        severity = severity.and(format!("\u{2003}{sensitive}"), TextStyle::SMALL.coloured(Colour::CRITICAL));
    }
    let heading = Block::Heading(Heading {
        level: 2,
        text: title.and(finding.finding.title.clone(), style),
        anchor: Some(finding.anchor()),
        bookmark: Some(format!("{} {}", finding.number, finding.finding.title)),
    });
    Block::Panel(Panel {
        ground: Some(Colour::WASH),
        bar: Some((colour, 4.0)),
        border: None,
        padding_pt: (10.0, 7.0),
        blocks: vec![Block::Text(severity), heading],
    })
}

fn facts(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Vec<Block>> {
    let speaker = &model.speaker;
    let written = finding.finding;
    let texts = [
        ("report-place", &written.place),
        ("report-requirement", &written.requirement),
        ("report-evidence", &written.evidence),
        ("report-immediate-action", &written.immediate_action),
        ("report-root-cause", &finding.action.root_cause),
        ("report-correction", &finding.action.correction),
        ("report-corrective-action", &finding.action.corrective_action),
        ("report-owner", &finding.action.owner),
    ];
    let mut facts = vec![fact(speaker, "report-questions", questions(model, finding))];
    facts.extend(grade::facts(model, finding));
    facts.extend(texts.into_iter().map(|(key, words)| fact_text(speaker, key, words)).filter(|fact| !fact.is_empty()));
    facts.push(fact(speaker, "report-due", due(model, finding)));
    facts.push(fact(speaker, "report-position", position(model, finding)));
    facts
}

/// Codes and texts of the questions that a finding covers.
#[must_use]
pub fn questions(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Block> {
    if finding.questions.is_empty() {
        return vec![plain(NOTHING)];
    }
    let text = |question: &&crate::form::Question| {
        let words = model.speaker.bilingual(&question.text).main().to_owned();
        let code = RichText::of(format!("{}\u{2002}", question.code), TextStyle::BODY.semi_bold());
        Block::Text(code.and(words, TextStyle::BODY))
    };
    finding.questions.iter().map(text).collect()
}

/// When the plan and the correction are due, in words for remedies that have no single date.
#[must_use]
pub fn due(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = Vec::new();
    for (key, date) in [("report-due-plan", finding.due.plan_on), ("report-due-corrected", finding.due.corrected_on)] {
        if let Some(date) = date {
            let label = speaker.say(key).joined(" / ");
            let text = RichText::of(format!("{label}\u{2002}"), TextStyle::BODY.coloured(Colour::QUIET));
            blocks.push(Block::Text(text.and(speaker.due_date(date), TextStyle::BODY.semi_bold())));
        }
    }
    let remedy = match finding.finding.remedy {
        Remedy::Standard => None,
        Remedy::StagedPlan => Some("report-remedy-staged"),
        Remedy::ProtectAtOnce => Some("report-remedy-protect"),
    };
    if let Some(key) = remedy {
        blocks.push(side_by_side(&speaker.say(key), TextStyle::BODY));
    }
    if blocks.is_empty() {
        blocks.push(side_by_side(&speaker.say("report-no-due-date"), TextStyle::BODY));
    }
    blocks
}

/// What the site said.
#[must_use]
pub fn position(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Block> {
    let Some(position) = finding.position else {
        return stacked(&model.speaker.say(no_position(finding)), TextStyle::BODY);
    };
    let name = model.speaker.say(match position.kind {
        PositionKind::Agreed => "position-agreed",
        PositionKind::Disputed => "position-disputed",
    });
    let mut blocks = vec![Block::Text(inline(&name, TextStyle::BODY.semi_bold()))];
    if !position.words.trim().is_empty() {
        blocks.push(plain(&position.words));
    }
    blocks
}

/// Why there is no position.
#[must_use]
pub const fn no_position(finding: &FindingModel<'_>) -> &'static str {
    if finding.finding.sensitive { "report-position-withheld" } else { "report-no-position" }
}

fn photos(model: &Model<'_>, finding: &FindingModel<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for pair in finding.photos.chunks(2) {
        let shown = pair.iter().filter_map(|index| Some((*index, model.photos.get(*index)?)));
        let mut columns: Vec<(Width, Vec<Block>)> =
            shown.map(|(index, shown)| (Width::Share(1.0), photo(model, index, shown))).collect();
        columns.resize_with(2, || (Width::Share(1.0), Vec::new()));
        blocks.push(Block::Space(9.0));
        blocks.push(Block::Columns(Columns { columns, gutter_pt: 14.0, unbroken: true }));
    }
    blocks
}

fn photo(model: &Model<'_>, index: usize, photo: &PhotoModel<'_>) -> Vec<Block> {
    let alternative = alternative(model, photo);
    let caption_style = TextStyle::SMALL.coloured(Colour::INK);
    let caption = RichText::of(format!("{}\u{2002}", photo.number), caption_style.semi_bold())
        .and(photo.photo.caption.clone(), caption_style);
    let facts = dotted(&[taken(model, photo), place(photo), format!("SHA-256 {}…", photo.photo.digest.short())]);
    vec![
        Block::Photo(Photo { index, aspect: photo.aspect, most_height_pt: PHOTO_PT, alternative }),
        Block::Space(3.0),
        Block::Text(caption),
        Block::Text(RichText::of(facts, TextStyle::TINY)),
    ]
}
