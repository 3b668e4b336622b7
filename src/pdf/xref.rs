//! Cross-reference sections: classic tables, streams, and hybrids of both (ISO 32000-1 §7.5.4 and §7.5.8).

use super::error::PdfError;
use super::filter;
use super::object::{Dictionary, Object, Span};
use super::parse;
use super::source::Source;
use super::token::{Halt, Lexer, Token, is_white};
use std::collections::HashSet;
use std::io::{Read, Seek};

/// Where an object lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The number is not in use.
    Free,
    /// The object begins at a byte of the file.
    At {
        /// The byte.
        offset: u64,
        /// Its generation.
        generation: u16,
    },
    /// The object lies in an object stream.
    In {
        /// The number of the object stream.
        container: u32,
        /// Its place in that stream, from 0.
        index: u32,
    },
}

/// How a section is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// A table after the keyword `xref`.
    Table,
    /// A table with a stream beside it (`/XRefStm`).
    Hybrid,
    /// A stream.
    Stream,
}

/// One cross-reference section with its trailer.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) offset: u64,
    pub(super) kind: SectionKind,
    /// Sorted by number.
    pub(super) entries: Vec<(u32, Entry)>,
    pub(super) trailer: Dictionary,
    /// The byte after the `%%EOF` that follows, or after what there is of it.
    pub(super) end: u64,
    /// The number after the `startxref` that follows.
    pub(super) declared: Option<u64>,
}

impl Section {
    pub(super) fn entry(&self, number: u32) -> Option<Entry> {
        let at = self.entries.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(self.entries[at].1)
    }
}

/// The file's sections, the newest first, and the byte after the last `%%EOF`.
pub(super) fn load<R: Read + Seek>(source: &mut Source<R>) -> Result<(Vec<Section>, u64), PdfError> {
    let keyword_at = last_startxref(source)?;
    let (declared, end) = startxref(source, keyword_at)?;
    let mut next = Some(declared.ok_or(PdfError::damaged(keyword_at, "the number after `startxref`"))?);
    let mut sections: Vec<Section> = Vec::new();
    let mut seen = HashSet::new();
    let mut entries_left = source.limits.xref_entries;
    while let Some(offset) = next {
        if !seen.insert(offset) {
            return Err(PdfError::damaged(offset, "cross-reference sections that form a loop"));
        }
        if sections.len() >= source.limits.xref_sections {
            return Err(PdfError::TooComplex { limit: "xref_sections" });
        }
        let section = section(source, offset, &mut entries_left)?;
        next = previous(&section.trailer, offset)?;
        sections.push(section);
    }
    Ok((sections, end))
}

fn previous(trailer: &Dictionary, at: u64) -> Result<Option<u64>, PdfError> {
    match trailer.get("Prev") {
        None => Ok(None),
        Some(Object::Integer(offset)) => {
            u64::try_from(*offset).map(Some).map_err(|_| PdfError::damaged(at, "a position in `/Prev`"))
        }
        Some(_) => Err(PdfError::damaged(at, "a number in `/Prev`")),
    }
}

/// The position of the last `startxref`, sought from the end of the file through at most one megabyte.
fn last_startxref<R: Read + Seek>(source: &mut Source<R>) -> Result<u64, PdfError> {
    const KEYWORD: &[u8] = b"startxref";
    const STEP: u64 = 4096;
    let length = source.length();
    let mut end = length;
    while end > 0 && length - end < 1 << 20 {
        let start = end.saturating_sub(STEP);
        // A keyword across two pieces is found in the earlier one.
        let bytes = source.bytes(start, end - start + KEYWORD.len() as u64 - 1)?;
        if let Some(at) = bytes.windows(KEYWORD.len()).rposition(|window| window == KEYWORD) {
            return Ok(start + at as u64);
        }
        end = start;
    }
    Err(PdfError::damaged(length, "`startxref`"))
}

/// Reads `startxref`, its number and `%%EOF` at `at`: the number, and the byte after all that is there.
fn startxref<R: Read + Seek>(source: &mut Source<R>, at: u64) -> Result<(Option<u64>, u64), PdfError> {
    let (found, _) = source.parse(at, at.saturating_add(1024), |lexer| {
        // The end of the range is the end of the search, not a fault.
        Ok(after_trailer(lexer.rest()))
    })?;
    let (declared, length) = found;
    Ok((declared, at + length as u64))
}

