//! HEIC: pictures of HEVC in the boxes of HEIF (ISO/IEC 23008-12), decoded piece by piece within our own limits.
//!
//! The decoder is asked for one coded picture at a time, each no larger than its header promised. A grid of tiles is
//! laid out here, so that a file which breaks off shows the tiles that are there; two of them are decoded at a time.

use super::decode::{BESIDE_BYTES, Picture, UNFILLED};
use super::heif_box::{Crop, Shape, check_index, mend};
use super::kind::Kind;
use super::limits::{MemoryGate, check_pixels};
use super::pixels::{Layout, Pixels};
use super::planes::Raster;
use super::tags::Tags;
use super::xmp;
use super::{EvidenceError, IntakeWarning};
use heifer::color::{ColorParams, frame_to_rgba_sized};
use heifer::heifer_hevc_dec::Error as CodeError;
use heifer::heifer_hevc_dec::decoder::{DecodeOptions, decode_picture};
use heifer::heifer_isobmff::boxes::{ColorInfo, Property};
use heifer::heifer_isobmff::{HeifFile, ItemId};
use moxcms::ColorProfile;
use std::io::Cursor;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The bytes that decoding a pixel takes at most: three planes of 16 bits, a copy of them, and what the decoder notes.
const DECODER_PIXEL_BYTES: u64 = 14;
/// How much larger than the picture the coded one may be along each side: codes come in blocks of up to 64.
const CODED_MORE_PX: u64 = 128;
/// The threads that decode tiles of one picture: who waits for one photo waits half as long.
const THREADS: usize = 2;
/// The largest tiles of which several are decoded at a time, so that they take little memory; phones make 512 by 512.
const SHARED_TILE_PX: u64 = 1024 * 1024;

/// The EXIF and XMP of a file of HEIF that need not be decodable, AVIF among them.
pub(super) fn described(bytes: &[u8]) -> Option<Tags> {
    let (mended, _) = mend(bytes);
    check_index(&mended).ok()?;
    Some(tags(&HeifFile::parse(&mended).ok()?))
}

/// Decodes the primary picture.
pub(super) fn decode_heif<'a>(bytes: &[u8], memory: &'a MemoryGate) -> Result<Picture<'a>, EvidenceError> {
    let (mended, cut_short) = mend(bytes);
    check_index(&mended)?;
    let file = HeifFile::parse(&mended).map_err(damaged)?;
    let id = file.primary_id;
    let shape = Shape::read(&file, id)?;
    check_pixels(shape.width_px, shape.height_px)?;
    let alpha = alpha_of(&file, id).filter(|alpha| *alpha != id);
    let layout = if alpha.is_some() { Layout::Rgba } else { Layout::Rgb };
    let pixels = u64::from(shape.width_px) * u64::from(shape.height_px);
    let coded = (u64::from(shape.tile_px.0) + CODED_MORE_PX) * (u64::from(shape.tile_px.1) + CODED_MORE_PX);
    let needed = pixels * layout.bytes() as u64
        + u64::from(alpha.is_some()) * pixels * 3
        + coded * DECODER_PIXEL_BYTES * threads_for(&shape) as u64
        + bytes.len() as u64 * 2
        + BESIDE_BYTES;
    let permit = memory.enter(needed, shape.width_px, shape.height_px)?;

    let (mut picture, missing) = assemble(&file, &shape, bytes.len())?;
    let mut warnings = Vec::new();
    if cut_short {
        warnings.push(IntakeWarning::CutShort);
    } else if missing {
        warnings.push(IntakeWarning::PartlyDamaged);
    }
    if let Some(alpha) = alpha {
        picture = with_alpha(&file, alpha, picture, bytes.len());
    }
    if file.top_level_image_ids().len() > 1 {
        warnings.push(IntakeWarning::OnlyFirstFrame);
    }
    let picture = match shape.crop {
        Some(crop) => cropped(&picture, crop),
        None => picture,
    };
    Ok(Picture {
        media_type: Kind::Heif.media_type(),
        tags: tags(&file),
        stored_px: (picture.width_px, picture.height_px),
        raster: Raster::Pixels(picture),
        turn: shape.turn,
        profile: profile(&file, &shape),
        warnings,
        plain_jpeg: false,
        _permit: permit,
    })
}

fn damaged(source: heifer::heifer_isobmff::Error) -> EvidenceError {
    EvidenceError::Damaged { source: source.into() }
}

