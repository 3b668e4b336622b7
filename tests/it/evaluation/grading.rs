//! One answer to an outcome, for every kind of question, and what is owed to it.

use super::*;
use crate::checklist::template;
use fieldseal::domain::Grade;
use fieldseal::form::{Duty, EvidenceKind, LimitResult, Outcome, Tag};

#[test]
fn numbers_are_measured_against_limits_that_may_be_answers() {
    let limit =
        question("limit", json!({ "type": "number", "unit": "dB(A)" }), "major", 0, json!({ "severity": null }));
    let rule = |verification: &str| {
        json!({ "type": "number", "unit": "dB(A)",
                "rule": { "at_most": "${limit}", "near_by": "3", "verification": verification } })
    };
    let template = one_section(vec![
        limit,
        question("noise", rule("verified"), "major", 1, json!({})),
        question("guess", rule("to_be_confirmed"), "major", 1, json!({})),
    ]);
    let judge = |limit: &str, noise: &str| {
        let case = Case::new(&[("limit", limit), ("noise", noise), ("guess", noise)]);
        let evaluation = case.evaluate(&template);
        let noise = result(&evaluation, &template, "noise");
        (noise.limit.as_ref().unwrap().result, noise.outcome, result(&evaluation, &template, "guess").outcome)
    };
    let graded = Outcome::Graded;
    let fine = graded(Grade::Conforming);
    assert_eq!(judge("55", "52.0"), (LimitResult::Inside, fine, fine));
    let near = graded(Grade::Opportunity);
    assert_eq!(judge("55", "52.1"), (LimitResult::Near, near, near));
    assert_eq!(judge("55", "55"), (LimitResult::Near, near, near), "the limit itself passes");
    // What is not verified is never law.
    assert_eq!(judge("55", "55.1"), (LimitResult::Exceeded, graded(Grade::Major), near));
    assert_eq!(judge("NV", "55.1"), (LimitResult::NoLimit, Outcome::NotVerified, Outcome::NotVerified));
}

#[test]
fn ranges_dates_choices_and_photos_pass_or_fail() {
    let range = json!({ "at_most": "9", "at_least": "6", "verification": "verified" });
    let choice = json!({ "type": "choice", "failing": ["late"], "options": [
        { "code": "filed", "label": text("filed") }, { "code": "late", "label": text("late") }] });
    let template = one_section(vec![
        question("ph", json!({ "type": "number", "unit": "pH", "rule": range }), "major", 1, json!({})),
        question("valid", json!({ "type": "date", "rule": "not_past" }), "minor", 1, json!({})),
        question("test", json!({ "type": "date", "rule": { "not_older_than_months": 12 } }), "minor", 1, json!({})),
        question("file", choice, "major", 1, json!({})),
        question("view", json!({ "type": "photo", "least": 2 }), "minor", 1, json!({})),
        question("bribe", json!({ "type": "yes_no", "adverse": true }), "critical", 1, json!({})),
    ]);
    let check = |name: &str, value: &str| {
        let case = Case::new(&[(name, value)]);
        result(&case.evaluate(&template), &template, name).outcome.grade()
    };
    let table = [
        ("ph", "6", Some(Grade::Conforming)),
        ("ph", "9.01", Some(Grade::Major)),
        ("ph", "5.99", Some(Grade::Major)),
        ("ph", "seven", None),
        ("valid", "2026-11-21", Some(Grade::Conforming)),
        ("valid", "2026-11-20", Some(Grade::Minor)),
        ("valid", "none", Some(Grade::Minor)),
        ("test", "2025-11-21", Some(Grade::Conforming)),
        ("test", "2025-11-20", Some(Grade::Minor)),
        ("test", "2026-11-22", Some(Grade::Minor)),
        ("test", "2026-02-30", None),
        ("file", "filed", Some(Grade::Conforming)),
        ("file", "late", Some(Grade::Major)),
        ("file", "never", None),
        ("bribe", "no", Some(Grade::Conforming)),
        ("bribe", "yes", Some(Grade::Critical)),
    ];
    for (name, value, expected) in table {
        assert_eq!(check(name, value), expected, "{name} = {value}");
    }
    let mut case = Case::default();
    case.photos.insert(InstancePath::of_question("view"), 1);
    let evaluation = case.evaluate(&template);
    assert_eq!(result(&evaluation, &template, "view").duties, [Duty::Photos { present: 1, least: 2 }]);
    case.photos.insert(InstancePath::of_question("view"), 2);
    assert_eq!(result(&case.evaluate(&template), &template, "view").outcome, Outcome::Graded(Grade::Conforming));
}

