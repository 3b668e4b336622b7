//! The findings of an inspection: worst first on the left, the sheet of one on the right.

use super::answers::first_photo;
use super::finding_sheet::{SheetState, sheet_ui};
use crate::app::view::InspectionView;
use crate::assets::icon;
use crate::domain::{Finding, FindingId, Severity};
use crate::ui::actions::Actions;
use crate::ui::router::{Screen, Tab};
use crate::ui::theme::{Look, Tokens, Tone, strong_font};
use crate::ui::widgets::{Chip, EmptyState, chips, empty_state, paint_mark, screen_title};
use crate::words::Value;
use egui::{CentralPanel, FontId, Frame, Margin, Panel, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// What is chosen here.
#[derive(Debug, Default)]
pub struct FindingsState {
    chosen: Option<FindingId>,
    severities: Vec<Severity>,
}

impl FindingsState {
    /// Shows this finding.
    pub fn show(&mut self, id: FindingId) {
        self.chosen = Some(id);
    }
}

/// Draws the findings.
pub fn findings_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    state: &mut FindingsState,
    sheet: &mut SheetState,
    actions: &mut Actions,
) {
    if view.inspection.findings.is_empty() {
        nothing_ui(ui, look, view, actions);
        return;
    }
    let all = sorted(view);
    let known = state.chosen.and_then(|id| view.inspection.finding(id));
    let chosen = known.or_else(|| all.first().copied());
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(16, 12));
    // A narrow window has the list above the sheet.
    let panel = if ui.available_width() < 900.0 {
        Panel::top("findings above").exact_size((ui.available_height() * 0.35).max(150.0))
    } else {
        Panel::left("findings").exact_size(400.0)
    };
    panel.frame(frame).show(ui, |ui| {
        screen_title(ui, &look.text("tab-findings"));
        filter_ui(ui, look, &all, state);
        ui.add_space(Tokens::space(1.0));
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for finding in &all {
                if !state.severities.is_empty() && !state.severities.contains(&finding.severity) {
                    continue;
                }
                let here = chosen.is_some_and(|chosen| chosen.id == finding.id);
                if row_ui(ui, look, view, finding, here, actions).clicked() {
                    actions.go(Screen::Finding(view.inspection.plan.id, finding.id));
                }
            }
        });
    });
    let frame = Frame::new().fill(look.palette.ground).inner_margin(Margin::symmetric(24, 12));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if let Some(finding) = chosen {
            sheet_ui(ui, look, view, finding, sheet, actions);
        }
    });
}

/// Worst first, then as they were raised.
fn sorted(view: &InspectionView) -> Vec<&Finding> {
    let mut all: Vec<&Finding> = view.inspection.findings.iter().collect();
    all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    all
}

fn nothing_ui(ui: &mut Ui, look: &Look, view: &InspectionView, actions: &mut Actions) {
    CentralPanel::default().show(ui, |ui| {
        let (title, text, step) =
            (look.text("findings-empty"), look.text("findings-empty-text"), look.text("tab-answers"));
        let steps = [(icon::LIST_CHECKS, step.as_str())];
        let empty = EmptyState { icon: icon::FLAG, title: &title, text: &text, steps: &steps };
        if empty_state(ui, look, &empty).is_some() {
            actions.go(Screen::Inspection(view.inspection.plan.id, Tab::Answers));
        }
    });
}

fn filter_ui(ui: &mut Ui, look: &Look, all: &[&Finding], state: &mut FindingsState) {
    let count = |severity: Severity| all.iter().filter(|finding| finding.severity == severity).count();
    let present: Vec<Severity> = Severity::WORST_FIRST.into_iter().filter(|one| count(*one) > 0).collect();
    let all: Vec<Chip> = present
        .iter()
        .map(|one| Chip {
            text: look.text(&format!("severity-short-{}", one.code())),
            on: state.severities.contains(one),
            count: Some(count(*one)),
        })
        .collect();
    if let Some(one) = chips(ui, look, &all).and_then(|pressed| present.get(pressed)) {
        match state.severities.iter().position(|other| other == one) {
            Some(place) => {
                state.severities.remove(place);
            }
            None => state.severities.push(*one),
        }
    }
}

/// One finding: its first photo, mark, number, title, due date.
fn row_ui(
    ui: &mut Ui,
    look: &Look,
    view: &InspectionView,
    finding: &Finding,
    here: bool,
    actions: &mut Actions,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 76.0), Sense::click());
    let number = view.finding(finding.id).map(|own| own.number.clone()).unwrap_or_default();
    let severity = look.text(&format!("severity-{}", finding.severity.code()));
    let name = format!("{number} {}, {severity}", finding.title);
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Button, true, here, &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let palette = look.palette;
    let ground = match (here, response.hovered() || response.has_focus()) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.hover,
        (false, false) => palette.surface,
    };
    ui.painter().rect_filled(rect, Tokens::get().corner_radius_px, ground);
    let picture = Rect::from_min_size(rect.min + vec2(8.0, 8.0), vec2(80.0, 60.0));
    match first_photo(view, finding) {
        Some(photo) => {
            actions.pictures.fill(ui, &view.inspection.rendition(photo), picture, palette.sunken);
        }
        None => {
            ui.painter().rect_filled(picture, 4, palette.sunken);
            let glyph = FontId::proportional(20.0);
            ui.painter().text(picture.center(), egui::Align2::CENTER_CENTER, icon::IMAGE, glyph, palette.text_weak);
        }
    }
    let tone = Tone::from(finding.severity);
    let left = picture.right() + 12.0;
    paint_mark(ui.painter(), look, tone, Rect::from_min_size(pos2(left, rect.top() + 9.0), vec2(18.0, 18.0)));
    let small = FontId::proportional(Tokens::get().sizes.small_px);
    let width = rect.right() - left - 10.0;
    let mut head = format!("{number}  {severity}");
    if view.is_for_the_reviewer(finding) {
        head.push_str(&format!("  {} {}", icon::FLAG, look.text("finding-for-reviewer")));
    }
    if finding.sensitive {
        head.push_str(&format!("  {} {}", icon::EYE_OFF, look.text("sensitive")));
    }
    line(ui, &head, strong_font(small.size), look.tone(tone).text, pos2(left + 26.0, rect.top() + 9.0), width - 26.0);
    let body = FontId::proportional(Tokens::get().sizes.body_px);
    line(ui, &finding.title, body, palette.text, pos2(left, rect.top() + 30.0), width);
    let due = view.finding(finding.id).and_then(|own| own.due.main());
    let due = due.map_or_else(
        || look.text("due-none"),
        |due| look.with("due", &[("date", Value::Text(&look.words.date_from_today(due, look.today)))]),
    );
    line(ui, &due, small, palette.text_weak, pos2(left, rect.top() + 51.0), width);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn line(ui: &Ui, text: &str, font: FontId, color: egui::Color32, at: egui::Pos2, width: f32) {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.painter().galley(at, ui.painter().layout_job(job), color);
}
