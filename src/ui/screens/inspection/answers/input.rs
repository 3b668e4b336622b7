//! The answer itself: one control for each kind of question.

use super::draft::Draft;
use super::fields;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{AnswerStatus, FileKind, Grade};
use crate::form::{self, AnswerProblem, ChoiceOption, Duty, Question, QuestionKind};
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, Tone, small, strong_font};
use crate::ui::widgets::{Emphasis, Field, button, issue_line, paint_mark};
use crate::words::Value;
use egui::{Align2, CornerRadius, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;

/// The number key of "not applicable".
const NOT_APPLICABLE_KEY: usize = 6;
/// How many choices are shown at once.
const MOST_CHOICES: usize = 40;
/// The number key of "not verified".
const NOT_VERIFIED_KEY: usize = 7;

/// One answer that can be chosen by a press or its number.
struct Choice {
    key: usize,
    text: String,
    tone: Option<Tone>,
    chosen: bool,
    target: Target,
}

/// What a choice sets.
enum Target {
    Value(String),
    /// One of several codes of the value.
    Among(String),
    Status(AnswerStatus),
}

/// Draws the control.
pub fn input_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    index: usize,
    draft: &mut Draft,
    actions: &mut Actions,
) {
    let question = &view.template.questions[index];
    match &question.kind {
        QuestionKind::Grade
        | QuestionKind::YesNo { .. }
        | QuestionKind::Choice { .. }
        | QuestionKind::Multi { .. }
        | QuestionKind::Rank { .. }
        | QuestionKind::LimitSets { .. }
        | QuestionKind::Quiz(_) => {}
        QuestionKind::Number { unit, .. } => fields::number_ui(ui, look, draft, unit),
        QuestionKind::Count => fields::number_ui(ui, look, draft, ""),
        QuestionKind::Text => fields::text_ui(ui, look, draft),
        QuestionKind::Date { .. } => fields::date_ui(ui, look, draft),
        QuestionKind::Photo { least, accepts } => photo_ui(ui, look, view, index, (*least, *accepts), actions),
        QuestionKind::Sampled { table, .. } => fields::sampled_ui(ui, look, (view, index, table), draft),
        QuestionKind::Reading(measurand) => fields::reading_ui(ui, look, measurand, draft),
        QuestionKind::Field(field) => {
            fields::field_ui(ui, look, field, view.evaluation.questions.get(index), draft);
            if *field == form::Field::Position {
                places_ui(ui, look, view, index, draft);
            }
        }
    }
    let mut choices = choices(look, view, index, draft);
    narrow_ui(ui, look, index, &mut choices);
    choices_ui(ui, look, &choices, draft);
    outcome_ui(ui, look, view, index);
}

/// Chooses by number key; returns whether there is such a choice.
pub fn choose(view: &InspectionView, index: usize, number: usize, draft: &mut Draft) -> bool {
    if view.inspection.report_seal.is_some() {
        return false;
    }
    let Some(question) = view.template.questions.get(index) else { return false };
    let words = crate::words::Words::of(crate::domain::Language::En);
    let shown = view.evaluation.questions.get(index).and_then(|result| result.choices.as_deref());
    let found = targets(question, draft, shown, |key| words.get(key)).into_iter().find(|choice| choice.key == number);
    let Some(choice) = found else {
        return false;
    };
    take(choice.target, draft);
    true
}

fn choices(look: &Look, view: &InspectionView, index: usize, draft: &Draft) -> Vec<Choice> {
    let question = &view.template.questions[index];
    let shown = view.evaluation.questions.get(index).and_then(|result| result.choices.as_deref());
    let mut choices = targets(question, draft, shown, |key| look.text(key));
    let is_rank = matches!(question.kind, QuestionKind::Rank { .. });
    let value = draft.answer.value.as_deref().filter(|_| is_rank).unwrap_or_default();
    let ranked: Vec<&str> = value.split_whitespace().collect();
    let labels: HashMap<&str, &ChoiceOption> =
        question.kind.options().iter().map(|option| (option.code.as_str(), option)).collect();
    for choice in &mut choices {
        let (Target::Value(code) | Target::Among(code)) = &choice.target else { continue };
        if let Some(option) = labels.get(code.as_str()) {
            let label = option.label.get(look.language());
            choice.text = match ranked.iter().position(|own| own == code) {
                Some(place) => format!("{}. {label}", place + 1),
                None => label.to_owned(),
            };
        }
    }
    choices
}

