//! Who refers to an object: needed before an object of a signed revision may be replaced.

use crate::pdf::{Dictionary, Entry, Object, ObjectId, PdfError, Reader};
use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek};

/// One place that refers to an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Usage {
    /// The object with the reference; `None` for the trailer.
    pub(super) referrer: Option<u32>,
    /// The keys on the way inside that object, `AP/N`; empty in a bare array.
    pub(super) path: String,
}

impl Usage {
    /// The last key on the way.
    pub(super) fn key(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// All places that refer to one of `wanted` as of `revision`. Reads every object of that revision, no stream data.
pub(super) fn usages<R: Read + Seek>(
    reader: &mut Reader<R>,
    revision: usize,
    wanted: &BTreeSet<u32>,
) -> Result<HashMap<u32, Vec<Usage>>, PdfError> {
    let mut found = HashMap::new();
    let trailer = reader.trailer(revision).clone();
    let mut scan = Scan { wanted, referrer: None, found: &mut found };
    scan.dictionary(&trailer, "");
    for (number, entry) in reader.entries(revision) {
        let generation = match entry {
            Entry::At { generation, .. } => generation,
            Entry::In { .. } => 0,
            Entry::Free => continue,
        };
        let object = reader.get_at(revision, ObjectId { number, generation })?;
        // The dictionary of a cross-reference stream is a trailer.
        let is_trailer =
            object.stream.is_some() && object.dictionary().is_some_and(|dictionary| dictionary.is_name("Type", "XRef"));
        scan.referrer = (!is_trailer).then_some(number);
        scan.object(&object.object, "");
    }
    Ok(found)
}

struct Scan<'a> {
    wanted: &'a BTreeSet<u32>,
    referrer: Option<u32>,
    found: &'a mut HashMap<u32, Vec<Usage>>,
}

impl Scan<'_> {
    fn object(&mut self, object: &Object, path: &str) {
        match object {
            Object::Reference(id) if self.wanted.contains(&id.number) => {
                let usage = Usage { referrer: self.referrer, path: path.to_owned() };
                self.found.entry(id.number).or_default().push(usage);
            }
            Object::Array(items) => items.iter().for_each(|item| self.object(item, path)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, path),
            Object::Reference(_)
            | Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::String(_)
            | Object::Name(_) => {}
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, path: &str) {
        for (key, value) in dictionary.iter() {
            // Most values hold no reference, and a path costs an allocation.
            if matches!(value, Object::Reference(_) | Object::Array(_) | Object::Dictionary(_)) {
                let key = key.to_text();
                let path = if path.is_empty() { key } else { format!("{path}/{key}") };
                self.object(value, &path);
            }
        }
    }
}
