//! Photos, notes, and what they are evidence for.

use super::{StoreError, inspection, search};
use crate::domain::{
    Consent, EventError, EvidenceLink, InspectionId, Note, NoteId, Overlay, Photo, PhotoId, canonical_json,
};
use rusqlite::{Connection, named_params, params};

// A photo that is taken in again keeps its place, unless it was taken out before.
const ADD_PHOTO: &str = "
    INSERT INTO photo (inspection_id, id, added_seq, digest, file_name, media_type, size_bytes, width_px, height_px,
      taken_at, latitude_deg, longitude_deg, camera, look_hash, caption, overlay, consent, trade_secret, removed)
    VALUES (:inspection_id, :id, :seq, :digest, :file_name, :media_type, :size_bytes, :width_px, :height_px,
      :taken_at, :latitude_deg, :longitude_deg, :camera, :look_hash, :caption, :overlay, :consent, :trade_secret, 0)
    ON CONFLICT (inspection_id, id) DO UPDATE SET
      added_seq = CASE photo.removed WHEN 1 THEN excluded.added_seq ELSE photo.added_seq END,
      digest = excluded.digest, file_name = excluded.file_name, media_type = excluded.media_type,
      size_bytes = excluded.size_bytes, width_px = excluded.width_px, height_px = excluded.height_px,
      taken_at = excluded.taken_at, latitude_deg = excluded.latitude_deg, longitude_deg = excluded.longitude_deg,
      camera = excluded.camera, look_hash = excluded.look_hash, caption = excluded.caption, overlay = excluded.overlay,
      consent = excluded.consent, trade_secret = excluded.trade_secret, removed = 0";

const CAPTION_PHOTO: &str =
    "UPDATE photo SET caption = ?3 WHERE inspection_id = ?1 AND id = ?2 AND removed = 0 RETURNING file_name";

const OVERLAY_PHOTO: &str = "UPDATE photo SET overlay = ?3 WHERE inspection_id = ?1 AND id = ?2";

const CONSENT_TO_PHOTO: &str = "UPDATE photo SET consent = ?3 WHERE inspection_id = ?1 AND id = ?2";

const SET_PHOTO_SECRET: &str = "UPDATE photo SET trade_secret = ?3 WHERE inspection_id = ?1 AND id = ?2";

const REMOVE_PHOTO: &str = "UPDATE photo SET removed = 1 WHERE inspection_id = ?1 AND id = ?2";

const COUNT_PHOTOS: &str = "
    UPDATE inspection SET photo_count = (SELECT count(*) FROM photo WHERE inspection_id = ?1 AND removed = 0)
    WHERE id = ?1";

const SAVE_NOTE: &str = "
    INSERT INTO note (inspection_id, id, text, written_at_ms, seq) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (inspection_id, id) DO UPDATE SET text = excluded.text, written_at_ms = excluded.written_at_ms";

const UNLINK: &str = "DELETE FROM evidence_link WHERE inspection_id = ?1 AND source = ?2 AND source_id = ?3";

const LINK: &str = "
    INSERT INTO evidence_link (inspection_id, source, source_id, place, path, finding_id, area)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

pub(super) fn add_photo(db: &Connection, inspection: InspectionId, photo: &Photo, seq: i64) -> Result<(), StoreError> {
    inspection::begin(db, inspection)?;
    let (inspection, id) = (inspection.to_string(), photo.id.to_string());
    let facts = &photo.facts;
    db.prepare_cached(ADD_PHOTO)?.execute(named_params! {
        ":inspection_id": inspection,
        ":id": id,
        ":seq": seq,
        ":digest": photo.digest.as_bytes(),
        ":file_name": photo.file_name,
        ":media_type": facts.media_type,
        ":size_bytes": i64::try_from(facts.size_bytes).unwrap_or(i64::MAX),
        ":width_px": facts.width_px,
        ":height_px": facts.height_px,
        ":taken_at": facts.taken_at.as_ref().map(|taken| taken.local.as_str()),
        ":latitude_deg": facts.place.as_ref().map(|place| place.latitude_deg.as_str()),
        ":longitude_deg": facts.place.as_ref().map(|place| place.longitude_deg.as_str()),
        ":camera": facts.camera,
        ":look_hash": facts.look_hash,
        ":caption": photo.caption,
        ":overlay": overlay_text(&photo.overlay)?,
        ":consent": photo.consent.code(),
        ":trade_secret": photo.trade_secret,
    })?;
    db.prepare_cached(COUNT_PHOTOS)?.execute([&inspection])?;
    link(db, &inspection, "photo", &id, &photo.links)?;
    search::put(db, &inspection, "photo", &id, &photo_text(&photo.caption, &photo.file_name))
}

