//! The summary for people who decide: verdict, counts, scores and risks on one page.

use super::kit::{
    NOTHING, heading, inline, letter_colour, mark_letter, marked, section_head, severity, side_by_side, stacked,
};
use super::reasons;
use crate::domain::Severity;
use crate::form::Ratio;
use crate::report::layout::block::{Bar, Block, Columns, Panel, Width};
use crate::report::layout::mark::Mark;
use crate::report::layout::style::{Colour, TextStyle};
use crate::report::layout::text::{Align, RichText};
use crate::report::model::{FindingModel, Model};
use crate::words::Value;

/// How many findings are named as main risks.
const MAIN_RISKS: usize = 3;
/// How many critical findings the red box names.
const NAMED_CRITICAL: usize = 6;

/// The blocks of the summary.
#[must_use]
pub fn blocks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = section_head(&speaker.say("report-summary"), "summary", true);
    blocks.extend(critical_box(model));
    blocks.push(heading(2, &speaker.say("report-findings-by-severity"), ""));
    blocks.push(Block::Space(6.0));
    blocks.push(counts(model));
    blocks.push(Block::Space(20.0));
    blocks.push(heading(2, &speaker.say("report-scores"), ""));
    blocks.push(Block::Space(6.0));
    blocks.extend(scores(model));
    blocks.push(Block::Space(20.0));
    blocks.extend(risks(model));
    blocks.extend(reasons::blocks(model));
    blocks
}

/// The red box for anything critical.
fn critical_box(model: &Model<'_>) -> Vec<Block> {
    let critical: Vec<&FindingModel<'_>> =
        model.findings.iter().filter(|finding| finding.finding.severity == Severity::Critical).collect();
    if critical.is_empty() {
        return Vec::new();
    }
    let count = [("count", Value::Number(i64::try_from(critical.len()).unwrap_or(i64::MAX)))];
    let phrase = model.speaker.say_with("report-critical-box", &count);
    let style = TextStyle::HEADING_3.sized(11.0).coloured(Colour::CRITICAL);
    let mut inner = vec![Block::Text(marked(&model.speaker, Mark::Critical, &phrase, style)), Block::Space(4.0)];
    inner.extend(critical.iter().take(NAMED_CRITICAL).map(|finding| Block::Text(named(finding))));
    if critical.len() > NAMED_CRITICAL {
        let more = i64::try_from(critical.len() - NAMED_CRITICAL).unwrap_or(i64::MAX);
        let phrase = model.speaker.say_with("report-and-more", &[("count", Value::Number(more))]);
        inner.extend(stacked(&phrase, TextStyle::SMALL));
    }
    inner.push(Block::Space(3.0));
    inner.push(side_by_side(&model.speaker.say("report-critical-meaning"), TextStyle::SMALL.coloured(Colour::INK)));
    let panel = Panel {
        ground: Some(Colour::CRITICAL_WASH),
        bar: Some((Colour::CRITICAL, 4.0)),
        border: None,
        padding_pt: (12.0, 11.0),
        blocks: inner,
    };
    vec![Block::Together(vec![Block::Panel(panel)]), Block::Space(18.0)]
}

/// Number and title.
fn named(finding: &FindingModel<'_>) -> RichText {
    RichText::default()
        .and_link(finding.number.clone(), TextStyle::BODY.semi_bold(), finding.anchor())
        .and(format!("\u{2002}{}", finding.finding.title), TextStyle::BODY)
}

fn counts(model: &Model<'_>) -> Block {
    let tile = |severity: Severity| {
        let count = model.findings.iter().filter(|finding| finding.finding.severity == severity).count();
        let mark = Mark::from(severity);
        let figure = TextStyle::TITLE.sized(24.0).tabular();
        let number = RichText::default()
            .and_mark(mark, mark_letter(&model.speaker, mark), 17.0)
            .and("\u{2002}", figure)
            .and(count.to_string(), figure);
        let mut blocks = vec![Block::Text(number)];
        blocks.extend(stacked(&model.speaker.say(&format!("severity-{}", severity.code())), TextStyle::SMALL));
        let bar = Some((mark.colour(), 2.5));
        let panel = Panel { ground: Some(Colour::WASH), bar, border: None, padding_pt: (9.0, 7.0), blocks };
        (Width::Share(1.0), vec![Block::Panel(panel)])
    };
    let columns = Severity::WORST_FIRST.into_iter().map(tile).collect();
    Block::Tiles(Columns { columns, gutter_pt: 8.0, unbroken: true })
}

