//! Files that are no pictures: what they are, and the sign that stands for them where pictures are shown.

use super::kind::Kind;
use super::pixels::{Layout, Pixels};

/// The size of a sign.
const WIDTH_PX: u32 = 480;
const HEIGHT_PX: u32 = 360;
const GROUND: u8 = 235;
const PAPER: u8 = 255;
const INK: u8 = 110;

/// The media type of any file, told by its first bytes; those of IANA where it has one.
pub(super) fn media_type(head: &[u8]) -> &'static str {
    if head.is_empty() {
        return "application/octet-stream";
    }
    if let Ok(kind) = Kind::recognise(head) {
        return kind.media_type();
    }
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if at(4, b"ftyp") {
        return match head.get(8..12) {
            Some(b"avif" | b"avis" | b"mif1" | b"mif2" | b"msf1") => "image/avif",
            Some(b"crx ") => "image/x-canon-cr3",
            Some([b'M', b'4', b'A' | b'B', _]) => "audio/mp4",
            Some([b'3', b'g', b'p' | b'2', _]) => "video/3gpp",
            Some(b"qt  ") => "video/quicktime",
            _ => "video/mp4",
        };
    }
    if at(0, b"PK\x03\x04") {
        return of_zip(head);
    }
    let known = PICTURES.iter().chain(&OTHERS);
    if let Some((_, _, media_type)) = known.copied().find(|(offset, magic, _)| at(*offset, magic)) {
        return media_type;
    }
    match std::str::from_utf8(head) {
        Ok(text) if is_svg(text) => "image/svg+xml",
        Ok(text) if !text.contains('\0') => "text/plain",
        // A head may end within a character.
        Err(error) if error.error_len().is_none() && !head.contains(&0) => "text/plain",
        _ => "application/octet-stream",
    }
}

/// Pictures that are not decoded: where their first bytes stand, these, and their media types.
const PICTURES: [(usize, &[u8], &str); 9] = [
    (0, b"\xFF\x0A", "image/jxl"),
    (0, b"\0\0\0\x0CJXL ", "image/jxl"),
    (0, b"\0\0\0\x0CjP  ", "image/jp2"),
    (0, b"\xFF\x4F\xFF\x51", "image/jp2"),
    (0, b"8BPS", "image/vnd.adobe.photoshop"),
    (0, b"\0\0\x01\0", "image/vnd.microsoft.icon"),
    (0, b"FUJIFILMCCD-RAW", "image/x-fujifilm-raf"),
    (0, b"IIRO", "image/x-olympus-orf"),
    (0, b"IIU\0", "image/x-panasonic-rw2"),
];

