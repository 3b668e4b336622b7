//! The faces of the pages and which characters they have.

use super::style::Weight;
use crate::assets::font::{INTER_REGULAR, INTER_SEMI_BOLD, NOTO_SANS_SC};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, FontWeight};
use std::sync::Arc;

/// The family that Latin, Greek and Cyrillic are set in.
pub const LATIN: &str = "latin";
/// The family that Chinese is set in, and what the first one lacks.
pub const HAN: &str = "han";

/// A face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Inter Regular.
    Latin,
    /// Inter SemiBold.
    LatinSemiBold,
    /// Noto Sans SC Regular; the heavier weight is made by a stroke around the glyphs.
    Han,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 3] = [Self::Latin, Self::LatinSemiBold, Self::Han];

    /// The TrueType file.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Latin => INTER_REGULAR,
            Self::LatinSemiBold => INTER_SEMI_BOLD,
            Self::Han => NOTO_SANS_SC,
        }
    }

    /// The PostScript name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Latin => "Inter-Regular",
            Self::LatinSemiBold => "Inter-SemiBold",
            Self::Han => "NotoSansSC-Regular",
        }
    }

    const fn family(self) -> &'static str {
        match self {
            Self::Latin | Self::LatinSemiBold => LATIN,
            Self::Han => HAN,
        }
    }

    fn weight(self) -> FontWeight {
        match self {
            Self::Latin | Self::Han => FontWeight::NORMAL,
            Self::LatinSemiBold => FontWeight::SEMI_BOLD,
        }
    }
}

impl Weight {
    pub(super) const fn parley(self) -> FontWeight {
        match self {
            Self::Regular => FontWeight::NORMAL,
            Self::SemiBold => FontWeight::SEMI_BOLD,
        }
    }
}

/// The faces as the shaper knows them. No font of the system is ever used: the same text gives the same pages anywhere.
pub struct FontBook {
    pub(super) context: FontContext,
    faces: Vec<(u64, Face)>,
    known: Vec<Coverage>,
}

/// The characters of one face.
struct Coverage {
    blob: Blob<u8>,
    index: parley::fontique::CharmapIndex,
}

impl Default for FontBook {
    fn default() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut faces = Vec::new();
        let mut known = Vec::new();
        for face in Face::ALL {
            let blob = Blob::new(Arc::new(face.bytes()));
            faces.push((blob.id(), face));
            let named = FontInfoOverride {
                family_name: Some(face.family()),
                weight: Some(face.weight()),
                ..FontInfoOverride::default()
            };
            for (_, fonts) in collection.register_fonts(blob.clone(), Some(named)) {
                for font in fonts {
                    if face != Face::LatinSemiBold {
                        known.push(Coverage { blob: blob.clone(), index: font.charmap_index() });
                    }
                }
            }
        }
        Self { context: FontContext { collection, source_cache: SourceCache::default() }, faces, known }
    }
}

impl FontBook {
    /// The face that the shaper chose.
    #[must_use]
    pub fn face(&self, blob_id: u64) -> Face {
        self.faces.iter().find(|(id, _)| *id == blob_id).map_or(Face::Han, |(_, face)| *face)
    }

    /// Whether a face has this character.
    #[must_use]
    pub fn has(&self, character: char) -> bool {
        self.known.iter().any(|coverage| {
            coverage
                .index
                .charmap(coverage.blob.as_ref())
                .and_then(|map| map.map(character))
                .is_some_and(|glyph| glyph != 0)
        })
    }
}
