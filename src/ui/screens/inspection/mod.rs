//! One inspection: its head with the tabs, and the screen of each tab.

pub mod answers;
mod by_time;
mod camera;
pub mod closing;
mod drop_pane;
mod finding_form;
mod finding_sheet;
mod findings;
mod grade_form;
mod interrupted;
mod photo;
mod photos;
mod plan_tab;
mod proposal;
mod report;
mod schemes;
mod version;

use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{EvidenceLink, FindingId, InspectionId, PhotoId};
use crate::ui::actions::{Actions, Spot};
use crate::ui::command_table::UiCommand;
use crate::ui::router::{Screen, Tab};
use crate::ui::screens::inspections::paint_state;
use crate::ui::screens::suppliers::supplier_name;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_text};
use crate::ui::widgets::{Emphasis, IconButton, action_button, icon_button};
use egui::{Align, Button, Frame, Label, Layout, Margin, Panel, Sense, Stroke, Ui, pos2, vec2};

/// What the screens of an inspection keep.
#[derive(Debug, Default)]
pub struct InspectionState {
    /// Answering.
    pub answers: answers::AnswersState,
    plan: plan_tab::PlanTabState,
    photos: photos::PhotosState,
    photo: photo::PhotoState,
    camera: camera::CameraState,
    findings: findings::FindingsState,
    sheet: finding_sheet::SheetState,
    closing: closing::ClosingState,
    report: report::ReportState,
}

/// What is shown of an inspection.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A tab.
    Tab(Tab),
    /// One photo, large.
    Photo(PhotoId),
    /// One finding.
    Finding(FindingId),
    /// The camera.
    Camera,
}

impl InspectionState {
    /// Makes a place of the inspection `id` the one that is shown next; returns the screen that it is on.
    pub fn show(&mut self, id: InspectionId, spot: Spot) -> Screen {
        match spot {
            Spot::Question(path) => {
                self.answers.show(path);
                Screen::Inspection(id, Tab::Answers)
            }
            Spot::Seal => {
                self.closing.show_seal();
                Screen::Inspection(id, Tab::Closing)
            }
            Spot::Camera(links) => {
                self.camera = camera::CameraState::opened(links);
                Screen::Camera(id)
            }
        }
    }

    /// Sends what is typed and not yet sent.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        self.answers.flush(view, actions);
        self.sheet.flush(view, actions);
        self.photo.flush(view, actions);
        self.photos.flush(view, actions);
    }
}

/// Draws an inspection.
pub fn inspection_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    part: Part,
    state: &mut InspectionState,
    actions: &mut Actions,
) {
    let tab = match part {
        Part::Tab(tab) => tab,
        Part::Photo(_) | Part::Camera => Tab::Photos,
        Part::Finding(_) => Tab::Findings,
    };
    shortcuts(view, actions);
    head_ui(ui, look, view, tab, actions);
    if tab != Tab::Answers {
        state.answers.flush(view, actions);
    }
    if !matches!(part, Part::Tab(Tab::Findings) | Part::Finding(_)) {
        state.sheet.flush(view, actions);
    }
    if !matches!(part, Part::Photo(_)) {
        state.photo.flush(view, actions);
    }
    match part {
        Part::Tab(Tab::Plan) => plan_tab::plan_tab_ui(ui, look, view, &mut state.plan, actions),
        Part::Tab(Tab::Answers) => answers::answers_ui(ui, look, view, &mut state.answers, actions),
        Part::Tab(Tab::Photos) => photos::photos_ui(ui, look, view, &mut state.photos, actions),
        Part::Tab(Tab::Findings) => {
            findings::findings_ui(ui, look, view, &mut state.findings, &mut state.sheet, actions)
        }
        Part::Tab(Tab::Closing) => closing::closing_ui(ui, look, view, state, actions),
        Part::Tab(Tab::Report) => report::report_ui(ui, look, view, &mut state.report, actions),
        Part::Photo(id) => photo::photo_ui(ui, look, view, id, state, actions),
        Part::Finding(id) => {
            state.findings.show(id);
            findings::findings_ui(ui, look, view, &mut state.findings, &mut state.sheet, actions);
        }
        Part::Camera => camera::camera_ui(ui, look, view, &mut state.camera, actions),
    }
    if actions.take_pressed(UiCommand::OpenCamera) && !matches!(part, Part::Camera) {
        let links = if let Part::Finding(id) = part { vec![EvidenceLink::Finding(id)] } else { Vec::new() };
        open_camera(view, links, actions);
    }
}

