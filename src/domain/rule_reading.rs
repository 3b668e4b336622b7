//! When a reading is near, above or far above its limit, and when it does not count (rule `LIMIT`).

use serde::{Deserialize, Serialize};

/// The thresholds of the rule `LIMIT`.
///
/// # Invariants
/// - [`ReadingRule::default`] never changes: sealed inspections whose rule set has no such section rely on it.
///   Other numbers come with a new version of the rule set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingRule {
    /// A concentration is near its limit above this share of it, in thousandths.
    pub near_above_permille: u32,
    /// A concentration exceeds its limit above this share of it, in thousandths.
    pub exceeded_above_permille: u32,
    /// A concentration far exceeds its limit above this share of it, in thousandths.
    pub far_above_permille: u32,
    /// Noise is near its limit when it is less than this below it, in decibels.
    pub noise_near_decibels: u32,
    /// An older reading does not count, in months.
    pub oldest_months: u32,
    /// From this oxygen content on nothing can be converted to a reference, in thousandths of the volume.
    pub no_conversion_from_oxygen_permille: u32,
    /// The limit counts as far exceeded when at least so many monthly means exceed it …
    pub repeated_least_months: u32,
    /// … out of so many of the latest.
    pub repeated_of_months: u32,
}

impl Default for ReadingRule {
    fn default() -> Self {
        Self {
            near_above_permille: 800,
            exceeded_above_permille: 1000,
            far_above_permille: 2000,
            noise_near_decibels: 3,
            oldest_months: 12,
            no_conversion_from_oxygen_permille: 205,
            repeated_least_months: 3,
            repeated_of_months: 12,
        }
    }
}