/// Reads ` startxref 123 %%EOF` with its end of line at the start of `bytes`.
fn after_trailer(bytes: &[u8]) -> (Option<u64>, usize) {
    let skip = |from: usize| from + bytes[from..].iter().take_while(|&&byte| is_white(byte)).count();
    let keyword = skip(0);
    if !bytes[keyword..].starts_with(b"startxref") {
        return (None, 0);
    }
    let digits = skip(keyword + 9);
    let length = bytes[digits..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let declared = std::str::from_utf8(&bytes[digits..digits + length]).ok().and_then(|text| text.parse().ok());
    let mark = skip(digits + length);
    if !bytes[mark..].starts_with(b"%%EOF") {
        return (declared, digits + length);
    }
    let end = mark + 5;
    let line = match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => 2,
        (Some(b'\r' | b'\n'), _) => 1,
        _ => 0,
    };
    (declared, end + line)
}

fn section<R: Read + Seek>(source: &mut Source<R>, offset: u64, entries_left: &mut usize) -> Result<Section, PdfError> {
    if offset >= source.length() {
        return Err(PdfError::damaged(offset, "a cross-reference section inside the file"));
    }
    let length = source.length();
    let (is_table, _) = source.parse(offset, length, |lexer| Ok(lexer.next()? == Token::Keyword(b"xref")))?;
    let (kind, mut entries, trailer, after) =
        if is_table { table(source, offset, entries_left)? } else { stream(source, offset, entries_left)? };
    if trailer.contains("Encrypt") {
        return Err(PdfError::Encrypted);
    }
    entries.sort_by_key(|(number, _)| *number);
    if entries.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(PdfError::damaged(offset, "a cross-reference section that names each object once"));
    }
    let (declared, end) = startxref(source, after)?;
    Ok(Section { offset, kind, entries, trailer, end, declared })
}

type Parts = (SectionKind, Vec<(u32, Entry)>, Dictionary, u64);

fn table<R: Read + Seek>(source: &mut Source<R>, offset: u64, left: &mut usize) -> Result<Parts, PdfError> {
    let length = source.length();
    let mut entries = Vec::new();
    let (_, mut at) = source.parse(offset, length, |lexer| lexer.next().map(drop))?;
    loop {
        let (start, next) = source.parse(at, length, subsection_head)?;
        at = next;
        let Some((first, count)) = start else { break };
        for step in 0..count {
            let (entry, next) = source.parse(at, length, table_entry)?;
            at = next;
            let number = first.checked_add(step).ok_or(PdfError::damaged(at, "an object number"))?;
            take_one(left)?;
            entries.push((number, entry));
        }
    }
    let (trailer, after) = source.parse(at, length, dictionary)?;
    let Some(beside) = trailer.get("XRefStm") else {
        return Ok((SectionKind::Table, entries, trailer, after));
    };
    let beside = beside.as_integer().and_then(|at| u64::try_from(at).ok());
    let beside = beside.ok_or(PdfError::damaged(at, "a position in `/XRefStm`"))?;
    let (_, hidden, _, _) = stream(source, beside, left)?;
    // Objects that the table calls free and the stream knows are hidden from old readers (§7.5.8.4).
    let used: HashSet<u32> =
        entries.iter().filter(|(_, entry)| *entry != Entry::Free).map(|(number, _)| *number).collect();
    let hidden: Vec<_> = hidden.into_iter().filter(|(number, _)| !used.contains(number)).collect();
    let known: HashSet<u32> = hidden.iter().map(|(number, _)| *number).collect();
    entries.retain(|(number, _)| !known.contains(number));
    entries.extend(hidden);
    Ok((SectionKind::Hybrid, entries, trailer, after))
}

fn take_one(left: &mut usize) -> Result<(), PdfError> {
    *left = left.checked_sub(1).ok_or(PdfError::TooComplex { limit: "xref_entries" })?;
    Ok(())
}

