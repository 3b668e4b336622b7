//! Cameras that do what was written down beforehand.

use super::{CameraError, CameraStream, Cameras, Frame};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Cameras without hardware: each shows the frames that it was given, the last one until another comes, and fails when
/// it is told to.
#[derive(Debug, Clone, Default)]
pub struct ScriptedCameras {
    inner: Arc<(Mutex<Script>, Condvar)>,
}

#[derive(Debug, Default)]
struct Script {
    cameras: BTreeMap<String, VecDeque<Step>>,
    /// Why no camera can be listed or opened.
    closed: Option<fn() -> CameraError>,
    running: usize,
}

#[derive(Debug)]
enum Step {
    Frame(Vec<u8>),
    Fail(fn() -> CameraError),
}

impl ScriptedCameras {
    /// Plugs a camera in.
    pub fn plug_in(&self, name: &str) {
        self.change(|script| {
            script.closed = None;
            script.cameras.entry(name.to_owned()).or_default();
        });
    }

    /// Pulls a camera out, whether it runs or not.
    pub fn pull_out(&self, name: &str) {
        self.change(|script| drop(script.cameras.remove(name)));
    }

    /// Shows a frame next.
    pub fn show(&self, name: &str, jpeg: Vec<u8>) {
        self.push(name, Step::Frame(jpeg));
    }

    /// Fails while it runs, once.
    pub fn fail(&self, name: &str, error: fn() -> CameraError) {
        self.push(name, Step::Fail(error));
    }

    /// Lets no camera be opened: it is busy, or the person may not.
    pub fn close(&self, error: fn() -> CameraError) {
        self.change(|script| script.closed = Some(error));
    }

    /// How many cameras run.
    #[must_use]
    pub fn running(&self) -> usize {
        self.script().running
    }

    fn push(&self, name: &str, step: Step) {
        self.change(|script| script.cameras.entry(name.to_owned()).or_default().push_back(step));
    }

    fn change(&self, change: impl FnOnce(&mut Script)) {
        change(&mut self.script());
        self.inner.1.notify_all();
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.inner.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cameras for ScriptedCameras {
    fn list(&self) -> Result<Vec<String>, CameraError> {
        Ok(self.script().cameras.keys().cloned().collect())
    }

    fn open(&self, name: &str) -> Result<Box<dyn CameraStream>, CameraError> {
        let mut script = self.script();
        if let Some(error) = script.closed {
            return Err(error());
        }
        if !script.cameras.contains_key(name) {
            return Err(CameraError::Unplugged);
        }
        script.running += 1;
        Ok(Box::new(ScriptedStream { cameras: self.clone(), name: name.to_owned(), last: None }))
    }
}

struct ScriptedStream {
    cameras: ScriptedCameras,
    name: String,
    last: Option<Frame>,
}

impl CameraStream for ScriptedStream {
    fn next_frame(&mut self, at_most: Duration) -> Result<Option<Frame>, CameraError> {
        let mut script = self.cameras.script();
        for last_look in [false, true] {
            match script.cameras.get_mut(&self.name).map(VecDeque::pop_front) {
                None => return Err(CameraError::Unplugged),
                Some(Some(Step::Frame(jpeg))) => {
                    self.last = Some(Frame { jpeg });
                    break;
                }
                Some(Some(Step::Fail(error))) => return Err(error()),
                Some(None) if last_look => {}
                Some(None) => {
                    let woken = self.cameras.inner.1.wait_timeout(script, at_most);
                    script = woken.unwrap_or_else(PoisonError::into_inner).0;
                }
            }
        }
        Ok(self.last.clone())
    }
}

impl Drop for ScriptedStream {
    fn drop(&mut self) {
        self.cameras.script().running -= 1;
    }
}
