//! A small tagged document, identities, and ways to change a signed file.

use fieldseal::domain::{Digest, Moment};
use fieldseal::pdf::{Dictionary, Object, ObjectId, Update, Writer, deflate};
use fieldseal::signature::{
    CertifyOptions, CountersignOptions, FieldPlace, Identity, Subject, TrustStore, Verdict, certify, countersign,
    verify,
};
use std::io::Cursor;
use std::ops::ControlFlow;

pub const NOW: Moment = Moment { utc_ms: 1_795_249_200_000, utc_offset_min: 480 };
pub const DAY_MS: i64 = 86_400_000;

pub const CONTENT: ObjectId = ObjectId::new(4);
pub const PAGE: ObjectId = ObjectId::new(3);
pub const CATALOG: ObjectId = ObjectId::new(1);
pub const INFO: ObjectId = ObjectId::new(6);
pub const METADATA: ObjectId = ObjectId::new(7);
pub const RECORD: ObjectId = ObjectId::new(8);
/// A number that the document refers to and never defines.
pub const DANGLING: ObjectId = ObjectId::new(900);

pub const XMP: &str = "<?xpacket begin=\"\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"></x:xmpmeta><?xpacket end=\"w\"?>";

/// Bytes that look random and are the same in every run.
pub fn random(seed: u8) -> impl FnMut(&mut [u8]) {
    let mut counter = 0_u32;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            counter += 1;
            *byte = Digest::of(format!("{seed} {counter}").as_bytes()).as_bytes()[0];
        }
    }
}

pub fn later(days: i64) -> Moment {
    Moment { utc_ms: NOW.utc_ms + days * DAY_MS, ..NOW }
}

/// Identities differ by their seed, not by name.
pub fn identity(seed: u8) -> Identity {
    let subject = Subject { name: "Lin Wei 林伟".to_owned(), organisation: "Example, Ltd. (fictitious)".to_owned() };
    Identity::create(&subject, NOW, later(5 * 365), &mut random(seed)).unwrap()
}

pub fn trusting(identities: &[&Identity]) -> TrustStore {
    let mut store = TrustStore::new();
    for identity in identities {
        store.add_pem(&identity.certificate_pem().unwrap()).unwrap();
    }
    store
}

fn names(pairs: &[(&str, &str)]) -> Dictionary {
    pairs.iter().fold(Dictionary::new(), |dictionary, (key, name)| dictionary.with(key, Object::name(name)))
}

/// A tagged page with an attachment, metadata and a reference to nothing.
pub fn document() -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).unwrap();
    writer.reserve_through(11);
    let [pages, structure, element, specification] = [2, 5, 10, 9].map(ObjectId::new);
    let embedded = Dictionary::new().with("Names", vec![Object::text("record.json"), Object::Reference(specification)]);
    let catalog = names(&[("Type", "Catalog")])
        .with("Pages", pages)
        .with("Metadata", METADATA)
        .with("StructTreeRoot", structure)
        .with("MarkInfo", Dictionary::new().with("Marked", true))
        .with("AF", vec![Object::Reference(specification)])
        .with("Names", Dictionary::new().with("EmbeddedFiles", embedded));
    writer.object(CATALOG, &Object::Dictionary(catalog)).unwrap();
    let kids = vec![Object::Reference(PAGE)];
    let tree = names(&[("Type", "Pages")]).with("Kids", kids).with("Count", 1);
    writer.object(pages, &Object::Dictionary(tree)).unwrap();
    let media_box: Vec<Object> = [0, 0, 595, 842].map(Object::Integer).to_vec();
    let page = names(&[("Type", "Page")])
        .with("Parent", pages)
        .with("MediaBox", media_box)
        .with("Resources", Dictionary::new())
        .with("Contents", CONTENT)
        .with("StructParents", 0)
        .with("PieceInfo", DANGLING);
    writer.object(PAGE, &Object::Dictionary(page)).unwrap();
    let content = deflate(b"/P <</MCID 0>> BDC 0.9 g 50 50 100 100 re f EMC").unwrap();
    writer.stream(CONTENT, names(&[("Filter", "FlateDecode")]), &content).unwrap();
    let parents = vec![Object::Integer(0), Object::Array(vec![Object::Reference(element)])];
    let root = names(&[("Type", "StructTreeRoot")])
        .with("K", element)
        .with("ParentTree", Dictionary::new().with("Nums", parents))
        .with("ParentTreeNextKey", 1);
    writer.object(structure, &Object::Dictionary(root)).unwrap();
    let kids = vec![Object::Integer(0)];
    let part = names(&[("Type", "StructElem"), ("S", "Document")]).with("P", structure).with("Pg", PAGE);
    writer.object(element, &Object::Dictionary(part.with("K", kids))).unwrap();
    writer.object(INFO, &Object::Dictionary(Dictionary::new().with("Title", Object::text("Report")))).unwrap();
    writer.stream(METADATA, names(&[("Type", "Metadata"), ("Subtype", "XML")]), XMP.as_bytes()).unwrap();
    let record = br#"{"answer":"conforming"}"#;
    let kind = names(&[("Type", "EmbeddedFile"), ("Subtype", "application/json")]);
    let size = i64::try_from(record.len()).unwrap();
    writer.stream(RECORD, kind.with("Params", Dictionary::new().with("Size", size)), record).unwrap();
    let specified = names(&[("Type", "Filespec"), ("AFRelationship", "Source")])
        .with("F", Object::text("record.json"))
        .with("UF", Object::text("record.json"))
        .with("EF", Dictionary::new().with("F", RECORD));
    writer.object(specification, &Object::Dictionary(specified)).unwrap();
    writer.finish(Dictionary::new().with("Root", CATALOG).with("Info", INFO)).unwrap()
}

