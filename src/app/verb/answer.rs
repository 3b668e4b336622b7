//! Give, change or take back answers.

use crate::app::{App, AppError, Changes};
use crate::domain::{Answer, EventBody, InspectionId, InstancePath};

impl App {
    /// Whether an answer can be recorded now; nothing is written.
    ///
    /// # Errors
    /// As [`answer_many`].
    pub fn check_answer(&mut self, id: InspectionId, path: &InstancePath, answer: &Answer) -> Result<(), AppError> {
        let loaded = self.load(id)?;
        loaded.template.check_answer(path, answer)?;
        let body = EventBody::AnswerGiven { path: path.clone(), answer: answer.clone() };
        loaded.inspection.refuse(&body).map_or(Ok(()), |refusal| Err(refusal.into()))
    }
}

/// Gives answers in one transaction; an answer equal to the recorded one writes nothing.
///
/// # Errors
/// [`AppError::Answer`] for a path the checklist does not have or a value that its question cannot take, or a refusal.
pub fn answer_many(app: &mut App, id: InspectionId, answers: Vec<(InstancePath, Answer)>) -> Result<Changes, AppError> {
    let loaded = app.load(id)?;
    let mut bodies = Vec::with_capacity(answers.len());
    for (path, answer) in answers {
        loaded.template.check_answer(&path, &answer)?;
        let recorded = loaded.inspection.answers.get(&path);
        let same = recorded.map_or_else(|| answer.is_empty(), |recorded| *recorded == answer);
        if !same {
            bodies.push(EventBody::AnswerGiven { path, answer });
        }
    }
    if bodies.is_empty() {
        return Ok(Changes::default());
    }
    app.commit_inspection(id, bodies)
}
