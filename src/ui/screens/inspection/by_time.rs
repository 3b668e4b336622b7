//! Photos of a camera card sorted to questions by the time at which they were taken; the auditor confirms each.

use super::photos::candidate_text;
use crate::app::command::InspectionCommand;
use crate::app::verb::photo_match::PhotoMatch;
use crate::app::view::InspectionView;
use crate::app::{Changes, Outcome};
use crate::assets::icon;
use crate::domain::{EvidenceLink, PhotoId};
use crate::ui::actions::{Actions, Answer};
use crate::ui::dialogs::Tag;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, body, small};
use crate::ui::widgets::{Emphasis, Field, RowHeights, action_button, issue_line, screen_title, virtual_list};
use crate::words::Value;
use egui::{Id, Label, Ui, vec2};
use std::collections::BTreeSet;

/// What is proposed and chosen here.
#[derive(Debug, Default)]
pub struct ByTime {
    open: bool,
    waiting: Option<Tag>,
    shift: String,
    /// The shift that `matches` were made with.
    asked: Option<i32>,
    matches: Vec<PhotoMatch>,
    left_out: BTreeSet<PhotoId>,
    /// Why nothing could be proposed.
    issue: String,
    rows: RowHeights,
}

impl ByTime {
    /// The screen as it opens.
    pub fn opened() -> Self {
        Self { open: true, ..Self::default() }
    }

    /// Whether it is shown.
    pub const fn is_open(&self) -> bool {
        self.open
    }
}

/// The height of a proposal.
const ROW_PX: f32 = 64.0;

/// Draws the proposals in the place of the grid.
pub fn by_time_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut ByTime, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    match actions.take(&mut state.waiting) {
        Some(Answer::Done(changes)) => take(state, *changes),
        Some(Answer::Failed(problem)) => state.issue = [problem.what, problem.to_do].join(" "),
        None => {}
    }
    let shift = state.shift.trim().parse::<i32>().ok().or_else(|| state.shift.trim().is_empty().then_some(0));
    if state.waiting.is_none() && shift.is_some() && state.asked != shift {
        state.asked = shift;
        let clock_shift_min = shift.unwrap_or_default();
        state.waiting = Some(actions.run_on(id, InspectionCommand::MatchPhotos { clock_shift_min }));
    }
    screen_title(ui, &look.text("by-time-title"));
    ui.add(Label::new(small(look.text("by-time-text")).color(look.palette.text_weak)).wrap());
    ui.horizontal(|ui| {
        let (label, help) = (look.text("by-time-shift"), look.text("by-time-shift-help"));
        let field = Field { label: &label, help: &help, width_px: Some(220.0), ..Field::default() };
        field.show(ui, look, "clock shift", &mut state.shift);
    });
    if shift.is_none() {
        issue_line(ui, look, &look.text("by-time-shift-wrong"));
    }
    if !state.issue.is_empty() {
        issue_line(ui, look, &state.issue);
    }
    let proposed: Vec<&PhotoMatch> = state.matches.iter().filter(|one| is_open(view, one)).collect();
    let chosen: Vec<(PhotoId, Vec<EvidenceLink>)> =
        proposed.iter().filter(|one| !state.left_out.contains(&one.photo)).filter_map(|one| link(one)).collect();
    let mut done = false;
    ui.horizontal(|ui| {
        let words = look.count("by-time-confirm", chosen.len());
        if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &words, !chosen.is_empty()).clicked() {
            actions.send_to(id, InspectionCommand::LinkPhotos(chosen.clone()));
            done = true;
        }
        done |= action_button(ui, look, Emphasis::Normal, None, &look.text("cancel"), true).clicked();
    });
    ui.add_space(Tokens::space(2.0));
    if proposed.is_empty() && state.waiting.is_none() {
        ui.add(Label::new(body(look.text("by-time-nothing")).color(look.palette.text_weak)).wrap());
    }
    let row_id = |row: usize| Id::unique("proposal").with(proposed[row].photo.to_string());
    let left_out = &mut state.left_out;
    virtual_list(ui, ("proposals", proposed.len(), ROW_PX), &mut state.rows, None, row_id, |ui, row| {
        row_ui(ui, look, view, proposed[row], left_out, actions);
    });
    if done {
        *state = ByTime::default();
    }
}

fn take(state: &mut ByTime, changes: Changes) {
    if let Outcome::Matched(matches) = changes.outcome {
        state.matches = matches;
        state.left_out.clear();
        state.rows.reset();
    }
}

/// Whether the photo is still in the tray.
fn is_open(view: &InspectionView, one: &PhotoMatch) -> bool {
    view.inspection.photo(one.photo).is_some_and(|photo| photo.links.is_empty())
}

fn link(one: &PhotoMatch) -> Option<(PhotoId, Vec<EvidenceLink>)> {
    Some((one.photo, vec![EvidenceLink::Question(one.question.clone()?)]))
}

fn row_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    one: &PhotoMatch,
    left_out: &mut BTreeSet<PhotoId>,
    actions: &mut Actions,
) {
    let Some(photo) = view.inspection.photo(one.photo) else { return };
    ui.horizontal(|ui| {
        let name = super::answers::photo_name(look, photo);
        let shown = view.inspection.rendition(photo);
        if actions.pictures.tile(ui, &shown, vec2(72.0, 54.0), look.palette.sunken, &name).clicked() {
            actions.go(Screen::Photo(view.inspection.plan.id, photo.id));
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let time = format!("{}  ·  {}", look.words.date_time(one.taken_at), photo.file_name);
            ui.label(small(time).color(look.palette.text_weak));
            let Some((_, links)) = link(one) else {
                ui.label(small(look.text("by-time-none")).color(look.palette.text_weak));
                return;
            };
            let target = links.first().map(|link| candidate_text(look, view, link)).unwrap_or_default();
            let mut on = !left_out.contains(&one.photo);
            let minutes = Value::Number(one.apart_s.abs().div_euclid(60));
            let key = if one.apart_s < 0 { "by-time-before" } else { "by-time-after" };
            if ui.checkbox(&mut on, target).changed() {
                if on {
                    left_out.remove(&one.photo)
                } else {
                    left_out.insert(one.photo)
                };
            }
            ui.label(small(look.with(key, &[("minutes", minutes)])).color(look.palette.text_weak));
        });
    });
}
