//! One reading against one limit.

use super::reading::{Obstacle, Reading};
use super::set::{Averaging, Limit, LimitKind, LimitSet, Scale, TickedSet, same_unit};
use crate::domain::{Grade, ReadingRule};
use crate::form::decimal::Decimal;
use crate::form::question::Verification;
use crate::form::ratio::Ratio;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// The oxygen content of air in the formula of conversion; standards agree on 21, not on 20.9.
pub(super) const OXYGEN_OF_AIR_PERCENT: i128 = 21;

/// A reading beside one limit: what a screen or report shows in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// The set, with title, source and note.
    pub set: &'a LimitSet,
    /// The limit.
    pub limit: &'a Limit,
    /// Its averaging time: its own, or what the auditor stated; none where both leave it open.
    pub averaging: Option<Averaging>,
    /// Why it gives an opportunity at most; empty when it is graded in full.
    pub to_be_confirmed: Vec<ToBeConfirmed>,
    /// What came of it, or why they cannot be compared.
    pub result: Result<Compared, Obstacle>,
}

/// What keeps a limit from being graded in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ToBeConfirmed {
    /// The limit was not read at its source, or was replaced since.
    Source,
    /// Nobody says which averaging time the limit has.
    Averaging,
}

impl ToBeConfirmed {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Averaging => "averaging",
        }
    }
}

/// Numbers and status of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// The value that was compared: converted where the limit asks for it, never rounded.
    pub value: Ratio,
    /// Value over limit, for concentrations.
    pub ratio: Option<Ratio>,
    /// Decibels left up to the limit, for noise; negative above it.
    pub margin: Option<Ratio>,
    /// How many of the latest monthly means are above the limit, for concentrations.
    pub months_above: u32,
    /// How it came out.
    pub status: LimitStatus,
    /// The grade by this limit alone; none for a benchmark.
    pub grade: Option<Grade>,
}

/// How a reading stands to a limit. Ordered: a later one is worse, benchmarks apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitStatus {
    /// As good as the benchmark.
    BenchmarkMet,
    /// Not as good as the benchmark.
    BenchmarkMissed,
    /// Inside.
    Inside,
    /// Inside, but close to the limit.
    Near,
    /// Outside.
    Exceeded,
    /// Far outside, or outside in several months.
    FarExceeded,
}

impl LimitStatus {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BenchmarkMet => "benchmark_met",
            Self::BenchmarkMissed => "benchmark_missed",
            Self::Inside => "inside",
            Self::Near => "near",
            Self::Exceeded => "exceeded",
            Self::FarExceeded => "far_exceeded",
        }
    }

    const fn grade(self) -> Option<Grade> {
        match self {
            Self::BenchmarkMet | Self::BenchmarkMissed => None,
            Self::Inside => Some(Grade::Conforming),
            Self::Near => Some(Grade::Opportunity),
            Self::Exceeded => Some(Grade::Major),
            Self::FarExceeded => Some(Grade::Critical),
        }
    }

    const fn of_benchmark(self) -> Self {
        match self {
            Self::BenchmarkMet | Self::Inside | Self::Near => Self::BenchmarkMet,
            Self::BenchmarkMissed | Self::Exceeded | Self::FarExceeded => Self::BenchmarkMissed,
        }
    }
}

/// What a comparison depends on beside the limit.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) reading: &'a Reading,
    pub(super) others: &'a [Reading],
    pub(super) rule: &'a ReadingRule,
    pub(super) today: NaiveDate,
    /// The reference oxygen of benchmarks that name none: that of the limit which decides.
    pub(super) benchmark_oxygen: Option<&'a Decimal>,
}

/// Compares the reading with `limit`, which is one of the ticked set's.
pub(super) fn compare<'a>(ticked: TickedSet<'a>, limit: &'a Limit, context: Context<'_>) -> Comparison<'a> {
    let set = ticked.set;
    let averaging = limit.averaging.or(ticked.stated_averaging);
    let verified = [set.verification, limit.verification].iter().all(|state| *state == Verification::Verified);
    let source = (!verified).then_some(ToBeConfirmed::Source);
    let open = averaging.is_none().then_some(ToBeConfirmed::Averaging);
    let to_be_confirmed: Vec<_> = source.into_iter().chain(open).collect();
    let mut comparison = Comparison { set, limit, averaging, to_be_confirmed, result: Err(Obstacle::NoLimit) };
    comparison.result = comparison.judge(context);
    comparison
}