fn scores(model: &Model<'_>) -> Vec<Block> {
    let head = |key: &str| inline(&model.speaker.say(key), TextStyle::TINY);
    let mut blocks = vec![
        row(
            vec![Block::Text(head("report-col-section"))],
            Vec::new(),
            head("report-col-points"),
            head("report-col-answered"),
        ),
        Block::Space(3.0),
    ];
    let line_pt = TextStyle::BODY.leading_pt;
    let answered_style = TextStyle { leading_pt: line_pt, ..TextStyle::SMALL.tabular() };
    for section in &model.sections {
        let result = section.result;
        let title = stacked(&model.speaker.bilingual(&section.section.title), TextStyle::BODY);
        let bar = Bar { share: share(result.points), colour: Colour::ACCENT, height_pt: 7.0, line_pt };
        let answered = RichText::of(format!("{} / {}", result.answered, result.asked), answered_style);
        blocks.push(row(title, vec![Block::Bar(bar)], figure(result.points), answered));
        blocks.push(Block::Space(4.0));
    }
    let score = &model.input.evaluation.score;
    let colour = letter_colour(score.letter);
    let overall = stacked(&model.speaker.say("report-overall"), TextStyle::BODY.semi_bold());
    let bar = Bar { share: share(score.points), colour, height_pt: 7.0, line_pt };
    let letter = RichText::of(score.letter.code(), TextStyle::BODY.semi_bold().coloured(colour));
    blocks.push(Block::Rule(Colour::HAIRLINE));
    blocks.push(Block::Space(5.0));
    blocks.push(row(overall, vec![Block::Bar(bar)], figure(score.points), letter));
    blocks
}

fn share(points: Option<Ratio>) -> Option<f32> {
    points.map(|points| points.rounded_half_up(100) as f32 / 10_000.0)
}

fn figure(points: Option<Ratio>) -> RichText {
    let words = points.map_or_else(|| NOTHING.to_owned(), Ratio::one_decimal);
    RichText::of(words, TextStyle::BODY.semi_bold().tabular())
}

fn row(title: Vec<Block>, bar: Vec<Block>, points: RichText, answered: RichText) -> Block {
    let at_end = |text: RichText| vec![Block::Text(text.aligned(Align::End))];
    Block::Columns(Columns {
        columns: vec![
            (Width::Points(180.0), title),
            (Width::Share(1.0), bar),
            (Width::Points(52.0), at_end(points)),
            (Width::Points(64.0), at_end(answered)),
        ],
        gutter_pt: 10.0,
        unbroken: true,
    })
}

fn risks(model: &Model<'_>) -> Vec<Block> {
    let speaker = &model.speaker;
    let mut blocks = vec![heading(2, &speaker.say("report-main-risks"), ""), Block::Space(5.0)];
    let counts = |finding: &&FindingModel<'_>| finding.finding.severity > Severity::Opportunity;
    let main: Vec<&FindingModel<'_>> = model.findings.iter().filter(counts).take(MAIN_RISKS).collect();
    if main.is_empty() {
        blocks.push(side_by_side(&speaker.say("report-no-risks"), TextStyle::BODY));
    }
    let mark_pt = if speaker.speaks_two() { 148.0 } else { 104.0 };
    for finding in main {
        let mut right = vec![Block::Text(named(finding))];
        if !finding.finding.place.is_empty() {
            right.push(Block::Text(RichText::of(finding.finding.place.clone(), TextStyle::SMALL)));
        }
        let style = TextStyle { leading_pt: TextStyle::BODY.leading_pt, ..TextStyle::TABLE };
        let left = vec![Block::Text(severity(speaker, finding.finding.severity, style))];
        let columns = vec![(Width::Points(mark_pt), left), (Width::Share(1.0), right)];
        blocks.push(Block::Columns(Columns { columns, gutter_pt: 10.0, unbroken: true }));
        blocks.push(Block::Space(5.0));
    }
    blocks.push(Block::Space(14.0));
    vec![Block::Together(blocks)]
}
