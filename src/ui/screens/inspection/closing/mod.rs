//! Closing in three steps: meetings and positions, signatures, the seals.

mod meetings;
mod positions;
mod seal;
mod signatures;

use super::InspectionState;
use crate::app::view::{Blocker, BlockerKind, InspectionView, Place};
use crate::assets::icon;
use crate::domain::SignatureRole;
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, Tone, strong_font};
use crate::ui::widgets::{page, region};
use egui::{
    Align2, CentralPanel, FontId, Frame, Margin, Panel, Response, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// One of the three steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// Meetings and the site's position on each finding.
    #[default]
    Meetings,
    /// Signatures or a refusal.
    Signatures,
    /// The seals.
    Seal,
}

impl Step {
    const ALL: [Self; 3] = [Self::Meetings, Self::Signatures, Self::Seal];

    const fn key(self) -> &'static str {
        match self {
            Self::Meetings => "closing-meetings",
            Self::Signatures => "closing-signatures",
            Self::Seal => "closing-seal",
        }
    }

    /// The step at which a blocker is put right; none where it is another tab's.
    pub const fn of(place: &Place) -> Option<Self> {
        match place {
            Place::Meeting(_) => Some(Self::Meetings),
            Place::Signature(_) => Some(Self::Signatures),
            Place::Closing => Some(Self::Seal),
            Place::Question(_) | Place::Finding(_) => None,
        }
    }
}

/// What is typed and chosen here.
#[derive(Debug, Default)]
pub struct ClosingState {
    step: Step,
    meetings: meetings::MeetingsState,
    positions: positions::PositionsState,
    signatures: signatures::SignaturesState,
    seal: seal::SealState,
}

impl ClosingState {
    /// Shows the seals next.
    pub fn show_seal(&mut self) {
        self.step = Step::Seal;
    }
}

/// Draws the steps and the one that is open.
pub fn closing_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut InspectionState, actions: &mut Actions) {
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(24, 8));
    Panel::top("steps").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            for (place, step) in Step::ALL.into_iter().enumerate() {
                if step_ui(ui, look, view, place + 1, step, state.closing.step == step).clicked() {
                    state.closing.step = step;
                }
                ui.add_space(Tokens::space(4.0));
            }
        });
    });
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().id_salt(state.closing.step.key()).auto_shrink([false, false]).show(ui, |ui| {
            page(ui, 900.0, |ui| {
                region(ui, state.closing.step.key(), |ui| match state.closing.step {
                    Step::Meetings => {
                        meetings::meetings_ui(ui, look, view, &mut state.closing.meetings, actions);
                        positions::positions_ui(ui, look, view, &mut state.closing.positions, actions);
                    }
                    Step::Signatures => {
                        signatures::signatures_ui(ui, look, view, &mut state.closing.signatures, actions)
                    }
                    Step::Seal => seal::seal_ui(ui, look, view, state, actions),
                })
            });
        });
    });
}

/// Whether a step has nothing left to do.
fn is_done(view: &InspectionView, step: Step) -> bool {
    let blocked = |fits: &dyn Fn(&Blocker) -> bool| view.closing_blockers.iter().any(fits);
    match step {
        Step::Meetings => !blocked(&|blocker| {
            matches!(blocker.place, Place::Meeting(_)) || blocker.kind == BlockerKind::PositionMissing
        }),
        Step::Signatures => [SignatureRole::Auditor, SignatureRole::Site]
            .into_iter()
            .all(|role| view.inspection.signature(role).is_some()),
        Step::Seal => view.inspection.report_seal.is_some(),
    }
}

fn step_ui(ui: &mut Ui, look: &Look, view: &InspectionView, number: usize, step: Step, here: bool) -> Response {
    let text = look.text(step.key());
    let done = is_done(view, step);
    let font = if here { strong_font(15.0) } else { FontId::proportional(15.0) };
    let color = if here { look.palette.accent } else { look.palette.text };
    let galley = ui.painter().layout_no_wrap(text.clone(), font, color);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 44.0, 36.0), Sense::click());
    let state = if done { look.text("step-done") } else { look.text("step-open") };
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Tab, true, here, format!("{text}, {state}")));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 6, look.palette.hover);
    }
    let center = pos2(rect.left() + 18.0, rect.center().y);
    let conforming = look.tone(Tone::Conforming);
    let (fill, on) = match (done, here) {
        (true, _) => (conforming.solid, conforming.on_solid),
        (false, true) => (look.palette.accent, look.palette.on_accent),
        (false, false) => (look.palette.surface, look.palette.text),
    };
    painter.circle(center, 12.0, fill, Stroke::new(1.0, if done { conforming.solid } else { look.palette.border }));
    let sign = if done { icon::CHECK.to_string() } else { number.to_string() };
    painter.text(center, Align2::CENTER_CENTER, sign, strong_font(13.0), on);
    painter.galley(pos2(rect.left() + 38.0, rect.center().y - galley.size().y / 2.0), galley, color);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
