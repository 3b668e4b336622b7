//! What is still owed to a question.

use super::evaluation::{Duty, Outcome, QuestionResult};
use super::facts::Facts;
use super::grading::Judgement;
use super::question::{EvidenceKind, Question, QuestionKind};
use crate::domain::{Answer, InstancePath};

/// The duties of a visible question.
pub(super) fn duties(
    question: &Question,
    path: &InstancePath,
    facts: &Facts<'_>,
    judged: &Judgement,
    covered: bool,
    optional: bool,
) -> Vec<Duty> {
    let mut duties = Vec::new();
    let photos = facts.photo_counts.get(path).copied().unwrap_or(0);
    let answer = facts.answers.get(path);
    match judged.outcome {
        Outcome::Hidden => return duties,
        Outcome::Unanswered => duties.push(match (&judged.problem, &question.kind) {
            (Some(problem), _) => Duty::Correction(problem.clone()),
            (None, _) if optional => return duties,
            (None, QuestionKind::Photo { least, .. }) => Duty::Photos { present: photos, least: *least },
            (None, _) => Duty::Answer,
        }),
        // A reading without its limit is not verified either, but there is nothing to give a reason for.
        Outcome::NotApplicable | Outcome::NotVerified => {
            let said = answer.is_some_and(|answer| !answer.reason.trim().is_empty());
            if !said && judged.limit.is_none() {
                duties.push(Duty::Reason);
            }
        }
        Outcome::Information | Outcome::Graded(_) => evidence(question, photos, answer, &mut duties),
    }
    if judged.outcome.grade().is_some_and(crate::domain::Grade::fails) && !covered {
        duties.push(Duty::Finding);
    }
    duties
}

fn evidence(question: &Question, photos: u32, answer: Option<&Answer>, duties: &mut Vec<Duty>) {
    let noted = answer.is_some_and(|answer| !answer.note.trim().is_empty());
    for duty in question.evidence.iter().filter(|duty| duty.mandatory) {
        match duty.kind {
            EvidenceKind::Photo if photos == 0 => duties.push(Duty::Photos { present: 0, least: 1 }),
            EvidenceKind::Photo => {}
            EvidenceKind::Document
            | EvidenceKind::Interview
            | EvidenceKind::Record
            | EvidenceKind::Observation
            | EvidenceKind::Measurement => {
                if photos == 0 && !noted {
                    duties.push(Duty::Evidence(duty.kind));
                }
            }
        }
    }
}

/// Whether a question needs no more answer.
pub(super) fn settled(result: &QuestionResult) -> bool {
    match result.outcome {
        Outcome::Unanswered => result.optional && !result.blocks(),
        Outcome::Hidden => false,
        Outcome::NotApplicable | Outcome::NotVerified | Outcome::Information | Outcome::Graded(_) => true,
    }
}
