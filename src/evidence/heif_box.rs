//! What the boxes of a HEIF file promise: size, tiles, crop and turn of a picture, checked before a pixel is decoded.

use super::EvidenceError;
use heifer::heifer_isobmff::boxes::Property;
use heifer::heifer_isobmff::{HeifFile, ItemId};
use std::borrow::Cow;
use std::ops::Range;

/// The most tiles of a grid: 108 megapixels in tiles of 512 pixels are about 420.
const MAX_TILES: usize = 4096;
/// The most bytes of the index of items.
const MAX_INDEX_BYTES: usize = 256 * 1024;

/// How a picture is laid out.
pub(super) struct Shape {
    /// Width of the stored pixels.
    pub(super) width_px: u32,
    /// Height of the stored pixels.
    pub(super) height_px: u32,
    /// The coded pictures, row by row.
    pub(super) tiles: Vec<ItemId>,
    pub(super) columns: usize,
    /// Width and height of each coded picture.
    pub(super) tile_px: (u32, u32),
    /// The part that is shown.
    pub(super) crop: Option<Crop>,
    /// How the stored pixels become upright, as EXIF numbers it.
    pub(super) turn: u8,
}

/// A part of a picture that lies inside of it.
#[derive(Clone, Copy)]
pub(super) struct Crop {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width_px: u32,
    pub(super) height_px: u32,
}

impl Shape {
    /// Reads and checks the shape of the picture `id`.
    pub(super) fn read(file: &HeifFile<'_>, id: ItemId) -> Result<Self, EvidenceError> {
        let damaged = |source: heifer::heifer_isobmff::Error| EvidenceError::Damaged { source: source.into() };
        let size = |id: ItemId| {
            let size = file.image_size(id).map_err(damaged)?;
            size.ok_or_else(|| EvidenceError::damaged("a picture in the HEIC says nothing of its size"))
        };
        let mut shape = match &file.item(id).map_err(damaged)?.item_type.0 {
            b"hvc1" | b"hev1" => {
                let (width_px, height_px) = size(id)?;
                let tile_px = (width_px, height_px);
                Self { width_px, height_px, tiles: vec![id], columns: 1, tile_px, crop: None, turn: 1 }
            }
            b"grid" => {
                let grid = file.grid(id).map_err(damaged)?;
                let tiles = file.referenced_items(id, b"dimg").to_vec();
                let first = tiles.first().ok_or_else(|| EvidenceError::damaged("the HEIC has a grid of no tiles"))?;
                let tile_px = size(*first)?;
                let (columns, rows) = (u32::from(grid.columns), u32::from(grid.rows));
                let fits = |tile: u32, count: u32, whole: u32| {
                    let (tile, count, whole) = (u64::from(tile), u64::from(count), u64::from(whole));
                    tile * count >= whole && tile * count.saturating_sub(1) < whole
                };
                let is_whole = tiles.len() == columns as usize * rows as usize
                    && tiles.len() <= MAX_TILES
                    && fits(tile_px.0, columns, grid.output_width)
                    && fits(tile_px.1, rows, grid.output_height);
                if !is_whole {
                    return Err(EvidenceError::damaged("the tiles of the HEIC do not make up its picture"));
                }
                let (width_px, height_px) = (grid.output_width, grid.output_height);
                Self { width_px, height_px, tiles, columns: columns as usize, tile_px, crop: None, turn: 1 }
            }
            b"av01" => return Err(EvidenceError::KindNotTaken { kind: "AVIF" }),
            other => {
                let kind = String::from_utf8_lossy(other).into_owned();
                return Err(EvidenceError::VariantNotTaken { source: format!("an item of the type {kind}").into() });
            }
        };
        super::limits::check_pixels(shape.width_px, shape.height_px)?;
        super::limits::check_pixels(shape.tile_px.0, shape.tile_px.1)?;
        for property in file.item_properties(id).map_err(damaged)? {
            shape.apply(property);
        }
        Ok(shape)
    }

    /// Follows one property; they stand in the order in which they are applied.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the properties are the decoder's, and few turn or cut")]
    fn apply(&mut self, property: &Property) {
        match *property {
            Property::Rotation(quarters) => (0..quarters % 4).for_each(|_| self.turn = left(self.turn)),
            Property::Mirror(top_to_bottom) => self.turn = mirrored(self.turn, top_to_bottom),
            Property::CleanAperture { width, height, horiz_offset, vert_offset } if self.turn == 1 => {
                let along = part(self.width_px, width, horiz_offset);
                let down = part(self.height_px, height, vert_offset);
                self.crop =
                    along.zip(down).map(|((left, width_px), (top, height_px))| Crop { left, top, width_px, height_px });
            }
            _ => {}
        }
    }
}

/// Where a clean aperture begins along a side of `whole`, and how long it is (ISO/IEC 14496-12 §12.1.4).
fn part(whole: u32, length: (u32, u32), offset: (i32, u32)) -> Option<(u32, u32)> {
    if length.1 == 0 || offset.1 == 0 {
        return None;
    }
    let length = f64::from(length.0) / f64::from(length.1);
    let middle = f64::from(offset.0) / f64::from(offset.1) + (f64::from(whole) - 1.0) / 2.0;
    let from = (middle - (length - 1.0) / 2.0).round().clamp(0.0, f64::from(whole)) as u32;
    let length = (length.round() as u32).min(whole - from);
    (length > 0).then_some((from, length))
}

