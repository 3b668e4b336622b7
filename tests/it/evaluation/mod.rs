//! Grading, scoring and rating by rule: the vectors of the rules, and what must never happen.

mod grading;
mod invariants;
mod scoring;

use crate::checklist::rules;
use chrono::NaiveDate;
use fieldseal::domain::{Answer, AnswerStatus, Finding, FindingId, InstancePath, RecordCopy, Remedy, Severity};
use fieldseal::form::{Evaluation, Facts, QuestionResult, Ratio, Template, evaluate};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn text(words: &str) -> Value {
    json!({ "en": words, "zh-CN": words })
}

/// A question of section `A` and element `E5`; `more` overrides.
fn question(name: &str, kind: Value, severity: &str, weight: u32, more: Value) -> Value {
    let mut question = json!({
        "name": name, "code": name, "section": "A", "element": "E5", "kind": kind, "text": text(name),
        "guidance": text(name), "severity": severity, "weight": weight,
    });
    for (key, value) in more.as_object().unwrap() {
        question[key] = value.clone();
    }
    question
}

fn grade(name: &str, weight: u32, more: Value) -> Value {
    question(name, json!({ "type": "grade" }), "major", weight, more)
}

fn sections(weights: &[(&str, u32)]) -> Value {
    weights.iter().map(|(code, weight)| json!({ "code": code, "title": text(code), "weight": weight })).collect()
}

fn checklist(sections: Value, questions: Vec<Value>, hidden: Value) -> Template {
    let file = json!({
        "format": "fieldseal-checklist/1", "id": "t", "version": "1", "title": text("t"), "languages": ["en", "zh-CN"],
        "sections": sections, "questions": questions, "hidden": hidden,
    });
    Template::parse(&serde_json::to_vec(&file).unwrap()).unwrap_or_else(|issues| panic!("{issues:#?}"))
}

/// One section with these questions.
fn one_section(questions: Vec<Value>) -> Template {
    checklist(sections(&[("A", 1)]), questions, json!([]))
}

/// An inspection as far as an evaluation sees it.
#[derive(Default, Clone)]
struct Case {
    answers: BTreeMap<InstancePath, Answer>,
    profile: BTreeMap<String, String>,
    findings: Vec<Finding>,
    photos: BTreeMap<InstancePath, u32>,
}

impl Case {
    fn new(answers: &[(&str, &str)]) -> Self {
        let mut case = Self::default();
        for (name, value) in answers {
            case.give(name, value);
        }
        case
    }

    fn give(&mut self, name: &str, value: &str) {
        let mut path = InstancePath::of_question(name.split('/').next().unwrap());
        if let Some((_, node)) = name.split_once('/') {
            path = path.child(node);
        }
        let status = match value {
            "NA" => AnswerStatus::NotApplicable,
            "NV" => AnswerStatus::NotVerified,
            _ => AnswerStatus::Answered,
        };
        let answer = match status {
            AnswerStatus::Answered => Answer::of(value),
            AnswerStatus::NotApplicable | AnswerStatus::NotVerified => {
                Answer { status, reason: "said".to_owned(), ..Answer::default() }
            }
        };
        self.answers.insert(path, answer);
    }

    fn find(&mut self, severity: Severity, questions: &[&str]) -> &mut Finding {
        let id: FindingId = format!("00000000-0000-7000-8000-{:012}", self.findings.len()).parse().unwrap();
        self.findings.push(Finding {
            id,
            title: "finding".to_owned(),
            severity,
            severity_reason: String::new(),
            suggested: None,
            repeats: None,
            contained: None,
            sensitive: false,
            questions: questions.iter().map(|name| InstancePath::of_question(name)).collect(),
            requirement: "requirement".to_owned(),
            evidence: String::new(),
            place: String::new(),
            immediate_action: String::new(),
            action: Default::default(),
            remedy: Remedy::Standard,
            agreed_due_on: None,
        });
        self.findings.last_mut().unwrap()
    }

    fn evaluate(&self, template: &Template) -> Evaluation {
        self.evaluate_for(template, RecordCopy::Internal)
    }

    fn evaluate_for(&self, template: &Template, copy: RecordCopy) -> Evaluation {
        let facts = Facts {
            answers: &self.answers,
            profile: &self.profile,
            findings: &self.findings,
            photo_counts: self.photos.clone(),
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            copy,
        };
        evaluate(template, &rules(), &facts)
    }
}

fn result<'a>(evaluation: &'a Evaluation, template: &Template, name: &str) -> &'a QuestionResult {
    &evaluation.questions[template.index_of(&InstancePath::of_question(name)).unwrap()]
}

fn points(text: &str) -> Option<Ratio> {
    Ratio::parse(text)
}
