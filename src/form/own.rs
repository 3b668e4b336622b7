//! What a form records by itself: first values, and values that are set when another changes.
//!
//! # Why
//! A default, the time of the start or a calculation with a `trigger` has its value from one moment, not from the other
//! answers: it must be recorded when it comes to be, or it would be another one tomorrow (XLSForm, `default` and
//! `trigger`; ODK XForms 1.0, events). All other calculations follow from the answers and are not recorded.

use super::address::{Rows, addresses};
use super::facts::Facts;
use super::filled::{Filled, node};
use super::template::{Slot, SlotKind, Template};
use super::xlsform::definition::{Definition, Item, ItemKind, QuestionType};
use super::xpath::{Host, Stamp};
use crate::domain::InstancePath;
use chrono::{DateTime, FixedOffset};
use std::collections::{BTreeSet, HashMap};
use std::iter::once;

/// A node with a value that the form records by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OwnValue {
    /// Its address without the ids of rows.
    pattern: String,
    /// Whether it has a first value.
    begins: bool,
    /// Whether it is the time of the end.
    ends: bool,
    /// The addresses of the nodes that it reacts to, without the ids of rows.
    sources: Vec<String>,
}

impl OwnValue {
    /// Whether it is in none of the repeats that a source is in.
    fn is_outside(&self, source: &str) -> bool {
        source.rfind("[]").is_some_and(|end| !self.pattern.starts_with(&source[..end]))
    }
}

/// Finds the nodes with own values, and gives all that are no question an address.
pub(super) fn find(form: &Definition, slots: &mut HashMap<String, Slot>) -> Vec<OwnValue> {
    let known: HashMap<String, String> =
        slots.iter().map(|(pattern, slot)| (slot.node.clone(), pattern.clone())).collect();
    let mut nodes = Vec::new();
    let root = format!("/{}", form.root);
    let within = Within { place: root.clone(), node: root, address: String::new() };
    // What every record carries, such as an identifier, an inspection has of its own.
    let items: Vec<&Item> = form.items.iter().filter(|item| item.name != "meta").collect();
    walk(&items, &within, &addresses(form), &mut nodes);
    let mut names: HashMap<&str, String> = HashMap::new();
    for (item, node, pattern) in &mut nodes {
        match known.get(node.as_str()) {
            Some(known) => known.clone_into(pattern),
            None => {
                slots.insert(pattern.clone(), Slot { node: node.clone(), kind: SlotKind::Own });
            }
        }
        names.entry(item.name.as_str()).or_insert_with(|| pattern.clone());
    }
    let own = |(item, _, pattern): &(&Item, String, String)| {
        let preload = preload(item);
        let own = OwnValue {
            pattern: pattern.clone(),
            begins: !item.default.is_empty() || preload.is_some_and(|preload| preload != END),
            ends: preload == Some(END),
            sources: item.triggers.iter().filter_map(|name| names.get(name.as_str()).cloned()).collect(),
        };
        Some(own).filter(|own| own.begins || own.ends || !own.sources.is_empty())
    };
    nodes.iter().filter_map(own).collect()
}

const END: (&str, &str) = ("timestamp", "end");

/// Where a value comes from that nobody types in.
fn preload(item: &Item) -> Option<(&str, &str)> {
    let ItemKind::Question(QuestionType::Plain(entry)) = &item.kind else { return None };
    entry.preload.or(item.bind.get("jr:preload").map(|bound| (bound.as_str(), "")))
}

/// Where a walk through a form is.
struct Within {
    /// The group, `/data/HS/area/walk`.
    place: String,
    /// The same with its repeats marked, `/data/HS/area[]/walk`.
    node: String,
    /// The address of the innermost repeat, `/area[]`; empty outside of all.
    address: String,
}

