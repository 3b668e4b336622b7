//! What was found out about a file and its signatures.

use super::certificate::CertificateFacts;
use super::code::{Problem, VerdictCode};
use crate::domain::Moment;
use serde::Serialize;

/// What later revisions did to a signed file. The order is the order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeGrade {
    /// Nothing that counts.
    Nothing,
    /// Time stamps, validation data or metadata were added.
    TimestampsOrValidationData,
    /// Form fields were filled in or signatures added.
    FormFillingAndSignatures,
    /// Anything else: the file was altered.
    Other,
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureKind {
    /// The author's: it says what may be changed afterwards (DocMDP).
    Certification,
    /// A signature that approves.
    Approval,
    /// A time stamp over the document.
    TimeStamp,
}

/// Why the signer is trusted here, or that nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// The certificate itself is in the trust store.
    Direct,
    /// It leads to a certificate authority in the trust store.
    Chain,
    /// Neither.
    Unknown,
}

/// What was found out about one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureVerdict {
    /// The full name of its form field.
    pub field: String,
    /// What it is for.
    pub kind: SignatureKind,
    /// The verdict on this signature.
    pub code: VerdictCode,
    /// Everything that is wrong, without repetition.
    pub problems: Vec<Problem>,
    /// Whether the signed bytes are those that were signed, whoever signed them.
    pub intact: bool,
    /// What the signer's certificate says; absent when it cannot be read.
    pub signer: Option<CertificateFacts>,
    /// Whether and why the signer is trusted.
    pub trust: Trust,
    /// The time of signing as the signer claims it (`/M`); nothing proves it.
    pub claimed_time: Option<Moment>,
    /// The reason given.
    pub reason: Option<String>,
    /// The place given.
    pub location: Option<String>,
    /// The form of the signature, `ETSI.CAdES.detached`.
    pub sub_filter: String,
    /// The revision that is signed, from 1; absent when none is covered.
    pub revision: Option<usize>,
    /// The number of bytes from the start of the file that are covered.
    pub covered_bytes: u64,
    /// Whether the whole file is covered, so that nothing came after.
    pub covers_whole_file: bool,
    /// What the revisions after it did.
    pub changes_after: ChangeGrade,
    /// The objects behind the grade `other`, as `number generation`, at most twenty.
    pub changed_objects: Vec<String>,
    /// For a certification what it permits afterwards: 1 nothing, 2 filling in and signing, 3 also comments.
    pub permits: Option<u8>,
}

/// What was found out about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The verdict on the whole: that of the signature which ranks last.
    pub code: VerdictCode,
    /// The signatures, in the order in which they were made.
    pub signatures: Vec<SignatureVerdict>,
    /// Signature fields that are prepared and empty.
    pub empty_fields: Vec<String>,
    /// The length of the file.
    pub file_bytes: u64,
    /// The number of revisions.
    pub revisions: usize,
    /// Bytes behind the end of the last revision.
    pub bytes_after_end: u64,
    /// The byte at which the structure was found broken, when it is.
    pub damaged_at: Option<u64>,
}

impl Verdict {
    /// The exit code of `fieldseal verify`.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        self.code.exit_code()
    }

    pub(super) const fn without_signatures(code: VerdictCode, file_bytes: u64) -> Self {
        Self {
            code,
            signatures: Vec::new(),
            empty_fields: Vec::new(),
            file_bytes,
            revisions: 0,
            bytes_after_end: 0,
            damaged_at: None,
        }
    }
}
