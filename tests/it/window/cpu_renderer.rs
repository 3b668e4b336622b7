//! Draws what egui asks for on the processor: no graphics card, no driver, the same bytes on every machine.
//!
//! Edge functions in 24.8 fixed point with the top-left rule, bilinear sampling, premultiplied alpha.

use egui::epaint::{ClippedPrimitive, ImageData, Primitive, Vertex};
use egui::{Color32, ColorImage, Mesh, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;
use std::collections::HashMap;
use std::sync::Arc;

/// Textures as they stand.
#[derive(Default)]
pub struct CpuRenderer {
    textures: HashMap<TextureId, Arc<ColorImage>>,
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(patch) = &change.image;
                match change.pos {
                    None => {
                        self.textures.insert(id, patch.clone());
                    }
                    Some([left, top]) => {
                        let texture = Arc::make_mut(self.textures.get_mut(&id).expect("patch of an unknown texture"));
                        let (width, patch_width) = (texture.size[0], patch.size[0]);
                        for (row, line) in patch.pixels.chunks_exact(patch_width).enumerate() {
                            let start = (top + row) * width + left;
                            texture.pixels[start..start + patch_width].copy_from_slice(line);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { return Err("paint callbacks are not drawn".to_owned()) };
            let texture = self.textures.get(&mesh.texture_id).ok_or("a mesh without its texture")?;
            let edge = |value: f32, limit: usize| ((value * scale).round().max(0.0) as usize).min(limit);
            let clip = Clip {
                left: edge(clip_rect.left(), canvas.width) as i64,
                top: edge(clip_rect.top(), canvas.height) as i64,
                right: edge(clip_rect.right(), canvas.width) as i64,
                bottom: edge(clip_rect.bottom(), canvas.height) as i64,
            };
            canvas.mesh(&mesh, texture, &clip, scale);
        }
        RgbaImage::from_raw(canvas.width as u32, canvas.height as u32, canvas.bytes()).ok_or("size".to_owned())
    }
}

struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

struct Canvas {
    width: usize,
    height: usize,
    /// Premultiplied, gamma space, as egui's own painters blend.
    pixels: Vec<[u8; 4]>,
}

/// One corner in 24.8 fixed point.
#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
    uv: [f32; 2],
    color: [f32; 4],
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0, 0, 0, 255]; width * height] }
    }

    fn bytes(self) -> Vec<u8> {
        self.pixels.into_iter().flatten().collect()
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: &Clip, scale: f32) {
        let corner = |vertex: &Vertex| Corner {
            x: (vertex.pos.x * scale * 256.0).round() as i64,
            y: (vertex.pos.y * scale * 256.0).round() as i64,
            uv: [vertex.uv.x, vertex.uv.y],
            color: vertex.color.to_array().map(f32::from),
        };
        for [a, b, c] in mesh.triangles() {
            let [a, b, c] = [a, b, c].map(|index| corner(&mesh.vertices[index as usize]));
            self.triangle(a, b, c, texture, clip);
        }
    }

    fn triangle(&mut self, a: Corner, mut b: Corner, mut c: Corner, texture: &ColorImage, clip: &Clip) {
        let mut area = cross(a, b, c.x, c.y);
        if area == 0 {
            return;
        }
        if area < 0 {
            std::mem::swap(&mut b, &mut c);
            area = -area;
        }
        let left = (a.x.min(b.x).min(c.x) >> 8).max(clip.left);
        let right = ((a.x.max(b.x).max(c.x) + 255) >> 8).min(clip.right);
        let top = (a.y.min(b.y).min(c.y) >> 8).max(clip.top);
        let bottom = ((a.y.max(b.y).max(c.y) + 255) >> 8).min(clip.bottom);
        let biases = [bias(b, c), bias(c, a), bias(a, b)];
        let flat = a.uv == b.uv && b.uv == c.uv && a.color == b.color && b.color == c.color;
        let flat = flat.then(|| shade(&sample(texture, a.uv), &a.color));
        for y in top..bottom {
            for x in left..right {
                let (px, py) = (x * 256 + 128, y * 256 + 128);
                let weights = [cross(b, c, px, py), cross(c, a, px, py), cross(a, b, px, py)];
                if weights.iter().zip(biases).any(|(weight, bias)| weight + bias < 0) {
                    continue;
                }
                let source = flat.unwrap_or_else(|| {
                    let share = weights.map(|weight| weight as f32 / area as f32);
                    let mix =
                        |pick: &dyn Fn(&Corner) -> f32| share[0] * pick(&a) + share[1] * pick(&b) + share[2] * pick(&c);
                    let uv = [mix(&|corner| corner.uv[0]), mix(&|corner| corner.uv[1])];
                    let color = [0, 1, 2, 3].map(|channel| mix(&|corner| corner.color[channel]));
                    shade(&sample(texture, uv), &color)
                });
                blend(&mut self.pixels[y as usize * self.width + x as usize], source);
            }
        }
    }
}

