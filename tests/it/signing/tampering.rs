//! Bytes changed, cut off, moved or added: never genuine, never a panic.

use super::kit::*;
use fieldseal::signature::{Problem, SignatureVerdict, VerdictCode};

/// The number of bytes between two flips outside of the signature itself; a divisor of nothing in the file.
const STEP: usize = 23;

fn only(file: &[u8], seed: u8) -> SignatureVerdict {
    let verdict = judged(file, &trusting(&[&identity(seed)]), NOW);
    assert_eq!(verdict.signatures.len(), 1);
    verdict.signatures.into_iter().next().unwrap()
}

#[test]
fn any_flipped_bit_is_found() {
    let auditor = identity(1);
    let file = certified(&auditor);
    let store = trusting(&[&auditor]);
    let contents = last(&file, "/Contents <") + 11;
    let message = contents..contents + 2 * 1600;
    let elsewhere = (0..contents).step_by(STEP).chain((message.end..file.len()).step_by(STEP));
    for at in message.clone().chain(elsewhere).chain(contents + 2 * 16384..file.len()) {
        let mut flipped = file.clone();
        flipped[at] ^= 1;
        let verdict = judged(&flipped, &store, NOW);
        assert_eq!(verdict.exit_code(), 1, "byte {at}: {verdict:?}");
    }
}

#[test]
fn a_file_cut_short_is_not_genuine() {
    let auditor = identity(1);
    let file = certified(&auditor);
    let store = trusting(&[&auditor]);
    for length in (0..file.len()).step_by(331).chain(file.len() - 64..file.len()) {
        let verdict = judged(&file[..length], &store, NOW);
        assert_eq!(verdict.exit_code(), 1, "{length} bytes: {verdict:?}");
    }
    let before = document().len();
    assert_eq!(judged(&file[..before], &store, NOW).code, VerdictCode::NotSigned);
    assert_eq!(judged(&file[..before + 500], &store, NOW).code, VerdictCode::Damaged);
}

#[test]
fn bytes_behind_the_end_are_found() {
    let auditor = identity(1);
    let file = certified(&auditor);
    for more in ["% a comment", "\n\n\n", " ", "4 0 obj\n<<>>\nendobj\n", "%%EOF\n"] {
        let longer = [&file[..], more.as_bytes()].concat();
        let verdict = judged(&longer, &trusting(&[&auditor]), NOW);
        assert_eq!(verdict.code, VerdictCode::Altered, "{more:?}");
        assert_eq!(verdict.bytes_after_end, more.len() as u64);
        assert!(verdict.signatures[0].problems.contains(&Problem::BytesAfterEnd));
    }
}

#[test]
fn a_byte_range_is_what_it_must_be_or_refused() {
    let file = certified(&identity(1));
    let at = last(&file, "/ByteRange [") + 12;
    let width = file[at..].iter().position(|&byte| byte == b'/').unwrap();
    let text = String::from_utf8_lossy(&file[at..at + width]).into_owned();
    let numbers: Vec<i64> =
        text.trim_end().trim_end_matches(']').split(' ').map(|number| number.parse().unwrap()).collect();
    let [start, length, second, rest] = numbers[..] else { panic!("{text}") };
    let cases = [
        ([start, length, second, -1], Problem::ByteRangeMalformed),
        ([1, length - 1, second, rest], Problem::ByteRangeStart),
        ([start, length, second, rest + 1], Problem::ByteRangeBeyondEnd),
        ([start, length, second, i64::MAX - second], Problem::ByteRangeBeyondEnd),
        ([start, length - 1, second, rest], Problem::ByteRangeGap),
        ([start, length, second + 1, rest - 1], Problem::ByteRangeGap),
        ([start, length, length, rest], Problem::ByteRangeGap),
        ([start, second, length, rest], Problem::ByteRangeGap),
        ([start, 0, 0, rest], Problem::ByteRangeGap),
        ([start, length, second, rest - 10], Problem::RevisionNotCovered),
    ];
    for (numbers, problem) in cases {
        let mut changed = file.clone();
        let [a, b, c, d] = numbers;
        let text = format!("{a} {b} {c} {d}]");
        let text = if text.len() > width { text.replace("] ", "]") } else { format!("{text:<width$}") };
        changed.splice(at..at + width, text.bytes().take(width.max(text.trim_end().len())));
        if changed.len() != file.len() {
            // A number that needs more room moves the rest, and the file no longer reads.
            assert_eq!(judged(&changed, &trusting(&[]), NOW).exit_code(), 1);
            continue;
        }
        let signature = only(&changed, 1);
        assert!(signature.problems.contains(&problem), "{numbers:?}: {:?}", signature.problems);
        assert!(!signature.intact);
        // The bytes that are signed then are others too, which by itself means that the file was altered.
        assert_eq!(signature.code, problem.verdict());
    }
}

#[test]
fn a_signature_from_another_document_does_not_fit() {
    let auditor = identity(1);
    let first = certified(&auditor);
    let mut second = certified_as(document(), &auditor, &options(later(1)));
    assert_eq!(first.len(), second.len());
    let at = last(&first, "/Contents <") + 11;
    second[at..at + 32768].copy_from_slice(&first[at..at + 32768]);
    assert!(only(&second, 1).problems.contains(&Problem::DigestMismatch));
}

#[test]
fn a_signature_that_is_emptied_or_renamed_is_not_valid() {
    let file = certified(&identity(1));
    let at = last(&file, "/Contents <") + 11;
    let mut empty = file.clone();
    empty[at..at + 32768].fill(b'0');
    assert!(only(&empty, 1).problems.contains(&Problem::ContentsMalformed));
    let mut renamed = file.clone();
    let name = last(&file, "/Contents <");
    renamed[name + 1] = b'X';
    assert!(only(&renamed, 1).problems.contains(&Problem::ContentsMissing));
    let mut unknown = file.clone();
    let filter = last(&file, "ETSI.CAdES.detached");
    unknown[filter] = b'X';
    assert!(only(&unknown, 1).problems.contains(&Problem::SubFilterUnsupported));
}

#[test]
fn a_stranger_who_signs_the_same_content_under_the_same_name_is_a_stranger() {
    let (auditor, stranger) = (identity(1), identity(2));
    let forged = certified(&stranger);
    let verdict = judged(&forged, &trusting(&[&auditor]), NOW);
    assert_eq!(verdict.code, VerdictCode::GenuineSignerUnknown);
    let signer = verdict.signatures[0].signer.clone().unwrap();
    assert_eq!(signer.name, auditor.facts().name);
    assert_ne!(signer.fingerprint, auditor.fingerprint());
}

#[test]
fn what_is_no_pdf_is_said_to_be_none() {
    for bytes in [&b""[..], b"%PDF", b"hello", b"\n%PDF-1.7"] {
        assert_eq!(judged(bytes, &trusting(&[]), NOW).code, VerdictCode::NotPdf);
    }
    assert_eq!(judged(b"%PDF-1.7\n", &trusting(&[]), NOW).code, VerdictCode::Damaged);
    assert_eq!(judged(&document(), &trusting(&[]), NOW).code, VerdictCode::NotSigned);
}
