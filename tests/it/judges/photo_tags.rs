//! Files that exiftool itself writes in every way that cameras know: what is read from each is what exiftool reads.

use super::Tool;
use crate::evidence::fixtures::{corners, encoded, jpeg};
use fieldseal::domain::PhotoFacts;
use fieldseal::evidence::examine;
use image::{DynamicImage, ImageFormat};
use serde_json::Value;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

const HEIC: &[u8] = include_bytes!("../evidence/heic/turn-1.heic");

/// What exiftool is told to write, in words that it takes one by one.
const WRITTEN: [(&str, &str); 34] = [
    ("orientation-1", "-Orientation#=1"),
    ("orientation-2", "-Orientation#=2"),
    ("orientation-3", "-Orientation#=3"),
    ("orientation-4", "-Orientation#=4"),
    ("orientation-5", "-Orientation#=5"),
    ("orientation-6", "-Orientation#=6"),
    ("orientation-7", "-Orientation#=7"),
    ("orientation-8", "-Orientation#=8"),
    ("time", "-EXIF:DateTimeOriginal=2026:11:21 16:20:05"),
    ("time-offset", "-EXIF:DateTimeOriginal=2026:11:21 16:20:05|-EXIF:OffsetTimeOriginal=+08:00"),
    ("time-west", "-EXIF:DateTimeOriginal=2026:11:21 16:20:05|-EXIF:OffsetTimeOriginal=-03:30"),
    ("time-parts", "-EXIF:DateTimeOriginal=2026:11:21 16:20:05|-EXIF:SubSecTimeOriginal=987"),
    ("time-other-offset", "-EXIF:DateTimeOriginal=2026:11:21 16:20:05|-EXIF:OffsetTime=+08:00"),
    ("digitised", "-EXIF:CreateDate=2026:11:21 16:20:05|-EXIF:OffsetTimeDigitized=+01:00"),
    ("both", "-EXIF:DateTimeOriginal=2026:11:21 16:20:05|-EXIF:CreateDate=2026:11:22 01:02:03"),
    ("changed", "-EXIF:ModifyDate=2026:11:21 16:20:05"),
    ("little-endian", "-ExifByteOrder=II|-Orientation#=6|-EXIF:DateTimeOriginal=2026:11:21 16:20:05"),
    ("north-east", "-GPSLatitude=31.2304167|-GPSLatitudeRef=N|-GPSLongitude=121.4737|-GPSLongitudeRef=E"),
    ("south-west", "-GPSLatitude=33.45694|-GPSLatitudeRef=S|-GPSLongitude=70.64827|-GPSLongitudeRef=W"),
    ("equator", "-GPSLatitude=0|-GPSLatitudeRef=N|-GPSLongitude=6.73|-GPSLongitudeRef=E"),
    ("pole", "-GPSLatitude=90|-GPSLatitudeRef=S|-GPSLongitude=180|-GPSLongitudeRef=W"),
    (
        "gps-more",
        "-GPSLatitude=1.5|-GPSLatitudeRef=N|-GPSLongitude=2.5|-GPSLongitudeRef=E|-GPSAltitude=12|-GPSDateStamp=2026:11:21|-GPSTimeStamp=08:20:05|-GPSDOP=3",
    ),
    (
        "maker-notes",
        "-MakerNoteUnknownText=nothing that anybody knows|-Orientation#=8|-EXIF:DateTimeOriginal=2026:11:21 16:20:05",
    ),
    ("comments", "-UserComment=出口|-ImageDescription=Gate|-Artist=Lin|-Orientation#=3"),
    ("xmp-time", "-XMP-exif:DateTimeOriginal=2026:11:21 16:20:05.25+08:00"),
    ("xmp-created", "-XMP-photoshop:DateCreated=2026:11:21 16:20:05"),
    ("xmp-digitised", "-XMP-exif:DateTimeDigitized=2026:11:21 16:20:05Z"),
    ("xmp-tool", "-XMP-xmp:CreateDate=2026:11:21 16:20:05-05:00"),
    ("xmp-orientation", "-XMP-tiff:Orientation#=6"),
    ("xmp-place", "-XMP-exif:GPSLatitude=-33.45694|-XMP-exif:GPSLongitude=-70.64827"),
    (
        "xmp-beside-exif",
        "-EXIF:DateTimeOriginal=2026:11:21 16:20:05|-XMP-exif:DateTimeOriginal=2025:01:01 00:00:00|-EXIF:Orientation#=6|-XMP-tiff:Orientation#=3",
    ),
    ("iptc", "-IPTC:DateCreated=2026:11:21|-IPTC:TimeCreated=16:20:05+08:00"),
    (
        "iptc-beside-exif",
        "-EXIF:DateTimeOriginal=2026:11:21 16:20:05|-IPTC:DateCreated=2025:01:01|-IPTC:TimeCreated=00:00:00+00:00",
    ),
    ("thumbnail", "-ThumbnailImage<=thumbnail|-IFD1:Orientation#=8|-IFD0:Orientation#=6"),
];

