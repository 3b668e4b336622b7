//! Steps along axes (XPath 1.0, 2.2 and 2.3).

use super::forest::{Forest, Spot};
use super::parse::{Axis, Test};
use super::tree::{Name, NodeId, NodeKind, Tree};

/// Prefixes that forms use without declaring them where an expression stands.
const KNOWN_PREFIXES: [(&str, &str); 6] = [
    ("h", "http://www.w3.org/1999/xhtml"),
    ("xhtml", "http://www.w3.org/1999/xhtml"),
    ("xf", "http://www.w3.org/2002/xforms"),
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
    ("odk", "http://www.opendatakit.org/xforms"),
];

/// The nodes on an axis that fit; on reverse axes the nearest first.
pub(super) fn step(forest: &Forest, from: Spot, axis: Axis, test: &Test) -> Vec<Spot> {
    let tree = forest.tree(from);
    let fits = |node: &NodeId| fits(tree, *node, axis, test);
    let spot = |node: NodeId| Spot { node, ..from };
    let walked = walk(tree, from.node, axis);
    forest.count_work(1 + walked.len());
    walked.into_iter().filter(fits).map(spot).collect()
}

fn walk(tree: &Tree, from: NodeId, axis: Axis) -> Vec<NodeId> {
    match axis {
        Axis::Own => vec![from],
        Axis::Child => tree.children(from).to_vec(),
        Axis::Parent => tree.parent(from).into_iter().collect(),
        Axis::Ancestor => ancestors(tree, from),
        Axis::AncestorOrSelf => {
            let mut all = vec![from];
            all.extend(ancestors(tree, from));
            all
        }
        Axis::Descendant => {
            let mut all = Vec::new();
            descend(tree, from, &mut all);
            all
        }
        Axis::DescendantOrSelf => {
            let mut all = vec![from];
            descend(tree, from, &mut all);
            all
        }
        Axis::Attribute => tree.attributes(from).to_vec(),
        Axis::Namespace => namespaces(tree, from),
        Axis::FollowingSibling => siblings(tree, from).1.to_vec(),
        Axis::PrecedingSibling => siblings(tree, from).0.iter().rev().copied().collect(),
        Axis::Following => {
            let mut all = Vec::new();
            // What belongs to an element comes before its children; those follow it.
            if matches!(tree.kind(from), NodeKind::Attribute | NodeKind::Namespace)
                && let Some(parent) = tree.parent(from)
            {
                descend(tree, parent, &mut all);
            }
            for node in std::iter::once(from).chain(ancestors(tree, from)) {
                for sibling in siblings(tree, node).1 {
                    all.push(*sibling);
                    descend(tree, *sibling, &mut all);
                }
            }
            all
        }
        Axis::Preceding => {
            let mut all = Vec::new();
            for node in std::iter::once(from).chain(ancestors(tree, from)) {
                for sibling in siblings(tree, node).0.iter().rev() {
                    let mut inside = vec![*sibling];
                    descend(tree, *sibling, &mut inside);
                    all.extend(inside.into_iter().rev());
                }
            }
            all
        }
    }
}

fn ancestors(tree: &Tree, from: NodeId) -> Vec<NodeId> {
    std::iter::successors(tree.parent(from), |node| tree.parent(*node)).collect()
}

fn descend(tree: &Tree, from: NodeId, all: &mut Vec<NodeId>) {
    for child in tree.children(from) {
        all.push(*child);
        descend(tree, *child, all);
    }
}

/// The siblings before and after a node; attributes and declarations have none.
fn siblings(tree: &Tree, node: NodeId) -> (&[NodeId], &[NodeId]) {
    let alone = matches!(tree.kind(node), NodeKind::Attribute | NodeKind::Namespace | NodeKind::Document);
    let Some(parent) = tree.parent(node).filter(|_| !alone) else { return (&[], &[]) };
    let all = tree.children(parent);
    let place = tree.place(node);
    (&all[..place], &all[place + 1..])
}

/// The declarations in force at an element, in the order of the document: the outermost first.
fn namespaces(tree: &Tree, from: NodeId) -> Vec<NodeId> {
    let mut all: Vec<NodeId> = Vec::new();
    if tree.kind(from) != NodeKind::Element {
        return all;
    }
    for node in std::iter::once(from).chain(ancestors(tree, from)) {
        for declaration in tree.namespaces(node) {
            let hidden = all.iter().any(|other| tree.name(*other).local == tree.name(*declaration).local);
            if !hidden {
                all.push(*declaration);
            }
        }
    }
    all.sort_by(|one, other| tree.order(*one, *other));
    all
}

fn fits(tree: &Tree, node: NodeId, axis: Axis, test: &Test) -> bool {
    let kind = tree.kind(node);
    let principal = match axis {
        Axis::Attribute => NodeKind::Attribute,
        Axis::Namespace => NodeKind::Namespace,
        Axis::Child
        | Axis::Descendant
        | Axis::Parent
        | Axis::Ancestor
        | Axis::FollowingSibling
        | Axis::PrecedingSibling
        | Axis::Following
        | Axis::Preceding
        | Axis::Own
        | Axis::DescendantOrSelf
        | Axis::AncestorOrSelf => NodeKind::Element,
    };
    match test {
        Test::Node => true,
        Test::Text => matches!(kind, NodeKind::Text | NodeKind::CData),
        Test::Comment => kind == NodeKind::Comment,
        Test::Instruction(target) => {
            let named = target.as_ref().is_none_or(|target| &*tree.name(node).local == target);
            kind == NodeKind::Instruction && named
        }
        Test::Any => kind == principal,
        Test::Prefix(prefix) => kind == principal && is_in(tree, node, prefix),
        Test::Name(Some(prefix), local) => {
            kind == principal && &*tree.name(node).local == local && is_in(tree, node, prefix)
        }
        // Without a prefix: a name without one, whatever the default namespace is. Forms declare XForms as default
        // and write paths without a prefix.
        Test::Name(None, local) => {
            let name = tree.name(node);
            kind == principal && &*name.local == local && name.prefix.is_empty()
        }
    }
}

/// Whether a name is in the namespace that `prefix` stands for at the node, else by the table, else as it is written.
fn is_in(tree: &Tree, node: NodeId, prefix: &str) -> bool {
    let name: &Name = tree.name(node);
    if &*name.prefix == prefix {
        return true;
    }
    let known = KNOWN_PREFIXES.iter().find(|(own, _)| *own == prefix);
    known.is_some_and(|(_, namespace)| &*name.namespace == *namespace)
}
