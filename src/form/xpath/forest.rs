//! The instances of a form: the main one, and those that are looked up.

use super::tree::{NodeId, NodeKind, Tree};
use std::cmp::Ordering;

/// A node of one of the instances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The place of the instance.
    pub tree: usize,
    /// The node in it.
    pub node: NodeId,
}

/// The instances of a form; the first one is the main instance.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    trees: Vec<(String, Tree)>,
}

impl Forest {
    /// A forest with a main instance.
    #[must_use]
    pub fn of(main: Tree) -> Self {
        Self { trees: vec![(String::new(), main)] }
    }

    /// Adds an instance that is looked up by its identifier.
    pub fn add(&mut self, id: impl Into<String>, tree: Tree) {
        self.trees.push((id.into(), tree));
    }

    /// The tree that a node is in.
    #[must_use]
    pub fn tree(&self, spot: Spot) -> &Tree {
        &self.trees[spot.tree].1
    }

    /// The main instance.
    #[must_use]
    pub fn main(&self) -> &Tree {
        &self.trees[0].1
    }

    /// The main instance, to be changed.
    pub fn main_mut(&mut self) -> &mut Tree {
        &mut self.trees[0].1
    }

    /// The root of the instance with this identifier. In a document that is a whole XForm, the instances stand in its
    /// model.
    #[must_use]
    pub fn instance(&self, id: &str) -> Option<Spot> {
        let own = self.trees.iter().skip(1).position(|(other, _)| other == id);
        if let Some(place) = own {
            return Some(Spot { tree: place + 1, node: Tree::ROOT });
        }
        let main = self.trees.first().map(|(_, tree)| tree)?;
        let mut open = vec![Tree::ROOT];
        while let Some(node) = open.pop() {
            let element = main.kind(node) == NodeKind::Element;
            if element && &*main.name(node).local == "instance" && main.attribute(node, "id") == Some(id) {
                return Some(Spot { tree: 0, node });
            }
            open.extend(main.children(node).iter().rev());
        }
        None
    }

    /// Which of two nodes comes first.
    #[must_use]
    pub fn order(&self, left: Spot, right: Spot) -> Ordering {
        if left.tree == right.tree { self.tree(left).order(left.node, right.node) } else { left.tree.cmp(&right.tree) }
    }

    /// The value of a node as a text.
    #[must_use]
    pub fn text(&self, spot: Spot) -> String {
        self.tree(spot).text(spot.node)
    }
}
