//! What a command changed, so that screens rebuild exactly what is stale.

use super::verb::checklist_file::ReadChecklist;
use super::verb::{
    backup::BackedUp, export::Exported, photo::PhotoOutcome, photo_match::PhotoMatch, verify::Verification,
};
use crate::domain::{Digest, EntryId, FindingId, InspectionId, Moment, NoteId, PersonId, PhotoId, SiteId, SupplierId};
use crate::form::Template;
use std::path::PathBuf;
use std::sync::Arc;

/// What a command led to.
#[derive(Debug, Default)]
pub struct Changes {
    /// When the change was durable; none when nothing was written.
    pub saved_at: Option<Moment>,
    /// People, session or settings changed.
    pub workspace: bool,
    /// Suppliers or sites changed.
    pub suppliers: bool,
    /// The inspection that changed.
    pub inspection: Option<InspectionId>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a command, where there is more to say than that it was saved.
#[derive(Debug, Default)]
pub enum Outcome {
    /// Nothing more.
    #[default]
    Nothing,
    /// A person was made or unlocked.
    Person(PersonId),
    /// A supplier was saved.
    Supplier(SupplierId),
    /// A site was saved.
    Site(SiteId),
    /// A checklist was imported, or was there already.
    Checklist {
        /// Which.
        digest: Digest,
        /// Whether it was not there before.
        is_new: bool,
    },
    /// A checklist was read from a file.
    ChecklistRead(Box<ReadChecklist>),
    /// A checklist was opened.
    ChecklistOpened(Arc<Template>),
    /// A file was written.
    Written(PathBuf),
    /// An inspection was planned.
    Inspection(InspectionId),
    /// A finding was saved.
    Finding(FindingId),
    /// A note was saved.
    Note(NoteId),
    /// Entries of registers were saved, in the order they were given.
    Entries(Vec<EntryId>),
    /// Photos were taken in or refused, each with its reason.
    Photos(Vec<PhotoOutcome>),
    /// A photo was changed.
    Photo(PhotoId),
    /// Questions were proposed for photos.
    Matched(Vec<PhotoMatch>),
    /// A report was written and verified.
    Exported(Box<Exported>),
    /// A report was verified.
    Verified(Box<Verification>),
    /// A backup was written and verified.
    BackedUp(BackedUp),
}

impl Changes {
    /// Takes the changes of another part of the same command in; lists of photos are joined.
    pub fn merge(&mut self, later: Self) {
        self.saved_at = later.saved_at.or(self.saved_at);
        self.workspace |= later.workspace;
        self.suppliers |= later.suppliers;
        self.inspection = later.inspection.or(self.inspection);
        match (&mut self.outcome, later.outcome) {
            (_, Outcome::Nothing) => {}
            (Outcome::Photos(all), Outcome::Photos(more)) => all.extend(more),
            (outcome, later) => *outcome = later,
        }
    }
}
