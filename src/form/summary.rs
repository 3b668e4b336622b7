//! The result as data that leaves: what a seal fixes and a record carries.

use super::evaluation::{Evaluation, SeverityCounts};
use super::ratio::Ratio;
use crate::domain::Letter;
use serde::{Deserialize, Serialize};

/// The result of one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionSummary {
    /// The code of the section.
    pub code: String,
    /// Questions settled.
    pub answered: u32,
    /// Questions asked.
    pub asked: u32,
    /// The score in points of 100 with one decimal, rounded half up; none where nothing is scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
}

/// The result of E, S or G.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PillarSummary {
    /// `E`, `S` or `G`.
    pub pillar: String,
    /// The score in points of 100 with one decimal, rounded half up; none where nothing is scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// Its letter.
    pub letter: Letter,
}

/// The result of an inspection. Numbers are decimal texts, as people read them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSummary {
    /// The score in points of 100 with one decimal, rounded half up; none where nothing is scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// The letter.
    pub letter: Letter,
    /// Whether too little is verified for the letter to be final.
    pub provisional: bool,
    /// The scored part of the applicable weight, in percent with one decimal.
    pub coverage_percent: String,
    /// Whether the site passed the ESG review.
    pub passed_esg_review: bool,
    /// Findings by severity.
    pub counts: SeverityCounts,
    /// E, S and G.
    pub pillars: Vec<PillarSummary>,
    /// The sections.
    pub sections: Vec<SectionSummary>,
}

impl Evaluation {
    /// The result as data that leaves.
    #[must_use]
    pub fn summary(&self) -> ScoreSummary {
        let shown = |points: Option<Ratio>| points.map(Ratio::one_decimal);
        let pillars = self.score.pillars.iter().map(|pillar| PillarSummary {
            pillar: pillar.pillar.code().to_owned(),
            points: shown(pillar.points),
            letter: pillar.letter,
        });
        let sections = self.sections.iter().map(|section| SectionSummary {
            code: section.code.clone(),
            answered: section.answered,
            asked: section.asked,
            points: shown(section.points),
        });
        ScoreSummary {
            points: shown(self.score.points),
            letter: self.score.letter,
            provisional: self.score.provisional,
            coverage_percent: self.score.coverage_percent.one_decimal(),
            passed_esg_review: self.score.passed_esg_review,
            counts: self.score.counts,
            pillars: pillars.collect(),
            sections: sections.collect(),
        }
    }
}
