//! Originals: whole and durable or not there, kept once, and never changed unnoticed.

use super::fixtures::{Workspace, jpeg, texture};
use fieldseal::domain::Digest;
use fieldseal::evidence::{ContentStore, IntakeWarning, Integrity, Wanted};
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::process::Command;

#[test]
fn the_original_bytes_are_kept_under_their_digest() {
    let workspace = Workspace::new();
    let bytes = jpeg(&texture(300, 200, 1));
    let taken = workspace.take_in(&bytes).unwrap();
    assert_eq!(taken.digest, Digest::of(&bytes));
    assert!(!taken.already_there);
    let name = taken.digest.to_string();
    assert!(workspace.files().contains(&format!("photos/{}/{name}", &name[..2])));
    let mut kept = Vec::new();
    workspace.store.open(&taken.digest).unwrap().read_to_end(&mut kept).unwrap();
    assert_eq!(kept, bytes);
    assert_eq!(workspace.store.verify(&taken.digest).unwrap(), Integrity::Verified);
    assert_eq!(workspace.store.list().unwrap().digests, [taken.digest]);
    assert!(workspace.store.leftovers().unwrap().files.is_empty());
}

#[test]
fn equal_content_is_kept_once_also_from_many_threads() {
    let workspace = Workspace::new();
    let photos: Vec<Vec<u8>> = (0..4).map(|seed| jpeg(&texture(120, 90, seed))).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| photos.iter().for_each(|bytes| drop(workspace.take_in(bytes).unwrap())));
        }
    });
    assert!(workspace.take_in(&photos[0]).unwrap().already_there);
    let listing = workspace.store.list().unwrap();
    assert_eq!(listing.digests.len(), 4);
    assert!(listing.strangers.is_empty());
    for digest in listing.digests {
        assert_eq!(workspace.store.verify(&digest).unwrap(), Integrity::Verified);
    }
    assert!(workspace.store.leftovers().unwrap().files.is_empty());
}

#[test]
fn a_changed_byte_is_found_and_nothing_is_derived_from_it() {
    let workspace = Workspace::new();
    let bytes = jpeg(&texture(300, 200, 1));
    let digest = workspace.take_in(&bytes).unwrap().digest;
    let mut changed = bytes.clone();
    changed[bytes.len() / 2] ^= 1;
    fs::write(workspace.store.path(&digest), &changed).unwrap();
    assert_eq!(workspace.store.verify(&digest).unwrap(), Integrity::Altered { found: Digest::of(&changed) });
    // The original would be printed as it is: it is looked at each time.
    assert_eq!(workspace.store.report_image(&digest).unwrap_err().code(), "altered");
    fs::remove_dir_all(workspace.folder.path().join("cache")).unwrap();
    assert_eq!(workspace.store.thumbnail(&digest).unwrap_err().code(), "altered");
    assert_eq!(workspace.store.decode_rgba(&digest, 4000).unwrap_err().code(), "altered");

    let again = workspace.take_in(&bytes).unwrap();
    assert_eq!(again.warnings, [IntakeWarning::Restored]);
    assert_eq!(workspace.store.verify(&digest).unwrap(), Integrity::Verified);
}

#[test]
fn a_missing_original_is_said_to_be_missing() {
    let workspace = Workspace::new();
    let digest = Digest::of(b"nothing");
    assert_eq!(workspace.store.verify(&digest).unwrap(), Integrity::Missing);
    assert_eq!(workspace.store.open(&digest).unwrap_err().code(), "missing");
    assert_eq!(workspace.store.report_image(&digest).unwrap_err().code(), "missing");
    assert!(!workspace.store.contains(&digest));
    assert!(workspace.store.list().unwrap().digests.is_empty());
}

