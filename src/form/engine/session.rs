//! The instances of a form while it is filled in, and the actions on them.

use super::choices::{self, Instances, ShownChoice};
use super::files::{FileProblem, Files};
use super::instances::typed;
use super::plan::{Expression, Plan, Task};
use super::state::{self, NodeState};
use crate::form::xlsform::definition::{ChoiceSource, Definition, ItemKind, QuestionType};
use crate::form::xpath::{Context, Forest, Host, NodeId, References, Spot, Tree, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How many nodes a form can have with all its repeats: counted repeats in counted repeats multiply.
pub(super) const MOST_NODES: usize = 200_000;

/// What an instance holds beside its text.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) place: usize,
    /// The value, kept also while it is not relevant.
    pub(super) value: String,
    pub(super) is_relevant: bool,
    pub(super) is_required: bool,
    pub(super) is_read_only: bool,
    pub(super) is_allowed: bool,
}

/// Why an action cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionProblem {
    /// There is no node at this path.
    #[error("there is no node at `{0}`")]
    NoNode(String),
    /// The node holds no value.
    #[error("`{0}` takes no answer")]
    NoValue(String),
    /// The node is no repeat, its number is calculated, or the form has more nodes than anybody fills in.
    #[error("nothing can be added to `{0}`")]
    NoRepeat(String),
}

impl ActionProblem {
    /// A stable code, for machines and for the texts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoNode(_) => "no_node",
            Self::NoValue(_) => "no_value",
            Self::NoRepeat(_) => "no_repeat",
        }
    }

    /// The path that it is about.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::NoNode(path) | Self::NoValue(path) | Self::NoRepeat(path) => path,
        }
    }
}

/// A form that is being filled in.
pub struct Session {
    pub(super) plan: Arc<Plan>,
    pub(super) forest: Forest,
    pub(super) held: HashMap<NodeId, Held>,
    /// The instances of each node of the form, in the order of the document.
    pub(super) instances: Vec<Vec<NodeId>>,
    pub(super) host: Box<dyn Host>,
    pub(super) language: String,
    pub(super) default_language: String,
    pub(super) waiting: BTreeSet<(usize, usize, Task)>,
    /// The nodes that react to another, once nothing else waits: they see what follows from the change.
    reacting: BTreeSet<(usize, NodeId)>,
    /// Whether new nodes get first values and nodes react to others: not while recorded values are put back.
    pub(super) is_live: bool,
    file_problems: Vec<FileProblem>,
}

impl Session {
    /// Begins to fill in a form: first values, calculations and conditions are done.
    /// Files that come with it are taken as missing.
    #[must_use]
    pub fn begin(form: &Definition, host: Box<dyn Host>) -> Self {
        Self::with_files(form, host, &Files::default())
    }

    /// The same with the files that come with the form, of which [`Files::wanted`] gives the names.
    #[must_use]
    pub fn with_files(form: &Definition, host: Box<dyn Host>, files: &Files) -> Self {
        let instances = Instances::of(form, files);
        let mut session = Self::empty(form, Arc::new(Plan::of(form, &[])), host, &instances);
        session.create(0, Tree::ROOT, None, true);
        session.first_values(0..session.plan.nodes.len());
        session.plan_all();
        session.work();
        session
    }

    /// A session without any instance of the form, over the instances of its choices and files.
    pub(super) fn empty(form: &Definition, plan: Arc<Plan>, host: Box<dyn Host>, instances: &Instances) -> Self {
        Self {
            instances: vec![Vec::new(); plan.nodes.len()],
            language: choices::language(form).to_owned(),
            default_language: form.default_language.clone(),
            plan,
            forest: Forest::over(Arc::clone(&instances.trees)),
            held: HashMap::new(),
            host,
            waiting: BTreeSet::new(),
            reacting: BTreeSet::new(),
            is_live: true,
            file_problems: instances.problems.clone(),
        }
    }

    /// What is wrong with the files that come with the form; their instances are empty.
    #[must_use]
    pub fn file_problems(&self) -> &[FileProblem] {
        &self.file_problems
    }

    /// The choices of the select at `path`, as its filter leaves them: those of `select_one_external` too, which the
    /// states show as a text. None where there is no select.
    #[must_use]
    pub fn choices(&self, path: &str) -> Option<Vec<ShownChoice>> {
        let node = self.find(path)?;
        let place = self.place(node)?;
        let is_select = matches!(self.plan.nodes[place].item.kind, ItemKind::Question(QuestionType::Select { .. }));
        is_select.then(|| choices::shown(self, &self.plan, place, node, &*self.host))
    }

