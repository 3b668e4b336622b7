//! Embedded files: the name tree `/Names /EmbeddedFiles` and associated files `/AF` (ISO 32000-2 §7.11.4, §14.13).

use super::error::PdfError;
use super::object::{Dictionary, Object, ObjectId};
use super::reader::{Indirect, Reader};
use super::text::decode_text;
use std::collections::HashSet;
use std::io::{Read, Seek};

/// How deep a name tree may be.
const DEPTH: usize = 32;

/// One embedded file.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// The file name, `/UF` before `/F`, as the file gives it: not to be used as a path unchecked.
    pub name: String,
    /// `/Desc`, empty when there is none.
    pub description: String,
    /// `/AFRelationship`: `Source`, `Supplement`, `Data` and so on.
    pub relationship: Option<String>,
    /// The media type of the embedded file, `application/json`.
    pub media_type: Option<String>,
    /// The length that the file claims for the decoded content, in bytes.
    pub size_bytes: Option<u64>,
    /// The stream, for [`Reader::copy_decoded`].
    pub stream: Indirect,
}

impl<R: Read + Seek> Reader<R> {
    /// The embedded files of the newest revision, each once, in the order of the name tree and then of `/AF`.
    /// A file specification without an embedded stream is left out.
    ///
    /// # Errors
    /// When an object on the way is damaged, the tree has a loop, or a limit is reached.
    pub fn attachments(&mut self) -> Result<Vec<Attachment>, PdfError> {
        self.attachments_at(self.newest())
    }

    /// The embedded files as of `revision`.
    ///
    /// # Errors
    /// As [`Reader::attachments`].
    pub fn attachments_at(&mut self, revision: usize) -> Result<Vec<Attachment>, PdfError> {
        let (_, catalog) = self.catalog_at(revision)?;
        let mut specifications = Vec::new();
        if let Object::Dictionary(names) = self.value_at(revision, &catalog, "Names")?
            && let Some(tree) = names.get("EmbeddedFiles")
        {
            let mut seen = HashSet::new();
            self.name_tree(revision, tree, 0, &mut seen, &mut specifications)?;
        }
        if let Object::Array(associated) = self.value_at(revision, &catalog, "AF")? {
            specifications.extend(associated);
        }
        if specifications.len() > self.source.limits.attachments {
            return Err(PdfError::TooComplex { limit: "attachments" });
        }
        let mut seen = HashSet::new();
        let mut attachments = Vec::new();
        for specification in &specifications {
            if let Some(attachment) = self.attachment(revision, specification)?
                && seen.insert(attachment.stream.id)
            {
                attachments.push(attachment);
            }
        }
        Ok(attachments)
    }

    fn name_tree(
        &mut self,
        revision: usize,
        node: &Object,
        depth: usize,
        seen: &mut HashSet<ObjectId>,
        out: &mut Vec<Object>,
    ) -> Result<(), PdfError> {
        if depth > DEPTH || out.len() > self.source.limits.attachments {
            return Err(PdfError::TooComplex { limit: "attachments" });
        }
        if let Object::Reference(id) = node
            && !seen.insert(*id)
        {
            return Err(PdfError::damaged(0, "a name tree without loops"));
        }
        let Object::Dictionary(node) = self.resolve_at(revision, node)? else { return Ok(()) };
        if let Object::Array(pairs) = self.value_at(revision, &node, "Names")? {
            out.extend(pairs.into_iter().skip(1).step_by(2));
        }
        if let Object::Array(kids) = self.value_at(revision, &node, "Kids")? {
            for kid in &kids {
                self.name_tree(revision, kid, depth + 1, seen, out)?;
            }
        }
        Ok(())
    }

    fn attachment(&mut self, revision: usize, specification: &Object) -> Result<Option<Attachment>, PdfError> {
        let Object::Dictionary(specification) = self.resolve_at(revision, specification)? else { return Ok(None) };
        let Object::Dictionary(embedded) = self.value_at(revision, &specification, "EF")? else { return Ok(None) };
        let Some(id) = embedded.reference("UF").or_else(|| embedded.reference("F")) else { return Ok(None) };
        let stream = self.get_at(revision, id)?;
        let Some(dictionary) = stream.dictionary().filter(|_| stream.stream.is_some()).cloned() else {
            return Ok(None);
        };
        let mut name = self.text(revision, &specification, "UF")?;
        if name.is_empty() {
            name = self.text(revision, &specification, "F")?;
        }
        let size_bytes = match self.value_at(revision, &dictionary, "Params")? {
            Object::Dictionary(parameters) => self.value_at(revision, &parameters, "Size")?.as_integer(),
            _ => None,
        };
        Ok(Some(Attachment {
            name,
            description: self.text(revision, &specification, "Desc")?,
            relationship: self.name_text(revision, &specification, "AFRelationship")?,
            media_type: self.name_text(revision, &dictionary, "Subtype")?,
            size_bytes: size_bytes.and_then(|size| u64::try_from(size).ok()),
            stream,
        }))
    }

    fn text(&mut self, revision: usize, dictionary: &Dictionary, key: &str) -> Result<String, PdfError> {
        let value = self.value_at(revision, dictionary, key)?;
        Ok(value.as_string().map(|string| decode_text(&string.bytes)).unwrap_or_default())
    }

    fn name_text(&mut self, revision: usize, dictionary: &Dictionary, key: &str) -> Result<Option<String>, PdfError> {
        Ok(self.value_at(revision, dictionary, key)?.as_name().map(super::Name::to_text))
    }
}
