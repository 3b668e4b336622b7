//! From blocks to strips: everything gets its width, its lines and its height here.

use super::block::{Bar, Block, Columns, Drawing, Heading, Panel, Photo, Width};
use super::item::{Anchor, Frame, Ground, Item, Segment, Shape, Strip};
use super::mark;
use super::style::{Colour, HAIRLINE_PT, TextStyle};
use super::text::{RichText, Typesetter};
use super::tree::{NodeId, Role, Tree};
use crate::domain::Language;

/// Lays blocks out.
pub struct Layouter {
    /// Sets the text.
    pub setter: Typesetter,
    /// The structure that grows with the blocks.
    pub tree: Tree,
    /// The document's language; paragraphs in the other one say so in the structure.
    pub language: Language,
}

/// Rows up to this height are not broken.
const UNBROKEN_PT: f32 = 110.0;
/// A piece of a row that has no common line ends is broken at about this height.
const PIECE_PT: f32 = 160.0;

impl Layouter {
    /// Starts with an empty structure.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { setter: Typesetter::default(), tree: Tree::default(), language }
    }

    /// The strips of `blocks` in a column of `width_pt`.
    pub fn place(&mut self, blocks: &[Block], width_pt: f32) -> Vec<Strip> {
        let mut strips = Vec::new();
        let mut new_page = false;
        let mut anchors: Vec<Item> = Vec::new();
        for block in blocks {
            if matches!(block, Block::NewPage) {
                new_page = true;
            } else if let Block::Anchor(name) = block {
                let anchor = Anchor { name: name.clone(), bookmark: None, y_pt: 0.0 };
                anchors.push(Item::decoration(Shape::Anchor(anchor)));
            }
            let mut more = self.place_one(block, width_pt);
            if let Some(first) = more.iter_mut().find(|strip| !strip.gap) {
                first.items.append(&mut anchors);
                first.new_page |= std::mem::take(&mut new_page);
            }
            strips.append(&mut more);
        }
        strips
    }

    fn place_one(&mut self, block: &Block, width_pt: f32) -> Vec<Strip> {
        match block {
            Block::Heading(heading) => self.heading(heading, width_pt),
            Block::Text(text) => self.paragraph(text, width_pt, Role::Paragraph),
            Block::Space(height_pt) => vec![Strip::space(*height_pt)],
            Block::Rule(colour) => vec![rule(*colour, width_pt)],
            Block::Columns(columns) => {
                let cells = self.columns(columns, width_pt);
                side_by_side(cells, columns.unbroken)
            }
            Block::Tiles(columns) => {
                let cells = self.columns(columns, width_pt);
                vec![level(cells)]
            }
            Block::Table(table) => self.table(table, width_pt),
            Block::Panel(panel) => self.panel(panel, width_pt),
            Block::Bar(bar) => vec![bar_strip(bar, width_pt)],
            Block::Photo(photo) => vec![self.photo(photo, width_pt)],
            Block::Drawing(drawing) => vec![self.drawing(drawing)],
            Block::SignatureField { role, height_pt } => {
                let frame = Frame { x_pt: 0.0, y_pt: 0.0, width_pt, height_pt: *height_pt };
                let mut strip = Strip { height_pt: *height_pt, ..Strip::default() };
                strip.items.push(Item::decoration(framed(frame, Colour::HAIRLINE)));
                strip.items.push(Item::decoration(Shape::SignatureField { role: *role, frame }));
                vec![strip]
            }
            Block::Section(blocks) => {
                self.tree.open(Role::Section);
                let strips = self.place(blocks, width_pt);
                self.tree.close();
                strips
            }
            Block::Together(blocks) => {
                let mut strips = self.place(blocks, width_pt);
                keep_together(&mut strips);
                if let Some(last) = strips.last_mut() {
                    last.keep_with_next |= matches!(blocks.last(), Some(Block::Next));
                }
                strips
            }
            Block::Anchor(_) | Block::NewPage | Block::Next => Vec::new(),
        }
    }

    fn heading(&mut self, heading: &Heading, width_pt: f32) -> Vec<Strip> {
        let mut strips = self.paragraph(&heading.text, width_pt, Role::Heading(heading.level));
        strips.iter_mut().for_each(|strip| strip.keep_with_next = true);
        if let Some(first) = strips.first_mut()
            && (heading.anchor.is_some() || heading.bookmark.is_some())
        {
            let bookmark = heading.bookmark.clone().map(|title| (heading.level, title));
            let name = heading.anchor.clone().unwrap_or_default();
            first.items.push(Item::decoration(Shape::Anchor(Anchor { name, bookmark, y_pt: 0.0 })));
        }
        strips
    }

    /// A paragraph, a strip a line; no line stands alone at the end or the beginning of a page.
    pub(super) fn paragraph(&mut self, text: &RichText, width_pt: f32, role: Role) -> Vec<Strip> {
        if text.is_empty() {
            return Vec::new();
        }
        let node = self.tree.add(role);
        if let (Some(language), Some(node)) = (text.language, self.tree.node_mut(node)) {
            node.language = (language != self.language).then_some(language);
        }
        self.line_strips(text, width_pt, Some(node))
    }

    /// The lines of a text as strips that belong to `node`.
    pub(super) fn line_strips(&mut self, text: &RichText, width_pt: f32, node: Option<NodeId>) -> Vec<Strip> {
        let lines = self.setter.lines(text, width_pt);
        let last = lines.len().saturating_sub(1);
        let mut strips = Vec::with_capacity(lines.len());
        for (place, line) in lines.into_iter().enumerate() {
            strips.push(Strip {
                height_pt: line.height_pt,
                items: self.belonging(line.items, node),
                keep_with_next: last > 0 && (place == 0 || place + 1 == last),
                ..Strip::default()
            });
        }
        strips
    }

    /// The items as parts of `node`; a link and the words after it are a part of their own in there.
    fn belonging(&mut self, items: Vec<Item>, node: Option<NodeId>) -> Vec<Item> {
        let mut owned = Vec::with_capacity(items.len());
        let mut link = None;
        for item in items {
            if matches!(item.shape, Shape::Link { .. }) {
                link = node.map(|node| self.tree.add_to(node, Role::Link));
                owned.push(Item { node: link, ..item });
            } else {
                owned.push(Item { node: link.take().or(node), ..item });
            }
        }
        owned
    }

    fn columns(&mut self, columns: &Columns, width_pt: f32) -> Vec<(f32, Vec<Strip>)> {
        let widths: Vec<Width> = columns.columns.iter().map(|(width, _)| *width).collect();
        let widths = share_out(&widths, columns.gutter_pt, width_pt);
        let mut x_pt = 0.0;
        let mut cells = Vec::new();
        for ((_, blocks), width) in columns.columns.iter().zip(widths) {
            cells.push((x_pt, self.place(blocks, width)));
            x_pt += width + columns.gutter_pt;
        }
        cells
    }

    fn panel(&mut self, panel: &Panel, width_pt: f32) -> Vec<Strip> {
        let (side_pt, above_pt) = panel.padding_pt;
        let left_pt = side_pt + panel.bar.map_or(0.0, |(_, bar_pt)| bar_pt);
        let inner = self.place(&panel.blocks, (width_pt - left_pt - side_pt).max(1.0));
        let new_page = inner.iter().any(|strip| strip.new_page);
        let padding = |keep_with_next| Strip { height_pt: above_pt, keep_with_next, ..Strip::default() };
        let mut strips = vec![Strip { new_page, ..padding(true) }];
        strips.extend(inner.into_iter().map(|strip| {
            // Inside a panel white space is kept, or the ground would have a hole.
            Strip { gap: false, new_page: false, ..strip.indented(left_pt) }
        }));
        if let Some(last) = strips.last_mut() {
            last.keep_with_next = true;
        }
        strips.push(padding(false));
        let end = strips.len() - 1;
        for (place, strip) in strips.iter_mut().enumerate() {
            strip.grounds.iter_mut().for_each(|ground| ground.depth += 2);
            let height_pt = strip.height_pt;
            let mut ground = |x_pt, y_pt, width_pt, height_pt, colour, depth| {
                strip.grounds.push(Ground { depth, frame: Frame { x_pt, y_pt, width_pt, height_pt }, colour });
            };
            if let Some(colour) = panel.ground {
                ground(0.0, 0.0, width_pt, height_pt, colour, 0);
            }
            if let Some((colour, bar_pt)) = panel.bar {
                ground(0.0, 0.0, bar_pt, height_pt, colour, 1);
            }
            if let Some(colour) = panel.border {
                ground(0.0, 0.0, HAIRLINE_PT, height_pt, colour, 1);
                ground(width_pt - HAIRLINE_PT, 0.0, HAIRLINE_PT, height_pt, colour, 1);
                if place == 0 {
                    ground(0.0, 0.0, width_pt, HAIRLINE_PT, colour, 1);
                }
                if place == end {
                    ground(0.0, height_pt - HAIRLINE_PT, width_pt, HAIRLINE_PT, colour, 1);
                }
            }
        }
        strips
    }

    fn photo(&mut self, photo: &Photo, width_pt: f32) -> Strip {
        let aspect = photo.aspect.clamp(0.05, 20.0);
        let height_pt = (width_pt * aspect).min(photo.most_height_pt);
        let frame = Frame { x_pt: 0.0, y_pt: 0.0, width_pt: height_pt / aspect, height_pt };
        let node = self.figure(&photo.alternative);
        let item = Item { node, shape: Shape::Photo { index: photo.index, frame } };
        Strip { height_pt, items: vec![item], keep_with_next: true, ..Strip::default() }
    }

    fn drawing(&mut self, drawing: &Drawing) -> Strip {
        let node = self.figure(&drawing.alternative);
        let items = drawing.paths.iter().map(|path| {
            let shape = Shape::Path { segments: path.segments.clone(), fill: path.fill, stroke: path.stroke };
            Item { node, shape }
        });
        Strip { height_pt: drawing.height_pt, items: items.collect(), ..Strip::default() }
    }

    fn figure(&mut self, alternative: &str) -> Option<NodeId> {
        if alternative.is_empty() {
            return None;
        }
        let node = self.tree.add(Role::Figure);
        if let Some(node) = self.tree.node_mut(node) {
            node.alternative = Some(alternative.to_owned());
        }
        Some(node)
    }

    /// One line of text at a place, outside the structure: running headers and the like.
    pub fn decoration(&mut self, text: &str, style: TextStyle, x_pt: f32, y_pt: f32) -> (Vec<Item>, f32) {
        let lines = self.setter.lines(&RichText::of(text, style), f32::MAX);
        let width_pt = lines.first().map_or(0.0, |line| line.width_pt);
        let items = lines.into_iter().take(1).flat_map(|line| line.items);
        (items.map(|item| item.moved(x_pt, y_pt)).collect(), width_pt)
    }
}

