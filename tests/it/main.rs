//! All integration tests, linked once. A file beside this one is named here; `architecture` fails when one is forgotten.

mod app;
mod checklist;
mod example;
mod report;
mod store;
#[cfg(feature = "window")]
mod window;
