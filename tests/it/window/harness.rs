//! Harnesses with our fonts and themes, in one size unless a test is about sizes.

use super::cpu_renderer::CpuRenderer;
use egui_kittest::{Harness, HarnessBuilder};
use fieldseal::domain::Language;
use fieldseal::ui::theme::{self, Look, ThemeChoice};
use fieldseal::words::Words;

/// The smallest screen that counts.
pub const LAPTOP: [f32; 2] = [1366.0, 768.0];

/// How a harness looks.
#[derive(Clone, Copy, PartialEq)]
pub struct Setting {
    pub language: Language,
    pub theme: ThemeChoice,
    pub size: [f32; 2],
}

impl Setting {
    pub const EN_LIGHT: Self = Self { language: Language::En, theme: ThemeChoice::Light, size: LAPTOP };
    pub const ZH_DARK: Self = Self { language: Language::ZhCn, theme: ThemeChoice::Dark, size: LAPTOP };

    /// The two that a screen is looked at in: between them both languages and both themes.
    pub const BOTH: [Self; 2] = [Self::EN_LIGHT, Self::ZH_DARK];

    /// What snapshots of this setting end in.
    pub fn suffix(&self) -> String {
        format!("{}_{}", self.language.code(), self.theme.code())
    }

    pub fn look(&self, ctx: &egui::Context) -> Look {
        let today = "2026-11-21".parse().expect("a date");
        Look { words: Words::of(self.language), palette: self.theme.palette(ctx), today }
    }

    /// A builder with fonts, theme and the CPU renderer.
    pub fn builder<State>(self) -> HarnessBuilder<State> {
        let theme = self.theme;
        let dark = theme == ThemeChoice::Dark;
        Harness::builder()
            .with_size(self.size)
            .with_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light })
            .with_max_steps(8)
            .with_render_cursor(false)
            .renderer(CpuRenderer::default())
            .with_context_setup(move |ctx| {
                theme::install(ctx);
                theme.apply(ctx, true);
            })
    }
}