/// What can be chosen, with the words of `text`; options carry their code until they are labelled.
/// Where the choices depend on other answers, `shown` are those that are there.
fn targets(question: &Question, draft: &Draft, shown: Option<&[String]>, text: impl Fn(&str) -> String) -> Vec<Choice> {
    let answered = draft.answer.status == AnswerStatus::Answered;
    let value = draft.answer.value.as_deref().filter(|_| answered).unwrap_or_default();
    let mut choices = Vec::new();
    let mut add = |key: &str, code: &str, tone: Option<Tone>| {
        let chosen = value == code;
        choices.push(Choice { key: 0, text: text(key), tone, chosen, target: Target::Value(code.to_owned()) });
    };
    match &question.kind {
        QuestionKind::Grade => {
            for grade in Grade::ALL {
                add(&format!("grade-short-{}", grade.code()), grade.code(), Some(Tone::from(grade)));
            }
        }
        QuestionKind::YesNo { .. } => {
            add("yes", "yes", None);
            add("no", "no", None);
        }
        QuestionKind::Choice { .. } | QuestionKind::Quiz(_) if !takes_several(&question.kind) => {
            for code in codes(question, shown) {
                add(code, code, None);
            }
        }
        QuestionKind::Choice { .. }
        | QuestionKind::Quiz(_)
        | QuestionKind::Multi { .. }
        | QuestionKind::Rank { .. }
        | QuestionKind::LimitSets { .. } => {
            for code in codes(question, shown) {
                let chosen = value.split_whitespace().any(|own| own == code);
                let target = Target::Among(code.to_owned());
                choices.push(Choice { key: 0, text: code.to_owned(), tone: None, chosen, target });
            }
        }
        QuestionKind::Field(crate::form::Field::Acknowledge) => add("acknowledge", "OK", None),
        QuestionKind::Date { .. } => add("date-none", "none", None),
        QuestionKind::Number { .. }
        | QuestionKind::Text
        | QuestionKind::Count
        | QuestionKind::Photo { .. }
        | QuestionKind::Reading(_)
        | QuestionKind::Field(_)
        | QuestionKind::Sampled { .. } => {}
    }
    for (place, choice) in choices.iter_mut().enumerate().take(9) {
        choice.key = place + 1;
    }
    if !question.owed {
        return choices;
    }
    // Where digits are the answer itself they choose nothing.
    let crowded = choices.len() >= NOT_APPLICABLE_KEY || takes_digits(&question.kind);
    for (status, key) in
        [(AnswerStatus::NotApplicable, NOT_APPLICABLE_KEY), (AnswerStatus::NotVerified, NOT_VERIFIED_KEY)]
    {
        choices.push(Choice {
            key: if crowded { 0 } else { key },
            text: text(&format!("status-{}", status.code())),
            tone: Some(Tone::Unknown),
            chosen: draft.answer.status == status,
            target: Target::Status(status),
        });
    }
    choices
}

/// The codes that can be chosen.
fn codes<'a>(question: &'a Question, shown: Option<&'a [String]>) -> Vec<&'a str> {
    match shown {
        Some(shown) => shown.iter().map(String::as_str).collect(),
        None => question.kind.options().iter().map(|option| option.code.as_str()).collect(),
    }
}

/// Whether a test question has several right answers, so that several can be chosen.
fn takes_several(kind: &QuestionKind) -> bool {
    matches!(kind, QuestionKind::Quiz(quiz) if quiz.correct.len() > 1)
}

/// Whether what is typed is the answer.
pub const fn takes_digits(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Number { .. }
        | QuestionKind::Count
        | QuestionKind::Text
        | QuestionKind::Date { .. }
        | QuestionKind::Reading(_)
        | QuestionKind::Field(_)
        | QuestionKind::Sampled { .. } => true,
        QuestionKind::Grade
        | QuestionKind::YesNo { .. }
        | QuestionKind::Choice { .. }
        | QuestionKind::Multi { .. }
        | QuestionKind::Rank { .. }
        | QuestionKind::LimitSets { .. }
        | QuestionKind::Quiz(_)
        | QuestionKind::Photo { .. } => false,
    }
}

fn take(target: Target, draft: &mut Draft) {
    match target {
        Target::Value(code) => draft.choose(&code),
        Target::Status(status) => draft.set_status(status),
        Target::Among(code) => {
            let value = draft.answer.value.take().unwrap_or_default();
            let mut codes: Vec<&str> = value.split_whitespace().collect();
            match codes.iter().position(|other| *other == code) {
                Some(place) => {
                    codes.remove(place);
                }
                None => codes.push(&code),
            }
            draft.answer.value = (!codes.is_empty()).then(|| codes.join(" "));
            draft.answer.status = AnswerStatus::Answered;
            draft.answer.reason.clear();
        }
    }
}

