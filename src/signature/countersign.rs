//! Countersigning: filling a signature field that a signed file has prepared, as one more revision.

use super::contents::{self, Slots, Statement};
use super::edit::Edit;
use super::error::SignatureError;
use super::field;
use super::form;
use super::identity::Identity;
use crate::domain::Moment;
use crate::pdf::{Dictionary, Object, Update};
use std::io::{Read, Seek, Write};
use std::ops::ControlFlow;

/// How a file is countersigned.
#[derive(Debug, Clone, PartialEq)]
pub struct CountersignOptions {
    /// The full name of the prepared field.
    pub field_name: String,
    /// The time of signing (`/M`).
    pub signed_at: Moment,
    /// The signer's name (`/Name`).
    pub signer_name: String,
    /// The reason (`/Reason`).
    pub reason: Option<String>,
    /// The place (`/Location`).
    pub location: Option<String>,
    /// Operators of a content stream drawn into the field, as in [`super::FieldPlace`]; empty to leave it as it is.
    pub appearance: Vec<u8>,
}

/// Signs a prepared field; earlier signatures stay valid. Verify the file first: this does not look at them.
///
/// Progress, failure and memory are as in [`super::certify`].
///
/// # Errors
/// [`SignatureError::NoSuchField`] when there is no empty signature field of this name,
/// [`SignatureError::NotValidNow`], [`SignatureError::Cancelled`], or what is wrong with the file.
pub fn countersign<F: Read + Write + Seek>(
    file: &mut F,
    identity: &Identity,
    options: &CountersignOptions,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<(), SignatureError> {
    identity.require_valid(options.signed_at)?;
    let mut edit = Edit::new(Update::begin(&mut *file)?);
    let newest = edit.update.reader().newest();
    let fields = field::fields(edit.update.reader(), newest)?;
    let field = fields.into_iter().find(|field| field.name == options.field_name && field.is_empty_signature());
    let field = field.ok_or_else(|| SignatureError::NoSuchField { name: options.field_name.clone() })?;
    let value = edit.update.reserve();
    edit.set_key(field.id, "V", value)?;
    if !options.appearance.is_empty() {
        let corners = edit.update.reader().value_at(newest, &field.dictionary, "Rect")?;
        let rect = form::corners(&corners).ok_or_else(|| SignatureError::NoSuchField { name: field.name.clone() })?;
        let appearance = form::appearance(&mut edit.update, rect, &options.appearance)?;
        edit.set_key(field.id, "AP", Object::Dictionary(Dictionary::new().with("N", appearance)))?;
    }
    let statement = Statement {
        signed_at: options.signed_at,
        signer_name: &options.signer_name,
        reason: options.reason.as_deref(),
        location: options.location.as_deref(),
        permits: None,
    };
    let mut update = edit.write()?;
    let second_id = contents::second_id(&mut update, identity, options.signed_at);
    let slots = Slots::write(&mut update, value, &statement)?;
    update.finish(second_id)?;
    contents::seal(file, identity, &slots, progress)
}
