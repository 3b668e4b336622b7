//! Asking the desktop for files, behind a seam that tests can script.
//!
//! # Why
//! A dialog blocks whoever opens it, and desktops call a window that does not answer dead. So dialogs have a thread of
//! their own. Where a desktop has none at all, the call comes back at once with nothing: then a path is typed.

mod desktop;
mod scripted;

pub use desktop::DesktopDialogs;
pub use scripted::ScriptedDialogs;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// Names what was asked, so that the answer finds its way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub u64);

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DialogKind {
    /// Files that exist.
    Open {
        /// Whether several may be chosen.
        several: bool,
    },
    /// A file that is to be written.
    Save {
        /// The name that is proposed.
        file_name: String,
    },
    /// A folder.
    Folder,
}

/// A question to the desktop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialogRequest {
    /// What is asked for.
    pub kind: DialogKind,
    /// The title of the dialog.
    pub title: String,
    /// The name of the kind of files, and their endings; any file when empty.
    pub filter: Option<(String, Vec<&'static str>)>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DialogReply {
    /// These were chosen; at least one.
    Picked(Vec<PathBuf>),
    /// The person chose nothing.
    Cancelled,
    /// The desktop has no dialog to show.
    Unavailable,
}

/// Sends the answer and wakes the window.
#[derive(Clone)]
pub struct ReplySender {
    replies: Sender<(Tag, DialogReply)>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl ReplySender {
    /// Answers go to `replies`; `wake` is called after each.
    #[must_use]
    pub fn new(replies: Sender<(Tag, DialogReply)>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { replies, wake }
    }

    /// Sends one answer.
    pub fn send(&self, tag: Tag, reply: DialogReply) {
        // A window that is gone needs no answer.
        if self.replies.send((tag, reply)).is_ok() {
            (self.wake)();
        }
    }
}

/// Whoever can ask for files.
pub trait FileDialogs: Send + Sync {
    /// Asks, and answers later through `reply`; never waits.
    fn request(&self, tag: Tag, request: DialogRequest, reply: ReplySender);
}
