//! Pictures derived from originals: the thumbnail of the window and the size of the report, in a cache folder.

use super::content::{Integrity, digest_of};
use super::decode::{Picture, decode, sign};
use super::incoming::PartFile;
use super::jpeg::{Colours, Structure};
use super::look::look_hash;
use super::pixels::Layout;
use super::planes::Raster;
use super::{ContentStore, EvidenceError, colour};
use crate::domain::Digest;
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};
use std::fs;
use std::io::{self, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The longest side of a thumbnail.
pub(super) const THUMBNAIL_PX: u32 = 320;
/// The longest side of a picture in the report.
pub(super) const REPORT_PX: u32 = 1600;
/// The folders of the cache. The number counts up when what is derived changes.
const THUMBNAIL_FOLDER: &str = "thumbnail-2";
const REPORT_FOLDER: &str = "report-2";
/// JPEG quality of what was a photo; colours at half resolution.
const PHOTO_QUALITY: u8 = 80;
/// JPEG quality of what was drawn (screenshots, scans as PNG or TIFF); colours at full resolution, so that text stays clear.
const DRAWING_QUALITY: u8 = 90;

/// A JPEG for the report: upright, sRGB or grey, its longest side at most 1600 px. Stream it from `path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportImage {
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
    /// 1 for grey, 3 for colour (YCbCr in the file, `DeviceRGB` for PDF).
    pub components: u8,
    /// The length of the file.
    pub length_bytes: u64,
    /// The file: a derived one in the cache, or the original where that can be printed as it is.
    pub path: PathBuf,
    /// Whether `path` is the original, byte for byte.
    pub is_original: bool,
}

impl ContentStore {
    /// The picture for the report; derived now if the cache does not hold it.
    ///
    /// # Errors
    /// [`EvidenceError::Missing`] or [`EvidenceError::Altered`] original, or a fault of the disk.
    pub fn report_image(&self, digest: &Digest) -> Result<ReportImage, EvidenceError> {
        if let Some(image) = self.cached_report_image(digest)? {
            return Ok(image);
        }
        self.derive(digest, &Shown::of(self.decode_original(digest, REPORT_PX)?)?)?;
        let derived = self.cached_report_image(digest)?;
        derived.ok_or_else(|| EvidenceError::damaged("the derived picture cannot be read again"))
    }

    /// The file of the thumbnail: a JPEG, upright, its longest side at most 320 px; derived now if the cache does not hold it.
    ///
    /// # Errors
    /// [`EvidenceError::Missing`] or [`EvidenceError::Altered`] original, or a fault of the disk.
    pub fn thumbnail(&self, digest: &Digest) -> Result<PathBuf, EvidenceError> {
        let path = self.cache_path(THUMBNAIL_FOLDER, digest);
        if read_jpeg(&path, false).is_none() {
            self.derive(digest, &Shown::of(self.decode_original(digest, REPORT_PX)?)?)?;
        }
        Ok(path)
    }

    /// Whether nothing would have to be derived for thumbnail and report.
    pub(super) fn is_prepared(&self, digest: &Digest) -> Result<bool, EvidenceError> {
        let thumbnail = read_jpeg(&self.cache_path(THUMBNAIL_FOLDER, digest), false);
        Ok(thumbnail.is_some() && self.cached_report_image(digest)?.is_some())
    }

    /// What the cache knows: the derived file, or that the original is printed as it is.
    fn cached_report_image(&self, digest: &Digest) -> Result<Option<ReportImage>, EvidenceError> {
        if !self.as_is_path(digest).is_file() {
            return Ok(read_jpeg(&self.cache_path(REPORT_FOLDER, digest), false));
        }
        match self.verify(digest)? {
            Integrity::Verified => Ok(read_jpeg(&self.path(digest), true)),
            Integrity::Missing => Err(EvidenceError::Missing { digest: *digest }),
            Integrity::Altered { found } => Err(EvidenceError::Altered { digest: *digest, found }),
        }
    }

    /// The empty file in the cache that says: this original is printed as it is.
    fn as_is_path(&self, digest: &Digest) -> PathBuf {
        self.cache_path(REPORT_FOLDER, digest).with_extension("original")
    }

    /// Where the cache keeps what is derived from this original and nothing else.
    pub(super) fn derived_paths(&self, digest: &Digest) -> [PathBuf; 3] {
        let [thumbnail, report] = [THUMBNAIL_FOLDER, REPORT_FOLDER].map(|folder| self.cache_path(folder, digest));
        [thumbnail, report, self.as_is_path(digest)]
    }

    /// Decodes the original, after its bytes proved to be the right ones: nothing is derived from altered evidence.
    pub(super) fn decode_original(&self, digest: &Digest, longest_px: u32) -> Result<Picture<'_>, EvidenceError> {
        let mut file = self.open(digest)?;
        let at = |source: io::Error| EvidenceError::at(&self.path(digest), source);
        let found = digest_of(&mut file).map_err(at)?;
        if found != *digest {
            return Err(EvidenceError::Altered { digest: *digest, found });
        }
        file.seek(SeekFrom::Start(0)).map_err(at)?;
        let mut file = BufReader::new(file);
        match decode(&mut file, longest_px, &self.memory) {
            Err(error) if error.is_no_picture() || error.is_undecodable() => {
                file.seek(SeekFrom::Start(0)).map_err(at)?;
                sign(file, &self.memory)
            }
            decoded => decoded,
        }
    }

    /// Writes thumbnail and report size into the cache.
    pub(super) fn derive(&self, digest: &Digest, shown: &Shown) -> Result<(), EvidenceError> {
        self.put_into_cache(digest, &shown.encoded()?)
    }

    /// Writes what was encoded into the cache. An original that is printed as it is gets no second file.
    pub(super) fn put_into_cache(&self, digest: &Digest, encoded: &Encoded) -> Result<(), EvidenceError> {
        match &encoded.report {
            None => self.write_cache(&self.as_is_path(digest), b"")?,
            Some(jpeg) => self.write_cache(&self.cache_path(REPORT_FOLDER, digest), jpeg)?,
        }
        self.write_cache(&self.cache_path(THUMBNAIL_FOLDER, digest), &encoded.thumbnail)
    }

    pub(super) fn write_cache(&self, path: &Path, bytes: &[u8]) -> Result<(), EvidenceError> {
        let mut part = PartFile::create(&self.in_use, &self.cache_incoming_folder())?;
        part.write(bytes)?;
        part.finish_unsynced(path)
    }
}

