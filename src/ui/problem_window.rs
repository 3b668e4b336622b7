//! A window with nothing but the problem that keeps the workspace shut, and the way out where there is one.

use super::screens::cannot_open::{CannotOpen, Rescue, cannot_open_ui};
use super::theme::{Look, ThemeChoice};
use crate::app::AppError;
use crate::app::environment::SystemEnvironment;
use crate::app::job::Unwatched;
use crate::app::problem::Problem;
use crate::app::verb::recover::{Recovered, recover};
use crate::app::workspace::WorkspaceFolder;
use crate::words::{Value, Words};
use chrono::NaiveDate;
use std::sync::mpsc::{Receiver, channel};

type Ended = Result<Option<Recovered>, AppError>;

/// The window.
pub struct ProblemWindow {
    problem: Problem,
    words: Words,
    folder: WorkspaceFolder,
    rescue: Rescue,
    working: Option<Receiver<Ended>>,
}

impl ProblemWindow {
    /// A window for the problem of the workspace in `folder`.
    #[must_use]
    pub fn new(problem: Problem, words: Words, folder: WorkspaceFolder) -> Self {
        let damaged = matches!(problem.code.as_str(), "store-damaged" | "store-not_a_database");
        let rescue = if damaged { Rescue::Offered } else { Rescue::None };
        Self { problem, words, folder, rescue, working: None }
    }

    fn begin(&mut self, ctx: &egui::Context) {
        let (sender, receiver) = channel();
        let (folder, waker) = (self.folder.clone(), ctx.clone());
        std::thread::spawn(move || {
            // When nobody listens any more, the window was closed; the recovered database is there all the same.
            sender.send(recover(&folder, Box::new(SystemEnvironment), &mut Unwatched)).ok();
            waker.request_repaint();
        });
        self.working = Some(receiver);
        self.rescue = Rescue::Working;
    }

    fn take_end(&mut self) {
        let Some(ended) = self.working.as_ref().and_then(|working| working.try_recv().ok()) else { return };
        self.working = None;
        self.rescue = match ended {
            Ok(recovered) => Rescue::Done(recovered.map(|recovered| told(&recovered, self.words)).unwrap_or_default()),
            Err(error) => {
                self.problem = Problem::of(&error, self.words);
                Rescue::None
            }
        };
    }
}

/// What was recovered, as the command says it.
fn told(recovered: &Recovered, words: Words) -> String {
    let (time, path) = (words.date_time(recovered.last_at), recovered.set_aside.display().to_string());
    let values = [
        ("events", Value::Number(i64::try_from(recovered.events).unwrap_or(i64::MAX))),
        ("lost", Value::Number(recovered.lost_events())),
        ("time", Value::Text(&time)),
        ("path", Value::Text(&path)),
    ];
    words.with("recover-done", &values)
}

impl eframe::App for ProblemWindow {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.take_end();
        let palette = ThemeChoice::default().palette(ui.ctx());
        let look = Look { words: self.words, palette, today: NaiveDate::default() };
        match cannot_open_ui(ui, &look, &self.problem, &self.rescue) {
            CannotOpen::Nothing => {}
            CannotOpen::Close => ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close),
            CannotOpen::Recover => self.begin(&ui.ctx().clone()),
        }
    }
}
