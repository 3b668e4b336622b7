//! The marks of grades: each has a colour, a shape and a letter of its own, so that it survives black-and-white print.

use super::item::{Segment, Shape};
use super::style::Colour;
use crate::domain::{AnswerStatus, Grade, Severity};

/// A mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A ring with a tick.
    Conforming,
    /// A square, outlined.
    Opportunity,
    /// A ring.
    Minor,
    /// A diamond, filled.
    Major,
    /// An octagon, filled.
    Critical,
    /// A dash.
    NotApplicable,
    /// A dashed ring with a question mark.
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
    /// The mark of an answer that has no grade.
    #[must_use]
    pub const fn of_status(status: AnswerStatus) -> Self {
        match status {
            AnswerStatus::Answered => Self::Recorded,
            AnswerStatus::NotApplicable => Self::NotApplicable,
            AnswerStatus::NotVerified => Self::NotVerified,
        }
    }

    /// The key of the letter among the words.
    #[must_use]
    pub const fn letter_key(self) -> Option<&'static str> {
        match self {
            Self::Opportunity => Some("report-mark-opportunity"),
            Self::Minor => Some("report-mark-minor"),
            Self::Major => Some("report-mark-major"),
            Self::Critical => Some("report-mark-critical"),
            Self::NotVerified => Some("report-mark-not-verified"),
            Self::Conforming | Self::NotApplicable | Self::Recorded => None,
        }
    }

    pub(super) const fn has_letter(self) -> bool {
        self.letter_key().is_some()
    }

    /// The colour.
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

    pub(super) const fn letter_colour(self) -> Colour {
        match self {
            Self::Major | Self::Critical => Colour::PAPER,
            Self::Conforming
            | Self::Opportunity
            | Self::Minor
            | Self::NotApplicable
            | Self::NotVerified
            | Self::Recorded => self.colour(),
        }
    }
}

/// The outline of a mark in a square of `size_pt`.
#[must_use]
pub fn outline(mark: Mark, size_pt: f32) -> Vec<Shape> {
    let colour = mark.colour();
    let stroke = size_pt * 0.09;
    let inset = stroke / 2.0;
    let far = size_pt - inset;
    let middle = size_pt / 2.0;
    let line = |segments| Shape::Path { segments, fill: None, stroke: Some((colour, stroke)) };
    let filled = |segments| Shape::Path { segments, fill: Some(colour), stroke: None };
    match mark {
        Mark::Conforming => {
            let tick = vec![
                Segment::MoveTo(size_pt * 0.29, size_pt * 0.52),
                Segment::LineTo(size_pt * 0.44, size_pt * 0.67),
                Segment::LineTo(size_pt * 0.72, size_pt * 0.35),
            ];
            vec![line(circle(middle, middle, middle - inset)), line(tick)]
        }
        Mark::Opportunity => vec![line(polygon(&[(inset, inset), (far, inset), (far, far), (inset, far)]))],
        Mark::Minor | Mark::NotVerified => vec![line(circle(middle, middle, middle - inset))],
        Mark::Major => {
            let over = size_pt * 0.08;
            let (low, high) = (-over, size_pt + over);
            vec![filled(polygon(&[(middle, low), (high, middle), (middle, high), (low, middle)]))]
        }
        Mark::Critical => {
            let cut = size_pt * 0.29;
            let end = size_pt - cut;
            vec![filled(polygon(&[
                (cut, 0.0),
                (end, 0.0),
                (size_pt, cut),
                (size_pt, end),
                (end, size_pt),
                (cut, size_pt),
                (0.0, end),
                (0.0, cut),
            ]))]
        }
        Mark::NotApplicable => {
            vec![line(vec![Segment::MoveTo(size_pt * 0.2, middle), Segment::LineTo(size_pt * 0.8, middle)])]
        }
        Mark::Recorded => vec![filled(circle(middle, middle, size_pt * 0.2))],
    }
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