/// A button that opens the camera for what is shown.
fn camera_button(ui: &mut Ui, look: &Look, enabled: bool, actions: &mut Actions) {
    let words = UiCommand::OpenCamera.text(look);
    let button = action_button(ui, look, Emphasis::Normal, Some(icon::CAMERA), &words, enabled);
    if button.on_hover_text(UiCommand::OpenCamera.tooltip(look)).clicked() {
        actions.do_command(UiCommand::OpenCamera);
    }
}

/// Opens the camera for photos with these links, while photos can still be taken.
fn open_camera(view: &InspectionView, links: Vec<EvidenceLink>, actions: &mut Actions) {
    if view.inspection.report_seal.is_none() {
        actions.show(view.inspection.plan.id, Spot::Camera(links));
    }
}

/// Undo, redo and tabs.
fn shortcuts(view: &InspectionView, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    if actions.take_pressed(UiCommand::Undo) && view.can_undo {
        actions.send_to(id, InspectionCommand::Undo);
    }
    if actions.take_pressed(UiCommand::Redo) && view.can_redo {
        actions.send_to(id, InspectionCommand::Redo);
    }
    for tab in Tab::ALL {
        if actions.take_pressed(tab.command()) {
            actions.go(Screen::Inspection(id, tab));
        }
    }
}

fn head_ui(ui: &mut Ui, look: &Look, view: &InspectionView, here: Tab, actions: &mut Actions) {
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(16, 0));
    Panel::top("inspection head").exact_size(46.0).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                tools_ui(ui, look, view, here, actions);
                ui.add_space(Tokens::space(3.0));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| title_ui(ui, look, view));
            });
        });
    });
}

/// State, number, supplier and site; the last is cut off where there is no room.
fn title_ui(ui: &mut Ui, look: &Look, view: &InspectionView) {
    ui.spacing_mut().item_spacing.x = Tokens::space(2.0);
    let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
    paint_state(ui.painter(), look, view.inspection.state, rect);
    if ui.available_width() < 120.0 {
        return;
    }
    let tone = Tone::from(view.inspection.state);
    let state = look.text(&format!("state-{}", view.inspection.state.code()));
    ui.label(small(state).color(look.tone(tone).text));
    ui.label(body(&view.inspection.plan.number).color(look.palette.text_weak).small());
    let title = format!("{} · {}", supplier_name(look, &view.supplier), view.site.name);
    ui.add(Label::new(strong_text(&title)).truncate()).on_hover_text(title);
}

/// Tabs, undo and redo, from the right.
fn tools_ui(ui: &mut Ui, look: &Look, view: &InspectionView, here: Tab, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    ui.spacing_mut().item_spacing.x = 2.0;
    for (command, glyph, enabled) in
        [(UiCommand::Redo, icon::REDO_2, view.can_redo), (UiCommand::Undo, icon::UNDO_2, view.can_undo)]
    {
        let tooltip = command.tooltip(look);
        let tool = IconButton { icon: glyph, name: &tooltip, enabled, selected: false };
        if icon_button(ui, look, tool).accessible_name(command.text(look)).clicked() {
            actions.do_command(command);
        }
    }
    ui.add_space(Tokens::space(1.0));
    for tab in Tab::ALL.into_iter().rev() {
        // The site reads along at the closing: there nothing counts what it may not see.
        if tab_button(ui, look, view, tab, here) {
            actions.go(Screen::Inspection(id, tab));
        }
    }
}

fn tab_button(ui: &mut Ui, look: &Look, view: &InspectionView, tab: Tab, shown: Tab) -> bool {
    let here = tab == shown;
    let name = tab.command().text(look);
    let count = match tab {
        Tab::Photos => view.inspection.photos.len(),
        Tab::Findings if shown == Tab::Closing => view.shown_to_the_site().count(),
        Tab::Findings => view.inspection.findings.len(),
        Tab::Plan | Tab::Answers | Tab::Closing | Tab::Report => 0,
    };
    let words = if count > 0 { format!("{name} {count}") } else { name.clone() };
    let color = if here { look.palette.accent } else { look.palette.text };
    let built = Button::new(body(words).color(color)).frame_when_inactive(false).stroke(Stroke::NONE);
    let tooltip = tab.command().tooltip(look);
    let response = ui.add(built).on_hover_text(tooltip).accessible_name(name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::Tab));
    if here {
        let bottom = ui.max_rect().bottom() - 1.5;
        let line = [pos2(response.rect.left() + 6.0, bottom), pos2(response.rect.right() - 6.0, bottom)];
        ui.painter().line_segment(line, Stroke::new(3.0, look.palette.accent));
    }
    response.clicked()
}
