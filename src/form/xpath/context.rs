//! Where an expression is evaluated, and the conversions that depend on it.

use super::error::{Problem, XpathError};
use super::forest::{Forest, Spot};
use super::host::Host;
use super::stamp::Stamp;
use super::tree::Tree;
use super::value::{Value, number_text, plain_number};

/// What `${name}` stands for at a place of the form.
pub trait References {
    /// The nodes of the `place`th reference of the expression, seen from `from`.
    fn nodes(&self, place: usize, from: Spot) -> Option<Vec<Spot>>;
}

/// Where an expression is evaluated.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The instances.
    pub forest: &'a Forest,
    /// The world outside of the form.
    pub host: &'a dyn Host,
    /// What `${name}` stands for.
    pub references: Option<&'a dyn References>,
    /// The context node.
    pub node: Spot,
    /// Its place among those that a predicate looks at, from 1.
    pub position: usize,
    /// How many those are.
    pub size: usize,
    /// The node that the whole expression belongs to: `current()`.
    pub current: Spot,
    /// Where absolute paths begin: the main document, also in a predicate over the items of another one.
    pub root: Spot,
}

impl<'a> Context<'a> {
    /// The context of an expression that belongs to `node`.
    #[must_use]
    pub fn of(forest: &'a Forest, host: &'a dyn Host, node: Spot) -> Self {
        let root = Spot { node: Tree::ROOT, ..node };
        Self { forest, host, references: None, node, position: 1, size: 1, current: node, root }
    }

    pub(super) fn at(&self, node: Spot, position: usize, size: usize) -> Self {
        Self { node, position, size, ..*self }
    }

    pub(super) fn reference(&self, place: usize, name: &str) -> Result<Vec<Spot>, XpathError> {
        let nodes = self.references.and_then(|references| references.nodes(place, self.current));
        self.forest.count_work(nodes.as_ref().map_or(0, Vec::len));
        let problem = || Problem::UnboundReference { name: name.to_owned() };
        nodes.ok_or_else(|| XpathError { span: 0..0, problem: problem() })
    }

    /// As a text: the first node's, numbers without exponent, dates as ISO 8601 writes them.
    #[must_use]
    pub fn text(&self, value: &Value) -> String {
        match value {
            Value::Nodes(nodes) => nodes.first().map(|node| self.forest.text(*node)).unwrap_or_default(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => number_text(*number),
            Value::Days(days) => number_text(days.floor()),
            Value::Boolean(boolean) => boolean.to_string(),
            Value::Date(stamp) => stamp.text(),
            Value::NoDate => "Invalid Date".to_owned(),
        }
    }

    /// As a number: days since 1970 for dates and texts that are dates; NaN for what is no number.
    #[must_use]
    pub fn number(&self, value: &Value) -> f64 {
        match value {
            Value::Nodes(nodes) => nodes.first().map_or(f64::NAN, |node| self.text_number(&self.forest.text(*node))),
            Value::Text(text) => self.text_number(text),
            Value::Number(number) | Value::Days(number) => *number,
            Value::Boolean(boolean) => f64::from(u8::from(*boolean)),
            Value::Date(stamp) => stamp.days(),
            Value::NoDate => f64::NAN,
        }
    }

    fn text_number(&self, text: &str) -> f64 {
        let dated = || Stamp::read(text, self.host).map(|stamp| stamp.days());
        plain_number(text).or_else(dated).unwrap_or(f64::NAN)
    }

    /// As a truth: nodes when there are any, a text when it is not empty (the text `false` too), a number when it is
    /// neither 0 nor NaN.
    #[must_use]
    pub fn truth(&self, value: &Value) -> bool {
        match value {
            Value::Nodes(nodes) => !nodes.is_empty(),
            Value::Text(text) => !text.is_empty(),
            Value::Number(number) | Value::Days(number) => *number != 0.0 && !number.is_nan(),
            Value::Boolean(boolean) => *boolean,
            Value::Date(_) => true,
            Value::NoDate => false,
        }
    }

    /// As a date: texts that are dates, numbers as days since 1970.
    pub(super) fn stamp(&self, value: &Value) -> Option<Stamp> {
        match value {
            Value::Date(stamp) => Some(*stamp),
            Value::Nodes(_) | Value::Text(_) => {
                let text = self.text(value);
                let days = || plain_number(&text).and_then(|days| Stamp::of_days(days, self.host));
                Stamp::read(&text, self.host).or_else(days)
            }
            Value::Number(days) | Value::Days(days) => Stamp::of_days(*days, self.host),
            Value::Boolean(_) | Value::NoDate => None,
        }
    }
}
