//! Signing: a PAdES B-B certification (ETSI EN 319 142-1) as one more revision of a file.

use super::contents::{self, Slots, Statement};
use super::edit::Edit;
use super::error::SignatureError;
use super::field;
use super::form;
use super::identity::Identity;
use super::structure;
use crate::domain::Moment;
use crate::pdf::Update;
use std::io::{Read, Seek, Write};
use std::ops::ControlFlow;

/// DocMDP: afterwards fields may be filled in and signatures added, nothing else.
const FORM_FILLING_AND_SIGNING: i64 = 2;

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
    identity.require_valid(options.signed_at)?;
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
    let statement = Statement {
        signed_at: options.signed_at,
        signer_name: &options.signer_name,
        reason: options.reason.as_deref(),
        location: options.location.as_deref(),
        permits: Some(FORM_FILLING_AND_SIGNING),
    };
    let mut update = edit.write()?;
    let second_id = contents::second_id(&mut update, identity, options.signed_at);
    let slots = Slots::write(&mut update, value, &statement)?;
    update.finish(second_id)?;
    contents::seal(file, identity, &slots, progress)
}

fn refuse_signed<F: Read + Write + Seek>(edit: &mut Edit<F>) -> Result<(), SignatureError> {
    let newest = edit.update.reader().newest();
    let fields = field::fields(edit.update.reader(), newest)?;
    if fields.iter().any(|field| field.is_signature() && field.dictionary.contains("V")) {
        return Err(SignatureError::AlreadySigned);
    }
    Ok(())
}
