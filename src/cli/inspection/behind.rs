//! What stands behind the figures of an inspection, for programs and as lines.

use crate::app::view::{FlaggedRow, IndicatorLine, InspectionView, SampleLine, TestResult, schemes};
use crate::words::{Value, Words};
use serde_json::json;

/// The parts of the answer to `inspection show` that explain it.
pub fn values(view: &InspectionView) -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("rule_set", json!(view.rule_set.name())),
        ("samples", json!(view.sample_lines())),
        ("indicators", json!(view.indicator_lines())),
        ("flags_to_look_at", json!(view.flags_to_look_at())),
        ("test", json!(view.test())),
        ("schemes", json!(schemes())),
    ]
}

/// The same for people.
pub fn lines(view: &InspectionView, words: Words) -> Vec<String> {
    let mut lines: Vec<String> = view.sample_lines().iter().map(|sample| sample_line(sample, words)).collect();
    lines.extend(view.indicator_lines().iter().map(|indicator| indicator_line(indicator, words)));
    lines.extend(view.test().iter().map(|test| test_line(test, words)));
    let flagged = view.flags_to_look_at();
    if !flagged.is_empty() {
        lines.push(words.with("flags-count", &[("n", number(flagged.len()))]));
        lines.extend(flagged.iter().map(|row| flags_line(row, words)));
    }
    lines
}

fn number(count: usize) -> Value<'static> {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn sample_line(sample: &SampleLine, words: Words) -> String {
    let name = words.get(&format!("sample-{}", sample.sample));
    let (name, recorded) = (("name", Value::Text(&name)), ("recorded", Value::Number(sample.recorded.into())));
    match (sample.wanted, &sample.population_at) {
        (Some(wanted), _) => words.with("samples-known", &[name, recorded, ("wanted", Value::Number(wanted.into()))]),
        (None, Some(place)) => words.with("samples-unknown", &[name, recorded, ("place", Value::Text(place))]),
        (None, None) => words.with("samples-unasked", &[name, recorded]),
    }
}

fn indicator_line(own: &IndicatorLine, words: Words) -> String {
    let name = words.get(&format!("indicator-{}", own.indicator.trim_start_matches("kpi.")));
    let value = own.value.clone().unwrap_or_else(|| words.get("indicators-none"));
    let unit = if own.measure == "percent" { " %" } else { "" };
    format!("{name}  {value}{unit}  {}", own.place)
}

fn flags_line(found: &FlaggedRow, words: Words) -> String {
    let table = Value::Text(found.title.get(words.language()));
    let place = match found.row {
        Some(row) => words.with("flags-row", &[("table", table), ("row", number(row))]),
        None => words.with("flags-all-rows", &[("table", table)]),
    };
    let texts: Vec<&str> = found.flags.iter().map(|flag| flag.text.get(words.language())).collect();
    format!("  {place}  {}", texts.join(&words.get("list-semicolon")))
}

fn test_line(test: &TestResult, words: Words) -> String {
    let (Some(points), Some(passed)) = (&test.points, test.passed) else {
        let progress = [("answered", number(test.answered)), ("asked", number(test.asked))];
        return words.with("test-short-open", &progress);
    };
    let (most, least) = (Value::Number(test.most.into()), Value::Number(test.pass_least_percent.into()));
    let points = [("points", Value::Text(points)), ("most", most), ("least", least)];
    words.with(if passed { "test-short-passed" } else { "test-short-failed" }, &points)
}
