//! Findings of all inspections: what is open where, worst first.

use crate::app::view::{FindingLine, FindingListView};
use crate::assets::icon;
use crate::domain::Detail;
use crate::ui::actions::Actions;
use crate::ui::router::Screen;
use crate::ui::theme::{Look, Tokens, Tone};
use crate::ui::widgets::{Column, EmptyState, TableState, empty_state, paint_mark, screen_title, table};
use egui::{CentralPanel, FontId, Frame, Margin, Rect, Ui, pos2, vec2};

/// What is kept between frames.
#[derive(Debug, Default)]
pub struct AllFindingsState {
    table: TableState,
}

/// Draws the list.
pub fn all_findings_ui(
    ui: &mut Ui,
    look: &Look,
    view: &FindingListView,
    state: &mut AllFindingsState,
    actions: &mut Actions,
) {
    let frame =
        Frame::new().fill(look.palette.surface).inner_margin(Margin { left: 24, right: 16, top: 16, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if view.rows.is_empty() {
            let (title, text) = (look.text("findings-empty"), look.text("all-findings-empty-text"));
            empty_state(ui, look, &EmptyState { icon: icon::FLAG, title: &title, text: &text, steps: &[] });
            return;
        }
        screen_title(ui, &look.text("place-findings"));
        ui.add_space(Tokens::space(2.0));
        let fixed = |key: &str, width: f32| Column { sortable: false, ..Column::fixed(look.text(key), width) };
        let share = |key: &str, share: f32| Column { sortable: false, ..Column::share(look.text(key), share) };
        let columns = [
            fixed("column-photo", 76.0),
            fixed("column-severity", 120.0),
            fixed("column-finding", 76.0),
            share("finding-title", 3.0),
            share("column-supplier", 2.0),
            fixed("column-number", 136.0),
            fixed("column-due", 210.0),
        ];
        let name = |row: usize| {
            let row = &view.rows[row].row;
            format!("{} {}, {}", row.number, row.title, row.supplier_name)
        };
        let pictures = &mut actions.pictures;
        let context = ui.ctx().clone();
        let output = table(ui, look, ("findings", &columns), view.rows.len(), &mut state.table, name, |cell| {
            let FindingLine { row, due } = &view.rows[cell.row];
            let body = FontId::proportional(Tokens::get().sizes.body_px);
            let small = FontId::proportional(Tokens::get().sizes.small_px);
            let tone = Tone::from(row.severity);
            match cell.column {
                0 => {
                    if let Some(photo) = &row.photo
                        && let crate::ui::pictures::Picture::Here(texture, size) =
                            pictures.get(&context, photo, Detail::Within(crate::ui::pictures::THUMB_PX))
                    {
                        let place = Rect::from_center_size(
                            pos2(cell.rect.left() + 22.0, cell.rect.center().y),
                            vec2(44.0, 33.0),
                        );
                        let uv = crate::ui::pictures::cut(size, place.size());
                        cell.painter.image(texture, place, uv, egui::Color32::WHITE);
                    }
                }
                1 => {
                    let mark =
                        Rect::from_center_size(pos2(cell.rect.left() + 9.0, cell.rect.center().y), vec2(18.0, 18.0));
                    paint_mark(cell.painter, look, tone, mark);
                    let rest = Rect::from_min_max(pos2(cell.rect.left() + 26.0, cell.rect.top()), cell.rect.max);
                    let text = look.text(&format!("severity-short-{}", row.severity.code()));
                    cell.text_at(rest, &text, small, look.tone(tone).text);
                }
                2 => cell.text(&row.number, small, look.palette.text),
                3 => cell.text(&row.title, body, look.palette.text),
                4 => cell.text(&format!("{}  ·  {}", row.supplier_name, row.site_name), small, look.palette.text),
                5 => cell.text(&row.inspection_number, small, look.palette.text_weak),
                _ => {
                    let text = due.main().map(|due| look.words.date_from_today(due, look.today));
                    cell.text(&text.unwrap_or_default(), small, look.palette.text_weak);
                }
            }
        });
        if let Some(row) = output.opened.and_then(|row| view.rows.get(row)).map(|line| &line.row) {
            actions.go(Screen::Finding(row.inspection_id, row.id));
        }
    });
}
