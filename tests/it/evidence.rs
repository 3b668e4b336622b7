//! Photos through the public seam of the evidence layer: kept, described, shown, and never a panic.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod anyway;
mod derived;
mod durable;
mod facts;
pub mod fixtures;
mod heic;
mod hostile;
mod random;
mod scaled;

use fieldseal::domain::Language;
use fieldseal::evidence::{CameraError, EvidenceError, IntakeWarning};
use fieldseal::words::Words;

#[test]
fn every_error_and_warning_has_its_words_in_both_languages() {
    for language in [Language::En, Language::ZhCn] {
        let words = Words::of(language);
        for code in EvidenceError::CODES {
            for part in ["what", "means", "do"] {
                let key = format!("problem-evidence-{code}-{part}");
                assert!(words.has(&key), "{key} in {language:?}");
            }
        }
        for code in CameraError::CODES {
            for part in ["what", "means", "do"] {
                let key = format!("problem-camera-{code}-{part}");
                assert!(words.has(&key), "{key} in {language:?}");
            }
        }
        for warning in IntakeWarning::ALL {
            let key = format!("evidence-warning-{}", warning.code());
            assert!(words.has(&key), "{key} in {language:?}");
        }
    }
}
