//! What is signed is genuine, and who signed is known or not.

use super::kit::*;
use fieldseal::pdf::{Dictionary, Object, ObjectId, Reader, Writer};
use fieldseal::signature::{
    ChangeGrade, Identity, SignatureError, SignatureKind, Trust, VerdictCode, certify, verify, verify_message,
};
use std::fs::{File, OpenOptions};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

#[test]
fn a_certified_file_is_genuine_and_says_who_when_and_what() {
    let auditor = identity(1);
    let file = certified(&auditor);
    let verdict = judged(&file, &trusting(&[&auditor]), later(1));
    assert_eq!((verdict.code, verdict.exit_code()), (VerdictCode::GenuineTrusted, 0));
    assert_eq!((verdict.revisions, verdict.bytes_after_end), (2, 0));
    assert_eq!(verdict.empty_fields, ["supervisor"]);
    let [signature] = &verdict.signatures[..] else { panic!("one signature") };
    assert_eq!((signature.field.as_str(), signature.kind), ("auditor", SignatureKind::Certification));
    assert_eq!((signature.trust, signature.permits), (Trust::Direct, Some(2)));
    assert!(signature.intact && signature.covers_whole_file && signature.problems.is_empty());
    assert_eq!(signature.claimed_time, Some(NOW));
    assert_eq!(signature.reason.as_deref(), Some("Report (of the inspection)"));
    assert_eq!(signature.sub_filter, "ETSI.CAdES.detached");
    let signer = signature.signer.as_ref().unwrap();
    assert_eq!((signer.name.as_str(), signer.organisation.as_str()), ("Lin Wei 林伟", "Example, Ltd. (fictitious)"));
    assert!(signer.self_issued);
    assert_eq!(signer.fingerprint, auditor.fingerprint());
}

#[test]
fn a_signer_who_is_not_known_is_said_to_be_unknown() {
    let auditor = identity(1);
    let file = certified(&auditor);
    for store in [trusting(&[]), trusting(&[&identity(2)])] {
        let verdict = judged(&file, &store, later(1));
        assert_eq!((verdict.code, verdict.exit_code()), (VerdictCode::GenuineSignerUnknown, 4));
        assert!(verdict.signatures[0].intact);
    }
}

#[test]
fn a_countersignature_leaves_the_first_one_valid() {
    let (auditor, supervisor) = (identity(1), identity(2));
    let file = countersigned(certified(&auditor), &supervisor, later(2));
    let verdict = judged(&file, &trusting(&[&auditor, &supervisor]), later(3));
    assert_eq!(verdict.code, VerdictCode::GenuineTrusted);
    assert!(verdict.empty_fields.is_empty());
    let [first, second] = &verdict.signatures[..] else { panic!("two signatures") };
    assert_eq!(first.changes_after, ChangeGrade::FormFillingAndSignatures);
    assert_eq!((first.revision, second.revision), (Some(2), Some(3)));
    assert_eq!((second.kind, second.changes_after), (SignatureKind::Approval, ChangeGrade::Nothing));
    assert!(!first.covers_whole_file && second.covers_whole_file);
    // The second signer is a stranger: the whole is only as well known as its least known signer.
    let verdict = judged(&file, &trusting(&[&auditor]), later(3));
    assert_eq!(verdict.code, VerdictCode::GenuineSignerUnknown);
    assert_eq!(verdict.signatures[0].code, VerdictCode::GenuineTrusted);
}

#[test]
fn a_field_is_signed_once_and_a_file_certified_once() {
    let auditor = identity(1);
    let mut file = Cursor::new(certified(&auditor));
    let again = certify(&mut file, &auditor, &options(NOW), &mut on_and_on);
    assert!(matches!(again, Err(SignatureError::AlreadySigned)));
    let countersigned = countersigned(certified(&auditor), &auditor, NOW);
    let options = fieldseal::signature::CountersignOptions {
        field_name: "supervisor".to_owned(),
        signed_at: NOW,
        signer_name: String::new(),
        reason: None,
        location: None,
        appearance: Vec::new(),
    };
    let again = fieldseal::signature::countersign(&mut Cursor::new(countersigned), &auditor, &options, &mut on_and_on);
    assert!(matches!(again, Err(SignatureError::NoSuchField { .. })));
}

