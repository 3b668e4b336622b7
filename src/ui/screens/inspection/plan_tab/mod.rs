//! The plan of an inspection and the facts of its report: what was agreed, who inspects, scope and method, registers.

mod agreed;
mod entry_form;
mod form_state;
mod register;
mod scope;
mod scope_form;
mod team;
mod team_form;

use super::version::VersionState;
use crate::app::view::InspectionView;
use crate::domain::{InspectionState, Register};
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, body, strong_font};
use crate::ui::widgets::{page, region, screen_title};
use egui::{CentralPanel, FontId, Frame, Margin, Panel, Response, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use entry_form::EntryForm;
use form_state::FormState;
use scope_form::ScopeForm;
use std::collections::BTreeMap;
use team_form::TeamForm;

/// The width of what is read and filled in.
const WIDTH_PX: f32 = 760.0;

/// What is shown of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlanPart {
    /// What was agreed before the visit.
    #[default]
    Agreed,
    /// The team and its qualifications.
    Team,
    /// Scope and method.
    Scope,
    /// A register.
    Register(Register),
}

impl PlanPart {
    const ALL: [Self; 7] = [
        Self::Agreed,
        Self::Team,
        Self::Scope,
        Self::Register(Register::Instruments),
        Self::Register(Register::Documents),
        Self::Register(Register::GoodPractices),
        Self::Register(Register::Limitations),
    ];

    fn name(self, look: &Look) -> String {
        match self {
            Self::Agreed => look.text("plan-part-agreed"),
            Self::Team => look.text("plan-part-team"),
            Self::Scope => look.text("plan-part-scope"),
            Self::Register(register) => look.text(&format!("register-{}", register.code())),
        }
    }

    /// How many entries there are to count.
    fn count(self, view: &InspectionView) -> usize {
        match self {
            Self::Agreed | Self::Scope => 0,
            Self::Team => view.inspection.plan.team.len(),
            Self::Register(register) => view.inspection.register(register).count(),
        }
    }
}

/// What is typed and chosen here.
#[derive(Debug, Default)]
pub struct PlanTabState {
    part: PlanPart,
    agreed: agreed::AgreedState,
    version: VersionState,
    team: FormState<TeamForm>,
    scope: FormState<ScopeForm>,
    /// A form for each register: what is typed in one stays while another is looked at.
    registers: BTreeMap<Register, FormState<EntryForm>>,
}

impl PlanTabState {
    /// Whether the part that is open shows a form instead of what is known.
    fn has_form(&self) -> bool {
        match self.part {
            PlanPart::Agreed => false,
            PlanPart::Team => self.team.is_open(),
            PlanPart::Scope => self.scope.is_open(),
            PlanPart::Register(register) => self.registers.get(&register).is_some_and(FormState::is_open),
        }
    }
}

/// Draws the parts and the one that is open.
pub fn plan_tab_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut PlanTabState, actions: &mut Actions) {
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(24, 8));
    Panel::top("plan parts").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(Tokens::space(1.0), Tokens::space(1.0));
            for part in PlanPart::ALL {
                if part_ui(ui, look, view, part, state.part == part).clicked() {
                    state.part = part;
                }
            }
        });
    });
    state.team.take(actions);
    state.scope.take(actions);
    for form in state.registers.values_mut() {
        if form.take(actions) {
            actions.say(look.text("entry-saved"));
        }
    }
    match state.part {
        PlanPart::Agreed => {}
        PlanPart::Team => state.team.steps_ui(ui, look, view, actions),
        PlanPart::Scope => state.scope.steps_ui(ui, look, view, actions),
        PlanPart::Register(register) => {
            state.registers.entry(register).or_default().steps_ui(ui, look, view, actions);
        }
    }
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 16));
    let name = state.part.name(look);
    // A form begins at its top, however far the page before it was scrolled.
    let scrolled = (&name, state.has_form());
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().id_salt(scrolled).auto_shrink([false, false]).show(ui, |ui| {
            page(ui, WIDTH_PX, |ui| {
                screen_title(ui, &name);
                region(ui, &format!("{:?}", state.part), |ui| match state.part {
                    PlanPart::Agreed => {
                        agreed::agreed_ui(ui, look, view, &mut state.agreed, &mut state.version, actions);
                    }
                    PlanPart::Team => team::team_ui(ui, look, view, &mut state.team),
                    PlanPart::Scope => scope::scope_ui(ui, look, view, &mut state.scope),
                    PlanPart::Register(register) => {
                        let form = state.registers.entry(register).or_default();
                        register::register_ui(ui, look, view, register, form, actions);
                    }
                });
            });
        });
    });
}

/// Whether facts of the report can still be recorded.
fn is_open(view: &InspectionView) -> bool {
    !matches!(view.inspection.state, InspectionState::Sealed | InspectionState::Cancelled)
}

fn part_ui(ui: &mut Ui, look: &Look, view: &InspectionView, part: PlanPart, here: bool) -> Response {
    let name = part.name(look);
    let count = part.count(view);
    let words = if count > 0 { format!("{name} {count}") } else { name.clone() };
    let size = Tokens::get().sizes.body_px;
    let font = if here { strong_font(size) } else { FontId::proportional(size) };
    let color = if here { look.palette.accent } else { look.palette.text };
    let galley = ui.painter().layout_no_wrap(words, font, color);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 24.0, 36.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Tab, true, here, &name));
    let ground = match (here, response.hovered() || response.has_focus()) {
        (true, _) => Some(look.palette.accent_soft),
        (false, true) => Some(look.palette.hover),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, Tokens::get().corner_radius_px, ground);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(2.0, look.palette.accent);
        ui.painter().rect_stroke(rect, Tokens::get().corner_radius_px, stroke, egui::StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Weak words that say what a part is for.
fn help_ui(ui: &mut Ui, look: &Look, key: &str) {
    ui.add(egui::Label::new(body(look.text(key)).color(look.palette.text_weak)).wrap());
}
