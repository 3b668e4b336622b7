//! Canonical JSON (RFC 8785): the one way in which a value becomes bytes that are stored and hashed.

use serde::Serialize;

/// A value that JSON cannot carry.
#[derive(Debug, thiserror::Error)]
#[error("the value cannot be written as JSON: {0}")]
pub struct CanonicalError(#[from] serde_json::Error);

/// The canonical bytes of `value`: sorted keys, no white space, shortest numbers.
///
/// # Errors
/// When the value has a part that JSON cannot carry (a map whose keys are no texts, a number that is not finite).
pub fn canonical_json<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    Ok(serde_json_canonicalizer::to_vec(value)?)
}
