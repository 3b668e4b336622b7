//! The marks of grades: each has a colour, a shape and a letter of its own, so that it survives black-and-white print.

use super::item::{Segment, Shape};
use super::style::Colour;
use crate::domain::{Grade, Severity};

/// A mark. Shapes and letters are those of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A ring with a tick.
    Conforming,
    /// A square.
    Opportunity,
    /// A square on its point.
    Minor,
    /// A triangle.
    Major,
    /// An octagon.
    Critical,
    /// A ring with a dash.
    NotApplicable,
    /// A ring with a question mark.
    NotVerified,
    /// A dot: recorded, not graded.
    Recorded,
}

impl From<Grade> for Mark {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Conforming => Self::Conforming,
            Grade::Opportunity => Self::Opportunity,
            Grade::Minor => Self::Minor,
            Grade::Major => Self::Major,
            Grade::Critical => Self::Critical,
        }
    }
}

impl From<Severity> for Mark {
    fn from(severity: Severity) -> Self {
        Grade::from(severity).into()
    }
}

impl Mark {
    /// The key of the letter among the words.
    #[must_use]
    pub const fn letter_key(self) -> Option<&'static str> {
        match self {
            Self::Opportunity => Some("mark-opportunity"),
            Self::Minor => Some("mark-minor"),
            Self::Major => Some("mark-major"),
            Self::Critical => Some("mark-critical"),
            Self::NotVerified => Some("report-mark-not-verified"),
            Self::Conforming | Self::NotApplicable | Self::Recorded => None,
        }
    }

    pub(super) const fn has_letter(self) -> bool {
        self.letter_key().is_some()
    }

    /// The colour of its words.
    #[must_use]
    pub const fn colour(self) -> Colour {
        match self {
            Self::Conforming => Colour::CONFORMING,
            Self::Opportunity => Colour::OPPORTUNITY,
            Self::Minor => Colour::MINOR,
            Self::Major => Colour::MAJOR,
            Self::Critical => Colour::CRITICAL,
            Self::NotApplicable | Self::NotVerified | Self::Recorded => Colour::UNKNOWN,
        }
    }

    /// The colour of the mark itself.
    #[must_use]
    pub const fn solid(self) -> Colour {
        match self {
            Self::Minor => Colour::MINOR_SOLID,
            Self::Conforming
            | Self::Opportunity
            | Self::Major
            | Self::Critical
            | Self::NotApplicable
            | Self::NotVerified
            | Self::Recorded => self.colour(),
        }
    }

    pub(super) const fn letter_colour(self) -> Colour {
        match self {
            Self::Opportunity | Self::Major | Self::Critical => Colour::PAPER,
            Self::Minor => Colour::INK,
            Self::Conforming | Self::NotApplicable | Self::NotVerified | Self::Recorded => self.colour(),
        }
    }

    /// Size of the letter and how far it stands below the middle, in parts of the mark's size.
    pub(super) const fn letter_fit(self) -> (f32, f32) {
        match self {
            Self::Major => (0.46, 0.13),
            Self::Minor => (0.54, 0.0),
            Self::Opportunity
            | Self::Critical
            | Self::Conforming
            | Self::NotApplicable
            | Self::NotVerified
            | Self::Recorded => (0.6, 0.0),
        }
    }
}

/// The outline of a mark in a square of `size_pt`.
#[must_use]
pub fn outline(mark: Mark, size_pt: f32) -> Vec<Shape> {
    let colour = mark.solid();
    let stroke = size_pt * 0.09;
    let middle = size_pt / 2.0;
    let line = |segments| Shape::Path { segments, fill: None, stroke: Some((colour, stroke)) };
    let filled = |segments| Shape::Path { segments, fill: Some(colour), stroke: None };
    let ring = || line(circle(middle, middle, middle * 0.94 - stroke / 2.0));
    match mark {
        Mark::Conforming => {
            let tick = vec![
                Segment::MoveTo(size_pt * 0.29, size_pt * 0.52),
                Segment::LineTo(size_pt * 0.44, size_pt * 0.67),
                Segment::LineTo(size_pt * 0.72, size_pt * 0.35),
            ];
            vec![ring(), line(tick)]
        }
        Mark::Opportunity => vec![filled(corners(middle, middle, size_pt * 0.63, 4, 45.0))],
        Mark::Minor => vec![filled(corners(middle, middle, size_pt * 0.58, 4, 0.0))],
        Mark::Major => vec![filled(corners(middle, size_pt * 0.58, size_pt * 0.64, 3, -90.0))],
        Mark::Critical => vec![filled(corners(middle, middle, size_pt * 0.53, 8, 22.5))],
        Mark::NotVerified => vec![ring()],
        Mark::NotApplicable => {
            let dash = vec![Segment::MoveTo(size_pt * 0.32, middle), Segment::LineTo(size_pt * 0.68, middle)];
            vec![ring(), line(dash)]
        }
        Mark::Recorded => vec![filled(circle(middle, middle, size_pt * 0.2))],
    }
}

/// A regular outline with `count` corners, the first at `first_degrees` from the right, downwards.
fn corners(x: f32, y: f32, radius: f32, count: u8, first_degrees: f32) -> Vec<Segment> {
    let corner = |place: u8| {
        let radians = (first_degrees + 360.0 * f32::from(place) / f32::from(count)).to_radians();
        (x + radius * radians.cos(), y + radius * radians.sin())
    };
    polygon(&(0..count).map(corner).collect::<Vec<_>>())
}

/// A closed outline through `corners`.
#[must_use]
pub fn polygon(corners: &[(f32, f32)]) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(corners.len() + 1);
    for (place, (x, y)) in corners.iter().enumerate() {
        segments.push(if place == 0 { Segment::MoveTo(*x, *y) } else { Segment::LineTo(*x, *y) });
    }
    segments.push(Segment::Close);
    segments
}

/// A circle from four curves.
#[must_use]
pub fn circle(x: f32, y: f32, radius: f32) -> Vec<Segment> {
    let k = radius * 0.552_285;
    vec![
        Segment::MoveTo(x + radius, y),
        Segment::CurveTo([x + radius, y + k, x + k, y + radius, x, y + radius]),
        Segment::CurveTo([x - k, y + radius, x - radius, y + k, x - radius, y]),
        Segment::CurveTo([x - radius, y - k, x - k, y - radius, x, y - radius]),
        Segment::CurveTo([x + k, y - radius, x + radius, y - k, x + radius, y]),
        Segment::Close,
    ]
}
