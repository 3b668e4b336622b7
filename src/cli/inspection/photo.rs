//! `fieldseal inspection photo`.

use super::{ask_of, finding_id, inspection_id, question_path};
use crate::app::command::{InspectionCommand, PhotoSource};
use crate::app::problem::Problem;
use crate::app::verb::photo::PhotoOutcome;
use crate::app::{App, AppError, Changes, Outcome};
use crate::cli::BAD;
use crate::cli::args::PhotoArguments;
use crate::cli::output::Output;
use crate::domain::EvidenceLink;
use crate::words::{Value, Words};
use serde_json::json;

pub fn run(ask: PhotoArguments, app: &mut App, output: &mut Output<'_>) -> Result<u8, AppError> {
    let id = inspection_id(app, &ask.inspection)?;
    let mut links = Vec::new();
    for question in &ask.question {
        links.push(EvidenceLink::Question(question_path(app, id, question)?));
    }
    for finding in &ask.finding {
        links.push(EvidenceLink::Finding(finding_id(app, id, finding)?));
    }
    if ask.leave {
        for import in app.inspection_view(id)?.interrupted {
            ask_of(app, id, InspectionCommand::LeaveImport(import.id))?;
        }
        output.answer(&json!({ "photos": [] }), |words| words.get("photo-left"));
        return Ok(0);
    }
    let photos = if ask.resume {
        let mut photos = Vec::new();
        for import in app.inspection_view(id)?.interrupted {
            photos.extend(photos_of(ask_of(app, id, InspectionCommand::ResumeImport(import.id))?));
        }
        photos
    } else {
        let sources = ask.files.into_iter().map(PhotoSource::File).collect();
        photos_of(ask_of(app, id, InspectionCommand::AddPhotos { sources, links })?)
    };
    for photo_id in photos.iter().filter_map(|photo| photo.result.as_ref().ok()) {
        if !ask.caption.is_empty() {
            let caption = ask.caption.clone();
            ask_of(app, id, InspectionCommand::CaptionPhoto { id: *photo_id, caption })?;
        }
    }
    let words = output.words();
    let values: Vec<_> = photos.iter().map(|photo| value(photo, words)).collect();
    output.answer(&json!({ "photos": values }), |words| {
        if photos.is_empty() {
            return words.get("photo-nothing");
        }
        photos.iter().map(|photo| text(photo, words)).collect::<Vec<_>>().join("\n")
    });
    Ok(if photos.iter().all(|photo| photo.result.is_ok()) { 0 } else { BAD })
}

fn photos_of(changes: Changes) -> Vec<PhotoOutcome> {
    if let Outcome::Photos(photos) = changes.outcome { photos } else { Vec::new() }
}

fn value(photo: &PhotoOutcome, words: Words) -> serde_json::Value {
    match &photo.result {
        Ok(photo_id) => {
            json!({ "file": photo.file_name, "photo": photo_id, "warnings": warning_values(photo, words) })
        }
        Err(error) => {
            let problem = Problem::of(error, words);
            json!({ "file": photo.file_name, "problem": { "code": problem.code, "what": problem.what } })
        }
    }
}

fn text(photo: &PhotoOutcome, words: Words) -> String {
    let file = ("file", Value::Text(&photo.file_name));
    match &photo.result {
        Ok(_) => {
            let mut lines = vec![words.with("photo-taken-in", &[file])];
            lines.extend(warnings(photo, words).map(|(_, what)| format!("    {what}")));
            lines.join("\n")
        }
        Err(error) => words.with("photo-refused", &[file, ("reason", Value::Text(&Problem::of(error, words).text()))]),
    }
}

/// What the auditor should know about a photo that was taken in nevertheless, for programs.
pub fn warning_values(photo: &PhotoOutcome, words: Words) -> Vec<serde_json::Value> {
    warnings(photo, words).map(|(code, what)| json!({ "code": code, "what": what })).collect()
}

/// The same as code and words.
fn warnings(photo: &PhotoOutcome, words: Words) -> impl Iterator<Item = (&'static str, String)> {
    let said = move |code: &'static str| (code, words.get(&format!("evidence-warning-{code}")));
    photo.warnings.iter().map(move |warning| said(warning.code()))
}
