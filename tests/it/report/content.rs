//! What the pages say.

use super::stage::{NOW, Stage, id_bytes, moment};
use super::{EN, MODES, ZH, text};
use fieldseal::domain::*;

/// All words of a report without white space, as it depends on where lines end.
pub fn packed(bytes: &[u8]) -> String {
    text::words(bytes).concat().split_whitespace().collect()
}

fn pack(words: &str) -> String {
    words.split_whitespace().collect()
}

#[test]
fn every_answer_finding_and_person_stands_in_the_inspection_report() {
    let stage = Stage::example();
    for mode in MODES {
        let (bytes, _) = stage.report(ReportKind::Inspection, mode);
        let words = packed(&bytes);
        for finding in &stage.inspection.findings {
            for text in [&finding.title, &finding.requirement, &finding.evidence, &finding.immediate_action] {
                assert!(words.contains(&pack(text)), "{mode:?}: {text}");
            }
            assert!(words.contains(&stage.inspection.finding_number(finding.id)));
        }
        for answer in stage.inspection.answers.values() {
            assert!(words.contains(&pack(&answer.note)), "{mode:?}: {}", answer.note);
            assert!(words.contains(&pack(&answer.reason)), "{mode:?}: {}", answer.reason);
        }
        for photo in &stage.inspection.photos {
            assert!(words.contains(&pack(&photo.caption)), "{mode:?}: {}", photo.caption);
            assert!(words.contains(&photo.digest.to_string()), "the full digest of {}", photo.file_name);
        }
        let people = stage.inspection.meetings.values().flat_map(|meeting| &meeting.attendees);
        for name in people.map(|person| &person.name).chain(stage.inspection.signatures.iter().map(|s| &s.name)) {
            assert!(words.contains(&pack(name)), "{mode:?}: {name}");
        }
        let evaluation = stage.evaluation(RecordCopy::Internal);
        assert!(words.contains(&evaluation.score.points.unwrap().one_decimal()));
    }
}

#[test]
fn a_finding_says_how_its_severity_came_about_and_a_proposal_stays_inside() {
    let mut stage = Stage::example();
    let lowered = stage.inspection.findings.iter().find(|finding| !finding.severity_reason.is_empty()).unwrap();
    let said = [
        (EN, format!("Lowered from Major to Minor: {}", lowered.severity_reason)),
        (ZH, format!("由严重不符合降为轻微不符合：{}", lowered.severity_reason)),
    ];
    let is_plain = |finding: &&mut Finding| finding.severity == Severity::Minor && finding.severity_reason.is_empty();
    let repeated = stage.inspection.findings.iter_mut().find(is_plain).unwrap();
    repeated.severity = Severity::Major;
    repeated.contained =
        Some(Containment { before: stage.inspection.photos[0].id, after: stage.inspection.photos[1].id });
    repeated.repeats =
        Some(Repeat { reference: "RPT-2025-0007 F-02".to_owned(), finding_id: None, basis: RepeatBasis::Question });
    let critical = stage.inspection.findings.iter().find(|finding| finding.severity == Severity::Critical).unwrap().id;
    stage.inspection.proposals.insert(
        critical,
        GradeProposal {
            severity: Severity::Major,
            reason: "Opened within a minute".to_owned(),
            proposed_by: "Lin Example".to_owned(),
            proposed_at: moment(NOW),
        },
    );
    for kind in [ReportKind::Inspection, ReportKind::ClosingPlan] {
        for (mode, lowered) in &said {
            let words = packed(&stage.report(kind, *mode).0);
            assert!(words.contains(&pack("RPT-2025-0007 F-02")), "{kind:?}");
            let inside = kind == ReportKind::Inspection;
            assert_eq!(words.contains("Openedwithinaminute"), inside, "{kind:?}: the proposal");
            assert!(words.contains(&pack(lowered)), "{kind:?}: {lowered}");
        }
    }
    let words = packed(&stage.report(ReportKind::Inspection, EN).0);
    assert!(words.contains(&pack("Corrected on the spot; before: P-001, after: P-002.")), "the photos by number");
}

