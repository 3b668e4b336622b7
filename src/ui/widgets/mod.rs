//! The window's own controls: one look, accessible names, stable ids.
//!
//! # Invariants
//! - They know egui, tokens and domain words; no view model, no command.
//! - Every input has an accessible name, and an id that does not depend on what was drawn before it.
//!
//! # Why
//! egui numbers widgets in the order in which they are drawn. When a row appears or a list scrolls, the numbers move,
//! and with them focus and half-typed text: it would land in another question. So regions, rows and fields name
//! themselves ([`region`], [`row_scope`]).

mod button;
mod calendar;
mod chip;
mod empty;
mod fact;
mod field;
mod mark;
mod modal;
mod pane;
mod progress;
mod signature_pad;
mod table;
mod virtual_list;

pub use button::{Emphasis, IconButton, action_button, button, icon_button, link};
pub use calendar::date_field;
pub use chip::{Chip, chips};
pub use empty::{EmptyState, empty_state};
pub use fact::{fact, facts};
pub use field::{Field, choice_field, field_label, issue_line, switch};
pub use mark::{mark, mark_named, mark_with_text, paint_mark};
pub use modal::modal;
pub use pane::{card, hairline, line, page, pane_title, region, row_scope, screen_title, step_bar};
pub use progress::{meter, progress_row};
pub use signature_pad::{PadState, paint_strokes, signature_pad};
pub use table::{Cell, Column, Sort, TableOutput, TableState, table};
pub use virtual_list::{RowHeights, virtual_list};
