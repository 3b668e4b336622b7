//! The auditor's note, and the reason why there is no answer.

use super::AnswersState;
use crate::domain::AnswerStatus;
use crate::ui::theme::Look;
use crate::ui::widgets::Field;
use egui::Ui;

/// Draws reason and note.
pub fn note_ui(ui: &mut Ui, look: &Look, state: &mut AnswersState) {
    let now_s = ui.input(|input| input.time);
    let status = state.draft.answer.status;
    if status != AnswerStatus::Answered {
        let owed = status == AnswerStatus::NotApplicable && state.draft.reason_owed();
        let label = look.text(match status {
            AnswerStatus::NotVerified => "reason-not-verified",
            AnswerStatus::NotApplicable | AnswerStatus::Answered => "reason-not-applicable",
        });
        let issue = if owed { look.text("reason-owed") } else { String::new() };
        let field = Field { label: &label, issue: &issue, ..Field::default() };
        let response = field.show(ui, look, "reason", &mut state.draft.answer.reason);
        if response.changed() {
            state.draft.typed(now_s);
        }
        if state.draft.take_status_chosen() {
            response.request_focus();
        }
    }
    let label = look.text("note");
    let hint = look.text("note-hint");
    let field = Field { label: &label, hint: &hint, rows: 3, ..Field::default() };
    let response = field.show(ui, look, "note", &mut state.draft.answer.note);
    if response.changed() {
        state.draft.typed(now_s);
    }
    if std::mem::take(&mut state.focus_note) {
        response.request_focus();
        response.scroll_to_me(None);
    }
}
