//! Changing a grade in the window, by what can be read on the screen.

use super::harness::Setting;
use super::stage::Stage;
use crate::app::support::{Desk, Until};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use fieldseal::app::command::InspectionCommand;
use fieldseal::domain::{Inspection, Position, PositionKind, Severity};
use fieldseal::words::Value;
use std::sync::Arc;

fn inspection(stage: &Stage) -> Arc<Inspection> {
    stage.harness.state().inspection().expect("an open inspection").inspection.clone()
}

/// The window over an inspection in which nothing is answered.
fn begin(setting: Setting) -> Stage {
    let mut desk = Desk::new();
    desk.example(Until::Planned);
    let mut stage = Stage::at(desk, setting);
    stage.open_row("RPT-2026-0001");
    stage
}

/// Answers by a number key, and raises the finding.
fn raise(stage: &mut Stage, code: &str, key: Key) {
    stage.find_question(code);
    stage.key(key);
    save(stage);
}

/// Writes the finding that the answer shown owes, and opens its sheet.
fn save(stage: &mut Stage) {
    stage.write_key("finding-evidence", "Hall 1, 10:20: guard off.");
    stage.press_key("finding-save");
    stage.tab("tab-findings");
}

/// Opens the field for one of several and leaves it open.
fn open_choice(stage: &mut Stage, key: &str) {
    let name = stage.text(key);
    stage.harness.get_by_role_and_label(Role::ComboBox, &name).click();
    stage.settle();
}

#[test]
fn a_finding_is_lowered_with_a_reason_and_everybody_sees_it() {
    for setting in Setting::BOTH {
        let mut stage = begin(setting);
        raise(&mut stage, "ESG-HS-08", Key::Num4);
        let major = stage.text("severity-major");
        let suggested = stage.words.with("finding-suggested", &[("severity", Value::Text(&major))]);
        assert!(stage.shows(&suggested), "what the answers suggest");
        open_choice(&mut stage, "finding-severity");
        assert!(stage.shows(&stage.text("severity-critical")));
        assert!(!stage.shows(&stage.text("severity-opportunity")), "only what an auditor may choose");
        stage.press_key("severity-minor");
        let lowered = stage.words.with("finding-lowered", &[("from", Value::Text(&major))]);
        assert!(stage.shows(&lowered), "that the reviewer will see it");
        stage.press_key("finding-save");
        let finding = &inspection(&stage).findings[0];
        assert_eq!(finding.severity, Severity::Major, "not without a reason");
        let refused = stage.text("problem-refused-grade_reason_missing-what");
        assert!(stage.shows(&refused), "what was refused is said");
        stage.write_key("finding-severity-reason", "One press of twelve, put right at once.");
        stage.press_key("finding-save");
        assert_eq!(inspection(&stage).findings[0].severity, Severity::Minor);
        assert!(stage.shows(&lowered) && !stage.shows(&refused));
    }
}

#[test]
fn a_critical_finding_is_left_critical_and_lowering_it_is_proposed() {
    let mut stage = begin(Setting::EN_LIGHT);
    raise(&mut stage, "ESG-HS-08", Key::Num5);
    assert!(stage.shows(&stage.text("finding-critical-help")));
    open_choice(&mut stage, "finding-severity");
    for milder in ["severity-major", "severity-minor", "severity-opportunity"] {
        assert!(!stage.shows(&stage.text(milder)), "{milder}");
    }
    stage.key(Key::Escape);
    stage.press_key("proposal-begin");
    open_choice(&mut stage, "proposal-severity");
    stage.press_key("severity-major");
    stage.write_key("proposal-reason", "Opened within a minute.");
    stage.press_key("proposal-send");
    let now = inspection(&stage);
    assert_eq!(now.findings[0].severity, Severity::Critical);
    assert_eq!(now.proposal(&now.findings[0]).unwrap().severity, Severity::Major);
    assert!(stage.shows("Proposed to the reviewer by Lin Example: Major. Opened within a minute."));
    stage.press_key("proposal-take-back");
    assert!(inspection(&stage).proposals.is_empty());
}

#[test]
fn a_finding_that_comes_back_says_which_rule_raised_it() {
    let mut desk = Desk::new();
    let first = desk.example(Until::Recorded);
    for finding in desk.app.inspection_view(first).unwrap().inspection.findings.clone() {
        let position = Position { kind: PositionKind::Agreed, words: String::new() };
        desk.ask(first, InspectionCommand::TakePosition { finding_id: finding.id, position }).unwrap();
    }
    desk.example(Until::Planned);
    let mut stage = Stage::at(desk, Setting::EN_LIGHT);
    stage.open_row("RPT-2026-0002");
    stage.find_question("ESG-OE-02");
    stage.key(Key::Num3);
    let rule = "The answers give Minor; rule REPEAT raises it";
    assert!(stage.shows(rule), "before it is saved");
    save(&mut stage);
    assert_eq!(inspection(&stage).findings[0].severity, Severity::Major);
    assert!(stage.shows(rule), "and in its sheet");
}
