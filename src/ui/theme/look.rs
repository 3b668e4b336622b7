//! What every screen needs to draw itself: words, colours, today.

use super::{Palette, Tone, TonePaint};
use crate::domain::Language;
use crate::words::{Value, Words};
use chrono::NaiveDate;

/// Words, colours and the local date, handed to every screen.
#[derive(Clone, Copy)]
pub struct Look {
    /// The messages of the language in use.
    pub words: Words,
    /// The colours of the theme in use.
    pub palette: &'static Palette,
    /// The local date of the laptop.
    pub today: NaiveDate,
}

impl Look {
    /// The message of `key`.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.words.get(key)
    }

    /// The message of `key` with values.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> String {
        self.words.with(key, values)
    }

    /// The message of `key` with the number `n`, which chooses the plural.
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        self.words.with(key, &[("n", Value::Number(i64::try_from(n).unwrap_or(i64::MAX)))])
    }

    /// A button's name where several on one screen do the same to different things, for those who do not see it.
    #[must_use]
    pub fn named(&self, what: &str, place: &str) -> String {
        self.with("named-at", &[("what", Value::Text(what)), ("place", Value::Text(place))])
    }

    /// The language in use.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.words.language()
    }

    /// The colours of a tone.
    #[must_use]
    pub const fn tone(&self, tone: Tone) -> &'static TonePaint {
        self.palette.tone(tone)
    }
}
