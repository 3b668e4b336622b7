//! Words in the report's language or languages.

use crate::domain::{BilingualText, Language, Moment, ReportLanguages};
use crate::words::{Value, Words};
use chrono::NaiveDate;

/// A text in the report's languages: one part, or two where they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Language and words; at least one.
    pub parts: Vec<(Language, String)>,
}

impl Phrase {
    /// The words in the report's first language.
    #[must_use]
    pub fn main(&self) -> &str {
        self.parts.first().map_or("", |(_, text)| text)
    }

    /// All words, for places that cannot set two languages apart.
    #[must_use]
    pub fn joined(&self, between: &str) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(between)
    }
}

/// Says things in the report's languages.
#[derive(Clone)]
pub struct Speaker {
    words: Vec<Words>,
}

impl Speaker {
    /// A speaker of these languages.
    #[must_use]
    pub fn of(languages: ReportLanguages) -> Self {
        Self { words: languages.all().into_iter().map(Words::of).collect() }
    }

    /// The report's first language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.words.first().map_or(Language::En, Words::language)
    }

    /// All languages.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        self.words.iter().map(Words::language)
    }

    /// Whether there are two.
    #[must_use]
    pub fn speaks_two(&self) -> bool {
        self.words.len() > 1
    }

    /// The message of `key`.
    #[must_use]
    pub fn say(&self, key: &str) -> Phrase {
        self.each(|words| words.get(key))
    }

    /// The message of `key` with its values filled in.
    #[must_use]
    pub fn say_with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> Phrase {
        self.each(|words| words.with(key, values))
    }

    /// A text of the checklist.
    #[must_use]
    pub fn bilingual(&self, text: &BilingualText) -> Phrase {
        self.each(|words| text.get(words.language()).to_owned())
    }

    /// The same in every language.
    #[must_use]
    pub fn plain(&self, text: impl Into<String>) -> Phrase {
        Phrase { parts: vec![(self.language(), text.into())] }
    }

    /// A calendar date; in two languages as ISO 8601, which both read.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        self.once(|words| words.date(date), || date.format("%Y-%m-%d").to_string())
    }

    /// A calendar date with its weekday, for plans.
    #[must_use]
    pub fn due_date(&self, date: NaiveDate) -> String {
        self.once(|words| words.date_with_weekday(date), || date.format("%Y-%m-%d").to_string())
    }

    /// First and last day.
    #[must_use]
    pub fn days(&self, first: NaiveDate, last: NaiveDate) -> String {
        let iso = || {
            if first == last { first.to_string() } else { format!("{first} – {last}") }
        };
        self.once(|words| words.date_span(first, last), iso)
    }

    /// Date and time with the offset from UTC.
    #[must_use]
    pub fn moment(&self, moment: Moment) -> String {
        let local = moment.local();
        let time = self.once(|words| words.date_time(moment), || local.format("%Y-%m-%d %H:%M").to_string());
        format!("{time} (UTC{})", local.format("%:z"))
    }

    /// What stands between the items of a list.
    #[must_use]
    pub fn list_separator(&self) -> &'static str {
        match self.language() {
            Language::En => ", ",
            Language::ZhCn => "、",
        }
    }

    /// What stands between the items of a list whose items may hold commas.
    #[must_use]
    pub fn item_separator(&self) -> &'static str {
        match self.language() {
            Language::En => "; ",
            Language::ZhCn => "；",
        }
    }

    /// What one language says its own way and two say in one way that both read.
    fn once(&self, own: impl Fn(&Words) -> String, shared: impl Fn() -> String) -> String {
        match self.words.as_slice() {
            [words] => own(words),
            _ => shared(),
        }
    }

    fn each(&self, text: impl Fn(&Words) -> String) -> Phrase {
        let mut parts: Vec<(Language, String)> = Vec::with_capacity(self.words.len());
        for words in &self.words {
            let text = text(words);
            if parts.iter().all(|(_, earlier)| *earlier != text) {
                parts.push((words.language(), text));
            }
        }
        Phrase { parts }
    }
}
