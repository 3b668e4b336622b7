//! Words as outlines, for what is written over photos.
//!
//! # Why
//! A mark is one short line, so there is no shaping and no line breaking; fonts are those of window and report.

use crate::assets::font;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::sync::OnceLock;
use tiny_skia::{Path, PathBuilder};

/// A line of words, laid out from the left end of its base line at 0, 0.
pub(super) struct Line {
    /// The outlines of its letters; none where nothing is to be seen.
    pub(super) path: Option<Path>,
    /// How far the next letter would stand to the right, in pixels.
    pub(super) width_px: f32,
}

/// The words at a size in pixels. A character that no font has is written as its code point.
pub(super) fn line(words: &str, size_px: f32) -> Line {
    let mut pen = Pen { builder: PathBuilder::new(), right: 0.0 };
    for character in words.chars().filter(|character| !character.is_control()) {
        if !pen.write(character, size_px) {
            for replacement in format!("U+{:04X}", u32::from(character)).chars() {
                pen.write(replacement, size_px);
            }
        }
    }
    Line { width_px: pen.right, path: pen.builder.finish() }
}

/// The fonts in the order in which they are asked.
fn fonts() -> &'static [FontRef<'static>] {
    static FONTS: OnceLock<Vec<FontRef<'static>>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let files = [font::INTER_SEMI_BOLD, font::NOTO_SANS_SC];
        files.into_iter().filter_map(|bytes| FontRef::new(bytes).ok()).collect()
    })
}

/// Takes outlines in, to the right of those before.
struct Pen {
    builder: PathBuilder,
    right: f32,
}

impl Pen {
    /// Writes one character; false where no font has it.
    fn write(&mut self, character: char, size_px: f32) -> bool {
        let size = Size::new(size_px);
        let glyph = |font: &'static FontRef<'static>| font.charmap().map(character).map(|glyph| (font, glyph));
        let Some((font, glyph)) = fonts().iter().find_map(glyph) else { return false };
        self.outline(font, glyph, size);
        let advance = font.glyph_metrics(size, LocationRef::default()).advance_width(glyph);
        self.right += advance.unwrap_or(size_px * 0.5);
        true
    }

    fn outline(&mut self, font: &FontRef<'_>, glyph: GlyphId, size: Size) {
        if let Some(outline) = font.outline_glyphs().get(glyph) {
            // A glyph that cannot be drawn leaves its room empty.
            let _ = outline.draw(DrawSettings::unhinted(size, LocationRef::default()), self);
        }
    }
}

/// Fonts count upwards, pictures downwards.
impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.right + x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.right + x, -y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.builder.quad_to(self.right + cx0, -cy0, self.right + x, -y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let right = self.right;
        self.builder.cubic_to(right + cx0, -cy0, right + cx1, -cy1, right + x, -y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_have_letters_and_what_no_font_has_is_named() {
        let width = |words: &str| line(words, 20.0).width_px;
        assert!(line("Exit B", 20.0).path.is_some() && line("出口", 20.0).path.is_some());
        assert!((width("出口") - 40.0).abs() < 0.5, "two squares");
        assert!(line("", 20.0).path.is_none() && line("\n\u{7}", 20.0).path.is_none());
        assert!((width("\u{10FFFD}") - width("U+10FFFD")).abs() < 0.01);
    }
}
