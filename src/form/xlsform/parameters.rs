//! The column `parameters`: `key=value` pairs, and what each type accepts.

use super::columns::Fields;
use super::names::{has_reference, is_name, sole_reference};
use super::pairs::Pairs;
use super::problem::{Fault, Problem};
use super::survey::Lists;

/// The pairs of a row.
pub(super) type Parameters = Pairs;

const COLUMN: &[&str] = &["parameters"];
/// Keys whose values name columns of a file; the case of letters is kept.
const CASE_MATTERS: [&str; 2] = ["label", "value"];

/// Reads `key=value` pairs; spaces, commas and semicolons part them.
pub(super) fn parse(row: &Fields<'_>, problems: &mut Vec<Problem>) -> Parameters {
    let Some(text) = row.get(COLUMN) else { return Parameters::default() };
    let spaced = text.replace('=', " = ");
    let tokens: Vec<&str> = spaced
        .split(|one: char| one.is_whitespace() || one == ',' || one == ';')
        .filter(|one| !one.is_empty())
        .collect();
    let mut parameters = Parameters::default();
    for pair in tokens.chunks(3) {
        match pair {
            [key, "=", value] if *key != "=" && *value != "=" => {
                let key = key.to_lowercase();
                let value =
                    if CASE_MATTERS.contains(&key.as_str()) { (*value).to_owned() } else { value.to_lowercase() };
                parameters.insert(key, value);
            }
            _ => {
                problems.push(row.problem(COLUMN, Fault::ParametersMalformed, text));
                return Parameters::default();
            }
        }
    }
    parameters
}

