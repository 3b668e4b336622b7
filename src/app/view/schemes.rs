//! The schemes that are shown for information.

use crate::assets;
use crate::domain::SchemeSet;
use std::sync::LazyLock;

static SCHEMES: LazyLock<SchemeSet> = LazyLock::new(|| serde_json::from_slice(assets::SCHEMES.1).unwrap_or_default());

/// What other schemes call severities: for information, never printed, never a rating of theirs.
#[must_use]
pub fn schemes() -> &'static SchemeSet {
    &SCHEMES
}
