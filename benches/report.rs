//! The report with 500 photos of 1600 px: time, memory, size. Run by hand: `cargo bench --bench report`.
//!
//! Figures go to the README with the machine named; nothing here is a timed test.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a measurement by hand that shares the stage of the tests; it reads the clock and stops at the first error"
)]

#[path = "../tests/it/checklist.rs"]
mod checklist;
#[path = "../tests/it/report/stage.rs"]
mod stage;

use fieldseal::domain::{Digest, EvidenceLink, Language, RecordCopy, Rendition, ReportKind, ReportLanguages};
use fieldseal::report::{PhotoSource, ReportPhoto, write_report};
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

const WIDTH_PX: u16 = 1600;
const HEIGHT_PX: u16 = 1200;

/// Photos that lie on the disk, as they do in a workspace.
struct OnDisk(PathBuf);

impl PhotoSource for OnDisk {
    fn report_image(&self, _: &Rendition) -> Result<ReportPhoto, Box<dyn Error + Send + Sync>> {
        let file = File::open(&self.0)?;
        let length_bytes = file.metadata()?.len();
        Ok(ReportPhoto {
            width_px: WIDTH_PX.into(),
            height_px: HEIGHT_PX.into(),
            components: 3,
            length_bytes,
            reader: Box::new(file),
        })
    }
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("photo.jpg");
    std::fs::write(&photo, jpeg()).unwrap();
    let photo_bytes = std::fs::metadata(&photo).unwrap().len();
    let photos = OnDisk(photo);
    println!("one photo: {WIDTH_PX} x {HEIGHT_PX} px, {} kB", photo_bytes / 1000);
    let modes = [ReportLanguages::One(Language::En), ReportLanguages::One(Language::ZhCn), ReportLanguages::Both];
    for mode in modes {
        for count in [0, 50, 500] {
            let stage = with_photos(count);
            let evaluation = stage.evaluation(RecordCopy::Internal);
            let input = stage.input(ReportKind::Inspection, mode, &evaluation);
            let path = folder.path().join("report.pdf");
            let start = Instant::now();
            let mut out = BufWriter::new(File::create(&path).unwrap());
            let output = write_report(&input, &photos, &mut out, &mut |_| ControlFlow::Continue(())).unwrap();
            drop(out);
            let elapsed = start.elapsed();
            let size = std::fs::metadata(&path).unwrap().len();
            let around = size.saturating_sub(photo_bytes * count as u64) / 1000;
            println!(
                "{mode:?}, {count} photos: {} pages, {:.0} ms, {} MB ({around} kB around the photos), peak memory so far {}",
                output.pages,
                elapsed.as_secs_f64() * 1000.0,
                size / 1_000_000,
                peak_memory(),
            );
        }
    }
}

/// The example with its findings, and photos spread over them and over the questions.
fn with_photos(count: usize) -> stage::Stage {
    let mut stage = stage::Stage::example();
    let findings: Vec<_> = stage.inspection.findings.iter().map(|finding| finding.id).collect();
    stage.inspection.photos = (0..count)
        .map(|number| {
            let link = match number % 3 {
                0 => EvidenceLink::Finding(findings[number % findings.len()]),
                _ => EvidenceLink::Question(stage.template.questions[number % stage.template.questions.len()].path()),
            };
            let caption = "Hall 2, machining line 4: 防护罩 and emergency stop after the repair";
            let digest = Digest::of(&number.to_le_bytes());
            stage::photo(number, digest, stage::facts(WIDTH_PX.into(), HEIGHT_PX.into()), caption, vec![link])
        })
        .collect();
    stage
}

/// A picture with detail, about as large as a real one.
fn jpeg() -> Vec<u8> {
    let mut pixels = Vec::with_capacity(usize::from(WIDTH_PX) * usize::from(HEIGHT_PX) * 3);
    for y in 0..u32::from(HEIGHT_PX) {
        for x in 0..u32::from(WIDTH_PX) {
            let noise = (x.wrapping_mul(73_856_093) ^ y.wrapping_mul(19_349_663)) >> 7;
            let slope = x / 8 + y / 8;
            pixels.extend([slope as u8, (slope + noise % 24) as u8, (noise % 64) as u8]);
        }
    }
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 85);
    encoder.encode(&pixels, WIDTH_PX, HEIGHT_PX, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// `VmHWM` of this process, where the system tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim_start_matches("VmHWM:").trim().to_owned())
}
