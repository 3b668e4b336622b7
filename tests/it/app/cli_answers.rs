//! Answers by the command line: what stays, what is replaced, what is taken back.

use super::cli::Shell;
use serde_json::{Value, json};

/// What is recorded of a question, as the next answer in the window would find it.
fn recorded(shell: &Shell, id: &str, path: &str) -> Value {
    let folder = fieldseal::app::workspace::WorkspaceFolder::at(shell.path("workspace"));
    let environment = Box::new(fieldseal::app::environment::SystemEnvironment);
    let mut app = fieldseal::app::App::open(folder, environment).unwrap();
    let view = app.inspection_view(id.parse().unwrap()).unwrap();
    serde_json::to_value(view.inspection.answers.get(&path.to_owned().into())).unwrap()
}

#[test]
fn a_note_stays_until_another_is_given() {
    let shell = Shell::new();
    let id = shell.planned();
    let answer = |more: &[&str]| shell.json(&[&["inspection", "answer", &id, "ESG-OE-02"], more].concat());
    let now = || recorded(&shell, &id, "/esg_oe_02");
    answer(&["minor", "--note", "pallets"]);
    answer(&["major"]);
    assert_eq!((&now()["value"], &now()["note"]), (&json!("major"), &json!("pallets")));
    answer(&["--note", "boxes"]);
    assert_eq!((&now()["value"], &now()["note"]), (&json!("major"), &json!("boxes")), "a note alone keeps the value");
    let file = shell.write("answers.json", &json!([{ "question": "ESG-OE-02", "value": "minor" }]));
    shell.json(&["inspection", "answer", &id, "--file", &file]);
    assert_eq!((&now()["value"], &now()["note"]), (&json!("minor"), &json!("boxes")));
    let twice = json!([
        { "question": "ESG-OE-02", "value": "major", "note": "both" }, { "question": "ESG-OE-02", "value": "minor" },
    ]);
    shell.json(&["inspection", "answer", &id, "--file", &shell.write("twice.json", &twice)]);
    assert_eq!((&now()["value"], &now()["note"]), (&json!("minor"), &json!("both")), "the last one counts");
    answer(&["--note", "boxes"]);
    shell.stream(&id, b"{\"question\":\"ESG-OE-02\",\"status\":\"not_verified\",\"reason\":\"closed\"}\n");
    assert_eq!((&now()["status"], &now()["note"]), (&json!("not_verified"), &json!("boxes")));
    answer(&["--note", ""]);
    assert_eq!((&now()["reason"], &now()["note"]), (&json!("closed"), &Value::Null));
}

#[test]
fn an_answer_is_taken_back_on_purpose_only() {
    let shell = Shell::new();
    let id = shell.planned();
    let answer = ["inspection", "answer", &id, "ESG-OE-02"];
    shell.json(&[&answer[..], &["minor", "--note", "pallets"]].concat());
    assert_eq!(shell.failure(&answer), (2, "missing".to_owned()));
    let (code, printed) = shell.stream(&id, b"{\"question\":\"ESG-OE-02\"}\n");
    assert_eq!((code, printed[0]["problem"]["code"].as_str()), (1, Some("missing")));
    assert_eq!(recorded(&shell, &id, "/esg_oe_02")["value"], "minor");
    assert!(shell.json(&[&answer[..], &["--clear"]].concat())["saved_at"].is_string());
    assert_eq!(shell.json(&["inspection", "show", &id])["answered"], 0);
    assert_eq!(shell.failure(&[&answer[..], &["minor", "--clear"]].concat()).0, 2);
}

#[test]
fn what_changes_nothing_is_not_called_saved() {
    let shell = Shell::new();
    let id = shell.planned();
    let answer = ["inspection", "answer", &id, "ESG-OE-02", "minor"];
    let (_, first, _) = shell.text(&answer);
    let (code, again, _) = shell.text(&answer);
    assert!(first.starts_with("Saved 20"), "{first}");
    assert_eq!((code, again.starts_with("Nothing changed")), (0, true), "{again}");
}
