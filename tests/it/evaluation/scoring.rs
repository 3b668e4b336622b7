//! Points, coverage, findings, letters, pillars and the reasons for them.

use super::*;
use fieldseal::domain::{Grade, Letter};
use fieldseal::form::{Bar, Duty, Outcome, Pillar, Reason};

#[test]
fn the_worked_example_of_a_section() {
    let weights = [("a", 5), ("b", 4), ("c", 4), ("d", 3)];
    let template = one_section(weights.iter().map(|(name, weight)| grade(name, *weight, json!({}))).collect());
    let case = Case::new(&[("a", "conforming"), ("b", "conforming"), ("c", "minor"), ("d", "major")]);
    let evaluation = case.evaluate(&template);
    assert_eq!(evaluation.sections[0].points, points("68.75"));
    assert_eq!(evaluation.score.points.unwrap().one_decimal(), "68.8", "half up");
    assert_eq!(evaluation.score.letter, Letter::D, "compared before it is rounded");
}

#[test]
fn the_worked_example_of_a_whole_checklist_is_a_b_until_there_are_three_major_findings() {
    let rows =
        [("OE", 10, 92), ("HS", 22, 82), ("EN", 20, 77), ("LA", 25, 84), ("ET", 8, 100), ("MS", 8, 75), ("CM", 7, 88)];
    let rows: Vec<(&str, u32, u32)> = rows.to_vec();
    // A section of 50 equal questions, of which some are minor: each takes one point.
    let mut questions = Vec::new();
    let mut answers = Vec::new();
    for (section, _, score) in &rows {
        for place in 0..50 {
            let name = format!("{}_{place}", section.to_lowercase());
            questions.push(grade(&name, 1, json!({ "section": section })));
            answers.push((name, if place < 100 - score { "minor" } else { "conforming" }));
        }
    }
    let weights: Vec<(&str, u32)> = rows.iter().map(|(section, weight, _)| (*section, *weight)).collect();
    let template = checklist(sections(&weights), questions, json!([]));
    let mut case = Case::default();
    for (name, value) in &answers {
        case.give(name, value);
    }
    let evaluation = case.evaluate(&template);
    // 83.69 with 81.5 in HS; 82 there adds 0.5 × 22 %.
    assert_eq!(evaluation.score.points, points("83.80"));
    assert_eq!(evaluation.score.letter, Letter::B);
    for name in ["oe_0", "hs_0"] {
        case.give(name, "conforming");
        case.find(Severity::Major, &[name]);
    }
    assert_eq!(case.evaluate(&template).score.letter, Letter::B, "two majors");
    case.find(Severity::Major, &["en_0"]);
    let evaluation = case.evaluate(&template);
    assert_eq!(evaluation.score.letter, Letter::C, "three majors");
    let bar = Reason::Letter { letter: Letter::B, bar: Bar::Major { count: 3, most: 2 } };
    assert!(evaluation.score.reasons.contains(&bar), "{:?}", evaluation.score.reasons);
}

#[test]
fn not_applicable_drops_out_and_not_verified_lowers_coverage() {
    let names = ["a", "b", "c", "d"];
    let template = one_section(names.iter().map(|name| grade(name, 1, json!({}))).collect());
    let mut case = Case::new(&[("a", "conforming"), ("b", "minor"), ("c", "NA"), ("d", "NV")]);
    let score = case.evaluate(&template).score;
    assert_eq!(score.points, points("75"));
    assert_eq!(score.coverage_percent.one_decimal(), "66.7");
    assert_eq!((score.letter, score.provisional), (Letter::NotRated, true), "below 70 %");
    case.give("d", "NA");
    let score = case.evaluate(&template).score;
    assert_eq!((score.letter, score.provisional), (Letter::C, false));
}

