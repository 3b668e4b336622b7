//! Signing and verifying a file of 1 GB: time and peak memory. `cargo bench --bench signing [-- FILE_MB]`.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a measurement by hand that shares the kit of the tests; it reads the clock and stops at the first error"
)]

#[path = "../tests/it/signing/kit.rs"]
mod kit;

use fieldseal::pdf::{Dictionary, Object, ObjectId, Writer};
use fieldseal::signature::{certify, verify};
use std::fs::OpenOptions;
use std::path::Path;
use std::time::Instant;

fn main() {
    let megabytes = std::env::args().filter_map(|word| word.parse::<u64>().ok()).next().unwrap_or(1_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.pdf");
    document(&path, megabytes * 1_000_000);
    let auditor = kit::identity(1);
    let mut file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    let start = Instant::now();
    certify(&mut file, &auditor, &kit::options(kit::NOW), &mut kit::on_and_on).unwrap();
    println!("signing {megabytes} MB: {:.2} s, peak memory {}", start.elapsed().as_secs_f64(), peak_memory());
    let start = Instant::now();
    let verdict = verify(&mut file, &kit::trusting(&[&auditor]), kit::NOW, &mut kit::on_and_on).unwrap();
    let elapsed = start.elapsed().as_secs_f64();
    println!("verifying it ({}): {elapsed:.2} s, peak memory {}", verdict.code.as_str(), peak_memory());
}

/// A page whose content is as large as the photos of a large report.
fn document(path: &Path, bytes: u64) {
    let file = OpenOptions::new().write(true).create_new(true).open(path).unwrap();
    let mut writer = Writer::new(std::io::BufWriter::with_capacity(1 << 20, file)).unwrap();
    let [catalog, pages, page, photo] = [(); 4].map(|()| writer.reserve());
    writer.stream_from(photo, Dictionary::new(), bytes, &mut std::io::repeat(b' ')).unwrap();
    let kids = vec![Object::Reference(page)];
    let objects: [(ObjectId, Dictionary); 3] = [
        (catalog, Dictionary::new().with("Type", Object::name("Catalog")).with("Pages", pages)),
        (pages, Dictionary::new().with("Type", Object::name("Pages")).with("Kids", kids).with("Count", 1)),
        (page, Dictionary::new().with("Type", Object::name("Page")).with("Parent", pages).with("Contents", photo)),
    ];
    for (id, dictionary) in objects {
        writer.object(id, &Object::Dictionary(dictionary)).unwrap();
    }
    std::io::Write::flush(&mut writer.finish(Dictionary::new().with("Root", catalog)).unwrap()).unwrap();
}

/// `VmHWM` of this process, where the system tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim_start_matches("VmHWM:").trim().to_owned())
}
