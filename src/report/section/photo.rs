//! What is said about a photo wherever it stands.

use crate::domain::TimeSource;
use crate::report::model::{Model, PhotoModel};

/// What stands in for a photo where it cannot be seen.
#[must_use]
pub fn alternative(model: &Model<'_>, photo: &PhotoModel<'_>) -> String {
    let name = model.speaker.say("report-photo");
    let caption = if photo.photo.caption.is_empty() { &photo.photo.file_name } else { &photo.photo.caption };
    format!("{} {}: {caption}", name.main(), photo.number)
}

/// When a photo was taken, and where that was read.
#[must_use]
pub fn taken(model: &Model<'_>, photo: &PhotoModel<'_>) -> String {
    let Some(taken) = &photo.photo.facts.taken_at else {
        return model.speaker.say("report-time-unknown").joined(" / ");
    };
    let local = taken.local.replace('T', " ");
    match taken.source {
        TimeSource::ExifWithOffset | TimeSource::Exif => local,
        TimeSource::FileName => format!("{local} ({})", model.speaker.say("report-time-from-name").joined(" / ")),
        TimeSource::Capture => format!("{local} ({})", model.speaker.say("report-time-of-capture").joined(" / ")),
    }
}

/// Where a photo was taken, as WGS 84 degrees.
#[must_use]
pub fn place(photo: &PhotoModel<'_>) -> String {
    let point = photo.photo.facts.place.as_ref();
    point.map(|point| format!("{}°, {}°", point.latitude_deg, point.longitude_deg)).unwrap_or_default()
}
