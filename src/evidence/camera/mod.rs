//! The cameras of a laptop: found, opened, looked through frame by frame.
//!
//! # Why
//! - One trait, so that the screens are tested with [`ScriptedCameras`], whose plugs can be pulled, and so that another
//!   platform is one more file: `nokhwa` (Media Foundation, AVFoundation) is meant for Windows and macOS. On Linux it
//!   would ask for libclang while building; `linuxvideo` speaks to the kernel itself.
//! - A frame is a JPEG, because that is what nearly all cameras send: the photo is then the camera's own picture and not
//!   one that was compressed a second time. What a camera sends without compression is compressed once, here.

#[cfg(target_os = "linux")]
mod linux;
mod mjpeg;
mod scripted;

pub use scripted::ScriptedCameras;

use std::io;
use std::sync::Arc;
use std::time::Duration;

/// Finds and opens cameras.
pub trait Cameras: Send + Sync {
    /// The names of the cameras that are plugged in; no two are equal.
    ///
    /// # Errors
    /// [`CameraError::Denied`] when there are some and none may be used.
    fn list(&self) -> Result<Vec<String>, CameraError>;

    /// Opens the camera with this name and lets it run.
    ///
    /// # Errors
    /// [`CameraError`].
    fn open(&self, name: &str) -> Result<Box<dyn CameraStream>, CameraError>;
}

/// A camera that runs. It is put away when this is dropped.
pub trait CameraStream {
    /// The next frame; none when no whole one came within `at_most`.
    ///
    /// # Errors
    /// [`CameraError`]: the camera has to be opened again.
    fn next_frame(&mut self, at_most: Duration) -> Result<Option<Frame>, CameraError>;
}

/// What a camera saw at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// A whole JPEG that any program opens: the camera's own bytes.
    pub jpeg: Vec<u8>,
}

/// Why there is no picture of a camera. What was taken with it before is not touched by any of these.
#[derive(Debug, thiserror::Error)]
pub enum CameraError {
    /// No camera is plugged in.
    #[error("there is no camera")]
    NoCamera,
    /// The system does not let this person use it.
    #[error("the camera may not be used by this user")]
    Denied,
    /// Another program uses it.
    #[error("the camera is used by another program")]
    Busy,
    /// It was pulled out, or its name is not there any more.
    #[error("the camera is gone")]
    Unplugged,
    /// It runs and sends nothing that could be shown.
    #[error("the camera sends no picture")]
    Silent,
    /// It gives pictures only in ways that are not understood.
    #[error("the camera sends pictures as {formats}, which are not understood")]
    Format {
        /// The codes of its formats.
        formats: String,
    },
    /// Anything else that the system says.
    #[error("the camera cannot be used")]
    System {
        /// What it says.
        #[source]
        source: io::Error,
    },
    /// This build knows no way to cameras on this system.
    #[error("cameras are not supported on this system")]
    NoWay,
}

impl CameraError {
    /// All codes.
    pub const CODES: [&'static str; 8] =
        ["none", "denied", "busy", "unplugged", "silent", "format", "system", "no_way"];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoCamera => "none",
            Self::Denied => "denied",
            Self::Busy => "busy",
            Self::Unplugged => "unplugged",
            Self::Silent => "silent",
            Self::Format { .. } => "format",
            Self::System { .. } => "system",
            Self::NoWay => "no_way",
        }
    }
}

/// The cameras of this computer.
#[must_use]
pub fn system_cameras() -> Arc<dyn Cameras> {
    #[cfg(target_os = "linux")]
    return Arc::new(linux::LinuxCameras);
    #[cfg(not(target_os = "linux"))]
    return Arc::new(NoWay);
}

/// Where no way to cameras is built in.
#[cfg(not(target_os = "linux"))]
struct NoWay;

#[cfg(not(target_os = "linux"))]
impl Cameras for NoWay {
    fn list(&self) -> Result<Vec<String>, CameraError> {
        Err(CameraError::NoWay)
    }

    fn open(&self, _: &str) -> Result<Box<dyn CameraStream>, CameraError> {
        Err(CameraError::NoWay)
    }
}