#[test]
fn sampled_questions_take_three_answers_and_refuse_what_cannot_be() {
    let kind = json!({ "type": "sampled", "table": "wage", "sampling": "shares", "failing": text("f") });
    let template = one_section(vec![question("wage", kind, "major", 5, json!({}))]);
    let judge = |parts: &[(&str, &str)]| {
        let evaluation = Case::new(parts).evaluate(&template);
        let result = evaluation.questions[0].clone();
        (result.outcome.grade(), result.tags.first().copied(), result.settled)
    };
    assert_eq!(judge(&[("wage/checked", "15"), ("wage/failed", "6")]), (Some(Grade::Major), Some(Tag::Systemic), true));
    assert_eq!(judge(&[("wage/checked", "40"), ("wage/failed", "1")]), (Some(Grade::Minor), Some(Tag::Isolated), true));
    assert_eq!(judge(&[("wage/checked", "40")]), (None, None, false), "not complete");
    let critical = [("wage/checked", "40"), ("wage/failed", "1"), ("wage/critical_row", "true")];
    assert_eq!(judge(&critical).0, Some(Grade::Critical));
    for impossible in [("3", "4"), ("0", "0"), ("x", "0"), ("4", "-1")] {
        assert_eq!(judge(&[("wage/checked", impossible.0), ("wage/failed", impossible.1)]), (None, None, false));
    }
    let case = Case::new(&[("wage", "NV")]);
    assert_eq!(case.evaluate(&template).questions[0].outcome, Outcome::NotVerified);
}

#[test]
fn duties_name_what_is_owed() {
    let wanted =
        json!({ "evidence": [{ "kind": "photo", "mandatory": true }, { "kind": "record", "mandatory": true }] });
    let template = one_section(vec![grade("a", 1, wanted)]);
    let mut case = Case::new(&[("a", "major")]);
    let duties = |case: &Case| case.evaluate(&template).questions[0].duties.clone();
    let evidence = Duty::Evidence(EvidenceKind::Record);
    assert_eq!(duties(&case), [Duty::Photos { present: 0, least: 1 }, evidence, Duty::Finding]);
    case.photos.insert(InstancePath::of_question("a"), 1);
    case.find(Severity::Major, &["a"]);
    assert_eq!(duties(&case), []);
    let mut case = Case::new(&[("a", "NV")]);
    assert_eq!(duties(&case), []);
    case.answers.get_mut(&InstancePath::of_question("a")).unwrap().reason.clear();
    assert_eq!(duties(&case), [Duty::Reason]);
    assert_eq!(duties(&Case::default()), [Duty::Answer]);
}

#[test]
fn answers_are_checked_before_they_are_recorded() {
    let template = template();
    let check = |path: &str, value: &str| {
        template.check_answer(&InstancePath::from(path.to_owned()), &Answer::of(value)).err().map(|p| p.code())
    };
    assert_eq!(check("/esg_oe_02", "minor"), None);
    assert_eq!(check("/esg_oe_02", "worse"), Some("unknown_code"));
    assert_eq!(check("/esg_oe_01", "maybe"), Some("unknown_code"));
    assert_eq!(check("/esg_pr_04", "1e3"), Some("not_a_number"));
    assert_eq!(check("/esg_pr_02a", "1.5"), Some("not_a_count"));
    assert_eq!(check("/esg_hs_13b", "2026-2-1"), Some("not_a_date"));
    assert_eq!(check("/esg_pr_03", "canteen pool"), Some("unknown_code"));
    assert_eq!(check("/esg_la_10/checked", "15"), None);
    assert_eq!(check("/esg_la_10/critical_row", "yes"), Some("not_a_boolean"));
    assert_eq!(check("/esg_la_10", "15"), Some("no_value_here"));
    assert_eq!(check("/esg_oe_99", "minor"), Some("unknown_place"));
    assert_eq!(check("/esg_oe_02/checked", "1"), Some("unknown_place"));
}
