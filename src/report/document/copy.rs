//! Objects of printpdf's document into our file.

use crate::pdf::{Dictionary, Name, Object, ObjectId, PdfError, PdfString, Writer, deflate};
use std::collections::{BTreeMap, VecDeque};
use std::io::Write;

/// Copies objects and what they refer to.
pub struct Copier<'a> {
    source: &'a lopdf::Document,
    ids: BTreeMap<lopdf::ObjectId, ObjectId>,
    waiting: VecDeque<lopdf::ObjectId>,
}

impl<'a> Copier<'a> {
    /// Copies out of `source`.
    #[must_use]
    pub const fn new(source: &'a lopdf::Document) -> Self {
        Self { source, ids: BTreeMap::new(), waiting: VecDeque::new() }
    }

    /// An object with its references turned to the new file; what they refer to waits for [`Copier::drain`].
    pub fn object<W: Write>(&mut self, object: &lopdf::Object, writer: &mut Writer<W>) -> Object {
        match object {
            lopdf::Object::Null | lopdf::Object::Stream(_) => Object::Null,
            lopdf::Object::Boolean(value) => Object::Boolean(*value),
            lopdf::Object::Integer(value) => Object::Integer(*value),
            lopdf::Object::Real(value) => Object::from(f64::from(*value)),
            lopdf::Object::Name(name) => Object::Name(Name::from(name.clone())),
            lopdf::Object::String(bytes, format) => {
                let hexadecimal = matches!(format, lopdf::StringFormat::Hexadecimal);
                Object::String(PdfString { bytes: bytes.clone(), hexadecimal })
            }
            lopdf::Object::Array(items) => Object::Array(items.iter().map(|item| self.object(item, writer)).collect()),
            lopdf::Object::Dictionary(dictionary) => Object::Dictionary(self.dictionary(dictionary, writer)),
            lopdf::Object::Reference(id) => Object::Reference(self.reference(*id, writer)),
        }
    }

    fn dictionary<W: Write>(&mut self, dictionary: &lopdf::Dictionary, writer: &mut Writer<W>) -> Dictionary {
        let mut copy = Dictionary::new();
        for (name, value) in dictionary {
            let value = self.object(value, writer);
            copy.push(Name::from(name.clone()), value);
        }
        copy
    }

    fn reference<W: Write>(&mut self, id: lopdf::ObjectId, writer: &mut Writer<W>) -> ObjectId {
        *self.ids.entry(id).or_insert_with(|| {
            self.waiting.push_back(id);
            writer.reserve()
        })
    }

    /// Writes all that was referred to.
    ///
    /// # Errors
    /// When writing fails.
    pub fn drain<W: Write>(&mut self, writer: &mut Writer<W>) -> Result<(), PdfError> {
        while let Some(id) = self.waiting.pop_front() {
            let Some(new) = self.ids.get(&id).copied() else { continue };
            match self.source.objects.get(&id) {
                Some(lopdf::Object::Stream(stream)) => {
                    let mut dictionary = self.dictionary(&stream.dict, writer);
                    if dictionary.contains("Filter") {
                        writer.stream(new, dictionary, &stream.content)?;
                    } else {
                        dictionary.set("Filter", Object::name("FlateDecode"));
                        writer.stream(new, dictionary, &deflate(&stream.content)?)?;
                    }
                }
                Some(object) => {
                    let object = self.object(object, writer);
                    writer.object(new, &object)?;
                }
                None => writer.object(new, &Object::Null)?,
            }
        }
        Ok(())
    }
}
