//! What is known and said about a photo: caption, marks, people, use, facts.

use super::PhotoState;
use super::tools::{Part, Pencil, without};
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Consent, EvidenceLink, MarkShape, Photo, PhotoId, PhotoNote, TimeSource};
use crate::ui::actions::{Actions, Spot};
use crate::ui::router::{Screen, Tab};
use crate::ui::screens::inspection::photos::{link_menu_ui, link_name, photo_candidates};
use crate::ui::theme::{Look, Tokens, Tone, body, small};
use crate::ui::widgets::{
    Chip, Emphasis, Field, IconButton, action_button, chips, facts, icon_button, pane_title, switch,
};
use crate::words::Value;
use egui::{Label, Ui};

/// Draws the pane on the right.
pub fn side_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    photo: &Photo,
    state: &mut PhotoState,
    actions: &mut Actions,
) {
    let open = view.inspection.report_seal.is_none();
    ui.add_enabled_ui(open, |ui| {
        words_ui(ui, look, view, photo, &mut state.pencil, actions);
        let field = Field { label: &look.text("photo-caption"), rows: 2, ..Field::default() };
        let response = field.show(ui, look, "caption", &mut state.caption);
        if response.lost_focus() {
            state.flush(view, actions);
        }
    });
    overlay_ui(ui, look, view, photo, &mut state.pencil, actions);
    ui.add_space(Tokens::space(2.0));
    people_ui(ui, look, view, photo, actions);
    ui.add_space(Tokens::space(2.0));
    links_ui(ui, look, view, photo, actions);
    ui.add_space(Tokens::space(3.0));
    pane_title(ui, &look.text("photo-facts"));
    facts(ui, look, &known(look, photo));
    for note in view.photo_notes.get(&photo.id).into_iter().flatten() {
        ui.add_space(Tokens::space(1.0));
        ui.add(Label::new(small(note_text(look, note)).color(look.tone(Tone::Minor).text)).wrap());
    }
    let said = match photo.facts.taken_at.as_ref().map(|taken| taken.source) {
        Some(TimeSource::FileName) => Some(("photo-time-from-name", look.tone(Tone::Minor).text)),
        Some(TimeSource::Capture) => Some(("photo-time-of-capture", look.palette.text_weak)),
        Some(TimeSource::ExifWithOffset | TimeSource::Exif) | None => None,
    };
    if let Some((key, color)) = said {
        ui.add(Label::new(small(look.text(key)).color(color)).wrap());
    }
    ui.add_space(Tokens::space(2.0));
    foot_ui(ui, look, view, photo, actions);
}

/// The words that a mark of text gets; saved with Enter, with the button, or when the photo is left.
fn words_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    photo: &Photo,
    pencil: &mut Pencil,
    actions: &mut Actions,
) {
    let Some((_, words)) = &mut pencil.words else { return };
    let field = Field { label: &look.text("mark-words"), ..Field::default() };
    let response = field.show(ui, look, "mark words", words);
    if words.is_empty() && !response.has_focus() && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let ready = !words.trim().is_empty();
    let mut done = entered;
    ui.horizontal(|ui| {
        done |=
            action_button(ui, look, Emphasis::Primary, Some(icon::CHECK), &look.text("mark-write"), ready).clicked();
        if action_button(ui, look, Emphasis::Normal, None, &look.text("cancel"), true).clicked() {
            pencil.words = None;
        }
    });
    if done {
        send_words(view, photo.id, pencil, actions);
    }
    ui.add_space(Tokens::space(2.0));
}

/// Saves the words of a mark that are typed.
pub fn send_words(view: &InspectionView, id: PhotoId, pencil: &mut Pencil, actions: &mut Actions) {
    let Some((at, words)) = pencil.words.take() else { return };
    let Some(photo) = view.inspection.photo(id).filter(|_| !words.trim().is_empty()) else { return };
    let overlay = pencil.marked(&photo.overlay, MarkShape::Text { at, text: words.trim().to_owned() });
    actions.send_to(view.inspection.plan.id, InspectionCommand::OverlayPhoto { id, overlay });
}

