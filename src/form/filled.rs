//! A checklist with the answers of an inspection in it, as its expressions see them.

use super::address::Rows;
use super::engine::{Saved, Session};
use super::facts::Facts;
use super::question::Question;
use super::template::{Template, parts};
use super::xpath::Host;
use crate::domain::{AnswerStatus, InstancePath};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, Utc};

/// A checklist with answers.
pub(super) struct Filled {
    pub(super) session: Session,
}

/// The day of an evaluation. Expressions that ask for the time get noon, and for chance always the same.
struct Day(NaiveDate);

impl Host for Day {
    fn now(&self) -> DateTime<FixedOffset> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        self.0.and_time(noon).and_utc().fixed_offset()
    }

    fn offset_at(&self, _local: NaiveDateTime) -> FixedOffset {
        Utc.fix()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

impl Filled {
    /// Puts answers and facts of the site into the form.
    pub(super) fn of(template: &Template, facts: &Facts<'_>) -> Self {
        Self::at(template, facts, Box::new(Day(facts.today)))
    }

    /// The same with another clock and other chance.
    pub(super) fn at(template: &Template, facts: &Facts<'_>, host: Box<dyn Host>) -> Self {
        let root = &template.shared.blueprint.form().root;
        let rows = Rows::of(facts.answers);
        let mut saved = Saved::default();
        for (repeat, ids) in rows.repeats() {
            let address = InstancePath::from(format!("{repeat}[{}]", ids.first().map_or("", String::as_str)));
            if let Some(node) = node(template, &rows, &address) {
                let place = node.rsplit_once('[').map_or(node.as_str(), |(place, _)| place);
                saved.rows.push((place.to_owned(), ids.len()));
            }
        }
        saved.rows.sort_by_key(|(place, _)| place.matches('/').count());
        for (name, value) in facts.profile {
            saved.values.push((format!("/{root}/{name}"), value));
        }
        for (path, answer) in facts.answers {
            let value = answer.value.as_deref().filter(|value| !value.is_empty());
            let is_given = answer.status == AnswerStatus::Answered;
            if let Some(value) = value.filter(|_| is_given)
                && let Some(node) = node(template, &rows, path)
            {
                saved.values.push((node, value));
            }
        }
        Self { session: Session::resume(&template.shared.blueprint, host, &saved) }
    }

    /// The rows that are there: those of the answers, and those whose number is calculated.
    pub(super) fn rows(&self, template: &Template, facts: &Facts<'_>) -> Rows {
        let mut rows = Rows::of(facts.answers);
        if !template.shared.has_counted_repeats {
            return rows;
        }
        loop {
            let known = template.with_rows(rows.clone());
            let count = |repeat: &super::template::Repeat| {
                let node = node(template, &rows, &InstancePath::from(format!("{}[1]", repeat.path)))?;
                let place = node.rsplit_once('[').map_or(node.as_str(), |(place, _)| place);
                Some((repeat.path.to_string(), self.session.row_count(place)))
            };
            let counts: Vec<(String, usize)> =
                known.repeats.iter().filter(|repeat| repeat.is_counted).filter_map(count).collect();
            let mut next = rows.clone();
            for (repeat, count) in counts {
                next.number(&repeat, count);
            }
            if next == rows {
                return rows;
            }
            rows = next;
        }
    }

    /// The codes that can be chosen, where that depends on other answers.
    pub(super) fn choices(&self, question: &Question) -> Option<Vec<String>> {
        let shown = question.filtered.then(|| self.session.choices(&question.node).unwrap_or_default())?;
        Some(shown.into_iter().map(|choice| choice.value).collect())
    }
}

/// The place of an address in the form, its rows numbered; none for what the checklist does not have, and for rows.
pub(super) fn node(template: &Template, rows: &Rows, path: &InstancePath) -> Option<String> {
    let parts = parts(path)?;
    let node = &template.slot(&parts.pattern)?.node;
    let mut numbered = String::with_capacity(node.len() + 4 * parts.rows.len());
    let mut pieces = node.split("[]");
    numbered.push_str(pieces.next()?);
    for ((repeat, id), piece) in parts.rows.iter().zip(pieces) {
        let number = id.parse().ok().or_else(|| rows.position(repeat, id))?;
        numbered.push_str(&format!("[{number}]{piece}"));
    }
    Some(numbered)
}
