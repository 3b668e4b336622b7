//! Functions of nodes and instances.

use super::super::forest::Spot;
use super::super::tree::{NodeKind, Tree};
use super::super::value::Value;
use super::{Arguments, Outcome};
use crate::form::xpath::error::{Problem, XpathError};
use crate::form::xpath::evaluate::put_in_order;

#[expect(clippy::cast_precision_loss, reason = "counts of nodes are small")]
fn counted(count: usize) -> Outcome<Value> {
    Ok(Value::Number(count as f64))
}

pub(super) fn last(arguments: &Arguments<'_>) -> Outcome<Value> {
    counted(arguments.context.size)
}

/// With a node: its place among siblings of its name, which is the number of a repeat.
pub(super) fn position(arguments: &Arguments<'_>) -> Outcome<Value> {
    if arguments.count() == 0 {
        return counted(arguments.context.position);
    }
    let Some(node) = arguments.nodes(0)?.first().copied() else { return Ok(Value::Number(f64::NAN)) };
    let tree = arguments.context.forest.tree(node);
    let Some(parent) = tree.parent(node.node) else { return counted(1) };
    // An attribute or a declaration has no siblings.
    let before = tree.children(parent).iter().take_while(|other| **other != node.node);
    arguments.context.forest.count_work(tree.place(node.node));
    let same = |other: &&_| tree.kind(**other) == tree.kind(node.node) && tree.name(**other) == tree.name(node.node);
    counted(before.filter(same).count() + 1)
}

pub(super) fn count(arguments: &Arguments<'_>) -> Outcome<Value> {
    counted(arguments.nodes(0)?.len())
}

pub(super) fn count_non_empty(arguments: &Arguments<'_>) -> Outcome<Value> {
    let nodes = arguments.nodes(0)?;
    counted(nodes.iter().filter(|node| !arguments.context.forest.text(**node).is_empty()).count())
}

/// Elements by the value of their attribute `id`.
pub(super) fn id(arguments: &Arguments<'_>) -> Outcome<Value> {
    let wanted = arguments.texts_from(0)?.join(" ");
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let here = arguments.context.node;
    let tree = arguments.context.forest.tree(here);
    let mut found = Vec::new();
    let mut open = vec![Tree::ROOT];
    while let Some(node) = open.pop() {
        arguments.context.forest.count_work(1);
        if tree.attribute(node, "id").is_some_and(|id| wanted.contains(&id)) {
            found.push(Spot { node, ..here });
        }
        open.extend(tree.children(node).iter().rev());
    }
    put_in_order(&mut found, arguments.context);
    Ok(Value::Nodes(found))
}

fn of_first(arguments: &Arguments<'_>, tell: impl Fn(&Tree, Spot) -> String) -> Outcome<Value> {
    let node = arguments.nodes(0)?.first().copied();
    Ok(Value::Text(node.map(|node| tell(arguments.context.forest.tree(node), node)).unwrap_or_default()))
}

pub(super) fn local_name(arguments: &Arguments<'_>) -> Outcome<Value> {
    of_first(arguments, |tree, spot| tree.name(spot.node).local.to_string())
}

pub(super) fn namespace_uri(arguments: &Arguments<'_>) -> Outcome<Value> {
    of_first(arguments, |tree, spot| match tree.kind(spot.node) {
        NodeKind::Element | NodeKind::Attribute => tree.name(spot.node).namespace.to_string(),
        NodeKind::Document
        | NodeKind::Text
        | NodeKind::CData
        | NodeKind::Comment
        | NodeKind::Instruction
        | NodeKind::DocType
        | NodeKind::Namespace => String::new(),
    })
}

pub(super) fn name(arguments: &Arguments<'_>) -> Outcome<Value> {
    of_first(arguments, |tree, spot| {
        let name = tree.name(spot.node);
        if name.prefix.is_empty() { name.local.to_string() } else { format!("{}:{}", name.prefix, name.local) }
    })
}

/// Whether the nearest `xml:lang` is the language or a kind of it, whatever the case.
pub(super) fn lang(arguments: &Arguments<'_>) -> Outcome<Value> {
    let wanted = arguments.text(0)?.to_lowercase();
    let here = arguments.context.node;
    let tree = arguments.context.forest.tree(here);
    let language = |node: &_| {
        let own = tree.attributes(*node).iter().find(|attribute| {
            let name = tree.name(**attribute);
            &*name.local == "lang" && &*name.prefix == "xml"
        });
        own.map(|attribute| tree.text(*attribute).to_lowercase())
    };
    let mut way = std::iter::successors(Some(here.node), |node| tree.parent(*node));
    let nearest = way.find_map(|node| language(&node)).unwrap_or_default();
    let fits = nearest == wanted || nearest.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'));
    Ok(Value::Boolean(fits && !wanted.is_empty()))
}

