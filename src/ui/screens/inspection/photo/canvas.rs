//! The photo itself: moved, zoomed, drawn on by pointer or keyboard.

use super::paint::{Sight, paint_overlay, part_at};
use super::tools::{Pencil, Tool, moved, without};
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::domain::{Detail, Overlay, OverlayPoint, Photo, PixelRect, Rendition};
use crate::ui::actions::Actions;
use crate::ui::pictures::{LARGE_PX, Picture};
use crate::ui::theme::Look;
use crate::ui::widgets::issue_line;
use egui::{Color32, CursorIcon, Image, Key, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};

/// The longest side of a picture that is looked at as a whole; of a larger one the part in sight is fetched besides.
const WHOLE_PX: u32 = 4096;
/// Parts begin and end at multiples of this, so that a short move needs no other one.
const PART_STEP_PX: u32 = 512;
/// How far one can go in: screen pixels for one of the picture.
const MOST_SCALE: f32 = 8.0;
/// How far the keyboard moves the crosshair, in units of overlays.
const STEP: i32 = 100;
/// How far the keyboard moves a photo, in points.
const STEP_POINTS: f32 = 48.0;

/// Which part of a photo is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Zoom {
    /// 1 shows the whole photo.
    pub factor: f32,
    /// How far its middle is from the middle of the room, in points.
    shift: Vec2,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { factor: 1.0, shift: Vec2::ZERO }
    }
}

impl Zoom {
    /// Goes in or out, the middle staying where it is.
    pub fn by(&mut self, factor: f32) {
        let before = self.factor;
        self.factor = (self.factor * factor).clamp(1.0, 64.0);
        self.shift *= self.factor / before;
    }
}

/// What is drawn on and how.
pub struct Canvas<'a> {
    pub view: &'a InspectionView,
    pub photo: &'a Photo,
    pub zoom: &'a mut Zoom,
    /// Whether one pixel of the photo is to have one of the screen.
    pub to_pixels: bool,
    /// The tool in hand; none where nothing can be drawn.
    pub pencil: Option<&'a mut Pencil>,
    /// Whether the original is shown without its overlay.
    pub bare: bool,
}

