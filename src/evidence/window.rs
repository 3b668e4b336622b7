//! Pixels for the window.

use super::decode::decode;
use super::derived::{REPORT_PX, THUMBNAIL_PX, shown};
use super::limits::MemoryGate;
use super::{ContentStore, EvidenceError};
use crate::domain::{Digest, PixelRect};
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Seek};

/// A picture as a window takes it: upright, sRGB, opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RgbaPicture {
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
    /// Four bytes a pixel, row by row from the top.
    pub rgba: Vec<u8>,
}

impl ContentStore {
    /// The picture with its longest side at most `longest_px`; up to 1600 px from the cache, above from the original.
    ///
    /// # Errors
    /// As [`ContentStore::report_image`].
    pub fn decode_rgba(&self, digest: &Digest, longest_px: u32) -> Result<RgbaPicture, EvidenceError> {
        if longest_px > REPORT_PX {
            return rgba(self.decode_original(digest, longest_px)?, longest_px);
        }
        let small = longest_px <= THUMBNAIL_PX;
        let path = if small { self.thumbnail(digest)? } else { self.report_image(digest)?.path };
        let file = File::open(&path).map_err(|source| EvidenceError::at(&path, source))?;
        picture(BufReader::new(file), longest_px, &self.memory)
    }

    /// A part of the original, each pixel as it is, as far as it lies within the picture.
    ///
    /// # Errors
    /// As [`ContentStore::report_image`].
    pub fn part_rgba(&self, digest: &Digest, part: PixelRect) -> Result<RgbaPicture, EvidenceError> {
        let whole = rgba(self.decode_original(digest, u32::MAX)?, u32::MAX)?;
        let (left, top) = (part.left_px.min(whole.width_px), part.top_px.min(whole.height_px));
        let width_px = part.width_px.min(whole.width_px - left);
        let height_px = part.height_px.min(whole.height_px - top);
        let rows = (top..top + height_px).flat_map(|row| {
            let from = (row as usize * whole.width_px as usize + left as usize) * 4;
            &whole.rgba[from..from + width_px as usize * 4]
        });
        Ok(RgbaPicture { width_px, height_px, rgba: rows.copied().collect() })
    }
}

/// The picture in `bytes` with its longest side at most `longest_px`.
///
/// # Errors
/// As [`ContentStore::take_in`] refuses pictures.
pub fn decode_rgba_bytes(bytes: &[u8], longest_px: u32) -> Result<RgbaPicture, EvidenceError> {
    picture(Cursor::new(bytes), longest_px, &MemoryGate::new())
}

pub(super) fn picture<R: BufRead + Seek>(
    source: R,
    longest_px: u32,
    memory: &MemoryGate,
) -> Result<RgbaPicture, EvidenceError> {
    rgba(decode(source, longest_px, memory)?, longest_px)
}

fn rgba(picture: super::decode::Picture<'_>, longest_px: u32) -> Result<RgbaPicture, EvidenceError> {
    Ok(rgba_of(shown(picture, longest_px.max(1))?.into_pixels()))
}

pub(super) fn rgba_of(pixels: super::pixels::Pixels) -> RgbaPicture {
    RgbaPicture { width_px: pixels.width_px, height_px: pixels.height_px, rgba: pixels.into_rgba() }
}
