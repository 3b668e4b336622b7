//! Writing a new file, front to back.

use super::error::PdfError;
use super::object::{Dictionary, Object, ObjectId, Span};
use super::serialize::{write_dictionary, write_object};
use std::io::{self, BufWriter, Read, Write};

/// The furthest byte that a classic cross-reference table can name (ten digits).
const MAX_OFFSET: u64 = 9_999_999_999;

/// Counts the bytes that go through.
#[derive(Debug)]
pub(super) struct Counted<W: Write> {
    out: BufWriter<W>,
    pub(super) position: u64,
}

impl<W: Write> Counted<W> {
    pub(super) fn new(out: W, position: u64) -> Self {
        Self { out: BufWriter::with_capacity(64 << 10, out), position }
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.position += bytes.len() as u64;
        Ok(())
    }

    /// Copies exactly `length` bytes.
    pub(super) fn copy(&mut self, length: u64, from: &mut dyn Read) -> io::Result<()> {
        let copied = io::copy(&mut from.take(length), &mut self.out)?;
        self.position += copied;
        if copied < length {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the content of a stream is shorter than said"));
        }
        Ok(())
    }

    pub(super) fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// The head of a stream object up to its first byte.
pub(super) fn stream_head(id: ObjectId, mut dictionary: Dictionary, length: u64) -> Vec<u8> {
    dictionary.set("Length", i64::try_from(length).unwrap_or(i64::MAX));
    let mut head = format!("{id} obj\n").into_bytes();
    write_dictionary(&dictionary, &mut head);
    head.extend_from_slice(b"\nstream\n");
    head
}

/// The bytes of an object that is no stream.
pub(super) fn object_bytes(id: ObjectId, object: &Object) -> Vec<u8> {
    let mut bytes = format!("{id} obj\n").into_bytes();
    write_object(object, &mut bytes);
    bytes.extend_from_slice(b"\nendobj\n");
    bytes
}

/// One entry of a classic cross-reference table: exactly 20 bytes.
pub(super) fn table_entry(offset: u64, generation: u16, used: bool) -> String {
    format!("{offset:010} {generation:05} {} \n", if used { 'n' } else { 'f' })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// Handed out and still to be written.
    Reserved,
    /// May stay free: the caller brings numbers of its own.
    Optional,
    Written(u64),
}

/// Writes a new PDF 1.7 with a classic cross-reference table. Memory is flat: 16 bytes an object.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: Counted<W>,
    slots: Vec<Slot>,
    twice: Vec<u32>,
}

impl<W: Write> Writer<W> {
    /// Starts a file with its header.
    ///
    /// # Errors
    /// When writing fails.
    pub fn new(out: W) -> Result<Self, PdfError> {
        let mut out = Counted::new(out, 0);
        // The comment of four high bytes tells copying programs that the file is binary (§7.5.2).
        out.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(Self { out, slots: Vec::new(), twice: Vec::new() })
    }

    /// Bytes written so far.
    #[must_use]
    pub const fn position_bytes(&self) -> u64 {
        self.out.position
    }

    /// A new identity; its object must be written before [`Writer::finish`].
    pub fn reserve(&mut self) -> ObjectId {
        self.slots.push(Slot::Reserved);
        self.last()
    }

    /// Makes the numbers 1 to `number` known, for a caller that brings its own; those not written stay free.
    pub fn reserve_through(&mut self, number: u32) {
        let length = usize::try_from(number).unwrap_or(usize::MAX);
        if self.slots.len() < length {
            self.slots.resize(length, Slot::Optional);
        }
    }

    fn last(&self) -> ObjectId {
        ObjectId::new(u32::try_from(self.slots.len()).unwrap_or(u32::MAX))
    }

    fn place(&mut self, id: ObjectId) -> Result<(), PdfError> {
        if self.out.position > MAX_OFFSET {
            return Err(PdfError::TooComplex { limit: "ten gigabytes a file" });
        }
        let at = usize::try_from(id.number).unwrap_or(usize::MAX).wrapping_sub(1);
        match self.slots.get_mut(at) {
            Some(Slot::Written(_)) | None => self.twice.push(id.number),
            Some(slot) => *slot = Slot::Written(self.out.position),
        }
        Ok(())
    }

    /// Writes the object `id`.
    ///
    /// # Errors
    /// When writing fails.
    pub fn object(&mut self, id: ObjectId, object: &Object) -> Result<(), PdfError> {
        self.place(id)?;
        Ok(self.out.put(&object_bytes(id, object))?)
    }

    /// Writes `object` under a new identity.
    ///
    /// # Errors
    /// When writing fails.
    pub fn add(&mut self, object: &Object) -> Result<ObjectId, PdfError> {
        let id = self.reserve();
        self.object(id, object)?;
        Ok(id)
    }

    /// Writes a stream; `dictionary` says how `content` is encoded, its `/Length` is set here.
    ///
    /// # Errors
    /// When writing fails.
    pub fn stream(&mut self, id: ObjectId, dictionary: Dictionary, content: &[u8]) -> Result<Span, PdfError> {
        self.stream_from(id, dictionary, content.len() as u64, &mut &*content)
    }

    /// Writes a stream whose `length_bytes` bytes are copied through, and says where they lie in the file.
    ///
    /// # Errors
    /// When reading or writing fails, or `content` ends early.
    pub fn stream_from(
        &mut self,
        id: ObjectId,
        dictionary: Dictionary,
        length_bytes: u64,
        content: &mut dyn Read,
    ) -> Result<Span, PdfError> {
        self.place(id)?;
        self.out.put(&stream_head(id, dictionary, length_bytes))?;
        let start = self.out.position;
        self.out.copy(length_bytes, content)?;
        let end = self.out.position;
        self.out.put(b"\nendstream\nendobj\n")?;
        Ok(Span { start, end })
    }

    /// Writes the cross-reference table and the trailer, which must hold `/Root` and should hold `/ID`; `/Size` is
    /// set here. Returns what was written to, flushed but not synced.
    ///
    /// # Errors
    /// [`PdfError::Incomplete`] when an identity was reserved and not written, or written twice; when writing fails.
    pub fn finish(mut self, mut trailer: Dictionary) -> Result<W, PdfError> {
        let mut wrong = std::mem::take(&mut self.twice);
        wrong.extend((1..).zip(&self.slots).filter(|(_, slot)| **slot == Slot::Reserved).map(|(number, _)| number));
        if trailer.reference("Root").is_none() {
            wrong.push(0);
        }
        if !wrong.is_empty() {
            return Err(PdfError::Incomplete { numbers: wrong });
        }
        let start = self.out.position;
        let size = self.slots.len() + 1;
        self.out.put(format!("xref\n0 {size}\n").as_bytes())?;
        let free: Vec<u64> =
            (1..).zip(&self.slots).filter(|(_, slot)| !matches!(slot, Slot::Written(_))).map(|(at, _)| at).collect();
        let mut next_free = free.iter().copied().chain([0]);
        let mut next = || next_free.next().unwrap_or(0);
        self.out.put(table_entry(next(), u16::MAX, false).as_bytes())?;
        for slot in &self.slots {
            let entry = match slot {
                Slot::Written(offset) => table_entry(*offset, 0, true),
                Slot::Reserved | Slot::Optional => table_entry(next(), 0, false),
            };
            self.out.put(entry.as_bytes())?;
        }
        trailer.set("Size", i64::try_from(size).unwrap_or(i64::MAX));
        let mut tail = b"trailer\n".to_vec();
        write_dictionary(&trailer, &mut tail);
        tail.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        self.out.put(&tail)?;
        Ok(self.out.finish()?)
    }
}
