//! Finding rows in the raw bytes of a damaged database, without SQLite.
//!
//! # Why
//! SQLite stops at the first page that it cannot trust, and reads nothing once the first page is gone. But each event
//! and each content carries its own SHA-256, so a row can be taken from wherever it lies: from a page that nothing
//! points to, from the write-ahead log, from behind a destroyed header. What is found is proven, not guessed.
//!
//! The layout of pages and records is that of <https://www.sqlite.org/fileformat2.html>, §1.6, §2.1 and §4.1.

use super::check;
use super::event::StoredEvent;
use super::open;
use crate::domain::{Digest, chain_hash};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Serial types of texts of 36 and of blobs of 16 and 32 bytes.
const TEXT_36: u64 = 13 + 2 * 36;
const BLOB_16: u64 = 12 + 2 * 16;
const BLOB_32: u64 = 12 + 2 * 32;
/// No checklist and no body is larger.
const LARGEST_BYTES: usize = 256 * 1024 * 1024;

/// A row that proves itself.
#[derive(Debug)]
pub(super) enum Row {
    /// An event that fits its digest and its hash.
    Event(Box<StoredEvent>),
    /// Bytes that are what their digest says.
    Content(Vec<u8>),
}

/// Where a row lies: in the write-ahead log or in the database, at which byte its page begins, where it begins there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    in_log: bool,
    page_start: u64,
    at: usize,
}

/// A damaged database and its write-ahead log, read only.
#[derive(Debug)]
pub(super) struct Pages {
    database: File,
    log: Option<Log>,
    page_bytes: usize,
    /// The bytes of a page that SQLite fills.
    usable_bytes: usize,
}

#[derive(Debug)]
struct Log {
    file: File,
    frames: u64,
    /// Where the newest copy of each page begins.
    newest: HashMap<u32, u64>,
}

