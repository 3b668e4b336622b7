//! Lookup of objects, in the newest revision of a file and in every older one.

use super::error::PdfError;
use super::filter;
use super::limits::Limits;
use super::object::{Dictionary, Object, ObjectId, Span};
use super::parse;
use super::source::{Source, to_usize};
use super::token::{Lexer, Token};
use super::xref::{self, Entry, Section, SectionKind};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, Write};
use std::rc::Rc;

/// Decoded object streams kept at a time.
const OBJECT_STREAMS: usize = 4;
/// How many steps a chain of references, or of lengths that are references, may have.
const CHAIN: usize = 16;

/// One state of the file: what was there after one save.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The bytes this revision added, up to the end of the line of its `%%EOF`.
    pub span: Span,
    /// The position of its newest cross-reference section.
    pub section_offset: u64,
    /// How that section is written.
    pub kind: SectionKind,
    /// Whether the `startxref` at its end names that section, as a reader of only these bytes would need it.
    pub consistent: bool,
    /// Whether any of its sections is a hybrid, which old and new readers see differently.
    pub hybrid: bool,
    /// The trailer of that section.
    pub trailer: Dictionary,
    /// The index of the newest section in the list of all, newest first.
    first_section: usize,
    /// The index after the oldest.
    end_section: usize,
}

/// An indirect object.
#[derive(Debug, Clone, PartialEq)]
pub struct Indirect {
    /// Its identity.
    pub id: ObjectId,
    /// Its value; for a stream the stream's dictionary.
    pub object: Object,
    /// The stream's bytes in the file, as they are, when it is a stream.
    pub stream: Option<Span>,
    /// Where the object's own text lies in the file, from its number to `endobj` or `stream`; `None` when it lies in
    /// an object stream or nowhere.
    pub location: Option<Span>,
    /// The revision as which it was looked up.
    pub revision: usize,
}

impl Indirect {
    /// The dictionary of a dictionary or a stream.
    #[must_use]
    pub const fn dictionary(&self) -> Option<&Dictionary> {
        self.object.as_dictionary()
    }
}

#[derive(Debug)]
struct ObjectStream {
    data: Span,
    bytes: Vec<u8>,
    /// Number and position of each object.
    index: Vec<(u32, usize)>,
}

/// Reads a PDF. Only its cross-references are held in memory.
#[derive(Debug)]
pub struct Reader<R> {
    pub(super) source: Source<R>,
    sections: Vec<Section>,
    revisions: Vec<Revision>,
    object_streams: Vec<Rc<ObjectStream>>,
    depth: usize,
}

impl<R: Read + Seek> Reader<R> {
    /// Opens a file with the usual limits.
    ///
    /// # Errors
    /// [`PdfError::NotPdf`], [`PdfError::Encrypted`], or what is wrong with the cross-references.
    pub fn open(file: R) -> Result<Self, PdfError> {
        Self::open_with(file, Limits::default())
    }

