//! A picture as planes of brightness and colour, as JPEG stores it: scaled, turned and encoded without becoming RGB.

use super::EvidenceError;
use super::pixels::{Layout, Pixels};
use jpeg_encoder::{ImageBuffer, JpegColorType};

/// Brightness alone, or brightness and two planes of colour, each of them smaller or of the same size.
#[derive(Debug, Clone)]
pub(super) struct Planes {
    planes: Vec<Pixels>,
    /// How much of brightness is the picture; sides that were scaled down end within a pixel.
    extent: (f64, f64),
    /// How many pixels of brightness a pixel of colour is wide and high.
    colour_px: (f64, f64),
}

impl Planes {
    pub(super) const fn of(planes: Vec<Pixels>, extent: (f64, f64), colour_px: (f64, f64)) -> Self {
        Self { planes, extent, colour_px }
    }

    /// Brightness.
    pub(super) fn brightness(&self) -> Option<&Pixels> {
        self.planes.first()
    }

    /// This picture with its longest side at most `longest_px`, its colours at half of that.
    pub(super) fn scaled_within(&self, longest_px: u32) -> Result<Self, EvidenceError> {
        let (width, height) = self.size_within(longest_px);
        let (along, down) = (f64::from(width) / self.extent.0, f64::from(height) / self.extent.1);
        let scaled = |(place, plane): (usize, &Pixels)| {
            if place == 0 {
                return plane.scaled_to((width, height), self.extent);
            }
            // Of an odd size the last colour belongs to half a pair; the plane may end before that.
            let size = (width.div_ceil(2), height.div_ceil(2));
            let along = (f64::from(size.0) * 2.0 / along / self.colour_px.0).min(f64::from(plane.width_px));
            let down = (f64::from(size.1) * 2.0 / down / self.colour_px.1).min(f64::from(plane.height_px));
            plane.scaled_to(size, (along, down))
        };
        let planes = self.planes.iter().enumerate().map(scaled).collect::<Result<_, _>>()?;
        Ok(Self { planes, extent: (f64::from(width), f64::from(height)), colour_px: (2.0, 2.0) })
    }

    /// The size whose longest side is `longest_px`, or this size where it is smaller already.
    fn size_within(&self, longest_px: u32) -> (u32, u32) {
        let longest = self.extent.0.max(self.extent.1);
        let factor = (f64::from(longest_px) / longest).min(1.0);
        let side = |side: f64| ((side * factor).round() as u32).max(1);
        (side(self.extent.0), side(self.extent.1))
    }

    /// This picture turned and mirrored as the EXIF orientation asks.
    pub(super) fn upright(self, orientation: u8) -> Self {
        let turned = |(along, down): (f64, f64)| if orientation >= 5 { (down, along) } else { (along, down) };
        let (extent, colour_px) = (turned(self.extent), turned(self.colour_px));
        Self { planes: self.planes.into_iter().map(|plane| plane.upright(orientation)).collect(), extent, colour_px }
    }

    /// Red, green and blue, or grey.
    pub(super) fn into_pixels(mut self) -> Pixels {
        if self.planes.len() != 3 {
            return self.planes.swap_remove(0);
        }
        let brightness = &self.planes[0];
        let width = brightness.width_px as usize;
        let mut bytes = Vec::with_capacity(brightness.bytes.len() * 3);
        for (y, row) in brightness.bytes.chunks_exact(width).enumerate() {
            let blue = self.colour_row(1, y);
            let red = self.colour_row(2, y);
            for (x, level) in row.iter().enumerate() {
                bytes.extend(rgb(*level, blue[x * blue.len() / width], red[x * red.len() / width]));
            }
        }
        let (width_px, height_px) = (brightness.width_px, brightness.height_px);
        Pixels { width_px, height_px, layout: Layout::Rgb, bytes }
    }

    /// The row of a plane of colour that belongs to row `y` of brightness.
    fn colour_row(&self, plane: usize, y: usize) -> &[u8] {
        let (all, plane) = (self.planes[0].height_px as usize, &self.planes[plane]);
        let (width, height) = (plane.width_px as usize, plane.height_px as usize);
        let row = y * height / all;
        &plane.bytes[row * width..(row + 1) * width]
    }
}

/// A picture in memory, either way.
#[derive(Debug, Clone)]
pub(super) enum Raster {
    Pixels(Pixels),
    /// Scaled down already.
    Planes(Planes),
}

impl Raster {
    /// This picture with its longest side at most `longest_px`.
    pub(super) fn scaled_within(self, longest_px: u32) -> Result<Self, EvidenceError> {
        Ok(match self {
            Self::Pixels(pixels) => Self::Pixels(pixels.scaled_within(longest_px)?.unwrap_or(pixels)),
            Self::Planes(planes) => Self::Planes(planes.scaled_within(longest_px)?),
        })
    }

    /// Whether no side is longer than `longest_px`.
    pub(super) fn fits(&self, longest_px: u32) -> bool {
        self.grey().is_none_or(|pixels| pixels.width_px.max(pixels.height_px) <= longest_px)
    }

    /// This picture turned and mirrored as the EXIF orientation asks.
    pub(super) fn upright(self, orientation: u8) -> Self {
        match self {
            Self::Pixels(pixels) => Self::Pixels(pixels.upright(orientation)),
            Self::Planes(planes) => Self::Planes(planes.upright(orientation)),
        }
    }

    /// The pixels, or the plane of brightness: what is needed to look at it.
    pub(super) fn grey(&self) -> Option<&Pixels> {
        match self {
            Self::Pixels(pixels) => Some(pixels),
            Self::Planes(planes) => planes.brightness(),
        }
    }

    /// Red, green and blue, or grey.
    pub(super) fn into_pixels(self) -> Pixels {
        match self {
            Self::Pixels(pixels) => pixels,
            Self::Planes(planes) => planes.into_pixels(),
        }
    }
}

/// ITU-R BT.601 as JFIF uses it.
fn rgb(level: u8, blue: u8, red: u8) -> [u8; 3] {
    let (level, blue, red) = (i32::from(level) << 16, i32::from(blue) - 128, i32::from(red) - 128);
    let of = |value: i32| ((value + 32_768) >> 16).clamp(0, 255) as u8;
    [of(level + 91_881 * red), of(level - 22_554 * blue - 46_802 * red), of(level + 116_130 * blue)]
}

impl ImageBuffer for &Planes {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        if self.planes.len() == 3 { JpegColorType::Ycbcr } else { JpegColorType::Luma }
    }

    fn width(&self) -> u16 {
        self.brightness().map_or(0, |plane| u16::try_from(plane.width_px).unwrap_or(0))
    }

    fn height(&self) -> u16 {
        self.brightness().map_or(0, |plane| u16::try_from(plane.height_px).unwrap_or(0))
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let width = usize::from(self.width());
        let y = usize::from(y);
        buffers[0].extend_from_slice(&self.planes[0].bytes[y * width..(y + 1) * width]);
        if self.planes.len() == 3 {
            for (plane, buffer) in buffers.iter_mut().enumerate().take(3).skip(1) {
                // The encoder takes every second one.
                let colours = self.colour_row(plane, y);
                let from = buffer.len();
                buffer.resize(from + width, 0);
                let (pairs, odd) = buffer[from..].as_chunks_mut::<2>();
                pairs.iter_mut().zip(colours).for_each(|(pair, colour)| *pair = [*colour; 2]);
                odd.iter_mut().zip(colours.last()).for_each(|(odd, colour)| *odd = *colour);
            }
        }
    }
}
