//! What may come after a signature and what makes the file altered.

use super::kit::*;
use fieldseal::pdf::{Dictionary, Object, ObjectId, PdfString, Update};
use fieldseal::signature::{ChangeGrade, Identity, Problem, VerdictCode};
use std::io::Cursor;

/// The verdict after one more revision, with the auditor trusted.
fn after(change: impl FnOnce(&[u8]) -> Vec<u8>) -> (VerdictCode, ChangeGrade, Vec<Problem>) {
    let auditor = identity(1);
    let file = certified(&auditor);
    let changed = change(&file);
    assert!(changed.starts_with(&file), "only appended to");
    let verdict = judged(&changed, &trusting(&[&auditor]), later(1));
    let signature = &verdict.signatures[0];
    assert!(signature.intact, "what was signed is still there: {:?}", signature.problems);
    (verdict.code, signature.changes_after, signature.problems.clone())
}

#[track_caller]
fn altered(change: impl FnOnce(&[u8]) -> Vec<u8>) {
    let (code, grade, problems) = after(change);
    assert_eq!((code, grade), (VerdictCode::Altered, ChangeGrade::Other), "{problems:?}");
}

#[track_caller]
fn allowed(grade: ChangeGrade, change: impl FnOnce(&[u8]) -> Vec<u8>) {
    let (code, found, problems) = after(change);
    assert_eq!((code, found), (VerdictCode::GenuineTrusted, grade), "{problems:?}");
}

fn replaced_stream(file: &[u8], id: ObjectId, content: &[u8]) -> Vec<u8> {
    appended(file, |update| {
        let dictionary = update.reader().get(id).unwrap().dictionary().unwrap().clone();
        update.stream(id, dictionary, content).unwrap();
    })
}

fn new_field(kind: &str, right: i64) -> Dictionary {
    let rect: Vec<Object> = [10, 10, right, 60].map(Object::Integer).to_vec();
    Dictionary::new()
        .with("Type", Object::name("Annot"))
        .with("Subtype", Object::name("Widget"))
        .with("FT", Object::name(kind))
        .with("T", Object::text("added"))
        .with("Rect", rect)
        .with("P", PAGE)
}

/// A revision with a new field in the form and on the page.
fn with_field(file: &[u8], field: Dictionary) -> Vec<u8> {
    let form = find(file, |dictionary| dictionary.contains("SigFlags"));
    appended(file, |update| {
        let id = update.reserve();
        update.object(id, &Object::Dictionary(field)).unwrap();
        push(update, form, "Fields", Object::Reference(id));
        push(update, PAGE, "Annots", Object::Reference(id));
    })
}

fn push(update: &mut Update<Cursor<Vec<u8>>>, owner: ObjectId, key: &str, item: Object) {
    let dictionary = update.reader().get(owner).unwrap().dictionary().unwrap().clone();
    let mut items = dictionary.get(key).unwrap().as_array().unwrap().to_vec();
    items.push(item);
    update.object(owner, &Object::Dictionary(dictionary.with(key, items))).unwrap();
}

#[test]
fn what_the_pages_show_may_not_change() {
    altered(|file| replaced_stream(file, CONTENT, b"other"));
    altered(|file| with_entries(file, PAGE, |page| page.set("Rotate", 90)));
    altered(|file| with_entries(file, PAGE, |page| page.set("Contents", RECORD)));
    altered(|file| with_entries(file, ObjectId::new(2), |pages| pages.set("Count", 2)));
    altered(|file| with_entries(file, CATALOG, |catalog| catalog.set("OpenAction", PAGE)));
    altered(|file| with_entries(file, CATALOG, |catalog| drop(catalog.remove("AF"))));
    altered(|file| with_entries(file, CATALOG, |catalog| drop(catalog.remove("Perms"))));
    altered(|file| with_entries(file, CATALOG, |catalog| drop(catalog.remove("AcroForm"))));
}

