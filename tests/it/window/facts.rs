//! The facts of the report, entered in the plan by mouse and by keyboard.

use super::harness::Setting;
use super::screens::{Album, opened};
use super::stage::{Hand, Stage};
use crate::app::support::Until;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use fieldseal::domain::{
    CertificateKind, DocumentHandling, Inspection, LimitationKind, Method, Notice, ScopeAndMethod,
};
use std::sync::Arc;

fn inspection(stage: &Stage) -> Arc<Inspection> {
    stage.harness.state().inspection().unwrap().inspection.clone()
}

/// Opens a list to choose from and takes one of its choices.
fn choose(stage: &mut Stage, label: &str, choice: &str) {
    stage.harness.get_by_role_and_label(Role::ComboBox, label).scroll_to_me();
    stage.settle();
    stage.harness.get_by_role_and_label(Role::ComboBox, label).click();
    stage.settle();
    stage.press(choice);
}

fn planned(setting: Setting) -> Stage {
    let mut stage = opened(Until::Planned, setting);
    stage.tab("tab-plan");
    stage
}

#[test]
fn every_part_of_the_plan_is_looked_at() {
    let mut album = Album::default();
    for setting in Setting::BOTH {
        let mut stage = opened(Until::Recorded, setting);
        stage.tab("tab-plan");
        for (key, name) in [
            ("plan-part-team", "facts_team"),
            ("plan-part-scope", "facts_scope"),
            ("register-instruments", "facts_instruments"),
            ("register-documents", "facts_documents"),
            ("register-good_practices", "facts_good_practices"),
            ("register-limitations", "facts_limitations"),
        ] {
            stage.tab(key);
            album.keep(&mut stage, name);
        }
        stage.tab("plan-part-team");
        stage.press_key("team-edit");
        album.keep(&mut stage, "facts_team_form");
        stage.press_key("cancel");
        stage.tab("plan-part-scope");
        stage.press_key("scope-edit");
        album.keep(&mut stage, "facts_scope_form");
        stage.press_key("cancel");
        stage.tab("register-documents");
        stage.press_at("edit", "Photo of the dormitory front, handed in by the site 现场提供的宿舍外立面照片");
        album.keep(&mut stage, "facts_document_form");
        stage.press_key("cancel");
        stage.tab("register-limitations");
        stage.press_key("register-limitations-add");
        album.keep(&mut stage, "facts_limitation_form");
    }
}

#[test]
fn the_parts_wrap_in_a_narrow_window() {
    let setting = Setting { size: [700.0, 620.0], ..Setting::EN_LIGHT };
    let mut stage = opened(Until::Recorded, setting);
    stage.tab("tab-plan");
    stage.tab("plan-part-team");
    stage.press_key("team-edit");
    Album::default().keep(&mut stage, "narrow_facts_team_form");
}

#[test]
fn the_team_gets_its_qualifications() {
    let mut stage = planned(Setting::EN_LIGHT);
    stage.tab("plan-part-team");
    stage.press_key("team-edit");
    let days = stage.text("team-days");
    stage.write(&format!("{days} 2"), "two");
    assert!(stage.shows(&stage.text("team-days-wrong")));
    stage.write(&format!("{days} 2"), "3.5");
    let add = stage.text("certificate-add");
    stage.press(&format!("{add} 2"));
    let (certificate, other) = (stage.text("certificate"), stage.text("certificate-other"));
    choose(&mut stage, &format!("{certificate} 2.3"), &other);
    let (name, number) = (stage.text("certificate-name"), stage.text("certificate-number"));
    stage.write(&format!("{name} 2.3"), "Fire warden");
    stage.write(&format!("{number} 2.3"), "11010519491231002X");
    stage.press_key("save");
    let member = inspection(&stage).plan.team[1].clone();
    assert_eq!(member.person_days, "3.5");
    let kept = &member.certificates[2];
    assert_eq!((kept.kind, kept.name.as_str(), kept.number.as_str()), (CertificateKind::Other, "Fire warden", "…002X"));
    assert!(stage.shows("Person-days in all: 6"));
    stage.leave_fields();
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(inspection(&stage).plan.team[1].certificates.len(), 2);
}

#[test]
fn scope_and_method_are_recorded_by_the_keyboard() {
    let mut stage = planned(Setting::ZH_DARK);
    stage.hand = Hand::Keyboard;
    stage.tab("plan-part-scope");
    stage.press_key("scope-record");
    stage.write_key("scope-purpose", "核实整改");
    stage.write_key("scope-shifts", "白班");
    stage.press_key("exclusion-add");
    let (what, why) = (stage.text("exclusion-what"), stage.text("exclusion-why"));
    stage.write(&format!("{what} 1"), "模具间");
    assert!(stage.shows(&stage.text("exclusion-owed")));
    stage.write(&format!("{why} 1"), "其他客户的模具");
    for method in ["method-walk_round", "method-interviews"] {
        stage.press_key(method);
    }
    stage.write_key("scope-readers", "委托方");
    stage.press_key("save");
    let scope = inspection(&stage).scope.clone();
    assert_eq!((scope.purpose.as_str(), scope.covered.shifts.as_str()), ("核实整改", "白班"));
    assert_eq!((scope.exclusions[0].what.as_str(), scope.exclusions[0].why.as_str()), ("模具间", "其他客户的模具"));
    assert!(scope.methods.iter().eq(&[Method::WalkRound, Method::Interviews]));
    stage.leave_fields();
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(inspection(&stage).scope, ScopeAndMethod::default());
}