/// Twice the signed area of the triangle from the edge to the point.
fn cross(from: Corner, to: Corner, x: i64, y: i64) -> i64 {
    (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
}

/// A pixel centre exactly on an edge belongs to one of the two triangles that share it: the one it is top or left of.
fn bias(from: Corner, to: Corner) -> i64 {
    let top_or_left = to.y < from.y || (to.y == from.y && to.x > from.x);
    if top_or_left { 0 } else { -1 }
}

fn sample(texture: &ColorImage, uv: [f32; 2]) -> [f32; 4] {
    let [width, height] = texture.size;
    let at = |value: f32, size: usize| {
        let place = (value * size as f32 - 0.5).clamp(0.0, (size - 1) as f32);
        let first = place.floor() as usize;
        (first, (first + 1).min(size - 1), place - place.floor())
    };
    let (x0, x1, fx) = at(uv[0], width);
    let (y0, y1, fy) = at(uv[1], height);
    let texel = |x: usize, y: usize| texture.pixels[y * width + x];
    if fx == 0.0 && fy == 0.0 {
        return texel(x0, y0).to_array().map(f32::from);
    }
    let corners = [
        (texel(x0, y0), (1.0 - fx) * (1.0 - fy)),
        (texel(x1, y0), fx * (1.0 - fy)),
        (texel(x0, y1), (1.0 - fx) * fy),
        (texel(x1, y1), fx * fy),
    ];
    let mut mixed = [0.0; 4];
    for (color, weight) in corners {
        for (channel, value) in Color32::to_array(&color).into_iter().enumerate() {
            mixed[channel] += f32::from(value) * weight;
        }
    }
    mixed
}

fn shade(texel: &[f32; 4], color: &[f32; 4]) -> [f32; 4] {
    [0, 1, 2, 3].map(|channel| texel[channel] * color[channel] / 255.0)
}

fn blend(pixel: &mut [u8; 4], source: [f32; 4]) {
    let keep = 1.0 - source[3] / 255.0;
    for (channel, value) in pixel.iter_mut().enumerate() {
        *value = (source[channel] + f32::from(*value) * keep).round().clamp(0.0, 255.0) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corner(x: i64, y: i64) -> Corner {
        Corner { x: x * 256, y: y * 256, uv: [0.0, 0.0], color: [100.0, 0.0, 0.0, 100.0] }
    }

    #[test]
    fn two_triangles_of_a_square_meet_without_gap_or_overlap() {
        let texture = ColorImage::filled([1, 1], Color32::WHITE);
        let clip = Clip { left: 0, top: 0, right: 8, bottom: 8 };
        let mut canvas = Canvas::new(8, 8);
        canvas.triangle(corner(0, 0), corner(8, 0), corner(8, 8), &texture, &clip);
        canvas.triangle(corner(0, 0), corner(8, 8), corner(0, 8), &texture, &clip);
        // Painted twice it would be brighter, not painted it would be black.
        assert!(canvas.pixels.iter().all(|pixel| pixel[0] == 100), "{:?}", canvas.pixels);
    }
}