/// The orientations of EXIF as (quarter turns to the right, then mirrored left to right).
const TURNS: [(u8, bool); 8] =
    [(0, false), (0, true), (2, false), (2, true), (1, true), (1, false), (3, true), (3, false)];

/// What `turn` is after one more quarter turn to the left.
fn left(turn: u8) -> u8 {
    let (quarters, is_mirrored) = of(turn);
    // A mirror turns the other way round.
    named(if is_mirrored { quarters + 1 } else { quarters + 3 }, is_mirrored)
}

/// What `turn` is after one more mirror.
fn mirrored(turn: u8, top_to_bottom: bool) -> u8 {
    let (quarters, is_mirrored) = of(turn);
    named(if top_to_bottom { quarters + 2 } else { quarters }, !is_mirrored)
}

fn of(turn: u8) -> (u8, bool) {
    TURNS[usize::from(turn.clamp(1, 8) - 1)]
}

fn named(quarters: u8, is_mirrored: bool) -> u8 {
    let place = TURNS.iter().position(|turn| *turn == (quarters % 4, is_mirrored));
    (1..=8).nth(place.unwrap_or(0)).unwrap_or(1)
}

/// The bytes with the last box cut to what is there of it, and whether that was necessary. What follows the last box
/// and is none is left out.
pub(super) fn mend(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let mut place = 0;
    for whole in boxes(bytes) {
        let Some((content, after)) = whole else {
            // A size of nothing means: up to the end of the file. One of eight bytes cannot say so; that box goes.
            let mut mended = bytes.to_vec();
            if bytes[place..].starts_with(&[0, 0, 0, 1]) {
                mended.truncate(place);
            } else {
                mended[place..place + 4].fill(0);
            }
            return (Cow::Owned(mended), true);
        };
        place = after.max(content.end);
    }
    (Cow::Borrowed(&bytes[..place]), false)
}

/// Refuses an index of items so large that looking things up in it takes long; that of a phone has about 10 KB.
pub(super) fn check_index(bytes: &[u8]) -> Result<(), EvidenceError> {
    let inside = |range: Range<usize>, name: &[u8; 4]| {
        let found = named_boxes(&bytes[range.clone()]).into_iter().find(|(kind, _)| kind == name)?;
        Some(range.start + found.1.start..range.start + found.1.end)
    };
    let Some(meta) = inside(0..bytes.len(), b"meta").filter(|meta| meta.len() > 4) else { return Ok(()) };
    let meta = meta.start + 4..meta.end;
    let children = named_boxes(&bytes[meta.clone()]);
    let own = children.iter().filter(|(kind, _)| !matches!(kind, b"idat" | b"iprp")).map(|(_, range)| range.len());
    let associations = inside(meta, b"iprp").map_or(0, |properties| {
        let children = named_boxes(&bytes[properties]);
        children.iter().filter(|(kind, _)| kind == b"ipma").map(|(_, range)| range.len()).sum()
    });
    if own.sum::<usize>() + associations > MAX_INDEX_BYTES {
        return Err(EvidenceError::damaged("the HEIC has more items than any camera writes"));
    }
    Ok(())
}

/// The boxes of `bytes` that are whole: their kinds, and where their content lies.
fn named_boxes(bytes: &[u8]) -> Vec<([u8; 4], Range<usize>)> {
    let whole = boxes(bytes).map_while(|whole| whole.map(|(content, _)| content));
    let named = whole.filter_map(|content| {
        let long = bytes.get(content.start.checked_sub(16)?..content.start - 12) == Some(&[0, 0, 0, 1]);
        let kind = if long { content.start - 12 } else { content.start - 4 };
        Some((bytes.get(kind..kind + 4)?.try_into().ok()?, content))
    });
    named.collect()
}

/// Where the content of each box lies and where the next begins; none, and last, for one that is not whole.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = Option<(Range<usize>, usize)>> {
    let mut place = Some(0);
    std::iter::from_fn(move || {
        let from = place.take()?;
        let header = bytes.get(from..from + 8)?;
        let small = u32::from_be_bytes([header[0], header[1], header[2], header[3]]);
        let (length, header_bytes) = match small {
            0 => (bytes.len() - from, 8),
            1 => {
                let Some(large) = bytes.get(from + 8..from + 16) else { return Some(None) };
                let large = large.iter().fold(0u64, |length, byte| length << 8 | u64::from(*byte));
                (usize::try_from(large).unwrap_or(usize::MAX), 16)
            }
            small => (small as usize, 8),
        };
        if length < header_bytes {
            return None;
        }
        let after = from.saturating_add(length);
        if after > bytes.len() {
            return Some(None);
        }
        place = Some(after);
        Some(Some((from + header_bytes..after, after)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_mirrors_become_the_numbers_of_exif() {
        assert_eq!([1, 2, 3].map(|count| (0..count).fold(1, |turn, _| left(turn))), [8, 3, 6]);
        assert_eq!((mirrored(1, false), mirrored(1, true)), (2, 4));
        // Mirrored left to right, then turned to the left: what EXIF calls 5; the other way round: 7.
        assert_eq!((left(mirrored(1, false)), mirrored(left(1), false)), (5, 7));
        for turn in 1..=8 {
            assert_eq!((0..4).fold(turn, |turn, _| left(turn)), turn);
            assert_eq!(mirrored(mirrored(turn, true), true), turn);
        }
    }
}
