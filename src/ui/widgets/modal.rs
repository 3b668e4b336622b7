//! Modals: only for what cannot be undone, and for what is read before going on.

use crate::ui::theme::Tokens;
use egui::{Frame, Id, Margin, Modal, ScrollArea, Ui};

/// Draws over the screen; returns whether the person wants to leave it (Escape, or a press beside it).
pub fn modal(ui: &Ui, name: &str, width_px: f32, add: impl FnOnce(&mut Ui)) -> bool {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
    let screen = ui.ctx().content_rect();
    let shown = Modal::new(Id::unique(name)).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width((screen.width() - 64.0).min(width_px));
        ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
        // A laptop in landscape at a large zoom has little height: what does not fit is scrolled.
        let height = screen.height() - 96.0;
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
        area.show(ui, add);
    });
    shown.should_close()
}
