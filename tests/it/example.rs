//! The built-in example: it can be read, it hangs together, and everything it names exists.

use super::checklist::{rules, template};
use chrono::NaiveDate;
use fieldseal::app::demo::{DemoScript, ScriptedAnswer};
use fieldseal::assets::example::{PHOTOS, SCRIPT};
use fieldseal::domain::{
    Answer, AnswerStatus, IndependenceStatement, InstancePath, MeetingKind, RecordCopy, Registration, Severity,
    SignatureRole,
};
use fieldseal::form::{Duty, Facts, evaluate};
use std::collections::{BTreeMap, BTreeSet};

fn script() -> DemoScript {
    DemoScript::parse(SCRIPT).unwrap()
}

#[test]
fn the_supplier_is_an_example_with_a_number_that_cannot_be_real() {
    let script = script();
    assert!(script.supplier.name.starts_with("Example "));
    let registration = Registration::parse(&script.supplier.country, &script.supplier.registration).unwrap();
    // Digits 3 to 8 are the region (GB/T 2260); 99 is no province.
    assert_eq!(&registration.as_str()[2..4], "99");
}

#[test]
fn findings_of_every_severity_are_raised_and_one_groups_questions_of_one_cause() {
    let script = script();
    let count = |severity| script.findings.iter().filter(|finding| finding.severity == severity).count();
    assert_eq!(Severity::WORST_FIRST.map(count), [1, 3, 4, 2]);
    assert_eq!(script.findings.iter().filter(|finding| finding.sensitive).count(), 1);
    assert!(script.findings.iter().any(|finding| finding.questions.len() > 1));
}

#[test]
fn the_site_takes_a_position_on_each_finding_that_it_may_see_and_on_no_other() {
    for finding in script().findings {
        assert_eq!(finding.position.is_none(), finding.sensitive, "{}", finding.key);
    }
}

#[test]
fn a_question_is_answered_once_and_belongs_to_one_finding_at_most() {
    let script = script();
    let mut answered = BTreeSet::new();
    for answer in &script.answers {
        assert!(answered.insert(&answer.question), "{} is answered twice", answer.question);
    }
    let mut failed = BTreeSet::new();
    for question in script.findings.iter().flat_map(|finding| &finding.questions) {
        assert!(failed.insert(question), "{question} belongs to two findings");
        assert!(answered.contains(question), "{question} has a finding and no answer");
    }
}

#[test]
fn every_photo_is_used_once_and_every_link_leads_somewhere() {
    let script = script();
    let files: BTreeSet<&str> = PHOTOS.iter().map(|(name, _)| *name).collect();
    let used: BTreeSet<&str> = script.photos.iter().map(|photo| photo.file.as_str()).collect();
    assert_eq!(files, used);
    assert_eq!(script.photos.len(), used.len());
    let keys: BTreeSet<&String> = script.findings.iter().map(|finding| &finding.key).collect();
    let linked = script.photos.iter().flat_map(|photo| &photo.findings);
    for key in linked.chain(script.notes.iter().flat_map(|note| &note.findings)) {
        assert!(keys.contains(key), "no finding is called {key}");
    }
    assert!(script.photos.iter().any(|photo| photo.questions.is_empty() && photo.findings.is_empty()), "tray");
}

#[test]
fn the_facts_of_the_report_are_complete_and_name_photos_that_there_are() {
    let script = script();
    let facts = &script.facts;
    assert_eq!(facts.scope.refuse(), None);
    assert_ne!(facts.scope.independence.statement, IndependenceStatement::NotGiven);
    assert!(script.plan.team.iter().all(|member| member.refuse().is_none() && !member.certificates.is_empty()));
    assert!([facts.instruments.len(), facts.documents.len(), facts.good_practices.len()].iter().all(|n| *n > 1));
    assert!(facts.instruments.iter().any(|one| one.is_overdue(script.plan.ends_on)), "one that readers should see");
    assert!(facts.limitations.iter().any(|one| !one.shown_to_site()), "one that the site does not see");
    let documents = facts.documents.iter().filter_map(|one| one.file.as_ref());
    let files: Vec<&String> =
        documents.chain(facts.good_practices.iter().filter_map(|one| one.file.as_ref())).collect();
    assert!(!files.is_empty());
    for file in files {
        assert!(script.photos.iter().any(|photo| photo.file == *file), "no photo is called {file}");
    }
}

