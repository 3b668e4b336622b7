//! Colours of a picture with a profile of its own, turned into sRGB, which is what window and report assume.

use super::pixels::{Layout, Pixels};
use moxcms::{ColorProfile, DataColorSpace, Layout as ProfileLayout, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// The largest profile that is looked at; those of cameras have 500 bytes to 4 KB, of printers up to 3 MB.
const MAX_PROFILE_BYTES: usize = 4 * 1024 * 1024;
/// How far sRGB itself may be off in profiles that mean it.
const SAME_COLOUR: u8 = 3;

/// Whether pixels with this profile can be shown as they are.
pub(super) fn is_srgb(profile: Option<&[u8]>) -> bool {
    profile.is_none_or(|profile| transform(profile, Layout::Rgb).is_none())
}

/// Turns the colours into sRGB. A profile that cannot be read, or is none of RGB, leaves them as they are.
pub(super) fn to_srgb(mut pixels: Pixels, profile: Option<&[u8]>) -> Pixels {
    if pixels.layout == Layout::Grey {
        return pixels;
    }
    if let Some(transform) = profile.and_then(|profile| transform(profile, pixels.layout)) {
        let mut bytes = vec![0; pixels.bytes.len()];
        if transform.transform(&pixels.bytes, &mut bytes).is_ok() {
            pixels.bytes = bytes;
        }
    }
    pixels
}

/// The way from the profile to sRGB; none when the profile is sRGB, unreadable, or of other colours than RGB.
fn transform(profile: &[u8], layout: Layout) -> Option<Arc<Transform8BitExecutor>> {
    if profile.len() > MAX_PROFILE_BYTES {
        return None;
    }
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let to = |layout: ProfileLayout| {
        profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default()).ok()
    };
    let steps = [0, 51, 102, 153, 204, 255];
    let palette: Vec<u8> =
        steps.iter().flat_map(|r| steps.iter().flat_map(move |g| steps.map(|b| [*r, *g, b]))).flatten().collect();
    let mut turned = vec![0; palette.len()];
    to(ProfileLayout::Rgb)?.transform(&palette, &mut turned).ok()?;
    if palette.iter().zip(&turned).all(|(a, b)| a.abs_diff(*b) <= SAME_COLOUR) {
        return None;
    }
    to(if layout == Layout::Rgba { ProfileLayout::Rgba } else { ProfileLayout::Rgb })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(colour: [u8; 3]) -> Pixels {
        Pixels { width_px: 1, height_px: 1, layout: Layout::Rgb, bytes: colour.to_vec() }
    }

    #[test]
    fn the_wide_colours_of_phones_become_srgb() {
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        assert!(!is_srgb(Some(&profile)));
        // A muted Display P3 green is a stronger sRGB green; white stays white.
        let green = to_srgb(pixel([100, 200, 100]), Some(&profile)).bytes;
        assert!(green[0] < 90 && green[1] >= 200 && green[2] < 100, "{green:?}");
        assert_eq!(to_srgb(pixel([255, 255, 255]), Some(&profile)).bytes, [255, 255, 255]);
    }

    #[test]
    fn srgb_no_profile_and_nonsense_leave_colours_alone() {
        let srgb = ColorProfile::new_srgb().encode().unwrap();
        assert!(is_srgb(None) && is_srgb(Some(&srgb)) && is_srgb(Some(b"no profile")));
        for profile in [None, Some(srgb.as_slice()), Some(b"no profile".as_slice())] {
            assert_eq!(to_srgb(pixel([10, 200, 90]), profile), pixel([10, 200, 90]));
        }
    }
}
