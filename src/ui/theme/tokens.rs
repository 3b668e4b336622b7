//! The tokens of `assets/theme/tokens.json`.

#![allow(clippy::disallowed_methods, reason = "the one home of raw colours")]

use super::Tone;
use crate::assets::THEME_TOKENS;
use egui::Color32;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

/// A colour as tokens write it: `#rrggbb`.
#[derive(Debug, Clone, Copy, Default)]
struct Hex(Color32);

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom(format!("`{text}` is not a colour of the form #rrggbb"));
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
        let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self(Color32::from_rgb(red, green, blue)))
    }
}

fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    Hex::deserialize(deserializer).map(|hex| hex.0)
}

/// The colours of one tone.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct TonePaint {
    /// Fills a mark or a chosen button.
    #[serde(deserialize_with = "hex")]
    pub solid: Color32,
    /// Text on `solid`.
    #[serde(deserialize_with = "hex")]
    pub on_solid: Color32,
    /// Text of this tone on any ground, and on `soft`.
    #[serde(deserialize_with = "hex")]
    pub text: Color32,
    /// A quiet ground of this tone.
    #[serde(deserialize_with = "hex")]
    pub soft: Color32,
}

/// The colours of one theme.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Palette {
    /// Whether the grounds are darker than the text.
    pub dark: bool,
    /// Behind everything.
    #[serde(deserialize_with = "hex")]
    pub ground: Color32,
    /// Where one works: panes, fields.
    #[serde(deserialize_with = "hex")]
    pub surface: Color32,
    /// Lower than the ground: wells, rails of progress bars.
    #[serde(deserialize_with = "hex")]
    pub sunken: Color32,
    /// Above everything: menus, the palette, modals.
    #[serde(deserialize_with = "hex")]
    pub raised: Color32,
    /// Separates without drawing a box.
    #[serde(deserialize_with = "hex")]
    pub hairline: Color32,
    /// The edge of something that can be used; 3:1 on its ground (WCAG 2.2, 1.4.11).
    #[serde(deserialize_with = "hex")]
    pub border: Color32,
    /// Text.
    #[serde(deserialize_with = "hex")]
    pub text: Color32,
    /// Text that helps and does not lead.
    #[serde(deserialize_with = "hex")]
    pub text_weak: Color32,
    /// The one accent: the next step, what is chosen, links.
    #[serde(deserialize_with = "hex")]
    pub accent: Color32,
    /// The accent under the pointer.
    #[serde(deserialize_with = "hex")]
    pub accent_strong: Color32,
    /// Text on the accent.
    #[serde(deserialize_with = "hex")]
    pub on_accent: Color32,
    /// A quiet ground for what is chosen.
    #[serde(deserialize_with = "hex")]
    pub accent_soft: Color32,
    /// The ground of a row or button under the pointer.
    #[serde(deserialize_with = "hex")]
    pub hover: Color32,
    critical: TonePaint,
    major: TonePaint,
    minor: TonePaint,
    opportunity: TonePaint,
    conforming: TonePaint,
    unknown: TonePaint,
}

impl Palette {
    /// The colours of a tone.
    #[must_use]
    pub const fn tone(&self, tone: Tone) -> &TonePaint {
        match tone {
            Tone::Critical => &self.critical,
            Tone::Major => &self.major,
            Tone::Minor => &self.minor,
            Tone::Opportunity => &self.opportunity,
            Tone::Conforming => &self.conforming,
            Tone::Unknown => &self.unknown,
        }
    }
}

/// Sizes of type in points at zoom 1.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct TypeSizes {
    /// Help, facts, the status bar.
    pub small_px: f32,
    /// What one reads and types.
    pub body_px: f32,
    /// Titles of panes and questions.
    pub title_px: f32,
    /// Titles of screens, verdicts.
    pub display_px: f32,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Themes {
    light: Palette,
    dark: Palette,
    high_contrast: Palette,
}

