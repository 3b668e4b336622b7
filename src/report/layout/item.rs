//! What stands on a page: glyphs, lines, shapes and photos at places, and the strips that pages are filled with.

use super::style::Colour;
use super::text::GlyphRun;
use super::tree::NodeId;
use std::rc::Rc;

/// A point of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Starts a new line here.
    MoveTo(f32, f32),
    /// Straight to here.
    LineTo(f32, f32),
    /// A cubic curve: two handles and the end.
    CurveTo([f32; 6]),
    /// Back to where the line started.
    Close,
}

/// What is drawn or marked. Coordinates are points, x to the right from the content's left edge, y down.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Glyphs on a base line.
    Glyphs {
        /// Left end of the base line.
        x_pt: f32,
        /// The base line.
        y_pt: f32,
        /// The glyphs.
        run: Rc<GlyphRun>,
    },
    /// An outline, filled, stroked or both.
    Path {
        /// The outline.
        segments: Vec<Segment>,
        /// Filled with.
        fill: Option<Colour>,
        /// Stroked with a colour and a width in points.
        stroke: Option<(Colour, f32)>,
    },
    /// A photo, by its place in the model's list.
    Photo {
        /// Which photo.
        index: usize,
        /// Where.
        frame: Frame,
    },
    /// A place that readers jump to.
    Anchor(Anchor),
    /// A link to an anchor.
    Link {
        /// The area that reacts.
        frame: Frame,
        /// The anchor's name.
        target: String,
    },
    /// An area that is kept free for a digital signature.
    SignatureField {
        /// Whose.
        role: FieldRole,
        /// Where.
        frame: Frame,
    },
}

/// Whose digital signature a field is kept free for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRole {
    /// The lead auditor's.
    Auditor,
    /// The supervisor's.
    Supervisor,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Frame {
    /// Left edge.
    pub x_pt: f32,
    /// Upper edge.
    pub y_pt: f32,
    /// Width.
    pub width_pt: f32,
    /// Height.
    pub height_pt: f32,
}

impl Frame {
    /// The same, moved.
    #[must_use]
    pub fn moved(self, dx_pt: f32, dy_pt: f32) -> Self {
        Self { x_pt: self.x_pt + dx_pt, y_pt: self.y_pt + dy_pt, ..self }
    }
}

/// A place with a name, listed among the bookmarks when it has a title.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The name, unique in the document.
    pub name: String,
    /// The title among the bookmarks, and its level (1 at the top).
    pub bookmark: Option<(u8, String)>,
    /// From the top.
    pub y_pt: f32,
}

/// Something on a page and what it means there.
#[derive(Debug, Clone)]
pub struct Item {
    /// The part of the document's structure that it belongs to; none for what only decorates.
    pub node: Option<NodeId>,
    /// What it is.
    pub shape: Shape,
}

impl Item {
    /// Something that only decorates.
    #[must_use]
    pub const fn decoration(shape: Shape) -> Self {
        Self { node: None, shape }
    }

    /// The same, moved.
    #[must_use]
    pub fn moved(mut self, dx_pt: f32, dy_pt: f32) -> Self {
        match &mut self.shape {
            Shape::Glyphs { x_pt, y_pt, .. } => {
                *x_pt += dx_pt;
                *y_pt += dy_pt;
            }
            Shape::Path { segments, .. } => segments.iter_mut().for_each(|segment| segment.shift(dx_pt, dy_pt)),
            Shape::Photo { frame, .. } | Shape::Link { frame, .. } | Shape::SignatureField { frame, .. } => {
                *frame = frame.moved(dx_pt, dy_pt);
            }
            Shape::Anchor(anchor) => anchor.y_pt += dy_pt,
        }
        self
    }
}

impl Segment {
    fn shift(&mut self, dx: f32, dy: f32) {
        match self {
            Self::MoveTo(x, y) | Self::LineTo(x, y) => {
                *x += dx;
                *y += dy;
            }
            Self::CurveTo(points) => {
                for pair in points.chunks_exact_mut(2) {
                    pair[0] += dx;
                    pair[1] += dy;
                }
            }
            Self::Close => {}
        }
    }
}

/// A filled rectangle behind the content. Neighbours of one colour grow into one, so that no seam shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Deeper grounds are painted later.
    pub depth: u8,
    /// Where.
    pub frame: Frame,
    /// The colour.
    pub colour: Colour,
}

/// A strip of a page that is not broken. Blocks become lists of strips, and pages are filled with strips.
#[derive(Debug, Clone, Default)]
pub struct Strip {
    /// The height.
    pub height_pt: f32,
    /// What stands in it; y counts from the strip's top.
    pub items: Vec<Item>,
    /// What lies behind it.
    pub grounds: Vec<Ground>,
    /// Whether the next strip stands on the same page.
    pub keep_with_next: bool,
    /// Whether it is white space that vanishes at the top of a page.
    pub gap: bool,
    /// Whether a new page begins here.
    pub new_page: bool,
    /// What is repeated when this strip is the first of a page: the head of its table.
    pub head: Option<Rc<Strip>>,
}

impl Strip {
    /// White space.
    #[must_use]
    pub fn space(height_pt: f32) -> Self {
        Self { height_pt, gap: true, ..Self::default() }
    }

    /// The same, moved to the right.
    #[must_use]
    pub fn indented(mut self, dx_pt: f32) -> Self {
        if dx_pt != 0.0 {
            self.items = self.items.into_iter().map(|item| item.moved(dx_pt, 0.0)).collect();
            self.grounds.iter_mut().for_each(|ground| ground.frame.x_pt += dx_pt);
        }
        self
    }

    /// Puts another strip's content into this one.
    pub fn take_in(&mut self, other: Self, dx_pt: f32, dy_pt: f32) {
        self.items.extend(other.items.into_iter().map(|item| item.moved(dx_pt, dy_pt)));
        self.grounds.extend(
            other.grounds.into_iter().map(|ground| Ground { frame: ground.frame.moved(dx_pt, dy_pt), ..ground }),
        );
        self.height_pt = self.height_pt.max(dy_pt + other.height_pt);
    }
}
