//! Expressions of ODK XForms: XPath 1.0 over the instances of a form, with the functions of OpenRosa.
//!
//! Read once, evaluated often. Where the field's engines disagree this follows ODK web-forms: a text that is a date
//! is, as a number, its days since 1970 in the time of the place; `date` keeps the time of day; names without a
//! prefix mean elements without one.

mod axis;
mod context;
mod error;
mod evaluate;
mod forest;
mod functions;
mod host;
mod names;
mod parse;
mod paths;
mod read;
mod stamp;
mod token;
mod tree;
mod value;

pub use context::{Context, References};
pub use error::{Problem, XpathError};
pub use forest::{Forest, Lookups, Spot};
pub use host::Host;
pub use paths::Paths;
pub use read::{XmlError, read, read_within};
pub use stamp::Stamp;
pub use tree::{Name, NodeId, NodeKind, Tree};
pub use value::{Value, number_text};

use std::ops::Range;

/// An expression that was read once.
#[derive(Debug, Clone)]
pub struct Xpath {
    root: parse::Node,
    references: Vec<(String, Range<usize>)>,
    faults: Vec<XpathError>,
}

impl Xpath {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(source: &str) -> Result<Self, XpathError> {
        let parse::Parsed { root, references, faults } = parse::parse(source)?;
        Ok(Self { root, references, faults })
    }

    /// The names in `${name}` and their places, in their order.
    #[must_use]
    pub fn references(&self) -> &[(String, Range<usize>)] {
        &self.references
    }

    /// The local names of the nodes that its paths look for, in their order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        names::names(&self.root)
    }

    /// The identifiers of the instances that `instance()` and `pulldata()` are given as texts, in their order, and
    /// whether it is `pulldata()` that looks into them.
    #[must_use]
    pub fn instances(&self) -> Vec<(&str, bool)> {
        names::instances(&self.root)
    }

    /// The calls in it that cannot succeed, for their function does not exist or takes other arguments. Each is an
    /// error once evaluation reaches it.
    #[must_use]
    pub fn faults(&self) -> &[XpathError] {
        &self.faults
    }

    /// What it comes to.
    ///
    /// # Errors
    /// What cannot be done, such as calling a function that does not exist, or would take more work than any form.
    pub fn evaluate(&self, context: &Context<'_>) -> Result<Value, XpathError> {
        context.forest.begin_work();
        evaluate::evaluate(&self.root, context)
    }
}