/// Collects what holds a value, with its node and address.
fn walk<'a>(
    items: &[&'a Item],
    within: &Within,
    addresses: &HashMap<String, String>,
    nodes: &mut Vec<(&'a Item, String, String)>,
) {
    for item in items {
        let place = format!("{}/{}", within.place, item.name);
        let node = format!("{}/{}", within.node, item.name);
        let address = format!("{}/{}", within.address, addresses.get(&place).map_or("", String::as_str));
        let inner = match item.kind {
            ItemKind::Question(_) => {
                nodes.push((item, node, address));
                continue;
            }
            ItemKind::ExternalFile { .. } => continue,
            ItemKind::Group => Within { place, node, address: within.address.clone() },
            ItemKind::Repeat => Within { place, node: format!("{node}[]"), address: format!("{address}[]") },
        };
        walk(&item.items.iter().collect::<Vec<_>>(), &inner, addresses, nodes);
    }
}

/// What the form records by itself once an inspection that was `before` (none for one that begins) is as in `facts`:
/// addresses with their values, empty where a value falls. `host` gives the time, chance, and what the device knows.
#[must_use]
pub fn own_values(
    before: Option<(&Template, &Facts<'_>)>,
    (template, facts): (&Template, &Facts<'_>),
    host: Box<dyn Host>,
) -> Vec<(InstancePath, String)> {
    let own = &template.shared.own;
    if own.is_empty() {
        return Vec::new();
    }
    let earlier = before.map(|(template, facts)| State::of(template, facts, Filled::of(template, facts)));
    let mut now = State::of(template, facts, Filled::at(template, facts, host));
    let was = |path: &InstancePath| earlier.as_ref().and_then(|earlier| earlier.value(path));
    let recorded = |path: &InstancePath| facts.answers.get(path).and_then(|answer| answer.value.as_deref());
    let is_fact = |path: &InstancePath| facts.profile.contains_key(&path.as_str()[1..]);
    let is_new = |path: &InstancePath| was(path).is_none() && !facts.answers.contains_key(path) && !is_fact(path);

    let beginning = own.iter().filter(|own| own.begins).map(|own| own.pattern.as_str());
    let new: Vec<String> = now.paths(beginning).filter(&is_new).filter_map(|path| now.node(&path)).collect();
    let sources: BTreeSet<&str> = own.iter().flat_map(|own| &own.sources).map(String::as_str).collect();
    // Compared at the same moment and with the same chance, or time itself would be a change.
    let then = State::of(template, facts, Filled::of(template, facts));
    let is_changed = |path: &InstancePath| then.value(path).unwrap_or("") != was(path).unwrap_or("");
    let changed: Vec<String> =
        then.paths(sources.into_iter()).filter(is_changed).filter_map(|path| then.node(&path)).collect();

    // A row that is taken out changes what reacts to it from outside.
    let is_gone = |path: &InstancePath| now.node(path).is_none() && was(path).is_some_and(|value| !value.is_empty());
    let lost =
        |source: &String| earlier.iter().any(|earlier| earlier.paths(once(source.as_str())).any(|path| is_gone(&path)));
    let loses = own.iter().filter(|own| own.sources.iter().any(|source| own.is_outside(source) && lost(source)));
    let again: Vec<String> =
        now.paths(loses.map(|own| own.pattern.as_str())).filter_map(|path| now.node(&path)).collect();

    now.filled.session.act(&new, &changed, &again);
    now.rows = now.filled.rows(template, facts);
    let mut values = Vec::new();
    for own in own {
        for path in now.paths(once(own.pattern.as_str())) {
            let may_change = !own.sources.is_empty() || (own.begins && is_new(&path));
            let value = now.value(&path).filter(|value| may_change && *value != recorded(&path).unwrap_or(""));
            values.extend(value.map(|value| (path.clone(), value.to_owned())));
        }
    }
    values
}

/// The time of the end, where a form asks for it: recorded when the inspection is sealed.
#[must_use]
pub fn end_values(template: &Template, now: DateTime<FixedOffset>) -> Vec<(InstancePath, String)> {
    let own = template.shared.own.iter().filter(|own| own.ends && !own.pattern.contains('['));
    let text = Stamp { at: now, whole_day: false }.text();
    own.map(|own| (InstancePath::from(own.pattern.clone()), text.clone())).collect()
}

/// A form at one moment.
struct State<'a> {
    template: &'a Template,
    filled: Filled,
    rows: Rows,
}

impl<'a> State<'a> {
    fn of(template: &'a Template, facts: &Facts<'_>, filled: Filled) -> Self {
        let rows = filled.rows(template, facts);
        Self { template, filled, rows }
    }

    fn node(&self, path: &InstancePath) -> Option<String> {
        node(self.template, &self.rows, path)
    }

    /// The value at an address; none where there is no such place.
    fn value(&self, path: &InstancePath) -> Option<&str> {
        self.filled.session.kept(&self.node(path)?)
    }

    /// The addresses of all instances of some patterns.
    fn paths<'b>(&'b self, patterns: impl Iterator<Item = &'b str> + 'b) -> impl Iterator<Item = InstancePath> + 'b {
        patterns.flat_map(|pattern| {
            let mut pieces = pattern.split("[]");
            let mut paths = vec![pieces.next().unwrap_or_default().to_owned()];
            for piece in pieces {
                let rows = |repeat: &String| {
                    let ids = self.rows.ids(repeat).iter();
                    ids.map(|id| format!("{repeat}[{id}]{piece}")).collect::<Vec<_>>()
                };
                paths = paths.iter().flat_map(rows).collect();
            }
            paths.into_iter().map(InstancePath::from)
        })
    }
}
