//! Drawing an overlay into pixels: blocks first, then marks.
//!
//! # Invariants
//! - Under a block no pixel of the picture is left: blocks are filled solid, without soft edges, and reach a few pixels
//!   further than they were drawn, because scaling spreads every pixel over its neighbours.
//!
//! # Why
//! Blocks and not blur: what is blurred or made coarse can be guessed back, a block cannot.

use super::letters;
use super::pixels::{Layout, Pixels};
use crate::domain::{Mark, MarkColour, MarkShape, Overlay, OverlayPoint, Redaction};
use tiny_skia::{
    Color, FillRule, IntSize, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform,
};

/// How much further than drawn a block reaches, in pixels of the scaled picture: the reach of the filter of scaling.
const REACH_PX: f32 = 4.0;
/// The colour of blocks.
const BLOCK: [u8; 3] = [0, 0, 0];

/// The pixels with the overlay drawn over them; the same pixels where nothing is drawn.
pub(super) fn draw(pixels: Pixels, overlay: &Overlay) -> Pixels {
    let (width_px, height_px) = (pixels.width_px, pixels.height_px);
    if overlay.is_empty() {
        return pixels;
    }
    let Some(mut canvas) = IntSize::from_wh(width_px, height_px)
        .and_then(|size| Pixmap::from_vec(pixels.on_white().into_rgba(), size))
        .map(Canvas::over)
    else {
        // A picture without a single pixel: there is nothing to draw on, and nothing to hide.
        return Pixels { width_px, height_px, layout: Layout::Rgb, bytes: Vec::new() };
    };
    overlay.redactions.iter().for_each(|block| canvas.block(block));
    overlay.marks.iter().for_each(|mark| canvas.mark(mark));
    let bytes = canvas.pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Pixels { width_px, height_px, layout: Layout::Rgb, bytes }
}

/// The picture with the lengths of a mark in it.
struct Canvas {
    pixmap: Pixmap,
    /// Pixels of one unit of an overlay.
    scale: f32,
    /// The width of a line.
    line_px: f32,
}

impl Canvas {
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
    fn over(pixmap: Pixmap) -> Self {
        let longest = pixmap.width().max(pixmap.height()) as f32;
        Self { pixmap, scale: longest / OverlayPoint::SIDE as f32, line_px: (longest * 0.005).max(1.5) }
    }

    #[expect(clippy::cast_precision_loss, reason = "ten-thousandths of a side")]
    fn at(&self, point: OverlayPoint) -> (f32, f32) {
        (point.x as f32 * self.scale, point.y as f32 * self.scale)
    }

