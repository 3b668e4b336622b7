//! What a report is made from, where its photos come from, and what comes back.

use crate::domain::{
    Digest, Inspection, Moment, Person, RecordCopy, Rendition, ReportKind, ReportLanguages, RuleSet, Site, Supplier,
};
use crate::form::{Evaluation, Template};
use std::io::Read;
use std::ops::ControlFlow;

/// All that a report is made from. The same input gives the same bytes.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// Which report.
    pub kind: ReportKind,
    /// Which copy; must be one of [`ReportKind::copies`].
    pub copy: RecordCopy,
    /// In which languages.
    pub languages: ReportLanguages,
    /// The inspection.
    pub inspection: &'a Inspection,
    /// Its checklist.
    pub template: &'a Template,
    /// What checklist and answers come to, evaluated for the same copy.
    pub evaluation: &'a Evaluation,
    /// Its rule set.
    pub rule_set: &'a RuleSet,
    /// The supplier.
    pub supplier: &'a Supplier,
    /// The site.
    pub site: &'a Site,
    /// Who signs the report.
    pub lead_auditor: &'a Person,
    /// SHA-256 of the signer's certificate (DER), printed so that it can be compared on the telephone.
    pub certificate_fingerprint: Digest,
    /// The record that is attached, byte for byte.
    pub record_json: &'a [u8],
    /// The seal that the report belongs to.
    pub seal_digest: Option<Digest>,
    /// 1 for the first export of this copy.
    pub revision: u32,
    /// When the report is made; the only time that it knows.
    pub generated_at: Moment,
    /// The version of Fieldseal, `0.1.0`.
    pub app_version: &'a str,
}

/// A photo as it goes into the report: a JPEG file (ISO 10918-1), upright, passed through byte for byte.
pub struct ReportPhoto {
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
    /// Colour components: 1 (grey) or 3 (colour).
    pub components: u8,
    /// The size of the file in bytes.
    pub length_bytes: u64,
    /// The file.
    pub reader: Box<dyn Read>,
}

/// Where the report gets its photos from. Each is asked for once, when its bytes are written.
pub trait PhotoSource {
    /// The report-size image of a photo, with its overlay drawn in.
    ///
    /// # Errors
    /// Whatever keeps the source from giving it; the report is then not made.
    fn report_image(&self, rendition: &Rendition) -> Result<ReportPhoto, Box<dyn std::error::Error + Send + Sync>>;
}

/// How far the work is: steps done of steps in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps in all.
    pub total: u64,
}

/// Told how far the work is; says whether it goes on.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// An area of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PagePlace {
    /// The page, from 0.
    pub page_index: usize,
    /// Left, lower, right and upper edge in points from the lower left corner (ISO 32000-1 §8.3.2.3).
    pub rect_pt: [f64; 4],
}

/// The areas that are kept free for digital signatures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignaturePlaces {
    /// For the lead auditor.
    pub auditor: PagePlace,
    /// For the supervisor; the site's copy has none.
    pub supervisor: Option<PagePlace>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportOutput {
    /// The number of pages.
    pub pages: usize,
    /// Where the signatures go.
    pub signature_places: SignaturePlaces,
    /// Characters that no font has, in order; they are printed as code points, `[U+20BB7]`.
    pub missing_characters: Vec<char>,
}

/// Why a report was not made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The work was cancelled.
    #[error("the report was cancelled")]
    Cancelled,
    /// This report does not exist as this copy: it would show what the copy withholds.
    #[error("this report does not exist as {copy:?} copy")]
    WrongCopy {
        /// The copy asked for.
        copy: RecordCopy,
    },
    /// The evaluation belongs to another checklist.
    #[error("the evaluation has {found} questions, the checklist has {expected}")]
    WrongEvaluation {
        /// Results in the evaluation.
        found: usize,
        /// Questions in the checklist.
        expected: usize,
    },
    /// A photo cannot be had.
    #[error("the photo {digest} cannot be read")]
    Photo {
        /// Which.
        digest: Digest,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The image of a photo does not have the shape that its facts promise, or is neither grey nor colour.
    #[error(
        "the image of the photo {digest} is {width_px} x {height_px} with {components} components, not what its facts say"
    )]
    PhotoShape {
        /// Which.
        digest: Digest,
        /// Width found.
        width_px: u32,
        /// Height found.
        height_px: u32,
        /// Components found.
        components: u8,
    },
    /// A font cannot be made smaller or read again.
    #[error("the font {name} cannot be prepared: {detail}")]
    Font {
        /// Its PostScript name.
        name: &'static str,
        /// What the subsetter said.
        detail: String,
    },
    /// The pages' document lacks a part that it must have.
    #[error("the document lacks {part}")]
    Document {
        /// The part.
        part: &'static str,
    },
    /// Writing failed.
    #[error("the report cannot be written")]
    Write(#[from] crate::pdf::PdfError),
}
