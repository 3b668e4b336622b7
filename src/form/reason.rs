//! Why a score is what it is, as data; `words` turns it into sentences.

use super::Ratio;
use super::question::Pillar;
use crate::domain::{FindingId, Grade, Letter};

/// One part of the answer to "why this score".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// An answer takes points away. Sorted by loss, the greatest first.
    Answer {
        /// The name of the question.
        question: String,
        /// The grade that counts.
        grade: Grade,
        /// What it takes from the overall score, in points of 100, before caps.
        loss: Ratio,
    },
    /// A critical finding caps the score of a section.
    SectionCapped {
        /// The code of the section.
        section: String,
        /// What it would be, in points of 100.
        uncapped: Ratio,
        /// The cap, in points of 100.
        cap: u32,
    },
    /// Critical findings force the worst letter.
    Critical {
        /// The findings.
        findings: Vec<FindingId>,
        /// Critical answers that no finding covers yet: names of questions.
        questions: Vec<String>,
    },
    /// A question of critical default is not verified: this letter at most, provisional, nothing passed.
    UnverifiedCritical {
        /// The name of the question.
        question: String,
        /// The best letter that is left.
        best: Letter,
    },
    /// Too little is verified.
    Coverage {
        /// The scored part of the applicable weight, in percent.
        percent: Ratio,
        /// Below this the letter is provisional.
        provisional_below_percent: u32,
        /// Below this there is no letter.
        not_rated_below_percent: u32,
    },
    /// What keeps the result from the next better letter.
    Letter {
        /// The better letter.
        letter: Letter,
        /// The condition that does not hold.
        bar: Bar,
    },
    /// What keeps the site from passing the ESG review, beyond what was said already.
    NotPassed {
        /// The pillar whose score is too low or unknown; none for the overall score.
        pillar: Option<Pillar>,
        /// The score, in points of 100; none where nothing is scored.
        points: Option<Ratio>,
        /// The least score that passes, in points of 100.
        least: u32,
    },
}

/// A condition of a letter that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bar {
    /// The overall score is too low.
    Score {
        /// The score, in points of 100.
        points: Ratio,
        /// The least for this letter.
        least: u32,
    },
    /// The score of a section is too low.
    Section {
        /// The code of the section.
        section: String,
        /// Its score, in points of 100.
        points: Ratio,
        /// The least for this letter.
        least: u32,
    },
    /// Too many major findings.
    Major {
        /// How many there are.
        count: u32,
        /// The most for this letter.
        most: u32,
    },
}

impl Reason {
    /// The code in data.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Answer { .. } => "answer",
            Self::SectionCapped { .. } => "section_capped",
            Self::Critical { .. } => "critical",
            Self::UnverifiedCritical { .. } => "unverified_critical",
            Self::Coverage { .. } => "coverage",
            Self::Letter { bar: Bar::Score { .. }, .. } => "letter_score",
            Self::Letter { bar: Bar::Section { .. }, .. } => "letter_section",
            Self::Letter { bar: Bar::Major { .. }, .. } => "letter_major",
            Self::NotPassed { .. } => "not_passed",
        }
    }
}