/// Looks at the pairs of one row.
pub(super) struct Check<'a> {
    pub(super) row: &'a Fields<'a>,
    pub(super) parameters: &'a Parameters,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn note(&mut self, fault: Fault, subject: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(self.row.problem(COLUMN, fault, subject).with_hint(hint));
    }

    /// Refuses keys that the type does not have.
    pub(super) fn accept(&mut self, keys: &[&str]) {
        for key in self.parameters.keys() {
            if !keys.contains(&key.as_str()) {
                self.note(Fault::ParameterUnknown, key, keys.join(", "));
            }
        }
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.parameters.get(key).map(String::as_str)
    }

    /// Refuses a value that is none of `values`.
    fn one_of(&mut self, key: &str, values: &[&str]) {
        if let Some(value) = self.get(key).filter(|value| !values.contains(value)) {
            let subject = format!("{key}={value}");
            self.note(Fault::ParameterValue, subject, values.join(", "));
        }
    }

    fn whole_number(&mut self, key: &str) -> Option<i64> {
        let value = self.get(key)?;
        let number = value.parse().ok();
        if number.is_none() {
            let subject = format!("{key}={value}");
            self.note(Fault::ParameterValue, subject, "1, 2, 3 …");
        }
        number
    }

    fn number(&mut self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        let number = value.parse().ok();
        if number.is_none() {
            let subject = format!("{key}={value}");
            self.note(Fault::ParameterValue, subject, "1, 2.5 …");
        }
        number
    }

    pub(super) fn text(&mut self) {
        self.accept(&["rows"]);
        self.whole_number("rows");
    }

    pub(super) fn photo(&mut self, appearance: &str) {
        self.accept(&["app", "max-pixels"]);
        self.whole_number("max-pixels");
        if let Some(app) = self.get("app").filter(|_| appearance.is_empty() || appearance == "annotate")
            && !is_package_name(app)
        {
            let subject = format!("app={app}");
            self.note(Fault::ParameterValue, subject, "com.example.app");
        }
    }

    pub(super) fn audio(&mut self, in_background: bool) {
        self.accept(&["quality"]);
        let qualities: &[&str] =
            if in_background { &["voice-only", "low", "normal"] } else { &["voice-only", "low", "normal", "external"] };
        self.one_of("quality", qualities);
    }

    pub(super) fn geo(&mut self, is_point: bool) {
        if is_point {
            self.accept(&["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"]);
            self.number("capture-accuracy");
            self.number("warning-accuracy");
        } else {
            self.accept(&["allow-mock-accuracy", "incremental", "reference-geometry"]);
            self.one_of("incremental", &["true", "yes", "true()"]);
        }
        self.one_of("allow-mock-accuracy", &["true", "false"]);
    }

    pub(super) fn audit(&mut self) {
        const PLACE: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];
        self.accept(&[
            "identify-user",
            "location-max-age",
            "location-min-interval",
            "location-priority",
            "track-changes",
            "track-changes-reasons",
        ]);
        self.one_of("track-changes", &["true", "false"]);
        self.one_of("track-changes-reasons", &["on-form-edit"]);
        self.one_of("identify-user", &["true", "false"]);
        if !PLACE.iter().any(|key| self.parameters.contains_key(key)) {
            return;
        }
        if !PLACE.iter().all(|key| self.parameters.contains_key(key)) {
            self.note(Fault::ParameterMissing, "location-…", PLACE.join(", "));
            return;
        }
        self.one_of("location-priority", &["no-power", "low-power", "balanced", "high-accuracy"]);
        let (least, most) = (self.whole_number("location-min-interval"), self.whole_number("location-max-age"));
        if let (Some(least), Some(most)) = (least, most)
            && (least < 0 || most < least)
        {
            self.note(Fault::ParameterRange, "location-max-age", "location-max-age ≥ location-min-interval ≥ 0");
        }
    }

    pub(super) fn select(&mut self, from_file: bool) {
        if from_file {
            self.accept(&["label", "randomize", "seed", "value"]);
            for key in CASE_MATTERS {
                if let Some(value) = self.get(key).filter(|value| !is_name(value)) {
                    let subject = format!("{key}={value}");
                    self.note(Fault::ParameterValue, subject, "name, label …");
                }
            }
        } else {
            self.accept(&["randomize", "seed"]);
        }
        self.one_of("randomize", &["true", "false"]);
        match self.get("seed") {
            Some(_) if !self.parameters.contains_key("randomize") => {
                self.note(Fault::ParameterMissing, "seed", "randomize=true");
            }
            Some(seed) if sole_reference(seed).is_none() && seed.parse::<f64>().is_err() => {
                let subject = format!("seed={seed}");
                self.note(Fault::ParameterValue, subject, "42, ${…}");
            }
            _ => {}
        }
    }

    pub(super) fn range(&mut self, appearance: &str, lists: &Lists) {
        const TICKS: [&str; 3] = ["tick_interval", "placeholder", "tick_labelset"];
        self.accept(&["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"]);
        if !appearance.is_empty()
            && !appearance.contains("vertical")
            && !appearance.contains("no-ticks")
            && let Some(key) = TICKS.iter().find(|key| self.parameters.contains_key(key))
        {
            self.note(Fault::ParameterRange, *key, "appearance: vertical, no-ticks");
        }
        let mut value = |key: &str, default: &str| {
            let text = self.get(key).unwrap_or(default).to_owned();
            let number = Number::parse(&text);
            if number.is_none() && !text.is_empty() {
                self.note(Fault::ParameterValue, format!("{key}={text}"), "1, 2.5 …");
            }
            number
        };
        let (start, end, step) = (value("start", "1"), value("end", "10"), value("step", "1"));
        let (tick, placeholder) = (value("tick_interval", ""), value("placeholder", ""));
        let (Some(start), Some(end), Some(step)) = (start, end, step) else { return };
        let scale = Scale { start, end, step, tick };
        self.steps(&scale);
        if let Some(placeholder) = placeholder
            && (!scale.contains(placeholder) || !placeholder.minus(start).is_multiple(step))
        {
            self.note(Fault::ParameterRange, "placeholder", "start, start + step …");
        }
        if let Some(list) = self.get("tick_labelset") {
            let list = list.to_owned();
            self.labels(&list, &scale, appearance.contains("no-ticks"), lists);
        }
    }

    fn steps(&mut self, scale: &Scale) {
        let width = scale.end.minus(scale.start).abs();
        let mut check = |key: &str, value: Number, of: Option<Number>| {
            let fits = !value.is_zero() && value <= width && of.is_none_or(|step| value.is_multiple(step));
            if !fits {
                self.note(Fault::ParameterRange, key, "0 < step ≤ |end − start|");
            }
        };
        check("step", scale.step, None);
        if let Some(tick) = scale.tick {
            check("tick_interval", tick, Some(scale.step));
        }
    }

    /// The labels of a scale stand at values that can be chosen.
    fn labels(&mut self, list: &str, scale: &Scale, only_ends: bool, lists: &Lists) {
        let Some(choices) = lists.choices.get(list) else {
            self.note(Fault::ListUnknown, list, "");
            return;
        };
        let mut ends = Vec::new();
        for choice in choices {
            let fits = Number::parse(&choice.name).filter(|value| {
                scale.contains(*value) && value.minus(scale.start).is_multiple(scale.tick.unwrap_or(scale.step))
            });
            match fits {
                None => self.note(Fault::ParameterRange, format!("tick_labelset={list}"), &choice.name),
                Some(value) if only_ends && !ends.contains(&value) => ends.push(value),
                Some(_) => {}
            }
        }
        if only_ends && (ends.len() != 2 || !ends.contains(&scale.start) || !ends.contains(&scale.end)) {
            self.note(Fault::ParameterRange, format!("tick_labelset={list}"), "start, end");
        }
    }

    /// The nodes that a position can be chosen from.
    pub(super) fn reference_geometry(&self) -> Option<String> {
        self.get("reference-geometry").map(str::to_owned)
    }
}

