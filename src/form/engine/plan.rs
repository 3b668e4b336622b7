//! A form made ready to run: its nodes with their expressions read, and what depends on what.

use crate::form::graph;
use crate::form::xlsform::definition::{Control, Definition, Item, ItemKind, QuestionType};
use crate::form::xlsform::standard;
use crate::form::xpath::Xpath;
use std::collections::{BTreeSet, HashMap};

/// What an expression decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Task {
    /// How many times a repeat is there.
    Count,
    /// Whether a node is there at all.
    Relevant,
    /// What a node's value is.
    Calculate,
    /// Whether an answer is wanted.
    Required,
    /// Whether an answer can be changed.
    ReadOnly,
    /// Whether an answer is allowed.
    Constraint,
    /// Which choices there are; an answer that is none of them any more falls.
    Filter,
}

/// An expression and the nodes that its references name.
#[derive(Debug)]
pub(super) struct Expression {
    pub(super) xpath: Xpath,
    /// For each reference the node, and whether all of its instances are meant wherever the expression stands.
    pub(super) targets: Vec<(Option<usize>, bool)>,
}

/// A node of the form, whatever the number of its instances.
#[derive(Debug)]
pub(super) struct PlanNode {
    /// What its author said of it, without what it contains.
    pub(super) item: Item,
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// The children by their names; the first of those that share one.
    by_name: HashMap<String, usize>,
    pub(super) tasks: Vec<(Task, Expression)>,
    /// Expressions of other columns that were asked for, by their column; they decide nothing here.
    pub(super) extras: Vec<(String, Expression)>,
    /// The first value, where it is calculated.
    pub(super) default: Option<Expression>,
    /// What is set when a trigger changes; an empty text without a calculation.
    pub(super) triggered: Option<Expression>,
    /// What must be done again when its value changes: the node and the task.
    pub(super) dependants: Vec<(usize, Task)>,
    /// The nodes that react to its change.
    pub(super) reactions: Vec<usize>,
}

/// A form made ready to run.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) nodes: Vec<PlanNode>,
    /// In which order tasks are done: each after what it depends on.
    pub(super) ranks: HashMap<(usize, Task), usize>,
}

