//! The order in which questions are walked through: as asked, hidden ones left out.

use crate::app::view::InspectionView;

/// The questions that are asked, as places in the template.
#[derive(Debug, Clone)]
pub struct Walk {
    order: Vec<usize>,
}

impl Walk {
    /// The walk through an inspection as its conditions stand.
    pub fn of(view: &InspectionView) -> Self {
        let visible = |index: &usize| view.evaluation.questions.get(*index).is_some_and(|result| result.shown());
        Self { order: (0..view.template.questions.len()).filter(visible).collect() }
    }

    /// The first question.
    pub fn first(&self) -> Option<usize> {
        self.order.first().copied()
    }

    /// How many are asked.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Which one of them this is, from 1; none for a hidden one.
    pub fn number(&self, index: usize) -> Option<usize> {
        self.order.binary_search(&index).ok().map(|place| place + 1)
    }

    /// The one after it.
    pub fn next(&self, index: usize) -> Option<usize> {
        let place = self.order.partition_point(|other| *other <= index);
        self.order.get(place).copied()
    }

    /// The one before it.
    pub fn previous(&self, index: usize) -> Option<usize> {
        let place = self.order.partition_point(|other| *other < index);
        place.checked_sub(1).and_then(|place| self.order.get(place)).copied()
    }

    /// The next one without an answer, from the beginning again after the last; none when all have one.
    pub fn next_open(&self, view: &InspectionView, index: usize) -> Option<usize> {
        let open = |other: &usize| view.evaluation.questions.get(*other).is_some_and(|result| !result.settled);
        let place = self.order.partition_point(|other| *other <= index);
        let (before, after) = self.order.split_at(place);
        after.iter().chain(before).copied().filter(|other| *other != index).find(open)
    }
}
