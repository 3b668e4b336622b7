//! The form of one entry of a register.

use super::super::answers::photo_name;
use super::form_state::FactsForm;
use crate::app::command::FactsDraft;
use crate::app::view::InspectionView;
use crate::domain::{
    DocumentHandling, Entry, EntryId, GoodPractice, Instrument, Limitation, LimitationKind, Photo, PhotoId, Register,
    SeenDocument,
};
use crate::ui::theme::{Look, Tokens, small};
use crate::ui::widgets::{Field, card, choice_field, date_field, issue_line, pane_title, region, switch};
use egui::{Label, Response, Ui};

/// An entry as it is typed.
#[derive(Debug)]
pub struct EntryForm {
    /// The entry that is changed; none for a new one.
    pub id: Option<EntryId>,
    /// What it says.
    pub entry: Entry,
    just_opened: bool,
}

impl FactsForm for EntryForm {
    fn is_ready(&self) -> bool {
        !self.entry.headline().trim().is_empty() && !self.is_reversed()
    }

    fn draft(&self) -> FactsDraft {
        FactsDraft { entries: vec![(self.id, self.entry.clone())], ..FactsDraft::default() }
    }
}

impl EntryForm {
    /// The form of an entry.
    pub const fn of(id: Option<EntryId>, entry: Entry) -> Self {
        Self { id, entry, just_opened: true }
    }

    /// Whether a calibration is due before it was made.
    fn is_reversed(&self) -> bool {
        let Entry::Instrument(instrument) = &self.entry else { return false };
        instrument.calibrated_on.zip(instrument.due_on).is_some_and(|(calibrated, due)| due < calibrated)
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, look: &Look, view: &InspectionView) {
        let register = self.entry.register();
        let name = self.id.map_or_else(|| "new entry".to_owned(), |id| format!("entry {id}"));
        let reversed = self.is_reversed();
        region(ui, &name, |ui| {
            card(ui, look, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
                pane_title(ui, &look.text(&title_key(register, self.id.is_some())));
                let first = match &mut self.entry {
                    Entry::Instrument(instrument) => instrument_ui(ui, look, instrument),
                    Entry::Document(document) => document_ui(ui, look, view, document),
                    Entry::GoodPractice(practice) => practice_ui(ui, look, view, practice),
                    Entry::Limitation(limitation) => limitation_ui(ui, look, limitation),
                };
                if std::mem::take(&mut self.just_opened) {
                    first.request_focus();
                }
                if reversed {
                    issue_line(ui, look, &look.text("instrument-reversed"));
                }
            });
        });
    }
}

fn title_key(register: Register, known: bool) -> String {
    let step = if known { "change" } else { "add" };
    format!("register-{}-{step}", register.code())
}

fn field_ui(ui: &mut Ui, look: &Look, key: &str, rows: usize, text: &mut String) -> Response {
    Field { label: &look.text(key), rows, ..Field::default() }.show(ui, look, key, text)
}

fn instrument_ui(ui: &mut Ui, look: &Look, instrument: &mut Instrument) -> Response {
    let first = field_ui(ui, look, "instrument-name", 1, &mut instrument.name);
    field_ui(ui, look, "instrument-number", 1, &mut instrument.number);
    ui.horizontal_top(|ui| {
        date_field(ui, look, ("calibrated", &look.text("instrument-calibrated")), &mut instrument.calibrated_on);
        ui.add_space(Tokens::space(4.0));
        date_field(ui, look, ("due", &look.text("instrument-due")), &mut instrument.due_on);
    });
    first
}

fn document_ui(ui: &mut Ui, look: &Look, view: &InspectionView, document: &mut SeenDocument) -> Response {
    let first = field_ui(ui, look, "document-title", 1, &mut document.title);
    field_ui(ui, look, "document-number", 1, &mut document.number);
    ui.horizontal_top(|ui| {
        date_field(ui, look, ("dated", &look.text("document-dated")), &mut document.dated_on);
        ui.add_space(Tokens::space(4.0));
        let names = DocumentHandling::ALL.map(|one| look.text(&format!("handling-{}", one.code())));
        let chosen = DocumentHandling::ALL.iter().position(|one| *one == document.handling);
        let label = look.text("document-handling");
        if let Some(place) = choice_field(ui, look, ("handling", &label), chosen, &names, 200.0) {
            document.handling = DocumentHandling::ALL[place];
        }
    });
    if photo_choice(ui, look, view, "document-photo", &mut document.photo) && document.photo.is_some() {
        document.handling = DocumentHandling::Copied;
    }
    first
}

fn practice_ui(ui: &mut Ui, look: &Look, view: &InspectionView, practice: &mut GoodPractice) -> Response {
    let first = field_ui(ui, look, "practice-fact", 2, &mut practice.fact);
    field_ui(ui, look, "practice-beyond", 2, &mut practice.beyond);
    photo_choice(ui, look, view, "practice-photo", &mut practice.photo);
    switch(ui, &mut practice.may_be_shared, &look.text("practice-may-be-shared"));
    first
}

fn limitation_ui(ui: &mut Ui, look: &Look, limitation: &mut Limitation) -> Response {
    let names = LimitationKind::ALL.map(|kind| look.text(&format!("limitation-{}", kind.code())));
    let chosen = LimitationKind::ALL.iter().position(|kind| *kind == limitation.kind);
    let label = look.text("limitation-kind");
    if let Some(place) = choice_field(ui, look, ("kind", &label), chosen, &names, 420.0) {
        limitation.kind = LimitationKind::ALL[place];
    }
    let first = field_ui(ui, look, "limitation-words", 2, &mut limitation.words);
    field_ui(ui, look, "limitation-effect", 2, &mut limitation.effect);
    if limitation.kind.points_at_people() {
        ui.add(Label::new(small(look.text("limitation-always-withheld")).color(look.palette.text_weak)).wrap());
    } else {
        switch(ui, &mut limitation.sensitive, &look.text("limitation-sensitive"));
    }
    first
}

/// Chooses a photo or file of the inspection, or none; returns whether another one was chosen.
fn photo_choice(ui: &mut Ui, look: &Look, view: &InspectionView, key: &str, photo: &mut Option<PhotoId>) -> bool {
    let photos: Vec<&Photo> = view.inspection.photos.iter().collect();
    let mut names = vec![look.text("photo-none")];
    names.extend(photos.iter().map(|photo| photo_name(look, photo)));
    let known = photo.and_then(|id| photos.iter().position(|photo| photo.id == id));
    let chosen = known.map_or(0, |place| place + 1);
    let Some(place) = choice_field(ui, look, (key, &look.text(key)), Some(chosen), &names, 520.0) else {
        return false;
    };
    *photo = place.checked_sub(1).and_then(|place| photos.get(place)).map(|photo| photo.id);
    true
}
