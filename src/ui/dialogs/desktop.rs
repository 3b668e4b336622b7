//! The desktop's own dialogs.

use super::{DialogKind, DialogReply, DialogRequest, FileDialogs, ReplySender, Tag};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

/// A dialog that is closed faster than this was never shown: the desktop has neither portal nor zenity.
const FASTEST_PERSON: Duration = Duration::from_millis(50);

/// Dialogs through the desktop portal, or zenity where there is none.
#[derive(Debug, Default)]
pub struct DesktopDialogs;

impl FileDialogs for DesktopDialogs {
    fn request(&self, tag: Tag, request: DialogRequest, reply: ReplySender) {
        let spawned = thread::Builder::new().name("file dialog".to_owned()).spawn({
            let reply = reply.clone();
            move || {
                let asked = Instant::now();
                let picked = ask(request);
                reply.send(tag, judge(picked, asked.elapsed()));
            }
        });
        if spawned.is_err() {
            reply.send(tag, DialogReply::Unavailable);
        }
    }
}

fn ask(request: DialogRequest) -> Vec<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(request.title);
    if let Some((name, endings)) = request.filter {
        dialog = dialog.add_filter(name, &endings);
    }
    match request.kind {
        DialogKind::Open { several: true } => dialog.pick_files().unwrap_or_default(),
        DialogKind::Open { several: false } => dialog.pick_file().into_iter().collect(),
        DialogKind::Save { file_name } => dialog.set_file_name(file_name).save_file().into_iter().collect(),
        DialogKind::Folder => dialog.pick_folder().into_iter().collect(),
    }
}

/// An empty list is a cancel too: zenity answers so.
fn judge(picked: Vec<PathBuf>, took: Duration) -> DialogReply {
    match picked.is_empty() {
        false => DialogReply::Picked(picked),
        true if took < FASTEST_PERSON => DialogReply::Unavailable,
        true => DialogReply::Cancelled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_at_once_means_that_there_is_no_dialog() {
        assert_eq!(judge(Vec::new(), Duration::from_millis(2)), DialogReply::Unavailable);
        assert_eq!(judge(Vec::new(), Duration::from_secs(2)), DialogReply::Cancelled);
        let one = vec![PathBuf::from("a.jpg")];
        assert_eq!(judge(one.clone(), Duration::from_millis(2)), DialogReply::Picked(one));
    }
}
