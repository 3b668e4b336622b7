//! Rows of tables of records on the pages: the workforce, readings beside their limits, and the rows with their flags.

use super::content::packed;
use super::stage::Stage;
use super::{EN, MODES};
use fieldseal::domain::*;

/// Records a row of a table.
fn row(stage: &mut Stage, table: &str, number: u32, cells: &[(&str, &str)]) {
    for (column, value) in cells {
        let path = format!("/{table}[01938b5e-0000-7000-8000-{number:012}]/{table}_{column}");
        let answer = Answer { value: Some((*value).to_owned()), ..Answer::default() };
        stage.inspection.answers.insert(InstancePath::from(path), answer);
    }
}

fn with_rows() -> Stage {
    let mut stage = Stage::example();
    let people = [("own", "371", "152", "219", "2"), ("dispatched", "34", "14", "20", "0")];
    for ((kind, count, female, male, young), number) in people.into_iter().zip(1..) {
        let cells = [("type", kind), ("count", count), ("female", female), ("male", male), ("age16_17", young)];
        row(&mut stage, "workforce", number, &cells);
    }
    for (number, (stack, value)) in [("EX-71", "31.5"), ("EX-72", "12")].into_iter().enumerate() {
        let number = 11 + u32::try_from(number).unwrap();
        let cells = [
            ("stack", stack),
            ("pollutant", "pm"),
            ("value", value),
            ("unit", "mg_m3"),
            ("duration", "one_hour"),
            ("limit", "30"),
            ("limit_unit", "mg_m3"),
            ("limit_averaging", "one_hour"),
            ("limit_source", "Permit 9132-A"),
            ("limit_confirmed", "yes"),
            ("method", "HJ 836"),
            ("date", "2026-10-20"),
        ];
        row(&mut stage, "air_emission", number, &cells);
    }
    stage
}

#[test]
fn the_workforce_is_summed_and_readings_stand_beside_their_limits() {
    let stage = with_rows();
    for mode in MODES {
        let (bytes, _) = stage.report(ReportKind::Inspection, mode);
        let words = packed(&bytes);
        // 371 + 34, 152 + 14, 219 + 20, 2 + 0; 31.5 of 30.
        assert!(words.contains("4051662392"), "{mode:?}");
        for text in ["EX-71", "31.5", "1.05", "EX-72", "0.40", "Permit9132-A", "HJ836"] {
            assert!(words.contains(text), "{mode:?} lacks {text}");
        }
    }
    let (bytes, _) = stage.report(ReportKind::Inspection, EN);
    let words = packed(&bytes);
    assert!(words.contains("Abovethelimit") && words.contains("2rows,1withaflag"), "{words}");
}

#[test]
fn rows_of_records_stay_in_the_internal_copy() {
    let stage = with_rows();
    let plain = Stage::example();
    for mode in MODES {
        let words = packed(&stage.report_as(ReportKind::Inspection, RecordCopy::Site, mode).0);
        for text in ["EX-71", "Permit9132-A", "405166"] {
            assert!(!words.contains(text), "{mode:?} shows {text}");
        }
        let plain = packed(&plain.report_as(ReportKind::Inspection, RecordCopy::Site, mode).0);
        assert!(words.len() > plain.len() / 2);
    }
}
