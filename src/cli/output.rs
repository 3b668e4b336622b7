//! What is printed: JSON for programs, words for people.

use super::FAILED;
use crate::app::AppError;
use crate::app::job::{Progress, Step};
use crate::app::problem::Problem;
use crate::words::Words;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Where a command prints.
pub struct Output<'a> {
    out: &'a mut (dyn Write + 'a),
    err: &'a mut (dyn Write + 'a),
    words: Words,
    json: bool,
    unwritten: Option<io::Error>,
}

impl<'a> Output<'a> {
    pub fn new(out: &'a mut (dyn Write + 'a), err: &'a mut (dyn Write + 'a), words: Words, json: bool) -> Self {
        Self { out, err, words, json, unwritten: None }
    }

    /// The words of this run.
    pub const fn words(&self) -> Words {
        self.words
    }

    /// Whether programs read what is printed.
    pub const fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a JSON value for programs, or what `text` says for people.
    pub fn answer(&mut self, value: &serde_json::Value, text: impl FnOnce(Words) -> String) {
        let line = if self.json { value.to_string() } else { printable(&text(self.words)) };
        self.line(&line);
    }

    /// Prints one line to standard output, at once.
    pub fn line(&mut self, line: &str) {
        self.text(&format!("{line}\n"));
    }

    /// Prints a text as it is to standard output, at once.
    pub fn text(&mut self, text: &str) {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        // A closed pipe ends the program's use; there is nobody left to tell.
        let failed = written.err().filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        self.unwritten = self.unwritten.take().or(failed);
    }

    /// The exit code of a command that came to its end with `code`: another one when not all of it could be printed.
    pub fn end(&mut self, code: u8) -> u8 {
        let Some(error) = self.unwritten.take() else { return code };
        self.json = false;
        self.problem(&Problem::of(&AppError::file(Path::new("stdout"), error), self.words));
        FAILED
    }

    /// Prints a text for people to standard error.
    pub fn error_text(&mut self, text: &str) {
        // Where standard error is closed, nobody is left to tell.
        self.err.write_all(printable(text).as_bytes()).ok();
    }

    /// Prints a problem to standard error; for programs as JSON to standard output.
    pub fn problem(&mut self, problem: &Problem) {
        if self.json {
            let value = serde_json::json!({ "problem": {
                "code": problem.code, "what": problem.what, "means": problem.means, "to_do": problem.to_do,
                "details": problem.details,
            }});
            self.line(&value.to_string());
        } else {
            self.error_text(&format!("{}\n({}: {})\n", problem.text(), problem.code, problem.details));
        }
    }
}

/// A text that does nothing to a terminal but stand there, whoever wrote the names and titles in it.
fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() && c != '\n' && c != '\t' { char::REPLACEMENT_CHARACTER } else { c };
    text.chars().map(shown).collect()
}

/// Progress of a command: nothing is printed; the command line is for scripts too.
pub struct Quiet;

impl Progress for Quiet {
    fn step(&mut self, _: Step) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
