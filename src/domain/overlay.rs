//! What is drawn over a photo: marks that point at something, and solid blocks that hide something.
//!
//! # Why
//! The original is never touched: the overlay stands beside it in the log, so that it can be changed and taken back, and
//! is drawn into whatever is shown or leaves. Lengths are ten-thousandths of the longer side of the upright picture: a
//! circle stays round, a mark keeps its place in every size, and the numbers are whole, so that equal overlays are equal
//! bytes on any machine.

use super::canonical::{CanonicalError, canonical_json};
use super::{Consent, Digest};
use serde::{Deserialize, Serialize};

/// A point: ten-thousandths of the longer side, from the upper left corner of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OverlayPoint {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

impl OverlayPoint {
    /// The length of the longer side.
    pub const SIDE: i32 = 10_000;

    /// A point from its two lengths.
    #[must_use]
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }
}

/// The form of a mark.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkShape {
    /// An arrow whose tip is at `to`.
    Arrow {
        /// Its end.
        from: OverlayPoint,
        /// Its tip.
        to: OverlayPoint,
    },
    /// A straight line.
    Line {
        /// One end.
        from: OverlayPoint,
        /// The other end.
        to: OverlayPoint,
    },
    /// The outline of a rectangle.
    Rectangle {
        /// A corner.
        from: OverlayPoint,
        /// The opposite corner.
        to: OverlayPoint,
    },
    /// The outline of an ellipse in the rectangle of two corners.
    Ellipse {
        /// A corner.
        from: OverlayPoint,
        /// The opposite corner.
        to: OverlayPoint,
    },
    /// A line drawn by hand.
    Freehand {
        /// Its points in their order.
        points: Vec<OverlayPoint>,
    },
    /// Words.
    Text {
        /// The upper left corner.
        at: OverlayPoint,
        /// The words, on one line.
        text: String,
    },
    /// A number in a disc, as a caption refers to it.
    Number {
        /// The middle of the disc.
        at: OverlayPoint,
        /// The number.
        number: u16,
    },
}

impl MarkShape {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Arrow { .. } => "arrow",
            Self::Line { .. } => "line",
            Self::Rectangle { .. } => "rectangle",
            Self::Ellipse { .. } => "ellipse",
            Self::Freehand { .. } => "freehand",
            Self::Text { .. } => "text",
            Self::Number { .. } => "number",
        }
    }

    /// All points that it is made of.
    #[must_use]
    pub fn points(&self) -> Vec<OverlayPoint> {
        match self {
            Self::Arrow { from, to }
            | Self::Line { from, to }
            | Self::Rectangle { from, to }
            | Self::Ellipse { from, to } => vec![*from, *to],
            Self::Freehand { points } => points.clone(),
            Self::Text { at, .. } | Self::Number { at, .. } => vec![*at],
        }
    }

    /// The same form elsewhere.
    #[must_use]
    pub fn moved(&self, right: i32, down: i32) -> Self {
        let moved = |point: &OverlayPoint| OverlayPoint::new(point.x + right, point.y + down);
        match self {
            Self::Arrow { from, to } => Self::Arrow { from: moved(from), to: moved(to) },
            Self::Line { from, to } => Self::Line { from: moved(from), to: moved(to) },
            Self::Rectangle { from, to } => Self::Rectangle { from: moved(from), to: moved(to) },
            Self::Ellipse { from, to } => Self::Ellipse { from: moved(from), to: moved(to) },
            Self::Freehand { points } => Self::Freehand { points: points.iter().map(moved).collect() },
            Self::Text { at, text } => Self::Text { at: moved(at), text: text.clone() },
            Self::Number { at, number } => Self::Number { at: moved(at), number: *number },
        }
    }
}

/// The colour of a mark. Each keeps apart from the others in print and, by its light or dark edge, from any photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkColour {
    /// Red, for what is wrong.
    #[default]
    Red,
    /// Yellow, for what to look at.
    Yellow,
    /// Blue, for what is explained.
    Blue,
    /// White, for dark photos.
    White,
    /// Black, for light photos and prints without colours.
    Black,
}

