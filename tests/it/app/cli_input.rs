//! What the command line is given: files, streams and values that are not as they should be.

use super::cli::Shell;
use serde_json::{Value, json};

#[cfg(unix)]
#[test]
fn a_pipe_or_a_folder_is_refused_at_once_where_a_file_is_needed() {
    let shell = Shell::new();
    let id = shell.planned();
    let pipe = shell.path("pipe").display().to_string();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let folder = shell.path("workspace").display().to_string();
    for path in [pipe.as_str(), folder.as_str(), "/dev/null"] {
        let refused = (3, "not_a_file".to_owned());
        assert_eq!(shell.failure(&["verify", path]), refused, "{path}");
        assert_eq!(shell.failure(&["verify", "gone.pdf", "--trust", path]), refused, "{path}");
        assert_eq!(shell.failure(&["extract", path, "--out", "out"]), refused, "{path}");
        assert_eq!(shell.failure(&["restore", path, "restored"]), refused, "{path}");
        assert_eq!(shell.failure(&["inspection", "answer", &id, "--file", path]), refused, "{path}");
        assert_eq!(shell.failure(&["inspection", "meeting", &id, path]), refused, "{path}");
        let photo = shell.run(&["inspection", "photo", &id, path]);
        let printed: Value = serde_json::from_slice(&photo.stdout).unwrap();
        assert_eq!(printed["photos"][0]["problem"]["code"], "not_a_file", "{path}");
    }
    let (code, lines) = shell.stream(&id, format!("{}\n", json!({ "photo": pipe })).as_bytes());
    assert_eq!((code, lines[0]["problem"]["code"].as_str()), (1, Some("not_a_file")));
}

#[test]
fn a_wrong_value_in_a_file_is_wrong_use_and_named_by_its_field() {
    let shell = Shell::new();
    let id = shell.planned();
    let finding = |field: &str, value: &str| {
        let mut finding = json!({
            "title": "Aisle blocked", "severity": "minor", "questions": ["ESG-OE-02"], "requirement": "Kept clear",
        });
        finding[field] = json!(value);
        shell.write("finding.json", &finding)
    };
    for (field, value) in [("severity", "terrible"), ("agreed_due_on", "2026-02-30"), ("no_such_field", "x")] {
        let output = shell.run(&["inspection", "finding", &id, &finding(field, value)]);
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let what = printed["problem"]["what"].as_str().unwrap();
        assert_eq!((output.status.code(), printed["problem"]["code"].as_str()), (Some(2), Some("json")), "{what}");
        assert!(what.contains("finding.json") && what.contains(field), "{what}");
    }
    let answers =
        |second: Value| shell.write("answers.json", &json!([{ "question": "ESG-OE-02", "value": "minor" }, second]));
    for (second, code, says) in [
        (json!({ "question": "ESG-OE-05", "status": "maybe" }), "json", "status"),
        (json!({ "question": "ESG-OE-05", "value": "maybe" }), "answer-unknown_code", "maybe"),
        (json!({ "question": "ESG-XX-99", "value": "minor" }), "not_found", "ESG-XX-99"),
        (json!({ "question": "ESG-OE-05", "status": "not_applicable" }), "refused-reason_missing", "reason"),
        (json!("ESG-OE-05"), "json", "object"),
    ] {
        let output = shell.run(&["inspection", "answer", &id, "--file", &answers(second)]);
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let what = printed["problem"]["what"].as_str().unwrap();
        assert_eq!((output.status.code(), printed["problem"]["code"].as_str()), (Some(2), Some(code)), "{what}");
        assert!(what.contains("answers.json, entry 2: ") && what.contains(says), "{what}");
    }
    assert_eq!(shell.json(&["inspection", "show", &id])["answered"], 0, "a file is taken whole or not at all");
}

#[test]
fn a_wrong_line_of_a_stream_is_named_and_the_next_ones_go_on() {
    let shell = Shell::new();
    let id = shell.planned();
    let lines = b"{\"question\":\"ESG-OE-02\",\"value\":\"\xff\"}\n\n{\"question\n{\"question\":\"ESG-OE-02\",\"value\":7}\n\
        {\"question\":\"ESG-OE-02\",\"valeu\":\"minor\"}\n{\"photo\":7}\n{\"question\":\"ESG-OE-02\",\"value\":\"minor\"}\n";
    let (code, printed) = shell.stream(&id, lines);
    assert_eq!((code, printed.len()), (1, 6));
    for (at, line, says) in [(0, 1, ""), (1, 3, ""), (2, 4, "value: "), (3, 5, "valeu"), (4, 6, "photo: ")] {
        let what = printed[at]["problem"]["what"].as_str().unwrap();
        assert_eq!((&printed[at]["line"], printed[at]["problem"]["code"].as_str()), (&json!(line), Some("json")));
        assert!(what.starts_with(&format!("Line {line}: ")) && what.contains(says), "{what}");
        assert!(!what.contains("line 1 "), "{what}");
    }
    assert!(printed[5]["saved_at"].is_string());
}

#[test]
fn a_photo_that_is_cut_short_is_taken_in_with_a_warning() {
    let shell = Shell::new();
    let id = shell.planned();
    let whole = fieldseal::assets::example::PHOTOS[0].1;
    let path = shell.path("cut.jpg").display().to_string();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let added = shell.json(&["inspection", "photo", &id, &path]);
    assert_eq!(added["photos"][0]["warnings"][0]["code"], "cut_short", "{added}");
    let (_, lines) = shell.stream(&id, format!("{}\n", json!({ "photo": path })).as_bytes());
    assert_eq!(lines[0]["warnings"][0]["code"], "cut_short", "{}", lines[0]);
    let (code, text, _) = shell.text(&["inspection", "photo", &id, &path]);
    assert!(code == 0 && text.contains("The file ends before the picture does."), "{text}");
}
