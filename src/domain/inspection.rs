//! One inspection: what its events add up to.

use super::{
    Answer, Consent, CorrectiveAction, Digest, Event, EventBody, Finding, FindingId, FixedFinding, GradeProposal,
    InspectionPlan, InstancePath, Language, Letter, Meeting, MeetingKind, Moment, Note, Photo, PhotoId, Position,
    RegisterEntry, Rendition, ReportId, ScopeAndMethod, Seal, Severity, Signature, SignatureRole, record::RecordCopy,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far an inspection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionState {
    /// Planned; nothing recorded yet.
    Planned,
    /// Something was recorded.
    InProgress,
    /// The closing seal fixed findings, dates and positions.
    FieldworkDone,
    /// The report seal fixed all of it.
    Sealed,
    /// It will not take place.
    Cancelled,
}

impl InspectionState {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in_progress",
            Self::FieldworkDone => "fieldwork_done",
            Self::Sealed => "sealed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A report that left the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedReport {
    /// 1 for the first.
    pub revision: u32,
    /// Internal or site.
    pub copy: RecordCopy,
    /// The language, or none for both.
    pub language: Option<Language>,
    /// The digest of the file.
    pub digest: Digest,
    /// Its name.
    pub file_name: String,
    /// When.
    pub exported_at: Moment,
}

impl ExportedReport {
    /// What an export says; none for any other event.
    fn of(event: &Event) -> Option<Self> {
        let EventBody::ReportExported { revision, copy, language, digest, file_name } = &event.body else {
            return None;
        };
        Some(Self {
            revision: *revision,
            copy: *copy,
            language: *language,
            digest: *digest,
            file_name: file_name.clone(),
            exported_at: event.header.at,
        })
    }
}

/// Figures for the list of inspections, computed by the caller from template and answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InspectionSummary {
    /// Questions that are settled.
    pub answered: u32,
    /// Questions that apply.
    pub asked: u32,
    /// The overall letter; none while too little is known.
    pub letter: Option<Letter>,
}

/// The state of one inspection, folded from its events.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// What was agreed.
    pub plan: InspectionPlan,
    /// The report's identifier through all revisions.
    pub report_id: ReportId,
    /// How far it is.
    pub state: InspectionState,
    /// Facts about the site that conditions use.
    pub profile: BTreeMap<String, String>,
    /// The answers that are not empty.
    pub answers: BTreeMap<InstancePath, Answer>,
    /// The photos that were not taken out, in the order they came or were put into.
    pub photos: Vec<Photo>,
    /// The photos whose people took their consent back after the report was sealed.
    pub withdrawn_photos: BTreeSet<PhotoId>,
    /// The notes that were not taken out.
    pub notes: Vec<Note>,
    /// Scope and method, as far as they were recorded.
    pub scope: ScopeAndMethod,
    /// The registers: instruments, documents, good practices, limitations.
    pub entries: Vec<RegisterEntry>,
    /// The findings that were not withdrawn, in the order they were raised.
    pub findings: Vec<Finding>,
    /// The site's positions.
    pub positions: BTreeMap<FindingId, Position>,
    /// What the auditor asks the reviewer to make of critical findings.
    pub proposals: BTreeMap<FindingId, GradeProposal>,
    /// The meetings.
    pub meetings: BTreeMap<MeetingKind, Meeting>,
    /// The signatures, at most one a role.
    pub signatures: Vec<Signature>,
    /// The closing seal in force.
    pub closing_seal: Option<Seal>,
    /// The report seal.
    pub report_seal: Option<Seal>,
    /// Reports that left.
    pub exports: Vec<ExportedReport>,
    /// What the site answered about findings, also after the seals.
    pub actions: BTreeMap<FindingId, CorrectiveAction>,
    /// When the last event was committed.
    pub changed_at: Moment,
    /// How many events were folded.
    pub revision: u64,
}

impl Inspection {
    /// An inspection from its first event; none when that is not its planning.
    #[must_use]
    pub fn start(event: &Event) -> Option<Self> {
        let EventBody::InspectionPlanned { plan, report_id } = &event.body else { return None };
        Some(Self {
            plan: plan.clone(),
            report_id: *report_id,
            state: InspectionState::Planned,
            profile: BTreeMap::new(),
            answers: BTreeMap::new(),
            photos: Vec::new(),
            withdrawn_photos: BTreeSet::new(),
            notes: Vec::new(),
            scope: ScopeAndMethod::default(),
            entries: Vec::new(),
            findings: Vec::new(),
            positions: BTreeMap::new(),
            proposals: BTreeMap::new(),
            meetings: BTreeMap::new(),
            signatures: Vec::new(),
            closing_seal: None,
            report_seal: None,
            exports: Vec::new(),
            actions: BTreeMap::new(),
            changed_at: event.header.at,
            revision: 1,
        })
    }

