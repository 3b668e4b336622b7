//! A checklist and the facts of an inspection to an evaluation: visible, judged, covered, scored, rated, explained.

use super::address::Rows;
use super::covering::Covering;
use super::duties;
use super::evaluation::{Evaluation, Outcome, PillarScore, QuestionResult, Score};
use super::facts::Facts;
use super::figures::Figures;
use super::filled::Filled;
use super::grading::Judge;
use super::measuring;
use super::question::{Field, Pillar, Question, QuestionKind};
use super::rating::{self, Basis};
use super::ratio::Ratio;
use super::reason;
use super::scoring::{self, ScoredSection};
use super::tables;
use super::template::Template;
use super::{indicators, quiz, samples, uncounted};
use crate::domain::{BilingualText, Letter, RecordCopy, RuleSet, Severity};

/// A checklist whose questions are those of the rows that are there, and what the answers come to.
#[must_use]
pub fn fill_in(template: &Template, rules: &RuleSet, facts: &Facts<'_>) -> (Option<Template>, Evaluation) {
    let filled = Filled::of(template, facts);
    let rows = filled.rows(template, facts);
    let spread = if rows == *template.rows() { None } else { Some(template.with_rows(rows.clone())) };
    let evaluation = evaluate_filled(spread.as_ref().unwrap_or(template), rules, facts, (&filled, &rows));
    (spread, evaluation)
}

/// Evaluates a checklist: every question of the rows that it has, every section, the overall score and why it is what it
/// is.
#[must_use]
pub fn evaluate(template: &Template, rules: &RuleSet, facts: &Facts<'_>) -> Evaluation {
    let filled = Filled::of(template, facts);
    let rows = filled.rows(template, facts);
    evaluate_filled(template, rules, facts, (&filled, &rows))
}

fn evaluate_filled(
    template: &Template,
    rules: &RuleSet,
    facts: &Facts<'_>,
    (filled, rows): (&Filled, &Rows),
) -> Evaluation {
    let covering = Covering::of(template, rules, facts);
    let tables = tables::results(template, rows, filled);
    let reads = template.questions.iter().any(|question| matches!(question.kind, QuestionKind::Reading(_)));
    let limits = if reads { measuring::limit_sets(rules) } else { None };
    let judge = Judge { template, rules, facts, filled, tables: &tables, limits: limits.as_ref() };
    let mut results: Vec<QuestionResult> =
        (0..template.questions.len()).map(|index| question_result(&judge, &covering, index)).collect();
    covering.change_grades(&mut results);
    ask_for_all_where_nothing_is_owed(&mut results);
    let sections = scoring::sections(template, &results, rules, |code| {
        let within = |index: usize| template.questions[index].section == code;
        covering.counts(&results, Some(&within)).critical > 0
    });
    let score = score(template, rules, &covering, &results, &sections);
    let quiz = quiz::score(template, &rules.training, &results, filled);
    let (uncounted, samples, indicators) = match facts.copy {
        RecordCopy::Internal => {
            let figures = Figures { template, results: &results, tables: &tables, filled };
            let uncounted = uncounted::flags(template, &results, &tables);
            (uncounted, samples::samples(&figures, rules), indicators::indicators(&figures, rules))
        }
        RecordCopy::Site => Default::default(),
    };
    let sections = sections.into_iter().map(|section| section.result).collect();
    Evaluation { questions: results, sections, tables, uncounted, samples, indicators, quiz, score }
}

/// A form without a single required question, as many XLSForms are, would count as finished before it was begun: there,
/// each question that can be answered is asked.
fn ask_for_all_where_nothing_is_owed(results: &mut [QuestionResult]) {
    if results.iter().any(|result| result.shown() && !result.optional) {
        return;
    }
    for result in results.iter_mut().filter(|result| result.outcome == Outcome::Unanswered && !result.read_only) {
        result.settled = false;
    }
}

fn question_result(judge: &Judge<'_>, covering: &Covering<'_>, index: usize) -> QuestionResult {
    let question = &judge.template.questions[index];
    let session = &judge.filled.session;
    let look = session.look(&question.node).filter(|look| look.is_relevant);
    let Some(look) = look else { return QuestionResult { outcome: Outcome::Hidden, ..QuestionResult::default() } };
    let judged = judge.judge(index);
    let optional = !question.owed && !look.is_required;
    let path = &judge.template.paths[index];
    let duties = duties::duties(question, path, judge.facts, &judged, covering.covers(index), optional);
    let given = judge.facts.answers.get(path).is_some_and(|answer| answer.value.as_deref() == Some(look.value));
    let mut result = QuestionResult {
        visible: true,
        withheld: false,
        settled: false,
        outcome: judged.outcome,
        counted: judged.outcome.grade(),
        tags: judged.tag.into_iter().collect(),
        limit: judged.limit,
        sample: judged.sample,
        reading: judged.reading,
        duties,
        optional,
        read_only: look.is_read_only || matches!(question.kind, QuestionKind::Field(Field::Note | Field::Calculated)),
        value: Some(look.value.to_owned()).filter(|value| !given && !value.is_empty()),
        text: filled_text(judge.filled, question),
        choices: judge.filled.choices(question),
    };
    result.withheld = covering.withholds(index, question.sensitive, result.fails());
    result.settled = duties::settled(&result);
    result
}

/// The text of a question, where it names answers.
fn filled_text(filled: &Filled, question: &Question) -> Option<BilingualText> {
    let BilingualText { en, zh_cn } = &question.text;
    if !en.contains("${") && !zh_cn.contains("${") {
        return None;
    }
    let fill = |text: &str| filled.session.fill(&question.node, text);
    Some(BilingualText { en: fill(en), zh_cn: fill(zh_cn) })
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
    reasons.extend(covering.regraded(results));
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
