//! Blocks become strips, strips become pages. Knows nothing of inspections and nothing of PDF.

pub mod block;
pub mod font;
pub mod item;
pub mod mark;
pub mod page;
pub mod place;
pub mod style;
mod table;
pub mod text;
pub mod tree;
