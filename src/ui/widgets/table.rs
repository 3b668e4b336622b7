//! A table one can live in: sortable columns, only the visible rows drawn, rows reached by keyboard.

use crate::assets::icon;
use crate::ui::theme::{Look, Tokens, strong_font};
use egui::{Align2, Color32, FontId, Id, Painter, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The title; also the name of the button that sorts.
    pub title: String,
    /// The width in points, or, below zero, the share of what is left.
    pub width: f32,
    /// Whether the rows can be put into this column's order.
    pub sortable: bool,
}

impl Column {
    /// A column of a fixed width in points.
    #[must_use]
    pub fn fixed(title: String, width_px: f32) -> Self {
        Self { title, width: width_px, sortable: true }
    }

    /// A column that takes this share of what the fixed ones leave.
    #[must_use]
    pub fn share(title: String, share: f32) -> Self {
        Self { title, width: -share, sortable: true }
    }
}

/// By what a table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sort {
    /// The column.
    pub column: usize,
    /// Greatest first.
    pub descending: bool,
}

/// What a table keeps between frames.
#[derive(Debug, Clone, Default)]
pub struct TableState {
    /// By what it is sorted.
    pub sort: Sort,
}

/// What a person did with a table.
#[derive(Debug, Clone, Copy, Default)]
pub struct TableOutput {
    /// The row that was opened.
    pub opened: Option<usize>,
    /// Whether the order changed.
    pub sorted: bool,
}

/// One cell to be painted.
pub struct Cell<'a> {
    /// Where to paint; clipped to the cell.
    pub painter: &'a Painter,
    /// The place inside the margins.
    pub rect: Rect,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl Cell<'_> {
    /// A text at the left, cut off where it does not fit.
    pub fn text(&self, text: &str, font: FontId, color: Color32) {
        self.text_at(self.rect, text, font, color);
    }

    /// A text at the left of `rect`.
    pub fn text_at(&self, rect: Rect, text: &str, font: FontId, color: Color32) {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
        let galley = self.painter.layout_job(job);
        let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        self.painter.galley(at, galley, color);
    }
}

/// Draws a table of `rows` rows. `name` is what a screen reader says of a row, `paint` draws one cell.
pub fn table(
    ui: &mut Ui,
    look: &Look,
    (salt, columns): (&str, &[Column]),
    rows: usize,
    state: &mut TableState,
    row_name: impl Fn(usize) -> String,
    mut paint: impl FnMut(&Cell<'_>),
) -> TableOutput {
    let mut output = TableOutput::default();
    let id = ui.make_persistent_id(salt);
    let left = ui.available_rect_before_wrap().left();
    let edges = edges(columns, left, ui.available_width());
    output.sorted = header(ui, look, id, columns, &edges, state);
    let row_height = Tokens::get().row_height_px;
    let scroll = ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]);
    scroll.show_viewport(ui, |ui, viewport| {
        #[expect(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 rows")]
        let total = rows as f32 * row_height;
        ui.set_height(total);
        let top = ui.max_rect().top();
        for row in visible_rows(viewport, row_height, rows) {
            #[expect(clippy::cast_precision_loss, reason = "as above")]
            let y = top + row as f32 * row_height;
            let rect = Rect::from_min_size(pos2(left, y), vec2(edges[columns.len()] - left, row_height));
            let response = ui.interact(rect, id.with(("row", row)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Row, true, row_name(row)));
            if response.gained_focus() {
                ui.scroll_to_rect(rect, None);
            }
            let ground = match (response.has_focus(), response.hovered()) {
                (true, _) => Some(look.palette.accent_soft),
                (false, true) => Some(look.palette.hover),
                (false, false) => None,
            };
            if let Some(ground) = ground {
                ui.painter().rect_filled(rect, 0.0, ground);
            }
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, look.palette.hairline));
            for column in 0..columns.len() {
                let place = Rect::from_x_y_ranges(edges[column]..=edges[column + 1], rect.y_range());
                let inner = place.shrink2(vec2(8.0, 2.0));
                let painter = ui.painter().with_clip_rect(inner.intersect(ui.clip_rect()));
                paint(&Cell { painter: &painter, rect: inner, row, column });
            }
            if response.clicked() {
                output.opened = Some(row);
            }
            response.on_hover_cursor(egui::CursorIcon::PointingHand);
        }
    });
    output
}

/// The visible rows and one more on each side, so that the keyboard has somewhere to go.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the number of rows")]
fn visible_rows(viewport: Rect, row_height: f32, rows: usize) -> std::ops::Range<usize> {
    let first = ((viewport.top() / row_height).floor().max(0.0) as usize).saturating_sub(1).min(rows);
    let last = ((viewport.bottom() / row_height).ceil().max(0.0) as usize).saturating_add(1).min(rows);
    first..last.max(first)
}

fn edges(columns: &[Column], left: f32, width: f32) -> Vec<f32> {
    let fixed: f32 = columns.iter().map(|column| column.width.max(0.0)).sum();
    let shares: f32 = columns.iter().map(|column| (-column.width).max(0.0)).sum();
    let rest = (width - fixed).max(0.0);
    let mut edges = vec![left];
    let mut x = left;
    for column in columns {
        x += if column.width >= 0.0 { column.width } else { rest * -column.width / shares };
        edges.push(x);
    }
    edges
}

fn header(ui: &mut Ui, look: &Look, id: Id, columns: &[Column], edges: &[f32], state: &mut TableState) -> bool {
    let mut sorted = false;
    let (_, bar) = ui.allocate_space(vec2(ui.available_width(), 34.0));
    ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, Stroke::new(1.0, look.palette.border));
    let font = strong_font(Tokens::get().sizes.small_px);
    for (index, column) in columns.iter().enumerate() {
        let rect = Rect::from_x_y_ranges(edges[index]..=edges[index + 1], bar.y_range());
        // A column without width is left out.
        if rect.width() < 1.0 {
            continue;
        }
        let here = state.sort.column == index;
        let mut color = look.palette.text_weak;
        if column.sortable {
            let response = ui.interact(rect, id.with(("head", index)), Sense::click());
            let name = look.with("sort-by", &[("column", crate::words::Value::Text(&column.title))]);
            response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
            if response.hovered() || response.has_focus() {
                color = look.palette.accent;
            }
            if response.clicked() {
                state.sort = Sort { column: index, descending: here && !state.sort.descending };
                sorted = true;
            }
        }
        let arrow = match (here && column.sortable, state.sort.descending) {
            (false, _) => String::new(),
            (true, false) => format!(" {}", icon::ARROW_UP),
            (true, true) => format!(" {}", icon::ARROW_DOWN),
        };
        let painter = ui.painter().with_clip_rect(rect.shrink2(vec2(4.0, 0.0)));
        let at = pos2(rect.left() + 8.0, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, format!("{}{arrow}", column.title), font.clone(), color);
    }
    sorted
}
