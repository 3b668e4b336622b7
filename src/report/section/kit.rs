//! Pieces that several sections are made of.

use crate::domain::{Grade, Language, Letter, Severity};
use crate::report::layout::block::{Block, Cell, Columns, Heading, Panel, Width};
use crate::report::layout::mark::Mark;
use crate::report::layout::style::{Colour, TextStyle, Weight};
use crate::report::layout::text::RichText;
use crate::report::speak::{Phrase, Speaker};

/// What stands where nothing is recorded.
pub const NOTHING: &str = "–";

/// Both languages on one line, the second one quieter.
#[must_use]
pub fn inline(phrase: &Phrase, style: TextStyle) -> RichText {
    let mut text = RichText::default();
    for (place, (_, words)) in phrase.parts.iter().enumerate() {
        if place == 0 {
            text = text.and(words.clone(), style);
        } else {
            text = text.and(format!("  {words}"), second(style));
        }
    }
    if let [(language, _)] = phrase.parts.as_slice() {
        text = text.spoken(*language);
    }
    text
}

/// Both languages one below the other.
#[must_use]
pub fn stacked(phrase: &Phrase, style: TextStyle) -> Vec<Block> {
    let style_of = |place| if place == 0 { style } else { second(style) };
    let text = |(place, (language, words)): (usize, &(Language, String))| {
        Block::Text(RichText::of(words.clone(), style_of(place)).spoken(*language))
    };
    phrase.parts.iter().enumerate().map(text).collect()
}

/// Both languages one below the other in one paragraph, for heads of tables.
#[must_use]
pub fn lines(phrase: &Phrase, style: TextStyle) -> RichText {
    let mut text = RichText::default();
    for (place, (_, words)) in phrase.parts.iter().enumerate() {
        if place == 0 {
            text = text.and(words.clone(), style);
        } else {
            text = text.and(format!("\n{words}"), second(style));
        }
    }
    text
}

/// Both languages in columns of their own.
#[must_use]
pub fn side_by_side(phrase: &Phrase, style: TextStyle) -> Block {
    let text =
        |(language, words): &(Language, String)| Block::Text(RichText::of(words.clone(), style).spoken(*language));
    match phrase.parts.as_slice() {
        [only] => text(only),
        parts => Block::Columns(Columns::of(parts.iter().map(|part| (Width::Share(1.0), vec![text(part)])).collect())),
    }
}

const fn second(style: TextStyle) -> TextStyle {
    let mut quieter = style.coloured(Colour::QUIET);
    quieter.weight = Weight::Regular;
    quieter
}

/// A heading that is listed among the bookmarks.
#[must_use]
pub fn heading(level: u8, phrase: &Phrase, anchor: &str) -> Block {
    let style = match level {
        1 => TextStyle::HEADING_1,
        2 => TextStyle::HEADING_2,
        _ => TextStyle::HEADING_3,
    };
    Block::Heading(Heading {
        level,
        text: inline(phrase, style),
        anchor: (!anchor.is_empty()).then(|| anchor.to_owned()),
        bookmark: Some(phrase.joined("  ")),
    })
}

/// The head of a section of the report: a new page or some white space, the heading, a line in the accent.
#[must_use]
pub fn section_head(phrase: &Phrase, anchor: &str, new_page: bool) -> Vec<Block> {
    vec![
        if new_page { Block::NewPage } else { Block::Space(28.0) },
        Block::Together(vec![
            heading(1, phrase, anchor),
            Block::Space(5.0),
            Block::Rule(Colour::ACCENT),
            Block::Space(12.0),
            Block::Next,
        ]),
    ]
}

/// A small quiet label in the report's languages.
#[must_use]
pub fn label(phrase: &Phrase) -> RichText {
    inline(phrase, TextStyle::SMALL)
}

