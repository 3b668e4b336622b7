//! Readings against the limits that are ticked for a site (rule `LIMIT`).
//!
//! # Invariants
//! - No threshold stands here: they come with [`ReadingRule`](crate::domain::ReadingRule) and the [`LimitSets`].
//! - Nothing is rounded before it is compared.
//! - A limit that is to be confirmed never gives more than an opportunity, and a benchmark never gives a grade.
//! - What was compared with what always comes back, also where the reading does not count.
//!
//! # To change
//! - a limit: `assets/rules/limit-sets-*.json`, whose format is `set`; what is refused when it is read: `read`.
//! - what one limit says of a reading: `compare`; what all of them come to: `judge`.
//! - why a reading does not count: `reading`.
//!
//! # Why
//! - Each ticked limit is compared on its own and the worst result counts, which is the same as the strictest limit
//!   (for pH the intersection of the ranges). Picking the least number first would be wrong twice: limits with
//!   different reference oxygen have no order of their own, and a strict limit that is to be confirmed would hide that
//!   a verified one is exceeded.
//! - Where source and auditor leave the averaging time of a limit open, the reading is compared all the same, since
//!   the auditor needs to see a stack at four times the limit, but with at most an opportunity: an hourly value above
//!   a limit that may be a monthly mean breaks no law. It is graded in full once the auditor states the averaging time
//!   from the permit.
//! - A limit that cannot be compared for lack of oxygen or source keeps a passing reading from counting, for it might
//!   be the strictest one. It never takes back a failure that another limit proves, and one that is to be confirmed
//!   never outweighs one that is not.
//! - Several monthly means above the limit make a reading critical even where it is inside itself: the rule is about
//!   the stack, and the last month before an inspection is often the best one.
//! - A limit of another unit or averaging time is meant for another reading of the same stack and says nothing of
//!   this one. Units are not converted: a wrong unit in a report is far more often a mistake than a choice.
//! - Measured oxygen of 20.5 % and more is refused only where a limit asks for conversion. The gas of an
//!   electrolytic cell is nearly air, and its limits know no reference oxygen.

mod compare;
mod judge;
mod read;
mod reading;
mod set;
#[cfg(test)]
mod tests;

pub use compare::{Compared, Comparison, LimitStatus, ToBeConfirmed};
pub use judge::{CriticalProposal, Judgement, Verdict, judge};
pub use read::{LimitIssue, LimitProblem};
pub use reading::{Obstacle, Reading, ReadingProblem};
pub use set::{Averaging, Limit, LimitKind, LimitSet, LimitSets, Medium, Scale, TickedSet};
