//! Signature fields in the structure tree of a tagged document (ISO 32000-1 §14.7, PDF/UA-1 §7.18).

use super::edit::Edit;
use super::error::SignatureError;
use crate::pdf::{Dictionary, Object, ObjectId, PdfError};
use std::io::{Read, Seek, Write};

/// How deep a number tree may be.
const DEPTH: usize = 32;

/// Tags a widget as `Form` under the document's first structure element. Nothing happens in an untagged document.
pub(super) fn tag_widget<F: Read + Write + Seek>(
    edit: &mut Edit<F>,
    catalog: ObjectId,
    widget: ObjectId,
    page: ObjectId,
) -> Result<(), SignatureError> {
    let Some(root) = edit.dictionary(catalog)?.reference("StructTreeRoot") else { return Ok(()) };
    let parent = first_element(edit, root)?;
    let key = next_key(edit, root)?;
    let element = edit.update.reserve();
    let object = Dictionary::new().with("Type", Object::name("OBJR")).with("Obj", widget).with("Pg", page);
    let form = Dictionary::new()
        .with("Type", Object::name("StructElem"))
        .with("S", Object::name("Form"))
        .with("P", parent)
        .with("Pg", page)
        .with("K", object);
    edit.set(element, form);
    edit.push(parent, "K", &[Object::Reference(element)])?;
    edit.set_key(widget, "StructParent", key)?;
    add_to_parent_tree(edit, root, key, element)?;
    edit.set_key(root, "ParentTreeNextKey", key + 1)?;
    // Tab order by structure is required of pages with annotations.
    edit.set_key(page, "Tabs", Object::name("S"))?;
    Ok(())
}

/// The element that holds the document, or the root itself when it has none.
fn first_element<F: Read + Write + Seek>(edit: &mut Edit<F>, root: ObjectId) -> Result<ObjectId, PdfError> {
    let kids = edit.dictionary(root)?.get("K").cloned().unwrap_or(Object::Null);
    let first = match edit.resolve(&kids)? {
        Object::Array(items) => items.first().and_then(Object::as_reference),
        Object::Dictionary(_) => kids.as_reference(),
        _ => None,
    };
    Ok(first.unwrap_or(root))
}

/// The first key that the parent tree does not have.
fn next_key<F: Read + Write + Seek>(edit: &mut Edit<F>, root: ObjectId) -> Result<i64, PdfError> {
    let root = edit.dictionary(root)?;
    let tree = edit.dictionary_in(&root, "ParentTree")?;
    let used = highest_key(edit, &tree, 0)?;
    Ok(root.integer("ParentTreeNextKey").unwrap_or(0).max(used.saturating_add(1)).max(0))
}

fn highest_key<F: Read + Write + Seek>(edit: &mut Edit<F>, node: &Dictionary, depth: usize) -> Result<i64, PdfError> {
    if depth > DEPTH {
        return Err(PdfError::Damaged { at: 0, what: "a number tree without loops" });
    }
    let mut highest = -1;
    if let Some(numbers) = node.get("Nums")
        && let Object::Array(numbers) = edit.resolve(numbers)?
    {
        let keys = numbers.iter().step_by(2).filter_map(Object::as_integer);
        highest = keys.max().unwrap_or(highest);
    }
    if let Some(kids) = node.get("Kids")
        && let Object::Array(kids) = edit.resolve(kids)?
        && let Some(last) = kids.last()
        && let Object::Dictionary(last) = edit.resolve(last)?
    {
        // Keys are sorted, so the highest is in the last kid.
        highest = highest.max(highest_key(edit, &last, depth + 1)?);
    }
    Ok(highest)
}

fn add_to_parent_tree<F: Read + Write + Seek>(
    edit: &mut Edit<F>,
    root: ObjectId,
    key: i64,
    element: ObjectId,
) -> Result<(), PdfError> {
    let pair = [Object::Integer(key), Object::Reference(element)];
    let owner = edit.dictionary(root)?;
    let tree = match owner.get("ParentTree") {
        Some(Object::Reference(id)) => *id,
        direct => {
            let direct = direct.cloned().unwrap_or_else(|| Object::Dictionary(Dictionary::new()));
            let id = edit.update.reserve();
            edit.set(id, direct);
            edit.set_key(root, "ParentTree", id)?;
            id
        }
    };
    if edit.dictionary(tree)?.contains("Kids") {
        let limits = vec![Object::Integer(key), Object::Integer(key)];
        let leaf = Dictionary::new().with("Nums", pair.to_vec()).with("Limits", limits);
        let id = edit.update.reserve();
        edit.set(id, leaf);
        return edit.push(tree, "Kids", &[Object::Reference(id)]);
    }
    edit.push(tree, "Nums", &pair)
}