#[test]
fn the_meetings_are_held_and_signed_within_the_plan() {
    let script = script();
    let within = |day: NaiveDate| (script.plan.starts_on..=script.plan.ends_on).contains(&day);
    let kinds: Vec<MeetingKind> = script.meetings.iter().map(|meeting| meeting.kind).collect();
    assert_eq!(kinds, [MeetingKind::Opening, MeetingKind::Closing]);
    assert!(script.meetings.iter().all(|meeting| within(meeting.held_at.date_naive())));
    let roles: Vec<SignatureRole> = script.signatures.iter().map(|signature| signature.role).collect();
    assert_eq!(roles, [SignatureRole::Auditor, SignatureRole::Site]);
    for signature in &script.signatures {
        assert!(signature.signed_at > script.meetings[1].held_at);
        assert!(signature.strokes.iter().all(|stroke| stroke.0.len() > 1));
        let points = signature.strokes.iter().flat_map(|stroke| &stroke.0);
        assert!(points.clone().count() > 100, "a signature is more than a cross");
        assert!(points.clone().all(|&(x, y)| (0..=1000).contains(&x) && (0..=500).contains(&y)));
    }
}

#[test]
fn every_photo_is_listed_with_its_digest_and_licence() {
    let credits = include_str!("../../assets/CREDITS.md");
    for (name, bytes) in PHOTOS {
        let digest = fieldseal::domain::Digest::of(bytes).to_string();
        let row = credits.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name} is not listed"));
        assert!(row.contains(&digest), "{name} has the digest {digest}");
        assert!(row.contains("CC0 1.0") || row.contains("public domain"), "{name} has no licence");
    }
}

fn facts_of<'a>(
    script: &DemoScript,
    answers: &'a BTreeMap<InstancePath, Answer>,
    profile: &'a BTreeMap<String, String>,
) -> Facts<'a> {
    let mut photo_counts = BTreeMap::new();
    for question in script.photos.iter().flat_map(|photo| &photo.questions) {
        *photo_counts.entry(InstancePath::of_question(question)).or_insert(0) += 1;
    }
    Facts { answers, profile, findings: &[], photo_counts, today: script.plan.ends_on, copy: RecordCopy::Internal }
}

#[test]
fn every_question_that_is_asked_is_answered_as_its_kind_allows_and_no_other() {
    let (script, template) = (script(), template());
    assert_eq!(script.plan.checklist, template.id);
    for answer in &script.answers {
        for (path, recorded) in answer.to_answers() {
            template.check_answer(&path, &recorded).unwrap_or_else(|problem| panic!("{path}: {problem}"));
        }
    }
    let answers: BTreeMap<_, _> = script.answers.iter().flat_map(ScriptedAnswer::to_answers).collect();
    let profile = profile(&script);
    let evaluation = evaluate(&template, &rules(), &facts_of(&script, &answers, &profile));
    let answered: BTreeSet<&str> = script.answers.iter().map(|answer| answer.question.as_str()).collect();
    for (question, result) in template.questions.iter().zip(&evaluation.questions) {
        let is_asked = result.visible && question.owed;
        assert_eq!(answered.contains(question.name.as_str()), is_asked, "{}", question.name);
        for duty in &result.duties {
            assert!(
                !matches!(duty, Duty::Answer | Duty::Correction(_) | Duty::Photos { .. } | Duty::Reason),
                "{}: {duty:?}",
                question.name
            );
        }
    }
}

#[test]
fn every_kind_of_question_and_every_way_to_answer_occurs() {
    let (script, template) = (script(), template());
    let question = |answer: &ScriptedAnswer| template.question(&answer.question).unwrap().kind.code();
    let kinds: BTreeSet<&str> = script.answers.iter().map(question).collect();
    let all = ["choice", "count", "date", "grade", "multi", "number", "photo", "sampled", "text", "yes_no"];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
    for status in [AnswerStatus::NotApplicable, AnswerStatus::NotVerified] {
        let reasons: Vec<&str> = script
            .answers
            .iter()
            .filter(|answer| answer.status == status)
            .map(|answer| answer.reason.as_str())
            .collect();
        assert!(!reasons.is_empty() && reasons.iter().all(|reason| reason.len() > 10), "{status:?}: {reasons:?}");
    }
}

#[test]
fn every_failed_answer_has_a_finding_of_its_severity_or_one_that_says_why_not() {
    let (script, template) = (script(), template());
    let answers: BTreeMap<_, _> = script.answers.iter().flat_map(ScriptedAnswer::to_answers).collect();
    let profile = profile(&script);
    let evaluation = evaluate(&template, &rules(), &facts_of(&script, &answers, &profile));
    for (question, result) in template.questions.iter().zip(&evaluation.questions) {
        let Some(severity) = result.severity() else { continue };
        let finding = script.findings.iter().find(|finding| finding.questions.contains(&question.name));
        let finding = finding.unwrap_or_else(|| panic!("{} is {severity:?} and has no finding", question.name));
        let same = finding.severity == severity;
        assert_eq!(same, finding.severity_reason.is_empty(), "{}: {severity:?} by the answer", finding.key);
    }
}

fn profile(script: &DemoScript) -> BTreeMap<String, String> {
    let site = [
        ("site_country".to_owned(), script.site.country.clone()),
        ("site_indigenous".to_owned(), script.site.indigenous.to_string()),
    ];
    site.into_iter().chain(script.profile.clone()).collect()
}
