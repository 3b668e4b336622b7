//! What photos can be dragged onto: findings, parts of the site and questions.

use super::photos::{candidate_text, candidates};
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::domain::PhotoId;
use crate::ui::actions::Actions;
use crate::ui::theme::{Look, Tokens, small};
use crate::ui::widgets::{Field, RowHeights, virtual_list};
use egui::{Align2, FontId, Id, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// What is looked for here.
#[derive(Debug, Default)]
pub struct DropPane {
    search: String,
    rows: RowHeights,
}

/// The height of a target.
const ROW_PX: f32 = 36.0;

/// Draws the targets; a photo that is let go over one is linked to it.
pub fn drop_pane_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut DropPane, actions: &mut Actions) {
    let (label, help) = (look.text("link-search"), look.text("drop-help"));
    let before = state.search.clone();
    Field { label: &label, help: &help, ..Field::default() }.show(ui, look, "target", &mut state.search);
    if state.search != before {
        state.rows.reset();
    }
    ui.add_space(Tokens::space(1.0));
    let wanted = state.search.to_lowercase();
    let targets: Vec<_> = candidates(view)
        .into_iter()
        .map(|link| (candidate_text(look, view, &link), link))
        .filter(|(text, _)| wanted.split_whitespace().all(|word| text.to_lowercase().contains(word)))
        .collect();
    let row_id = |row: usize| Id::unique("target").with(&targets[row].0);
    virtual_list(ui, ("targets", targets.len(), ROW_PX), &mut state.rows, None, row_id, |ui, row| {
        let (text, link) = &targets[row];
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX - 4.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::ListItem, true, text));
        let over = response.dnd_hover_payload::<PhotoId>().is_some();
        let palette = look.palette;
        ui.painter().rect(
            rect,
            Tokens::get().corner_radius_px,
            if over { palette.accent_soft } else { palette.surface },
            Stroke::new(1.0, if over { palette.accent } else { palette.hairline }),
            StrokeKind::Inside,
        );
        let font = FontId::proportional(Tokens::get().sizes.small_px);
        let mut job = egui::text::LayoutJob::simple_singleline(text.clone(), font, palette.text);
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 16.0);
        let galley = ui.painter().layout_job(job);
        let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect.shrink2(vec2(8.0, 0.0)));
        ui.painter().galley(place.min, galley, palette.text);
        if let Some(id) = response.dnd_release_payload::<PhotoId>()
            && let Some(photo) = view.inspection.photo(*id).filter(|photo| !photo.links.contains(link))
        {
            let mut links = photo.links.clone();
            links.push(link.clone());
            actions.send_to(view.inspection.plan.id, InspectionCommand::LinkPhoto { id: photo.id, links });
            actions.say(look.with("drop-done", &[("name", crate::words::Value::Text(text))]));
        }
        response.on_hover_text(text);
    });
    if targets.is_empty() {
        ui.label(small(look.text("drop-nothing")).color(look.palette.text_weak));
    }
}
