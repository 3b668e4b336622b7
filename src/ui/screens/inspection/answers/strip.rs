//! The questions of the section as a row of marks: where one is, what is done, where to jump.
//!
//! # Why
//! Checklists of others often have one section of hundreds of questions. Their marks would push the question off the
//! screen, so only the block of marks is drawn that holds the question; the way into the next block is a mark of its own.

use super::AnswersState;
use crate::app::view::InspectionView;
use crate::assets::icon as glyph;
use crate::form::{Outcome, QuestionResult};
use crate::ui::theme::{Look, Tokens, Tone, small};
use crate::ui::widgets::{IconButton, icon_button, paint_mark};
use crate::words::Value;
use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// The marks that are drawn at the most: two rows on the smallest screen.
const MOST_MARKS: usize = 48;

/// Draws the row; it wraps.
pub fn strip_ui(ui: &mut Ui, look: &Look, view: &InspectionView, index: usize, state: &mut AnswersState) {
    let section = &view.template.questions[index].section;
    let shown = |place: usize| view.evaluation.questions.get(place).filter(|result| result.shown());
    let all: Vec<_> = view
        .template
        .questions_of(section)
        .filter_map(|(place, question)| Some((place, question, shown(place)?)))
        .collect();
    let block = all.iter().position(|(place, ..)| *place >= index).unwrap_or_default() / MOST_MARKS;
    let (first, last) = (block * MOST_MARKS, all.len().min((block + 1) * MOST_MARKS));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        ui.spacing_mut().interact_size.y = 26.0;
        for (place, question, result) in &all[first..last] {
            let place = *place;
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
        if all.len() > MOST_MARKS {
            let target = blocks_ui(ui, look, (first, last), all.len());
            if let Some((_, question, _)) = target.and_then(|place| all.get(place)) {
                state.current = Some(question.path());
            }
        }
    });
    ui.add_space(Tokens::space(2.0));
}

/// Which marks these are, and the ways to those before and after them: the place that one of them leads to.
fn blocks_ui(ui: &mut Ui, look: &Look, (first, last): (usize, usize), total: usize) -> Option<usize> {
    let number = |place: usize| Value::Number(i64::try_from(place).unwrap_or(i64::MAX));
    let words = [("first", number(first + 1)), ("last", number(last)), ("total", number(total))];
    ui.add_space(Tokens::space(2.0));
    let before = (glyph::CHEVRON_LEFT, "strip-before", first.checked_sub(MOST_MARKS));
    let after = (glyph::CHEVRON_RIGHT, "strip-after", Some(last).filter(|last| *last < total));
    let mut target = None;
    for (icon, key, place) in [before, after] {
        let name = look.text(key);
        let tool = IconButton { icon, name: &name, enabled: place.is_some(), selected: false };
        if icon_button(ui, look, tool).clicked() {
            target = place;
        }
    }
    ui.label(small(look.with("strip-range", &words)).color(look.palette.text_weak));
    target
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