#[test]
fn what_exiftool_writes_is_read_as_exiftool_reads_it() {
    let Some(exiftool) = Tool::find(Tool::EXIFTOOL) else { return };
    let folder = tempfile::tempdir().unwrap();
    let made = write_all(&exiftool, folder.path());
    assert!(made.len() > 130, "exiftool wrote only {} files", made.len());
    let mut arguments: Vec<_> =
        ["-json", "-n", "-q", "-q"].into_iter().map(Into::into).collect::<Vec<std::ffi::OsString>>();
    arguments.extend(made.iter().map(|path| path.clone().into_os_string()));
    let read: Vec<Value> = serde_json::from_str(&exiftool.must(arguments)).unwrap();
    let mut differences = Vec::new();
    // Compressed hexadecimal text, in which old programs kept what PNG has pieces for today; and where both are there,
    // exiftool takes the one that stands later in a PNG.
    let known = ["iptc.png", "xmp-beside-exif.png"];
    for (path, read) in made.iter().zip(&read) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let facts = examine(Cursor::new(fs::read(path).unwrap()), "photo").unwrap().facts;
        let (ours, theirs) = (ours(&facts), theirs(read));
        if ours != theirs && !known.contains(&name.as_str()) {
            differences.push(format!("{name}: {ours:?}, exiftool: {theirs:?}"));
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

/// Orientation, time and place in ten-thousandths of a degree.
type Said = (u64, Option<String>, Option<(i64, i64)>);

fn ours(facts: &PhotoFacts) -> Said {
    let place = facts.place.as_ref().map(|place| {
        let part = |text: &str| (text.parse::<f64>().unwrap() * 1e4).round() as i64;
        (part(&place.latitude_deg), part(&place.longitude_deg))
    });
    (u64::from(facts.orientation), facts.taken_at.as_ref().map(|taken| taken.local.clone()), place)
}

fn theirs(read: &Value) -> Said {
    let text = |tag: &str| read[tag].as_str();
    let zoned = |time: &str, offset: &str| {
        let time = text(time)?;
        let zone = time.get(19..).unwrap_or_default().trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let zone = if zone.is_empty() { text(offset).unwrap_or_default() } else { zone };
        let zone = if zone == "Z" { "+00:00" } else { zone };
        Some(format!("{}T{}{zone}", time[..10].replace(':', "-"), &time[11..19]))
    };
    let dates = [
        ("DateTimeOriginal", "OffsetTimeOriginal"),
        ("DateTimeDigitized", "OffsetTimeDigitized"),
        ("CreateDate", "OffsetTimeDigitized"),
        ("DateTimeCreated", ""),
        ("DateCreated", ""),
    ];
    let time = dates.into_iter().filter(|(tag, _)| text(tag).is_some_and(|time| time.len() >= 19));
    let time = time.filter_map(|(tag, offset)| zoned(tag, offset)).next();
    let degrees = |tag: &str| read[tag].as_f64().map(|degrees| (degrees * 1e4).round() as i64);
    let place = degrees("GPSLatitude").zip(degrees("GPSLongitude"));
    (read["Orientation"].as_u64().unwrap_or(1), time, place)
}

/// A file of each kind for each way of writing; gives those that exiftool could write.
fn write_all(exiftool: &Tool, folder: &Path) -> Vec<PathBuf> {
    let picture = DynamicImage::ImageRgb8(corners(48, 32));
    let kinds = [
        ("jpg", jpeg(&corners(48, 32))),
        ("png", encoded(&picture, ImageFormat::Png)),
        ("webp", encoded(&picture, ImageFormat::WebP)),
        ("tif", encoded(&picture, ImageFormat::Tiff)),
        ("heic", HEIC.to_vec()),
    ];
    let thumbnail = folder.join("thumbnail");
    fs::write(&thumbnail, jpeg(&corners(16, 24))).unwrap();
    let mut lines = vec!["-charset".to_owned(), "filename=utf8".to_owned()];
    let mut made = Vec::new();
    for (kind, bytes) in &kinds {
        for (name, words) in WRITTEN {
            let path = folder.join(format!("{name}.{kind}"));
            fs::write(&path, bytes).unwrap();
            let own = words.split('|').map(|word| word.replace("<=thumbnail", &format!("<={}", thumbnail.display())));
            lines.extend(["-q", "-q", "-m", "-overwrite_original"].map(str::to_owned));
            if *kind == "heic" {
                // The file holds a time and a place of its own.
                lines.extend(["-EXIF:all=", "-XMP:all="].map(str::to_owned));
            }
            lines.extend(own);
            lines.extend([path.display().to_string(), "-execute".to_owned()]);
            made.push(path);
        }
    }
    let orders = folder.join("orders.txt");
    fs::write(&orders, lines.join("\n")).unwrap();
    exiftool.run(["-@".as_ref(), orders.as_os_str()]);
    made
}
