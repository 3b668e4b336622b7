//! Facts of the report that no question asks for: recorded, taken back, sealed, and kept from whom they concern.

use super::cli::Shell;
use super::support::{Desk, Until};
use fieldseal::app::command::{FactsDraft, InspectionCommand};
use fieldseal::app::verb::extract::read_record;
use fieldseal::app::{AppError, Changes, Outcome};
use fieldseal::domain::{
    Certificate, CertificateKind, Entry, EntryId, EvidenceLink, Exclusion, InspectionId, InspectionState, Instrument,
    ItemKind, Language, Limitation, LimitationKind, Notice, PhotoId, Record, RecordCopy, Register, ReportKind,
    ReportLanguages, ReportRequest, ScopeAndMethod, SeenDocument, TeamMember,
};
use serde_json::{Value, json};

fn record(desk: &mut Desk, id: InspectionId, draft: FactsDraft) -> Result<Changes, AppError> {
    desk.ask(id, InspectionCommand::RecordFacts(Box::new(draft)))
}

fn save(desk: &mut Desk, id: InspectionId, known: Option<EntryId>, entry: Entry) -> EntryId {
    let changes = record(desk, id, FactsDraft { entries: vec![(known, entry)], ..FactsDraft::default() }).unwrap();
    let Outcome::Entries(ids) = changes.outcome else { panic!("no entry") };
    ids[0]
}

fn meter(name: &str) -> Entry {
    Entry::Instrument(Instrument { name: name.to_owned(), ..Instrument::default() })
}

fn names(desk: &mut Desk, id: InspectionId) -> Vec<String> {
    let inspection = desk.app.inspection_view(id).unwrap().inspection;
    inspection.instruments().map(|(_, instrument)| instrument.name.clone()).collect()
}

fn code(result: Result<Changes, AppError>) -> String {
    result.unwrap_err().code()
}

#[test]
fn an_entry_is_added_changed_removed_and_each_step_is_undone() {
    let mut desk = Desk::new();
    let id = desk.plan("supplier-on-site-esg");
    let ids: Vec<EntryId> = ["A", "B", "C"].map(|name| save(&mut desk, id, None, meter(name))).to_vec();
    assert_eq!(save(&mut desk, id, Some(ids[1]), meter(" B2 ")), ids[1]);
    assert_eq!(names(&mut desk, id), ["A", "B2", "C"]);
    desk.ask(id, InspectionCommand::RemoveEntry(ids[0])).unwrap();
    assert_eq!(names(&mut desk, id), ["B2", "C"]);
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(names(&mut desk, id), ["A", "B2", "C"], "where it stood");
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(names(&mut desk, id), ["A", "B", "C"]);
    desk.ask(id, InspectionCommand::Undo).unwrap();
    assert_eq!(names(&mut desk, id), ["A", "B"]);
    desk.ask(id, InspectionCommand::Redo).unwrap();
    let mut desk = desk.reopen();
    assert_eq!(names(&mut desk, id), ["A", "B", "C"], "and so it is for good");
    assert_eq!(code(desk.ask(id, InspectionCommand::RemoveEntry(EntryId::from_parts(1, &[1; 10])))), "refused-unknown");
    let state = desk.app.inspection_view(id).unwrap().inspection.state;
    assert_eq!(state, InspectionState::Planned, "instruments and scope are known before anybody is there");
}

