//! When a test is passed.

use serde::{Deserialize, Serialize};

/// The pass mark of tests.
///
/// # Invariants
/// - [`TrainingRule::default`] never changes: sealed inspections whose rule set has no such section rely on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingRule {
    /// The least share of the points, in percent; all critical questions have to be right besides.
    pub pass_least_percent: u32,
}

impl Default for TrainingRule {
    fn default() -> Self {
        Self { pass_least_percent: 80 }
    }
}
