//! What can be wrong with a signature, and which verdict that means.

use serde::Serialize;

/// The verdict on a file or on one signature. The codes are stable: scripts and the message files rely on them.
///
/// The order is the order of rank: of several verdicts the last one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictCode {
    /// Unchanged since signed, and the signer is trusted here.
    GenuineTrusted,
    /// Unchanged since signed; whether the signer is who the certificate says is not known here.
    GenuineSignerUnknown,
    /// The certificate has run out, and nothing proves that the signature is older.
    CertificateExpired,
    /// The certificate did not hold yet at the time of signing, or does not hold yet now.
    CertificateNotYetValid,
    /// The certificate is not meant for signing documents.
    CertificateNotForSigning,
    /// The key or the hash function is too weak to prove anything.
    WeakAlgorithm,
    /// The signature uses an algorithm or a form that cannot be checked here.
    UnsupportedAlgorithm,
    /// The file carries no signature.
    NotSigned,
    /// The file is not as it was signed: its bytes were changed, or more was added than the signature allows.
    Altered,
    /// The signature is broken or does not belong to the file.
    InvalidSignature,
    /// The file is encrypted and cannot be checked.
    Encrypted,
    /// The file asks for more work or memory than any real file.
    TooComplex,
    /// The file's structure is broken; it may be incomplete.
    Damaged,
    /// The file is no PDF.
    NotPdf,
}

impl VerdictCode {
    /// The exit code of `fieldseal verify`: 0 genuine and trusted, 4 genuine and the signer not known, else 1.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::GenuineTrusted => 0,
            Self::GenuineSignerUnknown => 4,
            Self::CertificateExpired
            | Self::CertificateNotYetValid
            | Self::CertificateNotForSigning
            | Self::WeakAlgorithm
            | Self::UnsupportedAlgorithm
            | Self::NotSigned
            | Self::Altered
            | Self::InvalidSignature
            | Self::Encrypted
            | Self::TooComplex
            | Self::Damaged
            | Self::NotPdf => 1,
        }
    }

    /// The code as text, `genuine_trusted`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GenuineTrusted => "genuine_trusted",
            Self::GenuineSignerUnknown => "genuine_signer_unknown",
            Self::CertificateExpired => "certificate_expired",
            Self::CertificateNotYetValid => "certificate_not_yet_valid",
            Self::CertificateNotForSigning => "certificate_not_for_signing",
            Self::WeakAlgorithm => "weak_algorithm",
            Self::UnsupportedAlgorithm => "unsupported_algorithm",
            Self::NotSigned => "not_signed",
            Self::Altered => "altered",
            Self::InvalidSignature => "invalid_signature",
            Self::Encrypted => "encrypted",
            Self::TooComplex => "too_complex",
            Self::Damaged => "damaged",
            Self::NotPdf => "not_pdf",
        }
    }
}

macro_rules! problems {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal => $verdict:ident),+ $(,)?) => {
        /// What is wrong with a signature. The codes are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Problem {
            $($(#[doc = $doc])+ $name),+
        }

        impl Problem {
            /// Every problem.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The verdict that this problem means.
            #[must_use]
            pub const fn verdict(self) -> VerdictCode {
                match self { $(Self::$name => VerdictCode::$verdict),+ }
            }
        }
    };
}

problems! {
    /// `/ByteRange` is missing or is not four whole numbers.
    ByteRangeMalformed = "byte_range_malformed" => InvalidSignature,
    /// The signed bytes do not begin with the file's first byte.
    ByteRangeStart = "byte_range_start" => InvalidSignature,
    /// What is left out of the signed bytes is not exactly the signature itself.
    ByteRangeGap = "byte_range_gap" => InvalidSignature,
    /// The signed bytes reach beyond the end of the file.
    ByteRangeBeyondEnd = "byte_range_beyond_end" => InvalidSignature,
    /// `/Contents` is missing or is no string.
    ContentsMissing = "contents_missing" => InvalidSignature,
    /// `/Contents` holds no CMS signature that can be read.
    ContentsMalformed = "contents_malformed" => InvalidSignature,
    /// The CMS message carries content of its own, so it does not speak of the file.
    ContentInside = "content_inside" => InvalidSignature,
    /// The CMS message has no signer or several.
    SignerCount = "signer_count" => InvalidSignature,
    /// The signer's certificate is not in the message.
    CertificateMissing = "certificate_missing" => InvalidSignature,
    /// A signed attribute that must be there once is missing, doubled or malformed.
    AttributesMalformed = "attributes_malformed" => InvalidSignature,
    /// The signed digest is not that of the file's bytes: they were changed, or the signature is another file's.
    DigestMismatch = "digest_mismatch" => Altered,
    /// The signature does not match the signed attributes under the certificate's key.
    SignatureMismatch = "signature_mismatch" => InvalidSignature,
    /// The certificate is not the one that the signer named in the signed attributes.
    SigningCertificateMismatch = "signing_certificate_mismatch" => InvalidSignature,
    /// SHA-1 or MD5.
    WeakDigest = "weak_digest" => WeakAlgorithm,
    /// An RSA key of less than 2048 bits.
    WeakKey = "weak_key" => WeakAlgorithm,
    /// An algorithm that cannot be checked here.
    AlgorithmUnsupported = "algorithm_unsupported" => UnsupportedAlgorithm,
    /// A form of signature (`/SubFilter`) that cannot be checked here.
    SubFilterUnsupported = "sub_filter_unsupported" => UnsupportedAlgorithm,
    /// The file has a hybrid cross-reference: old and new readers may see different objects.
    HybridFile = "hybrid_file" => UnsupportedAlgorithm,
    /// The signed bytes do not end where a revision of the file ends.
    RevisionNotCovered = "revision_not_covered" => Altered,
    /// The signed revision refers to objects outside of the signed bytes.
    ObjectOutside = "object_outside" => Altered,
    /// A later revision changed what the signature covers.
    ChangedAfterSigning = "changed_after_signing" => Altered,
    /// A later revision did more than the certification allows.
    MoreThanPermitted = "more_than_permitted" => Altered,
    /// There are bytes behind the end of the file's last revision.
    BytesAfterEnd = "bytes_after_end" => Altered,
    /// A later revision took this signature out of the file.
    SignatureRemoved = "signature_removed" => Altered,
    /// The certificate has run out.
    CertificateExpired = "certificate_expired" => CertificateExpired,
    /// The certificate does not hold yet.
    CertificateNotYetValid = "certificate_not_yet_valid" => CertificateNotYetValid,
    /// The claimed time of signing lies before the certificate's validity.
    SignedBeforeValidity = "signed_before_validity" => CertificateNotYetValid,
    /// The claimed time of signing lies after the certificate's validity.
    SignedAfterValidity = "signed_after_validity" => CertificateExpired,
    /// The certificate is not meant for signing documents.
    CertificateNotForSigning = "certificate_not_for_signing" => CertificateNotForSigning,
    /// The signer's certificate leads to nobody who is trusted here.
    SignerUnknown = "signer_unknown" => GenuineSignerUnknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_serde_writes() {
        for problem in Problem::ALL {
            assert_eq!(serde_json::to_string(problem).unwrap(), format!("\"{}\"", problem.as_str()));
            assert_ne!(problem.verdict(), VerdictCode::GenuineTrusted);
        }
    }
}
