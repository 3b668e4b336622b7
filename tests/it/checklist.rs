//! The built-in checklist and rule set: they can be read, they are complete, and every condition can come true.

use fieldseal::assets::{CHECKLIST_SUPPLIER_ON_SITE_ESG, RULES_HOUSE};
use fieldseal::domain::{BilingualText, Language, Remedy, RuleSet, Severity, canonical_json};
use fieldseal::form::{QuestionKind, Template, Verification};
use std::collections::BTreeSet;

pub fn template() -> Template {
    Template::parse(CHECKLIST_SUPPLIER_ON_SITE_ESG.1).unwrap_or_else(|issues| panic!("{issues:#?}"))
}

pub fn rules() -> RuleSet {
    RuleSet::parse(RULES_HOUSE.1).unwrap()
}

/// The rows of the programme's own list; each is a question, or was split into parts with a letter behind it.
const ROWS: [(&str, u32); 8] =
    [("PR", 8), ("OE", 9), ("HS", 20), ("EN", 16), ("LA", 20), ("ET", 7), ("MS", 8), ("CM", 6)];

#[test]
fn no_row_of_the_programme_is_missing_and_none_was_invented() {
    let template = template();
    let codes: BTreeSet<&str> = template.questions.iter().map(|question| question.code.as_str()).collect();
    let rows = ROWS.iter().flat_map(|(section, count)| (1..=*count).map(move |row| format!("ESG-{section}-{row:02}")));
    let rows: BTreeSet<String> = rows.collect();
    assert_eq!(rows.len(), 94);
    for row in &rows {
        assert!(codes.contains(row.as_str()) || codes.contains(format!("{row}a").as_str()), "{row} is missing");
    }
    for code in codes {
        let row = code.trim_end_matches(|c: char| c.is_ascii_lowercase());
        assert!(rows.contains(row), "{code} belongs to no row");
    }
}

#[test]
fn names_follow_from_codes() {
    for question in &template().questions {
        assert_eq!(question.name, question.code.to_lowercase().replace('-', "_"));
    }
}

#[test]
fn both_files_are_canonical_byte_for_byte() {
    assert_eq!(template().to_bytes().unwrap(), CHECKLIST_SUPPLIER_ON_SITE_ESG.1);
    let value: serde_json::Value = serde_json::from_slice(RULES_HOUSE.1).unwrap();
    assert_eq!(canonical_json(&value).unwrap(), RULES_HOUSE.1);
}

#[test]
fn chinese_is_chinese_and_english_is_english() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let check = |text: &BilingualText, place: &str| {
        assert!(han(&text.zh_cn), "{place}: {}", text.zh_cn);
        assert!(!han(&text.en), "{place}: {}", text.en);
        assert!(!text.zh_cn.contains([',', '?', ';']), "{place}: punctuation of {}", text.zh_cn);
    };
    let template = template();
    assert_eq!(template.languages, Language::ALL);
    for question in &template.questions {
        check(&question.text, &question.code);
        check(&question.guidance, &question.code);
        if let QuestionKind::Sampled { failing, critical, .. } = &question.kind {
            check(failing, &question.code);
            critical.iter().for_each(|critical| check(critical, &question.code));
        }
    }
}

#[test]
fn what_is_not_verified_says_so_and_no_provenance_of_ours_is_shown() {
    for question in &template().questions {
        for reference in &question.references {
            for label in [&reference.label.en, &reference.label.zh_cn] {
                assert!(!label.contains("PRG") && !label.contains("house") && !label.contains("ex-"), "{label}");
            }
            if reference.verification == Verification::Superseded {
                assert!(reference.note.is_some(), "{}: what replaced it?", reference.label.en);
            }
            let sa8000 = reference.label.en.starts_with("SA8000:2014");
            assert!(!sa8000 || reference.verification == Verification::Superseded);
        }
    }
}

#[test]
fn critical_means_zero_tolerance_and_the_remedies_do_no_harm() {
    let template = template();
    for question in &template.questions {
        assert_eq!(question.zero_tolerance, question.severity == Some(Severity::Critical), "{}", question.code);
    }
    let remedy = |name: &str| template.question(name).unwrap().remedy;
    for name in ["esg_la_07a", "esg_la_07c", "esg_la_08", "esg_la_10", "esg_la_11a", "esg_la_11c", "esg_la_12"] {
        assert_eq!(remedy(name), Remedy::StagedPlan, "{name}");
    }
    for name in ["esg_la_01", "esg_la_02a", "esg_la_02b", "esg_la_03", "esg_la_04a", "esg_la_04b", "esg_la_05a"] {
        assert_eq!(remedy(name), Remedy::ProtectAtOnce, "{name}");
    }
}
