//! The choices of a form as instances that expressions can look into, and which of them a select shows.

use super::files::{FileProblem, Files, items, stem};
use super::plan::{Plan, Task};
use super::session::Session;
use crate::form::xlsform::definition::{Choice, ChoiceSource, Definition, Item, ItemKind, QuestionType};
use crate::form::xpath::{Context, Forest, Host, Lookups, Name, NodeId, NodeKind, Spot, Tree};
use std::sync::Arc;

/// The language that a form begins in; empty where it has one only.
pub(super) fn language(form: &Definition) -> &str {
    let default = form.languages.iter().find(|one| **one == form.default_language);
    default.or(form.languages.first()).map_or("", String::as_str)
}

/// The instances of a form beside the main one: its lists of choices, and the files that come with it.
#[derive(Debug, Clone, Default)]
pub struct Instances {
    pub(super) trees: Lookups,
    pub(super) problems: Vec<FileProblem>,
}

impl Instances {
    /// Makes them. What is wrong with a file is kept; its instance is empty.
    #[must_use]
    pub fn of(form: &Definition, files: &Files) -> Self {
        let mut forest = Forest::default();
        for (list, choices) in form.choices.iter().chain(&form.external_choices) {
            forest.add(list, tree(choices, language(form)));
        }
        let problems = files.add_to(form, &mut forest);
        forest.add("__last-saved", Tree::default());
        Self { trees: forest.lookups(), problems }
    }

    /// The choices of a select that stand in a file, whatever its filter says; none for any other question.
    #[must_use]
    pub fn choices_in_file(&self, item: &Item) -> Vec<ShownChoice> {
        let ItemKind::Question(QuestionType::Select { list: list @ ChoiceSource::File(_), .. }) = &item.kind else {
            return Vec::new();
        };
        let (instance, value, label) = columns(item, list);
        let forest = Forest::over(Arc::clone(&self.trees));
        let Some(root) = forest.instance(instance) else { return Vec::new() };
        let nodes = items(forest.tree(root));
        nodes.filter_map(|node| choice(&forest, Spot { node, ..root }, value, label)).collect()
    }
}

/// An item as a choice; none without a value.
fn choice(forest: &Forest, item: Spot, value: &str, label: &str) -> Option<ShownChoice> {
    let text = |column| child_text(forest, item, column).filter(|text| !text.is_empty());
    let value = text(value)?;
    Some(ShownChoice { label: text(label).unwrap_or_else(|| value.clone()), value })
}

fn tree(choices: &[Choice], language: &str) -> Tree {
    let mut tree = Tree::default();
    let root = add_element(&mut tree, Tree::ROOT, "root", "");
    for choice in choices {
        let item = add_element(&mut tree, root, "item", "");
        add_element(&mut tree, item, "name", &choice.name);
        let own = choice.label.get(language).or_else(|| choice.label.get(""));
        let label = own.or_else(|| choice.label.values().next()).map_or("", String::as_str);
        add_element(&mut tree, item, "label", label);
        for (name, value) in &choice.extra {
            add_element(&mut tree, item, name, value);
        }
    }
    tree
}

/// Adds an element with a text.
pub(super) fn add_element(tree: &mut Tree, parent: NodeId, name: &str, text: &str) -> NodeId {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let name = Name { prefix: prefix.into(), local: local.into(), namespace: "".into() };
    let node = tree.add(parent, NodeKind::Element, name, "");
    tree.set_text(node, text);
    node
}

/// The column that holds the values of choices: of those in files the one that the question names.
pub(super) fn value_column<'a>(item: &'a Item, file: &str) -> &'a str {
    item.parameters.get("value").map_or(if is_geojson(file) { "id" } else { "name" }, String::as_str)
}

/// The column that holds what people read of choices, likewise.
pub(super) fn label_column<'a>(item: &'a Item, file: &str) -> &'a str {
    item.parameters.get("label").map_or(if is_geojson(file) { "title" } else { "label" }, String::as_str)
}

fn is_geojson(file: &str) -> bool {
    file.ends_with(".geojson")
}

/// A choice as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownChoice {
    /// The value that an answer holds.
    pub value: String,
    /// What people read; the value where the choice has no label.
    pub label: String,
}

/// The values of the choices that a select shows at `node`.
pub(super) fn values(session: &Session, plan: &Plan, place: usize, node: NodeId, host: &dyn Host) -> Vec<String> {
    let ItemKind::Question(QuestionType::Select { list, .. }) = &plan.nodes[place].item.kind else { return Vec::new() };
    if let ChoiceSource::Answers(name) = list {
        return session.answers(name);
    }
    let (_, value, _) = columns(&plan.nodes[place].item, list);
    let kept = kept(session, plan, place, node, host).into_iter();
    kept.filter_map(|item| child_text(session.forest(), item, value)).filter(|value| !value.is_empty()).collect()
}

/// The same with what people read of them.
pub(super) fn shown(session: &Session, plan: &Plan, place: usize, node: NodeId, host: &dyn Host) -> Vec<ShownChoice> {
    let ItemKind::Question(QuestionType::Select { list, .. }) = &plan.nodes[place].item.kind else { return Vec::new() };
    if let ChoiceSource::Answers(name) = list {
        let answers = session.answers(name).into_iter();
        return answers.map(|value| ShownChoice { label: value.clone(), value }).collect();
    }
    let (_, value, label) = columns(&plan.nodes[place].item, list);
    let kept = kept(session, plan, place, node, host).into_iter();
    kept.filter_map(|item| choice(session.forest(), item, value, label)).collect()
}

/// The instance that choices come from, and the columns of their values and labels.
fn columns<'a>(item: &'a Item, list: &'a ChoiceSource) -> (&'a str, &'a str, &'a str) {
    match list {
        ChoiceSource::List(name) | ChoiceSource::External(name) | ChoiceSource::Answers(name) => {
            (name, "name", "label")
        }
        ChoiceSource::File(file) => (stem(file), value_column(item, file), label_column(item, file)),
    }
}

/// The items that the filter of a select keeps at `node`.
fn kept(session: &Session, plan: &Plan, place: usize, node: NodeId, host: &dyn Host) -> Vec<Spot> {
    let item = &plan.nodes[place].item;
    let ItemKind::Question(QuestionType::Select { list, .. }) = &item.kind else { return Vec::new() };
    let forest = session.forest();
    let Some(instance) = forest.instance(columns(item, list).0) else { return Vec::new() };
    let mut items: Vec<Spot> = items(forest.tree(instance)).map(|node| Spot { node, ..instance }).collect();
    let Some(filter) = plan.expression(place, Task::Filter) else { return items };
    let (size, mut position) = (items.len(), 0);
    session.with_references(filter, place, |references| {
        let own = Context::of(forest, host, Spot { tree: 0, node });
        items.retain(|item| {
            position += 1;
            let context = Context { node: *item, position, size, references: Some(references), ..own };
            filter.xpath.evaluate(&context).is_ok_and(|value| context.truth(&value))
        });
    });
    items
}

fn child_text(forest: &Forest, item: Spot, name: &str) -> Option<String> {
    let tree = forest.tree(item);
    let found = tree.children(item.node).iter().find(|child| &*tree.name(**child).local == name)?;
    Some(tree.text(*found))
}
