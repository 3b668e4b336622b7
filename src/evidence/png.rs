//! Pixels from the clipboard as PNG, so that they can be taken in like any photo.

use super::EvidenceError;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// The PNG of a picture of four bytes a pixel, row by row from the top; without transparency where nothing is transparent.
///
/// # Errors
/// [`EvidenceError::NotEncoded`] when the size has no pixels or does not fit the bytes.
pub fn encode_png(width_px: u32, height_px: u32, rgba: &[u8]) -> Result<Vec<u8>, EvidenceError> {
    let not_encoded = |reason: &'static str| EvidenceError::NotEncoded { source: reason.into() };
    let pixels = u64::from(width_px) * u64::from(height_px);
    if pixels == 0 || Some(rgba.len() as u64) != pixels.checked_mul(4) {
        return Err(not_encoded("the number of bytes does not fit the size"));
    }
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive);
    let written = if rgba.chunks_exact(4).all(|pixel| pixel[3] == 255) {
        let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        encoder.write_image(&rgb, width_px, height_px, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(rgba, width_px, height_px, ExtendedColorType::Rgba8)
    };
    written.map_err(|error| EvidenceError::NotEncoded { source: error.into() })?;
    Ok(png)
}
