//! Photos and notes: taken first, linked to questions and findings afterwards.

use super::answers::photo_name;
use super::by_time::{ByTime, by_time_ui};
use super::drop_pane::{Dragged, DropPane, drop_pane_ui};
use super::interrupted::interrupted_ui;
use crate::app::command::{InspectionCommand, PhotoSource};
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{EvidenceLink, FileKind, Note, NoteId, Photo};
use crate::ui::actions::Actions;
use crate::ui::command_table::UiCommand;
use crate::ui::dialogs::Tag;
use crate::ui::intake;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, body, small};
use crate::ui::widgets::{
    Chip, Emphasis, EmptyState, Field, IconButton, RowHeights, action_button, button, card, chips, empty_state,
    icon_button, region, screen_title, virtual_list,
};
use crate::words::Value;
use egui::{Align, CentralPanel, Frame, Id, Label, Layout, Margin, Panel, ScrollArea, Sense, Ui, vec2};

use std::collections::BTreeSet;
use std::sync::Arc;

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub struct PhotosState {
    picking: Option<Tag>,
    /// The question for other files than pictures.
    picking_files: Option<Tag>,
    /// The question for the folder of a camera card.
    picking_folder: Option<Tag>,
    loose_only: bool,
    /// Whether what photos are dragged onto stands in the place of the notes.
    linking: bool,
    targets: DropPane,
    by_time: ByTime,
    note: String,
    editing: Option<(NoteId, String)>,
    rows: RowHeights,
}

impl PhotosState {
    /// Saves the notes that are typed and not yet saved.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        let id = view.inspection.plan.id;
        if !self.note.trim().is_empty() {
            let text = std::mem::take(&mut self.note);
            actions.send_to(id, InspectionCommand::SaveNote { id: None, text, links: Vec::new() });
        }
        let Some((edited, text)) = self.editing.take() else { return };
        let known = view.inspection.notes.iter().find(|note| note.id == edited && note.text != text);
        if let Some(note) = known.filter(|_| !text.trim().is_empty()) {
            let links = note.links.clone();
            actions.send_to(id, InspectionCommand::SaveNote { id: Some(edited), text, links });
        }
    }
}

/// A tile of the grid in points.
const TILE: egui::Vec2 = vec2(176.0, 132.0);

/// Draws photos and notes.
pub fn photos_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut PhotosState, actions: &mut Actions) {
    take_files(ui, look, view, state, actions);
    if ui.available_width() > 900.0 {
        let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::same(16));
        Panel::right("notes").exact_size(320.0).frame(frame).show(ui, |ui| side_ui(ui, look, view, state, actions));
    }
    let frame =
        Frame::new().fill(look.palette.surface).inner_margin(Margin { left: 24, right: 16, top: 12, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if state.by_time.is_open() {
            region(ui, "by time", |ui| by_time_ui(ui, look, view, &mut state.by_time, actions));
            return;
        }
        head_ui(ui, look, view, state, actions);
        interrupted_ui(ui, look, view, actions);
        let shown: Vec<&Photo> =
            view.inspection.photos.iter().filter(|photo| !state.loose_only || photo.links.is_empty()).collect();
        if shown.is_empty() {
            nothing_ui(ui, look, state, actions);
            return;
        }
        grid_ui(ui, look, view, &shown, state, actions);
    });
}

fn take_files(ui: &Ui, look: &Look, view: &InspectionView, state: &mut PhotosState, actions: &mut Actions) {
    if actions.take_pressed(UiCommand::AddPhoto) {
        state.picking = Some(actions.ask(intake::photo_dialog(look, FileKind::Picture)));
    }
    if let Some(paths) = actions.picked(&mut state.picking_files).filter(|paths| !paths.is_empty()) {
        let sources = paths.into_iter().map(PhotoSource::File).collect();
        actions.send_to(view.inspection.plan.id, InspectionCommand::AddFiles { sources, links: Vec::new() });
    }
    let mut sources = intake::dropped_and_pasted(ui.ctx());
    if let Some(paths) = actions.picked(&mut state.picking_folder) {
        sources.extend(paths.into_iter().map(PhotoSource::File));
    }
    if let Some(paths) = actions.picked(&mut state.picking) {
        sources.extend(paths.into_iter().map(PhotoSource::File));
    }
    if !sources.is_empty() {
        actions.send_to(view.inspection.plan.id, InspectionCommand::AddPhotos { sources, links: Vec::new() });
    }
}

