//! All integration tests, linked once. A file beside this one is named here; `architecture` fails when one is forgotten.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod app;
mod architecture;
mod checklist;
mod engine;
mod engine_files;
mod evaluation;
mod evidence;
mod example;
mod judges;
mod kill;
mod limits;
mod pdf_reading;
mod report;
mod signing;
mod source;
mod store;
mod template;
#[cfg(feature = "window")]
mod window;
mod words;
mod xlsform;
mod xpath;
