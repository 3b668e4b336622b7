//! What is typed into the question that is shown, until it is sent.
//!
//! # Why
//! A choice is sent at once. Typed text is sent when the field is left, when the question changes, or a moment after
//! the last letter, so that a note is one event and not forty.

use crate::app::view::InspectionView;
use crate::domain::{Answer, AnswerStatus, InstancePath};
use crate::form::{AnswerProblem, Field, Question, QuestionKind, Template};
use std::collections::HashMap;
use std::sync::Arc;

/// Seconds after the last letter at which typed text is sent.
const PAUSE_S: f64 = 0.8;

/// The answer as it stands on the screen.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    index: Option<usize>,
    path: Option<InstancePath>,
    /// Value, status, reason and note at the question's own path.
    pub answer: Answer,
    /// The parts of the answer, where it has several: those of samples and readings.
    pub parts: Vec<String>,
    sent: Answer,
    sent_parts: Vec<String>,
    typed_at_s: Option<f64>,
    status_chosen: bool,
    /// Whether the field of the value takes the focus when it is drawn next.
    pub focus_value: bool,
    /// The table of records that is to be shown.
    pub open_table: Option<String>,
    /// Whether the value was ended by Enter, so that the next question follows.
    pub go_on: bool,
    template: Option<Arc<Template>>,
    part_names: &'static [&'static str],
    /// What could not be sent yet, such as "not applicable" without its reason, by its place: it is there again when
    /// the question is.
    unsent: HashMap<InstancePath, Answer>,
}

impl Draft {
    /// Loads the question `index`; returns what the one before it still had to send.
    pub fn follow(&mut self, view: &InspectionView, index: usize) -> Vec<(InstancePath, Answer)> {
        let Some(question) = view.template.questions.get(index) else { return Vec::new() };
        let path = question.path();
        let mut changes = Vec::new();
        if self.index != Some(index) || self.path.as_ref() != Some(&path) {
            changes = self.take_changes();
            let mut unsent = std::mem::take(&mut self.unsent);
            if let Some(left) = self.path.take().filter(|_| self.answer != self.sent) {
                unsent.insert(left, self.answer.clone());
            }
            let kept = unsent.remove(&path);
            *self = Self { index: Some(index), path: Some(path.clone()), unsent, ..Self::default() };
            self.part_names = question.kind.parts();
            if let Some(kept) = kept {
                self.sent = view.inspection.answers.get(&path).cloned().unwrap_or_default();
                self.answer = kept;
            }
        }
        self.template = Some(Arc::clone(&view.template));
        let stored = view.inspection.answers.get(&path).cloned().unwrap_or_default();
        if self.answer == self.sent {
            self.answer.clone_from(&stored);
        } else if self.answer.note == self.sent.note {
            self.answer.note.clone_from(&stored.note);
        }
        self.sent = stored;
        let stored: Vec<String> = question.kind.parts().iter().map(|node| part(view, &path, node)).collect();
        if self.parts == self.sent_parts {
            self.parts.clone_from(&stored);
        }
        self.sent_parts = stored;
        changes
    }

    /// Remembers that something was typed.
    pub fn typed(&mut self, now_s: f64) {
        self.typed_at_s = Some(now_s);
    }

    /// Sets the value; the same value again takes it back.
    pub fn choose(&mut self, code: &str) {
        let same = self.answer.status == AnswerStatus::Answered && self.answer.value.as_deref() == Some(code);
        self.answer.value = (!same).then(|| code.to_owned());
        self.answer.status = AnswerStatus::Answered;
        self.answer.reason.clear();
    }

    /// Says that there is no answer and that a reason follows; again takes it back.
    pub fn set_status(&mut self, status: AnswerStatus) {
        if self.answer.status == status {
            self.answer.status = AnswerStatus::Answered;
            self.answer.reason.clear();
        } else {
            self.answer.status = status;
            self.answer.value = None;
            self.status_chosen = true;
        }
    }

