//! The laptop's camera in the window: looked through, shot with, pulled out half-way, busy, denied.

use super::checklists::answering;
use super::harness::Setting;
use super::screens::{Album, opened};
use super::stage::Stage;
use crate::app::support::{Desk, Until};
use crate::evidence::fixtures::jpeg;
use egui::{Key, Modifiers};
use fieldseal::assets::example::PHOTOS;
use fieldseal::domain::{EvidenceLink, Photo, TimeSource};
use fieldseal::evidence::CameraError;
use fieldseal::ui::router::{Screen, Tab};
use std::fs;

const CAMERA: &str = "Example Camera";

/// The frame with this number: a photo of the example, small and without a word about itself.
fn frame(number: usize) -> Vec<u8> {
    let photo = image::load_from_memory(PHOTOS[number].1).unwrap();
    jpeg(&photo.resize_to_fill(640, 480, image::imageops::FilterType::Triangle).to_rgb8())
}

fn photos(stage: &Stage) -> Vec<Photo> {
    stage.harness.state().inspection().unwrap().inspection.photos.clone()
}

/// Waits until the camera's picture is on the screen.
fn look(stage: &mut Stage) {
    stage.until("a picture of the camera", |stage| stage.sees("camera-picture"));
}

/// Shows a frame and presses the shutter once it is on the screen; the photo is the newest then.
fn shoot(stage: &mut Stage, number: usize) -> Photo {
    stage.cameras.show(CAMERA, frame(number));
    let before = photos(stage).len();
    // What is on the screen when the shutter is pressed is what is kept; this one may still be on its way.
    for _ in 0..200 {
        stage.key(Key::Space);
        let all = photos(stage);
        let newest = all.last().unwrap();
        if all.len() > before && original(stage, newest) == frame(number) {
            return newest.clone();
        }
        if all.len() > before {
            stage.keys(Modifiers::COMMAND, Key::Z);
        }
    }
    panic!("frame {number} does not come on the screen");
}

/// The bytes as the workspace keeps them.
fn original(stage: &Stage, photo: &Photo) -> Vec<u8> {
    let name = photo.digest.to_string();
    fs::read(stage.folder.path().join("photos").join(&name[..2]).join(name)).unwrap()
}

#[test]
fn photos_are_shot_for_a_question_and_survive_a_camera_that_is_pulled_out() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut desk = Desk::new();
        desk.example(Until::Planned);
        desk.cameras.plug_in(CAMERA);
        desk.cameras.show(CAMERA, frame(1));
        let mut stage = answering(desk, setting);
        let before = photos(&stage).len();
        stage.key(Key::C);
        look(&mut stage);
        // Only one frame was ever shown: what is kept is known without looking.
        stage.key(Key::Space);
        let first = photos(&stage).last().unwrap().clone();
        assert_eq!(original(&stage, &first), frame(1));
        assert_eq!(first.facts.camera, CAMERA);
        let taken = first.facts.taken_at.clone().unwrap();
        assert_eq!(taken.source, TimeSource::Capture);
        assert!(taken.local.starts_with("2026-11-18T") && taken.local.ends_with("+08:00"), "{}", taken.local);
        assert!(matches!(first.links.as_slice(), [EvidenceLink::Question(_)]), "{:?}", first.links);
        album.keep(&mut stage, "camera");

        stage.cameras.pull_out(CAMERA);
        stage.until("the camera is gone", |stage| stage.sees("problem-camera-unplugged-what"));
        album.keep(&mut stage, "camera_unplugged");
        assert_eq!(photos(&stage).len(), before + 1, "what was shot before stays");
        stage.key(Key::Space);
        assert_eq!(photos(&stage).len(), before + 1, "there is nothing to shoot");

        stage.cameras.plug_in(CAMERA);
        stage.cameras.show(CAMERA, frame(4));
        stage.press_key("camera-again");
        look(&mut stage);
        let second = shoot(&mut stage, 5);
        assert_eq!(second.links, first.links);
        stage.key(Key::Escape);
        assert!(matches!(stage.harness.state().screen(), Screen::Inspection(_, Tab::Answers)));
        stage.until("the camera is put away", |stage| stage.cameras.running() == 0);
        assert_eq!(photos(&stage).len(), before + 2);
    }
}

#[test]
fn a_camera_that_cannot_be_used_says_why_and_can_be_tried_again() {
    let mut stage = opened(Until::Recorded, Setting::EN_LIGHT);
    stage.tab("tab-photos");
    stage.press_key("command-camera");
    stage.until("no camera", |stage| stage.sees("problem-camera-none-what"));
    stage.cameras.plug_in(CAMERA);
    stage.cameras.close(|| CameraError::Denied);
    stage.press_key("camera-again");
    stage.until("denied", |stage| stage.sees("problem-camera-denied-what"));
    stage.cameras.close(|| CameraError::Busy);
    stage.press_key("camera-again");
    stage.until("busy", |stage| stage.sees("problem-camera-busy-what"));
    stage.cameras.plug_in(CAMERA);
    stage.cameras.show(CAMERA, frame(1));
    stage.press_key("camera-again");
    look(&mut stage);
    let shot = shoot(&mut stage, 2);
    assert_eq!(shot.links, [], "from the photos it goes to the tray");
    stage.cameras.fail(CAMERA, || CameraError::System { source: std::io::Error::other("example") });
    stage.until("a fault", |stage| stage.sees("problem-camera-system-what"));
    stage.tab("tab-answers");
    stage.until("the camera is put away", |stage| stage.cameras.running() == 0);
}

#[test]
fn another_camera_is_chosen_and_leaving_in_any_way_puts_it_away() {
    let mut stage = opened(Until::Recorded, Setting::EN_LIGHT);
    for (name, number) in [("Built-in", 1), ("USB", 2)] {
        stage.cameras.plug_in(name);
        stage.cameras.show(name, frame(number));
    }
    stage.tab("tab-photos");
    stage.press_key("command-camera");
    look(&mut stage);
    stage.press("USB");
    look(&mut stage);
    stage.press_key("command-take-shot");
    let photos = photos(&stage);
    let newest = photos.last().unwrap();
    assert_eq!((newest.facts.camera.as_str(), original(&stage, newest)), ("USB", frame(2)));
    assert_eq!(stage.cameras.running(), 1, "only one camera runs");
    stage.press_key("place-settings");
    stage.until("the camera is put away", |stage| stage.cameras.running() == 0);
}

#[test]
fn a_sealed_inspection_opens_no_camera() {
    let mut stage = opened(Until::ReportSealed, Setting::EN_LIGHT);
    stage.cameras.plug_in(CAMERA);
    stage.key(Key::C);
    assert!(matches!(stage.harness.state().screen(), Screen::Inspection(..)));
    assert_eq!(stage.cameras.running(), 0);
}
