//! Photos and files as content named by SHA-256: kept untouched, described by what their bytes say, shown in smaller copies.
//! And the cameras of the laptop, which such photos come from.
//!
//! # Invariants
//! - No original is ever changed, and none lies under a name that is not the SHA-256 of its bytes.
//! - No success before the bytes are on disk: temporary file, fsync, rename, fsync of the folder, read again and hashed.
//! - No part of a failed or cancelled intake stays behind; what a crash leaves unfinished lies in `incoming/`, and of a
//!   whole content that no event names yet a note lies there.
//! - No content is deleted but one with such a note; nobody was told that it is saved.
//! - No decoding without limits on pixels, bytes and memory, and no panic of a decoder leaves this layer.
//! - Nothing is believed of a file's name but the time that it may carry; kinds are told by bytes.
//! - A picture with a block over it is drawn from the original for each overlay; no file holds what lies under the block
//!   but the original.
//! - Derived pictures are only a cache: each can be deleted at any time and comes back the same.
//!
//! # To change
//! - cameras on another system: one file beside `camera::linux`.
//! - a kind of file that is no picture: `file`.
//! - a kind of picture: `kind` (its first bytes), `decode` (its decoder), a line in `CODES` of `error`.
//! - a limit: the constants in `limits`.
//! - a way in which phones name files: `file_name`.
//! - how marks and blocks look: `draw`; count the folders of `drawn` up.
//! - sizes and quality of derived pictures: `derived`; count its folder's version up, so that old ones are not used.
//!
//! # Why
//! - Files in folders rather than blobs in SQLite: backup tools, `sha256sum` and people can read them. The cost is that
//!   the database and the folder must be kept in step: the file is durable first, its row is written after.
//! - An own EXIF reader of a dozen tags rather than a crate: the crates build every entry of every pointer, and a pointer
//!   that is repeated makes billions out of 64 KB. Ours visits three directories once.
//! - An own reader of large, common JPEGs (`huffman`, `scaled`, `planes`) before zune-jpeg: it scales down while it decodes
//!   and knows in the same pass whether the file is whole. What is small, uncommon or damaged goes the usual way.
//! - HEIC by the lower layers of a pure Rust decoder, tile by tile, so that our limits hold for each (`heif`, `heif_box`).
//! - A picture is decoded once, at intake: the verdict, the thumbnail and the report size come out of the same pixels.

mod arrival;
mod camera;
mod colour;
mod content;
mod decode;
mod derived;
mod draw;
mod drawn;
mod entropy;
mod error;
mod examine;
mod exif_time;
mod facts;
mod file;
mod file_name;
mod gif;
mod heif;
mod heif_box;
mod huffman;
mod incoming;
mod iptc;
mod jpeg;
mod kind;
mod letters;
mod limits;
mod look;
mod pixels;
mod planes;
mod png;
mod png_chunks;
mod prepare;
mod scaled;
mod tags;
mod take_in;
mod tidy;
mod webp_chunks;
mod window;
mod xmp;

pub use arrival::Arrival;
pub use camera::{CameraError, CameraStream, Cameras, Frame, ScriptedCameras, system_cameras};
pub use content::{ContentStore, Integrity, Listing};
pub use derived::ReportImage;
pub use error::EvidenceError;
pub use examine::{Examined, examine};
pub use incoming::{Leftover, Leftovers};
pub use limits::{MAX_FILE_BYTES, MAX_PIXELS};
pub use png::encode_png;
pub use prepare::{Prepared, Unprepared};
pub use take_in::{Captured, IntakeWarning, TakenIn, Wanted, Watch};
pub use tidy::ShownPhotos;
pub use window::{RgbaPicture, decode_rgba_bytes};
