//! The functions: their names, how many arguments they take, what they do.
//!
//! A new one is a variant, a row of [`FUNCTIONS`], and an arm of [`call`].

use super::Scope;
use super::date::format_date;
use super::evaluate::evaluate;
use super::parse::Node;
use super::value::{Value, number_text};
use regex::Regex;
use std::borrow::Cow;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Abs,
    Boolean,
    BooleanFromString,
    Ceiling,
    Coalesce,
    Concat,
    Contains,
    Count,
    CountNonEmpty,
    CountSelected,
    Date,
    EndsWith,
    False,
    Floor,
    FormatDate,
    If,
    Int,
    Join,
    Max,
    Min,
    NormalizeSpace,
    Not,
    Number,
    Once,
    Pow,
    Regex,
    Round,
    Selected,
    SelectedAt,
    StartsWith,
    String,
    StringLength,
    Substr,
    Substring,
    SubstringAfter,
    SubstringBefore,
    Sum,
    Today,
    Translate,
    True,
}

impl Function {
    /// Whether the arguments have to be references, because the function counts or adds nodes.
    pub(super) const fn needs_reference(self) -> bool {
        matches!(self, Self::Count | Self::CountNonEmpty | Self::Sum)
    }
}

/// How a function is called.
pub(super) struct Signature {
    pub(super) name: &'static str,
    pub(super) function: Function,
    pub(super) least: usize,
    pub(super) most: Option<usize>,
}

const fn exactly(name: &'static str, function: Function, count: usize) -> Signature {
    Signature { name, function, least: count, most: Some(count) }
}

const fn between(name: &'static str, function: Function, least: usize, most: usize) -> Signature {
    Signature { name, function, least, most: Some(most) }
}

const fn at_least(name: &'static str, function: Function, least: usize) -> Signature {
    Signature { name, function, least, most: None }
}

/// All functions.
pub(super) const FUNCTIONS: &[Signature] = &[
    exactly("abs", Function::Abs, 1),
    exactly("boolean", Function::Boolean, 1),
    exactly("boolean-from-string", Function::BooleanFromString, 1),
    exactly("ceiling", Function::Ceiling, 1),
    at_least("coalesce", Function::Coalesce, 1),
    at_least("concat", Function::Concat, 0),
    exactly("contains", Function::Contains, 2),
    exactly("count", Function::Count, 1),
    exactly("count-non-empty", Function::CountNonEmpty, 1),
    exactly("count-selected", Function::CountSelected, 1),
    exactly("date", Function::Date, 1),
    exactly("ends-with", Function::EndsWith, 2),
    exactly("false", Function::False, 0),
    exactly("floor", Function::Floor, 1),
    exactly("format-date", Function::FormatDate, 2),
    exactly("if", Function::If, 3),
    exactly("int", Function::Int, 1),
    at_least("join", Function::Join, 1),
    at_least("max", Function::Max, 1),
    at_least("min", Function::Min, 1),
    between("normalize-space", Function::NormalizeSpace, 0, 1),
    exactly("not", Function::Not, 1),
    between("number", Function::Number, 0, 1),
    exactly("once", Function::Once, 1),
    exactly("pow", Function::Pow, 2),
    exactly("regex", Function::Regex, 2),
    between("round", Function::Round, 1, 2),
    exactly("selected", Function::Selected, 2),
    exactly("selected-at", Function::SelectedAt, 2),
    exactly("starts-with", Function::StartsWith, 2),
    between("string", Function::String, 0, 1),
    between("string-length", Function::StringLength, 0, 1),
    between("substr", Function::Substr, 2, 3),
    between("substring", Function::Substring, 2, 3),
    exactly("substring-after", Function::SubstringAfter, 2),
    exactly("substring-before", Function::SubstringBefore, 2),
    exactly("sum", Function::Sum, 1),
    exactly("today", Function::Today, 0),
    exactly("translate", Function::Translate, 3),
    exactly("true", Function::True, 0),
];

