//! Marks, blocks, consent and trade secrets, down to the bytes that leave.

use super::support::{Desk, Until};
use crate::evidence::fixtures::jpeg;
use fieldseal::app::command::{InspectionCommand, PhotoSource};
use fieldseal::app::verb::extract::read_record;
use fieldseal::app::{AppError, Outcome};
use fieldseal::domain::{
    Consent, Digest, EvidenceLink, InspectionId, InstancePath, Language, Mark, MarkColour, MarkShape, Overlay,
    OverlayPoint, PhotoId, Redaction, RedactionReason, Refusal, ReportKind, ReportLanguages, ReportRequest,
};
use fieldseal::evidence::Integrity;
use fieldseal::pdf::{ObjectId, Reader};
use image::RgbImage;
use std::fs::{self, File};

const WALK: &str = "
| survey |
| | type | name | label |
| | image | gate | Gate |
";

/// Green all over; what is under a block is green and nothing else in the picture is black.
fn green() -> Vec<u8> {
    jpeg(&RgbImage::from_pixel(800, 600, image::Rgb([20, 200, 60])))
}

fn take_in(desk: &mut Desk, id: InspectionId, bytes: &[u8]) -> PhotoId {
    let sources = vec![PhotoSource::Bytes { file_name: "IMG_20261118_101500.jpg".to_owned(), bytes: bytes.to_vec() }];
    let links = vec![EvidenceLink::Question(InstancePath::of_question("gate"))];
    let changes = desk.ask(id, InspectionCommand::AddPhotos { sources, links }).unwrap();
    let Outcome::Photos(mut outcomes) = changes.outcome else { panic!() };
    outcomes.remove(0).result.unwrap()
}

fn seal(desk: &mut Desk, id: InspectionId) {
    desk.meet_and_sign(id);
    for command in [InspectionCommand::SealClosing, InspectionCommand::SealReport] {
        desk.ask(id, command).unwrap();
    }
}

/// The pictures of the report, decoded.
fn exported(desk: &mut Desk, id: InspectionId, kind: ReportKind) -> Vec<RgbImage> {
    let languages = ReportLanguages::One(Language::En);
    let command = InspectionCommand::Export { report: ReportRequest::usual(kind, languages), to: None };
    let Outcome::Exported(exported) = desk.ask(id, command).unwrap().outcome else { panic!("no report") };
    let mut reader = Reader::open(File::open(&exported.path).unwrap()).unwrap();
    let mut pictures = Vec::new();
    for number in reader.numbers_named_by(0) {
        let Ok(object) = reader.get(ObjectId::new(number)) else { continue };
        if object.object.as_dictionary().is_some_and(|dictionary| dictionary.is_name("Filter", "DCTDecode")) {
            let bytes = reader.read_raw(object.stream.unwrap()).unwrap();
            assert!(!bytes.windows(4).any(|four| four == b"Exif"), "no EXIF leaves, and no thumbnail in it");
            pictures.push(image::load_from_memory(&bytes).unwrap().to_rgb8());
        }
    }
    pictures
}

/// A block from one quarter to the middle of an 800 x 600 picture, and an arrow beside it.
fn overlay() -> Overlay {
    let point = OverlayPoint::new;
    let block = Redaction { from: point(2_500, 2_000), to: point(5_000, 4_000), reason: RedactionReason::Person };
    let arrow = MarkShape::Arrow { from: point(9_500, 500), to: point(6_500, 1_000) };
    Overlay { redactions: vec![block], marks: vec![Mark { shape: arrow, colour: MarkColour::Red }] }
}

#[test]
fn under_a_block_no_pixel_of_the_photo_leaves() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let original = green();
    let photo = take_in(&mut desk, id, &original);
    desk.ask(id, InspectionCommand::OverlayPhoto { id: photo, overlay: overlay() }).unwrap();
    seal(&mut desk, id);
    let pictures = exported(&mut desk, id, ReportKind::Inspection);
    assert_eq!(pictures.len(), 1);
    // 2,500 to 5,000 ten-thousandths of 800 pixels, and 2,000 to 4,000 down.
    for y in 160..320 {
        for x in 200..400 {
            let [red, green, blue] = pictures[0].get_pixel(x, y).0;
            assert!(red < 12 && green < 12 && blue < 12, "{x}, {y}: {red} {green} {blue}");
        }
    }
    let [red, green, _] = pictures[0].get_pixel(600, 500).0;
    assert!(red < 60 && green > 160, "what is beside the block is to be seen");
    assert!(pictures[0].pixels().any(|pixel| pixel.0[0] > 180 && pixel.0[1] < 80), "the arrow");
    for cached in files_below(&desk.app.folder().cache()) {
        // The cache of the plain photo may hold it; the pictures with the overlay do not.
        if cached.to_string_lossy().contains("drawn-") {
            let picture = image::open(&cached).unwrap().to_rgb8();
            let (x, y) = (picture.width() * 3 / 8, picture.height() * 2 / 5);
            assert!(picture.get_pixel(x, y).0.iter().all(|sample| *sample < 12), "{}", cached.display());
        }
    }
    assert_eq!(desk.app.photos().verify(&Digest::of(&original)).unwrap(), Integrity::Verified);
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn without_consent_people_are_hidden_from_then_on_also_after_the_seal() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let photo = take_in(&mut desk, id, &green());
    seal(&mut desk, id);
    let before = exported(&mut desk, id, ReportKind::Inspection);
    assert!(before[0].get_pixel(400, 300).0[1] > 160);
    let asked = InspectionCommand::TakeConsent { id: photo, consent: Consent::Given };
    let refused = desk.ask(id, asked).unwrap_err();
    assert!(matches!(refused, AppError::Refused(Refusal::Sealed)), "{refused:?}");
    desk.ask(id, InspectionCommand::TakeConsent { id: photo, consent: Consent::Withdrawn }).unwrap();
    let after = exported(&mut desk, id, ReportKind::Inspection);
    assert!(after[0].pixels().all(|pixel| pixel.0.iter().all(|sample| *sample < 12)), "all of it is hidden");
    let view = desk.app.inspection_view(id).unwrap();
    assert_eq!(view.inspection.photos[0].consent, Consent::Unasked, "what was sealed stays as it was sealed");
    assert_eq!(view.inspection.consent(&view.inspection.photos[0]), Consent::Withdrawn);
    let mut desk = desk.reopen();
    let inspection = desk.app.inspection_view(id).unwrap().inspection;
    assert_eq!(inspection.consent(&inspection.photos[0]), Consent::Withdrawn, "and is so for good");
}

