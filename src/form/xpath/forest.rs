//! The instances of a form: the main one, and those that are looked up.

use super::tree::{NodeId, NodeKind, Tree};
use std::cell::Cell;
use std::cmp::Ordering;
use std::sync::Arc;

/// How much one evaluation may do, in nodes that are looked at: about a second. Paths in predicates of paths multiply,
/// so that a line of text could keep a computer busy for years.
const MOST_WORK: usize = 20_000_000;

/// A node of one of the instances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The place of the instance.
    pub tree: usize,
    /// The node in it.
    pub node: NodeId,
}

/// Instances beside the main one, by their identifiers.
pub type Lookups = Arc<Vec<(String, Tree)>>;

/// The instances of a form; number 0 is the main instance. Copies share the others.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    main: Tree,
    others: Lookups,
    /// What the evaluation that runs has done so far.
    work: Cell<usize>,
}

impl Forest {
    /// A forest with a main instance.
    #[must_use]
    pub fn of(main: Tree) -> Self {
        Self { main, ..Self::default() }
    }

    /// A forest with an empty main instance and these others.
    #[must_use]
    pub fn over(others: Lookups) -> Self {
        Self { others, ..Self::default() }
    }

    /// The instances beside the main one.
    #[must_use]
    pub fn lookups(&self) -> Lookups {
        Arc::clone(&self.others)
    }

    /// Begins to count the work of an evaluation.
    pub(super) fn begin_work(&self) {
        self.work.set(0);
    }

    /// Counts so many nodes that are looked at.
    pub(super) fn count_work(&self, nodes: usize) {
        self.work.set(self.work.get().saturating_add(nodes));
    }

    /// Whether the evaluation has done more than it may.
    pub(super) fn is_exhausted(&self) -> bool {
        self.work.get() > MOST_WORK
    }

    /// Adds an instance that is looked up by its identifier.
    pub fn add(&mut self, id: impl Into<String>, tree: Tree) {
        Arc::make_mut(&mut self.others).push((id.into(), tree));
    }

    /// The tree that a node is in.
    #[must_use]
    pub fn tree(&self, spot: Spot) -> &Tree {
        spot.tree.checked_sub(1).map_or(&self.main, |place| &self.others[place].1)
    }

    /// The main instance.
    #[must_use]
    pub const fn main(&self) -> &Tree {
        &self.main
    }

    /// The main instance, to be changed.
    pub const fn main_mut(&mut self) -> &mut Tree {
        &mut self.main
    }

    /// The root of the instance with this identifier. In a document that is a whole XForm, the instances stand in its
    /// model.
    #[must_use]
    pub fn instance(&self, id: &str) -> Option<Spot> {
        let own = self.others.iter().position(|(other, _)| other == id);
        if let Some(place) = own {
            return Some(Spot { tree: place + 1, node: Tree::ROOT });
        }
        let main = &self.main;
        let mut open = vec![Tree::ROOT];
        while let Some(node) = open.pop() {
            self.count_work(1);
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
        let text = self.tree(spot).text(spot.node);
        self.count_work(1 + text.len() / 64);
        text
    }
}
