//! The `fieldseal` program: the command line, or the window when no command is given.

use fieldseal::cli::{self, Asked};
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let asked = cli::run(std::env::args_os(), &mut io::stdout(), &mut io::stderr());
    match asked {
        Asked::Exit(code) => ExitCode::from(code),
        Asked::Window { workspace, language } => open_window(workspace, language),
    }
}

#[cfg(feature = "window")]
fn open_window(workspace: Option<std::path::PathBuf>, language: Option<fieldseal::domain::Language>) -> ExitCode {
    ExitCode::from(fieldseal::ui::open(workspace, language))
}

#[cfg(not(feature = "window"))]
fn open_window(_: Option<std::path::PathBuf>, language: Option<fieldseal::domain::Language>) -> ExitCode {
    let words = fieldseal::words::Words::of(language.unwrap_or_default());
    eprintln!("{}", words.get("no-window-built"));
    ExitCode::from(cli::FAILED)
}
