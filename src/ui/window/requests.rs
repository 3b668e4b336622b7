//! What a person asked for, carried out after the frame in which it was asked.

use super::Window;
use crate::app::Command;
use crate::app::trial::Trial;
use crate::domain::{InspectionId, Language};
use crate::ui::actions::{Request, Spot};
use crate::ui::command_table::UiCommand;
use crate::ui::palette_items;
use crate::ui::router::{Screen, Tab};
use crate::ui::screens::inspections;
use crate::ui::shell::{PaletteState, PaletteTarget};
use crate::ui::theme::Look;
use crate::ui::viewfinder::CameraWish;
use egui::Context;
use std::path::Path;

impl Window {
    pub(super) fn choose(&mut self, target: PaletteTarget, look: &Look) {
        match target {
            PaletteTarget::Command(command) => self.do_command(command, look),
            PaletteTarget::Inspection(id) => self.router.go(Screen::Inspection(id, Tab::Answers)),
            PaletteTarget::Question(path) => {
                if let Some(id) = self.router.here().inspection() {
                    self.show_spot(id, Spot::Question(path));
                }
            }
        }
    }

    /// Does what a shortcut or menu entry says; what only the screen can do is left to it.
    pub(super) fn do_command(&mut self, command: UiCommand, look: &Look) {
        match command {
            UiCommand::OpenPalette => {
                let items = palette_items::items(
                    look,
                    self.router.here(),
                    &self.views.inspections,
                    self.views.inspection.as_deref(),
                );
                self.palette = Some((PaletteState::default(), items));
            }
            UiCommand::Back => self.router.back(),
            UiCommand::GoInspections => self.router.go(Screen::Inspections),
            UiCommand::GoSuppliers => self.router.go(Screen::Suppliers),
            UiCommand::GoFindings => self.router.go(Screen::Findings),
            UiCommand::GoChecklists => self.router.go(Screen::Checklists),
            UiCommand::GoVerify => self.router.go(Screen::Verify),
            UiCommand::GoSettings => self.router.go(Screen::Settings),
            UiCommand::NewInspection => self.router.go(Screen::Plan(None)),
            UiCommand::OpenExample => inspections::open_example(&mut self.actions),
            UiCommand::ZoomIn => self.zoom(10),
            UiCommand::ZoomOut => self.zoom(-10),
            UiCommand::ZoomReset => self.zoom(0),
            UiCommand::SwitchLanguage => self.choose_language(match self.language() {
                Language::En => Language::ZhCn,
                Language::ZhCn => Language::En,
            }),
            UiCommand::Lock => {
                self.flush();
                self.actions.send(Command::Lock);
            }
            UiCommand::ShowHelp => self.help = true,
            UiCommand::Undo
            | UiCommand::Redo
            | UiCommand::ShowAnswers
            | UiCommand::ShowPhotos
            | UiCommand::ShowFindings
            | UiCommand::ShowClosing
            | UiCommand::ShowReport
            | UiCommand::ShowPlan
            | UiCommand::NextUnanswered
            | UiCommand::NextQuestion
            | UiCommand::PreviousQuestion
            | UiCommand::AddPhoto
            | UiCommand::OpenCamera
            | UiCommand::TakeShot
            | UiCommand::CloseCamera
            | UiCommand::EditFinding
            | UiCommand::WriteNote
            | UiCommand::ExplainScore
            | UiCommand::SearchQuestions
            | UiCommand::Choose(_) => self.actions.pressed = Some(command),
        }
    }

    /// Changes the magnification by so many percent; 0 sets it back.
    fn zoom(&mut self, by_percent: i32) {
        let now = i32::from(self.settings().zoom_percent);
        let wanted = if by_percent == 0 { 100 } else { (now + by_percent).clamp(50, 300) };
        self.actions.send(Command::Set { key: "zoom_percent".to_owned(), value: wanted.to_string() });
    }

