//! The indicators that the answers give, each with its formula and its numbers.

use super::samples::{place_name, target};
use super::{Target, list, quiet, rule_ui};
use crate::app::view::InspectionView;
use crate::form::{InspectionIndicator, Measure};
use crate::ui::theme::{Look, Tone, small, strong_text};
use crate::ui::widgets::{hairline, line, mark_with_text};
use crate::words::Value;
use egui::Ui;

/// Draws all indicators; a press leads to where the numbers stand.
pub fn indicators_ui(ui: &mut Ui, look: &Look, view: &InspectionView, gone: &mut Option<Target>) {
    quiet(ui, look, look.text("indicators-about"));
    rule_ui(ui, look, view, "indicators");
    hairline(ui, look);
    list(ui, |ui| {
        for own in &view.evaluation.indicators {
            indicator_ui(ui, look, view, own, gone);
        }
    });
}

fn indicator_ui(ui: &mut Ui, look: &Look, view: &InspectionView, own: &InspectionIndicator, gone: &mut Option<Target>) {
    let code = own.value.indicator.code();
    let name = code.trim_start_matches("kpi.");
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        line(ui, 22.0, |ui| {
            ui.label(look.text(&format!("indicator-{name}")));
            ui.label(strong_text(value(look, own)));
        });
        quiet(ui, look, format!("{code}\u{2002}{}", look.text(&format!("formula-{name}"))));
        quiet(ui, look, numbers(look, own));
        if ui.link(small(place_name(look, view, own.place))).clicked() {
            *gone = target(view, own.place);
        }
        if own.small {
            let least = Value::Number(view.rule_set.least_people_shown.into());
            mark_with_text(ui, look, Tone::Unknown, &look.with("indicators-small", &[("least", least)]));
        }
    });
}

/// The value as people read it.
fn value(look: &Look, own: &InspectionIndicator) -> String {
    match (own.value.text(), own.value.indicator.measure()) {
        (Some(text), Measure::Percent) => format!("{text}\u{a0}%"),
        (Some(text), Measure::Ratio) => text,
        (None, _) => look.text("indicators-none"),
    }
}

/// The numbers behind it.
fn numbers(look: &Look, own: &InspectionIndicator) -> String {
    if own.as_answered {
        return look.text("indicators-as-answered");
    }
    let (part, whole) = (own.value.numerator.decimal(), own.value.denominator.decimal());
    look.with("indicators-numbers", &[("part", Value::Text(&part)), ("whole", Value::Text(&whole))])
}