impl Pages {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut database = File::open(path)?;
        let head = read_at(&mut database, 0, 100);
        let (page_bytes, usable_bytes) = sizes(&head);
        let [log, _] = open::companions(path);
        let log = match File::open(log) {
            Ok(file) => Some(Log::read(file, page_bytes)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok(Self { database, log, page_bytes, usable_bytes })
    }

    /// How many pages there are, in the database and in the log.
    pub(super) fn count(&mut self) -> io::Result<u64> {
        let own = self.database.metadata()?.len().div_ceil(self.page_bytes as u64);
        Ok(own + self.log.as_ref().map_or(0, |log| log.frames))
    }

    /// The rows on one page; the pages of the log come after those of the database.
    pub(super) fn rows_on(&mut self, number: u64) -> io::Result<Vec<(Address, Row)>> {
        let own = self.database.metadata()?.len().div_ceil(self.page_bytes as u64);
        let (in_log, page_start) = match number.checked_sub(own) {
            None => (false, number * self.page_bytes as u64),
            Some(frame) => (true, frame_start(frame, self.page_bytes) + FRAME_HEAD),
        };
        let page = self.page(in_log, page_start);
        let mut rows = Vec::new();
        for at in 0..page.len().saturating_sub(3) {
            let address = Address { in_log, page_start, at };
            rows.extend(self.parse(&page, address).map(|row| (address, row)));
        }
        Ok(rows)
    }

    /// The row that was found there before.
    pub(super) fn row_at(&mut self, address: Address) -> Option<Row> {
        let page = self.page(address.in_log, address.page_start);
        self.parse(&page, address)
    }

    fn page(&mut self, in_log: bool, page_start: u64) -> Vec<u8> {
        match (&mut self.log, in_log) {
            (Some(log), true) => read_at(&mut log.file, page_start, self.page_bytes),
            (Some(_) | None, _) => read_at(&mut self.database, page_start, self.page_bytes),
        }
    }

    /// The row whose record begins here, if one does and it proves itself.
    fn parse(&mut self, page: &[u8], address: Address) -> Option<Row> {
        let shape = Shape::read(page.get(address.at..)?)?;
        // The pages that a long row goes on with may have a newer copy in the log, or an older one in the database.
        [address.in_log, !address.in_log].into_iter().find_map(|prefer_log| {
            let payload = self.payload(page, address.at, shape.total_bytes(), prefer_log)?;
            shape.row(&payload)
        })
    }

    /// All bytes of a record: those on its page and those on the pages it goes on with.
    fn payload(&mut self, page: &[u8], at: usize, total: usize, prefer_log: bool) -> Option<Vec<u8>> {
        let usable = self.usable_bytes;
        let most = (usable - 12) * 64 / 255 - 23;
        if total <= most {
            return page.get(at..at + total).map(<[u8]>::to_vec);
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let kept = least + (total - least) % (usable - 4);
        let local = if kept <= most { kept } else { least };
        let mut payload = page.get(at..at + local)?.to_vec();
        let mut next = u32_at(page, at + local)?;
        while payload.len() < total {
            let more = self.numbered_page(next, prefer_log)?;
            let wanted = (total - payload.len()).min(usable - 4);
            payload.extend_from_slice(more.get(4..4 + wanted)?);
            next = u32_at(&more, 0)?;
        }
        Some(payload)
    }

    fn numbered_page(&mut self, number: u32, prefer_log: bool) -> Option<Vec<u8>> {
        let before = u64::from(number.checked_sub(1)?);
        let newest = self.log.as_ref().and_then(|log| log.newest.get(&number).copied());
        match newest.filter(|_| prefer_log) {
            Some(start) => Some(self.page(true, start)),
            None => {
                let start = before * self.page_bytes as u64;
                let size = self.database.metadata().ok()?.len();
                (start < size).then(|| self.page(false, start))
            }
        }
    }
}

const LOG_HEAD: u64 = 32;
const FRAME_HEAD: u64 = 24;

fn frame_start(frame: u64, page_bytes: usize) -> u64 {
    LOG_HEAD + frame * (FRAME_HEAD + page_bytes as u64)
}

impl Log {
    fn read(mut file: File, page_bytes: usize) -> io::Result<Self> {
        let size = file.metadata()?.len();
        let frames = size.saturating_sub(LOG_HEAD) / (FRAME_HEAD + page_bytes as u64);
        let salts = read_at(&mut file, 16, 8);
        let mut newest = HashMap::new();
        for frame in 0..frames {
            let start = frame_start(frame, page_bytes);
            let head = read_at(&mut file, start, 24);
            // Frames with other salts are left from before the log was last begun anew.
            if let (Some(number), true) = (u32_at(&head, 0), head.get(8..16) == Some(&salts)) {
                newest.insert(number, start + FRAME_HEAD);
            }
        }
        Ok(Self { file, frames, newest })
    }
}

/// The serial types of a record that looks like one of ours.
struct Shape {
    head_bytes: usize,
    types: Vec<u64>,
}

impl Shape {
    fn read(bytes: &[u8]) -> Option<Self> {
        let head_bytes = usize::from(*bytes.first()?);
        let second = *bytes.get(1)?;
        // Both begin with a column of fixed size, so that most bytes are ruled out at a glance.
        let is_event = (15..=40).contains(&head_bytes) && u64::from(second) == TEXT_36;
        let is_content = (3..=8).contains(&head_bytes) && u64::from(second) == BLOB_32;
        if !is_event && !is_content {
            return None;
        }
        let mut head = bytes.get(1..head_bytes)?;
        let mut types = Vec::with_capacity(14);
        while !head.is_empty() {
            let (number, length) = varint(head)?;
            types.push(number);
            head = &head[length..];
        }
        let shape = Self { head_bytes, types };
        let plausible = if is_event { shape.is_event() } else { shape.types.len() == 2 && is_blob(shape.types[1]) };
        (plausible && shape.total_bytes() <= LARGEST_BYTES).then_some(shape)
    }

    fn is_event(&self) -> bool {
        let &[device, seq, event, at, offset, actor, stream, kind, version, body, salt, content, previous, hash] =
            self.types.as_slice()
        else {
            return false;
        };
        device == TEXT_36
            && event == TEXT_36
            && [seq, at, offset, version].into_iter().all(is_integer)
            && (actor == 0 || actor == TEXT_36)
            && is_text(stream)
            && is_text(kind)
            && ((is_text(body) && salt == BLOB_16) || (body == 0 && salt == 0))
            && content == BLOB_32
            && (previous == 0 || previous == BLOB_32)
            && hash == BLOB_32
    }

    fn total_bytes(&self) -> usize {
        self.types.iter().fold(self.head_bytes, |sum, kind| sum.saturating_add(length(*kind)))
    }

    /// The row, when it proves itself.
    fn row(&self, payload: &[u8]) -> Option<Row> {
        let mut columns = Vec::with_capacity(self.types.len());
        let mut at = self.head_bytes;
        for kind in &self.types {
            let end = at.checked_add(length(*kind))?;
            columns.push((*kind, payload.get(at..end)?));
            at = end;
        }
        if let [(_, digest), (_, bytes)] = columns.as_slice() {
            let proven = Digest::of(bytes).as_bytes() == digest;
            return proven.then(|| Row::Content(bytes.to_vec()));
        }
        let event = event(&columns)?;
        let follows = event.hash == chain_hash(event.prev_hash.as_ref(), &event.content_digest);
        (follows && check::is_intact(&event) != Some(false)).then(|| Row::Event(Box::new(event)))
    }
}

fn event(columns: &[(u64, &[u8])]) -> Option<StoredEvent> {
    let text = |place: usize| String::from_utf8(columns.get(place)?.1.to_vec()).ok();
    let text_or_null = |place: usize| if columns.get(place)?.0 == 0 { Some(None) } else { text(place).map(Some) };
    let number = |place: usize| columns.get(place).map(|(kind, bytes)| integer(*kind, bytes));
    let digest = |place: usize| Some(Digest::from_bytes(columns.get(place)?.1.try_into().ok()?));
    Some(StoredEvent {
        device_id: text(0)?,
        seq: number(1)?,
        event_id: text(2)?,
        at_ms: number(3)?,
        utc_offset_min: number(4)?.try_into().ok()?,
        actor_id: text_or_null(5)?,
        stream: text(6)?,
        kind: text(7)?,
        version: number(8)?,
        body: text_or_null(9)?,
        salt: columns.get(10)?.1.try_into().ok(),
        content_digest: digest(11)?,
        prev_hash: digest(12),
        hash: digest(13)?,
    })
}

/// The page size and how much of a page is used, from the first bytes of a database; the usual when these are gone.
fn sizes(head: &[u8]) -> (usize, usize) {
    let stated = match head.get(16..18) {
        Some(&[0, 1]) => 65_536,
        Some(&[high, low]) => usize::from(u16::from_be_bytes([high, low])),
        Some(_) | None => 0,
    };
    let page_bytes = if stated.is_power_of_two() && stated >= 512 { stated } else { 4_096 };
    let reserved = head.get(20).copied().map(usize::from).filter(|reserved| *reserved <= 32).unwrap_or_default();
    (page_bytes, page_bytes - reserved)
}

/// As many bytes as can be read; what the disk refuses is missing.
fn read_at(file: &mut File, start: u64, length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    let read = file.seek(SeekFrom::Start(start)).and_then(|_| file.take(length as u64).read_to_end(&mut bytes));
    match read {
        Ok(_) => bytes,
        Err(_) => Vec::new(),
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A number of one to nine bytes, and how many it took.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for (place, byte) in bytes.iter().enumerate().take(9) {
        if place == 8 {
            return Some((value << 8 | u64::from(*byte), 9));
        }
        value = value << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((value, place + 1));
        }
    }
    None
}

/// How many bytes a value of this serial type takes.
fn length(kind: u64) -> usize {
    match kind {
        1..=4 => usize::try_from(kind).unwrap_or_default(),
        5 => 6,
        6 | 7 => 8,
        0 | 8..=11 => 0,
        _ => usize::try_from((kind - 12) / 2).unwrap_or(usize::MAX),
    }
}

fn integer(kind: u64, bytes: &[u8]) -> i64 {
    match kind {
        9 => 1,
        1..=6 => {
            let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { -1 } else { 0 };
            bytes.iter().fold(sign, |value, byte| value << 8 | i64::from(*byte))
        }
        _ => 0,
    }
}

const fn is_integer(kind: u64) -> bool {
    matches!(kind, 1..=6 | 8 | 9)
}

const fn is_text(kind: u64) -> bool {
    kind >= 13 && kind % 2 == 1
}

const fn is_blob(kind: u64) -> bool {
    kind >= 12 && kind.is_multiple_of(2)
}
