//! What stands behind the figures of an inspection: why this score, how far samples are taken, what the indicators are,
//! which flags nobody has looked at, what a test came to, what other schemes call severities.

mod flags;
mod indicators;
mod samples;
mod score;
mod test;

pub use samples::{of_table_ui, short as samples_short};
pub use test::short as test_short;

use super::AnswersState;
use crate::app::view::InspectionView;
use crate::domain::InstancePath;
use crate::ui::screens::inspection::schemes;
use crate::ui::theme::{Look, Tokens, small};
use crate::ui::widgets::{Chip, Emphasis, button, chips, hairline, modal};
use crate::words::Value;
use egui::{Label, ScrollArea, Ui};

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The score and its letter.
    Score,
    /// How far samples are taken.
    Samples,
    /// Indicators.
    Indicators,
    /// Flags that no grade counts.
    Flags,
    /// The test.
    Test,
    /// What other schemes call severities.
    Schemes,
}

/// Where a press leads.
pub enum Target {
    /// To a question.
    Question(InstancePath),
    /// To a row of a table; to the table without one.
    Row(String, Option<usize>),
}

impl Topic {
    const ALL: [Self; 6] = [Self::Score, Self::Samples, Self::Indicators, Self::Flags, Self::Test, Self::Schemes];

    /// Whether there is anything to say about it.
    fn applies(self, view: &InspectionView) -> bool {
        match self {
            Self::Score | Self::Schemes => true,
            Self::Samples => !view.evaluation.samples.is_empty(),
            Self::Indicators => !view.evaluation.indicators.is_empty(),
            Self::Flags => !view.evaluation.uncounted.is_empty(),
            Self::Test => view.evaluation.quiz.is_some(),
        }
    }

    fn title(self, look: &Look) -> String {
        match self {
            Self::Score => look.text("score-why"),
            Self::Samples => look.text("samples-title"),
            Self::Indicators => look.text("indicators-title"),
            Self::Flags => look.text("flags-title"),
            Self::Test => look.text("test-title"),
            Self::Schemes => look.text("schemes-title"),
        }
    }

    fn count(self, view: &InspectionView) -> Option<usize> {
        match self {
            Self::Flags => Some(view.evaluation.uncounted.len()),
            Self::Score | Self::Samples | Self::Indicators | Self::Test | Self::Schemes => None,
        }
    }
}

/// Draws the explanation over the screen while it is wanted.
pub fn why_ui(ui: &Ui, look: &Look, view: &InspectionView, state: &mut AnswersState) {
    let Some(mut topic) = state.why else { return };
    if !topic.applies(view) {
        topic = Topic::Score;
    }
    let (mut gone, mut closed) = (None, false);
    let left = modal(ui, "why", 680.0, |ui| {
        ui.heading(topic.title(look));
        let offered: Vec<Topic> = Topic::ALL.into_iter().filter(|topic| topic.applies(view)).collect();
        let chip = |own: &Topic| Chip { text: own.title(look), on: *own == topic, count: own.count(view) };
        let all: Vec<Chip> = offered.iter().map(chip).collect();
        if let Some(place) = chips(ui, look, &all) {
            topic = offered[place];
        }
        match topic {
            Topic::Score => score::score_ui(ui, look, view, &mut gone),
            Topic::Samples => samples::samples_ui(ui, look, view, &mut gone),
            Topic::Indicators => indicators::indicators_ui(ui, look, view, &mut gone),
            Topic::Flags => flags::flags_ui(ui, look, view, &mut gone),
            Topic::Test => test::test_ui(ui, look, view, &mut gone),
            Topic::Schemes => {
                quiet(ui, look, schemes::about(look));
                hairline(ui, look);
                list(ui, |ui| schemes::schemes_ui(ui, look));
            }
        }
        ui.add_space(Tokens::space(2.0));
        closed = button(ui, look, Emphasis::Primary, &look.text("close")).clicked();
    });
    state.why = (!left && !closed && gone.is_none()).then_some(topic);
    match gone {
        Some(Target::Question(path)) => state.current = Some(path),
        Some(Target::Row(table, row)) => state.records.open_at(&table, row.unwrap_or(0)),
        None => {}
    }
}

/// What an explanation lists.
fn list(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let area = ScrollArea::vertical().id_salt("reasons").max_height(340.0).min_scrolled_height(340.0);
    area.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = Tokens::space(2.5);
        add(ui);
    });
}

/// A quiet line.
fn quiet(ui: &mut Ui, look: &Look, text: String) {
    ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
}

/// Which rule of which rule set says so.
fn rule_ui(ui: &mut Ui, look: &Look, view: &InspectionView, rule: &str) {
    let rules = view.rule_set.name();
    quiet(ui, look, look.with("why-rule", &[("rules", Value::Text(&rules)), ("rule", Value::Text(rule))]));
}