#[test]
fn notice_and_independence_are_chosen() {
    let mut stage = planned(Setting::EN_LIGHT);
    stage.tab("plan-part-scope");
    stage.press_key("scope-record");
    let (notice, unannounced) = (stage.text("scope-notice"), stage.text("notice-unannounced"));
    choose(&mut stage, &notice, &unannounced);
    let (label, disclosed) = (stage.text("scope-independence"), stage.text("independence-interests_disclosed"));
    choose(&mut stage, &label, &disclosed);
    assert!(stage.shows(&stage.text("independence-owed")));
    stage.write_key("independence-words", "One of us trained here in 2023");
    stage.press_key("save");
    let scope = inspection(&stage).scope.clone();
    assert_eq!(scope.notice, Some(Notice::Unannounced));
    assert_eq!(scope.independence.words, "One of us trained here in 2023");
    assert_eq!(scope.purpose, inspection(&stage).plan.scope, "what was agreed is filled in");
}

#[test]
fn an_instrument_is_added_changed_and_removed_by_the_keyboard() {
    let mut stage = planned(Setting::EN_LIGHT);
    stage.hand = Hand::Keyboard;
    stage.tab("register-instruments");
    stage.press_key("register-instruments-add");
    stage.write_key("instrument-name", "Lux meter");
    stage.write_key("instrument-calibrated", "2026-05-18");
    stage.write_key("instrument-due", "2026-05-17");
    assert!(stage.shows(&stage.text("instrument-reversed")));
    stage.write_key("instrument-due", "2027-05-17");
    stage.press_key("save");
    let names = |stage: &Stage| inspection(stage).instruments().map(|(_, one)| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&stage), ["Lux meter"]);
    stage.press_at("edit", "Lux meter");
    stage.write_key("instrument-name", "Lux meter 照度计");
    stage.press_key("save");
    assert_eq!(names(&stage), ["Lux meter 照度计"]);
    stage.press_at("entry-remove", "Lux meter 照度计");
    assert_eq!(names(&stage), [] as [&str; 0]);
    stage.leave_fields();
    stage.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&stage), ["Lux meter 照度计"]);
}

#[test]
fn what_is_typed_in_one_register_stays_while_another_gets_an_entry() {
    let mut stage = planned(Setting::EN_LIGHT);
    stage.tab("register-documents");
    stage.press_key("register-documents-add");
    stage.write_key("document-title", "Fire permit");
    stage.tab("register-instruments");
    stage.press_key("register-instruments-add");
    stage.write_key("instrument-name", "Lux meter");
    stage.press_key("save");
    assert_eq!(inspection(&stage).instruments().count(), 1);
    stage.tab("register-documents");
    stage.press_key("save");
    let titles: Vec<String> = inspection(&stage).documents().map(|(_, one)| one.title.clone()).collect();
    assert_eq!(titles, ["Fire permit"]);
}

#[test]
fn a_document_and_a_good_practice_name_photos_and_a_limitation_says_who_sees_it() {
    let mut stage = opened(Until::Recorded, Setting::EN_LIGHT);
    stage.tab("tab-plan");
    let photo = inspection(&stage).photos[1].clone();
    let choice = stage.words.with("photo-name", &[("name", fieldseal::words::Value::Text(&photo.caption))]);
    stage.tab("register-documents");
    stage.press_key("register-documents-add");
    stage.write_key("document-title", "Key register");
    let label = stage.text("document-photo");
    choose(&mut stage, &label, &choice);
    stage.press_key("save");
    let document = inspection(&stage).documents().last().unwrap().1.clone();
    assert_eq!((document.photo, document.handling), (Some(photo.id), DocumentHandling::Copied));
    stage.tab("register-good_practices");
    stage.press_key("register-good_practices-add");
    stage.write_key("practice-fact", "Keys are counted each shift");
    stage.press_key("practice-may-be-shared");
    stage.press_key("save");
    assert!(inspection(&stage).good_practices().last().unwrap().1.may_be_shared);
    stage.tab("register-limitations");
    stage.press_key("register-limitations-add");
    let (label, kind) = (stage.text("limitation-kind"), stage.text("limitation-interviews_not_private"));
    choose(&mut stage, &label, &kind);
    assert!(stage.sees("limitation-always-withheld"));
    stage.write_key("limitation-words", "A foreman stood by the door");
    stage.press_key("save");
    let limitation = inspection(&stage).limitations().last().unwrap().1.clone();
    assert_eq!((limitation.kind, limitation.shown_to_site()), (LimitationKind::InterviewsNotPrivate, false));
    assert!(stage.shows(&stage.text("entry-withheld")));
}

#[test]
fn a_sealed_inspection_shows_its_facts_and_takes_none() {
    let mut stage = opened(Until::ReportSealed, Setting::EN_LIGHT);
    stage.tab("tab-plan");
    stage.tab("register-instruments");
    stage.press_key("register-instruments-add");
    assert!(!stage.sees("instrument-name"), "the button does nothing");
    stage.tab("plan-part-scope");
    stage.press_key("scope-edit");
    assert!(!stage.sees("save"));
}