#[test]
fn blocks_over_people_are_enough_where_consent_was_withdrawn() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let photo = take_in(&mut desk, id, &green());
    desk.ask(id, InspectionCommand::TakeConsent { id: photo, consent: Consent::Withdrawn }).unwrap();
    desk.ask(id, InspectionCommand::OverlayPhoto { id: photo, overlay: overlay() }).unwrap();
    let view = desk.app.inspection_view(id).unwrap();
    assert_eq!(view.inspection.rendition(&view.inspection.photos[0]).overlay, overlay());
    let other = Overlay {
        redactions: vec![Redaction { reason: RedactionReason::Plate, ..overlay().redactions[0].clone() }],
        marks: Vec::new(),
    };
    desk.ask(id, InspectionCommand::OverlayPhoto { id: photo, overlay: other.clone() }).unwrap();
    let view = desk.app.inspection_view(id).unwrap();
    assert_ne!(view.inspection.rendition(&view.inspection.photos[0]).overlay, other, "a plate is no person");
}

#[test]
fn what_is_drawn_is_undone_and_too_much_is_refused() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let (one, two) = (take_in(&mut desk, id, &green()), take_in(&mut desk, id, &green()));
    let of = |desk: &mut Desk| {
        let inspection = desk.app.inspection_view(id).unwrap().inspection;
        let ids: Vec<PhotoId> = inspection.photos.iter().map(|photo| photo.id).collect();
        (ids, inspection.photo(one).unwrap().overlay.clone())
    };
    desk.ask(id, InspectionCommand::OverlayPhoto { id: one, overlay: overlay() }).unwrap();
    desk.ask(id, InspectionCommand::PlacePhoto { id: two, before: Some(one) }).unwrap();
    assert_eq!(of(&mut desk), (vec![two, one], overlay()));
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(of(&mut desk), (vec![one, two], overlay()));
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(of(&mut desk), (vec![one, two], Overlay::default()));
    desk.ask(id, InspectionCommand::Redo).unwrap();
    assert_eq!(of(&mut desk).1, overlay());
    desk.ask(id, InspectionCommand::RemovePhoto(one)).unwrap();
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(of(&mut desk), (vec![one, two], overlay()), "at its place, with what was drawn on it");
    let marks = vec![overlay().marks[0].clone(); Overlay::MOST_PARTS + 1];
    let too_much = Overlay { redactions: Vec::new(), marks };
    let refused = desk.ask(id, InspectionCommand::OverlayPhoto { id: one, overlay: too_much }).unwrap_err();
    assert_eq!(refused.code(), "refused-overlay_too_large");
}

#[test]
fn what_the_site_calls_a_trade_secret_or_is_redacted_after_the_closing_leaves_rightly() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ClosingSealed);
    let inspection = desk.app.inspection_view(id).unwrap().inspection;
    let open = inspection.findings.iter().filter(|finding| !finding.sensitive).map(|finding| finding.id);
    let links: Vec<EvidenceLink> = open.map(EvidenceLink::Finding).collect();
    let shown = |photo: &&fieldseal::domain::Photo| photo.links.iter().any(|link| links.contains(link));
    let photos: Vec<PhotoId> = inspection.photos.iter().filter(shown).map(|photo| photo.id).collect();
    let plan = |desk: &mut Desk| {
        let (kind, languages) = (ReportKind::ClosingPlan, ReportLanguages::One(Language::En));
        let command = InspectionCommand::Export { report: ReportRequest::usual(kind, languages), to: None };
        let Outcome::Exported(plan) = desk.ask(id, command).unwrap().outcome else { panic!("no plan") };
        assert_eq!(plan.verification.code(), "genuine_trusted");
        String::from_utf8(read_record(&plan.path).unwrap().unwrap()).unwrap()
    };
    let held = |record: &str| photos.iter().filter(|photo| record.contains(&photo.to_string())).count();
    assert_eq!(held(&plan(&mut desk)), photos.len());
    desk.ask(id, InspectionCommand::SetPhotoSecret { id: photos[0], trade_secret: true }).unwrap();
    desk.ask(id, InspectionCommand::OverlayPhoto { id: photos[1], overlay: overlay() }).unwrap();
    let record = plan(&mut desk);
    assert!(!record.contains(&photos[0].to_string()), "the secret is not in it");
    assert_eq!(held(&record), photos.len() - 2, "nor what is not as it was sealed");
    desk.ask(id, InspectionCommand::SealReport).unwrap();
    let all = exported(&mut desk, id, ReportKind::Inspection).len();
    assert_eq!(all, inspection.photos.len(), "the internal copy has it");
}
