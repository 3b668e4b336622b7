//! How far samples are taken: how many are needed, by which rule, and how many were looked at.

use super::{Target, list, quiet, rule_ui};
use crate::app::view::InspectionView;
use crate::domain::SampleExtent;
use crate::form::{Place, SampleProgress};
use crate::ui::theme::{Look, Tone, small};
use crate::ui::widgets::{hairline, line, mark};
use crate::words::Value;
use egui::{Label, Ui};

/// Draws all samples; a press leads to where they are recorded, or to what is missing.
pub fn samples_ui(ui: &mut Ui, look: &Look, view: &InspectionView, gone: &mut Option<Target>) {
    quiet(ui, look, look.text("samples-about"));
    rule_ui(ui, look, view, "samples, sample_size");
    hairline(ui, look);
    list(ui, |ui| {
        for sample in &view.evaluation.samples {
            line(ui, 22.0, |ui| {
                mark(ui, look, tone(sample), 18.0);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add(Label::new(sample_text(look, view, sample)).wrap());
                    quiet(ui, look, reason(look, view, sample));
                    let missing = sample.population_at.filter(|_| sample.wanted.is_none());
                    let place = missing.unwrap_or(sample.recorded_at);
                    if ui.link(small(place_name(look, view, place))).clicked() {
                        *gone = target(view, place);
                    }
                });
            });
        }
    });
}

/// The samples that a table holds, over its sheet.
pub fn of_table_ui(ui: &mut Ui, look: &Look, view: &InspectionView, table: usize) {
    for sample in view.evaluation.samples.iter().filter(|sample| sample.table_at() == Some(table)) {
        line(ui, 20.0, |ui| {
            mark(ui, look, tone(sample), 16.0);
            ui.add(Label::new(small(sample_text(look, view, sample))).truncate())
                .on_hover_text(reason(look, view, sample));
        });
    }
}

/// How many samples are taken, in one line; none where the checklist has no place for any.
pub fn short(look: &Look, view: &InspectionView) -> Option<String> {
    let samples = &view.evaluation.samples;
    let reached = samples.iter().filter(|sample| sample.is_reached() == Some(true)).count();
    let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let values = [("reached", number(reached)), ("samples", number(samples.len()))];
    (!samples.is_empty()).then(|| look.with("samples-short", &values))
}

fn tone(sample: &SampleProgress) -> Tone {
    if sample.is_reached() == Some(true) { Tone::Conforming } else { Tone::Unknown }
}

/// How many are needed and recorded; where nobody knows how many there are, what would say so.
fn sample_text(look: &Look, view: &InspectionView, sample: &SampleProgress) -> String {
    let name = look.text(&format!("sample-{}", sample.code));
    let recorded = ("recorded", Value::Number(sample.recorded.into()));
    match (sample.wanted, sample.population_at) {
        (Some(wanted), _) => look
            .with("samples-known", &[("name", Value::Text(&name)), recorded, ("wanted", Value::Number(wanted.into()))]),
        (None, Some(place)) => {
            let place = place_name(look, view, place);
            look.with("samples-unknown", &[("name", Value::Text(&name)), recorded, ("place", Value::Text(&place))])
        }
        (None, None) => look.with("samples-unasked", &[("name", Value::Text(&name)), recorded]),
    }
}

/// Why so many.
fn reason(look: &Look, view: &InspectionView, sample: &SampleProgress) -> String {
    let rule = &view.rule_set.sample_size;
    let number = |number: u32| Value::Number(number.into());
    let population = number(sample.population.unwrap_or(0));
    let least = ("percent", number(rule.individual_least_percent));
    let table = sample.table.as_ref().map(|title| title.get(look.language()));
    match (sample.extent, sample.wanted, table) {
        (SampleExtent::AtLeast(_), ..) => look.text("samples-by-count"),
        (_, None, _) => look.text("samples-open"),
        (SampleExtent::All, ..) => look.text("samples-by-all"),
        (SampleExtent::Individual, ..) => look.with("samples-by-share", &[("population", population), least]),
        (SampleExtent::Sample, _, Some(title)) => {
            look.with("samples-by-table", &[("population", population), ("table", Value::Text(title))])
        }
        (SampleExtent::Sample, _, None) => {
            let bounds = [("population", population), ("least", number(rule.least)), ("most", number(rule.most))];
            look.with("samples-by-root", &bounds)
        }
    }
}

/// What people call a place.
pub fn place_name(look: &Look, view: &InspectionView, place: Place) -> String {
    let table = |at: usize| view.template.tables.get(at).map_or("", |table| table.title.get(look.language()));
    match place {
        Place::Question(index) => view.template.questions.get(index).map(|own| own.code.clone()).unwrap_or_default(),
        Place::Table(at) => table(at).to_owned(),
        Place::Column(at, column) => {
            let columns = view.template.tables.get(at).map(|table| table.columns.as_slice()).unwrap_or_default();
            let column = columns.get(column).map_or("", |column| column.label.get(look.language()));
            look.with("samples-column", &[("column", Value::Text(column)), ("table", Value::Text(table(at)))])
        }
    }
}

/// Where a press on a place leads.
pub fn target(view: &InspectionView, place: Place) -> Option<Target> {
    match place {
        Place::Question(index) => Some(Target::Question(view.template.questions.get(index)?.path())),
        Place::Table(at) | Place::Column(at, _) => Some(Target::Row(view.template.tables.get(at)?.name.clone(), None)),
    }
}
