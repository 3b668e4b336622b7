//! Files that are no pictures: what they are, and the sign that stands for them where pictures are shown.

use super::pixels::{Layout, Pixels};

/// The size of a sign.
const WIDTH_PX: u32 = 480;
const HEIGHT_PX: u32 = 360;
const GROUND: u8 = 235;
const PAPER: u8 = 255;
const INK: u8 = 110;

/// The media type of a file that is no picture which is taken in, told by its first bytes.
pub(super) fn media_type(head: &[u8]) -> &'static str {
    let at = |offset: usize, magic: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if at(4, b"ftyp") {
        return match head.get(8..11) {
            Some(b"hei" | b"hev" | b"mif" | b"msf") => "image/heic",
            Some(b"avi") => "image/avif",
            Some(b"M4A" | b"M4B") => "audio/mp4",
            Some(b"3gp" | b"3g2") => "video/3gpp",
            Some(b"qt ") => "video/quicktime",
            _ => "video/mp4",
        };
    }
    let known: [(usize, &[u8], &'static str); 15] = [
        (0, b"%PDF-", "application/pdf"),
        (0, b"PK\x03\x04", "application/zip"),
        (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "application/x-ole-storage"),
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
    if let Some((_, _, media_type)) = known.iter().find(|(offset, magic, _)| at(*offset, magic)) {
        return media_type;
    }
    let is_text = std::str::from_utf8(head).is_ok_and(|text| !text.contains('\0'));
    if is_text { "text/plain" } else { "application/octet-stream" }
}

/// The sign of a file: a sheet with bars for sound, a triangle for film, lines for all else.
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
            (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
            (b"Minutes of the meeting", "text/plain"),
            (b"\x80\x81\0", "application/octet-stream"),
        ] {
            assert_eq!(media_type(head), expected);
        }
    }

    #[test]
    fn each_class_of_files_has_a_sign_of_its_own() {
        let signs = ["audio/wav", "video/mp4", "text/plain"].map(|media_type| sign(media_type).bytes);
        assert!(signs[0] != signs[1] && signs[1] != signs[2]);
        assert_eq!(signs[0].len(), (WIDTH_PX * HEIGHT_PX) as usize);
        assert_eq!(sign("application/pdf").bytes, signs[2]);
    }
}
