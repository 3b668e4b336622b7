//! The signature dictionary with room for what is known only at the end, and the filling of that room.

use super::cms;
use super::error::SignatureError;
use super::identity::Identity;
use super::pdf_date;
use crate::domain::{Digest, FramedHash, Moment};
use crate::pdf::{Dictionary, Object, ObjectId, Span, Update, to_bytes};
use sha2::{Digest as _, Sha256};
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

/// Bytes kept for the CMS message; a message of ours has about 1500, time stamps and chains to come need the rest.
const CONTENTS_BYTES: usize = 16 << 10;
/// Bytes hashed at a time.
const CHUNK_BYTES: usize = 256 << 10;

/// What a signature dictionary says beside the signature.
pub(super) struct Statement<'a> {
    pub(super) signed_at: Moment,
    pub(super) signer_name: &'a str,
    pub(super) reason: Option<&'a str>,
    pub(super) location: Option<&'a str>,
    /// For a certification what may be done afterwards (DocMDP `/P`).
    pub(super) permits: Option<i64>,
}

/// Where the signature dictionary has room for what is known only at the end.
pub(super) struct Slots {
    byte_range: Span,
    /// `<...>`, the brackets included.
    contents: Span,
}

/// As long as any four positions in a file that a cross-reference table can describe.
const BYTE_RANGE_ROOM: &str = "[0 0000000000 0000000000 0000000000]";

impl Slots {
    /// Writes the signature dictionary `id`.
    pub(super) fn write<F: Read + Write + Seek>(
        update: &mut Update<F>,
        id: ObjectId,
        statement: &Statement<'_>,
    ) -> Result<Self, SignatureError> {
        let head = "<</Type /Sig/Filter /Adobe.PPKLite/SubFilter /ETSI.CAdES.detached/ByteRange ";
        let contents = "/Contents <";
        let mut value = format!("{head}{BYTE_RANGE_ROOM}{contents}").into_bytes();
        let contents_at = value.len() as u64 - 1;
        value.resize(value.len() + 2 * CONTENTS_BYTES, b'0');
        value.push(b'>');
        let contents_end = value.len() as u64;
        // The rest of the dictionary continues where its opening `<<` would be.
        value.extend_from_slice(&to_bytes(&Object::Dictionary(entries(statement)))[2..]);
        let span = update.exact(id, &value)?;
        let byte_range_at = span.start + head.len() as u64;
        Ok(Self {
            byte_range: Span { start: byte_range_at, end: byte_range_at + BYTE_RANGE_ROOM.len() as u64 },
            contents: Span { start: span.start + contents_at, end: span.start + contents_end },
        })
    }
}

fn entries(statement: &Statement<'_>) -> Dictionary {
    let mut entries = Dictionary::new()
        .with("M", Object::text(&pdf_date::write(statement.signed_at)))
        .with("Name", Object::text(statement.signer_name));
    if let Some(reason) = statement.reason {
        entries.set("Reason", Object::text(reason));
    }
    if let Some(location) = statement.location {
        entries.set("Location", Object::text(location));
    }
    if let Some(level) = statement.permits {
        let parameters = Dictionary::new()
            .with("Type", Object::name("TransformParams"))
            .with("P", level)
            .with("V", Object::name("1.2"));
        let reference = Dictionary::new()
            .with("Type", Object::name("SigRef"))
            .with("TransformMethod", Object::name("DocMDP"))
            .with("TransformParams", parameters);
        entries.set("Reference", vec![Object::Dictionary(reference)]);
    }
    entries
}

/// The second part of `/ID`: new for this state of the file.
pub(super) fn second_id<F: Read + Write + Seek>(
    update: &mut Update<F>,
    identity: &Identity,
    signed_at: Moment,
) -> [u8; 16] {
    let length = i64::try_from(update.base_end_bytes()).unwrap_or(i64::MAX);
    let newest = update.reader().newest();
    let old = update.reader().trailer(newest).get("ID").map(to_bytes).unwrap_or_default();
    let digest: Digest = FramedHash::new("fieldseal:pdf-id:1")
        .field(&old)
        .number(length)
        .number(signed_at.utc_ms)
        .field(identity.fingerprint().as_bytes())
        .finish();
    let mut id = [0; 16];
    id.copy_from_slice(&digest.as_bytes()[..16]);
    id
}

/// Fills in the byte range, hashes all but the gap, signs, and fills in the message.
pub(super) fn seal<F: Read + Write + Seek>(
    file: &mut F,
    identity: &Identity,
    slots: &Slots,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<(), SignatureError> {
    let length = file.seek(SeekFrom::End(0))?;
    let gap = slots.contents;
    let byte_range = format!("[0 {} {} {}]", gap.start, gap.end, length - gap.end);
    let width = BYTE_RANGE_ROOM.len();
    put(file, slots.byte_range.start, format!("{byte_range:<width$}").as_bytes())?;
    let mut hash = Sha256::new();
    let total = length - gap.len();
    let mut done = 0;
    for part in [Span { start: 0, end: gap.start }, Span { start: gap.end, end: length }] {
        file.seek(SeekFrom::Start(part.start))?;
        let mut buffer = vec![0; CHUNK_BYTES];
        let mut left = part.len();
        while left > 0 {
            let chunk = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
            file.read_exact(&mut buffer[..chunk])?;
            hash.update(&buffer[..chunk]);
            left -= chunk as u64;
            done += chunk as u64;
            if progress(done, total).is_break() {
                return Err(SignatureError::Cancelled);
            }
        }
    }
    let message = cms::signed_data(identity, &hash.finalize().into())?;
    if message.len() > CONTENTS_BYTES {
        return Err(SignatureError::TooLong { needed_bytes: message.len() });
    }
    put(file, gap.start + 1, hex::encode(message).as_bytes())?;
    file.flush()?;
    Ok(())
}

fn put<F: Write + Seek>(file: &mut F, at: u64, bytes: &[u8]) -> Result<(), SignatureError> {
    file.seek(SeekFrom::Start(at))?;
    Ok(file.write_all(bytes)?)
}