    fn rect(&self, from: OverlayPoint, to: OverlayPoint) -> Option<Rect> {
        let ((x0, y0), (x1, y1)) = (self.at(from), self.at(to));
        Rect::from_ltrb(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1))
    }

    fn block(&mut self, block: &Redaction) {
        let Some(rect) = self.rect(block.from, block.to) else { return };
        #[expect(clippy::cast_precision_loss, reason = "sides of pictures")]
        let (right, bottom) = (self.pixmap.width() as f32, self.pixmap.height() as f32);
        let left_top = |side: f32| (side - REACH_PX).floor().max(0.0);
        let reach = |side: f32, end: f32| (side + REACH_PX).ceil().min(end);
        let whole = Rect::from_ltrb(
            left_top(rect.left()),
            left_top(rect.top()),
            reach(rect.right(), right),
            reach(rect.bottom(), bottom),
        );
        if let Some(whole) = whole {
            self.pixmap.fill_rect(whole, &paint(BLOCK, false), Transform::identity(), None);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        let colour = mark.colour;
        match &mark.shape {
            MarkShape::Arrow { from, to } => self.arrow(*from, *to, colour),
            MarkShape::Line { from, to } => self.outline(&[*from, *to], colour),
            MarkShape::Rectangle { from, to } => {
                let corners = [*from, OverlayPoint::new(to.x, from.y), *to, OverlayPoint::new(from.x, to.y), *from];
                self.outline(&corners, colour);
            }
            MarkShape::Ellipse { from, to } => {
                if let Some(path) = self.rect(*from, *to).and_then(PathBuilder::from_oval) {
                    self.stroke(&path, colour);
                }
            }
            MarkShape::Freehand { points } => self.outline(points, colour),
            MarkShape::Text { at, text } => self.words(*at, text, colour),
            MarkShape::Number { at, number } => self.number(*at, *number, colour),
        }
    }

    /// A line through points; a single one is a dot.
    fn outline(&mut self, points: &[OverlayPoint], colour: MarkColour) {
        let mut builder = PathBuilder::new();
        for (place, point) in points.iter().enumerate() {
            let (x, y) = self.at(*point);
            if place == 0 {
                builder.move_to(x, y);
            }
            if place > 0 || points.len() == 1 {
                builder.line_to(x + f32::from(u8::from(points.len() == 1)) * 0.1, y);
            }
        }
        if let Some(path) = builder.finish() {
            self.stroke(&path, colour);
        }
    }

    fn arrow(&mut self, from: OverlayPoint, to: OverlayPoint, colour: MarkColour) {
        let ((x0, y0), (x1, y1)) = (self.at(from), self.at(to));
        let length = (x1 - x0).hypot(y1 - y0).max(0.1);
        let (along_x, along_y) = ((x1 - x0) / length, (y1 - y0) / length);
        let head = (self.line_px * 4.5).min(length);
        let (neck_x, neck_y) = (x1 - along_x * head, y1 - along_y * head);
        let half = head * 0.5;
        let mut builder = PathBuilder::new();
        builder.move_to(x0, y0);
        builder.line_to(neck_x, neck_y);
        builder.move_to(x1, y1);
        builder.line_to(neck_x - along_y * half, neck_y + along_x * half);
        builder.line_to(neck_x + along_y * half, neck_y - along_x * half);
        builder.close();
        if let Some(path) = builder.finish() {
            self.stroke(&path, colour);
            self.fill(&path, colour.rgb());
        }
    }

    /// A line of words on a ground of the mark's colour.
    fn words(&mut self, at: OverlayPoint, text: &str, colour: MarkColour) {
        let size_px = (self.line_px * 6.0).max(11.0);
        let line = letters::line(text, size_px);
        let (x, y) = self.at(at);
        let room = size_px * 0.3;
        let ground = Rect::from_xywh(x, y, line.width_px + 2.0 * room, size_px * 1.35);
        if let Some(ground) = ground {
            self.edged(&PathBuilder::from_rect(ground), colour);
        }
        self.letters(line.path, (x + room, y + size_px), colour);
    }

    /// A number in a disc.
    #[expect(clippy::cast_precision_loss, reason = "some digits")]
    fn number(&mut self, at: OverlayPoint, number: u16, colour: MarkColour) {
        let words = number.to_string();
        let size_px = (self.line_px * 5.5).max(11.0);
        let line = letters::line(&words, size_px);
        let (x, y) = self.at(at);
        let radius = size_px * (0.75 + 0.18 * (words.len() as f32 - 1.0));
        if let Some(disc) = PathBuilder::from_circle(x, y, radius) {
            self.edged(&disc, colour);
        }
        self.letters(line.path, (x - line.width_px / 2.0, y + size_px * 0.36), colour);
    }

    fn letters(&mut self, path: Option<Path>, (x, y): (f32, f32), colour: MarkColour) {
        if let Some(path) = path.and_then(|path| path.transform(Transform::from_translate(x, y))) {
            self.fill(&path, colour.edge_rgb());
        }
    }

    /// A ground of the colour with an edge around it.
    fn edged(&mut self, path: &Path, colour: MarkColour) {
        let stroke = Stroke { width: self.line_px * 0.8, line_join: LineJoin::Round, ..Stroke::default() };
        let edge = paint(colour.edge_rgb(), true);
        self.pixmap.stroke_path(path, &edge, &stroke, Transform::identity(), None);
        self.fill(path, colour.rgb());
    }

    /// A line of the colour with an edge on both sides.
    fn stroke(&mut self, path: &Path, colour: MarkColour) {
        for (rgb, width) in [(colour.edge_rgb(), self.line_px * 1.9), (colour.rgb(), self.line_px)] {
            let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            self.pixmap.stroke_path(path, &paint(rgb, true), &stroke, Transform::identity(), None);
        }
    }

    fn fill(&mut self, path: &Path, rgb: [u8; 3]) {
        self.pixmap.fill_path(path, &paint(rgb, true), FillRule::Winding, Transform::identity(), None);
    }
}

