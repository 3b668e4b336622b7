//! How far something is.

use super::button::{IconButton, icon_button};
use crate::assets::icon;
use crate::ui::theme::{Look, Tone, small};
use egui::{Rect, Response, Sense, Ui, WidgetInfo, vec2};

/// A thin bar; `share` from 0 to 1.
pub fn meter(ui: &mut Ui, look: &Look, share: f32, width_px: f32, tone: Option<Tone>, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width_px, 6.0), Sense::hover());
    let color = tone.map_or(look.palette.accent, |tone| look.tone(tone).solid);
    if ui.is_rect_visible(rect) {
        ui.painter().rect_filled(rect, 3.0, look.palette.hairline);
        let filled = rect.width() * share.clamp(0.0, 1.0);
        if filled > 0.5 {
            ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(filled.max(6.0), 6.0)), 3.0, color);
        }
    }
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, name));
    response
}

/// A job: its name, how far it is, and a button that stops it. Returns whether it was pressed.
pub fn progress_row(ui: &mut Ui, look: &Look, text: &str, share: Option<f32>, cancel: &str) -> bool {
    let mut stop = false;
    ui.horizontal(|ui| {
        ui.label(small(text));
        if let Some(share) = share {
            meter(ui, look, share, 96.0, None, text);
            ui.label(small(format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0)));
        }
        let tool = IconButton { icon: icon::X, name: cancel, enabled: true, selected: false };
        stop = icon_button(ui, look, tool).clicked();
    });
    stop
}
