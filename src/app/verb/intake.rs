//! Files on their way into the workspace: read, checked and made durable on both cores, handed on in their order.
//!
//! # Why
//! Two threads, because a laptop has two cores and decoding is most of the work; more would only hold more pictures in
//! memory. What is finished waits for those before it, so that photos stand in the order in which they were chosen.

use crate::app::command::PhotoSource;
use crate::app::job::{Progress, Step};
use crate::app::{AppError, input};
use crate::domain::Moment;
use crate::evidence::{Arrival, Captured, ContentStore, TakenIn, Wanted, encode_png};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The threads that read files.
const THREADS: usize = 2;
/// How often a wish to stop is looked for while nothing else happens.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Where files go, what is wanted of them, and when they came.
pub struct Batch<'a> {
    /// The workspace's content.
    pub photos: &'a ContentStore,
    /// What is wanted of all of them.
    pub wanted: Wanted<'a>,
    /// The time at which what was captured here was taken.
    pub now: Moment,
}

/// A source by its place among all, and what came of it with the file's name.
type Finished = (usize, (String, Result<TakenIn, AppError>));

/// The endings of files that are taken from a folder as photos; whatever else lies on a card is passed over.
const PICTURE_ENDINGS: [&str; 11] = ["jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "gif", "heic", "heif", "hif"];

/// The sources with each folder in place of which stand the pictures in it and below it.
pub fn spread(sources: Vec<PhotoSource>) -> Vec<PhotoSource> {
    let mut all = Vec::new();
    for source in sources {
        match source {
            PhotoSource::File(path) if path.is_dir() => {
                let mut files = Vec::new();
                // What can be read of it is taken.
                let _ = input::files_below(&path, &mut files);
                files.retain(|file| is_picture(file));
                if files.is_empty() {
                    // A folder without pictures is no photo: it fails as a source and says so.
                    files.push(path);
                }
                all.extend(files.into_iter().map(PhotoSource::File));
            }
            PhotoSource::File(_)
            | PhotoSource::Bytes { .. }
            | PhotoSource::Pixels { .. }
            | PhotoSource::Captured { .. }
            | PhotoSource::Arrived(_) => all.push(source),
        }
    }
    all
}

fn is_picture(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    PICTURE_ENDINGS.contains(&ending.as_str())
}

/// What a picture is called that was taken with a camera of the laptop at this time.
pub fn captured_name(at: Moment) -> String {
    at.local().format("camera-%Y%m%d-%H%M%S.jpg").to_string()
}

/// Takes all sources in and hands each result to `each`, in the order of the sources.
///
/// # Errors
/// [`AppError::Cancelled`] when `progress` asked to stop; what was handed on before is durable.
pub fn take_in_all(
    batch: &Batch<'_>,
    sources: Vec<PhotoSource>,
    progress: &mut dyn Progress,
    each: &mut dyn FnMut((String, Result<TakenIn, AppError>)),
) -> Result<(), AppError> {
    let total = sources.len();
    let queue = Mutex::new(sources.into_iter().enumerate());
    let stopped = AtomicBool::new(false);
    let (results, inbox) = channel::<Finished>();
    thread::scope(|scope| {
        for _ in 0..THREADS.min(total) {
            let (queue, stopped, results) = (&queue, &stopped, results.clone());
            scope.spawn(move || work(batch, queue, stopped, &results));
        }
        drop(results);
        let mut waiting = BTreeMap::new();
        let mut done = 0;
        loop {
            if progress.step(Step { done: done as u64, total: total as u64 }).is_break() {
                stopped.store(true, Ordering::Relaxed);
                return Err(AppError::Cancelled);
            }
            match inbox.recv_timeout(LOOK_EVERY) {
                Ok((place, result)) => {
                    waiting.insert(place, result);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while let Some(result) = waiting.remove(&done) {
                each(result);
                done += 1;
            }
        }
    })
}

/// Takes one source after the other until none is left.
fn work(
    batch: &Batch<'_>,
    queue: &Mutex<impl Iterator<Item = (usize, PhotoSource)>>,
    stopped: &AtomicBool,
    results: &Sender<Finished>,
) {
    while !stopped.load(Ordering::Relaxed) {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some((place, source)) = next else { return };
        let result = take_in(batch, source, stopped);
        if results.send((place, result)).is_err() {
            return;
        }
    }
}

/// Reads one source into the content store.
fn take_in(batch: &Batch<'_>, source: PhotoSource, stopped: &AtomicBool) -> (String, Result<TakenIn, AppError>) {
    let store_as = |reader: &mut dyn Read, wanted: &Wanted<'_>| {
        let mut watch = |_| {
            if stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        batch.photos.take_in(reader, wanted, &mut watch).map_err(AppError::from)
    };
    let store = |reader: &mut dyn Read, file_name: &str, size_hint_bytes: Option<u64>| {
        store_as(reader, &Wanted { file_name, size_hint_bytes, ..batch.wanted })
    };
    match source {
        PhotoSource::File(path) => {
            let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let size_bytes = fs::metadata(&path).ok().map(|metadata| metadata.len());
            let taken = input::open(&path).and_then(|mut file| store(&mut file, &file_name, size_bytes));
            (file_name, taken)
        }
        PhotoSource::Bytes { file_name, bytes } => {
            let taken = store(&mut bytes.as_slice(), &file_name, Some(bytes.len() as u64));
            (file_name, taken)
        }
        PhotoSource::Pixels { width_px, height_px, rgba } => {
            let file_name = PhotoSource::CLIPBOARD.to_owned();
            let png = encode_png(width_px, height_px, &rgba).map_err(AppError::from);
            let taken = png.and_then(|png| store(&mut png.as_slice(), &file_name, None));
            (file_name, taken)
        }
        PhotoSource::Captured { camera, jpeg } => {
            let file_name = captured_name(batch.now);
            let captured = Some(Captured { at: batch.now, camera: &camera });
            let taken = store_as(&mut &*jpeg, &Wanted { file_name: &file_name, captured, ..batch.wanted });
            (file_name, taken)
        }
        PhotoSource::Arrived(Arrival { digest, file_name, size_bytes }) => {
            let opened = batch.photos.open(&digest).map_err(AppError::from);
            let taken = opened.and_then(|mut file| store(&mut file, &file_name, size_bytes));
            (file_name, taken)
        }
    }
}
