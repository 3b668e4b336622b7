//! The program is killed while a card of 200 photos comes in: what is saved is right, and the rest is offered again.

use super::office::{Office, Random};
use crate::evidence::fixtures::{jpeg, texture};
use fieldseal::domain::Digest;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

const PHOTOS: usize = 200;
/// The import is killed this often before it is let through to its end.
const KILLS: usize = 8;

#[test]
fn an_import_that_is_killed_again_and_again_ends_with_every_photo_once() {
    let office = Office::new();
    let mut random = Random::of(9);
    let digests = write_card(&office.folder.path().join("card"));
    let mut saved: BTreeSet<String> = BTreeSet::new();
    let mut command = format!("inspection photo {} card", office.inspection);
    for kill in 0..KILLS {
        let further = random.below((2 * PHOTOS / KILLS) as u64) as usize;
        kill_after(&office, &command, further, Duration::from_micros(random.below(5000)));
        let sound = office.json("check");
        assert_eq!((&sound["sound"], &sound["unnamed"]), (&Value::Bool(true), &Value::from(Vec::<Value>::new())));
        let now = photos_of(&office);
        assert!(now.is_superset(&saved), "kill {kill}: a photo that was saved is gone");
        assert!(
            now.iter()
                .all(|digest| office.content(digest).is_some_and(|bytes| Digest::of(&bytes).to_string() == *digest))
        );
        let offered = sound["interrupted"].as_array().unwrap();
        if offered.is_empty() {
            // It was killed before it wrote down what it is to do: nobody was told anything yet.
            assert!(kill == 0 && now.is_empty() || now.len() == PHOTOS, "kill {kill}: nothing is offered");
        } else {
            command = format!("inspection photo {} --resume", office.inspection);
            assert_eq!((offered.len(), &offered[0]["total"]), (1, &Value::from(PHOTOS)));
            assert_eq!((&offered[0]["saved"], &offered[0]["rest"]), (&now.len().into(), &(PHOTOS - now.len()).into()));
        }
        saved = now;
    }
    assert!(
        (1..PHOTOS).contains(&saved.len()),
        "{} were saved before the last kill: this test says nothing",
        saved.len()
    );
    let last = office.json(&command);
    assert_eq!(last["photos"].as_array().unwrap().len(), PHOTOS - saved.len());
    assert_eq!(photos_of(&office), digests);
    assert_eq!(office.read().photos.len(), PHOTOS, "none came in twice");
    assert_clean(&office, &digests);
}

#[test]
fn what_is_left_of_a_killed_import_leaves_nothing_behind() {
    let office = Office::new();
    write_card(&office.folder.path().join("card"));
    kill_after(&office, &format!("inspection photo {} card", office.inspection), PHOTOS / 4, Duration::ZERO);
    let saved = photos_of(&office);
    assert!((1..PHOTOS).contains(&saved.len()));
    fs::remove_dir_all(office.folder.path().join("card")).unwrap();
    let gone = office.command(&format!("inspection photo {} --resume", office.inspection)).output().unwrap();
    let (said, code) = (String::from_utf8_lossy(&gone.stdout).into_owned(), gone.status.code());
    // What had arrived is taken from where it lies; else the card is asked for, and stays on offer.
    assert!(code == Some(0) || code == Some(3), "{said}");
    assert_eq!(office.json("check")["interrupted"].as_array().unwrap().len(), 1);
    office.json(&format!("inspection photo {} --leave", office.inspection));
    assert!(office.json("check")["interrupted"].as_array().unwrap().is_empty());
    assert_clean(&office, &photos_of(&office));
    assert!(photos_of(&office).is_superset(&saved));
}

/// Writes photos that all differ; gives their digests.
fn write_card(folder: &Path) -> BTreeSet<String> {
    fs::create_dir(folder).unwrap();
    let write = |number: usize| {
        // Names come again in the folders of a card.
        let place = folder.join(format!("{}DCIM", number / 50));
        fs::create_dir_all(&place).unwrap();
        let bytes = jpeg(&texture(120 + number as u32, 80, number as u32));
        fs::write(place.join(format!("IMG_{:04}.JPG", number % 50)), &bytes).unwrap();
        Digest::of(&bytes).to_string()
    };
    (0..PHOTOS).map(write).collect()
}

/// Kills the command some time after so many further contents lay in the workspace.
fn kill_after(office: &Office, command: &str, further: usize, then: Duration) {
    let before = contents(office).len();
    let mut child = office.command(command).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while contents(office).len() < before + further && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(then);
    child.kill().unwrap();
    child.wait().unwrap();
}

fn photos_of(office: &Office) -> BTreeSet<String> {
    office.read().photos.iter().map(|photo| photo.digest.to_string()).collect()
}

/// The contents that lie in the folder of photos.
fn contents(office: &Office) -> BTreeSet<String> {
    let names = files(&office.workspace().join("photos")).into_iter();
    let names = names.filter(|path| path.extension().is_none());
    names.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

/// Nothing lies there but what the inspection names and what is derived from it.
fn assert_clean(office: &Office, named: &BTreeSet<String>) {
    assert_eq!(contents(office), *named);
    assert!(files(&office.workspace().join("photos").join("incoming")).is_empty());
    assert!(files(&office.workspace().join("imports")).is_empty());
    for path in files(&office.workspace().join("cache")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(named.contains(&name), "{} is of nothing", path.display());
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