/// A label above its value.
#[must_use]
pub fn labelled(phrase: &Phrase, value: &str) -> Vec<Block> {
    let value = if value.trim().is_empty() { NOTHING } else { value };
    vec![Block::Text(label(phrase)), Block::Text(RichText::of(value, TextStyle::BODY)), Block::Space(8.0)]
}

/// A label to the left of its value.
#[must_use]
pub fn fact(speaker: &Speaker, key: &str, value: Vec<Block>) -> Vec<Block> {
    let label_style = TextStyle { leading_pt: TextStyle::BODY.leading_pt, ..TextStyle::SMALL };
    let label = vec![Block::Text(inline(&speaker.say(key), label_style))];
    let label_pt = if speaker.speaks_two() { 124.0 } else { 104.0 };
    let row = Columns::of(vec![(Width::Points(label_pt), label), (Width::Share(1.0), value)]);
    vec![Block::Columns(row), Block::Space(4.0)]
}

/// A label to the left of a text; nothing when the text is empty.
#[must_use]
pub fn fact_text(speaker: &Speaker, key: &str, value: &str) -> Vec<Block> {
    if value.trim().is_empty() {
        return Vec::new();
    }
    fact(speaker, key, vec![plain(value)])
}

/// A paragraph of somebody's own words.
#[must_use]
pub fn plain(text: &str) -> Block {
    Block::Text(RichText::of(text, TextStyle::BODY))
}

/// A cell of a table with plain words.
#[must_use]
pub fn cell(text: &str) -> Cell {
    let text = if text.trim().is_empty() { NOTHING } else { text };
    Cell::text(RichText::of(text, TextStyle::TABLE))
}

/// The head of a table.
#[must_use]
pub fn table_head(speaker: &Speaker, keys: &[&str]) -> Vec<RichText> {
    let style = TextStyle::SMALL.semi_bold().coloured(Colour::ACCENT);
    keys.iter().map(|key| if key.is_empty() { RichText::default() } else { lines(&speaker.say(key), style) }).collect()
}

/// The letter inside a mark, in the report's first language.
#[must_use]
pub fn mark_letter(speaker: &Speaker, mark: Mark) -> String {
    mark.letter_key().map(|key| speaker.say(key).main().to_owned()).unwrap_or_default()
}

/// A mark and its words.
#[must_use]
pub fn marked(speaker: &Speaker, mark: Mark, phrase: &Phrase, style: TextStyle) -> RichText {
    let mut text =
        RichText::default().and_mark(mark, mark_letter(speaker, mark), style.size_pt * 1.3).and("\u{2002}", style);
    text.spans.extend(inline(phrase, style.semi_bold().coloured(mark.colour())).spans);
    text
}

/// The mark and the name of a severity.
#[must_use]
pub fn severity(speaker: &Speaker, severity: Severity, style: TextStyle) -> RichText {
    let phrase = speaker.say(&format!("severity-{}", severity.code()));
    marked(speaker, severity.into(), &phrase, style)
}

/// The mark and the name of a grade.
#[must_use]
pub fn grade(speaker: &Speaker, grade: Grade, style: TextStyle) -> RichText {
    let phrase = speaker.say(&format!("grade-{}", grade.code()));
    marked(speaker, grade.into(), &phrase, style)
}

/// The colour that a letter is printed in.
#[must_use]
pub const fn letter_colour(letter: Letter) -> Colour {
    match letter {
        Letter::A | Letter::B => Colour::CONFORMING,
        Letter::C => Colour::MINOR,
        Letter::D => Colour::MAJOR,
        Letter::E => Colour::CRITICAL,
        Letter::NotRated => Colour::UNKNOWN,
    }
}

/// Blocks on a quiet ground.
#[must_use]
pub const fn quiet_panel(blocks: Vec<Block>) -> Block {
    Block::Panel(Panel { ground: Some(Colour::WASH), bar: None, border: None, padding_pt: (12.0, 10.0), blocks })
}

/// A dot between short facts.
#[must_use]
pub fn dotted(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("  ·  ")
}