/// Calls a function; the number of arguments was checked when the expression was read.
pub(super) fn call<'a>(function: Function, arguments: &'a [Node], scope: &'a dyn Scope) -> Value<'a> {
    let given = Arguments { arguments, scope };
    match function {
        Function::True => Value::Boolean(true),
        Function::False => Value::Boolean(false),
        Function::Boolean => Value::Boolean(given.value(0).truth()),
        Function::BooleanFromString => Value::Boolean(matches!(given.text(0).as_ref(), "true" | "1")),
        Function::Not => Value::Boolean(!given.value(0).truth()),
        Function::If => given.value(if given.value(0).truth() { 1 } else { 2 }),
        Function::Coalesce => given.first_filled(),
        Function::Once => {
            if scope.current().is_empty() {
                given.value(0)
            } else {
                Value::Nodes(vec![scope.current()])
            }
        }
        Function::Today => Value::Date(scope.today()),
        Function::Date => given.value(0).date().map_or_else(|| Value::text(""), Value::Date),
        Function::FormatDate => {
            given.value(0).date().map_or_else(|| Value::text(""), |date| Value::text(format_date(date, &given.text(1))))
        }
        Function::Number => Value::Number(given.value(0).number()),
        Function::Int => Value::Number(given.number(0).trunc() + 0.0),
        Function::Abs => Value::Number(given.number(0).abs()),
        Function::Floor => Value::Number(given.number(0).floor()),
        Function::Ceiling => Value::Number(given.number(0).ceil() + 0.0),
        Function::Pow => Value::Number(given.number(0).powf(given.number(1))),
        Function::Round => {
            Value::Number(round(given.number(0), if arguments.len() == 2 { given.number(1) } else { 0.0 }))
        }
        Function::Max => Value::Number(given.extreme(|number, best| number > best)),
        Function::Min => Value::Number(given.extreme(|number, best| number < best)),
        Function::Sum => Value::Number(given.nodes(0).iter().map(|node| Value::Text((*node).into()).number()).sum()),
        Function::Count => Value::Number(given.nodes(0).len() as f64),
        Function::CountNonEmpty => Value::Number(given.nodes(0).iter().filter(|node| !node.is_empty()).count() as f64),
        Function::CountSelected => Value::Number(given.text(0).split_whitespace().count() as f64),
        Function::Selected => {
            let wanted = given.text(1);
            Value::Boolean(given.text(0).split_whitespace().any(|code| code == wanted.trim()))
        }
        Function::SelectedAt => {
            let text = given.text(0);
            let code = index(given.number(1)).and_then(|place| text.split_whitespace().nth(place));
            Value::text(code.unwrap_or_default())
        }
        Function::Regex => {
            Value::Boolean(whole_match(&given.text(1)).is_some_and(|pattern| matches(&pattern, &given.text(0))))
        }
        Function::String => Value::Text(given.text(0)),
        Function::StringLength => Value::Number(given.text(0).chars().count() as f64),
        Function::NormalizeSpace => Value::text(normalize_space(&given.text(0))),
        Function::Concat => Value::text(given.all_texts(0).concat()),
        Function::Join => Value::text(given.all_texts(1).join(&given.text(0))),
        Function::Contains => Value::Boolean(given.text(0).contains(given.text(1).as_ref())),
        Function::StartsWith => Value::Boolean(given.text(0).starts_with(given.text(1).as_ref())),
        Function::EndsWith => Value::Boolean(given.text(0).ends_with(given.text(1).as_ref())),
        Function::Translate => Value::text(translate(&given.text(0), &given.text(1), &given.text(2))),
        Function::Substr => Value::text(substr(&given.text(0), given.number(1), given.optional_number(2))),
        Function::Substring => Value::text(substring(&given.text(0), given.number(1), given.optional_number(2))),
        Function::SubstringBefore => {
            Value::text(given.text(0).split_once(given.text(1).as_ref()).map_or("", |(before, _)| before))
        }
        Function::SubstringAfter => {
            Value::text(given.text(0).split_once(given.text(1).as_ref()).map_or("", |(_, after)| after))
        }
    }
}

/// The arguments of a call, evaluated when they are asked for.
struct Arguments<'a> {
    arguments: &'a [Node],
    scope: &'a dyn Scope,
}