#[test]
fn a_critical_finding_forces_the_worst_letter_and_caps_its_section() {
    let mut questions: Vec<Value> = (0..20).map(|n| grade(&format!("a{n}"), 1, json!({}))).collect();
    questions.extend((0..20).map(|n| grade(&format!("b{n}"), 1, json!({ "section": "B" }))));
    let template = checklist(sections(&[("A", 1), ("B", 1)]), questions, json!([]));
    let mut case = Case::default();
    for n in 0..20 {
        case.give(&format!("a{n}"), "conforming");
        case.give(&format!("b{n}"), "conforming");
    }
    case.give("a0", "critical");
    let evaluation = case.evaluate(&template);
    assert_eq!(evaluation.score.letter, Letter::E);
    assert_eq!(evaluation.sections[0].points, points("49"));
    assert_eq!(evaluation.sections[0].uncapped, points("95"));
    assert_eq!(evaluation.sections[1].points, points("100"));
    assert_eq!(evaluation.score.points, points("74.5"));
    let open = Reason::Critical { findings: Vec::new(), questions: vec!["a0".to_owned()] };
    assert!(evaluation.score.reasons.contains(&open));
    // The finding takes the place of the answer: still one critical, not two.
    let id = case.find(Severity::Critical, &["a0"]).id;
    let evaluation = case.evaluate(&template);
    assert_eq!(evaluation.score.counts.critical, 1);
    assert!(evaluation.score.reasons.contains(&Reason::Critical { findings: vec![id], questions: Vec::new() }));
}

#[test]
fn a_critical_finding_is_not_hidden_behind_a_low_coverage() {
    let template = one_section(vec![grade("a", 1, json!({})), grade("b", 9, json!({}))]);
    let score = Case::new(&[("a", "critical")]).evaluate(&template).score;
    assert_eq!((score.letter, score.provisional), (Letter::E, true));
}

#[test]
fn one_cause_is_one_finding() {
    let names = ["a", "b", "c", "d"];
    let template = one_section(names.iter().map(|name| grade(name, 1, json!({}))).collect());
    let mut case = Case::new(&[("a", "major"), ("b", "major"), ("c", "minor"), ("d", "conforming")]);
    let counts = case.evaluate(&template).score.counts;
    assert_eq!((counts.major, counts.minor), (2, 1), "answers that no finding covers yet");
    case.find(Severity::Major, &["a", "b", "c"]);
    let evaluation = case.evaluate(&template);
    assert_eq!((evaluation.score.counts.major, evaluation.score.counts.minor), (1, 0));
    assert_eq!(evaluation.score.points, points("37.5"), "the points stay those of the answers");
    assert!(evaluation.questions.iter().all(|result| !result.duties.contains(&Duty::Finding)));
}

#[test]
fn a_finding_changes_the_grade_only_with_a_reason() {
    let template = one_section(vec![grade("a", 1, json!({})), grade("b", 1, json!({}))]);
    let mut case = Case::new(&[("a", "major"), ("b", "minor")]);
    case.find(Severity::Minor, &["a", "b"]);
    assert_eq!(case.evaluate(&template).score.points, points("25"));
    case.findings[0].severity_reason = "one place, put right at once".to_owned();
    assert_eq!(case.evaluate(&template).score.points, points("50"), "lowered");
    case.findings[0].severity = Severity::Critical;
    let evaluation = case.evaluate(&template);
    assert_eq!(evaluation.score.points, points("25"), "the worst answer is raised, the other stays");
    assert_eq!(result(&evaluation, &template, "a").counted, Some(Grade::Critical));
    assert_eq!(result(&evaluation, &template, "a").outcome, Outcome::Graded(Grade::Major), "as it was given");
}

#[test]
fn a_critical_question_that_is_not_verified_allows_a_c_at_most() {
    let mut questions: Vec<Value> = (0..19).map(|n| grade(&format!("a{n}"), 1, json!({}))).collect();
    questions.push(question("zero", json!({ "type": "yes_no" }), "critical", 1, json!({})));
    let template = one_section(questions);
    let mut case = Case::default();
    for n in 0..19 {
        case.give(&format!("a{n}"), "conforming");
    }
    case.give("zero", "NV");
    let score = case.evaluate(&template).score;
    assert_eq!((score.letter, score.provisional, score.passed_esg_review), (Letter::C, true, false));
    assert_eq!(score.coverage_percent, Ratio::whole(95));
    let reason = Reason::UnverifiedCritical { question: "zero".to_owned(), best: Letter::C };
    assert!(score.reasons.contains(&reason));
    case.give("zero", "yes");
    let score = case.evaluate(&template).score;
    assert_eq!((score.letter, score.provisional), (Letter::A, false));
}

