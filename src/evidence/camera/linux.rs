//! Cameras of Linux: Video4Linux2 (`/dev/video*`), as built-in, USB and capture devices offer it.

use super::mjpeg::{FromYuyv, whole_jpeg};
use super::{CameraError, CameraStream, Cameras, Frame};
use linuxvideo::format::{FrameSizes, PixFormat, PixelFormat};
use linuxvideo::stream::ReadStream;
use linuxvideo::{BufType, CapabilityFlags, Device};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

/// JPEG frames under the two codes that drivers give them, and two samples in four bytes (YUV 4:2:2).
const FORMATS: [[u8; 4]; 3] = [*b"MJPG", *b"JPEG", *b"YUYV"];
/// The longest side that is asked for; above, cameras send a frame every other second.
const LONGEST_PX: u32 = 4096;
/// The longest side of what comes without compression: more does not get through a cable in time.
const LONGEST_PLAIN_PX: u32 = 1920;
/// How often a frame is looked for.
const NAP: Duration = Duration::from_millis(4);

/// What the kernel answers; the numbers are the same on every Linux (`errno.h`).
const ENODEV: i32 = 19;
const ENXIO: i32 = 6;
const EBUSY: i32 = 16;

/// The cameras that the kernel knows.
pub(super) struct LinuxCameras;

impl Cameras for LinuxCameras {
    fn list(&self) -> Result<Vec<String>, CameraError> {
        guarded(|| Ok(devices()?.into_iter().map(|(name, _)| name).collect()))
    }

    fn open(&self, name: &str) -> Result<Box<dyn CameraStream>, CameraError> {
        guarded(|| {
            let (_, device) = devices()?.into_iter().find(|(known, _)| known == name).ok_or(CameraError::Unplugged)?;
            let stream: Box<dyn CameraStream> = Box::new(LinuxStream::start(device)?);
            Ok(stream)
        })
    }
}

/// All devices that take pictures, with names that differ.
fn devices() -> Result<Vec<(String, Device)>, CameraError> {
    let mut found: Vec<(PathBuf, String, Device)> = Vec::new();
    let mut denied = false;
    for device in linuxvideo::list().map_err(said)? {
        match device.and_then(described) {
            Ok(Some(one)) => found.push(one),
            Ok(None) => {}
            Err(error) => denied |= error.kind() == io::ErrorKind::PermissionDenied,
        }
    }
    if found.is_empty() && denied {
        return Err(CameraError::Denied);
    }
    found.sort_by_key(|(path, _, _)| (path.as_os_str().len(), path.clone()));
    let mut named: Vec<(String, Device)> = Vec::new();
    for (_, card, device) in found {
        let alike =
            |name: &str| name == card || name.strip_prefix(card.as_str()).is_some_and(|rest| rest.starts_with(" ("));
        let number = named.iter().filter(|(name, _)| alike(name)).count() + 1;
        named.push((if number == 1 { card } else { format!("{card} ({number})") }, device));
    }
    Ok(named)
}

/// The path and the name of a device that takes pictures; a camera has others beside it, for its settings.
fn described(device: Device) -> io::Result<Option<(PathBuf, String, Device)>> {
    let capabilities = device.capabilities()?;
    if !capabilities.device_capabilities().contains(CapabilityFlags::VIDEO_CAPTURE) {
        return Ok(None);
    }
    let card = capabilities.card().trim().to_owned();
    Ok(Some((device.path()?, card, device)))
}

/// A camera that runs.
struct LinuxStream {
    stream: ReadStream,
    /// What turns plain samples into a JPEG; none where the camera does so itself.
    plain: Option<FromYuyv>,
}