#[test]
fn only_the_right_bytes_are_put_back() {
    let workspace = Workspace::new();
    let (bytes, other) = (jpeg(&texture(90, 60, 1)), jpeg(&texture(90, 60, 2)));
    let digest = Digest::of(&bytes);
    let put = |mut bytes: &[u8]| workspace.store.put_back(&digest, &mut bytes, &mut |_| ControlFlow::Continue(()));
    assert_eq!(put(&other).unwrap_err().code(), "other_content");
    assert!(workspace.files().is_empty());
    put(&bytes).unwrap();
    assert_eq!(workspace.store.verify(&digest).unwrap(), Integrity::Verified);
    assert!(workspace.store.report_image(&digest).is_ok());
}

#[test]
fn strangers_in_the_folder_are_listed_and_left_alone() {
    let workspace = Workspace::new();
    let digest = workspace.take_in(&jpeg(&texture(90, 60, 1))).unwrap().digest;
    let photos = workspace.folder.path().join("photos");
    fs::write(photos.join("Thumbs.db"), b"x").unwrap();
    let folder = workspace.store.path(&digest).parent().unwrap().to_owned();
    fs::write(folder.join("note.txt"), b"x").unwrap();
    fs::create_dir(photos.join("zz")).unwrap();
    fs::write(photos.join("zz").join(digest.to_string()), b"under another folder's name").unwrap();
    let listing = workspace.store.list().unwrap();
    assert_eq!(listing.digests, [digest]);
    let mut strangers =
        vec![photos.join("Thumbs.db"), folder.join("note.txt"), photos.join("zz").join(digest.to_string())];
    strangers.sort();
    assert_eq!(listing.strangers, strangers);
}

/// A source that fails, or does something, after so many bytes.
struct Interrupted<'a> {
    bytes: &'a [u8],
    then: fn() -> io::Result<usize>,
}

impl Read for Interrupted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes.is_empty() { (self.then)() } else { self.bytes.read(buffer) }
    }
}

