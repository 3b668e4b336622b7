//! The pad on which people sign, by pen, finger, mouse or arrow keys.

use crate::domain::Stroke as PenStroke;
use crate::ui::theme::{Look, body};
use egui::{
    Color32, Event, EventFilter, Key, Modifiers, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, vec2,
};

/// Thousandths of the pad's width.
const UNIT: f32 = 1000.0;
/// A point nearer than this to the last one says nothing new, in thousandths of the width.
const LEAST_STEP: i32 = 2;
/// The height of the pad as a share of its width.
const ASPECT: f32 = 0.32;
/// The height of the pad in thousandths of its width.
const HEIGHT: i32 = 320;
/// How far an arrow key moves the pen, in thousandths of the width.
const KEY_STEP: i32 = 8;

/// What has been drawn so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PadState {
    /// The strokes that are finished.
    pub strokes: Vec<PenStroke>,
    current: Vec<(i32, i32)>,
    keys: KeyPen,
}

/// The pen that arrow keys move; Space sets it down and lifts it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct KeyPen {
    at: (i32, i32),
    down: bool,
}

impl Default for KeyPen {
    fn default() -> Self {
        Self { at: (120, 200), down: false }
    }
}

impl PadState {
    /// Takes everything away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    fn add(&mut self, point: (i32, i32)) {
        let near = |last: &(i32, i32)| (last.0 - point.0).abs() + (last.1 - point.1).abs() < LEAST_STEP;
        if !self.current.last().is_some_and(near) {
            self.current.push(point);
        }
    }

    /// Moves the pen of the keyboard; it draws while it is down.
    fn steer(&mut self, dx: i32, dy: i32) {
        let (x, y) = self.keys.at;
        self.keys.at = ((x + dx * KEY_STEP).clamp(0, 1000), (y + dy * KEY_STEP).clamp(0, HEIGHT));
        if self.keys.down {
            self.add(self.keys.at);
        }
    }

    /// Sets the pen of the keyboard down, or lifts it.
    fn tap(&mut self) {
        self.keys.down = !self.keys.down;
        if self.keys.down { self.add(self.keys.at) } else { self.finish() }
    }

    fn finish(&mut self) {
        if !self.current.is_empty() {
            self.strokes.push(PenStroke(std::mem::take(&mut self.current)));
        }
    }
}

/// Draws the pad and takes strokes in. `name` says whose signature it takes.
pub fn signature_pad(ui: &mut Ui, look: &Look, name: &str, hint: &str, pad: &mut PadState) -> Response {
    let width = ui.available_width().min(720.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, width * ASPECT), Sense::drag().union(Sense::FOCUSABLE));
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, name));
    take_in(ui, &response, rect, pad);
    take_keys(ui, &response, pad);
    let palette = look.palette;
    let painter = ui.painter_at(rect);
    let edge = if response.has_focus() { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.border) };
    painter.rect(rect, 6.0, palette.surface, edge, egui::StrokeKind::Inside);
    let line = rect.bottom() - rect.height() * 0.22;
    painter.hline(rect.shrink(24.0).x_range(), line, Stroke::new(1.0, palette.hairline));
    if pad.is_empty() && pad.current.is_empty() {
        let words = body(hint).color(palette.text_weak);
        ui.place(Rect::from_center_size(rect.center(), rect.size() * 0.8), egui::Label::new(words));
    }
    paint_strokes(&painter, rect, &pad.strokes, palette.text);
    paint_stroke(&painter, rect, &pad.current, palette.text);
    if response.has_focus() {
        let at = on_screen(rect, pad.keys.at);
        let fill = if pad.keys.down { palette.accent } else { palette.surface };
        painter.circle(at, 5.0, fill, Stroke::new(2.0, palette.accent));
    }
    response.on_hover_cursor(egui::CursorIcon::Crosshair)
}

/// Arrow keys move a pen while the pad has the focus; Space sets it down and lifts it.
fn take_keys(ui: &Ui, response: &Response, pad: &mut PadState) {
    if !response.has_focus() {
        if pad.keys.down {
            pad.tap();
        }
        return;
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let steps = [(Key::ArrowLeft, -1, 0), (Key::ArrowRight, 1, 0), (Key::ArrowUp, 0, -1), (Key::ArrowDown, 0, 1)];
    ui.input_mut(|input| {
        for (key, dx, dy) in steps {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                pad.steer(dx, dy);
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Space) {
            pad.tap();
        }
    });
}

/// Every point that the pen passed since the last frame, not only the last one: signatures are quick.
fn take_in(ui: &Ui, response: &Response, rect: Rect, pad: &mut PadState) {
    let point = |at: Pos2| {
        let at = at.clamp(rect.min, rect.max);
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the pad")]
        let unit = |length: f32| (length / rect.width() * UNIT).round() as i32;
        (unit(at.x - rect.left()), unit(at.y - rect.top()))
    };
    if response.drag_started() || response.is_pointer_button_down_on() {
        let passed: Vec<Pos2> = ui.input(|input| {
            let moved = |event: &Event| if let Event::PointerMoved(at) = event { Some(*at) } else { None };
            input.events.iter().filter_map(moved).chain(input.pointer.interact_pos()).collect()
        });
        for at in passed {
            pad.add(point(at));
        }
    }
    let lifted = !response.is_pointer_button_down_on() && !pad.keys.down && !pad.current.is_empty();
    if response.drag_stopped() || lifted {
        pad.finish();
    }
}

/// Paints strokes into a place of the pad's proportions.
pub fn paint_strokes(painter: &Painter, rect: Rect, strokes: &[PenStroke], color: Color32) {
    for stroke in strokes {
        paint_stroke(painter, rect, &stroke.0, color);
    }
}

#[expect(clippy::cast_precision_loss, reason = "thousandths of the pad are small")]
fn on_screen(rect: Rect, (x, y): (i32, i32)) -> Pos2 {
    rect.min + vec2(x as f32, y as f32) * (rect.width() / UNIT)
}

fn paint_stroke(painter: &Painter, rect: Rect, points: &[(i32, i32)], color: Color32) {
    let at = |point: &(i32, i32)| on_screen(rect, *point);
    let pen = Stroke::new((rect.width() / 260.0).clamp(1.2, 2.6), color);
    match points {
        [] => {}
        [dot] => {
            painter.circle_filled(at(dot), pen.width, color);
        }
        line => {
            painter.line(line.iter().map(at).collect(), pen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_say_nothing_new_are_left_out_and_a_dot_stays() {
        let mut pad = PadState::default();
        pad.add((10, 10));
        pad.add((10, 11));
        pad.add((14, 10));
        pad.finish();
        pad.add((50, 50));
        pad.finish();
        pad.finish();
        assert_eq!(pad.strokes, [PenStroke(vec![(10, 10), (14, 10)]), PenStroke(vec![(50, 50)])]);
    }
}
