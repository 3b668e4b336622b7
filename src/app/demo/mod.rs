//! The built-in example: a whole inspection of a fictitious supplier, carried out by a script.
//!
//! # Invariants
//! - Nothing of the example stands in code: it is all in `assets/example`.
//! - The script goes through the same commands as a person; nothing here writes anywhere.
//!
//! # To change
//! - what the example says: `assets/example/example.json`; `tests/it/example.rs` checks it against the checklist.
//! - a photo: put it into `assets/example/photos`, name it in `assets::example` and in `assets/CREDITS.md`.
//!
//! # Why
//! One script serves the demo, the example in the window and the tests: what newcomers see is what is tested.

mod player;
mod run;
mod script;

pub use player::{Player, built_in_script};
pub use run::{DemoRequest, DemoResult, PASSPHRASE, run};
pub use script::{
    DemoScript, ScriptedAnswer, ScriptedAuditor, ScriptedFacts, ScriptedFinding, ScriptedMeeting, ScriptedNote,
    ScriptedPhoto, ScriptedPlan, ScriptedPosition, ScriptedSample, ScriptedSignature, ScriptedSite, ScriptedSupplier,
    WithPhoto,
};
