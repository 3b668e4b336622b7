//! Nothing is kept of interviews but what is written down.

use super::support::{Desk, planned};
use crate::evidence::fixtures::{corners, jpeg};
use fieldseal::app::command::{InspectionCommand, PhotoSource};
use fieldseal::app::problem::Problem;
use fieldseal::app::{AppError, Outcome};
use fieldseal::domain::{Answer, EvidenceLink, InspectionId, InstancePath, Language};
use fieldseal::form::Template;
use fieldseal::words::Words;

/// The path of the question with this code.
fn question(template: &Template, code: &str) -> InstancePath {
    template.questions.iter().find(|question| question.code == code).unwrap().path()
}

fn desk() -> (Desk, InspectionId, InstancePath, InstancePath) {
    let (mut desk, id) = planned("labour-and-employment");
    let template = desk.app.inspection_view(id).unwrap().template.clone();
    let confided = ["LAB-IV-01", "LAB-IV-02", "LAB-IV-03"].map(|code| question(&template, code));
    assert!(template.questions.iter().filter(|one| one.interview).map(|one| one.path()).eq(confided.clone()));
    (desk, id, confided[1].clone(), template.questions[0].path())
}

fn sources() -> Vec<PhotoSource> {
    vec![PhotoSource::Bytes { file_name: "IMG_20261118_163000.jpg".to_owned(), bytes: jpeg(&corners(64, 48)) }]
}

#[test]
fn photos_and_files_for_an_interview_are_refused_with_the_reason() {
    let (mut desk, id, interview, other) = desk();
    let links = || vec![EvidenceLink::Question(other.clone()), EvidenceLink::Question(interview.clone())];
    let Outcome::Photos(photos) =
        desk.ask(id, InspectionCommand::AddPhotos { sources: sources(), links: Vec::new() }).unwrap().outcome
    else {
        panic!()
    };
    let photo = *photos[0].result.as_ref().unwrap();
    for command in [
        InspectionCommand::AddPhotos { sources: sources(), links: links() },
        InspectionCommand::AddFiles { sources: sources(), links: links() },
        InspectionCommand::LinkPhoto { id: photo, links: links() },
        InspectionCommand::LinkPhotos(vec![(photo, links())]),
    ] {
        let error = desk.ask(id, command).unwrap_err();
        assert!(matches!(&error, AppError::Interview { code } if code == "LAB-IV-02"), "{error:?}");
        let problem = Problem::of(&error, Words::of(Language::En));
        assert!(problem.what.contains("LAB-IV-02") && problem.means.contains("in confidence"), "{problem:?}");
    }
    let inspection = desk.app.inspection_view(id).unwrap().inspection.clone();
    assert_eq!(inspection.photos.len(), 1);
    assert_eq!(inspection.photos[0].links, []);
    let note = InspectionCommand::SaveNote { id: None, text: "Overtime".to_owned(), links: links() };
    desk.ask(id, note).expect("what is written down may belong to an interview");
}

#[test]
fn a_photo_of_the_time_of_an_interview_is_proposed_for_no_interview() {
    let (mut desk, id, interview, _) = desk();
    let answer = Answer { value: Some("Overtime".to_owned()), ..Answer::default() };
    desk.ask(id, InspectionCommand::Answer { path: interview.clone(), answer }).unwrap();
    let at = desk.app.inspection_view(id).unwrap().inspection.changed_at.local();
    let file_name = at.format("IMG_%Y%m%d_%H%M%S.jpg").to_string();
    let sources = vec![PhotoSource::Bytes { file_name, bytes: jpeg(&corners(64, 48)) }];
    desk.ask(id, InspectionCommand::AddPhotos { sources, links: Vec::new() }).unwrap();
    let Outcome::Matched(matches) =
        desk.ask(id, InspectionCommand::MatchPhotos { clock_shift_min: 0 }).unwrap().outcome
    else {
        panic!()
    };
    assert_eq!(matches.len(), 1);
    assert_ne!(matches[0].question.as_ref(), Some(&interview));
}