/// How much each column gets.
pub(super) fn share_out(widths: &[Width], gutter_pt: f32, width_pt: f32) -> Vec<f32> {
    let mut left_pt = width_pt - gutter_pt * (widths.len().saturating_sub(1)) as f32;
    let mut shares = 0.0;
    for width in widths {
        match width {
            Width::Points(points) => left_pt -= points,
            Width::Share(share) => shares += share,
        }
    }
    let give = |width: &Width| match width {
        Width::Points(points) => *points,
        Width::Share(share) => (left_pt * share / shares).max(1.0),
    };
    widths.iter().map(give).collect()
}

/// Columns become one list of strips, broken only where no line of any column is cut.
pub(super) fn side_by_side(cells: Vec<(f32, Vec<Strip>)>, unbroken: bool) -> Vec<Strip> {
    let tallest = tallest(&cells);
    if unbroken || tallest <= UNBROKEN_PT {
        let mut one = Strip::default();
        for (x_pt, strips) in cells {
            stack(&mut one, strips, x_pt, 0.0);
        }
        one.height_pt = tallest;
        return vec![one];
    }
    let mut rest: Vec<(f32, std::collections::VecDeque<Strip>)> =
        cells.into_iter().map(|(x_pt, strips)| (x_pt, strips.into())).collect();
    let mut done = Vec::new();
    while rest.iter().any(|(_, strips)| !strips.is_empty()) {
        let ends: Vec<LineEnds> = rest.iter().map(|(_, strips)| LineEnds::of(strips)).collect();
        let piece_pt = common_end(&ends).unwrap_or(PIECE_PT);
        let mut piece = Strip::default();
        for (x_pt, strips) in &mut rest {
            let mut y_pt = 0.0;
            while let Some(next) = strips.front() {
                if y_pt > 0.0 && y_pt + next.height_pt > piece_pt + 0.01 {
                    break;
                }
                if let Some(next) = strips.pop_front() {
                    let height_pt = next.height_pt;
                    piece.take_in(Strip { height_pt: 0.0, ..next }, *x_pt, y_pt);
                    y_pt += height_pt;
                    piece.height_pt = piece.height_pt.max(y_pt);
                }
                if y_pt >= piece_pt - 0.01 {
                    break;
                }
            }
        }
        done.push(piece);
    }
    let last = done.len().saturating_sub(1);
    for (place, strip) in done.iter_mut().enumerate() {
        strip.keep_with_next = last > 0 && (place == 0 || place + 1 == last);
    }
    done
}

