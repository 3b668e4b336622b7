//! The demo, run once by the real program for all tests that look at what it leaves.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, MutexGuard};

/// What `fieldseal demo` left.
pub struct Demo {
    /// The workspace, and the folder that the reports lie in.
    pub folder: PathBuf,
    /// What it printed with `--json`.
    pub printed: Value,
    /// The record as `fieldseal extract` gave it.
    pub record: PathBuf,
    workspace: Mutex<PathBuf>,
}

static DEMO: LazyLock<Demo> = LazyLock::new(run);

/// The demo's signed report.
pub fn demo_report() -> PathBuf {
    Demo::get().file("report.pdf")
}

fn run() -> Demo {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
    if place.exists() {
        fs::remove_dir_all(&place).unwrap();
    }
    fs::create_dir_all(&place).unwrap();
    let folder = place.join("out");
    let output = fieldseal([Path::new("demo"), &folder, Path::new("--json"), Path::new("--language"), Path::new("en")]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{printed} {}", String::from_utf8_lossy(&output.stderr));
    let record = extract(&folder.join("report.pdf"), &place.join("extracted"));
    Demo { printed: serde_json::from_str(&printed).unwrap(), workspace: Mutex::new(folder.clone()), folder, record }
}

impl Demo {
    pub fn get() -> &'static Self {
        &DEMO
    }

    pub fn file(&self, name: &str) -> PathBuf {
        let path = self.folder.join(name);
        assert!(path.is_file(), "{} is missing", path.display());
        path
    }

    /// Both PDFs: the report, and the plan left on site.
    pub fn reports(&self) -> [PathBuf; 2] {
        [self.file("report.pdf"), self.file("closing-plan.pdf")]
    }

    pub fn record(&self) -> Value {
        serde_json::from_slice(&fs::read(&self.record).unwrap()).unwrap()
    }

    /// The demo's workspace, for one test at a time: a second process on it is refused.
    pub fn workspace(&self) -> MutexGuard<'_, PathBuf> {
        self.workspace.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// A folder of its own for one test.
    pub fn scratch(&self, name: &str) -> PathBuf {
        let folder = self.folder.parent().unwrap().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    }
}

/// Runs the real program, without a network, a home or a display.
pub fn fieldseal(arguments: impl IntoIterator<Item = impl AsRef<std::ffi::OsStr>>) -> Output {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR"));
    Command::new(env!("CARGO_BIN_EXE_fieldseal")).args(arguments).env_clear().env("HOME", home).output().unwrap()
}

/// The record of a report, by `fieldseal extract`.
pub fn extract(report: &Path, to: &Path) -> PathBuf {
    let output = fieldseal([Path::new("extract"), report, Path::new("--out"), to]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    to.join("fieldseal-record.json")
}
