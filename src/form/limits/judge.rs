//! One reading against all limits that are ticked for the site.

use super::compare::{Comparison, Context, LimitStatus, compare};
use super::reading::{Obstacle, Reading, ReadingProblem};
use super::set::{LimitKind, Scale, TickedSet, same_unit};
use crate::domain::{Grade, ReadingRule};
use crate::form::decimal::Decimal;
use crate::form::ratio::Ratio;
use chrono::NaiveDate;

/// What a reading comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement<'a> {
    /// The outcome.
    pub verdict: Verdict,
    /// Where the grade is critical: what for. It stands until a supervisor confirms or lowers it.
    pub proposal: Option<CriticalProposal>,
    /// The limits for this quantity, in the order of the ticked sets.
    pub comparisons: Vec<Comparison<'a>>,
    /// Which of them decides, also where the reading does not count; none where it could be compared with none.
    pub decisive: Option<usize>,
    /// The benchmarks for this quantity.
    pub benchmarks: Vec<Comparison<'a>>,
}

/// A grade, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The grade of the worst comparison.
    Graded(Grade),
    /// The reading does not count, for all of these reasons.
    NotVerified(Vec<Obstacle>),
}

/// Why a critical grade is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CriticalProposal {
    /// The reading is far above the limit.
    FarAbove,
    /// So many of the latest monthly means are above the limit, whatever this reading is.
    Repeated {
        /// How many.
        months: u32,
    },
}

impl CriticalProposal {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FarAbove => "far_above",
            Self::Repeated { .. } => "repeated",
        }
    }
}

impl<'a> Judgement<'a> {
    /// The comparison that decides: the worst grade, then the worst status, then the strictest limit.
    #[must_use]
    pub fn decisive(&self) -> Option<&Comparison<'a>> {
        self.comparisons.get(self.decisive?)
    }

    /// What all ranges that were compared have in common: the greatest least and the least greatest value.
    #[must_use]
    pub fn range(&self) -> (Option<&'a Decimal>, Option<&'a Decimal>) {
        let compared = |one: &&Comparison<'a>| one.result.is_ok() && one.limit.scale() == Scale::Range;
        let limits = || self.comparisons.iter().filter(compared).map(|one| one.limit);
        (
            limits().filter_map(|limit| limit.at_least.as_ref()).max_by_key(|least| least.number()),
            limits().filter_map(|limit| limit.at_most.as_ref()).min_by_key(|most| most.number()),
        )
    }
}

/// Judges `reading`. `others` are readings of the same stack or outlet; the monthly means of the same quantity among
/// them tell whether a limit is exceeded again and again.
///
/// # Errors
/// What must be corrected before the reading can be judged at all.
pub fn judge<'a>(
    reading: &Reading,
    others: &[Reading],
    ticked: &[TickedSet<'a>],
    rule: &ReadingRule,
    today: NaiveDate,
) -> Result<Judgement<'a>, Vec<ReadingProblem>> {
    let mut problems = reading.problems(today);
    if reading.oxygen_is_out_of_range(rule) && asks_for_conversion(reading, ticked) {
        problems.push(ReadingProblem::OxygenOutOfRange);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let context = Context { reading, others, rule, today, benchmark_oxygen: None };
    let comparisons = compare_all(ticked, LimitKind::Limit, context);
    let decisive = decisive(&comparisons);
    let basis = decisive.and_then(|index| comparisons[index].limit.oxygen_percent.as_ref());
    let benchmarks = compare_all(ticked, LimitKind::Benchmark, Context { benchmark_oxygen: basis, ..context });
    let grade = decisive.and_then(|index| comparisons[index].result.ok()).and_then(|compared| compared.grade);
    let verdict = verdict(reading.obstacles(rule, today), grade, &comparisons);
    let proposal = match verdict {
        Verdict::Graded(Grade::Critical) => decisive.and_then(|index| proposal(&comparisons[index], rule)),
        Verdict::Graded(Grade::Conforming | Grade::Opportunity | Grade::Minor | Grade::Major)
        | Verdict::NotVerified(_) => None,
    };
    Ok(Judgement { verdict, proposal, comparisons, decisive, benchmarks })
}

