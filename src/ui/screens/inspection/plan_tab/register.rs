//! A register: its entries one below the other, or the form of one.

use super::entry_form::EntryForm;
use super::form_state::FormState;
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Detail, Entry, PhotoId, Register, RegisterEntry};
use crate::ui::actions::Actions;
use crate::ui::pictures::{Picture, THUMB_PX};
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, Tone, body, small, strong_text};
use crate::ui::widgets::{Emphasis, IconButton, action_button, card, icon_button, link, mark_with_text, region};
use crate::words::Value;
use chrono::NaiveDate;
use egui::{Align, Image, Label, Layout, Ui, vec2};

/// The height of the photo of an entry, in points.
const PHOTO_PX: f32 = 96.0;

/// Draws a register, or the form of one of its entries.
pub fn register_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    register: Register,
    state: &mut FormState<EntryForm>,
    actions: &mut Actions,
) {
    if let Some(form) = state.form() {
        form.show(ui, look, view);
        return;
    }
    super::help_ui(ui, look, &format!("register-{}-text", register.code()));
    ui.add_space(Tokens::space(2.0));
    let open = super::is_open(view);
    for one in view.inspection.register(register) {
        region(ui, &one.id.to_string(), |ui| {
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                entry_ui(ui, look, view, one, open, state, actions);
            });
        });
        ui.add_space(Tokens::space(2.0));
    }
    let words = look.text(&format!("register-{}-add", register.code()));
    if action_button(ui, look, Emphasis::Normal, Some(icon::PLUS), &words, open).clicked() {
        state.open(EntryForm::of(None, Entry::empty(register)));
    }
}

/// One entry with its photo, and what can be done with it.
fn entry_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    one: &RegisterEntry,
    open: bool,
    state: &mut FormState<EntryForm>,
    actions: &mut Actions,
) {
    let headline = one.entry.headline();
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let remove = look.named(&look.text("entry-remove"), headline);
        let tool = IconButton { icon: icon::TRASH_2, name: &remove, enabled: open, selected: false };
        if icon_button(ui, look, tool).clicked() {
            actions.send_to(view.inspection.plan.id, InspectionCommand::RemoveEntry(one.id));
            actions.say(look.text("entry-removed"));
        }
        let edit = look.named(&look.text("edit"), headline);
        let tool = IconButton { icon: icon::PENCIL, name: &edit, enabled: open, selected: false };
        if icon_button(ui, look, tool).clicked() {
            state.open(EntryForm::of(Some(one.id), one.entry.clone()));
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = Tokens::space(1.0);
            said_ui(ui, look, view, &one.entry);
            if let Some(id) = one.entry.photo() {
                photo_ui(ui, look, view, id, actions);
            }
            if !view.inspection.entry_shown_to_site(&one.entry) {
                let text = format!("{}\u{2002}{}", icon::EYE_OFF, look.text("entry-withheld"));
                ui.add(Label::new(small(text).color(look.palette.text_weak)).wrap());
            }
        });
    });
}

/// What an entry says.
fn said_ui(ui: &mut Ui, look: &Look, view: &InspectionView, entry: &Entry) {
    let date = |key: &str, day: Option<NaiveDate>| {
        day.map(|day| look.with(key, &[("date", Value::Text(&look.words.date(day)))]))
    };
    let weak = |ui: &mut Ui, parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            ui.add(Label::new(body(parts.join("  ·  ")).color(look.palette.text_weak)).wrap());
        }
    };
    ui.add(Label::new(strong_text(entry.headline())).wrap());
    match entry {
        Entry::Instrument(instrument) => {
            let calibrated = date("instrument-calibrated-at", instrument.calibrated_on);
            let due = date("instrument-due-at", instrument.due_on);
            weak(ui, vec![Some(instrument.number.clone()), calibrated, due]);
            if instrument.is_overdue(view.inspection.plan.ends_on) {
                mark_with_text(ui, look, Tone::Major, &look.text("instrument-overdue"));
            }
        }
        Entry::Document(document) => {
            let handling = look.text(&format!("handling-{}", document.handling.code()));
            let dated = date("document-dated-at", document.dated_on);
            weak(ui, vec![Some(document.number.clone()), dated, Some(handling)]);
        }
        Entry::GoodPractice(practice) => {
            ui.add(Label::new(body(&practice.beyond)).wrap());
            let key = if practice.may_be_shared { "practice-shared" } else { "practice-not-shared" };
            weak(ui, vec![Some(look.text(key))]);
        }
        Entry::Limitation(limitation) => {
            weak(ui, vec![Some(look.text(&format!("limitation-{}", limitation.kind.code())))]);
            if !limitation.effect.is_empty() {
                let text = look.with("limitation-effect-is", &[("effect", Value::Text(&limitation.effect))]);
                ui.add(Label::new(body(text)).wrap());
            }
        }
    }
}

/// The photo or file of an entry; pressing its name shows it.
fn photo_ui(ui: &mut Ui, look: &Look, view: &InspectionView, id: PhotoId, actions: &mut Actions) {
    let Some(photo) = view.inspection.photo(id) else { return };
    let rendition = view.inspection.rendition(photo);
    if photo.facts.is_picture()
        && let Picture::Here(texture, size) = actions.pictures.get(ui.ctx(), &rendition, Detail::Within(THUMB_PX))
    {
        let size = vec2(size.x * PHOTO_PX / size.y, PHOTO_PX);
        ui.add(Image::new((texture, size)).fit_to_exact_size(size).alt_text(&photo.file_name));
    }
    let name = super::super::answers::photo_name(look, photo);
    if link(ui, &name).clicked() {
        actions.go(Screen::Photo(view.inspection.plan.id, id));
    }
}
