//! Fill in a checklist by a script without saving anything: what every action changes.

use super::checklist_companion::{self, companions};
use super::checklist_file::{CheckedFile, ProblemLine, in_words, read_form};
use super::expression::SystemHost;
use crate::app::{AppError, input};
use crate::form::engine::{NodeState, Session, changes};
use crate::words::{Value, Words};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// One action of a script: exactly one of its three kinds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Action {
    /// Answer the question at this path with `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// Choose at this path; the codes in `value` are parted by spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<String>,
    /// Add an instance to the repeat at this path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_repeat: Option<String>,
    /// The type of the value, for readers.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The answer; an empty text takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Nodes and their states, in the order of the document.
pub type States = Vec<(String, NodeState)>;

/// A node as one line: its kind, label and value.
#[must_use]
pub fn state_text(state: &NodeState) -> String {
    let parts = [Some(state.kind), state.label.as_deref(), state.value.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// What an action changed: the paths with what they were and what they are.
#[derive(Debug, Clone)]
pub struct Step {
    /// What was done.
    pub action: Action,
    /// What differs since.
    pub changes: Vec<(String, Option<NodeState>, Option<NodeState>)>,
    /// Why it could not be done, in words.
    pub problem: Option<String>,
}

/// A run of a script.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The languages of the checklist, the one in use first.
    pub languages: Vec<String>,
    /// What is wrong with the files that come with the checklist; what they would give is left out.
    pub problems: Vec<ProblemLine>,
    /// The state before the first action.
    pub initial: States,
    /// The actions and their changes.
    pub steps: Vec<Step>,
}

/// Fills in the checklist of a file by the actions of a script, a JSON list of [`Action`]s. A checklist that cannot be
/// used gives its problems instead.
///
/// # Errors
/// As [`super::checklist_file::check_file`]; [`AppError::Json`] for the script.
pub fn try_file(path: &Path, script: Option<&Path>, words: Words) -> Result<Result<Trial, CheckedFile>, AppError> {
    let checked = read_form(path)?;
    if !checked.is_usable() {
        return Ok(Err(in_words(&checked, words)));
    }
    let form = checked.form;
    let actions = match script {
        Some(script) => input::read_entries(script, |action: Action| Ok(action))?,
        None => Vec::new(),
    };
    let mut session = Session::with_files(&form, Box::new(SystemHost), &companions(path, &form));
    let problems = session.file_problems().iter().map(|problem| checklist_companion::line(problem, words)).collect();
    let initial = session.states();
    let mut before = initial.clone();
    let mut steps = Vec::new();
    for action in actions {
        let problem = carry_out(&mut session, &action, words);
        let after = session.states();
        steps.push(Step { action, changes: changes(&before, &after), problem });
        before = after;
    }
    let languages = if form.languages.is_empty() { vec![String::new()] } else { form.languages };
    Ok(Ok(Trial { languages, problems, initial, steps }))
}

/// Does one action; what keeps it from being done comes back in words.
fn carry_out(session: &mut Session, action: &Action, words: Words) -> Option<String> {
    let value = action.value.as_deref().unwrap_or_default();
    let done = match (&action.input, &action.select, &action.add_repeat) {
        (Some(path), None, None) | (None, Some(path), None) => session.answer(path, value),
        (None, None, Some(path)) => session.add_repeat(path),
        _ => return Some(words.get("action-unclear")),
    };
    let problem = done.err()?;
    Some(words.with(&format!("action-{}", problem.code()), &[("path", Value::Text(problem.path()))]))
}
