//! Files that are part of the program: fonts, locales, checklists, rule sets, schemas, colours.
//!
//! # Invariants
//! - Bytes only: nothing here parses or interprets.
//!
//! # To change
//! - put the file under `assets/`, name it here, and list its origin and licence in `assets/CREDITS.md`.
//!
//! # Why
//! All of it is compiled in: the program is one file that needs no installation and finds its fonts on any laptop.
//! The cost is about 12 MB.

pub mod example;
pub mod font;
pub mod icon;

/// A message file of one language: its name without the ending, and its text.
pub type LocaleFile = (&'static str, &'static str);

macro_rules! locale {
    ($code:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/locales/", $code, "/", $name, ".ftl")))),+]
    };
}

/// English messages.
pub const LOCALE_EN: &[LocaleFile] = locale!("en": "domain", "date", "problem", "cli", "report", "why", "window");
/// Messages in Simplified Chinese.
pub const LOCALE_ZH_CN: &[LocaleFile] = locale!("zh-CN": "domain", "date", "problem", "cli", "report", "why", "window");

/// The sRGB colour space as ICC profile of version 2, for the output intent of PDF/A.
pub const SRGB_PROFILE: &[u8] = include_bytes!("../../assets/colour/sRGB-v2.icc");

/// The icon of the program, 256 pixels square, PNG.
pub const APP_ICON_PNG: &[u8] = include_bytes!("../../assets/icon/fieldseal-256.png");

/// Sizes, spaces and colours of the window.
pub const THEME_TOKENS: &str = include_str!("../../assets/theme/tokens.json");

/// A data file: its name and its exact bytes.
pub type DataFile = (&'static str, &'static [u8]);

macro_rules! data {
    ($folder:literal, $name:literal) => {
        ($name, include_bytes!(concat!("../../assets/", $folder, "/", $name)))
    };
}

/// The built-in checklist "Supplier on-site ESG inspection".
pub const CHECKLIST_SUPPLIER_ON_SITE_ESG: DataFile = data!("checklists", "supplier-on-site-esg-1.1.0.json");

/// All built-in checklists.
pub const CHECKLISTS: &[DataFile] = &[
    CHECKLIST_SUPPLIER_ON_SITE_ESG,
    data!("checklists", "supplier-access-1.0.0.json"),
    data!("checklists", "ehs-walk-through-1.0.0.json"),
    data!("checklists", "environment-readings-1.0.0.json"),
    data!("checklists", "labour-and-employment-1.1.0.json"),
    data!("checklists", "responsible-minerals-1.0.0.json"),
    data!("checklists", "supplier-self-assessment-1.0.0.json"),
    data!("checklists", "csr-training-1.0.0.json"),
];

/// The built-in rule set.
pub const RULES_HOUSE: DataFile = data!("rules", "house-1.2.0.json");

/// What other schemes call severities, for information.
pub const SCHEMES: DataFile = data!("schemes", "schemes-1.0.0.json");
