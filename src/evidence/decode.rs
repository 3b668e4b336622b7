//! Pixels out of files, within limits and without panics.

use super::colour;
use super::heif::{self, decode_heif};
use super::jpeg::{Colours, Segments, Structure, icc_profile};
use super::kind::{HEAD_BYTES, Kind};
use super::limits::{
    MAX_FILE_BYTES, MAX_GIF_BYTES, MAX_JPEG_SCANS, MAX_TIFF_PIECES, MAX_WHOLE_BYTES, MemoryGate, MemoryPermit,
    check_pixels,
};
use super::pixels::{Layout, Pixels};
use super::planes::Raster;
use super::scaled::decode_scaled;
use super::tags::Tags;
use super::webp_chunks::Beside;
use super::{EvidenceError, IntakeWarning, entropy, file, gif, iptc, png_chunks, webp_chunks, xmp};
use crate::domain::FileKind;
use image::codecs::{bmp::BmpDecoder, gif::GifDecoder, png::PngDecoder, tiff::TiffDecoder, webp::WebPDecoder};
use image::{ColorType, ImageDecoder, ImageError, Limits};
use std::io::{BufRead, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The value of every byte before decoding: what a damaged file does not fill stays grey.
pub(super) const UNFILLED: u8 = 128;
/// What scaling and encoding take beside the decoder.
pub(super) const BESIDE_BYTES: u64 = 24 * 1024 * 1024;

/// A decoded picture, or the sign of another file. Its share of the decoders' memory is given back when it is dropped.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    /// The media type of the file.
    pub(super) media_type: &'static str,
    pub(super) tags: Tags,
    /// How the stored pixels become upright, as EXIF numbers it (EXIF 2.32, tag 0x0112).
    pub(super) turn: u8,
    /// Width and height as stored.
    pub(super) stored_px: (u32, u32),
    /// The pixels as stored, or fewer where that was enough: neither upright nor in sRGB.
    pub(super) raster: Raster,
    /// The ICC profile of the pixels.
    pub(super) profile: Option<Vec<u8>>,
    pub(super) warnings: Vec<IntakeWarning>,
    /// A JPEG that any reader of PDF shows as it should be shown.
    pub(super) plain_jpeg: bool,
    pub(super) _permit: MemoryPermit<'a>,
}

impl Picture<'_> {
    /// Width and height of the upright picture.
    pub(super) const fn upright_px(&self) -> (u32, u32) {
        let (width_px, height_px) = self.stored_px;
        if self.turn >= 5 { (height_px, width_px) } else { (width_px, height_px) }
    }
}

/// Decodes the picture that `source` holds from its start, told by its bytes; where that is cheaper, scaled down to no
/// less than `longest_px` on its longest side.
pub(super) fn decode<R: BufRead + Seek>(
    mut source: R,
    longest_px: u32,
    memory: &MemoryGate,
) -> Result<Picture<'_>, EvidenceError> {
    let unreadable = |source| EvidenceError::SourceUnreadable { source };
    let mut head = Vec::new();
    source.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(unreadable)?;
    let kind = Kind::recognise(&head)?;
    let size_bytes = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let limit_bytes = if kind.is_read_whole() { MAX_WHOLE_BYTES } else { MAX_FILE_BYTES };
    if size_bytes > limit_bytes {
        return Err(EvidenceError::TooManyBytes { limit_bytes });
    }
    // A decoder that panics has a mistake that we do not know yet; the file is then one that cannot be read.
    catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Jpeg | Kind::Heif => {
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes).map_err(unreadable)?;
            if kind == Kind::Jpeg { decode_jpeg(&bytes, longest_px, memory) } else { decode_heif(&bytes, memory) }
        }
        Kind::Png | Kind::WebP | Kind::Tiff | Kind::Bmp | Kind::Gif => decode_other(kind, source, memory),
    }))
    .unwrap_or_else(|_| Err(EvidenceError::damaged("the decoder gave up")))
}

