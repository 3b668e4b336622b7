//! A reading as it was recorded, and why it cannot be taken or does not count.

use super::set::{Averaging, Medium};
use crate::domain::ReadingRule;
use crate::form::decimal::Decimal;
use crate::form::ratio::Ratio;
use chrono::{Months, NaiveDate};

/// A measured value with what is needed to judge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was measured, `so2`.
    pub quantity: String,
    /// What it was measured in.
    pub medium: Medium,
    /// The unit.
    pub unit: String,
    /// The value.
    pub value: Decimal,
    /// The oxygen content that the value stands for, in percent of the volume: as measured, or the reference to which
    /// the report has already converted it.
    pub oxygen_percent: Option<Decimal>,
    /// The time that the value is the mean of.
    pub averaging: Option<Averaging>,
    /// When it was taken; the last day of the month for a monthly mean.
    pub date: Option<NaiveDate>,
    /// How it was measured.
    pub method: Option<String>,
    /// Where it is written: laboratory report, monitoring system.
    pub source: Option<String>,
}

/// Why a reading cannot be taken as it stands: a mistake in what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadingProblem {
    /// A value below nothing.
    Negative,
    /// A date that is yet to come.
    DateInFuture,
    /// The oxygen content is below nothing, or so close to that of air that nothing can be converted.
    OxygenOutOfRange,
}

impl ReadingProblem {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::DateInFuture => "date_in_future",
            Self::OxygenOutOfRange => "oxygen_out_of_range",
        }
    }
}

/// Why a reading does not count, or not against one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// It has no date.
    NoDate,
    /// It is too old.
    TooOld,
    /// Nobody says how it was measured.
    NoMethod,
    /// Nobody says where it is written.
    NoSource,
    /// No ticked set has a limit for it.
    NoLimit,
    /// The limit has no source.
    LimitWithoutSource,
    /// The limit was not in force on the day of the reading.
    LimitNotInForce,
    /// Reading and limit have different units.
    UnitMismatch,
    /// Reading and limit have different averaging times, or the reading has none.
    AveragingMismatch,
    /// The limit asks for conversion, and the oxygen content is missing.
    OxygenMissing,
}

impl Obstacle {
    /// The code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoDate => "no_date",
            Self::TooOld => "too_old",
            Self::NoMethod => "no_method",
            Self::NoSource => "no_source",
            Self::NoLimit => "no_limit",
            Self::LimitWithoutSource => "limit_without_source",
            Self::LimitNotInForce => "limit_not_in_force",
            Self::UnitMismatch => "unit_mismatch",
            Self::AveragingMismatch => "averaging_mismatch",
            Self::OxygenMissing => "oxygen_missing",
        }
    }
}

impl Reading {
    /// What is wrong with value and date, whatever the limit.
    pub(super) fn problems(&self, today: NaiveDate) -> Vec<ReadingProblem> {
        let negative = (self.value.number() < Ratio::ZERO).then_some(ReadingProblem::Negative);
        let future = self.date.is_some_and(|date| date > today).then_some(ReadingProblem::DateInFuture);
        negative.into_iter().chain(future).collect()
    }

    /// Whether the oxygen content is known and no conversion can start from it.
    pub(super) fn oxygen_is_out_of_range(&self, rule: &ReadingRule) -> bool {
        let first_refused = Ratio::new(rule.no_conversion_from_oxygen_permille.into(), 10);
        let oxygen = self.oxygen_percent.as_ref().map(Decimal::number);
        oxygen.is_some_and(|oxygen| oxygen < Ratio::ZERO || oxygen >= first_refused)
    }

    /// Why it counts against no limit at all.
    pub(super) fn obstacles(&self, rule: &ReadingRule, today: NaiveDate) -> Vec<Obstacle> {
        let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        let dated = match self.date {
            None => Some(Obstacle::NoDate),
            Some(date) => {
                let oldest = today.checked_sub_months(Months::new(rule.oldest_months));
                oldest.is_some_and(|oldest| date < oldest).then_some(Obstacle::TooOld)
            }
        };
        let method = blank(&self.method).then_some(Obstacle::NoMethod);
        let source = blank(&self.source).then_some(Obstacle::NoSource);
        [dated, method, source].into_iter().flatten().collect()
    }
}
