//! The words of a finished report, read back as a viewer reads them: codes of glyphs through `/ToUnicode`.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// Where a run of glyphs begins on its page, in points from the lower left corner, and its words.
pub struct Run {
    pub x_pt: f32,
    pub y_pt: f32,
    pub words: String,
}

/// The runs of each page, in the order of painting.
pub fn pages(bytes: &[u8]) -> Vec<Vec<Run>> {
    let document = Document::load_mem(bytes).unwrap();
    document.get_pages().values().map(|page| page_runs(&document, *page)).collect()
}

/// The words of each page; runs are not parted.
pub fn words(bytes: &[u8]) -> Vec<String> {
    pages(bytes).into_iter().map(|runs| runs.into_iter().map(|run| run.words).collect()).collect()
}

fn page_runs(document: &Document, page: lopdf::ObjectId) -> Vec<Run> {
    let fonts = document.get_page_fonts(page).unwrap();
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
        fonts.into_iter().map(|(name, font)| (name, unicode_map(document, font))).collect();
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let mut runs = Vec::new();
    let mut map = None;
    let mut at = (0.0, 0.0);
    for operation in content.operations {
        let number = |place: usize| operation.operands[place].as_float().unwrap();
        match operation.operator.as_str() {
            "Tf" => map = maps.get(operation.operands[0].as_name().unwrap()),
            "Tm" => at = (number(4), number(5)),
            "TJ" => {
                let shown = operation.operands[0].as_array().unwrap();
                let codes =
                    shown.iter().filter_map(|item| if let Object::String(code, _) = item { Some(code) } else { None });
                let map = map.unwrap();
                let words = codes.map(|code| map[&u16::from_be_bytes([code[0], code[1]])].as_str()).collect();
                runs.push(Run { x_pt: at.0, y_pt: at.1, words });
            }
            _ => {}
        }
    }
    runs
}

/// The `beginbfchar` and `beginbfrange` lines of a `/ToUnicode` stream.
fn unicode_map(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = document.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap();
    let text = String::from_utf8(stream.as_stream().unwrap().decompressed_content().unwrap()).unwrap();
    let mut map = BTreeMap::new();
    let mut block = "";
    for line in text.lines() {
        if let Some(kind) = line.trim().split(' ').find(|word| word.starts_with("begin") || word.starts_with("end")) {
            block = if kind == "beginbfchar" || kind == "beginbfrange" { kind } else { "" };
            continue;
        }
        let codes: Vec<&str> = line.split(['<', '>', ' ', '[', ']']).filter(|part| !part.is_empty()).collect();
        match (block, codes.as_slice()) {
            ("beginbfchar", [code, unicode]) => {
                map.insert(number(code), utf16(unicode));
            }
            ("beginbfrange", [first, last, rest @ ..]) => {
                for (place, code) in (number(first)..=number(last)).enumerate() {
                    let unicode = match rest {
                        [start] => {
                            let start = u16::from_str_radix(start, 16).unwrap() + u16::try_from(place).unwrap();
                            char::from_u32(start.into()).unwrap().to_string()
                        }
                        each => utf16(each[place]),
                    };
                    map.insert(code, unicode);
                }
            }
            _ => {}
        }
    }
    map
}

fn number(hexadecimal: &str) -> u16 {
    u16::from_str_radix(hexadecimal, 16).unwrap()
}

fn utf16(hexadecimal: &str) -> String {
    let units: Vec<u16> =
        hexadecimal.as_bytes().chunks(4).map(|unit| number(std::str::from_utf8(unit).unwrap())).collect();
    String::from_utf16(&units).unwrap()
}
