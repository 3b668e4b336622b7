//! What it costs to take photos in: `cargo bench --bench photos` over 200 photos made here, or `-- FOLDER` over one's own.
//!
//! First what one photo costs by step, on one thread. Then all of them as a command of the window takes them in, in a
//! process of its own, and beside it the peer of `benches/peers/photos_sharp.mjs` over the same files, one after the
//! other in the same run. Compare figures of one machine and one run only.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement by hand that shares desk and fixtures of the tests; it stops at the first error"
)]

#[path = "../tests/it/evidence/fixtures.rs"]
mod fixtures;
#[path = "../tests/it/app/support.rs"]
mod support;

use fieldseal::app::Command;
use fieldseal::app::command::{InspectionCommand, PhotoSource};
use fieldseal::app::job::{Done, Unwatched};
use fieldseal::domain::Rendition;
use fieldseal::evidence::{ContentStore, Wanted};
use fixtures::{Exif, with_exif};
use heifer::EncodeOptions;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::error::Error;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::{Duration, Instant};
use support::planned;

/// The photos made when no folder is given: 12 megapixels each, about 3 MB.
const MADE_PHOTOS: u32 = 200;
/// The pictures among them; the others differ in what they say of themselves.
const MADE_PICTURES: u32 = 20;
/// How often ours and the peer take turns.
const ROUNDS: usize = 3;
/// The photos of which the steps are measured.
const STEP_PHOTOS: usize = 20;
/// The word that tells the second process what to do.
const IMPORT: &str = "--import";
const PEER: &str = "sharp@0.35.5";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let first = arguments.next();
    if first.as_deref() == Some(IMPORT) {
        return import(&files_of(Path::new(&arguments.next().unwrap_or_default()))?);
    }
    let made = tempfile::tempdir()?;
    let folder = match first {
        Some(folder) => PathBuf::from(folder),
        None => {
            make_photos(made.path())?;
            made.path().to_owned()
        }
    };
    let files = files_of(&folder)?;
    let bytes: u64 = files.iter().map(|file| fs::metadata(file).map_or(0, |facts| facts.len())).sum();
    println!("{} photos, {:.2} MB each", files.len(), bytes as f64 / 1e6 / files.len().max(1) as f64);
    steps(&files)?;
    heic()?;
    compare(&folder, files.len())
}

/// What one photo costs by step, on this thread.
fn steps(files: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    // Evenly over all, so that each picture is there once.
    let every = (files.len() / STEP_PHOTOS).max(1);
    let photos = files.iter().step_by(every).map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let folder = tempfile::tempdir()?;
    let store = ContentStore::new(folder.path().join("photos"), folder.path().join("cache"));
    let mut digests = Vec::new();
    measure("take in (keep, facts, thumbnail, report size)", photos.len(), || {
        for photo in &photos {
            let taken = store.take_in(&mut photo.as_slice(), &Wanted::default(), &mut |_| ControlFlow::Continue(()));
            digests.push(taken.map_err(|error| error.to_string())?.digest);
        }
        Ok(())
    })?;
    measure("verify", photos.len(), || {
        digests.iter().try_for_each(|digest| store.verify(digest).map(drop).map_err(|error| error.to_string()))
    })?;
    measure("picture for the report, from the cache", photos.len(), || {
        digests.iter().try_for_each(|digest| store.report_image(digest).map(drop).map_err(|error| error.to_string()))
    })?;
    measure("thumbnail for the window", photos.len(), || {
        digests
            .iter()
            .try_for_each(|digest| store.decode_rgba(digest, 320).map(drop).map_err(|error| error.to_string()))
    })
}

/// Runs `work` and prints what one photo took.
fn measure(what: &str, count: usize, work: impl FnOnce() -> Result<(), String>) -> Result<(), Box<dyn Error>> {
    let (wall, processor) = (Instant::now(), thread_time());
    work()?;
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / count.max(1) as f64;
    let wall = each(wall.elapsed());
    match thread_time().zip(processor) {
        Some((after, before)) => println!("{what}: {:.2} ms processor, {wall:.2} ms wall", each(after - before)),
        None => println!("{what}: {wall:.2} ms wall"),
    }
    Ok(())
}

