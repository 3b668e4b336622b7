//! From bytes to limit sets, each problem with its place.

use super::set::{Limit, LimitSet, LimitSets, Scale};
use crate::form::ratio::Ratio;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashSet;

/// One problem of a file of limit sets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct LimitIssue {
    /// Where: a JSON Pointer (RFC 6901) into the file, `/sets/3/limits/0`; empty for the whole file.
    pub place: String,
    /// What is wrong.
    pub problem: LimitProblem,
}

/// What can be wrong with a file of limit sets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitProblem {
    /// The file is no JSON.
    #[error("not JSON (line {line}, column {column})")]
    NotJson {
        /// 1 for the first line.
        line: usize,
        /// 1 for the first column.
        column: usize,
    },
    /// The file is JSON of another kind or of a later version.
    #[error("the format is `{found}`, expected `{expected}`", expected = LimitSets::FORMAT)]
    Format {
        /// What stands in `format`.
        found: String,
    },
    /// A field is missing, unknown or of the wrong type.
    #[error("{detail}")]
    Shape {
        /// What the reader of the data says.
        detail: String,
    },
    /// Two sets have this code.
    #[error("`{code}` is used twice")]
    Duplicate {
        /// The code.
        code: String,
    },
    /// Neither a least nor a greatest value.
    #[error("there is no bound")]
    NoBound,
    /// The least value is above the greatest.
    #[error("`at_least` is above `at_most`")]
    Reversed,
    /// Nothing can be divided by a limit of nothing.
    #[error("a limit for a concentration is above zero")]
    NotPositive,
    /// Noise has no least value.
    #[error("noise has a greatest value only")]
    LeastNoise,
    /// The formula divides what is left up to 21 %.
    #[error("a reference oxygen lies between 0 and 21 %")]
    ReferenceOxygen,
}

impl LimitProblem {
    /// A stable code, for messages and machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not_json",
            Self::Format { .. } => "format",
            Self::Shape { .. } => "shape",
            Self::Duplicate { .. } => "duplicate",
            Self::NoBound => "no_bound",
            Self::Reversed => "reversed",
            Self::NotPositive => "not_positive",
            Self::LeastNoise => "least_noise",
            Self::ReferenceOxygen => "reference_oxygen",
        }
    }
}

/// What stands around the sets, which are read one by one so that each has its own problem.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(rename = "format")]
    _format: String,
    version: String,
    effective_from: NaiveDate,
    sets: Vec<Value>,
}

impl LimitSets {
    /// Reads a file of limit sets.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<LimitIssue>> {
        let head = head(bytes).map_err(|problem| vec![LimitIssue { place: String::new(), problem }])?;
        let mut issues = Vec::new();
        let mut codes = HashSet::new();
        let mut sets = Vec::new();
        for (index, value) in head.sets.into_iter().enumerate() {
            let place = format!("/sets/{index}");
            match LimitSet::deserialize(value) {
                Ok(set) => {
                    check(&set, &place, &mut issues);
                    if !codes.insert(set.code.clone()) {
                        let problem = LimitProblem::Duplicate { code: set.code.clone() };
                        issues.push(LimitIssue { place: format!("{place}/code"), problem });
                    }
                    sets.push(set);
                }
                Err(error) => issues.push(LimitIssue { place, problem: shape(&error) }),
            }
        }
        let whole = Self { version: head.version, effective_from: head.effective_from, sets };
        if issues.is_empty() { Ok(whole) } else { Err(issues) }
    }
}

fn head(bytes: &[u8]) -> Result<Head, LimitProblem> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| LimitProblem::NotJson { line: error.line(), column: error.column() })?;
    let found = value.get("format").and_then(Value::as_str).unwrap_or_default();
    if found != LimitSets::FORMAT {
        return Err(LimitProblem::Format { found: found.to_owned() });
    }
    Head::deserialize(value).map_err(|error| shape(&error))
}

fn shape(error: &serde_json::Error) -> LimitProblem {
    LimitProblem::Shape { detail: error.to_string() }
}

fn check(set: &LimitSet, place: &str, issues: &mut Vec<LimitIssue>) {
    for (index, limit) in set.limits.iter().enumerate() {
        let place = format!("{place}/limits/{index}");
        issues.extend(problems(limit).map(|problem| LimitIssue { place: place.clone(), problem }));
    }
}

