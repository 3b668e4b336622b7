//! One photo, large, with what is known about it.

use super::InspectionState;
use super::photos::{link_menu_ui, link_name};
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{EvidenceLink, Photo, PhotoId, TimeSource};
use crate::ui::actions::{Actions, Spot};
use crate::ui::pictures::{LARGE_PX, Picture};
use crate::ui::router::{Screen, Tab};
use crate::ui::theme::{Look, Tokens, Tone, body, small};
use crate::ui::widgets::{Emphasis, Field, action_button, facts, icon_button, issue_line, pane_title};
use crate::words::Value;
use egui::{CentralPanel, Frame, Image, Label, Margin, Panel, Rect, ScrollArea, Ui, vec2};

/// What is typed here.
#[derive(Debug, Default)]
pub struct PhotoState {
    photo: Option<PhotoId>,
    caption: String,
    sent: String,
}

impl PhotoState {
    /// Sends the caption that is typed and not yet sent.
    pub fn flush(&mut self, view: &InspectionView, actions: &mut Actions) {
        let Some(id) = self.photo.filter(|_| self.caption.trim() != self.sent) else { return };
        self.caption.trim().clone_into(&mut self.sent);
        let caption = self.sent.clone();
        actions.send_to(view.inspection.plan.id, InspectionCommand::CaptionPhoto { id, caption });
    }

    fn follow(&mut self, view: &InspectionView, photo: &Photo, actions: &mut Actions) {
        if self.photo != Some(photo.id) {
            self.flush(view, actions);
            *self = Self { photo: Some(photo.id), caption: photo.caption.clone(), sent: photo.caption.clone() };
        }
    }
}

/// Draws one photo.
pub fn photo_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    id: PhotoId,
    state: &mut InspectionState,
    actions: &mut Actions,
) {
    let Some(place) = view.inspection.photos.iter().position(|photo| photo.id == id) else {
        actions.go(Screen::Inspection(view.inspection.plan.id, Tab::Photos));
        return;
    };
    let photo = &view.inspection.photos[place];
    state.photo.follow(view, photo, actions);
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::same(16));
    Panel::right("photo facts").exact_size(340.0).frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            side_ui(ui, look, view, photo, &mut state.photo, actions);
        });
    });
    CentralPanel::default().frame(Frame::new().fill(look.palette.sunken).inner_margin(Margin::same(12))).show(
        ui,
        |ui| {
            bar_ui(ui, look, view, place, actions);
            let room = ui.available_rect_before_wrap();
            match actions.pictures.get(ui.ctx(), photo.digest, LARGE_PX) {
                Picture::Here(texture, size) => {
                    let scale = (room.width() / size.x).min(room.height() / size.y).min(1.0);
                    let rect = Rect::from_center_size(room.center(), size * scale);
                    Image::new((texture, size)).alt_text(&photo.file_name).paint_at(ui, rect);
                }
                Picture::Coming => {
                    ui.label(look.text("loading"));
                }
                Picture::Missing => {
                    issue_line(ui, look, &look.text("photo-cannot-be-shown"));
                }
            }
        },
    );
}

/// The way to the photos before and after it.
fn bar_ui(ui: &mut Ui, look: &Look, view: &InspectionView, place: usize, actions: &mut Actions) {
    let photos = &view.inspection.photos;
    let id = view.inspection.plan.id;
    ui.horizontal(|ui| {
        let words = look.text("photos-back");
        if action_button(ui, look, Emphasis::Quiet, Some(icon::LAYOUT_GRID), &words, true).clicked() {
            actions.go(Screen::Inspection(id, Tab::Photos));
        }
        let before = place.checked_sub(1).and_then(|place| photos.get(place));
        let after = photos.get(place + 1);
        for (other, glyph, key) in
            [(before, icon::CHEVRON_LEFT, "photo-previous"), (after, icon::CHEVRON_RIGHT, "photo-next")]
        {
            let name = look.text(key);
            let tool =
                crate::ui::widgets::IconButton { icon: glyph, name: &name, enabled: other.is_some(), selected: false };
            if icon_button(ui, look, tool).clicked()
                && let Some(other) = other
            {
                actions.go(Screen::Photo(id, other.id));
            }
        }
        ui.label(body(format!("{} / {}", place + 1, photos.len())).color(look.palette.text_weak));
    });
}

fn side_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    photo: &Photo,
    state: &mut PhotoState,
    actions: &mut Actions,
) {
    let id = view.inspection.plan.id;
    let open = view.inspection.report_seal.is_none();
    ui.add_enabled_ui(open, |ui| {
        let field = Field { label: &look.text("photo-caption"), rows: 2, ..Field::default() };
        let response = field.show(ui, look, "caption", &mut state.caption);
        if response.lost_focus() {
            state.flush(view, actions);
        }
    });
    ui.add_space(Tokens::space(2.0));
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
            }
        }
    }
    link_menu_ui(ui, look, view, &photo.links, |links| {
        actions.send_to(id, InspectionCommand::LinkPhoto { id: photo.id, links });
    });
    ui.add_space(Tokens::space(3.0));
    pane_title(ui, &look.text("photo-facts"));
    facts(ui, look, &known(look, photo));
    if photo.facts.taken_at.as_ref().is_some_and(|taken| taken.source == TimeSource::FileName) {
        let text = small(look.text("photo-time-from-name")).color(look.tone(Tone::Minor).text);
        ui.add(Label::new(text).wrap());
    }
    ui.add_space(Tokens::space(2.0));
    let words = look.text("photo-remove");
    if action_button(ui, look, Emphasis::Quiet, Some(icon::TRASH_2), &words, open).clicked() {
        actions.send_to(id, InspectionCommand::RemovePhoto(photo.id));
        actions.say(look.text("photo-removed"));
        actions.go(Screen::Inspection(id, Tab::Photos));
    }
    ui.allocate_space(vec2(0.0, 0.0));
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
