//! What screens ask for during a frame, and what came of what they asked before.
//!
//! A screen keeps the [`Tag`] of what it asked and looks for the answer in a later frame: a form closes itself when it
//! was saved, and shows what was wrong when it was not. What nobody waits for becomes a notice.

use super::command_table::UiCommand;
use super::dialogs::{DialogReply, DialogRequest, Tag};
use super::pictures::Pictures;
use super::router::Screen;
use super::viewfinder::Viewfinder;
use crate::app::command::InspectionCommand;
use crate::app::problem::Problem;
use crate::app::{Changes, Command};
use crate::domain::{EvidenceLink, InspectionId, InstancePath};
use std::collections::HashMap;
use std::path::PathBuf;

/// One thing that a screen asked for.
#[derive(Debug)]
pub enum Request {
    /// A command for the app.
    Run(Tag, Box<Command>),
    /// A question to the desktop.
    Ask(Tag, DialogRequest),
    /// Another screen.
    Go(Screen),
    /// A place inside an inspection.
    Show(InspectionId, Spot),
    /// The screen before.
    Back,
    /// What a menu entry or shortcut does.
    Do(UiCommand),
    /// A folder or file shown by the desktop.
    Reveal(PathBuf),
    /// A notice that something went well.
    Say(String),
}

/// A place inside an inspection that a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A question.
    Question(InstancePath),
    /// The seals, with what stands in their way.
    Seal,
    /// The camera, for photos with these links.
    Camera(Vec<EvidenceLink>),
}

/// What came of a command.
#[derive(Debug)]
pub enum Answer {
    /// It is done.
    Done(Box<Changes>),
    /// It failed.
    Failed(Problem),
}

/// Requests of this frame, and answers to earlier ones.
#[derive(Debug, Default)]
pub struct Actions {
    requests: Vec<Request>,
    answers: HashMap<Tag, Answer>,
    replies: HashMap<Tag, DialogReply>,
    awaited: HashMap<Tag, ()>,
    next_tag: u64,
    /// Pictures on the screen.
    pub pictures: Pictures,
    /// The camera on the screen.
    pub viewfinder: Viewfinder,
    /// The command whose shortcut was pressed and that the screen itself carries out.
    pub pressed: Option<UiCommand>,
}

impl Actions {
    /// Sends a command; a failure becomes a notice.
    pub fn send(&mut self, command: Command) {
        let tag = self.tag();
        self.requests.push(Request::Run(tag, Box::new(command)));
    }

    /// Sends a command to an inspection; a failure becomes a notice.
    pub fn send_to(&mut self, id: InspectionId, command: InspectionCommand) {
        self.send(Command::Inspection(id, command));
    }

    /// Sends a command whose end the screen waits for with [`Actions::take`].
    pub fn run(&mut self, command: Command) -> Tag {
        let tag = self.tag();
        self.awaited.insert(tag, ());
        self.requests.push(Request::Run(tag, Box::new(command)));
        tag
    }

    /// Sends a command to an inspection, and waits for its end.
    pub fn run_on(&mut self, id: InspectionId, command: InspectionCommand) -> Tag {
        self.run(Command::Inspection(id, command))
    }

    /// The end of a command, once it has come. `waiting` is emptied with it.
    pub fn take(&mut self, waiting: &mut Option<Tag>) -> Option<Answer> {
        let answer = self.answers.remove(waiting.as_ref()?)?;
        *waiting = None;
        Some(answer)
    }

    /// Asks the desktop for files.
    pub fn ask(&mut self, request: DialogRequest) -> Tag {
        let tag = self.tag();
        self.requests.push(Request::Ask(tag, request));
        tag
    }

    /// The files that were chosen, once they were; empty when the person chose nothing.
    pub fn picked(&mut self, waiting: &mut Option<Tag>) -> Option<Vec<PathBuf>> {
        let reply = self.replies.remove(waiting.as_ref()?)?;
        *waiting = None;
        match reply {
            DialogReply::Picked(paths) => Some(paths),
            DialogReply::Cancelled | DialogReply::Unavailable => Some(Vec::new()),
        }
    }

    /// Shows a screen.
    pub fn go(&mut self, screen: Screen) {
        self.requests.push(Request::Go(screen));
    }

    /// Shows a place inside an inspection.
    pub fn show(&mut self, id: InspectionId, spot: Spot) {
        self.requests.push(Request::Show(id, spot));
    }

    /// Goes back.
    pub fn back(&mut self) {
        self.requests.push(Request::Back);
    }

    /// Does what a menu entry does.
    pub fn do_command(&mut self, command: UiCommand) {
        self.requests.push(Request::Do(command));
    }

    /// Shows a folder or file by the desktop's own means.
    pub fn reveal(&mut self, path: PathBuf) {
        self.requests.push(Request::Reveal(path));
    }

    /// Says that something went well.
    pub fn say(&mut self, text: String) {
        self.requests.push(Request::Say(text));
    }

    /// Takes the command of a shortcut, if it is this one.
    pub fn take_pressed(&mut self, command: UiCommand) -> bool {
        let this = self.pressed == Some(command);
        if this {
            self.pressed = None;
        }
        this
    }

    pub(super) fn take_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Hands an answer to the screen that waits for it, or back when none does.
    pub(super) fn deliver(&mut self, tag: Tag, answer: Answer) -> Option<Answer> {
        if self.awaited.remove(&tag).is_none() {
            return Some(answer);
        }
        self.answers.insert(tag, answer);
        None
    }

    pub(super) fn deliver_reply(&mut self, tag: Tag, reply: DialogReply) {
        self.replies.insert(tag, reply);
    }

    fn tag(&mut self) -> Tag {
        self.next_tag += 1;
        Tag(self.next_tag)
    }
}
