//! Pictures with their overlays drawn in, in the same cache folder as those without.

use super::derived::{REPORT_PX, ReportImage, THUMBNAIL_PX, encode_jpeg, read_jpeg, shown};
use super::draw::draw;
use super::planes::Raster;
use super::window::{RgbaPicture, picture, rgba_of};
use super::{ContentStore, EvidenceError};
use crate::domain::{Digest, Rendition};
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

/// The folders of the cache. The number counts up when what is drawn changes.
const THUMBNAIL_FOLDER: &str = "drawn-thumbnail-1";
const REPORT_FOLDER: &str = "drawn-report-1";

impl ContentStore {
    /// The picture for the report with its overlay; drawn now if the cache does not hold it.
    ///
    /// # Errors
    /// As [`ContentStore::report_image`].
    pub fn drawn_report_image(&self, rendition: &Rendition) -> Result<ReportImage, EvidenceError> {
        let Some(key) = key(rendition)? else { return self.report_image(&rendition.digest) };
        let path = self.drawn(rendition, &key, REPORT_FOLDER)?;
        read_jpeg(&path, false).ok_or_else(|| EvidenceError::damaged("the drawn picture cannot be read again"))
    }

    /// The picture for the window with its overlay, its longest side at most `longest_px`; up to 1600 px from the cache.
    ///
    /// # Errors
    /// As [`ContentStore::report_image`].
    pub fn drawn_rgba(&self, rendition: &Rendition, longest_px: u32) -> Result<RgbaPicture, EvidenceError> {
        let Some(key) = key(rendition)? else { return self.decode_rgba(&rendition.digest, longest_px) };
        if longest_px > REPORT_PX {
            let picture = shown(self.decode_original(&rendition.digest, longest_px)?, longest_px)?;
            return Ok(rgba_of(draw(picture.into_pixels(), &rendition.overlay)));
        }
        let folder = if longest_px <= THUMBNAIL_PX { THUMBNAIL_FOLDER } else { REPORT_FOLDER };
        let path = self.drawn(rendition, &key, folder)?;
        let file = File::open(&path).map_err(|source| EvidenceError::at(&path, source))?;
        picture(BufReader::new(file), longest_px, &self.memory)
    }

    /// Where the cache keeps what is drawn of this rendition.
    pub(super) fn drawn_paths(&self, rendition: &Rendition) -> Result<Vec<PathBuf>, EvidenceError> {
        let key = key(rendition)?;
        let path = |folder| key.map(|key| self.cache_path(folder, &key));
        Ok([THUMBNAIL_FOLDER, REPORT_FOLDER].into_iter().filter_map(path).collect())
    }

    /// The file in `folder`, drawn from the original where it is missing.
    fn drawn(&self, rendition: &Rendition, key: &Digest, folder: &str) -> Result<PathBuf, EvidenceError> {
        let path = self.cache_path(folder, key);
        if read_jpeg(&path, false).is_some() {
            return Ok(path);
        }
        let picture = self.decode_original(&rendition.digest, REPORT_PX)?;
        let is_photo = matches!(picture.media_type, "image/jpeg" | "image/webp" | "image/heic");
        let report = Raster::Pixels(draw(shown(picture, REPORT_PX)?.into_pixels(), &rendition.overlay));
        self.write_cache(&self.cache_path(REPORT_FOLDER, key), &encode_jpeg(&report, is_photo)?)?;
        let thumbnail = report.scaled_within(THUMBNAIL_PX)?;
        self.write_cache(&self.cache_path(THUMBNAIL_FOLDER, key), &encode_jpeg(&thumbnail, is_photo)?)?;
        Ok(path)
    }
}

/// What the files of a rendition are named by; none where nothing is drawn, so that there are none.
fn key(rendition: &Rendition) -> Result<Option<Digest>, EvidenceError> {
    let overlay = rendition.overlay.digest().map_err(|source| EvidenceError::NotEncoded { source: source.into() })?;
    Ok(overlay.map(|overlay| {
        let both = [rendition.digest.as_bytes().as_slice(), overlay.as_bytes().as_slice()].concat();
        Digest::of(&both)
    }))
}