/// The sign that stands for a file which is not shown: no picture, or one that cannot be decoded. What such a picture
/// says of itself is read all the same.
pub(super) fn sign<R: BufRead + Seek>(mut source: R, memory: &MemoryGate) -> Result<Picture<'_>, EvidenceError> {
    let unreadable = |source| EvidenceError::SourceUnreadable { source };
    let mut head = Vec::new();
    source.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(unreadable)?;
    let mut media_type = file::media_type(&head);
    if let Some(directory) = file::ole_directory(&head) {
        let mut names = Vec::new();
        source.seek(SeekFrom::Start(directory)).map_err(unreadable)?;
        source.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut names).map_err(unreadable)?;
        media_type = file::of_ole(&names).unwrap_or(media_type);
    }
    let pixels = file::sign(media_type);
    let permit = memory.enter(pixels.bytes.len() as u64 + BESIDE_BYTES, pixels.width_px, pixels.height_px)?;
    let tags = if FileKind::Picture.takes(media_type) {
        catch_unwind(AssertUnwindSafe(|| described(&head, source))).ok().flatten()
    } else {
        None
    };
    Ok(Picture {
        media_type,
        tags: tags.unwrap_or_default(),
        turn: 1,
        profile: None,
        warnings: Vec::new(),
        plain_jpeg: false,
        _permit: permit,
        stored_px: (pixels.width_px, pixels.height_px),
        raster: Raster::Pixels(pixels),
    })
}

/// What a picture says of itself that cannot be decoded.
fn described<R: BufRead + Seek>(head: &[u8], mut source: R) -> Option<Tags> {
    source.seek(SeekFrom::Start(0)).ok()?;
    if head.starts_with(b"II") || head.starts_with(b"MM") {
        return Some(Tags::read(source));
    }
    let is_jpeg = head.starts_with(b"\xFF\xD8");
    if !is_jpeg && head.get(4..8) != Some(b"ftyp") {
        return None;
    }
    let mut bytes = Vec::new();
    source.take(MAX_WHOLE_BYTES).read_to_end(&mut bytes).ok()?;
    if is_jpeg { Some(jpeg_tags(&bytes)) } else { heif::described(&bytes) }
}

fn decode_jpeg<'a>(bytes: &[u8], longest_px: u32, memory: &'a MemoryGate) -> Result<Picture<'a>, EvidenceError> {
    let structure = Structure::read(bytes)?;
    let (width_px, height_px) = (structure.width_px, structure.height_px);
    check_pixels(width_px, height_px)?;
    if structure.scans > MAX_JPEG_SCANS {
        return Err(EvidenceError::damaged("the JPEG has more scans than any camera writes"));
    }
    if let Some(picture) = decode_jpeg_scaled(bytes, &structure, longest_px, memory) {
        return Ok(picture);
    }
    let layout = if structure.colours == Colours::Grey { Layout::Grey } else { Layout::Rgb };
    let pixel_bytes = u64::from(width_px) * u64::from(height_px) * layout.bytes() as u64;
    let needed = pixel_bytes + structure.coefficient_bytes + bytes.len() as u64 + BESIDE_BYTES;
    let permit = memory.enter(needed, width_px, height_px)?;

    // Strictly first, so that damage is known; then as far as it goes.
    let mut warnings = Vec::new();
    let (output, profile) = match jpeg_pixels(bytes, layout, true) {
        Ok(decoded) => decoded,
        Err(_) => {
            let (output, profile) = jpeg_pixels(bytes, layout, false)?;
            if !structure.cut_short {
                warnings.push(IntakeWarning::PartlyDamaged);
            }
            if output.iter().all(|byte| *byte == UNFILLED) {
                return Err(EvidenceError::damaged("no part of the picture data can be read"));
            }
            (output, profile)
        }
    };
    if structure.cut_short {
        warnings.push(IntakeWarning::CutShort);
    } else if warnings.is_empty() && !entropy::is_whole(bytes) {
        warnings.push(IntakeWarning::PartlyDamaged);
    }
    let plain_jpeg = structure.common
        && matches!(structure.colours, Colours::Grey | Colours::YCbCr)
        && structure.trailing_bytes == 0
        && structure.bare
        && warnings.is_empty()
        && colour::is_srgb(profile.as_deref());
    let tags = jpeg_tags(bytes);
    Ok(Picture {
        media_type: Kind::Jpeg.media_type(),
        turn: tags.orientation(),
        tags,
        stored_px: (width_px, height_px),
        raster: Raster::Pixels(Pixels { width_px, height_px, layout, bytes: output }),
        profile,
        warnings,
        plain_jpeg,
        _permit: permit,
    })
}

