//! The screens: each draws a view model, keeps what is typed, and says what a person wants.

pub mod cannot_open;
pub mod checklists;
pub mod findings;
pub mod inspection;
pub mod inspections;
pub mod plan;
pub mod settings;
pub mod start;
pub mod suppliers;
pub mod verify;