#[test]
fn facts_are_recorded_together_or_not_at_all() {
    let mut desk = Desk::new();
    let id = desk.plan("supplier-on-site-esg");
    let member = TeamMember {
        languages: " English, 中文 ".to_owned(),
        person_days: "1,5".to_owned(),
        certificates: vec![Certificate { number: "11010519491231002X".to_owned(), ..Certificate::default() }],
        ..TeamMember::new("Lin Example", "Lead auditor")
    };
    let scope = ScopeAndMethod { notice: Some(Notice::SemiAnnounced), ..ScopeAndMethod::default() };
    let wrong = ScopeAndMethod {
        exclusions: vec![Exclusion { what: "Tool shop".to_owned(), why: String::new() }],
        ..scope.clone()
    };
    let draft = |scope: &ScopeAndMethod, entry: Entry| FactsDraft {
        team: Some(vec![member.clone(), TeamMember::default()]),
        scope: Some(scope.clone()),
        entries: vec![(None, entry)],
    };
    let before = desk.app.inspection_view(id).unwrap().inspection;
    let gone = PhotoId::from_parts(1, &[1; 10]);
    let unseen = Entry::Document(SeenDocument { photo: Some(gone), ..title("Licence") });
    for (draft, expected) in [
        (draft(&wrong, meter("A")), "refused-exclusion_incomplete"),
        (draft(&scope, meter(" ")), "refused-incomplete_entry"),
        (draft(&scope, unseen), "not_found"),
        (FactsDraft { team: Some(Vec::new()), ..FactsDraft::default() }, "missing"),
        (
            FactsDraft {
                team: Some(vec![TeamMember { person_days: "two".to_owned(), ..member.clone() }]),
                ..FactsDraft::default()
            },
            "refused-person_days_wrong",
        ),
    ] {
        assert_eq!(code(record(&mut desk, id, draft)), expected);
        assert_eq!(desk.app.inspection_view(id).unwrap().inspection, before, "{expected}");
    }
    record(&mut desk, id, draft(&scope, meter("A"))).unwrap();
    let after = desk.app.inspection_view(id).unwrap().inspection;
    let kept = &after.plan.team[0];
    assert_eq!(
        (after.plan.team.len(), kept.languages.as_str(), kept.person_days.as_str()),
        (1, "English, 中文", "1.5")
    );
    assert_eq!((kept.certificates[0].kind, kept.certificates[0].number.as_str()), (CertificateKind::Sa8000, "…002X"));
    assert_eq!(after.notice(), Some(Notice::SemiAnnounced));
    let same = record(&mut desk, id, FactsDraft { scope: Some(scope), ..FactsDraft::default() }).unwrap();
    assert_eq!(same.saved_at, None, "nothing was written");
    desk.ask(id, InspectionCommand::Undo).unwrap();
    let undone = desk.app.inspection_view(id).unwrap().inspection;
    assert_eq!((&undone.plan, &undone.scope, &undone.entries), (&before.plan, &before.scope, &before.entries));
}

fn title(title: &str) -> SeenDocument {
    SeenDocument { title: title.to_owned(), ..SeenDocument::default() }
}

#[test]
fn the_closing_seal_fixes_the_team_and_the_report_seal_all_else() {
    let mut desk = Desk::new();
    let id = desk.example(Until::ClosingSealed);
    let team = || FactsDraft { team: Some(vec![TeamMember::new("Lin", "")]), ..FactsDraft::default() };
    assert_eq!(code(record(&mut desk, id, team())), "refused-closing_sealed");
    let evening = save(&mut desk, id, None, meter("Thermometer"));
    desk.ask(id, InspectionCommand::SealReport).unwrap();
    let scope = FactsDraft { scope: Some(ScopeAndMethod::default()), ..FactsDraft::default() };
    assert_eq!(code(record(&mut desk, id, scope)), "refused-sealed");
    assert_eq!(code(desk.ask(id, InspectionCommand::RemoveEntry(evening))), "refused-sealed");
    let entry = FactsDraft { entries: vec![(None, meter("Late"))], ..FactsDraft::default() };
    assert_eq!(code(record(&mut desk, id, entry)), "refused-sealed");
}

/// The record inside the report, and its text.
fn record_of(desk: &mut Desk, id: InspectionId, kind: ReportKind, copy: RecordCopy) -> (Record, String) {
    let report = ReportRequest { copy, ..ReportRequest::usual(kind, ReportLanguages::One(Language::En)) };
    let changes = desk.ask(id, InspectionCommand::Export { report, to: None }).unwrap();
    let Outcome::Exported(exported) = changes.outcome else { panic!("no report") };
    assert_eq!(exported.verification.code(), "genuine_trusted");
    let bytes = read_record(&exported.path).unwrap().unwrap();
    let record = Record::parse(&bytes).unwrap();
    assert!(record.unsealed_items().is_empty());
    (record, String::from_utf8(bytes).unwrap())
}

