//! Hard cases: many findings, long words, rare characters, cancelling.

use super::content::packed;
use super::stage::{Stage, id_bytes};
use super::{EN, MODES, text};
use fieldseal::domain::*;
use fieldseal::report::*;
use std::ops::ControlFlow;

const PAGE_PT: (f32, f32) = (595.276, 841.89);

fn finding(number: usize) -> Finding {
    let long = "x".repeat(number % 400);
    Finding {
        id: FindingId::from_parts(5, &id_bytes(number)),
        title: format!("Finding number {number} 第{number}项不符合 {long}"),
        severity: Severity::WORST_FIRST[number % 4],
        severity_reason: String::new(),
        suggested: None,
        repeats: None,
        contained: None,
        sensitive: false,
        questions: Vec::new(),
        requirement: "要求".repeat(number % 120),
        evidence: "Seen at the gate. ".repeat(number % 200),
        place: String::new(),
        immediate_action: String::new(),
        action: CorrectiveAction::default(),
        remedy: Remedy::Standard,
        agreed_due_on: None,
    }
}

#[test]
fn three_hundred_findings_stay_on_their_pages() {
    let mut stage = Stage::empty();
    stage.inspection.findings = (0..300).map(finding).collect();
    for mode in MODES {
        for kind in [ReportKind::Inspection, ReportKind::ClosingPlan] {
            let (bytes, output) = stage.report(kind, mode);
            let pages = text::pages(&bytes);
            assert_eq!(pages.len(), output.pages);
            for run in pages.iter().flatten() {
                assert!((53.0..PAGE_PT.0 - 53.0).contains(&run.x_pt), "{} at {}", run.words, run.x_pt);
                assert!((30.0..PAGE_PT.1 - 30.0).contains(&run.y_pt), "{} at {}", run.words, run.y_pt);
            }
            let words = packed(&bytes);
            for number in 0..300 {
                assert!(words.contains(&format!("第{number}项不符合")), "{number}");
            }
            assert!(words.contains("要求要求要求"));
        }
    }
}

#[test]
fn a_character_that_no_font_has_is_printed_as_its_code_point_and_listed() {
    let mut stage = Stage::empty();
    stage.supplier.name = "喆堃䶮 \u{10380}\u{20BB7} عمر Ltd.".to_owned();
    let (bytes, output) = stage.report(ReportKind::ClosingPlan, EN);
    let words = packed(&bytes);
    for missing in &output.missing_characters {
        assert!(words.contains(&format!("[U+{:04X}]", u32::from(*missing))), "{missing}");
    }
    assert!(output.missing_characters.contains(&'\u{10380}') && output.missing_characters.contains(&'ع'));
    assert!(words.contains("喆堃䶮"));
    let all: String = stage.supplier.name.chars().filter(|c| !c.is_ascii()).collect();
    for character in all.chars() {
        assert!(words.contains(character) || output.missing_characters.contains(&character), "{character}");
    }
}

#[test]
fn nothing_invisible_can_turn_the_words_around() {
    let mut stage = Stage::empty();
    stage.supplier.name = "Good\u{202E}dlo\u{2066} Ltd.".to_owned();
    let (bytes, output) = stage.report(ReportKind::ClosingPlan, EN);
    assert!(packed(&bytes).contains("Good[U+202E]dlo[U+2066]Ltd."));
    assert_eq!(output.missing_characters, ['\u{202E}', '\u{2066}']);
}

#[test]
fn the_work_can_be_cancelled_at_every_step() {
    let stage = Stage::example();
    let evaluation = stage.evaluation(RecordCopy::Internal);
    let input = stage.input(ReportKind::Inspection, EN, &evaluation);
    let mut seen = Vec::new();
    let all = &mut |progress: Progress| {
        seen.push(progress);
        ControlFlow::Continue(())
    };
    write_report(&input, &stage.photos, &mut Vec::new(), all).unwrap();
    assert!(seen.windows(2).all(|pair| pair[0].done < pair[1].done));
    let last = seen.last().unwrap();
    assert_eq!(last.done, last.total);
    assert!(seen.len() > stage.inspection.photos.len());
    for stop in [0, 1, seen.len() / 2, seen.len() - 1] {
        let mut steps = 0;
        let until = &mut |_: Progress| {
            steps += 1;
            if steps > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let result = write_report(&input, &stage.photos, &mut Vec::new(), until);
        assert!(matches!(result, Err(ReportError::Cancelled)), "{stop}");
    }
}

#[test]
fn an_evaluation_of_another_checklist_is_refused() {
    let stage = Stage::empty();
    let mut evaluation = stage.evaluation(RecordCopy::Internal);
    evaluation.questions.pop();
    let input = stage.input(ReportKind::Inspection, EN, &evaluation);
    let result = write_report(&input, &stage.photos, &mut Vec::new(), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(result, Err(ReportError::WrongEvaluation { .. })));
}
