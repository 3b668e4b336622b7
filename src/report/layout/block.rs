//! The language of blocks that sections are written in. A new part of a report is a list of these.

use super::item::{FieldRole, Segment};
use super::style::Colour;
use super::text::{Align, RichText};

/// A part of a page that knows nothing of pages yet.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Text(RichText),
    /// White space, in points; vanishes at the top of a page.
    Space(f32),
    /// A hairline over the whole width.
    Rule(Colour),
    /// Columns side by side.
    Columns(Columns),
    /// Columns of one panel each, on one page and all of one height.
    Tiles(Columns),
    /// A table with a head that is repeated on every page.
    Table(Table),
    /// Blocks on a ground, with a bar at their left or a border around.
    Panel(Panel),
    /// A bar that shows a share.
    Bar(Bar),
    /// A photo.
    Photo(Photo),
    /// A drawing of outlines, such as a signature.
    Drawing(Drawing),
    /// An area kept free for a digital signature.
    SignatureField {
        /// Whose.
        role: FieldRole,
        /// Its height.
        height_pt: f32,
    },
    /// A part of the structure: a section.
    Section(Vec<Block>),
    /// Blocks that stand on one page if one page can hold them.
    Together(Vec<Block>),
    /// At the end of [`Block::Together`]: what follows stands on the same page.
    Next,
    /// A place that links lead to.
    Anchor(String),
    /// What follows begins a new page.
    NewPage,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 for a section, 2 and 3 for its parts.
    pub level: u8,
    /// The words.
    pub text: RichText,
    /// The name that links use.
    pub anchor: Option<String>,
    /// The words among the bookmarks; none when it is not listed.
    pub bookmark: Option<String>,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// In points.
    Points(f32),
    /// A share of what the others leave.
    Share(f32),
}

/// Columns side by side.
#[derive(Debug, Clone)]
pub struct Columns {
    /// Width and content of each.
    pub columns: Vec<(Width, Vec<Block>)>,
    /// The space between two.
    pub gutter_pt: f32,
    /// Whether all of it stands on one page.
    pub unbroken: bool,
}

impl Columns {
    /// Columns with the usual space between them.
    #[must_use]
    pub fn of(columns: Vec<(Width, Vec<Block>)>) -> Self {
        Self { columns, gutter_pt: super::style::GUTTER_PT, unbroken: false }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The head, one a column.
    pub head: Vec<RichText>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// How wide.
    pub width: Width,
    /// Where its words stand.
    pub align: Align,
}

impl Column {
    /// A column of so many points.
    #[must_use]
    pub const fn points(width_pt: f32) -> Self {
        Self { width: Width::Points(width_pt), align: Align::Start }
    }

    /// A column that takes a share of what is left.
    #[must_use]
    pub const fn share(share: f32) -> Self {
        Self { width: Width::Share(share), align: Align::Start }
    }
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// Whether it belongs to the row before: no hairline between them.
    pub continues: bool,
    /// The ground.
    pub ground: Option<Colour>,
}

impl Row {
    /// A row of cells.
    #[must_use]
    pub const fn of(cells: Vec<Cell>) -> Self {
        Self { cells, continues: false, ground: None }
    }
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// How many columns it spans.
    pub span: usize,
    /// Whether it names its row.
    pub heads_row: bool,
}

impl Cell {
    /// A cell of blocks.
    #[must_use]
    pub const fn of(blocks: Vec<Block>) -> Self {
        Self { blocks, span: 1, heads_row: false }
    }

    /// A cell with one paragraph.
    #[must_use]
    pub fn text(text: RichText) -> Self {
        Self::of(vec![Block::Text(text)])
    }

    /// The same over several columns.
    #[must_use]
    pub const fn over(mut self, span: usize) -> Self {
        self.span = span;
        self
    }

    /// The same, as the name of its row.
    #[must_use]
    pub const fn heading(mut self) -> Self {
        self.heads_row = true;
        self
    }
}

/// Blocks on a ground.
#[derive(Debug, Clone)]
pub struct Panel {
    /// The ground.
    pub ground: Option<Colour>,
    /// A bar at the left: colour and width in points.
    pub bar: Option<(Colour, f32)>,
    /// A border around it.
    pub border: Option<Colour>,
    /// White space between edge and content: to the sides, above and below.
    pub padding_pt: (f32, f32),
    /// The content.
    pub blocks: Vec<Block>,
}

/// A bar that shows a share of a whole.
#[derive(Debug, Clone)]
pub struct Bar {
    /// The share from 0 to 1; none when there is nothing to show.
    pub share: Option<f32>,
    /// The colour.
    pub colour: Colour,
    /// The height.
    pub height_pt: f32,
    /// Height of the line that it stands in the middle of.
    pub line_pt: f32,
}

/// A photo.
#[derive(Debug, Clone)]
pub struct Photo {
    /// The place in the model's list.
    pub index: usize,
    /// Height divided by width.
    pub aspect: f32,
    /// The most that it may be high.
    pub most_height_pt: f32,
    /// What stands in for it where it cannot be seen.
    pub alternative: String,
}

/// An outline, filled, stroked or both.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The line.
    pub segments: Vec<Segment>,
    /// Filled with.
    pub fill: Option<Colour>,
    /// Stroked with a colour and a width in points.
    pub stroke: Option<(Colour, f32)>,
}

/// A drawing.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The height it takes.
    pub height_pt: f32,
    /// Outlines from the top left corner.
    pub paths: Vec<Outline>,
    /// What stands in for it where it cannot be seen; empty when it only decorates.
    pub alternative: String,
}
