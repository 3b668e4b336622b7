//! The file around the pages: attachment, bookmarks, structure, language, identity.

use super::stage::Stage;
use super::{EN, MODES, ZH};
use fieldseal::domain::{ReportKind, ReportLanguages};
use fieldseal::pdf::{Object, Reader};
use std::io::Cursor;

fn reader(bytes: Vec<u8>) -> Reader<Cursor<Vec<u8>>> {
    Reader::open(Cursor::new(bytes)).unwrap()
}

#[test]
fn the_record_is_attached_byte_for_byte_as_the_source_of_the_pages() {
    let mut stage = Stage::example();
    stage.record = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
    let mut reader = reader(stage.report(ReportKind::Inspection, EN).0);
    let attachments = reader.attachments().unwrap();
    assert_eq!(attachments.len(), 1);
    assert_eq!(attachments[0].name, "fieldseal-record.json");
    assert_eq!(attachments[0].relationship.as_deref(), Some("Source"));
    assert_eq!(attachments[0].media_type.as_deref(), Some("application/json"));
    let mut content = Vec::new();
    reader.copy_decoded(&attachments[0].stream, &mut content, 10_000_000).unwrap();
    assert!(content == stage.record);
    let (_, catalog) = reader.catalog_at(0).unwrap();
    assert_eq!(reader.value(&catalog, "AF").unwrap().as_array().unwrap().len(), 1);
}

#[test]
fn catalog_names_language_structure_metadata_and_bookmarks() {
    let stage = Stage::example();
    for (mode, language) in [(EN, "en"), (ZH, "zh-CN"), (ReportLanguages::Both, "en")] {
        let mut reader = reader(stage.report(ReportKind::Inspection, mode).0);
        let (_, catalog) = reader.catalog_at(0).unwrap();
        assert_eq!(catalog.get("Lang"), Some(&Object::text(language)));
        for key in ["StructTreeRoot", "Metadata", "OutputIntents", "MarkInfo"] {
            assert!(catalog.contains(key), "{key}");
        }
        let outlines = reader.value(&catalog, "Outlines").unwrap();
        // Title, summary, scope, answers, samples, findings, plan, meetings, signatures, photo log, how to check.
        assert_eq!(outlines.as_dictionary().unwrap().integer("Count"), Some(11));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_one_another_identity() {
    let stage = Stage::example();
    let identity = |bytes: &[u8]| {
        let reader = reader(bytes.to_vec());
        format!("{:?}", reader.trailer(0).get("ID").unwrap())
    };
    let mut identities = Vec::new();
    for mode in MODES {
        let (one, first) = stage.report(ReportKind::Inspection, mode);
        let (two, second) = stage.report(ReportKind::Inspection, mode);
        assert!(one == two && first == second, "{mode:?}");
        identities.push(identity(&one));
    }
    let mut changed = Stage::example();
    changed.inspection.findings[0].evidence.push('.');
    identities.push(identity(&changed.report(ReportKind::Inspection, EN).0));
    changed.record.push(b' ');
    identities.push(identity(&changed.report(ReportKind::Inspection, EN).0));
    identities.sort();
    identities.dedup();
    assert_eq!(identities.len(), 5);
}

#[test]
fn the_signature_places_lie_on_one_page_beside_each_other_and_are_free() {
    let stage = Stage::example();
    for mode in MODES {
        let (bytes, output) = stage.report(ReportKind::Inspection, mode);
        let (auditor, supervisor) = (output.signature_places.auditor, output.signature_places.supervisor.unwrap());
        assert_eq!(auditor.page_index, supervisor.page_index);
        assert!(auditor.rect_pt[2] < supervisor.rect_pt[0]);
        for place in [auditor, supervisor] {
            let [left, low, right, high] = place.rect_pt;
            assert!(
                right - left > 150.0 && high - low > 40.0 && left > 50.0 && right < 546.0 && low > 60.0 && high < 800.0
            );
            let within = |run: &&super::text::Run| {
                let (x, y) = (f64::from(run.x_pt), f64::from(run.y_pt));
                (left..right).contains(&x) && (low..high).contains(&y)
            };
            let pages = super::text::pages(&bytes);
            assert_eq!(pages[place.page_index].iter().filter(within).count(), 0);
        }
    }
    let (_, plan) = stage.report(ReportKind::ClosingPlan, EN);
    assert!(plan.signature_places.supervisor.is_none());
}

#[test]
fn fonts_are_subsets_with_their_tag() {
    let (bytes, _) = Stage::example().report(ReportKind::Inspection, ReportLanguages::Both);
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let mut names = Vec::new();
    let mut program_bytes = 0;
    for object in document.objects.values() {
        if let Ok(dictionary) = object.as_dict()
            && let Ok(name) = dictionary.get(b"FontName").and_then(lopdf::Object::as_name)
        {
            names.push(String::from_utf8(name.to_vec()).unwrap());
            let program = dictionary.get(b"FontFile2").and_then(lopdf::Object::as_reference).unwrap();
            program_bytes += document.get_object(program).unwrap().as_stream().unwrap().content.len();
        }
    }
    assert_eq!(names.len(), 3);
    for name in names {
        let (tag, rest) = name.split_once('+').unwrap();
        assert!(tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()), "{name}");
        assert!(["Inter-Regular", "Inter-SemiBold", "NotoSansSC-Regular"].contains(&rest));
    }
    assert!(program_bytes < 400_000, "{program_bytes}");
}
