//! The whole way: model, blocks, pages, document, file.

use super::input::{OnProgress, PhotoSource, ReportError, ReportInput, ReportOutput};
use std::io::Write;

/// Writes a report.
///
/// # Errors
/// [`ReportError`]; what was written until then is of no use.
pub fn write_report(
    input: &ReportInput<'_>,
    _photos: &dyn PhotoSource,
    _out: &mut dyn Write,
    _progress: OnProgress<'_>,
) -> Result<ReportOutput, ReportError> {
    if input.copy != input.kind.copy() {
        return Err(ReportError::WrongCopy { copy: input.copy });
    }
    Err(ReportError::Document { part: "pages" })
}
