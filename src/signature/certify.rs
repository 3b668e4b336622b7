//! Signing: a PAdES B-B certification (ETSI EN 319 142-1) as one more revision of a file.

use super::cms;
use super::edit::Edit;
use super::error::SignatureError;
use super::field;
use super::form;
use super::identity::Identity;
use super::pdf_date;
use super::structure;
use crate::domain::{Digest, FramedHash, Moment};
use crate::pdf::{Dictionary, Object, Span, Update, to_bytes};
use sha2::{Digest as _, Sha256};
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

/// Bytes kept for the CMS message; a message of ours has about 1500, time stamps and chains to come need the rest.
const CONTENTS_BYTES: usize = 16 << 10;
/// DocMDP: afterwards fields may be filled in and signatures added, nothing else.
const FORM_FILLING_AND_SIGNING: i64 = 2;
/// Bytes hashed at a time.
const CHUNK_BYTES: usize = 256 << 10;

/// Where a signature field stands and how it looks.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldPlace {
    /// The field's name, unique in the file; a full stop becomes `_`.
    pub name: String,
    /// What a screen reader says and what is shown when pointed at.
    pub tooltip: String,
    /// The page, from 0.
    pub page_index: usize,
    /// Left, bottom, right, top in points (1/72 inch) from the page's lower left corner.
    pub rect_pt: [f64; 4],
    /// Operators of a content stream drawn into the field, with its lower left corner at 0 0; no fonts, no images.
    /// Empty when the page itself shows what is to be seen.
    pub appearance: Vec<u8>,
}

/// How a file is certified.
#[derive(Debug, Clone, PartialEq)]
pub struct CertifyOptions {
    /// The time of signing (`/M`).
    pub signed_at: Moment,
    /// The signer's name (`/Name`).
    pub signer_name: String,
    /// The reason (`/Reason`).
    pub reason: Option<String>,
    /// The place (`/Location`).
    pub location: Option<String>,
    /// The field that this signature fills.
    pub signature_place: FieldPlace,
    /// An empty field for a countersignature.
    pub supervisor_place: Option<FieldPlace>,
}