/// Files that are no pictures.
const OTHERS: [(usize, &[u8], &str); 14] = [
    (0, b"%PDF-", "application/pdf"),
    (0, OLE, "application/x-ole-storage"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xFF\xFB", "audio/mpeg"),
    (0, b"\xFF\xF3", "audio/mpeg"),
    (0, b"\xFF\xF1", "audio/aac"),
    (0, b"\xFF\xF9", "audio/aac"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x1A\x45\xDF\xA3", "video/webm"),
    (0, b"\0\0\x01\xBA", "video/mpeg"),
];

/// The first bytes of a compound file, as Office wrote until 2003.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a text is a drawing in SVG.
pub(super) fn is_svg(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}').trim_start().starts_with('<') && text.contains("<svg")
}

/// The type of a ZIP archive, by the names of the first files in it; one of OpenDocument says it itself.
fn of_zip(head: &[u8]) -> &'static str {
    let declared: [(&[u8], &'static str); 4] = [
        (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
        (b"application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
        (b"application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation"),
        (b"application/epub+zip", "application/epub+zip"),
    ];
    let folders: [(&[u8], &'static str); 3] = [
        (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ];
    for (place, _) in head.windows(4).enumerate().filter(|(_, four)| four == b"PK\x03\x04") {
        let Some(name) = head.get(place + 30..) else { break };
        let content = name.strip_prefix(b"mimetype").unwrap_or_default();
        let declared = declared.iter().find(|(text, _)| content.starts_with(text));
        if let Some((_, media_type)) = declared.or_else(|| folders.iter().find(|(folder, _)| name.starts_with(folder)))
        {
            return media_type;
        }
    }
    "application/zip"
}

/// Where the names of the streams in a compound file begin (MS-CFB §2.2); none for any other file.
pub(super) fn ole_directory(head: &[u8]) -> Option<u64> {
    let number = |from: usize, length: usize| {
        head.get(from..from + length)
            .map(|bytes| bytes.iter().rev().fold(0u64, |all, byte| all << 8 | u64::from(*byte)))
    };
    let sector_bits = number(30, 2).filter(|bits| head.starts_with(OLE) && matches!(bits, 9 | 12))?;
    Some((number(48, 4)? + 1) << sector_bits)
}

/// The type of a compound file, by the names of its streams.
pub(super) fn of_ole(directory: &[u8]) -> Option<&'static str> {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        directory.chunks(128).any(|entry| entry.starts_with(&name))
    };
    let known = [
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("Book", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ];
    known.iter().find(|(name, _)| holds(name)).map(|(_, media_type)| *media_type)
}

/// The sign of a file: a sheet with bars for sound, a triangle for film, a hill below the sun for a picture, lines for
/// all else.
pub(super) fn sign(media_type: &str) -> Pixels {
    let (width, height) = (WIDTH_PX as i32, HEIGHT_PX as i32);
    let kind = media_type.split('/').next().unwrap_or_default();
    let pixel = |x: i32, y: i32| {
        let (from_left, from_top) = (x - 145, y - 50);
        let is_sheet = (0..190).contains(&from_left) && (0..260).contains(&from_top) && from_left - from_top < 140;
        let is_inside = (5..185).contains(&from_left) && (5..255).contains(&from_top) && from_left - from_top < 133;
        let is_fold = is_sheet && from_left >= 140 && from_top < 50;
        let is_mark = match kind {
            "audio" => {
                let (bar, within) = ((from_left - 30) / 28, (from_left - 30) % 28);
                let half = [25, 55, 75, 40, 15].get(usize::try_from(bar).unwrap_or(9)).copied().unwrap_or(0);
                from_left >= 30 && within < 16 && (from_top - 150).abs() < half
            }
            "image" => {
                let (hill, sun) = ((from_left - 110).abs() < from_top - 130, (from_left - 60, from_top - 115));
                (25..165).contains(&from_left) && from_top < 225 && (hill || sun.0 * sun.0 + sun.1 * sun.1 < 400)
            }
            "video" => (60..150).contains(&from_left) && (from_top - 150).abs() < (150 - from_left) * 2 / 3,
            _ => (30..160).contains(&from_left) && (90..225).contains(&from_top) && (from_top - 90) % 32 < 8,
        };
        match (is_sheet, is_inside && !is_fold) {
            (false, _) => GROUND,
            (true, true) if !is_mark => PAPER,
            (true, _) => INK,
        }
    };
    let bytes = (0..height).flat_map(|y| (0..width).map(move |x| pixel(x, y))).collect();
    Pixels { width_px: WIDTH_PX, height_px: HEIGHT_PX, layout: Layout::Grey, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_bytes() {
        for (head, expected) in [
            (&b"%PDF-1.7"[..], "application/pdf"),
            (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
            (b"\0\0\0\x20ftypisom", "video/mp4"),
            (b"\0\0\0\x18ftypheic", "image/heic"),
            (b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf", "image/avif"),
            (b"\0\0\0\x18ftypcrx ", "image/x-canon-cr3"),
            (b"\xFF\xD8\xFF\xE0", "image/jpeg"),
            (b"\xEF\xBB\xBF<svg/>", "image/svg+xml"),
            (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
            (b"Minutes of the meeting", "text/plain"),
            (b"\x80\x81\0", "application/octet-stream"),
        ] {
            assert_eq!(media_type(head), expected);
        }
    }

    #[test]
    fn documents_are_told_apart_by_what_is_in_them() {
        let zip = |names: &[&str]| -> Vec<u8> {
            let entries =
                names.iter().map(|name| [b"PK\x03\x04", &[0; 26][..], name.as_bytes(), b"some data"].concat());
            entries.flatten().collect()
        };
        let of = |names: &[&str]| media_type(&zip(names)).rsplit('.').next().unwrap();
        assert_eq!(of(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]), "document");
        assert_eq!(of(&["[Content_Types].xml", "xl/workbook.xml"]), "sheet");
        assert_eq!(of(&["ppt/presentation.xml"]), "presentation");
        assert_eq!(of(&["mimetypeapplication/vnd.oasis.opendocument.text"]), "text");
        assert_eq!(of(&["photos/word/1.jpg"]), "application/zip");

        let mut head = OLE.to_vec();
        head.resize(512, 0);
        head[30] = 9;
        head[48] = 3;
        assert_eq!((media_type(&head), ole_directory(&head)), ("application/x-ole-storage", Some(2048)));
        let entry = |name: &str| {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(128, 0);
            entry
        };
        assert_eq!(of_ole(&[entry("Root Entry"), entry("WordDocument")].concat()), Some("application/msword"));
        assert_eq!(of_ole(&entry("Root Entry")), None);
    }

    #[test]
    fn each_class_of_files_has_a_sign_of_its_own() {
        let signs = ["audio/wav", "video/mp4", "text/plain", "image/avif"].map(|media_type| sign(media_type).bytes);
        assert!(signs[0] != signs[1] && signs[1] != signs[2] && signs[2] != signs[3]);
        assert_eq!(signs[0].len(), (WIDTH_PX * HEIGHT_PX) as usize);
        assert_eq!(sign("application/pdf").bytes, signs[2]);
    }
}
