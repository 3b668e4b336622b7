//! What it costs to take photos in: `cargo bench --bench photos` over photos made here, or `-- FOLDER` over one's own.
//!
//! Prints the processor time of one photo by step, on one thread. Compare figures of one machine and one run only.

use fieldseal::evidence::{ContentStore, Wanted};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};
use std::error::Error;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The photos made when no folder is given: 12 megapixels each, about 3 MB.
const MADE_PHOTOS: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let photos = match std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        Some(folder) => read_folder(&PathBuf::from(folder))?,
        None => (0..MADE_PHOTOS).map(made_photo).collect::<Result<_, _>>()?,
    };
    let bytes: usize = photos.iter().map(Vec::len).sum();
    println!("{} photos, {:.2} MB each", photos.len(), bytes as f64 / 1e6 / photos.len().max(1) as f64);

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
    let (wall, processor) = (Instant::now(), processor_time());
    work()?;
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / count.max(1) as f64;
    let wall = each(wall.elapsed());
    match processor_time().zip(processor) {
        Some((after, before)) => println!("{what}: {:.2} ms processor, {wall:.2} ms wall", each(after - before)),
        None => println!("{what}: {wall:.2} ms wall"),
    }
    Ok(())
}

/// The processor time of this process so far, where the system tells.
fn processor_time() -> Option<Duration> {
    let text = fs::read_to_string("/proc/self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn read_folder(folder: &PathBuf) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths.iter().filter(|path| path.is_file()).map(fs::read).collect::<Result<_, _>>()?)
}

/// A picture with shapes at all scales and the grain of a sensor, as JPEG with colours at half resolution.
fn made_photo(seed: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let (width, height) = (4000, 3000);
    let wave = |value: u32, length: f32| ((value + seed * 37) as f32 / length).sin();
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let grain = (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729) ^ seed).wrapping_mul(2_654_435_761) >> 28;
        let shape = wave(x, 211.0) * wave(y, 173.0) * 60.0 + wave(x + y, 19.0) * 24.0 + wave(x * 2 + y, 5.0) * 9.0;
        let level = 120.0 + shape + grain as f32;
        image::Rgb([level as u8, (level * 0.9) as u8, (230.0 - level * 0.7) as u8])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode(&picture, width, height, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}
