//! The expressions of a checklist: read once, their names bound to nodes, in an order that never looks ahead.

use super::expression::{Expression, Scope, Value};
use super::graph;
use super::issue::TemplateProblem;
use super::question::{NumberRule, QuestionKind};
use super::ratio::Ratio;
use super::reading::{Issues, Parts};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// An expression whose references are bound to nodes: hidden facts first, then questions.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    expression: Expression,
    nodes: Vec<usize>,
}

/// The limits of a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Limits {
    pub(super) at_most: Option<Bound>,
    pub(super) at_least: Option<Bound>,
    pub(super) near_by: Option<Ratio>,
}

/// All expressions of a checklist.
#[derive(Debug, Clone, Default)]
pub(super) struct Compiled {
    /// One for each hidden fact.
    pub(super) calculates: Vec<Option<Bound>>,
    /// One for each question.
    pub(super) relevants: Vec<Option<Bound>>,
    /// One for each question.
    pub(super) limits: Vec<Limits>,
    /// All nodes, each after those that it depends on.
    pub(super) order: Vec<usize>,
}

/// The values of all nodes, as one bound expression sees them.
struct View<'a> {
    values: &'a [Cow<'a, str>],
    nodes: &'a [usize],
    current: &'a str,
    today: NaiveDate,
}

impl Scope for View<'_> {
    fn value(&self, reference: usize) -> &str {
        self.nodes.get(reference).and_then(|node| self.values.get(*node)).map_or("", |value| value)
    }

    fn current(&self) -> &str {
        self.current
    }

    fn today(&self) -> NaiveDate {
        self.today
    }
}

impl Bound {
    /// Whether it is true.
    pub(super) fn truth(&self, values: &[Cow<'_, str>], current: &str, today: NaiveDate) -> bool {
        self.with(values, current, today, |value| value.truth())
    }

    /// Its text.
    pub(super) fn text(&self, values: &[Cow<'_, str>], current: &str, today: NaiveDate) -> String {
        self.with(values, current, today, |value| value.into_text().into_owned())
    }

    /// The nodes that it depends on.
    pub(super) fn nodes(&self) -> &[usize] {
        &self.nodes
    }

    fn with<T>(
        &self,
        values: &[Cow<'_, str>],
        current: &str,
        today: NaiveDate,
        take: impl FnOnce(Value<'_>) -> T,
    ) -> T {
        take(self.expression.evaluate(&View { values, nodes: &self.nodes, current, today }))
    }
}

/// Reads and binds all expressions; problems go to `issues`.
pub(super) fn compile(parts: &Parts, issues: &mut Issues) -> Compiled {
    let hidden = parts.hidden.entries.iter().map(|hidden| hidden.name.as_str());
    let names: Vec<&str> =
        hidden.chain(parts.questions.entries.iter().map(|question| question.name.as_str())).collect();
    let mut binder = Binder {
        nodes: names.iter().enumerate().map(|(node, name)| (*name, node)).collect(),
        lost: parts.hidden.lost.iter().chain(&parts.questions.lost).map(String::as_str).collect(),
        issues,
    };
    let mut compiled = Compiled::default();
    for (place, hidden) in parts.hidden.iter() {
        let place = format!("{place}/calculate");
        compiled.calculates.push(binder.bind(hidden.calculate.as_deref(), &place, &hidden.name));
    }
    for (place, question) in parts.questions.iter() {
        let relevant = binder.bind(question.relevant.as_deref(), &format!("{place}/relevant"), &question.code);
        compiled.relevants.push(relevant);
        compiled.limits.push(match &question.kind {
            QuestionKind::Number { rule: Some(rule), .. } => {
                binder.limits(rule, &format!("{place}/kind/rule"), &question.code)
            }
            QuestionKind::Number { rule: None, .. }
            | QuestionKind::Grade
            | QuestionKind::YesNo { .. }
            | QuestionKind::Choice { .. }
            | QuestionKind::Multi { .. }
            | QuestionKind::Date { .. }
            | QuestionKind::Text
            | QuestionKind::Count
            | QuestionKind::Photo { .. }
            | QuestionKind::Sampled { .. } => Limits::default(),
        });
    }
    let needs = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.nodes.clone()).unwrap_or_default();
    let dependencies: Vec<Vec<usize>> = compiled.calculates.iter().chain(&compiled.relevants).map(needs).collect();
    match graph::order(&dependencies) {
        Ok(order) => compiled.order = order,
        Err(circles) => {
            for circle in circles {
                let circle: Vec<String> = circle.into_iter().map(|node| names[node].to_owned()).collect();
                let first = circle.first().cloned().unwrap_or_default();
                issues.note("", Some(&first), TemplateProblem::Cycle { names: circle });
            }
        }
    }
    compiled
}

struct Binder<'a> {
    nodes: HashMap<&'a str, usize>,
    lost: HashSet<&'a str>,
    issues: &'a mut Issues,
}

impl Binder<'_> {
    fn bind(&mut self, source: Option<&str>, place: &str, subject: &str) -> Option<Bound> {
        let expression = match Expression::parse(source?) {
            Ok(expression) => expression,
            Err(error) => {
                self.issues.note(place, Some(subject), TemplateProblem::Expression(error));
                return None;
            }
        };
        let mut nodes = Vec::new();
        for reference in expression.references() {
            match self.nodes.get(reference.name.as_str()) {
                Some(node) => nodes.push(*node),
                None if self.lost.contains(reference.name.as_str()) => {}
                None => {
                    let problem =
                        TemplateProblem::UnknownNode { name: reference.name.clone(), start: reference.span.start };
                    self.issues.note(place, Some(subject), problem);
                }
            }
        }
        (nodes.len() == expression.references().len()).then_some(Bound { expression, nodes })
    }

    fn limits(&mut self, rule: &NumberRule, place: &str, subject: &str) -> Limits {
        if rule.at_most.is_none() && rule.at_least.is_none() {
            self.issues.note(place, Some(subject), TemplateProblem::Empty);
        }
        let near_by = rule.near_by.as_deref().and_then(|text| {
            let number = Ratio::parse(text);
            if number.is_none() {
                let problem = TemplateProblem::NotANumber { text: text.to_owned() };
                self.issues.note(format!("{place}/near_by"), Some(subject), problem);
            }
            number
        });
        Limits {
            at_most: self.bind(rule.at_most.as_deref(), &format!("{place}/at_most"), subject),
            at_least: self.bind(rule.at_least.as_deref(), &format!("{place}/at_least"), subject),
            near_by,
        }
    }
}
