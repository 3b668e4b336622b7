//! A workspace that the real program works in, and chance.

use fieldseal::app::App;
use fieldseal::app::environment::SystemEnvironment;
use fieldseal::app::workspace::WorkspaceFolder;
use fieldseal::domain::{Inspection, InspectionId};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// A workspace with an inspection.
pub struct Office {
    pub folder: TempDir,
    pub inspection: String,
}

impl Office {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("passphrase"), "four words are enough\n").unwrap();
        let mut office = Self { folder, inspection: String::new() };
        office.json("init --name Example --organisation Example");
        let added =
            office.json("supplier add --name Example --country DE --registration HRB1 --site Plant --address Street");
        let (supplier, site) = (added["supplier"].as_str().unwrap(), added["site"].as_str().unwrap());
        let new = format!("inspection new --supplier {supplier} --site {site} --from 2026-11-18");
        office.inspection = office.json(&new)["inspection"].as_str().unwrap().to_owned();
        office
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldseal"));
        command.args(words.split(' ')).arg("--json").arg("--workspace").arg(self.workspace());
        command.arg("--passphrase-file").arg(self.folder.path().join("passphrase"));
        command.env_clear().env("HOME", self.folder.path()).current_dir(self.folder.path());
        command
    }

    pub fn json(&self, words: &str) -> Value {
        let output = self.command(words).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{words}: {printed} {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&printed).unwrap()
    }

    pub fn read(&self) -> Arc<Inspection> {
        let mut app = App::open(WorkspaceFolder::at(self.workspace()), Box::new(SystemEnvironment)).unwrap();
        let id: InspectionId = self.inspection.parse().unwrap();
        let inspection = app.inspection_view(id).unwrap().inspection;
        app.close().unwrap();
        inspection
    }

    /// The original bytes that lie under a digest.
    pub fn content(&self, digest: &str) -> Option<Vec<u8>> {
        fs::read(self.workspace().join("photos").join(&digest[..2]).join(digest)).ok()
    }
}

/// xorshift64*: the same lines and the same moments in every run, as far as a clock allows.
pub struct Random(u64);

impl Random {
    pub fn of(seed: u32) -> Self {
        Self(0x9E37_79B9_7F4A_7C15 ^ u64::from(seed))
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % end
    }
}
