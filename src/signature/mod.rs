//! Keys, certificates and PAdES signatures: bytes to signed bytes, and signed bytes to a verdict.
//!
//! # Invariants
//! - No clock and no random source: `now`, the time of signing and random bytes are arguments.
//! - No word for people: verdicts are codes and data, `assets/locales` has the words.
//! - No inspection: a file is signed and judged whatever it says.
//! - "Genuine" is never said of a file that was changed after it was signed, except as the signature itself allows.
//! - A private key leaves this layer only encrypted, and is wiped from memory when dropped.
//! - Files are read and written as streams; memory does not grow with them.
//!
//! # To change
//! - what a certificate of ours holds, how a key is kept: `identity`.
//! - what is written when signing: `certify`, `countersign` (order of work), `contents` (the signature dictionary),
//!   `form` (fields), `structure` (tags), `edit` (changed objects), `cms` (the message).
//! - what is checked: `verify` (order of work), `field` (which signatures there are), `byte_range` (coverage),
//!   `cms_check` (the message), `algorithm`, `trust` (chains), `changes`, `changes_form` and `references` (what later
//!   revisions may do), `code` (reasons and their rank).
//!
//! # Why
//! The existing crates hold whole files in memory, are GPL, or look at digests only; a digest says nothing about what a
//! later revision shows instead (`pdfsig` calls such files valid). The rules for later revisions follow those of
//! pyHanko's standard policy, the strictest open judge known to us; where we differ we are stricter.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "an object or token of a kind that is not wanted is one case, whatever kind it is"
)]

mod algorithm;
mod byte_range;
mod certificate;
mod certify;
mod changes;
mod changes_form;
mod cms;
mod cms_check;
mod code;
mod contents;
mod countersign;
mod edit;
mod error;
mod field;
mod form;
mod identity;
mod message;
mod pdf_date;
mod references;
mod structure;
mod tlv;
mod trust;
mod verdict;
mod verify;

pub use certificate::CertificateFacts;
pub use certify::{CertifyOptions, FieldPlace, certify};
pub use code::{Problem, VerdictCode};
pub use countersign::{CountersignOptions, countersign};
pub use error::SignatureError;
pub use identity::{Identity, Random, Subject};
pub use message::verify_message;
pub use trust::TrustStore;
pub use verdict::{ChangeGrade, SignatureKind, SignatureVerdict, Trust, Verdict};
pub use verify::verify;
