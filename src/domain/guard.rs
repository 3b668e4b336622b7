//! What may happen when: the one place that refuses an event for an inspection.

use super::{
    Consent, EventBody, Finding, FindingId, GradeProposal, Inspection, InspectionPlan, InspectionState, Meeting,
    MeetingKind, Overlay, PhotoId, PositionKind, Severity,
};
use chrono::{Datelike, NaiveDate};

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
    /// Only the reviewer lowers a critical finding.
    #[error("only the reviewer may lower a critical finding")]
    CriticalLowered,
    /// Only the reviewer withdraws a finding that was made critical.
    #[error("only the reviewer may withdraw this critical finding")]
    CriticalWithdrawn,
    /// An auditor raises a finding by one level.
    #[error("a finding may be raised by one level only")]
    RaisedTooFar,
    /// An auditor lowers from major to minor, and nothing else.
    #[error("a finding may be lowered from major to minor only")]
    LoweredTooFar,
    /// A severity that differs from what is suggested needs a reason.
    #[error("the severity differs from what is suggested, without a reason")]
    GradeReasonMissing,
    /// A finding is lowered on evidence.
    #[error("a finding is lowered without evidence")]
    LoweredWithoutEvidence,
    /// Only for critical findings something milder is proposed to the reviewer.
    #[error("there is nothing to propose to the reviewer")]
    NothingToPropose,
    /// What the site reads must not name a sensitive finding.
    #[error("a finding that the site reads cannot name a sensitive one")]
    RepeatsSensitive,
    /// Corrected on the spot needs a photo from before, one from after, and words.
    #[error("a correction on the spot needs two photos and words")]
    ContainmentIncomplete,
    /// A date lies where no inspection can be: centuries away, or long before or after the plan.
    #[error("the date is implausible")]
    ImplausibleDate,
    /// The closing meeting cannot begin before the opening meeting.
    #[error("the closing meeting lies before the opening meeting")]
    MeetingsReversed,
    /// A text is longer than anybody reads; documents are attached as files.
    #[error("a text has more than {most} characters", most = MOST_CHARACTERS)]
    TextTooLong,
    /// More is drawn over a photo than anybody draws.
    #[error("an overlay has at most {most} marks and blocks", most = Overlay::MOST_PARTS)]
    OverlayTooLarge,
    /// Person-days are a decimal number below a thousand.
    #[error("the person-days are no decimal number of days")]
    PersonDaysWrong,
    /// A certificate of another kind says what it is.
    #[error("a certificate of another kind needs a name")]
    CertificateUnnamed,
    /// What is left out is named, with the reason.
    #[error("an exclusion needs what is left out, and why")]
    ExclusionIncomplete,
    /// Interests that are disclosed are named.
    #[error("the interests that are disclosed are not named")]
    InterestsUnsaid,
    /// An entry of a register says at least what it is about.
    #[error("an entry of a register says nothing")]
    IncompleteEntry,
    /// The event belongs to the workspace or starts an inspection; it does not fit here.
    #[error("the event does not belong to an inspection that exists")]
    Misplaced,
}

/// The longest text of an answer, a note, a finding or a meeting, in characters.
pub const MOST_CHARACTERS: usize = 20_000;
/// How far a meeting may lie from the first day of the plan, in days.
const MOST_DAYS_APART: i64 = 366;

/// Whether a date can be that of an inspection.
#[must_use]
pub fn is_plausible(day: NaiveDate) -> bool {
    (2000..2200).contains(&day.year())
}

impl Inspection {
    /// Why `body` may not happen now; none when it may.
    #[must_use]
    pub fn refuse(&self, body: &EventBody) -> Option<Refusal> {
        self.refuse_now(body).or_else(|| is_too_long(body).then_some(Refusal::TextTooLong))
    }

