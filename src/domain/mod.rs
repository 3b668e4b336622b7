//! What an inspection is: ids, answers, findings, photos, events, seals and the rules that bind them.
//!
//! # Invariants
//! - No I/O, no clock, no randomness: `now`, ids and salts are arguments.
//! - Nothing here knows SQL, PDF, pixels, egui or words for people.
//! - State changes only by [`Inspection::apply`]; what may follow what is decided by [`Inspection::refuse`] alone.
//! - Hashes are taken over exact stored bytes; nothing is serialised again to be hashed.
//!
//! # To change
//! - a new kind of event: [`event`] (variant), [`inspection`] (what it does), `guard` (when it is refused).
//! - a deadline, a threshold, a band: the rule set in `assets/rules`, never this code.
//!
//! # Why
//! Events carry whole values (an answer, a finding), not field patches: replay is a plain overwrite, undo is
//! the earlier value written again, and a reader of the log needs no diff. The cost is a few hundred bytes an event.

mod answer;
mod canonical;
mod digest;
mod event;
mod finding;
mod guard;
mod id;
mod inspection;
mod language;
mod list;
mod meeting;
mod moment;
mod overlay;
mod person;
mod photo;
mod photo_note;
mod plan;
mod record;
mod register;
mod regrade;
mod repeat;
mod report;
mod rule;
mod rule_figure;
mod rule_reading;
mod rule_sample;
mod rule_training;
mod scheme;
mod scope;
mod seal;
mod severity;
mod supplier;
mod team;

pub use answer::{Answer, AnswerStatus, InstancePath};
pub use canonical::{CanonicalError, canonical_json};
pub use digest::{Digest, FramedHash, ParseDigestError, StreamHash};
pub use event::{Event, EventBody, EventError, EventHeader, Stream, chain_hash, content_digest};
pub use finding::{
    Containment, CorrectiveAction, DueDates, Finding, FindingState, FixedFinding, Position, PositionKind, Remedy,
};
pub use guard::{MOST_CHARACTERS, Refusal, is_plausible};
pub use id::{
    DeviceId, EntryId, EventId, FindingId, ImportId, InspectionId, NoteId, ParseIdError, PersonId, PhotoId, ReportId,
    SignatureId, SiteId, SupplierId,
};
pub use inspection::{ExportedReport, Inspection, InspectionState, InspectionSummary};
pub use language::{BilingualText, Language};
pub use list::{FindingCounts, FindingQuery, FindingRow, InspectionRow, InspectionSort, ListQuery, Page};
pub use meeting::{Attendee, Meeting, MeetingKind, Signature, SignatureMark, SignatureRole, Stroke};
pub use moment::Moment;
pub use overlay::{
    Detail, Mark, MarkColour, MarkShape, Overlay, OverlayPoint, PixelRect, Redaction, RedactionReason, Rendition,
};
pub use person::{Checkpoint, Person, Role};
pub use photo::{
    Consent, EvidenceLink, FileKind, GeoPoint, LIKE_BITS, Note, Photo, PhotoFacts, TakenAt, TimeSource, look_bits,
};
pub use photo_note::{PhotoNote, PhotoNotes};
pub use plan::{InspectionPlan, InspectionType};
pub use record::{
    RECORD_FORMAT, RECORD_VERSION, Record, RecordCopy, RecordError, RecordEvent, RecordEventContent, RecordItem,
};
pub use register::{
    DocumentHandling, Entry, GoodPractice, Instrument, Limitation, LimitationKind, Register, RegisterEntry,
    SeenDocument,
};
pub use regrade::{GradeChange, GradeProposal, REPEAT_RULE, auditor_choices};
pub use repeat::{EarlierFinding, Repeat, RepeatBasis, find_repeat};
pub use report::{ReportKind, ReportLanguages, ReportRequest};
pub use rule::{CoverageRule, Deadlines, LetterRule, RuleSet, RuleSetError, SamplingRule};
pub use rule_figure::{IndicatorPlan, IndicatorSource, RowCondition, SampleExtent, SamplePlan, Source};
pub use rule_reading::ReadingRule;
pub use rule_sample::{SampleBand, SampleSizeRule, SampleTable};
pub use rule_training::TrainingRule;
pub use scheme::{Scheme, SchemeFact, SchemeSet, SchemeSeverity};
pub use scope::{
    Confidentiality, Coverage, Exclusion, Independence, IndependenceStatement, Method, Notice, ScopeAndMethod,
};
pub use seal::{Item, ItemKind, ItemSalt, Manifest, Seal, item_digest, seal_items};
pub use severity::{Grade, Letter, Severity};
pub use supplier::{Registration, RegistrationProblem, Site, Supplier};
pub use team::{Certificate, CertificateKind, TeamMember, person_days};