impl Canvas<'_> {
    /// Draws the photo into the room that is left, and carries out what pointer and keyboard do on it.
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    pub fn show(mut self, ui: &mut Ui, look: &Look, actions: &mut Actions) {
        let room = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(room, Sense::click_and_drag());
        let name = super::photo_name(look, self.photo);
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, &name));
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        let sight = self.sight(ui, room, &response);
        let painter = ui.painter().with_clip_rect(room);
        let longest = sight.rect.width().max(sight.rect.height()) * ui.ctx().pixels_per_point();
        let (width, height) = self.photo.facts.shown_px();
        let wanted = if longest > LARGE_PX as f32 { width.max(height).clamp(LARGE_PX, WHOLE_PX) } else { LARGE_PX };
        match self.picture(ui, actions, wanted) {
            Picture::Here(texture, size) => {
                let image = Image::new((texture, size)).alt_text(&self.photo.file_name);
                let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(room));
                inner.set_clip_rect(room);
                image.paint_at(&inner, sight.rect);
                let still = !response.dragged() && ui.input(|input| (input.zoom_delta() - 1.0).abs() < f32::EPSILON);
                if still && longest > WHOLE_PX as f32 && width.max(height) > WHOLE_PX {
                    self.paint_part(&inner, sight, room, actions);
                }
            }
            Picture::Coming => {
                painter.text(
                    room.center(),
                    egui::Align2::CENTER_CENTER,
                    look.text("loading"),
                    egui::FontId::proportional(15.0),
                    look.palette.text_weak,
                );
                return;
            }
            Picture::Missing => {
                issue_line(ui, look, &look.text("photo-cannot-be-shown"));
                return;
            }
        }
        let overlay = self.view.inspection.rendition(self.photo).overlay;
        let chosen = self.pencil.as_ref().and_then(|pencil| pencil.chosen);
        let shown = self.work(ui, sight, &response, actions).unwrap_or(overlay);
        if !self.bare {
            paint_overlay(&painter, sight, &shown, chosen, look.palette.accent);
        }
        if let Some(cursor) = self.pencil.as_ref().and_then(|pencil| pencil.cursor).filter(|_| response.has_focus()) {
            crosshair(&painter, sight, cursor);
        }
        if response.has_focus() {
            painter.rect_stroke(room, 2.0, Stroke::new(2.0, look.palette.accent), egui::StrokeKind::Inside);
        }
    }

    /// The original in the size that is wanted; the smaller one while that is on its way.
    fn picture(&self, ui: &Ui, actions: &mut Actions, wanted_px: u32) -> Picture {
        let plain = Rendition::plain(self.photo.digest);
        match actions.pictures.get(ui.ctx(), &plain, Detail::Within(wanted_px)) {
            Picture::Coming if wanted_px > LARGE_PX => actions.pictures.get(ui.ctx(), &plain, Detail::Within(LARGE_PX)),
            picture @ (Picture::Coming | Picture::Here(..) | Picture::Missing) => picture,
        }
    }

    /// Paints the pixels in sight over the coarser picture, once they have come.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the picture")]
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    fn paint_part(&self, ui: &Ui, sight: Sight, room: Rect, actions: &mut Actions) {
        let (width, height) = self.photo.facts.shown_px();
        let point = sight.rect.width() / width as f32;
        let seen = room.intersect(sight.rect).translate(-sight.rect.min.to_vec2()) / point;
        let first = |side: f32| (side.max(0.0) as u32) / PART_STEP_PX * PART_STEP_PX;
        let last = |side: f32, end: u32| (side.ceil() as u32).next_multiple_of(PART_STEP_PX).min(end);
        let (left_px, top_px) = (first(seen.min.x), first(seen.min.y));
        let (right, bottom) = (last(seen.max.x, width), last(seen.max.y, height));
        let (width_px, height_px) = (right.saturating_sub(left_px), bottom.saturating_sub(top_px));
        let part = Detail::Part(PixelRect { left_px, top_px, width_px, height_px });
        if let Picture::Here(texture, size) = actions.pictures.get(ui.ctx(), &Rendition::plain(self.photo.digest), part)
        {
            let from = sight.rect.min + vec2(left_px as f32, top_px as f32) * point;
            Image::new((texture, size)).paint_at(ui, Rect::from_min_size(from, size * point));
        }
    }

    /// Where the photo stands after zooming and moving.
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    fn sight(&mut self, ui: &Ui, room: Rect, response: &Response) -> Sight {
        let (width, height) = self.photo.facts.shown_px();
        let size = vec2(width as f32, height as f32);
        let fit = (room.width() / size.x).min(room.height() / size.y);
        let point_px = 1.0 / ui.ctx().pixels_per_point();
        // A small picture is shown as large as it is, not larger.
        let whole = if self.photo.facts.is_picture() { fit.min(point_px.max(fit.min(1.0))) } else { fit.min(120.0) };
        if self.to_pixels {
            self.zoom.factor = (point_px / whole).max(1.0);
        }
        if response.hovered() {
            self.zoom.by(ui.input(egui::InputState::zoom_delta));
        }
        self.zoom.factor = self.zoom.factor.clamp(1.0, (MOST_SCALE * point_px / whole).max(1.0));
        if response.has_focus() {
            let arrows = egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        }
        let pans = self.pencil.as_ref().is_none_or(|pencil| pencil.tool == Tool::Hand && pencil.chosen.is_none());
        if pans && response.dragged() {
            self.zoom.shift += response.drag_delta();
        }
        if pans && response.has_focus() {
            self.zoom.shift -= arrows(ui) * STEP_POINTS;
        }
        let shown = size * whole * self.zoom.factor;
        let most = ((shown - room.size()) / 2.0).max(Vec2::ZERO);
        self.zoom.shift = self.zoom.shift.clamp(-most, most);
        Sight { rect: Rect::from_center_size(room.center() + self.zoom.shift, shown) }
    }

    /// Carries out what pointer and keyboard do with the tool; what is to be shown meanwhile comes back.
    fn work(&mut self, ui: &Ui, sight: Sight, response: &Response, actions: &mut Actions) -> Option<Overlay> {
        let photo = self.photo;
        let pencil = self.pencil.as_deref_mut()?;
        let id = self.view.inspection.plan.id;
        let mut send = |overlay: Overlay| {
            actions.send_to(id, InspectionCommand::OverlayPhoto { id: photo.id, overlay });
        };
        if pencil.tool == Tool::Hand {
            return choose(ui, sight, response, pencil, &photo.overlay, &mut send);
        }
        response.clone().on_hover_cursor(CursorIcon::Crosshair);
        by_pointer(ui, sight, response, pencil);
        let finished = response.drag_stopped()
            || (pencil.tool.takes_one_point() && response.clicked())
            || by_keyboard(ui, response, pencil);
        if pencil.tool == Tool::Text {
            if let Some(at) = pencil.points.last().copied().filter(|_| finished) {
                pencil.words = Some((at, String::new()));
                pencil.points.clear();
            }
            return None;
        }
        let drawn = pencil.drawn_over(&photo.overlay);
        if finished {
            pencil.points.clear();
            // What was drawn is shown until it comes back saved.
            if let Some(drawn) = drawn.clone() {
                send(drawn);
            }
        }
        drawn
    }
}