    /// Opens a file with limits of one's own.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open_with(file: R, limits: Limits) -> Result<Self, PdfError> {
        let mut source = Source::new(file, limits)?;
        if !source.bytes(0, 5)?.starts_with(b"%PDF-") {
            return Err(PdfError::NotPdf);
        }
        let (sections, end) = xref::load(&mut source)?;
        let revisions = revisions(&sections, end);
        Ok(Self { source, sections, revisions, object_streams: Vec::new(), depth: 0 })
    }

    /// The length of the file in bytes.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.source.length()
    }

    /// The revisions, the oldest first; never empty.
    #[must_use]
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// The index of the newest revision.
    #[must_use]
    pub const fn newest(&self) -> usize {
        self.revisions.len().saturating_sub(1)
    }

    /// What lies behind the last revision; empty in a file that is as it was written.
    #[must_use]
    pub fn trailing(&self) -> Span {
        let start = self.revisions.last().map_or(0, |revision| revision.span.end);
        Span { start, end: self.length() }
    }

    /// The trailer of a revision.
    #[must_use]
    pub fn trailer(&self, revision: usize) -> &Dictionary {
        &self.revisions[revision.min(self.newest())].trailer
    }

    /// Where object `number` lies as of `revision`; `None` when no section names it.
    #[must_use]
    pub fn entry(&self, revision: usize, number: u32) -> Option<Entry> {
        let revision = self.revisions.get(revision)?;
        self.sections[revision.first_section..].iter().find_map(|section| section.entry(number))
    }

    /// The numbers that the sections of this one revision name.
    #[must_use]
    pub fn numbers_named_by(&self, revision: usize) -> BTreeSet<u32> {
        let Some(revision) = self.revisions.get(revision) else { return BTreeSet::new() };
        let sections = &self.sections[revision.first_section..revision.end_section];
        sections.iter().flat_map(|section| section.entries.iter().map(|(number, _)| *number)).collect()
    }

    /// All objects in use as of `revision`, by number.
    #[must_use]
    pub fn entries(&self, revision: usize) -> BTreeMap<u32, Entry> {
        let mut all = BTreeMap::new();
        if let Some(revision) = self.revisions.get(revision) {
            for section in self.sections[revision.first_section..].iter().rev() {
                all.extend(section.entries.iter().copied());
            }
        }
        all.retain(|_, entry| *entry != Entry::Free);
        all
    }

    /// The object `id` in the newest revision; `null` when there is none.
    ///
    /// # Errors
    /// When its bytes are wrong or a limit is reached.
    pub fn get(&mut self, id: ObjectId) -> Result<Indirect, PdfError> {
        self.get_at(self.newest(), id)
    }

    /// The object `id` as of `revision`; `null` when there is none.
    ///
    /// # Errors
    /// When its bytes are wrong, lie outside of the revision, or a limit is reached.
    pub fn get_at(&mut self, revision: usize, id: ObjectId) -> Result<Indirect, PdfError> {
        if self.depth >= CHAIN {
            return Err(PdfError::TooComplex { limit: "objects that need each other to be read" });
        }
        self.depth += 1;
        let found = self.lookup(revision, id);
        self.depth -= 1;
        found
    }

    fn lookup(&mut self, revision: usize, id: ObjectId) -> Result<Indirect, PdfError> {
        let nothing = Indirect { id, object: Object::Null, stream: None, location: None, revision };
        match self.entry(revision, id.number) {
            None | Some(Entry::Free) => Ok(nothing),
            Some(Entry::At { generation, .. }) if generation != id.generation => Ok(nothing),
            Some(Entry::At { offset, .. }) => self.read_object(revision, id, offset),
            Some(Entry::In { .. }) if id.generation != 0 => Ok(nothing),
            Some(Entry::In { container, index }) => {
                let object = self.read_contained(revision, id.number, container, index)?;
                Ok(Indirect { object, ..nothing })
            }
        }
    }

    fn read_object(&mut self, revision: usize, id: ObjectId, offset: u64) -> Result<Indirect, PdfError> {
        let end = self.revisions[revision].span.end;
        if offset >= end {
            return Err(PdfError::damaged(offset, "an object inside its revision"));
        }
        let ((number, generation, object, has_stream), data_at) = self.source.parse(offset, end, xref::indirect)?;
        if number != i64::from(id.number) || generation != i64::from(id.generation) {
            return Err(PdfError::damaged(offset, "the object that the cross-reference names"));
        }
        let mut stream = None;
        if has_stream {
            let length = match object.as_dictionary().and_then(|dictionary| dictionary.get("Length")) {
                Some(Object::Reference(length)) => self.get_at(revision, *length)?.object.as_integer(),
                Some(length) => length.as_integer(),
                None => None,
            };
            let length = length.and_then(|length| u64::try_from(length).ok());
            let length = length.ok_or(PdfError::damaged(offset, "the length of a stream"))?;
            let data = Span { start: data_at, end: data_at.saturating_add(length) };
            if data.end >= end {
                return Err(PdfError::damaged(offset, "a stream inside its revision"));
            }
            self.source.parse(data.end, end, xref::end_of_stream)?;
            stream = Some(data);
        }
        let location = Some(Span { start: offset, end: data_at });
        Ok(Indirect { id, object, stream, location, revision })
    }

    fn read_contained(&mut self, revision: usize, number: u32, container: u32, index: u32) -> Result<Object, PdfError> {
        if !matches!(self.entry(revision, container), Some(Entry::At { .. })) {
            return Err(PdfError::damaged(0, "an object stream"));
        }
        let stream = self.object_stream(revision, container)?;
        let wrong = PdfError::damaged(stream.data.start, "the object in its object stream");
        let at = match stream.index.get(to_usize(u64::from(index))) {
            Some((found, at)) if *found == number => *at,
            _ => return Err(wrong),
        };
        let bytes = stream.bytes.get(at..).ok_or(wrong)?;
        let mut lexer = Lexer::new(bytes, true);
        let object = parse::object(&mut lexer)
            .map_err(|_| PdfError::damaged(stream.data.start, "an object in an object stream"))?;
        self.source.charge(lexer.position() as u64 + 16)?;
        Ok(object)
    }

    fn object_stream(&mut self, revision: usize, container: u32) -> Result<Rc<ObjectStream>, PdfError> {
        let stream = self.get_at(revision, ObjectId::new(container))?;
        let wrong = || PdfError::damaged(0, "an object stream");
        let (Some(dictionary), Some(data)) = (stream.dictionary(), stream.stream) else { return Err(wrong()) };
        if !dictionary.is_name("Type", "ObjStm") {
            return Err(wrong());
        }
        if let Some(at) = self.object_streams.iter().position(|kept| kept.data == data) {
            let kept = self.object_streams.remove(at);
            self.object_streams.insert(0, Rc::clone(&kept));
            return Ok(kept);
        }
        let whole = |key| dictionary.integer(key).and_then(|value| usize::try_from(value).ok());
        let (count, first) = (whole("N").ok_or_else(wrong)?, whole("First").ok_or_else(wrong)?);
        let plain = self.plain_filters(revision, dictionary)?;
        let bytes = xref::decode(&mut self.source, data, &plain)?;
        let index = object_index(&bytes, count, first).ok_or_else(wrong)?;
        let stream = Rc::new(ObjectStream { data, bytes, index });
        self.object_streams.insert(0, Rc::clone(&stream));
        self.object_streams.truncate(OBJECT_STREAMS);
        Ok(stream)
    }

    /// What `object` stands for as of `revision`: itself, or the object that it refers to.
    ///
    /// # Errors
    /// As [`Reader::get_at`], and when references form a loop.
    pub fn resolve_at(&mut self, revision: usize, object: &Object) -> Result<Object, PdfError> {
        let mut object = object.clone();
        for _ in 0..CHAIN {
            match object {
                Object::Reference(id) => object = self.get_at(revision, id)?.object,
                direct => return Ok(direct),
            }
        }
        Err(PdfError::TooComplex { limit: "references that refer to references" })
    }

    /// The value of `key` in `dictionary`, resolved in the newest revision; `null` when it is missing.
    ///
    /// # Errors
    /// As [`Reader::resolve_at`].
    pub fn value(&mut self, dictionary: &Dictionary, key: &str) -> Result<Object, PdfError> {
        self.value_at(self.newest(), dictionary, key)
    }

    /// The value of `key` in `dictionary`, resolved as of `revision`; `null` when it is missing.
    ///
    /// # Errors
    /// As [`Reader::resolve_at`].
    pub fn value_at(&mut self, revision: usize, dictionary: &Dictionary, key: &str) -> Result<Object, PdfError> {
        dictionary.get(key).map_or(Ok(Object::Null), |value| self.resolve_at(revision, value))
    }

    /// The document catalog as of `revision`, with its identity.
    ///
    /// # Errors
    /// When the trailer has no `/Root` that is a dictionary.
    pub fn catalog_at(&mut self, revision: usize) -> Result<(ObjectId, Dictionary), PdfError> {
        let at = self.revisions[revision.min(self.newest())].section_offset;
        let root = self.trailer(revision).reference("Root").ok_or(PdfError::damaged(at, "`/Root`"))?;
        match self.get_at(revision, root)?.object {
            Object::Dictionary(catalog) => Ok((root, catalog)),
            _ => Err(PdfError::damaged(at, "the document catalog")),
        }
    }

    /// Copies the bytes of a range of the file.
    ///
    /// # Errors
    /// When reading or writing fails, or the file ends earlier.
    pub fn copy_raw(&mut self, span: Span, out: &mut dyn Write) -> Result<(), PdfError> {
        let copied = io::copy(&mut self.source.range(span.start, span.end)?, out)?;
        if copied == span.len() { Ok(()) } else { Err(PdfError::damaged(span.start + copied, "more of the file")) }
    }

    /// The bytes of a short range of the file.
    ///
    /// # Errors
    /// When reading fails, the file ends earlier, or the range is longer than an object may be.
    pub fn read_raw(&mut self, span: Span) -> Result<Vec<u8>, PdfError> {
        if span.len() > self.source.limits.object_bytes {
            return Err(PdfError::TooComplex { limit: "object_bytes" });
        }
        let mut bytes = Vec::with_capacity(to_usize(span.len()));
        self.copy_raw(span, &mut bytes)?;
        Ok(bytes)
    }

    /// Decodes a stream into `out` and returns the number of decoded bytes, at most `limit_bytes`.
    ///
    /// # Errors
    /// When it is no stream, a filter is unknown, the data is wrong or longer than `limit_bytes`.
    pub fn copy_decoded(&mut self, stream: &Indirect, out: &mut dyn Write, limit_bytes: u64) -> Result<u64, PdfError> {
        let (Some(dictionary), Some(data)) = (stream.dictionary(), stream.stream) else {
            return Err(PdfError::damaged(0, "a stream"));
        };
        let plain = self.plain_filters(stream.revision, dictionary)?;
        let filters = filter::filters(&plain)?;
        let raw = Box::new(self.source.range(data.start, data.end)?);
        let mut decoded = filter::decoder(raw, &filters)?;
        let mut buffer = vec![0; 64 << 10];
        let mut total = 0_u64;
        loop {
            let count = match decoded.read(&mut buffer) {
                Ok(0) => return Ok(total),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => {
                    return Err(PdfError::damaged(data.start, "the data of a stream"));
                }
                Err(error) => return Err(error.into()),
            };
            total += count as u64;
            if total > limit_bytes {
                return Err(PdfError::TooComplex { limit: "length of a decoded stream" });
            }
            out.write_all(&buffer[..count])?;
        }
    }

    /// `Filter` and `DecodeParms` of a stream with nothing left to resolve.
    fn plain_filters(&mut self, revision: usize, dictionary: &Dictionary) -> Result<Dictionary, PdfError> {
        let mut plain = Dictionary::new();
        for key in ["Filter", "DecodeParms"] {
            let value = match self.value_at(revision, dictionary, key)? {
                Object::Null => continue,
                Object::Array(items) => {
                    let items: Result<Vec<_>, _> =
                        items.iter().take(16).map(|item| self.resolve_at(revision, item)).collect();
                    Object::Array(items?)
                }
                value => value,
            };
            plain.set(key, value);
        }
        Ok(plain)
    }
}