/// `first count`, or nothing at `trailer`.
fn subsection_head(lexer: &mut Lexer<'_>) -> Result<Option<(u32, u32)>, Halt> {
    let at = lexer.position();
    match (lexer.next()?, at) {
        (Token::Keyword(b"trailer"), _) => Ok(None),
        (Token::Integer(first), _) => match (u32::try_from(first), lexer.next()?) {
            (Ok(first), Token::Integer(count)) => match u32::try_from(count) {
                Ok(count) => Ok(Some((first, count))),
                Err(_) => Err(Halt::Bad { at, what: "the number of entries" }),
            },
            _ => Err(Halt::Bad { at, what: "a subsection of the cross-reference table" }),
        },
        _ => Err(Halt::Bad { at, what: "a subsection of the cross-reference table or `trailer`" }),
    }
}

fn table_entry(lexer: &mut Lexer<'_>) -> Result<Entry, Halt> {
    let at = lexer.position();
    let wrong = Halt::Bad { at, what: "an entry of the cross-reference table" };
    let Token::Integer(offset) = lexer.next()? else { return Err(wrong) };
    let Token::Integer(generation) = lexer.next()? else { return Err(wrong) };
    match lexer.next()? {
        Token::Keyword(b"f") => Ok(Entry::Free),
        Token::Keyword(b"n") => match (u64::try_from(offset), u16::try_from(generation)) {
            (Ok(offset), Ok(generation)) => Ok(Entry::At { offset, generation }),
            _ => Err(wrong),
        },
        _ => Err(wrong),
    }
}

fn dictionary(lexer: &mut Lexer<'_>) -> Result<Dictionary, Halt> {
    let at = lexer.position();
    match parse::object(lexer)? {
        Object::Dictionary(dictionary) => Ok(dictionary),
        _ => Err(Halt::Bad { at, what: "a trailer" }),
    }
}

/// `n g obj` and the object's value; true when a stream begins after it.
pub(super) fn indirect(lexer: &mut Lexer<'_>) -> Result<(i64, i64, Object, bool), Halt> {
    let at = lexer.position();
    let wrong = Halt::Bad { at, what: "an indirect object" };
    let Token::Integer(number) = lexer.next()? else { return Err(wrong) };
    let Token::Integer(generation) = lexer.next()? else { return Err(wrong) };
    if lexer.next()? != Token::Keyword(b"obj") {
        return Err(wrong);
    }
    // An empty object, `1 0 obj endobj`, stands for null.
    let mut ahead = lexer.clone();
    if ahead.next()? == Token::Keyword(b"endobj") {
        lexer.seek(ahead.position());
        return Ok((number, generation, Object::Null, false));
    }
    let object = parse::object(lexer)?;
    match lexer.next()? {
        Token::Keyword(b"endobj") => Ok((number, generation, object, false)),
        Token::Keyword(b"stream") if object.as_dictionary().is_some() => {
            let line = match lexer.rest() {
                [b'\r', b'\n', ..] => 2,
                [b'\n', ..] => 1,
                [] | [b'\r'] if !lexer.is_complete() => return Err(Halt::NeedMore),
                _ => return Err(Halt::Bad { at: lexer.position(), what: "a line feed after `stream`" }),
            };
            lexer.seek(lexer.position() + line);
            Ok((number, generation, object, true))
        }
        _ => Err(Halt::Bad { at: lexer.position(), what: "`endobj`" }),
    }
}

/// Checks that `endstream` follows and returns the byte after `endobj`, or after `endstream` where that is missing.
pub(super) fn end_of_stream(lexer: &mut Lexer<'_>) -> Result<usize, Halt> {
    let at = lexer.position();
    if lexer.next()? != Token::Keyword(b"endstream") {
        return Err(Halt::Bad { at, what: "`endstream` where `/Length` says" });
    }
    let end = lexer.position();
    match lexer.next()? {
        Token::Keyword(b"endobj") => Ok(lexer.position()),
        _ => Ok(end),
    }
}

