//! An overlay painted over a photo on the screen, as `evidence` draws it into pictures.

use super::tools::{Part, paint_of};
use crate::domain::{MarkColour, MarkShape, Overlay, OverlayPoint};
use crate::ui::theme::strong_font;
use egui::epaint::EllipseShape;
use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// Where a picture stands on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Sight {
    /// The whole picture, whether it is to be seen or not.
    pub rect: Rect,
}

impl Sight {
    #[expect(clippy::cast_precision_loss, reason = "ten-thousandths of a side")]
    fn unit(self) -> f32 {
        self.rect.width().max(self.rect.height()) / OverlayPoint::SIDE as f32
    }

    /// The place on the screen of a point of the picture.
    #[expect(clippy::cast_precision_loss, reason = "ten-thousandths of a side")]
    pub fn to_screen(self, point: OverlayPoint) -> Pos2 {
        self.rect.min + vec2(point.x as f32, point.y as f32) * self.unit()
    }

    /// The point of the picture under a place on the screen, at most at its edge.
    #[expect(clippy::cast_possible_truncation, reason = "ten-thousandths of a side")]
    pub fn to_picture(self, place: Pos2) -> OverlayPoint {
        let units = (self.rect.clamp(place) - self.rect.min) / self.unit().max(f32::EPSILON);
        OverlayPoint::new(units.x.round() as i32, units.y.round() as i32)
    }

    fn line_px(self) -> f32 {
        (self.rect.width().max(self.rect.height()) * 0.005).max(1.5)
    }
}

/// Paints blocks, then marks; the chosen one with a frame.
pub fn paint_overlay(painter: &Painter, sight: Sight, overlay: &Overlay, chosen: Option<Part>, accent: Color32) {
    for block in &overlay.redactions {
        let rect = Rect::from_two_pos(sight.to_screen(block.from), sight.to_screen(block.to));
        painter.rect_filled(rect.intersect(sight.rect), 0.0, Color32::BLACK);
    }
    for mark in &overlay.marks {
        paint_mark(painter, sight, &mark.shape, mark.colour);
    }
    if let Some(bounds) = chosen.and_then(|part| bounds(painter, sight, overlay, part)) {
        painter.rect_stroke(bounds.expand(6.0), 2.0, Stroke::new(2.0, accent), StrokeKind::Outside);
    }
}

fn paint_mark(painter: &Painter, sight: Sight, shape: &MarkShape, colour: MarkColour) {
    let line_px = sight.line_px();
    let strokes =
        [Stroke::new(line_px * 1.9, paint_of(colour.edge_rgb())), Stroke::new(line_px, paint_of(colour.rgb()))];
    let at = |point: &OverlayPoint| sight.to_screen(*point);
    for stroke in strokes {
        match shape {
            MarkShape::Arrow { from, to } => arrow(painter, at(from), at(to), stroke, line_px),
            MarkShape::Line { from, to } => {
                painter.line_segment([at(from), at(to)], stroke);
            }
            MarkShape::Rectangle { from, to } => {
                let rect = Rect::from_two_pos(at(from), at(to));
                painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Middle);
            }
            MarkShape::Ellipse { from, to } => {
                let rect = Rect::from_two_pos(at(from), at(to));
                painter.add(EllipseShape {
                    center: rect.center(),
                    radius: rect.size() / 2.0,
                    fill: Color32::TRANSPARENT,
                    stroke,
                    angle: 0.0,
                });
            }
            MarkShape::Freehand { points } => {
                let places: Vec<Pos2> = points.iter().map(at).collect();
                if let [only] = places.as_slice() {
                    painter.circle_filled(*only, stroke.width / 2.0, stroke.color);
                } else {
                    painter.add(Shape::line(places, stroke));
                }
            }
            MarkShape::Text { .. } | MarkShape::Number { .. } => {}
        }
    }
    match shape {
        MarkShape::Text { at: place, text } => words(painter, at(place), text, colour, line_px),
        MarkShape::Number { at: place, number } => disc(painter, at(place), *number, colour, line_px),
        MarkShape::Arrow { .. }
        | MarkShape::Line { .. }
        | MarkShape::Rectangle { .. }
        | MarkShape::Ellipse { .. }
        | MarkShape::Freehand { .. } => {}
    }
}

