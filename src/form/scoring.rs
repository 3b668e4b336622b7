//! Points and coverage of sections and of E, S and G: exact, never rounded before they are compared.

use super::evaluation::{Outcome, QuestionResult, SectionResult};
use super::question::{Element, Pillar};
use super::ratio::Ratio;
use super::template::Template;
use crate::domain::RuleSet;
use std::collections::HashMap;

/// Weights of one group of questions.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// Weight times factor, in thousandths.
    gained_permille: u64,
    /// The weight of scored answers.
    scored: u64,
    /// The weight of what applies.
    applicable: u64,
}

impl Tally {
    /// Counts one question.
    pub(super) fn add(&mut self, weight: u32, result: &QuestionResult, rules: &RuleSet) {
        if !result.shown() || weight == 0 {
            return;
        }
        match (result.counted, result.outcome) {
            (Some(grade), _) => {
                self.gained_permille += u64::from(weight) * u64::from(factor(grade, rules));
                self.scored += u64::from(weight);
                self.applicable += u64::from(weight);
            }
            (None, Outcome::Unanswered | Outcome::NotVerified) => self.applicable += u64::from(weight),
            (None, Outcome::Hidden | Outcome::NotApplicable | Outcome::Information | Outcome::Graded(_)) => {}
        }
    }

    /// The score in points of 100; none where nothing is scored.
    pub(super) fn points(&self) -> Option<Ratio> {
        (self.scored > 0).then(|| Ratio::new(i128::from(self.gained_permille), i128::from(self.scored) * 10))
    }

    /// The scored part of what applies, in percent; none where nothing applies.
    pub(super) fn coverage_percent(&self) -> Option<Ratio> {
        (self.applicable > 0).then(|| Ratio::new(i128::from(self.scored) * 100, self.applicable.into()))
    }

    /// The weight of scored answers.
    pub(super) const fn scored(&self) -> u64 {
        self.scored
    }

    fn join(self, other: Self) -> Self {
        Self {
            gained_permille: self.gained_permille + other.gained_permille,
            scored: self.scored + other.scored,
            applicable: self.applicable + other.applicable,
        }
    }
}

/// What a grade counts, in thousandths of the weight.
pub(super) fn factor(grade: crate::domain::Grade, rules: &RuleSet) -> u32 {
    rules.factors_permille.get(&grade).copied().unwrap_or(0).min(1000)
}

/// A section with its weights.
pub(super) struct ScoredSection {
    pub(super) result: SectionResult,
    pub(super) weight: u32,
    pub(super) tally: Tally,
}

/// The sections; those for which `critical` says so are capped.
pub(super) fn sections(
    template: &Template,
    results: &[QuestionResult],
    rules: &RuleSet,
    critical: impl Fn(&str) -> bool,
) -> Vec<ScoredSection> {
    let places: HashMap<&str, usize> =
        template.sections.iter().enumerate().map(|(place, section)| (section.code.as_str(), place)).collect();
    let mut sections: Vec<ScoredSection> = template.sections.iter().map(empty).collect();
    for (question, result) in template.questions.iter().zip(results) {
        let Some(section) = places.get(question.section.as_str()).and_then(|place| sections.get_mut(*place)) else {
            continue;
        };
        section.tally.add(question.weight, result, rules);
        section.result.hidden += u32::from(!result.visible);
        let is_left_open = result.settled && result.outcome == Outcome::Unanswered;
        if result.shown() && !is_left_open {
            section.result.asked += 1;
            section.result.answered += u32::from(result.settled);
        }
        section.result.blocking += u32::from(result.shown() && result.blocks());
    }
    for section in &mut sections {
        section.result.uncapped = section.tally.points();
        section.result.coverage_percent = section.tally.coverage_percent();
        let cap = Ratio::whole(rules.section_cap_with_critical);
        section.result.points = section
            .result
            .uncapped
            .map(|points| if points > cap && critical(&section.result.code) { cap } else { points });
    }
    sections
}

fn empty(section: &super::template::Section) -> ScoredSection {
    let result = SectionResult {
        code: section.code.clone(),
        asked: 0,
        answered: 0,
        hidden: 0,
        blocking: 0,
        points: None,
        uncapped: None,
        coverage_percent: None,
    };
    ScoredSection { result, weight: section.weight, tally: Tally::default() }
}

/// The overall score: the mean of the sections with something scored, by their weights.
pub(super) fn overall(sections: &[ScoredSection]) -> Option<Ratio> {
    weighted_mean(sections.iter().filter_map(|section| section.result.points.map(|points| (section.weight, points))))
}

/// The coverage over all sections, in percent; zero where nothing applies.
pub(super) fn coverage_percent(sections: &[ScoredSection]) -> Ratio {
    let all = sections.iter().fold(Tally::default(), |all, section| all.join(section.tally));
    all.coverage_percent().unwrap_or(Ratio::ZERO)
}

/// The score of a pillar and its coverage in percent: the mean of its elements by the weights of the rule set.
pub(super) fn pillar(
    pillar: Pillar,
    template: &Template,
    results: &[QuestionResult],
    rules: &RuleSet,
) -> (Option<Ratio>, Ratio) {
    let mut tallies: HashMap<Element, Tally> = HashMap::new();
    for (question, result) in template.questions.iter().zip(results) {
        if question.element.pillar() == Some(pillar) {
            tallies.entry(question.element).or_default().add(question.weight, result, rules);
        }
    }
    let elements = Element::ALL.iter().filter_map(|element| {
        let weight = rules.element_weights.get(element.code()).copied().unwrap_or(0);
        tallies.get(element).and_then(Tally::points).map(|points| (weight, points))
    });
    let all = tallies.values().fold(Tally::default(), |all, tally| all.join(*tally));
    (weighted_mean(elements), all.coverage_percent().unwrap_or(Ratio::ZERO))
}

/// The mean of values by their weights; none where there is no weight.
fn weighted_mean(parts: impl Iterator<Item = (u32, Ratio)>) -> Option<Ratio> {
    let (sum, weights) = parts.fold((Ratio::ZERO, 0_u64), |(sum, weights), (weight, value)| {
        (sum.plus(value.times(Ratio::whole(weight))), weights + u64::from(weight))
    });
    (weights > 0).then(|| sum.times(Ratio::new(1, weights.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overall_score_of_the_worked_example() {
        let scores = [(10, "92"), (22, "81.5"), (20, "77"), (25, "84"), (8, "100"), (8, "75"), (7, "88")];
        let parts = scores.iter().map(|(weight, score)| (*weight, Ratio::parse(score).unwrap()));
        assert_eq!(weighted_mean(parts), Ratio::parse("83.69"));
    }
}
