//! What the site may not see is nowhere in the plan that stays at the site.

use super::MODES;
use super::content::packed;
use super::stage::Stage;
use fieldseal::domain::*;
use fieldseal::report::{ReportError, ReportInput, write_report};
use std::ops::ControlFlow;

/// All bytes of a file, and what its streams hold.
fn opened(bytes: &[u8]) -> Vec<Vec<u8>> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let inside = streams.map(|stream| stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
    inside.chain([bytes.to_vec()]).collect()
}

fn holds(all: &[Vec<u8>], text: &str) -> bool {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hexadecimal: String = utf16.iter().map(|byte| format!("{byte:02X}")).collect();
    [text.as_bytes(), &utf16, hexadecimal.as_bytes()]
        .iter()
        .any(|needle| all.iter().any(|bytes| bytes.windows(needle.len()).any(|window| window == *needle)))
}

/// The codes of the questions that a finding covers.
fn codes(stage: &Stage, finding: &Finding) -> Vec<String> {
    let question = |path| stage.template.questions[stage.template.index_of(path).unwrap()].code.clone();
    finding.questions.iter().map(question).collect()
}

#[test]
fn a_sensitive_finding_leaves_no_trace_in_the_plan() {
    let stage = Stage::example();
    let sensitive = stage.inspection.findings.iter().find(|finding| finding.sensitive).unwrap();
    let number = stage.inspection.finding_number(sensitive.id);
    assert!(number.starts_with("S-"));
    let codes = codes(&stage, sensitive);
    for mode in MODES {
        let (bytes, _) = stage.report(ReportKind::ClosingPlan, mode);
        let words = packed(&bytes);
        let all = opened(&bytes);
        // The search finds what is there.
        assert!(words.contains("F-01") && holds(&all, "F-01"));
        let texts = [&sensitive.title, &sensitive.evidence, &sensitive.place, &sensitive.requirement, &number];
        for text in texts.into_iter().chain(&codes) {
            let packed: String = text.split_whitespace().collect();
            assert!(!words.contains(&packed), "{mode:?} shows {text}");
            assert!(!holds(&all, text), "{mode:?} holds {text}");
        }
        for letter in ["Score", "得分", "Overall result", "总体结果"] {
            assert!(!words.contains(letter), "{mode:?}: {letter}");
        }
    }
}

#[test]
fn the_sites_copy_of_the_report_has_no_trace_of_what_is_sensitive() {
    let stage = Stage::example();
    let sensitive = stage.inspection.findings.iter().find(|finding| finding.sensitive).unwrap();
    let codes = codes(&stage, sensitive);
    for mode in MODES {
        let (bytes, output) = stage.report_as(ReportKind::Inspection, RecordCopy::Site, mode);
        assert_eq!(output.signature_places.supervisor, None, "supervisors countersign the internal copy");
        let words = packed(&bytes);
        let all = opened(&bytes);
        assert!(words.contains("F-01") && holds(&all, "F-01") && words.contains("ESG-OE-03a"));
        // Its number, S-01, is a part of codes such as ESG-HS-01.
        let texts = [&sensitive.title, &sensitive.evidence, &sensitive.requirement];
        for text in texts.into_iter().chain(&codes) {
            let packed: String = text.split_whitespace().collect();
            assert!(!words.contains(&packed), "{mode:?} shows {text}");
            assert!(!holds(&all, text), "{mode:?} holds {text}");
        }
    }
}

#[test]
fn the_plan_is_the_same_whether_or_not_something_was_withheld() {
    let with = Stage::example();
    let mut without = Stage::example();
    let sensitive: Vec<Finding> = without.inspection.findings.iter().filter(|f| f.sensitive).cloned().collect();
    without.inspection.findings.retain(|finding| !finding.sensitive);
    without.inspection.photos.retain(|photo| {
        !photo.links.iter().any(|link| match link {
            EvidenceLink::Finding(id) => sensitive.iter().any(|finding| finding.id == *id),
            EvidenceLink::Question(path) => sensitive.iter().any(|finding| finding.questions.contains(path)),
            EvidenceLink::Area(_) => false,
        })
    });
    for mode in MODES {
        let (one, _) = with.report(ReportKind::ClosingPlan, mode);
        let (two, _) = without.report(ReportKind::ClosingPlan, mode);
        assert!(one == two, "{mode:?}");
    }
}

#[test]
fn the_plan_left_on_site_is_refused_as_internal_copy() {
    let stage = Stage::example();
    let copy = RecordCopy::Internal;
    let evaluation = stage.evaluation(copy);
    let input = ReportInput { copy, ..stage.input(ReportKind::ClosingPlan, super::EN, &evaluation) };
    let error = write_report(&input, &stage.photos, &mut Vec::new(), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(error, Err(ReportError::WrongCopy { .. })));
}