/// Certifies a file: appends the fields and the signature to it. Memory does not grow with the file.
///
/// `progress` hears how many bytes of how many were hashed and may break off. When this fails, or is broken off, the
/// file is unfinished: sign a copy that gets its final name afterwards. The file is flushed, not synced.
///
/// # Errors
/// [`SignatureError::AlreadySigned`], [`SignatureError::NoSuchPage`], [`SignatureError::NotValidNow`],
/// [`SignatureError::Cancelled`], or what is wrong with the file.
pub fn certify<F: Read + Write + Seek>(
    file: &mut F,
    identity: &Identity,
    options: &CertifyOptions,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<(), SignatureError> {
    let facts = identity.facts();
    let at = options.signed_at.utc_ms;
    if at < facts.valid_from.utc_ms || at > facts.valid_until.utc_ms {
        return Err(SignatureError::NotValidNow);
    }
    let mut edit = Edit::new(Update::begin(&mut *file)?);
    refuse_signed(&mut edit)?;
    let newest = edit.update.reader().newest();
    let (catalog, _) = edit.update.reader().catalog_at(newest)?;
    let value = edit.update.reserve();
    let (field, page) = form::add_field(&mut edit, catalog, &options.signature_place, Some(value))?;
    structure::tag_widget(&mut edit, catalog, field, page)?;
    if let Some(place) = &options.supervisor_place {
        let (field, page) = form::add_field(&mut edit, catalog, place, None)?;
        structure::tag_widget(&mut edit, catalog, field, page)?;
    }
    let owner = edit.dictionary(catalog)?;
    let permissions = edit.dictionary_in(&owner, "Perms")?.with("DocMDP", value);
    edit.set_key(catalog, "Perms", permissions)?;
    let second_id = second_id(&mut edit, identity, options);
    let mut update = edit.write()?;
    let slots = Slots::write(&mut update, value, options)?;
    update.finish(second_id)?;
    seal(file, identity, &slots, progress)
}

fn refuse_signed<F: Read + Write + Seek>(edit: &mut Edit<F>) -> Result<(), SignatureError> {
    let newest = edit.update.reader().newest();
    let fields = field::fields(edit.update.reader(), newest)?;
    if fields.iter().any(|field| field.is_signature() && field.dictionary.contains("V")) {
        return Err(SignatureError::AlreadySigned);
    }
    Ok(())
}

/// The second part of `/ID`: new for this state of the file.
fn second_id<F: Read + Write + Seek>(edit: &mut Edit<F>, identity: &Identity, options: &CertifyOptions) -> [u8; 16] {
    let length = i64::try_from(edit.update.base_end_bytes()).unwrap_or(i64::MAX);
    let newest = edit.update.reader().newest();
    let old = edit.update.reader().trailer(newest).get("ID").map(to_bytes).unwrap_or_default();
    let digest: Digest = FramedHash::new("fieldseal:pdf-id:1")
        .field(&old)
        .number(length)
        .number(options.signed_at.utc_ms)
        .field(identity.fingerprint().as_bytes())
        .finish();
    let mut id = [0; 16];
    id.copy_from_slice(&digest.as_bytes()[..16]);
    id
}

/// Where the signature dictionary has room for what is known only at the end.
struct Slots {
    byte_range: Span,
    /// `<...>`, the brackets included.
    contents: Span,
}

/// As long as any four positions in a file that a cross-reference table can describe.
const BYTE_RANGE_ROOM: &str = "[0 0000000000 0000000000 0000000000]";

impl Slots {
    fn write<F: Read + Write + Seek>(
        update: &mut Update<F>,
        id: crate::pdf::ObjectId,
        options: &CertifyOptions,
    ) -> Result<Self, SignatureError> {
        let head = "<</Type /Sig/Filter /Adobe.PPKLite/SubFilter /ETSI.CAdES.detached/ByteRange ";
        let contents = "/Contents <";
        let mut value = format!("{head}{BYTE_RANGE_ROOM}{contents}").into_bytes();
        let contents_at = value.len() as u64 - 1;
        value.resize(value.len() + 2 * CONTENTS_BYTES, b'0');
        value.push(b'>');
        let contents_end = value.len() as u64;
        // The rest of the dictionary continues where its opening `<<` would be.
        value.extend_from_slice(&to_bytes(&Object::Dictionary(entries(options)))[2..]);
        let span = update.exact(id, &value)?;
        let byte_range_at = span.start + head.len() as u64;
        Ok(Self {
            byte_range: Span { start: byte_range_at, end: byte_range_at + BYTE_RANGE_ROOM.len() as u64 },
            contents: Span { start: span.start + contents_at, end: span.start + contents_end },
        })
    }
}

fn entries(options: &CertifyOptions) -> Dictionary {
    let parameters = Dictionary::new()
        .with("Type", Object::name("TransformParams"))
        .with("P", FORM_FILLING_AND_SIGNING)
        .with("V", Object::name("1.2"));
    let reference = Dictionary::new()
        .with("Type", Object::name("SigRef"))
        .with("TransformMethod", Object::name("DocMDP"))
        .with("TransformParams", parameters);
    let mut entries = Dictionary::new()
        .with("M", Object::text(&pdf_date::write(options.signed_at)))
        .with("Name", Object::text(&options.signer_name))
        .with("Reference", vec![Object::Dictionary(reference)]);
    if let Some(reason) = &options.reason {
        entries.set("Reason", Object::text(reason));
    }
    if let Some(location) = &options.location {
        entries.set("Location", Object::text(location));
    }
    entries
}

/// Fills in the byte range, hashes all but the gap, signs, and fills in the message.
fn seal<F: Read + Write + Seek>(
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