    /// The language in use; empty where the form has one only.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    pub(super) fn default_language(&self) -> &str {
        &self.default_language
    }

    pub(super) fn forest(&self) -> &Forest {
        &self.forest
    }

    pub(super) fn held(&self, node: NodeId) -> &Held {
        &self.held[&node]
    }

    /// Answers the question at `path`, `/data/household[2]/age`. An empty text takes the answer away.
    ///
    /// # Errors
    /// [`ActionProblem::NoNode`], [`ActionProblem::NoValue`]; nothing has changed then.
    pub fn answer(&mut self, path: &str, value: &str) -> Result<(), ActionProblem> {
        let node = self.find(path).ok_or_else(|| ActionProblem::NoNode(path.to_owned()))?;
        if !self.plan.is_value(self.held[&node].place) {
            return Err(ActionProblem::NoValue(path.to_owned()));
        }
        self.set(node, value);
        self.work();
        Ok(())
    }

    /// Adds an instance to the repeat at `path`, `/data/household`, behind those that are there.
    ///
    /// # Errors
    /// [`ActionProblem::NoNode`], [`ActionProblem::NoRepeat`]; nothing has changed then.
    pub fn add_repeat(&mut self, path: &str) -> Result<(), ActionProblem> {
        let (parent_path, name) = path.rsplit_once('/').ok_or_else(|| ActionProblem::NoNode(path.to_owned()))?;
        let parent = self.find(parent_path).ok_or_else(|| ActionProblem::NoNode(path.to_owned()))?;
        let place = self.plan.child(self.held[&parent].place, name);
        let place = place.ok_or_else(|| ActionProblem::NoNode(path.to_owned()))?;
        let is_repeat = self.plan.nodes[place].item.kind == ItemKind::Repeat;
        if !is_repeat || self.plan.has(place, Task::Count) || self.held.len() >= MOST_NODES {
            return Err(ActionProblem::NoRepeat(path.to_owned()));
        }
        self.add_instance(place, parent);
        self.work();
        Ok(())
    }

    /// All nodes as people see them, by their paths, and in the order of the document.
    #[must_use]
    pub fn states(&self) -> Vec<(String, NodeState)> {
        let mut states = Vec::new();
        let Some(&root) = self.instances.first().and_then(|instances| instances.first()) else { return states };
        self.collect(0, root, &format!("/{}", self.plan.nodes[0].item.name), &mut states);
        states
    }

    fn collect(&self, place: usize, node: NodeId, path: &str, states: &mut Vec<(String, NodeState)>) {
        for &child in &self.plan.nodes[place].children {
            let item = &self.plan.nodes[child].item;
            let own = format!("{path}/{}", item.name);
            let nodes = self.below(node, child);
            if item.kind == ItemKind::Repeat {
                states.push((own.clone(), self.range(child, node, &nodes)));
            }
            for (number, &instance) in (1..).zip(&nodes) {
                let own = if item.kind == ItemKind::Repeat { format!("{own}[{number}]") } else { own.clone() };
                states.push((own.clone(), state::of(self, &self.plan, child, instance, &*self.host)));
                self.collect(child, instance, &own, states);
            }
        }
    }

    /// A repeat as a whole.
    fn range(&self, place: usize, parent: NodeId, nodes: &[NodeId]) -> NodeState {
        let is_counted = self.plan.has(place, Task::Count);
        let kind = if is_counted { "repeat-range:controlled" } else { "repeat-range:uncontrolled" };
        let own = nodes.first().map(|node| state::of(self, &self.plan, place, *node, &*self.host));
        let label = own.as_ref().and_then(|own| own.label.clone()).or_else(|| {
            let item = &self.plan.nodes[place].item;
            item.label.get(&self.language).or_else(|| item.label.get("")).cloned()
        });
        NodeState {
            kind,
            label,
            value: None,
            options: None,
            is_relevant: own.as_ref().map_or_else(|| self.is_relevant(parent), |own| own.is_relevant),
            is_required: false,
            is_read_only: own.is_some_and(|own| own.is_read_only),
            violation: None,
        }
    }

    /// The node at a path; repeats are numbered from 1.
    pub(super) fn find(&self, path: &str) -> Option<NodeId> {
        let mut steps = path.strip_prefix('/')?.split('/');
        let mut node = *self.instances.first()?.first()?;
        (steps.next()? == self.plan.nodes[0].item.name).then_some(())?;
        for step in steps {
            let (name, number) = match step.split_once('[') {
                Some((name, rest)) => (name, rest.strip_suffix(']')?.parse::<usize>().ok()?),
                None => (step, 1),
            };
            let outer = self.held[&node].place;
            let place = self.plan.child(outer, name)?;
            let at = number.checked_sub(1)?;
            // Where there is one instance around, all instances are in it.
            let is_only = self.instances[outer].len() == 1;
            node = if is_only { *self.instances[place].get(at)? } else { *self.below(node, place).get(at)? };
        }
        Some(node)
    }

    /// The instances of `place` that are children of `parent`.
    pub(super) fn below(&self, parent: NodeId, place: usize) -> Vec<NodeId> {
        let all = &self.instances[place];
        if self.plan.nodes[place].item.kind != ItemKind::Repeat && all.len() == 1 {
            return all.clone();
        }
        let tree = self.forest.main();
        tree.children(parent).iter().copied().filter(|node| self.place(*node) == Some(place)).collect()
    }

    pub(super) fn place(&self, node: NodeId) -> Option<usize> {
        self.held.get(&node).map(|held| held.place)
    }

    pub(super) fn plan_all(&mut self) {
        self.waiting = self.plan.ranks.iter().map(|((place, task), rank)| (*rank, *place, *task)).collect();
    }

    pub(super) fn plan_dependants(&mut self, place: usize) {
        for &(own, task) in &self.plan.nodes[place].dependants {
            self.waiting.insert((self.plan.ranks[&(own, task)], own, task));
        }
    }

    /// Does what waits, until nothing does. Conditions that turn each other on and off stop after a while.
    pub(super) fn work(&mut self) {
        let mut left = 20 * self.plan.ranks.len() + 100;
        let mut reactions_left = 20 * self.held.len() + 100;
        loop {
            let Some((_, place, task)) = self.waiting.pop_first() else {
                let Some((place, node)) = self.reacting.pop_first() else { return };
                if reactions_left == 0 {
                    self.reacting.clear();
                    return;
                }
                reactions_left -= 1;
                self.react(place, node);
                continue;
            };
            if left == 0 {
                self.waiting.clear();
                self.reacting.clear();
                return;
            }
            left -= 1;
            if task == Task::Count {
                self.count(place);
                continue;
            }
            for node in self.instances[place].clone() {
                if self.held.contains_key(&node) {
                    self.carry_out(place, task, node);
                }
            }
        }
    }

    /// Brings the instances of a repeat to the number that its expression says, in each of its parents.
    fn count(&mut self, place: usize) {
        /// More than anybody fills in; a slip of the pen must not fill the memory.
        const MOST: usize = 10_000;
        let Some(parent) = self.plan.nodes[place].parent else { return };
        for outer in self.instances[parent].clone() {
            let expression = self.plan.expression(place, Task::Count);
            let value = expression.and_then(|expression| self.evaluate(expression, place, outer));
            let number = value.map_or(0.0, |value| self.context(outer).number(&value));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded to small counts")]
            let wanted = if number >= 1.0 { (number as usize).min(MOST) } else { 0 };
            let there = self.below(outer, place);
            for node in there.iter().skip(wanted) {
                self.remove_instance(place, *node);
            }
            for _ in there.len()..wanted {
                if self.held.len() >= MOST_NODES {
                    break;
                }
                self.add_instance(place, outer);
            }
        }
    }

    fn carry_out(&mut self, place: usize, task: Task, node: NodeId) {
        if task == Task::Filter {
            let kept = self.available(place, node, &self.held[&node].value);
            self.set(node, &kept);
            return;
        }
        let Some(expression) = self.plan.expression(place, task) else { return };
        let value = self.evaluate(expression, place, node);
        let truth = |when_unknown: bool| value.as_ref().map_or(when_unknown, |value| self.context(node).truth(value));
        match task {
            Task::Count | Task::Filter => {}
            Task::Relevant => {
                let is_relevant = truth(true);
                self.set_relevant(node, is_relevant);
            }
            Task::Calculate => {
                let text = value.as_ref().map(|value| self.text(node, value)).unwrap_or_default();
                self.set(node, &text);
            }
            Task::Required => {
                let is_required = truth(false);
                self.change(node, |held| held.is_required = is_required);
            }
            Task::ReadOnly => {
                let is_read_only = truth(false);
                self.change(node, |held| held.is_read_only = is_read_only);
            }
            Task::Constraint => {
                let is_allowed = truth(true);
                self.change(node, |held| held.is_allowed = is_allowed);
            }
        }
    }

    fn change(&mut self, node: NodeId, change: impl FnOnce(&mut Held)) {
        if let Some(held) = self.held.get_mut(&node) {
            change(held);
        }
    }

    /// The codes of an answer that can be chosen; any other answer as it is.
    pub(super) fn available(&self, place: usize, node: NodeId, value: &str) -> String {
        let item = &self.plan.nodes[place].item;
        let is_select = matches!(&item.kind, ItemKind::Question(QuestionType::Select { list, .. })
            if !matches!(list, ChoiceSource::External(_)));
        if !is_select || value.is_empty() {
            return value.to_owned();
        }
        let shown = choices::values(self, &self.plan, place, node, &*self.host);
        let kept = value.split_whitespace().filter(|code| shown.iter().any(|own| own == code));
        kept.collect::<Vec<_>>().join(" ")
    }

    /// Gives a node a value, plans what depends on it, and lets other nodes react.
    fn set(&mut self, node: NodeId, value: &str) {
        let Some(place) = self.place(node) else { return };
        let value = &self.available(place, node, &typed(self.plan.value_type(place), value));
        if self.held.get(&node).is_none_or(|held| held.value == *value) {
            return;
        }
        self.put(node, value);
        self.plan_dependants(place);
        if self.plan.has(place, Task::Constraint) {
            self.waiting.insert((self.plan.ranks[&(place, Task::Constraint)], place, Task::Constraint));
        }
        if self.is_live {
            self.plan_reactions(place, node);
        }
    }

    /// Plans what reacts to a node.
    pub(super) fn plan_reactions(&mut self, place: usize, node: NodeId) {
        for reacting in self.plan.nodes[place].reactions.clone() {
            self.reacting.extend(self.near(place, node, reacting).into_iter().map(|target| (reacting, target)));
        }
    }

    /// Plans that a node takes the value that it has when another changes.
    pub(super) fn plan_reaction(&mut self, place: usize, node: NodeId) {
        self.reacting.insert((place, node));
    }

    /// Sets a node that reacts to others.
    fn react(&mut self, place: usize, node: NodeId) {
        if !self.held.contains_key(&node) {
            return;
        }
        let own = self.plan.nodes[place].triggered.as_ref();
        let value = own.and_then(|expression| self.evaluate(expression, place, node));
        let text = value.map(|value| self.text(node, &value)).unwrap_or_default();
        self.set(node, &text);
    }

    pub(super) fn put(&mut self, node: NodeId, value: &str) {
        self.change(node, |held| value.clone_into(&mut held.value));
        if self.is_relevant(node) {
            self.forest.main_mut().set_text(node, value);
        }
    }

    /// Hides or shows a node; expressions see what is hidden empty.
    fn set_relevant(&mut self, node: NodeId, is_relevant: bool) {
        if self.held[&node].is_relevant == is_relevant {
            return;
        }
        self.change(node, |held| held.is_relevant = is_relevant);
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            let Some(held) = self.held.get(&node) else { continue };
            let place = held.place;
            if self.plan.is_value(place) {
                let text = if self.is_relevant(node) { self.held[&node].value.clone() } else { String::new() };
                self.forest.main_mut().set_text(node, &text);
            } else {
                open.extend(self.forest.main().children(node));
            }
            self.plan_dependants(place);
        }
    }

    /// Whether a node and all that it is in are relevant.
    #[must_use]
    pub(super) fn is_relevant(&self, node: NodeId) -> bool {
        self.way(node).all(|held| held.is_relevant)
    }

    pub(super) fn is_read_only(&self, node: NodeId) -> bool {
        self.way(node).any(|held| held.is_read_only)
    }

    fn way(&self, node: NodeId) -> impl Iterator<Item = &Held> {
        std::iter::successors(Some(node), |node| self.forest.main().parent(*node))
            .filter_map(|node| self.held.get(&node))
    }

    fn context(&self, node: NodeId) -> Context<'_> {
        Context::of(&self.forest, &*self.host, Spot { tree: 0, node })
    }

    pub(super) fn evaluate(&self, expression: &Expression, place: usize, node: NodeId) -> Option<Value> {
        self.with_references(expression, place, |references| {
            let context = Context { references: Some(references), ..self.context(node) };
            expression.xpath.evaluate(&context).ok()
        })
    }

    /// Evaluates something in which `${name}` is known.
    pub(super) fn with_references<T>(
        &self,
        expression: &Expression,
        place: usize,
        evaluate: impl FnOnce(&dyn References) -> T,
    ) -> T {
        evaluate(&Resolver { session: self, expression, place })
    }

    /// A value as it is kept: no number is no value.
    pub(super) fn text(&self, node: NodeId, value: &Value) -> String {
        let is_none = matches!(value, Value::Number(number) | Value::Days(number) if number.is_nan());
        if is_none { String::new() } else { self.context(node).text(value) }
    }

    /// The instances of `target` that are meant at an instance of `place`: those in the same repeat, else all.
    fn near(&self, place: usize, node: NodeId, target: usize) -> Vec<NodeId> {
        let Some(repeat) = self.plan.common_repeat(place, target) else { return self.instances[target].clone() };
        let tree = self.forest.main();
        let outer =
            std::iter::successors(Some(node), |node| tree.parent(*node)).find(|node| self.place(*node) == Some(repeat));
        let Some(outer) = outer else { return self.instances[target].clone() };
        let mut down: Vec<usize> = std::iter::successors(Some(target), |place| self.plan.nodes[*place].parent)
            .take_while(|place| *place != repeat)
            .collect();
        down.reverse();
        let mut nodes = vec![outer];
        for step in down {
            nodes = nodes
                .iter()
                .flat_map(|node| tree.children(*node).iter().copied().filter(|node| self.place(*node) == Some(step)))
                .collect();
        }
        nodes
    }

    /// The answers to a question in all its repeats, those that are empty left out.
    pub(super) fn answers(&self, name: &str) -> Vec<String> {
        let place = self.plan.nodes.iter().position(|node| node.item.name == name);
        let nodes = place.map(|place| self.instances[place].as_slice()).unwrap_or_default();
        nodes.iter().map(|node| self.forest.main().text(*node)).filter(|text| !text.is_empty()).collect()
    }

    /// A text with the values of the questions that it names. Where it says more than one of them, the field's
    /// converter puts a space before a text that begins it and one at its end, which every engine shows.
    pub(super) fn filled(&self, plan: &Plan, place: usize, node: NodeId, text: &str) -> String {
        if !text.contains("${") {
            return text.to_owned();
        }
        let mut filled = String::new();
        let mut rest = text;
        if !text.starts_with("${") {
            filled.push(' ');
        }
        let is_alone = text.starts_with("${") && text.find('}') == Some(text.len() - 1);
        while let Some(start) = rest.find("${") {
            let Some(end) = rest[start..].find('}').map(|end| start + end) else { break };
            filled.push_str(&rest[..start]);
            let name = &rest[start + 2..end];
            let target = plan.nodes.iter().position(|own| own.item.name == name);
            let near = target.map(|target| self.near(place, node, target)).unwrap_or_default();
            filled.push_str(&near.first().map(|node| self.forest.main().text(*node)).unwrap_or_default());
            rest = &rest[end + 1..];
        }
        filled.push_str(rest);
        if !is_alone {
            filled.push(' ');
        }
        filled
    }
}