impl MarkColour {
    /// All colours.
    pub const ALL: [Self; 5] = [Self::Red, Self::Yellow, Self::Blue, Self::White, Self::Black];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
            Self::White => "white",
            Self::Black => "black",
        }
    }

    /// Red, green and blue in sRGB.
    #[must_use]
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Red => [214, 30, 30],
            Self::Yellow => [255, 205, 0],
            Self::Blue => [0, 92, 197],
            Self::White => [255, 255, 255],
            Self::Black => [0, 0, 0],
        }
    }

    /// The colour of the edge, and of words on a ground of this colour.
    #[must_use]
    pub const fn edge_rgb(self) -> [u8; 3] {
        match self {
            Self::Red | Self::Blue | Self::Black => [255, 255, 255],
            Self::Yellow | Self::White => [0, 0, 0],
        }
    }
}

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// Its form and place.
    pub shape: MarkShape,
    /// Its colour.
    pub colour: MarkColour,
}

/// What a block hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedactionReason {
    /// A face or anything else by which a person is known.
    #[default]
    Person,
    /// A name, number or badge that points at a person.
    Badge,
    /// A number plate.
    Plate,
    /// A trade secret of the site.
    TradeSecret,
    /// Anything else.
    Other,
}

impl RedactionReason {
    /// All reasons.
    pub const ALL: [Self; 5] = [Self::Person, Self::Badge, Self::Plate, Self::TradeSecret, Self::Other];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Badge => "badge",
            Self::Plate => "plate",
            Self::TradeSecret => "trade_secret",
            Self::Other => "other",
        }
    }
}

/// A solid block over a part of the picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Redaction {
    /// A corner.
    pub from: OverlayPoint,
    /// The opposite corner.
    pub to: OverlayPoint,
    /// What it hides.
    pub reason: RedactionReason,
}

impl Redaction {
    /// A block over the whole picture, whatever its shape.
    #[must_use]
    pub const fn of_everything(reason: RedactionReason) -> Self {
        let side = OverlayPoint::SIDE;
        Self { from: OverlayPoint::new(0, 0), to: OverlayPoint::new(side, side), reason }
    }
}

/// All that is drawn over one photo: blocks first, marks over them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Overlay {
    /// Solid blocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redactions: Vec<Redaction>,
    /// Marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

impl Overlay {
    /// The most marks and blocks.
    pub const MOST_PARTS: usize = 300;
    /// The most points of all marks together.
    pub const MOST_POINTS: usize = 20_000;
    /// The longest words of a mark, in characters.
    pub const MOST_CHARACTERS: usize = 200;

