//! Why a score is what it is, as data; `words` turns it into sentences.

use super::evaluation::{PillarScore, QuestionResult};
use super::question::Pillar;
use super::ratio::Ratio;
use super::regrade::GradeRule;
use super::scoring::{ScoredSection, factor};
use super::template::Template;
use crate::domain::{FindingId, Grade, Letter, RuleSet, Severity};

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
    /// A finding counts at another severity than its answers.
    Regraded {
        /// Which.
        finding: FindingId,
        /// Why.
        rule: GradeRule,
        /// What it would be.
        from: Severity,
        /// What it is.
        to: Severity,
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
            Self::Regraded { rule: GradeRule::Repeat, .. } => "regraded_repeat",
            Self::Regraded { rule: GradeRule::Raised, .. } => "regraded_raised",
            Self::Regraded { rule: GradeRule::Lowered, .. } => "regraded_lowered",
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

/// What each answer takes from the overall score, the greatest loss first.
pub(super) fn answers(
    template: &Template,
    rules: &RuleSet,
    results: &[QuestionResult],
    sections: &[ScoredSection],
) -> Vec<Reason> {
    let scored = sections.iter().filter(|section| section.tally.scored() > 0);
    let weights: u64 = scored.map(|section| u64::from(section.weight)).sum();
    let mut losses: Vec<(Ratio, Grade, &str)> = Vec::new();
    for (question, result) in template.questions.iter().zip(results) {
        let section = sections.iter().find(|section| section.result.code == question.section);
        if let (Some(grade), Some(section)) = (result.counted, section)
            && result.shown()
        {
            let lost_permille = 1000 - factor(grade, rules);
            let part = u64::from(section.weight) * u64::from(question.weight) * u64::from(lost_permille);
            let whole = i128::from(weights) * i128::from(section.tally.scored()) * 10;
            if part > 0 {
                losses.push((Ratio::new(part.into(), whole), grade, &question.name));
            }
        }
    }
    losses.sort_by_key(|(loss, _, _)| std::cmp::Reverse(*loss));
    let reason = |(loss, grade, name): (Ratio, Grade, &str)| Reason::Answer { question: name.to_owned(), grade, loss };
    losses.into_iter().map(reason).collect()
}

/// The sections whose score a critical finding caps.
pub(super) fn caps(rules: &RuleSet, sections: &[ScoredSection]) -> Vec<Reason> {
    let capped = |section: &ScoredSection| {
        let uncapped = section.result.uncapped.filter(|points| section.result.points != Some(*points))?;
        let cap = rules.section_cap_with_critical;
        Some(Reason::SectionCapped { section: section.result.code.clone(), uncapped, cap })
    };
    sections.iter().filter_map(capped).collect()
}

/// Critical findings and answers.
pub(super) fn critical((findings, questions): (Vec<FindingId>, Vec<String>)) -> Option<Reason> {
    (!findings.is_empty() || !questions.is_empty()).then_some(Reason::Critical { findings, questions })
}

/// Questions of critical default that are not verified.
pub(super) fn unverified(template: &Template, rules: &RuleSet, questions: &[usize]) -> Vec<Reason> {
    let best = rules.best_letter_with_unverified_critical;
    let reason = |index: &usize| Reason::UnverifiedCritical { question: template.questions[*index].name.clone(), best };
    questions.iter().map(reason).collect()
}

/// Too little coverage.
pub(super) fn coverage(percent: Ratio, rules: &RuleSet) -> Option<Reason> {
    let provisional_below_percent = rules.coverage.provisional_below_percent;
    let not_rated_below_percent = rules.coverage.not_rated_below_percent;
    (percent < Ratio::whole(provisional_below_percent)).then_some(Reason::Coverage {
        percent,
        provisional_below_percent,
        not_rated_below_percent,
    })
}

/// The scores that are too low to pass the ESG review.
pub(super) fn not_passed(points: Option<Ratio>, pillars: &[PillarScore], rules: &RuleSet) -> Vec<Reason> {
    let short = |points: Option<Ratio>, least: u32| points.is_none_or(|points| points < Ratio::whole(least));
    let mut reasons = Vec::new();
    if short(points, rules.passed_least_score) {
        reasons.push(Reason::NotPassed { pillar: None, points, least: rules.passed_least_score });
    }
    for pillar in pillars {
        if short(pillar.points, rules.passed_least_pillar_score) {
            let least = rules.passed_least_pillar_score;
            reasons.push(Reason::NotPassed { pillar: Some(pillar.pillar), points: pillar.points, least });
        }
    }
    reasons
}
