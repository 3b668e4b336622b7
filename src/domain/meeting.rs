//! Opening and closing meeting, and the marks that people leave.

use super::{Moment, SignatureId};
use serde::{Deserialize, Serialize};

/// Which meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// At the start of the visit.
    Opening,
    /// At its end: findings are read, positions taken.
    Closing,
}

/// One who was present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// The name.
    pub name: String,
    /// What the person is: plant manager, union representative, auditor.
    pub function: String,
}

/// A meeting as it took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Opening or closing.
    pub kind: MeetingKind,
    /// When it began, with the local offset of the site.
    pub held_at: Moment,
    /// Who was present.
    pub attendees: Vec<Attendee>,
    /// What was explained or said.
    #[serde(default)]
    pub notes: String,
}

/// For whom a signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureRole {
    /// The lead auditor.
    Auditor,
    /// The site's representative; acknowledges receipt, not agreement.
    Site,
}

/// One stroke of a pen: points in thousandths of the pad's width, x to the right, y down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stroke(pub Vec<(i32, i32)>);

/// What a person left on the pad.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum SignatureMark {
    /// A drawn signature.
    Drawn {
        /// The strokes in the order they were drawn.
        strokes: Vec<Stroke>,
    },
    /// A refusal to sign, seen by a witness.
    Refused {
        /// The reason given.
        reason: String,
        /// Who saw it.
        witness: String,
    },
}

/// A signature on the pad, or its refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The signature's identifier.
    pub id: SignatureId,
    /// For whom it stands.
    pub role: SignatureRole,
    /// The name of the person.
    pub name: String,
    /// What the person is at the organisation.
    pub function: String,
    /// The strokes or the refusal.
    pub mark: SignatureMark,
    /// When.
    pub signed_at: Moment,
}
