//! Fonts: Inter for Latin, Noto Sans SC for Chinese, Lucide for icons.

use super::Tokens;
use crate::assets::font::{INTER_REGULAR, INTER_SEMI_BOLD, LUCIDE, NOTO_SANS_SC};
use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak, RichText};
use std::sync::Arc;

/// The family of headings and emphasis.
const STRONG: &str = "strong";

/// All fonts, in the order in which a character is looked for.
///
/// System fonts are never asked: a laptop that lacks one would show boxes where another shows words.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let mut add = |name: &str, bytes: &'static [u8], tweak: FontTweak| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    };
    add("Inter", INTER_REGULAR, FontTweak::default());
    add("Inter SemiBold", INTER_SEMI_BOLD, FontTweak::default());
    // Hanzi fill their em; raised a little they are centred on the capitals beside them.
    add("Noto Sans SC", NOTO_SANS_SC, FontTweak { y_offset_factor: -0.03, scale: 0.98, ..FontTweak::default() });
    // An icon stands on the base line with its whole height; lowered, it is centred on the capitals beside it.
    add("Lucide", LUCIDE, FontTweak { y_offset_factor: 0.02, scale: 1.04, ..FontTweak::default() });
    for (family, first) in [
        (FontFamily::Proportional, Some("Inter")),
        (FontFamily::Name(STRONG.into()), Some("Inter SemiBold")),
        (FontFamily::Monospace, None),
    ] {
        let defaults = match family {
            FontFamily::Proportional | FontFamily::Name(_) => FontFamily::Proportional,
            FontFamily::Monospace => FontFamily::Monospace,
        };
        let shipped = fonts.families.get(&defaults).cloned().unwrap_or_default();
        let mut names: Vec<String> = first.iter().map(|name| (*name).to_owned()).collect();
        if first.is_none() {
            names.extend(shipped.first().cloned());
        }
        names.extend(["Noto Sans SC".to_owned(), "Lucide".to_owned()]);
        names.extend(shipped.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
        fonts.families.insert(family, names);
    }
    fonts
}

/// The font of headings and emphasis at `size_px`.
#[must_use]
pub fn strong_font(size_px: f32) -> FontId {
    FontId::new(size_px, FontFamily::Name(STRONG.into()))
}

/// The font of screen titles and verdicts.
#[must_use]
pub fn display_font() -> FontId {
    strong_font(Tokens::get().sizes.display_px)
}

/// Text of body size in the strong face.
#[must_use]
pub fn strong_text(text: impl Into<String>) -> RichText {
    body(text).font(strong_font(Tokens::get().sizes.body_px))
}

/// An icon of body size.
#[must_use]
pub fn icon_text(icon: char) -> RichText {
    RichText::new(icon).size(Tokens::get().sizes.body_px + 2.0)
}

/// The height of a line as a multiple of the size of its type.
const LINE: f32 = 1.4;

/// Text that one reads, with room between its lines.
#[must_use]
pub fn body(text: impl Into<String>) -> RichText {
    let size_px = Tokens::get().sizes.body_px;
    RichText::new(text).size(size_px).line_height(Some((size_px * LINE).round()))
}

/// Text that helps: facts, hints, labels.
#[must_use]
pub fn small(text: impl Into<String>) -> RichText {
    let size_px = Tokens::get().sizes.small_px;
    RichText::new(text).size(size_px).line_height(Some((size_px * LINE).round()))
}
