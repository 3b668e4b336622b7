//! Answers that are typed: numbers, texts, dates, samples, readings, and the fields of other forms.

use super::draft::Draft;
use super::input::problem_text;
use crate::app::view::InspectionView;
use crate::domain::AnswerStatus;
use crate::form::{self, Measurand, Question, QuestionResult, ReadingResult};
use crate::ui::theme::{Look, Tokens, small};
use crate::ui::widgets::{Emphasis, Field, action_button, date_field, field_label};
use crate::words::Value;
use egui::Ui;

/// Edits the value as text; an empty text is no value.
fn value_text(ui: &mut Ui, look: &Look, draft: &mut Draft, field: Field<'_>) {
    let now_s = ui.input(|input| input.time);
    let mut text = draft.answer.value.clone().unwrap_or_default();
    let problem = draft.problem().map(|problem| problem_text(look, &problem)).unwrap_or_default();
    let single = field.rows < 2;
    let response = Field { issue: &problem, ..field }.show(ui, look, "value", &mut text);
    if response.changed() {
        draft.answer.value = (!text.is_empty()).then_some(text);
        draft.answer.status = AnswerStatus::Answered;
        draft.typed(now_s);
    }
    if std::mem::take(&mut draft.focus_value) {
        response.request_focus();
    }
    // One Enter ends the typing and goes on.
    draft.go_on |= single && response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
}

pub(super) fn number_ui(ui: &mut Ui, look: &Look, draft: &mut Draft, unit: &str) {
    let label = match unit {
        "" => look.text("answer-count"),
        unit => look.with("answer-number", &[("unit", Value::Text(&look.words.unit(unit)))]),
    };
    value_text(ui, look, draft, Field { label: &label, width_px: Some(200.0), ..Field::default() });
    ui.add_space(Tokens::space(1.0));
}

pub(super) fn text_ui(ui: &mut Ui, look: &Look, draft: &mut Draft) {
    let label = look.text("answer-text");
    value_text(ui, look, draft, Field { label: &label, rows: 3, ..Field::default() });
    ui.add_space(Tokens::space(1.0));
}

pub(super) fn date_ui(ui: &mut Ui, look: &Look, draft: &mut Draft) {
    let mut day = draft.answer.value.as_deref().and_then(|value| value.parse().ok());
    if date_field(ui, look, ("value", &look.text("answer-date")), &mut day) {
        draft.answer.value = day.map(|day: chrono::NaiveDate| day.to_string());
        draft.answer.status = AnswerStatus::Answered;
    }
    ui.add_space(Tokens::space(1.0));
}

/// A field that is only recorded.
pub(super) fn field_ui(
    ui: &mut Ui,
    look: &Look,
    field: &form::Field,
    result: Option<&QuestionResult>,
    draft: &mut Draft,
) {
    match field {
        form::Field::Acknowledge | form::Field::Note => {}
        form::Field::Calculated => {
            let value = result.and_then(|result| result.value.as_deref()).unwrap_or("–");
            ui.label(egui::RichText::new(value).strong());
        }
        form::Field::Text => text_ui(ui, look, draft),
        form::Field::Integer | form::Field::Scale { .. } => number_ui(ui, look, draft, ""),
        form::Field::Month | form::Field::Time | form::Field::DateTime | form::Field::Position => {
            let label = look.text(&format!("answer-{}", field.code()));
            value_text(ui, look, draft, Field { label: &label, width_px: Some(320.0), ..Field::default() });
            ui.add_space(Tokens::space(1.0));
        }
    }
}

/// Rows checked, rows failed, whether any of them is critical; or what the table of records says.
pub(super) fn sampled_ui(
    ui: &mut Ui,
    look: &Look,
    (view, index, table): (&InspectionView, usize, &str),
    draft: &mut Draft,
) {
    if view.template.table(table).is_some() {
        let sample = view.evaluation.questions.get(index).and_then(|result| result.sample);
        if let Some(sample) = sample.filter(|sample| sample.from_table) {
            let count = |number: u64| Value::Number(number.try_into().unwrap_or(i64::MAX));
            let text = look.with(
                "sample-from-table",
                &[
                    ("checked", count(sample.checked)),
                    ("failed", count(sample.failed)),
                    ("warned", count(sample.warned)),
                ],
            );
            ui.label(text);
        }
        let words = look.text("open-table");
        if action_button(ui, look, Emphasis::Quiet, None, &words, true).clicked() {
            draft.open_table = Some(table.to_owned());
        }
        ui.add_space(Tokens::space(1.0));
        if sample.is_some_and(|sample| sample.from_table) {
            return;
        }
        ui.label(small(look.text("sample-or-count")).color(look.palette.text_weak));
    }
    let now_s = ui.input(|input| input.time);
    ui.horizontal_top(|ui| {
        for (place, key) in ["sample-checked", "sample-failed"].into_iter().enumerate() {
            part_ui(ui, look, (place, key), 150.0, now_s, draft);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
            field_label(ui, look, &look.text("sample-critical"));
            let Some(part) = draft.parts.get_mut(2) else { return };
            let mut critical = part == "true";
            if ui.checkbox(&mut critical, look.text("yes")).accessible_name(look.text("sample-critical")).changed() {
                *part = if critical { "true" } else { "false" }.to_owned();
            }
        });
    });
    ui.add_space(Tokens::space(1.0));
}

