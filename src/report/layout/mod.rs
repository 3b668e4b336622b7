//! Blocks become strips, strips become pages. Knows nothing of inspections and nothing of PDF.

pub mod block;
pub mod font;
pub mod item;
pub mod mark;
pub mod page;
pub mod place;
pub mod style;
mod table;
pub mod text;
pub mod tree;

#[cfg(test)]
mod tests {
    use super::block::{Bar, Block, Cell, Column, Columns, Heading, Panel, Photo, Row, Table, Width};
    use super::item::Shape;
    use super::page::{Page, paginate};
    use super::place::Layouter;
    use super::style::{Colour, TextStyle, page};
    use super::text::RichText;
    use crate::domain::Language;

    /// Numbers that look random and are always the same.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % end
        }

        fn words(&mut self) -> RichText {
            const WORDS: [&str; 8] = [
                "exit",
                "喆堃䶮",
                "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
                "",
                "—“”…",
                "a\nb",
                "안녕 שלום",
                "整改计划，",
            ];
            let count = self.below(40);
            let text: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
            let styles = [TextStyle::BODY, TextStyle::TINY, TextStyle::HEADING_1, TextStyle::TABLE.semi_bold()];
            RichText::of(text.join(" "), styles[self.below(styles.len())])
        }

        fn blocks(&mut self, depth: usize, width_pt: f32) -> Vec<Block> {
            (0..1 + self.below(5)).map(|_| self.block(depth, width_pt)).collect()
        }

        /// A block for a column of `width_pt`; no column gets narrower than a word of one glyph.
        fn block(&mut self, depth: usize, width_pt: f32) -> Block {
            let inner = |dice: &mut Self, width_pt: f32| {
                if depth > 2 { vec![Block::Text(dice.words())] } else { dice.blocks(depth + 1, width_pt) }
            };
            match self.below(10) {
                0 => Block::Heading(Heading { level: 2, text: self.words(), anchor: None, bookmark: None }),
                1 => Block::Space(self.below(60) as f32),
                2 if width_pt > 150.0 => {
                    let count = 1 + self.below(3);
                    let own_pt = (width_pt - 30.0) / count as f32;
                    let columns = (0..count).map(|_| (Width::Share(1.0), inner(self, own_pt))).collect();
                    Block::Columns(Columns::of(columns))
                }
                3 if depth == 0 => {
                    let cells = |dice: &mut Self| vec![Cell::of(inner(dice, 90.0)), Cell::of(inner(dice, 370.0))];
                    let rows = (0..self.below(12)).map(|_| Row::of(cells(self))).collect();
                    let columns = vec![Column::points(90.0), Column::share(1.0)];
                    Block::Table(Table { columns, head: vec![self.words(), self.words()], rows })
                }
                4 if width_pt > 60.0 => Block::Panel(Panel {
                    ground: Some(Colour::WASH),
                    bar: Some((Colour::ACCENT, 3.0)),
                    border: Some(Colour::HAIRLINE),
                    padding_pt: (6.0, 4.0),
                    blocks: inner(self, width_pt - 15.0),
                }),
                5 => Block::Together(inner(self, width_pt)),
                6 => Block::Photo(Photo { index: 0, aspect: 1.5, most_height_pt: 150.0, alternative: String::new() }),
                7 => Block::Bar(Bar { share: Some(0.5), colour: Colour::ACCENT, height_pt: 6.0, line_pt: 12.0 }),
                8 => Block::NewPage,
                _ => Block::Text(self.words()),
            }
        }
    }

    /// The boxes of all glyph runs of a page: left, top, right, bottom.
    fn boxes(page: &Page) -> Vec<[f32; 4]> {
        let boxed = |item: &super::item::Item| {
            let Shape::Glyphs { x_pt, y_pt, run } = &item.shape else { return None };
            let last = run.glyphs.iter().rev().find(|glyph| !glyph.text.trim().is_empty())?;
            // The em of the last glyph would be too much for narrow ones; its origin is inside for certain.
            Some([*x_pt, y_pt - run.size_pt * 0.7, x_pt + last.x_pt, y_pt + run.size_pt * 0.1])
        };
        page.items.iter().filter_map(boxed).collect()
    }

    #[test]
    fn whatever_the_content_nothing_leaves_the_page_and_no_words_overlap() {
        for seed in 0..150 {
            let mut dice = Dice(seed);
            let blocks = dice.blocks(0, page::CONTENT_WIDTH_PT);
            let mut layouter = Layouter::new(Language::En);
            let pages = paginate(layouter.place(&blocks, page::CONTENT_WIDTH_PT));
            for (number, laid) in pages.iter().enumerate() {
                let boxes = boxes(laid);
                for [left, top, right, bottom] in &boxes {
                    assert!(
                        *left >= page::SIDE_PT - 0.1 && *right <= page::WIDTH_PT - page::SIDE_PT + 0.1,
                        "{seed}/{number}"
                    );
                    assert!(
                        *top >= page::TOP_PT - 1.0 && *bottom <= page::BOTTOM_PT + 1.0,
                        "{seed}/{number}: {bottom}"
                    );
                }
                for (place, one) in boxes.iter().enumerate() {
                    for other in &boxes[place + 1..] {
                        let apart = one[2] <= other[0] + 0.1
                            || other[2] <= one[0] + 0.1
                            || one[3] <= other[1] + 0.6
                            || other[3] <= one[1] + 0.6;
                        assert!(apart, "{seed}/{number}: {one:?} {other:?}");
                    }
                }
                for ground in &laid.grounds {
                    let frame = ground.frame;
                    assert!(frame.y_pt + frame.height_pt <= page::BOTTOM_PT + 0.1, "{seed}/{number}: {frame:?}");
                }
            }
        }
    }
}