#[test]
fn each_language_says_it_in_its_own_words_and_both_say_it_twice() {
    let stage = Stage::example();
    let says = |mode, words: &str| packed(&stage.report(ReportKind::Inspection, mode).0).contains(&pack(words));
    let question = &stage.template.questions[20].text;
    assert!(says(EN, &question.en) && !says(EN, &question.zh_cn));
    assert!(says(ZH, &question.zh_cn) && !says(ZH, &question.en));
    assert!(says(ReportLanguages::Both, &question.en) && says(ReportLanguages::Both, &question.zh_cn));
    assert!(says(EN, "Corrective action plan") && says(ZH, "整改计划"));
}

#[test]
fn sections_stand_in_their_order() {
    let (bytes, output) = Stage::example().report(ReportKind::Inspection, EN);
    let pages = text::words(&bytes);
    assert_eq!(pages.len(), output.pages);
    let titles = [
        "Inspection report",
        "Summary",
        "Results by section",
        "Findings",
        "Corrective action plan",
        "Meetings",
        "Signatures",
        "Photo log",
        "How to check this report",
    ];
    // A heading is a run of its own.
    let runs: Vec<String> = text::pages(&bytes).into_iter().flatten().map(|run| run.words).collect();
    let places: Vec<usize> = titles.iter().map(|title| runs.iter().position(|run| run == title).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(pages[0].contains("Example Precision Castings Co., Ltd."));
}

#[test]
fn findings_come_worst_first_and_their_dates_count_from_the_closing_meeting() {
    let stage = Stage::example();
    let (bytes, _) = stage.report(ReportKind::ClosingPlan, EN);
    let words = packed(&bytes);
    let mut findings: Vec<&Finding> = stage.inspection.findings.iter().filter(|finding| !finding.sensitive).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let places: Vec<usize> = findings.iter().map(|finding| words.find(&pack(&finding.title)).unwrap()).collect();
    assert!(places.is_sorted());
    let closing = stage.inspection.meetings[&MeetingKind::Closing].held_at.local_date();
    let major = findings.iter().find(|f| f.severity == Severity::Major && f.remedy == Remedy::Standard).unwrap();
    let due = stage.rules.due_dates(major, closing).plan_on.unwrap();
    let date = fieldseal::words::Words::of(Language::En).date_with_weekday(due);
    assert!(words.contains(&pack(&format!("Plan by {date}"))), "{date}");
}

#[test]
fn every_page_says_its_number_and_which_copy_it_is() {
    let stage = Stage::example();
    for (kind, copy) in [(ReportKind::Inspection, "Internal copy"), (ReportKind::ClosingPlan, "Site copy")] {
        let (bytes, output) = stage.report(kind, EN);
        for (page, words) in text::words(&bytes).iter().enumerate() {
            assert!(words.contains(&format!("Page {} of {}", page + 1, output.pages)), "{words}");
            assert!(words.contains(copy) && words.contains("RPT-2026-0001"), "page {page}");
        }
    }
}

#[test]
fn a_refusal_to_sign_is_printed_with_its_reason_and_witness() {
    let mut stage = Stage::example();
    stage.inspection.signatures.retain(|signature| signature.role != SignatureRole::Site);
    stage.inspection.signatures.push(Signature {
        id: SignatureId::from_parts(9, &id_bytes(9)),
        role: SignatureRole::Site,
        name: "Wu Hao 吴昊".to_owned(),
        function: "Plant manager".to_owned(),
        mark: SignatureMark::Refused {
            reason: "Wants to ask the owner first".to_owned(),
            witness: "He Jing 何静".to_owned(),
        },
        signed_at: moment(NOW),
    });
    let (bytes, _) = stage.report(ReportKind::ClosingPlan, EN);
    let words = packed(&bytes);
    assert!(
        words.contains("Refusedtosign") && words.contains("Wantstoasktheownerfirst") && words.contains("HeJing何静")
    );
}

#[test]
fn an_inspection_with_nothing_recorded_is_a_report_all_the_same() {
    let stage = Stage::empty();
    for mode in MODES {
        for kind in [ReportKind::Inspection, ReportKind::ClosingPlan] {
            let (bytes, output) = stage.report(kind, mode);
            assert_eq!(text::pages(&bytes).len(), output.pages);
        }
    }
    let words = packed(&stage.report(ReportKind::Inspection, EN).0);
    assert!(words.contains("Nofindingwasraised.") && words.contains("Notsigned") && words.contains("Nophotowastaken."));
}