/// A part of an answer as text.
fn part_ui(ui: &mut Ui, look: &Look, (place, key): (usize, &str), width_px: f32, now_s: f64, draft: &mut Draft) {
    let label = look.text(key);
    let problem = draft.part_problem(place).map(|problem| problem_text(look, &problem)).unwrap_or_default();
    let field = Field { label: &label, width_px: Some(width_px), issue: &problem, ..Field::default() };
    let Some(part) = draft.parts.get_mut(place) else { return };
    let response = field.show(ui, look, key, part);
    if response.changed() {
        draft.typed(now_s);
    }
    if place == 0 && std::mem::take(&mut draft.focus_value) {
        response.request_focus();
    }
}

/// A reading: value, oxygen, averaging time, day, method, source, and the limit of the permit.
pub(super) fn reading_ui(ui: &mut Ui, look: &Look, measurand: &Measurand, draft: &mut Draft) {
    let now_s = ui.input(|input| input.time);
    let place = |part: &str| Question::READING_NODES.iter().position(|own| *own == part).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        part_ui(ui, look, (place("value"), "reading-value"), 150.0, now_s, draft);
        field_label(ui, look, &measurand.unit);
        if measurand.oxygen {
            part_ui(ui, look, (place("oxygen"), "reading-oxygen"), 150.0, now_s, draft);
        }
        part_ui(ui, look, (place("permit_limit"), "reading-permit_limit"), 150.0, now_s, draft);
    });
    field_label(ui, look, &look.text("reading-averaging"));
    ui.horizontal_wrapped(|ui| {
        for averaging in form::limits::Averaging::ALL {
            let words = look.text(&format!("averaging-{}", averaging.code()));
            let Some(part) = draft.parts.get_mut(place("averaging")) else { return };
            let is_chosen = part == averaging.code();
            if ui.selectable_label(is_chosen, words).clicked() {
                *part = if is_chosen { String::new() } else { averaging.code().to_owned() };
            }
        }
    });
    if let Some(part) = draft.parts.get_mut(place("measured_on")) {
        let mut day = part.parse().ok();
        if date_field(ui, look, ("measured_on", &look.text("reading-measured_on")), &mut day) {
            *part = day.map(|day: chrono::NaiveDate| day.to_string()).unwrap_or_default();
        }
    }
    ui.horizontal_wrapped(|ui| {
        part_ui(ui, look, (place("method"), "reading-method"), 240.0, now_s, draft);
        part_ui(ui, look, (place("source"), "reading-source"), 320.0, now_s, draft);
    });
    ui.add_space(Tokens::space(1.0));
}

/// The reading beside its limits: value as it was compared, limit, ratio, where the limit is written.
pub(super) fn limits_ui(ui: &mut Ui, look: &Look, reading: &ReadingResult) {
    for (place, one) in reading.lines.iter().enumerate() {
        let bounds = [
            one.at_least.as_deref().map(|least| format!("≥ {least}")),
            one.at_most.as_deref().map(|most| format!("≤ {most}")),
        ];
        let limit = bounds.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let oxygen = one.oxygen_percent.as_deref().map(|percent| format!(" (O₂ {percent}%)")).unwrap_or_default();
        let values = [
            ("title", Value::Text(one.title.get(look.language()))),
            ("limit", Value::Text(&limit)),
            ("value", Value::Text(one.value.as_deref().unwrap_or("–"))),
            ("oxygen", Value::Text(&oxygen)),
            ("ratio", Value::Text(one.ratio.as_deref().or(one.margin.as_deref()).unwrap_or("–"))),
        ];
        let status = look.text(&format!("reading-status-{}", one.status));
        let text = format!("{} {status}", look.with("reading-line", &values));
        let text = small(text);
        let text = if reading.decisive == Some(place) { text.strong() } else { text };
        ui.label(text).on_hover_text(one.source.get(look.language()));
        if one.to_be_confirmed {
            ui.label(small(look.text("limit-to-be-confirmed")).color(look.palette.text_weak));
        }
    }
    for obstacle in &reading.obstacles {
        ui.label(small(look.text(&format!("reading-status-{obstacle}"))).color(look.palette.text_weak));
    }
    if reading.proposed_critical.is_some() {
        ui.label(small(look.text("reading-proposed-critical")));
    }
}
