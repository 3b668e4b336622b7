//! `fieldseal verify`.

use super::args::VerifyArguments;
use super::output::{Output, Quiet};
use crate::app::AppError;
use crate::app::environment::{Environment, SystemEnvironment};
use crate::app::verb::verify::{RecordFinding, Verification, trust_from_files, verify_file};
use crate::words::{Value, Words};
use serde_json::json;

pub fn run(ask: VerifyArguments, output: &mut Output<'_>) -> Result<u8, AppError> {
    let trust = trust_from_files(&ask.trust)?;
    let verification = verify_file(&ask.file, &trust, SystemEnvironment.now(), &mut Quiet)?;
    output.answer(&value_of(&verification), |words| text_of(&verification, words));
    Ok(verification.exit_code())
}

/// The verification as `assets/schemas/verify.schema.json` describes it.
pub fn value_of(verification: &Verification) -> serde_json::Value {
    let record = match &verification.record {
        RecordFinding::Absent => json!({ "state": "absent" }),
        RecordFinding::Unreadable(reason) => json!({ "state": "unreadable", "reason": reason }),
        RecordFinding::SealMismatch => json!({ "state": "seal_mismatch" }),
        RecordFinding::UnsealedItems(items) => json!({ "state": "unsealed_items", "items": items }),
        RecordFinding::Sealed(summary) => json!({
            "state": "sealed",
            "report_number": summary.report_number,
            "revision": summary.revision,
            "copy": summary.copy,
            "seal_digest": summary.seal_digest,
            "items": summary.items,
        }),
    };
    json!({
        "file": verification.path,
        "genuine": verification.is_genuine(),
        "code": verification.code(),
        "exit_code": verification.exit_code(),
        "signature": verification.verdict,
        "record": record,
    })
}

/// The verification in words: the verdict first, then who and when, then the record.
pub fn text_of(verification: &Verification, words: Words) -> String {
    let verdict = words.get(&format!("verdict-{}", verification.code()));
    let mut lines = vec![verdict, words.get(&format!("verdict-{}-means", verification.code()))];
    for signature in &verification.verdict.signatures {
        let Some(signer) = &signature.signer else { continue };
        let time = signature.claimed_time.map_or_else(|| "-".to_owned(), |time| time.iso());
        lines.push(words.with(
            "verify-signed-by",
            &[
                ("name", Value::Text(&signer.name)),
                ("organisation", Value::Text(&signer.organisation)),
                ("time", Value::Text(&time)),
                ("fingerprint", Value::Text(&signer.fingerprint.to_string())),
            ],
        ));
        // What the verdict said of the only signature is not said again.
        let changes = code_of(&signature.changes_after);
        if verification.verdict.signatures.len() > 1 || changes != "nothing" {
            lines.push(words.get(&format!("verify-changes-{changes}")));
        }
        for problem in &signature.problems {
            lines.push(words.get(&format!("verify-problem-{}", problem.as_str())));
        }
    }
    lines.push(match &verification.record {
        RecordFinding::Absent => words.get("verify-record-absent"),
        RecordFinding::Unreadable(reason) => words.with("verify-record-unreadable", &[("reason", Value::Text(reason))]),
        RecordFinding::SealMismatch => words.get("verify-record-seal_mismatch"),
        RecordFinding::UnsealedItems(items) => {
            words.with("verify-record-unsealed_items", &[("count", Value::Number(items.len() as i64))])
        }
        RecordFinding::Sealed(summary) => words.with(
            "verify-record-sealed",
            &[
                ("number", Value::Text(&summary.report_number)),
                ("count", Value::Number(summary.items as i64)),
                ("seal", Value::Text(&summary.seal_digest.to_string())),
            ],
        ),
    });
    lines.join("\n")
}

/// The code that a value is written as in data.
fn code_of<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
