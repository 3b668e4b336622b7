//! Reading files of other writers, and files made to do harm.

use fieldseal::pdf::{Dictionary, Entry, Limits, Object, ObjectId, PdfError, Reader, SectionKind, Update, deflate};
use std::io::Cursor;

/// A file written by hand.
pub struct Raw {
    pub bytes: Vec<u8>,
    offsets: Vec<(u32, usize)>,
}

impl Raw {
    pub fn new() -> Self {
        Self { bytes: b"%PDF-1.7\n".to_vec(), offsets: Vec::new() }
    }

    pub fn object(&mut self, number: u32, value: &str) -> &mut Self {
        self.offsets.push((number, self.bytes.len()));
        self.bytes.extend_from_slice(format!("{number} 0 obj\n{value}\nendobj\n").as_bytes());
        self
    }

    pub fn stream(&mut self, number: u32, entries: &str, content: &[u8]) -> &mut Self {
        self.offsets.push((number, self.bytes.len()));
        let head = format!("{number} 0 obj\n<<{entries} /Length {}>>\nstream\n", content.len());
        self.bytes.extend_from_slice(&[head.as_bytes(), content, b"\nendstream\nendobj\n"].concat());
        self
    }

    /// A table with all objects so far.
    pub fn table(mut self, trailer: &str) -> Vec<u8> {
        let start = self.bytes.len();
        let mut tail = "xref\n0 1\n0000000000 65535 f \n".to_owned();
        for (number, offset) in &self.offsets {
            tail += &format!("{number} 1\n{offset:010} 00000 n \n");
        }
        tail += &format!("trailer\n<<{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend_from_slice(tail.as_bytes());
        self.bytes
    }

    /// A cross-reference stream, object `number`, with the objects so far and those in object streams.
    pub fn xref_stream(mut self, number: u32, inside: &[(u32, u32, u8)], entries: &str) -> Vec<u8> {
        let start = self.bytes.len();
        let mut rows = Vec::new();
        let mut index = String::new();
        self.offsets.push((number, start));
        for (number, offset) in &self.offsets {
            let offset = u16::try_from(*offset).unwrap().to_be_bytes();
            rows.push([1, offset[0], offset[1], 0]);
            index += &format!("{number} 1 ");
        }
        for (number, container, at) in inside {
            let container = u16::try_from(*container).unwrap().to_be_bytes();
            rows.push([2, container[0], container[1], *at]);
            index += &format!("{number} 1 ");
        }
        // Each row as its difference to the one above (PNG `up`).
        let mut above = [0_u8; 4];
        let mut predicted = Vec::new();
        for row in rows {
            predicted.push(2);
            predicted.extend((0..4).map(|at| row[at].wrapping_sub(above[at])));
            above = row;
        }
        self.offsets.pop();
        let entries = format!(
            "/Type/XRef/W[1 2 1]/Index[{index}]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>{entries}"
        );
        self.stream(number, &entries, &deflate(&predicted).unwrap());
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        self.bytes
    }
}

/// Catalog, page tree and page in an object stream, as modern writers have them.
pub fn modern() -> Vec<u8> {
    let objects =
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R>>"];
    let mut head = String::new();
    let mut at = 0;
    for (number, object) in (1..).zip(objects) {
        head += &format!("{number} {at} ");
        at += object.len() + 1;
    }
    let content = format!("{head}{}\n", objects.join(" "));
    let mut raw = Raw::new();
    let entries = format!("/Type/ObjStm/N 3/First {}/Filter/FlateDecode", head.len());
    raw.stream(4, &entries, &deflate(content.as_bytes()).unwrap());
    raw.xref_stream(5, &[(1, 4, 0), (2, 4, 1), (3, 4, 2)], "/Root 1 0 R/Size 6")
}

fn minimal(more: impl FnOnce(&mut Raw)) -> Vec<u8> {
    let mut raw = Raw::new();
    raw.object(1, "<</Type/Catalog/Pages 2 0 R>>").object(2, "<</Type/Pages/Kids[]/Count 0>>");
    more(&mut raw);
    raw.table("/Root 1 0 R/Size 100")
}

fn open(bytes: &[u8]) -> Result<Reader<Cursor<&[u8]>>, PdfError> {
    Reader::open(Cursor::new(bytes))
}

#[test]
fn cross_reference_streams_and_object_streams_are_read() {
    let bytes = modern();
    let mut reader = open(&bytes).unwrap();
    assert_eq!(reader.pages_at(0).unwrap(), [ObjectId::new(3)]);
    assert_eq!(reader.entry(0, 2), Some(Entry::In { container: 4, index: 1 }));
    assert_eq!(reader.revisions()[0].kind, SectionKind::Stream);
    assert!(reader.revisions()[0].consistent && reader.trailing().is_empty());
    assert!(reader.get(ObjectId::new(77)).unwrap().object.is_null());
    assert!(reader.get(ObjectId { number: 3, generation: 1 }).unwrap().object.is_null());
}

#[test]
fn an_update_takes_the_form_that_the_file_has() {
    let bytes = modern();
    let mut update = Update::begin(Cursor::new(bytes.clone())).unwrap();
    let new = update.reserve();
    update.object(new, &Object::Integer(42)).unwrap();
    let page = Dictionary::new().with("Type", Object::name("Page")).with("Rotate", 90);
    update.object(ObjectId::new(3), &Object::Dictionary(page)).unwrap();
    let longer = update.finish([1; 16]).unwrap().into_inner();
    assert_eq!(&longer[..bytes.len()], &bytes[..]);
    let mut reader = open(&longer).unwrap();
    assert_eq!(reader.revisions()[1].kind, SectionKind::Stream);
    assert_eq!(reader.revisions()[1].span.start, bytes.len() as u64);
    assert_eq!(reader.get(new).unwrap().object, Object::Integer(42));
    let rotated = |reader: &mut Reader<_>, revision| {
        reader.get_at(revision, ObjectId::new(3)).unwrap().dictionary().unwrap().integer("Rotate")
    };
    assert_eq!((rotated(&mut reader, 0), rotated(&mut reader, 1)), (None, Some(90)));
}

#[test]
fn what_a_hybrid_file_hides_from_old_readers_is_found() {
    let mut raw = Raw::new();
    raw.object(1, "<</Type/Catalog/Pages 2 0 R/Hidden 3 0 R>>").object(2, "<</Type/Pages/Kids[]/Count 0>>");
    let hidden_at = raw.bytes.len();
    raw.bytes.extend_from_slice(b"3 0 obj\n(hidden)\nendobj\n");
    let beside_at = raw.bytes.len();
    let offset = u16::try_from(hidden_at).unwrap().to_be_bytes();
    raw.stream(9, "/Type/XRef/W[1 2 1]/Index[3 1]/Size 10", &[1, offset[0], offset[1], 0]);
    let bytes = raw.table(&format!("/Root 1 0 R/Size 10/XRefStm {beside_at}"));
    let mut reader = open(&bytes).unwrap();
    assert!(reader.revisions()[0].hybrid);
    assert_eq!(reader.get(ObjectId::new(3)).unwrap().object, Object::text("hidden"));
}

#[test]
fn the_two_sections_of_a_linearised_file_are_one_revision() {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let front = bytes.len();
    // The first section names object 1 and leads to the main one, whose position has a fixed width here.
    let length =
        "xref\n1 1\n0000000000 00000 n \ntrailer\n<</Root 1 0 R/Size 3/Prev 0000000000>>\nstartxref\n0\n%%EOF\n".len();
    let catalog = front + length;
    let objects = ["1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", "2 0 obj\n<</Kids[]>>\nendobj\n"];
    let main = catalog + objects[0].len() + objects[1].len();
    let first = format!(
        "xref\n1 1\n{catalog:010} 00000 n \ntrailer\n<</Root 1 0 R/Size 3/Prev {main:010}>>\nstartxref\n0\n%%EOF\n"
    );
    let rest = format!(
        "xref\n0 1\n0000000000 65535 f \n2 1\n{:010} 00000 n \ntrailer\n<</Size 3>>\nstartxref\n{front}\n%%EOF\n",
        catalog + objects[0].len()
    );
    bytes.extend_from_slice([&first, objects[0], objects[1], &rest].concat().as_bytes());
    let mut reader = open(&bytes).unwrap();
    assert_eq!(reader.revisions().len(), 1);
    assert!(reader.revisions()[0].consistent);
    assert_eq!(reader.revisions()[0].span.end, bytes.len() as u64);
    assert!(reader.pages_at(0).unwrap().is_empty());
}

#[test]
fn attachments_of_a_deep_name_tree_are_found_once() {
    let bytes = minimal(|raw| {
        raw.offsets.clear();
        raw.object(1, "<</Type/Catalog/Names<</EmbeddedFiles 3 0 R>>/AF[6 0 R]>>")
            .object(3, "<</Kids[4 0 R 5 0 R]>>")
            .object(4, "<</Names[(a) 6 0 R]/Limits[(a)(a)]>>")
            .object(5, "<</Names[(b) <</F(plain.txt)/EF<</F 8 0 R>>/AFRelationship/Supplement>>(c) null]>>")
            .object(6, "<</F(old)/UF<FEFF8BB05F55>/Desc(what)/EF<</F 7 0 R>>>>")
            .stream(7, "/Subtype/text#2Fplain/Filter/FlateDecode/Params<</Size 5>>", &deflate(b"hello").unwrap())
            .stream(8, "", b"bye");
    });
    let mut reader = open(&bytes).unwrap();
    let attachments = reader.attachments().unwrap();
    let names: Vec<&str> = attachments.iter().map(|attachment| attachment.name.as_str()).collect();
    assert_eq!(names, ["记录", "plain.txt"]);
    assert_eq!((attachments[0].media_type.as_deref(), attachments[0].size_bytes), (Some("text/plain"), Some(5)));
    assert_eq!(
        (attachments[0].description.as_str(), attachments[1].relationship.as_deref()),
        ("what", Some("Supplement"))
    );
    let mut content = Vec::new();
    assert_eq!(reader.copy_decoded(&attachments[0].stream, &mut content, 5).unwrap(), 5);
    assert_eq!(content, b"hello");
    assert!(matches!(
        reader.copy_decoded(&attachments[0].stream, &mut Vec::new(), 4),
        Err(PdfError::TooComplex { .. })
    ));
}

#[test]
fn loops_end() {
    let looped = minimal(|_| ());
    let at = looped.len();
    let section = format!("xref\n0 0\ntrailer\n<</Root 1 0 R/Prev {at}>>\nstartxref\n{at}\n%%EOF\n");
    assert!(open(&[&looped[..], section.as_bytes()].concat()).is_err(), "a section before itself");
    let bytes = minimal(|raw| {
        raw.object(3, "4 0 R").object(4, "3 0 R");
        raw.offsets.push((5, raw.bytes.len()));
        raw.bytes.extend_from_slice(b"5 0 obj\n<</Length 5 0 R>>\nstream\nx\nendstream\nendobj\n");
        raw.object(6, "<</Kids[6 0 R]>>");
    });
    let mut reader = open(&bytes).unwrap();
    assert!(reader.resolve_at(0, &Object::Reference(ObjectId::new(3))).is_err());
    assert!(reader.get(ObjectId::new(5)).is_err());
    let tree = minimal(|raw| {
        raw.offsets.clear();
        raw.object(1, "<</Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>")
            .object(2, "<</Kids[2 0 R]>>")
            .object(3, "<</Kids[3 0 R]>>");
    });
    let mut reader = open(&tree).unwrap();
    assert!(reader.pages_at(0).is_err());
    assert!(reader.attachments().is_err());
    // An object stream that lies in itself.
    let mut raw = Raw::new();
    raw.object(1, "<</Pages 2 0 R>>");
    let bytes = raw.xref_stream(5, &[(4, 4, 0), (2, 4, 0)], "/Root 1 0 R/Size 6");
    assert!(open(&bytes).unwrap().get(ObjectId::new(2)).is_err());
}

#[test]
fn bombs_are_refused_by_their_size() {
    let zeros = deflate(&vec![0; 40 << 20]).unwrap();
    let mut raw = Raw::new();
    raw.stream(4, "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &zeros[..zeros.len().min(60_000)]);
    let bytes = raw.xref_stream(5, &[(1, 4, 0)], "/Root 1 0 R/Size 6");
    let refused = open(&bytes).unwrap().get(ObjectId::new(1));
    assert!(matches!(refused, Err(PdfError::TooComplex { .. })), "{refused:?}");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let bytes = minimal(|raw| {
        raw.object(3, &deep);
    });
    assert!(open(&bytes).unwrap().get(ObjectId::new(3)).is_err());
    // Thousands of numbers that all stand for one long object.
    let long = "0 ".repeat(50_000);
    let bytes = minimal(|raw| {
        raw.object(3, &format!("[{long}]"));
        let (_, at) = raw.offsets[2];
        raw.offsets.extend((4..5_000).map(|number| (number, at)));
    });
    let limits = Limits { work_bytes: 1 << 20, ..Limits::default() };
    let mut reader = Reader::open_with(Cursor::new(&bytes[..]), limits).unwrap();
    let mut outcomes = (4..5_000).map(|number| reader.get(ObjectId::new(number)));
    assert!(outcomes.any(|outcome| matches!(outcome, Err(PdfError::TooComplex { .. }))));
}

#[test]
fn sections_that_lie_are_refused() {
    let refused = |tail: &str| {
        let mut bytes = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n".to_vec();
        let at = bytes.len();
        bytes.extend_from_slice(tail.replace("AT", &at.to_string()).as_bytes());
        assert!(open(&bytes).is_err(), "{tail}");
    };
    refused("");
    refused("startxref\n%%EOF");
    refused("startxref\n99999999\n%%EOF");
    refused("xref\n0 4294967295\n0000000000 65535 f \ntrailer<</Root 1 0 R>>startxref\nAT\n%%EOF");
    refused("xref\n1 2\n0000000009 00000 n \ntrailer<</Root 1 0 R>>startxref\nAT\n%%EOF");
    refused("xref\n1 1\n0000000009 00000 n \n1 1\n0000000008 00000 n \ntrailer<</Root 1 0 R>>startxref\nAT\n%%EOF");
    refused("xref\n0 0\ntrailer<</Root 1 0 R/Prev -1>>startxref\nAT\n%%EOF");
    refused("xref\n0 0\ntrailer<</Root 1 0 R/Prev (x)>>startxref\nAT\n%%EOF");
    refused("xref\n0 0\ntrailer<</Root 1 0 R/Root 2 0 R>>startxref\nAT\n%%EOF");
    refused("2 0 obj<</Type/XRef/W[0 0 0]/Size 9/Length 0>>stream\n\nendstream endobj startxref\nAT\n%%EOF");
    refused("2 0 obj<</Type/XRef/W[1 1 1]/Size 9999999999/Length 0>>stream\n\nendstream endobj startxref\nAT\n%%EOF");
    refused(
        "2 0 obj<</Type/XRef/W[1 9 1]/Size 1/Length 11>>stream\n01234567890\nendstream endobj startxref\nAT\n%%EOF",
    );
    refused("2 0 obj<</Type/XRef/W[1 1 1]/Size 1/Length 3 0 R>>stream\n\nendstream endobj startxref\nAT\n%%EOF");
    refused("2 0 obj<</Type/XObject/Length 0>>stream\n\nendstream endobj startxref\nAT\n%%EOF");
}

#[test]
fn an_object_is_what_the_cross_reference_says_or_damaged() {
    let mut bytes = minimal(|raw| {
        raw.object(3, "(three)").stream(4, "", b"four");
        let (_, three) = raw.offsets[2];
        raw.offsets.push((5, three));
        raw.offsets.push((6, 100_000));
    });
    let mut reader = open(&bytes).unwrap();
    assert!(reader.get(ObjectId::new(3)).is_ok());
    assert_eq!(reader.get(ObjectId::new(4)).unwrap().stream.unwrap().len(), 4);
    assert!(reader.get(ObjectId::new(5)).is_err(), "another object lies there");
    assert!(reader.get(ObjectId::new(6)).is_err(), "behind the end");
    let length = bytes.windows(9).position(|window| window == b"/Length 4").unwrap() + 8;
    bytes[length] = b'3';
    assert!(open(&bytes).unwrap().get(ObjectId::new(4)).is_err(), "no `endstream` where the length says");
}