/// What `${name}` means in one expression.
struct Resolver<'a> {
    session: &'a Session,
    expression: &'a Expression,
    place: usize,
}

impl References for Resolver<'_> {
    fn nodes(&self, place: usize, from: Spot) -> Option<Vec<Spot>> {
        let (target, everywhere) = *self.expression.targets.get(place)?;
        let Some(target) = target else { return Some(Vec::new()) };
        let nodes = if everywhere {
            self.session.instances[target].clone()
        } else {
            self.session.near(self.place, from.node, target)
        };
        Some(nodes.into_iter().map(|node| Spot { tree: 0, node }).collect())
    }
}

/// The nodes that differ between two moments: their paths with what they were and what they are.
#[must_use]
pub fn changes(
    before: &[(String, NodeState)],
    after: &[(String, NodeState)],
) -> Vec<(String, Option<NodeState>, Option<NodeState>)> {
    let old: BTreeMap<&str, &NodeState> = before.iter().map(|(path, state)| (path.as_str(), state)).collect();
    let new: BTreeMap<&str, &NodeState> = after.iter().map(|(path, state)| (path.as_str(), state)).collect();
    let gone = before.iter().filter(|(path, _)| !new.contains_key(path.as_str()));
    let there = after.iter().filter(|(path, state)| old.get(path.as_str()).is_none_or(|old| *old != state));
    there
        .map(|(path, state)| (path.clone(), old.get(path.as_str()).map(|old| (*old).clone()), Some(state.clone())))
        .chain(gone.map(|(path, state)| (path.clone(), Some(state.clone()), None)))
        .collect()
}
