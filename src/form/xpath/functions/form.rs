//! Functions of answers, and of truth.

use super::super::value::Value;
use super::{Arguments, Outcome};

pub(super) fn boolean(arguments: &Arguments<'_>) -> Outcome<Value> {
    arguments.truth(0).map(Value::Boolean)
}

pub(super) fn not(arguments: &Arguments<'_>) -> Outcome<Value> {
    arguments.truth(0).map(|truth| Value::Boolean(!truth))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all functions")]
pub(super) fn yes(_: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Boolean(true))
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all functions")]
pub(super) fn no(_: &Arguments<'_>) -> Outcome<Value> {
    Ok(Value::Boolean(false))
}

/// The branch that is not taken is not evaluated.
pub(super) fn if_(arguments: &Arguments<'_>) -> Outcome<Value> {
    if arguments.truth(0)? { arguments.value(1) } else { arguments.value(2) }
}

/// The first value that is not an empty text.
pub(super) fn coalesce(arguments: &Arguments<'_>) -> Outcome<Value> {
    for place in 0..arguments.count() {
        let value = arguments.value(place)?;
        let text = arguments.context.text(&value);
        if !text.is_empty() && text != "NaN" {
            return Ok(value);
        }
    }
    Ok(Value::Text(String::new()))
}

/// What the node holds already; the argument only while it holds nothing.
pub(super) fn once(arguments: &Arguments<'_>) -> Outcome<Value> {
    let own = arguments.context.forest.text(arguments.context.current);
    if own.is_empty() { arguments.text(0).map(Value::Text) } else { Ok(Value::Text(own)) }
}

/// Whether it says `1` or `true`.
pub(super) fn boolean_from_string(arguments: &Arguments<'_>) -> Outcome<Value> {
    arguments.text(0).map(|text| Value::Boolean(text == "true" || text == "1"))
}

fn chosen(arguments: &Arguments<'_>) -> Outcome<Vec<String>> {
    Ok(arguments.text(0)?.split_whitespace().map(str::to_owned).collect())
}

pub(super) fn selected(arguments: &Arguments<'_>) -> Outcome<Value> {
    let wanted = arguments.text(1)?;
    let wanted = wanted.trim();
    Ok(Value::Boolean(chosen(arguments)?.iter().any(|own| own == wanted)))
}

pub(super) fn selected_at(arguments: &Arguments<'_>) -> Outcome<Value> {
    let place = arguments.number(1)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be no less than 0")]
    let found = if place >= 0.0 { chosen(arguments)?.get(place as usize).cloned() } else { None };
    Ok(Value::Text(found.unwrap_or_default()))
}

pub(super) fn count_selected(arguments: &Arguments<'_>) -> Outcome<Value> {
    #[expect(clippy::cast_precision_loss, reason = "a count of choices")]
    let count = chosen(arguments)?.len() as f64;
    Ok(Value::Number(count))
}

/// Whether as many are true as the least and the most say; −1 is no bound.
fn between(arguments: &Arguments<'_>, reached: f64) -> Outcome<Value> {
    let (least, most) = (arguments.number(0)?, arguments.number(1)?);
    Ok(Value::Boolean((least < 0.0 || reached >= least) && (most < 0.0 || reached <= most)))
}

pub(super) fn checklist(arguments: &Arguments<'_>) -> Outcome<Value> {
    let mut reached = 0.0;
    for place in 2..arguments.count() {
        reached += f64::from(arguments.count_true(place)?);
    }
    between(arguments, reached)
}

/// The same with a weight behind each; every node that holds a text counts, as the field's engines have it.
pub(super) fn weighted_checklist(arguments: &Arguments<'_>) -> Outcome<Value> {
    let mut reached = 0.0;
    for pair in 1..arguments.count() / 2 {
        let weights = arguments.numbers_of(2 * pair + 1)?;
        for (place, truth) in arguments.filled(2 * pair)?.into_iter().enumerate() {
            if truth {
                reached += weights.get(place).or(weights.first()).copied().unwrap_or(f64::NAN);
            }
        }
    }
    between(arguments, reached)
}

/// The label of a choice in the language in use; the value itself where no select offers it.
pub(super) fn choice_name(arguments: &Arguments<'_>) -> Outcome<Value> {
    let (value, question) = (arguments.text(0)?, arguments.text(1)?);
    let label = arguments.context.host.choice_label(&value, &question, arguments.context.current);
    Ok(Value::Text(label.unwrap_or_default()))
}

pub(super) fn itext(arguments: &Arguments<'_>) -> Outcome<Value> {
    let id = arguments.text(0)?;
    Ok(Value::Text(arguments.context.host.itext(&id).unwrap_or(id)))
}

/// The version that the form's main instance says it has.
#[expect(clippy::unnecessary_wraps, reason = "one shape for all functions")]
pub(super) fn version(arguments: &Arguments<'_>) -> Outcome<Value> {
    let tree = arguments.context.forest.main();
    let root = tree.children(super::super::tree::Tree::ROOT).first();
    let version = root.and_then(|root| tree.attribute(*root, "version"));
    Ok(Value::Text(version.unwrap_or_default().to_owned()))
}
