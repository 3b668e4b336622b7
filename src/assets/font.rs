//! Fonts as TrueType bytes. The window and the report use the same ones.

/// Noto Sans SC Regular 2.004: Chinese, and what no other font has. 30,890 characters.
pub const NOTO_SANS_SC: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf");
/// Inter Regular 4.001: Latin, Greek, Cyrillic.
pub const INTER_REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
/// Inter SemiBold 4.001: headings and emphasis.
pub const INTER_SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
/// A subset of Lucide 1.62.0, moved to U+F000..U+F7FF; the names are in `assets::icon`.
/// An icon fills the em above the base line: its glyphs have ascent 1 em and descent 0.
pub const LUCIDE: &[u8] = include_bytes!("../../assets/fonts/lucide-subset.ttf");