impl LinuxStream {
    fn start(device: Device) -> Result<Self, CameraError> {
        let offered: Vec<[u8; 4]> = device
            .formats(BufType::VIDEO_CAPTURE)
            .filter_map(|format| Some(format.ok()?.pixel_format().as_fourcc()))
            .collect();
        let Some(code) = FORMATS.into_iter().find(|code| offered.contains(code)) else {
            let formats: Vec<_> = offered.iter().map(|code| String::from_utf8_lossy(code).into_owned()).collect();
            return Err(CameraError::Format { formats: formats.join(", ") });
        };
        let format = PixelFormat::from_fourcc(code);
        let longest_px = if code == *b"YUYV" { LONGEST_PLAIN_PX } else { LONGEST_PX };
        let (width_px, height_px) = device.frame_sizes(format).map_or((1280, 720), |sizes| largest(&sizes, longest_px));
        let capture = device.video_capture(PixFormat::new(width_px, height_px, format)).map_err(said)?;
        let agreed = capture.format();
        // A driver may agree to something else than what it was asked for.
        let plain = match agreed.pixel_format().as_fourcc() {
            [b'M', b'J', b'P', b'G'] | [b'J', b'P', b'E', b'G'] => None,
            [b'Y', b'U', b'Y', b'V'] => Some(FromYuyv {
                width_px: agreed.width(),
                height_px: agreed.height(),
                row_bytes: agreed.bytes_per_line(),
            }),
            other => return Err(CameraError::Format { formats: String::from_utf8_lossy(&other).into_owned() }),
        };
        Ok(Self { stream: capture.into_stream().map_err(said)?, plain })
    }

    fn frame(&mut self, at_most: Duration) -> Result<Option<Frame>, CameraError> {
        let mut waited = Duration::ZERO;
        while self.stream.will_block().map_err(said)? {
            if waited >= at_most {
                return Ok(None);
            }
            thread::sleep(NAP);
            waited += NAP;
        }
        let plain = self.plain;
        let jpeg = self.stream.dequeue(|view| {
            let broken = view.is_error() || view.is_empty();
            Ok(match plain {
                _ if broken => None,
                None => whole_jpeg(&view),
                Some(plain) => plain.jpeg(&view),
            })
        });
        Ok(jpeg.map_err(said)?.map(|jpeg| Frame { jpeg }))
    }
}

impl CameraStream for LinuxStream {
    fn next_frame(&mut self, at_most: Duration) -> Result<Option<Frame>, CameraError> {
        guarded(|| self.frame(at_most))
    }
}

/// The size with the most pixels whose longest side is at most `longest_px`; the smallest when all are larger.
fn largest(sizes: &FrameSizes, longest_px: u32) -> (u32, u32) {
    match sizes {
        FrameSizes::Discrete(all) => {
            let mut all: Vec<(u32, u32)> = all.iter().map(|size| (size.width(), size.height())).collect();
            all.sort_by_key(|(width, height)| u64::from(*width) * u64::from(*height));
            let fits = |size: &&(u32, u32)| size.0.max(size.1) <= longest_px;
            all.iter().rev().find(fits).or(all.first()).copied().unwrap_or((1280, 720))
        }
        FrameSizes::Stepwise(range) | FrameSizes::Continuous(range) => {
            let fits = range.max_width().max(range.max_height()) <= longest_px;
            // The driver takes the nearest size that it has.
            if fits {
                (range.max_width(), range.max_height())
            } else {
                (1920.min(range.max_width()), 1080.min(range.max_height()))
            }
        }
    }
}

/// What an error of the system means.
fn said(source: io::Error) -> CameraError {
    match source.raw_os_error() {
        Some(ENODEV | ENXIO) => CameraError::Unplugged,
        Some(EBUSY) => CameraError::Busy,
        _ if source.kind() == io::ErrorKind::PermissionDenied => CameraError::Denied,
        _ if source.kind() == io::ErrorKind::NotFound => CameraError::NoCamera,
        _ => CameraError::System { source },
    }
}

/// A driver that says what the reader of its answers did not expect is one that cannot be used; nothing else ends.
fn guarded<T>(work: impl FnOnce() -> Result<T, CameraError>) -> Result<T, CameraError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(CameraError::System { source: io::Error::other("an answer that was not understood") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_apart() {
        let code = |number| said(io::Error::from_raw_os_error(number)).code();
        assert_eq!(
            [19, 6, 16, 13, 1, 2, 5].map(code),
            ["unplugged", "unplugged", "busy", "denied", "denied", "none", "system"]
        );
    }

    #[test]
    fn looking_for_cameras_ends_well_where_there_is_none() {
        // On a computer with cameras this lists them; everywhere it must not fail in another way than these.
        match LinuxCameras.list() {
            Ok(names) => {
                let mut apart = names.clone();
                apart.sort();
                apart.dedup();
                assert_eq!(apart.len(), names.len(), "{names:?}");
            }
            Err(error) => assert!(matches!(error.code(), "denied" | "none"), "{error:?}"),
        }
        assert!(LinuxCameras.open("no camera is called like this").is_err());
    }
}
