//! What photos and notes can be dragged onto: findings, parts of the site and questions.

use super::photos::{candidate_text, candidates, photo_candidates};
use crate::app::command::InspectionCommand;
use crate::app::view::InspectionView;
use crate::domain::{EvidenceLink, NoteId, PhotoId};
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

/// What is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dragged {
    /// A photo.
    Photo(PhotoId),
    /// A note.
    Note(NoteId),
}

impl Dragged {
    /// What links it to one more thing; none where it is linked to it already.
    fn linked(self, view: &InspectionView, link: &EvidenceLink) -> Option<InspectionCommand> {
        let more =
            |links: &[EvidenceLink]| (!links.contains(link)).then(|| [links, std::slice::from_ref(link)].concat());
        match self {
            Self::Photo(id) => {
                let links = more(&view.inspection.photo(id)?.links)?;
                Some(InspectionCommand::LinkPhoto { id, links })
            }
            Self::Note(id) => {
                let note = view.inspection.notes.iter().find(|note| note.id == id)?;
                Some(InspectionCommand::SaveNote { id: Some(id), text: note.text.clone(), links: more(&note.links)? })
            }
        }
    }
}

/// The height of a target.
const ROW_PX: f32 = 36.0;

/// Draws the targets; a photo or note that is let go over one is linked to it. Interviews take notes only.
pub fn drop_pane_ui(ui: &mut Ui, look: &Look, view: &InspectionView, state: &mut DropPane, actions: &mut Actions) {
    let (label, help) = (look.text("link-search"), look.text("drop-help"));
    let before = state.search.clone();
    Field { label: &label, help: &help, ..Field::default() }.show(ui, look, "target", &mut state.search);
    if state.search != before {
        state.rows.reset();
    }
    ui.add_space(Tokens::space(1.0));
    let wanted = state.search.to_lowercase();
    let note = egui::DragAndDrop::payload::<Dragged>(ui.ctx()).is_some_and(|one| matches!(*one, Dragged::Note(_)));
    let targets: Vec<_> = if note { candidates(view) } else { photo_candidates(view) }
        .into_iter()
        .map(|link| (candidate_text(look, view, &link), link))
        .filter(|(text, _)| wanted.split_whitespace().all(|word| text.to_lowercase().contains(word)))
        .collect();
    let row_id = |row: usize| Id::unique("target").with(&targets[row].0);
    virtual_list(ui, ("targets", targets.len(), ROW_PX), &mut state.rows, None, row_id, |ui, row| {
        let (text, link) = &targets[row];
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX - 4.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::ListItem, true, text));
        let over = response.dnd_hover_payload::<Dragged>().is_some();
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
        if let Some(command) = response.dnd_release_payload::<Dragged>().and_then(|one| one.linked(view, link)) {
            actions.send_to(view.inspection.plan.id, command);
            actions.say(look.with("drop-done", &[("name", crate::words::Value::Text(text))]));
        }
        response.on_hover_text(text);
    });
    if targets.is_empty() {
        ui.label(small(look.text("drop-nothing")).color(look.palette.text_weak));
    }
}
