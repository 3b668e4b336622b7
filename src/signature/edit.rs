//! Objects of a file that are about to change in an update.

use super::error::SignatureError;
use crate::pdf::{Dictionary, Object, ObjectId, PdfError, Update};
use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};

/// An update and the new states of old objects, each written once.
pub(super) struct Edit<F: Read + Write + Seek> {
    pub(super) update: Update<F>,
    changed: BTreeMap<ObjectId, Object>,
}

impl<F: Read + Write + Seek> Edit<F> {
    pub(super) const fn new(update: Update<F>) -> Self {
        Self { update, changed: BTreeMap::new() }
    }

    /// The current state of an object.
    pub(super) fn value(&mut self, id: ObjectId) -> Result<Object, PdfError> {
        match self.changed.get(&id) {
            Some(object) => Ok(object.clone()),
            None => Ok(self.update.reader().get(id)?.object),
        }
    }

    /// What `object` stands for.
    pub(super) fn resolve(&mut self, object: &Object) -> Result<Object, PdfError> {
        match object {
            Object::Reference(id) => self.value(*id),
            direct => Ok(direct.clone()),
        }
    }

    /// The dictionary `id`, empty when it is none.
    pub(super) fn dictionary(&mut self, id: ObjectId) -> Result<Dictionary, PdfError> {
        Ok(as_dictionary(self.value(id)?))
    }

    /// The dictionary under `key`, empty when there is none.
    pub(super) fn dictionary_in(&mut self, owner: &Dictionary, key: &str) -> Result<Dictionary, PdfError> {
        match owner.get(key) {
            Some(value) => Ok(as_dictionary(self.resolve(value)?)),
            None => Ok(Dictionary::new()),
        }
    }

    /// Sets the new state of an object.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.changed.insert(id, object.into());
    }

    /// Sets one key of the dictionary `id`.
    pub(super) fn set_key(&mut self, id: ObjectId, key: &str, value: impl Into<Object>) -> Result<(), PdfError> {
        let dictionary = self.dictionary(id)?.with(key, value);
        self.set(id, dictionary);
        Ok(())
    }

    /// Appends to the array under `key` of the dictionary `owner`, whether that array is direct, an object of its own,
    /// a single value, or missing.
    pub(super) fn push(&mut self, owner: ObjectId, key: &str, items: &[Object]) -> Result<(), PdfError> {
        let dictionary = self.dictionary(owner)?;
        let value = dictionary.get(key).cloned().unwrap_or(Object::Null);
        if let Object::Reference(id) = value
            && let Object::Array(mut array) = self.value(id)?
        {
            array.extend_from_slice(items);
            self.set(id, array);
            return Ok(());
        }
        let mut array = match value {
            Object::Array(array) => array,
            Object::Null => Vec::new(),
            single => vec![single],
        };
        array.extend_from_slice(items);
        self.set(owner, dictionary.with(key, array));
        Ok(())
    }

    /// Writes all changed objects.
    pub(super) fn write(mut self) -> Result<Update<F>, SignatureError> {
        for (id, object) in &self.changed {
            self.update.object(*id, object)?;
        }
        Ok(self.update)
    }
}

fn as_dictionary(object: Object) -> Dictionary {
    if let Object::Dictionary(dictionary) = object { dictionary } else { Dictionary::new() }
}
