//! How a picture looks in 64 bits (dHash: the steps of brightness from left to right), to find it again when it was
//! saved anew, in another size or quality.

use super::pixels::{Layout, Pixels};

/// The picture is averaged to this many columns and rows; each pair of neighbours in a row makes a bit.
const COLUMNS: usize = 9;
const ROWS: usize = 8;
/// The least step of brightness, of 255, that is more than the grain of a sensor.
const STEP: u32 = 3;
/// The least number of such steps that make a picture worth comparing. A wall, fog, a lens cap have fewer; of them any
/// two would look alike.
const LEAST_STEPS: usize = 12;

/// The 16 hexadecimal digits of an upright picture; none where it shows too little.
pub(super) fn look_hash(pixels: &Pixels) -> Option<String> {
    let (width, height) = (pixels.width_px as usize, pixels.height_px as usize);
    if width < COLUMNS || height < ROWS {
        return None;
    }
    // The sum of brightness in 1/256, and the pixels that made it.
    let mut cells = [[(0u64, 0u64); COLUMNS]; ROWS];
    let size = pixels.layout.bytes();
    for (y, row) in pixels.bytes.chunks_exact(width * size).enumerate() {
        let cells = &mut cells[y * ROWS / height];
        for (x, pixel) in row.chunks_exact(size).enumerate() {
            let cell = &mut cells[x * COLUMNS / width];
            cell.0 += u64::from(brightness(pixels.layout, pixel));
            cell.1 += 1;
        }
    }
    let cells = cells.map(|row| row.map(|(sum, count)| (sum / count.max(1)) as u32));
    let pairs = || cells.iter().flat_map(|row| row.windows(2));
    let steps = pairs().filter(|pair| pair[0].abs_diff(pair[1]) >= STEP << 8).count();
    if steps < LEAST_STEPS {
        return None;
    }
    let hash = pairs().fold(0u64, |hash, pair| hash << 1 | u64::from(pair[0] < pair[1]));
    Some(format!("{hash:016x}"))
}

/// Brightness in 1/256 of a level (ITU-R BT.601).
fn brightness(layout: Layout, pixel: &[u8]) -> u32 {
    match layout {
        Layout::Grey => u32::from(pixel[0]) << 8,
        Layout::Rgb | Layout::Rgba => 77 * u32::from(pixel[0]) + 150 * u32::from(pixel[1]) + 29 * u32::from(pixel[2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(level: impl Fn(u32, u32) -> u32) -> Pixels {
        let bytes = (0..120).flat_map(|y| (0..160).map(move |x| (x, y))).map(|(x, y)| level(x, y) as u8).collect();
        Pixels { width_px: 160, height_px: 120, layout: Layout::Grey, bytes }
    }

    #[test]
    fn what_shows_nothing_has_no_hash() {
        let grain = |x: u32, y: u32| (x * 7919 + y * 104_729).wrapping_mul(2_654_435_761) >> 28;
        assert_eq!(look_hash(&grey(|_, _| 255)), None);
        assert_eq!(look_hash(&grey(|x, y| 120 + grain(x, y))), None, "grain alone");
        assert_eq!(look_hash(&grey(|x, _| 100 + x / 40)), None, "a faint slope");
        assert!(look_hash(&grey(|x, y| 60 + (x * 3 + y) % 160)).is_some());
    }

    #[test]
    fn steps_to_the_right_are_bits() {
        assert_eq!(look_hash(&grey(|x, _| x)).as_deref(), Some("ffffffffffffffff"));
        assert_eq!(look_hash(&grey(|x, _| 200 - x)).as_deref(), Some("0000000000000000"));
        assert_eq!(look_hash(&grey(|x, y| if y < 60 { x } else { 200 - x })).as_deref(), Some("ffffffff00000000"));
    }
}