fn head_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut PhotosState, actions: &mut Actions) {
    ui.horizontal(|ui| {
        screen_title(ui, &look.text("tab-photos"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let open = view.inspection.report_seal.is_none();
            let words = look.text("photos-add");
            if action_button(ui, look, Emphasis::Primary, Some(icon::IMAGE_PLUS), &words, open).clicked() {
                state.picking = Some(actions.ask(intake::photo_dialog(look, FileKind::Picture)));
            }
            let words = look.text("photos-add-files");
            if action_button(ui, look, Emphasis::Normal, Some(icon::PAPERCLIP), &words, open).clicked() {
                state.picking_files = Some(actions.ask(intake::photo_dialog(look, FileKind::Any)));
            }
            super::camera_button(ui, look, open, actions);
            ui.label(small(look.text("photos-hint")).color(look.palette.text_weak));
        });
    });
    let loose = view.inspection.photos.iter().filter(|photo| photo.links.is_empty()).count();
    let all = view.inspection.photos.len();
    let filters = [
        Chip { text: look.text("photos-all"), on: !state.loose_only, count: Some(all) },
        Chip { text: look.text("photos-tray"), on: state.loose_only, count: Some(loose) },
    ];
    ui.horizontal(|ui| {
        if let Some(pressed) = chips(ui, look, &filters) {
            state.loose_only = pressed == 1;
            state.rows.reset();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let open = view.inspection.report_seal.is_none();
            let words = look.text("by-time-open");
            if action_button(ui, look, Emphasis::Quiet, Some(icon::CLOCK), &words, open && loose > 0).clicked() {
                state.by_time = ByTime::opened();
            }
            let words = look.text("photos-add-folder");
            if action_button(ui, look, Emphasis::Quiet, Some(icon::FOLDER_OPEN), &words, open).clicked() {
                state.picking_folder = Some(actions.ask(intake::folder_dialog(look)));
            }
        });
    });
    ui.add_space(Tokens::space(2.0));
}

fn nothing_ui(ui: &mut Ui, look: &Look, state: &mut PhotosState, actions: &mut Actions) {
    let key = if state.loose_only { "photos-tray-empty" } else { "photos-empty" };
    let (title, text, step) = (look.text(key), look.text(&format!("{key}-text")), look.text("photos-add"));
    let steps = [(icon::IMAGE_PLUS, step.as_str())];
    let empty = EmptyState { icon: icon::IMAGE, title: &title, text: &text, steps: &steps };
    if empty_state(ui, look, &empty).is_some() {
        state.picking = Some(actions.ask(intake::photo_dialog(look, FileKind::Picture)));
    }
}

/// Rows of tiles, of which only the visible ones are drawn.
fn grid_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    shown: &[&Photo],
    state: &mut PhotosState,
    actions: &mut Actions,
) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of columns")]
    let across = ((ui.available_width() - 8.0) / (TILE.x + 12.0)).floor().max(1.0) as usize;
    let rows = shown.len().div_ceil(across);
    let row_id = |row: usize| Id::unique("photo row").with(shown[row * across].id.to_string());
    virtual_list(ui, ("photos", rows, TILE.y + 46.0), &mut state.rows, None, row_id, |ui, row| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            for photo in shown.iter().skip(row * across).take(across) {
                tile_ui(ui, look, view, photo, actions);
            }
        });
    });
}

fn tile_ui(ui: &mut Ui, look: &Look, view: &InspectionView, photo: &Photo, actions: &mut Actions) {
    ui.allocate_ui_with_layout(vec2(TILE.x, TILE.y + 40.0), Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let name = photo_name(look, photo);
        let tile = actions.pictures.tile(ui, &view.inspection.rendition(photo), TILE, look.palette.sunken, &name);
        let id = view.inspection.plan.id;
        if tile.clicked() {
            actions.go(Screen::Photo(id, photo.id));
        }
        if view.inspection.report_seal.is_none() {
            tile.dnd_set_drag_payload(Dragged::Photo(photo.id));
            let is_photo = |dragged: Arc<Dragged>| match *dragged {
                Dragged::Photo(id) => Some(id),
                Dragged::Note(_) => None,
            };
            if tile.dnd_hover_payload::<Dragged>().and_then(is_photo).is_some() {
                let line = tile.rect.left_top() - vec2(6.0, 0.0);
                let stroke = egui::Stroke::new(3.0, look.palette.accent);
                ui.painter().line_segment([line, line + vec2(0.0, TILE.y)], stroke);
            }
            let released = tile.dnd_release_payload::<Dragged>().and_then(is_photo);
            if let Some(dragged) = released.filter(|dragged| *dragged != photo.id) {
                actions.send_to(id, InspectionCommand::PlacePhoto { id: dragged, before: Some(photo.id) });
            }
        }
        tile.on_hover_text(name);
        let title = if photo.caption.is_empty() { &photo.file_name } else { &photo.caption };
        ui.add(Label::new(small(title)).truncate());
        let used = used_text(look, view, photo);
        ui.add(Label::new(small(used).color(look.palette.text_weak)).truncate());
    });
}