pub(super) fn current(arguments: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Nodes(vec![arguments.context.current]))
}

pub(super) fn instance(arguments: &Arguments<'_>) -> Outcome<Value> {
    let id = arguments.text(0)?;
    let root = arguments.context.forest.instance(&id);
    let root = root.ok_or(XpathError { span: 0..0, problem: Problem::UnknownInstance { id } })?;
    Ok(Value::Nodes(vec![root]))
}

/// The nodes in another order: Fisher-Yates with the generator of Park and Miller, as the field's engines do it, so
/// that one seed gives one order everywhere.
pub(super) fn randomize(arguments: &Arguments<'_>) -> Outcome<Value> {
    let mut nodes = arguments.nodes(0)?;
    let seed = if arguments.count() > 1 { arguments.number(1)? } else { f64::NAN };
    let mut dice = if seed.is_nan() {
        let mut bytes = [0; 4];
        arguments.context.host.fill_random(&mut bytes);
        ParkMiller::of(f64::from(u32::from_be_bytes(bytes)))
    } else {
        ParkMiller::of(seed)
    };
    for place in (1..nodes.len()).rev() {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list"
        )]
        let other = (dice.next() * (place + 1) as f64).floor() as usize;
        nodes.swap(place, other.min(place));
    }
    Ok(Value::Nodes(nodes))
}

/// The minimal standard generator: times 16807 modulo 2^31 - 1.
struct ParkMiller(i64);

impl ParkMiller {
    const MODULUS: i64 = 2_147_483_647;

    fn of(seed: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a seed beyond the range is brought into it")]
        let seed = (seed.trunc() as i64) % Self::MODULUS;
        Self(if seed <= 0 { seed + Self::MODULUS - 1 } else { seed })
    }

    fn next(&mut self) -> f64 {
        self.0 = self.0 * 16_807 % Self::MODULUS;
        #[expect(clippy::cast_precision_loss, reason = "below 2 to the 31st")]
        let share = (self.0 - 1) as f64 / (Self::MODULUS - 1) as f64;
        share
    }
}

/// The node in the repeat of a given number; up to three repeats, one in the other.
pub(super) fn indexed_repeat(arguments: &Arguments<'_>) -> Outcome<Value> {
    let forest = arguments.context.forest;
    let inside = |node: Spot, outer: Spot| {
        let tree = forest.tree(node);
        let mut way = std::iter::successors(Some(node.node), |own| tree.parent(*own));
        node.tree == outer.tree && way.any(|own| own == outer.node)
    };
    let mut nodes = arguments.nodes(0)?;
    let mut within: Option<Spot> = None;
    for pair in 0..arguments.count() / 2 {
        forest.count_work(nodes.len());
        let index = arguments.number(2 * pair + 2)?;
        let mut repeats = arguments.nodes(2 * pair + 1)?;
        if let Some(outer) = within {
            repeats.retain(|repeat| inside(*repeat, outer));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
        let place = if index >= 1.0 { index as usize - 1 } else { usize::MAX };
        let Some(repeat) = repeats.get(place).copied() else { return Ok(Value::Nodes(Vec::new())) };
        nodes.retain(|node| inside(*node, repeat));
        within = Some(repeat);
    }
    Ok(Value::Nodes(nodes))
}

/// The column of the row of an instance whose other column has the value.
pub(super) fn pulldata(arguments: &Arguments<'_>) -> Outcome<Value> {
    let id = arguments.text(0)?;
    let forest = arguments.context.forest;
    let root = forest.instance(&id);
    let root = root.ok_or(XpathError { span: 0..0, problem: Problem::UnknownInstance { id } })?;
    let (wanted, key, value) = (arguments.text(1)?, arguments.text(2)?, arguments.text(3)?);
    let tree = forest.tree(root);
    let column = |row: _, name: &str| {
        let cell = tree.children(row).iter().find(|cell| &*tree.name(**cell).local == name);
        cell.map(|cell| tree.text(*cell))
    };
    let mut open = vec![root.node];
    while let Some(node) = open.pop() {
        forest.count_work(1);
        if column(node, &key).is_some_and(|own| own == value) {
            return Ok(Value::Text(column(node, &wanted).unwrap_or_default()));
        }
        open.extend(tree.children(node).iter().rev());
    }
    Ok(Value::Text(String::new()))
}
