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
//! - a shortcut, a menu entry, a command of the palette: [`command_table`], and [`Window`] where it is carried out.
//! - a screen: a file in [`screens`] (`fn x_ui(ui, &Look, &View, &mut State, &mut Actions)`), a variant of
//!   [`router::Screen`].
//!
//! # Why
//! Immediate mode keeps no copy of the data that could go stale; the price is that widgets name themselves, see
//! [`widgets`]. A screen asks through [`actions`] and looks for the answer in a later frame, so that no screen holds
//! the service, and each can be drawn in a test from a plain value.

pub mod actions;
pub mod command_table;
pub mod dialogs;
mod intake;
mod palette_items;
pub mod pictures;
mod problem_window;
pub mod router;
mod run;
pub mod screens;
mod shell;
pub mod theme;
mod viewfinder;
pub mod widgets;
mod window;

pub use run::{APP_ID, UiError, open, run};
pub use window::Window;
