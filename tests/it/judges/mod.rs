//! The demo's reports before outside checkers: what they say is what counts.
//!
//! `tests/run` installs them. With `CI=true` a missing checker fails the test; otherwise the test says how to get it.

mod commands;
mod demo;
mod photo_tags;
mod photos;
mod report;
mod tamper;
mod tool;
mod verapdf;
#[cfg(feature = "window")]
mod window;

pub use demo::{Demo, demo_report};
pub use tool::{Said, Tool};
