//! What the example's auditor records, as data.

use crate::domain::{
    Answer, AnswerStatus, Attendee, CorrectiveAction, GoodPractice, InspectionType, InstancePath, Instrument,
    Limitation, MeetingKind, PositionKind, Remedy, ScopeAndMethod, SeenDocument, Severity, SignatureRole, Stroke,
    TeamMember,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole example. Times are local with their offset, ISO 8601.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoScript {
    /// Says that everything in it is made up; for readers of the file.
    pub notice: String,
    /// Who carries it out.
    pub auditor: ScriptedAuditor,
    /// Who is inspected.
    pub supplier: ScriptedSupplier,
    /// Where.
    pub site: ScriptedSite,
    /// What was agreed.
    pub plan: ScriptedPlan,
    /// Facts about the site that conditions use and no question asks for; values are XForms lexical.
    #[serde(default)]
    pub profile: BTreeMap<String, String>,
    /// The meetings, the opening first.
    pub meetings: Vec<ScriptedMeeting>,
    /// What is answered, in the order of the checklist.
    pub answers: Vec<ScriptedAnswer>,
    /// The photos in the order they are taken in.
    pub photos: Vec<ScriptedPhoto>,
    /// The notes of the evidence tray.
    pub notes: Vec<ScriptedNote>,
    /// Facts of the report that no question asks for.
    pub facts: ScriptedFacts,
    /// The findings in the order they are raised.
    pub findings: Vec<ScriptedFinding>,
    /// The signatures at the closing meeting.
    pub signatures: Vec<ScriptedSignature>,
}

/// The auditor, whose key the demo makes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedAuditor {
    /// The name as it is signed.
    pub name: String,
    /// The organisation.
    pub organisation: String,
}

/// The supplier.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedSupplier {
    /// The legal name.
    pub name: String,
    /// The name in Chinese.
    pub name_local: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// A unified social credit code with a right check character and a region that does not exist.
    pub registration: String,
    /// Who to talk to.
    pub contact: String,
}

/// The site.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedSite {
    /// The name by which people know it.
    pub name: String,
    /// The postal address.
    pub address: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Whether Indigenous peoples live on or use the land.
    pub indigenous: bool,
}

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedPlan {
    /// The identifier of the checklist.
    pub checklist: String,
    /// Why the visit takes place.
    pub inspection_type: InspectionType,
    /// The first day on site.
    pub starts_on: NaiveDate,
    /// The last day on site.
    pub ends_on: NaiveDate,
    /// The team, the lead auditor first.
    pub team: Vec<TeamMember>,
    /// Purpose and scope.
    pub scope: String,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedMeeting {
    /// Opening or closing.
    pub kind: MeetingKind,
    /// When it began.
    pub held_at: DateTime<FixedOffset>,
    /// Who was present.
    pub attendees: Vec<Attendee>,
    /// What was explained or said.
    pub notes: String,
}

/// What is recorded for one question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedAnswer {
    /// The name of the question's node.
    pub question: String,
    /// The value, where the question has one.
    #[serde(default)]
    pub value: Option<String>,
    /// The sample, where the question asks for one.
    #[serde(default)]
    pub sample: Option<ScriptedSample>,
    /// Answered, not applicable or not verified.
    #[serde(default)]
    pub status: AnswerStatus,
    /// Why it does not apply or could not be verified.
    #[serde(default)]
    pub reason: String,
    /// The auditor's note.
    #[serde(default)]
    pub note: String,
}

/// The rows that were checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedSample {
    /// How many rows were checked.
    pub checked: u32,
    /// How many of them failed.
    pub failed: u32,
    /// Whether any of them is critical.
    pub critical_row: bool,
}

/// A photo of `assets/example/photos`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedPhoto {
    /// The file's name.
    pub file: String,
    /// The caption.
    pub caption: String,
    /// The node names of the questions it belongs to. Without questions and findings it stays in the tray.
    #[serde(default)]
    pub questions: Vec<String>,
    /// The keys of the findings it belongs to.
    #[serde(default)]
    pub findings: Vec<String>,
}