/// With the hand: a press chooses, a drag moves what is chosen, Delete takes it away.
fn choose(
    ui: &Ui,
    sight: Sight,
    response: &Response,
    pencil: &mut Pencil,
    overlay: &Overlay,
    send: &mut dyn FnMut(Overlay),
) -> Option<Overlay> {
    let pointed = response.interact_pointer_pos().or_else(|| ui.input(|input| input.pointer.latest_pos()));
    if response.clicked() || response.drag_started() {
        // A drag is noticed when the pointer has moved a little: what was under it at the press is meant.
        let pressed = ui.input(|input| input.pointer.press_origin()).or(pointed);
        pencil.chosen = pressed.and_then(|place| part_at(ui.painter(), sight, overlay, place));
        pencil.points = pressed.map(|place| sight.to_picture(place)).into_iter().collect();
    }
    let part = pencil.chosen?;
    if response.has_focus() && ui.input(|input| input.key_pressed(Key::Delete) || input.key_pressed(Key::Backspace)) {
        pencil.chosen = None;
        send(without(overlay, part));
        return None;
    }
    if !response.dragged() && !response.drag_stopped() {
        return None;
    }
    let (from, to) = (*pencil.points.first()?, sight.to_picture(pointed?));
    let way = OverlayPoint::new(to.x - from.x, to.y - from.y);
    let next = moved(overlay, part, way.x, way.y);
    if response.drag_stopped() && way != OverlayPoint::new(0, 0) {
        send(next.clone());
    }
    Some(next)
}

fn by_pointer(ui: &Ui, sight: Sight, response: &Response, pencil: &mut Pencil) {
    let Some(place) = response.interact_pointer_pos() else { return };
    let point = sight.to_picture(place);
    if response.drag_started() || response.clicked() {
        let pressed = ui.input(|input| input.pointer.press_origin()).unwrap_or(place);
        pencil.points = vec![sight.to_picture(pressed)];
        pencil.cursor = None;
    }
    if response.dragged() {
        if pencil.tool != Tool::Freehand {
            pencil.points.truncate(1);
        }
        if pencil.points.last() != Some(&point) {
            pencil.points.push(point);
        }
    }
}

/// Arrows move the crosshair, Enter sets the first and the last point; true at the last.
fn by_keyboard(ui: &Ui, response: &Response, pencil: &mut Pencil) -> bool {
    if !response.has_focus() {
        return false;
    }
    let pressed = arrows(ui);
    let (step, enter, escape) = ui.input(|input| {
        let step = if input.modifiers.shift { STEP * 10 } else { STEP };
        (step, input.key_pressed(Key::Enter), input.key_pressed(Key::Escape))
    });
    #[expect(clippy::cast_possible_truncation, reason = "some presses of a key")]
    let way = OverlayPoint::new(pressed.x as i32 * step, pressed.y as i32 * step);
    if escape {
        pencil.points.clear();
        pencil.cursor = None;
    }
    let start = pencil.cursor.unwrap_or(OverlayPoint::new(OverlayPoint::SIDE / 2, OverlayPoint::SIDE / 3));
    if way != OverlayPoint::new(0, 0) || enter {
        let within = |value: i32| value.clamp(0, OverlayPoint::SIDE);
        let cursor = OverlayPoint::new(within(start.x + way.x), within(start.y + way.y));
        pencil.cursor = Some(cursor);
        if !pencil.points.is_empty() {
            if pencil.tool != Tool::Freehand {
                pencil.points.truncate(1);
            }
            pencil.points.push(cursor);
        }
        if enter {
            if pencil.points.is_empty() {
                pencil.points.push(cursor);
                return pencil.tool.takes_one_point();
            }
            return true;
        }
    }
    false
}

/// How often the arrows were pressed in this frame, to the right and down.
#[expect(clippy::cast_precision_loss, reason = "some presses of a key")]
fn arrows(ui: &Ui) -> Vec2 {
    ui.input(|input| {
        let count = |key| input.num_presses(key) as f32;
        vec2(count(Key::ArrowRight) - count(Key::ArrowLeft), count(Key::ArrowDown) - count(Key::ArrowUp))
    })
}

fn crosshair(painter: &egui::Painter, sight: Sight, at: OverlayPoint) {
    let place = sight.to_screen(at);
    for (width, colour) in [(3.0, Color32::WHITE), (1.0, Color32::BLACK)] {
        for way in [vec2(12.0, 0.0), vec2(0.0, 12.0)] {
            painter.line_segment([place - way, place + way], Stroke::new(width, colour));
        }
    }
}
