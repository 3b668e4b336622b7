//! Which report is asked for, and in which languages.

use super::{Language, RecordCopy};

/// Which report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// The inspection report, after the report seal; complete, for the supervisor.
    Inspection,
    /// Findings, dates and positions as the closing seal fixed them; stays at the site.
    ClosingPlan,
}

impl ReportKind {
    /// The one copy that this report can be.
    #[must_use]
    pub const fn copy(self) -> RecordCopy {
        match self {
            Self::Inspection => RecordCopy::Internal,
            Self::ClosingPlan => RecordCopy::Site,
        }
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