/// What one process did with all photos.
struct Run {
    processor_ms: f64,
    wall_ms: f64,
    peak_kb: f64,
}

impl Run {
    /// Prints the figures of `who` and gives them.
    fn shown(self, who: &str, count: usize) -> Self {
        let each = self.processor_ms / count.max(1) as f64;
        println!(
            "{who}: {each:.1} ms processor a photo, {:.2} s wall, {:.2} cores busy, {:.0} MB at most",
            self.wall_ms / 1e3,
            self.processor_ms / self.wall_ms,
            self.peak_kb / 1e3
        );
        self
    }
}

/// Ours and the peer in turns, and what ours takes of the peer's processor time.
fn compare(folder: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packages = manifest.join("target/peers");
    let has_peer = packages.join("node_modules/sharp").is_dir();
    if !has_peer {
        println!("without the peer; to get it: npm install --prefix target/peers {PEER}");
    }
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let ours = run(Process::new(std::env::current_exe()?).arg(IMPORT).arg(folder))?.shown("ours", count);
        if has_peer {
            let out = tempfile::tempdir()?;
            let script = manifest.join("benches/peers/photos_sharp.mjs");
            let peer = run(Process::new("node").arg(script).arg(&packages).arg(folder).arg(out.path()))?;
            ratios.push(ours.processor_ms / peer.shown(PEER, count).processor_ms);
        }
    }
    if !ratios.is_empty() {
        let ratios: Vec<String> = ratios.iter().map(|ratio| format!("{ratio:.2}")).collect();
        println!("processor time of ours over that of the peer, each round: {}", ratios.join(", "));
    }
    Ok(())
}

/// Runs a process whose last line is its three figures; what it says before them is for people.
fn run(process: &mut Process) -> Result<Run, Box<dyn Error>> {
    let output = process.output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut lines = text.lines().rev();
    let figures: Vec<f64> = lines.next().unwrap_or_default().split(' ').filter_map(|word| word.parse().ok()).collect();
    let [processor_ms, wall_ms, peak_kb] = figures[..] else {
        return Err(format!("no figures: {text}{}", String::from_utf8_lossy(&output.stderr)).into());
    };
    lines.rev().for_each(|line| println!("  {line}"));
    Ok(Run { processor_ms, wall_ms, peak_kb })
}

/// Takes the photos in as the window does, each saved in the log of a workspace as soon as its bytes are durable.
fn import(files: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let (mut desk, id) = planned("supplier-on-site-esg");
    let store = desk.app.photos();
    // The window shows the inspection before anything is dropped onto it.
    desk.app.inspection_view(id)?;
    forget_peak();
    let sources = files.iter().cloned().map(PhotoSource::File).collect();
    let command = InspectionCommand::AddPhotos { sources, links: Vec::new() };
    let (start, before) = (Instant::now(), process_time_ms());
    let Done::Later(job) = desk.app.run(Command::Inspection(id, command))? else { return Err("no job".into()) };
    let (mut first, mut failed) = (None, None);
    (job.work)(&mut Unwatched, &mut |finish| {
        let taken = finish(&mut desk.app);
        if first.is_none() {
            let saved = start.elapsed();
            // What the window then asks for: the inspection as it is now, and the picture of its tile.
            let view = desk.app.inspection_view(id).unwrap();
            let viewed = start.elapsed();
            let rendition = Rendition::plain(view.inspection.photos[0].digest);
            failed = store.drawn_rgba(&rendition, 320).err().map(|error| error.to_string());
            first = Some([saved, viewed, start.elapsed()]);
        }
        failed = failed.take().or(taken.err().map(|error| error.to_string()));
    })?;
    let (wall, processor) = (start.elapsed(), process_time_ms() - before);
    let saved = desk.app.inspection_view(id)?.inspection.photos.len();
    if let Some(failed) = failed.or((saved != files.len()).then(|| format!("{saved} photos were saved"))) {
        return Err(failed.into());
    }
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    if let Some(first) = first {
        let [saved, viewed, decoded] = first.map(ms);
        println!("first photo saved after {saved:.0} ms, in view after {viewed:.0} ms, decoded after {decoded:.0} ms");
    }
    println!("{processor} {} {}", ms(wall), peak_kb());
    Ok(())
}

