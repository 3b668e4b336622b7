//! One byte flipped anywhere that is signed, and everyone notices.

use super::demo::fieldseal;
use super::report::validate;
use super::{Demo, Tool, demo_report};
use std::fs;
use std::path::{Path, PathBuf};

/// The places that are flipped: in the header, in page content and photos at several depths, in the record, in the
/// last bytes, and in the signature itself.
fn places(report: &[u8]) -> Vec<(&'static str, usize)> {
    let find = |what: &[u8]| report.windows(what.len()).position(|window| window == what).unwrap();
    let range = String::from_utf8_lossy(&report[find(b"/ByteRange")..][..120]).into_owned();
    let range: Vec<usize> =
        range.split(['[', ']']).nth(1).unwrap().split_whitespace().map(|n| n.parse().unwrap()).collect();
    let (signed_before, signed_after) = (range[1], range[2]);
    vec![
        ("the header", 5),
        ("the first quarter", signed_before / 4),
        ("the middle", signed_before / 2),
        ("the record", find(b"fieldseal-record.json") + 3),
        ("just before the signature", signed_before - 2),
        ("the signature", signed_before + 200),
        ("just after the signature", signed_after + 1),
        ("the end", report.len() - 8),
    ]
}

fn flipped() -> impl Iterator<Item = (&'static str, PathBuf)> {
    let report = fs::read(demo_report()).unwrap();
    let folder = Demo::get().scratch("flipped");
    places(&report).into_iter().enumerate().map(move |(index, (name, place))| {
        let mut bytes = report.clone();
        // A hexadecimal digit stays one, so that the signature is read and found wrong.
        bytes[place] = if bytes[place] == b'0' { b'1' } else { bytes[place] ^ 1 };
        let path = folder.join(format!("{index}.pdf"));
        fs::write(&path, bytes).unwrap();
        (name, path)
    })
}

#[test]
fn pyhanko_refuses_a_report_with_one_flipped_byte() {
    let Some(pyhanko) = Tool::find(Tool::PYHANKO) else { return };
    let auditor = Demo::get().file("auditor.pem");
    for (place, report) in flipped() {
        let said = validate(&pyhanko, Some(&auditor), &report);
        assert!(!said.contains("judged VALID"), "{place}: {said}");
    }
}

#[test]
fn our_verifier_refuses_a_report_with_one_flipped_byte() {
    let auditor = Demo::get().file("auditor.pem");
    for (place, report) in flipped() {
        let output = fieldseal([Path::new("verify"), &report, Path::new("--trust"), &auditor]);
        assert_eq!(output.status.code(), Some(1), "{place}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn our_verifier_tells_a_known_signer_from_an_unknown_one() {
    let demo = Demo::get();
    for report in demo.reports() {
        let code = |trust: &[PathBuf]| {
            let words = [PathBuf::from("verify"), report.clone()];
            let trust = trust.iter().flat_map(|path| [PathBuf::from("--trust"), path.clone()]);
            fieldseal(words.into_iter().chain(trust)).status.code()
        };
        assert_eq!(code(&[demo.file("auditor.pem")]), Some(0));
        assert_eq!(code(&[]), Some(4));
    }
}
