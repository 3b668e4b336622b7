//! The cover: what was inspected, by whom, when, and the result in large type.

use super::kit::{NOTHING, dotted, inline, label, labelled, letter_colour, quiet_panel, side_by_side, stacked};
use crate::domain::RecordCopy;
use crate::form::PillarScore;
use crate::report::layout::block::{Block, Columns, Heading, Panel, Width};
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::{Align, RichText};
use crate::report::model::Model;
use crate::report::speak::Phrase;
use crate::words::Value;

/// The blocks of the cover.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let airy = airy(model);
    let mut blocks = masthead(model);
    blocks.push(Block::Space(44.0 * airy));
    blocks.extend(title(model, "report-title"));
    blocks.push(Block::Space(28.0 * airy));
    blocks.push(result(model));
    blocks.push(Block::Space(24.0 * airy));
    blocks.push(facts(model));
    blocks.push(Block::Space(6.0 * airy));
    let style = if model.speaker.speaks_two() { TextStyle::TINY } else { TextStyle::SMALL };
    blocks.push(quiet_panel(vec![side_by_side(&model.speaker.say("report-confidential"), style)]));
    blocks
}

/// How much of the cover's white space is left: two languages need it for their lines.
fn airy(model: &Model<'_>) -> f32 {
    if model.speaker.speaks_two() { 0.4 } else { 1.0 }
}

/// Who reports, and which copy this is.
#[must_use]
pub fn masthead(model: &Model<'_>) -> Vec<Block> {
    let organisation = &model.input.lead_auditor.organisation;
    let name = RichText::of(organisation.clone(), TextStyle::HEADING_3.coloured(Colour::ACCENT));
    let copy = inline(&copy_name(model), TextStyle::HEADING_3).aligned(Align::End);
    vec![Block::Columns(Columns::of(vec![
        (Width::Share(1.4), vec![Block::Text(name)]),
        (Width::Share(1.0), vec![Block::Text(copy)]),
    ]))]
}

/// Title, checklist, supplier, site.
#[must_use]
pub fn title(model: &Model<'_>, key: &str) -> Vec<Block> {
    let (speaker, input) = (&model.speaker, model.input);
    let phrase = speaker.say(key);
    let mut blocks = vec![Block::Heading(Heading {
        level: 1,
        text: RichText::of(phrase.main(), TextStyle::TITLE).spoken(speaker.language()),
        anchor: None,
        bookmark: Some(phrase.joined("  ")),
    })];
    for (language, words) in phrase.parts.iter().skip(1) {
        let style = TextStyle::HEADING_1.coloured(Colour::QUIET);
        blocks.push(Block::Text(RichText::of(words.clone(), style).spoken(*language)));
    }
    blocks.push(Block::Space(4.0));
    let checklist = speaker.bilingual(&input.template.title);
    blocks.push(Block::Text(inline(&checklist, TextStyle::HEADING_2.coloured(Colour::ACCENT))));
    blocks.push(Block::Space(18.0 * airy(model)));
    let names = [&input.supplier.name, &input.supplier.name_local];
    for (place, name) in names.into_iter().filter(|name| !name.is_empty()).enumerate() {
        let style = if place == 0 { TextStyle::HEADING_1 } else { TextStyle::HEADING_2.coloured(Colour::QUIET) };
        blocks.push(Block::Text(RichText::of(name.clone(), style)));
    }
    blocks.push(Block::Space(2.0));
    blocks.push(Block::Text(RichText::of(input.site.name.clone(), TextStyle::HEADING_2)));
    blocks.push(Block::Text(RichText::of(input.site.address.clone(), TextStyle::BODY.coloured(Colour::QUIET))));
    blocks
}

/// The letter, what it means, and the letters of E, S and G.
fn result(model: &Model<'_>) -> Block {
    let score = &model.input.evaluation.score;
    let colour = letter_colour(score.letter);
    let size_pt = if score.letter.code().len() > 1 { 56.0 } else { 84.0 };
    let style = TextStyle { leading_pt: 76.0, ..TextStyle::TITLE.sized(size_pt).coloured(colour) };
    let letter = vec![Block::Text(RichText::of(score.letter.code(), style).aligned(Align::Centre))];
    let pillars = score.pillars.iter().map(|pillar| (Width::Share(1.0), pillar_tile(model, pillar))).collect();
    let columns = Columns {
        columns: vec![
            (Width::Points(96.0), letter),
            (Width::Share(1.0), verdict(model)),
            (Width::Points(168.0), vec![Block::Tiles(Columns { gutter_pt: 6.0, ..Columns::of(pillars) })]),
        ],
        gutter_pt: 16.0,
        unbroken: true,
    };
    Block::Panel(Panel {
        ground: Some(Colour::WASH),
        bar: Some((colour, 4.0)),
        border: None,
        padding_pt: (14.0, 16.0),
        blocks: vec![Block::Columns(columns)],
    })
}

