//! From words to lines of glyphs: shaping, direction, fallback and line breaking.

use super::font::{Face, FontBook, HAN, LATIN};
use super::item::{Frame, Item, Shape};
use super::mark::{self, Mark};
use super::style::{Colour, TextStyle, Weight};
use crate::domain::Language;
use parley::{
    Alignment, AlignmentOptions, FontFamily, FontFamilyName, FontFeatures, InlineBox, InlineBoxKind, LayoutContext,
    LineHeight, OverflowWrap, PositionedLayoutItem, StyleProperty, VerticalAlign,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Span {
    /// Words.
    Words {
        /// The words.
        text: String,
        /// How they are set.
        style: TextStyle,
        /// The anchor that they lead to.
        link: Option<String>,
    },
    /// A mark that stands for a grade.
    Mark {
        /// Which.
        mark: Mark,
        /// The letter inside, in the report's language.
        letter: String,
        /// Its height.
        size_pt: f32,
    },
}

/// A paragraph of words and marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RichText {
    /// The pieces in logical order.
    pub spans: Vec<Span>,
    /// Where lines stand.
    pub align: Align,
    /// The language, where it is known.
    pub language: Option<Language>,
}

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Where the language begins its lines.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the other end.
    End,
}

impl RichText {
    /// Words in one style.
    #[must_use]
    pub fn of(text: impl Into<String>, style: TextStyle) -> Self {
        Self::default().and(text, style)
    }

    /// With more words.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, style: TextStyle) -> Self {
        self.spans.push(Span::Words { text: text.into(), style, link: None });
        self
    }

    /// With words that lead to an anchor.
    #[must_use]
    pub fn and_link(mut self, text: impl Into<String>, style: TextStyle, target: impl Into<String>) -> Self {
        self.spans.push(Span::Words { text: text.into(), style, link: Some(target.into()) });
        self
    }

    /// With a mark.
    #[must_use]
    pub fn and_mark(mut self, mark: Mark, letter: impl Into<String>, size_pt: f32) -> Self {
        self.spans.push(Span::Mark { mark, letter: letter.into(), size_pt });
        self
    }

    /// The same, aligned.
    #[must_use]
    pub const fn aligned(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// The same, in a language.
    #[must_use]
    pub const fn spoken(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Whether there is nothing to be seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| match span {
            Span::Words { text, .. } => text.trim().is_empty(),
            Span::Mark { .. } => false,
        })
    }

    fn leading_pt(&self) -> f32 {
        self.spans.iter().fold(0.0, |most, span| match span {
            Span::Words { style, .. } => style.leading_pt.max(most),
            Span::Mark { size_pt, .. } => size_pt.max(most),
        })
    }

    fn baseline_pt(&self) -> f32 {
        let tallest = self.spans.iter().filter_map(|span| match span {
            Span::Words { style, .. } => Some(style),
            Span::Mark { .. } => None,
        });
        let tallest = tallest.max_by(|a, b| a.leading_pt.total_cmp(&b.leading_pt));
        tallest.map_or(self.leading_pt(), TextStyle::baseline_pt)
    }
}

/// One glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// From the start of the run to its origin.
    pub x_pt: f32,
    /// Above the base line.
    pub rise_pt: f32,
    /// The characters that it stands for; empty when an earlier glyph of the cluster has them.
    pub text: String,
}

/// Glyphs of one face, size and colour on one base line.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: Face,
    /// The size of the em.
    pub size_pt: f32,
    /// The colour.
    pub colour: Colour,
    /// Whether the heavier weight is made by a stroke.
    pub embolden: bool,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// One line of a paragraph.
#[derive(Debug, Clone)]
pub struct Line {
    /// From the top of the line to the top of the next.
    pub height_pt: f32,
    /// How far its words reach.
    pub width_pt: f32,
    /// What stands in it, from the top left corner of the line.
    pub items: Vec<Item>,
}

/// What a run carries through the shaper.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Ink {
    colour: Colour,
    weight: Weight,
    /// The place among the text's links, from 1; 0 for none.
    link: usize,
}