fn arrow(painter: &Painter, from: Pos2, to: Pos2, stroke: Stroke, line_px: f32) {
    let along = (to - from).normalized();
    let head = (line_px * 4.5).min((to - from).length());
    let neck = to - along * head;
    let side = along.rot90() * head * 0.5;
    painter.line_segment([from, neck], stroke);
    painter.add(Shape::convex_polygon(vec![to, neck + side, neck - side], stroke.color, stroke));
}

fn words(painter: &Painter, at: Pos2, text: &str, colour: MarkColour, line_px: f32) {
    let size = (line_px * 6.0).max(11.0);
    let galley = painter.layout_no_wrap(text.to_owned(), strong_font(size), paint_of(colour.edge_rgb()));
    let ground = Rect::from_min_size(at, vec2(galley.size().x + size * 0.6, size * 1.35));
    painter.rect(ground, 0.0, paint_of(colour.rgb()), edge(colour, line_px), StrokeKind::Middle);
    let place = pos2(at.x + size * 0.3, ground.center().y - galley.size().y / 2.0);
    painter.galley(place, galley, paint_of(colour.edge_rgb()));
}

#[expect(clippy::cast_precision_loss, reason = "some digits")]
fn disc(painter: &Painter, at: Pos2, number: u16, colour: MarkColour, line_px: f32) {
    let digits = number.to_string();
    let size = (line_px * 5.5).max(11.0);
    let radius = size * (0.75 + 0.18 * (digits.len() as f32 - 1.0));
    painter.circle(at, radius, paint_of(colour.rgb()), edge(colour, line_px));
    painter.text(at, Align2::CENTER_CENTER, digits, strong_font(size), paint_of(colour.edge_rgb()));
}

fn edge(colour: MarkColour, line_px: f32) -> Stroke {
    Stroke::new(line_px * 0.4, paint_of(colour.edge_rgb()))
}

/// The place of a part on the screen; none for one that is not there.
pub fn bounds(painter: &Painter, sight: Sight, overlay: &Overlay, part: Part) -> Option<Rect> {
    match part {
        Part::Block(place) => {
            let block = overlay.redactions.get(place)?;
            Some(Rect::from_two_pos(sight.to_screen(block.from), sight.to_screen(block.to)))
        }
        Part::Mark(place) => {
            let shape = &overlay.marks.get(place)?.shape;
            let mut rect = Rect::NOTHING;
            shape.points().iter().for_each(|point| rect.extend_with(sight.to_screen(*point)));
            let size = (sight.line_px() * 6.0).max(11.0);
            Some(match shape {
                MarkShape::Text { text, .. } => {
                    let galley = painter.layout_no_wrap(text.clone(), strong_font(size), Color32::BLACK);
                    Rect::from_min_size(rect.min, vec2(galley.size().x + size * 0.6, size * 1.35))
                }
                MarkShape::Number { .. } => rect.expand(size),
                MarkShape::Arrow { .. }
                | MarkShape::Line { .. }
                | MarkShape::Rectangle { .. }
                | MarkShape::Ellipse { .. }
                | MarkShape::Freehand { .. } => rect,
            })
        }
    }
}

/// The uppermost part under a place on the screen.
pub fn part_at(painter: &Painter, sight: Sight, overlay: &Overlay, place: Pos2) -> Option<Part> {
    let marks = (0..overlay.marks.len()).rev().map(Part::Mark);
    let blocks = (0..overlay.redactions.len()).rev().map(Part::Block);
    marks
        .chain(blocks)
        .find(|part| bounds(painter, sight, overlay, *part).is_some_and(|rect| rect.expand(6.0).contains(place)))
}
