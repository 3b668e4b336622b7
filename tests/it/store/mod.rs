//! The database through its public interface.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod append;
mod backup;
mod concurrency;
mod damage;
mod history;
mod list;
mod migration;
mod search;
mod tamper;
