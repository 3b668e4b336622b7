//! Incremental updates: one more revision behind a file, which itself stays byte for byte (ISO 32000-1 §7.5.6).

use super::error::PdfError;
use super::object::{Dictionary, Object, ObjectId, PdfString, Span};
use super::reader::Reader;
use super::serialize::write_dictionary;
use super::writer::{Counted, object_bytes, stream_head, table_entry};
use super::xref::{Entry, SectionKind};
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};

/// Trailer keys that belong to one section alone.
const OF_THE_SECTION: [&str; 10] =
    ["Size", "Prev", "XRefStm", "Type", "W", "Index", "Length", "Filter", "DecodeParms", "ID"];

/// An update being written. Until [`Update::finish`] nothing but its objects lies behind the file's end.
#[derive(Debug)]
pub struct Update<F: Read + Write + Seek> {
    reader: Reader<F>,
    base_end: u64,
    position: u64,
    size: u32,
    written: BTreeMap<u32, (u64, u16)>,
}

impl<F: Read + Write + Seek> Update<F> {
    /// Starts an update of a file, which is read first.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn begin(file: F) -> Result<Self, PdfError> {
        let mut reader = Reader::open(file)?;
        let base_end = reader.length();
        let size = reader.trailer(reader.newest()).integer("Size").and_then(|size| u32::try_from(size).ok());
        let highest = reader.entries(reader.newest()).last_key_value().map_or(0, |(number, _)| *number);
        let size = size.unwrap_or(0).max(highest.saturating_add(1));
        let mut position = base_end;
        let last = reader.source.bytes(base_end.saturating_sub(1), 1)?.first().copied();
        if !matches!(last, Some(b'\n' | b'\r')) {
            position = append(&mut reader, position, b"\n")?;
        }
        Ok(Self { reader, base_end, position, size, written: BTreeMap::new() })
    }

    /// The file as it was before the update.
    pub const fn reader(&mut self) -> &mut Reader<F> {
        &mut self.reader
    }

    /// The length of the file before the update.
    #[must_use]
    pub const fn base_end_bytes(&self) -> u64 {
        self.base_end
    }

    /// A new identity.
    pub fn reserve(&mut self) -> ObjectId {
        let id = ObjectId::new(self.size);
        self.size = self.size.saturating_add(1);
        id
    }

    /// Writes a new object, or a new state of an old one, and says where its bytes lie.
    ///
    /// # Errors
    /// When writing fails.
    pub fn object(&mut self, id: ObjectId, object: &Object) -> Result<Span, PdfError> {
        self.raw(id, &object_bytes(id, object))
    }

    /// Writes an object whose value is `value` byte for byte, and says where the value lies.
    ///
    /// # Errors
    /// When writing fails.
    pub fn exact(&mut self, id: ObjectId, value: &[u8]) -> Result<Span, PdfError> {
        let head = format!("{id} obj\n").into_bytes();
        let from = head.len() as u64;
        let bytes = [&head[..], value, b"\nendobj\n"].concat();
        let span = self.raw(id, &bytes)?;
        Ok(Span { start: span.start + from, end: span.start + from + value.len() as u64 })
    }

    /// Writes a stream.
    ///
    /// # Errors
    /// When writing fails.
    pub fn stream(&mut self, id: ObjectId, dictionary: Dictionary, content: &[u8]) -> Result<Span, PdfError> {
        let head = stream_head(id, dictionary, content.len() as u64);
        self.raw(id, &[&head[..], content, b"\nendstream\nendobj\n"].concat())
    }

    /// Writes a stream whose `length_bytes` bytes are copied through.
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
        self.written.insert(id.number, (self.position, id.generation));
        let file = self.reader.source.file();
        file.seek(SeekFrom::Start(self.position))?;
        let mut out = Counted::new(file, self.position);
        out.put(&stream_head(id, dictionary, length_bytes))?;
        let start = out.position;
        out.copy(length_bytes, content)?;
        let end = out.position;
        out.put(b"\nendstream\nendobj\n")?;
        self.position = out.position;
        out.finish()?;
        Ok(Span { start, end })
    }

    fn raw(&mut self, id: ObjectId, bytes: &[u8]) -> Result<Span, PdfError> {
        self.size = self.size.max(id.number.saturating_add(1));
        let start = self.position;
        self.position = append(&mut self.reader, start, bytes)?;
        self.written.insert(id.number, (start, id.generation));
        Ok(Span { start, end: self.position })
    }

    /// Writes the cross-reference section, in the form that the file has, and gives the file back, flushed but not
    /// synced. The first part of `/ID` stays, the second becomes `second_id`.
    ///
    /// # Errors
    /// When writing fails.
    pub fn finish(mut self, second_id: [u8; 16]) -> Result<F, PdfError> {
        let newest = self.reader.newest();
        let base = &self.reader.revisions()[newest];
        let (kind, previous) = (base.kind, base.section_offset);
        let mut trailer = base.trailer.clone();
        let first_id = match trailer.get("ID").map(|id| self.reader.resolve_at(newest, id)).transpose()? {
            Some(Object::Array(parts)) => parts.first().and_then(Object::as_string).cloned(),
            _ => None,
        };
        for key in OF_THE_SECTION {
            trailer.remove(key);
        }
        let whole = |value: u64| Object::Integer(i64::try_from(value).unwrap_or(i64::MAX));
        trailer.set("Prev", whole(previous));
        let second = PdfString::hexadecimal(second_id);
        let first = first_id.unwrap_or_else(|| second.clone());
        trailer.set("ID", vec![Object::String(first), Object::String(second)]);
        let section = match kind {
            SectionKind::Table | SectionKind::Hybrid => {
                trailer.set("Size", whole(u64::from(self.size)));
                self.table(&trailer)
            }
            SectionKind::Stream => self.xref_stream(trailer),
        };
        let start = self.position;
        let tail = format!("startxref\n{start}\n%%EOF\n");
        append(&mut self.reader, start, &[&section[..], tail.as_bytes()].concat())?;
        let mut file = self.reader.source.into_file();
        file.flush()?;
        Ok(file)
    }

    fn entries(&self) -> Vec<(u32, Entry)> {
        let entry = |(number, at): (&u32, &(u64, u16))| (*number, Entry::At { offset: at.0, generation: at.1 });
        self.written.iter().map(entry).collect()
    }

    fn table(&self, trailer: &Dictionary) -> Vec<u8> {
        let mut section = b"xref\n".to_vec();
        for run in runs(&self.entries()) {
            section.extend_from_slice(format!("{} {}\n", run[0].0, run.len()).as_bytes());
            for (_, entry) in run {
                let text = match entry {
                    Entry::At { offset, generation } => table_entry(*offset, *generation, true),
                    Entry::Free | Entry::In { .. } => table_entry(0, u16::MAX, false),
                };
                section.extend_from_slice(text.as_bytes());
            }
        }
        section.extend_from_slice(b"trailer\n");
        write_dictionary(trailer, &mut section);
        section.push(b'\n');
        section
    }

    fn xref_stream(&mut self, mut trailer: Dictionary) -> Vec<u8> {
        let id = self.reserve();
        self.written.insert(id.number, (self.position, 0));
        let entries = self.entries();
        let mut rows = Vec::with_capacity(entries.len() * 11);
        let mut index = Vec::new();
        for run in runs(&entries) {
            index.push(Object::Integer(i64::from(run[0].0)));
            index.push(Object::Integer(i64::try_from(run.len()).unwrap_or(i64::MAX)));
            for (_, entry) in run {
                let (kind, offset, generation) = match entry {
                    Entry::At { offset, generation } => (1, *offset, *generation),
                    Entry::Free | Entry::In { .. } => (0, 0, u16::MAX),
                };
                rows.push(kind);
                rows.extend_from_slice(&offset.to_be_bytes());
                rows.extend_from_slice(&generation.to_be_bytes());
            }
        }
        trailer.set("Type", Object::name("XRef"));
        trailer.set("Size", i64::from(self.size));
        trailer.set("W", vec![Object::Integer(1), Object::Integer(8), Object::Integer(2)]);
        trailer.set("Index", index);
        [&stream_head(id, trailer, rows.len() as u64)[..], &rows, b"\nendstream\nendobj\n"].concat()
    }
}

/// Neighbouring numbers, which share one subsection.
fn runs(entries: &[(u32, Entry)]) -> impl Iterator<Item = &[(u32, Entry)]> {
    entries.chunk_by(|a, b| a.0 + 1 == b.0)
}

fn append<F: Read + Write + Seek>(reader: &mut Reader<F>, at: u64, bytes: &[u8]) -> Result<u64, PdfError> {
    let file = reader.source.file();
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)?;
    Ok(at + bytes.len() as u64)
}