/// The head of an object stream: pairs of number and position (§7.5.7).
fn object_index(bytes: &[u8], count: usize, first: usize) -> Option<Vec<(u32, usize)>> {
    let mut lexer = Lexer::new(bytes.get(..first)?, true);
    let mut index = Vec::new();
    for _ in 0..count {
        let (Ok(Token::Integer(number)), Ok(Token::Integer(at))) = (lexer.next(), lexer.next()) else {
            return None;
        };
        index.push((u32::try_from(number).ok()?, first.checked_add(usize::try_from(at).ok()?)?));
    }
    Some(index)
}

/// Groups sections into revisions. Sections that end at the same byte belong to one save (a linearised file has two).
fn revisions(sections: &[Section], file_end: u64) -> Vec<Revision> {
    let mut revisions: Vec<Revision> = Vec::new();
    let mut end = 0;
    let mut declared = None;
    for (at, section) in sections.iter().enumerate().rev() {
        let start = end;
        if section.end > end {
            end = section.end;
            declared = section.declared;
        }
        let mut revision = Revision {
            span: Span { start, end },
            section_offset: section.offset,
            kind: section.kind,
            consistent: declared == Some(section.offset),
            hybrid: section.kind == SectionKind::Hybrid,
            trailer: section.trailer.clone(),
            first_section: at,
            end_section: at + 1,
        };
        match revisions.last_mut() {
            Some(last) if last.span.end == end => {
                revision.span.start = last.span.start;
                revision.end_section = last.end_section;
                revision.hybrid |= last.hybrid;
                *last = revision;
            }
            _ => revisions.push(revision),
        }
    }
    if let Some(last) = revisions.last_mut()
        && last.span.end < file_end
    {
        last.span.end = file_end;
        last.consistent = false;
    }
    revisions
}