#[test]
fn an_unplugged_card_and_a_cancelled_intake_leave_nothing_behind() {
    let workspace = Workspace::new();
    let bytes = jpeg(&texture(1200, 900, 1));
    let mut unplugged = Interrupted { bytes: &bytes[..bytes.len() / 2], then: || Err(io::Error::other("unplugged")) };
    let failed = workspace.store.take_in(&mut unplugged, &Wanted::default(), &mut |_| ControlFlow::Continue(()));
    assert_eq!(failed.unwrap_err().code(), "source_unreadable");
    // Cancelled at the first word, and at the last one, when all bytes are there and checked.
    for at_call in [1, 1 + bytes.len().div_ceil(256 * 1024)] {
        let mut calls = 0;
        let cancelled = workspace.store.take_in(&mut bytes.as_slice(), &Wanted::default(), &mut |read_bytes| {
            calls += 1;
            assert!(read_bytes as usize <= bytes.len());
            if calls == at_call { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(cancelled.unwrap_err().code(), "cancelled");
        assert_eq!(calls, at_call);
    }
    assert!(workspace.files().is_empty(), "{:?}", workspace.files());
}

#[test]
fn a_folder_that_cannot_be_used_is_named() {
    let workspace = Workspace::new();
    let in_the_way = workspace.folder.path().join("photos");
    fs::write(&in_the_way, b"a file where the folder should be").unwrap();
    let error = workspace.take_in(&jpeg(&texture(30, 20, 1))).unwrap_err();
    assert_eq!(error.code(), "folder");
    assert!(error.values().iter().any(|(name, value)| *name == "path" && value.contains("photos")));
    assert_eq!(workspace.files(), ["photos"]);
}

#[test]
#[cfg(unix)]
fn a_read_only_folder_is_said_to_be_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::new();
    let photos = workspace.folder.path().join("photos");
    fs::create_dir(&photos).unwrap();
    fs::set_permissions(&photos, fs::Permissions::from_mode(0o555)).unwrap();
    // The administrator may write everywhere; then there is nothing to see here.
    let administrator = File::create(photos.join("probe")).is_ok();
    let result = workspace.take_in(&jpeg(&texture(30, 20, 1)));
    fs::set_permissions(&photos, fs::Permissions::from_mode(0o755)).unwrap();
    match result {
        Ok(_) => assert!(administrator),
        Err(error) => assert_eq!(error.code(), "read_only"),
    }
}

#[test]
fn a_cache_that_cannot_be_written_loses_no_evidence() {
    let workspace = Workspace::new();
    fs::write(workspace.folder.path().join("cache"), b"a file where the folder should be").unwrap();
    let taken = workspace.take_in(&jpeg(&texture(300, 200, 1))).unwrap();
    assert_eq!(workspace.store.verify(&taken.digest).unwrap(), Integrity::Verified);
    assert_eq!(workspace.store.thumbnail(&taken.digest).unwrap_err().code(), "folder");
    fs::remove_file(workspace.folder.path().join("cache")).unwrap();
    assert!(workspace.store.thumbnail(&taken.digest).is_ok());
}

/// Set for the process that dies on purpose.
const DIES: &str = "FIELDSEAL_TEST_DIES";

/// Where the child process of the next test dies: after all checks, before the file gets its name.
#[test]
#[allow(clippy::disallowed_methods, reason = "the parent process says by the environment that this one is to die")]
fn dies_between_temporary_file_and_name() {
    if std::env::var_os(DIES).is_none() {
        return;
    }
    let store = ContentStore::new("photos", "cache");
    let bytes = jpeg(&texture(400, 300, 9));
    let mut calls = 0;
    let _ = store.take_in(&mut bytes.as_slice(), &Wanted::default(), &mut |_| {
        calls += 1;
        if calls == 2 {
            std::process::abort();
        }
        ControlFlow::Continue(())
    });
}

#[test]
fn a_crash_before_the_rename_leaves_only_a_leftover() {
    let workspace = Workspace::new();
    let saved = workspace.take_in(&jpeg(&texture(90, 60, 1))).unwrap().digest;
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "evidence::durable::dies_between_temporary_file_and_name"])
        .env(DIES, "1")
        .current_dir(workspace.folder.path())
        .output()
        .unwrap();
    assert!(!child.status.success());
    let store = ContentStore::new(workspace.folder.path().join("photos"), workspace.folder.path().join("cache"));
    let listing = store.list().unwrap();
    assert_eq!((listing.digests, listing.strangers.len()), (vec![saved], 0));
    let leftovers = store.leftovers().unwrap();
    assert_eq!(leftovers.files.len(), 1);
    assert_eq!(leftovers.size_bytes(), jpeg(&texture(400, 300, 9)).len() as u64);
    // Looking deletes nothing; a running intake does not stumble over what lies there; deleting takes only the plan.
    assert_eq!(store.leftovers().unwrap(), leftovers);
    assert!(
        store
            .take_in(&mut jpeg(&texture(90, 60, 2)).as_slice(), &Wanted::default(), &mut |_| {
                ControlFlow::Continue(())
            })
            .is_ok()
    );
    assert_eq!(store.remove_leftovers(&leftovers).unwrap(), leftovers.size_bytes());
    assert!(store.leftovers().unwrap().files.is_empty());
    assert_eq!(store.remove_leftovers(&leftovers).unwrap(), 0);
    assert_eq!(store.list().unwrap().digests.len(), 2);
}

#[test]
fn a_running_intake_is_no_leftover() {
    let workspace = Workspace::new();
    let bytes = jpeg(&texture(90, 60, 1));
    let mut seen = Vec::new();
    workspace
        .store
        .take_in(&mut bytes.as_slice(), &Wanted::default(), &mut |_| {
            seen.push((workspace.store.leftovers().unwrap().files.len(), workspace.files().len()));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(seen.iter().all(|counts| *counts == (0, 1)), "{seen:?}");
    assert!(!seen.is_empty());
}
