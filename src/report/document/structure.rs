//! The structure tree: from the parts that layout noted to structure elements (ISO 32000-1 §14.7).

use crate::pdf::{Dictionary, Object, ObjectId, PdfError, Writer};
use crate::report::layout::tree::{Node, NodeId, Role, Tree};
use std::collections::BTreeMap;
use std::io::Write;

/// Marked content on a page, or an annotation, that belongs to a part.
enum Piece {
    Marked { page: ObjectId, mcid: i64 },
    Annotation { page: ObjectId, annotation: ObjectId },
}

/// Gathers what belongs to which part while pages are written.
pub struct Structure<'a> {
    tree: &'a Tree,
    pieces: BTreeMap<NodeId, Vec<(usize, Piece)>>,
    /// For each key of the parent tree: the parts of a page's marked content, or the one part of an annotation.
    parents: Vec<Parents>,
    order: usize,
}

enum Parents {
    Page(Vec<NodeId>),
    Annotation(NodeId),
}

impl<'a> Structure<'a> {
    /// Starts with nothing on any page.
    #[must_use]
    pub const fn new(tree: &'a Tree) -> Self {
        Self { tree, pieces: BTreeMap::new(), parents: Vec::new(), order: 0 }
    }

    /// Takes a page's marked content; the key of its `/StructParents` comes back.
    pub fn page(&mut self, page: ObjectId, marked: &[NodeId]) -> i64 {
        for (node, mcid) in marked.iter().zip(0_i64..) {
            self.add(*node, Piece::Marked { page, mcid });
        }
        self.key(Parents::Page(marked.to_vec()))
    }

    /// Takes an annotation; the key of its `/StructParent` comes back.
    pub fn annotation(&mut self, page: ObjectId, annotation: ObjectId, node: NodeId) -> i64 {
        self.add(node, Piece::Annotation { page, annotation });
        self.key(Parents::Annotation(node))
    }

    fn add(&mut self, node: NodeId, piece: Piece) {
        self.order += 1;
        self.pieces.entry(node).or_default().push((self.order, piece));
    }

    fn key(&mut self, parents: Parents) -> i64 {
        self.parents.push(parents);
        i64::try_from(self.parents.len()).unwrap_or(i64::MAX) - 1
    }