/// Whether a ticked limit would convert the reading.
fn asks_for_conversion(reading: &Reading, ticked: &[TickedSet<'_>]) -> bool {
    let limits = ticked.iter().filter(|ticked| ticked.set.kind == LimitKind::Limit).flat_map(|one| &one.set.limits);
    limits
        .filter(|limit| limit.quantity == reading.quantity && limit.medium == reading.medium)
        .any(|limit| limit.oxygen_percent.is_some() && same_unit(&limit.unit, &reading.unit))
}

fn compare_all<'a>(ticked: &[TickedSet<'a>], kind: LimitKind, context: Context<'_>) -> Vec<Comparison<'a>> {
    let Reading { quantity, medium, .. } = context.reading;
    let sets = ticked.iter().filter(|ticked| ticked.set.kind == kind);
    let limits = sets.flat_map(|ticked| ticked.set.limits.iter().map(|limit| (*ticked, limit)));
    limits
        .filter(|(_, limit)| limit.quantity == *quantity && limit.medium == *medium)
        .map(|(ticked, limit)| compare(ticked, limit, context))
        .collect()
}

/// The first of the worst.
fn decisive(comparisons: &[Comparison<'_>]) -> Option<usize> {
    let weight = |one: &Comparison<'_>| -> Option<(Option<Grade>, LimitStatus, Ratio, bool)> {
        let compared = one.result.ok()?;
        let below = compared.margin.map(|margin| Ratio::ZERO.minus(margin));
        let strictness = compared.ratio.or(below).unwrap_or(Ratio::ZERO);
        Some((compared.grade, compared.status, strictness, one.is_confirmed()))
    };
    let weighed = comparisons.iter().enumerate().filter_map(|(index, one)| weight(one).map(|weight| (index, weight)));
    weighed.collect::<Vec<_>>().into_iter().rev().max_by_key(|(_, weight)| *weight).map(|(index, _)| index)
}

fn verdict(of_reading: Vec<Obstacle>, grade: Option<Grade>, comparisons: &[Comparison<'_>]) -> Verdict {
    let mut obstacles = of_reading;
    let counts = obstacles.is_empty();
    let confirmed = comparisons.iter().any(|one| one.is_confirmed() && one.result.is_ok());
    for one in comparisons {
        let Err(obstacle) = one.result else { continue };
        // With nothing compared every limit says why; else only those that might have been the strictest.
        let matters = grade.is_none() || (might_be_stricter(obstacle) && (one.is_confirmed() || !confirmed));
        if matters && !obstacles.contains(&obstacle) {
            obstacles.push(obstacle);
        }
    }
    if comparisons.is_empty() {
        obstacles.push(Obstacle::NoLimit);
    }
    match grade {
        Some(grade) if counts && (grade.fails() || obstacles.is_empty()) => Verdict::Graded(grade),
        Some(_) | None => Verdict::NotVerified(obstacles),
    }
}

/// Whether the limit applies to the reading, so that it might be the strictest one.
const fn might_be_stricter(obstacle: Obstacle) -> bool {
    match obstacle {
        Obstacle::OxygenMissing | Obstacle::LimitWithoutSource => true,
        Obstacle::NoDate
        | Obstacle::TooOld
        | Obstacle::NoMethod
        | Obstacle::NoSource
        | Obstacle::NoLimit
        | Obstacle::LimitNotInForce
        | Obstacle::UnitMismatch
        | Obstacle::AveragingMismatch => false,
    }
}

fn proposal(decisive: &Comparison<'_>, rule: &ReadingRule) -> Option<CriticalProposal> {
    let compared = decisive.result.ok()?;
    let far = compared.ratio.is_some_and(|ratio| ratio > Ratio::new(rule.far_above_permille.into(), 1000));
    Some(if far { CriticalProposal::FarAbove } else { CriticalProposal::Repeated { months: compared.months_above } })
}
