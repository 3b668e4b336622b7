//! What is printed: JSON for programs, words for people.

use crate::app::job::{Progress, Step};
use crate::app::problem::Problem;
use crate::words::Words;
use std::io::Write;
use std::ops::ControlFlow;

/// Where a command prints.
pub struct Output<'a> {
    out: &'a mut (dyn Write + 'a),
    err: &'a mut (dyn Write + 'a),
    words: Words,
    json: bool,
}

impl<'a> Output<'a> {
    pub fn new(out: &'a mut (dyn Write + 'a), err: &'a mut (dyn Write + 'a), words: Words, json: bool) -> Self {
        Self { out, err, words, json }
    }

    /// The words of this run.
    pub const fn words(&self) -> Words {
        self.words
    }

    /// Prints a JSON value for programs, or what `text` says for people.
    pub fn answer(&mut self, value: &serde_json::Value, text: impl FnOnce(Words) -> String) {
        let line = if self.json { value.to_string() } else { text(self.words) };
        self.line(&line);
    }

    /// Prints one line to standard output, at once.
    pub fn line(&mut self, line: &str) {
        // A closed pipe ends the program's use; there is nobody left to tell.
        writeln!(self.out, "{line}").and_then(|()| self.out.flush()).ok();
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
            writeln!(self.err, "{}\n({}: {})", problem.text(), problem.code, problem.details).ok();
        }
    }
}

/// Progress of a command: nothing is printed; the command line is for scripts too.
pub struct Quiet;

impl Progress for Quiet {
    fn step(&mut self, _: Step) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
