//! All integration tests, linked once. A file beside this one is named here; `architecture` fails when one is forgotten.

mod app;
mod architecture;
mod checklist;
mod evidence;
mod example;
mod report;
mod source;
mod store;
#[cfg(feature = "window")]
mod window;
mod words;
