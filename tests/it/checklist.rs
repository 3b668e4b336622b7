//! The built-in checklists and rule set: they can be read, they are complete, and everything in them can come true.

use fieldseal::assets::{CHECKLIST_SUPPLIER_ON_SITE_ESG, CHECKLISTS, RULES_HOUSE};
use fieldseal::domain::{
    Answer, BilingualText, InstancePath, Language, RecordCopy, Remedy, RuleSet, Severity, canonical_json,
};
use fieldseal::form::xlsform::Workbook;
use fieldseal::form::{Evaluation, Facts, FlagLevel, PRESENT, QuestionKind, Table, Template, Verification, fill_in};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub fn template() -> Template {
    Template::parse(CHECKLIST_SUPPLIER_ON_SITE_ESG.1).unwrap_or_else(|error| panic!("{error:#?}"))
}

pub fn templates() -> Vec<Template> {
    CHECKLISTS.iter().map(|(name, bytes)| Template::parse(bytes).unwrap_or_else(|e| panic!("{name}: {e:#?}"))).collect()
}

pub fn rules() -> RuleSet {
    RuleSet::parse(RULES_HOUSE.1).unwrap()
}

fn fixture(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What the checklists were made from: the ids of all rows and tables, frozen.
fn rows() -> Value {
    fixture(include_str!("fixtures/checklist-rows.json"))
}

#[test]
fn no_row_of_the_programme_is_missing_and_none_was_invented() {
    let rows = rows();
    let mut count = 0;
    for template in templates() {
        let codes: BTreeSet<&str> = template.questions.iter().map(|question| question.code.as_str()).collect();
        let rows: BTreeSet<&str> =
            rows["checklists"][&template.id].as_array().unwrap().iter().map(|row| row.as_str().unwrap()).collect();
        count += rows.len();
        for row in &rows {
            let is_there = codes.contains(row) || codes.contains(format!("{row}a").as_str());
            assert!(is_there, "{}: {row} is missing", template.id);
        }
        for code in codes.iter().filter(|code| code.matches('-').count() == 2 && !code.contains("-PF-")) {
            let row = code.trim_end_matches(|c: char| c.is_ascii_lowercase());
            assert!(rows.contains(row) || template.id == "csr-training", "{code} belongs to no row");
        }
    }
    let all: usize = rows["checklists"].as_object().unwrap().values().map(|one| one.as_array().unwrap().len()).sum();
    assert_eq!(count, all);
}

#[test]
fn every_table_of_the_programme_is_in_some_checklist() {
    let names: BTreeSet<String> = templates().into_iter().flat_map(|one| one.tables).map(|table| table.name).collect();
    assert_eq!(names.len(), rows()["tables"].as_array().unwrap().len(), "{names:?}");
}

#[test]
fn names_follow_from_codes() {
    for question in &template().questions {
        let own = question.code.to_lowercase().replace('-', "_");
        assert!(question.name == own || question.code == question.name, "{}", question.name);
    }
}

#[test]
fn all_files_are_canonical_byte_for_byte() {
    for (name, bytes) in CHECKLISTS {
        assert!(Workbook::from_json(bytes).unwrap().to_json().unwrap() == *bytes, "{name}");
    }
    let value: Value = serde_json::from_slice(RULES_HOUSE.1).unwrap();
    assert_eq!(canonical_json(&value).unwrap(), RULES_HOUSE.1);
}

#[test]
fn chinese_is_chinese_and_english_is_english() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let check = |text: &BilingualText, place: &str| {
        assert!(han(&text.zh_cn) || text.zh_cn == text.en, "{place}: {}", text.zh_cn);
        assert!(!han(&text.en), "{place}: {}", text.en);
        assert!(!text.zh_cn.contains([',', '?', ';']), "{place}: punctuation of {}", text.zh_cn);
    };
    for template in templates() {
        assert_eq!(template.languages, Language::ALL);
        check(&template.title, &template.id);
        for question in &template.questions {
            check(&question.text, &question.code);
            check(&question.guidance, &question.code);
            if let QuestionKind::Sampled { failing, critical, .. } = &question.kind {
                check(failing, &question.code);
                critical.iter().for_each(|critical| check(critical, &question.code));
            }
        }
        for table in &template.tables {
            check(&table.title, &table.name);
            for column in &table.columns {
                check(&column.label, &column.name);
                column.kind.options().iter().for_each(|option| check(&option.label, &column.name));
            }
            table.flags.iter().for_each(|flag| check(&flag.text, &flag.code));
        }
    }
}

