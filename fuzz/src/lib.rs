//! What hostile input must not do to the checklist language and to the readers of photos: end the program, or keep it
//! busy.
//!
//! Four functions over any bytes, one for each door that files and forms come through. `cargo fuzz run expression`
//! (or `workbook`, `checklist`, `photo`) runs them with a nightly compiler; `cargo run --release --bin mutate -- expression 60`
//! tries them with any compiler, with mutations of the seeds but without looking at what code they reach.

mod form;
mod photo;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use fieldseal::domain::Digest;
use fieldseal::form::Template;
use fieldseal::form::engine::{Files, Session};
use fieldseal::form::xlsform::{check, read_file, read_folder};
use fieldseal::form::xpath::{Context, Forest, Host, Paths, Spot, Tree, Xpath, read};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub use photo::photo;

/// Always the same moment and the same chance, so that what was found can be found again.
struct Fixed;

impl Host for Fixed {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::UNIX_EPOCH.with_timezone(&self.offset_at(NaiveDateTime::default()))
    }

    fn offset_at(&self, _: NaiveDateTime) -> FixedOffset {
        FixedOffset::east_opt(8 * 3600).expect("eight hours are an offset")
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(0x5a);
    }
}

const DOCUMENT: &str = "<data><row n='1'><pay>2690.5</pay><due>2026-11-10</due><at>1 2 0 0</at></row><row n='2'><pay/><paid>a b</paid></row><instance id='l'><root><item><name>a</name></item></root></instance></data>";

/// An expression in the first line, over the document in the others.
pub fn expression(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (expression, document) = text.split_once('\n').unwrap_or((&text, ""));
    let document = if document.trim().is_empty() { DOCUMENT } else { document };
    let xpath = match Xpath::parse(expression) {
        Ok(xpath) => xpath,
        Err(error) => {
            assert!(expression.get(error.span.clone()).is_some(), "{:?} is no part of {expression:?}", error.span);
            return;
        }
    };
    for (_, span) in xpath.references() {
        assert!(expression.get(span.clone()).is_some_and(|text| text.starts_with('$')));
    }
    let (_, _, _) = (xpath.names(), xpath.instances(), xpath.faults());
    let Ok(tree) = read(document) else { return };
    let places = [Some(Tree::ROOT), tree.all().nth(2), tree.all().last()];
    let forest = Forest::of(tree);
    let paths = Paths::of(forest.main());
    for node in places.into_iter().flatten() {
        let context = Context::of(&forest, &Fixed, Spot { tree: 0, node });
        let Ok(value) = xpath.evaluate(&context) else { continue };
        let (_, _, _) = (context.text(&value), context.number(&value), context.truth(&value));
        for spot in value.as_nodes().unwrap_or_default() {
            assert_eq!(paths.find(&paths.path(spot.node)), Some(spot.node));
        }
    }
}

/// A file as it is chosen; or, so that what is inside of an archive is reached, the parts of one; or a folder of CSV
/// files.
pub fn workbook(data: &[u8]) {
    let parts = |rest: &[u8]| rest.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let read = if let Some(rest) = data.strip_prefix(b"folder\n") {
        let sheets = ["survey", "choices", "settings", "entities"].into_iter().map(str::to_owned);
        read_folder(&sheets.zip(parts(rest)).collect::<Vec<_>>())
    } else if let Some(rest) = data.strip_prefix(b"parts\n") {
        let Some(archive) = archive(&parts(rest)) else { return };
        read_file(&archive)
    } else {
        read_file(data)
    };
    if let Ok(workbook) = read {
        let checked = check(&workbook, "form");
        assert_eq!(checked, check(&workbook, "form"), "a form has the same problems each time");
        let _ = Template::read(&workbook, "form", Digest::of(data));
    }
}

/// An archive of parts, each with its name in the first line.
fn archive(parts: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let end = part.iter().position(|byte| *byte == b'\n')?;
        let name = std::str::from_utf8(&part[..end]).ok()?;
        file.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        file.write_all(&part[end + 1..]).ok()?;
    }
    Some(file.finish().ok()?.into_inner())
}

/// A form and actions on it. The bytes are the form as a Markdown table with its files, or choices among what a form
/// can hold.
pub fn checklist(data: &[u8]) {
    let (kind, rest) = data.split_first().unwrap_or((&0, &[]));
    let mut choices = form::Choices::of(rest);
    let (markdown, files) = if kind.is_multiple_of(2) { form::written(&mut choices) } else { form::made(&mut choices) };
    let Ok(workbook) = read_file(markdown.as_bytes()) else { return };
    let checked = check(&workbook, "form");
    if !checked.is_usable() {
        return;
    }
    let form = checked.form;
    let mut given = Files::default();
    for name in Files::wanted(&form) {
        let found = files.iter().find(|(own, _)| *own == name);
        let bytes = found.map_or_else(|| files.first().map(|(_, bytes)| bytes), |(_, bytes)| Some(bytes));
        given.add(&name, bytes.cloned().unwrap_or_default());
    }
    let mut session = Session::with_files(&form, Box::new(Fixed), &given);
    for _ in 0..24 {
        let states = session.states();
        if choices.is_empty() || states.is_empty() {
            break;
        }
        let (path, _) = &states[choices.below(states.len())];
        let outcome = match choices.below(4) {
            0 => session.add_repeat(path),
            _ => session.answer(path, form::value(&mut choices)),
        };
        if outcome.is_err() {
            assert_eq!(session.states(), states, "an action that cannot be done changes nothing");
        }
        let _ = session.choices(path);
    }
}