    /// An inspection from all events of its stream; none when the first is not its planning.
    #[must_use]
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let mut inspection = Self::start(events.next()?)?;
        for event in events {
            inspection.apply(event);
        }
        Some(inspection)
    }

    /// Takes one event in. Whether it may happen was decided before, by [`Inspection::refuse`].
    ///
    /// A signature stands for the findings, positions and closing meeting that were there when it was given, and a
    /// position for the finding as it was read out: when one of these changes, what rested on it falls.
    pub fn apply(&mut self, event: &Event) {
        self.changed_at = event.header.at;
        self.revision += 1;
        match &event.body {
            EventBody::PlanChanged(plan) => self.plan = plan.clone(),
            EventBody::InspectionCancelled { .. } => self.state = InspectionState::Cancelled,
            // A fact about the site, known before anybody is there: the inspection is still planned.
            EventBody::ProfileSet { name, value } => {
                self.profile.insert(name.clone(), value.clone());
            }
            EventBody::AnswerGiven { path, answer } => self.take_answer(path, answer),
            EventBody::PhotoAdded(photo) | EventBody::PhotoRestored(photo) => {
                self.begin();
                replace_or_push(&mut self.photos, photo, |p| p.id == photo.id);
            }
            EventBody::PhotoCaptioned { id, caption } => self.change_photo(*id, |p| p.caption.clone_from(caption)),
            EventBody::PhotoLinked { id, links } => self.change_photo(*id, |p| p.links.clone_from(links)),
            EventBody::PhotoOverlaid { id, overlay } => self.change_photo(*id, |p| p.overlay.clone_from(overlay)),
            EventBody::PhotoConsentTaken { id, consent } => self.take_consent(*id, *consent),
            EventBody::PhotoSecretSet { id, trade_secret } => {
                self.change_photo(*id, |p| p.trade_secret = *trade_secret)
            }
            EventBody::PhotoPlaced { id, before } => self.place_photo(*id, *before),
            EventBody::PhotoRemoved { id } => self.photos.retain(|photo| photo.id != *id),
            EventBody::NoteSaved(note) => {
                self.begin();
                replace_or_push(&mut self.notes, note, |n| n.id == note.id);
            }
            EventBody::NoteRemoved { id } => self.notes.retain(|note| note.id != *id),
            // Facts of the report that can be known before anybody is there: the inspection is still planned.
            EventBody::ScopeRecorded(scope) => self.scope = scope.clone(),
            EventBody::EntrySaved { id, entry, before } => self.take_entry(*id, entry, *before),
            EventBody::EntryRemoved { id } => self.entries.retain(|one| one.id != *id),
            EventBody::FindingSaved(finding) => self.take_finding(finding),
            EventBody::FindingWithdrawn { id, .. } => self.withdraw(*id),
            EventBody::GradeProposed { finding_id, proposal } => self.take_proposal(*finding_id, proposal.as_ref()),
            EventBody::PositionTaken { finding_id, position } => {
                let before = self.positions.insert(*finding_id, position.clone());
                if before.as_ref() != Some(position) {
                    self.signatures.clear();
                }
            }
            EventBody::MeetingRecorded(meeting) => {
                self.begin();
                let before = self.meetings.insert(meeting.kind, meeting.clone());
                if meeting.kind == super::MeetingKind::Closing && before.as_ref() != Some(meeting) {
                    self.signatures.clear();
                }
            }
            EventBody::SignatureGiven(signature) => {
                replace_or_push(&mut self.signatures, signature, |s| s.role == signature.role);
            }
            EventBody::ClosingSealed(seal) => {
                self.closing_seal = Some(seal.clone());
                self.state = InspectionState::FieldworkDone;
            }
            EventBody::ClosingReopened { .. } => {
                self.closing_seal = None;
                self.signatures.clear();
                self.state = InspectionState::InProgress;
            }
            EventBody::ReportSealed(seal) => {
                self.report_seal = Some(seal.clone());
                self.state = InspectionState::Sealed;
            }
            EventBody::ReportExported { .. } => self.exports.extend(ExportedReport::of(event)),
            EventBody::ActionRecorded { finding_id, action } => {
                self.actions.insert(*finding_id, action.clone());
            }
            EventBody::InspectionPlanned { .. }
            | EventBody::PersonSaved(_)
            | EventBody::CheckpointSigned(_)
            | EventBody::SettingChanged { .. }
            | EventBody::SupplierSaved(_)
            | EventBody::SupplierArchived { .. }
            | EventBody::SiteSaved(_)
            | EventBody::SiteArchived { .. }
            | EventBody::TemplateAdded { .. }
            | EventBody::RuleSetAdded { .. } => {}
        }
    }

    /// The finding with this identifier.
    #[must_use]
    pub fn finding(&self, id: FindingId) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }

    /// The finding that this question belongs to.
    #[must_use]
    pub fn finding_of(&self, question: &InstancePath) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.questions.contains(question))
    }

    /// The photo with this identifier.
    #[must_use]
    pub fn photo(&self, id: PhotoId) -> Option<&Photo> {
        self.photos.iter().find(|photo| photo.id == id)
    }

    /// What is shown of a photo from now on, in the window and in all that leaves.
    #[must_use]
    pub fn rendition(&self, photo: &Photo) -> Rendition {
        Rendition { digest: photo.digest, overlay: photo.overlay.under(self.consent(photo)) }
    }

    /// How the people on a photo stand to it now.
    #[must_use]
    pub fn consent(&self, photo: &Photo) -> Consent {
        if self.withdrawn_photos.contains(&photo.id) { Consent::Withdrawn } else { photo.consent }
    }

    /// The signature of this role.
    #[must_use]
    pub fn signature(&self, role: SignatureRole) -> Option<&Signature> {
        self.signatures.iter().find(|signature| signature.role == role)
    }

    /// What the site does about a finding: what came later, else what stands in the finding.
    #[must_use]
    pub fn action<'a>(&'a self, finding: &'a Finding) -> &'a CorrectiveAction {
        self.actions.get(&finding.id).unwrap_or(&finding.action)
    }

    /// Number and dates of a finding once the closing seal fixed them.
    #[must_use]
    pub fn fixed(&self, id: FindingId) -> Option<&FixedFinding> {
        let seal = self.report_seal.as_ref().or(self.closing_seal.as_ref())?;
        seal.findings.iter().find(|fixed| fixed.id == id)
    }

    /// The number of a finding: the fixed one, else the one it would get now.
    /// Sensitive findings count apart, so that the numbers that the site sees have no gap.
    #[must_use]
    pub fn finding_number(&self, id: FindingId) -> String {
        if let Some(fixed) = self.fixed(id) {
            return fixed.number.clone();
        }
        let Some(finding) = self.finding(id) else { return String::new() };
        let place = self.findings.iter().filter(|f| f.sensitive == finding.sensitive).position(|f| f.id == id);
        format!("{}-{:02}", if finding.sensitive { 'S' } else { 'F' }, place.map_or(0, |place| place + 1))
    }

    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    fn begin(&mut self) {
        if self.state == InspectionState::Planned {
            self.state = InspectionState::InProgress;
        }
    }

    fn take_answer(&mut self, path: &InstancePath, answer: &Answer) {
        self.begin();
        if answer.is_empty() {
            self.answers.remove(path);
        } else {
            self.answers.insert(path.clone(), answer.clone());
        }
    }

    fn change_photo(&mut self, id: PhotoId, change: impl FnOnce(&mut Photo)) {
        if let Some(photo) = self.photos.iter_mut().find(|photo| photo.id == id) {
            change(photo);
        }
    }

    /// What the seal holds stays as it was sealed; a consent that is taken back later stands beside it.
    fn take_consent(&mut self, id: PhotoId, consent: Consent) {
        if self.report_seal.is_some() {
            self.withdrawn_photos.insert(id);
        } else {
            self.change_photo(id, |photo| photo.consent = consent);
        }
    }

    fn place_photo(&mut self, id: PhotoId, before: Option<PhotoId>) {
        let Some(place) = self.photos.iter().position(|photo| photo.id == id) else { return };
        let photo = self.photos.remove(place);
        let target = before.and_then(|before| self.photos.iter().position(|other| other.id == before));
        self.photos.insert(target.unwrap_or(self.photos.len()), photo);
    }

    fn take_finding(&mut self, finding: &Finding) {
        self.begin();
        let unchanged = self.finding(finding.id).is_some_and(|before| before.says_the_same(finding));
        if !unchanged {
            self.positions.remove(&finding.id);
            self.signatures.clear();
        }
        replace_or_push(&mut self.findings, finding, |f| f.id == finding.id);
    }

    fn take_proposal(&mut self, id: FindingId, proposal: Option<&GradeProposal>) {
        match proposal {
            Some(proposal) => {
                self.proposals.insert(id, proposal.clone());
            }
            None => {
                self.proposals.remove(&id);
            }
        }
    }

    fn withdraw(&mut self, id: FindingId) {
        self.findings.retain(|finding| finding.id != id);
        self.positions.remove(&id);
        self.signatures.clear();
    }
}

fn replace_or_push<T: Clone>(list: &mut Vec<T>, value: &T, same: impl Fn(&T) -> bool) {
    match list.iter_mut().find(|existing| same(existing)) {
        Some(existing) => *existing = value.clone(),
        None => list.push(value.clone()),
    }
}
