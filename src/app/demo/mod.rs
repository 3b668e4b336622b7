//! The built-in example: a whole inspection of a fictitious supplier, carried out by a script.
//!
//! # Invariants
//! - Nothing of the example stands in code: it is all in `assets/example`.
//! - The script goes through the same verbs as a person; nothing here writes anywhere.
//!
//! # To change
//! - what the example says: `assets/example/example.json`; `tests/it/example.rs` checks it against the checklist.
//! - a photo: put it into `assets/example/photos`, name it in `assets::example` and in `assets/CREDITS.md`.

mod script;

pub use script::{
    DemoScript, ScriptedAnswer, ScriptedAuditor, ScriptedFinding, ScriptedMeeting, ScriptedNote, ScriptedPhoto,
    ScriptedPlan, ScriptedPosition, ScriptedSample, ScriptedSignature, ScriptedSite, ScriptedSupplier,
};
