//! The format `fieldseal-limits/1`: sets of limits and benchmarks with their sources.

use crate::domain::BilingualText;
use crate::form::decimal::Decimal;
use crate::form::question::Verification;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A file of limit sets; it is read by [`LimitSets::parse`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitSets {
    /// The version, `1.0.0`.
    pub version: String,
    /// In use from this day.
    pub effective_from: NaiveDate,
    /// The sets in the order of the file.
    pub sets: Vec<LimitSet>,
}

impl LimitSets {
    /// The `format` of the file.
    pub const FORMAT: &str = "fieldseal-limits/1";

    /// The set with this code.
    #[must_use]
    pub fn set(&self, code: &str) -> Option<&LimitSet> {
        self.sets.iter().find(|set| set.code == code)
    }
}

/// Limits that apply together, from one source. A permit that the auditor enters is a set like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitSet {
    /// The name that sites are ticked with.
    pub code: String,
    /// Law, or comparison only.
    pub kind: LimitKind,
    /// The limits; none where they still have to be loaded.
    pub limits: Vec<Limit>,
    /// What to keep in mind.
    pub note: BilingualText,
    /// What it applies to.
    pub scope: BilingualText,
    /// Where it is written and how far it was read.
    pub source: BilingualText,
    /// Our own key of the source; never shown.
    pub source_code: String,
    /// What people call it.
    pub title: BilingualText,
    /// In force from this day; open where there is none.
    pub valid_from: Option<NaiveDate>,
    /// In force up to and with this day; open where there is none.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// How far the set as a whole was checked; a limit counts as verified where both are.
    pub verification: Verification,
}

/// What a set is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// To be kept.
    Limit,
    /// A comparison with good practice; it gives no grade.
    Benchmark,
}

/// One limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// What is measured, `so2`.
    pub quantity: String,
    /// What it is measured in.
    pub medium: Medium,
    /// The unit of both bounds.
    pub unit: String,
    /// The least value that passes.
    pub at_least: Option<Decimal>,
    /// The greatest value that passes.
    pub at_most: Option<Decimal>,
    /// The time that a reading is the mean of; open where the source does not say.
    pub averaging: Option<Averaging>,
    /// The oxygen content that readings are converted to, in percent of the volume; none where nothing is converted.
    pub oxygen_percent: Option<Decimal>,
    /// How far this limit was checked.
    pub verification: Verification,
}

impl Limit {
    /// How readings are compared with it.
    #[must_use]
    pub fn scale(&self) -> Scale {
        match self.medium {
            Medium::Noise => Scale::Difference,
            Medium::Air | Medium::Water if self.at_least.is_some() || same_unit(&self.unit, "pH") => Scale::Range,
            Medium::Air | Medium::Water => Scale::Ratio,
        }
    }
}

/// How a reading is compared with its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// By ratio: concentrations.
    Ratio,
    /// By difference: decibels, whose ratios mean nothing.
    Difference,
    /// Inside or outside: pH.
    Range,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// Gas of a stack, air of a place.
    Air,
    /// Wastewater.
    Water,
    /// Sound in dB(A).
    Noise,
}

/// The time that a value is the mean of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Averaging {
    /// No mean, one value.
    Spot,
    /// One hour.
    OneHour,
    /// A shift of eight hours.
    EightHours,
    /// A day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Averaging {
    /// All, the shortest first.
    pub const ALL: [Self; 6] = [Self::Spot, Self::OneHour, Self::EightHours, Self::Day, Self::Month, Self::Year];

    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spot => "spot",
            Self::OneHour => "one_hour",
            Self::EightHours => "eight_hours",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The averaging time with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|averaging| averaging.code() == code)
    }
}

/// A set that is ticked for the site.
#[derive(Debug, Clone, Copy)]
pub struct TickedSet<'a> {
    /// The set.
    pub set: &'a LimitSet,
    /// What the auditor read in the permit, for limits whose source leaves the averaging time open.
    pub stated_averaging: Option<Averaging>,
}

/// Whether two spellings are one unit: `µg/m³` and `ug/m3`, `pH` and `ph`.
pub(super) fn same_unit(left: &str, right: &str) -> bool {
    let plain = |unit: &str| -> String {
        let letters = unit.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase);
        letters
            .map(|letter| match letter {
                '³' => '3',
                '\u{b5}' | '\u{3bc}' => 'u',
                other => other,
            })
            .collect()
    };
    plain(left) == plain(right)
}
