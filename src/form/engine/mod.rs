//! A form that is being filled in: answers go in, and what they change comes out.
//!
//! # Invariants
//! - After every action each value is what its expression says; only what depends on the change is done again.
//! - The value of a node that is not relevant is kept, but expressions see it empty (ODK XForms 1.0, relevance).
//! - A constraint is looked at only where there is a value.
//! - No clock, no chance and no files of its own: the host gives the first two, [`Files`] are given as bytes.
//!
//! # To change
//! - a session that goes on with what was recorded: `saved`.
//! - what an expression decides and what it depends on: `plan`. What an action does: `session`;
//!   instances and first values: `instances`.
//! - what people see of a node: `state`. Which choices there are: `choices`; those in files: `files`.
//!
//! # Why
//! It follows ODK web-forms, the newest of the field's engines: recorded runs of it are the measure. Dependencies are
//! kept between nodes of the form rather than between their instances: forms have few repeats and many questions,
//! and a graph that never changes cannot go stale.

mod choices;
mod files;
mod instances;
mod place;
mod plan;
mod saved;
mod session;
mod state;

pub use choices::{Instances, ShownChoice};
pub use files::{FileFault, FileProblem, Files};
pub use saved::{Blueprint, Look, Saved};
pub use session::{ActionProblem, Session, changes};
pub use state::{NodeState, Violation};
