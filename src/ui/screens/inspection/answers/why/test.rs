//! What a test came to: points and pass mark, and once all is answered, what was right.

use super::{Target, list, quiet, rule_ui};
use crate::app::view::InspectionView;
use crate::form::{QuizAnswer, QuizScore};
use crate::ui::theme::{Look, Tone, small};
use crate::ui::widgets::{hairline, line, mark, mark_with_text};
use crate::words::Value;
use egui::{Label, Ui};

/// Draws the result; a press on a question leads there.
pub fn test_ui(ui: &mut Ui, look: &Look, view: &InspectionView, gone: &mut Option<Target>) {
    let Some(quiz) = &view.evaluation.quiz else { return };
    let finished = quiz.finished();
    if finished {
        let (tone, key) = if quiz.passed { (Tone::Conforming, "test-passed") } else { (Tone::Major, "test-failed") };
        mark_with_text(ui, look, tone, &look.text(key));
        ui.label(look.with("test-points", &points(quiz, &quiz.points())));
        if quiz.critical_missed > 0 {
            ui.label(look.with("test-critical-missed", &[("count", Value::Number(quiz.critical_missed.into()))]));
        }
        quiet(ui, look, look.text("test-attendance"));
    } else {
        ui.add(Label::new(look.with("test-open", &progress(quiz))).wrap());
    }
    rule_ui(ui, look, view, "training");
    hairline(ui, look);
    list(ui, |ui| {
        for answer in &quiz.answers {
            answer_ui(ui, look, view, *answer, finished, gone);
        }
    });
}

/// How a test stands, in one line.
pub fn short(look: &Look, quiz: &QuizScore) -> String {
    match (quiz.finished(), quiz.passed) {
        (false, _) => look.with("test-short-open", &progress(quiz)),
        (true, true) => look.with("test-short-passed", &points(quiz, &quiz.points())),
        (true, false) => look.with("test-short-failed", &points(quiz, &quiz.points())),
    }
}

fn progress(quiz: &QuizScore) -> [(&'static str, Value<'static>); 2] {
    let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    [("answered", number(quiz.answered())), ("asked", number(quiz.answers.len()))]
}

fn points<'a>(quiz: &QuizScore, reached: &'a str) -> [(&'static str, Value<'a>); 3] {
    let number = |count: u32| Value::Number(count.into());
    [("points", Value::Text(reached)), ("most", number(quiz.most)), ("least", number(quiz.pass_least_percent))]
}

fn answer_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    answer: QuizAnswer,
    finished: bool,
    gone: &mut Option<Target>,
) {
    let Some(question) = view.template.questions.get(answer.question) else { return };
    let (tone, key) = match (finished, answer.answered, answer.right) {
        (true, _, true) => (Tone::Conforming, "test-right"),
        (true, _, false) if answer.critical => (Tone::Critical, "test-wrong"),
        (true, _, false) => (Tone::Major, "test-wrong"),
        (false, true, _) => (Tone::Unknown, "test-answered"),
        (false, false, _) => (Tone::Unknown, "test-unanswered"),
    };
    line(ui, 22.0, |ui| {
        mark(ui, look, tone, 18.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let worth = look.with("test-worth", &[("points", Value::Number(answer.points.into()))]);
            let critical = if answer.critical { look.text("test-critical") } else { String::new() };
            let parts = [look.text(key), worth, critical];
            let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            ui.label(parts.join(&look.text("list-semicolon")));
            let text = format!("{}\u{2002}{}", question.code, question.text.get(look.language()));
            if ui.link(small(text)).clicked() {
                *gone = Some(Target::Question(question.path()));
            }
        });
    });
}