    fn refuse_now(&self, body: &EventBody) -> Option<Refusal> {
        match body {
            EventBody::AnswerGiven { answer, .. } => self.open().or_else(|| {
                let owed = answer.status == super::AnswerStatus::NotApplicable && answer.reason.trim().is_empty();
                owed.then_some(Refusal::ReasonMissing)
            }),
            EventBody::ProfileSet { .. }
            | EventBody::PhotoAdded(_)
            | EventBody::PhotoRestored(_)
            | EventBody::NoteSaved(_) => self.open(),
            EventBody::PhotoOverlaid { id, overlay } => self
                .open()
                .or_else(|| unknown(self.photo(*id).is_none_or(|photo| !photo.facts.is_picture())))
                .or_else(|| overlay.is_too_much().then_some(Refusal::OverlayTooLarge)),
            EventBody::PhotoConsentTaken { id, consent } => self.refuse_consent(*id, *consent),
            EventBody::PhotoPlaced { id, before } => self.open().or_else(|| {
                let known = |id: &PhotoId| self.photo(*id).is_some();
                unknown(!known(id) || !before.iter().all(known))
            }),
            EventBody::PhotoCaptioned { id, .. }
            | EventBody::PhotoLinked { id, .. }
            | EventBody::PhotoSecretSet { id, .. }
            | EventBody::PhotoRemoved { id } => self.open().or_else(|| unknown(self.photo(*id).is_none())),
            EventBody::NoteRemoved { id } => {
                self.open().or_else(|| unknown(!self.notes.iter().any(|note| note.id == *id)))
            }
            EventBody::ScopeRecorded(scope) => self.open().or_else(|| scope.refuse()),
            EventBody::EntrySaved { id, entry, .. } => self.open().or_else(|| self.refuse_entry(*id, entry)),
            EventBody::EntryRemoved { id } => self.open().or_else(|| unknown(self.entry(*id).is_none())),
            EventBody::PlanChanged(plan) => self.before_closing().or_else(|| refuse_plan(plan)),
            EventBody::MeetingRecorded(meeting) => self.before_closing().or_else(|| self.refuse_meeting(meeting)),
            EventBody::FindingSaved(finding) => self.before_closing().or_else(|| {
                if finding.title.trim().is_empty() || finding.requirement.trim().is_empty() {
                    return Some(Refusal::IncompleteFinding);
                }
                let agreed = finding.agreed_due_on;
                let plausible = agreed.is_none_or(|day| is_plausible(day) && day >= self.plan.starts_on);
                (!plausible)
                    .then_some(Refusal::ImplausibleDate)
                    .or_else(|| self.refuse_grade(finding, finding.suggested))
                    .or_else(|| self.refuse_containment(finding))
            }),
            EventBody::GradeProposed { finding_id, proposal } => self
                .open()
                .or_else(|| unknown(self.finding(*finding_id).is_none()))
                .or_else(|| self.refuse_proposal(*finding_id, proposal.as_ref())),
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

    /// People may take their consent back at any time, also after the seal.
    fn refuse_consent(&self, id: PhotoId, consent: Consent) -> Option<Refusal> {
        let later = consent == Consent::Withdrawn && self.state == InspectionState::Sealed;
        let owed = if later { None } else { self.open() };
        owed.or_else(|| unknown(self.photo(id).is_none()))
    }

    fn refuse_proposal(&self, id: FindingId, proposal: Option<&GradeProposal>) -> Option<Refusal> {
        let Some(proposal) = proposal else { return unknown(!self.proposals.contains_key(&id)) };
        let critical = self.finding(id).is_some_and(|finding| finding.severity == Severity::Critical);
        if !critical || proposal.severity == Severity::Critical {
            return Some(Refusal::NothingToPropose);
        }
        proposal.reason.trim().is_empty().then_some(Refusal::ReasonMissing)
    }

    fn refuse_meeting(&self, meeting: &Meeting) -> Option<Refusal> {
        let day = meeting.held_at.local_date();
        let apart = (day - self.plan.starts_on).num_days().abs();
        if !is_plausible(day) || apart > MOST_DAYS_APART {
            return Some(Refusal::ImplausibleDate);
        }
        let other = |kind| self.meetings.get(&kind).map(|other: &Meeting| other.held_at.utc_ms);
        let reversed = match meeting.kind {
            MeetingKind::Opening => other(MeetingKind::Closing).is_some_and(|closing| closing < meeting.held_at.utc_ms),
            MeetingKind::Closing => other(MeetingKind::Opening).is_some_and(|opening| opening > meeting.held_at.utc_ms),
        };
        reversed.then_some(Refusal::MeetingsReversed)
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

fn refuse_plan(plan: &InspectionPlan) -> Option<Refusal> {
    let plausible = is_plausible(plan.starts_on) && is_plausible(plan.ends_on);
    let team = || plan.team.iter().find_map(super::TeamMember::refuse);
    (!plausible).then_some(Refusal::ImplausibleDate).or_else(team)
}

/// Whether a text that a person wrote is too long.
fn is_too_long(body: &EventBody) -> bool {
    let texts: Vec<&str> = match body {
        EventBody::AnswerGiven { answer, .. } => {
            vec![answer.value.as_deref().unwrap_or_default(), &answer.reason, &answer.note]
        }
        EventBody::NoteSaved(note) => vec![&note.text],
        EventBody::PhotoCaptioned { caption, .. } => vec![caption],
        EventBody::FindingSaved(finding) => finding_texts(finding),
        EventBody::GradeProposed { proposal, .. } => proposal.iter().map(|proposal| proposal.reason.as_str()).collect(),
        EventBody::PositionTaken { position, .. } => vec![&position.words],
        EventBody::MeetingRecorded(meeting) => vec![&meeting.notes],
        EventBody::PlanChanged(plan) => plan_texts(plan),
        EventBody::ScopeRecorded(scope) => scope.texts(),
        EventBody::EntrySaved { entry, .. } => entry.texts(),
        EventBody::ActionRecorded { action, .. } => {
            vec![&action.root_cause, &action.correction, &action.corrective_action, &action.owner]
        }
        EventBody::FindingWithdrawn { reason, .. }
        | EventBody::InspectionCancelled { reason }
        | EventBody::ClosingReopened { reason } => vec![reason],
        EventBody::ProfileSet { .. }
        | EventBody::PhotoAdded(_)
        | EventBody::PhotoRestored(_)
        | EventBody::PhotoLinked { .. }
        | EventBody::PhotoOverlaid { .. }
        | EventBody::PhotoConsentTaken { .. }
        | EventBody::PhotoSecretSet { .. }
        | EventBody::PhotoPlaced { .. }
        | EventBody::PhotoRemoved { .. }
        | EventBody::NoteRemoved { .. }
        | EventBody::EntryRemoved { .. }
        | EventBody::SignatureGiven(_)
        | EventBody::ClosingSealed(_)
        | EventBody::ReportSealed(_)
        | EventBody::ReportExported { .. }
        | EventBody::InspectionPlanned { .. }
        | EventBody::PersonSaved(_)
        | EventBody::CheckpointSigned(_)
        | EventBody::SettingChanged { .. }
        | EventBody::SupplierSaved(_)
        | EventBody::SupplierArchived { .. }
        | EventBody::SiteSaved(_)
        | EventBody::SiteArchived { .. }
        | EventBody::TemplateAdded { .. }
        | EventBody::RuleSetAdded { .. } => Vec::new(),
    };
    texts.iter().any(|text| text.len() > MOST_CHARACTERS && text.chars().count() > MOST_CHARACTERS)
}

fn plan_texts(plan: &InspectionPlan) -> Vec<&str> {
    let certificates = plan.team.iter().flat_map(|one| &one.certificates);
    let mut texts = vec![plan.scope.as_str()];
    let members = plan.team.iter().flat_map(|one| [&one.name, &one.function, &one.organisation, &one.languages]);
    texts.extend(members.map(String::as_str));
    texts.extend(certificates.flat_map(|one| [one.name.as_str(), one.number.as_str()]));
    texts
}

fn finding_texts(finding: &Finding) -> Vec<&str> {
    let action = &finding.action;
    vec![
        &finding.title,
        &finding.severity_reason,
        finding.repeated(),
        &finding.requirement,
        &finding.evidence,
        &finding.place,
        &finding.immediate_action,
        &action.root_cause,
        &action.correction,
        &action.corrective_action,
        &action.owner,
    ]
}

fn unknown(missing: bool) -> Option<Refusal> {
    missing.then_some(Refusal::Unknown)
}
