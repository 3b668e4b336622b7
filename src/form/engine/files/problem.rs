//! What is wrong with the files of a form.

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It is not there.
    #[error("not there")]
    Missing,
    /// It is there, but could not be opened or read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// Its name leads to another folder.
    #[error("leads to another folder")]
    Name,
    /// It is larger than the files of a form may be together, or holds more values.
    #[error("too large")]
    TooLarge,
    /// It is not UTF-8.
    #[error("not UTF-8")]
    Encoding,
    /// It has no columns.
    #[error("no columns")]
    Header,
    /// A quotation mark that does not end, or that ends within a cell.
    #[error("a quotation mark does not end its cell")]
    Quote,
    /// A row has more cells than there are columns.
    #[error("more cells than columns")]
    Cells,
    /// It is no XML or no JSON, and what its reader says.
    #[error("{0}")]
    Syntax(String),
    /// It is well formed, but holds no list of choices.
    #[error("no list of choices")]
    Shape,
    /// One of its features cannot be taken: its number, from 1.
    #[error("feature {0} cannot be taken")]
    Feature(usize),
    /// A column that a question takes its choices from is in none of the rows.
    #[error("there is no column `{0}`")]
    Column(String),
}

impl FileFault {
    /// A stable code, for machines and for the texts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "file_missing",
            Self::Unreadable(_) => "file_unreadable",
            Self::Name => "file_name",
            Self::TooLarge => "file_too_large",
            Self::Encoding => "file_encoding",
            Self::Header => "file_header",
            Self::Quote => "file_quote",
            Self::Cells => "file_cells",
            Self::Syntax(_) => "file_syntax",
            Self::Shape => "file_shape",
            Self::Feature(_) => "file_feature",
            Self::Column(_) => "file_column",
        }
    }

    /// The column, feature or reason that it is about; empty where it is about none.
    #[must_use]
    pub fn subject(&self) -> String {
        match self {
            Self::Unreadable(subject) | Self::Syntax(subject) | Self::Column(subject) => subject.clone(),
            Self::Feature(number) => number.to_string(),
            Self::Missing
            | Self::Name
            | Self::TooLarge
            | Self::Encoding
            | Self::Header
            | Self::Quote
            | Self::Cells
            | Self::Shape => String::new(),
        }
    }
}

/// Something wrong with a file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The name of the file.
    pub file: String,
    /// The row of the survey sheet that wants it.
    pub row: u32,
    /// The line of the file, from 1; none where it is about the whole.
    pub line: Option<usize>,
    /// What it is.
    pub fault: FileFault,
}