pub(super) fn caption_photo(
    db: &Connection,
    inspection: InspectionId,
    photo: PhotoId,
    caption: &str,
) -> Result<(), StoreError> {
    let (inspection, id) = (inspection.to_string(), photo.to_string());
    let mut statement = db.prepare_cached(CAPTION_PHOTO)?;
    let mut rows = statement.query([inspection.as_str(), id.as_str(), caption])?;
    match rows.next()? {
        Some(row) => {
            let text = photo_text(caption, row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
            search::put(db, &inspection, "photo", &id, &text)
        }
        None => Ok(()),
    }
}

pub(super) fn link_photo(
    db: &Connection,
    inspection: InspectionId,
    photo: PhotoId,
    links: &[EvidenceLink],
) -> Result<(), StoreError> {
    link(db, &inspection.to_string(), "photo", &photo.to_string(), links)
}

pub(super) fn overlay_photo(
    db: &Connection,
    inspection: InspectionId,
    photo: PhotoId,
    overlay: &Overlay,
) -> Result<(), StoreError> {
    let ids = (inspection.to_string(), photo.to_string());
    db.prepare_cached(OVERLAY_PHOTO)?.execute(params![ids.0, ids.1, overlay_text(overlay)?])?;
    Ok(())
}

pub(super) fn take_consent(
    db: &Connection,
    inspection: InspectionId,
    photo: PhotoId,
    consent: Consent,
) -> Result<(), StoreError> {
    let ids = (inspection.to_string(), photo.to_string());
    db.prepare_cached(CONSENT_TO_PHOTO)?.execute(params![ids.0, ids.1, consent.code()])?;
    Ok(())
}

pub(super) fn set_photo_secret(
    db: &Connection,
    inspection: InspectionId,
    photo: PhotoId,
    trade_secret: bool,
) -> Result<(), StoreError> {
    let ids = (inspection.to_string(), photo.to_string());
    db.prepare_cached(SET_PHOTO_SECRET)?.execute(params![ids.0, ids.1, trade_secret])?;
    Ok(())
}

/// An overlay as the table keeps it.
fn overlay_text(overlay: &Overlay) -> Result<String, StoreError> {
    if overlay.is_empty() {
        return Ok(String::new());
    }
    let bytes = canonical_json(overlay).map_err(EventError::from)?;
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

pub(super) fn remove_photo(db: &Connection, inspection: InspectionId, photo: PhotoId) -> Result<(), StoreError> {
    let (inspection, id) = (inspection.to_string(), photo.to_string());
    db.prepare_cached(REMOVE_PHOTO)?.execute([&inspection, &id])?;
    db.prepare_cached(COUNT_PHOTOS)?.execute([&inspection])?;
    link(db, &inspection, "photo", &id, &[])?;
    search::put(db, &inspection, "photo", &id, "")
}

pub(super) fn save_note(db: &Connection, inspection: InspectionId, note: &Note, seq: i64) -> Result<(), StoreError> {
    inspection::begin(db, inspection)?;
    let (inspection, id) = (inspection.to_string(), note.id.to_string());
    db.prepare_cached(SAVE_NOTE)?.execute(params![inspection, id, note.text, note.written_at.utc_ms, seq])?;
    link(db, &inspection, "note", &id, &note.links)?;
    search::put(db, &inspection, "note", &id, &note.text)
}

pub(super) fn remove_note(db: &Connection, inspection: InspectionId, note: NoteId) -> Result<(), StoreError> {
    let (inspection, id) = (inspection.to_string(), note.to_string());
    db.prepare_cached("DELETE FROM note WHERE inspection_id = ?1 AND id = ?2")?.execute([&inspection, &id])?;
    link(db, &inspection, "note", &id, &[])?;
    search::put(db, &inspection, "note", &id, "")
}

fn photo_text(caption: &str, file_name: &str) -> String {
    if caption.is_empty() { file_name.to_owned() } else { format!("{caption}\n{file_name}") }
}

fn link(db: &Connection, inspection: &str, source: &str, id: &str, links: &[EvidenceLink]) -> Result<(), StoreError> {
    db.prepare_cached(UNLINK)?.execute([inspection, source, id])?;
    let mut statement = db.prepare_cached(LINK)?;
    for (place, link) in (0_i64..).zip(links) {
        let (path, finding, area) = match link {
            EvidenceLink::Question(path) => (Some(path.as_str()), None, None),
            EvidenceLink::Finding(id) => (None, Some(id.to_string()), None),
            EvidenceLink::Area(name) => (None, None, Some(name.as_str())),
        };
        statement.execute(params![inspection, source, id, place, path, finding, area])?;
    }
    Ok(())
}
