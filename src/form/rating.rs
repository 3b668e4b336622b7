//! From scores to letters, and what holds them.

use super::evaluation::SeverityCounts;
use super::ratio::Ratio;
use super::reason::{Bar, Reason};
use crate::domain::{Letter, LetterRule, RuleSet};

/// What a letter is decided by.
pub(super) struct Basis<'a> {
    pub(super) points: Option<Ratio>,
    pub(super) coverage_percent: Ratio,
    /// Codes and scores of the sections; empty where the letter has no condition on them.
    pub(super) sections: &'a [(&'a str, Ratio)],
    pub(super) counts: SeverityCounts,
    /// Whether a question of critical default is not verified.
    pub(super) unverified_critical: bool,
}

/// The letter, and whether it is provisional. A critical finding forces the worst letter whatever was covered:
/// nothing that is still open could undo it.
pub(super) fn letter(basis: &Basis<'_>, rules: &RuleSet) -> (Letter, bool) {
    let below = |percent: u32| basis.coverage_percent < Ratio::whole(percent);
    let provisional = below(rules.coverage.provisional_below_percent) || basis.unverified_critical;
    if basis.counts.critical > 0 {
        return (rules.worst_letter, provisional);
    }
    let Some(points) = basis.points else { return (Letter::NotRated, true) };
    if below(rules.coverage.not_rated_below_percent) {
        return (Letter::NotRated, true);
    }
    let allowed = |rule: &&LetterRule| {
        !(basis.unverified_critical && rule.letter < rules.best_letter_with_unverified_critical)
            && bars(rule, points, basis).is_empty()
    };
    (rules.letters.iter().find(allowed).map_or(rules.worst_letter, |rule| rule.letter), provisional)
}

/// What keeps a rated result from the next better letter, apart from critical findings and unverified questions.
pub(super) fn holding(letter: Letter, basis: &Basis<'_>, rules: &RuleSet) -> Vec<Reason> {
    let Some(points) = basis.points else { return Vec::new() };
    let better = rules.letters.iter().rev().find(|rule| rule.letter < letter);
    better.map_or_else(Vec::new, |rule| {
        bars(rule, points, basis).into_iter().map(|bar| Reason::Letter { letter: rule.letter, bar }).collect()
    })
}

/// The conditions of a letter that do not hold.
fn bars(rule: &LetterRule, points: Ratio, basis: &Basis<'_>) -> Vec<Bar> {
    let mut bars = Vec::new();
    if points < Ratio::whole(rule.least_score) {
        bars.push(Bar::Score { points, least: rule.least_score });
    }
    for (section, points) in basis.sections {
        if *points < Ratio::whole(rule.least_section_score) {
            let section = (*section).to_owned();
            bars.push(Bar::Section { section, points: *points, least: rule.least_section_score });
        }
    }
    if let Some(most) = rule.most_major
        && basis.counts.major > most
    {
        bars.push(Bar::Major { count: basis.counts.major, most });
    }
    bars
}
