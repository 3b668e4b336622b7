//! What the record says of each photo, against what exiftool reads from the file.

use super::{Demo, Tool};
use fieldseal::assets::example::PHOTOS;
use serde_json::Value;
use std::fs;

#[test]
fn exiftool_reads_the_same_facts() {
    let Some(exiftool) = Tool::find(Tool::EXIFTOOL) else { return };
    let demo = Demo::get();
    let folder = demo.scratch("photos");
    let items = demo.record()["items"].as_array().unwrap().clone();
    let photos: Vec<Value> = items
        .iter()
        .filter(|item| item["kind"] == "photo")
        .map(|item| serde_json::from_str(item["body"].as_str().unwrap()).unwrap())
        .collect();
    assert_eq!(photos.len(), PHOTOS.len());
    for photo in photos {
        let name = photo["file_name"].as_str().unwrap();
        let (_, bytes) = PHOTOS.iter().find(|(file, _)| *file == name).unwrap();
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        let read: Value =
            serde_json::from_str(&exiftool.must(["-json".as_ref(), "-n".as_ref(), path.as_os_str()])).unwrap();
        compare(name, &photo["facts"], &read[0]);
    }
}

fn compare(name: &str, facts: &Value, read: &Value) {
    let orientation = read["Orientation"].as_u64().unwrap_or(1);
    assert_eq!(facts["orientation"], orientation, "{name}");
    let stored = (&read["ImageWidth"], &read["ImageHeight"]);
    let upright = if orientation >= 5 { (stored.1, stored.0) } else { stored };
    assert_eq!((&facts["width_px"], &facts["height_px"]), upright, "{name}");
    assert_eq!(facts["media_type"], read["MIMEType"], "{name}");
    match read["DateTimeOriginal"].as_str() {
        Some(time) => {
            let (date, clock) = time.split_once(' ').unwrap();
            let offset = read["OffsetTimeOriginal"].as_str().unwrap_or_default();
            let local = format!("{}T{clock}{offset}", date.replace(':', "-"));
            assert_eq!(facts["taken_at"]["local"], local, "{name}");
            let source = if offset.is_empty() { "exif" } else { "exif_with_offset" };
            assert_eq!(facts["taken_at"]["source"], source, "{name}");
        }
        None => assert_ne!(facts["taken_at"]["source"], "exif", "{name}"),
    }
    for (key, tag) in [("latitude_deg", "GPSLatitude"), ("longitude_deg", "GPSLongitude")] {
        match read[tag].as_f64() {
            Some(degrees) => {
                let said: f64 = facts["place"][key].as_str().unwrap().parse().unwrap();
                assert!((said - degrees).abs() < 1e-6, "{name}: {said} is not {degrees}");
            }
            None => assert!(facts.get("place").is_none(), "{name}"),
        }
    }
}

#[test]
fn times_are_found_in_names_where_messengers_took_the_exif() {
    let record = Demo::get().record();
    let taken = |name: &str| {
        let items = record["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "photo");
        let mut bodies = items.map(|item| serde_json::from_str::<Value>(item["body"].as_str().unwrap()).unwrap());
        bodies.find(|photo| photo["file_name"] == name).unwrap()["facts"]["taken_at"].clone()
    };
    for (name, date_and_hour) in [
        ("IMG_20261118_101502.jpg", "2026-11-18T10:15:02"),
        ("WeChat Image_20261118142633.jpg", "2026-11-18T14:26:33"),
        ("mmexport1794985212345.jpg", "2026-11-18T07:00:12"),
    ] {
        let taken = taken(name);
        assert_eq!(taken["source"], "file_name", "{name}");
        assert!(taken["local"].as_str().unwrap().starts_with(date_and_hour), "{name}: {taken}");
    }
    assert_eq!(taken("13-office-ramp.jpg"), Value::Null);
}