/// A whole JPEG of the common kind that is much larger than needed; none for any other, which is then decoded as usual.
fn decode_jpeg_scaled<'a>(
    bytes: &[u8],
    structure: &Structure,
    longest_px: u32,
    memory: &'a MemoryGate,
) -> Option<Picture<'a>> {
    let stored_px = (structure.width_px, structure.height_px);
    // At most half of each side, three planes; the data once more without its stuffing.
    let needed = u64::from(stored_px.0) * u64::from(stored_px.1) + 2 * bytes.len() as u64 + BESIDE_BYTES;
    let permit = memory.enter(needed, stored_px.0, stored_px.1).ok()?;
    let planes = decode_scaled(bytes, structure, longest_px)?;
    let tags = jpeg_tags(bytes);
    Some(Picture {
        media_type: Kind::Jpeg.media_type(),
        turn: tags.orientation(),
        tags,
        stored_px,
        raster: Raster::Planes(planes),
        profile: icc_profile(bytes),
        warnings: Vec::new(),
        // It is too large to be printed as it is.
        plain_jpeg: false,
        _permit: permit,
    })
}

/// What the segments of a JPEG say: EXIF first, XMP and IPTC for what it leaves out.
fn jpeg_tags(bytes: &[u8]) -> Tags {
    let (mut exif, mut packet, mut iptc) = (None, None, None);
    for segment in Segments::before_picture(bytes) {
        match segment.marker {
            0xE1 => {
                exif = exif.or(segment.content.strip_prefix(b"Exif\0\0"));
                packet = packet.or(segment.content.strip_prefix(xmp::JPEG_HEADER));
            }
            0xED => iptc = iptc.or(segment.content.strip_prefix(iptc::JPEG_HEADER)),
            _ => {}
        }
    }
    let mut tags = exif.map(|exif| Tags::read(Cursor::new(exif))).unwrap_or_default();
    if let Some(packet) = packet {
        xmp::add(&mut tags, packet);
    }
    tags.times.extend(iptc.and_then(iptc::time));
    tags
}

/// The pixels and the ICC profile of a JPEG.
fn jpeg_pixels(bytes: &[u8], layout: Layout, strict: bool) -> Result<(Vec<u8>, Option<Vec<u8>>), EvidenceError> {
    let failed = |error: DecodeErrors| {
        if matches!(error, DecodeErrors::Unsupported(_)) {
            return EvidenceError::VariantNotTaken { source: error.into() };
        }
        EvidenceError::Damaged { source: error.into() }
    };
    let colours = if layout == Layout::Grey { ColorSpace::Luma } else { ColorSpace::RGB };
    let options = DecoderOptions::default()
        .set_strict_mode(strict)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MAX_JPEG_SCANS as usize)
        .jpeg_set_out_colorspace(colours);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(failed)?;
    let size = decoder.output_buffer_size().unwrap_or(0);
    let expected = decoder.dimensions().map(|(width, height)| width * height * layout.bytes());
    if size == 0 || expected != Some(size) {
        return Err(EvidenceError::damaged("the JPEG has two headers that contradict each other"));
    }
    let mut output = vec![UNFILLED; size];
    decoder.decode_into(&mut output).map_err(failed)?;
    Ok((output, decoder.icc_profile()))
}

