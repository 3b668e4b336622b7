//! What still stands in the way of a seal, each with its place, so that it can be a link.

use crate::domain::{FindingId, Inspection, InstancePath, MeetingKind, Refusal, RuleSet, Severity, SignatureRole};
use crate::form::{Duty, Evaluation, Grading, Template};
use std::fmt;

/// Where a blocker is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A question.
    Question(InstancePath),
    /// A finding.
    Finding(FindingId),
    /// A meeting.
    Meeting(MeetingKind),
    /// A signature.
    Signature(SignatureRole),
    /// The closing seal itself.
    Closing,
}

/// What stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockerKind {
    /// A question that applies has no answer.
    Unanswered,
    /// A recorded value cannot be an answer.
    WrongValue,
    /// Not applicable or not verified, without a word why.
    ReasonMissing,
    /// Mandatory photos are missing.
    PhotoMissing,
    /// A failed answer belongs to no finding.
    FailureWithoutFinding,
    /// Mandatory evidence is not shown; a reminder, it blocks nothing.
    EvidenceMissing,
    /// A finding names no objective evidence.
    FindingWithoutEvidence,
    /// A finding is milder or graver than suggested and does not say why.
    SeverityWithoutReason,
    /// A finding is lowered, and nothing shows what was found.
    LoweredWithoutEvidence,
    /// A finding has a severity that an auditor may not choose beside its answers.
    SeverityNotAllowed,
    /// A finding counts as corrected on the spot, but not all of it is shown.
    ContainmentIncomplete,
    /// The site has taken no position on a finding.
    PositionMissing,
    /// A meeting is not recorded.
    MeetingMissing,
    /// A meeting has nobody from the site or the team.
    AttendeesMissing,
    /// A signature is neither drawn nor refused.
    SignatureMissing,
    /// The closing is not sealed.
    ClosingNotSealed,
}

impl BlockerKind {
    /// What a question's duty is called among blockers.
    #[must_use]
    pub const fn of(duty: &Duty) -> Self {
        match duty {
            Duty::Answer => Self::Unanswered,
            Duty::Correction(_) => Self::WrongValue,
            Duty::Photos { .. } => Self::PhotoMissing,
            Duty::Reason => Self::ReasonMissing,
            Duty::Finding => Self::FailureWithoutFinding,
            Duty::Evidence(_) => Self::EvidenceMissing,
        }
    }

    /// The code of the kind, for messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::WrongValue => "wrong_value",
            Self::ReasonMissing => "reason_missing",
            Self::EvidenceMissing => "evidence_missing",
            Self::PhotoMissing => "photo_missing",
            Self::FailureWithoutFinding => "failure_without_finding",
            Self::FindingWithoutEvidence => "finding_without_evidence",
            Self::SeverityWithoutReason => "severity_without_reason",
            Self::LoweredWithoutEvidence => "lowered_without_evidence",
            Self::SeverityNotAllowed => "severity_not_allowed",
            Self::ContainmentIncomplete => "containment_incomplete",
            Self::PositionMissing => "position_missing",
            Self::MeetingMissing => "meeting_missing",
            Self::AttendeesMissing => "attendees_missing",
            Self::SignatureMissing => "signature_missing",
            Self::ClosingNotSealed => "closing_not_sealed",
        }
    }
}

/// One thing that stands in the way of a seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// What.
    pub kind: BlockerKind,
    /// Where it is put right.
    pub place: Place,
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Question(path) => write!(f, "{path}")?,
            Place::Finding(id) => write!(f, "{id}")?,
            Place::Meeting(kind) => write!(f, "{kind:?}")?,
            Place::Signature(role) => write!(f, "{role:?}")?,
            Place::Closing => f.write_str("closing")?,
        }
        write!(f, " {}", self.kind.code())
    }
}