/// The processor time of this thread so far, where the system tells.
fn thread_time() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The processor time of all threads of this process so far, in the system's ticks of ten milliseconds.
fn process_time_ms() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() * 10.0
}

/// Begins counting the most memory anew: unlocking the key takes some before the first photo.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// `VmHWM` of this process in kB.
fn peak_kb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse().ok()).unwrap_or_default()
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}

/// Photos as a phone writes them: each upright or lying, with its time and place.
fn make_photos(folder: &Path) -> Result<(), Box<dyn Error>> {
    for picture in 0..MADE_PICTURES {
        let jpeg = made_picture(picture)?;
        for number in (picture..MADE_PHOTOS).step_by(MADE_PICTURES as usize) {
            let time = format!("2026:11:18 {:02}:{:02}:{:02}", 9 + number / 60, number % 60, number % 60);
            let exif = Exif {
                orientation: Some(if number % 4 == 0 { 6 } else { 1 }),
                make: Some("Example"),
                model: Some("Phone"),
                time: Some(time.leak()),
                offset: Some("+08:00"),
                place: Some([("N", [22, 37, number]), ("E", [114, 3, number])]),
            };
            fs::write(folder.join(format!("IMG_{number:04}.jpg")), with_exif(&jpeg, &exif.bytes()))?;
        }
    }
    Ok(())
}

/// A picture as JPEG with colours at half resolution.
fn made_picture(seed: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let picture = scene(seed);
    let (width, height) = picture.dimensions();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.encode(picture.as_raw(), u16::try_from(width)?, u16::try_from(height)?, ColorType::Rgb)?;
    Ok(bytes)
}

/// What a HEIC costs, as phones write them and with all of its grain.
fn heic() -> Result<(), Box<dyn Error>> {
    let picture = image::DynamicImage::ImageRgb8(scene(1)).to_rgba8();
    for quality in [50, 80, 100] {
        let options = EncodeOptions { quality, ..EncodeOptions::default() };
        let bytes = heifer::encode_rgba8(picture.width(), picture.height(), &picture, &options)?;
        let folder = tempfile::tempdir()?;
        let store = ContentStore::new(folder.path().join("photos"), folder.path().join("cache"));
        let (wall, processor) = (Instant::now(), process_time_ms());
        store.take_in(&mut bytes.as_slice(), &Wanted::default(), &mut |_| ControlFlow::Continue(()))?;
        let (wall, processor) = (wall.elapsed().as_secs_f64() * 1e3, process_time_ms() - processor);
        let size = bytes.len() as f64 / 1e6;
        println!("HEIC of quality {quality}, {size:.2} MB: {processor:.0} ms processor, {wall:.0} ms wall");
    }
    Ok(())
}

/// A picture with shapes at all scales and the grain of a sensor.
fn scene(seed: u32) -> image::RgbImage {
    let (width, height) = (4000, 3000);
    let wave = |value: u32, length: f32| ((value + seed * 37) as f32 / length).sin();
    image::RgbImage::from_fn(width, height, |x, y| {
        let grain = (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729) ^ seed).wrapping_mul(2_654_435_761) >> 28;
        let shape = wave(x, 211.0) * wave(y, 173.0) * 60.0 + wave(x + y, 19.0) * 24.0 + wave(x * 2 + y, 5.0) * 9.0;
        let level = 120.0 + shape + grain as f32;
        image::Rgb([level as u8, (level * 0.9) as u8, (230.0 - level * 0.7) as u8])
    })
}
