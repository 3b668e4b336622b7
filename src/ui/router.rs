//! Which screen is shown, and the way back.

use crate::domain::{Digest, FindingId, InspectionId, PhotoId, SiteId, SupplierId};
use crate::ui::command_table::{Scope, UiCommand};

/// The parts of an open inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Plan, meetings' dates, team.
    Plan,
    /// Questions.
    Answers,
    /// Photos and notes, the tray among them.
    Photos,
    /// Findings.
    Findings,
    /// Meetings, signatures, seal.
    Closing,
    /// Export and verdict.
    Report,
}

impl Tab {
    /// All tabs in their order.
    pub const ALL: [Self; 6] = [Self::Plan, Self::Answers, Self::Photos, Self::Findings, Self::Closing, Self::Report];

    /// The command that shows it.
    #[must_use]
    pub const fn command(self) -> UiCommand {
        match self {
            Self::Plan => UiCommand::ShowPlan,
            Self::Answers => UiCommand::ShowAnswers,
            Self::Photos => UiCommand::ShowPhotos,
            Self::Findings => UiCommand::ShowFindings,
            Self::Closing => UiCommand::ShowClosing,
            Self::Report => UiCommand::ShowReport,
        }
    }
}

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The list of inspections.
    Inspections,
    /// Suppliers and their sites.
    Suppliers,
    /// Findings of all inspections.
    Findings,
    /// The library of checklists.
    Checklists,
    /// One checklist as the auditor will see it.
    Checklist(Digest),
    /// A checklist tried out, without keeping anything.
    TryChecklist(Digest),
    /// A checklist that comes from a spreadsheet.
    ImportChecklist,
    /// What a report is worth.
    Verify,
    /// Settings.
    Settings,
    /// A new inspection, where a site was chosen before.
    Plan(Option<(SupplierId, SiteId)>),
    /// An inspection.
    Inspection(InspectionId, Tab),
    /// One photo of an inspection, large.
    Photo(InspectionId, PhotoId),
    /// One finding of an inspection.
    Finding(InspectionId, FindingId),
    /// The laptop's camera, for an inspection.
    Camera(InspectionId),
}

impl Screen {
    /// The inspection that this screen is about.
    #[must_use]
    pub const fn inspection(&self) -> Option<InspectionId> {
        match self {
            Self::Inspection(id, _) | Self::Photo(id, _) | Self::Finding(id, _) | Self::Camera(id) => Some(*id),
            Self::Inspections
            | Self::Suppliers
            | Self::Findings
            | Self::Checklists
            | Self::Checklist(_)
            | Self::ImportChecklist
            | Self::TryChecklist(_)
            | Self::Verify
            | Self::Settings
            | Self::Plan(_) => None,
        }
    }

    /// The place in the top bar that this screen belongs to.
    #[must_use]
    pub const fn place(&self) -> Option<UiCommand> {
        match self {
            Self::Inspections
            | Self::Plan(_)
            | Self::Inspection(..)
            | Self::Photo(..)
            | Self::Finding(..)
            | Self::Camera(_) => Some(UiCommand::GoInspections),
            Self::Suppliers => Some(UiCommand::GoSuppliers),
            Self::Findings => Some(UiCommand::GoFindings),
            Self::Checklists | Self::Checklist(_) | Self::ImportChecklist | Self::TryChecklist(_) => {
                Some(UiCommand::GoChecklists)
            }
            Self::Verify => Some(UiCommand::GoVerify),
            Self::Settings => Some(UiCommand::GoSettings),
        }
    }

    /// Which commands make sense here.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Inspection(_, Tab::Answers) | Self::TryChecklist(_) => Scope::Answering,
            Self::Inspection(..) | Self::Photo(..) | Self::Finding(..) => Scope::Inspection,
            Self::Camera(_) => Scope::Camera,
            Self::Inspections
            | Self::Suppliers
            | Self::Findings
            | Self::Checklists
            | Self::Checklist(_)
            | Self::ImportChecklist
            | Self::Verify
            | Self::Settings
            | Self::Plan(_) => Scope::Anywhere,
        }
    }
}

/// The screens on the way here.
#[derive(Debug, Clone)]
pub struct Router {
    here: Screen,
    before: Vec<Screen>,
}

/// A way back longer than this is not walked.
const MOST_STEPS: usize = 50;

impl Default for Router {
    fn default() -> Self {
        Self { here: Screen::Inspections, before: Vec::new() }
    }
}

impl Router {
    /// The screen that is shown.
    #[must_use]
    pub const fn here(&self) -> &Screen {
        &self.here
    }

    /// Shows a screen; "back" leads here again.
    pub fn go(&mut self, screen: Screen) {
        if screen == self.here {
            return;
        }
        // Tabs of one inspection are one step: "back" leaves the inspection.
        let same =
            matches!((&self.here, &screen), (Screen::Inspection(from, _), Screen::Inspection(to, _)) if from == to);
        let before = std::mem::replace(&mut self.here, screen);
        if !same {
            self.before.push(before);
            if self.before.len() > MOST_STEPS {
                self.before.remove(0);
            }
        }
    }

    /// Shows the screen before this one.
    pub fn back(&mut self) {
        if let Some(screen) = self.before.pop() {
            self.here = screen;
        }
    }

    /// Whether there is a way back.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.before.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_leads_where_one_came_from_and_tabs_are_one_step() {
        let id = InspectionId::from_parts(1, &[0; 10]);
        let mut router = Router::default();
        router.go(Screen::Inspection(id, Tab::Answers));
        router.go(Screen::Inspection(id, Tab::Closing));
        router.go(Screen::Settings);
        router.back();
        assert_eq!(router.here(), &Screen::Inspection(id, Tab::Closing));
        router.back();
        assert_eq!(router.here(), &Screen::Inspections);
        router.back();
        assert_eq!(router.here(), &Screen::Inspections);
    }
}
