//! Questions that ask for sound, film or any file: the file is kept as it is, and a sign stands for it.

use super::support::Desk;
use fieldseal::app::command::{InspectionCommand, PhotoSource};
use fieldseal::app::{AppError, Outcome};
use fieldseal::domain::{
    Digest, EvidenceLink, InspectionId, InstancePath, Language, ReportKind, ReportLanguages, ReportRequest,
};

const WALK: &str = "
| survey |
| | type | name | label | required |
| | audio | noise | Noise | yes |
| | video | line | Line | |
| | file | permit | Permit | |
| | image | gate | Gate | |
";
const SOUND: &[u8] = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1F\0\0\x40\x1F\0\0\x01\0\x08\0data\0\0\0\0";
const PERMIT: &[u8] = b"%PDF-1.7\nnot much of a permit";

fn add(desk: &mut Desk, id: InspectionId, question: &str, name: &str, bytes: &[u8]) -> Result<(), AppError> {
    let sources = vec![PhotoSource::Bytes { file_name: name.to_owned(), bytes: bytes.to_vec() }];
    let links = vec![EvidenceLink::Question(InstancePath::of_question(question))];
    let changes = desk.ask(id, InspectionCommand::AddPhotos { sources, links }).unwrap();
    let Outcome::Photos(mut outcomes) = changes.outcome else { panic!() };
    outcomes.remove(0).result.map(|_| ())
}

#[test]
fn a_question_takes_the_kind_of_file_that_it_asks_for() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    add(&mut desk, id, "noise", "REC_0042.wav", SOUND).unwrap();
    add(&mut desk, id, "permit", "permit.pdf", PERMIT).unwrap();
    let code = |added: Result<(), AppError>| added.unwrap_err().code();
    assert_eq!(code(add(&mut desk, id, "line", "REC_0042.wav", SOUND)), "evidence-other_kind");
    assert_eq!(code(add(&mut desk, id, "gate", "permit.pdf", PERMIT)), "evidence-kind_not_taken");
    let view = desk.app.inspection_view(id).unwrap();
    let kept: Vec<_> = view.inspection.photos.iter().map(|photo| (&*photo.facts.media_type, photo.digest)).collect();
    assert_eq!(kept, [("audio/wav", Digest::of(SOUND)), ("application/pdf", Digest::of(PERMIT))]);
    assert!(view.inspection.photos.iter().all(|photo| !photo.facts.is_picture()));
    let noise = view.template.index_of(&InstancePath::of_question("noise")).unwrap();
    assert!(view.evaluation.questions[noise].settled, "the recording is the answer");

    desk.meet_and_sign(id);
    for command in [InspectionCommand::SealClosing, InspectionCommand::SealReport] {
        desk.ask(id, command).unwrap();
    }
    let (kind, languages) = (ReportKind::Inspection, ReportLanguages::One(Language::En));
    let export = InspectionCommand::Export { report: ReportRequest::usual(kind, languages), to: None };
    let Outcome::Exported(exported) = desk.ask(id, export).unwrap().outcome else { panic!("no report") };
    assert_eq!(exported.verification.code(), "genuine_trusted");
}
