//! The same job by words alone, through the program itself.

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub struct Shell {
    folder: TempDir,
}

impl Shell {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("passphrase"), "four words are enough\n").unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldseal"));
        command.args(words).arg("--json").arg("--workspace").arg(self.path("workspace"));
        command.arg("--passphrase-file").arg(self.path("passphrase")).current_dir(self.folder.path());
        command.env_clear().env("HOME", self.folder.path());
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs what must succeed and returns what it printed.
    pub fn json(&self, words: &[&str]) -> Value {
        let output = self.run(words);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{words:?}: {printed} {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&printed).unwrap()
    }

    /// Runs what must fail and returns its exit code and the code of its problem.
    pub fn failure(&self, words: &[&str]) -> (i32, String) {
        let output = self.run(words);
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (output.status.code().unwrap(), printed["problem"]["code"].as_str().unwrap_or_default().to_owned())
    }

    /// Runs without `--json` and returns what people read on standard output and on standard error.
    pub fn text(&self, words: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldseal"));
        command.args(words).arg("--workspace").arg(self.path("workspace"));
        command.arg("--passphrase-file").arg(self.path("passphrase")).current_dir(self.folder.path());
        let output = command.env_clear().env("HOME", self.folder.path()).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// Gives `lines` to `inspection answer --stdin` and returns the exit code and what was printed, a value a line.
    pub fn stream(&self, inspection: &str, lines: &[u8]) -> (i32, Vec<Value>) {
        let mut command = self.command(&["inspection", "answer", inspection, "--stdin"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines).unwrap();
        let output = child.wait_with_output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let values = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (output.status.code().unwrap(), values)
    }

    pub fn write(&self, name: &str, value: &Value) -> String {
        std::fs::write(self.path(name), value.to_string()).unwrap();
        self.path(name).display().to_string()
    }

    /// A workspace with a supplier and a planned inspection; returns the inspection.
    pub fn planned(&self) -> String {
        self.json(&["init", "--name", "Lin Example", "--organisation", "Example Audit"]);
        let added = self.json(&[
            "supplier",
            "add",
            "--name",
            "Example Works",
            "--country",
            "DE",
            "--registration",
            "HRB 1",
            "--site",
            "Plant",
            "--address",
            "Example Street 1",
        ]);
        let (supplier, site) = (added["supplier"].as_str().unwrap(), added["site"].as_str().unwrap());
        let new = ["inspection", "new", "--supplier", supplier, "--site", site, "--from", "2026-11-18"];
        self.json(&new)["inspection"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_script_can_do_what_the_window_does() {
    let shell = Shell::new();
    let id = shell.planned();
    assert!(shell.json(&["checklist", "list"])["checklists"].as_array().is_some_and(|list| !list.is_empty()));
    assert_eq!(shell.json(&["supplier", "list", "example"])["suppliers"].as_array().unwrap().len(), 1);
    shell.json(&["inspection", "answer", &id, "ESG-OE-02", "minor", "--note", "pallets in the aisle"]);
    let many = serde_json::json!([
        { "question": "esg_oe_06", "value": "conforming" },
        { "question": "ESG-OE-05", "status": "not_verified", "reason": "the meter was out of order" },
    ]);
    let file = shell.write("answers.json", &many);
    shell.json(&["inspection", "answer", &id, "--file", &file]);
    let photo = shell.path("seen.jpg");
    std::fs::write(&photo, fieldseal::assets::example::PHOTOS[0].1).unwrap();
    let added = shell.json(&["inspection", "photo", &id, photo.to_str().unwrap(), "--question", "ESG-OE-02"]);
    assert!(added["photos"][0]["photo"].is_string());
    let finding = shell.write(
        "finding.json",
        &serde_json::json!({
            "title": "Aisle blocked", "severity": "minor", "questions": ["ESG-OE-02"],
            "requirement": "Aisles are kept clear", "evidence": "Two pallets in aisle 3 at 10:15",
        }),
    );
    assert_eq!(shell.json(&["inspection", "finding", &id, &finding])["number"], "F-01");
    let shown = shell.json(&["inspection", "show", &id]);
    assert_eq!(shown["findings"][0]["title"], "Aisle blocked");
    assert!(shown["closing_blockers"].as_array().is_some_and(|blockers| !blockers.is_empty()));
    assert_eq!(shell.json(&["inspection", "list"])["total"], 1);
    let sealing = shell.run(&["inspection", "seal", &id, "closing"]);
    assert_eq!(sealing.status.code(), Some(1), "a blocked seal is a bad thing that was checked");
    assert_eq!(shell.json(&["check"])["sound"], true);
}

#[test]
fn grades_are_changed_by_words_as_in_the_window() {
    let shell = Shell::new();
    let id = shell.planned();
    shell.json(&["inspection", "answer", &id, "ESG-HS-08", "major"]);
    shell.json(&["inspection", "answer", &id, "ESG-OE-02", "critical"]);
    let finding = |question: &str, more: Value| {
        let mut file = serde_json::json!({
            "title": "Guard off", "questions": [question], "requirement": "Guarded", "evidence": "Hall 1, 10:20",
        });
        file.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        shell.write("finding.json", &file)
    };
    let lowered = finding("ESG-HS-08", serde_json::json!({ "severity": "minor" }));
    let refused = shell.failure(&["inspection", "finding", &id, &lowered]);
    assert_eq!(refused, (2, "refused-grade_reason_missing".to_owned()));
    let lowered = serde_json::json!({ "severity": "minor", "severity_reason": "One press of twelve" });
    let saved = shell.json(&["inspection", "finding", &id, &finding("ESG-HS-08", lowered)]);
    assert_eq!((&saved["suggested"], &saved["change"]), (&Value::from("major"), &Value::from("lowered")));
    assert_eq!(saved["for_reviewer"], true);
    let saved = shell.json(&["inspection", "finding", &id, &finding("ESG-OE-02", serde_json::json!({}))]);
    assert_eq!((&saved["severity"], &saved["for_reviewer"]), (&Value::from("critical"), &Value::from(false)));
    assert_eq!(shell.failure(&["inspection", "propose", &id, "F-02", "major"]).0, 2, "a reason is wanted");
    shell.json(&["inspection", "propose", &id, "F-02", "major", "--reason", "Opened within a minute"]);
    let shown = shell.json(&["inspection", "show", &id]);
    let second = &shown["findings"][1];
    assert_eq!((&second["severity"], &second["proposal"]["severity"]), (&"critical".into(), &"major".into()));
    assert_eq!(second["for_reviewer"], true);
    let (_, text, _) = shell.text(&["inspection", "show", &id]);
    assert!(text.contains("Lowered from Major to Minor: One press of twelve"), "{text}");
    assert!(text.contains("Proposed to the reviewer by Lin Example: Major. Opened within a minute"), "{text}");
    shell.json(&["inspection", "propose", &id, "F-02", "--take-back"]);
    let repeats = serde_json::json!({ "repeats": "Audit 2024, no. 7" });
    shell.json(&["inspection", "answer", &id, "ESG-HS-15", "minor"]);
    let saved = shell.json(&["inspection", "finding", &id, &finding("ESG-HS-15", repeats)]);
    assert_eq!((&saved["severity"], &saved["rule"]), (&Value::from("major"), &Value::from("REPEAT")));
    shell.json(&["inspection", "withdraw", &id, "F-03", "--reason", "Wrong press"]);
    assert_eq!(shell.json(&["inspection", "show", &id])["findings"].as_array().unwrap().len(), 2);
}

#[test]
fn a_stream_acknowledges_each_line_once_it_is_durable() {
    let shell = Shell::new();
    let id = shell.planned();
    let given = r#"{"question":"ESG-OE-02","value":"major"}
{"question":"ESG-OE-02","value":"nonsense"}
"#;
    let (code, lines) = shell.stream(&id, given.as_bytes());
    assert!(lines[0]["saved_at"].is_string());
    assert_eq!(lines[1]["problem"]["code"], "answer-unknown_code");
    assert_eq!(code, 1);
}

#[test]
fn exit_codes_tell_wrong_use_from_failure() {
    let shell = Shell::new();
    assert_eq!(shell.failure(&["check"]), (2, "not_found".to_owned()));
    assert_eq!(shell.run(&["no-such-command"]).status.code(), Some(2));
    assert_eq!(shell.failure(&["verify", "gone.pdf"]), (3, "file-not_found".to_owned()));
    std::fs::write(shell.path("no.pdf"), b"no pdf at all").unwrap();
    let verified = shell.run(&["verify", "no.pdf"]);
    assert_eq!(verified.status.code(), Some(1));
    assert_eq!(serde_json::from_slice::<Value>(&verified.stdout).unwrap()["code"], "not_pdf");
    let id = shell.planned();
    assert_eq!(shell.failure(&["inspection", "answer", &id, "ESG-OE-02", "nonsense"]).0, 2);
    assert_eq!(shell.failure(&["inspection", "show", "RPT-1999-0001"]), (2, "not_found".to_owned()));
    assert_eq!(shell.failure(&["export", &id]), (2, "refused-not_sealed".to_owned()));
}

#[test]
fn help_and_version_are_for_people_on_standard_output() {
    let shell = Shell::new();
    for word in ["--help", "--version"] {
        let output = Command::new(env!("CARGO_BIN_EXE_fieldseal")).arg(word).current_dir(shell.folder.path()).output();
        let output = output.unwrap();
        assert!(output.status.success() && !output.stdout.is_empty() && output.stderr.is_empty());
    }
    assert!(!Path::new(&shell.path("workspace")).exists());
}