/// EXIF first, XMP for what it does not say.
fn tags(file: &HeifFile<'_>) -> Tags {
    let exif = file.exif(file.primary_id).ok().flatten();
    let mut tags = exif.map(|exif| Tags::read(Cursor::new(exif))).unwrap_or_default();
    if let Some(packet) = file.xmp(file.primary_id).ok().flatten() {
        xmp::add(&mut tags, &packet);
    }
    tags
}

/// The profile in the boxes of the picture, else in those of its first tile; or that of the colours that they name.
#[expect(clippy::wildcard_enum_match_arm, reason = "the properties are the decoder's, and only colours matter here")]
fn profile(file: &HeifFile<'_>, shape: &Shape) -> Option<Vec<u8>> {
    let items = [Some(file.primary_id), shape.tiles.first().copied()];
    let mut properties = items.into_iter().flatten().filter_map(|id| file.item_properties(id).ok()).flatten();
    properties.find_map(|property| match property {
        Property::Color(ColorInfo::Icc(profile)) if !profile.is_empty() => Some(profile.clone()),
        // Display P3, as some phones name it without a profile.
        Property::Color(ColorInfo::Nclx { primaries: 12, .. }) => ColorProfile::new_display_p3().encode().ok(),
        _ => None,
    })
}

/// The item that says how opaque the pixels of `id` are.
fn alpha_of(file: &HeifFile<'_>, id: ItemId) -> Option<ItemId> {
    let is_alpha = |item: &ItemId| {
        file.item_properties(*item).is_ok_and(|mut properties| {
            properties.any(|property| {
                matches!(property, Property::AuxiliaryType(kind)
                    if kind == "urn:mpeg:hevc:2015:auxid:1"
                        || kind == "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
            })
        })
    };
    file.referencing_items(id, b"auxl").into_iter().find(is_alpha)
}

/// All tiles in their places, and whether some are missing; those stay grey.
fn assemble(file: &HeifFile<'_>, shape: &Shape, file_bytes: usize) -> Result<(Pixels, bool), EvidenceError> {
    let (width, height) = (shape.width_px as usize, shape.height_px as usize);
    let mut bytes = vec![UNFILLED; width * height * 3];
    let (tile_width, tile_height) = (shape.tile_px.0 as usize, shape.tile_px.1 as usize);
    // The error of the first tile that fails in the order of the file, whichever thread is the quickest.
    let mut failed: Option<(usize, EvidenceError)> = None;
    let mut shown = 0;
    let queue = Mutex::new(Queue { next: 0, left_bytes: file_bytes * 2 });
    let threads = threads_for(shape);
    let (results, inbox) = sync_channel(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (queue, results) = (&queue, results.clone());
            scope.spawn(move || decode_tiles(file, shape, queue, &results));
        }
        drop(results);
        for (place, decoded) in inbox {
            let decoded = match decoded {
                Ok(decoded) => decoded,
                Err(error) => {
                    if failed.as_ref().is_none_or(|(first, _)| place < *first) {
                        failed = Some((place, error));
                    }
                    continue;
                }
            };
            shown += 1;
            let (left, top) = (place % shape.columns * tile_width, place / shape.columns * tile_height);
            let along = tile_width.min(width - left);
            for (row, from) in decoded.chunks_exact(tile_width * 4).take(height - top).enumerate() {
                let to = ((top + row) * width + left) * 3;
                let pixels = bytes[to..to + along * 3].chunks_exact_mut(3).zip(from.chunks_exact(4));
                pixels.for_each(|(to, from)| to.copy_from_slice(&from[..3]));
            }
        }
    });
    match failed {
        Some((_, error)) if shown == 0 => Err(error),
        failed => {
            let (width_px, height_px) = (shape.width_px, shape.height_px);
            Ok((Pixels { width_px, height_px, layout: Layout::Rgb, bytes }, failed.is_some()))
        }
    }
}

/// How many tiles of the picture are decoded at a time.
fn threads_for(shape: &Shape) -> usize {
    let tile_px = u64::from(shape.tile_px.0) * u64::from(shape.tile_px.1);
    if tile_px > SHARED_TILE_PX { 1 } else { THREADS.min(shape.tiles.len()) }
}

/// The tiles that nobody took yet.
struct Queue {
    next: usize,
    /// The bytes that may still be decoded: tiles that share their bytes would make much of a small file.
    left_bytes: usize,
}