/// Where a photo is used: codes of questions, numbers of findings.
pub fn used_text(look: &Look, view: &InspectionView, photo: &Photo) -> String {
    if photo.links.is_empty() {
        return look.text("photos-unlinked");
    }
    let names: Vec<String> = photo.links.iter().map(|link| link_name(view, link)).collect();
    names.join(&look.text("list-comma"))
}

/// What a link leads to: the code of a question, the number of a finding.
pub fn link_name(view: &InspectionView, link: &EvidenceLink) -> String {
    match link {
        EvidenceLink::Question(path) => {
            let question = view.template.index_of(path).and_then(|index| view.template.questions.get(index));
            question.map_or_else(|| path.to_string(), |question| question.code.clone())
        }
        EvidenceLink::Finding(id) => view.finding(*id).map(|finding| finding.number.clone()).unwrap_or_default(),
        EvidenceLink::Area(name) => name.clone(),
    }
}

/// Notes, or what photos are dragged onto. A drag brings the latter up by itself.
fn side_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut PhotosState, actions: &mut Actions) {
    let linking = state.linking || egui::DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx());
    let panes = [
        Chip { text: look.text("notes"), on: !linking, count: None },
        Chip { text: look.text("drop-title"), on: linking, count: None },
    ];
    if let Some(pressed) = chips(ui, look, &panes) {
        state.linking = pressed == 1;
    }
    ui.add_space(Tokens::space(2.0));
    if linking {
        region(ui, "targets", |ui| drop_pane_ui(ui, look, view, &mut state.targets, actions));
    } else {
        notes_ui(ui, look, view, state, actions);
    }
}

/// Notes of the walk: written at once, linked later.
fn notes_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut PhotosState, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    let open = view.inspection.report_seal.is_none();
    ui.add_enabled_ui(open, |ui| {
        let (label, hint) = (look.text("notes-new"), look.text("notes-new-hint"));
        Field { label: &label, hint: &hint, rows: 3, ..Field::default() }.show(ui, look, "new note", &mut state.note);
        let ready = !state.note.trim().is_empty();
        let words = look.text("notes-save");
        if action_button(ui, look, Emphasis::Normal, Some(icon::STICKY_NOTE), &words, ready).clicked() {
            let text = std::mem::take(&mut state.note);
            actions.send_to(id, InspectionCommand::SaveNote { id: None, text, links: Vec::new() });
        }
    });
    ui.add_space(Tokens::space(2.0));
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for note in view.inspection.notes.iter().rev() {
            region(ui, &note.id.to_string(), |ui| {
                card(ui, look, |ui| {
                    ui.set_width(ui.available_width());
                    match state.editing.take() {
                        Some((editing, text)) if editing == note.id => {
                            state.editing = edit_note_ui(ui, look, view, note, text, actions);
                        }
                        other => {
                            state.editing = other;
                            note_ui(ui, look, view, note, state, actions);
                        }
                    }
                });
            });
        }
    });
}

fn note_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    note: &Note,
    state: &mut PhotosState,
    actions: &mut Actions,
) {
    let id = view.inspection.plan.id;
    let open = view.inspection.report_seal.is_none();
    ui.add(Label::new(body(&note.text)).wrap());
    let when = look.words.date_time(note.written_at);
    let used: Vec<String> = note.links.iter().map(|link| link_name(view, link)).collect();
    let facts = if used.is_empty() { when } else { format!("{when}  ·  {}", used.join(&look.text("list-comma"))) };
    ui.add(Label::new(small(facts).color(look.palette.text_weak)).wrap());
    ui.horizontal(|ui| {
        link_menu_ui(ui, look, view, &note.links, candidates, |links| {
            let text = note.text.clone();
            actions.send_to(id, InspectionCommand::SaveNote { id: Some(note.id), text, links });
        });
        let (edit, remove) = (look.text("note-edit"), look.text("note-remove"));
        let tool = |icon, name| IconButton { icon, name, enabled: open, selected: false };
        let drag = look.text("note-drag");
        let grip = icon_button(ui, look, tool(icon::MOVE, &drag)).interact(Sense::drag());
        if open {
            grip.on_hover_cursor(egui::CursorIcon::Grab).dnd_set_drag_payload(Dragged::Note(note.id));
        }
        if icon_button(ui, look, tool(icon::PENCIL, &edit)).clicked() {
            state.editing = Some((note.id, note.text.clone()));
        }
        if icon_button(ui, look, tool(icon::TRASH_2, &remove)).clicked() {
            actions.send_to(id, InspectionCommand::RemoveNote(note.id));
        }
    });
}

