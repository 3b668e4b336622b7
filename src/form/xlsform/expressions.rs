//! The expressions of a form: whether they can be read, and whether values depend on each other in a circle.

use super::definition::{Definition, Item};
use super::lists::{is_no, is_yes};
use super::problem::{CellPlace, Fault, Problem};
use crate::form::graph;
use crate::form::xpath::Xpath;
use std::collections::HashMap;

/// Functions of other tools, and the nearest standard way to say the same.
const DIALECTS: &[(&str, &str)] = &[
    ("choice-label", "jr:choice-name(${question}, '${question}')"),
    ("count-if", "count(${repeat}[condition])"),
    ("sum-if", "sum(${repeat}[condition]/name)"),
    ("min-if", "min(${repeat}[condition]/name)"),
    ("max-if", "max(${repeat}[condition]/name)"),
    ("join-if", "join(', ', ${repeat}[condition]/name)"),
    ("index", "position(..)"),
    ("hash", "digest(text, 'SHA-256')"),
    ("format-number", "round(number, places)"),
    ("item-at", "selected-at(list, place)"),
    ("rank-index", "count(${repeat}[name > value]) + 1"),
    ("rank-value", "count(${repeat}[name > value]) + 1"),
    ("linebreak", "the line break itself"),
    ("short-geopoint", "concat(selected-at(${place}, 0), ' ', selected-at(${place}, 1))"),
    ("distance-between", "distance(${place1}, ${place2})"),
    ("username", "type username"),
    ("device-info", "type deviceid"),
    ("version", "setting version"),
    ("duration", "types start and end"),
];

/// The binds that are expressions, and the columns that people know them by.
const BINDS: [(&str, &str); 5] = [
    ("relevant", "relevant"),
    ("constraint", "constraint"),
    ("required", "required"),
    ("readonly", "read_only"),
    ("calculate", "calculation"),
];

/// An expression as it is evaluated: `yes` and `no` are truths.
#[must_use]
pub fn standard(written: &str) -> &str {
    if is_yes(written) {
        "true()"
    } else if is_no(written) {
        "false()"
    } else {
        written
    }
}

/// Looks at all expressions of a form.
pub(super) fn check(form: &Definition, problems: &mut Vec<Problem>) {
    for item in form.walk() {
        for (column, expression) in of(item) {
            let place = CellPlace { column: Some(column.to_owned()), ..CellPlace::row("survey", item.row) };
            check_one(expression, &place, problems);
        }
    }
    circles(form, problems);
}

/// Calculations that depend on each other can never be done.
fn circles(form: &Definition, problems: &mut Vec<Problem>) {
    let items: Vec<&Item> = form.walk().filter(|item| item.triggers.is_empty()).collect();
    let places: HashMap<&str, usize> =
        items.iter().enumerate().map(|(place, item)| (item.name.as_str(), place)).collect();
    let needs = |item: &&Item| -> Vec<usize> {
        let calculation = item.bind.get("calculate").and_then(|text| Xpath::parse(text).ok());
        let names = calculation.iter().flat_map(Xpath::references).map(|(name, _)| name.as_str());
        names.filter_map(|name| places.get(name).copied()).collect()
    };
    let dependencies: Vec<Vec<usize>> = items.iter().map(needs).collect();
    let Err(circles) = graph::order(&dependencies) else { return };
    for circle in circles {
        let names: Vec<&str> = circle.iter().map(|place| items[*place].name.as_str()).collect();
        let row = circle.iter().map(|place| items[*place].row).min().unwrap_or_default();
        let place = CellPlace { column: Some("calculation".to_owned()), ..CellPlace::row("survey", row) };
        problems.push(Problem::new(place, Fault::Cycle, names.join(" → ")));
    }
}

/// The expressions of an item with their columns.
fn of(item: &Item) -> impl Iterator<Item = (&'static str, &str)> {
    let binds = BINDS.into_iter().filter_map(|(key, column)| item.bind.get(key).map(|text| (column, standard(text))));
    let filter = (!item.choice_filter.is_empty()).then_some(("choice_filter", item.choice_filter.as_str()));
    let default = item.is_default_dynamic.then_some(("default", item.default.as_str()));
    binds.chain(filter).chain(default)
}

fn check_one(expression: &str, place: &CellPlace, problems: &mut Vec<Problem>) {
    let read = match Xpath::parse(expression) {
        Ok(read) => read,
        Err(error) => {
            problems.push(Problem::new(place.clone(), Fault::Expression, expression).with_hint(error.to_string()));
            return;
        }
    };
    for fault in read.faults() {
        let name = fault.problem.subject();
        let dialect = DIALECTS.iter().find(|(function, _)| *function == name);
        let (kind, hint) = dialect.map_or((Fault::FunctionUnknown, ""), |(_, hint)| (Fault::FunctionOfDialect, *hint));
        problems.push(Problem::new(place.clone(), kind, name).with_hint(hint));
    }
}
