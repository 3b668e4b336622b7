//! What surrounds every screen: top bar, status bar, palette, help, notices.

mod help;
mod notices;
mod palette;
mod status_bar;
mod top_bar;
mod typed_path;

pub use help::help_ui;
pub use notices::Notices;
pub use palette::{PaletteItem, PaletteOutput, PaletteState, PaletteTarget, QUESTION_ICON, palette_ui};
pub use status_bar::{JobView, Saving, StatusView, status_bar_ui};
pub use top_bar::{TopBarView, top_bar_ui};
pub use typed_path::{TypedPath, typed_path_ui};
