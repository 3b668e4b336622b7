//! Notices: what happened, in a corner, without stopping anybody.

use crate::app::problem::Problem;
use crate::assets::icon;
use crate::ui::theme::{Look, Tokens, Tone, icon_text, small, strong_text};
use crate::ui::widgets::{IconButton, icon_button};
use egui::{Align2, Area, Frame, Id, Label, Margin, Order, Stroke, Ui, vec2};

/// Seconds after which good news leaves by itself; a problem stays until it is closed.
const GOOD_NEWS_S: f64 = 6.0;
/// More than these would hide the screen; the oldest leave.
const MOST: usize = 4;

/// One notice.
#[derive(Debug, Clone)]
struct Notice {
    tone: Tone,
    title: String,
    text: String,
    details: String,
    /// Seconds of the window's own time at which it leaves; none when it stays.
    until_s: Option<f64>,
}

/// The notices that are shown.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    shown: Vec<Notice>,
}

impl Notices {
    /// Says that something went well; leaves by itself.
    pub fn good(&mut self, now_s: f64, text: String) {
        let until_s = Some(now_s + GOOD_NEWS_S);
        self.push(Notice { tone: Tone::Conforming, title: text, text: String::new(), details: String::new(), until_s });
    }

    /// Says what went wrong, what it means and what to do; stays until it is closed.
    pub fn problem(&mut self, problem: &Problem) {
        let text = [problem.means.as_str(), problem.to_do.as_str()].join("\n");
        let same = |notice: &Notice| notice.title == problem.what && notice.details == problem.details;
        if self.shown.iter().any(same) {
            return;
        }
        self.push(Notice {
            tone: Tone::Critical,
            title: problem.what.clone(),
            text: text.trim().to_owned(),
            details: problem.details.clone(),
            until_s: None,
        });
    }

    /// Says what a person should look at; stays until it is closed.
    pub fn warning(&mut self, title: String) {
        let known = self.shown.iter().any(|notice| notice.title == title);
        if !known {
            let (text, details) = (String::new(), String::new());
            self.push(Notice { tone: Tone::Minor, title, text, details, until_s: None });
        }
    }

    fn push(&mut self, notice: Notice) {
        self.shown.push(notice);
        if self.shown.len() > MOST {
            self.shown.remove(0);
        }
    }

    /// Draws them above the status bar.
    pub fn ui(&mut self, ui: &Ui, look: &Look) {
        let now_s = ui.input(|input| input.time);
        self.shown.retain(|notice| notice.until_s.is_none_or(|until_s| until_s > now_s));
        if let Some(next) = self.shown.iter().filter_map(|notice| notice.until_s).reduce(f64::min) {
            ui.ctx().request_repaint_after_secs((next - now_s) as f32);
        }
        if self.shown.is_empty() {
            return;
        }
        let alone = ui.ctx().memory(egui::Memory::focused).is_none() && !egui::Popup::is_any_open(ui.ctx());
        if alone && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            self.shown.pop();
            return;
        }
        let mut closed = None;
        Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -48.0))
            .show(ui.ctx(), |ui| {
                ui.spacing_mut().item_spacing.y = Tokens::space(2.0);
                for (index, notice) in self.shown.iter().enumerate() {
                    if notice_ui(ui, look, notice) {
                        closed = Some(index);
                    }
                }
            });
        if let Some(index) = closed {
            self.shown.remove(index);
        }
    }
}

/// Draws one; returns whether it was closed.
fn notice_ui(ui: &mut Ui, look: &Look, notice: &Notice) -> bool {
    let paint = look.tone(notice.tone);
    let mut closed = false;
    let frame = Frame::popup(ui.style()).stroke(Stroke::new(1.0, paint.solid)).inner_margin(Margin::same(12));
    frame.show(ui, |ui| {
        ui.set_width(380.0);
        ui.horizontal_top(|ui| {
            let glyph = if notice.tone == Tone::Conforming { icon::CIRCLE_CHECK } else { icon::OCTAGON_ALERT };
            ui.label(icon_text(glyph).color(paint.text));
            ui.vertical(|ui| {
                ui.set_width(300.0);
                ui.add(Label::new(strong_text(&notice.title)).wrap());
                if !notice.text.is_empty() {
                    ui.add(Label::new(small(&notice.text)).wrap());
                }
                if !notice.details.is_empty() {
                    let copy = look.text("copy-details");
                    if ui.link(small(&copy)).on_hover_text(&notice.details).clicked() {
                        ui.ctx().copy_text(notice.details.clone());
                    }
                }
            });
            let name = look.text("close-notice");
            closed = icon_button(ui, look, IconButton { icon: icon::X, name: &name, enabled: true, selected: false })
                .clicked();
        });
    });
    closed
}
