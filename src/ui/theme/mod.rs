//! How the window looks: tokens from `assets/theme`, turned into egui's styles and fonts.
//!
//! # Invariants
//! - The only module that makes colours from numbers; `.clippy.toml` refuses them elsewhere.
//! - Every text colour has a contrast of at least 4.5:1 on every ground it may stand on (WCAG 2.2, 1.4.3); a test
//!   proves it for each theme.
//! - A tone never speaks by colour alone: it has a shape and a letter too.
//!
//! # To change
//! - a colour, a size, a space: `assets/theme/tokens.json`.
//! - which state has which tone: `tone`.
//!
//! # Why
//! Tokens are data, so that a designer changes them without reading Rust, and a test can check all of them at once.

mod fonts;
mod look;
mod style;
mod tokens;
mod tone;

pub use fonts::{body, display_font, icon_text, small, strong_font, strong_text};
pub use look::Look;
pub use style::{ThemeChoice, install};
pub use tokens::{Palette, Tokens, TonePaint, contrast_ratio};
pub use tone::{Shape, Tone};