/// The line ends of a column, from its top, as far as a piece can reach.
struct LineEnds {
    ends: Vec<f32>,
    /// Where the column ends; none when it goes on further.
    last: Option<f32>,
}

impl LineEnds {
    fn of(strips: &std::collections::VecDeque<Strip>) -> Self {
        let mut y_pt = 0.0;
        let mut ends = Vec::new();
        for strip in strips {
            y_pt += strip.height_pt;
            if y_pt > PIECE_PT {
                return Self { ends, last: None };
            }
            ends.push(y_pt);
        }
        Self { ends, last: Some(y_pt) }
    }

    fn cuts_nothing_at(&self, y_pt: f32) -> bool {
        self.last.is_some_and(|last| last <= y_pt + 0.05) || self.ends.iter().any(|end| (end - y_pt).abs() < 0.05)
    }
}

/// The first line end that cuts no line of another column.
fn common_end(columns: &[LineEnds]) -> Option<f32> {
    let mut all: Vec<f32> = columns.iter().flat_map(|column| &column.ends).copied().collect();
    all.sort_by(f32::total_cmp);
    all.into_iter().find(|end| columns.iter().all(|column| column.cuts_nothing_at(*end)))
}

fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.height_pt).sum()
}

fn tallest(cells: &[(f32, Vec<Strip>)]) -> f32 {
    cells.iter().fold(0.0, |most, (_, strips)| height(strips).max(most))
}