/// What a seal is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The inspection.
    pub inspection: &'a Inspection,
    /// Its checklist.
    pub template: &'a Template,
    /// Its rule set.
    pub rules: &'a RuleSet,
    /// What its answers come to.
    pub evaluation: &'a Evaluation,
}

/// What stands in the way of the closing seal: findings, positions, meetings and signatures.
/// Root cause, corrective action and owner never do.
#[must_use]
pub fn closing_blockers(judged: Judged<'_>) -> Vec<Blocker> {
    let Judged { inspection, template, evaluation, .. } = judged;
    let mut blockers = question_blockers(template, evaluation, |duty| matches!(duty, Duty::Finding));
    blockers.extend(grade_blockers(&judged));
    let mut add = |kind, place| blockers.push(Blocker { kind, place });
    for finding in &inspection.findings {
        if finding.evidence.trim().is_empty() {
            add(BlockerKind::FindingWithoutEvidence, Place::Finding(finding.id));
        }
        let asked = !finding.sensitive && finding.severity > Severity::Opportunity;
        if asked && !inspection.positions.contains_key(&finding.id) {
            add(BlockerKind::PositionMissing, Place::Finding(finding.id));
        }
    }
    for kind in [MeetingKind::Opening, MeetingKind::Closing] {
        match inspection.meetings.get(&kind) {
            None => add(BlockerKind::MeetingMissing, Place::Meeting(kind)),
            Some(meeting) if meeting.attendees.is_empty() => {
                add(BlockerKind::AttendeesMissing, Place::Meeting(kind));
            }
            Some(_) => {}
        }
    }
    for role in [SignatureRole::Auditor, SignatureRole::Site] {
        if inspection.signature(role).is_none() {
            add(BlockerKind::SignatureMissing, Place::Signature(role));
        }
    }
    blockers
}

/// What stands in the way of the report seal: what questions owe, the closing seal, and findings that changed answers
/// have left behind.
#[must_use]
pub fn report_blockers(judged: Judged<'_>) -> Vec<Blocker> {
    let Judged { inspection, template, evaluation, .. } = judged;
    let mut blockers = Vec::new();
    if inspection.closing_seal.is_none() {
        blockers.push(Blocker { kind: BlockerKind::ClosingNotSealed, place: Place::Closing });
    } else {
        blockers.extend(grade_blockers(&judged));
    }
    blockers.extend(question_blockers(template, evaluation, Duty::blocks));
    blockers
}

/// Findings whose severity does not stand beside the answers as they are now, and corrections on the spot that are not
/// shown. Answers change until the report seal, so both seals ask.
fn grade_blockers(judged: &Judged<'_>) -> Vec<Blocker> {
    let Judged { inspection, template, rules, evaluation } = judged;
    let mut blockers = Vec::new();
    for finding in &inspection.findings {
        let suggested = Grading::of(finding, template, rules, evaluation).suggested;
        let graded = inspection.refuse_grade(finding, suggested).map(|refusal| {
            if refusal == Refusal::GradeReasonMissing {
                BlockerKind::SeverityWithoutReason
            } else if refusal == Refusal::LoweredWithoutEvidence {
                BlockerKind::LoweredWithoutEvidence
            } else {
                BlockerKind::SeverityNotAllowed
            }
        });
        let contained = inspection.refuse_containment(finding).map(|_| BlockerKind::ContainmentIncomplete);
        let kinds = graded.into_iter().chain(contained);
        blockers.extend(kinds.map(|kind| Blocker { kind, place: Place::Finding(finding.id) }));
    }
    blockers
}

/// What the questions owe, as far as `counts` says so.
fn question_blockers(template: &Template, evaluation: &Evaluation, counts: impl Fn(&Duty) -> bool) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    for (question, result) in template.questions.iter().zip(&evaluation.questions).filter(|(_, r)| r.shown()) {
        for duty in result.duties.iter().filter(|duty| counts(duty)) {
            blockers.push(Blocker { kind: BlockerKind::of(duty), place: Place::Question(question.path()) });
        }
    }
    blockers
}