/// The marks and blocks as a list, each with the way to take it off.
fn overlay_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    photo: &Photo,
    pencil: &mut Pencil,
    actions: &mut Actions,
) {
    if photo.overlay.is_empty() {
        return;
    }
    let open = view.inspection.report_seal.is_none();
    ui.add_space(Tokens::space(2.0));
    pane_title(ui, &look.text("photo-drawn"));
    let marks = photo.overlay.marks.iter().enumerate().map(|(place, mark)| {
        let colour = look.text(&format!("mark-colour-{}", mark.colour.code()));
        let words = match &mark.shape {
            MarkShape::Text { text, .. } => text.clone(),
            MarkShape::Number { number, .. } => number.to_string(),
            MarkShape::Arrow { .. }
            | MarkShape::Line { .. }
            | MarkShape::Rectangle { .. }
            | MarkShape::Ellipse { .. }
            | MarkShape::Freehand { .. } => colour,
        };
        (Part::Mark(place), format!("{}  {words}", look.text(&format!("tool-{}", mark.shape.code()))))
    });
    let blocks = photo.overlay.redactions.iter().enumerate().map(|(place, block)| {
        let reason = look.text(&format!("redaction-{}", block.reason.code()));
        (Part::Block(place), format!("{}  {reason}", look.text("tool-block")))
    });
    for (part, name) in blocks.chain(marks) {
        ui.horizontal(|ui| {
            let remove = look.with("mark-remove", &[("name", Value::Text(&name))]);
            let tool = IconButton { icon: icon::TRASH_2, name: &remove, enabled: open, selected: false };
            if icon_button(ui, look, tool).clicked() {
                pencil.chosen = None;
                let overlay = without(&photo.overlay, part);
                actions.send_to(view.inspection.plan.id, InspectionCommand::OverlayPhoto { id: photo.id, overlay });
            }
            if ui.selectable_label(pencil.chosen == Some(part), small(&name)).clicked() {
                pencil.take_up(super::Tool::Hand);
                pencil.chosen = Some(part);
            }
        });
    }
}

/// How the people on the photo stand to it, and whether it is a trade secret.
fn people_ui(ui: &mut Ui, look: &Look, view: &InspectionView, photo: &Photo, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    let sealed = view.inspection.report_seal.is_some();
    pane_title(ui, &look.text("photo-consent"));
    let now = view.inspection.consent(photo);
    let options: Vec<Consent> = Consent::ALL
        .into_iter()
        .filter(|consent| !sealed || *consent == now || *consent == Consent::Withdrawn)
        .collect();
    let shown: Vec<Chip> = options
        .iter()
        .map(|consent| Chip {
            text: look.text(&format!("consent-{}", consent.code())),
            on: *consent == now,
            count: None,
        })
        .collect();
    if let Some(consent) = chips(ui, look, &shown).and_then(|place| options.get(place)).filter(|one| **one != now) {
        actions.send_to(id, InspectionCommand::TakeConsent { id: photo.id, consent: *consent });
    }
    if now == Consent::Withdrawn {
        let text = small(look.text("consent-withdrawn-means")).color(look.tone(Tone::Minor).text);
        ui.add(Label::new(text).wrap());
    }
    ui.add_enabled_ui(!sealed, |ui| {
        let mut secret = photo.trade_secret;
        if switch(ui, &mut secret, &look.text("photo-secret")).changed() {
            actions.send_to(id, InspectionCommand::SetPhotoSecret { id: photo.id, trade_secret: secret });
        }
    });
}

