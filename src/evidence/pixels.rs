//! Pixels of eight bits: made from what decoders give, scaled, laid on white, turned upright.

use super::EvidenceError;
use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::ColorType;

/// What the bytes of a pixel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Grey.
    Grey,
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue and how opaque they are.
    Rgba,
}

impl Layout {
    /// The bytes of a pixel.
    pub(super) const fn bytes(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// A picture in memory, row by row from the top, without padding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width_px: u32,
    pub(super) height_px: u32,
    pub(super) layout: Layout,
    pub(super) bytes: Vec<u8>,
}

impl Pixels {
    /// Pixels of any colour type that decoders give; more than eight bits are rounded, numbers with a point are 0 to 1.
    pub(super) fn of_decoder(
        (width_px, height_px): (u32, u32),
        colour: ColorType,
        bytes: Vec<u8>,
    ) -> Result<Self, EvidenceError> {
        let sixteen = |bytes: &[u8]| -> Vec<u8> {
            let samples = bytes.chunks_exact(2).map(|pair| u32::from(u16::from_ne_bytes([pair[0], pair[1]])));
            samples.map(|sample| ((sample * 255 + 32_895) >> 16) as u8).collect()
        };
        let float = |bytes: &[u8]| -> Vec<u8> {
            let samples = bytes.chunks_exact(4).map(|four| f32::from_ne_bytes([four[0], four[1], four[2], four[3]]));
            samples.map(|sample| (sample.clamp(0.0, 1.0) * 255.0).round() as u8).collect()
        };
        let spread =
            |bytes: &[u8]| -> Vec<u8> { bytes.chunks_exact(2).flat_map(|la| [la[0], la[0], la[0], la[1]]).collect() };
        let (layout, bytes) = match colour {
            ColorType::L8 => (Layout::Grey, bytes),
            ColorType::Rgb8 => (Layout::Rgb, bytes),
            ColorType::Rgba8 => (Layout::Rgba, bytes),
            ColorType::La8 => (Layout::Rgba, spread(&bytes)),
            ColorType::L16 => (Layout::Grey, sixteen(&bytes)),
            ColorType::La16 => (Layout::Rgba, spread(&sixteen(&bytes))),
            ColorType::Rgb16 => (Layout::Rgb, sixteen(&bytes)),
            ColorType::Rgba16 => (Layout::Rgba, sixteen(&bytes)),
            ColorType::Rgb32F => (Layout::Rgb, float(&bytes)),
            ColorType::Rgba32F => (Layout::Rgba, float(&bytes)),
            other => return Err(EvidenceError::VariantNotTaken { source: format!("{other:?}").into() }),
        };
        Ok(Self { width_px, height_px, layout, bytes })
    }

    /// The size whose longest side is `longest_px`, or this size where it is smaller already.
    pub(super) fn size_within(&self, longest_px: u32) -> (u32, u32) {
        let longest = self.width_px.max(self.height_px);
        if longest <= longest_px {
            return (self.width_px, self.height_px);
        }
        let scale = |side: u32| {
            let scaled = (u64::from(side) * u64::from(longest_px) + u64::from(longest / 2)) / u64::from(longest);
            u32::try_from(scaled).unwrap_or(longest_px).max(1)
        };
        (scale(self.width_px), scale(self.height_px))
    }

    /// These pixels scaled down (Lanczos) so that the longest side is at most `longest_px`; none when they fit already.
    pub(super) fn scaled_within(&self, longest_px: u32) -> Result<Option<Self>, EvidenceError> {
        let (width_px, height_px) = self.size_within(longest_px);
        if (width_px, height_px) == (self.width_px, self.height_px) {
            return Ok(None);
        }
        let extent = (f64::from(self.width_px), f64::from(self.height_px));
        self.scaled_to((width_px, height_px), extent).map(Some)
    }

    /// The part of these pixels that begins at their first one and is `extent` long, to fractions of a pixel, at
    /// another size.
    pub(super) fn scaled_to(
        &self,
        (width_px, height_px): (u32, u32),
        extent: (f64, f64),
    ) -> Result<Self, EvidenceError> {
        let bytes = match self.layout {
            Layout::Grey => self.resized::<U8>(width_px, height_px, extent),
            Layout::Rgb => self.resized::<U8x3>(width_px, height_px, extent),
            Layout::Rgba => self.resized::<U8x4>(width_px, height_px, extent),
        };
        let bytes = bytes.map_err(|source| EvidenceError::NotEncoded { source })?;
        Ok(Self { width_px, height_px, layout: self.layout, bytes })
    }

    /// Scales pixels of one type. By its type and not by its number, or the code for all of the scaler's types would be
    /// built here: a minute of building for nothing.
    fn resized<P: PixelTrait>(
        &self,
        width_px: u32,
        height_px: u32,
        (along, down): (f64, f64),
    ) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
        let mut bytes = vec![0; width_px as usize * height_px as usize * self.layout.bytes()];
        let from = TypedImageRef::<P>::from_buffer(self.width_px, self.height_px, &self.bytes)?;
        let mut to = TypedImage::<P>::from_buffer(width_px, height_px, &mut bytes)?;
        let lanczos = ResizeAlg::Convolution(FilterType::Lanczos3);
        let options = ResizeOptions::new().resize_alg(lanczos).crop(0.0, 0.0, along, down);
        Resizer::new().resize_typed(&from, &mut to, &options)?;
        Ok(bytes)
    }

