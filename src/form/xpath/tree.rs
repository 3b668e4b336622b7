//! Instances as trees: elements with attributes and text, as XForms keep answers and lookups in them.

use std::cmp::Ordering;
use std::rc::Rc;

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
    pub prefix: Rc<str>,
    /// Behind the colon.
    pub local: Rc<str>,
    /// The address that the prefix stands for; empty for none.
    pub namespace: Rc<str>,
}

#[derive(Debug, Clone)]
struct Data {
    kind: NodeKind,
    name: Name,
    text: String,
    parent: Option<NodeId>,
    /// Its place among the children, attributes or declarations of its parent.
    place: usize,
    children: Vec<NodeId>,
    attributes: Vec<NodeId>,
    namespaces: Vec<NodeId>,
}

/// A tree of nodes.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Data>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Data::of(NodeKind::Document, Name::default(), String::new())] }
    }
}

impl Data {
    const fn of(kind: NodeKind, name: Name, text: String) -> Self {
        Self {
            kind,
            name,
            text,
            parent: None,
            place: 0,
            children: Vec::new(),
            attributes: Vec::new(),
            namespaces: Vec::new(),
        }
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
        &self.data(node).attributes
    }

    /// The namespace declarations that stand at it.
    #[must_use]
    pub fn namespaces(&self, node: NodeId) -> &[NodeId] {
        &self.data(node).namespaces
    }

    /// All nodes, in the order in which they were added: parents before children, siblings as they stand.
    pub fn all(&self) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len()).filter_map(|place| u32::try_from(place).ok()).map(NodeId)
    }

    /// Its place among its siblings, from 0.
    #[must_use]
    pub fn place(&self, node: NodeId) -> usize {
        self.data(node).place
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

    /// Adds a node at the end of the children, attributes or declarations of `parent`.
    pub fn add(&mut self, parent: NodeId, kind: NodeKind, name: Name, text: impl Into<String>) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let siblings = self.siblings(parent, kind);
        let place = siblings.len();
        siblings.push(id);
        self.nodes.push(Data { parent: Some(parent), place, ..Data::of(kind, name, text.into()) });
        id
    }

    /// Adds an element in front of the child that stands at `place`.
    pub fn insert(&mut self, parent: NodeId, place: usize, name: Name) -> NodeId {
        let id = self.add(parent, NodeKind::Element, name, "");
        let children = &mut self.data_mut(parent).children;
        children.pop();
        children.insert(place.min(children.len()), id);
        self.number(parent);
        id
    }

    /// Takes a child and all that it contains out of the tree.
    pub fn remove(&mut self, node: NodeId) {
        if let Some(parent) = self.parent(node) {
            self.data_mut(parent).children.retain(|child| *child != node);
            self.data_mut(node).parent = None;
            self.number(parent);
        }
    }

    /// Tells the children of a node their places.
    fn number(&mut self, parent: NodeId) {
        for place in 0..self.children(parent).len() {
            let child = self.children(parent)[place];
            self.data_mut(child).place = place;
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
                    self.add(node, NodeKind::Text, Name::default(), text);
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
            NodeKind::Attribute => &mut parent.attributes,
            NodeKind::Namespace => &mut parent.namespaces,
            NodeKind::Document
            | NodeKind::Element
            | NodeKind::Text
            | NodeKind::CData
            | NodeKind::Comment
            | NodeKind::Instruction
            | NodeKind::DocType => &mut parent.children,
        }
    }

    /// Which of two nodes comes first in the document: an element before its declarations, these before its
    /// attributes, these before its children (XPath 1.0, 5).
    #[must_use]
    pub fn order(&self, left: NodeId, right: NodeId) -> Ordering {
        if left == right {
            return Ordering::Equal;
        }
        self.way(left).cmp(&self.way(right))
    }

    /// The places on the way from the root to the node.
    fn way(&self, node: NodeId) -> Vec<(u8, usize)> {
        let mut way = Vec::new();
        let mut here = Some(node);
        while let Some(node) = here {
            let data = self.data(node);
            let rank = match data.kind {
                NodeKind::Namespace => 0,
                NodeKind::Attribute => 1,
                NodeKind::Document
                | NodeKind::Element
                | NodeKind::Text
                | NodeKind::CData
                | NodeKind::Comment
                | NodeKind::Instruction
                | NodeKind::DocType => 2,
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
