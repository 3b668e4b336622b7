//! Answering: sections on the left, one question in the middle, its evidence on the right.

mod draft;
mod evidence_pane;
mod fields;
mod finding_card;
mod hidden;
mod input;
mod note;
mod question;
mod records;
mod repeats;
mod sections;
mod strip;
mod walk;
mod why;

pub use evidence_pane::{first_photo, photo_name};

use crate::app::command::{InspectionCommand, PhotoSource};
use crate::app::view::InspectionView;
use crate::domain::{EvidenceLink, InstancePath};
use crate::ui::actions::Actions;
use crate::ui::command_table::UiCommand;
use crate::ui::dialogs::Tag;
use crate::ui::intake;
use crate::ui::theme::{Look, Tokens};
use crate::ui::widgets::region;
use draft::Draft;
use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Stroke, Ui};
use finding_card::FindingCard;
use walk::Walk;
use why::Topic;

/// What the screen keeps between frames.
#[derive(Debug, Default)]
pub struct AnswersState {
    current: Option<InstancePath>,
    draft: Draft,
    show_hidden: bool,
    /// What is explained over the screen.
    why: Option<Topic>,
    focus_note: bool,
    picking: Option<Tag>,
    card: FindingCard,
    records: records::RecordsState,
}

impl AnswersState {
    /// Shows this question.
    pub fn show(&mut self, path: InstancePath) {
        self.records.close();
        self.current = Some(path);
    }

    /// Sends what is typed and not yet sent; before the window closes or another screen is shown.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        send(view, self.draft.take_changes(), actions);
        self.card.flush(view, actions);
        self.records.flush(view, actions);
    }
}

/// Below this width the evidence stands under the question.
const TWO_PANES_PX: f32 = 1080.0;
/// Below this width sections are a menu.
const ONE_PANE_PX: f32 = 760.0;

/// Draws the screen.
pub fn answers_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut AnswersState, actions: &mut Actions) {
    if state.records.shown(view).is_some() {
        let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(16, 10));
        CentralPanel::default().frame(frame).show(ui, |ui| {
            region(ui, "records", |ui| records::records_ui(ui, look, view, &mut state.records, actions));
        });
        return;
    }
    let walk = Walk::of(view);
    let Some(index) = state.current.as_ref().and_then(|path| view.template.index_of(path)).or_else(|| walk.first())
    else {
        ui.label(look.text("answers-none"));
        repeats::all_ui(ui, look, view, actions);
        return;
    };
    let path = view.template.questions[index].path();
    state.current = Some(path.clone());
    take_files(ui, view, &path, state, actions);
    send(view, state.draft.follow(view, index), actions);
    state.card.follow(view, &path, actions);
    let index = keys(ui, look, view, &walk, index, state, actions);

    let width = ui.available_width();
    if width >= ONE_PANE_PX {
        let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(8, 10));
        Panel::left("sections").exact_size(248.0).frame(frame).show(ui, |ui| {
            sections::sections_ui(ui, look, view, index, state, actions);
        });
    }
    if width >= TWO_PANES_PX {
        let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::same(14));
        Panel::right("evidence").exact_size(292.0).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                region(ui, "evidence", |ui| evidence_pane::evidence_ui(ui, look, view, index, state, actions));
            });
        });
    }
    let frame =
        Frame::new().fill(look.palette.surface).inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 0 });
    CentralPanel::default().frame(frame.stroke(Stroke::NONE)).show(ui, |ui| {
        question::footer_ui(ui, look, view, &walk, index, state, actions);
        ScrollArea::vertical().id_salt(("question", index)).auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(860.0));
            if width < ONE_PANE_PX {
                sections::menu_ui(ui, look, view, index, state);
            }
            strip::strip_ui(ui, look, view, index, state);
            question::question_ui(ui, look, view, &walk, index, state, actions);
            if width < TWO_PANES_PX {
                ui.add_space(Tokens::space(4.0));
                region(ui, "evidence", |ui| evidence_pane::evidence_ui(ui, look, view, index, state, actions));
            }
            hidden::hidden_ui(ui, look, view, index, state);
            ui.add_space(Tokens::space(6.0));
        });
    });
    if let Some(table) = state.draft.open_table.take() {
        state.records.open(&table);
    }
    if std::mem::take(&mut state.draft.go_on) {
        actions.do_command(UiCommand::NextUnanswered);
    }
    let now_s = ui.input(|input| input.time);
    let typing = ui.ctx().text_edit_focused();
    send(view, state.draft.settle(now_s, typing), actions);
    if let Some(wait_s) = state.draft.wait_s(now_s) {
        ui.ctx().request_repaint_after_secs(wait_s);
    }
    why::why_ui(ui, look, view, state);
}

