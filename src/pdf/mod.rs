//! PDF file structure (ISO 32000-1): a streaming reader, a writer of new files, and incremental updates.
//!
//! # Invariants
//! - Knows no inspection, no signature, no page layout: objects, streams, cross-references and attachments only.
//! - Never loads a file: objects are read where they lie, streams are copied through.
//! - Hostile files cost bounded memory and time ([`Limits`]); nothing here panics on bad bytes.
//! - Nothing is repaired: a file whose structure is broken is refused, for a repaired file is not the signed one.
//! - Names, strings and real numbers are kept exactly as the file has them.
//!
//! # To change
//! - what a token is: `token`; what an object is: `object`, `parse`, `serialize`.
//! - cross-reference tables and streams: `xref`; revisions and lookup: `reader`.
//! - a filter: `filter`; embedded files: `attachment`.
//! - writing: `writer` (a new file), `update` (one more revision of a file).
//!
//! # Why
//! `lopdf` holds a whole file in memory (2.7 GB for a report with 500 originals, measured) and cannot say what one
//! revision changed. The cost is this module: about two thousand lines that must stand hostile input.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "an object or token of a kind that is not wanted is one case, whatever kind it is"
)]

mod attachment;
mod error;
mod filter;
mod limits;
mod object;
mod page;
mod parse;
mod reader;
mod serialize;
mod source;
mod text;
mod token;
mod update;
mod writer;
mod xref;

pub use attachment::Attachment;
pub use error::PdfError;
pub use filter::deflate;
pub use limits::Limits;
pub use object::{Dictionary, Name, Object, ObjectId, PdfString, Real, Span};
pub use reader::{Indirect, Reader, Revision};
pub use serialize::{to_bytes, write_object};
pub use text::{decode_text, encode_text};
pub use update::Update;
pub use writer::Writer;
pub use xref::{Entry, SectionKind};
