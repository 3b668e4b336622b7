//! The two languages of the app and texts in both.

use serde::{Deserialize, Serialize};

/// A language of the window, the checklists and the report. Codes are BCP 47.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// English, `en`.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese, `zh-CN`.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Language {
    /// Both languages, in the order of menus.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhCn];

    /// The BCP 47 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// The language of a code; `zh`, `zh-Hans` and the like count as Simplified Chinese.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_', '.']).next()? {
            "en" => Some(Self::En),
            "zh" => Some(Self::ZhCn),
            _ => None,
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BilingualText {
    /// The English text.
    pub en: String,
    /// The text in Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

impl BilingualText {
    /// The same text in both languages.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { en: text.to_owned(), zh_cn: text.to_owned() }
    }

    /// The text in `language`; the other language's where this one is empty.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let (wanted, other) = match language {
            Language::En => (&self.en, &self.zh_cn),
            Language::ZhCn => (&self.zh_cn, &self.en),
        };
        if wanted.is_empty() { other } else { wanted }
    }
}
