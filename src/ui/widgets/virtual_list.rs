//! A list of rows of any height of which only the visible ones are laid out.
//!
//! # Why
//! egui lays out all that a scroll area holds: 1,000 questions cost 16 ms a frame, this costs 0.3 ms. The row with the
//! focus and its neighbours are laid out even when they are scrolled away, or egui would take the focus from a
//! half-typed note.

use super::pane::row_scope;
use egui::{Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// The heights of rows as they were drawn last, in points.
#[derive(Debug, Clone, Default)]
pub struct RowHeights {
    heights: Vec<f32>,
    width: f32,
    focused: Option<Id>,
    focused_row: Option<usize>,
}

impl RowHeights {
    /// Forgets what was measured: the rows are others now, or their text is.
    pub fn reset(&mut self) {
        self.heights.clear();
        self.focused_row = None;
    }

    fn prepare(&mut self, count: usize, width: f32, estimate: f32) {
        if (self.width - width).abs() > 0.5 {
            self.heights.clear();
            self.width = width;
        }
        self.heights.resize(count, estimate);
    }
}

/// Draws the visible rows of `count`. `row_id` names a row for good; `jump` brings a row into view.
pub fn virtual_list(
    ui: &mut Ui,
    (salt, count, estimate_px): (&str, usize, f32),
    state: &mut RowHeights,
    jump: Option<usize>,
    row_id: impl Fn(usize) -> Id,
    mut row: impl FnMut(&mut Ui, usize),
) {
    let gap = ui.spacing().item_spacing.y;
    let mut area = ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]);
    state.prepare(count, ui.available_width(), estimate_px);
    if let Some(target) = jump.filter(|target| *target < count) {
        let above: f32 = state.heights[..target].iter().map(|height| height + gap).sum();
        area = area.vertical_scroll_offset(above);
    }
    area.show_viewport(ui, |ui, viewport| {
        let tops = tops(&state.heights, gap);
        let total = tops.last().copied().unwrap_or(0.0);
        ui.set_height(total);
        let origin = ui.max_rect().min;
        let focused = ui.memory(egui::Memory::focused);
        let entered = focused != state.focused;
        state.focused = focused;
        let focus_rect = focused.and_then(|id| ui.ctx().read_response(id)).map(|response| response.rect);
        let mut found = None;
        let mut shift = 0.0;
        for index in drawn(&tops, viewport, count, state.focused_row) {
            let top = origin.y + tops[index];
            let place = Rect::from_min_size(pos2(origin.x, top), vec2(ui.available_width(), state.heights[index]));
            let mut child = ui.new_child(UiBuilder::new().scope_id(row_id(index).with("place")).max_rect(place));
            row_scope(&mut child, row_id(index), |ui| row(ui, index));
            let height = child.min_rect().height();
            if tops[index + 1] <= viewport.top() {
                shift += height - state.heights[index];
            }
            state.heights[index] = height;
            if let Some(rect) = focus_rect.filter(|rect| child.min_rect().contains(rect.center())) {
                found = Some(index);
                if entered {
                    ui.scroll_to_rect(rect.expand(24.0), None);
                }
            }
        }
        state.focused_row = found;
        if shift.abs() > 0.5 {
            // Rows above the view turned out higher or lower than guessed: what is read stays where it is.
            ui.scroll_with_delta(vec2(0.0, -shift));
        }
    });
}

/// Where each row begins, and where the last one ends.
fn tops(heights: &[f32], gap: f32) -> Vec<f32> {
    let mut tops = Vec::with_capacity(heights.len() + 1);
    let mut y = 0.0;
    tops.push(y);
    for height in heights {
        y += height + gap;
        tops.push(y);
    }
    tops
}

/// The rows in view with one more on each side, and the focused row with its neighbours.
fn drawn(tops: &[f32], viewport: Rect, count: usize, focused: Option<usize>) -> Vec<usize> {
    let first = tops.partition_point(|top| *top <= viewport.top()).saturating_sub(2);
    let last = (tops.partition_point(|top| *top < viewport.bottom()) + 1).min(count);
    let mut rows: Vec<usize> = (first.min(last)..last).collect();
    if let Some(row) = focused {
        rows.extend(row.saturating_sub(1)..(row + 2).min(count));
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_view_is_drawn_and_so_is_the_focused_row() {
        let tops = tops(&[10.0; 100], 0.0);
        let view = Rect::from_min_max(pos2(0.0, 500.0), pos2(10.0, 530.0));
        assert_eq!(drawn(&tops, view, 100, None), (49..54).collect::<Vec<_>>());
        let with_focus = drawn(&tops, view, 100, Some(3));
        assert_eq!(&with_focus[..3], &[2, 3, 4]);
        assert_eq!(drawn(&tops, view, 100, Some(99)).last(), Some(&99));
        assert_eq!(drawn(&self::tops(&[], 0.0), view, 0, None), Vec::<usize>::new());
    }
}