    /// Whether a status was chosen since the last call, so that the reason may take the focus.
    pub fn take_status_chosen(&mut self) -> bool {
        std::mem::take(&mut self.status_chosen)
    }

    /// Whether a reason is owed before this can be sent.
    pub fn reason_owed(&self) -> bool {
        self.answer.status == AnswerStatus::NotApplicable && self.answer.reason.trim().is_empty()
    }

    /// What is wrong with the value that is typed; none while there is nothing to send.
    #[must_use]
    pub fn problem(&self) -> Option<AnswerProblem> {
        let (path, template) = (self.path.as_ref()?, self.template.as_ref()?);
        template.check_answer(path, &self.tidy()).err()
    }

    /// What is wrong with a part of the answer as it is typed.
    #[must_use]
    pub fn part_problem(&self, place: usize) -> Option<AnswerProblem> {
        let (path, template) = (self.path.as_ref()?, self.template.as_ref()?);
        let name = *self.part_names.get(place)?;
        let text = self.parts.get(place)?.trim();
        let text = if Question::is_number(name) { tidy_number(text) } else { text.to_owned() };
        template.check_answer(&path.child(name), &Answer::of(text)).err()
    }

    /// The answer with its number as data writes it: `1 200` is 1200, `12,5` is 12.5.
    fn tidy(&self) -> Answer {
        let question = self.index.and_then(|index| self.template.as_ref()?.questions.get(index));
        let value = match question.map(|question| &question.kind) {
            Some(
                QuestionKind::Number { .. }
                | QuestionKind::Count
                | QuestionKind::Field(Field::Integer | Field::Scale { .. }),
            ) => self.answer.value.as_deref().map(tidy_number),
            Some(
                QuestionKind::Grade
                | QuestionKind::YesNo { .. }
                | QuestionKind::Choice { .. }
                | QuestionKind::Multi { .. }
                | QuestionKind::Date { .. }
                | QuestionKind::Text
                | QuestionKind::Photo { .. }
                | QuestionKind::Rank { .. }
                | QuestionKind::LimitSets { .. }
                | QuestionKind::Quiz(_)
                | QuestionKind::Reading(_)
                | QuestionKind::Field(_)
                | QuestionKind::Sampled { .. },
            )
            | None => self.answer.value.clone(),
        };
        Answer { value, ..self.answer.clone() }
    }

    /// What of the answer can be sent: all of it, or the note alone while the rest is owed something.
    fn sendable(&self) -> Answer {
        if self.reason_owed() || self.problem().is_some() {
            Answer { note: self.answer.note.clone(), ..self.sent.clone() }
        } else {
            self.tidy()
        }
    }

    /// What is to be sent now: everything while nothing is typed, else only after a pause.
    pub fn settle(&mut self, now_s: f64, typing: bool) -> Vec<(InstancePath, Answer)> {
        let resting = self.typed_at_s.is_none_or(|typed| now_s - typed >= PAUSE_S);
        if typing && !resting { Vec::new() } else { self.take_changes() }
    }

    /// Seconds until [`Draft::settle`] has something to send.
    pub fn wait_s(&self, now_s: f64) -> Option<f32> {
        let typed = self.typed_at_s?;
        #[expect(clippy::cast_possible_truncation, reason = "under a second")]
        Some((PAUSE_S - (now_s - typed)).max(0.01) as f32)
    }

