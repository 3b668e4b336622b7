//! The command line: words in, `app` calls, words out.
//!
//! # Invariants
//! - No rule of inspections here, and no file is read or written but through `app`.
//! - Nothing is printed that was not done: what is called saved is durable.
//! - With `--json`, standard output holds one JSON value (or one a line where the schema says so) and nothing else.
//!
//! # To change
//! - a command: `args` (its words), a file of its own (what it does), a JSON Schema in `assets/schemas`.
//! - a text: `assets/locales/*/cli.ftl`.
//!
//! # Why
//! Exit codes tell scripts apart what people read: 0 fine, 1 the thing checked is bad, 2 wrong use, 3 the operation
//! failed; `verify` also 4, genuine but the signer not known here.

mod args;
mod backup;
mod check;
mod checklist;
mod demo;
mod export;
mod extract;
mod init;
mod inspection;
mod open;
mod output;
mod photo;
mod recover;
mod supplier;
mod verify;

use crate::app::environment::{default_workspace, system_locale};
use crate::app::{AppError, problem::Problem};
use crate::domain::Language;
use crate::words::Words;
use args::{Arguments, Verb};
use clap::Parser;
use clap::error::ErrorKind;
use output::Output;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

/// The exit code of a thing that was checked and is bad.
pub const BAD: u8 = 1;
/// The exit code of wrong use.
pub const WRONG_USE: u8 = 2;
/// The exit code of a failed operation.
pub const FAILED: u8 = 3;

/// What the words asked for.
pub enum Asked {
    /// A command ran to its end with this exit code.
    Exit(u8),
    /// The window, on this workspace.
    Window {
        /// The workspace; none where the platform names no folder.
        workspace: Option<PathBuf>,
        /// The language asked for.
        language: Option<Language>,
    },
}

/// Reads the words and runs the command.
pub fn run<'a>(
    words: impl IntoIterator<Item = OsString>,
    out: &'a mut (dyn Write + 'a),
    err: &'a mut (dyn Write + 'a),
) -> Asked {
    let words: Vec<OsString> = words.into_iter().collect();
    let program = words.first().map_or_else(|| "fieldseal".into(), |word| word.to_string_lossy().into_owned());
    // What is said before the words are understood must know already for whom.
    let json = words.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => return Asked::Exit(not_understood(&error, &mut Output::new(out, err, system_words(), json))),
    };
    let asked_language = arguments.common.language.as_deref().and_then(Language::from_code);
    let workspace = arguments.common.workspace.clone().or_else(default_workspace);
    let words = asked_language.map_or_else(system_words, Words::of);
    let mut output = Output::new(out, err, words, arguments.common.json);
    let Some(verb) = arguments.verb else {
        if arguments.common.json {
            // The window is for people.
            return Asked::Exit(wrong_use(words.get("command-missing"), None, &mut output));
        }
        return Asked::Window { workspace, language: asked_language };
    };
    let passphrase_file = arguments.common.passphrase_file;
    let both_languages = arguments.common.language.as_deref() == Some("both");
    let context = open::Context { program, workspace, passphrase_file, language: asked_language, both_languages };
    let outcome = match verb {
        Verb::Demo(ask) => demo::run(ask, &context, &mut output),
        Verb::Verify(ask) => verify::run(ask, &mut output),
        Verb::Extract(ask) => extract::run(ask, &mut output),
        Verb::Init(ask) => init::run(ask, &context, &mut output),
        Verb::Checklist(ask) => checklist::run(ask, &context, &mut output),
        Verb::Photo(ask) => photo::run(ask, &mut output),
        Verb::Supplier(ask) => supplier::run(ask, &context, &mut output),
        Verb::Inspection(ask) => inspection::run(*ask, &context, &mut output),
        Verb::Export(ask) => export::run(ask, &context, &mut output),
        Verb::Check => check::run(&context, &mut output),
        Verb::Backup(ask) => backup::run(ask, &context, &mut output),
        Verb::Restore(ask) => backup::restore(ask, &mut output),
        Verb::Recover => recover::run(&context, &mut output),
    };
    let code = outcome.unwrap_or_else(|error| {
        output.problem(&Problem::of(&error, output.words()));
        exit_code(&error)
    });
    Asked::Exit(output.end(code))
}

/// The words in the language of the system.
fn system_words() -> Words {
    Words::of(system_locale().and_then(|locale| Language::from_code(&locale)).unwrap_or_default())
}

/// Says what the parser says: help, the version, or why it does not understand; returns the exit code.
fn not_understood(error: &clap::Error, output: &mut Output<'_>) -> u8 {
    let text = error.render().to_string();
    if !error.use_stderr() {
        output.text(&text);
        return output.end(0);
    }
    if !output.is_json() {
        output.error_text(&text);
        return WRONG_USE;
    }
    let missing = [ErrorKind::MissingSubcommand, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand];
    let reason = if missing.contains(&error.kind()) {
        output.words().get("command-missing")
    } else {
        let reason = text.split("\n\n").next().unwrap_or_default();
        reason.trim_start_matches("error: ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    wrong_use(reason, Some(text), output)
}

/// Says that the words are not those of a command; returns the exit code.
fn wrong_use(reason: String, details: Option<String>, output: &mut Output<'_>) -> u8 {
    let mut problem = Problem::of(&AppError::WrongUse { reason }, output.words());
    problem.details = details.unwrap_or(problem.details);
    output.problem(&problem);
    output.end(WRONG_USE)
}

/// Whether an error is wrong use, a bad thing, or a failed operation.
fn exit_code(error: &AppError) -> u8 {
    match error {
        AppError::Blocked(_)
        | AppError::Template(_)
        | AppError::BadBackup { .. }
        | AppError::Unsound(_)
        | AppError::Workbook { .. } => BAD,
        AppError::WrongUse { .. }
        | AppError::Locked
        | AppError::Nobody
        | AppError::PassphraseTooShort
        | AppError::Missing { .. }
        | AppError::Country { .. }
        | AppError::DatesReversed
        | AppError::NotFound { .. }
        | AppError::DuplicateSupplier { .. }
        | AppError::Registration(_)
        | AppError::Refused(_)
        | AppError::NothingToUndo
        | AppError::Interview { .. }
        | AppError::NoSuchCopy
        | AppError::Answer(_)
        | AppError::Json { .. }
        | AppError::Exists { .. } => WRONG_USE,
        AppError::At { source, .. } => exit_code(source),
        AppError::WorkspaceInUse { .. }
        | AppError::Unreadable { .. }
        | AppError::File { .. }
        | AppError::NotAFile { .. }
        | AppError::Cancelled
        | AppError::Record(_)
        | AppError::Store(_)
        | AppError::Evidence(_)
        | AppError::Signature(_)
        | AppError::Pdf(_)
        | AppError::Report(_)
        | AppError::Canonical(_)
        | AppError::Camera(_)
        | AppError::Spreadsheet(_) => FAILED,
    }
}
