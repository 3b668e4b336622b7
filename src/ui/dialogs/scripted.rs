//! Dialogs whose answers were written down beforehand.

use super::{DialogReply, DialogRequest, FileDialogs, ReplySender, Tag};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Answers in the order in which they were given, and what was asked.
#[derive(Debug, Clone, Default)]
pub struct ScriptedDialogs {
    inner: Arc<Mutex<Script>>,
}

#[derive(Debug, Default)]
struct Script {
    replies: VecDeque<DialogReply>,
    asked: Vec<DialogRequest>,
}

impl ScriptedDialogs {
    /// Adds an answer to the end.
    pub fn push(&self, reply: DialogReply) {
        if let Ok(mut script) = self.inner.lock() {
            script.replies.push_back(reply);
        }
    }

    /// What was asked so far.
    #[must_use]
    pub fn asked(&self) -> Vec<DialogRequest> {
        self.inner.lock().map(|script| script.asked.clone()).unwrap_or_default()
    }
}

impl FileDialogs for ScriptedDialogs {
    fn request(&self, tag: Tag, request: DialogRequest, reply: ReplySender) {
        let next = self.inner.lock().ok().and_then(|mut script| {
            script.asked.push(request);
            script.replies.pop_front()
        });
        reply.send(tag, next.unwrap_or(DialogReply::Cancelled));
    }
}