fn paint([red, green, blue]: [u8; 3], soft_edges: bool) -> Paint<'static> {
    let mut paint = Paint { anti_alias: soft_edges, ..Paint::default() };
    paint.set_color(Color::from_rgba8(red, green, blue, 255));
    paint
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RedactionReason;

    const WIDTH: u32 = 200;
    const HEIGHT: u32 = 100;

    fn grey() -> Pixels {
        Pixels { width_px: WIDTH, height_px: HEIGHT, layout: Layout::Grey, bytes: vec![128; (WIDTH * HEIGHT) as usize] }
    }

    fn at(pixels: &Pixels, x: u32, y: u32) -> [u8; 3] {
        let place = (y * WIDTH + x) as usize * 3;
        [pixels.bytes[place], pixels.bytes[place + 1], pixels.bytes[place + 2]]
    }

    /// The point whose pixel this is: the longer side of 200 pixels has 10,000 units.
    const fn point(x: i32, y: i32) -> OverlayPoint {
        OverlayPoint::new(x * 50, y * 50)
    }

    #[test]
    fn a_block_is_solid_and_reaches_further_than_it_was_drawn() {
        let block = Redaction { from: point(120, 60), to: point(80, 40), reason: RedactionReason::Person };
        let drawn = draw(grey(), &Overlay { redactions: vec![block], marks: Vec::new() });
        for y in 36..64 {
            for x in 76..124 {
                assert_eq!(at(&drawn, x, y), [0, 0, 0], "{x}, {y}");
            }
        }
        assert_eq!((at(&drawn, 75, 50), at(&drawn, 100, 65)), ([128; 3], [128; 3]));
    }

    #[test]
    fn a_block_over_everything_leaves_nothing_whatever_the_shape() {
        let block = Redaction::of_everything(RedactionReason::Other);
        let drawn = draw(grey(), &Overlay { redactions: vec![block], marks: Vec::new() });
        assert!(drawn.bytes.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn each_form_of_mark_is_drawn_in_its_colour_and_within_its_place() {
        let (from, to) = (point(60, 30), point(140, 70));
        for shape in [
            MarkShape::Arrow { from, to },
            MarkShape::Line { from, to },
            MarkShape::Rectangle { from, to },
            MarkShape::Ellipse { from, to },
            MarkShape::Freehand { points: vec![from, point(100, 60), to] },
            MarkShape::Freehand { points: vec![from] },
            MarkShape::Text { at: from, text: "出口 B".to_owned() },
            MarkShape::Number { at: from, number: 12 },
        ] {
            let code = shape.code();
            let mark = Mark { shape, colour: MarkColour::Blue };
            let (width_px, height_px) = (8 * WIDTH, 8 * HEIGHT);
            let bytes = vec![128; (width_px * height_px) as usize];
            let large = Pixels { width_px, height_px, layout: Layout::Grey, bytes };
            let drawn = draw(large, &Overlay { redactions: Vec::new(), marks: vec![mark] });
            let pixels: Vec<&[u8]> = drawn.bytes.chunks_exact(3).collect();
            assert!(pixels.contains(&MarkColour::Blue.rgb().as_slice()), "{code}");
            assert!(pixels[0] == [128; 3] && pixels[pixels.len() - 1] == [128; 3], "{code}");
        }
    }
}
