//! Nodes as paths: `/payroll[1]/row[2]/@id`.

use super::tree::{NodeId, NodeKind, Tree};
use std::collections::HashMap;

/// The paths of the nodes of a tree, whose siblings are numbered once for all of them.
///
/// They are XPath, but for what XPath has no words for: `cdata[1]` is a CDATA section, `node()[1]` a processing
/// instruction or the document type, `@xmlns:p` a namespace declaration.
pub struct Paths<'a> {
    tree: &'a Tree,
    /// Which one each node is among its siblings of the same kind and name, from 1.
    numbers: HashMap<NodeId, usize>,
}

impl<'a> Paths<'a> {
    /// Numbers the nodes of a tree.
    #[must_use]
    pub fn of(tree: &'a Tree) -> Self {
        let mut seen: HashMap<_, usize> = HashMap::new();
        let mut number = |node: NodeId| {
            // Both are written as `node()`, so that they are numbered together.
            let kind = tree.kind(node);
            let kind = if kind == NodeKind::DocType { NodeKind::Instruction } else { kind };
            let name = (kind == NodeKind::Element).then(|| (&*tree.name(node).prefix, &*tree.name(node).local));
            let number = seen.entry((tree.parent(node), kind, name)).or_default();
            *number += 1;
            (node, *number)
        };
        let numbers = tree.all().map(&mut number).collect();
        Self { tree, numbers }
    }

    /// The path that leads to exactly this node.
    #[must_use]
    pub fn path(&self, node: NodeId) -> String {
        let way = std::iter::successors(Some(node), |node| self.tree.parent(*node));
        let mut steps: Vec<String> = way.filter(|node| *node != Tree::ROOT).map(|node| self.step(node)).collect();
        steps.push(String::new());
        steps.reverse();
        if steps.len() == 1 { "/".to_owned() } else { steps.join("/") }
    }

    /// The node that a path as [`Self::path`] writes it leads to.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<NodeId> {
        let mut node = Tree::ROOT;
        if path == "/" {
            return Some(node);
        }
        for step in path.strip_prefix('/')?.split('/') {
            let below = [self.tree.children(node), self.tree.attributes(node), self.tree.namespaces(node)];
            node = below.into_iter().flatten().copied().find(|node| self.step(*node) == step)?;
        }
        Some(node)
    }

    fn step(&self, node: NodeId) -> String {
        let name = self.tree.name(node);
        let number = self.numbers.get(&node).copied().unwrap_or(1);
        let colon = if name.prefix.is_empty() { "" } else { ":" };
        match self.tree.kind(node) {
            NodeKind::Attribute => format!("@{}{colon}{}", name.prefix, name.local),
            NodeKind::Namespace => format!("@xmlns:{}", name.local),
            NodeKind::Element => format!("{}{colon}{}[{number}]", name.prefix, name.local),
            NodeKind::Text => format!("text()[{number}]"),
            NodeKind::CData => format!("cdata[{number}]"),
            NodeKind::Comment => format!("comment()[{number}]"),
            NodeKind::Instruction | NodeKind::DocType | NodeKind::Document => format!("node()[{number}]"),
        }
    }
}