#[test]
fn what_is_not_verified_says_so_and_no_provenance_of_ours_is_shown() {
    for question in templates().iter().flat_map(|template| &template.questions) {
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

/// Facts and answers by the names of their nodes, as examples give them.
#[derive(Default)]
struct Given {
    answers: BTreeMap<InstancePath, Answer>,
    profile: BTreeMap<String, String>,
}

impl Given {
    fn give(&mut self, template: &Template, name: &str, value: &str) {
        let path = InstancePath::of_question(name);
        let profile = ["site_profile", "esg_pr_03"].into_iter().find(|own| template.question(own).is_some());
        if template.index_of(&path).is_some() {
            self.answers.insert(path, Answer::of(value));
        } else if name == "sector" && template.question("esg_pr_01").is_some() {
            self.give(template, "esg_pr_01", value);
        } else if let (Some(profile), Some(fact)) = (profile, name.strip_prefix("profile_"))
            && fact != "assigned_labour"
        {
            let own = self.answers.entry(InstancePath::of_question(profile)).or_insert_with(|| Answer::of("none"));
            if value == "true" {
                own.value = Some(format!("{} {fact}", own.value.clone().unwrap()));
            }
        } else {
            self.profile.insert(name.to_owned(), value.to_owned());
        }
    }

    fn evaluate(&self, template: &Template, today: &str) -> (Option<Template>, Evaluation) {
        let facts = Facts {
            answers: &self.answers,
            profile: &self.profile,
            findings: &[],
            photo_counts: BTreeMap::new(),
            today: today.parse().unwrap(),
            copy: RecordCopy::Internal,
        };
        fill_in(template, &rules(), &facts)
    }
}

#[test]
fn every_condition_can_become_true_and_false() {
    let examples = [
        fixture(include_str!("fixtures/conditions-access-ehs-env.json")),
        fixture(include_str!("fixtures/conditions-labour-minerals-saq.json")),
    ];
    for template in templates().iter().filter(|one| one.id != "supplier-on-site-esg" && one.id != "csr-training") {
        let own = examples.iter().find_map(|examples| examples.get(&template.id)).unwrap();
        for (index, question) in template.questions.iter().enumerate() {
            if question.relevant.is_none() {
                continue;
            }
            // What table flags need outside China; all of them rest on the country alone.
            let elsewhere = serde_json::json!({ "true": { "site_country": "DE" }, "false": { "site_country": "CN" } });
            let example = own.get(&question.name).or_else(|| question.name.starts_with("local_").then_some(&elsewhere));
            let example = example.unwrap_or_else(|| panic!("no example for {}", question.name));
            for (case, wanted) in [("true", true), ("false", false)] {
                let mut given = Given::default();
                for (name, value) in example[case].as_object().unwrap() {
                    given.give(template, name, value.as_str().unwrap());
                }
                let (_, evaluation) = given.evaluate(template, "2026-11-26");
                assert_eq!(evaluation.questions[index].visible, wanted, "{} {case}: {example}", question.name);
            }
        }
    }
}

/// The flags that a table of `template` raises with these rows: those of the row, and those of all rows.
fn raised(template: &Template, table: &str, facts: &Value, rows: &Value, row: usize, today: &str) -> Vec<String> {
    let mut given = Given::default();
    for (name, value) in facts.as_object().unwrap() {
        given.give(template, name, value.as_str().unwrap());
    }
    for (number, cells) in (0..).zip(rows.as_array().unwrap()) {
        let path = InstancePath::from(format!("/{table}[00000000-0000-7000-8000-{number:012}]"));
        given.answers.insert(path.clone(), Answer::of(PRESENT));
        for (name, value) in cells.as_object().unwrap() {
            let (path, answer) = (path.child(name), Answer::of(value.as_str().unwrap()));
            template.check_answer(&path, &answer).unwrap_or_else(|problem| panic!("{path}: {problem}"));
            given.answers.insert(path, answer);
        }
    }
    let (_, evaluation) = given.evaluate(template, today);
    let place = template.tables.iter().position(|own| own.name == table).unwrap();
    let result = &evaluation.tables[place];
    let raised = result.rows[row].raised.iter().chain(&result.raised);
    raised.map(|flag| template.tables[place].flags[*flag].code.clone()).collect()
}

#[test]
fn every_flag_is_raised_by_its_example_and_silent_without_cause() {
    let examples = fixture(include_str!("fixtures/table_flags.json"));
    let templates = templates();
    let mut flags = 0;
    for (table, own) in examples["vectors"].as_object().unwrap() {
        let template = templates.iter().find(|one| one.table(table).is_some()).unwrap();
        for flag in &template.table(table).unwrap().flags {
            let example = own.get(&flag.code).unwrap_or_else(|| panic!("no example for {table}/{}", flag.code));
            let row = usize::try_from(example["row"].as_u64().unwrap()).unwrap();
            let today = example["today"].as_str().unwrap();
            for (case, wanted) in [("raises", true), ("silent", false)] {
                let raised = raised(template, table, &example["facts"], &example[case], row, today);
                assert_eq!(raised.contains(&flag.code), wanted, "{table}/{} {case}: {raised:?}", flag.code);
            }
            flags += 1;
        }
    }
    assert_eq!(flags, 159);
}

#[test]
fn every_critical_flag_is_counted_by_some_question() {
    for template in templates() {
        for table in &template.tables {
            for flag in table.flags.iter().filter(|flag| flag.level == FlagLevel::Critical) {
                let counts = |kind: &QuestionKind| {
                    matches!(kind, QuestionKind::Sampled { table: own, flags, .. }
                        if *own == table.name && Table::counts(flags, &flag.code))
                };
                let has_question = template.questions.iter().any(
                    |question| matches!(&question.kind, QuestionKind::Sampled { table: own, .. } if *own == table.name),
                );
                let counted = template.questions.iter().any(|question| counts(&question.kind));
                assert!(counted || !has_question, "{}: {}/{}", template.id, table.name, flag.code);
            }
        }
    }
}

#[test]
fn an_inspection_keeps_a_checklist_of_the_first_format() {
    let bytes = include_bytes!("fixtures/checklist-format-1.json");
    let old = Template::parse(bytes).unwrap_or_else(|error| panic!("{error:#?}"));
    assert_eq!(old.digest, fieldseal::domain::Digest::of(bytes));
    assert_eq!((old.id.as_str(), old.version.as_str(), old.questions.len()), ("supplier-on-site-esg", "1.0.0", 128));
    for (old, new) in old.questions.iter().zip(template().questions.iter().filter(|one| one.code != one.name)) {
        assert_eq!((&old.name, &old.code, &old.section), (&new.name, &new.code, &new.section));
        assert_eq!(
            (&old.text, &old.guidance, &old.relevant),
            (&new.text, &new.guidance, &new.relevant),
            "{}",
            old.code
        );
        assert_eq!((&old.references, &old.evidence), (&new.references, &new.evidence), "{}", old.code);
        assert_eq!((old.severity, old.weight, old.remedy), (new.severity, new.weight, new.remedy), "{}", old.code);
    }
}
