//! Signature fields as we write them: widget, appearance, form (ISO 32000-1 §12.7.4.5).

use super::certify::FieldPlace;
use super::edit::Edit;
use super::error::SignatureError;
use crate::pdf::{Dictionary, Object, ObjectId, Update};
use std::io::{Read, Seek, Write};

/// `/SigFlags`: signatures exist, and the file may only be appended to.
const SIGNATURES_EXIST_AND_APPEND_ONLY: i64 = 3;
/// `/F`: print.
const PRINT: i64 = 4;

/// Adds a field with its widget to its page and to the form, and returns it. With `value` it is a signed field.
pub(super) fn add_field<F: Read + Write + Seek>(
    edit: &mut Edit<F>,
    catalog: ObjectId,
    place: &FieldPlace,
    value: Option<ObjectId>,
) -> Result<(ObjectId, ObjectId), SignatureError> {
    let newest = edit.update.reader().newest();
    let pages = edit.update.reader().pages_at(newest)?;
    let page = *pages.get(place.page_index).ok_or(SignatureError::NoSuchPage { page_index: place.page_index })?;
    let appearance = appearance(&mut edit.update, place.rect_pt, &place.appearance)?;
    let field = edit.update.reserve();
    let mut widget = Dictionary::new()
        .with("Type", Object::name("Annot"))
        .with("Subtype", Object::name("Widget"))
        .with("FT", Object::name("Sig"))
        .with("T", Object::text(&place.name.replace('.', "_")))
        .with("TU", Object::text(&place.tooltip))
        .with("F", PRINT)
        .with("Rect", rectangle(place.rect_pt))
        .with("P", page)
        .with("AP", Dictionary::new().with("N", appearance));
    if let Some(value) = value {
        widget.set("V", value);
    }
    edit.set(field, widget);
    edit.push(page, "Annots", &[Object::Reference(field)])?;
    add_to_form(edit, catalog, field)?;
    Ok((field, page))
}

fn rectangle(corners: [f64; 4]) -> Object {
    Object::Array(corners.into_iter().map(Object::from).collect())
}

/// The four numbers of a rectangle.
pub(super) fn corners(rectangle: &Object) -> Option<[f64; 4]> {
    let numbers: Option<Vec<f64>> = rectangle.as_array()?.iter().map(Object::as_number).collect();
    numbers?.try_into().ok()
}

/// The normal appearance: always there, for PDF/A wants one even where nothing is drawn.
pub(super) fn appearance<F: Read + Write + Seek>(
    update: &mut Update<F>,
    rect_pt: [f64; 4],
    content: &[u8],
) -> Result<ObjectId, SignatureError> {
    let [left, bottom, right, top] = rect_pt;
    let dictionary = Dictionary::new()
        .with("Type", Object::name("XObject"))
        .with("Subtype", Object::name("Form"))
        .with("BBox", rectangle([0.0, 0.0, right - left, top - bottom]))
        .with("Resources", Dictionary::new());
    let id = update.reserve();
    update.stream(id, dictionary, content)?;
    Ok(id)
}

fn add_to_form<F: Read + Write + Seek>(
    edit: &mut Edit<F>,
    catalog: ObjectId,
    field: ObjectId,
) -> Result<(), SignatureError> {
    let owner = edit.dictionary(catalog)?;
    let form = match owner.get("AcroForm") {
        Some(Object::Reference(id)) => *id,
        direct => {
            // A direct form becomes an object of its own: countersigners then change that alone.
            let direct = direct.cloned().unwrap_or_else(|| Object::Dictionary(Dictionary::new()));
            let id = edit.update.reserve();
            edit.set(id, direct);
            edit.set_key(catalog, "AcroForm", id)?;
            id
        }
    };
    edit.push(form, "Fields", &[Object::Reference(field)])?;
    edit.set_key(form, "SigFlags", SIGNATURES_EXIST_AND_APPEND_ONLY)?;
    Ok(())
}
