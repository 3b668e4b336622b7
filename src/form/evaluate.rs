//! A checklist and the facts of an inspection to an evaluation: visible, judged, covered, scored, rated, explained.

use super::covering::Covering;
use super::duties;
use super::evaluation::{Evaluation, Outcome, PillarScore, QuestionResult, Score};
use super::facts::Facts;
use super::grading::judge;
use super::question::Pillar;
use super::rating::{self, Basis};
use super::ratio::Ratio;
use super::reason;
use super::scoring::{self, ScoredSection};
use super::template::Template;
use super::visibility::visibility;
use crate::domain::{Letter, RuleSet, Severity};

/// Evaluates a checklist: every question, every section, the overall score and why it is what it is.
#[must_use]
pub fn evaluate(template: &Template, rules: &RuleSet, facts: &Facts<'_>) -> Evaluation {
    let covering = Covering::of(template, facts);
    let mut results = judge_all(template, rules, facts, &covering);
    covering.change_grades(&mut results);
    let sections = scoring::sections(template, &results, rules, |code| {
        let within = |index: usize| template.questions[index].section == code;
        covering.counts(&results, Some(&within)).critical > 0
    });
    let score = score(template, rules, &covering, &results, &sections);
    Evaluation { questions: results, sections: sections.into_iter().map(|section| section.result).collect(), score }
}

fn judge_all(template: &Template, rules: &RuleSet, facts: &Facts<'_>, covering: &Covering<'_>) -> Vec<QuestionResult> {
    let seen = visibility(template, facts);
    let one = |(index, visible): (usize, bool)| {
        let question = &template.questions[index];
        if !visible {
            return QuestionResult { outcome: Outcome::Hidden, ..QuestionResult::default() };
        }
        let judged = judge(template, index, rules, facts, &seen.values);
        let duties = duties::duties(question, &template.paths[index], facts, &judged, covering.covers(index));
        let mut result = QuestionResult {
            visible,
            withheld: false,
            settled: false,
            outcome: judged.outcome,
            counted: judged.outcome.grade(),
            tags: judged.tag.into_iter().collect(),
            limit: judged.limit,
            duties,
        };
        result.withheld = covering.withholds(index, question.sensitive, result.fails());
        result.settled = duties::settled(&result);
        result
    };
    seen.visible.into_iter().enumerate().map(one).collect()
}

fn score(
    template: &Template,
    rules: &RuleSet,
    covering: &Covering<'_>,
    results: &[QuestionResult],
    sections: &[ScoredSection],
) -> Score {
    let counted = sections.iter().filter(|section| section.weight > 0);
    let section_points: Vec<(&str, Ratio)> =
        counted.filter_map(|section| Some((section.result.code.as_str(), section.result.points?))).collect();
    let unverified: Vec<usize> = unverified_critical(template, results).collect();
    let basis = Basis {
        points: scoring::overall(sections),
        coverage_percent: scoring::coverage_percent(sections),
        sections: &section_points,
        counts: covering.counts(results, None),
        unverified_critical: !unverified.is_empty(),
    };
    let (letter, provisional) = rating::letter(&basis, rules);
    let pillars: Vec<PillarScore> = Pillar::ALL
        .into_iter()
        .map(|pillar| pillar_score(pillar, template, rules, covering, results, &unverified))
        .collect();
    let passed_esg_review = letter != Letter::NotRated
        && !provisional
        && basis.counts.critical == 0
        && reason::not_passed(basis.points, &pillars, rules).is_empty();
    let mut reasons = reason::answers(template, rules, results, sections);
    reasons.extend(reason::caps(rules, sections));
    reasons.extend(reason::critical(covering.critical(template, results)));
    reasons.extend(reason::unverified(template, rules, &unverified));
    reasons.extend(reason::coverage(basis.coverage_percent, rules));
    if letter != Letter::NotRated && basis.counts.critical == 0 {
        reasons.extend(rating::holding(letter, &basis, rules));
    }
    reasons.extend(reason::not_passed(basis.points, &pillars, rules));
    Score {
        points: basis.points,
        letter,
        provisional,
        coverage_percent: basis.coverage_percent,
        pillars,
        passed_esg_review,
        counts: basis.counts,
        reasons,
    }
}

fn pillar_score(
    pillar: Pillar,
    template: &Template,
    rules: &RuleSet,
    covering: &Covering<'_>,
    results: &[QuestionResult],
    unverified: &[usize],
) -> PillarScore {
    let within = |index: usize| template.questions[index].element.pillar() == Some(pillar);
    let (points, coverage_percent) = scoring::pillar(pillar, template, results, rules);
    let basis = Basis {
        points,
        coverage_percent,
        sections: &[],
        counts: covering.counts(results, Some(&within)),
        unverified_critical: unverified.iter().any(|index| within(*index)),
    };
    PillarScore { pillar, points, letter: rating::letter(&basis, rules).0 }
}

/// The questions of critical default about which nothing is known (yet).
fn unverified_critical<'a>(template: &'a Template, results: &'a [QuestionResult]) -> impl Iterator<Item = usize> + 'a {
    results.iter().enumerate().filter(|(_, result)| result.shown()).filter_map(|(index, result)| {
        let unknown = match result.outcome {
            Outcome::NotVerified | Outcome::Unanswered => true,
            Outcome::Hidden | Outcome::NotApplicable | Outcome::Information | Outcome::Graded(_) => false,
        };
        (unknown && template.questions[index].severity == Some(Severity::Critical)).then_some(index)
    })
}