/// Of more choices than anybody looks through, shows those that are chosen and the first that are searched for.
fn narrow_ui(ui: &mut Ui, look: &Look, index: usize, choices: &mut Vec<Choice>) {
    if choices.len() <= MOST_CHOICES {
        return;
    }
    let id = ui.make_persistent_id(("choices", index));
    let mut typed: String = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
    let label = look.text("choices-search");
    Field { label: &label, width_px: Some(320.0), ..Field::default() }.show(ui, look, "choices-search", &mut typed);
    let wanted = typed.trim().to_lowercase();
    ui.data_mut(|data| data.insert_temp(id, typed));
    let is_found = |choice: &Choice| choice.text.to_lowercase().contains(&wanted);
    let (mut shown, mut left_off) = (0, 0_i64);
    choices.retain_mut(|choice| {
        choice.key = 0;
        if choice.chosen || matches!(choice.target, Target::Status(_)) {
            return true;
        }
        let is_shown = is_found(choice) && shown < MOST_CHOICES;
        left_off += i64::from(!is_shown && is_found(choice));
        shown += usize::from(is_shown);
        is_shown
    });
    if left_off > 0 {
        let more = look.with("choices-more", &[("count", Value::Number(left_off))]);
        ui.label(small(more).color(look.palette.text_weak));
    }
    ui.add_space(Tokens::space(1.0));
}

fn choices_ui(ui: &mut Ui, look: &Look, choices: &[Choice], draft: &mut Draft) {
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let wide =
            choices.iter().map(|choice| choice_size(ui, look, choice).x + 8.0).sum::<f32>() > ui.available_width();
        for (place, choice) in choices.iter().enumerate() {
            let first_status = place > 0
                && matches!(choice.target, Target::Status(_))
                && !matches!(choices[place - 1].target, Target::Status(_));
            if wide && first_status {
                ui.end_row();
            }
            if choice_ui(ui, look, choice).clicked() {
                pressed = Some(place);
            }
        }
    });
    if let Some(choice) = pressed.and_then(|place| choices.get(place)) {
        let target = match &choice.target {
            Target::Value(code) => Target::Value(code.clone()),
            Target::Among(code) => Target::Among(code.clone()),
            Target::Status(status) => Target::Status(*status),
        };
        take(target, draft);
    }
}

/// The words of a choice; the chosen one stands out, but takes no more room.
fn choice_words(ui: &Ui, look: &Look, choice: &Choice, strong: bool) -> std::sync::Arc<egui::Galley> {
    let size_px = Tokens::get().sizes.body_px;
    let font = if strong { strong_font(size_px) } else { FontId::proportional(size_px) };
    ui.painter().layout_no_wrap(choice.text.clone(), font, look.palette.text)
}

const MARK_PX: f32 = 26.0;
const KEY_PX: f32 = 20.0;

fn choice_size(ui: &Ui, look: &Look, choice: &Choice) -> egui::Vec2 {
    let mark_px = if choice.tone.is_some() { MARK_PX } else { 0.0 };
    let key_px = if choice.key > 0 { KEY_PX } else { 0.0 };
    vec2(choice_words(ui, look, choice, true).size().x + mark_px + key_px + 22.0, 44.0)
}