    /// Writes the tree; its root comes back.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write<W: Write>(&self, writer: &mut Writer<W>) -> Result<ObjectId, PdfError> {
        let nodes = self.tree.nodes();
        let children = self.children();
        let kept = self.kept(&children);
        let root = writer.reserve();
        let ids: Vec<Option<ObjectId>> = kept.iter().map(|kept| kept.then(|| writer.reserve())).collect();
        for (index, node) in nodes.iter().enumerate() {
            let Some(id) = ids.get(index).copied().flatten() else { continue };
            let parent = if index == 0 { Some(root) } else { ids.get(node.parent.index()).copied().flatten() };
            let kids = self.kids(index, children.get(index).map(Vec::as_slice).unwrap_or_default(), &ids);
            writer.object(id, &Object::Dictionary(element(node, parent.unwrap_or(root), kids)))?;
        }
        let parent_tree = self.parent_tree(&ids, writer)?;
        let next = i64::try_from(self.parents.len()).unwrap_or(i64::MAX);
        let document: Vec<Object> = ids.first().copied().flatten().map(Object::from).into_iter().collect();
        let dictionary = Dictionary::new()
            .with("Type", Object::name("StructTreeRoot"))
            .with("K", document)
            .with("ParentTree", parent_tree)
            .with("ParentTreeNextKey", next);
        writer.object(root, &Object::Dictionary(dictionary))?;
        Ok(root)
    }

    fn children(&self) -> Vec<Vec<usize>> {
        let nodes = self.tree.nodes();
        let mut children = vec![Vec::new(); nodes.len()];
        for (index, node) in nodes.iter().enumerate().skip(1) {
            if let Some(of_parent) = children.get_mut(node.parent.index()) {
                of_parent.push(index);
            }
        }
        children
    }

    /// Parts with content, and cells: a row without a cell would be no row of the table.
    fn kept(&self, children: &[Vec<usize>]) -> Vec<bool> {
        let nodes = self.tree.nodes();
        let mut kept = vec![false; nodes.len()];
        let own: Vec<usize> = self.pieces.keys().map(|node| node.index()).collect();
        own.into_iter().for_each(|index| kept[index] = true);
        // Children come after their parents, so one pass from the end is enough.
        for index in (0..nodes.len()).rev() {
            let cell = matches!(nodes[index].role, Role::Cell | Role::HeadCell);
            kept[index] |= index == 0 || cell || children[index].iter().any(|child| kept[*child]);
        }
        kept
    }

    /// Marked content, annotations and parts inside a part, in the order in which they appear.
    fn kids(&self, index: usize, children: &[usize], ids: &[Option<ObjectId>]) -> Vec<Object> {
        let mut kids: Vec<(usize, Object)> = Vec::new();
        let mut latest = 0;
        for child in children {
            let Some(id) = ids.get(*child).copied().flatten() else { continue };
            latest = self.first_order(*child).unwrap_or(latest);
            kids.push((latest, Object::Reference(id)));
        }
        if let Some(pieces) = self.own(index) {
            kids.extend(pieces.iter().map(|(order, piece)| (*order, piece_object(piece))));
            kids.sort_by_key(|(order, _)| *order);
        }
        kids.into_iter().map(|(_, object)| object).collect()
    }

    fn own(&self, index: usize) -> Option<&Vec<(usize, Piece)>> {
        self.pieces.get(&NodeId::at(index))
    }

    fn first_order(&self, index: usize) -> Option<usize> {
        self.own(index)?.first().map(|(order, _)| *order)
    }

    fn parent_tree<W: Write>(&self, ids: &[Option<ObjectId>], writer: &mut Writer<W>) -> Result<ObjectId, PdfError> {
        let reference = |node: &NodeId| ids.get(node.index()).copied().flatten().map_or(Object::Null, Object::from);
        let mut numbers = Vec::new();
        for (parents, key) in self.parents.iter().zip(0_i64..) {
            numbers.push(Object::Integer(key));
            numbers.push(match parents {
                Parents::Page(nodes) => {
                    let list: Vec<Object> = nodes.iter().map(reference).collect();
                    Object::Reference(writer.add(&Object::Array(list))?)
                }
                Parents::Annotation(node) => reference(node),
            });
        }
        writer.add(&Object::Dictionary(Dictionary::new().with("Nums", numbers)))
    }
}

fn piece_object(piece: &Piece) -> Object {
    match piece {
        Piece::Marked { page, mcid } => Object::Dictionary(
            Dictionary::new().with("Type", Object::name("MCR")).with("Pg", *page).with("MCID", *mcid),
        ),
        Piece::Annotation { page, annotation } => Object::Dictionary(
            Dictionary::new().with("Type", Object::name("OBJR")).with("Pg", *page).with("Obj", *annotation),
        ),
    }
}

fn element(node: &Node, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    let mut element = Dictionary::new()
        .with("Type", Object::name("StructElem"))
        .with("S", Object::name(node.role.name()))
        .with("P", parent);
    if !kids.is_empty() {
        element.set("K", kids);
    }
    if let Some(language) = node.language {
        element.set("Lang", Object::text(language.code()));
    }
    if let Some(alternative) = &node.alternative {
        element.set("Alt", Object::text(alternative));
    }
    let mut attributes = Dictionary::new();
    if node.role == Role::HeadCell {
        attributes.set("Scope", Object::name(if node.heads_row { "Row" } else { "Column" }));
    }
    if node.column_span > 1 {
        attributes.set("ColSpan", i64::try_from(node.column_span).unwrap_or(1));
    }
    if !attributes.is_empty() {
        attributes.set("O", Object::name("Table"));
        element.set("A", attributes);
    }
    element
}
