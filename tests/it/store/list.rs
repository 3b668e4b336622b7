//! Lists: compared with the inspections folded from their events.

use super::append::new_store;
use super::history::{self, inspection_id, summary_of};
use fieldseal::domain::{
    FindingQuery, Inspection, InspectionRow, InspectionSort, InspectionState, ListQuery, PositionKind, Severity, Stream,
};
use fieldseal::store::Store;

fn folded(store: &Store, number: u8) -> Inspection {
    Inspection::replay(&store.events(Stream::Inspection(inspection_id(number))).unwrap()).unwrap()
}

fn all() -> ListQuery {
    ListQuery { limit: 100, descending: true, ..ListQuery::default() }
}

fn numbers(rows: &[InspectionRow]) -> Vec<&str> {
    rows.iter().map(|row| row.number.trim_start_matches("RPT-2026-")).collect()
}

#[test]
fn a_row_says_what_the_folded_inspection_says() {
    let (_folder, store) = history::full_store();
    for number in 1..=3 {
        let inspection = folded(&store, number);
        let row = store.inspection_row(inspection_id(number)).unwrap().unwrap();
        assert_eq!(row.number, inspection.plan.number);
        assert_eq!(row.state, inspection.state);
        assert_eq!(row.report_id, inspection.report_id);
        assert_eq!((row.supplier_id, row.site_id), (inspection.plan.supplier_id, inspection.plan.site_id));
        assert_eq!((row.starts_on, row.ends_on), (inspection.plan.starts_on, inspection.plan.ends_on));
        assert_eq!(row.inspection_type, inspection.plan.inspection_type);
        assert_eq!(row.team, inspection.plan.team.iter().map(|m| m.name.as_str()).collect::<Vec<_>>());
        assert_eq!(row.changed_at, inspection.changed_at);
        assert_eq!(row.photos as usize, inspection.photos.len());
        let counts = [
            (Severity::Critical, row.findings.critical),
            (Severity::Major, row.findings.major),
            (Severity::Minor, row.findings.minor),
            (Severity::Opportunity, row.findings.opportunity),
        ];
        for (severity, count) in counts {
            assert_eq!(count as usize, inspection.count(severity));
        }
        assert_eq!(row.summary, summary_of(&inspection));
    }
    let row = store.inspection_row(inspection_id(1)).unwrap().unwrap();
    assert_eq!(row.supplier_name, "Example Textile and Dyeing");
    assert_eq!((row.template_id.as_str(), row.template_version.as_str()), ("esg", "1"));
}

#[test]
fn findings_are_listed_worst_first_with_the_numbers_of_the_inspection() {
    let (_folder, store) = history::full_store();
    let inspection = folded(&store, 1);
    let page = store.findings_overview(&FindingQuery { limit: 10, ..FindingQuery::default() }).unwrap();
    assert_eq!(page.total as usize, inspection.findings.len());
    let severities: Vec<Severity> = page.rows.iter().map(|row| row.severity).collect();
    assert_eq!(severities, [Severity::Critical, Severity::Major, Severity::Minor]);
    for row in &page.rows {
        let finding = inspection.finding(row.id).unwrap();
        assert_eq!(row.number, inspection.finding_number(row.id));
        assert_eq!(row.title, finding.title);
        assert_eq!(row.sensitive, finding.sensitive);
        assert_eq!(row.owner, inspection.action(finding).owner);
        assert_eq!(row.agreed_due_on, finding.agreed_due_on);
        assert_eq!(row.fixed_due, inspection.fixed(row.id).map(|fixed| fixed.due));
        assert_eq!(row.position, inspection.positions.get(&row.id).map(|position| position.kind));
    }
    assert_eq!(page.rows[0].owner, "王厂长");
    assert_eq!(page.rows[0].position, Some(PositionKind::Agreed));
    let linked = inspection.photo(history::photo_id(1)).unwrap();
    assert_eq!(page.rows[0].photo, Some(inspection.rendition(linked)));
    assert_eq!(page.rows[1].photo, None);
}

#[test]
fn findings_are_numbered_before_any_seal_as_the_inspection_numbers_them() {
    let (_folder, mut store) = new_store();
    history::write_workspace(&mut store);
    let stream = Stream::Inspection(inspection_id(1));
    // Up to the finding that was withdrawn and raised again.
    for (minute, body) in (20..).zip(history::bodies(1).into_iter().take(30)) {
        history::write(&mut store, stream, minute, body).unwrap();
    }
    let inspection = folded(&store, 1);
    let page = store.findings_overview(&FindingQuery { limit: 10, ..FindingQuery::default() }).unwrap();
    assert_eq!(page.rows.len(), 3);
    for row in page.rows {
        assert_eq!(row.number, inspection.finding_number(row.id));
        assert_eq!(row.fixed_due, None);
    }
}

#[test]
fn findings_are_filtered() {
    let (_folder, store) = history::full_store();
    let count = |query: FindingQuery| store.findings_overview(&FindingQuery { limit: 10, ..query }).unwrap().total;
    assert_eq!(count(FindingQuery { severities: vec![Severity::Minor], ..FindingQuery::default() }), 1);
    assert_eq!(count(FindingQuery { text: "堵塞".to_owned(), ..FindingQuery::default() }), 1);
    assert_eq!(count(FindingQuery { text: "Exits free".to_owned(), ..FindingQuery::default() }), 3);
    assert_eq!(count(FindingQuery { states: vec![InspectionState::Planned], ..FindingQuery::default() }), 0);
    assert_eq!(count(FindingQuery { inspection_id: Some(inspection_id(2)), ..FindingQuery::default() }), 0);
}