impl<'a> Arguments<'a> {
    /// An argument; the current node where it was left out.
    fn value(&self, place: usize) -> Value<'a> {
        match self.arguments.get(place) {
            Some(node) => evaluate(node, self.scope),
            None => Value::Nodes(vec![self.scope.current()]),
        }
    }

    fn text(&self, place: usize) -> Cow<'a, str> {
        self.value(place).into_text()
    }

    fn number(&self, place: usize) -> f64 {
        self.value(place).number()
    }

    fn optional_number(&self, place: usize) -> Option<f64> {
        (place < self.arguments.len()).then(|| self.number(place))
    }

    fn nodes(&self, place: usize) -> Vec<&'a str> {
        match self.value(place) {
            Value::Nodes(nodes) => nodes,
            Value::Text(_) | Value::Number(_) | Value::Boolean(_) | Value::Date(_) => Vec::new(),
        }
    }

    /// The texts of all arguments from `first` on, nodes one by one.
    fn all_texts(&self, first: usize) -> Vec<Cow<'a, str>> {
        let mut texts = Vec::new();
        for node in self.arguments.iter().skip(first) {
            match evaluate(node, self.scope) {
                Value::Nodes(nodes) => texts.extend(nodes.into_iter().map(Cow::Borrowed)),
                value @ (Value::Text(_) | Value::Number(_) | Value::Boolean(_) | Value::Date(_)) => {
                    texts.push(value.into_text());
                }
            }
        }
        texts
    }

    /// The first argument with a text; NaN counts as none.
    fn first_filled(&self) -> Value<'a> {
        let filled = |value: &Value<'a>| match value {
            Value::Number(number) => !number.is_nan(),
            Value::Text(_) | Value::Boolean(_) | Value::Date(_) | Value::Nodes(_) => {
                !value.clone().into_text().is_empty()
            }
        };
        let mut values = self.arguments.iter().map(|node| evaluate(node, self.scope));
        values.find(filled).unwrap_or_else(|| Value::text(""))
    }

    /// The extreme number of all arguments and nodes; NaN as soon as one is no number.
    fn extreme(&self, better: impl Fn(f64, f64) -> bool) -> f64 {
        let mut best: Option<f64> = None;
        for node in self.arguments {
            let numbers = match evaluate(node, self.scope) {
                Value::Nodes(nodes) => nodes.iter().map(|node| Value::Text((*node).into()).number()).collect(),
                value @ (Value::Text(_) | Value::Number(_) | Value::Boolean(_) | Value::Date(_)) => {
                    vec![value.number()]
                }
            };
            for number in numbers {
                if number.is_nan() {
                    return f64::NAN;
                }
                if best.is_none_or(|best| better(number, best)) {
                    best = Some(number);
                }
            }
        }
        best.unwrap_or(f64::NAN)
    }
}

/// A pattern that has to match the whole text.
pub(super) fn whole_match(pattern: &str) -> Option<Regex> {
    // Read alone first: `a)|(b` would only make sense inside our own brackets.
    Regex::new(pattern).ok().and_then(|_| Regex::new(&format!("^(?:{pattern})$")).ok())
}

/// Whether a pattern made by [`whole_match`] matches.
pub(super) fn matches(pattern: &Regex, text: &str) -> bool {
    pattern.is_match(text)
}

/// A place in a list: a whole number of zero or more.
fn index(number: f64) -> Option<usize> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be small and whole")]
    (0.0..1e9).contains(&number).then_some(number as usize)
}

/// Rounds to `places` decimal places (negative: tens, hundreds), halves away from zero when there are places,
/// up when there are none (XPath 1.0). Decimal digits as written decide, not their binary neighbours.
fn round(number: f64, places: f64) -> f64 {
    if !number.is_finite() || places.is_nan() {
        return number + places * 0.0;
    }
    let places = places.trunc().clamp(-30.0, 30.0);
    if places == 0.0 {
        return (number + 0.5).floor() + 0.0;
    }
    let shifted = shift(number.abs(), places);
    shift((shifted + 0.5).floor(), -places).copysign(number) + 0.0
}

/// Moves the decimal point of a number by whole places.
fn shift(number: f64, places: f64) -> f64 {
    format!("{}e{}", number_text(number), places).parse().unwrap_or(f64::NAN)
}

/// One space between words, none around; white space as XML knows it.
fn normalize_space(text: &str) -> String {
    let words = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Replaces the characters of `from` by those at the same place in `to`; without one there they go.
fn translate(text: &str, from: &str, to: &str) -> String {
    let to: Vec<char> = to.chars().collect();
    let from: Vec<char> = from.chars().collect();
    text.chars()
        .filter_map(|character| match from.iter().position(|c| *c == character) {
            Some(place) => to.get(place).copied(),
            None => Some(character),
        })
        .collect()
}

/// The characters from `start` to before `end`, counted from 0; negative ones from the end (ODK XForms).
fn substr(text: &str, start: f64, end: Option<f64>) -> String {
    let characters: Vec<char> = text.chars().collect();
    let length = characters.len() as f64;
    let place = |number: f64| if number < 0.0 { (length + number).max(0.0) } else { number.min(length) };
    let (start, end) = (place(start), place(end.unwrap_or(length)));
    match (index(start), index(end)) {
        (Some(start), Some(end)) if start < end => characters[start..end].iter().collect(),
        _ => String::new(),
    }
}

/// The characters whose place, counted from 1, is at least `start` and less than `start + length` (XPath 1.0, 4.2).
fn substring(text: &str, start: f64, length: Option<f64>) -> String {
    let start = round(start, 0.0);
    let end = length.map_or(f64::INFINITY, |length| start + round(length, 0.0));
    text.chars()
        .enumerate()
        .filter(|(place, _)| (*place as f64 + 1.0) >= start && (*place as f64 + 1.0) < end)
        .map(|(_, character)| character)
        .collect()
}
