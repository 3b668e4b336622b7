//! What other schemes call a severity: for information, with the source and whether it was verified.

use crate::app::view::schemes;
use crate::domain::{Scheme, SchemeSeverity, Severity};
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_text};
use crate::ui::widgets::{line, mark_named};
use crate::words::Value;
use egui::{CollapsingHeader, Label, Ui};

/// All schemes with all severities, and what else they lay down.
pub fn schemes_ui(ui: &mut Ui, look: &Look) {
    for scheme in &schemes().schemes {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
            ui.label(strong_text(scheme.name.get(look.language())));
            for own in &scheme.severities {
                line(ui, 20.0, |ui| {
                    let name = look.text(&format!("severity-{}", own.severity.code()));
                    mark_named(ui, look, Tone::from(own.severity), 16.0, &name);
                    ui.vertical(|ui| term_ui(ui, look, own.term.get(look.language()), own));
                });
            }
            for fact in &scheme.facts {
                ui.add(Label::new(small(fact.text.get(look.language()))).wrap());
                source_ui(ui, look, fact.source.get(look.language()), fact.verified);
            }
        });
    }
}

/// What all schemes call one severity, folded until it is wanted.
pub fn severity_ui(ui: &mut Ui, look: &Look, severity: Severity) {
    let title = small(look.text("schemes-severity")).color(look.palette.text_weak);
    CollapsingHeader::new(title).id_salt("schemes").show(ui, |ui| {
        ui.add(Label::new(small(about(look)).color(look.palette.text_weak)).wrap());
        for (scheme, own) in schemes().schemes.iter().filter_map(|scheme| Some((scheme, scheme.term(severity)?))) {
            term_ui(ui, look, &named(look, scheme, own), own);
        }
    });
}

/// That it is for information, and of which day.
pub fn about(look: &Look) -> String {
    let day = look.words.date(schemes().effective_from);
    look.with("schemes-about", &[("day", Value::Text(&day)), ("version", Value::Text(&schemes().version))])
}

fn named(look: &Look, scheme: &Scheme, own: &SchemeSeverity) -> String {
    let values = [
        ("scheme", Value::Text(scheme.name.get(look.language()))),
        ("term", Value::Text(own.term.get(look.language()))),
    ];
    look.with("schemes-term", &values)
}

fn term_ui(ui: &mut Ui, look: &Look, text: &str, own: &SchemeSeverity) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add(Label::new(body(text)).wrap());
    source_ui(ui, look, own.source.get(look.language()), own.verified);
}

fn source_ui(ui: &mut Ui, look: &Look, source: &str, verified: bool) {
    let state = look.text(if verified { "schemes-verified" } else { "schemes-not-verified" });
    let text = look.with("schemes-source", &[("state", Value::Text(&state)), ("source", Value::Text(source))]);
    ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
}
