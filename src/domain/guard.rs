//! What may happen when: the one place that refuses an event for an inspection.

use super::{EventBody, Inspection, InspectionState, PositionKind};

/// Why an event may not happen now. Each is turned into words by `app::problem`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The report seal fixed the inspection.
    #[error("the inspection is sealed")]
    Sealed,
    /// The closing seal fixed findings, dates and positions.
    #[error("the findings are fixed by the closing seal")]
    ClosingSealed,
    /// The inspection was cancelled.
    #[error("the inspection was cancelled")]
    Cancelled,
    /// The closing seal comes first.
    #[error("the closing has not been sealed")]
    NotClosed,
    /// The report seal comes first.
    #[error("the inspection has not been sealed")]
    NotSealed,
    /// The thing that the event is about does not exist (any more).
    #[error("it does not exist in this inspection")]
    Unknown,
    /// A finding needs a question, a title and a requirement.
    #[error("a finding needs a title and a requirement")]
    IncompleteFinding,
    /// "Not applicable" needs a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// A disputed finding needs the site's words.
    #[error("the site's words are needed")]
    WordsMissing,
    /// Only a supervisor lowers a critical finding.
    #[error("only a supervisor may lower a critical finding")]
    CriticalLowered,
    /// The event belongs to the workspace or starts an inspection; it does not fit here.
    #[error("the event does not belong to an inspection that exists")]
    Misplaced,
}

impl Inspection {
    /// Why `body` may not happen now; none when it may.
    #[must_use]
    pub fn refuse(&self, body: &EventBody) -> Option<Refusal> {
        match body {
            EventBody::AnswerGiven { answer, .. } => self.open().or_else(|| {
                let owed = answer.status == super::AnswerStatus::NotApplicable && answer.reason.trim().is_empty();
                owed.then_some(Refusal::ReasonMissing)
            }),
            EventBody::ProfileSet { .. }
            | EventBody::PhotoAdded(_)
            | EventBody::PhotoRestored(_)
            | EventBody::NoteSaved(_) => self.open(),
            EventBody::PhotoCaptioned { id, .. }
            | EventBody::PhotoLinked { id, .. }
            | EventBody::PhotoRemoved { id } => self.open().or_else(|| unknown(self.photo(*id).is_none())),
            EventBody::NoteRemoved { id } => {
                self.open().or_else(|| unknown(!self.notes.iter().any(|note| note.id == *id)))
            }
            EventBody::PlanChanged(_) | EventBody::MeetingRecorded(_) => self.before_closing(),
            EventBody::FindingSaved(finding) => self.before_closing().or_else(|| {
                if finding.title.trim().is_empty() || finding.requirement.trim().is_empty() {
                    return Some(Refusal::IncompleteFinding);
                }
                None
            }),
            EventBody::FindingWithdrawn { id, reason } => self
                .before_closing()
                .or_else(|| unknown(self.finding(*id).is_none()))
                .or_else(|| reason.trim().is_empty().then_some(Refusal::ReasonMissing)),
            EventBody::PositionTaken { finding_id, position } => {
                self.before_closing().or_else(|| unknown(self.finding(*finding_id).is_none())).or_else(|| {
                    let owed = position.kind == PositionKind::Disputed && position.words.trim().is_empty();
                    owed.then_some(Refusal::WordsMissing)
                })
            }
            EventBody::SignatureGiven(_) | EventBody::ClosingSealed(_) => self.before_closing(),
            EventBody::InspectionCancelled { reason } => {
                self.before_closing().or_else(|| reason.trim().is_empty().then_some(Refusal::ReasonMissing))
            }
            EventBody::ClosingReopened { reason } => self
                .open()
                .or_else(|| self.closing_seal.is_none().then_some(Refusal::NotClosed))
                .or_else(|| reason.trim().is_empty().then_some(Refusal::ReasonMissing)),
            EventBody::ReportSealed(_) => {
                self.open().or_else(|| self.closing_seal.is_none().then_some(Refusal::NotClosed))
            }
            EventBody::ReportExported { .. } => self.closing_seal.is_none().then_some(Refusal::NotClosed),
            EventBody::ActionRecorded { finding_id, .. } => unknown(self.finding(*finding_id).is_none()),
            EventBody::InspectionPlanned { .. }
            | EventBody::PersonSaved(_)
            | EventBody::CheckpointSigned(_)
            | EventBody::SettingChanged { .. }
            | EventBody::SupplierSaved(_)
            | EventBody::SupplierArchived { .. }
            | EventBody::SiteSaved(_)
            | EventBody::SiteArchived { .. }
            | EventBody::TemplateAdded { .. }
            | EventBody::RuleSetAdded { .. } => Some(Refusal::Misplaced),
        }
    }

    /// Refuses once the report seal is there.
    fn open(&self) -> Option<Refusal> {
        match self.state {
            InspectionState::Sealed => Some(Refusal::Sealed),
            InspectionState::Cancelled => Some(Refusal::Cancelled),
            InspectionState::Planned | InspectionState::InProgress | InspectionState::FieldworkDone => None,
        }
    }

    /// Refuses once the closing seal is there.
    fn before_closing(&self) -> Option<Refusal> {
        self.open().or_else(|| self.closing_seal.is_some().then_some(Refusal::ClosingSealed))
    }
}

fn unknown(missing: bool) -> Option<Refusal> {
    missing.then_some(Refusal::Unknown)
}
