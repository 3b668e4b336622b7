//! The page tree (ISO 32000-1 §7.7.3).

use super::error::PdfError;
use super::object::{Object, ObjectId};
use super::reader::Reader;
use std::collections::HashSet;
use std::io::{Read, Seek};

/// How deep a page tree may be.
const DEPTH: usize = 64;

impl<R: Read + Seek> Reader<R> {
    /// The pages as of `revision`, in order.
    ///
    /// # Errors
    /// When the tree has a loop or is damaged.
    pub fn pages_at(&mut self, revision: usize) -> Result<Vec<ObjectId>, PdfError> {
        let (_, catalog) = self.catalog_at(revision)?;
        let mut pages = Vec::new();
        if let Some(root) = catalog.reference("Pages") {
            self.page_node(revision, root, 0, &mut HashSet::new(), &mut pages)?;
        }
        Ok(pages)
    }

    fn page_node(
        &mut self,
        revision: usize,
        id: ObjectId,
        depth: usize,
        seen: &mut HashSet<ObjectId>,
        pages: &mut Vec<ObjectId>,
    ) -> Result<(), PdfError> {
        if depth > DEPTH || !seen.insert(id) {
            return Err(PdfError::damaged(0, "a page tree without loops"));
        }
        let Object::Dictionary(node) = self.get_at(revision, id)?.object else { return Ok(()) };
        match self.value_at(revision, &node, "Kids")? {
            Object::Array(kids) => {
                for kid in kids.iter().filter_map(Object::as_reference) {
                    self.page_node(revision, kid, depth + 1, seen, pages)?;
                }
            }
            _ => pages.push(id),
        }
        Ok(())
    }
}