/// A large button: the number that chooses it, its mark, its words.
fn choice_ui(ui: &mut Ui, look: &Look, choice: &Choice) -> Response {
    let palette = look.palette;
    let text = choice_words(ui, look, choice, choice.chosen);
    let size = choice_size(ui, look, choice);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(egui::accesskit::Role::Button, ui.is_enabled(), choice.chosen, &choice.text)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let tone = choice.tone.map(|tone| look.tone(tone));
    let marked = response.hovered() || response.has_focus();
    let (fill, edge) = match (choice.chosen, tone) {
        (true, Some(paint)) => (paint.soft, Stroke::new(2.0, paint.solid)),
        (true, None) => (palette.accent_soft, Stroke::new(2.0, palette.accent)),
        (false, _) if marked => (palette.hover, Stroke::new(1.0, palette.accent)),
        (false, _) => (palette.surface, Stroke::new(1.0, palette.border)),
    };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(Tokens::get().corner_radius_px), fill, edge, StrokeKind::Inside);
    if response.has_focus() {
        painter.rect_stroke(rect.expand(2.0), 8, Stroke::new(2.0, palette.accent), StrokeKind::Outside);
    }
    let mut x = rect.left() + 12.0;
    if choice.key > 0 {
        let small = FontId::monospace(Tokens::get().sizes.small_px);
        painter.text(pos2(x, rect.center().y), Align2::LEFT_CENTER, choice.key, small, palette.text_weak);
        x += KEY_PX;
    }
    if let Some(tone) = choice.tone {
        paint_mark(painter, look, tone, Rect::from_center_size(pos2(x + 9.0, rect.center().y), vec2(18.0, 18.0)));
        x += MARK_PX;
    }
    painter.galley(pos2(x, rect.center().y - text.size().y / 2.0), text, palette.text);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn photo_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    index: usize,
    (least, accepts): (u32, FileKind),
    actions: &mut Actions,
) {
    let path = view.template.questions[index].path();
    let linked = super::evidence_pane::photos_of(view, &path).count();
    let text = look.with(
        &format!("answer-photos-{}", accepts.code()),
        &[("present", Value::Number(linked.try_into().unwrap_or(i64::MAX))), ("least", Value::Number(least.into()))],
    );
    ui.label(text);
    let words = look.text(if accepts == FileKind::Picture { "command-add-photo" } else { "add-file" });
    if crate::ui::widgets::action_button(
        ui,
        look,
        crate::ui::widgets::Emphasis::Primary,
        Some(icon::IMAGE_PLUS),
        &words,
        true,
    )
    .clicked()
    {
        actions.do_command(crate::ui::command_table::UiCommand::AddPhoto);
    }
    ui.add_space(Tokens::space(1.0));
}

/// The places of the photos that show the question, to be taken over; without one, how to get one.
fn places_ui(ui: &mut Ui, look: &Look, view: &InspectionView, index: usize, draft: &mut Draft) {
    let path = view.template.questions[index].path();
    let photos = super::evidence_pane::photos_of(view, &path);
    let places: Vec<_> = photos.filter_map(|photo| Some((photo, photo.facts.place.as_ref()?))).collect();
    if places.is_empty() {
        ui.add(egui::Label::new(small(look.text("position-from-photo")).color(look.palette.text_weak)).wrap());
    }
    for (photo, place) in places {
        let name = super::evidence_pane::photo_name(look, photo);
        let text = look.with("position-of-photo", &[("photo", Value::Text(&name))]);
        if button(ui, look, Emphasis::Normal, &text).clicked() {
            // Altitude and accuracy are not known (ODK XForms 1.0, geopoint).
            draft.answer.value = Some(format!("{} {} 0 0", place.latitude_deg, place.longitude_deg));
        }
    }
    ui.add_space(Tokens::space(1.0));
}

/// What the answer came to where that is not what was pressed, and what is wrong with it.
fn outcome_ui(ui: &mut Ui, look: &Look, view: &InspectionView, index: usize) {
    let (question, Some(result)) = (&view.template.questions[index], view.evaluation.questions.get(index)) else {
        return;
    };
    for duty in &result.duties {
        if let Duty::Correction(problem) = duty {
            issue_line(ui, look, &problem_text(look, problem));
        }
    }
    let own = matches!(question.kind, QuestionKind::Grade);
    if let Some(grade) = result.outcome.grade().filter(|_| !own) {
        let tone = Tone::from(grade);
        let name = look.text(&format!("grade-{}", grade.code()));
        let text = look.with("answer-outcome", &[("grade", Value::Text(&name))]);
        crate::ui::widgets::mark_with_text(ui, look, tone, &text);
    }
    if let Some(reading) = &result.reading {
        fields::limits_ui(ui, look, reading);
    }
    if let Some(limit) = &result.limit {
        let key = format!("limit-{}", limit.result.code());
        let bound = limit.at_most.as_deref().or(limit.at_least.as_deref()).unwrap_or_default();
        let text = look.with(&key, &[("value", Value::Text(&limit.value)), ("limit", Value::Text(bound))]);
        ui.label(small(text).color(look.palette.text_weak));
        if limit.to_be_confirmed {
            ui.label(small(look.text("limit-to-be-confirmed")).color(look.palette.text_weak));
        }
    }
}

pub(super) fn problem_text(look: &Look, problem: &AnswerProblem) -> String {
    look.text(&format!("answer-problem-{}", problem.code()))
}