#[test]
fn the_attached_record_may_not_change() {
    altered(|file| replaced_stream(file, RECORD, br#"{"answer":"critical"}"#));
    altered(|file| {
        with_entries(file, ObjectId::new(9), |specification| {
            specification.set("EF", Dictionary::new().with("F", METADATA));
        })
    });
}

#[test]
fn an_annotation_on_top_is_an_alteration_however_it_is_written() {
    let note = Dictionary::new().with("Type", Object::name("Annot")).with("Subtype", Object::name("FreeText"));
    altered(|file| {
        appended(file, |update| {
            let id = update.reserve();
            update.object(id, &Object::Dictionary(note.clone())).unwrap();
            push(update, PAGE, "Annots", Object::Reference(id));
        })
    });
    altered(|file| appended(file, |update| push(update, PAGE, "Annots", Object::Dictionary(note.clone()))));
    // Hidden behind a field that may be added.
    altered(|file| with_field(file, new_field("Sig", 10).with("Subtype", Object::name("FreeText"))));
    altered(|file| {
        let file = with_field(file, new_field("Sig", 10));
        appended(&file, |update| push(update, PAGE, "Annots", Object::Dictionary(note.clone())))
    });
}

#[test]
fn only_invisible_signature_fields_may_be_added_to_a_certified_file() {
    allowed(ChangeGrade::TimestampsOrValidationData, |file| with_field(file, new_field("Sig", 10)));
    altered(|file| with_field(file, new_field("Sig", 60)));
    altered(|file| with_field(file, new_field("Tx", 10)));
    altered(|file| with_field(file, new_field("Sig", 10).with("AA", Dictionary::new())));
    altered(|file| with_field(file, new_field("Sig", 10).with("T", Object::text("auditor"))));
    // A rectangle that cannot be read is not invisible.
    altered(|file| with_field(file, new_field("Sig", 10).with("Rect", vec![Object::Null; 4])));
}

#[test]
fn signature_fields_stay_as_they_were_signed() {
    let auditors = |dictionary: &Dictionary| dictionary.contains("V") && dictionary.is_name("FT", "Sig");
    altered(|file| with_entries(file, find(file, auditors), |field| field.set("Rect", vec![Object::Integer(0); 4])));
    let auditor = identity(1);
    let file = certified(&auditor);
    let prepared = |dictionary: &Dictionary| dictionary.is_name("FT", "Sig") && !dictionary.contains("V");
    let nonsense = with_entries(&file, find(&file, prepared), |field| field.set("V", PAGE));
    let verdict = judged(&nonsense, &trusting(&[&auditor]), NOW);
    let codes: Vec<VerdictCode> = verdict.signatures.iter().map(|signature| signature.code).collect();
    assert_eq!(codes, [VerdictCode::InvalidSignature, VerdictCode::Altered]);
    let removed = with_entries(&file, find(&file, auditors), |field| drop(field.remove("V")));
    let verdict = judged(&removed, &trusting(&[&auditor]), NOW);
    assert_eq!(verdict.code, VerdictCode::Altered);
    assert!(verdict.signatures[0].problems.contains(&Problem::SignatureRemoved));
}

#[test]
fn metadata_may_be_updated_and_nothing_smuggled_in_as_metadata() {
    allowed(ChangeGrade::TimestampsOrValidationData, |file| {
        with_entries(file, INFO, |info| info.set("ModDate", Object::text("D:2026")))
    });
    allowed(ChangeGrade::TimestampsOrValidationData, |file| {
        replaced_stream(file, METADATA, format!("{XMP} ").as_bytes())
    });
    altered(|file| replaced_stream(file, METADATA, b"0 0 500 500 re f"));
    altered(|file| with_entries(file, CATALOG, |catalog| catalog.set("Metadata", CONTENT)));
}

#[test]
fn validation_data_may_be_added_in_its_own_form() {
    let store = |file: &[u8], key: &str| {
        appended(file, |update| {
            let (stream, dss) = (update.reserve(), update.reserve());
            update.stream(stream, Dictionary::new(), b"a certificate").unwrap();
            let list = Dictionary::new().with(key, vec![Object::Reference(stream)]);
            update.object(dss, &Object::Dictionary(list)).unwrap();
            let (_, catalog) = update.reader().catalog_at(1).unwrap();
            update.object(CATALOG, &Object::Dictionary(catalog.with("DSS", dss))).unwrap();
        })
    };
    allowed(ChangeGrade::TimestampsOrValidationData, |file| store(file, "Certs"));
    altered(|file| store(file, "Pages"));
}

#[test]
fn what_changes_nothing_is_no_alteration() {
    allowed(ChangeGrade::Nothing, |file| with_entries(file, PAGE, |_| ()));
    allowed(ChangeGrade::TimestampsOrValidationData, |file| {
        appended(file, |update| {
            let id = update.reserve();
            update.object(id, &Object::text("nobody refers to this")).unwrap();
        })
    });
}

#[test]
fn a_reference_to_nothing_may_not_come_to_life() {
    altered(|file| appended(file, |update| drop(update.object(DANGLING, &Object::Dictionary(Dictionary::new())))));
}

#[test]
fn an_alteration_that_a_later_revision_takes_back_still_counts() {
    altered(|file| {
        let changed = with_entries(file, PAGE, |page| page.set("Rotate", 90));
        with_entries(&changed, PAGE, |page| drop(page.remove("Rotate")))
    });
}

#[test]
fn objects_may_not_be_freed() {
    altered(|file| {
        let newest = String::from_utf8_lossy(&file[last(file, "startxref")..]).into_owned();
        let previous: u64 = newest.lines().nth(1).unwrap().parse().unwrap();
        let start = file.len();
        let tail = format!(
            "xref\n0 1\n{:010} 65535 f \n10 1\n0000000000 00001 f \ntrailer\n<</Size 1000/Root 1 0 R/Info 6 0 R/Prev \
             {previous}>>\nstartxref\n{start}\n%%EOF\n",
            10
        );
        [file, tail.as_bytes()].concat()
    });
}

#[test]
fn a_countersigned_file_that_is_changed_is_altered_for_both() {
    let (auditor, supervisor) = (identity(1), identity(2));
    let file = countersigned(certified(&auditor), &supervisor, NOW);
    let store = trusting(&[&auditor, &supervisor]);
    let changed = with_entries(&file, PAGE, |page| page.set("Rotate", 90));
    let verdict = judged(&changed, &store, NOW);
    let codes: Vec<VerdictCode> = verdict.signatures.iter().map(|signature| signature.code).collect();
    assert_eq!(codes, [VerdictCode::Altered; 2]);
    // Changed between the two signatures: the second signer signed an altered file.
    let between = with_entries(&certified(&auditor), PAGE, |page| page.set("Rotate", 90));
    let verdict = judged(&countersigned(between, &supervisor, NOW), &store, NOW);
    let codes: Vec<VerdictCode> = verdict.signatures.iter().map(|signature| signature.code).collect();
    assert_eq!(codes, [VerdictCode::Altered, VerdictCode::GenuineTrusted]);
    assert_eq!(verdict.code, VerdictCode::Altered);
}

#[test]
fn a_revision_that_leaves_the_signed_one_out_is_not_genuine() {
    let auditor: Identity = identity(1);
    let (before, file) = (document(), certified(&auditor));
    let first = String::from_utf8_lossy(&before[last(&before, "startxref")..]).into_owned();
    let rolled_back = [&file[..], first.as_bytes()].concat();
    assert_eq!(judged(&rolled_back, &trusting(&[&auditor]), NOW).exit_code(), 1);
    let offset: u64 = first.lines().nth(1).unwrap().parse().unwrap();
    let tail = format!(
        "xref\n0 0\ntrailer\n<</Size 1000/Root 1 0 R/Info 6 0 R/Prev {offset}>>\nstartxref\n{}\n%%EOF\n",
        file.len()
    );
    let skipped = [&file[..], tail.as_bytes()].concat();
    assert_eq!(judged(&skipped, &trusting(&[&auditor]), NOW).exit_code(), 1);
}

#[test]
fn encryption_added_later_is_refused() {
    let auditor = identity(1);
    let file = certified(&auditor);
    let newest = String::from_utf8_lossy(&file[last(&file, "startxref")..]).into_owned();
    let previous = newest.lines().nth(1).unwrap();
    let tail = format!(
        "xref\n0 0\ntrailer\n<</Size 1000/Root 1 0 R/Encrypt 6 0 R/Prev {previous}>>\nstartxref\n{}\n%%EOF\n",
        file.len()
    );
    let encrypted = [&file[..], tail.as_bytes()].concat();
    assert_eq!(judged(&encrypted, &trusting(&[&auditor]), NOW).code, VerdictCode::Encrypted);
}

#[test]
fn strings_compare_by_their_bytes() {
    allowed(ChangeGrade::Nothing, |file| {
        with_entries(file, INFO, |info| info.set("Title", Object::String(PdfString::hexadecimal(*b"Report"))))
    });
}