fn problems(limit: &Limit) -> impl Iterator<Item = LimitProblem> {
    let most = limit.at_most.as_ref().map(|most| most.number());
    let least = limit.at_least.as_ref().map(|least| least.number());
    let oxygen = limit.oxygen_percent.as_ref().map(|oxygen| oxygen.number());
    let scale = limit.scale();
    let found = [
        (most.is_none() && least.is_none()).then_some(LimitProblem::NoBound),
        least.zip(most).is_some_and(|(least, most)| least > most).then_some(LimitProblem::Reversed),
        (scale == Scale::Ratio && most.is_some_and(|most| most <= Ratio::ZERO)).then_some(LimitProblem::NotPositive),
        (scale == Scale::Difference && least.is_some()).then_some(LimitProblem::LeastNoise),
        oxygen
            .is_some_and(|oxygen| oxygen < Ratio::ZERO || oxygen >= Ratio::whole(super::compare::OXYGEN_OF_AIR_PERCENT))
            .then_some(LimitProblem::ReferenceOxygen),
    ];
    found.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn issues(file: &Value) -> Vec<(String, &'static str)> {
        let issues = LimitSets::parse(file.to_string().as_bytes()).unwrap_err();
        issues.into_iter().map(|issue| (issue.place, issue.problem.code())).collect()
    }

    fn set(code: &str, limit: Value) -> Value {
        let text = json!({ "en": "Permit", "zh-CN": "许可证" });
        json!({ "code": code, "kind": "limit", "limits": [limit], "note": text, "scope": text, "source": text,
                "source_code": "P", "title": text, "valid_from": null, "verification": "verified" })
    }

    fn limit(medium: &str, at_least: Option<&str>, at_most: Option<&str>, oxygen: Option<&str>) -> Value {
        json!({ "at_least": at_least, "at_most": at_most, "averaging": "day", "medium": medium,
                "oxygen_percent": oxygen, "quantity": "q", "unit": "mg/m3", "verification": "verified" })
    }

    fn file(sets: &[Value]) -> Value {
        json!({ "effective_from": "2026-11-26", "format": LimitSets::FORMAT, "sets": sets, "version": "1.0.0" })
    }

    #[test]
    fn a_limit_keeps_the_places_that_it_is_written_with() {
        let file = file(&[set("a", limit("air", None, Some("3.0"), Some("6")))]);
        let sets = LimitSets::parse(file.to_string().as_bytes()).unwrap();
        let most = sets.set("a").unwrap().limits[0].at_most.as_ref().unwrap();
        assert_eq!((most.text(), most.number()), ("3.0", Ratio::whole(3)));
        assert_eq!(serde_json::to_value(&sets.sets[0].limits).unwrap(), file["sets"][0]["limits"]);
    }

    #[test]
    fn another_file_is_refused_with_what_it_is() {
        let issues = LimitSets::parse(b"{\n  x").unwrap_err();
        assert_eq!(issues[0].to_string(), ": not JSON (line 2, column 3)");
        let issues = LimitSets::parse(br#"{"format":"fieldseal-limits/2"}"#).unwrap_err();
        assert_eq!(issues[0].to_string(), ": the format is `fieldseal-limits/2`, expected `fieldseal-limits/1`");
        let issues = LimitSets::parse(br#"{"format":"fieldseal-limits/1"}"#).unwrap_err();
        assert_eq!(issues[0].problem.code(), "shape");
    }

    #[test]
    fn all_problems_are_named_with_their_places() {
        let file = file(&[
            set("a", limit("air", None, Some("ten"), None)),
            set("b", limit("air", None, Some("0"), None)),
            set("c", limit("air", None, Some("5"), Some("21"))),
            set("d", limit("water", None, None, None)),
            set("b", limit("noise", Some("40"), Some("55"), None)),
            set("e", limit("water", Some("9.5"), Some("9"), None)),
        ]);
        let place = |place: &str, code| (place.to_owned(), code);
        assert_eq!(
            issues(&file),
            [
                place("/sets/0", "shape"),
                place("/sets/1/limits/0", "not_positive"),
                place("/sets/2/limits/0", "reference_oxygen"),
                place("/sets/3/limits/0", "no_bound"),
                place("/sets/4/limits/0", "least_noise"),
                place("/sets/4/code", "duplicate"),
                place("/sets/5/limits/0", "reversed"),
            ]
        );
    }
}
