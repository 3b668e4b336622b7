//! The document's structure: which text is a heading, a table cell, a caption. Readers with assistive technology,
//! archives and our own verifier follow it (ISO 32000-1 §14.7, PDF/UA-1).

use crate::domain::Language;

/// A part of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The whole document.
    pub const ROOT: Self = Self(0);

    /// The part at this place in the list.
    #[must_use]
    pub fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place in the list of nodes.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The document.
    Document,
    /// A section.
    Section,
    /// A heading of a level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A head cell of a column or of a row.
    HeadCell,
    /// A cell.
    Cell,
    /// A picture or a chart.
    Figure,
    /// Words that lead elsewhere.
    Link,
}

impl Role {
    /// The standard structure type (ISO 32000-1 §14.8.4).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Section => "Sect",
            Self::Heading(1) => "H1",
            Self::Heading(2) => "H2",
            Self::Heading(3) => "H3",
            Self::Heading(_) => "H4",
            Self::Paragraph => "P",
            Self::Table => "Table",
            Self::Row => "TR",
            Self::HeadCell => "TH",
            Self::Cell => "TD",
            Self::Figure => "Figure",
            Self::Link => "Link",
        }
    }
}

/// One part.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// The part that it is in.
    pub parent: NodeId,
    /// What stands in for it where it cannot be seen.
    pub alternative: Option<String>,
    /// Its language, where it is not the document's.
    pub language: Option<Language>,
    /// How many columns a cell spans.
    pub column_span: usize,
    /// Whether a head cell names its row; else it names its column.
    pub heads_row: bool,
}

impl Node {
    const fn of(role: Role, parent: NodeId) -> Self {
        Self { role, parent, alternative: None, language: None, column_span: 1, heads_row: false }
    }
}

/// All parts, in reading order.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    open: Vec<NodeId>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node::of(Role::Document, NodeId::ROOT)], open: vec![NodeId::ROOT] }
    }
}

impl Tree {
    /// All parts; the first is the document.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The part that what comes next belongs to.
    #[must_use]
    pub fn current(&self) -> NodeId {
        self.open.last().copied().unwrap_or(NodeId::ROOT)
    }

    /// The part with this identifier, to be changed.
    pub fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.index())
    }

    /// Starts a part inside the current one.
    pub fn open(&mut self, role: Role) -> NodeId {
        let id = self.add(role);
        self.open.push(id);
        id
    }

    /// Ends the current part.
    pub fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Adds a part to the current one.
    pub fn add(&mut self, role: Role) -> NodeId {
        self.add_to(self.current(), role)
    }

    /// Adds a part to another.
    pub fn add_to(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId::at(self.nodes.len());
        self.nodes.push(Node::of(role, parent));
        id
    }
}
