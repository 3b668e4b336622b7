//! People who sign, and the signed checkpoints of the log.

use super::{Digest, Language, PersonId};
use serde::{Deserialize, Serialize};

/// What a person does in Fieldseal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Carries out inspections.
    #[default]
    Auditor,
    /// Reviews and countersigns.
    Supervisor,
    /// Teaches and examines.
    Trainer,
}

/// A person of this workspace. The encrypted key lies in `keys/<id>.pem`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The person's identifier.
    pub id: PersonId,
    /// The name as it is signed.
    pub name: String,
    /// The organisation the person works for.
    pub organisation: String,
    /// What the person does.
    pub role: Role,
    /// The language the person chose.
    pub language: Language,
    /// The signing certificate, PEM (RFC 7468).
    pub certificate_pem: String,
}

/// A signature over the head of this device's chain: nothing before it can be changed without the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The sequence number of the last event covered.
    pub seq: i64,
    /// The hash of that event.
    pub hash: Digest,
    /// Who signed.
    pub person_id: PersonId,
    /// ECDSA P-256 with SHA-256 over [`Checkpoint::message`], DER (RFC 3279 §2.2.3), hexadecimal.
    pub signature_hex: String,
}

impl Checkpoint {
    /// The bytes that a checkpoint signs.
    #[must_use]
    pub fn message(seq: i64, hash: &Digest) -> Vec<u8> {
        format!("fieldseal:checkpoint:1\n{seq}\n{hash}\n").into_bytes()
    }
}
