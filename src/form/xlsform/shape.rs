//! What can stand behind the name of a column: a language, a part, both, or nothing.
//!
//! The reference converter takes `relevant::French` for a list of conditions by language and then fails on it; it
//! fails as well on a bare `bind`, which has no part. The tables here say what each column can have.

use super::columns::Fields;
use super::problem::{Fault, Problem};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A question or value.
    Question,
    /// The beginning of a group, repeat or loop.
    Block,
    /// An end, a file, a setting: little of it is read.
    Other,
}

/// How many words stand behind a column at least and at most.
pub(super) struct Shape {
    column: &'static [&'static str],
    rows: &'static [RowKind],
    least: usize,
    most: usize,
}

const ALL: &[RowKind] = &[RowKind::Question, RowKind::Block, RowKind::Other];
const SHOWN: &[RowKind] = &[RowKind::Question, RowKind::Block];
const QUESTIONS: &[RowKind] = &[RowKind::Question];
const BLOCKS: &[RowKind] = &[RowKind::Block];

/// A value and nothing else.
const fn plain(rows: &'static [RowKind], column: &'static [&'static str]) -> Shape {
    Shape { column, rows, least: 0, most: 0 }
}

/// A text, with a language or without.
const fn text(rows: &'static [RowKind], column: &'static [&'static str]) -> Shape {
    Shape { column, rows, least: 0, most: 1 }
}

/// A family of columns: nothing by itself.
const fn family(rows: &'static [RowKind], column: &'static [&'static str], most: usize) -> Shape {
    Shape { column, rows, least: 1, most }
}

/// A name that the converter keeps for itself.
const fn reserved(rows: &'static [RowKind], column: &'static [&'static str]) -> Shape {
    Shape { column, rows, least: usize::MAX, most: usize::MAX }
}

/// The columns of the survey.
pub(super) const SURVEY: &[Shape] = &[
    plain(ALL, &["type"]),
    plain(ALL, &["name"]),
    plain(ALL, &["parameters"]),
    plain(ALL, &["trigger"]),
    plain(ALL, &["disabled"]),
    plain(ALL, &["bind", "entities:saveto"]),
    text(SHOWN, &["label"]),
    text(SHOWN, &["hint"]),
    text(QUESTIONS, &["guidance_hint"]),
    text(SHOWN, &["bind", "jr:constraintMsg"]),
    text(SHOWN, &["bind", "jr:requiredMsg"]),
    text(SHOWN, &["bind", "jr:noAppErrorString"]),
    Shape { column: &["media"], rows: SHOWN, least: 0, most: 2 },
    family(ALL, &["bind"], usize::MAX),
    family(ALL, &["control"], usize::MAX),
    family(SHOWN, &["instance"], usize::MAX),
    reserved(QUESTIONS, &["actions"]),
    plain(QUESTIONS, &["default"]),
    plain(QUESTIONS, &["choice_filter"]),
    plain(QUESTIONS, &["bind", "relevant"]),
    plain(QUESTIONS, &["bind", "required"]),
    plain(QUESTIONS, &["bind", "constraint"]),
    plain(QUESTIONS, &["bind", "readonly"]),
    plain(QUESTIONS, &["bind", "calculate"]),
    plain(BLOCKS, &["control", "jr:count"]),
    plain(BLOCKS, &["control", "appearance"]),
];

/// The columns of the choices.
pub(super) const CHOICES: &[Shape] =
    &[plain(ALL, &["list name"]), plain(ALL, &["name"]), family(ALL, &["media"], 2), reserved(ALL, &["fields"])];

/// The settings.
pub(super) const SETTINGS: &[Shape] = &[
    plain(ALL, &["name"]),
    plain(ALL, &["title"]),
    plain(ALL, &["id_string"]),
    plain(ALL, &["version"]),
    plain(ALL, &["style"]),
    plain(ALL, &["instance_name"]),
    plain(ALL, &["instance_xmlns"]),
    plain(ALL, &["public_key"]),
    plain(ALL, &["submission_url"]),
    plain(ALL, &["auto_send"]),
    plain(ALL, &["auto_delete"]),
    plain(ALL, &["client_editable"]),
    plain(ALL, &["clean_text_values"]),
    plain(ALL, &["add_none_option"]),
    plain(ALL, &["omit_instanceID"]),
    plain(ALL, &["namespaces"]),
    plain(ALL, &["prefix"]),
    plain(ALL, &["delimiter"]),
    plain(ALL, &["choices"]),
    family(ALL, &["bind"], usize::MAX),
    family(ALL, &["control"], usize::MAX),
    family(ALL, &["instance"], usize::MAX),
    family(ALL, &["attribute"], 1),
    reserved(ALL, &["type"]),
    reserved(ALL, &["children"]),
    reserved(ALL, &["fields"]),
    reserved(ALL, &["entity_version"]),
];

/// Looks at the columns that a row has cells in.
pub(super) fn check(row: &Fields<'_>, kind: RowKind, shapes: &[Shape], problems: &mut Vec<Problem>) {
    for (meaning, _) in row.all() {
        let begins = |shape: &&Shape| meaning.iter().zip(shape.column).filter(|(own, name)| own == name).count();
        let fits = |shape: &&Shape| begins(shape) == shape.column.len() && shape.rows.contains(&kind);
        // `bind` is a family, and `bind::relevant` has a shape of its own.
        let Some(shape) = shapes.iter().filter(fits).max_by_key(|shape| shape.column.len()) else { continue };
        let behind = meaning.len() - shape.column.len();
        let fault = if behind < shape.least {
            Fault::ColumnReserved
        } else if behind > shape.most {
            Fault::ColumnLanguage
        } else {
            continue;
        };
        let name: Vec<&str> = meaning.iter().map(String::as_str).collect();
        let kept = name[..name.len().min(shape.column.len() + shape.most.min(name.len()))].join("::");
        problems.push(row.problem(&name, fault, name.join("::")).with_hint(kept));
    }
}
