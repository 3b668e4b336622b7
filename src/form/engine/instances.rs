//! Instances that come and go, and the values they begin with.

use super::place;
use super::plan::Task;
use super::session::{Held, Session};
use crate::form::xlsform::definition::{ItemKind, QuestionType};
use crate::form::xpath::{Name, NodeId, Stamp, number_text};
use chrono::NaiveDate;

impl Session {
    /// Makes an instance of a node and what it contains. A repeat in a new repeat begins empty.
    pub(super) fn create(&mut self, place: usize, parent: NodeId, at: Option<usize>, is_first: bool) -> NodeId {
        let item = &self.plan.nodes[place].item;
        let (prefix, local) = item.name.split_once(':').unwrap_or(("", &item.name));
        let name = Name { prefix: prefix.into(), local: local.into(), namespace: "".into() };
        let tree = self.forest.main_mut();
        let at = at.unwrap_or_else(|| tree.children(parent).len());
        let node = tree.insert(parent, at, name);
        let held = Held {
            place,
            value: String::new(),
            is_relevant: true,
            is_required: false,
            is_read_only: false,
            is_allowed: true,
        };
        self.held.insert(node, held);
        self.instances[place].push(node);
        for child in self.plan.nodes[place].children.clone() {
            let is_repeat = self.plan.nodes[child].item.kind == ItemKind::Repeat;
            let is_counted = self.plan.has(child, Task::Count);
            if !is_repeat || (is_first && !is_counted) {
                self.create(child, node, None, is_first);
            }
        }
        node
    }

    /// Adds an instance of a repeat, with its first values, and plans what depends on it.
    pub(super) fn add_instance(&mut self, place: usize, parent: NodeId) {
        let tree = self.forest.main();
        let last = tree.children(parent).iter().rposition(|node| self.place(*node) == Some(place));
        let at = last.map(|last| last + 1).or_else(|| self.empty_place(place, parent));
        let known: Vec<usize> = self.instances.iter().map(Vec::len).collect();
        self.create(place, parent, at, false);
        let new: Vec<usize> = (0..known.len()).filter(|place| self.instances[*place].len() > known[*place]).collect();
        for &own in &new {
            let fresh = self.instances[own][known[own]..].to_vec();
            if self.is_live {
                fresh.iter().for_each(|node| self.first_value(own, *node));
            }
            self.order(own, known[own]);
        }
        for own in new {
            for (task, _) in &self.plan.nodes[own].tasks {
                self.waiting.insert((self.plan.ranks[&(own, *task)], own, *task));
            }
            self.plan_dependants(own);
        }
    }

    /// Where the first instance of an empty repeat stands: behind the siblings that come before it.
    pub(super) fn empty_place(&self, place: usize, parent: NodeId) -> Option<usize> {
        let tree = self.forest.main();
        let behind = |node: &NodeId| self.place(*node).is_some_and(|own| own > place);
        tree.children(parent).iter().position(behind)
    }

    /// Puts the instances of a node in order, of which those from `first` on are new and follow each other.
    fn order(&mut self, place: usize, first: usize) {
        let tree = self.forest.main();
        let instances = &self.instances[place];
        let before = first.checked_sub(1).and_then(|last| instances.get(last)).zip(instances.get(first));
        if before.is_none_or(|(last, new)| tree.order(*last, *new).is_lt()) {
            return;
        }
        self.instances[place].sort_by(|one, other| tree.order(*one, *other));
    }

    pub(super) fn remove_instance(&mut self, place: usize, node: NodeId) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            open.extend(self.forest.main().children(node));
            if let Some(held) = self.held.remove(&node) {
                self.instances[held.place].retain(|own| *own != node);
            }
        }
        self.forest.main_mut().remove(node);
        self.plan_dependants(place);
    }

    pub(super) fn first_values(&mut self, places: std::ops::Range<usize>) {
        for place in places {
            for node in self.instances[place].clone() {
                self.first_value(place, node);
            }
        }
    }

    /// The first value of an instance: given, calculated, or known to the device.
    pub(super) fn first_value(&mut self, place: usize, node: NodeId) {
        let own = &self.plan.nodes[place];
        let text = match (&own.default, &own.item.kind) {
            (Some(default), _) => self.evaluate(default, place, node).map(|value| self.text(node, &value)),
            (None, ItemKind::Question(_)) if !own.item.default.is_empty() => Some(own.item.default.clone()),
            (None, ItemKind::Question(QuestionType::Plain(entry))) => {
                let bound = own.item.bind.get("jr:preload").map(String::as_str);
                self.preloaded(entry.preload.or(bound.map(|bound| (bound, ""))))
            }
            (None, ItemKind::Question(_) | ItemKind::Group | ItemKind::Repeat | ItemKind::ExternalFile { .. }) => None,
        };
        let text = text.map(|text| typed(self.plan.value_type(place), &text));
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let text = self.available(place, node, &text);
            self.put(node, &text);
        }
    }

    fn preloaded(&self, preload: Option<(&str, &str)>) -> Option<String> {
        match preload? {
            ("timestamp", "start") => Some(Stamp { at: self.host.now(), whole_day: false }.text()),
            ("property", name) => self.host.property(name.trim_start_matches("uri:")),
            ("date", "today") => Some(Stamp { at: self.host.now(), whole_day: true }.text()),
            ("uid", _) => {
                let mut bytes = [0; 16];
                self.host.fill_random(&mut bytes);
                Some(format!("uuid:{}", uuid::Builder::from_random_bytes(bytes).into_uuid()))
            }
            _ => None,
        }
    }
}

/// A text as a value of its type keeps it; empty where it is none.
pub(super) fn typed(value_type: &str, text: &str) -> String {
    let number = || text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    match value_type {
        "int" => number().map(|number| format!("{:.0}", number.trunc())).unwrap_or_default(),
        "decimal" => number().map(number_text).unwrap_or_default(),
        "date" => {
            let day = text.split('T').next().unwrap_or_default();
            if NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok() { day.to_owned() } else { String::new() }
        }
        "geopoint" | "geotrace" | "geoshape" => place::typed(value_type, text).unwrap_or_default(),
        _ => text.to_owned(),
    }
}