/// What it is evidence for.
fn links_ui(ui: &mut Ui, look: &Look, view: &InspectionView, photo: &Photo, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    pane_title(ui, &look.text("photo-used"));
    if photo.links.is_empty() {
        ui.label(body(look.text("photos-unlinked")).color(look.palette.text_weak));
    }
    for link in &photo.links {
        let name = link_name(view, link);
        if ui.link(name).clicked() {
            match link {
                EvidenceLink::Question(path) => actions.show(id, Spot::Question(path.clone())),
                EvidenceLink::Finding(finding) => actions.go(Screen::Finding(id, *finding)),
                EvidenceLink::Area(_) => actions.go(Screen::Inspection(id, Tab::Photos)),
            }
        }
    }
    link_menu_ui(ui, look, view, &photo.links, photo_candidates, |links| {
        actions.send_to(id, InspectionCommand::LinkPhoto { id: photo.id, links });
    });
}

/// Its place among the others, and the way out.
fn foot_ui(ui: &mut Ui, look: &Look, view: &InspectionView, photo: &Photo, actions: &mut Actions) {
    let id = view.inspection.plan.id;
    let open = view.inspection.report_seal.is_none();
    let photos = &view.inspection.photos;
    let Some(place) = photos.iter().position(|other| other.id == photo.id) else { return };
    ui.horizontal(|ui| {
        let earlier = place.checked_sub(1).and_then(|place| photos.get(place)).map(|other| Some(other.id));
        let later = photos.get(place + 1).map(|_| photos.get(place + 2).map(|other| other.id));
        let ways = [(icon::ARROW_UP, "photo-earlier", earlier), (icon::ARROW_DOWN, "photo-later", later)];
        for (glyph, key, target) in ways {
            let name = look.text(key);
            let tool = IconButton { icon: glyph, name: &name, enabled: open && target.is_some(), selected: false };
            if icon_button(ui, look, tool).clicked()
                && let Some(before) = target
            {
                actions.send_to(id, InspectionCommand::PlacePhoto { id: photo.id, before });
            }
        }
        let words = look.text("photo-remove");
        if action_button(ui, look, Emphasis::Quiet, Some(icon::TRASH_2), &words, open).clicked() {
            actions.send_to(id, InspectionCommand::RemovePhoto(photo.id));
            actions.say(look.text("photo-removed"));
            actions.go(Screen::Inspection(id, Tab::Photos));
        }
    });
}

fn known(look: &Look, photo: &Photo) -> Vec<(String, String)> {
    let facts = &photo.facts;
    let pair = |key: &str, value: String| (look.text(key), value);
    let taken = facts.taken_at.as_ref().map(|taken| taken.local.replace('T', " ")).unwrap_or_default();
    let place = facts.place.as_ref().map(|place| format!("{}, {}", place.latitude_deg, place.longitude_deg));
    #[expect(clippy::cast_precision_loss, reason = "megabytes with one decimal")]
    let megabytes = format!("{:.1}", facts.size_bytes as f64 / 1_000_000.0);
    let megabytes = ("megabytes", Value::Text(&megabytes));
    let size = if facts.is_picture() {
        let (width, height) = (Value::Number(facts.width_px.into()), Value::Number(facts.height_px.into()));
        look.with("photo-size", &[("width", width), ("height", height), megabytes])
    } else {
        look.with("file-size", &[("kind", Value::Text(&facts.media_type)), megabytes])
    };
    vec![
        pair("photo-taken", taken),
        pair("photo-place", place.unwrap_or_default()),
        pair("photo-camera", facts.camera.clone()),
        pair("photo-file", photo.file_name.clone()),
        pair("photo-dimensions", size),
        pair("photo-added", look.words.date_time(photo.added_at)),
        pair("photo-digest", photo.digest.to_string()),
    ]
}

/// What a reader should know about the photo, in words.
fn note_text(look: &Look, note: &PhotoNote) -> String {
    let key = format!("photo-note-{}", note.code());
    match note {
        PhotoNote::OtherDay(day) => {
            let day = look.words.date(*day);
            look.with(&key, &[("day", Value::Text(&day))])
        }
        PhotoNote::UsedIn(number) | PhotoNote::LooksLikeIn(number) => {
            look.with(&key, &[("number", Value::Text(number))])
        }
        PhotoNote::NoCameraData => look.text(&key),
    }
}
