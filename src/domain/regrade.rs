//! Changing a grade: what may become of the severity that answers and rules suggest for a finding.
//!
//! | change | by whom | what it needs |
//! | --- | --- | --- |
//! | one level worse | rule [`REPEAT_RULE`] | it repeats a finding of an earlier inspection |
//! | one level worse | the auditor | a reason |
//! | major to minor | the auditor | a reason and evidence; the reviewer sees it flagged |
//! | critical to anything milder | the reviewer | two people, both named; the auditor proposes it |
//! | anything else | nobody | when the answer is wrong, the answer is to be changed |
//!
//! What the auditor answers is the auditor's; only a severity that differs from the answers is a change of grade.
//!
//! Withdrawing: until the closing seal the auditor takes back what was entered by mistake, by undo or with a reason, and
//! the log keeps it. A critical finding is withdrawn this way only while the answers themselves make it critical: then
//! they go on owing one. After the closing seal the closing is reopened, or the reviewer decides.

use super::{EvidenceLink, Finding, Inspection, Moment, PhotoId, Refusal, Severity};
use serde::{Deserialize, Serialize};

/// The rule that raises a repeated finding, as people find it beside the severity.
pub const REPEAT_RULE: &str = "REPEAT";

/// How the severity of a finding differs from what answers and rules suggest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GradeChange {
    /// It is what they suggest, or nothing suggests one.
    #[default]
    None,
    /// Graver.
    Raised {
        /// What was suggested.
        from: Severity,
    },
    /// Milder: the reviewer looks at it.
    Lowered {
        /// What was suggested.
        from: Severity,
    },
}

impl GradeChange {
    /// The change from what is suggested to what was chosen.
    #[must_use]
    pub fn between(suggested: Option<Severity>, chosen: Severity) -> Self {
        match suggested {
            Some(from) if chosen > from => Self::Raised { from },
            Some(from) if chosen < from => Self::Lowered { from },
            Some(_) | None => Self::None,
        }
    }

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Raised { .. } => "raised",
            Self::Lowered { .. } => "lowered",
        }
    }

    /// What was suggested, where something else was chosen.
    #[must_use]
    pub const fn from(self) -> Option<Severity> {
        match self {
            Self::None => None,
            Self::Raised { from } | Self::Lowered { from } => Some(from),
        }
    }

    /// Why an auditor may not make `to` of it; reasons and evidence aside.
    #[must_use]
    pub fn refuse(self, to: Severity) -> Option<Refusal> {
        match self {
            Self::None => None,
            Self::Raised { from } => (from.one_worse() != to).then_some(Refusal::RaisedTooFar),
            Self::Lowered { from: Severity::Critical } => Some(Refusal::CriticalLowered),
            Self::Lowered { from: Severity::Major } if to == Severity::Minor => None,
            Self::Lowered { .. } => Some(Refusal::LoweredTooFar),
        }
    }
}

/// What an auditor may choose where this is suggested, worst first.
#[must_use]
pub fn auditor_choices(suggested: Option<Severity>) -> Vec<Severity> {
    let may = |to: &Severity| GradeChange::between(suggested, *to).refuse(*to).is_none();
    Severity::WORST_FIRST.into_iter().filter(may).collect()
}

/// What an auditor asks the reviewer to make of a critical finding. The finding stays critical.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeProposal {
    /// What it should be.
    pub severity: Severity,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Moment,
}

impl Inspection {
    /// Why the severity of `finding` may not stand beside what is suggested for it.
    #[must_use]
    pub fn refuse_grade(&self, finding: &Finding, suggested: Option<Severity>) -> Option<Refusal> {
        let change = GradeChange::between(suggested, finding.severity);
        let unsaid = change != GradeChange::None && finding.severity_reason.trim().is_empty();
        let unproved = matches!(change, GradeChange::Lowered { .. }) && !self.has_evidence(finding);
        change
            .refuse(finding.severity)
            .or_else(|| unsaid.then_some(Refusal::GradeReasonMissing))
            .or_else(|| unproved.then_some(Refusal::LoweredWithoutEvidence))
    }

    /// Why `finding` does not count as corrected on the spot: a photo from before, another from after, and words.
    #[must_use]
    pub fn refuse_containment(&self, finding: &Finding) -> Option<Refusal> {
        let contained = finding.contained?;
        let shown = [contained.before, contained.after].into_iter().all(|id| self.shows(id, finding));
        let proved = shown && contained.before != contained.after && !finding.immediate_action.trim().is_empty();
        (!proved).then_some(Refusal::ContainmentIncomplete)
    }

    /// What the auditor proposes for a finding, while it is critical.
    #[must_use]
    pub fn proposal(&self, finding: &Finding) -> Option<&GradeProposal> {
        self.proposals.get(&finding.id).filter(|_| finding.severity == Severity::Critical)
    }

    /// Whether something says or shows what was found: words, a photo or a note.
    fn has_evidence(&self, finding: &Finding) -> bool {
        let noted = || self.notes.iter().any(|note| note.links.iter().any(|link| belongs(link, finding)));
        !finding.evidence.trim().is_empty() || self.photos_of(finding).next().is_some() || noted()
    }

    fn shows(&self, id: PhotoId, finding: &Finding) -> bool {
        self.photos_of(finding).any(|photo| photo.id == id)
    }

    /// The photos that are linked to a finding or to one of its questions.
    pub fn photos_of<'a>(&'a self, finding: &'a Finding) -> impl Iterator<Item = &'a super::Photo> {
        self.photos.iter().filter(|photo| photo.links.iter().any(|link| belongs(link, finding)))
    }
}

fn belongs(link: &EvidenceLink, finding: &Finding) -> bool {
    match link {
        EvidenceLink::Finding(id) => *id == finding.id,
        EvidenceLink::Area(_) => false,
        EvidenceLink::Question(path) => finding.questions.contains(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_raises_by_one_and_lowers_major_to_minor_only() {
        use Severity::{Critical, Major, Minor, Opportunity};
        assert_eq!(auditor_choices(None), Severity::WORST_FIRST);
        assert_eq!(auditor_choices(Some(Critical)), [Critical]);
        assert_eq!(auditor_choices(Some(Major)), [Critical, Major, Minor]);
        assert_eq!(auditor_choices(Some(Minor)), [Major, Minor]);
        assert_eq!(auditor_choices(Some(Opportunity)), [Minor, Opportunity]);
        let refused = |from, to| GradeChange::between(Some(from), to).refuse(to);
        assert_eq!(refused(Minor, Critical), Some(Refusal::RaisedTooFar));
        assert_eq!(refused(Major, Opportunity), Some(Refusal::LoweredTooFar));
        assert_eq!(refused(Critical, Major), Some(Refusal::CriticalLowered));
    }
}
