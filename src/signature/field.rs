//! The signature fields of a file (ISO 32000-1 §12.7).

use crate::pdf::{Dictionary, Object, ObjectId, PdfError, Reader, decode_text};
use std::collections::HashSet;
use std::io::{Read, Seek};

/// How deep a field tree may be.
const DEPTH: usize = 32;

/// A form field, at the end of its branch or on the way there.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// The full name, parts joined by full stops.
    pub(super) name: String,
    pub(super) id: ObjectId,
    pub(super) dictionary: Dictionary,
    /// `/FT`, which it may have from above.
    pub(super) kind: Option<String>,
    /// Whether it has fields below it.
    pub(super) branches: bool,
}

impl Field {
    pub(super) fn is_signature(&self) -> bool {
        self.kind.as_deref() == Some("Sig")
    }

    /// Whether it is a signature field that nobody has signed.
    pub(super) fn is_empty_signature(&self) -> bool {
        self.is_signature() && !self.branches && !self.dictionary.contains("V")
    }
}

/// All fields as of a revision; those that are direct objects or have no name of their own are not fields of their own.
pub(super) fn fields<R: Read + Seek>(reader: &mut Reader<R>, revision: usize) -> Result<Vec<Field>, PdfError> {
    let (_, catalog) = reader.catalog_at(revision)?;
    let Object::Dictionary(form) = reader.value_at(revision, &catalog, "AcroForm")? else { return Ok(Vec::new()) };
    let Object::Array(roots) = reader.value_at(revision, &form, "Fields")? else { return Ok(Vec::new()) };
    let mut walk = Walk { revision, seen: HashSet::new(), fields: Vec::new() };
    for root in roots.iter().filter_map(Object::as_reference) {
        walk.node(reader, root, "", None, 0)?;
    }
    Ok(walk.fields)
}

struct Walk {
    revision: usize,
    seen: HashSet<ObjectId>,
    fields: Vec<Field>,
}

impl Walk {
    fn node<R: Read + Seek>(
        &mut self,
        reader: &mut Reader<R>,
        id: ObjectId,
        prefix: &str,
        kind: Option<&str>,
        depth: usize,
    ) -> Result<(), PdfError> {
        if depth > DEPTH || !self.seen.insert(id) {
            return Err(PdfError::Damaged { at: 0, what: "a form without loops" });
        }
        let Object::Dictionary(dictionary) = reader.get_at(self.revision, id)?.object else { return Ok(()) };
        let own_name = match reader.value_at(self.revision, &dictionary, "T")? {
            Object::String(text) => decode_text(&text.bytes),
            _ => String::new(),
        };
        let name = match (prefix, own_name.as_str()) {
            ("", own) => own.to_owned(),
            (above, "") => above.to_owned(),
            (above, own) => format!("{above}.{own}"),
        };
        let own_kind = reader.value_at(self.revision, &dictionary, "FT")?.as_name().map(crate::pdf::Name::to_text);
        let kind = own_kind.as_deref().or(kind).map(ToOwned::to_owned);
        let mut branches = false;
        if let Object::Array(kids) = reader.value_at(self.revision, &dictionary, "Kids")? {
            for kid in kids.iter().filter_map(Object::as_reference) {
                // Kids without a name are widgets of this field, not fields.
                let is_field = match reader.get_at(self.revision, kid)?.object {
                    Object::Dictionary(kid) => kid.contains("T"),
                    _ => false,
                };
                if is_field {
                    branches = true;
                    self.node(reader, kid, &name, kind.as_deref(), depth + 1)?;
                }
            }
        }
        self.fields.push(Field { name, id, dictionary, kind, branches });
        Ok(())
    }
}