fn verdict(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let score = &model.input.evaluation.score;
    let meaning = speaker.say(&format!("letter-{}", score.letter.code()));
    let mut words = vec![Block::Text(label(&speaker.say("report-overall-result")))];
    let style = TextStyle::HEADING_2.coloured(letter_colour(score.letter));
    words.extend(stacked(&meaning, style));
    words.push(Block::Space(3.0));
    let points = score.points.map_or_else(|| NOTHING.to_owned(), |points| points.one_decimal());
    let coverage = score.coverage_percent.one_decimal();
    let values = [("points", Value::Text(points.as_str())), ("coverage", Value::Text(coverage.as_str()))];
    words.extend(stacked(&speaker.say_with("report-score-line", &values), TextStyle::TABLE));
    if score.provisional {
        words.push(Block::Space(3.0));
        words.extend(stacked(&speaker.say("report-provisional"), TextStyle::SMALL.coloured(Colour::MAJOR)));
    }
    words.push(Block::Space(3.0));
    let passed = if score.passed_esg_review { "report-esg-passed" } else { "report-esg-not-passed" };
    words.extend(stacked(&speaker.say(passed), TextStyle::SMALL));
    words
}

fn pillar_tile(model: &Model<'_>, pillar: &PillarScore) -> Vec<Block> {
    let name = model.speaker.say(&format!("report-pillar-{}", pillar.pillar.code()));
    let points = pillar.points.map_or_else(|| NOTHING.to_owned(), |points| points.one_decimal());
    let letter = TextStyle::TITLE.sized(24.0).coloured(letter_colour(pillar.letter));
    let centred = |text: RichText| Block::Text(text.aligned(Align::Centre));
    let mut blocks = vec![centred(RichText::of(pillar.pillar.code(), TextStyle::SMALL.semi_bold()))];
    blocks.push(centred(RichText::of(pillar.letter.code(), letter)));
    blocks.push(centred(RichText::of(points, TextStyle::SMALL.coloured(Colour::INK))));
    for (language, words) in &name.parts {
        blocks.push(centred(RichText::of(words.clone(), TextStyle::TINY.sized(6.6)).spoken(*language)));
    }
    vec![Block::Panel(Panel { ground: Some(Colour::PAPER), bar: None, border: None, padding_pt: (2.0, 6.0), blocks })]
}

fn facts(model: &Model<'_>) -> Block {
    let (speaker, input) = (&model.speaker, model.input);
    let plan = &input.inspection.plan;
    let member = |member: &crate::domain::TeamMember| dotted(&[member.name.clone(), member.function.clone()]);
    let team: Vec<String> = plan.team.iter().map(member).collect();
    let seal = input.seal_digest.map(|digest| digest.short()).unwrap_or_default();
    let kind = speaker.say(&format!("type-{}", plan.inspection_type.code())).joined(" / ");
    let registration = dotted(&[input.supplier.registration.clone(), input.supplier.country.clone()]);
    let auditor = dotted(&[input.lead_auditor.name.clone(), input.lead_auditor.organisation.clone()]);
    let mut left = labelled(&speaker.say("report-number"), &revised(model));
    left.extend(labelled(&speaker.say("report-type"), &kind));
    left.extend(labelled(&speaker.say("report-dates"), &speaker.days(plan.starts_on, plan.ends_on)));
    left.extend(labelled(&speaker.say("report-registration"), &registration));
    left.extend(labelled(&speaker.say("report-scope"), &plan.scope));
    let mut right = labelled(&speaker.say("report-lead-auditor"), &auditor);
    right.extend(labelled(&speaker.say("report-team"), &team.join("\n")));
    let checklist = format!("{} {}", input.template.id, input.template.version);
    right.extend(labelled(&speaker.say("report-checklist"), &checklist));
    let rules = input.rule_set.name();
    right.extend(labelled(&speaker.say("report-rule-set"), &rules));
    right.extend(labelled(&speaker.say("report-seal"), &seal));
    let columns = vec![(Width::Share(1.0), left), (Width::Share(1.0), right)];
    Block::Columns(Columns { columns, gutter_pt: 24.0, unbroken: false })
}

/// The report number, with its revision from the second on.
#[must_use]
pub fn revised(model: &Model<'_>) -> String {
    let number = &model.input.inspection.plan.number;
    if model.input.revision <= 1 {
        return number.clone();
    }
    let revision = [("revision", Value::Number(i64::from(model.input.revision)))];
    dotted(&[number.clone(), model.speaker.say_with("report-revision", &revision).joined(" / ")])
}

/// The name of the copy.
#[must_use]
pub fn copy_name(model: &Model<'_>) -> Phrase {
    model.speaker.say(match model.input.copy {
        RecordCopy::Internal => "copy-internal",
        RecordCopy::Site => "copy-site",
    })
}
