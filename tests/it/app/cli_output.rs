//! What the command line prints, and where.

use super::cli::Shell;
use super::support::{Desk, PASSPHRASE, Until};
use fieldseal::app::command::InspectionCommand;
use serde_json::Value;
use std::fs;
use std::process::Command;

#[test]
fn an_export_names_the_characters_that_no_font_has() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Signed);
    let view = desk.app.inspection_view(id).unwrap();
    let (path, mut answer) = view.inspection.answers.iter().next().map(|(p, a)| (p.clone(), a.clone())).unwrap();
    answer.note = "\u{10380}".to_owned();
    desk.ask(id, InspectionCommand::Answer { path, answer }).unwrap();
    desk.ask(id, InspectionCommand::SealClosing).unwrap();
    desk.ask(id, InspectionCommand::SealReport).unwrap();
    let Desk { app, folder, .. } = desk;
    app.close().unwrap();
    let passphrase = folder.path().join("passphrase");
    fs::write(&passphrase, PASSPHRASE).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldseal"));
    command.arg("export").arg(&view.inspection.plan.number).arg("--workspace").arg(folder.path());
    let output = command.arg("--passphrase-file").arg(passphrase).env_clear().output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("printed as code points: U+10380\n"), "{text}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn check_calls_a_database_that_cannot_be_read_bad() {
    let shell = Shell::new();
    shell.planned();
    let database = shell.path("workspace/fieldseal.sqlite");
    let sound = fs::read(&database).unwrap();
    let check = |bytes: &[u8]| {
        fs::write(&database, bytes).unwrap();
        shell.failure(&["check"])
    };
    let garbage = vec![b'x'; 9000];
    let mut torn = sound.clone();
    for page in torn.chunks_mut(4096).skip(1) {
        page[..64].fill(0xA5);
    }
    assert_eq!(check(&garbage), (1, "store-not_a_database".to_owned()));
    assert_eq!(check(b""), (1, "store-damaged".to_owned()));
    assert_eq!(check(&sound[..sound.len() / 2]).0, 1);
    assert_eq!(check(&torn).0, 1);
    assert!(shell.text(&["check"]).2.contains("fieldseal.sqlite"), "the file is named");
    fs::write(&database, &sound).unwrap();
    let changed = rusqlite::Connection::open(&database).unwrap();
    changed.execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE type = 'trigger'").unwrap();
    drop(changed);
    let changed = rusqlite::Connection::open(&database).unwrap();
    changed.execute("UPDATE event SET body = '{' WHERE seq = 1", []).unwrap();
    drop(changed);
    assert_eq!(shell.run(&["check"]).status.code(), Some(1), "an event that cannot be read");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_a_failure_unless_nobody_reads_it() {
    let shell = Shell::new();
    for words in [["checklist", "list"].as_slice(), &["--help"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = shell.command(words).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{words:?}: {said}");
        assert!(said.contains("stdout"), "{said}");
        let (reader, closed) = std::io::pipe().unwrap();
        drop(reader);
        assert_eq!(shell.command(words).stdout(closed).status().unwrap().code(), Some(0), "{words:?}");
    }
}

#[test]
fn wrong_words_are_one_json_value_for_programs() {
    let shell = Shell::new();
    for (words, says) in [
        (["no-such-command"].as_slice(), "no-such-command"),
        (&["inspection", "new", "--supplier", "x"], "--site"),
        (&["inspection", "new", "--from", "2026-02-30"], "2026-02-30"),
        (&["supplier"], "a command is missing"),
        (&[], "a command is missing"),
    ] {
        let output = shell.run(words);
        assert!(output.stderr.is_empty() && output.status.code() == Some(2), "{words:?}");
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(printed["problem"]["code"], "wrong_use");
        let what = printed["problem"]["what"].as_str().unwrap();
        assert!(what.contains(says) && !what.contains("error:") && !what.contains('\n'), "{what}");
    }
    let (code, out, err) = shell.text(&["no-such-command"]);
    assert!(code == 2 && out.is_empty() && err.starts_with("error: "), "people read what the parser says: {err}");
}

#[test]
fn a_name_cannot_speak_to_the_terminal() {
    let shell = Shell::new();
    shell.planned();
    let name = "Evil\u{1b}[2J\u{7}\u{9b}Works\u{7f}";
    shell.json(&["supplier", "add", "--name", name, "--country", "DE", "--registration", "HRB 2"]);
    let (_, listed, _) = shell.text(&["supplier", "list"]);
    let (code, _, refused) =
        shell.text(&["supplier", "add", "--name", "Other", "--country", "DE", "--registration", "HRB 2"]);
    assert_eq!(code, 2);
    for text in [&listed, &refused, &shell.text(&["inspection", "show", name]).2] {
        assert!(text.contains("Evil\u{fffd}[2J") && text.contains("Works\u{fffd}"), "{text:?}");
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    }
    let as_data = &shell.json(&["supplier", "list"])["suppliers"];
    let names = as_data.as_array().unwrap().iter().map(|view| view["supplier"]["name"].as_str().unwrap());
    assert!(names.into_iter().any(|found| found == name), "data stays as it is");
}

#[test]
fn a_checklist_shows_how_each_question_is_answered() {
    let shell = Shell::new();
    let shown = shell.json(&["checklist", "show"]);
    let questions = shown["questions"].as_array().unwrap();
    let listed = &shell.json(&["checklist", "list"])["checklists"][0];
    assert_eq!(listed["questions"], questions.len());
    let of_kind = |kind: &str| questions.iter().find(|question| question["kind"] == kind).unwrap();
    assert_eq!(of_kind("grade")["choices"][0]["label"]["en"], "Conforming");
    assert_eq!(of_kind("yes_no")["choices"][1]["label"]["zh-CN"], "否");
    assert!(!of_kind("choice")["choices"].as_array().unwrap().is_empty());
    assert!(of_kind("number")["unit"].is_string());
    assert_eq!(of_kind("sampled")["parts"], serde_json::json!(["checked", "failed", "critical_row"]));
    assert!(questions.iter().any(|question| question["conditional"] == true));
    let (_, text, _) = shell.text(&["checklist", "show"]);
    assert!(text.contains("ESG-OE-02  grade  ") && text.contains("minor (Minor)"), "{text}");
    assert_eq!(shell.failure(&["checklist", "show", "none"]), (2, "not_found".to_owned()));
}