struct Scale {
    start: Number,
    end: Number,
    step: Number,
    tick: Option<Number>,
}

impl Scale {
    fn contains(&self, value: Number) -> bool {
        value >= self.start.min(self.end) && value <= self.start.max(self.end)
    }
}

/// A decimal number in millionths of millionths, exact for every scale that anybody draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Number(i128);

impl Number {
    fn parse(text: &str) -> Option<Self> {
        const DIGITS: i32 = 12;
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok().filter(|one| one.abs() < 12)?),
            None => (text, 0),
        };
        let (sign, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || all.len() > 24 || !all.bytes().all(|one| one.is_ascii_digit()) {
            return None;
        }
        let shift = DIGITS + exponent - i32::try_from(fraction.len()).ok()?;
        let factor = 10_i128.checked_pow(u32::try_from(shift).ok()?)?;
        all.parse::<i128>().ok()?.checked_mul(factor).map(|value| Self(sign * value))
    }

    fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }

    fn abs(self) -> Self {
        Self(self.0.abs())
    }

    fn is_zero(self) -> bool {
        self.0 == 0
    }

    fn is_multiple(self, of: Self) -> bool {
        of.0 != 0 && self.0 % of.0 == 0
    }
}

/// Whether `text` can name an Android application: words with points between them.
fn is_package_name(text: &str) -> bool {
    text.contains('.')
        && text.split('.').all(|word| {
            let first = word.chars().next();
            first.is_some_and(|first| first != '_' && !first.is_ascii_digit())
                && word.chars().all(|one| one.is_ascii_alphanumeric() || one == '_')
        })
}

/// Whether a name in `reference-geometry` leads to nodes.
pub(super) fn leads_to_nodes(target: &str, lists: &Lists, files: &[String], repeats: &[String]) -> bool {
    lists.choices.contains_key(target)
        || lists.entities.iter().any(|entity| entity == target)
        || files.iter().any(|file| file == target)
        || (has_reference(target) && sole_reference(target).is_some_and(|name| repeats.contains(&name)))
}
