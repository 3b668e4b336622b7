//! The bar at the bottom: the truth about saving, work under way, who works, the language.

use crate::app::job::{JobKind, Step};
use crate::app::problem::Problem;
use crate::app::service::Ticket;
use crate::assets::icon;
use crate::domain::{Language, Moment};
use crate::ui::theme::{Look, Tone, body, small};
use crate::ui::widgets::progress_row;
use crate::words::Value;
use egui::{Align, Button, Frame, Layout, Margin, Panel, Response, Stroke, Ui};

/// How it stands with saving.
#[derive(Debug, Clone, Copy)]
pub enum Saving<'a> {
    /// Nothing has been changed yet.
    Nothing,
    /// On its way to the disk.
    Writing,
    /// On the disk since.
    Saved(Moment),
    /// The last change is not on the disk.
    Failed(&'a Problem),
}

/// Work under way.
#[derive(Debug, Clone, Copy)]
pub struct JobView {
    /// Its ticket, for cancelling.
    pub ticket: Ticket,
    /// What it is.
    pub kind: JobKind,
    /// How far.
    pub step: Step,
}

/// What the status bar shows.
#[derive(Debug, Clone)]
pub struct StatusView<'a> {
    /// How it stands with saving.
    pub saving: Saving<'a>,
    /// Work under way.
    pub jobs: Vec<JobView>,
    /// Who works; empty while nobody is.
    pub person: String,
}

/// What a person pressed.
#[derive(Debug, Clone, Copy, Default)]
pub struct StatusOutput {
    /// The job that is to stop.
    pub cancel: Option<Ticket>,
    /// The language that was chosen.
    pub language: Option<Language>,
}

/// Draws the status bar.
pub fn status_bar_ui(ui: &mut Ui, look: &Look, view: &StatusView<'_>) -> StatusOutput {
    let mut output = StatusOutput::default();
    let frame = Frame::new().fill(look.palette.surface).inner_margin(Margin::symmetric(12, 0));
    Panel::bottom("status bar").exact_size(32.0).frame(frame).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        ui.spacing_mut().button_padding.y = 2.0;
        ui.horizontal_centered(|ui| {
            saving_ui(ui, look, view.saving);
            for job in &view.jobs {
                ui.label(body("·").color(look.palette.text_weak));
                let share = (job.step.total > 0).then(|| share(job.step));
                if progress_row(ui, look, &job_text(look, job), share, &look.text("cancel")) {
                    output.cancel = Some(job.ticket);
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for (language, name) in [(Language::ZhCn, "中文"), (Language::En, "EN")] {
                    if language_button(ui, look, name, look.language() == language).clicked() {
                        output.language = Some(language);
                    }
                }
                if !view.person.is_empty() {
                    ui.add_space(8.0);
                    let words = format!("{}\u{2002}{}", icon::USER, view.person);
                    ui.label(small(words).color(look.palette.text_weak));
                }
            });
        });
    });
    output
}

fn saving_ui(ui: &mut Ui, look: &Look, saving: Saving<'_>) {
    let (glyph, text, color) = match saving {
        Saving::Nothing => (icon::CIRCLE_DASHED, look.text("saved-nothing"), look.palette.text_weak),
        Saving::Writing => (icon::HARD_DRIVE_DOWNLOAD, look.text("saving"), look.palette.text_weak),
        Saving::Saved(at) => {
            let time = look.words.time_with_seconds(at);
            let text = look.with("saved-at", &[("time", Value::Text(&time))]);
            (icon::CIRCLE_CHECK, text, look.tone(Tone::Conforming).text)
        }
        Saving::Failed(problem) => {
            let text = look.with("saved-not", &[("what", Value::Text(&problem.what))]);
            (icon::OCTAGON_ALERT, text, look.tone(Tone::Critical).text)
        }
    };
    ui.label(small(glyph).color(color));
    ui.label(small(text).color(color));
}

/// The share that is done, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a share of a bar some hundred pixels wide")]
fn share(step: Step) -> f32 {
    step.done as f32 / step.total.max(1) as f32
}

fn job_text(look: &Look, job: &JobView) -> String {
    let number = |count: u64| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    look.with(
        &format!("job-{}", job.kind.code()),
        &[("done", number(job.step.done)), ("total", number(job.step.total))],
    )
}

fn language_button(ui: &mut Ui, look: &Look, name: &str, chosen: bool) -> Response {
    let color = if chosen { look.palette.accent } else { look.palette.text_weak };
    let words = small(name).color(color);
    let words = if chosen { words.underline() } else { words };
    ui.add(Button::new(words).frame_when_inactive(false).stroke(Stroke::NONE).selected(chosen)).accessible_name(name)
}
