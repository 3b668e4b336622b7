//! Selects: where their choices come from, and an answer of one's own.

use super::columns::Fields;
use super::definition::{Choice, ChoiceSource, Item, ItemKind, QuestionType, SelectMode, Texts};
use super::item::generated;
use super::names::{has_reference, sole_reference};
use super::outline::MOST_GUESSED;
use super::pairs::Pairs;
use super::parameters::Check;
use super::problem::{Fault, Problem};
use super::survey::Builder;
use super::types::SelectCommand;
use std::collections::BTreeSet;

/// Files that choices can come from.
pub(super) const EXTENSIONS: [&str; 3] = ["xml", "csv", "geojson"];
const TYPE: &[&str] = &["type"];
const OTHER: &str = "other";

/// Takes a row of a select.
pub(super) fn take(
    builder: &mut Builder<'_>,
    row: &Fields<'_>,
    mut item: Item,
    command: SelectCommand,
    list: &str,
    or_other: bool,
) {
    let (stem, extension) = split_extension(list);
    let from_file = matches!(command, SelectCommand::OneFromFile | SelectCommand::MultipleFromFile);
    if command == SelectCommand::OneExternal {
        external(builder, row, &item, list, extension);
    } else {
        builder.add_file(stem);
    }
    if from_file && (extension.is_none() || stem.contains('.')) {
        builder.problems.push(row.problem(TYPE, Fault::FileKind, list).with_hint(EXTENSIONS.join(", ")));
    }
    let is_known = builder.lists.choices.contains_key(list);
    if !is_known && command != SelectCommand::OneExternal && extension.is_none() && !has_reference(list) {
        unknown_list(builder, row, list);
    }
    if mode(command) == SelectMode::Multiple && extension.is_none() {
        names_without_spaces(builder, row, list, is_known);
    }
    let parameters = item.parameters.clone();
    // The older way to write it, with spaces, cannot name columns.
    let names_columns = from_file && row.get(TYPE).is_some_and(|written| written.contains("_from_file"));
    Check { row, parameters: &parameters, problems: builder.problems }.select(names_columns);
    let other = or_other.then(|| own_answer(builder, row, &item, list)).flatten();
    item.kind =
        ItemKind::Question(QuestionType::Select { mode: mode(command), list: source(command, list, extension) });
    if builder.table_list.is_some() {
        table(builder, row, &mut item, list);
    }
    builder.push(item);
    if let Some(other) = other {
        builder.push(other);
    }
}

/// The name of a file without its ending, and the ending where it is one of the known ones.
fn split_extension(list: &str) -> (&str, Option<&str>) {
    match list.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => {
            (stem, Some(extension).filter(|extension| EXTENSIONS.contains(extension)))
        }
        _ => (list, None),
    }
}

fn external(builder: &mut Builder<'_>, row: &Fields<'_>, item: &Item, list: &str, extension: Option<&str>) {
    let is_elsewhere = is_randomized(item) || extension.is_some() || has_reference(list);
    if item.choice_filter.is_empty() && !is_elsewhere && !builder.lists.choices.contains_key(list) {
        builder.problems.push(row.problem(&["choice_filter"], Fault::FilterMissing, list));
    }
    if builder.lists.external.is_empty() {
        builder.problems.push(row.problem(TYPE, Fault::ChoicesMissing, "external_choices"));
    } else if !builder.lists.external.contains_key(list) {
        builder.problems.push(row.problem(TYPE, Fault::ListUnknown, list));
    }
}

/// Whether the choices come in any order.
pub(super) fn is_randomized(item: &Item) -> bool {
    item.parameters.get("randomize").is_some_and(|value| value == "true")
}

fn unknown_list(builder: &mut Builder<'_>, row: &Fields<'_>, list: &str) {
    let problem = if builder.lists.choices.is_empty() {
        row.problem(TYPE, Fault::ChoicesMissing, "choices")
    } else {
        let names = builder.lists.choices.keys().map(String::as_str);
        let is_guessed = builder.problems.len() < MOST_GUESSED;
        let guess = is_guessed.then(|| super::columns::nearest(list, names)).flatten().unwrap_or_default();
        row.problem(TYPE, Fault::ListUnknown, list).with_hint(guess)
    };
    builder.problems.push(problem);
}