    /// These pixels without transparency: laid on white, as paper is.
    pub(super) fn on_white(mut self) -> Self {
        if self.layout != Layout::Rgba {
            return self;
        }
        let over = |sample: u8, alpha: u8| {
            let (sample, alpha) = (u32::from(sample), u32::from(alpha));
            ((sample * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        // In the place where they lie: there may be no room for a second picture.
        let pixels = self.bytes.len() / 4;
        for place in 0..pixels {
            let [red, green, blue, alpha] = [0, 1, 2, 3].map(|part| self.bytes[place * 4 + part]);
            let laid = if alpha == 255 { [red, green, blue] } else { [red, green, blue].map(|part| over(part, alpha)) };
            self.bytes[place * 3..place * 3 + 3].copy_from_slice(&laid);
        }
        self.bytes.truncate(pixels * 3);
        Self { layout: Layout::Rgb, ..self }
    }

    /// These pixels turned and mirrored as the EXIF orientation asks (EXIF 2.32, tag 0x0112).
    pub(super) fn upright(self, orientation: u8) -> Self {
        let size = self.layout.bytes();
        let (width, height) = (self.width_px as usize, self.height_px as usize);
        // Where the first pixel lies, and the steps to the next in a row and to the next row, counted in pixels.
        let (row, last) = (width as isize, (width * height) as isize - 1);
        let (start, along, down) = match orientation {
            2 => (row - 1, -1, row),
            3 => (last, -1, -row),
            4 => (last + 1 - row, 1, -row),
            5 => (0, row, 1),
            6 => (last + 1 - row, -row, 1),
            7 => (last, -row, -1),
            8 => (row - 1, row, -1),
            _ => return self,
        };
        let turned = orientation >= 5;
        let (new_width, new_height) = if turned { (height, width) } else { (width, height) };
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..new_height as isize {
            let mut place = start + y * down;
            for _ in 0..new_width {
                let from = place.unsigned_abs() * size;
                bytes.extend_from_slice(&self.bytes[from..from + size]);
                place += along;
            }
        }
        Self { width_px: new_width as u32, height_px: new_height as u32, layout: self.layout, bytes }
    }

    /// These pixels with four bytes each.
    pub(super) fn into_rgba(self) -> Vec<u8> {
        match self.layout {
            Layout::Grey => self.bytes.iter().flat_map(|grey| [*grey, *grey, *grey, 255]).collect(),
            Layout::Rgb => self.bytes.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect(),
            Layout::Rgba => self.bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width_px: u32, height_px: u32, bytes: &[u8]) -> Pixels {
        Pixels { width_px, height_px, layout: Layout::Grey, bytes: bytes.to_vec() }
    }

    /// The stored pixels whose upright picture is `a b c / d e f`, for each orientation of EXIF 2.32.
    #[test]
    fn all_eight_orientations_come_out_upright() {
        let upright = grey(3, 2, b"abcdef");
        for (orientation, stored) in [
            (1, grey(3, 2, b"abcdef")),
            (2, grey(3, 2, b"cbafed")),
            (3, grey(3, 2, b"fedcba")),
            (4, grey(3, 2, b"defabc")),
            (5, grey(2, 3, b"adbecf")),
            (6, grey(2, 3, b"cfbead")),
            (7, grey(2, 3, b"fcebda")),
            (8, grey(2, 3, b"daebfc")),
        ] {
            assert_eq!(stored.upright(orientation), upright, "orientation {orientation}");
        }
    }

    #[test]
    fn sizes_keep_their_shape_and_never_vanish() {
        assert_eq!(grey(4000, 3000, b"").size_within(1600), (1600, 1200));
        assert_eq!(grey(3024, 4032, b"").size_within(320), (240, 320));
        assert_eq!(grey(60_000, 1, b"").size_within(1600), (1600, 1));
        assert_eq!(grey(800, 600, b"").size_within(1600), (800, 600));
    }

    #[test]
    fn transparency_is_laid_on_white() {
        let bytes = vec![0, 0, 0, 0, 200, 0, 0, 255, 0, 0, 0, 51];
        let pixels = Pixels { width_px: 3, height_px: 1, layout: Layout::Rgba, bytes };
        assert_eq!(pixels.on_white().bytes, [255, 255, 255, 200, 0, 0, 204, 204, 204]);
    }

    #[test]
    fn sixteen_bits_are_rounded_to_eight() {
        let bytes = [0u16, 65_535, 32_768, 257].iter().flat_map(|sample| sample.to_ne_bytes()).collect();
        assert_eq!(Pixels::of_decoder((4, 1), ColorType::L16, bytes).unwrap().bytes, [0, 255, 128, 1]);
    }
}
