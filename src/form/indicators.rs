//! The indicators that the answers of an inspection give.

use super::evaluation::QuestionResult;
use super::figures::{Figures, Place, count};
use super::indicator::{Indicator, IndicatorValue};
use super::ratio::Ratio;
use super::small_cells::shown_cells;
use crate::domain::{IndicatorPlan, IndicatorSource, RowCondition, RuleSet};

/// An indicator of one inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectionIndicator {
    /// Its value with the numbers behind it.
    pub value: IndicatorValue,
    /// Where these stand.
    pub place: Place,
    /// Whether an answer gives the share itself, so that the numbers behind it are not known.
    pub as_answered: bool,
    /// Whether so few people are counted that it must not leave for the site.
    pub small: bool,
}

/// The indicators whose numbers are recorded, in the order of the rule set.
pub(super) fn indicators(figures: &Figures<'_>, rules: &RuleSet) -> Vec<InspectionIndicator> {
    rules.indicators.iter().flat_map(|plan| planned(figures, plan, rules.least_people_shown)).collect()
}

fn planned(figures: &Figures<'_>, plan: &IndicatorPlan, least_people: u32) -> Vec<InspectionIndicator> {
    let Some(indicator) = Indicator::ALL.into_iter().find(|own| own.code() == plan.code) else { return Vec::new() };
    for source in &plan.sources {
        let mut found = taken(figures, indicator, source);
        if found.is_empty() {
            continue;
        }
        for own in &mut found {
            own.small = plan.counts_people && is_small(own, least_people);
        }
        return found;
    }
    Vec::new()
}

fn taken(figures: &Figures<'_>, indicator: Indicator, source: &IndicatorSource) -> Vec<InspectionIndicator> {
    let found = |place: Place, (part, whole): (Ratio, Ratio), as_answered: bool| InspectionIndicator {
        value: indicator.of(part, whole),
        place,
        as_answered,
        small: false,
    };
    match source {
        IndicatorSource::Columns { table, part, whole } => {
            let own = figures.table(table).and_then(|table| Some((table, columns(figures, table, part, whole)?)));
            own.map(|(table, numbers)| found(Place::Table(table), numbers, false)).into_iter().collect()
        }
        IndicatorSource::Rows { table, part, without_flag, whole } => {
            let flag = without_flag.as_deref();
            let own = figures.table(table).and_then(|table| Some((table, rows(figures, table, (part, flag), whole)?)));
            own.map(|(table, numbers)| found(Place::Table(table), numbers, false)).into_iter().collect()
        }
        IndicatorSource::Percent { question } => {
            let own = figures.question(question).and_then(|index| Some((index, figures.answer(question)?)));
            own.map(|(index, share)| found(Place::Question(index), (share, Ratio::whole(100)), true))
                .into_iter()
                .collect()
        }
        IndicatorSource::Readings {} => {
            let read = figures.results.iter().enumerate().filter(|(_, result)| result.shown());
            let numbers = read.filter_map(|(index, result)| Some((index, reading(result)?)));
            let own = numbers.map(|(index, (value, limit, ratio))| {
                let mut own = found(Place::Question(index), (value, limit), false);
                own.value.value = Some(ratio);
                own
            });
            own.collect()
        }
    }
}

/// The sums over the rows that have all columns; none without such a row.
fn columns(figures: &Figures<'_>, table: usize, part: &[String], whole: &str) -> Option<(Ratio, Ratio)> {
    let row = |row: usize| {
        let parts: Option<Vec<Ratio>> = part.iter().map(|column| figures.cell_number(table, row, column)).collect();
        Some((parts?.into_iter().min()?, figures.cell_number(table, row, whole)?))
    };
    figures.rows(table).filter_map(row).reduce(|sum, own| (sum.0.plus(own.0), sum.1.plus(own.1)))
}

/// How many rows are counted, of how many; none without any.
fn rows(
    figures: &Figures<'_>,
    table: usize,
    (part, without_flag): (&[RowCondition], Option<&str>),
    whole: &[RowCondition],
) -> Option<(Ratio, Ratio)> {
    let all: Vec<usize> = figures.rows(table).filter(|row| figures.holds(table, *row, whole)).collect();
    let is_counted = |row: &&usize| {
        figures.holds(table, **row, part) && !without_flag.is_some_and(|flag| figures.raises(table, **row, flag))
    };
    (!all.is_empty()).then(|| (count(all.iter().filter(is_counted).count()), count(all.len())))
}

/// The value of a reading that was compared, the limit that decides, and their ratio as the reading shows it.
fn reading(result: &QuestionResult) -> Option<(Ratio, Ratio, Ratio)> {
    let reading = result.reading.as_ref()?;
    let line = reading.lines.get(reading.decisive?)?;
    let number = |text: &Option<String>| Ratio::parse(text.as_deref()?);
    Some((number(&line.value)?, number(&line.at_most)?, number(&line.ratio)?))
}

/// Whether a part or the rest of it is too few people to be shown.
fn is_small(own: &InspectionIndicator, least: u32) -> bool {
    let people = |number: Ratio| u64::try_from(number.rounded_half_up(1)).unwrap_or(0);
    let (part, whole) = (people(own.value.numerator), people(own.value.denominator));
    !own.as_answered && shown_cells(&[part, whole.saturating_sub(part)], least).cells.contains(&None)
}