/// Panels side by side, all as high as the highest.
fn level(cells: Vec<(f32, Vec<Strip>)>) -> Strip {
    let tallest_pt = tallest(&cells);
    let mut one = Strip::default();
    for (x_pt, strips) in cells {
        let (own, column_pt) = (one.grounds.len(), height(&strips));
        stack(&mut one, strips, x_pt, 0.0);
        one.grounds.iter_mut().skip(own).for_each(|ground| stretch(ground, column_pt, tallest_pt));
    }
    one.height_pt = tallest_pt;
    one
}

/// A panel that ends with its column goes on to the end of the row: neighbours are of one height.
fn stretch(ground: &mut Ground, column_pt: f32, row_pt: f32) {
    let frame = &mut ground.frame;
    if (frame.y_pt + frame.height_pt - column_pt).abs() > 0.05 {
        return;
    }
    if frame.height_pt > HAIRLINE_PT {
        frame.height_pt += row_pt - column_pt;
    } else {
        frame.y_pt += row_pt - column_pt;
    }
}

fn stack(into: &mut Strip, strips: Vec<Strip>, x_pt: f32, mut y_pt: f32) {
    for strip in strips {
        let height_pt = strip.height_pt;
        into.take_in(strip, x_pt, y_pt);
        y_pt += height_pt;
    }
}

/// All strips on one page, if a page can hold them.
pub(super) fn keep_together(strips: &mut [Strip]) {
    let last = strips.len().saturating_sub(1);
    strips.iter_mut().take(last).for_each(|strip| strip.keep_with_next = true);
}

/// A hairline over the whole width.
pub(super) fn rule(colour: Colour, width_pt: f32) -> Strip {
    let frame = Frame { x_pt: 0.0, y_pt: 0.0, width_pt, height_pt: HAIRLINE_PT };
    Strip { height_pt: HAIRLINE_PT, grounds: vec![Ground { depth: 1, frame, colour }], ..Strip::default() }
}

fn bar_strip(bar: &Bar, width_pt: f32) -> Strip {
    let y_pt = (bar.line_pt - bar.height_pt) / 2.0;
    let mut strip = Strip { height_pt: bar.line_pt, ..Strip::default() };
    let mut piece = |width_pt: f32, colour| {
        let shape = Shape::Path { segments: lozenge(y_pt, width_pt, bar.height_pt), fill: Some(colour), stroke: None };
        strip.items.push(Item::decoration(shape));
    };
    piece(width_pt, Colour::TRACK);
    if let Some(share) = bar.share.filter(|share| *share > 0.0) {
        piece((width_pt * share.clamp(0.0, 1.0)).max(bar.height_pt), bar.colour);
    }
    strip
}

/// A bar with round ends.
fn lozenge(y: f32, width: f32, height: f32) -> Vec<Segment> {
    let r = height / 2.0;
    let k = r * 0.447_715;
    let (right, low) = (width - r, y + height);
    vec![
        Segment::MoveTo(r, y),
        Segment::LineTo(right, y),
        Segment::CurveTo([width - k, y, width, y + k, width, y + r]),
        Segment::CurveTo([width, low - k, width - k, low, right, low]),
        Segment::LineTo(r, low),
        Segment::CurveTo([k, low, 0.0, low - k, 0.0, y + r]),
        Segment::CurveTo([0.0, y + k, k, y, r, y]),
        Segment::Close,
    ]
}

/// A frame with a hairline, as a path.
fn framed(frame: Frame, colour: Colour) -> Shape {
    let (right, low) = (frame.x_pt + frame.width_pt, frame.y_pt + frame.height_pt);
    let corners = [(frame.x_pt, frame.y_pt), (right, frame.y_pt), (right, low), (frame.x_pt, low)];
    Shape::Path { segments: mark::polygon(&corners), fill: None, stroke: Some((colour, HAIRLINE_PT)) }
}