#[test]
fn the_certificate_must_hold_when_signing_and_when_verifying() {
    let auditor = identity(1);
    let store = trusting(&[&auditor]);
    let mut file = Cursor::new(document());
    let early = certify(&mut file, &auditor, &options(later(-1)), &mut on_and_on);
    assert!(matches!(early, Err(SignatureError::NotValidNow)));
    let file = certified(&auditor);
    assert_eq!(judged(&file, &store, later(5 * 365)).code, VerdictCode::GenuineTrusted);
    assert_eq!(judged(&file, &store, later(5 * 365 + 1)).code, VerdictCode::CertificateExpired);
    assert_eq!(judged(&file, &store, later(-1)).code, VerdictCode::CertificateNotYetValid);
}

#[test]
fn signing_adds_a_tagged_printable_field_and_changes_nothing_before_it() {
    let auditor = identity(1);
    let (before, after) = (document(), certified(&auditor));
    assert_eq!(&after[..before.len()], &before[..]);
    let mut reader = Reader::open(Cursor::new(&after)).unwrap();
    let page = reader.get(PAGE).unwrap().object;
    let page = page.as_dictionary().unwrap();
    assert!(page.is_name("Tabs", "S"));
    for widget in page.get("Annots").unwrap().as_array().unwrap() {
        let widget = reader.get(widget.as_reference().unwrap()).unwrap();
        let dictionary = widget.dictionary().unwrap().clone();
        assert_eq!(dictionary.integer("F"), Some(4));
        assert!(dictionary.contains("TU"));
        let shown = dictionary.get("AP").and_then(Object::as_dictionary).and_then(|shown| shown.reference("N"));
        assert!(reader.get(shown.unwrap()).unwrap().stream.is_some());
        let key = dictionary.integer("StructParent").unwrap();
        let (_, catalog) = reader.catalog_at(1).unwrap();
        let root = reader.value(&catalog, "StructTreeRoot").unwrap();
        let tree = reader.value(root.as_dictionary().unwrap(), "ParentTree").unwrap();
        let numbers = tree.as_dictionary().unwrap().get("Nums").unwrap().as_array().unwrap().to_vec();
        let at = numbers.iter().position(|number| number.as_integer() == Some(key)).unwrap();
        let element = reader.get(numbers[at + 1].as_reference().unwrap()).unwrap();
        let kid = element.dictionary().unwrap().get("K").unwrap().as_dictionary().unwrap();
        assert!(element.dictionary().unwrap().is_name("S", "Form"));
        assert_eq!(kid.reference("Obj"), Some(widget.id));
    }
    let attachment = &reader.attachments().unwrap()[0];
    let mut record = Vec::new();
    reader.copy_decoded(&attachment.stream.clone(), &mut record, 1000).unwrap();
    assert_eq!(record, br#"{"answer":"conforming"}"#);
    assert_eq!(attachment.name, "record.json");
    assert_eq!(attachment.media_type.as_deref(), Some("application/json"));
    assert_eq!((attachment.relationship.as_deref(), attachment.size_bytes), (Some("Source"), Some(23)));
}

#[test]
fn a_page_that_is_not_there_is_refused() {
    let mut wrong = options(NOW);
    wrong.signature_place.page_index = 1;
    let refused = certify(&mut Cursor::new(document()), &identity(1), &wrong, &mut on_and_on);
    assert!(matches!(refused, Err(SignatureError::NoSuchPage { page_index: 1 })));
}

#[test]
fn a_large_file_is_streamed_reports_progress_and_can_be_stopped() {
    const PHOTO_BYTES: u64 = 100 << 20;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.pdf");
    let mut writer = Writer::new(File::create(&path).unwrap()).unwrap();
    let [catalog, pages, page, photo] = [(); 4].map(|()| writer.reserve());
    let span = writer.stream_from(photo, Dictionary::new(), PHOTO_BYTES, &mut std::io::repeat(b' ')).unwrap();
    assert_eq!(span.len(), PHOTO_BYTES);
    let kids = vec![Object::Reference(page)];
    let objects: [(ObjectId, Dictionary); 3] = [
        (catalog, Dictionary::new().with("Type", Object::name("Catalog")).with("Pages", pages)),
        (pages, Dictionary::new().with("Type", Object::name("Pages")).with("Kids", kids).with("Count", 1)),
        (page, Dictionary::new().with("Type", Object::name("Page")).with("Parent", pages).with("Contents", photo)),
    ];
    for (id, dictionary) in objects {
        writer.object(id, &Object::Dictionary(dictionary)).unwrap();
    }
    writer.finish(Dictionary::new().with("Root", catalog)).unwrap();
    let auditor = identity(1);
    let mut file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    let (mut heard, mut of) = (0, 0);
    certify(&mut file, &auditor, &options(NOW), &mut |done, total| {
        assert!(done > heard && done <= total);
        (heard, of) = (done, total);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(heard == of && heard > PHOTO_BYTES);
    let store = trusting(&[&auditor]);
    let verdict = verify(&mut file, &store, NOW, &mut on_and_on).unwrap();
    assert_eq!(verdict.code, VerdictCode::GenuineTrusted);
    let stopped = verify(&mut file, &store, NOW, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(SignatureError::Cancelled)));
    file.seek(SeekFrom::Start(span.start + PHOTO_BYTES / 2)).unwrap();
    file.write_all(b"!").unwrap();
    let verdict = verify(&mut file, &store, NOW, &mut on_and_on).unwrap();
    assert_eq!(verdict.code, VerdictCode::Altered);
    assert!(!verdict.signatures[0].intact);
    let mut other = Cursor::new(document());
    let stopped = certify(&mut other, &auditor, &options(NOW), &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(SignatureError::Cancelled)));
    let unfinished = judged(other.get_ref(), &store, NOW);
    assert_eq!(unfinished.exit_code(), 1, "an unfinished file is not genuine");
    let mut start = [0; 8];
    file.rewind().unwrap();
    file.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"%PDF-1.7");
}

