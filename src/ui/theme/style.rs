//! Tokens as egui's styles.

#![allow(clippy::disallowed_methods, reason = "the one home of raw colours")]

use super::fonts::{definitions, strong_font};
use super::{Palette, Tokens};
use egui::style::{ScrollAnimation, Selection, Style, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Theme, Visuals};

/// Which theme a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the desktop says; light where it says nothing.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black on white with strong edges, for glare and weak eyes.
    HighContrast,
}

impl ThemeChoice {
    /// All choices in the order of menus.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// The code in settings.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high_contrast",
        }
    }

    /// The choice with this code; the system's where it is unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.code() == code).unwrap_or_default()
    }

    /// The palette in use.
    #[must_use]
    pub fn palette(self, ctx: &Context) -> &'static Palette {
        let tokens = Tokens::get();
        match self {
            Self::HighContrast => tokens.high_contrast(),
            Self::Light => tokens.light(),
            Self::Dark => tokens.dark(),
            Self::System => match ctx.theme() {
                Theme::Dark => tokens.dark(),
                Theme::Light => tokens.light(),
            },
        }
    }

    /// Puts the choice into force.
    pub fn apply(self, ctx: &Context, reduced_motion: bool) {
        let tokens = Tokens::get();
        let light = if self == Self::HighContrast { tokens.high_contrast() } else { tokens.light() };
        ctx.set_style_of(Theme::Light, style(light, reduced_motion));
        ctx.set_style_of(Theme::Dark, style(tokens.dark(), reduced_motion));
        ctx.set_theme(match self {
            Self::System => egui::ThemePreference::System,
            Self::Light | Self::HighContrast => egui::ThemePreference::Light,
            Self::Dark => egui::ThemePreference::Dark,
        });
    }
}

/// Fonts, styles and habits of the window. Call once for a context.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
    // X11 does not say which theme the desktop has.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ThemeChoice::System.apply(ctx, false);
}

fn style(palette: &Palette, reduced_motion: bool) -> Style {
    let tokens = Tokens::get();
    let mut style = Style { visuals: visuals(palette), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(tokens.sizes.small_px)),
        (TextStyle::Body, FontId::proportional(tokens.sizes.body_px)),
        (TextStyle::Button, FontId::proportional(tokens.sizes.body_px)),
        (TextStyle::Heading, strong_font(tokens.sizes.title_px)),
        (TextStyle::Monospace, FontId::new(tokens.sizes.small_px, FontFamily::Monospace)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(Tokens::space(2.0), Tokens::space(2.0));
    spacing.button_padding = egui::vec2(Tokens::space(3.0), Tokens::space(1.5));
    spacing.interact_size = egui::vec2(tokens.control_height_px, tokens.control_height_px);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = Tokens::space(2.0);
    spacing.indent = Tokens::space(5.0);
    spacing.combo_height = 320.0;
    spacing.tooltip_width = 360.0;
    // Inter's own lines are 1.21 em high.
    spacing.extra_text_line_spacing = 3.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
    spacing.scroll.bar_width = 10.0;
    spacing.scroll.floating_width = 4.0;
    spacing.scroll.foreground_color = true;
    spacing.scroll.dormant_handle_opacity = 0.35;
    spacing.scroll.active_handle_opacity = 0.45;
    spacing.scroll.interact_handle_opacity = 0.7;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
    style.visuals.text_cursor.blink = !reduced_motion;
    style.animation_time = if reduced_motion { 0.0 } else { f32::from(tokens.fade_ms) / 1000.0 };
    style.scroll_animation = ScrollAnimation::none();
    style.url_in_tooltip = true;
    style
}

fn visuals(palette: &Palette) -> Visuals {
    let base = if palette.dark { Visuals::dark() } else { Visuals::light() };
    let corner_radius = CornerRadius::same(Tokens::get().corner_radius_px);
    let shadow = Shadow {
        offset: [0, 6],
        blur: 20,
        spread: 0,
        color: Color32::from_black_alpha(if palette.dark { 120 } else { 40 }),
    };
    Visuals {
        dark_mode: palette.dark,
        override_text_color: None,
        weak_text_color: Some(palette.text_weak),
        widgets: widgets(palette, corner_radius),
        selection: Selection { bg_fill: palette.accent_soft, stroke: Stroke::new(1.5, palette.accent) },
        hyperlink_color: palette.accent,
        faint_bg_color: palette.hover,
        extreme_bg_color: palette.surface,
        text_edit_bg_color: Some(palette.surface),
        code_bg_color: palette.sunken,
        warn_fg_color: palette.tone(super::Tone::Major).text,
        error_fg_color: palette.tone(super::Tone::Critical).text,
        window_corner_radius: corner_radius,
        window_shadow: shadow,
        window_fill: palette.raised,
        window_stroke: Stroke::new(1.0, palette.hairline),
        menu_corner_radius: corner_radius,
        popup_shadow: shadow,
        panel_fill: palette.ground,
        text_cursor: TextCursorStyle { stroke: Stroke::new(2.0, palette.accent), ..base.text_cursor.clone() },
        striped: false,
        disabled_alpha: 0.55,
        ..base
    }
}

fn widgets(palette: &Palette, corner_radius: CornerRadius) -> Widgets {
    let state = |fill: Color32, edge: Color32, edge_px: f32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(edge_px, edge),
        corner_radius,
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(palette.surface, palette.hairline, 1.0, palette.text),
        inactive: state(palette.surface, palette.border, 1.0, palette.text),
        hovered: state(palette.hover, palette.accent, 1.0, palette.text),
        active: state(palette.accent_soft, palette.accent, 2.0, palette.text),
        open: state(palette.hover, palette.accent, 1.0, palette.text),
    }
}
