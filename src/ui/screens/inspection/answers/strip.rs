//! The questions of the section as a row of marks: where one is, what is done, where to jump.

use super::AnswersState;
use crate::app::view::InspectionView;
use crate::form::{Outcome, QuestionResult};
use crate::ui::theme::{Look, Tokens, Tone};
use crate::ui::widgets::paint_mark;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Draws the row; it wraps.
pub fn strip_ui(ui: &mut Ui, look: &Look, view: &InspectionView, index: usize, state: &mut AnswersState) {
    let section = view.template.questions[index].section.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        ui.spacing_mut().interact_size.y = 26.0;
        for (place, question) in view.template.questions_of(&section) {
            let Some(result) = view.evaluation.questions.get(place).filter(|result| result.shown()) else { continue };
            let (rect, response) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::click());
            let name = format!("{}: {}", question.code, outcome_text(look, result));
            let here = place == index;
            response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Button, true, here, &name));
            paint(ui, look, result, rect, here, response.hovered() || response.has_focus());
            if response.clicked() {
                state.current = Some(question.path());
                ui.memory_mut(|memory| memory.surrender_focus(response.id));
            }
            response.on_hover_text(name);
        }
    });
    ui.add_space(Tokens::space(2.0));
}

fn paint(ui: &Ui, look: &Look, result: &QuestionResult, rect: Rect, here: bool, marked: bool) {
    let painter = ui.painter();
    if here {
        painter.rect_filled(rect, 6, look.palette.accent_soft);
        painter.rect_stroke(rect, 6, Stroke::new(1.5, look.palette.accent), StrokeKind::Inside);
    } else if marked {
        painter.rect_filled(rect, 6, look.palette.hover);
    }
    let inner = Rect::from_center_size(rect.center(), vec2(17.0, 17.0));
    match result.outcome {
        Outcome::Unanswered | Outcome::Hidden => {
            painter.circle_stroke(inner.center(), 3.0, Stroke::new(1.5, look.palette.border));
        }
        Outcome::Information => {
            painter.circle_filled(inner.center(), 4.0, look.palette.accent);
        }
        Outcome::NotApplicable | Outcome::NotVerified => paint_mark(painter, look, Tone::Unknown, inner),
        Outcome::Graded(grade) => paint_mark(painter, look, Tone::from(grade), inner),
    }
    if result.settled && result.blocks() {
        painter.circle_filled(rect.right_top() + vec2(-5.0, 5.0), 3.0, look.tone(Tone::Major).solid);
    }
}

/// What a question came to, in words.
pub fn outcome_text(look: &Look, result: &QuestionResult) -> String {
    match result.outcome {
        Outcome::Hidden => look.text("outcome-hidden"),
        Outcome::Unanswered => look.text("outcome-unanswered"),
        Outcome::NotApplicable => look.text("status-not_applicable"),
        Outcome::NotVerified => look.text("status-not_verified"),
        Outcome::Information => look.text("status-answered"),
        Outcome::Graded(grade) => look.text(&format!("grade-{}", grade.code())),
    }
}
