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
