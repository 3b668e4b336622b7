//! Why a PDF cannot be read or written.

use std::io;

/// Why a PDF cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// Reading or writing failed.
    #[error("reading or writing the file failed: {0}")]
    Io(#[from] io::Error),
    /// The file does not begin with `%PDF-`.
    #[error("the file is no PDF")]
    NotPdf,
    /// The structure is broken.
    #[error("the file is damaged at byte {at}: {what}")]
    Damaged {
        /// The byte where it was noticed.
        at: u64,
        /// What was expected.
        what: &'static str,
    },
    /// The file is encrypted; its objects cannot be read.
    #[error("the file is encrypted")]
    Encrypted,
    /// A limit of [`super::Limits`] was reached.
    #[error("the file asks for more than the limit: {limit}")]
    TooComplex {
        /// Which limit.
        limit: &'static str,
    },
    /// A feature that this reader does not have, a filter for instance.
    #[error("the file uses {feature}, which cannot be read")]
    Unsupported {
        /// The feature as the file names it.
        feature: String,
    },
    /// Objects were reserved and never written, written twice, or the trailer lacks `/Root`.
    #[error("objects {numbers:?} of the new file are missing or written twice")]
    Incomplete {
        /// The object numbers; 0 stands for `/Root`.
        numbers: Vec<u32>,
    },
}

impl PdfError {
    pub(crate) const fn damaged(at: u64, what: &'static str) -> Self {
        Self::Damaged { at, what }
    }
}
