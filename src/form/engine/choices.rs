//! The choices of a form as instances that expressions can look into, and which of them a select shows.

use super::plan::{Plan, Task};
use super::session::Session;
use crate::form::xlsform::definition::{Choice, ChoiceSource, Definition, ItemKind, QuestionType};
use crate::form::xpath::{Context, Forest, Host, Name, NodeId, NodeKind, Spot, Tree};
use std::collections::BTreeSet;

/// Adds the lists of choices and, empty, the files that do not come with the form.
pub(super) fn add(form: &Definition, forest: &mut Forest) {
    for (list, choices) in form.choices.iter().chain(&form.external_choices) {
        forest.add(list, tree(choices));
    }
    for file in files(form) {
        if !form.choices.contains_key(&file) {
            forest.add(file, tree(&[]));
        }
    }
    forest.add("__last-saved", Tree::default());
}

/// The instances that stand in files: of selects, of `pulldata()`, and named outright.
fn files(form: &Definition) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for item in form.walk() {
        match &item.kind {
            ItemKind::ExternalFile { .. } => {
                files.insert(item.name.clone());
            }
            ItemKind::Question(QuestionType::Select { list: ChoiceSource::File(file), .. }) => {
                files.insert(file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_owned());
            }
            ItemKind::Question(_) | ItemKind::Group | ItemKind::Repeat => {}
        }
        for text in item.bind.values().chain([&item.choice_filter, &item.default]) {
            for (at, call) in text.match_indices("pulldata(").chain(text.match_indices("instance(")) {
                let rest = text[at + call.len()..].trim_start();
                let quoted = rest.strip_prefix(['\'', '"']).and_then(|rest| rest.split(['\'', '"']).next());
                files.extend(quoted.map(str::to_owned));
            }
        }
    }
    files
}

fn tree(choices: &[Choice]) -> Tree {
    let mut tree = Tree::default();
    let root = add_element(&mut tree, Tree::ROOT, "root", "");
    for choice in choices {
        let item = add_element(&mut tree, root, "item", "");
        add_element(&mut tree, item, "name", &choice.name);
        let label = choice.label.get("").or_else(|| choice.label.values().next()).map_or("", String::as_str);
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

/// The values of the choices that a select shows at `node`.
pub(super) fn shown(session: &Session, plan: &Plan, place: usize, node: NodeId, host: &dyn Host) -> Vec<String> {
    let item = &plan.nodes[place].item;
    let ItemKind::Question(QuestionType::Select { list, .. }) = &item.kind else { return Vec::new() };
    let forest = session.forest();
    let items = match list {
        ChoiceSource::List(name) | ChoiceSource::External(name) => items(forest, name),
        ChoiceSource::File(file) => items(forest, file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem)),
        ChoiceSource::Answers(name) => return session.answers(name),
    };
    let size = items.len();
    let keeps = |position: usize, item: Spot| {
        let Some(filter) = plan.expression(place, Task::Filter) else { return true };
        session.with_references(filter, place, |references| {
            let own = Context::of(forest, host, Spot { tree: 0, node });
            let context = Context { node: item, position: position + 1, size, references: Some(references), ..own };
            filter.xpath.evaluate(&context).is_ok_and(|value| context.truth(&value))
        })
    };
    let kept = items.iter().enumerate().filter(|(position, item)| keeps(*position, **item));
    let mut names: Vec<String> = kept.filter_map(|(_, item)| child_text(forest, *item, "name")).collect();
    names.retain(|name| !name.is_empty());
    names
}

fn items(forest: &Forest, name: &str) -> Vec<Spot> {
    let Some(instance) = forest.instance(name) else { return Vec::new() };
    let tree = forest.tree(instance);
    let roots = tree.children(instance.node).iter();
    roots.flat_map(|root| tree.children(*root)).map(|node| Spot { node: *node, ..instance }).collect()
}

fn child_text(forest: &Forest, item: Spot, name: &str) -> Option<String> {
    let tree = forest.tree(item);
    let found = tree.children(item.node).iter().find(|child| &*tree.name(**child).local == name)?;
    Some(tree.text(*found))
}
