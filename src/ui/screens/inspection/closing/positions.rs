//! The site's position on each finding.

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Finding, FindingId, Position, PositionKind};
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_text};
use crate::ui::widgets::{Emphasis, Field, action_button, card, hairline, mark, region};
use crate::words::Value;
use egui::{Label, Ui};

/// What is typed here.
#[derive(Debug, Default)]
pub struct PositionsState {
    disputing: Option<(FindingId, String)>,
    just_opened: bool,
}

/// Draws the findings that the site sees, with its position on each.
pub fn positions_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    state: &mut PositionsState,
    actions: &mut Actions,
) {
    // Sensitive findings are absent from the closing meeting's screen: the site reads along.
    let shown: Vec<&Finding> = view.shown_to_the_site().collect();
    card(ui, look, |ui| {
        ui.set_width(ui.available_width());
        ui.heading(look.text("positions"));
        ui.add(Label::new(body(look.text("positions-text")).color(look.palette.text_weak)).wrap());
        if shown.is_empty() {
            ui.label(look.text("positions-none"));
        }
        for finding in shown {
            hairline(ui, look);
            region(ui, &finding.id.to_string(), |ui| position_ui(ui, look, view, finding, state, actions));
        }
    });
}

fn position_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    finding: &Finding,
    state: &mut PositionsState,
    actions: &mut Actions,
) {
    let id = view.inspection.plan.id;
    let own = view.finding(finding.id);
    let number = own.map(|own| own.number.clone()).unwrap_or_default();
    ui.horizontal(|ui| {
        mark(ui, look, Tone::from(finding.severity), 18.0);
        ui.add(Label::new(strong_text(format!("{number}\u{2002}{}", finding.title))).wrap());
    });
    if !finding.evidence.is_empty() {
        ui.add(Label::new(&finding.evidence).wrap());
    }
    if let Some(due) = own.and_then(|own| own.due.main()) {
        let text = look.with("due", &[("date", Value::Text(&look.words.date_with_weekday(due)))]);
        ui.label(small(text).color(look.palette.text_weak));
    }
    let taken = view.inspection.positions.get(&finding.id);
    let open = view.inspection.closing_seal.is_none() && view.inspection.report_seal.is_none();
    ui.horizontal(|ui| {
        for (kind, key, glyph) in [
            (PositionKind::Agreed, "position-agreed", icon::THUMBS_UP),
            (PositionKind::Disputed, "position-disputed", icon::THUMBS_DOWN),
        ] {
            let chosen = taken.is_some_and(|taken| taken.kind == kind);
            let emphasis = if chosen { Emphasis::Primary } else { Emphasis::Normal };
            let words = look.text(key);
            let choose = action_button(ui, look, emphasis, Some(glyph), &words, open);
            if choose.accessible_name(look.named(&words, &number)).clicked() {
                match kind {
                    PositionKind::Agreed => {
                        let position = Position { kind, words: String::new() };
                        actions.send_to(id, InspectionCommand::TakePosition { finding_id: finding.id, position });
                        state.disputing = None;
                    }
                    PositionKind::Disputed => {
                        let words = taken.map(|taken| taken.words.clone()).unwrap_or_default();
                        state.disputing = Some((finding.id, words));
                        state.just_opened = true;
                    }
                }
            }
        }
    });
    words_ui(ui, look, view, finding, state, actions);
}

/// The site's own words, which a dispute needs.
fn words_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    finding: &Finding,
    state: &mut PositionsState,
    actions: &mut Actions,
) {
    let Some((disputing, words)) = state.disputing.as_mut().filter(|(disputing, _)| *disputing == finding.id) else {
        if let Some(taken) = view.inspection.positions.get(&finding.id).filter(|taken| !taken.words.is_empty()) {
            ui.add(Label::new(body(format!("“{}”", taken.words)).color(look.palette.text_weak)).wrap());
        }
        return;
    };
    let finding_id = *disputing;
    let field = Field { label: &look.text("position-words"), rows: 2, ..Field::default() };
    let response = field.show(ui, look, "words", words);
    if std::mem::take(&mut state.just_opened) {
        response.request_focus();
        response.scroll_to_me(None);
    }
    let ready = !words.trim().is_empty();
    let position = Position { kind: PositionKind::Disputed, words: words.clone() };
    if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("position-save"), ready).clicked() {
        actions.send_to(view.inspection.plan.id, InspectionCommand::TakePosition { finding_id, position });
        state.disputing = None;
    }
    ui.add_space(Tokens::space(1.0));
}
