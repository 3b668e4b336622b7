//! The database through its public interface.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod append;
mod history;
