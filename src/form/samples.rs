//! How far the samples of an inspection are taken.

use super::figures::{Figures, Place};
use super::ratio::Ratio;
use super::sample_size::{SampleBasis, sample_size};
use crate::domain::{BilingualText, RuleSet, SampleExtent, SamplePlan, Source};

/// One sample: how many there are, have to be looked at, and were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleProgress {
    /// Its code, `interviews`.
    pub code: String,
    /// How large it has to be.
    pub extent: SampleExtent,
    /// How many there are; none where nobody said so, and where it does not matter.
    pub population: Option<u32>,
    /// Where that stands, or would; none where the checklist does not ask for it.
    pub population_at: Option<Place>,
    /// How many have to be looked at; none where the population has to be known for that.
    pub wanted: Option<u32>,
    /// The organisation's table that gave the size; none for the square root.
    pub table: Option<BilingualText>,
    /// How many were looked at.
    pub recorded: u32,
    /// Where that stands.
    pub recorded_at: Place,
}

impl SampleProgress {
    /// Whether enough were looked at; none where nobody knows how many that are.
    #[must_use]
    pub fn is_reached(&self) -> Option<bool> {
        self.wanted.map(|wanted| self.recorded >= wanted)
    }

    /// The index of the table whose rows it counts.
    #[must_use]
    pub const fn table_at(&self) -> Option<usize> {
        match self.recorded_at {
            Place::Table(table) | Place::Column(table, _) => Some(table),
            Place::Question(_) => None,
        }
    }
}

/// The samples that a checklist has a place for.
pub(super) fn samples(figures: &Figures<'_>, rules: &RuleSet) -> Vec<SampleProgress> {
    rules.samples.iter().filter_map(|plan| progress(figures, rules, plan)).collect()
}

fn progress(figures: &Figures<'_>, rules: &RuleSet, plan: &SamplePlan) -> Option<SampleProgress> {
    let (recorded_at, recorded) = first(figures, &plan.recorded)?;
    let (population_at, population) = first(figures, &plan.population).unzip();
    let population = population.flatten();
    let size = population.map(|population| sample_size(population, &rules.sample_size));
    let wanted = match plan.extent {
        SampleExtent::Sample => size.map(|size| size.size),
        SampleExtent::Individual => size.map(|size| size.individual_least),
        SampleExtent::All => population,
        SampleExtent::AtLeast(least) => Some(least),
    };
    let table = size.and_then(|size| match (plan.extent, size.basis) {
        (SampleExtent::Sample | SampleExtent::Individual, SampleBasis::Table(table)) => Some(table.title.clone()),
        (_, SampleBasis::Table(_) | SampleBasis::SquareRoot) => None,
    });
    let recorded = recorded.unwrap_or(0);
    let (code, extent) = (plan.code.clone(), plan.extent);
    Some(SampleProgress { code, extent, population, population_at, wanted, table, recorded, recorded_at })
}

/// The first place that has a number; else the first that could.
fn first(figures: &Figures<'_>, sources: &[Source]) -> Option<(Place, Option<u32>)> {
    let places = || sources.iter().filter_map(|source| Some((figures.place(source)?, figures.number(source))));
    let known = places().find(|(_, number)| number.is_some_and(|number| number > Ratio::ZERO));
    let (place, number) =
        known.or_else(|| places().find(|(_, number)| number.is_some())).or_else(|| places().next())?;
    Some((place, number.and_then(whole)))
}

/// A count of people or things.
fn whole(number: Ratio) -> Option<u32> {
    u32::try_from(number.rounded_half_up(1)).ok()
}