#[test]
fn the_sites_copy_has_the_registers_but_nothing_that_points_at_people() {
    let mut desk = Desk::new();
    let id = desk.example(Until::Signed);
    let limitation = |kind, words: &str, sensitive| {
        Entry::Limitation(Limitation { kind, words: words.to_owned(), effect: String::new(), sensitive })
    };
    save(&mut desk, id, None, limitation(LimitationKind::InterviewsNotPrivate, "A foreman stood by the door", false));
    save(&mut desk, id, None, limitation(LimitationKind::TimeLimit, "The night shift spoke of Sunday", true));
    // A document whose copy is evidence of a sensitive finding tells of it.
    let inspection = desk.app.inspection_view(id).unwrap().inspection;
    let sensitive = inspection.findings.iter().find(|finding| finding.sensitive).unwrap().id;
    let photo = inspection.photos.iter().find(|photo| photo.links.is_empty()).unwrap().id;
    let links = vec![EvidenceLink::Finding(sensitive)];
    desk.ask(id, InspectionCommand::LinkPhoto { id: photo, links }).unwrap();
    save(&mut desk, id, None, Entry::Document(SeenDocument { photo: Some(photo), ..title("Sunday list") }));
    for command in [InspectionCommand::SealClosing, InspectionCommand::SealReport] {
        desk.ask(id, command).unwrap();
    }
    let inspection = desk.app.inspection_view(id).unwrap().inspection;
    let kinds = [ItemKind::Instrument, ItemKind::Document, ItemKind::GoodPractice, ItemKind::Limitation];
    let count = |record: &Record| kinds.map(|kind| record.items.iter().filter(|item| item.kind == kind).count());
    let all = Register::ALL.map(|register| inspection.register(register).count());
    let (internal, complete) = record_of(&mut desk, id, ReportKind::Inspection, RecordCopy::Internal);
    assert_eq!(count(&internal), all);
    let (site, text) = record_of(&mut desk, id, ReportKind::Inspection, RecordCopy::Site);
    assert_eq!(count(&site), [all[0], all[1] - 1, all[2], all[3] - 3]);
    let (plan, _) = record_of(&mut desk, id, ReportKind::ClosingPlan, RecordCopy::Site);
    assert_eq!(count(&plan), [0; 4], "the plan of the day is about findings");
    let has_scope = |record: &Record| record.items.iter().any(|item| item.kind == ItemKind::Scope);
    assert_eq!([&internal, &site, &plan].map(has_scope), [true, true, false]);
    for secret in ["A foreman stood by the door", "spoke of Sunday", "Sunday list", "word for word"] {
        assert!(complete.contains(secret), "the internal record says {secret}");
        assert!(!text.contains(secret), "the site's record says {secret}");
    }
    for shown in ["The hazardous waste store was locked", "EX-SLM-014", "within the last"] {
        assert_eq!(complete.contains(shown), text.contains(shown), "{shown}");
    }
    assert!(text.contains("EX-SLM-014"));
}

#[test]
fn facts_are_recorded_from_a_file_and_shown_in_its_shape() {
    let shell = Shell::new();
    let id = shell.planned();
    let file = json!({
        "team": [{ "name": "Lin", "function": "Lead auditor", "person_days": "2", "certificates": [{ "kind": "rba" }] }],
        "scope": { "purpose": "Why", "methods": ["interviews", "walk_round"], "notice": "announced" },
        "instruments": [{ "name": "Lux meter", "due_on": "2027-05-17" }],
        "limitations": [{ "kind": "time_limit", "words": "One day only" }],
    });
    let saved = shell.json(&["inspection", "facts", &id, &shell.write("facts.json", &file)]);
    assert_eq!(saved["entries"].as_array().unwrap().len(), 2);
    let mut facts = shell.json(&["inspection", "show", &id])["facts"].clone();
    assert_eq!(facts["team"][0]["certificates"][0]["kind"], "rba");
    assert_eq!(facts["scope"]["methods"], json!(["walk_round", "interviews"]));
    assert_eq!(facts["instruments"][0]["id"], saved["entries"][0]);
    let again = shell.json(&["inspection", "facts", &id, &shell.write("facts.json", &facts)]);
    assert_eq!(again["saved_at"], Value::Null, "what is shown can be handed in, and changes nothing");
    facts["instruments"][0]["number"] = json!("LX-7");
    shell.json(&["inspection", "facts", &id, &shell.write("facts.json", &facts)]);
    let now = shell.json(&["inspection", "show", &id])["facts"].clone();
    assert_eq!((now["instruments"].as_array().unwrap().len(), &now["instruments"][0]["number"]), (1, &json!("LX-7")));
}

#[test]
fn what_is_wrong_in_a_file_of_facts_is_named() {
    let shell = Shell::new();
    let id = shell.planned();
    let document = json!({ "title": "Licence", "photo": "01999999-0000-7000-8000-000000000001" });
    for (file, code, says) in [
        (json!({ "instrument": [] }), "json", "instrument"),
        (json!({ "scope": { "notice": "perhaps" } }), "json", "scope"),
        (json!({ "instruments": [{ "name": "x", "due_on": "2027-02-30" }] }), "json", "due_on"),
        (json!({ "limitations": [{ "kind": "time_limit", "word": "x" }] }), "json", "word"),
        (json!({ "instruments": [{ "id": "7", "name": "x" }] }), "not_found", "7"),
        (json!({ "documents": [document] }), "not_found", "01999999"),
        (
            json!({ "instruments": [{ "name": "x", "calibrated_on": "2027-01-02", "due_on": "2027-01-01" }] }),
            "refused-implausible_date",
            "",
        ),
    ] {
        let output = shell.run(&["inspection", "facts", &id, &shell.write("facts.json", &file)]);
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let what = printed["problem"]["what"].as_str().unwrap();
        assert_eq!(printed["problem"]["code"], code, "{file}: {what}");
        assert!(what.contains(says), "{file}: {what}");
    }
    assert_eq!(shell.json(&["inspection", "show", &id])["facts"]["instruments"], json!([]));
}