/// Sets text. Keeps the list of characters that no face has.
#[derive(Default)]
pub struct Typesetter {
    fonts: FontBook,
    context: LayoutContext<Ink>,
    coverage: BTreeMap<char, bool>,
    missing: BTreeSet<char>,
}

const LATIN_FIRST: &[FontFamilyName<'static>] = &[FontFamilyName::named(LATIN), FontFamilyName::named(HAN)];
const HAN_FIRST: &[FontFamilyName<'static>] = &[FontFamilyName::named(HAN), FontFamilyName::named(LATIN)];
/// No alternates that depend on neighbours: `->` stays two characters.
const FEATURES: &str = "\"calt\" 0";
/// The same with figures of one width.
const TABULAR: &str = "\"calt\" 0, \"tnum\" 1";

impl Typesetter {
    /// The characters that were printed as code points because no face has them.
    #[must_use]
    pub fn missing(&self) -> Vec<char> {
        self.missing.iter().copied().collect()
    }

    /// Sets a paragraph into lines no wider than `width_pt`.
    pub fn lines(&mut self, text: &RichText, width_pt: f32) -> Vec<Line> {
        for _ in 0..4 {
            match self.try_lines(text, width_pt) {
                Ok(lines) => return lines,
                // The shaper found no glyph for a part of a cluster: that part is printed as its code point.
                Err(refused) => refused.into_iter().for_each(|c| {
                    self.coverage.insert(c, false);
                }),
            }
        }
        Vec::new()
    }

    fn try_lines(&mut self, text: &RichText, width_pt: f32) -> Result<Vec<Line>, Vec<char>> {
        let mut words = String::new();
        let mut styles = Vec::new();
        let mut marks = Vec::new();
        let mut links = Vec::new();
        for span in &text.spans {
            let start = words.len();
            match span {
                Span::Words { text, style, link } => {
                    self.push_printable(text, &mut words);
                    links.extend(link.clone());
                    styles.push((start..words.len(), *style, if link.is_some() { links.len() } else { 0 }));
                }
                Span::Mark { mark, letter, size_pt } => marks.push((start, *mark, letter.clone(), *size_pt)),
            }
        }
        let mut layout = self.shape(&words, &styles, &marks);
        let limit = if width_pt.is_finite() && width_pt < 100_000.0 { Some(width_pt.max(1.0)) } else { None };
        layout.break_all_lines(limit);
        let alignment = match text.align {
            Align::Start => Alignment::Start,
            Align::Centre => Alignment::Center,
            Align::End => Alignment::End,
        };
        layout.align(alignment, AlignmentOptions::default());
        let (height_pt, baseline_pt) = (text.leading_pt(), text.baseline_pt());
        let mut lines = Vec::with_capacity(layout.len());
        for line in layout.lines() {
            let mut items = Vec::new();
            let mut clusters = ClusterWalk::default();
            for item in line.items() {
                match item {
                    PositionedLayoutItem::GlyphRun(glyph_run) => {
                        let run = clusters.glyph_run(&glyph_run, &words, &self.fonts)?;
                        if !run.glyphs.is_empty() {
                            let x_pt = glyph_run.offset();
                            let link = glyph_run.style().brush.link.checked_sub(1).and_then(|place| links.get(place));
                            if let Some(target) = link {
                                let frame = Frame { x_pt, y_pt: 0.0, width_pt: glyph_run.advance(), height_pt };
                                items.push(Item::decoration(Shape::Link { frame, target: target.clone() }));
                            }
                            let shape = Shape::Glyphs { x_pt, y_pt: baseline_pt, run: Rc::new(run) };
                            items.push(Item::decoration(shape));
                        }
                    }
                    PositionedLayoutItem::InlineBox(place) => {
                        let index = usize::try_from(place.id).unwrap_or_default();
                        if let Some((_, mark, letter, size_pt)) = marks.get(index) {
                            // In the middle of the capitals.
                            let capital_pt = styles.first().map_or(*size_pt, |(_, style, _)| style.size_pt * 0.727);
                            let top_pt = baseline_pt - capital_pt / 2.0 - size_pt / 2.0;
                            items.extend(self.mark(*mark, letter, *size_pt, place.x, top_pt));
                        }
                    }
                }
            }
            let metrics = line.metrics();
            let width_pt = (metrics.advance - metrics.hanging_advance).max(0.0);
            lines.push(Line { height_pt, width_pt, items });
        }
        Ok(lines)
    }

    fn shape(
        &mut self,
        words: &str,
        styles: &[(Range<usize>, TextStyle, usize)],
        marks: &[(usize, Mark, String, f32)],
    ) -> parley::Layout<Ink> {
        let mut builder = self.context.ranged_builder(&mut self.fonts.context, words, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::from(LATIN_FIRST)));
        builder.push_default(StyleProperty::FontFeatures(FontFeatures::from(FEATURES)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.0)));
        if let Some((_, first, _)) = styles.first() {
            builder.push_default(StyleProperty::FontSize(first.size_pt));
        }
        for (range, style, link) in styles {
            builder.push(StyleProperty::FontSize(style.size_pt), range.clone());
            builder.push(
                StyleProperty::Brush(Ink { colour: style.colour, weight: style.weight, link: *link }),
                range.clone(),
            );
            if style.weight != Weight::Regular {
                builder.push(StyleProperty::FontWeight(style.weight.parley()), range.clone());
            }
            if style.tabular {
                builder.push(StyleProperty::FontFeatures(FontFeatures::from(TABULAR)), range.clone());
            }
        }
        for range in shared_punctuation(words) {
            builder.push(StyleProperty::FontFamily(FontFamily::from(HAN_FIRST)), range);
        }
        for (place, (index, _, _, size_pt)) in (0_u64..).zip(marks) {
            builder.push_inline_box(InlineBox {
                id: place,
                kind: InlineBoxKind::InFlow,
                index: *index,
                width: *size_pt,
                height: 1.0,
                baseline: None,
                vertical_align: VerticalAlign::BASELINE,
            });
        }
        builder.build(words)
    }

    /// A mark with its letter, its top left corner at (`x_pt`, `y_pt`).
    pub fn mark(&mut self, mark: Mark, letter: &str, size_pt: f32, x_pt: f32, y_pt: f32) -> Vec<Item> {
        let mut items: Vec<Item> =
            mark::outline(mark, size_pt).into_iter().map(|shape| Item::decoration(shape).moved(x_pt, y_pt)).collect();
        if !letter.is_empty() && mark.has_letter() {
            let (share, lower) = mark.letter_fit();
            let mut style = TextStyle::SMALL.sized(size_pt * share).coloured(mark.letter_colour());
            // A Chinese character this small is read by its gaps.
            if !letter.chars().any(is_han) {
                style = style.semi_bold();
            }
            for line in self.lines(&RichText::of(letter, style), f32::MAX).into_iter().take(1) {
                let dx = x_pt + (size_pt - line.width_pt) / 2.0;
                let dy = y_pt + (size_pt - style.leading_pt) / 2.0 + size_pt * lower;
                items.extend(line.items.into_iter().map(|item| item.moved(dx, dy)));
            }
        }
        items
    }

    /// Adds `text` with what no face has written as code points, and without what nobody sees.
    fn push_printable(&mut self, text: &str, out: &mut String) {
        for character in text.chars() {
            match character {
                '\n' => out.push('\n'),
                '\t' => out.push(' '),
                // Invisible by design: joiners, variation selectors, byte order mark, soft hyphen.
                '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' => {}
                _ if character.is_control() => {}
                _ if self.has(character) => out.push(character),
                _ => {
                    self.missing.insert(character);
                    out.push_str(&format!("[U+{:04X}]", u32::from(character)));
                }
            }
        }
    }

    fn has(&mut self, character: char) -> bool {
        *self.coverage.entry(character).or_insert_with(|| self.fonts.has(character))
    }
}

