//! Every text for people: messages by key and language (Project Fluent).
//!
//! # Invariants
//! - No other layer holds a sentence for people; they hold keys.
//! - Both languages have every key (`tests/it/words.rs`).
//! - A missing key is shown as `⟦key⟧`, never as an empty place.
//!
//! # To change
//! - a text: `assets/locales/<language>/<part>.ftl`, in both languages.
//! - a new part: add the file in both languages and name it in `assets`.
//!
//! # Why
//! Fluent rather than a map of strings: plurals and word order differ between English and Chinese.

mod date;

use crate::assets::{LOCALE_EN, LOCALE_ZH_CN};
use crate::domain::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// The messages of one language.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
    bundle: &'static FluentBundle<FluentResource>,
}

static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::En));
static ZH_CN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::ZhCn));

impl Words {
    /// The messages of `language`.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let bundle = match language {
            Language::En => &*EN,
            Language::ZhCn => &*ZH_CN,
        };
        Self { language, bundle }
    }

    /// The language of these messages.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The message of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The message of `key` with its named values filled in.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut arguments = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            arguments.set(*name, value.fluent());
        }
        self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// The name of a unit where it is a word, `people`; a symbol stays as it is.
    #[must_use]
    pub fn unit(&self, unit: &str) -> String {
        let key = format!("unit-{}", unit.replace('/', "-a-"));
        if self.has(&key) { self.get(&key) } else { unit.to_owned() }
    }

    /// Whether `key` has a message.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

/// A value inside a message.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number; chooses the plural.
    Number(i64),
}

impl Value<'_> {
    fn fluent(&self) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from((*text).to_owned()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let (tag, files) = match language {
        Language::En => (unic_langid::langid!("en"), LOCALE_EN),
        Language::ZhCn => (unic_langid::langid!("zh-CN"), LOCALE_ZH_CN),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    for (name, text) in files {
        // A message file that does not parse is a mistake of ours; what does parse is used, and a test fails.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, errors)| {
            debug_assert!(errors.is_empty(), "{name}.ftl does not parse: {errors:?}");
            partial
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}
