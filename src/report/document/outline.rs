//! Bookmarks and the places that links lead to.

use crate::pdf::{Dictionary, Object, ObjectId, PdfError, Writer};
use crate::report::layout::item::Shape;
use crate::report::layout::page::Page;
use crate::report::layout::style::page;
use std::collections::BTreeMap;
use std::io::Write;

/// A bookmark.
struct Bookmark {
    level: u8,
    title: String,
    target: Object,
}

/// Where anchors stand, and which of them are bookmarks.
pub struct Targets {
    named: BTreeMap<String, Object>,
    bookmarks: Vec<Bookmark>,
}

impl Targets {
    /// The anchors of all pages; `ids` are the pages' objects.
    #[must_use]
    pub fn of(pages: &[Page], ids: &[ObjectId]) -> Self {
        let mut targets = Self { named: BTreeMap::new(), bookmarks: Vec::new() };
        for (page, id) in pages.iter().zip(ids) {
            for item in &page.items {
                let Shape::Anchor(anchor) = &item.shape else { continue };
                let target = destination(*id, anchor.y_pt);
                if !anchor.name.is_empty() {
                    targets.named.entry(anchor.name.clone()).or_insert_with(|| target.clone());
                }
                if let Some((level, title)) = anchor.bookmark.clone() {
                    targets.bookmarks.push(Bookmark { level, title, target });
                }
            }
        }
        targets
    }

    /// Where a link to this anchor leads.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Object> {
        self.named.get(name)
    }

    /// Writes the bookmarks; their root comes back, none when there is no bookmark.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_outline<W: Write>(&self, writer: &mut Writer<W>) -> Result<Option<ObjectId>, PdfError> {
        if self.bookmarks.is_empty() {
            return Ok(None);
        }
        let root = writer.reserve();
        let ids: Vec<ObjectId> = self.bookmarks.iter().map(|_| writer.reserve()).collect();
        let parents = self.parents();
        let mut by_parent: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        parents.iter().enumerate().for_each(|(place, parent)| by_parent.entry(*parent).or_default().push(place));
        for siblings in by_parent.values() {
            for (order, place) in siblings.iter().enumerate() {
                let (Some(bookmark), Some(id)) = (self.bookmarks.get(*place), ids.get(*place)) else { continue };
                let parent = parents.get(*place).copied().flatten().and_then(|parent| ids.get(parent)).unwrap_or(&root);
                let mut item = Dictionary::new()
                    .with("Title", Object::text(&bookmark.title))
                    .with("Parent", *parent)
                    .with("Dest", bookmark.target.clone());
                let neighbour = |step: Option<usize>| step.and_then(|order| ids.get(*siblings.get(order)?));
                if let Some(before) = neighbour(order.checked_sub(1)) {
                    item.set("Prev", *before);
                }
                if let Some(after) = neighbour(order.checked_add(1)) {
                    item.set("Next", *after);
                }
                // Closed: the reader sees the sections first.
                set_ends(&mut item, by_parent.get(&Some(*place)), &ids, -1);
                writer.object(*id, &Object::Dictionary(item))?;
            }
        }
        let mut outlines = Dictionary::new().with("Type", Object::name("Outlines"));
        set_ends(&mut outlines, by_parent.get(&None), &ids, 1);
        writer.object(root, &Object::Dictionary(outlines))?;
        Ok(Some(root))
    }

    /// For each bookmark the nearest earlier one of a higher level.
    fn parents(&self) -> Vec<Option<usize>> {
        let mut open: Vec<usize> = Vec::new();
        let mut parents = Vec::with_capacity(self.bookmarks.len());
        for (place, bookmark) in self.bookmarks.iter().enumerate() {
            while open
                .last()
                .and_then(|last| self.bookmarks.get(*last))
                .is_some_and(|last| last.level >= bookmark.level)
            {
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(place);
        }
        parents
    }
}

fn set_ends(item: &mut Dictionary, children: Option<&Vec<usize>>, ids: &[ObjectId], sign: i64) {
    let Some(children) = children else { return };
    let id = |place: Option<&usize>| place.and_then(|place| ids.get(*place));
    if let (Some(first), Some(last)) = (id(children.first()), id(children.last())) {
        item.set("First", *first);
        item.set("Last", *last);
        item.set("Count", sign * i64::try_from(children.len()).unwrap_or(i64::MAX));
    }
}

/// A place on a page, a little above what stands there.
fn destination(page_id: ObjectId, y_pt: f32) -> Object {
    let up_pt = f64::from((page::HEIGHT_PT - y_pt + 6.0).min(page::HEIGHT_PT));
    Object::Array(vec![Object::from(page_id), Object::name("XYZ"), Object::Null, Object::from(up_pt), Object::Null])
}
