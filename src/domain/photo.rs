//! Photos and notes as evidence: what is known about them and what they are linked to.

use super::{Digest, FindingId, InstancePath, Moment, NoteId, Overlay, PhotoId};
use serde::{Deserialize, Serialize};

/// Where the time of a photo was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeSource {
    /// Inside the file, with its zone: EXIF `DateTimeOriginal` with `OffsetTimeOriginal`, or what stands in for them
    /// (`DateTimeDigitized`, XMP, IPTC).
    ExifWithOffset,
    /// Inside the file, without a zone: local time.
    Exif,
    /// The file's name, as phones and messengers write it.
    FileName,
    /// The clock of the laptop whose camera took it, with its zone.
    Capture,
}

/// When a photo was taken, as far as the file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenAt {
    /// Local date and time, ISO 8601; with the offset where it is known.
    pub local: String,
    /// Where this was read.
    pub source: TimeSource,
}

/// A place on earth in WGS 84.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeoPoint {
    /// Degrees north, as a decimal text with at most seven places.
    pub latitude_deg: String,
    /// Degrees east, as a decimal text with at most seven places.
    pub longitude_deg: String,
}

/// Which files a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileKind {
    /// Pictures.
    #[default]
    Picture,
    /// Recordings of sound.
    Audio,
    /// Films.
    Video,
    /// Any file.
    Any,
}

impl FileKind {
    /// The stable code, which is the type of the question in an XLSForm but for pictures.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Picture => "photo",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Any => "file",
        }
    }

    /// Whether a file of this media type is one of them.
    #[must_use]
    pub fn takes(self, media_type: &str) -> bool {
        let class = media_type.split('/').next().unwrap_or_default();
        match self {
            Self::Picture => class == "image",
            Self::Audio => class == "audio",
            Self::Video => class == "video",
            Self::Any => true,
        }
    }
}

/// What the original file says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoFacts {
    /// The media type found in the bytes: `image/jpeg`.
    pub media_type: String,
    /// The size of the original in bytes.
    pub size_bytes: u64,
    /// Width in pixels, upright; 0 for a file that is no picture.
    pub width_px: u32,
    /// Height in pixels, upright; 0 for a file that is no picture.
    pub height_px: u32,
    /// The EXIF orientation of the stored pixels, 1 to 8 (EXIF 2.32, tag 0x0112).
    pub orientation: u8,
    /// When it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<TakenAt>,
    /// Where it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<GeoPoint>,
    /// Maker and model of the camera.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub camera: String,
    /// How it looks: 16 hexadecimal digits that differ in few bits where a picture was saved anew in another size or
    /// quality (dHash of 9 by 8 cells, upright); empty where it shows too little to be compared.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub look_hash: String,
}

/// The most bits in which two pictures differ that look alike. Saving anew changes up to about 3; two scenes that have
/// nothing in common differ in about 32, and chance alone brings 64 bits this near once in 200 000 million pairs.
pub const LIKE_BITS: u32 = 6;

impl PhotoFacts {
    /// Whether it is a picture; of any other file a sign is shown.
    #[must_use]
    pub const fn is_picture(&self) -> bool {
        self.width_px > 0
    }

    /// Whether both pictures look alike: near-duplicates, for people to compare. Never true for what shows too little.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> bool {
        look_bits(&self.look_hash)
            .zip(look_bits(&other.look_hash))
            .is_some_and(|(own, other)| (own ^ other).count_ones() <= LIKE_BITS)
    }

    /// Width and height of what is shown: of the picture, else of a sign in the shape 4 to 3.
    #[must_use]
    pub const fn shown_px(&self) -> (u32, u32) {
        if self.is_picture() { (self.width_px, self.height_px) } else { (4, 3) }
    }
}

/// The bits of a [`PhotoFacts::look_hash`]; none where it is empty.
#[must_use]
pub fn look_bits(look_hash: &str) -> Option<u64> {
    u64::from_str_radix(look_hash, 16).ok().filter(|_| look_hash.len() == 16)
}

/// What a photo or note is evidence for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceLink {
    /// A question.
    Question(InstancePath),
    /// A finding.
    Finding(FindingId),
    /// A part of the site, by the name that the auditor gave it.
    Area(String),
}

/// One use of a photo in an inspection. The original bytes lie in the workspace under `digest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// The identifier of this use.
    pub id: PhotoId,
    /// SHA-256 of the original bytes.
    pub digest: Digest,
    /// The file's name where it came from.
    pub file_name: String,
    /// What the file says.
    pub facts: PhotoFacts,
    /// When it was taken into the inspection.
    pub added_at: Moment,
    /// The auditor's caption.
    #[serde(default)]
    pub caption: String,
    /// What it is evidence for; empty in the tray.
    #[serde(default)]
    pub links: Vec<EvidenceLink>,
    /// What is drawn over it.
    #[serde(default, skip_serializing_if = "Overlay::is_empty")]
    pub overlay: Overlay,
    /// Whether the people on it agreed to it.
    #[serde(default, skip_serializing_if = "Consent::is_unasked")]
    pub consent: Consent,
    /// Whether the site calls it a trade secret: it then stands in the internal copy only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub trade_secret: bool,
}

/// How the people on a photo stand to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody was asked, as where nobody is to be seen.
    #[default]
    Unasked,
    /// They were asked and have not answered.
    Asked,
    /// They agreed.
    Given,
    /// They did not agree, or took it back: they are hidden in all that is shown from then on.
    Withdrawn,
}

impl Consent {
    /// All, in the order in which they come about.
    pub const ALL: [Self; 4] = [Self::Unasked, Self::Asked, Self::Given, Self::Withdrawn];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unasked => "unasked",
            Self::Asked => "asked",
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn is_unasked(&self) -> bool {
        *self == Self::Unasked
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// A note of the evidence tray: written first, linked later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The note's identifier.
    pub id: NoteId,
    /// The text.
    pub text: String,
    /// When it was written.
    pub written_at: Moment,
    /// What it belongs to; empty in the tray.
    #[serde(default)]
    pub links: Vec<EvidenceLink>,
}
