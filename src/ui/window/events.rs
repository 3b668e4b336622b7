//! What the service and the desktop say, taken in between two frames.

use super::Window;
use crate::app::problem::Problem;
use crate::app::service::{Event, Service, Ticket};
use crate::app::{AppError, Changes, Outcome};
use crate::ui::actions::Answer;
use crate::ui::dialogs::DialogReply;
use crate::ui::pictures::Pixels;
use crate::ui::router::{Screen, Tab};
use crate::ui::shell::TypedPath;
use egui::Context;

/// The pictures that are uploaded for one frame: each takes a good part of a millisecond. The others come with the next.
const PICTURES_A_FRAME: usize = 4;

impl Window {
    /// Takes in what happened since the last frame, or as much of it as a frame has time for.
    pub fn take_events(&mut self, ctx: &Context) {
        let mut pictures = 0;
        while let Some(event) = self.service.as_ref().and_then(Service::next_event) {
            pictures += usize::from(matches!(event, Event::Picture(..)));
            self.take_event(ctx, event);
            if pictures == PICTURES_A_FRAME {
                ctx.request_repaint();
                break;
            }
        }
        while let Some(sight) = self.service.as_ref().and_then(Service::sight) {
            let words = self.words();
            self.actions.viewfinder.arrive(ctx, words, sight);
        }
        while let Ok((tag, reply)) = self.replies.try_recv() {
            let request = self.asked.remove(&tag);
            match (reply, request) {
                (DialogReply::Unavailable, Some(request)) => self.typed_path = Some(TypedPath::new(tag, request)),
                (reply, _) => self.actions.deliver_reply(tag, reply),
            }
        }
    }

    fn take_event(&mut self, ctx: &Context, event: Event) {
        match event {
            Event::Workspace(view) => self.views.workspace = Some(view),
            Event::Inspections(view) => self.views.inspections = view,
            Event::Suppliers(view) => self.views.suppliers = view,
            Event::Inspection(view) => self.views.inspection = Some(view),
            Event::Findings(view) => self.views.findings = view,
            Event::Failed(error) => self.problems.push(error),
            Event::Progress(ticket, kind, step) => {
                self.jobs.insert(ticket, (kind, step));
            }
            Event::Part(ticket, changes) => {
                self.saved_at = changes.saved_at.or(self.saved_at);
                self.parts.entry(ticket).or_default().merge(changes);
            }
            Event::Done(ticket, outcome) => self.take_done(ticket, outcome),
            Event::Picture(rendition, detail, picture) => {
                let pixels = picture.ok().map(|picture| Pixels {
                    size: [picture.width_px as usize, picture.height_px as usize],
                    rgba: picture.rgba,
                });
                self.actions.pictures.arrive(ctx, rendition, detail, pixels);
            }
        }
    }

    fn take_done(&mut self, ticket: Ticket, outcome: Result<Changes, AppError>) {
        self.jobs.remove(&ticket);
        let mut changes = self.parts.remove(&ticket).unwrap_or_default();
        let Some(tag) = self.tickets.remove(&ticket) else { return };
        let words = self.words();
        let answer = match outcome {
            Ok(last) => {
                changes.merge(last);
                if changes.saved_at.is_some() {
                    self.saved_at = changes.saved_at;
                    self.save_problem = None;
                }
                self.tell_about_photos(&changes);
                Answer::Done(Box::new(changes))
            }
            Err(AppError::Cancelled) => {
                self.tell_about_photos(&changes);
                return;
            }
            Err(error) => Answer::Failed(Problem::of(&error, words)),
        };
        match self.actions.deliver(tag, answer) {
            Some(Answer::Failed(problem)) => {
                self.notices.problem(&problem);
                self.save_problem = Some(problem);
            }
            // Nobody waited for it: what was opened from the menu or the palette is shown.
            Some(Answer::Done(changes)) => {
                if let Outcome::Inspection(id) = changes.outcome {
                    self.router.go(Screen::Inspection(id, Tab::Answers));
                }
            }
            None => {}
        }
    }

    /// Photos that could not be taken in are named, each with its reason.
    fn tell_about_photos(&mut self, changes: &Changes) {
        let Outcome::Photos(photos) = &changes.outcome else { return };
        let words = self.words();
        for photo in photos {
            if let Err(error) = &photo.result {
                let mut problem = Problem::of(error, words);
                problem.what = format!("{}: {}", photo.file_name, problem.what);
                self.notices.problem(&problem);
            }
            for warning in &photo.warnings {
                let text = words.get(&format!("evidence-warning-{}", warning.code()));
                self.notices.warning(format!("{}: {text}", photo.file_name));
            }
        }
    }
}