fn decode_other<R: BufRead + Seek>(
    kind: Kind,
    mut source: R,
    memory: &MemoryGate,
) -> Result<Picture<'_>, EvidenceError> {
    let mut tags = Tags::default();
    if kind == Kind::Tiff {
        tags = Tags::read(&mut source);
        source.seek(SeekFrom::Start(0)).map_err(|source| EvidenceError::SourceUnreadable { source })?;
        if tags.camera_raw {
            return Err(EvidenceError::KindNotTaken { kind: "camera raw" });
        }
        if tags.pieces > MAX_TIFF_PIECES {
            return Err(EvidenceError::damaged("the TIFF has more strips or tiles than any program writes"));
        }
    }
    let limits = |max_bytes: u64| {
        let mut limits = Limits::no_limits();
        limits.max_alloc = Some(max_bytes);
        limits
    };
    let header_limits = limits(BESIDE_BYTES);
    let (mut picture, more_frames) = match kind {
        Kind::Png => {
            let beside = Beside { exif: png_chunks::exif(&mut source)?, ..Beside::default() };
            let decoder = PngDecoder::with_limits(source, header_limits).map_err(not_decoded)?;
            let more = decoder.is_apng().unwrap_or(false);
            (read(kind, decoder, beside, memory, limits)?, more)
        }
        Kind::WebP => {
            let beside = webp_chunks::beside(&mut source);
            let decoder = WebPDecoder::new(source).map_err(not_decoded)?;
            let more = decoder.has_animation();
            (read(kind, decoder, beside, memory, limits)?, more)
        }
        Kind::Tiff => (
            read(kind, TiffDecoder::new(source).map_err(not_decoded)?, Beside::default(), memory, limits)?,
            tags.more_pages,
        ),
        Kind::Bmp => {
            (read(kind, BmpDecoder::new(source).map_err(not_decoded)?, Beside::default(), memory, limits)?, false)
        }
        Kind::Gif | Kind::Jpeg | Kind::Heif => {
            let more = gif::has_second_picture(&mut source);
            let decoder = GifDecoder::new(source.take(MAX_GIF_BYTES)).map_err(not_decoded)?;
            (read(kind, decoder, Beside::default(), memory, limits)?, more)
        }
    };
    if more_frames {
        picture.warnings.push(IntakeWarning::OnlyFirstFrame);
    }
    if kind == Kind::Tiff {
        picture.turn = tags.orientation();
        picture.tags = tags;
    }
    Ok(picture)
}

/// Reads what a decoder of `image` gives, as far as the file goes; `beside` it what was found already.
fn read<D: ImageDecoder>(
    kind: Kind,
    mut decoder: D,
    beside: Beside,
    memory: &MemoryGate,
    limits: impl Fn(u64) -> Limits,
) -> Result<Picture<'_>, EvidenceError> {
    let (width_px, height_px) = decoder.dimensions();
    check_pixels(width_px, height_px)?;
    let colour = decoder.color_type();
    let total = decoder.total_bytes();
    // Beside the output stand a copy in eight bits, and in WebP and TIFF the decoder's own picture.
    let eight_bits = matches!(colour, ColorType::L8 | ColorType::Rgb8 | ColorType::Rgba8);
    let copies = u64::from(!eight_bits) + u64::from(matches!(kind, Kind::WebP | Kind::Tiff | Kind::Gif));
    let inside = total * copies + BESIDE_BYTES;
    let permit = memory.enter(total + inside, width_px, height_px)?;
    decoder.set_limits(limits(total + inside)).map_err(not_decoded)?;

    // The decoder of WebP believes the lengths that such a file claims.
    let ask = kind != Kind::WebP;
    let profile = beside.profile.or_else(|| if ask { decoder.icc_profile().ok().flatten() } else { None });
    let exif =
        beside.exif.or_else(|| if ask { decoder.exif_metadata().ok().flatten() } else { None }).unwrap_or_default();
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif);
    let mut tags = Tags::read(Cursor::new(exif));
    let packet = beside.xmp.or_else(|| if ask { decoder.xmp_metadata().ok().flatten() } else { None });
    if let Some(packet) = packet {
        xmp::add(&mut tags, &packet);
    }
    let size = usize::try_from(total).map_err(|error| EvidenceError::VariantNotTaken { source: error.into() })?;
    let mut output = vec![UNFILLED; size];
    let mut warnings = Vec::new();
    if let Err(error) = decoder.read_image(&mut output) {
        if output.iter().all(|byte| *byte == UNFILLED) {
            return Err(not_decoded(error));
        }
        warnings.push(IntakeWarning::PartlyDamaged);
    }
    let pixels = Pixels::of_decoder((width_px, height_px), colour, output)?;
    let (media_type, turn) = (kind.media_type(), tags.orientation());
    let (stored_px, raster) = ((width_px, height_px), Raster::Pixels(pixels));
    Ok(Picture { media_type, tags, turn, stored_px, raster, profile, warnings, plain_jpeg: false, _permit: permit })
}

fn not_decoded(error: ImageError) -> EvidenceError {
    if matches!(error, ImageError::Unsupported(_)) {
        return EvidenceError::VariantNotTaken { source: error.into() };
    }
    EvidenceError::Damaged { source: error.into() }
}