/// Takes the clusters of a line in the order in which the glyph runs of that line use them.
#[derive(Default)]
struct ClusterWalk {
    run: Option<usize>,
    taken: usize,
}

impl ClusterWalk {
    fn glyph_run(
        &mut self,
        glyph_run: &parley::layout::GlyphRun<'_, Ink>,
        words: &str,
        fonts: &FontBook,
    ) -> Result<GlyphRun, Vec<char>> {
        let run = glyph_run.run();
        if self.run != Some(run.index()) {
            (self.run, self.taken) = (Some(run.index()), 0);
        }
        let mut glyphs: Vec<Glyph> = Vec::new();
        let mut refused = Vec::new();
        let mut x_pt = 0.0;
        for cluster in run.visual_clusters().skip(self.taken) {
            if cluster.style_index() != glyph_run.style_index() {
                break;
            }
            self.taken += 1;
            let text = words.get(cluster.text_range()).unwrap_or_default();
            if cluster.is_ligature_continuation() {
                if let Some(last) = glyphs.last_mut() {
                    last.text.push_str(text);
                }
                continue;
            }
            let mut text = text.to_owned();
            for glyph in cluster.glyphs() {
                if glyph.id == 0 && !text.trim().is_empty() {
                    refused.extend(text.chars().filter(|c| !c.is_ascii()));
                }
                let id = u16::try_from(glyph.id).unwrap_or_default();
                let origin_pt = x_pt + glyph.x;
                glyphs.push(Glyph { id, x_pt: origin_pt, rise_pt: -glyph.y, text: std::mem::take(&mut text) });
                x_pt += glyph.advance;
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        // A line's last space or line feed has no ink and would only be extracted as noise.
        while glyphs.last().is_some_and(|glyph| glyph.text.trim_matches(['\n', '\r']).is_empty() && glyph.id == 0) {
            glyphs.pop();
        }
        let face = fonts.face(run.font().data.id());
        let ink = glyph_run.style().brush;
        let embolden = face == Face::Han && ink.weight == Weight::SemiBold;
        Ok(GlyphRun { face, size_pt: run.font_size(), colour: ink.colour, embolden, glyphs })
    }
}

/// Marks that both scripts use but draw differently: beside a Chinese character they are the Chinese ones.
fn shared_punctuation(words: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut before = ' ';
    let mut characters = words.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if matches!(character, '“' | '”' | '‘' | '’' | '…' | '—' | '·') {
            let after = characters.peek().map_or(' ', |(_, next)| *next);
            if is_han(before) || is_han(after) {
                ranges.push(start..start + character.len_utf8());
            }
        }
        before = character;
    }
    ranges
}

/// Whether a character is written in the Chinese script, its punctuation included.
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0x303F | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| {
            line.items.iter().fold(String::new(), |mut all, item| {
                if let Shape::Glyphs { run, .. } = &item.shape {
                    run.glyphs.iter().for_each(|glyph| all.push_str(&glyph.text));
                }
                all
            })
        };
        lines.iter().map(text).collect()
    }

    #[test]
    fn both_scripts_are_set_with_their_own_faces() {
        let lines = Typesetter::default().lines(&RichText::of("Exit 出口", TextStyle::BODY), 400.0);
        let faces: Vec<Face> = lines[0]
            .items
            .iter()
            .filter_map(|item| if let Shape::Glyphs { run, .. } = &item.shape { Some(run.face) } else { None })
            .collect();
        assert_eq!(faces, [Face::Latin, Face::Han]);
        assert_eq!(words(&lines), ["Exit 出口"]);
    }

    #[test]
    fn what_no_face_has_is_a_code_point_and_listed() {
        let mut setter = Typesetter::default();
        let lines = setter.lines(&RichText::of("赵\u{0639}\u{FE0F}y", TextStyle::BODY), 400.0);
        assert_eq!(words(&lines), ["赵[U+0639]y"]);
        assert_eq!(setter.missing(), ['\u{0639}']);
    }

    #[test]
    fn a_long_word_is_broken_rather_than_cut() {
        let lines = Typesetter::default().lines(&RichText::of("W".repeat(200), TextStyle::BODY), 100.0);
        assert!(lines.len() > 10);
        assert!(lines.iter().all(|line| line.width_pt <= 100.0));
        assert_eq!(words(&lines).concat().len(), 200);
    }

    #[test]
    fn quotation_marks_beside_chinese_are_chinese() {
        assert_eq!(shared_punctuation("a “b” 他说“好”").len(), 2);
    }
}
