//! Evaluate an expression of the checklist language over a document, for authors who want to see what it does.

use crate::app::AppError;
use crate::app::environment::{Environment, SystemEnvironment};
use crate::app::input;
use crate::form::xpath::{
    Context, Forest, Host, Paths, Spot, Tree, Value, XmlError, Xpath, XpathError, number_text, read,
};
use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeZone};
use std::io;
use std::path::Path;

/// What an expression comes to, in each of the types of the language.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// Its own type: `nodeset`, `string`, `number`, `boolean` or `date`.
    pub kind: &'static str,
    /// As a text.
    pub text: String,
    /// As a number; NaN for what is none.
    pub number: f64,
    /// The number as the language writes it: `NaN`, `-Infinity`, `0.5`.
    pub number_text: String,
    /// As a truth.
    pub truth: bool,
    /// The paths of the nodes, in their order; none unless it is a node-set.
    pub nodes: Option<Vec<String>>,
}

/// Why there is no value.
#[derive(Debug, thiserror::Error)]
pub enum ExpressionFault {
    /// The document cannot be read.
    #[error("the document cannot be read: {0}")]
    Document(#[from] XmlError),
    /// The expression cannot be read or evaluated.
    #[error("{0}")]
    Expression(#[from] XpathError),
    /// The path to the context node leads to no node.
    #[error("there is no node at `{0}`")]
    NoNode(String),
}

impl ExpressionFault {
    /// A stable code, for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Expression(error) => error.problem.code(),
            Self::NoNode(_) => "no_node",
        }
    }

    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> String {
        match self {
            Self::Document(error) => error.to_string(),
            Self::Expression(error) => error.problem.subject(),
            Self::NoNode(path) => path.clone(),
        }
    }

    /// Which character of `expression` it is at, counted from 1; none where it is about the whole or the document.
    #[must_use]
    pub fn character(&self, expression: &str) -> Option<usize> {
        match self {
            Self::Expression(error) if !error.span.is_empty() => {
                expression.get(..error.span.start).map(|before| before.chars().count() + 1)
            }
            Self::Expression(_) | Self::Document(_) | Self::NoNode(_) => None,
        }
    }
}

/// Evaluates `expression` over the document in `xml`, at the node that the path `node` leads to.
///
/// # Errors
/// [`AppError::File`] when the document cannot be opened; what is wrong with it or with the expression is the inner
/// result.
pub fn evaluate(expression: &str, xml: &Path, node: &str) -> Result<Result<Evaluated, ExpressionFault>, AppError> {
    let text = io::read_to_string(input::open(xml)?).map_err(|source| AppError::file(xml, source))?;
    Ok(evaluate_text(expression, &text, node, &SystemHost))
}

/// The same over a document in memory.
///
/// # Errors
/// What is wrong with the document, the path or the expression.
pub fn evaluate_text(expression: &str, xml: &str, node: &str, host: &dyn Host) -> Result<Evaluated, ExpressionFault> {
    let forest = Forest::of(read(xml)?);
    let root = Spot { tree: 0, node: Tree::ROOT };
    let paths = Paths::of(forest.main());
    let place = place_of(node, &paths, &Context::of(&forest, host, root))?;
    let context = Context { root: main_root(&forest, place), ..Context::of(&forest, host, place) };
    let value = Xpath::parse(expression)?.evaluate(&context)?;
    let written = |nodes: &[Spot]| nodes.iter().map(|spot| paths.path(spot.node)).collect();
    Ok(Evaluated {
        kind: value.kind(),
        text: context.text(&value),
        number: context.number(&value),
        number_text: number_text(context.number(&value)),
        truth: context.truth(&value),
        nodes: value.as_nodes().map(written),
    })
}

/// The node at a path: as this command writes paths, or any expression that leads to one.
fn place_of(path: &str, paths: &Paths<'_>, context: &Context<'_>) -> Result<Spot, ExpressionFault> {
    if let Some(node) = paths.find(path) {
        return Ok(Spot { node, ..context.node });
    }
    let found = Xpath::parse(path).and_then(|path| path.evaluate(context));
    let first = if let Ok(Value::Nodes(found)) = found { found.first().copied() } else { None };
    first.ok_or_else(|| ExpressionFault::NoNode(path.to_owned()))
}

/// Where absolute paths begin: at an `instance` of a form, if that is where the expression is evaluated, as they do in
/// forms; else at the document.
fn main_root(forest: &Forest, place: Spot) -> Spot {
    let is_instance = &*forest.tree(place).name(place.node).local == "instance";
    if is_instance { place } else { Spot { node: Tree::ROOT, ..place } }
}

/// The clock, the place and the chance of this machine.
pub(in crate::app) struct SystemHost;

impl Host for SystemHost {
    fn now(&self) -> DateTime<FixedOffset> {
        SystemEnvironment.now().local()
    }

    fn offset_at(&self, local: NaiveDateTime) -> FixedOffset {
        let offset = Local.offset_from_local_datetime(&local);
        offset.earliest().or(offset.latest()).unwrap_or_else(|| *self.now().offset())
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        SystemEnvironment.fill_random(bytes);
    }
}
