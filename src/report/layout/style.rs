//! Colours, type and spaces of the pages: the only place that knows their values.
//! Colours that mean something are those of the window in its light theme (`assets/theme/tokens.json`).

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Text.
    pub const INK: Self = Self(0x15, 0x20, 0x1e);
    /// Labels, captions, the second language.
    pub const QUIET: Self = Self(0x52, 0x60, 0x5d);
    /// Hairlines.
    pub const HAIRLINE: Self = Self(0xd5, 0xdc, 0xda);
    /// Grounds of table heads and panels.
    pub const WASH: Self = Self(0xf4, 0xf6, 0xf6);
    /// The track of a bar.
    pub const TRACK: Self = Self(0xe5, 0xea, 0xe9);
    /// The one accent: a deep teal.
    pub const ACCENT: Self = Self(0x08, 0x52, 0x4e);
    /// Paper.
    pub const PAPER: Self = Self(0xff, 0xff, 0xff);
    /// Conforming.
    pub const CONFORMING: Self = Self(0x1a, 0x6c, 0x3c);
    /// Opportunity for improvement.
    pub const OPPORTUNITY: Self = Self(0x1c, 0x58, 0xa2);
    /// Minor.
    pub const MINOR: Self = Self(0x7a, 0x55, 0x00);
    /// The ground of a mark for minor: too light for text.
    pub const MINOR_SOLID: Self = Self(0xf0, 0xb4, 0x29);
    /// Major.
    pub const MAJOR: Self = Self(0xad, 0x3a, 0x0a);
    /// Critical.
    pub const CRITICAL: Self = Self(0x9c, 0x11, 0x37);
    /// The ground of the box for anything critical.
    pub const CRITICAL_WASH: Self = Self(0xfb, 0xee, 0xf1);
    /// Not applicable, not verified.
    pub const UNKNOWN: Self = Self(0x5f, 0x6b, 0x68);
}

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Headings and emphasis.
    SemiBold,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The size of the em.
    pub size_pt: f32,
    /// From base line to base line.
    pub leading_pt: f32,
    /// How heavy.
    pub weight: Weight,
    /// The colour.
    pub colour: Colour,
    /// Whether figures have one width, for columns of numbers.
    pub tabular: bool,
}

impl TextStyle {
    const fn plain(size_pt: f32, leading_pt: f32) -> Self {
        Self { size_pt, leading_pt, weight: Weight::Regular, colour: Colour::INK, tabular: false }
    }

    /// The title on the cover.
    pub const TITLE: Self = Self::plain(28.0, 35.0).semi_bold();
    /// A section.
    pub const HEADING_1: Self = Self::plain(18.0, 24.0).semi_bold();
    /// A part of a section.
    pub const HEADING_2: Self = Self::plain(13.0, 18.0).semi_bold();
    /// A part of a part.
    pub const HEADING_3: Self = Self::plain(10.0, 14.5).semi_bold();
    /// Running text.
    pub const BODY: Self = Self::plain(9.5, 14.0);
    /// Tables.
    pub const TABLE: Self = Self::plain(8.8, 12.6);
    /// Labels, captions, notes.
    pub const SMALL: Self = Self::plain(8.0, 11.4).coloured(Colour::QUIET);
    /// Running header and footer, digests.
    pub const TINY: Self = Self::plain(7.2, 10.2).coloured(Colour::QUIET);

    /// The same in the heavier weight.
    #[must_use]
    pub const fn semi_bold(mut self) -> Self {
        self.weight = Weight::SemiBold;
        self
    }

    /// The same in another colour.
    #[must_use]
    pub const fn coloured(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    /// The same in another size; the leading follows.
    #[must_use]
    pub const fn sized(mut self, size_pt: f32) -> Self {
        self.leading_pt = self.leading_pt * size_pt / self.size_pt;
        self.size_pt = size_pt;
        self
    }

    /// The same with figures of one width.
    #[must_use]
    pub const fn tabular(mut self) -> Self {
        self.tabular = true;
        self
    }

    /// From the top of a line to its base line: capitals stand in the middle of the line.
    #[must_use]
    pub fn baseline_pt(&self) -> f32 {
        self.leading_pt / 2.0 + self.size_pt * 0.3635
    }
}

/// The measures of an A4 page, in points (1/72 inch).
pub mod page {
    /// Width of the paper.
    pub const WIDTH_PT: f32 = 595.276;
    /// Height of the paper.
    pub const HEIGHT_PT: f32 = 841.89;
    /// White to the left and to the right: 19 mm.
    pub const SIDE_PT: f32 = 54.0;
    /// Where the content begins, from the top.
    pub const TOP_PT: f32 = 68.0;
    /// Where the content ends at the latest, from the top.
    pub const BOTTOM_PT: f32 = HEIGHT_PT - 62.0;
    /// Width of the content.
    pub const CONTENT_WIDTH_PT: f32 = WIDTH_PT - 2.0 * SIDE_PT;
    /// Height of the content.
    pub const CONTENT_HEIGHT_PT: f32 = BOTTOM_PT - TOP_PT;
}

/// Between two columns.
pub const GUTTER_PT: f32 = 14.0;
/// A hairline.
pub const HAIRLINE_PT: f32 = 0.5;