#[test]
fn an_identity_opens_with_its_passphrase_only() {
    let made = identity(1);
    let certificate = made.certificate_pem().unwrap();
    let key = made.encrypt("correct horse 电池", &mut random(9)).unwrap();
    assert!(key.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    let opened = Identity::unlock(&key, &certificate, "correct horse 电池").unwrap();
    let signature = opened.sign_message(b"message").unwrap();
    assert_eq!(signature, made.sign_message(b"message").unwrap(), "deterministic");
    verify_message(&certificate, b"message", &signature).unwrap();
    let mismatch = |message: &[u8], signature: &[u8]| {
        matches!(verify_message(&certificate, message, signature), Err(SignatureError::Mismatch))
    };
    assert!(mismatch(b"massage", &signature));
    assert!(mismatch(b"message", &signature[1..]));
    assert!(mismatch(b"message", b""));
    assert!(matches!(Identity::unlock(&key, &certificate, "correct horse"), Err(SignatureError::WrongPassphrase)));
    let other = identity(2).certificate_pem().unwrap();
    assert!(matches!(
        Identity::unlock(&key, &other, "correct horse 电池"),
        Err(SignatureError::KeyAndCertificateDiffer)
    ));
    assert!(matches!(Identity::unlock("no key", &certificate, ""), Err(SignatureError::BadKey)));
    assert!(matches!(Identity::unlock(&certificate, &certificate, ""), Err(SignatureError::BadKey)));
    assert!(matches!(Identity::unlock(&key, "nothing", ""), Err(SignatureError::BadCertificate(_))));
    let shown = format!("{made:?}");
    assert!(shown.contains("redacted") && !shown.contains("SigningKey"), "{shown}");
}

#[test]
fn names_and_dates_that_make_no_certificate_are_refused() {
    use fieldseal::signature::Subject;
    let create = |name: &str, until| {
        let subject = Subject { name: name.to_owned(), organisation: String::new() };
        Identity::create(&subject, NOW, until, &mut random(3))
    };
    assert!(matches!(create(" ", later(1)), Err(SignatureError::EmptyName)));
    assert!(matches!(create("A", NOW), Err(SignatureError::BadValidity)));
    let facts = create("A, B + \"C\" <#>", later(30 * 365)).unwrap().facts();
    assert_eq!((facts.name.as_str(), facts.organisation.as_str()), ("A, B + \"C\" <#>", ""));
    assert_eq!(facts.valid_until.utc_ms, later(30 * 365).utc_ms, "beyond 2049");
}