/// A tile by its place, with its pixels of four bytes each.
type Decoded = (usize, Result<Vec<u8>, EvidenceError>);

/// Decodes one tile after the other until none is left.
fn decode_tiles(file: &HeifFile<'_>, shape: &Shape, queue: &Mutex<Queue>, results: &SyncSender<Decoded>) {
    loop {
        let (place, id, stream) = {
            // Tiles get their bytes in the order of the file: what is shown is no matter of chance.
            let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
            let place = queue.next;
            let Some(id) = shape.tiles.get(place) else { return };
            queue.next += 1;
            (place, *id, stream_of(file, *id, &mut queue.left_bytes))
        };
        let decoded = stream.and_then(|stream| decode_tile(file, id, shape, &stream));
        if results.send((place, decoded)).is_err() {
            return;
        }
    }
}

/// The code of a tile, as long as bytes are left.
fn stream_of(file: &HeifFile<'_>, id: ItemId, left_bytes: &mut usize) -> Result<Vec<u8>, EvidenceError> {
    if *left_bytes == 0 {
        return Err(EvidenceError::damaged("the tiles of the HEIC have more bytes than the file"));
    }
    let stream = file.hevc_bitstream(id).map_err(damaged)?;
    *left_bytes = left_bytes.saturating_sub(stream.len());
    Ok(stream)
}

/// The pixels of one coded picture, cut to the size that its header promises; four bytes each.
#[expect(clippy::wildcard_enum_match_arm, reason = "the properties are the decoder's, and only colours matter here")]
fn decode_tile(file: &HeifFile<'_>, id: ItemId, shape: &Shape, stream: &[u8]) -> Result<Vec<u8>, EvidenceError> {
    let (width, height) = shape.tile_px;
    let max_pixels = (u64::from(width) + CODED_MORE_PX) * (u64::from(height) + CODED_MORE_PX);
    let options = DecodeOptions { max_pixels, ..DecodeOptions::default() };
    let frame = decode_picture(stream, options).map_err(|error| match error {
        CodeError::Unimplemented(_) => EvidenceError::VariantNotTaken { source: error.into() },
        CodeError::UnexpectedEof | CodeError::Invalid(_) | CodeError::HashMismatch(_) => {
            EvidenceError::Damaged { source: error.into() }
        }
    })?;
    if frame.widths[0] < width || frame.heights[0] < height {
        return Err(EvidenceError::damaged("a coded picture is smaller than its header says"));
    }
    let named = file.item_properties(id).map_err(damaged)?.find_map(|property| match property {
        Property::Color(ColorInfo::Nclx { matrix, full_range, .. }) => {
            Some(ColorParams { matrix: *matrix, full_range: *full_range })
        }
        _ => None,
    });
    let colours = named.unwrap_or_else(|| ColorParams::from_frame(&frame));
    Ok(frame_to_rgba_sized::<u8>(&frame, colours, width, height).data)
}

/// The picture with the opacity that `alpha` holds; a picture for paper without it where that cannot be read.
fn with_alpha(file: &HeifFile<'_>, alpha: ItemId, picture: Pixels, file_bytes: usize) -> Pixels {
    let same = |shape: &Shape| (shape.width_px, shape.height_px) == (picture.width_px, picture.height_px);
    let shape = Shape::read(file, alpha).ok().filter(same);
    let Some((opacity, false)) = shape.and_then(|shape| assemble(file, &shape, file_bytes).ok()) else {
        return picture;
    };
    let pixels = picture.bytes.chunks_exact(3).zip(opacity.bytes.chunks_exact(3));
    let bytes = pixels.flat_map(|(rgb, alpha)| [rgb[0], rgb[1], rgb[2], alpha[0]]).collect();
    Pixels { layout: Layout::Rgba, bytes, ..picture }
}

fn cropped(picture: &Pixels, crop: Crop) -> Pixels {
    let size = picture.layout.bytes();
    let (left, width) = (crop.left as usize * size, crop.width_px as usize * size);
    let rows = picture.bytes.chunks_exact(picture.width_px as usize * size);
    let rows = rows.skip(crop.top as usize).take(crop.height_px as usize);
    let bytes = rows.flat_map(|row| &row[left..left + width]).copied().collect();
    Pixels { width_px: crop.width_px, height_px: crop.height_px, layout: picture.layout, bytes }
}