fn stream<R: Read + Seek>(source: &mut Source<R>, offset: u64, left: &mut usize) -> Result<Parts, PdfError> {
    let length = source.length();
    let ((_, _, object, has_stream), data_at) = source.parse(offset, length, indirect)?;
    let Object::Dictionary(dictionary) = object else {
        return Err(PdfError::damaged(offset, "a cross-reference stream"));
    };
    if !has_stream || !dictionary.is_name("Type", "XRef") {
        return Err(PdfError::damaged(offset, "a cross-reference section"));
    }
    let data_length = dictionary.integer("Length").and_then(|length| u64::try_from(length).ok());
    let data_length = data_length.ok_or(PdfError::damaged(offset, "`/Length` of a cross-reference stream"))?;
    let data = Span { start: data_at, end: data_at.saturating_add(data_length) };
    let (after, _) = source.parse(data.end, length, |lexer| end_of_stream(lexer).map(|at| at as u64))?;
    let after = data.end + after;
    let bytes = decode(source, data, &dictionary)?;
    let entries = stream_entries(&bytes, &dictionary, offset, left)?;
    Ok((SectionKind::Stream, entries, dictionary, after))
}

/// The decoded bytes of a stream of the file's own structure.
pub(super) fn decode<R: Read + Seek>(
    source: &mut Source<R>,
    data: Span,
    dictionary: &Dictionary,
) -> Result<Vec<u8>, PdfError> {
    let filters = filter::filters(dictionary)?;
    let limit = source.limits.structure_stream_bytes;
    let mut bytes = Vec::new();
    let raw = Box::new(source.range(data.start, data.end)?);
    filter::decoder(raw, &filters)?.take(limit + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput | std::io::ErrorKind::UnexpectedEof => {
            PdfError::damaged(data.start, "the data of a stream")
        }
        _ => PdfError::Io(error),
    })?;
    source.charge(bytes.len() as u64)?;
    if bytes.len() as u64 > limit {
        return Err(PdfError::TooComplex { limit: "structure_stream_bytes" });
    }
    Ok(bytes)
}

fn stream_entries(
    bytes: &[u8],
    dictionary: &Dictionary,
    at: u64,
    left: &mut usize,
) -> Result<Vec<(u32, Entry)>, PdfError> {
    let wrong = |what| PdfError::damaged(at, what);
    let whole = |object: &Object| object.as_integer().and_then(|value| usize::try_from(value).ok());
    let widths: Option<Vec<usize>> =
        dictionary.get("W").and_then(Object::as_array).and_then(|items| items.iter().map(whole).collect());
    let [kind_width, first_width, second_width] = widths.unwrap_or_default()[..] else {
        return Err(wrong("`/W` of a cross-reference stream"));
    };
    if kind_width > 8 || first_width > 8 || second_width > 8 || first_width == 0 {
        return Err(wrong("`/W` of a cross-reference stream"));
    }
    let size = dictionary.get("Size").and_then(whole).ok_or(wrong("`/Size` of a cross-reference stream"))?;
    let index: Option<Vec<usize>> = match dictionary.get("Index") {
        None => Some(vec![0, size]),
        Some(index) => index.as_array().and_then(|items| items.iter().map(whole).collect()),
    };
    let index = index.filter(|index| index.len() % 2 == 0).ok_or(wrong("`/Index` of a cross-reference stream"))?;
    let mut rows = bytes.chunks_exact(kind_width + first_width + second_width);
    let mut entries = Vec::new();
    for pair in index.chunks_exact(2) {
        for step in 0..pair[1] {
            let row = rows.next().ok_or(wrong("as many entries as `/Index` says"))?;
            let number = pair[0].checked_add(step).and_then(|number| u32::try_from(number).ok());
            let number = number.ok_or(wrong("an object number"))?;
            let (kind, rest) = row.split_at(kind_width);
            let (first, second) = rest.split_at(first_width);
            let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
            take_one(left)?;
            entries.push((number, stream_entry(kind, big_endian(first), big_endian(second), at)?));
        }
    }
    Ok(entries)
}

fn stream_entry(kind: u64, first: u64, second: u64, at: u64) -> Result<Entry, PdfError> {
    let wrong = || PdfError::damaged(at, "an entry of a cross-reference stream");
    match kind {
        0 => Ok(Entry::Free),
        1 => {
            let generation = u16::try_from(second).map_err(|_| wrong())?;
            Ok(Entry::At { offset: first, generation })
        }
        2 => {
            let container = u32::try_from(first).map_err(|_| wrong())?;
            Ok(Entry::In { container, index: u32::try_from(second).map_err(|_| wrong())? })
        }
        // Other kinds stand for null (§7.5.8.3).
        _ => Ok(Entry::Free),
    }
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u64::from(byte))
}
