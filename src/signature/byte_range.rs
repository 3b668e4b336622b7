//! Which bytes a signature covers, and whether that is what a signature must cover (ISO 32000-1 §12.8.1).

use super::code::Problem;
use crate::pdf::{Dictionary, Indirect, Object, PdfError, Reader, Span};
use std::io::{Read, Seek};

/// The bytes that a signature covers: all from the start to `end`, except `gap`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coverage {
    /// `<...>`, the signature itself.
    pub(super) gap: Span,
    pub(super) end: u64,
    /// The revision that ends where the signed bytes end.
    pub(super) revision: Option<usize>,
    pub(super) whole_file: bool,
}

/// The four numbers of `/ByteRange` as gap and end, in bounds of nothing yet.
fn numbers(signature: &Dictionary) -> Result<(u64, Span, u64), Problem> {
    let items = signature.get("ByteRange").and_then(Object::as_array).unwrap_or_default();
    let numbers: Option<Vec<u64>> =
        items.iter().map(|item| item.as_integer().and_then(|number| u64::try_from(number).ok())).collect();
    let [start, length, second, second_length] = numbers.unwrap_or_default()[..] else {
        return Err(Problem::ByteRangeMalformed);
    };
    let end = second.checked_add(second_length).ok_or(Problem::ByteRangeBeyondEnd)?;
    let first_end = start.checked_add(length).ok_or(Problem::ByteRangeBeyondEnd)?;
    Ok((start, Span { start: first_end, end: second }, end))
}

/// Checks the byte range of a signature dictionary that was looked up in the file.
///
/// The gap must be the hexadecimal string of `/Contents` in this very dictionary and nothing more: any other byte left
/// out could say something that nobody signed.
pub(super) fn check<R: Read + Seek>(
    reader: &mut Reader<R>,
    signature: &Indirect,
) -> Result<Result<Coverage, Problem>, PdfError> {
    let Some(dictionary) = signature.dictionary() else { return Ok(Err(Problem::ByteRangeMalformed)) };
    let (start, gap, end) = match numbers(dictionary) {
        Ok(numbers) => numbers,
        Err(problem) => return Ok(Err(problem)),
    };
    let problem = if start != 0 {
        Some(Problem::ByteRangeStart)
    } else if end > reader.length() || gap.end > reader.length() {
        Some(Problem::ByteRangeBeyondEnd)
    } else if gap.is_empty() || gap.end >= end {
        Some(Problem::ByteRangeGap)
    } else {
        gap_problem(reader, signature, dictionary, gap)?
    };
    if let Some(problem) = problem {
        return Ok(Err(problem));
    }
    let whole_file = end == reader.length();
    let revision = covered_revision(reader, end, whole_file)?;
    Ok(Ok(Coverage { gap, end, revision, whole_file }))
}

fn gap_problem<R: Read + Seek>(
    reader: &mut Reader<R>,
    signature: &Indirect,
    dictionary: &Dictionary,
    gap: Span,
) -> Result<Option<Problem>, PdfError> {
    let Some(contents) = dictionary.get("Contents").and_then(Object::as_string) else {
        return Ok(Some(Problem::ContentsMissing));
    };
    let inside = signature.location.is_some_and(|object| object.start < gap.start && gap.end <= object.end);
    let expected = 2 * contents.bytes.len() as u64 + 2;
    if !inside || !contents.hexadecimal || gap.len() != expected {
        return Ok(Some(Problem::ByteRangeGap));
    }
    let bytes = reader.read_raw(gap)?;
    let digits = bytes.strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">"));
    let decoded = digits.and_then(|digits| hex::decode(digits).ok());
    Ok((decoded.as_ref() != Some(&contents.bytes)).then_some(Problem::ByteRangeGap))
}

/// The revision whose last byte is the last signed one; an end of line after `%%EOF` may be in or out.
fn covered_revision<R: Read + Seek>(
    reader: &mut Reader<R>,
    end: u64,
    whole_file: bool,
) -> Result<Option<usize>, PdfError> {
    if whole_file {
        return Ok(Some(reader.newest()));
    }
    for (at, revision) in reader.revisions().to_vec().iter().enumerate() {
        let (low, high) = (end.min(revision.span.end), end.max(revision.span.end));
        if high - low > 2 || !revision.consistent {
            continue;
        }
        let between = reader.read_raw(Span { start: low, end: high })?;
        if between.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
