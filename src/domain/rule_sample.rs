//! How many people or records are looked at, and how few people are never shown as a number of their own.

use super::BilingualText;
use serde::{Deserialize, Serialize};

/// Sample sizes of interviews, and of personnel and wage records.
///
/// # Invariants
/// - [`SampleSizeRule::default`] never changes: sealed inspections whose rule set has no such section rely on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleSizeRule {
    /// The square root of the population, but at least this many.
    pub least: u32,
    /// The square root of the population, but at most this many.
    pub most: u32,
    /// The least share of interviews with one person alone, in percent.
    pub individual_least_percent: u32,
    /// The organisation's own table, which goes before the square root.
    #[serde(default)]
    pub table: Option<SampleTable>,
}

/// Sample sizes by the number of people, as an organisation or a scheme lays them down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleTable {
    /// What the report calls it.
    pub title: BilingualText,
    /// The bands, in any order.
    pub bands: Vec<SampleBand>,
}

/// One row of a [`SampleTable`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleBand {
    /// For populations up to this; for all larger ones where there is none.
    #[serde(default)]
    pub people_at_most: Option<u32>,
    /// How many are looked at.
    pub sample: u32,
}

impl Default for SampleSizeRule {
    fn default() -> Self {
        Self { least: 5, most: 60, individual_least_percent: 60, table: None }
    }
}

/// The least number of people that is shown, where the rule set does not say: 5.
pub(super) const fn least_people_shown() -> u32 {
    5
}