pub fn place(name: &str) -> FieldPlace {
    FieldPlace {
        name: name.to_owned(),
        tooltip: format!("Signature of the {name}"),
        page_index: 0,
        rect_pt: [50.0, 200.0, 250.0, 250.5],
        appearance: b"1 w 10 10 m 100 40 l S".to_vec(),
    }
}

pub fn options(signed_at: Moment) -> CertifyOptions {
    CertifyOptions {
        signed_at,
        signer_name: "Lin Wei 林伟".to_owned(),
        reason: Some("Report (of the inspection)".to_owned()),
        location: None,
        signature_place: place("auditor"),
        supervisor_place: Some(FieldPlace { appearance: Vec::new(), ..place("supervisor") }),
    }
}

pub fn on_and_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn certified_as(document: Vec<u8>, identity: &Identity, options: &CertifyOptions) -> Vec<u8> {
    let mut file = Cursor::new(document);
    certify(&mut file, identity, options, &mut on_and_on).unwrap();
    file.into_inner()
}

pub fn certified(identity: &Identity) -> Vec<u8> {
    certified_as(document(), identity, &options(NOW))
}

pub fn countersigned(file: Vec<u8>, identity: &Identity, signed_at: Moment) -> Vec<u8> {
    let options = CountersignOptions {
        field_name: "supervisor".to_owned(),
        signed_at,
        signer_name: "Lin Wei 林伟".to_owned(),
        reason: None,
        location: None,
        appearance: b"2 w 10 10 m 60 40 l S".to_vec(),
    };
    let mut file = Cursor::new(file);
    countersign(&mut file, identity, &options, &mut on_and_on).unwrap();
    file.into_inner()
}

pub fn judged(file: &[u8], trust: &TrustStore, now: Moment) -> Verdict {
    verify(Cursor::new(file), trust, now, &mut on_and_on).unwrap()
}

/// The file with one more revision.
pub fn appended(file: &[u8], change: impl FnOnce(&mut Update<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut update = Update::begin(Cursor::new(file.to_vec())).unwrap();
    change(&mut update);
    update.finish([7; 16]).unwrap().into_inner()
}

/// One more revision in which a dictionary has other entries.
pub fn with_entries(file: &[u8], id: ObjectId, change: impl FnOnce(&mut Dictionary)) -> Vec<u8> {
    appended(file, |update| {
        let mut dictionary = update.reader().get(id).unwrap().dictionary().unwrap().clone();
        change(&mut dictionary);
        update.object(id, &Object::Dictionary(dictionary)).unwrap();
    })
}

/// The only object whose dictionary has this entry.
pub fn find(file: &[u8], wanted: impl Fn(&Dictionary) -> bool) -> ObjectId {
    let mut reader = fieldseal::pdf::Reader::open(Cursor::new(file)).unwrap();
    let numbers: Vec<u32> = reader.entries(reader.newest()).into_keys().collect();
    let found: Vec<ObjectId> = numbers
        .into_iter()
        .map(ObjectId::new)
        .filter(|id| reader.get(*id).unwrap().dictionary().is_some_and(&wanted))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0]
}

/// Where `text` stands for the last time.
pub fn last(file: &[u8], text: &str) -> usize {
    file.windows(text.len()).rposition(|window| window == text.as_bytes()).unwrap()
}
