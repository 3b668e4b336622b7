//! Checklists that cannot be read: all problems at once, each with its place.

use fieldseal::form::{Template, TemplateIssue};
use serde_json::{Value, json};

fn text(words: &str) -> Value {
    json!({ "en": words, "zh-CN": words })
}

fn question(name: &str, more: Value) -> Value {
    let mut question = json!({
        "name": name, "code": name.to_uppercase(), "section": "A", "element": "E5", "kind": { "type": "grade" },
        "text": text(name), "guidance": text(name), "severity": "major", "weight": 1,
    });
    for (key, value) in more.as_object().unwrap() {
        question[key] = value.clone();
    }
    question
}

fn file(questions: Vec<Value>, hidden: Value) -> Value {
    json!({
        "format": Template::FORMAT, "id": "t", "version": "1", "title": text("t"), "languages": ["en", "zh-CN"],
        "sections": [{ "code": "A", "title": text("A"), "weight": 1 }], "questions": questions, "hidden": hidden,
    })
}

/// Place and code of every issue.
fn issues(file: &Value) -> Vec<(String, &'static str)> {
    let issues: Vec<TemplateIssue> = Template::parse(&serde_json::to_vec(file).unwrap()).unwrap_err();
    issues.iter().map(|issue| (issue.place.clone(), issue.problem.code())).collect()
}

#[test]
fn a_file_of_another_kind_is_refused_with_the_reason() {
    let code = |bytes: &[u8]| Template::parse(bytes).unwrap_err()[0].problem.code();
    assert_eq!(code(b""), "not_json");
    assert_eq!(code(b"PK\x03\x04"), "not_json");
    assert_eq!(code(b"[]"), "format");
    assert_eq!(code(br#"{"format":"fieldseal-checklist/2"}"#), "format");
    assert_eq!(code("[".repeat(100_000).as_bytes()), "not_json");
    let issue = &Template::parse(b"{\n  \"format\": oops }").unwrap_err()[0];
    assert_eq!(issue.problem.to_string(), "not JSON (line 2, column 13)");
}

#[test]
fn all_problems_of_shape_are_listed_together() {
    let mut broken = file(
        vec![
            question("good", json!({})),
            question("bad", json!({ "kind": { "type": "guess" } })),
            question("good", json!({ "section": "B", "weight": 101 })),
            question("info", json!({ "severity": null })),
            question("free", json!({ "kind": { "type": "text" }, "text": { "en": "free", "zh-CN": " " } })),
            // `bad` is there, only broken; `worse` is not there.
            question("last", json!({ "relevant": "${bad} = ${worse}" })),
        ],
        json!([{ "name": "1st" }]),
    );
    broken["title"]["en"] = json!("");
    assert_eq!(
        issues(&broken),
        [
            ("/questions/1".to_owned(), "shape"),
            ("/title/en".to_owned(), "text_missing"),
            ("/hidden/0/name".to_owned(), "name"),
            ("/questions/2/name".to_owned(), "duplicate"),
            ("/questions/2/code".to_owned(), "duplicate"),
            ("/questions/2/section".to_owned(), "unknown_section"),
            ("/questions/2/weight".to_owned(), "range"),
            ("/questions/3/weight".to_owned(), "weight_without_severity"),
            ("/questions/4/text/zh-CN".to_owned(), "text_missing"),
            ("/questions/4/severity".to_owned(), "nothing_fails"),
            ("/questions/5/relevant".to_owned(), "unknown_node"),
        ]
    );
}

#[test]
fn all_problems_of_expressions_are_listed_together() {
    let number = |rule: Value| json!({ "kind": { "type": "number", "unit": "t", "rule": rule } });
    let broken = file(
        vec![
            question("a", json!({ "relevant": "${b} = 'yes' and" })),
            question("b", json!({ "relevant": "${nowhere} = 1" })),
            question("c", json!({ "relevant": "frobnicate(${a})" })),
            question("d", json!({ "relevant": "selected(${a})" })),
            question("e", json!({ "relevant": "regex(${a}, '(')" })),
            question("f", json!({ "relevant": "/data/a = 1" })),
            question("g", json!({ "relevant": "${a} = ‘yes’" })),
            question("h", number(json!({ "verification": "verified" }))),
            question("i", number(json!({ "at_most": "1 +", "near_by": "few", "verification": "verified" }))),
        ],
        json!([]),
    );
    let place = |number: usize| format!("/questions/{number}/relevant");
    assert_eq!(
        issues(&broken),
        [
            (place(0), "expression"),
            (place(1), "unknown_node"),
            (place(2), "expression"),
            (place(3), "expression"),
            (place(4), "expression"),
            (place(5), "expression"),
            (place(6), "expression"),
            ("/questions/7/kind/rule".to_owned(), "empty"),
            ("/questions/8/kind/rule/near_by".to_owned(), "not_a_number"),
            ("/questions/8/kind/rule/at_most".to_owned(), "expression"),
        ]
    );
}

#[test]
fn every_circle_is_named() {
    let broken = file(
        vec![
            question("a", json!({ "relevant": "${fact} = 'x'" })),
            question("b", json!({ "relevant": "${b} = 'x'" })),
            question("c", json!({ "relevant": "${a} = 'x'" })),
        ],
        json!([{ "name": "fact", "calculate": "concat(${a}, 'y')" }]),
    );
    let issues = Template::parse(&serde_json::to_vec(&broken).unwrap()).unwrap_err();
    let words: Vec<String> = issues.iter().map(|issue| issue.problem.to_string()).collect();
    assert_eq!(words, ["these depend on each other: fact, a", "these depend on each other: b"]);
}
