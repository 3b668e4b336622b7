//! Instances as trees: elements with attributes and text, as XForms keep answers and lookups in them.

use std::cmp::Ordering;
use std::sync::Arc;

/// A node of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// The root of a tree.
    Document,
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// Text.
    Text,
    /// Text of a CDATA section.
    CData,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
    /// A document type declaration.
    DocType,
    /// A namespace declaration.
    Namespace,
}

/// The name of an element, attribute, instruction or namespace declaration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// As it is written, in front of the colon; empty without one.
    pub prefix: Arc<str>,
    /// Behind the colon.
    pub local: Arc<str>,
    /// The address that the prefix stands for; empty for none.
    pub namespace: Arc<str>,
}

/// A node. Tables have millions of them, so what few nodes have is apart.
#[derive(Debug, Clone)]
struct Data {
    kind: NodeKind,
    name: Arc<Name>,
    text: String,
    parent: Option<NodeId>,
    /// Its place among the children of its parent, or in its tag.
    place: u32,
    children: Vec<NodeId>,
    tag: Option<Box<Tag>>,
}

/// What stands in the tag of an element beside its name.
#[derive(Debug, Clone, Default)]
struct Tag {
    attributes: Vec<NodeId>,
    namespaces: Vec<NodeId>,
}

/// A tree of nodes.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Data>,
    /// The name of what has none.
    nameless: Arc<Name>,
}

impl Default for Tree {
    fn default() -> Self {
        let nameless = Arc::new(Name::default());
        Self { nodes: vec![Data::of(NodeKind::Document, Arc::clone(&nameless), String::new())], nameless }
    }
}

impl Data {
    const fn of(kind: NodeKind, name: Arc<Name>, text: String) -> Self {
        Self { kind, name, text, parent: None, place: 0, children: Vec::new(), tag: None }
    }
}

impl Tree {
    /// The root.
    pub const ROOT: NodeId = NodeId(0);

