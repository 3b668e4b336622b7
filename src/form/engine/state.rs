//! What people see of a node: its label, value, choices, and what is asked of it.

use super::choices;
use super::plan::Plan;
use super::session::Session;
use crate::form::xlsform::definition::{ChoiceSource, Control, Item, ItemKind, QuestionType, SelectMode};
use crate::form::xlsform::standard;
use crate::form::xpath::{Host, NodeId};
use serde::Serialize;

/// What is wrong with the answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Violation {
    /// There is none, but one is wanted.
    Required,
    /// It is not allowed.
    Constraint,
}

/// A node as people see it. Written as JSON, what is as usual is left out: `relevant` is there only when it is false.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodeState {
    /// `group`, `repeat-instance`, `repeat-range:controlled` or `:uncontrolled`, `input`, `select`, `rank`, `range`,
    /// `note`, `trigger`, `upload`, or `model-value` for what nobody sees.
    #[serde(rename = "t")]
    pub kind: &'static str,
    /// Whether it is there at all.
    #[serde(rename = "relevant", skip_serializing_if = "is_so")]
    pub is_relevant: bool,
    /// Whether an answer is wanted.
    #[serde(rename = "required", skip_serializing_if = "is_not_so")]
    pub is_required: bool,
    /// Whether it cannot be changed.
    #[serde(rename = "readonly", skip_serializing_if = "is_not_so")]
    pub is_read_only: bool,
    /// The value; codes of a select as a JSON list; none where it is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is asked, with the values that it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The choices of a select.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<String>>,
    /// What is wrong with its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub violation: Option<Violation>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_so(truth: &bool) -> bool {
    *truth
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_not_so(truth: &bool) -> bool {
    !*truth
}

/// The kind of a node as the field names it.
pub(super) fn kind(plan: &Plan, place: usize) -> &'static str {
    let item = &plan.nodes[place].item;
    let is_seen = item.is_visible();
    match &item.kind {
        ItemKind::Group => "group",
        ItemKind::Repeat => "repeat-instance",
        ItemKind::ExternalFile { .. } => "model-value",
        ItemKind::Question(_) if !is_seen => "model-value",
        ItemKind::Question(QuestionType::Select { mode: SelectMode::Rank, .. }) => "rank",
        ItemKind::Question(QuestionType::Select { list: ChoiceSource::External(_), .. }) => "input",
        ItemKind::Question(QuestionType::Select { .. }) => "select",
        ItemKind::Question(QuestionType::Plain(entry)) => match entry.control {
            Control::Note => "note",
            Control::Input if is_always_read_only(item) => "note",
            Control::Input => "input",
            Control::Upload => "upload",
            Control::Range => "range",
            Control::Trigger => "trigger",
            Control::None => "model-value",
        },
    }
}

fn is_always_read_only(item: &Item) -> bool {
    item.bind.get("readonly").is_some_and(|text| standard(text).trim() == "true()")
}

/// The state of one node.
pub(super) fn of(session: &Session, plan: &Plan, place: usize, node: NodeId, host: &dyn Host) -> NodeState {
    let kind = kind(plan, place);
    let is_relevant = session.is_relevant(node);
    let held = session.held(node);
    let text = if is_relevant { held.value.clone() } else { String::new() };
    let is_required = held.is_required;
    let is_seen = kind != "model-value";
    let violation = if !is_relevant || !plan.is_value(place) {
        None
    } else if is_required && text.is_empty() {
        Some(Violation::Required)
    } else if !text.is_empty() && !held.is_allowed {
        Some(Violation::Constraint)
    } else {
        None
    };
    let options = matches!(kind, "select" | "rank").then(|| choices::values(session, plan, place, node, host));
    NodeState {
        kind,
        label: if is_seen { label(session, plan, place, node) } else { None },
        value: value(kind, &text),
        options,
        is_relevant,
        is_required,
        is_read_only: session.is_read_only(node) || kind == "note",
        violation,
    }
}

fn value(kind: &str, text: &str) -> Option<String> {
    match kind {
        "select" | "rank" if !text.is_empty() => {
            serde_json::to_string(&text.split_whitespace().collect::<Vec<_>>()).ok()
        }
        "trigger" => Some(if text.is_empty() { "false" } else { "true" }.to_owned()),
        _ => Some(text.to_owned()).filter(|text| !text.is_empty()),
    }
}

/// The label in the language in use, with values for references. A text that a form has in other languages only is
/// shown as `-`, as the field's forms carry it.
fn label(session: &Session, plan: &Plan, place: usize, node: NodeId) -> Option<String> {
    let item = &plan.nodes[place].item;
    let translated = item.label.keys().any(|language| !language.is_empty());
    let text = if translated || !item.media.is_empty() {
        let own = item.label.get(session.language());
        let plain = item.label.get("").filter(|_| session.language() == session.default_language());
        if item.label.is_empty() {
            return None;
        }
        own.or(plain).map_or("-", String::as_str)
    } else if let Some(text) = item.label.get("") {
        text
    } else if item.appearance == "label" {
        " "
    } else {
        return None;
    };
    Some(session.filled(plan, place, node, text)).filter(|text| !text.is_empty())
}
