//! What the command line prints, and where.

use super::support::{Desk, PASSPHRASE, Until};
use fieldseal::app::command::InspectionCommand;
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
    let Desk { app, folder } = desk;
    app.close().unwrap();
    let passphrase = folder.path().join("passphrase");
    std::fs::write(&passphrase, PASSPHRASE).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldseal"));
    command.arg("export").arg(&view.inspection.plan.number).arg("--workspace").arg(folder.path());
    let output = command.arg("--passphrase-file").arg(passphrase).env_clear().output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("printed as code points: U+10380\n"), "{text}{}", String::from_utf8_lossy(&output.stderr));
}
