//! Marks: colour, shape and letter of a tone.

use super::pane::line;
use crate::ui::theme::{Look, Shape, Tone, body, strong_font};
use egui::{Align2, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo};

/// A mark beside a text that says the same; it has no name of its own.
pub fn mark(ui: &mut Ui, look: &Look, tone: Tone, side_px: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side_px), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint_mark(ui.painter(), look, tone, rect);
    }
    response
}

/// A mark that stands alone: its name is shown on hover and read aloud.
pub fn mark_named(ui: &mut Ui, look: &Look, tone: Tone, side_px: f32, name: &str) -> Response {
    let response = mark(ui, look, tone, side_px);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, name));
    response.on_hover_text(name)
}

/// A mark and its word in the colour of the tone.
pub fn mark_with_text(ui: &mut Ui, look: &Look, tone: Tone, text: &str) -> Response {
    line(ui, 24.0, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        mark(ui, look, tone, 18.0);
        ui.label(body(text).color(look.tone(tone).text))
    })
    .inner
}

/// Paints a mark into a square.
pub fn paint_mark(painter: &Painter, look: &Look, tone: Tone, rect: Rect) {
    let paint = look.tone(tone);
    let center = rect.center();
    let radius = rect.width().min(rect.height()) / 2.0;
    let outline = Stroke::new((radius / 5.0).max(1.0), paint.solid);
    let mut letter_at = center;
    match tone.shape() {
        Shape::Octagon => fill(painter, corners(center, radius * 1.04, 8, 22.5), paint.solid),
        Shape::Triangle => {
            let lower = Pos2::new(center.x, center.y + radius * 0.16);
            fill(painter, corners(lower, radius * 1.2, 3, -90.0), paint.solid);
            letter_at.y += radius * 0.2;
        }
        Shape::Diamond => fill(painter, corners(center, radius * 1.1, 4, 0.0), paint.solid),
        Shape::Square => {
            painter.rect_filled(Rect::from_center_size(center, Vec2::splat(radius * 1.76)), 2.0, paint.solid);
        }
        Shape::Circle => {
            painter.circle_filled(center, radius * 0.96, paint.solid);
        }
        Shape::Ring => {
            painter.circle_stroke(center, radius * 0.86, outline);
        }
    }
    let color = if tone.shape() == Shape::Ring { paint.text } else { paint.on_solid };
    let size_px = match tone.shape() {
        Shape::Triangle | Shape::Diamond => radius * 0.98,
        Shape::Octagon | Shape::Square | Shape::Circle | Shape::Ring => radius * 1.16,
    };
    painter.text(letter_at, Align2::CENTER_CENTER, look.text(tone.letter_key()), strong_font(size_px), color);
}

fn corners(center: Pos2, radius: f32, count: u16, first_degrees: f32) -> Vec<Pos2> {
    (0..count)
        .map(|corner| {
            let degrees = first_degrees + 360.0 * f32::from(corner) / f32::from(count);
            center + Vec2::angled(degrees.to_radians()) * radius
        })
        .collect()
}

fn fill(painter: &Painter, points: Vec<Pos2>, color: egui::Color32) {
    painter.add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
}
