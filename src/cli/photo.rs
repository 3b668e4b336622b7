//! `fieldseal photo`.

use super::BAD;
use super::args::PhotoVerb;
use super::output::Output;
use crate::app::AppError;
use crate::app::verb::photo_check::{CheckedPhoto, PhotoVerdict, check_photos};
use crate::domain::PhotoFacts;
use crate::words::{Value, Words};
use serde_json::json;

pub fn run(ask: PhotoVerb, output: &mut Output<'_>) -> Result<u8, AppError> {
    let PhotoVerb::Check { files } = ask;
    let checked = check_photos(&files, output.words());
    let count = |verdict: PhotoVerdict| checked.iter().filter(|photo| photo.verdict == verdict).count();
    let (good, damaged, refused) =
        (count(PhotoVerdict::Good), count(PhotoVerdict::Damaged), count(PhotoVerdict::Refused));
    let files: Vec<_> = checked.iter().map(photo_value).collect();
    let value = json!({ "good": good, "damaged": damaged, "refused": refused, "files": files });
    output.answer(&value, |words| {
        let counts = [("good", good), ("damaged", damaged), ("refused", refused)];
        let counts = counts.map(|(name, count)| (name, Value::Number(count as i64)));
        let lines = checked.iter().map(|photo| photo_text(photo, words));
        lines.chain([words.with("photo-check-counts", &counts)]).collect::<Vec<_>>().join("\n")
    });
    Ok(if refused > 0 { BAD } else { 0 })
}

fn photo_value(photo: &CheckedPhoto) -> serde_json::Value {
    let reasons: Vec<_> =
        photo.reasons.iter().map(|reason| json!({ "code": reason.code, "text": reason.text })).collect();
    let facts = photo.found.as_ref().map(|found| &found.facts);
    let size_px = facts.filter(|facts| facts.is_picture());
    json!({
        "file": photo.path,
        "verdict": photo.verdict.code(),
        "reasons": reasons,
        "kind": facts.map(|facts| &facts.media_type),
        "size_bytes": facts.map(|facts| facts.size_bytes),
        "width_px": size_px.map(|facts| facts.width_px),
        "height_px": size_px.map(|facts| facts.height_px),
        "orientation": facts.map(|facts| facts.orientation),
        "taken_at": facts.and_then(|facts| facts.taken_at.as_ref()),
        "place": facts.and_then(|facts| facts.place.as_ref()),
        "camera": facts.map(|facts| &facts.camera).filter(|camera| !camera.is_empty()),
        "look_hash": facts.map(|facts| &facts.look_hash).filter(|hash| !hash.is_empty()),
        "digest": photo.found.as_ref().map(|found| found.digest),
    })
}

/// The file with its verdict, what it is, and why.
fn photo_text(photo: &CheckedPhoto, words: Words) -> String {
    let path = photo.path.display().to_string();
    let verdict = words.with(&format!("photo-check-{}", photo.verdict.code()), &[("file", Value::Text(&path))]);
    let mut lines = vec![verdict];
    lines.extend(photo.reasons.iter().map(|reason| format!("    {}", reason.text)));
    if let Some(found) = &photo.found {
        lines.push(format!("    {}", facts_text(&found.facts)));
        lines.push(format!("    SHA-256 {}", found.digest));
    }
    lines.join("\n")
}

/// What is the same in every language: type, size, time, place and camera.
fn facts_text(facts: &PhotoFacts) -> String {
    let size = facts.is_picture().then(|| format!("{} × {} px", facts.width_px, facts.height_px));
    let place = facts.place.as_ref().map(|place| format!("{}, {}", place.latitude_deg, place.longitude_deg));
    let parts = [
        Some(facts.media_type.clone()),
        size,
        facts.taken_at.as_ref().map(|taken| taken.local.clone()),
        place,
        Some(facts.camera.clone()).filter(|camera| !camera.is_empty()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
