//! How many people or records to look at.

use crate::domain::{SampleSizeRule, SampleTable};

/// A sample size, and which rule gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleSize<'a> {
    /// How many there are.
    pub population: u32,
    /// How many of them to look at.
    pub size: u32,
    /// How many interviews at least with one person alone.
    pub individual_least: u32,
    /// What gave the size.
    pub basis: SampleBasis<'a>,
}

/// What a sample size follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleBasis<'a> {
    /// The square root within its bounds; also where the organisation's table has no band for so many people.
    SquareRoot,
    /// The organisation's own table.
    Table(&'a SampleTable),
}

/// The sample for `population`: the organisation's table, else `min(N, most, max(least, ⌈√N⌉))`.
///
/// Workers of 16 and 17 years are no sample: all of them are looked at.
#[must_use]
pub fn sample_size(population: u32, rule: &SampleSizeRule) -> SampleSize<'_> {
    let from_table =
        rule.table.as_ref().and_then(|table| Some((wanted(population, table)?, SampleBasis::Table(table))));
    let (wanted, basis) = from_table.unwrap_or_else(|| {
        let root = population.isqrt();
        let root_up = if root * root < population { root + 1 } else { root };
        (root_up.max(rule.least).min(rule.most), SampleBasis::SquareRoot)
    });
    let size = wanted.min(population);
    let individual = (u64::from(size) * u64::from(rule.individual_least_percent)).div_ceil(100);
    let individual_least = u32::try_from(individual).unwrap_or(size).min(size);
    SampleSize { population, size, individual_least, basis }
}

/// The sample of the narrowest band that holds so many people.
fn wanted(population: u32, table: &SampleTable) -> Option<u32> {
    let holding = table.bands.iter().filter(|band| band.people_at_most.is_none_or(|most| population <= most));
    holding.min_by_key(|band| (band.people_at_most.is_none(), band.people_at_most)).map(|band| band.sample)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BilingualText, SampleBand};

    fn house(population: u32) -> u32 {
        sample_size(population, &SampleSizeRule::default()).size
    }

    #[test]
    fn the_vectors_of_the_rule() {
        let vectors = [(12, 5), (50, 8), (80, 9), (150, 13), (300, 18), (600, 25), (1200, 35), (3000, 55), (8000, 60)];
        for (population, size) in vectors {
            assert_eq!(house(population), size, "{population}");
        }
    }

    #[test]
    fn the_borders_are_exact() {
        let vectors =
            [(0, 0), (1, 1), (4, 4), (5, 5), (25, 5), (26, 6), (36, 6), (37, 7), (3481, 59), (3482, 60), (3600, 60)];
        for (population, size) in vectors {
            assert_eq!(house(population), size, "{population}");
        }
        assert_eq!(house(u32::MAX), 60);
    }

    #[test]
    fn most_interviews_are_with_one_person_alone() {
        let rule = SampleSizeRule::default();
        assert_eq!(sample_size(12, &rule).individual_least, 3);
        assert_eq!(sample_size(50, &rule).individual_least, 5, "60 % of 8 is 4.8");
        assert_eq!(sample_size(1, &rule).individual_least, 1);
    }

    #[test]
    fn the_table_of_the_organisation_goes_first_and_is_named() {
        let band = |people_at_most, sample| SampleBand { people_at_most, sample };
        let title = BilingualText { en: "Customer table".to_owned(), zh_cn: "客户抽样表".to_owned() };
        let table = SampleTable { title, bands: vec![band(Some(500), 22), band(Some(100), 10), band(Some(1000), 26)] };
        let rule = SampleSizeRule { table: Some(table.clone()), ..SampleSizeRule::default() };
        let named =
            |basis: &SampleBasis<'_>| matches!(basis, SampleBasis::Table(used) if used.title.en == "Customer table");
        let judge = |population, rule: &SampleSizeRule| {
            let sample = sample_size(population, rule);
            (sample.size, named(&sample.basis))
        };
        assert_eq!(judge(100, &rule), (10, true));
        assert_eq!(judge(101, &rule), (22, true));
        assert_eq!(judge(8, &rule), (8, true), "never more than there are");
        assert_eq!(judge(1001, &rule), (32, false), "no band: the square root, and the result says so");
        let open_ended = SampleTable { bands: [vec![band(None, 40)], table.bands].concat(), title: table.title };
        let rule = SampleSizeRule { table: Some(open_ended), ..rule };
        assert_eq!(judge(1001, &rule), (40, true), "the open band comes last wherever it stands");
        assert_eq!(judge(1000, &rule), (26, true));
    }
}
