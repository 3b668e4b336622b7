//! Finding and running a checker.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An outside checker that is there.
pub struct Tool(PathBuf);

/// What it said.
pub struct Said {
    pub code: Option<i32>,
    /// Standard output and standard error.
    pub text: String,
}

impl Tool {
    pub const QPDF: (&str, &str) = ("qpdf", "qpdf");
    pub const PDFSIG: (&str, &str) = ("pdfsig", "poppler-utils");
    pub const PDFDETACH: (&str, &str) = ("pdfdetach", "poppler-utils");
    pub const PDFTOTEXT: (&str, &str) = ("pdftotext", "poppler-utils");
    pub const PDFFONTS: (&str, &str) = ("pdffonts", "poppler-utils");
    pub const PDFINFO: (&str, &str) = ("pdfinfo", "poppler-utils");
    pub const EXIFTOOL: (&str, &str) = ("exiftool", "libimage-exiftool-perl");
    pub const XVFB: (&str, &str) = ("Xvfb", "xvfb");
    pub const XDOTOOL: (&str, &str) = ("xdotool", "xdotool");
    pub const IMPORT: (&str, &str) = ("import", "imagemagick");
    pub const JAVA: (&str, &str) = ("java", "default-jdk-headless");
    pub const PYHANKO: (&str, &str) = ("pyhanko", "tests/judges/requirements.txt");
    pub const PYTHON: (&str, &str) = ("python", "tests/judges/requirements.txt");

    /// The checker, or nothing when it is missing and this is no continuous integration.
    ///
    /// Panics when it is missing and `CI` is `true`.
    pub fn find((name, source): (&str, &str)) -> Option<Self> {
        if source.ends_with(".txt") {
            return Self::found(judges_folder().join("bin").join(name), name, source);
        }
        let places = environment("PATH").unwrap_or_default();
        let place = std::env::split_paths(&places).map(|folder| folder.join(name)).find(|path| path.is_file());
        Self::found(place.unwrap_or_default(), name, source)
    }

    /// A file of one of the Python packages, as [`Tool::find`] finds programs.
    pub fn archive(name: &str) -> Option<PathBuf> {
        let versions = std::fs::read_dir(judges_folder().join("lib")).ok().into_iter().flatten().flatten();
        let path = versions.map(|version| version.path().join("site-packages").join(name)).find(|path| path.is_file());
        Self::found(path.unwrap_or_default(), name, "tests/judges/requirements.txt").map(|Self(path)| path)
    }

    fn found(path: PathBuf, name: &str, source: &str) -> Option<Self> {
        if path.is_file() {
            return Some(Self(path));
        }
        let message = format!("`{name}` is missing (from {source}); `tests/run` installs it");
        assert_ne!(environment("CI").as_deref(), Some("true"), "{message}");
        eprintln!("not checked: {message}");
        None
    }

    /// The checker as a command of its own.
    pub fn command(&self) -> Command {
        Command::new(&self.0)
    }

    pub fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Said {
        let output = Command::new(&self.0).args(arguments).env("LC_ALL", "C.UTF-8").env("TZ", "UTC").output().unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        Said { code: output.status.code(), text }
    }

    /// Runs what must succeed, and returns what it printed.
    pub fn must(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> String {
        let said = self.run(arguments);
        assert_eq!(said.code, Some(0), "{}: {}", self.0.display(), said.text);
        said.text
    }
}

fn judges_folder() -> PathBuf {
    environment("FIELDSEAL_JUDGES").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(".judges"), PathBuf::from)
}

#[allow(clippy::disallowed_methods, reason = "where the checkers lie is told by the environment of the test run")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