/// An answer of several choices parts them by spaces.
fn names_without_spaces(builder: &mut Builder<'_>, row: &Fields<'_>, list: &str, is_known: bool) {
    if !is_known && has_reference(list) {
        builder.problems.push(row.problem(TYPE, Fault::ListUnknown, list));
    }
    let choices = builder.lists.choices.get(list).into_iter().flatten();
    let found: Vec<Problem> = choices
        .filter(|choice| choice.name.contains(' '))
        .map(|choice| row.problem(TYPE, Fault::ChoiceSpace, &choice.name).with_hint(list))
        .collect();
    builder.problems.extend(found);
}

/// A text for an answer that no choice gives, and the choice that leads to it.
fn own_answer(builder: &mut Builder<'_>, row: &Fields<'_>, item: &Item, list: &str) -> Option<Item> {
    builder.or_other = true;
    if !item.choice_filter.is_empty() {
        builder.problems.push(row.problem(&["choice_filter"], Fault::FilterNotHere, "or_other"));
    }
    let Some(choices) = builder.lists.choices.get_mut(list).filter(|choices| !choices.is_empty()) else {
        builder.problems.push(row.problem(TYPE, Fault::ListUnknown, list));
        return None;
    };
    if !choices.iter().any(|choice| choice.name == OTHER) {
        // The choice is added in the languages of the others, each of which must have some.
        let is_translated = choices.iter().any(|choice| choice.label.keys().any(|language| !language.is_empty()));
        let unlabelled = choices.iter().filter(|choice| is_translated && choice.label.is_empty());
        builder.problems.extend(unlabelled.map(|choice| row.problem(TYPE, Fault::LabelMissing, &choice.name)));
        let languages: BTreeSet<String> = choices.iter().flat_map(|choice| choice.label.keys().cloned()).collect();
        let languages = if languages.is_empty() { BTreeSet::from([String::new()]) } else { languages };
        let label = languages.into_iter().map(|language| (language, "Other".to_owned())).collect::<Texts>();
        choices.push(Choice { name: OTHER.to_owned(), label, ..Choice::default() });
    }
    let relevant = format!("selected(../{}, '{OTHER}')", item.name);
    let bind = Pairs::from([("relevant".to_owned(), relevant)]);
    let mut other = generated(row, &format!("{}_other", item.name), "text", bind);
    other.label = Texts::from([(String::new(), "Specify other.".to_owned())]);
    Some(other)
}

/// A row of a table of selects; the first one brings the head of the table.
fn table(builder: &mut Builder<'_>, row: &Fields<'_>, item: &mut Item, list: &str) {
    let current = builder.table_list.clone().unwrap_or_default();
    if current.is_empty() {
        builder.table_list = Some(list.to_owned());
        if !item.choice_filter.is_empty() {
            builder.problems.push(row.problem(&["choice_filter"], Fault::FilterNotHere, "table-list"));
        }
        if !builder.lists.choices.contains_key(list) {
            unknown_list(builder, row, list);
        }
        let name = format!("reserved_name_for_field_list_labels_{}", row.number);
        let head =
            Item { row: row.number, name, kind: item.kind.clone(), appearance: "label".to_owned(), ..Item::default() };
        builder.push(head);
    } else if current != list {
        builder.problems.push(row.problem(TYPE, Fault::TableList, list).with_hint(current));
    }
    item.appearance = "list-nolabel".to_owned();
}

/// How many choices a command lets an answer have.
const fn mode(command: SelectCommand) -> SelectMode {
    match command {
        SelectCommand::One | SelectCommand::OneExternal | SelectCommand::OneFromFile => SelectMode::One,
        SelectCommand::Multiple | SelectCommand::MultipleFromFile => SelectMode::Multiple,
        SelectCommand::Rank => SelectMode::Rank,
    }
}

/// Where the choices of a select come from.
fn source(command: SelectCommand, list: &str, extension: Option<&str>) -> ChoiceSource {
    match (command, extension) {
        (SelectCommand::OneExternal, _) => ChoiceSource::External(list.to_owned()),
        (_, Some(_)) => ChoiceSource::File(list.to_owned()),
        _ => sole_reference(list).map_or_else(|| ChoiceSource::List(list.to_owned()), ChoiceSource::Answers),
    }
}