    /// Shows a place inside an inspection.
    fn show_spot(&mut self, id: InspectionId, spot: Spot) {
        let screen = self.screens.drafts.entry(id).or_default().show(id, spot);
        self.router.go(screen);
    }

    /// Passes on what the screens asked for.
    pub(super) fn carry_out(&mut self, ctx: &Context, look: &Look) {
        let mut moved = self.carry_out_requests(ctx, look);
        // What is typed in an inspection that was just left is sent while its snapshot is still at hand.
        if self.router.here().inspection() != self.views.inspection.as_ref().map(|view| view.inspection.plan.id) {
            self.flush();
            moved |= self.carry_out_requests(ctx, look);
        }
        for (rendition, detail) in self.actions.pictures.take_wanted() {
            if let Some(service) = &self.service {
                service.picture(rendition, detail);
            }
        }
        match (self.actions.viewfinder.take_wish(), &mut self.service) {
            (Some(CameraWish::Open(name)), Some(service)) => service.look_through(name),
            (Some(CameraWish::Away), Some(service)) => service.put_camera_away(),
            (_, None) | (None, Some(_)) => {}
        }
        if moved || self.actions.pressed.is_some() {
            ctx.request_repaint();
        }
    }

    /// Returns whether anything was asked for.
    fn carry_out_requests(&mut self, ctx: &Context, look: &Look) -> bool {
        let requests = self.actions.take_requests();
        let moved = !requests.is_empty();
        for request in requests {
            match request {
                Request::Run(tag, command) if matches!(*command, Command::Inspection(id, _) if id == Trial::id()) => {
                    if let Command::Inspection(_, command) = *command
                        && !self.screens.trial.run(&command)
                    {
                        self.not_in_a_trial(ctx, look);
                    }
                    let done = crate::ui::actions::Answer::Done(Box::default());
                    self.actions.deliver(tag, done);
                }
                Request::Run(tag, command) => {
                    if let Some(service) = &mut self.service {
                        let ticket = service.run(*command);
                        self.tickets.insert(ticket, tag);
                    }
                }
                Request::Ask(tag, request) => {
                    self.asked.insert(tag, request.clone());
                    self.dialogs.request(tag, request, self.reply.clone());
                }
                Request::Go(screen) => self.router.go(screen),
                Request::Show(id, Spot::Camera(_)) if id == Trial::id() => self.not_in_a_trial(ctx, look),
                Request::Show(id, spot) => self.show_spot(id, spot),
                Request::Back => self.router.back(),
                Request::Do(command) => self.do_command(command, look),
                Request::Reveal(path) => reveal(ctx, &path),
                Request::Say(text) => {
                    let now_s = ctx.input(|input| input.time);
                    self.notices.good(now_s, text);
                }
            }
        }
        moved
    }

    /// Says that a checklist that is tried out keeps nothing.
    fn not_in_a_trial(&mut self, ctx: &Context, look: &Look) {
        let now_s = ctx.input(|input| input.time);
        self.notices.good(now_s, look.text("trial-not-here"));
    }

    /// Sends what is typed in the open inspection and not yet sent.
    pub(super) fn flush(&mut self) {
        let Some(view) = self.views.inspection.clone() else { return };
        if let Some(drafts) = self.screens.drafts.get_mut(&view.inspection.plan.id) {
            drafts.flush(&view, &mut self.actions);
        }
    }
}

/// Shows a file or folder by the desktop's own means.
fn reveal(ctx: &Context, path: &Path) {
    ctx.open_url(egui::OpenUrl::new_tab(file_url(path)));
}

/// The address of a file, with what an address cannot hold escaped (RFC 3986, 2.1).
fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    for byte in path.display().to_string().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::file_url;
    use std::path::Path;

    #[test]
    fn the_address_of_a_file_holds_no_space() {
        assert_eq!(file_url(Path::new("/home/lin/报告 1.pdf")), "file:///home/lin/%E6%8A%A5%E5%91%8A%201.pdf");
    }
}
