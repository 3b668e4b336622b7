//! Looking through a camera: a thread that takes its frames and makes them into pictures for the screen.
//!
//! # Why
//! - The camera is read beside the window, and only the newest frame waits to be drawn: a window that is slow or hidden
//!   shows fewer frames and never older ones, and nothing piles up.
//! - The frame on the screen and its JPEG travel together. What the shutter keeps is what the person saw when pressing it.

use super::AppError;
use super::service::Wake;
use crate::evidence::{CameraError, Cameras, RgbaPicture, decode_rgba_bytes};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The longest side of the picture on the screen while a camera is looked through, in pixels.
const PREVIEW_PX: u32 = 1280;
/// How long a frame is waited for before it is looked whether anybody still wants one.
const WAIT: Duration = Duration::from_millis(100);
/// A camera that sends nothing for so long sends nothing any more.
const SILENT: Duration = Duration::from_secs(6);
/// So many frames in a row that cannot be shown are a camera that cannot be used; some begin with a few of them.
const MOST_UNREADABLE: u32 = 60;

/// What comes of looking through a camera.
#[derive(Debug)]
pub enum Sight {
    /// The cameras by name, and the place of the one that is opened now.
    Found(Vec<String>, usize),
    /// What it sees.
    Frame(Shot),
    /// Why nothing is seen any more.
    Lost(AppError),
}

/// A frame for the screen, with the bytes that are kept when the shutter is pressed.
#[derive(Debug)]
pub struct Shot {
    /// The camera's own JPEG.
    pub jpeg: Arc<[u8]>,
    /// The same for the screen.
    pub preview: RgbaPicture,
}

/// What waits to be read; of frames only the newest.
#[derive(Debug, Default)]
struct Slot {
    found: Option<(Vec<String>, usize)>,
    frame: Option<Shot>,
    lost: Option<AppError>,
}

/// A camera that is looked through until it is stopped or this is dropped.
pub(super) struct Viewfinder {
    slot: Arc<Mutex<Slot>>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Viewfinder {
    /// Looks through the camera with this name, or the first, once the one `before` is put away: it may be the same.
    /// `wake` is called when there is something to read.
    pub(super) fn open(cameras: Arc<dyn Cameras>, name: Option<String>, wake: Wake, before: Option<Self>) -> Self {
        let slot = Arc::new(Mutex::new(Slot::default()));
        let stopped = Arc::new(AtomicBool::new(false));
        let eye = Eye { slot: Arc::clone(&slot), stopped: Arc::clone(&stopped), wake };
        let before = before.and_then(|mut before| {
            before.stop();
            before.thread.take()
        });
        let thread = Some(thread::spawn(move || {
            // A camera that could not be put away in order is one that cannot be opened, which is told then.
            let _ = before.map(JoinHandle::join);
            if let Err(error) = eye.look(cameras.as_ref(), name.as_deref()) {
                eye.put(|slot| slot.lost = Some(error.into()));
            }
        }));
        Self { slot, stopped, thread }
    }

    /// Puts the camera away. Its thread looks for this ten times a second; nobody has to wait for it.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// The next thing that is to be known.
    pub(super) fn sight(&self) -> Option<Sight> {
        if self.stopped.load(Ordering::Relaxed) {
            return None;
        }
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((names, chosen)) = slot.found.take() {
            return Some(Sight::Found(names, chosen));
        }
        slot.frame.take().map(Sight::Frame).or_else(|| slot.lost.take().map(Sight::Lost))
    }
}

impl Drop for Viewfinder {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The thread's part.
struct Eye {
    slot: Arc<Mutex<Slot>>,
    stopped: Arc<AtomicBool>,
    wake: Wake,
}

impl Eye {
    fn look(&self, cameras: &dyn Cameras, name: Option<&str>) -> Result<(), CameraError> {
        let names = cameras.list()?;
        let chosen = names.iter().position(|known| Some(known.as_str()) == name).unwrap_or_default();
        let camera = names.get(chosen).cloned().ok_or(CameraError::NoCamera)?;
        self.put(|slot| slot.found = Some((names, chosen)));
        let mut stream = cameras.open(&camera)?;
        let (mut silent, mut unreadable) = (Duration::ZERO, 0);
        while !self.stopped.load(Ordering::Relaxed) {
            let Some(frame) = stream.next_frame(WAIT)? else {
                silent += WAIT;
                if silent >= SILENT {
                    return Err(CameraError::Silent);
                }
                continue;
            };
            silent = Duration::ZERO;
            match decode_rgba_bytes(&frame.jpeg, PREVIEW_PX) {
                Ok(preview) => {
                    unreadable = 0;
                    self.put(|slot| slot.frame = Some(Shot { jpeg: frame.jpeg.into(), preview }));
                }
                Err(_) if unreadable < MOST_UNREADABLE => unreadable += 1,
                Err(_) => return Err(CameraError::Silent),
            }
        }
        Ok(())
    }

    fn put(&self, change: impl FnOnce(&mut Slot)) {
        change(&mut self.slot.lock().unwrap_or_else(PoisonError::into_inner));
        (self.wake)();
    }
}