/// All tokens.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Tokens {
    /// Sizes of type.
    pub sizes: TypeSizes,
    /// The step of all spaces.
    pub space_px: f32,
    /// The one corner radius.
    pub corner_radius_px: u8,
    /// The least height of what can be pressed.
    pub control_height_px: f32,
    /// The height of a table row.
    pub row_height_px: f32,
    /// How long a fade takes.
    pub fade_ms: u16,
    themes: Themes,
}

static TOKENS: LazyLock<Tokens> = LazyLock::new(|| {
    serde_json::from_str(THEME_TOKENS).unwrap_or_else(|problem| {
        // Tokens that cannot be read are a mistake of ours, which a test finds.
        debug_assert!(false, "assets/theme/tokens.json: {problem}");
        Tokens::default()
    })
});

impl Tokens {
    /// The tokens.
    #[must_use]
    pub fn get() -> &'static Self {
        &TOKENS
    }

    /// `steps` steps of space in points.
    #[must_use]
    pub fn space(steps: f32) -> f32 {
        TOKENS.space_px * steps
    }

    /// The light palette.
    #[must_use]
    pub fn light(&self) -> &Palette {
        &self.themes.light
    }

    /// The dark palette.
    #[must_use]
    pub fn dark(&self) -> &Palette {
        &self.themes.dark
    }

    /// The palette for glare and weak eyes.
    #[must_use]
    pub fn high_contrast(&self) -> &Palette {
        &self.themes.high_contrast
    }
}

/// The contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance).
#[must_use]
pub fn contrast_ratio(one: Color32, other: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let channel = |byte: u8| {
            let value = f32::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> [(&'static str, &'static Palette); 3] {
        let tokens = Tokens::get();
        [("light", tokens.light()), ("dark", tokens.dark()), ("high contrast", tokens.high_contrast())]
    }

    #[test]
    fn the_tokens_can_be_read() {
        let tokens: Tokens = serde_json::from_str(THEME_TOKENS).unwrap();
        assert!(tokens.control_height_px >= 32.0);
        assert!(!tokens.light().dark && tokens.dark().dark);
        assert!(serde_json::from_str::<Hex>("\"teal\"").is_err());
    }

    #[test]
    fn every_text_stands_out_on_every_ground() {
        for (theme, palette) in themes() {
            let grounds = [palette.ground, palette.surface, palette.sunken, palette.raised, palette.hover];
            let mut pairs: Vec<(String, Color32, Color32)> = Vec::new();
            for ground in grounds {
                pairs.push(("text".to_owned(), palette.text, ground));
                pairs.push(("text_weak".to_owned(), palette.text_weak, ground));
                pairs.push(("accent".to_owned(), palette.accent, ground));
                for tone in Tone::ALL {
                    pairs.push((format!("{tone:?}"), palette.tone(tone).text, ground));
                }
            }
            for tone in Tone::ALL {
                let paint = palette.tone(tone);
                pairs.push((format!("{tone:?} on solid"), paint.on_solid, paint.solid));
                pairs.push((format!("{tone:?} on soft"), paint.text, paint.soft));
                pairs.push((format!("text on soft {tone:?}"), palette.text, paint.soft));
            }
            for chosen in [palette.accent, palette.accent_strong] {
                pairs.push(("on accent".to_owned(), palette.on_accent, chosen));
            }
            for text in [palette.text, palette.text_weak, palette.accent] {
                pairs.push(("on accent_soft".to_owned(), text, palette.accent_soft));
            }
            for (name, text, ground) in pairs {
                let ratio = contrast_ratio(text, ground);
                assert!(ratio >= 4.5, "{theme}: {name} {text:?} on {ground:?} is {ratio:.2}:1");
            }
            for ground in [palette.ground, palette.surface] {
                let ratio = contrast_ratio(palette.border, ground);
                assert!(ratio >= 3.0, "{theme}: the border is {ratio:.2}:1 on {ground:?}");
            }
        }
    }

    #[test]
    fn the_contrast_is_that_of_wcag() {
        assert!((contrast_ratio(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast_ratio(Color32::from_rgb(119, 119, 119), Color32::WHITE) - 4.48).abs() < 0.01);
    }
}
