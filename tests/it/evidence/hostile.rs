//! Files that lie, break off or attack: no panic, nothing left behind, a clear verdict.

use super::derived::crc32;
use super::fixtures::{Directory, Exif, Workspace, corners, encoded, jpeg, texture, with_exif};
use fieldseal::evidence::{EvidenceError, IntakeWarning};
use image::{DynamicImage, ImageFormat};

fn verdict(bytes: &[u8]) -> Result<Vec<IntakeWarning>, EvidenceError> {
    let workspace = Workspace::new();
    let result = workspace.take_in(bytes);
    match &result {
        Ok(taken) => assert!(workspace.store.report_image(&taken.digest).is_ok()),
        Err(_) => assert!(workspace.files().is_empty(), "left behind: {:?}", workspace.files()),
    }
    result.map(|taken| taken.warnings)
}

fn code(bytes: &[u8]) -> &'static str {
    verdict(bytes).map_or_else(|error| error.code(), |_| "kept")
}

#[test]
fn what_is_no_picture_is_named() {
    assert_eq!(code(b""), "empty");
    assert_eq!(code(b"Dear Sir or Madam"), "not_a_picture");
    assert_eq!(code(&[0; 5000]), "not_a_picture");
    assert_eq!(code(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "damaged");
    assert_eq!(code(b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"), "kind_not_taken");
    assert_eq!(code(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "kind_not_taken");
    assert_eq!(code(b"\xFF\xD8"), "damaged");
    assert_eq!(code(b"\x89PNG\r\n\x1A\n"), "damaged");
}

#[test]
fn a_header_of_60_000_by_60_000_is_refused_with_its_numbers() {
    let png = |width: u32, height: u32| {
        let header = [b"IHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        let data = b"IDAT";
        let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
        for chunk in [header.as_slice(), data] {
            bytes.extend((chunk.len() as u32 - 4).to_be_bytes());
            bytes.extend(chunk);
            bytes.extend(crc32(chunk).to_be_bytes());
        }
        bytes
    };
    let mut lying_jpeg = jpeg(&corners(64, 64));
    let frame = lying_jpeg.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    lying_jpeg[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    let mut bitmap = encoded(&DynamicImage::ImageRgb8(corners(8, 8)), ImageFormat::Bmp);
    bitmap[18..26].copy_from_slice(&[0x60, 0xEA, 0, 0, 0x60, 0xEA, 0, 0]);
    let mut gif = encoded(&DynamicImage::ImageRgb8(corners(8, 8)), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0x60, 0xEA, 0x60, 0xEA]);
    for bytes in [png(60_000, 60_000), lying_jpeg, bitmap, gif] {
        match verdict(&bytes) {
            Err(EvidenceError::TooManyPixels { width_px: 60_000, height_px: 60_000, .. }) => {}
            other => panic!("{:?}: {other:?}", &bytes[..4]),
        }
    }
    assert_eq!(code(&png(0, 10)), "damaged");
}

#[test]
fn pixels_that_would_take_too_much_memory_are_refused_before_any_is_decoded() {
    // 80 megapixels of 8 bytes each.
    let header = [b"IHDR".as_slice(), &8944u32.to_be_bytes(), &8944u32.to_be_bytes(), &[16, 6, 0, 0, 0]].concat();
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    for chunk in [header.as_slice(), b"IDAT"] {
        bytes.extend((chunk.len() as u32 - 4).to_be_bytes());
        bytes.extend(chunk);
        bytes.extend(crc32(chunk).to_be_bytes());
    }
    assert_eq!(code(&bytes), "too_much_memory");
}

#[test]
fn a_file_that_breaks_off_is_kept_as_far_as_it_shows_something() {
    let picture = texture(400, 300, 1);
    let whole = jpeg(&picture);
    assert_eq!(verdict(&whole).unwrap(), []);
    assert_eq!(verdict(&whole[..whole.len() / 2]).unwrap(), [IntakeWarning::CutShort]);
    assert_eq!(verdict(&whole[..whole.len() - 1]).unwrap(), [IntakeWarning::CutShort]);
    let data = whole.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    assert_eq!(code(&whole[..data]), "damaged");
    assert_eq!(code(&whole[..data + 14]), "damaged");
    for format in [ImageFormat::Png, ImageFormat::Bmp] {
        let whole = encoded(&DynamicImage::ImageRgb8(picture.clone()), format);
        assert_eq!(verdict(&whole[..whole.len() / 2]).unwrap(), [IntakeWarning::PartlyDamaged], "{format:?}");
        assert_eq!(code(&whole[..30]), "damaged", "{format:?}");
    }
}

#[test]
fn lost_and_foreign_sectors_of_a_card_are_noticed() {
    let whole = jpeg(&texture(800, 600, 1));
    let data = whole.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    let sector = data + (whole.len() - data) / 2 / 512 * 512;
    let mut zeros = whole.clone();
    zeros[sector..sector + 4096].fill(0);
    let mut foreign = whole.clone();
    let other = jpeg(&texture(800, 600, 77));
    foreign[sector..sector + 4096].copy_from_slice(&other[sector + 512..sector + 4608]);
    let lost = [&whole[..sector], &whole[sector + 4096..]].concat();
    for (what, bytes) in [("zeros", zeros), ("foreign", foreign), ("lost", lost)] {
        assert_eq!(verdict(&bytes).unwrap(), [IntakeWarning::PartlyDamaged], "{what}");
    }
}

#[test]
fn exif_that_loops_or_lies_takes_nothing_but_its_own_facts() {
    let plain = jpeg(&corners(32, 24));
    let mut loops = Vec::from(*b"MM\0\x2A\0\0\0\x08\0\x02");
    for tag in [0x8769u16, 0x8825] {
        loops.extend([&tag.to_be_bytes()[..], &[0, 4, 0, 0, 0, 1, 0, 0, 0, 8]].concat());
    }
    loops.extend([0, 0, 0, 8]);
    let mut huge = Exif { make: Some("a maker"), orientation: Some(6), ..Exif::default() }.bytes();
    huge[14..18].fill(0xFF);
    let nowhere = Vec::from(*b"II\x2A\0\xFF\xFF\xFF\x7F");
    for exif in [loops, nowhere, b"no TIFF at all".to_vec(), Vec::new()] {
        let workspace = Workspace::new();
        let facts = workspace.take_in(&with_exif(&plain, &exif)).unwrap().facts;
        assert_eq!((facts.orientation, facts.width_px, facts.taken_at, facts.place), (1, 32, None, None));
    }
    let facts = Workspace::new().take_in(&with_exif(&plain, &huge)).unwrap().facts;
    assert_eq!((facts.orientation, facts.camera.as_str()), (6, ""));
}

#[test]
fn sixty_four_kilobytes_of_pointers_to_each_other_cost_nothing() {
    // Thousands of pointers to a directory of thousands of pointers: whoever follows each builds billions of entries.
    let mut pointers = Directory::default();
    for _ in 0..5000 {
        pointers.add(0x8769, 4, 1, &8u32.to_be_bytes());
    }
    let mut exif = Exif::default().bytes()[..8].to_vec();
    pointers.write(&mut exif);
    assert_eq!(verdict(&with_exif(&jpeg(&corners(32, 24)), &exif)).unwrap(), []);
}

#[test]
fn an_animation_and_a_scan_of_several_pages_show_their_first() {
    let mut bytes = Vec::new();
    {
        let mut gif = image::codecs::gif::GifEncoder::new(&mut bytes);
        for seed in 0..3 {
            let frame = DynamicImage::ImageRgb8(texture(20, 20, seed)).to_rgba8();
            gif.encode_frame(image::Frame::new(frame)).unwrap();
        }
    }
    assert_eq!(verdict(&bytes).unwrap(), [IntakeWarning::OnlyFirstFrame]);
    let single = encoded(&DynamicImage::ImageRgb8(texture(20, 20, 1)), ImageFormat::Gif);
    assert_eq!(verdict(&single).unwrap(), []);
}

#[test]
fn more_passes_than_any_camera_writes_are_refused() {
    let whole = jpeg(&corners(64, 64));
    let data = whole.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
    let passes = [&whole[..data], &whole[data..whole.len() - 2].repeat(100), &[0xFF, 0xD9]].concat();
    assert_eq!(code(&passes), "damaged");
}

#[test]
fn more_segments_and_tables_than_any_program_writes_are_refused() {
    let whole = jpeg(&corners(64, 64));
    let with = |segments: Vec<u8>| [&whole[..2], &segments, &whole[2..]].concat();
    // Each Huffman table is built anew; a hundred thousand of them kept a decoder busy for seconds.
    let table = [&[0xFF, 0xC4, 0, 31, 0][..], &[0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], &[0; 12]].concat();
    assert_eq!(code(&with(table.repeat(20))), "kept");
    assert_eq!(code(&with(table.repeat(19_000))), "damaged");
    assert_eq!(code(&with([0xFF, 0xE1, 0, 2].repeat(19_000))), "kept");
    assert_eq!(code(&with([0xFF, 0xE1, 0, 2].repeat(21_000))), "damaged");
}

fn png_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [name, data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &named, &crc32(&named).to_be_bytes()].concat()
}

#[test]
fn more_pieces_of_a_png_than_any_program_writes_are_refused() {
    let whole = encoded(&DynamicImage::ImageRgb8(corners(64, 64)), ImageFormat::Png);
    let head = 8 + 12 + 13;
    let text = png_chunk(b"tEXt", b"a\0b");
    let end = whole.len() - 12;
    assert_eq!(code(&[&whole[..head], &text.repeat(100), &whole[head..]].concat()), "kept");
    assert_eq!(code(&[&whole[..head], &text.repeat(9000), &whole[head..]].concat()), "damaged");
    assert_eq!(code(&[&whole[..end], &text.repeat(9000), &whole[end..]].concat()), "kept", "behind the picture");
    assert_eq!(code(&[&whole[..head], &png_chunk(b"IDAT", b"").repeat(270_000), &whole[head..]].concat()), "damaged");
}

#[test]
fn exif_behind_the_picture_of_a_png_is_read() {
    let whole = encoded(&DynamicImage::ImageRgb8(corners(64, 32)), ImageFormat::Png);
    let exif = png_chunk(b"eXIf", &Exif { orientation: Some(6), ..Exif::default() }.bytes());
    for place in [8 + 12 + 13, whole.len() - 12] {
        let facts = Workspace::new().take_in(&[&whole[..place], &exif, &whole[place..]].concat()).unwrap().facts;
        assert_eq!((facts.orientation, facts.width_px, facts.height_px), (6, 32, 64));
    }
    // A length that lies and an end in the middle are the decoder's to judge.
    for cut in [whole.len() - 12 + exif.len() / 2, whole.len() - 12 + 6] {
        let bytes = [&whole[..whole.len() - 12], exif.as_slice()].concat();
        assert_eq!(code(&bytes[..cut]), "kept");
    }
}

#[test]
fn a_gif_that_never_comes_to_its_picture_is_refused() {
    let whole = encoded(&DynamicImage::ImageRgb8(corners(16, 16)), ImageFormat::Gif);
    let colours = if whole[10] & 0x80 == 0 { 0 } else { 3 << ((whole[10] & 7) + 1) };
    let comment =
        |blocks: usize| [&[0x21, 0xFE][..], &[&[255][..], &[b'a'; 255]].concat().repeat(blocks), &[0]].concat();
    let with = |blocks: usize| [&whole[..13 + colours], &comment(blocks), &whole[13 + colours..]].concat();
    assert_eq!(code(&with(1000)), "kept");
    assert_eq!(code(&with(100_000)), "damaged");
}

#[test]
fn more_strips_of_a_tiff_than_any_program_writes_are_refused() {
    let tiff = |strips: u32| {
        let mut directory = Directory::default();
        let long = |value: u32| value.to_be_bytes().to_vec();
        let each = long(8).repeat(strips as usize);
        for (tag, count, value) in [
            (0x0100u16, 1, long(8)),
            (0x0101, 1, long(strips)),
            (0x0102, 1, long(8)),
            (0x0103, 1, long(1)),
            (0x0106, 1, long(1)),
            (0x0111, strips, each.clone()),
            (0x0115, 1, long(1)),
            (0x0116, 1, long(1)),
            (0x0117, strips, each),
        ] {
            directory.add(tag, 4, count, &value);
        }
        let mut bytes = b"MM\0\x2A\0\0\0\x08".to_vec();
        directory.write(&mut bytes);
        bytes
    };
    assert_eq!(code(&tiff(500)), "kept");
    assert_eq!(code(&tiff(500_000)), "damaged");
}

#[test]
fn lengths_that_a_webp_claims_are_not_believed() {
    let plain = encoded(&DynamicImage::ImageRgb8(corners(64, 32)), ImageFormat::WebP);
    let piece = |name: &[u8; 4], length: u32, data: &[u8]| [name, &length.to_le_bytes()[..], data].concat();
    let exif = Exif { orientation: Some(6), ..Exif::default() }.bytes();
    let file = |flags: u8, pieces: Vec<u8>| {
        let extended = piece(b"VP8X", 10, &[flags, 0, 0, 0, 63, 0, 0, 31, 0, 0]);
        let all = [b"WEBP".as_slice(), &extended, &plain[12..], &pieces].concat();
        piece(b"RIFF", all.len() as u32, &all)
    };
    // A decoder that reserved what these claim ended the program where there was no such memory.
    for (name, flag) in [(b"EXIF", 0x08), (b"XMP ", 0x04), (b"ICCP", 0x20)] {
        assert_eq!(code(&file(flag, piece(name, 0xBFFF_FFFE, b"short"))), "kept", "{name:?}");
    }
    let right = Workspace::new().take_in(&file(0x08, piece(b"EXIF", exif.len() as u32, &exif))).unwrap().facts;
    assert_eq!((right.orientation, right.width_px, right.height_px), (6, 32, 64));
}