/// A picture in the sizes in which it is shown, upright.
pub(super) struct Shown {
    /// Of report size; none where the thumbnail is as large.
    report: Option<Raster>,
    thumbnail: Raster,
    /// Whether it was a photo, and not drawn or scanned.
    is_photo: bool,
    /// Whether the original can be printed as it is.
    original_fits: bool,
}

/// A picture in the sizes in which it is shown, as JPEG.
pub(super) struct Encoded {
    /// Of report size; none where the original can be printed as it is.
    report: Option<Vec<u8>>,
    thumbnail: Vec<u8>,
}

impl Shown {
    /// The files of the cache.
    pub(super) fn encoded(&self) -> Result<Encoded, EvidenceError> {
        let report = self.report.as_ref().unwrap_or(&self.thumbnail);
        let report = if self.original_fits { None } else { Some(encode_jpeg(report, self.is_photo)?) };
        Ok(Encoded { report, thumbnail: encode_jpeg(&self.thumbnail, self.is_photo)? })
    }

    /// Scales a picture down; its own pixels are gone then.
    pub(super) fn of(picture: Picture<'_>) -> Result<Self, EvidenceError> {
        let is_photo = matches!(picture.media_type, "image/jpeg" | "image/webp" | "image/heic");
        let (width_px, height_px) = picture.stored_px;
        let original_fits = picture.plain_jpeg && picture.turn == 1 && width_px.max(height_px) <= REPORT_PX;
        let report = shown(picture, REPORT_PX)?;
        if report.fits(THUMBNAIL_PX) {
            return Ok(Self { report: None, thumbnail: report, is_photo, original_fits });
        }
        let thumbnail = report.clone().scaled_within(THUMBNAIL_PX)?;
        Ok(Self { report: Some(report), thumbnail, is_photo, original_fits })
    }

    /// How it looks; none where it shows too little.
    pub(super) fn look_hash(&self) -> Option<String> {
        self.thumbnail.grey().and_then(look_hash)
    }
}

/// The picture as people see it: at most `longest_px` long, sRGB or grey, on white, upright.
pub(super) fn shown(picture: Picture<'_>, longest_px: u32) -> Result<Raster, EvidenceError> {
    let turn = picture.turn;
    // Laid on white first: scaling would copy what is transparent, which may be as large as all memory that there is.
    let raster = match picture.raster {
        Raster::Pixels(pixels) => Raster::Pixels(pixels.on_white()),
        planes @ Raster::Planes(_) => planes,
    };
    let scaled = match raster.scaled_within(longest_px)? {
        Raster::Planes(planes) if colour::is_srgb(picture.profile.as_deref()) => Raster::Planes(planes),
        other @ (Raster::Pixels(_) | Raster::Planes(_)) => {
            Raster::Pixels(colour::to_srgb(other.into_pixels(), picture.profile.as_deref()))
        }
    };
    Ok(scaled.upright(turn))
}

/// A picture without transparency as JPEG.
pub(super) fn encode_jpeg(raster: &Raster, is_photo: bool) -> Result<Vec<u8>, EvidenceError> {
    let not_encoded = |source: Box<dyn std::error::Error + Send + Sync>| EvidenceError::NotEncoded { source };
    let side = |side: u32| u16::try_from(side).map_err(|error| not_encoded(error.into()));
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, if is_photo { PHOTO_QUALITY } else { DRAWING_QUALITY });
    encoder.set_sampling_factor(if is_photo { SamplingFactor::R_4_2_0 } else { SamplingFactor::R_4_4_4 });
    let encoded = match raster {
        Raster::Pixels(pixels) => {
            let colour = match pixels.layout {
                Layout::Grey => ColorType::Luma,
                Layout::Rgb => ColorType::Rgb,
                Layout::Rgba => ColorType::Rgba,
            };
            encoder.encode(&pixels.bytes, side(pixels.width_px)?, side(pixels.height_px)?, colour)
        }
        Raster::Planes(planes) => {
            // Colours have half the resolution already, and each sample stands there twice.
            encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Nearest);
            encoder.encode_image(planes)
        }
    };
    encoded.map_err(|error| not_encoded(error.into()))?;
    Ok(jpeg)
}

/// What the header of a JPEG of ours says; none when the file is not there or not a whole JPEG.
pub(super) fn read_jpeg(path: &Path, is_original: bool) -> Option<ReportImage> {
    let bytes = fs::read(path).ok()?;
    let structure = Structure::read(&bytes).ok().filter(|structure| !structure.cut_short)?;
    let components = match structure.colours {
        Colours::Grey => 1,
        Colours::YCbCr | Colours::Rgb => 3,
        Colours::Other => return None,
    };
    Some(ReportImage {
        width_px: structure.width_px,
        height_px: structure.height_px,
        components,
        length_bytes: bytes.len() as u64,
        path: path.to_owned(),
        is_original,
    })
}
