//! Events: what happened, in the words of the log, and how the log is chained.

use super::{
    Answer, Checkpoint, Consent, CorrectiveAction, DeviceId, Digest, Entry, EntryId, EventId, EvidenceLink, Finding,
    FindingId, FramedHash, GradeProposal, InspectionId, InspectionPlan, InstancePath, Language, Meeting, Moment, Note,
    NoteId, Overlay, Person, PersonId, Photo, PhotoId, Position, ReportId, ScopeAndMethod, Seal, Signature, Site,
    SiteId, Supplier, SupplierId, canonical::canonical_json, record::RecordCopy,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The thing that an event is about; events of one stream are replayed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// The workspace: people, suppliers, sites, checklists, checkpoints.
    Workspace,
    /// One inspection.
    Inspection(InspectionId),
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.write_str("workspace"),
            Self::Inspection(id) => write!(f, "inspection/{id}"),
        }
    }
}

impl FromStr for Stream {
    type Err = EventError;

    fn from_str(text: &str) -> Result<Self, EventError> {
        let unknown = || EventError::UnknownStream { stream: text.to_owned() };
        match text.strip_prefix("inspection/") {
            Some(id) => id.parse().map(Self::Inspection).map_err(|_| unknown()),
            None if text == "workspace" => Ok(Self::Workspace),
            None => Err(unknown()),
        }
    }
}

/// Why a stored event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The stream's name is none that this version knows.
    #[error("the event belongs to an unknown stream `{stream}`")]
    UnknownStream {
        /// The name found.
        stream: String,
    },
    /// A later version of Fieldseal wrote it.
    #[error("the event `{kind}` has version {version}, this version of Fieldseal reads up to {known}")]
    NewerVersion {
        /// The event's kind.
        kind: String,
        /// The version found.
        version: i64,
        /// The newest version known.
        known: i64,
    },
    /// The body is not what the kind asks for.
    #[error("the body of the event `{kind}` cannot be read")]
    Body {
        /// The event's kind.
        kind: String,
        /// What is wrong.
        #[source]
        source: serde_json::Error,
    },
    /// The body cannot be written.
    #[error("the event cannot be written")]
    Write(#[from] super::CanonicalError),
}

/// What happened. The variant's name is the `kind`, its content the `body`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the domain's own types, documented there")]
pub enum EventBody {
    // Workspace
    /// A person was added or changed.
    PersonSaved(Person),
    /// The chain was signed by the unlocked key.
    CheckpointSigned(Checkpoint),
    /// A setting was changed; values are texts.
    SettingChanged { key: String, value: String },
    /// A supplier was added or changed.
    SupplierSaved(Supplier),
    /// A supplier was taken out of the lists; inspections keep it.
    SupplierArchived { id: SupplierId },
    /// A site was added or changed.
    SiteSaved(Site),
    /// A site was taken out of the lists.
    SiteArchived { id: SiteId },
    /// A checklist was added; its bytes are stored under the digest.
    TemplateAdded { digest: Digest, id: String, version: String },
    /// A rule set was added; its bytes are stored under the digest.
    RuleSetAdded { digest: Digest, id: String, version: String },
    // Inspection
    /// The inspection was planned; `report_id` names its report through all revisions.
    InspectionPlanned { plan: InspectionPlan, report_id: ReportId },
    /// The plan was changed.
    PlanChanged(InspectionPlan),
    /// The inspection will not take place.
    InspectionCancelled { reason: String },
    /// A fact about the site that conditions use was set (`profile_…`); values are XForms lexical.
    ProfileSet { name: String, value: String },
    /// An answer was given, changed, or (when empty) taken back.
    AnswerGiven { path: InstancePath, answer: Answer },
    /// A photo was taken in; its bytes were durable before.
    PhotoAdded(Photo),
    /// A photo's caption was written.
    PhotoCaptioned { id: PhotoId, caption: String },
    /// A photo was linked to these and no others.
    PhotoLinked { id: PhotoId, links: Vec<EvidenceLink> },
    /// What is drawn over a photo was changed; this is all of it.
    PhotoOverlaid { id: PhotoId, overlay: Overlay },
    /// How the people on a photo stand to it; that they took their consent back may come at any time.
    PhotoConsentTaken { id: PhotoId, consent: Consent },
    /// The site called a photo a trade secret, or no longer does.
    PhotoSecretSet { id: PhotoId, trade_secret: bool },
    /// A photo was put before another one, or behind all.
    PhotoPlaced { id: PhotoId, before: Option<PhotoId> },
    /// A photo was taken out; a tombstone, the bytes stay until the workspace is tidied.
    PhotoRemoved { id: PhotoId },
    /// A removed photo was taken back in.
    PhotoRestored(Photo),
    /// A note was written or changed.
    NoteSaved(Note),
    /// A note was taken out.
    NoteRemoved { id: NoteId },
    /// Scope and method were recorded; this is all of it.
    ScopeRecorded(ScopeAndMethod),
    /// An entry of a register was written or changed; one that comes back stands before another one again.
    EntrySaved {
        id: EntryId,
        entry: Entry,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<EntryId>,
    },
    /// An entry of a register was taken out.
    EntryRemoved { id: EntryId },
    /// A finding was raised or changed.
    FindingSaved(Finding),
    /// A finding was withdrawn before the closing seal.
    FindingWithdrawn { id: FindingId, reason: String },
    /// The auditor asked the reviewer to lower a critical finding, or took that back.
    GradeProposed { finding_id: FindingId, proposal: Option<GradeProposal> },
    /// The site took a position.
    PositionTaken { finding_id: FindingId, position: Position },
    /// A meeting was recorded or changed.
    MeetingRecorded(Meeting),
    /// A signature was drawn or refused; replaces an earlier one of the same role.
    SignatureGiven(Signature),
    /// Findings, dates and positions are fixed.
    ClosingSealed(Seal),
    /// The closing is taken up again, before the report seal; signatures and fixed dates fall.
    ClosingReopened { reason: String },
    /// The inspection is fixed.
    ReportSealed(Seal),
    /// A report left the workspace.
    ReportExported { revision: u32, copy: RecordCopy, language: Option<Language>, digest: Digest, file_name: String },
    /// What the site does about a finding; may come at any time.
    ActionRecorded { finding_id: FindingId, action: CorrectiveAction },
}

