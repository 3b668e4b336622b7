//! The window: screens that read snapshots and send commands.
//!
//! # Invariants
//! - No store, no file, no clock, no key: screens know view models, and `app` does the rest.
//! - The only layer that names egui, eframe, rfd and winit.
//! - No sentence for people: every text is a message of `assets/locales`.
//! - Nothing here waits: slow work is a job of the service, dialogs have a thread of their own.
//!
//! # To change
//! - a colour or a size: `assets/theme/tokens.json`; how it is used: [`theme`].
//! - a control: [`widgets`].
//!
//! # Why
//! Immediate mode keeps no copy of the data that could go stale; the price is that widgets name themselves, see
//! [`widgets`].

pub mod theme;
pub mod widgets;

/// Opens the window on a workspace.
#[must_use]
pub fn open(_workspace: Option<std::path::PathBuf>, _language: Option<crate::domain::Language>) -> u8 {
    eprintln!("The window is being built; the commands work: fieldseal --help");
    3
}