/// A note being changed; gives back what is typed while it still is.
fn edit_note_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    note: &Note,
    mut text: String,
    actions: &mut Actions,
) -> Option<(NoteId, String)> {
    Field { label: &look.text("note-edit"), rows: 3, ..Field::default() }.show(ui, look, "note", &mut text);
    let mut done = false;
    ui.horizontal(|ui| {
        let ready = !text.trim().is_empty();
        if action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("save"), ready).clicked() {
            let links = note.links.clone();
            let command = InspectionCommand::SaveNote { id: Some(note.id), text: text.clone(), links };
            actions.send_to(view.inspection.plan.id, command);
            done = true;
        }
        done |= button(ui, look, Emphasis::Normal, &look.text("cancel")).clicked();
    });
    (!done).then_some((note.id, text))
}

/// A menu that links to one of the candidates, or takes a link away; `set` gets the new links.
pub fn link_menu_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    links: &[EvidenceLink],
    candidates: fn(&InspectionView) -> Vec<EvidenceLink>,
    set: impl FnOnce(Vec<EvidenceLink>),
) {
    let words = look.text("link-to");
    let opener =
        action_button(ui, look, Emphasis::Normal, Some(icon::LINK), &words, view.inspection.report_seal.is_none());
    let mut chosen: Option<EvidenceLink> = None;
    egui::Popup::menu(&opener).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(420.0);
        let id = opener.id.with("search");
        let mut typed: String = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
        let edit = egui::TextEdit::singleline(&mut typed).id(id).desired_width(f32::INFINITY);
        let field = ui.add(edit.hint_text(look.text("link-search"))).accessible_name(look.text("link-search"));
        if ui.memory(|memory| memory.focused() == Some(opener.id)) {
            field.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
        let (typed_area, typed) = (typed.clone(), typed.to_lowercase());
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for link in candidates(view) {
                let text = candidate_text(look, view, &link);
                let on = links.contains(&link);
                if !on && !typed.split_whitespace().all(|word| text.to_lowercase().contains(word)) {
                    continue;
                }
                let mut ticked = on;
                if ui.checkbox(&mut ticked, text).changed() {
                    chosen = Some(link);
                }
            }
        });
        let area = typed_area.trim();
        if !area.is_empty() && !areas(view).iter().any(|known| known == area) {
            let words = look.with("link-new-area", &[("name", Value::Text(area))]);
            if action_button(ui, look, Emphasis::Quiet, Some(icon::MAP_PIN), &words, true).clicked() {
                chosen = Some(EvidenceLink::Area(area.to_owned()));
            }
        }
    });
    if let Some(link) = chosen {
        let mut next = links.to_vec();
        match next.iter().position(|other| *other == link) {
            Some(place) => {
                next.remove(place);
            }
            None => next.push(link),
        }
        set(next);
    }
}

/// What photos can be linked to: all but interviews.
pub fn photo_candidates(view: &InspectionView) -> Vec<EvidenceLink> {
    let mut all = candidates(view);
    all.retain(|link| match link {
        EvidenceLink::Question(path) => view.template.question_at(path).is_none_or(|question| !question.interview),
        EvidenceLink::Finding(_) | EvidenceLink::Area(_) => true,
    });
    all
}

/// What notes can be linked to: findings, areas, the questions that are asked.
pub fn candidates(view: &InspectionView) -> Vec<EvidenceLink> {
    let findings = view.inspection.findings.iter().map(|finding| EvidenceLink::Finding(finding.id));
    let asked = |index: &usize| view.evaluation.questions.get(*index).is_some_and(|result| result.shown());
    let questions = (0..view.template.questions.len())
        .filter(asked)
        .map(|index| EvidenceLink::Question(view.template.questions[index].path()));
    findings.chain(areas(view).into_iter().map(EvidenceLink::Area)).chain(questions).collect()
}

/// The parts of the site that have a name: those linked already, and those that findings name.
fn areas(view: &InspectionView) -> Vec<String> {
    let inspection = &view.inspection;
    let links =
        inspection.photos.iter().map(|photo| &photo.links).chain(inspection.notes.iter().map(|note| &note.links));
    let linked = links.flatten().filter_map(|link| match link {
        EvidenceLink::Area(name) => Some(name.clone()),
        EvidenceLink::Question(_) | EvidenceLink::Finding(_) => None,
    });
    let places = inspection.findings.iter().map(|finding| finding.place.trim().to_owned());
    linked.chain(places).filter(|name| !name.is_empty()).collect::<BTreeSet<_>>().into_iter().collect()
}

pub fn candidate_text(look: &Look, view: &InspectionView, link: &EvidenceLink) -> String {
    let name = link_name(view, link);
    let title = match link {
        EvidenceLink::Question(path) => {
            let question = view.template.index_of(path).and_then(|index| view.template.questions.get(index));
            question.map(|question| question.text.get(look.language()).to_owned()).unwrap_or_default()
        }
        EvidenceLink::Area(_) => look.text("link-area"),
        EvidenceLink::Finding(id) => {
            view.inspection.finding(*id).map(|finding| finding.title.clone()).unwrap_or_default()
        }
    };
    format!("{name}  {title}")
}
