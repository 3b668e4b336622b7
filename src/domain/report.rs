//! Which report is asked for, and in which languages.

use super::{Language, RecordCopy};

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// The inspection report, after the report seal; complete for the supervisor, or as the site may see it.
    Inspection,
    /// Findings, dates and positions as the closing seal fixed them; stays at the site.
    ClosingPlan,
}

impl ReportKind {
    /// The copies that this report can be, the usual one first.
    #[must_use]
    pub const fn copies(self) -> &'static [RecordCopy] {
        match self {
            Self::Inspection => &[RecordCopy::Internal, RecordCopy::Site],
            Self::ClosingPlan => &[RecordCopy::Site],
        }
    }

    /// The copy that is meant where none is named.
    #[must_use]
    pub const fn usual_copy(self) -> RecordCopy {
        self.copies()[0]
    }
}

/// Which report, which copy of it, and in which languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRequest {
    /// Which report.
    pub kind: ReportKind,
    /// Which copy, one of [`ReportKind::copies`].
    pub copy: RecordCopy,
    /// In which languages.
    pub languages: ReportLanguages,
}

impl ReportRequest {
    /// The usual copy of a report.
    #[must_use]
    pub const fn usual(kind: ReportKind, languages: ReportLanguages) -> Self {
        Self { kind, copy: kind.usual_copy(), languages }
    }
}

/// In which languages a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportLanguages {
    /// In one.
    One(Language),
    /// In both, side by side; English comes first.
    Both,
}

impl ReportLanguages {
    /// The languages, in their order on the page.
    #[must_use]
    pub fn all(self) -> Vec<Language> {
        match self {
            Self::One(language) => vec![language],
            Self::Both => Language::ALL.to_vec(),
        }
    }

    /// How file names say it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::One(language) => language.code(),
            Self::Both => "en-zh-CN",
        }
    }
}
