//! Test questions: which are answered rightly, and whether the test is passed.

use super::evaluation::QuestionResult;
use super::filled::Filled;
use super::question::QuestionKind;
use super::template::Template;
use crate::domain::TrainingRule;

/// One test question that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuizAnswer {
    /// The index of the question.
    pub question: usize,
    /// What a right answer counts.
    pub points: u32,
    /// Whether nobody passes without it.
    pub critical: bool,
    /// Whether it has an answer.
    pub answered: bool,
    /// Whether exactly the right choices are made.
    pub right: bool,
}

/// What a test comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuizScore {
    /// Points reached, in halves.
    half_points: u32,
    /// Points that can be reached.
    pub most: u32,
    /// The least share of the points that passes, in percent.
    pub pass_least_percent: u32,
    /// Questions without which nobody passes that are not answered rightly.
    pub critical_missed: u32,
    /// Whether it is passed.
    pub passed: bool,
    /// The questions in their order.
    pub answers: Vec<QuizAnswer>,
}

impl QuizScore {
    /// Whether every question is answered: before that nobody is told what is right.
    #[must_use]
    pub fn finished(&self) -> bool {
        self.answers.iter().all(|answer| answer.answered)
    }

    /// Points reached: `48`, `47.5`.
    #[must_use]
    pub fn points(&self) -> String {
        let half = if self.half_points.is_multiple_of(2) { "" } else { ".5" };
        format!("{}{half}", self.half_points / 2)
    }

    /// How many questions are answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answers.iter().filter(|answer| answer.answered).count()
    }
}

/// What the test questions come to; none without any. Of several right choices the exact set counts fully, and half
/// where all that are made are right and one is missing (house rule for tests). A test is passed with enough of the points and all questions
/// without which nobody passes.
pub(super) fn score(
    template: &Template,
    rule: &TrainingRule,
    results: &[QuestionResult],
    filled: &Filled,
) -> Option<QuizScore> {
    let mut score = QuizScore { pass_least_percent: rule.pass_least_percent, ..QuizScore::default() };
    for (index, (question, result)) in template.questions.iter().zip(results).enumerate() {
        let QuestionKind::Quiz(quiz) = &question.kind else { continue };
        if !result.visible {
            continue;
        }
        let chosen = filled.session.look(&question.node).map_or("", |look| look.value);
        let mut chosen: Vec<&str> = chosen.split_whitespace().collect();
        let mut correct: Vec<&str> = quiz.correct.iter().map(String::as_str).collect();
        chosen.sort_unstable();
        correct.sort_unstable();
        let (points, critical, right) = (quiz.points, quiz.critical, chosen == correct);
        let is_short_by_one = chosen.len() + 1 == correct.len() && chosen.iter().all(|code| correct.contains(code));
        score.most += points;
        score.half_points += match (right, is_short_by_one && !chosen.is_empty()) {
            (true, _) => 2 * points,
            (false, true) => points,
            (false, false) => 0,
        };
        score.critical_missed += u32::from(critical && !right);
        score.answers.push(QuizAnswer { question: index, points, critical, answered: result.settled, right });
    }
    score.passed = score.critical_missed == 0
        && u64::from(score.half_points) * 50 >= u64::from(score.most) * u64::from(score.pass_least_percent);
    (score.most > 0).then_some(score)
}