#[test]
fn passing_the_review_needs_all_three_pillars() {
    let pillar = |name: &str, element: &str| grade(name, 1, json!({ "element": element }));
    let template = one_section(vec![pillar("e", "E1"), pillar("s", "S2"), pillar("g", "G1")]);
    let case = Case::new(&[("e", "conforming"), ("s", "conforming"), ("g", "conforming")]);
    let score = case.evaluate(&template).score;
    assert!(score.passed_esg_review);
    assert_eq!(score.pillars.iter().map(|pillar| pillar.letter).collect::<Vec<_>>(), [Letter::A; 3]);
    let score = Case::new(&[("e", "conforming"), ("s", "conforming"), ("g", "minor")]).evaluate(&template).score;
    assert!(!score.passed_esg_review, "83.3, but G is 50");
    let reason = Reason::NotPassed { pillar: Some(Pillar::G), points: points("50"), least: 60 };
    assert!(score.reasons.contains(&reason));
}

#[test]
fn elements_weigh_in_their_pillar_and_missing_ones_drop_out() {
    // E1 weighs 15, E5 35: (15 × 100 + 35 × 50) / 50.
    let template = one_section(vec![grade("a", 1, json!({ "element": "E1" })), grade("b", 4, json!({}))]);
    let score = Case::new(&[("a", "conforming"), ("b", "minor")]).evaluate(&template).score;
    assert_eq!(score.pillars[0].points, points("65"));
    assert_eq!(score.pillars[1].points, None);
    assert_eq!(score.pillars[1].letter, Letter::NotRated);
}

#[test]
fn what_a_sensitive_finding_covers_is_absent_from_the_copy_of_the_site() {
    let open = question("s", json!({ "type": "yes_no" }), "critical", 1, json!({ "sensitive": true }));
    let template = one_section(vec![grade("a", 1, json!({})), grade("b", 1, json!({})), open]);
    let mut case = Case::new(&[("a", "conforming"), ("b", "critical"), ("s", "yes")]);
    case.find(Severity::Critical, &["b"]).sensitive = true;
    let inside = case.evaluate(&template);
    assert_eq!((inside.score.letter, inside.score.counts.critical), (Letter::E, 1));
    let site = case.evaluate_for(&template, RecordCopy::Site);
    assert_eq!((site.score.letter, site.score.counts.critical), (Letter::A, 0));
    assert_eq!(site.sections[0].points, points("100"));
    assert_eq!((site.sections[0].asked, site.sections[0].hidden), (2, 0), "not even a count shows it");
    assert!(!result(&site, &template, "b").shown());
    // A failed answer of this kind is kept back before anyone wrote the finding, too.
    case.give("s", "no");
    let site = case.evaluate_for(&template, RecordCopy::Site);
    assert!(!result(&site, &template, "s").shown());
    assert_eq!(site.score.counts.critical, 0);
}

#[test]
fn reasons_tell_how_much_each_answer_costs() {
    let questions = vec![grade("a", 3, json!({})), grade("b", 1, json!({})), grade("c", 1, json!({ "section": "B" }))];
    let template = checklist(sections(&[("A", 3), ("B", 1)]), questions, json!([]));
    let score = Case::new(&[("a", "minor"), ("b", "major"), ("c", "conforming")]).evaluate(&template).score;
    let losses: Vec<(&str, String)> = score
        .reasons
        .iter()
        .filter_map(|reason| {
            let Reason::Answer { question, loss, .. } = reason else { return None };
            Some((question.as_str(), loss.one_decimal()))
        })
        .collect();
    // A weighs 3/4: a loses 3/4 × 3/4 × 50, b 3/4 × 1/4 × 100; what is left is the score.
    assert_eq!(losses, [("a", "28.1".to_owned()), ("b", "18.8".to_owned())]);
    assert_eq!(score.points, points("53.125"));
}

#[test]
fn the_summary_carries_numbers_as_people_read_them() {
    let weights = [("a", 5), ("b", 4), ("c", 4), ("d", 3)];
    let template = one_section(weights.iter().map(|(name, weight)| grade(name, *weight, json!({}))).collect());
    let case = Case::new(&[("a", "conforming"), ("b", "conforming"), ("c", "minor"), ("d", "major")]);
    let summary = serde_json::to_value(case.evaluate(&template).summary()).unwrap();
    assert_eq!(summary["points"], "68.8");
    assert_eq!(summary["letter"], "D");
    assert_eq!(summary["coverage_percent"], "100.0");
    assert_eq!(summary["counts"]["major"], 1);
    assert_eq!(summary["sections"][0], json!({ "code": "A", "answered": 4, "asked": 4, "points": "68.8" }));
}