impl Comparison<'_> {
    /// Whether source and averaging time are known, so that it is graded in full.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.to_be_confirmed.is_empty()
    }

    fn judge(&self, context: Context<'_>) -> Result<Compared, Obstacle> {
        let rule = context.rule;
        let value = self.comparable(context.reading, context)?;
        let (mut ratio, mut margin, mut months_above) = (None, None, 0);
        let status = match self.limit.scale() {
            Scale::Range => self.status_in_range(value)?,
            Scale::Difference => {
                let left = bound(self.limit)?.minus(value);
                margin = Some(left);
                status_of_margin(left, rule)
            }
            Scale::Ratio => {
                let quotient = value.over(bound(self.limit)?);
                ratio = Some(quotient);
                months_above = self.months_above(context);
                let repeated = rule.repeated_least_months > 0 && months_above >= rule.repeated_least_months;
                if repeated { LimitStatus::FarExceeded } else { status_of_ratio(quotient, rule) }
            }
        };
        let status = match self.set.kind {
            LimitKind::Limit => status,
            LimitKind::Benchmark => status.of_benchmark(),
        };
        let cap = if self.is_confirmed() { Grade::Critical } else { Grade::Opportunity };
        let grade = status.grade().map(|grade| grade.min(cap));
        Ok(Compared { value, ratio, margin, months_above, status, grade })
    }

    /// The value of a reading as this limit takes it.
    fn comparable(&self, reading: &Reading, context: Context<'_>) -> Result<Ratio, Obstacle> {
        let Self { set, limit, .. } = self;
        if set.source.en.trim().is_empty() && set.source.zh_cn.trim().is_empty() {
            return Err(Obstacle::LimitWithoutSource);
        }
        let outside = |date: NaiveDate| {
            set.valid_from.is_some_and(|from| date < from) || set.valid_to.is_some_and(|to| date > to)
        };
        if reading.date.is_some_and(outside) {
            return Err(Obstacle::LimitNotInForce);
        }
        if !same_unit(&reading.unit, &limit.unit) {
            return Err(Obstacle::UnitMismatch);
        }
        if self.averaging.is_some() && self.averaging != reading.averaging {
            return Err(Obstacle::AveragingMismatch);
        }
        let reference = limit.oxygen_percent.as_ref().or(match set.kind {
            LimitKind::Limit => None,
            LimitKind::Benchmark => context.benchmark_oxygen,
        });
        match reference {
            None => Ok(reading.value.number()),
            Some(reference) => converted(reading, reference, context.rule).ok_or(Obstacle::OxygenMissing),
        }
    }

    fn status_in_range(&self, value: Ratio) -> Result<LimitStatus, Obstacle> {
        let Limit { at_least, at_most, .. } = self.limit;
        if at_least.is_none() && at_most.is_none() {
            return Err(Obstacle::NoLimit);
        }
        let under = at_least.as_ref().is_some_and(|least| value < least.number());
        let over = at_most.as_ref().is_some_and(|most| value > most.number());
        Ok(if under || over { LimitStatus::Exceeded } else { LimitStatus::Inside })
    }

    /// How many of the latest monthly means are above the limit; those that do not count are left out.
    fn months_above(&self, context: Context<'_>) -> u32 {
        let Context { reading, others, rule, today, .. } = context;
        let mut months: BTreeMap<(i32, u32), bool> = BTreeMap::new();
        let same = |other: &&Reading| other.quantity == reading.quantity && other.medium == reading.medium;
        for mean in std::iter::once(reading).chain(others.iter().filter(same)) {
            let counts = mean.problems(today).is_empty() && mean.obstacles(rule, today).is_empty();
            let (Some(Averaging::Month), Some(date), true) = (mean.averaging, mean.date, counts) else { continue };
            if let (Ok(value), Ok(bound)) = (self.comparable(mean, context), bound(self.limit)) {
                let above = value.over(bound) > permille(rule.exceeded_above_permille);
                *months.entry((date.year(), date.month())).or_default() |= above;
            }
        }
        let latest = months.values().rev().zip(0..rule.repeated_of_months);
        latest.map(|(above, _)| u32::from(*above)).sum()
    }
}

/// `c × (21 − O2 of the limit) / (21 − O2 of the reading)`; none where the latter is missing or cannot be divided by.
fn converted(reading: &Reading, reference: &Decimal, rule: &ReadingRule) -> Option<Ratio> {
    let left = |oxygen: &Decimal| Ratio::whole(OXYGEN_OF_AIR_PERCENT).minus(oxygen.number());
    let measured = reading.oxygen_percent.as_ref().filter(|_| !reading.oxygen_is_out_of_range(rule))?;
    Some(reading.value.number().times(left(reference)).over(left(measured)))
}

/// The greatest value that passes; a limit of nothing cannot be divided by, and the reader refuses it.
fn bound(limit: &Limit) -> Result<Ratio, Obstacle> {
    let most = limit.at_most.as_ref().map(Decimal::number);
    most.filter(|most| limit.scale() != Scale::Ratio || *most > Ratio::ZERO).ok_or(Obstacle::NoLimit)
}

fn permille(parts: u32) -> Ratio {
    Ratio::new(parts.into(), 1000)
}

fn status_of_ratio(ratio: Ratio, rule: &ReadingRule) -> LimitStatus {
    if ratio > permille(rule.far_above_permille) {
        LimitStatus::FarExceeded
    } else if ratio > permille(rule.exceeded_above_permille) {
        LimitStatus::Exceeded
    } else if ratio > permille(rule.near_above_permille) {
        LimitStatus::Near
    } else {
        LimitStatus::Inside
    }
}

fn status_of_margin(margin: Ratio, rule: &ReadingRule) -> LimitStatus {
    if margin < Ratio::ZERO {
        LimitStatus::Exceeded
    } else if margin < Ratio::whole(rule.noise_near_decibels) {
        LimitStatus::Near
    } else {
        LimitStatus::Inside
    }
}
