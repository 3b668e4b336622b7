//! Undo and redo: the inverse of a change, written as new events.
//!
//! # Why
//! The log only grows, so taking a change back is another change: the earlier value, written again. What leaves
//! the laptop or binds two sides (meetings, signatures, seals, exports) cannot be taken back this way.

use crate::domain::{Answer, EntryId, EventBody, Inspection, PhotoId};

/// One step that can be taken back.
#[derive(Debug, Clone)]
pub struct UndoStep {
    /// What was done.
    pub forward: Vec<EventBody>,
    /// What takes it back.
    pub backward: Vec<EventBody>,
}

/// The steps of one inspection in this session.
#[derive(Debug, Clone, Default)]
pub struct History {
    undo: Vec<UndoStep>,
    redo: Vec<UndoStep>,
}

impl History {
    /// Steps kept at the most.
    const MOST_STEPS: usize = 200;

    /// Remembers a change made to `before`; one that cannot be taken back closes the history.
    pub fn remember(&mut self, before: &Inspection, forward: &[EventBody]) {
        self.redo.clear();
        let backward: Option<Vec<_>> = forward.iter().rev().map(|body| inverse(before, body)).collect();
        let backward = backward.map(|bodies| [bodies, places(before, forward)].concat());
        match backward {
            Some(backward) => {
                self.undo.push(UndoStep { forward: forward.to_vec(), backward });
                if self.undo.len() > Self::MOST_STEPS {
                    self.undo.remove(0);
                }
            }
            None => self.undo.clear(),
        }
    }

    /// The step to take back, if there is one; call [`History::undone`] once it is durable.
    #[must_use]
    pub fn next_undo(&self) -> Option<&UndoStep> {
        self.undo.last()
    }

    /// The step to do again, if there is one; call [`History::redone`] once it is durable.
    #[must_use]
    pub fn next_redo(&self) -> Option<&UndoStep> {
        self.redo.last()
    }

    /// The last step was taken back.
    pub fn undone(&mut self) {
        self.redo.extend(self.undo.pop());
    }

    /// The last undone step was done again.
    pub fn redone(&mut self) {
        self.undo.extend(self.redo.pop());
    }
}

/// Where the photos that were taken out stood, so that they come back there.
fn places(before: &Inspection, forward: &[EventBody]) -> Vec<EventBody> {
    let removed =
        |id: &PhotoId| forward.iter().any(|body| matches!(body, EventBody::PhotoRemoved { id: other } if other == id));
    let photos = before.photos.iter().map(|photo| photo.id).enumerate().rev();
    photos
        .filter(|(_, id)| removed(id))
        .filter_map(|(place, id)| Some((id, before.photos.get(place + 1)?.id)))
        .map(|(id, next)| EventBody::PhotoPlaced { id, before: Some(next) })
        .collect()
}

/// What takes `body` back in `before`; none when it cannot be taken back.
fn inverse(before: &Inspection, body: &EventBody) -> Option<EventBody> {
    match body {
        EventBody::AnswerGiven { path, .. } => {
            let answer = before.answers.get(path).cloned().unwrap_or_else(Answer::default);
            Some(EventBody::AnswerGiven { path: path.clone(), answer })
        }
        EventBody::PhotoAdded(photo) | EventBody::PhotoRestored(photo) => {
            Some(EventBody::PhotoRemoved { id: photo.id })
        }
        EventBody::PhotoRemoved { id } => before.photo(*id).cloned().map(EventBody::PhotoRestored),
        EventBody::PhotoCaptioned { id, .. } => {
            let caption = before.photo(*id)?.caption.clone();
            Some(EventBody::PhotoCaptioned { id: *id, caption })
        }
        EventBody::PhotoLinked { id, .. } => {
            let links = before.photo(*id)?.links.clone();
            Some(EventBody::PhotoLinked { id: *id, links })
        }
        EventBody::PhotoOverlaid { id, .. } => {
            let overlay = before.photo(*id)?.overlay.clone();
            Some(EventBody::PhotoOverlaid { id: *id, overlay })
        }
        EventBody::PhotoConsentTaken { id, .. } => {
            let consent = before.photo(*id)?.consent;
            Some(EventBody::PhotoConsentTaken { id: *id, consent })
        }
        EventBody::PhotoSecretSet { id, .. } => {
            let trade_secret = before.photo(*id)?.trade_secret;
            Some(EventBody::PhotoSecretSet { id: *id, trade_secret })
        }
        EventBody::PhotoPlaced { id, .. } => {
            let place = before.photos.iter().position(|photo| photo.id == *id)?;
            Some(EventBody::PhotoPlaced { id: *id, before: before.photos.get(place + 1).map(|next| next.id) })
        }
        EventBody::NoteSaved(note) => match before.notes.iter().find(|earlier| earlier.id == note.id) {
            Some(earlier) => Some(EventBody::NoteSaved(earlier.clone())),
            None => Some(EventBody::NoteRemoved { id: note.id }),
        },
        EventBody::NoteRemoved { id } => {
            before.notes.iter().find(|note| note.id == *id).cloned().map(EventBody::NoteSaved)
        }
        EventBody::ScopeRecorded(_) => Some(EventBody::ScopeRecorded(before.scope.clone())),
        EventBody::EntrySaved { id, .. } => Some(entry_as_before(before, *id)),
        EventBody::EntryRemoved { id } => before.entry(*id).map(|_| entry_as_before(before, *id)),
        // Another checklist is another inspection to answer: that is changed back in its own place.
        EventBody::PlanChanged(plan) if plan.template_digest == before.plan.template_digest => {
            Some(EventBody::PlanChanged(before.plan.clone()))
        }
        EventBody::FindingSaved(finding) => match before.finding(finding.id) {
            Some(earlier) => Some(EventBody::FindingSaved(earlier.clone())),
            None => Some(EventBody::FindingWithdrawn { id: finding.id, reason: "undo".to_owned() }),
        },
        EventBody::GradeProposed { finding_id, .. } => {
            let proposal = before.proposals.get(finding_id).cloned();
            Some(EventBody::GradeProposed { finding_id: *finding_id, proposal })
        }
        EventBody::FindingWithdrawn { id, .. } => before.finding(*id).cloned().map(EventBody::FindingSaved),
        EventBody::ProfileSet { .. }
        | EventBody::PlanChanged(_)
        | EventBody::PositionTaken { .. }
        | EventBody::MeetingRecorded(_)
        | EventBody::SignatureGiven(_)
        | EventBody::ClosingSealed(_)
        | EventBody::ClosingReopened { .. }
        | EventBody::ReportSealed(_)
        | EventBody::ReportExported { .. }
        | EventBody::ActionRecorded { .. }
        | EventBody::InspectionCancelled { .. }
        | EventBody::InspectionPlanned { .. }
        | EventBody::PersonSaved(_)
        | EventBody::CheckpointSigned(_)
        | EventBody::SettingChanged { .. }
        | EventBody::SupplierSaved(_)
        | EventBody::SupplierArchived { .. }
        | EventBody::SiteSaved(_)
        | EventBody::SiteArchived { .. }
        | EventBody::TemplateAdded { .. }
        | EventBody::RuleSetAdded { .. } => None,
    }
}

/// An entry of a register as it was, at its place; taken out where it was not there.
fn entry_as_before(before: &Inspection, id: EntryId) -> EventBody {
    match before.entry(id) {
        Some(entry) => EventBody::EntrySaved { id, entry: entry.clone(), before: before.entry_after(id) },
        None => EventBody::EntryRemoved { id },
    }
}
