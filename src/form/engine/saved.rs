//! Going on with what was recorded, and looking at single nodes.

use super::choices::Instances;
use super::plan::{Plan, Task};
use super::session::{MOST_NODES, Session};
use crate::form::xlsform::definition::{Definition, ItemKind};
use crate::form::xpath::{Host, NodeId, Tree};
use std::sync::Arc;

/// A form whose expressions were read, for any number of sessions.
#[derive(Debug, Clone)]
pub struct Blueprint {
    form: Arc<Definition>,
    plan: Arc<Plan>,
    instances: Instances,
}

/// What was recorded of a form. Paths number the instances of repeats from 1.
#[derive(Debug, Clone, Default)]
pub struct Saved<'a> {
    /// How many instances a repeat has, `/data/household`, outer repeats before inner ones and each in the order of the
    /// document; none where it is not named.
    pub rows: Vec<(String, usize)>,
    /// Values by their paths.
    pub values: Vec<(String, &'a str)>,
}

/// What a single node is, in no language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look<'a> {
    /// The value; empty while it is not relevant.
    pub value: &'a str,
    /// Whether it and all that it is in are there.
    pub is_relevant: bool,
    /// Whether an answer is wanted.
    pub is_required: bool,
    /// Whether it cannot be changed.
    pub is_read_only: bool,
    /// Whether its value meets the constraint; true where there is none.
    pub is_allowed: bool,
}

impl Blueprint {
    /// Reads the expressions of a form, also those in its `columns`, which [`Session::extra`] evaluates.
    #[must_use]
    pub fn of(form: Definition, columns: &[&str], instances: Instances) -> Self {
        let plan = Arc::new(Plan::of(&form, columns));
        Self { form: Arc::new(form), plan, instances }
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &Definition {
        &self.form
    }

    /// The names of the nodes on which the conditions of the node called `name`, and of the groups it is in, rest; those
    /// of calculations instead of the calculations themselves.
    #[must_use]
    pub fn condition_sources(&self, name: &str) -> Vec<&str> {
        let nodes = &self.plan.nodes;
        let Some(own) = nodes.iter().position(|node| node.item.name == name) else { return Vec::new() };
        let up = std::iter::successors(Some(own), |place| nodes[*place].parent);
        let mut open: Vec<usize> = up.flat_map(|place| self.plan.sources_of(place, Task::Relevant)).collect();
        let mut seen = Vec::new();
        let mut found = Vec::new();
        while let Some(place) = open.pop() {
            if seen.contains(&place) {
                continue;
            }
            seen.push(place);
            if self.plan.has(place, Task::Calculate) {
                open.extend(self.plan.sources_of(place, Task::Calculate));
            } else if self.plan.is_value(place) {
                found.push(nodes[place].item.name.as_str());
            }
        }
        found
    }
}

impl Session {
    /// Goes on with a form. A repeat has the instances that were recorded and no other; nothing has a first value that
    /// was not recorded.
    #[must_use]
    pub fn resume(blueprint: &Blueprint, host: Box<dyn Host>, saved: &Saved<'_>) -> Self {
        let mut session = Self::empty(&blueprint.form, Arc::clone(&blueprint.plan), host, &blueprint.instances);
        session.is_live = false;
        session.create(0, Tree::ROOT, None, false);
        for (path, count) in &saved.rows {
            session.add_rows(path, *count);
        }
        let later = session.put_all(&saved.values);
        session.plan_all();
        session.work();
        if !later.is_empty() {
            // Their instances came with the number that was calculated.
            session.put_all(&later);
            session.plan_all();
            session.work();
        }
        session
    }

    /// Adds instances to a repeat that has none and whose number is not calculated; repeats are named in the order of
    /// the document.
    fn add_rows(&mut self, path: &str, count: usize) {
        let Some((parent, place)) = self.repeat(path) else { return };
        if self.plan.has(place, Task::Count) {
            return;
        }
        let first = self.empty_place(place, parent);
        for number in 0..count {
            if self.held.len() >= MOST_NODES {
                return;
            }
            self.create(place, parent, first.map(|first| first + number), false);
        }
    }

    /// The repeat at a path, and the node that it is in.
    fn repeat(&self, path: &str) -> Option<(NodeId, usize)> {
        let (outer, name) = path.rsplit_once('/')?;
        let parent = self.find(outer)?;
        let place = self.plan.child(self.place(parent)?, name)?;
        (self.plan.nodes[place].item.kind == ItemKind::Repeat).then_some((parent, place))
    }

    /// Puts values into the nodes that are there; the others come back.
    fn put_all<'a>(&mut self, values: &[(String, &'a str)]) -> Vec<(String, &'a str)> {
        let mut later = Vec::new();
        for (path, value) in values {
            match self.find(path).filter(|node| self.place(*node).is_some_and(|place| self.plan.is_value(place))) {
                Some(node) => self.put(node, value),
                None => later.push((path.clone(), *value)),
            }
        }
        later
    }

    /// Does what the form does by itself when values were recorded: gives the `new` nodes their first values, then sets
    /// what reacts to the `changed` ones, and the `again` ones that react to what is gone.
    pub fn act(&mut self, new: &[String], changed: &[String], again: &[String]) {
        self.is_live = true;
        for path in new {
            let Some(node) = self.find(path) else { continue };
            let place = self.held(node).place;
            self.first_value(place, node);
            self.plan_dependants(place);
        }
        self.work();
        for path in changed {
            let Some(node) = self.find(path) else { continue };
            self.plan_reactions(self.held(node).place, node);
        }
        for path in again {
            let Some(node) = self.find(path) else { continue };
            self.plan_reaction(self.held(node).place, node);
        }
        self.work();
    }

    /// The value of the node at a path, also while it is not relevant; none where there is no such node.
    #[must_use]
    pub fn kept(&self, path: &str) -> Option<&str> {
        self.find(path).map(|node| self.held(node).value.as_str())
    }

    /// How many instances the repeat at a path has.
    #[must_use]
    pub fn row_count(&self, path: &str) -> usize {
        self.repeat(path).map_or(0, |(parent, place)| self.below(parent, place).len())
    }

    /// What the node at a path is.
    #[must_use]
    pub fn look(&self, path: &str) -> Option<Look<'_>> {
        let node = self.find(path)?;
        let held = self.held(node);
        let is_relevant = self.is_relevant(node);
        Some(Look {
            value: if is_relevant { &held.value } else { "" },
            is_relevant,
            is_required: held.is_required,
            is_read_only: self.is_read_only(node),
            is_allowed: held.is_allowed || held.value.is_empty(),
        })
    }

    /// A text of the node at a path with the values that it names.
    #[must_use]
    pub fn fill(&self, path: &str, text: &str) -> String {
        match self.find(path) {
            Some(node) => self.filled(&self.plan, self.held(node).place, node, text).trim().to_owned(),
            None => text.to_owned(),
        }
    }

    /// What the expression in a column of the node at a path comes to; none without one, or where it has no value.
    #[must_use]
    pub fn extra(&self, path: &str, column: &str) -> Option<String> {
        let node = self.find(path)?;
        let place = self.place(node)?;
        let (_, expression) = self.plan.nodes[place].extras.iter().find(|(own, _)| own == column)?;
        let value = self.evaluate(expression, place, node)?;
        Some(self.text(node, &value)).filter(|text| !text.is_empty())
    }
}
