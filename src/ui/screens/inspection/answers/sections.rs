//! The sections with their progress, and how the whole stands.

use super::why::{Topic, samples_short, test_short};
use super::{AnswersState, repeats};
use crate::app::view::InspectionView;
use crate::form::SectionResult;
use crate::ui::actions::{Actions, Spot};
use crate::ui::theme::{Look, Tokens, Tone, small, strong_font, strong_text};
use crate::ui::widgets::{hairline, line, mark_with_text, meter};
use crate::words::Value;
use egui::{Align2, FontId, Rect, Response, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the pane on the left.
pub fn sections_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    index: usize,
    state: &mut AnswersState,
    actions: &mut Actions,
) {
    let here = &view.template.questions[index].section;
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let foot = 176.0 + 24.0 * notes(look, view).len() as f32;
    let height = (ui.available_height() - foot).max(120.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (place, section) in view.template.sections.iter().enumerate() {
            let Some(result) = view.evaluation.sections.get(place) else { continue };
            let title = section.title.get(look.language());
            if section_row(ui, look, title, result, *here == section.code).clicked() {
                state.current = first_of(view, &section.code);
            }
            repeats::section_ui(ui, look, view, &section.code, actions);
        }
        if !view.template.tables.is_empty() {
            ui.add_space(Tokens::space(2.0));
            ui.label(small(look.text("tables")).font(strong_font(12.0)).color(look.palette.text_weak));
        }
        for table in &view.template.tables {
            if ui.link(small(table.title.get(look.language()))).clicked() {
                state.records.open(&table.name);
            }
        }
    });
    hairline(ui, look);
    totals_ui(ui, look, view, state, actions);
}

/// The question that a section opens with: the first one that is open, else its first one.
fn first_of(view: &InspectionView, section: &str) -> Option<crate::domain::InstancePath> {
    let shown = |index: &usize| view.evaluation.questions.get(*index).is_some_and(|result| result.shown());
    let all: Vec<usize> = view.template.questions_of(section).map(|(index, _)| index).filter(shown).collect();
    let open = all.iter().find(|index| view.evaluation.questions.get(**index).is_some_and(|result| !result.settled));
    open.or_else(|| all.first()).map(|index| view.template.questions[*index].path())
}

fn section_row(ui: &mut Ui, look: &Look, title: &str, result: &SectionResult, here: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::click());
    let count = format!("{}/{}", result.answered, result.asked);
    response
        .widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Button, true, here, format!("{title}, {count}")));
    let palette = look.palette;
    let ground = match (here, response.hovered() || response.has_focus()) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.hover,
        (false, false) => palette.surface,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, Tokens::get().corner_radius_px, ground);
    let inner = rect.shrink2(vec2(10.0, 6.0));
    let small = FontId::proportional(Tokens::get().sizes.small_px);
    let done = result.asked > 0 && result.answered == result.asked;
    let count_color = if done { look.tone(Tone::Conforming).text } else { palette.text_weak };
    let count_rect = painter.text(inner.right_top(), Align2::RIGHT_TOP, count, small.clone(), count_color);
    let font = if here { strong_font(small.size + 1.0) } else { FontId::proportional(small.size + 1.0) };
    let room = count_rect.left() - inner.left() - 8.0;
    let mut job = egui::text::LayoutJob::simple_singleline(title.to_owned(), font, palette.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = painter.layout_job(job);
    let cut = galley.elided;
    painter.galley(inner.left_top(), galley, palette.text);
    let bar = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 5.0), pos2(inner.right(), inner.bottom() - 1.0));
    painter.rect_filled(bar, 2.0, palette.hairline);
    if result.asked > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a bar some hundred pixels wide")]
        let share = result.answered as f32 / result.asked as f32;
        let color = if done { look.tone(Tone::Conforming).solid } else { palette.accent };
        painter.rect_filled(Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height())), 2.0, color);
    }
    let response = if cut { response.on_hover_text(title) } else { response };
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn totals_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut AnswersState, actions: &mut Actions) {
    let (answered, asked) = view.evaluation.progress();
    let number = |count: u32| Value::Number(count.into());
    let text = look.with("answers-progress", &[("answered", number(answered)), ("asked", number(asked))]);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.label(strong_text(&text));
    #[expect(clippy::cast_precision_loss, reason = "a bar some hundred pixels wide")]
    let share = answered as f32 / asked.max(1) as f32;
    let width = ui.available_width();
    meter(ui, look, share, width, None, &text);
    let blockers = view.blockers_in_all();
    if blockers > 0 {
        if ui.link(look.count("answers-blockers", blockers)).clicked() {
            actions.show(view.inspection.plan.id, Spot::Seal);
        }
    } else {
        mark_with_text(ui, look, Tone::Conforming, &look.text("answers-no-blockers"));
    }
    score_ui(ui, look, view);
    for (text, topic) in std::iter::once((look.text("score-why"), Topic::Score)).chain(notes(look, view)) {
        if ui.link(text).clicked() {
            state.why = Some(topic);
        }
    }
}

/// What there is to look at besides the score.
fn notes(look: &Look, view: &InspectionView) -> Vec<(String, Topic)> {
    let uncounted = view.evaluation.uncounted.len();
    let flags = (uncounted > 0).then(|| (look.count("flags-count", uncounted), Topic::Flags));
    let test = view.evaluation.quiz.as_ref().map(|quiz| (test_short(look, quiz), Topic::Test));
    let samples = samples_short(look, view).map(|text| (text, Topic::Samples));
    samples.into_iter().chain(flags).chain(test).collect()
}

fn score_ui(ui: &mut Ui, look: &Look, view: &InspectionView) {
    let score = &view.evaluation.score;
    let tone = Tone::from(score.letter);
    line(ui, 24.0, |ui| {
        let letter = RichText::new(score.letter.code()).font(strong_font(20.0)).color(look.tone(tone).text);
        ui.label(letter);
        if let Some(points) = &score.points {
            ui.label(strong_text(points.one_decimal()));
        }
        if score.provisional {
            ui.label(small(look.text("score-provisional")).color(look.palette.text_weak));
        }
    });
    let coverage = score.coverage_percent.one_decimal();
    let text = look.with("score-coverage", &[("percent", Value::Text(&coverage))]);
    ui.label(small(text).color(look.palette.text_weak));
}

/// The sections as a menu, where there is no room for a pane.
pub fn menu_ui(ui: &mut Ui, look: &Look, view: &InspectionView, index: usize, state: &mut AnswersState) {
    let here = &view.template.questions[index].section;
    let chosen = view.template.sections.iter().position(|section| section.code == *here);
    let titles: Vec<String> = view
        .template
        .sections
        .iter()
        .zip(&view.evaluation.sections)
        .map(|(section, result)| {
            format!("{}  {}/{}", section.title.get(look.language()), result.answered, result.asked)
        })
        .collect();
    let label = look.text("section");
    if let Some(place) = crate::ui::widgets::choice_field(ui, look, ("section", &label), chosen, &titles, 320.0) {
        state.current = first_of(view, &view.template.sections[place].code);
    }
    ui.add_space(Tokens::space(2.0));
}
