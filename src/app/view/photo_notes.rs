//! What a reader should know about photos: facts, never an accusation.
//!
//! # Why
//! A photo from another day, one without camera data, or one that an earlier report holds already may each have a good
//! reason; who reads the report has to know of it. The photos of other inspections are compared once for each photo:
//! the comparison is kept until one of those inspections gets or loses photos.

use crate::app::{App, AppError};
use crate::domain::{Digest, EventBody, Inspection, InspectionId, LIKE_BITS, Photo, PhotoId, PhotoNote, PhotoNotes};
use crate::store::PhotoUse;
use std::collections::HashMap;

/// The photos of other inspections, and what was found among them.
#[derive(Debug)]
pub(in crate::app) struct OtherPhotos {
    inspection: InspectionId,
    uses: Vec<PhotoUse>,
    /// How they look, with the place among `uses`.
    looks: Vec<(u64, usize)>,
    by_digest: HashMap<Digest, usize>,
    found: HashMap<PhotoId, Option<PhotoNote>>,
}

impl OtherPhotos {
    fn of(inspection: InspectionId, uses: Vec<PhotoUse>) -> Self {
        let by_digest = uses.iter().enumerate().rev().map(|(place, one)| (one.digest, place)).collect();
        let look = |(place, one): (usize, &PhotoUse)| Some((crate::domain::look_bits(&one.look_hash)?, place));
        let looks = uses.iter().enumerate().filter_map(look).collect();
        Self { inspection, uses, looks, by_digest, found: HashMap::new() }
    }

    /// Whether an event makes what was found stale.
    pub(in crate::app) fn is_stale_after(&self, id: InspectionId, bodies: &[EventBody]) -> bool {
        let changes_photos = |body: &EventBody| {
            matches!(body, EventBody::PhotoAdded(_) | EventBody::PhotoRestored(_) | EventBody::PhotoRemoved { .. })
        };
        id != self.inspection && bodies.iter().any(changes_photos)
    }

    fn note(&mut self, photo: &Photo) -> Option<PhotoNote> {
        if let Some(known) = self.found.get(&photo.id) {
            return known.clone();
        }
        let number = |place: usize| self.uses[place].number.clone();
        let same = self.by_digest.get(&photo.digest).map(|place| PhotoNote::UsedIn(number(*place)));
        let note = same.or_else(|| {
            let own = crate::domain::look_bits(&photo.facts.look_hash)?;
            let alike = |(other, _): &&(u64, usize)| (own ^ other).count_ones() <= LIKE_BITS;
            self.looks.iter().find(alike).map(|(_, place)| PhotoNote::LooksLikeIn(number(*place)))
        });
        self.found.insert(photo.id, note.clone());
        note
    }
}

impl App {
    /// What a reader should know about the photos of an inspection.
    pub(super) fn photo_notes(&mut self, inspection: &Inspection) -> Result<PhotoNotes, AppError> {
        let id = inspection.plan.id;
        if self.other_photos.as_ref().is_none_or(|others| others.inspection != id) {
            self.other_photos = Some(OtherPhotos::of(id, self.store.photos_of_others(id)?));
        }
        let mut notes = PhotoNotes::new();
        for photo in &inspection.photos {
            let elsewhere = self.other_photos.as_mut().and_then(|others| others.note(photo));
            let own = photo.facts.notes(&inspection.plan);
            let all: Vec<PhotoNote> = elsewhere.into_iter().chain(own).collect();
            if !all.is_empty() {
                notes.insert(photo.id, all);
            }
        }
        Ok(notes)
    }
}
