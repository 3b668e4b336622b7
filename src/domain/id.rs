//! Typed identifiers: UUIDv7, stored and written as text.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A text that is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an identifier (a UUID)")]
pub struct ParseIdError {
    /// What was given.
    pub text: String,
}

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// An identifier of version 7 from milliseconds since 1970 and ten random bytes (RFC 9562 §5.7).
            #[must_use]
            pub fn from_parts(utc_ms: u64, random: &[u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(utc_ms, random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| ParseIdError { text: text.to_owned() })
            }
        }
    )+};
}

id_type! {
    /// The installation that wrote an event; each device has a chain of its own.
    DeviceId,
    /// One event of the log.
    EventId,
    /// A person who signs in this workspace.
    PersonId,
    /// A legal entity that is inspected.
    SupplierId,
    /// An inspected address of a supplier.
    SiteId,
    /// One visit.
    InspectionId,
    /// One finding of an inspection.
    FindingId,
    /// One use of a photo in an inspection; the content is named by its digest.
    PhotoId,
    /// Files that are taken in by one command.
    ImportId,
    /// A note of the evidence tray.
    NoteId,
    /// An entry of a register: an instrument, a document, a good practice, a limitation.
    EntryId,
    /// A drawn signature or a recorded refusal.
    SignatureId,
    /// A report: the same through all its revisions.
    ReportId,
}