impl Plan {
    /// Reads all expressions, those of the columns `extras` too.
    pub(super) fn of(form: &Definition, extras: &[&str]) -> Self {
        let mut plan = Self { nodes: Vec::new(), ranks: HashMap::new() };
        let root = Item { name: form.root.clone(), ..Item::default() };
        plan.add(root, None, &form.items);
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, node) in plan.nodes.iter().enumerate() {
            names.entry(node.item.name.clone()).or_default().push(place);
        }
        for place in 0..plan.nodes.len() {
            plan.read(place, &names, extras);
        }
        plan.connect(&names);
        plan
    }

    fn add(&mut self, item: Item, parent: Option<usize>, items: &[Item]) -> usize {
        let place = self.nodes.len();
        self.nodes.push(PlanNode {
            item,
            parent,
            children: Vec::new(),
            by_name: HashMap::new(),
            tasks: Vec::new(),
            extras: Vec::new(),
            default: None,
            triggered: None,
            dependants: Vec::new(),
            reactions: Vec::new(),
        });
        for child in items.iter().filter(|child| !matches!(child.kind, ItemKind::ExternalFile { .. })) {
            let own = Item { items: Vec::new(), ..child.clone() };
            let name = own.name.clone();
            let child = self.add(own, Some(place), &child.items);
            self.nodes[place].children.push(child);
            self.nodes[place].by_name.entry(name).or_insert(child);
        }
        place
    }

    /// Reads the expressions of a node. One that cannot be read is left out; whoever imports the form was told.
    fn read(&mut self, place: usize, names: &HashMap<String, Vec<usize>>, extras: &[&str]) {
        let expression = |text: &str| -> Option<Expression> {
            let xpath = Xpath::parse(standard(text)).ok()?;
            let everywhere = arguments_of_indexed_repeat(text);
            let target = |(name, span): &(String, std::ops::Range<usize>)| {
                let found = names.get(name).and_then(|found| found.first().copied());
                (found.filter(|_| !name.starts_with("last-saved#")), everywhere.contains(&span.start))
            };
            let targets = xpath.references().iter().map(target).collect();
            Some(Expression { xpath, targets })
        };
        let item = &self.nodes[place].item;
        let bind = |key: &str| item.bind.get(key).filter(|text| !text.trim().is_empty());
        // A group has no value: one that is calculated would take the place of what the group contains.
        let is_value = matches!(item.kind, ItemKind::Question(_));
        let calculation = bind("calculate").filter(|_| is_value);
        let mut tasks = Vec::new();
        for (task, text) in [
            (Task::Count, item.control.get("jr:count")),
            (Task::Relevant, bind("relevant")),
            (Task::Calculate, calculation.filter(|_| item.triggers.is_empty())),
            (Task::Required, bind("required")),
            (Task::ReadOnly, bind("readonly")),
            (Task::Constraint, bind("constraint")),
            (Task::Filter, Some(&item.choice_filter).filter(|text| !text.is_empty())),
        ] {
            tasks.extend(text.and_then(|text| expression(text)).map(|expression| (task, expression)));
        }
        let default = if item.is_default_dynamic && is_value { expression(&item.default) } else { None };
        let triggered = calculation.filter(|_| !item.triggers.is_empty()).and_then(|text| expression(text));
        let extra = |column: &&str| Some(((*column).to_owned(), expression(item.extra.get(column)?)?));
        let extras = extras.iter().filter_map(extra).collect();
        let node = &mut self.nodes[place];
        (node.tasks, node.extras, node.default, node.triggered) = (tasks, extras, default, triggered);
    }

    /// Finds what each task depends on, and an order for them.
    fn connect(&mut self, names: &HashMap<String, Vec<usize>>) {
        let all: Vec<(usize, Task)> = self
            .nodes
            .iter()
            .enumerate()
            .flat_map(|(place, node)| node.tasks.iter().map(move |(task, _)| (place, *task)))
            .collect();
        let mut deciding: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, (place, task)) in all.iter().enumerate() {
            if matches!(task, Task::Calculate | Task::Relevant | Task::Count) {
                deciding.entry(*place).or_default().push(index);
            }
        }
        let mut needs: Vec<Vec<usize>> = Vec::with_capacity(all.len());
        for (index, &(place, task)) in all.iter().enumerate() {
            let sources = self.sources(place, task, names);
            let before = sources.iter().filter_map(|source| deciding.get(source)).flatten();
            needs.push(before.copied().filter(|other| *other != index).collect());
            for source in sources {
                self.nodes[source].dependants.push((place, task));
            }
        }
        let order = graph::order(&needs).unwrap_or_else(|_| (0..all.len()).collect());
        self.ranks = order.into_iter().enumerate().map(|(rank, task)| (all[task], rank)).collect();
        for place in 0..self.nodes.len() {
            for trigger in self.nodes[place].item.triggers.clone() {
                if let Some(&source) = names.get(&trigger).and_then(|found| found.first()) {
                    self.nodes[source].reactions.push(place);
                }
            }
        }
    }

    /// The nodes whose values a task looks at.
    fn sources(&self, place: usize, task: Task, names: &HashMap<String, Vec<usize>>) -> BTreeSet<usize> {
        let Some(expression) = self.expression(place, task) else { return BTreeSet::new() };
        let mut sources: BTreeSet<usize> = expression.targets.iter().filter_map(|(target, _)| *target).collect();
        for name in expression.xpath.names() {
            sources.extend(names.get(name).into_iter().flatten());
        }
        if task != Task::Calculate && task != Task::Relevant {
            sources.remove(&place);
        }
        sources
    }

    /// The nodes whose values a task looks at, by the names in its expression.
    pub(super) fn sources_of(&self, place: usize, task: Task) -> BTreeSet<usize> {
        let Some(expression) = self.expression(place, task) else { return BTreeSet::new() };
        let named = expression.xpath.names();
        let by_name = self.nodes.iter().enumerate().filter(|(_, node)| named.contains(&node.item.name.as_str()));
        expression.targets.iter().filter_map(|(target, _)| *target).chain(by_name.map(|(place, _)| place)).collect()
    }

    /// The nearest repeat that both nodes are in; a repeat is not in itself.
    pub(super) fn common_repeat(&self, one: usize, other: usize) -> Option<usize> {
        let up = |place: usize| std::iter::successors(self.nodes[place].parent, |place| self.nodes[*place].parent);
        let others: Vec<usize> = up(other).collect();
        up(one).find(|place| self.nodes[*place].item.kind == ItemKind::Repeat && others.contains(place))
    }

    /// The child of a node that has this name.
    pub(super) fn child(&self, place: usize, name: &str) -> Option<usize> {
        self.nodes[place].by_name.get(name).copied()
    }

    /// The expression of a node's task.
    pub(super) fn expression(&self, place: usize, task: Task) -> Option<&Expression> {
        self.nodes[place].tasks.iter().find(|(own, _)| *own == task).map(|(_, expression)| expression)
    }

    /// The type of a node's value; a range of whole numbers holds one.
    pub(super) fn value_type(&self, place: usize) -> &str {
        let item = &self.nodes[place].item;
        let own = item.bind.get("type").map(String::as_str);
        match &item.kind {
            ItemKind::Question(QuestionType::Plain(entry)) => {
                let is_fraction = item.parameters.values().any(|value| value.contains('.'));
                let is_scale = entry.control == Control::Range && is_fraction;
                own.unwrap_or(if is_scale { "decimal" } else { entry.value })
            }
            ItemKind::Question(QuestionType::Select { .. }) | ItemKind::ExternalFile { .. } => "string",
            ItemKind::Group | ItemKind::Repeat => "",
        }
    }

    /// Whether a node has a task of this kind.
    pub(super) fn has(&self, place: usize, task: Task) -> bool {
        self.expression(place, task).is_some()
    }

    /// Whether a node holds a value.
    pub(super) fn is_value(&self, place: usize) -> bool {
        matches!(self.nodes[place].item.kind, ItemKind::Question(_))
    }
}

/// Where references stand that are the first, second, fourth or sixth argument of `indexed-repeat()`: they mean all
/// instances, of which the numbers choose one.
fn arguments_of_indexed_repeat(text: &str) -> Vec<usize> {
    const CALL: &str = "indexed-repeat(";
    let mut found = Vec::new();
    for (start, _) in text.match_indices(CALL) {
        let (mut depth, mut argument) = (0_usize, 0);
        for (offset, letter) in text[start + CALL.len()..].char_indices() {
            match letter {
                '(' | '[' => depth += 1,
                ')' if depth == 0 => break,
                ')' | ']' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => argument += 1,
                '$' if depth == 0 && matches!(argument, 0 | 1 | 3 | 5) => found.push(start + CALL.len() + offset),
                _ => {}
            }
        }
    }
    found
}
