//! Counts of people that are too small to be shown one by one.

/// Counts as they may leave the auditor's laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCells {
    /// The counts in their order; none where a cell is merged or left out.
    pub cells: Vec<Option<u64>>,
    /// The sum of the merged cells; none where nothing was merged, or where even the sum is too small to be shown.
    pub merged: Option<u64>,
}

/// Merges all cells with fewer than `least` people. A cell with nobody shows nobody and stays.
///
/// Who knows the total could take the shown cells from it. So while the merged cells are one alone or still fewer than
/// `least` people, the smallest of the others joins them.
#[must_use]
pub fn shown_cells(counts: &[u64], least: u32) -> ShownCells {
    let least = u64::from(least);
    let mut by_size: Vec<usize> = (0..counts.len()).filter(|index| counts[*index] > 0).collect();
    by_size.sort_by_key(|index| counts[*index]);
    let small = by_size.iter().take_while(|index| counts[**index] < least).count();
    let (mut taken, mut sum) = (small, by_size[..small].iter().map(|index| counts[*index]).sum::<u64>());
    while taken > 0 && taken < by_size.len() && (taken == 1 || sum < least) {
        sum += counts[by_size[taken]];
        taken += 1;
    }
    let hidden = &by_size[..taken];
    let cells = counts.iter().enumerate().map(|(index, count)| (!hidden.contains(&index)).then_some(*count)).collect();
    ShownCells { cells, merged: (taken > 1 && sum >= least).then_some(sum) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(counts: &[u64]) -> (Vec<Option<u64>>, Option<u64>) {
        let ShownCells { cells, merged } = shown_cells(counts, 5);
        (cells, merged)
    }

    #[test]
    fn cells_from_five_people_on_are_shown() {
        assert_eq!(shown(&[5, 0, 12]), (vec![Some(5), Some(0), Some(12)], None));
        assert_eq!(shown(&[]), (vec![], None));
    }

    #[test]
    fn small_cells_are_merged() {
        assert_eq!(shown(&[4, 30, 3, 12]), (vec![None, Some(30), None, Some(12)], Some(7)));
    }

    #[test]
    fn a_cell_that_the_total_would_tell_takes_another_one_along() {
        assert_eq!(shown(&[4, 30, 12]), (vec![None, Some(30), None], Some(16)));
        assert_eq!(shown(&[1, 30, 2, 12]), (vec![None, Some(30), None, None], Some(15)), "three people are too few");
    }

    #[test]
    fn fewer_than_five_people_in_all_are_left_out() {
        assert_eq!(shown(&[3, 0]), (vec![None, Some(0)], None));
        assert_eq!(shown(&[1, 2]), (vec![None, None], None));
    }
}
