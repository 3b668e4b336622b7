//! What a colour means, and the shape and letter that say the same without colour.

use crate::domain::{AnswerStatus, Grade, InspectionState, Letter, Severity};

/// A meaning that has a colour, a shape and a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Zero tolerance.
    Critical,
    /// Major.
    Major,
    /// Minor.
    Minor,
    /// Could be better.
    Opportunity,
    /// As it should be.
    Conforming,
    /// Not known, not applicable, not yet.
    Unknown,
}

/// The outline of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Eight corners, as a stop sign.
    Octagon,
    /// Point up.
    Triangle,
    /// On its point.
    Diamond,
    /// Four corners.
    Square,
    /// Round.
    Circle,
    /// A ring that is not filled.
    Ring,
}

impl Tone {
    /// All tones, worst first.
    pub const ALL: [Self; 6] =
        [Self::Critical, Self::Major, Self::Minor, Self::Opportunity, Self::Conforming, Self::Unknown];

    /// The shape of the mark.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Critical => Shape::Octagon,
            Self::Major => Shape::Triangle,
            Self::Minor => Shape::Diamond,
            Self::Opportunity => Shape::Square,
            Self::Conforming => Shape::Circle,
            Self::Unknown => Shape::Ring,
        }
    }

    /// The message that holds the letter of the mark.
    #[must_use]
    pub const fn letter_key(self) -> &'static str {
        match self {
            Self::Critical => "mark-critical",
            Self::Major => "mark-major",
            Self::Minor => "mark-minor",
            Self::Opportunity => "mark-opportunity",
            Self::Conforming => "mark-conforming",
            Self::Unknown => "mark-unknown",
        }
    }
}

impl From<Severity> for Tone {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::Critical,
            Severity::Major => Self::Major,
            Severity::Minor => Self::Minor,
            Severity::Opportunity => Self::Opportunity,
        }
    }
}

impl From<Grade> for Tone {
    fn from(grade: Grade) -> Self {
        grade.severity().map_or(Self::Conforming, Self::from)
    }
}

impl From<AnswerStatus> for Tone {
    fn from(status: AnswerStatus) -> Self {
        match status {
            AnswerStatus::Answered => Self::Conforming,
            AnswerStatus::NotApplicable | AnswerStatus::NotVerified => Self::Unknown,
        }
    }
}

impl From<Letter> for Tone {
    fn from(letter: Letter) -> Self {
        match letter {
            Letter::A | Letter::B => Self::Conforming,
            Letter::C => Self::Minor,
            Letter::D => Self::Major,
            Letter::E => Self::Critical,
            Letter::NotRated => Self::Unknown,
        }
    }
}

impl From<InspectionState> for Tone {
    fn from(state: InspectionState) -> Self {
        match state {
            InspectionState::Planned | InspectionState::Cancelled => Self::Unknown,
            InspectionState::InProgress => Self::Opportunity,
            InspectionState::FieldworkDone => Self::Minor,
            InspectionState::Sealed => Self::Conforming,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_tones_share_a_shape_or_a_letter() {
        let shapes: HashSet<_> = Tone::ALL.iter().map(|tone| tone.shape()).collect();
        assert_eq!(shapes.len(), Tone::ALL.len());
        for language in crate::domain::Language::ALL {
            let words = crate::words::Words::of(language);
            let letters: HashSet<_> = Tone::ALL.iter().map(|tone| words.get(tone.letter_key())).collect();
            assert_eq!(letters.len(), Tone::ALL.len(), "{language:?}");
        }
    }
}
