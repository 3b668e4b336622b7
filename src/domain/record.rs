//! The record: a whole inspection as data, embedded in the report as `fieldseal-record.json`.
//!
//! Bodies, templates and events are carried as texts of their exact bytes, so that a reader hashes what was sealed.

use super::{
    Digest, InspectionId, ItemKind, Language, Manifest, ReportId,
    seal::{Item, item_digest},
};
use serde::{Deserialize, Serialize};

/// The `format` of the record.
pub const RECORD_FORMAT: &str = "fieldseal-record";
/// The version that this code writes and the newest it reads.
pub const RECORD_VERSION: u32 = 1;

/// Which copy a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordCopy {
    /// Complete; for the supervisor.
    Internal,
    /// What the site may see.
    Site,
}

/// One item with its salt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordItem {
    /// What it is.
    pub kind: ItemKind,
    /// Its identifier among its kind.
    pub id: String,
    /// The exact canonical JSON, as a text.
    pub body: String,
    /// 16 random bytes, hexadecimal.
    pub salt_hex: String,
}

/// One event of the log; the site copy carries the digests only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEvent {
    /// Its place in the device's chain.
    pub seq: i64,
    /// Its content digest.
    pub content_digest: Digest,
    /// Its link of the chain.
    pub hash: Digest,
    /// Header, kind, body and salt; absent in the site copy and where erased on legal demand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<RecordEventContent>,
}

/// The content of an event in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEventContent {
    /// The device.
    pub device_id: String,
    /// The event's identifier.
    pub event_id: String,
    /// UTC milliseconds.
    pub at_ms: i64,
    /// Minutes east of UTC.
    pub utc_offset_min: i32,
    /// Who.
    pub actor_id: String,
    /// The stream.
    pub stream: String,
    /// The kind.
    pub kind: String,
    /// The version of the body.
    pub version: i64,
    /// The exact stored body, as a text.
    pub body: String,
    /// 16 random bytes, hexadecimal.
    pub salt_hex: String,
}

/// The whole record. Its JSON Schema is `assets/schemas/fieldseal-record.schema.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`RECORD_FORMAT`].
    pub format: String,
    /// [`RECORD_VERSION`].
    pub version: u32,
    /// The report through all its revisions.
    pub report_id: ReportId,
    /// The number printed on every page.
    pub report_number: String,
    /// The inspection.
    pub inspection_id: InspectionId,
    /// 1 for the first export of this copy.
    pub revision: u32,
    /// Which copy.
    pub copy: RecordCopy,
    /// The languages of the pages.
    pub languages: Vec<Language>,
    /// SHA-256 of the manifest's canonical JSON.
    pub seal_digest: Digest,
    /// What was sealed.
    pub manifest: Manifest,
    /// The exact template, as a text.
    pub template: String,
    /// The exact rule set, as a text.
    pub rule_set: String,
    /// The items of this copy.
    pub items: Vec<RecordItem>,
    /// The events of this inspection.
    pub events: Vec<RecordEvent>,
}

/// What is wrong with a record.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Not a record at all.
    #[error("this is not a Fieldseal record")]
    NotARecord(#[source] Option<serde_json::Error>),
    /// Written by a later Fieldseal.
    #[error("the record has version {found}, this Fieldseal reads up to {known}")]
    NewerVersion {
        /// The version found.
        found: u32,
        /// The newest version known.
        known: u32,
    },
}

impl Record {
    /// Reads a record from its bytes.
    ///
    /// # Errors
    /// [`RecordError`]; an unknown version is refused before anything else is looked at.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
        }
        let head: Head = serde_json::from_slice(bytes).map_err(|e| RecordError::NotARecord(Some(e)))?;
        if head.format != RECORD_FORMAT {
            return Err(RecordError::NotARecord(None));
        }
        if head.version > RECORD_VERSION {
            return Err(RecordError::NewerVersion { found: head.version, known: RECORD_VERSION });
        }
        serde_json::from_slice(bytes).map_err(|e| RecordError::NotARecord(Some(e)))
    }

    /// The items whose digest the manifest does not hold: changed, or never sealed.
    #[must_use]
    pub fn unsealed_items(&self) -> Vec<&RecordItem> {
        let held = |item: &&RecordItem| {
            let plain = Item { kind: item.kind, id: item.id.clone(), body: item.body.clone().into_bytes() };
            self.manifest.item_digests.binary_search(&item_digest(&plain, &item.salt_hex)).is_err()
        };
        self.items.iter().filter(held).collect()
    }
}
