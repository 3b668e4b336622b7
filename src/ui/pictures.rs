//! Pictures on the screen: asked for once, uploaded, given up when they were not seen for long.

use crate::domain::{Detail, Rendition};
use egui::{
    Color32, ColorImage, Context, CornerRadius, Rect, Sense, TextureHandle, TextureId, TextureOptions, Ui, Vec2,
};
use std::collections::HashMap;

/// The most memory that uploaded pictures may take.
const MOST_BYTES: usize = 64 << 20;
/// The longest side of a picture in a grid, in pixels.
pub const THUMB_PX: u32 = 320;
/// The longest side of a picture that fills the screen, in pixels.
pub const LARGE_PX: u32 = 1600;

/// Red, green, blue and alpha of a picture, row by row.
#[derive(Debug, Clone)]
pub struct Pixels {
    /// Width and height in pixels.
    pub size: [usize; 2],
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

enum Entry {
    Asked,
    Here { texture: TextureHandle, seen: u64, bytes: usize },
    Missing,
}

impl Entry {
    const fn bytes(&self) -> usize {
        match self {
            Self::Here { bytes, .. } => *bytes,
            Self::Asked | Self::Missing => 0,
        }
    }
}

/// All pictures.
#[derive(Default)]
pub struct Pictures {
    entries: HashMap<(Rendition, Detail), Entry>,
    wanted: Vec<(Rendition, Detail)>,
    /// The memory of those that are uploaded.
    bytes: usize,
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} pictures", self.entries.len())
    }
}

/// How a picture stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Picture {
    /// On its way.
    Coming,
    /// Here, with its size in pixels.
    Here(TextureId, Vec2),
    /// It cannot be shown.
    Missing,
}

impl Pictures {
    /// A picture, or a part of its original.
    pub fn get(&mut self, ctx: &Context, rendition: &Rendition, detail: Detail) -> Picture {
        let pass = ctx.cumulative_pass_nr();
        let key = (rendition.clone(), detail);
        match self.entries.get_mut(&key) {
            None => {
                self.wanted.push(key.clone());
                self.entries.insert(key, Entry::Asked);
                Picture::Coming
            }
            Some(Entry::Asked) => Picture::Coming,
            Some(Entry::Missing) => Picture::Missing,
            Some(Entry::Here { texture, seen, .. }) => {
                *seen = pass;
                Picture::Here(texture.id(), texture.size_vec2())
            }
        }
    }

    /// What was asked for since the last call.
    pub fn take_wanted(&mut self) -> Vec<(Rendition, Detail)> {
        std::mem::take(&mut self.wanted)
    }

    /// A picture came, or cannot come.
    pub fn arrive(&mut self, ctx: &Context, rendition: Rendition, detail: Detail, pixels: Option<Pixels>) {
        let entry = match pixels {
            Some(pixels) if pixels.rgba.len() == pixels.size[0] * pixels.size[1] * 4 => {
                let image = ColorImage::from_rgba_unmultiplied(pixels.size, &pixels.rgba);
                let options = TextureOptions::LINEAR.with_mipmap_mode(Some(egui::TextureFilter::Linear));
                let texture = ctx.load_texture(rendition.digest.to_string(), image, options);
                Entry::Here { texture, seen: ctx.cumulative_pass_nr(), bytes: pixels.rgba.len() }
            }
            Some(_) | None => Entry::Missing,
        };
        let own_bytes = entry.bytes();
        let before = self.entries.insert((rendition, detail), entry);
        self.bytes = self.bytes + own_bytes - before.map_or(0, |before| before.bytes());
        self.give_up_oldest();
    }

    /// The pictures that are uploaded, and the memory that they take.
    pub fn held(&self) -> (usize, usize) {
        (self.entries.values().filter(|entry| entry.bytes() > 0).count(), self.bytes)
    }

    fn give_up_oldest(&mut self) {
        while self.bytes > MOST_BYTES {
            let held = self.entries.iter().filter_map(|(key, entry)| match entry {
                Entry::Here { seen, .. } => Some((*seen, key)),
                Entry::Asked | Entry::Missing => None,
            });
            let Some(oldest) = held.min_by_key(|(seen, _)| *seen).map(|(_, key)| key.clone()) else { return };
            self.bytes -= self.entries.remove(&oldest).map_or(0, |entry| entry.bytes());
        }
    }

    /// Paints a picture into a place, cut to fill it; a quiet ground while it is on its way.
    pub fn fill(&mut self, ui: &Ui, rendition: &Rendition, rect: Rect, ground: Color32) -> Picture {
        let picture = self.get(ui.ctx(), rendition, Detail::Within(THUMB_PX));
        let rounding = CornerRadius::same(4);
        match picture {
            Picture::Here(texture, size) => {
                let uv = cut(size, rect.size());
                egui::Image::new((texture, size)).uv(uv).corner_radius(rounding).paint_at(ui, rect);
            }
            Picture::Coming | Picture::Missing => {
                ui.painter().rect_filled(rect, rounding, ground);
            }
        }
        picture
    }

    /// A picture as a tile that can be pressed; `name` is what a screen reader says.
    pub fn tile(
        &mut self,
        ui: &mut Ui,
        rendition: &Rendition,
        size: Vec2,
        ground: Color32,
        name: &str,
    ) -> egui::Response {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
        if ui.is_rect_visible(rect) {
            self.fill(ui, rendition, rect, ground);
            if response.hovered() || response.has_focus() {
                let stroke = ui.visuals().selection.stroke;
                ui.painter().rect_stroke(rect, 4, stroke, egui::StrokeKind::Inside);
            }
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}

/// The middle part of a picture that has the proportions of its place.
pub fn cut(picture: Vec2, place: Vec2) -> Rect {
    let (wide, tall) = (picture.x / place.x, picture.y / place.y);
    let part = if wide > tall { egui::vec2(tall / wide, 1.0) } else { egui::vec2(1.0, wide / tall) };
    Rect::from_center_size(egui::pos2(0.5, 0.5), part)
}
