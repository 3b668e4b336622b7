//! Photos on their way in, and what their readers should know of them.

use super::support::Desk;
use crate::evidence::fixtures::{Exif, corners, encoded, jpeg, texture, with_exif};
use fieldseal::app::command::{InspectionCommand, PhotoSource};
use fieldseal::app::verb::photo::PhotoOutcome;
use fieldseal::app::{Command, Outcome};
use fieldseal::domain::{Answer, Digest, EvidenceLink, InspectionId, InstancePath, Photo, PhotoNote};
use fieldseal::evidence::IntakeWarning;
use image::{DynamicImage, ImageFormat, RgbImage};

const WALK: &str = "| survey |\n| | type | name | label |\n| | image | gate | Gate |\n";

fn source(name: &str, bytes: Vec<u8>) -> PhotoSource {
    PhotoSource::Bytes { file_name: name.to_owned(), bytes }
}

fn outcomes(desk: &mut Desk, id: InspectionId, command: InspectionCommand) -> Vec<PhotoOutcome> {
    let Outcome::Photos(outcomes) = desk.ask(id, command).unwrap().outcome else { panic!() };
    outcomes
}

fn add(desk: &mut Desk, id: InspectionId, sources: Vec<PhotoSource>) -> Vec<PhotoOutcome> {
    outcomes(desk, id, InspectionCommand::AddPhotos { sources, links: Vec::new() })
}

fn photos(desk: &mut Desk, id: InspectionId) -> Vec<Photo> {
    desk.app.inspection_view(id).unwrap().inspection.photos.clone()
}

/// A photo with all that a camera writes.
fn camera_photo(seed: u32, time: &'static str) -> Vec<u8> {
    taken(&texture(160, 120, seed), time)
}

fn taken(picture: &RgbImage, time: &'static str) -> Vec<u8> {
    let exif = Exif {
        time: Some(time),
        offset: Some("+08:00"),
        make: Some("Example"),
        model: Some("Camera"),
        place: Some([("N", [31, 18, 0]), ("E", [120, 36, 0])]),
        ..Exif::default()
    };
    with_exif(&jpeg(picture), &exif.bytes())
}

#[test]
fn many_files_come_in_in_their_order_whatever_becomes_of_each() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let made = |number: u32| {
        let bytes = if number % 7 == 3 { vec![1, 2, 3] } else { jpeg(&texture(64, 48, number)) };
        source(&format!("{number:02}.jpg"), bytes)
    };
    let outcomes = add(&mut desk, id, (0..40).map(made).collect());
    let names: Vec<String> = outcomes.iter().map(|outcome| outcome.file_name.clone()).collect();
    assert_eq!(names, (0..40).map(|number| format!("{number:02}.jpg")).collect::<Vec<_>>());
    assert_eq!(outcomes.iter().filter(|outcome| outcome.result.is_err()).count(), 6);
    let kept = photos(&mut desk, id);
    assert_eq!(kept.len(), 34);
    assert!(kept.is_sorted_by_key(|photo| photo.file_name.clone()));
}

#[test]
fn the_same_photo_and_one_that_looks_the_same_are_told_by_the_number_of_the_other_inspection() {
    let mut desk = Desk::new();
    let earlier = desk.plan_form(WALK);
    let (same, alike) = (camera_photo(1, "2026:11:21 10:00:00"), texture(160, 120, 2));
    add(&mut desk, earlier, vec![source("a.jpg", same.clone()), source("b.jpg", jpeg(&alike))]);
    let number = desk.app.inspection_view(earlier).unwrap().inspection.plan.number.clone();
    let id = desk.plan_again(earlier, "walk");
    let anew = encoded(&DynamicImage::from(image::imageops::thumbnail(&alike, 120, 90)), ImageFormat::Png);
    let new = taken(&corners(160, 120), "2026:11:21 10:00:00");
    add(&mut desk, id, vec![source("c.jpg", same), source("d.png", anew), source("e.jpg", new)]);
    let view = desk.app.inspection_view(id).unwrap();
    let about = |place: usize| {
        let notes = view.photo_notes.get(&view.inspection.photos[place].id);
        notes.into_iter().flatten().filter(|note| !matches!(note, PhotoNote::OtherDay(_))).cloned().collect::<Vec<_>>()
    };
    assert_eq!(about(0), [PhotoNote::UsedIn(number.clone())]);
    assert_eq!(about(1), [PhotoNote::LooksLikeIn(number), PhotoNote::NoCameraData]);
    assert_eq!(about(2), []);

    let taken_out = photos(&mut desk, earlier)[0].id;
    desk.ask(earlier, InspectionCommand::RemovePhoto(taken_out)).unwrap();
    let view = desk.app.inspection_view(id).unwrap();
    let left = view.photo_notes.get(&view.inspection.photos[0].id);
    assert!(!left.into_iter().flatten().any(|note| matches!(note, PhotoNote::UsedIn(_))), "it is there no more");
}

