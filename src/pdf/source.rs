//! The bytes of a file, a window at a time.

use super::error::PdfError;
use super::limits::Limits;
use super::token::{Halt, Lexer};
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes read at once; objects that are longer are read again with a larger window.
const WINDOW: u64 = 8 << 10;

/// A file with one window of it in memory, and what is left of the work it may cause.
#[derive(Debug)]
pub(super) struct Source<R> {
    file: R,
    length: u64,
    window: Vec<u8>,
    window_start: u64,
    work_left: u64,
    pub(super) limits: Limits,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(mut file: R, limits: Limits) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        let work_left = length.saturating_mul(8).saturating_add(limits.work_bytes);
        Ok(Self { file, length, window: Vec::new(), window_start: 0, work_left, limits })
    }

    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    pub(super) const fn file(&mut self) -> &mut R {
        &mut self.file
    }

    pub(super) fn into_file(self) -> R {
        self.file
    }

    /// Counts `bytes` of work.
    pub(super) fn charge(&mut self, bytes: u64) -> Result<(), PdfError> {
        match self.work_left.checked_sub(bytes) {
            Some(left) => self.work_left = left,
            None => return Err(PdfError::TooComplex { limit: "work_bytes" }),
        }
        Ok(())
    }

    /// The bytes from `start`, `length` of them or as many as the file has.
    pub(super) fn bytes(&mut self, start: u64, length: u64) -> io::Result<&[u8]> {
        let length = length.min(self.length.saturating_sub(start));
        let window_end = self.window_start + self.window.len() as u64;
        if start < self.window_start || start + length > window_end {
            let wanted = length.max(WINDOW).min(self.length.saturating_sub(start));
            self.window.clear();
            self.window_start = start;
            self.file.seek(SeekFrom::Start(start))?;
            (&mut self.file).take(wanted).read_to_end(&mut self.window)?;
        }
        let from = to_usize(start - self.window_start).min(self.window.len());
        let to = from.saturating_add(to_usize(length)).min(self.window.len());
        Ok(&self.window[from..to])
    }

    /// Runs `parse` on the bytes from `start`, giving it more until it has enough, never beyond `end`.
    /// Returns what it made and the position after the last byte it took.
    pub(super) fn parse<T>(
        &mut self,
        start: u64,
        end: u64,
        parse: impl Fn(&mut Lexer<'_>) -> Result<T, Halt>,
    ) -> Result<(T, u64), PdfError> {
        let end = end.min(self.length);
        let available = end.saturating_sub(start);
        let limit = self.limits.object_bytes;
        let mut wanted = 2048_u64;
        loop {
            let length = wanted.min(available).min(limit);
            let bytes = self.bytes(start, length)?;
            let mut lexer = Lexer::new(bytes, length == available);
            let outcome = parse(&mut lexer);
            let taken = lexer.position() as u64;
            self.charge(if outcome.is_ok() { taken + 16 } else { length })?;
            match outcome {
                Ok(value) => return Ok((value, start + taken)),
                Err(Halt::Bad { at, what }) => return Err(PdfError::damaged(start + at as u64, what)),
                Err(Halt::NeedMore) if length == available => {
                    return Err(PdfError::damaged(end, "the file ends in an object"));
                }
                Err(Halt::NeedMore) if length == limit => {
                    return Err(PdfError::TooComplex { limit: "object_bytes" });
                }
                Err(Halt::NeedMore) => wanted = length.saturating_mul(4),
            }
        }
    }

    /// A reader of the bytes of a range, as they are.
    pub(super) fn range(&mut self, start: u64, end: u64) -> io::Result<io::Take<&mut R>> {
        self.file.seek(SeekFrom::Start(start))?;
        Ok((&mut self.file).take(end.saturating_sub(start)))
    }
}

/// A length in memory; what does not fit is more than any limit allows.
pub(super) fn to_usize(value: u64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}