    /// What differs from what was sent; it counts as sent from now on.
    pub fn take_changes(&mut self) -> Vec<(InstancePath, Answer)> {
        let Some(path) = self.path.clone() else { return Vec::new() };
        self.typed_at_s = None;
        let mut changes = Vec::new();
        let sendable = self.sendable();
        if sendable != self.sent {
            // What is typed as `1 200` is shown as it was understood, once it is sent.
            if !self.reason_owed() && self.problem().is_none() {
                self.answer.clone_from(&sendable);
            }
            self.sent.clone_from(&sendable);
            changes.push((path.clone(), sendable));
        }
        for (part, (typed, sent)) in self.parts.iter().zip(&mut self.sent_parts).enumerate() {
            let Some(name) = self.part_names.get(part).filter(|_| typed != sent) else { continue };
            let place = path.child(name);
            let text = typed.trim();
            let text = if Question::is_number(name) { tidy_number(text) } else { text.to_owned() };
            let answer = if text.is_empty() { Answer::default() } else { Answer::of(text) };
            let is_good = self.template.as_ref().is_none_or(|template| template.check_answer(&place, &answer).is_ok());
            if is_good {
                sent.clone_from(typed);
                changes.push((place, answer));
            }
        }
        changes
    }
}

/// What is recorded of a part of an answer.
fn part(view: &InspectionView, path: &InstancePath, node: &str) -> String {
    let answer = view.inspection.answers.get(&path.child(node));
    answer.and_then(|answer| answer.value.clone()).unwrap_or_default()
}

/// A number without the marks that people put between thousands, and with a point before its decimals. A comma with
/// three digits behind it could be either and stays.
fn tidy_number(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_')).collect();
    match (plain.matches(',').count(), plain.contains('.')) {
        (0, _) => plain,
        (1, false) if plain.split(',').next_back().is_some_and(|decimals| decimals.len() != 3) => {
            plain.replace(',', ".")
        }
        (1, false) => plain,
        (_, false) => plain.replace(',', ""),
        (_, true) if plain.find(',') < plain.find('.') => plain.replace(',', ""),
        (_, true) => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_understood_as_people_write_them() {
        let cases = [
            ("1 200", "1200"),
            ("1\u{a0}200", "1200"),
            ("12,5", "12.5"),
            ("1,200", "1,200"),
            ("1,200,000", "1200000"),
            ("1,200.5", "1200.5"),
            ("42.5", "42.5"),
            ("abc", "abc"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(tidy_number(typed), wanted);
        }
    }

    #[test]
    fn a_note_is_sent_while_the_reason_is_owed() {
        let mut draft = draft();
        draft.set_status(AnswerStatus::NotApplicable);
        draft.answer.note = "no dormitory seen".to_owned();
        let changes = draft.settle(0.0, false);
        assert_eq!(changes[0].1, Answer { note: "no dormitory seen".to_owned(), ..Answer::default() });
        assert_eq!(draft.answer.status, AnswerStatus::NotApplicable);
        assert!(draft.settle(0.1, false).is_empty());
    }

    fn draft() -> Draft {
        Draft { path: Some(InstancePath::of_question("q")), ..Draft::default() }
    }

    #[test]
    fn a_choice_is_sent_at_once_and_taken_back_by_the_same_choice() {
        let mut draft = draft();
        draft.choose("minor");
        assert_eq!(draft.settle(0.0, false).len(), 1);
        assert!(draft.settle(0.1, false).is_empty());
        draft.choose("minor");
        let changes = draft.settle(0.2, false);
        assert!(changes[0].1.is_empty());
    }

    #[test]
    fn typed_text_waits_for_a_pause_and_is_never_forgotten() {
        let mut draft = draft();
        draft.answer.note = "Exit B".to_owned();
        draft.typed(10.0);
        assert!(draft.settle(10.3, true).is_empty());
        assert!(draft.wait_s(10.3).is_some());
        assert_eq!(draft.settle(10.9, true).len(), 1);
        draft.answer.note = "Exit B blocked".to_owned();
        draft.typed(11.0);
        assert_eq!(draft.take_changes()[0].1.note, "Exit B blocked");
    }

    #[test]
    fn not_applicable_is_sent_with_its_reason_only() {
        let mut draft = draft();
        draft.set_status(AnswerStatus::NotApplicable);
        assert!(draft.settle(0.0, false).is_empty());
        draft.answer.reason = "no dormitory".to_owned();
        assert_eq!(draft.settle(0.1, false).len(), 1);
    }
}
