//! Addresses of answers: short, and the same when a question moves to another group.
//!
//! An address names the repeats that a node is in, each with the id of its row, and then the node: `/esg_hs_04`,
//! `/area[018f…]/esg_oe_02`. Where the name alone is not unique in its repeat, the groups before it are named too, as
//! many as it takes. A row that is there has an answer at its own address, [`PRESENT`]. A repeat whose number is
//! calculated has the numbers of its rows instead of ids.

use super::xlsform::definition::{Definition, Item, ItemKind};
use crate::domain::{Answer, InstancePath};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The value that a row has at its own address.
pub const PRESENT: &str = "present";

/// The address of each node within its repeat, by its place in the form, `/data/HS/esg_hs_04`.
pub(super) fn addresses(form: &Definition) -> HashMap<String, String> {
    let mut addresses = HashMap::new();
    within(&form.items, &format!("/{}", form.root), &mut addresses);
    addresses
}

/// A node with the group that it is in, by its index.
struct Node<'a> {
    name: &'a str,
    group: Option<usize>,
    place: String,
}

/// Finds the addresses of what `items` contain, down to the repeats in them, which are looked at apart.
fn within(items: &[Item], place: &str, addresses: &mut HashMap<String, String>) {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut repeats: Vec<(&Item, String)> = Vec::new();
    let mut open: Vec<(&Item, Option<usize>)> = items.iter().rev().map(|item| (item, None)).collect();
    while let Some((item, group)) = open.pop() {
        let outer = group.map_or(place, |group| &nodes[group].place);
        let own = format!("{outer}/{}", item.name);
        match item.kind {
            ItemKind::Repeat => repeats.push((item, own.clone())),
            ItemKind::Group => open.extend(item.items.iter().rev().map(|item| (item, Some(nodes.len())))),
            ItemKind::Question(_) | ItemKind::ExternalFile { .. } => {}
        }
        nodes.push(Node { name: &item.name, group, place: own });
    }
    let lengths = lengths(&nodes);
    for (node, length) in nodes.into_iter().zip(lengths) {
        let begin = node.place.rmatch_indices('/').nth(length - 1).map_or(0, |(at, _)| at + 1);
        let address = node.place[begin..].to_owned();
        addresses.insert(node.place, address);
    }
    for (item, place) in repeats {
        within(&item.items, &place, addresses);
    }
}

/// How many names from its end make the path of each node unlike all others, or all of them where none do.
fn lengths(nodes: &[Node<'_>]) -> Vec<usize> {
    let mut lengths = vec![1; nodes.len()];
    // The nodes that others end like: each with the group reached so far, and with the number of their common ending.
    let mut alike: Vec<(usize, usize, usize)> = (0..nodes.len()).map(|node| (node, node, 0)).collect();
    while !alike.is_empty() {
        let mut endings: HashMap<(usize, &str), (usize, usize)> = HashMap::new();
        for (_, reached, ending) in &alike {
            let number = endings.len();
            endings.entry((*ending, nodes[*reached].name)).or_insert((number, 0)).1 += 1;
        }
        let further = |(node, reached, ending): (usize, usize, usize)| {
            let (number, uses) = *endings.get(&(ending, nodes[reached].name))?;
            let group = nodes[reached].group.filter(|_| uses > 1)?;
            lengths[node] += 1;
            Some((node, group, number))
        };
        alike = alike.into_iter().filter_map(further).collect();
    }
    lengths
}

/// An address taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// The address without the ids of rows, `/area[]/esg_oe_02`.
    pub(super) pattern: String,
    /// The rows from the outermost to the innermost: the address of the repeat and the id.
    pub(super) rows: Vec<(&'a str, &'a str)>,
}

/// Takes an address apart; none where brackets do not close.
pub(super) fn parts(address: &str) -> Option<Parts<'_>> {
    let mut pattern = String::with_capacity(address.len());
    let mut rows = Vec::new();
    let mut done = 0;
    while let Some(open) = address[done..].find('[').map(|at| at + done) {
        let close = open + address[open..].find(']')?;
        pattern.push_str(&address[done..=open]);
        pattern.push(']');
        rows.push((&address[..open], &address[open + 1..close]));
        done = close + 1;
    }
    pattern.push_str(&address[done..]);
    Some(Parts { pattern, rows })
}

/// The rows of all repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows(BTreeMap<String, Vec<String>>);

impl Rows {
    /// The rows that answers speak of. Ids begin with their time, so that their order is that of the rows.
    #[must_use]
    pub fn of(answers: &BTreeMap<InstancePath, Answer>) -> Self {
        let mut rows: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (path, answer) in answers {
            let there = !answer.is_empty() && path.as_str().contains('[');
            for (repeat, id) in parts(path.as_str()).filter(|_| there).map(|parts| parts.rows).unwrap_or_default() {
                rows.entry(repeat.to_owned()).or_default().insert(id);
            }
        }
        let owned = |ids: BTreeSet<&str>| ids.into_iter().map(str::to_owned).collect();
        Self(rows.into_iter().map(|(repeat, ids)| (repeat, owned(ids))).collect())
    }

    /// The ids of the rows of a repeat, by its address with the rows that it is in, in their order.
    #[must_use]
    pub fn ids(&self, repeat: &str) -> &[String] {
        self.0.get(repeat).map(Vec::as_slice).unwrap_or_default()
    }

    /// The repeats that have rows, outer ones before those in them.
    pub(super) fn repeats(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(repeat, ids)| (repeat.as_str(), ids.as_slice()))
    }

    /// Numbers a repeat whose number is calculated.
    pub(super) fn number(&mut self, repeat: &str, count: usize) {
        self.0.insert(repeat.to_owned(), (1..=count).map(|number| number.to_string()).collect());
    }

    /// The number of a row, from 1.
    pub(super) fn position(&self, repeat: &str, id: &str) -> Option<usize> {
        self.ids(repeat).iter().position(|own| own == id).map(|place| place + 1)
    }
}

/// The rows that an address is in, from the outermost: `/area[a]` and `/area[a]/machine[b]` for
/// `/area[a]/machine[b]/guard`.
pub fn rows_around(path: &InstancePath) -> impl Iterator<Item = InstancePath> + '_ {
    let text = path.as_str();
    text.match_indices(']').map(move |(at, _)| InstancePath::from(text[..=at].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let both = parts("/a[x]/b[y]/c").unwrap();
        assert_eq!(both.pattern, "/a[]/b[]/c");
        assert_eq!(both.rows, [("/a", "x"), ("/a[x]/b", "y")]);
        assert_eq!(parts("/a[x"), None);
        assert_eq!(parts("/plain").unwrap(), Parts { pattern: "/plain".to_owned(), rows: Vec::new() });
    }

    #[test]
    fn rows_are_those_that_answers_speak_of() {
        let answers = ["/a[2]/b[1]", "/a[1]/q", "/a[2]/b[3]/q"].map(|path| (path.to_owned().into(), Answer::of("1")));
        let rows = Rows::of(&answers.into_iter().collect());
        assert_eq!(rows.ids("/a"), ["1", "2"]);
        assert_eq!(rows.ids("/a[2]/b"), ["1", "3"]);
        assert_eq!(rows.position("/a[2]/b", "3"), Some(2));
        let path = InstancePath::from("/a[2]/b[3]/q".to_owned());
        assert_eq!(rows_around(&path).map(|row| row.to_string()).collect::<Vec<_>>(), ["/a[2]", "/a[2]/b[3]"]);
    }
}
