//! What a reader should know about a photo: facts, never an accusation.

use super::{InspectionPlan, PhotoFacts, PhotoId, TimeSource};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One thing worth knowing about a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoNote {
    /// By its own time it was taken on a day on which nobody inspected.
    OtherDay(NaiveDate),
    /// The very same file is in another inspection, named by its report number.
    UsedIn(String),
    /// A photo that looks the same is in another inspection, named by its report number.
    LooksLikeIn(String),
    /// The file says nothing of a camera: it came through a messenger, is a screenshot, or was saved anew.
    NoCameraData,
}

impl PhotoNote {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherDay(_) => "other_day",
            Self::UsedIn(_) => "used_before",
            Self::LooksLikeIn(_) => "looks_alike",
            Self::NoCameraData => "no_camera_data",
        }
    }
}

/// The notes of the photos that have any.
pub type PhotoNotes = BTreeMap<PhotoId, Vec<PhotoNote>>;

impl PhotoFacts {
    /// What a photo itself says that its reader should know.
    #[must_use]
    pub fn notes(&self, plan: &InspectionPlan) -> Vec<PhotoNote> {
        if !self.is_picture() {
            return Vec::new();
        }
        let taken = self.taken_at.as_ref();
        let day = taken.and_then(|taken| taken.local.get(..10)?.parse::<NaiveDate>().ok());
        let other_day = day.filter(|day| !(plan.starts_on..=plan.ends_on).contains(day)).map(PhotoNote::OtherDay);
        let says_nothing = self.camera.is_empty() && taken.is_none_or(|taken| taken.source == TimeSource::FileName);
        other_day.into_iter().chain(says_nothing.then_some(PhotoNote::NoCameraData)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TakenAt;

    fn facts(taken: Option<(&str, TimeSource)>, camera: &str) -> PhotoFacts {
        PhotoFacts {
            media_type: "image/jpeg".to_owned(),
            size_bytes: 1,
            width_px: 4,
            height_px: 3,
            orientation: 1,
            taken_at: taken.map(|(local, source)| TakenAt { local: local.to_owned(), source }),
            place: None,
            camera: camera.to_owned(),
            look_hash: String::new(),
        }
    }

    #[test]
    fn a_photo_of_another_day_or_without_a_camera_is_noted() {
        let plan: InspectionPlan = serde_json::from_str(PLAN).unwrap();
        let note = |taken, camera| facts(taken, camera).notes(&plan);
        assert_eq!(note(Some(("2026-11-18T10:00:00+08:00", TimeSource::ExifWithOffset)), "A"), []);
        assert_eq!(note(Some(("2026-11-19T23:59:59", TimeSource::Exif)), ""), []);
        let other = PhotoNote::OtherDay("2026-11-17".parse().unwrap());
        assert_eq!(note(Some(("2026-11-17T10:00:00", TimeSource::Exif)), "A"), std::slice::from_ref(&other));
        let from_name = Some(("2026-11-17T10:00:00", TimeSource::FileName));
        assert_eq!(note(from_name, ""), [other, PhotoNote::NoCameraData]);
        assert_eq!(note(None, ""), [PhotoNote::NoCameraData]);
        assert_eq!(note(None, "A"), []);
    }

    const PLAN: &str = r#"{"id":"019a9a00-0000-7000-8000-000000000001","number":"RPT-2026-0001",
        "supplier_id":"019a9a00-0000-7000-8000-000000000002","site_id":"019a9a00-0000-7000-8000-000000000003",
        "template_digest":"0000000000000000000000000000000000000000000000000000000000000000",
        "rule_set_digest":"0000000000000000000000000000000000000000000000000000000000000000",
        "inspection_type":"initial","starts_on":"2026-11-18","ends_on":"2026-11-19","team":[],"scope":""}"#;
}