impl EventBody {
    /// The newest version of every kind.
    pub const VERSION: i64 = 1;

    /// The kind and the canonical bytes of the body, as they are stored.
    ///
    /// # Errors
    /// When the body cannot be written as JSON.
    pub fn encode(&self) -> Result<(String, Vec<u8>), EventError> {
        #[derive(Deserialize)]
        struct Parts {
            kind: String,
            #[serde(default)]
            body: serde_json::Value,
        }
        let both = canonical_json(self)?;
        let parts: Parts =
            serde_json::from_slice(&both).map_err(|source| EventError::Body { kind: String::new(), source })?;
        Ok((parts.kind, canonical_json(&parts.body)?))
    }

    /// Reads a stored body.
    ///
    /// # Errors
    /// [`EventError::NewerVersion`] or [`EventError::Body`].
    pub fn decode(kind: &str, version: i64, body: &[u8]) -> Result<Self, EventError> {
        if version > Self::VERSION {
            return Err(EventError::NewerVersion { kind: kind.to_owned(), version, known: Self::VERSION });
        }
        let unreadable = |source| EventError::Body { kind: kind.to_owned(), source };
        let body: serde_json::Value = serde_json::from_slice(body).map_err(unreadable)?;
        serde_json::from_value(serde_json::json!({ "kind": kind, "body": body })).map_err(unreadable)
    }
}

/// What stands beside the body in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventHeader {
    /// The device whose chain this is.
    pub device_id: DeviceId,
    /// 1 for the first event of the device.
    pub seq: i64,
    /// The event's own identifier.
    pub event_id: EventId,
    /// When, with the offset seen.
    pub at: Moment,
    /// Who; none for what the app does by itself before a person exists.
    pub actor_id: Option<PersonId>,
    /// What it is about.
    pub stream: Stream,
}

/// An event read from the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When, who, about what.
    pub header: EventHeader,
    /// What happened.
    pub body: EventBody,
}

/// The digest of one event: SHA-256 over `fieldseal:event:1`, the header columns, kind, version, the exact stored
/// body and the salt, each framed by its length. It stays when body and salt are erased on legal demand.
#[must_use]
pub fn content_digest(header: &EventHeader, kind: &str, version: i64, body: &[u8], salt: &[u8; 16]) -> Digest {
    FramedHash::new("fieldseal:event:1")
        .field(header.device_id.to_string().as_bytes())
        .number(header.seq)
        .field(header.event_id.to_string().as_bytes())
        .number(header.at.utc_ms)
        .number(header.at.utc_offset_min.into())
        .field(header.actor_id.map(|id| id.to_string()).unwrap_or_default().as_bytes())
        .field(header.stream.to_string().as_bytes())
        .field(kind.as_bytes())
        .number(version)
        .field(body)
        .field(salt)
        .finish()
}

/// The link of the chain: SHA-256 over the previous hash (32 zero bytes before the first) and the content digest.
#[must_use]
pub fn chain_hash(previous: Option<&Digest>, content: &Digest) -> Digest {
    let mut bytes = [0; 64];
    if let Some(previous) = previous {
        bytes[..32].copy_from_slice(previous.as_bytes());
    }
    bytes[32..].copy_from_slice(content.as_bytes());
    Digest::of(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_survives_the_log() {
        let body = EventBody::AnswerGiven { path: InstancePath::of_question("q"), answer: Answer::of("conforming") };
        let (kind, bytes) = body.encode().unwrap();
        assert_eq!(kind, "answer_given");
        assert_eq!(
            String::from_utf8(bytes.clone()).unwrap(),
            r#"{"answer":{"status":"answered","value":"conforming"},"path":"/q"}"#
        );
        assert_eq!(EventBody::decode(&kind, 1, &bytes).unwrap(), body);
    }

    #[test]
    fn a_later_version_is_refused() {
        let error = EventBody::decode("answer_given", 99, b"{}").unwrap_err();
        assert!(matches!(error, EventError::NewerVersion { version: 99, .. }));
    }
}
