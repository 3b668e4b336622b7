//! Setting up by the command line: the workspace, the person, suppliers and their sites.

use super::cli::Shell;
use std::process::{Command, Stdio};

const INIT: [&str; 5] = ["init", "--name", "Lin Example", "--organisation", "Example Audit"];

#[test]
fn init_looks_at_everything_before_it_makes_anything() {
    let shell = Shell::new();
    let init = |name, organisation| shell.failure(&["init", "--name", name, "--organisation", organisation]);
    assert_eq!(init(" ", "Example Audit"), (2, "missing".to_owned()));
    assert_eq!(init("Lin Example", ""), (2, "missing".to_owned()));
    std::fs::write(shell.path("passphrase"), "short").unwrap();
    assert_eq!(init("Lin Example", "Example Audit"), (2, "passphrase_too_short".to_owned()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldseal"));
    command.args(INIT).arg("--workspace").arg(shell.path("workspace")).env_clear().env("HOME", shell.path("home"));
    let without = command.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(without.stderr).unwrap();
    assert!(without.status.code() == Some(2) && said.contains("--passphrase-file"), "{said}");
    assert!(!shell.path("workspace").exists() && !shell.path("home").exists());
}

#[test]
fn init_goes_on_in_a_workspace_without_a_person_and_nowhere_else() {
    let shell = Shell::new();
    // What starting the window and closing it again leaves behind.
    super::support::open(&shell.path("workspace")).close().unwrap();
    let add = ["supplier", "add", "--name", "Works", "--country", "DE", "--registration", "HRB 1"];
    assert_eq!(shell.failure(&add), (2, "nobody".to_owned()));
    assert!(shell.json(&INIT)["fingerprint"].is_string());
    assert!(shell.json(&add)["supplier"].is_string());
    assert_eq!(shell.failure(&INIT), (2, "exists".to_owned()));
}

#[test]
fn a_supplier_is_added_with_its_site_or_not_at_all() {
    let shell = Shell::new();
    shell.json(&INIT);
    let add = |country: &'static str, site: &[&'static str]| {
        let supplier = ["supplier", "add", "--name", "Works", "--registration", "HRB 1", "--country", country];
        [&supplier[..], site].concat()
    };
    let refused = |words: Vec<&str>| shell.failure(&words);
    assert_eq!(refused(add("DE", &["--site", " ", "--address", "Street 1"])), (2, "missing".to_owned()));
    assert_eq!(refused(add("DE", &["--site", "Plant", "--address", ""])), (2, "missing".to_owned()));
    assert_eq!(refused(add("DE", &["--address", "Street 1"])).0, 2);
    assert_eq!(refused(add("Germany", &["--site", "Plant", "--address", "Street 1"])), (2, "country".to_owned()));
    assert!(shell.json(&["supplier", "list"])["suppliers"].as_array().unwrap().is_empty(), "nothing was saved");
    let added = shell.json(&add("de", &["--site", "Plant", "--address", "Street 1"]));
    let listed = &shell.json(&["supplier", "list"])["suppliers"][0];
    assert_eq!((&added["supplier"], &added["site"]), (&listed["supplier"]["id"], &listed["sites"][0]["id"]));
    assert_eq!(listed["sites"][0]["country"], "DE");
}

#[test]
fn a_search_without_a_match_is_not_an_empty_workspace() {
    let shell = Shell::new();
    shell.json(&INIT);
    let says = |words: &[&str]| shell.text(words).1;
    assert!(says(&["supplier", "list"]).starts_with("There is no supplier yet."));
    assert!(says(&["inspection", "list"]).starts_with("There is no inspection yet."));
    assert_eq!(says(&["supplier", "list", "nomatch"]), "No supplier matches “nomatch”.\n");
    assert_eq!(says(&["inspection", "list", "nomatch"]), "No inspection matches “nomatch”.\n");
}