    /// Whether nothing is drawn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.redactions.is_empty() && self.marks.is_empty()
    }

    /// Whether it is more than anybody draws: it would slow down whatever shows it.
    #[must_use]
    pub fn is_too_much(&self) -> bool {
        let points: usize = self.marks.iter().map(|mark| mark.shape.points().len()).sum();
        let too_long = |mark: &Mark| match &mark.shape {
            MarkShape::Text { text, .. } => text.chars().count() > Self::MOST_CHARACTERS,
            MarkShape::Arrow { .. }
            | MarkShape::Line { .. }
            | MarkShape::Rectangle { .. }
            | MarkShape::Ellipse { .. }
            | MarkShape::Freehand { .. }
            | MarkShape::Number { .. } => false,
        };
        let far = |point: &OverlayPoint| {
            let limit = 2 * OverlayPoint::SIDE;
            !(-limit..=limit).contains(&point.x) || !(-limit..=limit).contains(&point.y)
        };
        let corners = self.redactions.iter().flat_map(|block| [block.from, block.to]);
        self.redactions.len() + self.marks.len() > Self::MOST_PARTS
            || points > Self::MOST_POINTS
            || self.marks.iter().any(too_long)
            || self.marks.iter().flat_map(|mark| mark.shape.points()).chain(corners).any(|point| far(&point))
    }

    /// What is shown under this consent: where it was withdrawn and no block hides a person, one block over everything.
    #[must_use]
    pub fn under(&self, consent: Consent) -> Self {
        let covered = self.redactions.iter().any(|block| block.reason == RedactionReason::Person);
        if consent != Consent::Withdrawn || covered {
            return self.clone();
        }
        Self { redactions: vec![Redaction::of_everything(RedactionReason::Person)], marks: Vec::new() }
    }

    /// The number that the next numbered mark gets.
    #[must_use]
    pub fn next_number(&self) -> u16 {
        let numbers = self.marks.iter().filter_map(|mark| match mark.shape {
            MarkShape::Number { number, .. } => Some(number),
            MarkShape::Arrow { .. }
            | MarkShape::Line { .. }
            | MarkShape::Rectangle { .. }
            | MarkShape::Ellipse { .. }
            | MarkShape::Freehand { .. }
            | MarkShape::Text { .. } => None,
        });
        numbers.max().unwrap_or(0).saturating_add(1)
    }

    /// The digest of its canonical JSON, by which pictures with equal overlays share a file; none when nothing is drawn.
    ///
    /// # Errors
    /// Never for an overlay; the signature is that of the JSON writer.
    pub fn digest(&self) -> Result<Option<Digest>, CanonicalError> {
        if self.is_empty() {
            return Ok(None);
        }
        Ok(Some(Digest::of(&canonical_json(self)?)))
    }
}

/// A picture as it is shown: its original and what is drawn over it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rendition {
    /// The original.
    pub digest: Digest,
    /// What is drawn over it.
    pub overlay: Overlay,
}

impl Rendition {
    /// The picture without anything drawn over it.
    #[must_use]
    pub fn plain(digest: Digest) -> Self {
        Self { digest, overlay: Overlay::default() }
    }
}

/// How much of a picture is wanted on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// All of it, its longest side at most so many pixels.
    Within(u32),
    /// A part of it, each pixel as it is.
    Part(PixelRect),
}

/// A part of an upright picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PixelRect {
    /// From the left side of the picture.
    pub left_px: u32,
    /// From its top.
    pub top_px: u32,
    /// How wide it is.
    pub width_px: u32,
    /// How high it is.
    pub height_px: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(x: i32) -> Mark {
        let shape = MarkShape::Arrow { from: OverlayPoint::new(x, 0), to: OverlayPoint::new(500, 500) };
        Mark { shape, colour: MarkColour::Red }
    }

    #[test]
    fn equal_overlays_share_a_digest_and_an_empty_one_has_none() {
        let overlay = |x| Overlay { redactions: Vec::new(), marks: vec![arrow(x)] };
        assert_eq!(Overlay::default().digest().unwrap(), None);
        assert_eq!(overlay(1).digest().unwrap(), overlay(1).digest().unwrap());
        assert_ne!(overlay(1).digest().unwrap(), overlay(2).digest().unwrap());
    }

    #[test]
    fn more_than_anybody_draws_is_told() {
        let overlay = |marks| Overlay { redactions: Vec::new(), marks };
        assert!(!overlay(vec![arrow(0); Overlay::MOST_PARTS]).is_too_much());
        assert!(overlay(vec![arrow(0); Overlay::MOST_PARTS + 1]).is_too_much());
        assert!(overlay(vec![arrow(i32::MIN)]).is_too_much());
        let points = vec![OverlayPoint::new(0, 0); Overlay::MOST_POINTS + 1];
        let freehand = MarkShape::Freehand { points };
        assert!(overlay(vec![Mark { shape: freehand, colour: MarkColour::Blue }]).is_too_much());
    }

    #[test]
    fn numbers_go_on_after_the_highest() {
        let number = |number| Mark {
            shape: MarkShape::Number { at: OverlayPoint::new(0, 0), number },
            colour: MarkColour::Yellow,
        };
        assert_eq!(Overlay::default().next_number(), 1);
        assert_eq!(Overlay { redactions: Vec::new(), marks: vec![number(3), number(1)] }.next_number(), 4);
    }
}