#[test]
fn where_the_policy_keeps_no_places_none_is_recorded() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    add(&mut desk, id, vec![source("a.jpg", camera_photo(1, "2026:11:21 10:00:00"))]);
    let set = |value: &str| Command::Set { key: "photo_places".to_owned(), value: value.to_owned() };
    desk.run(set("off")).unwrap();
    add(&mut desk, id, vec![source("b.jpg", camera_photo(2, "2026:11:21 10:00:00"))]);
    desk.run(set("on")).unwrap();
    add(&mut desk, id, vec![source("c.jpg", camera_photo(3, "2026:11:21 10:00:00"))]);
    let places: Vec<bool> = photos(&mut desk, id).iter().map(|photo| photo.facts.place.is_some()).collect();
    assert_eq!(places, [true, false, true]);
}

#[test]
fn other_files_and_pictures_that_cannot_be_shown_are_kept_as_they_are() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    let broken = jpeg(&texture(64, 48, 1))[..40].to_vec();
    assert!(add(&mut desk, id, vec![source("a.jpg", broken.clone())])[0].result.is_err());
    let files = vec![source("a.jpg", broken.clone()), source("permit.pdf", b"%PDF-1.7\n".to_vec())];
    let outcomes = outcomes(&mut desk, id, InspectionCommand::AddFiles { sources: files, links: Vec::new() });
    assert!(outcomes.iter().all(|outcome| outcome.result.is_ok()));
    assert_eq!(outcomes[0].warnings, [IntakeWarning::NoPreview]);
    let kept = photos(&mut desk, id);
    assert_eq!((kept[0].digest, kept[0].facts.media_type.as_str()), (Digest::of(&broken), "image/jpeg"));
    assert!(kept.iter().all(|photo| !photo.facts.is_picture()));
}

#[test]
fn a_photo_belongs_to_a_part_of_the_site() {
    let mut desk = Desk::new();
    let id = desk.plan_form(WALK);
    add(&mut desk, id, vec![source("a.jpg", jpeg(&texture(64, 48, 1)))]);
    let photo = photos(&mut desk, id)[0].id;
    let links = vec![EvidenceLink::Area("Paint store 油漆库".to_owned())];
    desk.ask(id, InspectionCommand::LinkPhoto { id: photo, links: links.clone() }).unwrap();
    let mut desk = desk.reopen();
    let view = desk.app.inspection_view(id).unwrap();
    assert_eq!((&view.inspection.photos[0].links, view.unlinked_evidence), (&links, 0));
}

#[test]
fn photos_of_a_card_are_sorted_to_the_questions_that_were_answered_when_they_were_taken() {
    let mut desk = Desk::new();
    let id =
        desk.plan_form("| survey |\n| | type | name | label |\n| | text | gate | Gate |\n| | text | roof | Roof |\n");
    let answer =
        |name: &str| InspectionCommand::Answer { path: InstancePath::of_question(name), answer: Answer::of("seen") };
    desk.ask(id, answer("gate")).unwrap();
    let answered_at = desk.app.inspection_view(id).unwrap().inspection.changed_at;
    let local = |minutes: i64| {
        let time = answered_at.local() + chrono::TimeDelta::minutes(minutes);
        time.format("IMG_%Y%m%d_%H%M%S.jpg").to_string()
    };
    let card = desk.folder.path().join("DCIM/100CANON");
    std::fs::create_dir_all(&card).unwrap();
    for (seed, minutes) in [(1, -10), (2, 3), (3, 90), (4, -300)] {
        std::fs::write(card.join(local(minutes)), jpeg(&texture(64, 48, seed))).unwrap();
    }
    std::fs::write(card.join("info.thm"), b"no photo").unwrap();
    let outcomes = add(&mut desk, id, vec![PhotoSource::File(card.parent().unwrap().to_owned())]);
    assert_eq!(outcomes.len(), 4, "what is no picture lies on the card and stays there");
    let matched = |desk: &mut Desk, clock_shift_min: i32| {
        let command = InspectionCommand::MatchPhotos { clock_shift_min };
        let Outcome::Matched(matches) = desk.ask(id, command).unwrap().outcome else { panic!() };
        let names = photos(desk, id);
        let name = |id| names.iter().find(|photo| photo.id == id).unwrap().file_name.clone();
        matches
            .into_iter()
            .filter(|one| one.question.is_some())
            .map(|one| (name(one.photo), one.apart_s / 60))
            .collect::<Vec<_>>()
    };
    assert_eq!(matched(&mut desk, 0), [(local(-10), 10), (local(3), -3)]);
    assert_eq!(matched(&mut desk, -95), [(local(90), 5)], "the camera was 95 minutes ahead");
    let loose: Vec<_> = photos(&mut desk, id).iter().map(|photo| photo.id).collect();
    let gate = vec![EvidenceLink::Question(InstancePath::of_question("gate"))];
    let links = loose[..2].iter().map(|photo| (*photo, gate.clone())).collect();
    desk.ask(id, InspectionCommand::LinkPhotos(links)).unwrap();
    assert_eq!(desk.app.inspection_view(id).unwrap().unlinked_evidence, 2);
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(desk.app.inspection_view(id).unwrap().unlinked_evidence, 4, "in one step");
}