/// A note of the evidence tray.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedNote {
    /// The text.
    pub text: String,
    /// The node names of the questions it belongs to. Without questions and findings it stays in the tray.
    #[serde(default)]
    pub questions: Vec<String>,
    /// The keys of the findings it belongs to.
    #[serde(default)]
    pub findings: Vec<String>,
}

/// Facts of the report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedFacts {
    /// Scope and method.
    pub scope: ScopeAndMethod,
    /// The instruments.
    pub instruments: Vec<Instrument>,
    /// The documents.
    pub documents: Vec<WithPhoto<SeenDocument>>,
    /// The good practices.
    pub good_practices: Vec<WithPhoto<GoodPractice>>,
    /// The limitations.
    pub limitations: Vec<Limitation>,
}

/// An entry of a register with one of the photos of the script.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithPhoto<T> {
    /// What it says.
    pub entry: T,
    /// The photo's file.
    #[serde(default)]
    pub file: Option<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedFinding {
    /// What photos, notes and positions call it in this script.
    pub key: String,
    /// A short title.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// Why the severity differs from what the answers give.
    #[serde(default)]
    pub severity_reason: String,
    /// Whether it is kept from everything the site sees.
    #[serde(default)]
    pub sensitive: bool,
    /// The node names of the failed questions with this one cause.
    pub questions: Vec<String>,
    /// What is required.
    pub requirement: String,
    /// What was seen.
    pub evidence: String,
    /// Where on site.
    pub place: String,
    /// What was done on the spot.
    #[serde(default)]
    pub immediate_action: String,
    /// What the site does about it, as far as it was said at the meeting.
    #[serde(default)]
    pub action: CorrectiveAction,
    /// How failures of this kind are put right.
    #[serde(default)]
    pub remedy: Remedy,
    /// A date earlier than the rule's, agreed at the meeting.
    #[serde(default)]
    pub agreed_due_on: Option<NaiveDate>,
    /// The site's position; none for a sensitive finding.
    #[serde(default)]
    pub position: Option<ScriptedPosition>,
}

/// What the site said to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedPosition {
    /// Agreed or disputed.
    pub kind: PositionKind,
    /// The site's own words.
    #[serde(default)]
    pub words: String,
}

/// A drawn signature.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScriptedSignature {
    /// For whom it stands.
    pub role: SignatureRole,
    /// The name.
    pub name: String,
    /// What the person is at the organisation.
    pub function: String,
    /// When it was drawn.
    pub signed_at: DateTime<FixedOffset>,
    /// The strokes, as [`Stroke`] has them.
    pub strokes: Vec<Stroke>,
}

impl DemoScript {
    /// Reads a script.
    ///
    /// # Errors
    /// When the text is not JSON of this shape.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

impl ScriptedAnswer {
    /// The answers to record, each with its address: the nodes of a sample first, then the question itself.
    #[must_use]
    pub fn to_answers(&self) -> Vec<(InstancePath, Answer)> {
        let path = InstancePath::of_question(&self.question);
        let mut answers = Vec::new();
        if let Some(sample) = self.sample {
            answers.push((path.child("checked"), Answer::of(sample.checked.to_string())));
            answers.push((path.child("failed"), Answer::of(sample.failed.to_string())));
            answers.push((path.child("critical_row"), Answer::of(sample.critical_row.to_string())));
        }
        let own = Answer {
            value: self.value.clone(),
            status: self.status,
            reason: self.reason.clone(),
            note: self.note.clone(),
        };
        if !own.is_empty() {
            answers.push((path, own));
        }
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_recorded_at_its_three_nodes() {
        let answer: ScriptedAnswer = serde_json::from_str(
            r#"{"question": "q", "sample": {"checked": 12, "failed": 1, "critical_row": false}, "note": "seen"}"#,
        )
        .unwrap();
        let answers: Vec<(String, Option<String>)> =
            answer.to_answers().into_iter().map(|(path, answer)| (path.to_string(), answer.value)).collect();
        let expected =
            [("/q/checked", Some("12")), ("/q/failed", Some("1")), ("/q/critical_row", Some("false")), ("/q", None)];
        assert_eq!(answers, expected.map(|(path, value)| (path.to_owned(), value.map(str::to_owned))));
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        assert!(serde_json::from_str::<ScriptedNote>(r#"{"text": "a", "question": ["q"]}"#).is_err());
    }
}