#[test]
fn the_list_is_sorted_filtered_and_cut() {
    let (_folder, store) = history::full_store();
    let list = |query: &ListQuery| store.inspection_rows(query).unwrap();
    let page = list(&all());
    assert_eq!((numbers(&page.rows), page.total), (vec!["0003", "0002", "0001"], 3));
    let part = list(&ListQuery { offset: 1, limit: 1, ..all() });
    assert_eq!((numbers(&part.rows), part.total), (vec!["0002"], 3));
    let ascending = |sort| list(&ListQuery { sort, descending: false, ..all() });
    assert_eq!(numbers(&ascending(InspectionSort::Number).rows), ["0001", "0002", "0003"]);
    assert_eq!(numbers(&ascending(InspectionSort::State).rows), ["0002", "0001", "0003"]);
    assert_eq!(numbers(&ascending(InspectionSort::Supplier).rows), ["0003", "0002", "0001"]);
    let worst = list(&ListQuery { sort: InspectionSort::Findings, ..all() });
    assert_eq!(numbers(&worst.rows), ["0001", "0003", "0002"]);
    for sort in [InspectionSort::Site, InspectionSort::StartsOn, InspectionSort::Progress, InspectionSort::Letter] {
        assert_eq!(ascending(sort).rows.len(), 3);
    }
    let states = ListQuery { states: vec![InspectionState::Sealed, InspectionState::Cancelled], ..all() };
    assert_eq!(numbers(&list(&states).rows), ["0003", "0001"]);
    assert_eq!(numbers(&list(&ListQuery { severities: vec![Severity::Critical], ..all() }).rows), ["0001"]);
    let metal = history::supplier(1, "").id;
    assert_eq!(numbers(&list(&ListQuery { supplier_id: Some(metal), ..all() }).rows), ["0003"]);
    assert_eq!(store.inspection_states().unwrap().into_values().sum::<u64>(), 3);
}

#[test]
fn the_list_is_searched_in_all_texts_of_an_inspection() {
    let (_folder, store) = history::full_store();
    let found = |text: &str| {
        let page = store.inspection_rows(&ListQuery { text: text.to_owned(), ..all() }).unwrap();
        numbers(&page.rows).join(" ")
    };
    assert_eq!(found("rpt-2026-0002"), "0002");
    assert_eq!(found("Dyeing"), "0002 0001");
    assert_eq!(found("堵塞"), "0001");
    assert_eq!(found("苏州"), "0003 0002 0001");
    assert_eq!(found("nowhere"), "");
    assert_eq!(found("  "), "0003 0002 0001");
}

#[test]
fn inspections_are_found_by_number() {
    let (_folder, store) = history::full_store();
    assert_eq!(store.inspection_numbered("rpt-2026-0002").unwrap(), Some(inspection_id(2)));
    assert_eq!(store.inspection_numbered("RPT-2026-0009").unwrap(), None);
    assert_eq!(store.last_number("RPT-2026-").unwrap().as_deref(), Some("RPT-2026-0003"));
    assert_eq!(store.last_number("RPT-2027-").unwrap(), None);
}

#[test]
fn suppliers_and_sites_are_listed_and_searched() {
    let (_folder, store) = history::full_store();
    let names = |text: &str| store.suppliers(text).unwrap().into_iter().map(|s| s.name).collect::<Vec<_>>();
    // The other one was archived.
    assert_eq!(names(""), ["Example Textile and Dyeing"]);
    assert_eq!(names("dyeing"), ["Example Textile and Dyeing"]);
    assert_eq!(names("精密"), ["Example Textile and Dyeing"]);
    assert_eq!(names("一号厂房"), ["Example Textile and Dyeing"]);
    assert_eq!(names("91320500MA0000002X"), ["Example Textile and Dyeing"]);
    assert_eq!(names("100%"), Vec::<String>::new());
    let archived = history::supplier(1, "Example Metal");
    assert_eq!(store.supplier(archived.id).unwrap().unwrap().name, "Example Metalworks");
    let same = store.supplier_registered("CN", &archived.registration).unwrap().unwrap();
    assert_eq!(same.id, archived.id);
    assert_eq!(store.supplier_registered("DE", &archived.registration).unwrap(), None);
    let textile = history::supplier(2, "Example Textile");
    let sites = store.sites(textile.id).unwrap();
    assert_eq!(sites, [history::site(2, &textile)]);
    assert_eq!(store.site(history::site(3, &textile).id).unwrap().unwrap().name, "Old warehouse");
}

#[test]
fn people_settings_checklists_and_photo_files_are_listed() {
    let (_folder, store) = history::full_store();
    assert_eq!(store.people().unwrap(), [history::person()]);
    assert_eq!(store.settings().unwrap().get("theme").map(String::as_str), Some("dark"));
    assert_eq!(store.templates().unwrap().len(), 1);
    assert_eq!(store.rule_sets().unwrap()[0].id, "house");
    let files = store.photo_files().unwrap();
    let in_use: Vec<bool> = [1, 2, 3]
        .map(|number| files.iter().find(|file| file.size_bytes == 2_000_000 + number).unwrap().in_use)
        .to_vec();
    assert_eq!(in_use, [true, true, false]);
}
