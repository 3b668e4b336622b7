//! An inspection as laid-out PDF pages, written into anything that takes bytes.
//!
//! # Invariants
//! - No clock, no store, no randomness: the same input gives the same bytes.
//! - No font of the system is used, and no character is shown as an empty box.
//! - Photos are never decoded: their JPEG bytes are streamed into the file as they are.
//! - What a copy withholds is left out in `model`; no section decides for itself.
//! - No sentence for people is written here: words come from `report.ftl` and `domain.ftl`.
//!
//! # To change
//! - what a report says: `section/`, one file a section, written in blocks (`layout::block`).
//! - which sections a kind of report has: `section::blocks`.
//! - how it looks: `layout::style` (colours, sizes, spaces), `layout::mark` (marks of grades).
//! - what the file carries besides pages: `document`.
//!
//! # Why
//! Layout is ours over parley, because no PDF writer does bidi, fallback and line breaking, and those that do
//! (Typst, browsers) hold gigabytes for a report with 500 photos. The pages go to printpdf as glyph numbers of fonts
//! that are subset before, its document gets what printpdf leaves out, and our own writer puts it into the file,
//! so that memory does not grow with photos. The cost is a layout engine of about a thousand lines.

mod document;
mod furniture;
mod input;
mod layout;
mod model;
mod paint;
mod section;
mod speak;
mod write;

pub use input::{
    OnProgress, PagePlace, PhotoSource, Progress, ReportError, ReportInput, ReportOutput, ReportPhoto, SignaturePlaces,
};
pub use write::write_report;