/// Carries out the shortcuts of this screen; returns the question that is shown now.
fn keys(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    walk: &Walk,
    index: usize,
    state: &mut AnswersState,
    actions: &mut Actions,
) -> usize {
    let mut index = index;
    let target = match actions.pressed {
        Some(UiCommand::NextUnanswered) => walk.next_open(view, index),
        Some(UiCommand::NextQuestion) => walk.next(index),
        Some(UiCommand::PreviousQuestion) => walk.previous(index),
        _ => None,
    };
    if actions.take_pressed(UiCommand::NextUnanswered) && target.is_none() {
        actions.say(look.text("answers-all-done"));
    }
    actions.take_pressed(UiCommand::NextQuestion);
    actions.take_pressed(UiCommand::PreviousQuestion);
    if let Some(target) = target {
        index = target;
        state.current = Some(view.template.questions[index].path());
        send(view, state.draft.follow(view, index), actions);
        state.draft.focus_value = input::takes_digits(&view.template.questions[index].kind);
    }
    let question = &view.template.questions[index];
    if question.interview && matches!(actions.pressed, Some(UiCommand::AddPhoto | UiCommand::OpenCamera)) {
        actions.pressed = None;
        actions.say(look.text("interview-nothing-kept"));
    }
    if actions.take_pressed(UiCommand::AddPhoto) {
        state.picking = Some(actions.ask(intake::photo_dialog(look, view.template.questions[index].kind.files())));
    }
    if actions.take_pressed(UiCommand::OpenCamera) {
        let links = vec![EvidenceLink::Question(view.template.questions[index].path())];
        super::open_camera(view, links, actions);
    }
    if actions.take_pressed(UiCommand::WriteNote) {
        state.focus_note = true;
    }
    if actions.take_pressed(UiCommand::ExplainScore) {
        state.why = Some(Topic::Score);
    }
    if actions.take_pressed(UiCommand::SearchQuestions) {
        actions.do_command(UiCommand::OpenPalette);
    }
    if let Some(UiCommand::Choose(number)) = actions.pressed {
        actions.pressed = None;
        if input::choose(view, index, usize::from(number), &mut state.draft) {
            ui.ctx().request_repaint();
        }
    }
    if actions.take_pressed(UiCommand::EditFinding) {
        finding_card::open_or_focus(view, index, state, actions);
    }
    index
}

/// Photos chosen, dropped or pasted belong to the question that is shown.
fn take_files(ui: &Ui, view: &InspectionView, path: &InstancePath, state: &mut AnswersState, actions: &mut Actions) {
    let mut sources: Vec<PhotoSource> = intake::dropped_and_pasted(ui.ctx());
    if let Some(paths) = actions.picked(&mut state.picking) {
        sources.extend(paths.into_iter().map(PhotoSource::File));
    }
    if sources.is_empty() {
        return;
    }
    let links = vec![EvidenceLink::Question(path.clone())];
    actions.send_to(view.inspection.plan.id, InspectionCommand::AddPhotos { sources, links });
}

fn send(view: &InspectionView, changes: Vec<(InstancePath, crate::domain::Answer)>, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    let mut changes = changes;
    match changes.len() {
        0 => {}
        1 => {
            if let Some((path, answer)) = changes.pop() {
                actions.send_to(id, InspectionCommand::Answer { path, answer });
            }
        }
        _ => actions.send_to(id, InspectionCommand::AnswerMany(changes)),
    }
}
