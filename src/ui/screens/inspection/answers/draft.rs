//! What is typed into the question that is shown, until it is sent.
//!
//! # Why
//! A choice is sent at once. Typed text is sent when the field is left, when the question changes, or a moment after
//! the last letter, so that a note is one event and not forty.

use crate::app::view::InspectionView;
use crate::domain::{Answer, AnswerStatus, InstancePath};
use crate::form::{Question, QuestionKind};

/// Seconds after the last letter at which typed text is sent.
const PAUSE_S: f64 = 0.8;

/// The answer as it stands on the screen.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    index: Option<usize>,
    path: Option<InstancePath>,
    /// Value, status, reason and note at the question's own path.
    pub answer: Answer,
    /// Rows checked, rows failed, whether a row is critical; of sampled questions.
    pub sample: [String; 3],
    sent: Answer,
    sent_sample: [String; 3],
    typed_at_s: Option<f64>,
    status_chosen: bool,
}

impl Draft {
    /// Loads the question `index`; returns what the one before it still had to send.
    pub fn follow(&mut self, view: &InspectionView, index: usize) -> Vec<(InstancePath, Answer)> {
        let Some(question) = view.template.questions.get(index) else { return Vec::new() };
        let path = question.path();
        let mut changes = Vec::new();
        if self.index != Some(index) || self.path.as_ref() != Some(&path) {
            changes = self.take_changes();
            *self = Self { index: Some(index), path: Some(path.clone()), ..Self::default() };
        }
        let stored = view.inspection.answers.get(&path).cloned().unwrap_or_default();
        if self.answer == self.sent {
            self.answer.clone_from(&stored);
        }
        self.sent = stored;
        if matches!(question.kind, QuestionKind::Sampled { .. }) {
            let stored = Question::SAMPLED_NODES.map(|node| {
                view.inspection
                    .answers
                    .get(&path.child(node))
                    .and_then(|answer| answer.value.clone())
                    .unwrap_or_default()
            });
            if self.sample == self.sent_sample {
                self.sample.clone_from(&stored);
            }
            self.sent_sample = stored;
        }
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
        if self.answer != self.sent && !self.reason_owed() {
            self.sent.clone_from(&self.answer);
            changes.push((path.clone(), self.answer.clone()));
        }
        for (place, node) in Question::SAMPLED_NODES.iter().enumerate() {
            if self.sample[place] != self.sent_sample[place] {
                self.sent_sample[place].clone_from(&self.sample[place]);
                let text = self.sample[place].trim();
                let answer = if text.is_empty() { Answer::default() } else { Answer::of(text) };
                changes.push((path.child(node), answer));
            }
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
