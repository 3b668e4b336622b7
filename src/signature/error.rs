//! Why an identity cannot be used or a file cannot be signed.

use crate::pdf::PdfError;

/// Why an identity cannot be used or a file cannot be signed. A file that was checked and found bad is no error but a
/// [`super::Verdict`].
#[derive(Debug, thiserror::Error)]
pub enum SignatureError {
    /// The passphrase does not open this key.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The key file is no encrypted PKCS#8 key of ours (ECDSA P-256).
    #[error("the key file cannot be read")]
    BadKey,
    /// The certificate cannot be read.
    #[error("the certificate cannot be read")]
    BadCertificate(#[source] der::Error),
    /// The certificate belongs to another key.
    #[error("the certificate does not belong to the key")]
    KeyAndCertificateDiffer,
    /// A name is needed to sign.
    #[error("the name is empty")]
    EmptyName,
    /// The validity ends before it begins, or is no date.
    #[error("the validity of a certificate must be a range of dates")]
    BadValidity,
    /// The certificate does not hold at the time of signing.
    #[error("the certificate is not valid at the time of signing")]
    NotValidNow,
    /// A signature over a message does not match.
    #[error("the signature does not match the message")]
    Mismatch,
    /// The file has a signature already, so it can no longer be certified.
    #[error("the file has been signed before")]
    AlreadySigned,
    /// There is no empty signature field of this name.
    #[error("there is no empty signature field `{name}`")]
    NoSuchField {
        /// The name asked for.
        name: String,
    },
    /// The page for the signature field does not exist.
    #[error("page {page_index} does not exist")]
    NoSuchPage {
        /// The page asked for, from 0.
        page_index: usize,
    },
    /// The message is longer than the space kept for it.
    #[error("the signature needs {needed_bytes} bytes, more than the space kept for it")]
    TooLong {
        /// Its length.
        needed_bytes: usize,
    },
    /// The caller stopped the work. The file is unfinished and must be thrown away.
    #[error("cancelled")]
    Cancelled,
    /// The file cannot be read or written as a PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// Reading or writing failed.
    #[error("reading or writing the file failed")]
    Io(#[from] std::io::Error),
    /// Encoding failed; a mistake of ours.
    #[error("encoding failed")]
    Encoding(#[from] der::Error),
    /// Signing or building a certificate failed; a mistake of ours.
    #[error("signing failed: {0}")]
    Signing(String),
}