    /// What the node is.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> NodeKind {
        self.data(node).kind
    }

    /// Its name; empty for kinds without one.
    #[must_use]
    pub fn name(&self, node: NodeId) -> &Name {
        &self.data(node).name
    }

    /// The node that it belongs to.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.data(node).parent
    }

    /// Its children in their order; attributes are none.
    #[must_use]
    pub fn children(&self, node: NodeId) -> &[NodeId] {
        &self.data(node).children
    }

    /// Its attributes.
    #[must_use]
    pub fn attributes(&self, node: NodeId) -> &[NodeId] {
        self.data(node).tag.as_ref().map_or(&[], |tag| &tag.attributes)
    }

    /// The namespace declarations that stand at it.
    #[must_use]
    pub fn namespaces(&self, node: NodeId) -> &[NodeId] {
        self.data(node).tag.as_ref().map_or(&[], |tag| &tag.namespaces)
    }

    /// How many nodes a node is in.
    pub(super) fn depth(&self, node: NodeId) -> usize {
        std::iter::successors(self.parent(node), |node| self.parent(*node)).count()
    }

    /// How many nodes it has, those that were taken out among them.
    pub(super) const fn size(&self) -> usize {
        self.nodes.len()
    }

    /// All nodes, in the order in which they were added: parents before children, siblings as they stand.
    pub fn all(&self) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len()).filter_map(|place| u32::try_from(place).ok()).map(NodeId)
    }

    /// Its place among its siblings, from 0.
    #[must_use]
    pub fn place(&self, node: NodeId) -> usize {
        self.data(node).place as usize
    }

    /// The attribute with this local name.
    #[must_use]
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        let found = self.attributes(node).iter().find(|attribute| &*self.name(**attribute).local == name)?;
        Some(&self.data(*found).text)
    }

    /// Its value as a text (XPath 1.0, 5): the texts inside an element, the content of all else.
    #[must_use]
    pub fn text(&self, node: NodeId) -> String {
        let data = self.data(node);
        match data.kind {
            NodeKind::Document | NodeKind::Element => {
                let mut text = String::new();
                self.collect(node, &mut text);
                text
            }
            NodeKind::Attribute
            | NodeKind::Text
            | NodeKind::CData
            | NodeKind::Comment
            | NodeKind::Instruction
            | NodeKind::DocType
            | NodeKind::Namespace => data.text.clone(),
        }
    }

    fn collect(&self, node: NodeId, text: &mut String) {
        for child in self.children(node) {
            match self.kind(*child) {
                NodeKind::Text | NodeKind::CData => text.push_str(&self.data(*child).text),
                NodeKind::Element => self.collect(*child, text),
                NodeKind::Document
                | NodeKind::Attribute
                | NodeKind::Comment
                | NodeKind::Instruction
                | NodeKind::DocType
                | NodeKind::Namespace => {}
            }
        }
    }

    /// Adds a node at the end of the children, attributes or declarations of `parent`. Nodes of one name can share it.
    pub fn add(
        &mut self,
        parent: NodeId,
        kind: NodeKind,
        name: impl Into<Arc<Name>>,
        text: impl Into<String>,
    ) -> NodeId {
        let id = NodeId(number(self.nodes.len()));
        let place = number(match kind {
            NodeKind::Attribute | NodeKind::Namespace => self.attributes(parent).len() + self.namespaces(parent).len(),
            NodeKind::Document
            | NodeKind::Element
            | NodeKind::Text
            | NodeKind::CData
            | NodeKind::Comment
            | NodeKind::Instruction
            | NodeKind::DocType => self.children(parent).len(),
        });
        self.siblings(parent, kind).push(id);
        self.nodes.push(Data { parent: Some(parent), place, ..Data::of(kind, name.into(), text.into()) });
        id
    }

    /// Adds a text at the end of the children of `parent`.
    pub fn add_text(&mut self, parent: NodeId, text: impl Into<String>) -> NodeId {
        self.add(parent, NodeKind::Text, Arc::clone(&self.nameless), text)
    }

    /// Adds an element in front of the child that stands at `place`.
    pub fn insert(&mut self, parent: NodeId, place: usize, name: Name) -> NodeId {
        let id = self.add(parent, NodeKind::Element, name, "");
        let children = &mut self.data_mut(parent).children;
        children.pop();
        let place = place.min(children.len());
        children.insert(place, id);
        self.number(parent, place);
        id
    }

    /// Takes a child and all that it contains out of the tree.
    pub fn remove(&mut self, node: NodeId) {
        if let Some(parent) = self.parent(node) {
            let place = self.place(node);
            self.data_mut(parent).children.remove(place);
            self.data_mut(node).parent = None;
            self.number(parent, place);
        }
    }

    /// Tells the children of a node their places, from the first that changed.
    fn number(&mut self, parent: NodeId, first: usize) {
        for place in first..self.children(parent).len() {
            let child = self.children(parent)[place];
            self.data_mut(child).place = number(place);
        }
    }

    /// Replaces what an element contains by one text.
    pub fn set_text(&mut self, node: NodeId, text: &str) {
        match self.kind(node) {
            NodeKind::Document | NodeKind::Element => {
                // One text for another needs no new node: values change often.
                if let [only] = *self.children(node)
                    && self.kind(only) == NodeKind::Text
                    && !text.is_empty()
                {
                    text.clone_into(&mut self.data_mut(only).text);
                    return;
                }
                self.data_mut(node).children.clear();
                if !text.is_empty() {
                    self.add_text(node, text);
                }
            }
            NodeKind::Attribute
            | NodeKind::Text
            | NodeKind::CData
            | NodeKind::Comment
            | NodeKind::Instruction
            | NodeKind::DocType
            | NodeKind::Namespace => text.clone_into(&mut self.data_mut(node).text),
        }
    }

    /// Adds to a node that holds a text itself.
    pub(super) fn lengthen(&mut self, node: NodeId, text: &str) {
        self.data_mut(node).text.push_str(text);
    }

    fn siblings(&mut self, parent: NodeId, kind: NodeKind) -> &mut Vec<NodeId> {
        let parent = self.data_mut(parent);
        match kind {
            NodeKind::Attribute => &mut parent.tag.get_or_insert_default().attributes,
            NodeKind::Namespace => &mut parent.tag.get_or_insert_default().namespaces,
            NodeKind::Document
            | NodeKind::Element
            | NodeKind::Text
            | NodeKind::CData
            | NodeKind::Comment
            | NodeKind::Instruction
            | NodeKind::DocType => &mut parent.children,
        }
    }

    /// Which of two nodes comes first in the document: an element before its declarations and attributes, these as they
    /// are written, before its children. XPath 1.0 (5) puts declarations before attributes; the field's engines do not.
    #[must_use]
    pub fn order(&self, left: NodeId, right: NodeId) -> Ordering {
        if left == right {
            return Ordering::Equal;
        }
        self.way(left).cmp(&self.way(right))
    }

    /// The places on the way from the root to the node.
    fn way(&self, node: NodeId) -> Vec<(u8, u32)> {
        let mut way = Vec::new();
        let mut here = Some(node);
        while let Some(node) = here {
            let data = self.data(node);
            let rank = match data.kind {
                NodeKind::Namespace | NodeKind::Attribute => 0,
                NodeKind::Document
                | NodeKind::Element
                | NodeKind::Text
                | NodeKind::CData
                | NodeKind::Comment
                | NodeKind::Instruction
                | NodeKind::DocType => 1,
            };
            way.push((rank, data.place));
            here = data.parent;
        }
        way.reverse();
        way
    }

    fn data(&self, node: NodeId) -> &Data {
        &self.nodes[node.0 as usize]
    }

    fn data_mut(&mut self, node: NodeId) -> &mut Data {
        &mut self.nodes[node.0 as usize]
    }
}

/// A place or an identifier; no tree has more nodes than fit.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
