//! The database through its public interface.

mod append;
pub mod history;
